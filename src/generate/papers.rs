//! What papers lean on beside our own figures: figures that other teams and
//! other places have made, what a contract was to bring, and what meetings
//! resolved.

use chrono::NaiveDate;

use super::calendar::{Year, day, plus, written, written_if};
use super::contracts::OFFICERS;
use super::council::Council;
use super::table::{Table, cells};

/// Years back from the running one that other teams' figures reach.
const YEARS: i32 = 6;

/// A figure that another team makes each year: its name, the part that it is
/// for, how many of a hundred children looked after it is about, the per cent
/// of them that count, and who makes it.
const SHARES: [(&str, &str, u64, i64, &str); 4] = [
    ("Grade 4 or more in English and mathematics", "", 8, 22, "Virtual school"),
    ("Foster carers trained in the year", "In-house", 24, 78, "Fostering service"),
    ("Foster carers trained in the year", "Family and friends", 11, 52, "Fostering service"),
    ("Return interviews within 72 hours", "", 40, 71, "Missing children team"),
];

/// The table of figures that other teams have made.
pub(super) fn indicators(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "INDICATOR",
        "PERIOD",
        "CATEGORY",
        "NUMERATOR",
        "DENOMINATOR",
        "VALUE",
        "SOURCE",
    ]);
    let running = Year::of(council.as_at()).first;
    let size = council.plan.looked_after(council.authority);
    for first in running - YEARS..running {
        let year = Year { first };
        let mut draw = council.draw("figures of others", first as u64);
        for (name, category, of_hundred, percent, source) in SHARES {
            let of = (size * of_hundred / 100) as i64 + draw.between(-4, 4);
            let count = of * (percent + draw.between(-6, 6)) / 100;
            table.push(cells![name, year.label(), category, count, of.max(1), "", source]);
        }
        let members = (size / 18) as i64 + draw.between(-3, 5);
        let source = "Participation team";
        table.push(cells![
            "Members of the children's forum",
            year.label(),
            "",
            members,
            "",
            "",
            source
        ]);
    }
    for first in running - 3..=running {
        for quarter in 1..=4 {
            let year = Year { first };
            let ends = plus(day(first, 4, 1), i64::from(quarter) * 91);
            if ends > plus(council.as_at(), 2) {
                continue;
            }
            let mut draw = council.draw("quarters of others", (first * 10 + quarter) as u64);
            let period = format!("{} Q{quarter}", year.label());
            let homeless = (size / 30) as i64 + draw.between(-3, 4);
            let waits = draw.between(132, 188);
            let name = "Aged 16 and 17 presenting as homeless";
            table.push(cells![name, period, "", homeless.max(0), "", "", "Housing"]);
            let name = "Weeks waited for mental health services";
            let value = format!("{}.{}", waits / 10, waits % 10);
            table.push(cells![name, period, "", "", "", value, "Health partners"]);
        }
    }
    table
}

/// The place whose figures stand for comparison: no place at all.
const REGION: &str = "Eastern Saltreach (an invented region)";

/// The table of figures of another place, in words that a paper may cite.
pub(super) fn context(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "INDICATOR",
        "AREA",
        "PERIOD",
        "CATEGORY",
        "NUMERATOR",
        "DENOMINATOR",
        "VALUE",
        "SOURCE",
    ]);
    let source = "Saltreach consortium, yearly comparison (invented)";
    let running = Year::of(council.as_at()).first;
    for first in running - 3..running {
        let period = Year { first }.label();
        let mut draw = council.draw("figures elsewhere", first as u64);
        let values = [
            ("Children looked after per 10,000", "", 680 + draw.between(-12, 12)),
            (
                "Weekly price of a place in a children's home",
                "External",
                52_300 + draw.between(0, 3_000),
            ),
            ("Placed out of area, per cent", "", 420 + draw.between(-15, 15)),
        ];
        for (name, category, tenths) in values {
            let value = format!("{}.{}", tenths / 10, tenths % 10);
            table.push(cells![name, REGION, period, category, "", "", value, source]);
        }
        let of = 4_800 + draw.between(0, 300);
        let three = of * draw.between(95, 108) / 1_000;
        let name = "Three or more placements in the year";
        table.push(cells![name, REGION, period, "", three, of, "", source]);
    }
    table
}

/// The table of what the block of places was to bring.
pub(super) fn benefits() -> Table {
    let mut table = Table::new(&[
        "BENEFIT_ID",
        "BENEFIT",
        "ACCOUNTABLE",
        "MEASURE",
        "CATEGORY",
        "BASELINE_VALUE",
        "BASELINE_AT",
        "TARGET",
        "COMPARE_WITH",
        "MEASURED_FROM",
        "FREQUENCY",
        "RESOURCES",
    ]);
    let (baseline, from) = (day(2024, 3, 31), day(2024, 4, 1));
    let promised = [
        (
            "More children live near home",
            "placed_within_20_miles: from_home",
            "74",
            "80",
            "quarterly",
        ),
        ("Fewer children live at a distance", "placed_at_a_distance", "15", "12", "quarterly"),
        ("Fewer moves", "three_or_more_placements", "12", "9", "yearly"),
        ("Children settle", "long_term_stability", "64", "70", "yearly"),
        ("Less is bought off contract", "off_contract_spend", "26", "20", "monthly"),
        ("Children move on to families", "step_downs", "", "10", "yearly"),
    ];
    for (number, (benefit, measure, value, target, frequency)) in promised.into_iter().enumerate() {
        let has_baseline = !value.is_empty();
        table.push(cells![
            format!("B{:02}", number + 1),
            benefit,
            OFFICERS[number % OFFICERS.len()],
            measure,
            "",
            value,
            written_if(Some(baseline).filter(|_| has_baseline)),
            target,
            if has_baseline { "The year before the block" } else { "" },
            written(from),
            frequency,
            if number == 0 { "Half a day a quarter of the analyst" } else { "" },
        ]);
    }
    table
}

/// What meetings resolved: days before the last known one, what, days that it
/// was given, and days after which it was closed, with how.
type Action = (i64, &'static str, i64, Option<(i64, &'static str)>);

const ACTIONS: [Action; 9] = [
    (310, "Report on placements at a distance, case by case", 90, Some((80, "done"))),
    (310, "Bring the register of concerns to the committee's chair", 60, Some((75, "done"))),
    (310, "Visit the homes in the area", 200, Some((190, "done"))),
    (217, "Set out what a second block of places would cost", 120, Some((130, "done"))),
    (217, "Write to the department about unregistered homes", 30, Some((45, "dropped"))),
    (217, "Recruit ten foster families by the end of the year", 280, None),
    (70, "Show sibling groups apart in the next paper", 130, None),
    (70, "Agree with health who pays for therapy", 60, None),
    (70, "Bring care leavers' own words to the committee", 130, None),
];

/// The table of what meetings resolved.
pub(super) fn actions(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "ACTION_ID",
        "PAPER",
        "RESOLVED_ON",
        "ACTION",
        "OWNER",
        "DUE_ON",
        "STATUS",
        "CLOSED_ON",
    ]);
    for (number, (before, action, given, closed)) in ACTIONS.into_iter().enumerate() {
        let resolved: NaiveDate = plus(council.as_at(), -before);
        let (status, closed) = match closed {
            Some((days, status)) => (status, Some(plus(resolved, days))),
            None => ("open", None),
        };
        table.push(cells![
            format!("A{:03}", number + 1),
            "scrutiny-paper",
            written(resolved),
            action,
            OFFICERS[number % OFFICERS.len()],
            written(plus(resolved, given)),
            status,
            written_if(closed),
        ]);
    }
    table
}
