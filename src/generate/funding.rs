//! Money beside budgets and ledger: savings that the plan counts on, grants,
//! and what health, education and a neighbour were billed and have paid.

use chrono::{Datelike, Months, NaiveDate};

use super::block;
use super::calendar::{Year, day, month_ends, months_after, nights, plus, written, written_if};
use super::codes::Setting;
use super::council::Council;
use super::draw::Draw;
use super::money::{for_nights, in_pounds};
use super::table::{Table, cells};

/// A saving of each year: service, arrangement, kind, description, thousands
/// of pounds.
type Saving = (Option<Setting>, &'static str, &'static str, &'static str, i64);

/// The first three are those that the budgets already count on.
const SAVINGS: [Saving; 7] = [
    (
        Some(Setting::ExternalHome),
        "framework",
        "negotiated",
        "Prices of long placements in homes negotiated anew",
        180,
    ),
    (
        Some(Setting::AgencyFostering),
        "framework",
        "discount",
        "Discounts of the fostering framework",
        60,
    ),
    (
        Some(Setting::ExternalSupported),
        "dynamic purchasing system",
        "negotiated",
        "Hours of support set by need",
        40,
    ),
    (
        Some(Setting::ExternalHome),
        "spot",
        "step-down",
        "Children who move from homes to foster families",
        150,
    ),
    (None, "", "invoice error recovered", "Invoices checked against agreements", 15),
    (None, "", "cost avoided", "Children kept at home by the edge of care team", 220),
    (Some(Setting::Unregistered), "", "cost avoided", "Crisis placements made shorter", 60),
];

/// The table of savings.
pub(super) fn savings(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "SAVING_ID",
        "FINANCIAL_YEAR",
        "SERVICE",
        "ARRANGEMENT",
        "KIND",
        "DESCRIPTION",
        "TARGET",
        "DELIVERED",
        "DELIVERED_ON",
    ]);
    for year in council.plan.years() {
        for (number, (setting, arrangement, kind, description, thousands)) in
            SAVINGS.into_iter().enumerate()
        {
            let stream = year.first as u64 * 100 + number as u64;
            let mut draw = council.draw("savings", stream);
            let target = thousands * 100_000;
            let on = plus(year.start(), draw.between(70, 355));
            let delivered = target * draw.quantile(&[35, 62, 80, 94, 118]) / 100 / 10_000 * 10_000;
            let is_delivered = on <= council.as_at();
            table.push(cells![
                format!("MTFP-{:02}", number + 1),
                year.label(),
                setting.map_or("", Setting::service),
                arrangement,
                kind,
                description,
                in_pounds(target),
                if is_delivered { in_pounds(delivered) } else { String::new() },
                written_if(Some(on).filter(|_| is_delivered)),
            ]);
        }
    }
    table
}

/// The table of grants: that for children who came alone, by year, as the
/// ledger has it, and a few for projects.
pub(super) fn grants(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "GRANT_ID",
        "FUNDER",
        "AMOUNT",
        "STARTS_ON",
        "ENDS_ON",
        "CONDITION",
        "RECEIVED",
        "SPENT",
    ]);
    for year in council.plan.years() {
        let claimed: i64 = council
            .lines
            .iter()
            .filter(|line| Year::of(line.month) == year && line.kind == "income")
            .filter(|line| line.client_group == "asylum-seeking")
            .map(|line| -line.amount)
            .sum();
        let days = (year.end() - year.start()).num_days() + 1;
        let gone = nights(year.start(), None, year.start(), council.plan.known_to(year));
        let is_over = gone == days;
        // The year's award, in whole thousands; of the running year the last
        // month has been claimed and not yet paid.
        let award = claimed * days / gone.max(1) / 100_000 * 100_000;
        table.push(cells![
            format!("UC-{}", year.label()),
            "Home Office",
            in_pounds(award.max(claimed)),
            written(year.start()),
            written(year.end()),
            "Nights claimed each month",
            in_pounds(if is_over { award.max(claimed) } else { claimed * 5 / 6 }),
            in_pounds(claimed),
        ]);
    }
    let size = council.plan.looked_after(council.authority) as i64;
    let projects = [
        ("FR-HUB", "Department for Education", 700, (2024, 4), 24, "", 100, 100),
        (
            "ST-CLOSE",
            "Department for Education",
            1_050,
            (2025, 10),
            18,
            "Ten young people a year in the scheme",
            66,
            48,
        ),
        ("EDGE", "Saltreach Foundation", 340, (2026, 4), 36, "A yearly report", 33, 12),
    ];
    for (id, funder, each, (year, month), months, condition, received, spent) in projects {
        let starts = day(year, month, 1);
        let amount = size * each * 100 / 100_000 * 100_000;
        table.push(cells![
            id,
            funder,
            in_pounds(amount),
            written(starts),
            written(plus(months_after(starts, months), -1)),
            condition,
            in_pounds(amount * received / 100),
            in_pounds(amount * spent / 100),
        ]);
    }
    table
}

