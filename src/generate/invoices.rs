//! What providers bill: a line for each agreement, price and month, at the
//! agreement's weekly price for its nights. An invoice has the number that the
//! ledger gives it, and its lines add up to the ledger's to the penny: the
//! places in block that stood empty are billed with it. Suppliers that are on
//! no list send no invoice that anybody could read.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::agreements::block_weekly;
use super::calendar::{Year, day, month_ends, nights, plus, written};
use super::council::Council;
use super::finance::{Line, invoice_number, supplier};
use super::money::{for_nights, in_pounds};
use super::table::{Table, cells};

/// A line of an invoice, before it has its number.
struct Billed {
    month: NaiveDate,
    supplier: String,
    provider: usize,
    agreement: Option<usize>,
    item: &'static str,
    from: NaiveDate,
    to: NaiveDate,
    weekly: i64,
    amount: i64,
}

/// The invoice lines of each year.
pub(super) fn invoices(council: &Council<'_>) -> Vec<(Year, Table)> {
    let mut lines = placements(council);
    lines.extend(empty_places(council));
    let late = not_in_yet(council.lines);
    lines.retain(|line| !late.contains(&key(council, line)));
    lines.sort_by(|one, other| {
        (one.month, &one.supplier, one.agreement, one.from).cmp(&(
            other.month,
            &other.supplier,
            other.agreement,
            other.from,
        ))
    });
    let mut tables: BTreeMap<Year, Table> =
        council.plan.years().into_iter().map(|year| (year, Table::new(&COLUMNS))).collect();
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for line in &lines {
        let invoice = invoice_number(&line.supplier, line.month);
        let number = numbers.entry(invoice.clone()).or_default();
        *number += 1;
        if let Some(table) = tables.get_mut(&Year::of(line.month)) {
            table.push(row(council, line, &invoice, *number));
        }
    }
    tables.into_iter().collect()
}

/// What the ledger puts into one line: month, supplier, service, arrangement,
/// client group.
type Key<'a> = (NaiveDate, String, &'a str, &'a str, &'a str);

/// Sums that the ledger has as accruals, because no invoice has come.
fn not_in_yet(lines: &[Line]) -> BTreeSet<Key<'_>> {
    lines
        .iter()
        .filter(|line| line.kind == "accrual")
        .map(|line| {
            (line.month, line.supplier.clone(), line.service, line.arrangement, line.client_group)
        })
        .collect()
}

fn key<'a>(council: &'a Council<'_>, line: &Billed) -> Key<'a> {
    let Some(agreement) = line.agreement.map(|place| &council.agreements[place]) else {
        // Empty places are never accrued.
        return (line.month, String::new(), "", "", "");
    };
    let arrangement =
        agreement.contract.map_or("", |contract| council.contracts[contract].arrangement);
    (
        line.month,
        line.supplier.clone(),
        agreement.setting.service(),
        arrangement,
        agreement.client_group,
    )
}

/// Lines for the nights of every agreement.
fn placements(council: &Council<'_>) -> Vec<Billed> {
    let mut found = Vec::new();
    for (place, agreement) in council.agreements.iter().enumerate() {
        for (index, version) in agreement.versions.iter().enumerate() {
            let next = agreement.versions.get(index + 1).map(|next| next.from);
            let until = next.or(agreement.ends);
            let from = version.from.max(council.first());
            let last = until.map_or(council.as_at(), |until| until.min(council.as_at()));
            for month in month_ends(from, end_of_month(last)) {
                let first = day(month.year(), month.month(), 1);
                let count = nights(version.from, until, first, month.min(council.as_at()));
                if count == 0 {
                    continue;
                }
                let begins = version.from.max(first);
                found.push(Billed {
                    month,
                    supplier: supplier(council.market, agreement.provider, month),
                    provider: agreement.provider,
                    agreement: Some(place),
                    item: "Placement",
                    from: begins,
                    to: plus(begins, count - 1),
                    weekly: version.weekly(),
                    amount: for_nights(version.weekly(), count),
                });
            }
        }
    }
    found
}

fn end_of_month(on: NaiveDate) -> NaiveDate {
    let next = plus(day(on.year(), on.month(), 28), 4);
    plus(day(next.year(), next.month(), 1), -1)
}

/// Lines for places in block that stood empty.
fn empty_places(council: &Council<'_>) -> Vec<Billed> {
    let mut found = Vec::new();
    for (index, contract) in council.contracts.iter().enumerate() {
        let Some(home) = contract.block_home else { continue };
        for month in month_ends(contract.starts, council.as_at()) {
            let first = day(month.year(), month.month(), 1);
            let places = council.market.homes[home].places.unwrap_or(0) as i64;
            let days = nights(contract.starts, Some(contract.ends), first, month);
            let used: i64 = council
                .agreements
                .iter()
                .filter(|agreement| agreement.contract == Some(index))
                .map(|agreement| nights(agreement.starts, agreement.ends, first, month))
                .sum();
            let empty = (places * days - used).max(0);
            if empty > 0 {
                let weekly = block_weekly(council.plan, Year::of(month));
                found.push(Billed {
                    month,
                    supplier: supplier(council.market, contract.provider, month),
                    provider: contract.provider,
                    agreement: None,
                    item: "Empty places in block",
                    from: first,
                    to: month,
                    weekly,
                    amount: for_nights(weekly, empty),
                });
            }
        }
    }
    found
}

const COLUMNS: [&str; 13] = [
    "INVOICE_NUMBER",
    "LINE",
    "CREDIT_OF",
    "PROVIDER_ID",
    "AGREEMENT_ID",
    "CHILD",
    "ITEM",
    "SERVICE_FROM",
    "SERVICE_TO",
    "WEEKLY_RATE",
    "AMOUNT",
    "RECEIVED_ON",
    "STATUS",
];

fn row(council: &Council<'_>, line: &Billed, invoice: &str, number: usize) -> Vec<String> {
    let agreement = line.agreement.map(|place| &council.agreements[place]);
    // Providers bill in the last days of the month.
    let received = plus(line.month, -(line.supplier.len() as i64 + line.provider as i64) % 5);
    cells![
        invoice,
        number,
        "",
        council.market.providers[line.provider].id,
        agreement.map_or("", |agreement| &agreement.id),
        agreement.map_or("", |agreement| &agreement.child),
        line.item,
        written(line.from),
        written(line.to),
        in_pounds(line.weekly),
        in_pounds(line.amount),
        written(received),
        if line.month == council.as_at() { "approved" } else { "paid" },
    ]
}
