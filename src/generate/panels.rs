//! What panels decided: admissions at the edge of care, placements and changed
//! packages, matches with long-term carers, ways out of care.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::{plus, written};
use super::care::{Period, Spell};
use super::child::Child;
use super::council::Council;
use super::money::in_pounds;
use super::searches::Search;
use super::table::{Table, cells};

/// Cases by day, panel and child: a panel hears a child once a day.
type Cases = BTreeMap<(NaiveDate, &'static str, String), Case>;

/// What a panel heard and decided.
struct Case {
    referral: String,
    agreement: String,
    decision: &'static str,
    change: Option<i64>,
}

/// Panels sit on Wednesdays: the first on or after a day.
fn sitting(from: NaiveDate) -> NaiveDate {
    (0..7).map(|days| plus(from, days)).find(|day| day.weekday() == Weekday::Wed).unwrap_or(from)
}

/// The table of panel cases.
pub(super) fn panels(council: &Council<'_>, searches: &[Search<'_>]) -> Table {
    let mut cases = Cases::new();
    admissions(council, &mut cases);
    prevented(council, &mut cases);
    placements(council, searches, &mut cases);
    for (child, _, _, on) in matches(council) {
        cases.insert((on, "matching", child.id.clone()), case("match agreed"));
    }
    let mut table = Table::new(&[
        "PANEL",
        "HELD_ON",
        "CHILD",
        "REFERRAL_ID",
        "AGREEMENT_ID",
        "DECISION",
        "WEEKLY_CHANGE",
    ]);
    for ((on, panel, child), case) in cases {
        if on < council.first() || on > council.as_at() {
            continue;
        }
        table.push(cells![
            panel,
            written(on),
            child,
            case.referral,
            case.agreement,
            case.decision,
            case.change.map(in_pounds).unwrap_or_default(),
        ]);
    }
    table
}

fn case(decision: &'static str) -> Case {
    Case { referral: String::new(), agreement: String::new(), decision, change: None }
}

/// Children who came into care, and those who left it by an order.
fn admissions(council: &Council<'_>, cases: &mut Cases) {
    for (child, period) in council.periods() {
        let mut draw = council.draw_from("edge of care", child, period.started);
        if !child.is_asylum_seeking && draw.chance(420) {
            let on = sitting(plus(period.started, -draw.between(8, 28)));
            cases.insert((on, "edge of care", child.id.clone()), case("admission agreed"));
        }
        if matches!(period.exit, "E45" | "E46" | "E47" | "E48" | "E41") {
            let on = sitting(plus(period.ended, -draw.between(20, 70))).max(period.started);
            cases.insert((on, "permanence", child.id.clone()), case("exit from care agreed"));
        }
    }
}

/// Children at the edge of care who did not come into it: no return knows them.
fn prevented(council: &Council<'_>, cases: &mut Cases) {
    let mut draw = council.draw("kept at home", 0);
    let days = (council.as_at() - council.first()).num_days().unsigned_abs();
    let size = council.plan.looked_after(council.authority);
    for number in 0..size * days / 365 * 14 / 100 {
        let on = sitting(draw.day(council.first(), council.as_at()));
        let child = format!("{}", 1_200_000 + number * 17);
        let decision = draw.weighted(&[
            ("admission prevented", 640),
            ("deferred", 170),
            ("noted", 120),
            ("not agreed", 70),
        ]);
        cases.insert((on, "edge of care", child), case(decision));
    }
}

/// Placements that were agreed, and packages that cost more from some day on.
fn placements(council: &Council<'_>, searches: &[Search<'_>], cases: &mut Cases) {
    let mut referrals: BTreeMap<usize, &str> = BTreeMap::new();
    for search in searches {
        referrals.extend(search.agreement.map(|agreement| (agreement, search.id.as_str())));
    }
    for (place, agreement) in council.agreements.iter().enumerate() {
        let stream = place as u64;
        let mut draw = council.draw("placements panel", stream);
        if draw.chance(800) {
            let on = sitting(plus(agreement.starts, draw.between(-9, 5)));
            let decision = draw.weighted(&[("placement agreed", 950), ("deferred", 50)]);
            let heard = Case {
                referral: referrals.get(&place).copied().unwrap_or_default().to_owned(),
                agreement: agreement.id.clone(),
                ..case(decision)
            };
            cases.insert((on, "placements", agreement.child.clone()), heard);
        }
        let is_block = agreement
            .contract
            .is_some_and(|contract| council.contracts[contract].block_home.is_some());
        for pair in agreement.versions.windows(2) {
            let [before, after] = pair else { continue };
            if is_block || !draw.chance(130) {
                continue;
            }
            let heard = Case {
                agreement: agreement.id.clone(),
                change: Some(after.weekly() - before.weekly()),
                ..case("variation agreed")
            };
            let on = sitting(plus(after.from, -draw.between(8, 30)));
            cases.insert((on, "placements", agreement.child.clone()), heard);
        }
    }
}

/// Matches with long-term carers: the child, the period, the placement, and
/// the day on which the panel agreed it.
pub(super) fn matches<'a>(
    council: &Council<'a>,
) -> Vec<(&'a Child, &'a Period, &'a Spell, NaiveDate)> {
    let mut found = Vec::new();
    for (child, period) in council.periods() {
        for spell in period.spells.iter().filter(|spell| spell.setting.is_fostering()) {
            let Some(on) = spell.settled.map(sitting) else { continue };
            if on < spell.ended && on <= council.as_at() {
                found.push((child, period, spell, on));
            }
        }
    }
    found
}
