//! The places bought in block: how many beds at what price, whose they are,
//! what was planned, and what the home costs beside them. Until last March the
//! council had all of them; since then a neighbour has one, and pays for it.

use chrono::{Datelike, NaiveDate};

use super::agreements::block_weekly;
use super::calendar::{Year, day, month_ends, months_after, plus, written};
use super::contracts::Contract;
use super::council::{Council, span};
use super::country::Locality;
use super::money::{for_nights, in_pounds};
use super::table::{Table, cells};

/// Contracts for places in block, with the number of places.
fn blocks<'a>(council: &Council<'a>) -> Vec<(&'a Contract, i64)> {
    let contracts = council.contracts.iter();
    contracts
        .filter_map(|contract| {
            let places = council.market.homes[contract.block_home?].places?;
            Some((contract, places as i64))
        })
        .collect()
}

/// The day from which a neighbour has one of the beds.
fn shared_from(council: &Council<'_>) -> NaiveDate {
    Year::of(council.as_at()).start()
}

/// The code of the neighbour who shares.
fn partner<'a>(council: &Council<'a>) -> Option<&'a str> {
    let neighbours = council.country.lying(council.authority, Locality::Adjoining);
    neighbours.first().map(|place| council.country.authorities[*place].code.as_str())
}

/// The table of beds and their price, year by year.
pub(super) fn block_beds(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "CONTRACT_ID",
        "VALID_FROM",
        "VALID_TO",
        "BEDS",
        "PRICE",
        "PRICE_PER",
        "PAY_USED_ONLY",
    ]);
    for (contract, places) in blocks(council) {
        for year in council.plan.years() {
            if contract.starts > year.end() {
                continue;
            }
            let is_last = year.end() >= council.as_at();
            let to = (!is_last).then(|| year.end());
            let [from, to] = span(contract.starts.max(year.start()), to);
            let price = format!("{}00", in_pounds(block_weekly(council.plan, year)));
            table.push(cells![contract.id, from, to, places, price, "week", "No"]);
        }
    }
    table
}

/// The table of whose beds they are.
pub(super) fn block_allocations(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CONTRACT_ID", "AUTHORITY", "BEDS", "VALID_FROM", "VALID_TO"]);
    for (contract, places) in blocks(council) {
        let shared = shared_from(council);
        let Some(partner) = partner(council) else { continue };
        let [from, to] = span(contract.starts, Some(plus(shared, -1)));
        table.push(cells![contract.id, council.code(), places, from, to]);
        table.push(cells![contract.id, council.code(), places - 1, written(shared), ""]);
        table.push(cells![contract.id, partner, 1, written(shared), ""]);
    }
    table
}

/// The table of what each authority planned for each month.
pub(super) fn block_plan(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["CONTRACT_ID", "AUTHORITY", "MONTH", "BEDS_PLANNED", "MONEY_ALLOCATED"]);
    for (contract, places) in blocks(council) {
        let last = Year::of(council.as_at()).end();
        for month in month_ends(contract.starts, last) {
            let is_shared = month > shared_from(council);
            let beds = [
                (Some(council.code()), places - i64::from(is_shared)),
                (partner(council).filter(|_| is_shared), 1),
            ];
            for (authority, beds) in beds {
                let Some(authority) = authority else { continue };
                let weekly = block_weekly(council.plan, Year::of(month));
                let money = for_nights(weekly, i64::from(month.day()) * beds);
                // Nobody plans to fill every bed on every night.
                let planned = format!("{}.{}", beds - 1, if beds == 1 { 9 } else { 6 });
                let first = day(month.year(), month.month(), 1);
                table.push(cells![
                    contract.id,
                    authority,
                    written(first),
                    planned,
                    in_pounds(money)
                ]);
            }
        }
    }
    table
}

/// The table of costs beside the price of beds.
pub(super) fn block_costs(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CONTRACT_ID", "PERIOD", "KIND", "AMOUNT"]);
    for (contract, places) in blocks(council) {
        let first = Year::of(contract.starts);
        for year in council.plan.years().into_iter().filter(|year| *year >= first) {
            if year == first {
                table.push(cells![
                    contract.id,
                    year.label(),
                    "set-up",
                    in_pounds(places * 850_000)
                ]);
            }
            let running = places * 320_000 + i64::from(year.first - first.first) * 45_000;
            table.push(cells![contract.id, year.label(), "running", in_pounds(running)]);
        }
    }
    table
}

/// A bill for the neighbour's bed, for one quarter.
pub(super) struct Recharge<'a> {
    /// CONTRACT_ID.
    pub(super) contract: &'a str,
    /// The neighbour's code.
    pub(super) party: &'a str,
    /// The last day of the quarter.
    pub(super) quarter: NaiveDate,
    /// Pence.
    pub(super) amount: i64,
}

/// What the neighbour was billed for its bed.
pub(super) fn recharges<'a>(council: &Council<'a>) -> Vec<Recharge<'a>> {
    let mut found = Vec::new();
    for (contract, _) in blocks(council) {
        let Some(party) = partner(council) else { continue };
        let mut from = shared_from(council).max(contract.starts);
        while months_after(from, 3) <= plus(council.as_at(), 1) {
            let next = months_after(from, 3);
            let nights = (next - from).num_days();
            let weekly = block_weekly(council.plan, Year::of(from));
            found.push(Recharge {
                contract: &contract.id,
                party,
                quarter: plus(next, -1),
                amount: for_nights(weekly, nights),
            });
            from = next;
        }
    }
    found
}
