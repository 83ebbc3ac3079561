//! What stands in contracts beside their dates: frameworks and who may buy
//! from them, lots, rates, what a price includes, discounts, and payments by
//! results. Every price that is paid keeps to them: no agreement costs more
//! than its contract's rate, and of these discounts none has fallen due yet.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::agreements::Agreement;
use super::calendar::{Year, day, plus};
use super::codes::Setting;
use super::contracts::Contract;
use super::council::{Council, span};
use super::country::Locality;
use super::money::in_pounds;
use super::registers::lead_authority;
use super::table::{Table, cells};

/// Contracts by framework.
fn frameworks_of<'a>(council: &Council<'a>) -> BTreeMap<&'static str, Vec<&'a Contract>> {
    let mut found: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for contract in council.contracts.iter().filter(|contract| !contract.framework.is_empty()) {
        found.entry(contract.framework).or_default().push(contract);
    }
    found
}

/// The table of frameworks.
pub(super) fn frameworks(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["FRAMEWORK_ID", "TITLE", "LEAD_AUTHORITY", "STARTS_ON", "ENDS_ON"]);
    for (framework, contracts) in frameworks_of(council) {
        let title =
            contracts.iter().map(|contract| &contract.title).min_by_key(|title| title.len());
        let starts = contracts.iter().map(|contract| contract.starts).min();
        let ends = contracts.iter().map(|contract| contract.ends).max();
        let (Some(title), Some(starts)) = (title, starts) else { continue };
        let [starts, ends] = span(starts, ends);
        table.push(cells![framework, title, lead_authority(council.country), starts, ends]);
    }
    table
}

/// The table of authorities that may buy from a framework: the council and
/// those that adjoin it, and of the purchasing system a few more.
pub(super) fn framework_members(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["FRAMEWORK_ID", "AUTHORITY"]);
    let neighbours = council.country.lying(council.authority, Locality::Adjoining);
    let farther = council.country.lying(council.authority, Locality::Distant);
    for (framework, contracts) in frameworks_of(council) {
        let is_system =
            contracts.iter().any(|contract| contract.arrangement == "dynamic purchasing system");
        let more = if is_system { 5 } else { 0 };
        let members = std::iter::once(&council.authority).chain(&neighbours);
        for member in members.chain(farther.iter().take(more)) {
            table.push(cells![framework, council.country.authorities[*member].code]);
        }
    }
    table
}

/// The table of lots. Some fostering agencies take parents with their child
/// as well.
pub(super) fn contract_lots(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CONTRACT_ID", "LOT", "SERVICE"]);
    for (number, contract) in council.contracts.iter().enumerate() {
        let is_block = contract.arrangement == "block";
        if contract.lot.is_empty() && !is_block {
            continue;
        }
        let setting = council.market.providers[contract.provider].setting;
        let lot = if is_block { "Block" } else { contract.lot };
        table.push(cells![contract.id, lot, setting.service()]);
        let mut draw = council.draw("lots", number as u64);
        if setting == Setting::AgencyFostering && draw.chance(300) {
            table.push(cells![contract.id, "Lot 2", Setting::ParentAndChild.service()]);
        }
    }
    table
}

/// Contracts whose prices are agreed beforehand.
fn has_rates(contract: &Contract) -> bool {
    !matches!(contract.arrangement, "in-house" | "spot")
}

/// The table of rates: each year's is what the dearest placement under the
/// contract costs, in whole fives of pounds.
pub(super) fn contract_rates(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["CONTRACT_ID", "LOT", "SERVICE", "WEEKLY_RATE", "VALID_FROM", "VALID_TO"]);
    let dearest = dearest(council);
    for (index, contract) in council.contracts.iter().enumerate() {
        if !has_rates(contract) {
            continue;
        }
        let service = council.market.providers[contract.provider].setting.service();
        let mut rate = 0;
        for year in council.plan.years() {
            let is_live = contract.starts <= year.end() && contract.ends >= year.start();
            let highest = dearest.get(&(index, year)).copied().unwrap_or(0);
            // A rate never falls.
            rate = rate.max((highest + 499) / 500 * 500);
            if !is_live || rate == 0 {
                continue;
            }
            let from = if year == council.plan.first_year { contract.starts } else { year.start() };
            let is_last = year.end() >= council.as_at();
            let to = (!is_last).then(|| year.end().min(contract.ends));
            let [from, to] = span(from.max(contract.starts), to);
            table.push(cells![contract.id, contract.lot, service, in_pounds(rate), from, to]);
        }
    }
    table
}

