//! Discounts that fell due and were given. From the first day of the running
//! year some fostering agencies take something off for children who have been
//! with them for long, on a line of its own beneath each bill, and the ledger
//! holds what was paid. Nothing is drawn by chance: what else is invented does
//! not move.

use chrono::{Datelike, NaiveDate};

use super::calendar::{Year, day, month_ends, written};
use super::desk::Desk;
use super::filing::File;
use super::owed::{Terms, owed, siblings};
use super::plan::Plan;
use super::table::cells;

/// Under so many contracts discounts are given.
const CONTRACTS: usize = 4;
/// Nights after which a stay is long, and what is then taken off.
const LONG_STAY: Terms = Terms { kind: "long stay", unit: "nights", threshold: 730, percent: 5 };
/// What the line of a discount says.
const ITEM: &str = "Long stay discount";

/// Gives the discounts: what was posted to the ledger, and on which day.
pub(super) fn give(plan: &Plan, files: &mut [File]) -> Vec<(NaiveDate, i64)> {
    let from = Year::of(plan.as_at).start();
    let mut desk = Desk::new(files);
    let (bills, groups) = (desk.bills(), siblings(&mut desk));
    let mut contracts = 0;
    for (contract, to) in long_stays(&mut desk) {
        let months = month_ends(from, plan.as_at).into_iter();
        let firsts = months.map(|month| day(month.year(), month.month(), 1));
        let due: Vec<_> = firsts
            .flat_map(|first| owed(&desk, &bills, &groups, (&contract, first), &LONG_STAY))
            .collect();
        if due.is_empty() {
            continue;
        }
        let Some(terms) = desk.table("discount_terms") else { break };
        let Terms { kind, unit, threshold, percent } = LONG_STAY;
        terms.push(cells![contract, kind, unit, "ours", threshold, percent, written(from), to]);
        for (bill, pence) in due {
            desk.add(&bill, &bill.invoice, -pence, &[("ITEM", ITEM), ("WEEKLY_RATE", "")]);
        }
        contracts += 1;
        if contracts == CONTRACTS {
            break;
        }
    }
    desk.posted
}

/// Contracts that have a discount for long stays, and the last day of each.
fn long_stays(desk: &mut Desk<'_>) -> Vec<(String, String)> {
    let Some(table) = desk.table("discount_terms") else { return Vec::new() };
    let rows = (0..table.rows.len()).filter(|row| table.cell(*row, "KIND") == LONG_STAY.kind);
    rows.map(|row| {
        let cell = |column: &str| table.cell(row, column).to_owned();
        (cell("CONTRACT_ID"), cell("VALID_TO"))
    })
    .collect()
}