/// The table of bills to health, education and a neighbour, and payments.
pub(super) fn contributions(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "CONTRIBUTION_ID",
        "PARTY",
        "CONTRACT_ID",
        "AGREEMENT_ID",
        "CHILD",
        "KIND",
        "PERIOD",
        "DUE_ON",
        "RECEIVED_ON",
        "AMOUNT",
    ]);
    let quarters: Vec<NaiveDate> =
        month_ends(council.first(), council.as_at()).into_iter().skip(2).step_by(3).collect();
    for (place, agreement) in council.agreements.iter().enumerate() {
        let parties = [("health", agreement.shares.0), ("education", agreement.shares.1)];
        for (party, weekly) in parties.into_iter().filter(|(_, weekly)| *weekly > 0) {
            for quarter in &quarters {
                let amount = share(agreement.starts, agreement.ends, *quarter, weekly);
                if amount == 0 {
                    continue;
                }
                let days = (*quarter - council.first()).num_days().unsigned_abs();
                let mut draw = council.draw(party, place as u64 * 10_000 + days);
                let (due, received) = paid(council, &mut draw, *quarter);
                table.push(cells![
                    format!("CB{:05}", table.rows.len() + 1),
                    party,
                    "",
                    agreement.id,
                    agreement.child,
                    "placement share",
                    quarter_label(*quarter),
                    written_if(council.come(due)),
                    written_if(received),
                    in_pounds(amount),
                ]);
            }
        }
    }
    for recharge in block::recharges(council) {
        let mut draw = council.draw("recharges", table.rows.len() as u64);
        let (due, received) = paid(council, &mut draw, recharge.quarter);
        table.push(cells![
            format!("CB{:05}", table.rows.len() + 1),
            recharge.party,
            recharge.contract,
            "",
            "",
            "recharge",
            quarter_label(recharge.quarter),
            written(due),
            written_if(received),
            in_pounds(recharge.amount),
        ]);
    }
    table
}

/// What a party owes for the nights of a quarter, month by month to the penny.
fn share(starts: NaiveDate, ends: Option<NaiveDate>, quarter: NaiveDate, weekly: i64) -> i64 {
    let first = plus(quarter, 1);
    let months = [3, 2, 1].map(|back| {
        let begins = first.checked_sub_months(Months::new(back)).unwrap_or(first);
        (begins, plus(months_after(begins, 1), -1))
    });
    months.iter().map(|(from, to)| for_nights(weekly, nights(starts, ends, *from, *to))).sum()
}

/// When a bill falls due, a month after the quarter ends, and when it was paid.
fn paid(
    council: &Council<'_>,
    draw: &mut Draw,
    quarter: NaiveDate,
) -> (NaiveDate, Option<NaiveDate>) {
    // The quarter that has just ended is billed on its last day.
    let due = if quarter == council.as_at() { quarter } else { plus(quarter, 28) };
    let pays = draw.chance(930);
    let received = plus(due, draw.quantile(&[-10, 2, 9, 20, 45, 110]));
    (due, council.come(received).filter(|_| pays))
}

/// `2025-26 Q1`.
fn quarter_label(quarter: NaiveDate) -> String {
    let year = Year::of(quarter);
    let number = (quarter.month() + 8) % 12 / 3 + 1;
    format!("{} Q{number}", year.label())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_those_of_the_financial_year() {
        assert_eq!(quarter_label(day(2025, 6, 30)), "2025-26 Q1");
        assert_eq!(quarter_label(day(2025, 9, 30)), "2025-26 Q2");
        assert_eq!(quarter_label(day(2025, 12, 31)), "2025-26 Q3");
        assert_eq!(quarter_label(day(2026, 3, 31)), "2025-26 Q4");
    }

    #[test]
    fn a_share_is_owed_for_each_night_of_the_quarter() {
        let (quarter, starts) = (day(2026, 6, 30), day(2026, 6, 24));
        assert_eq!(share(starts, None, quarter, 70_000), 70_000);
        assert_eq!(share(starts, Some(starts), quarter, 70_000), 0);
    }
}