/// The highest weekly price paid under each contract in each year.
fn dearest(council: &Council<'_>) -> BTreeMap<(usize, Year), i64> {
    let mut found = BTreeMap::new();
    for agreement in council.agreements {
        let Some(contract) = agreement.contract else { continue };
        for (place, version) in agreement.versions.iter().enumerate() {
            let next = agreement.versions.get(place + 1).map(|next| next.from);
            let until = next.or(agreement.ends).unwrap_or(plus(council.as_at(), 1));
            for year in council.plan.years() {
                if version.from <= year.end() && until > year.start() {
                    let highest: &mut i64 = found.entry((contract, year)).or_default();
                    *highest = (*highest).max(version.weekly());
                }
            }
        }
    }
    found
}

/// The table of what prices include.
pub(super) fn price_inclusions(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CONTRACT_ID", "ITEM"]);
    for contract in council.contracts.iter().filter(|contract| has_rates(contract)) {
        let items: &[&str] = match council.market.providers[contract.provider].setting {
            Setting::AgencyFostering => &["Carer's allowance", "Respite, 14 nights a year"],
            Setting::ExternalSupported => &["Keywork, 5 hours a week", "Utilities"],
            Setting::ExternalHome | Setting::School => {
                &["Activities", "Clothing allowance", "Travel up to 50 miles a week"]
            }
            _ => &["Travel up to 50 miles a week"],
        };
        for item in items {
            table.push(cells![contract.id, item]);
        }
    }
    table
}

/// The table of discounts. Thresholds lie above what was ever bought, and the
/// discount for brothers and sisters begins with the next month: none of these
/// is owed. Those that are, and are given, `given` adds.
pub(super) fn discount_terms(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "CONTRACT_ID",
        "KIND",
        "UNIT",
        "WHOSE",
        "THRESHOLD",
        "PERCENT",
        "VALID_FROM",
        "VALID_TO",
    ]);
    for (index, contract) in council.contracts.iter().enumerate() {
        if !matches!(contract.arrangement, "framework" | "dynamic purchasing system") {
            continue;
        }
        let bought: Vec<&Agreement> = council
            .agreements
            .iter()
            .filter(|agreement| agreement.contract == Some(index))
            .collect();
        let (most, longest) = (most_at_a_time(&bought), longest(&bought, council.as_at()));
        let [from, to] = span(contract.starts, Some(contract.ends));
        let volume = (most / 5 + 1) * 5;
        table.push(cells![contract.id, "volume", "placements", "ours", volume, 3, from, to]);
        if council.market.providers[contract.provider].setting == Setting::AgencyFostering {
            let nights = (longest / 365 + 1) * 365;
            table.push(cells![contract.id, "long stay", "nights", "ours", nights, 5, from, to]);
            let [next, to] = span(plus(council.as_at(), 1), Some(contract.ends));
            table.push(cells![contract.id, "sibling", "placements", "ours", 2, 4, next, to]);
        }
    }
    table
}

/// The most placements at a time.
fn most_at_a_time(bought: &[&Agreement]) -> i64 {
    let mut changes: Vec<(NaiveDate, i64)> = Vec::new();
    for agreement in bought {
        changes.push((agreement.starts, 1));
        changes.extend(agreement.ends.map(|ends| (ends, -1)));
    }
    changes.sort_unstable();
    let mut live = 0;
    let mut most = 0;
    for (_, change) in changes {
        live += change;
        most = most.max(live);
    }
    most
}

/// The most nights of one placement.
fn longest(bought: &[&Agreement], as_at: NaiveDate) -> i64 {
    let nights = bought
        .iter()
        .map(|agreement| (agreement.ends.unwrap_or(plus(as_at, 1)) - agreement.starts).num_days());
    nights.max().unwrap_or(0)
}

/// The table of payments by results.
pub(super) fn results_terms(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CONTRACT_ID", "MEASURE", "TARGET", "AMOUNT"]);
    let mut seen = BTreeSet::new();
    for contract in council.contracts {
        let setting = council.market.providers[contract.provider].setting;
        if contract.block_home.is_some() {
            table.push(cells![contract.id, "step_downs_sustained", 80, "25000.00"]);
            table.push(cells![contract.id, "individual_outcomes_met", 65, "15000.00"]);
        } else if has_rates(contract)
            && setting == Setting::ExternalHome
            && contract.starts < day(2023, 1, 1)
            && seen.len() < 3
            && seen.insert(contract.provider)
        {
            table.push(cells![contract.id, "individual_outcomes_met", 70, "5000.00"]);
        }
    }
    table
}
