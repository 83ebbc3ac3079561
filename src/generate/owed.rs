//! Rates and discounts of contracts that the invoices of an invented council
//! were not made for: a rate below what was agreed, discounts that fell due in
//! one month. What is owed is worked out night by night, in a way of its own,
//! so that the invoice check is held to something that it did not work out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};

use super::calendar::{day, month_ends, plus, written, written_if};
use super::desk::{Agreed, Bill, Desk};
use super::errors::Planting;
use super::money::{for_nights, in_pounds};
use super::spoiling::day_of;
use super::table::cells;

/// Pence that a line may be over by rounding: half a penny a night.
fn is_more_than_rounding(pence: i64, bill: &Bill) -> bool {
    pence * 2 > bill.nights().max(2)
}

/// Sets the rate of a contract below the price of its dearest agreement.
pub(super) fn lower_a_rate(planting: &mut Planting<'_>) -> Option<()> {
    let as_at = planting.as_at;
    let table = planting.desk.table("contract_rates")?;
    let rates: Vec<(usize, String, String, NaiveDate, NaiveDate)> = (0..table.rows.len())
        .filter_map(|row| {
            let cell = |column: &str| table.cell(row, column).to_owned();
            let to = day_of(&cell("VALID_TO")).unwrap_or(as_at);
            let from = day_of(&cell("VALID_FROM"))?;
            Some((row, cell("CONTRACT_ID"), cell("SERVICE"), from, to))
        })
        .collect();
    let bills = planting.desk.bills();
    for _ in 0..40 {
        let (row, contract, service, from, to) = planting.draw.pick(&rates).clone();
        let desk = &planting.desk;
        let under: Vec<(&Bill, [i64; 4])> = bills
            .iter()
            .filter(|bill| from <= bill.from && bill.to <= to)
            .filter_map(|bill| Some((bill, desk.agreements.get(&bill.agreement)?)))
            .filter(|(_, agreed)| agreed.contract == contract && agreed.service == service)
            .map(|(bill, agreed)| (bill, agreed.parts(bill.from)))
            .collect();
        let Some(dearest) = under.iter().map(|(_, parts)| parts[0]).max() else { continue };
        if under.len() < 3 || !planting.desk.take_contract(&contract) {
            continue;
        }
        let rate = dearest - planting.draw.between(5, 40) * 100;
        planting.desk.table("contract_rates")?.set(row, "WEEKLY_RATE", &in_pounds(rate));
        for (bill, parts) in under {
            let weekly: i64 = parts.iter().sum();
            let above = (parts[0] - rate).max(0);
            let over =
                for_nights(weekly, bill.nights()) - for_nights(weekly - above, bill.nights());
            if is_more_than_rounding(over, bill) {
                planting.tell("contract rate", bill, (&bill.invoice, &bill.line), over);
            }
        }
        return Some(());
    }
    None
}

/// A discount, as its terms have it.
pub(super) struct Terms {
    /// KIND.
    pub(super) kind: &'static str,
    /// UNIT.
    pub(super) unit: &'static str,
    /// THRESHOLD.
    pub(super) threshold: i64,
    /// PERCENT.
    pub(super) percent: i64,
}

/// Lets discounts of every kind fall due, each under a contract of its own in
/// one month; one of them is given, on one line for all.
pub(super) fn fall_due(planting: &mut Planting<'_>) {
    let groups = siblings(&mut planting.desk);
    for (kind, unit, is_given) in [
        ("sibling", "placements", false),
        ("long stay", "nights", false),
        ("volume", "placements", false),
        ("volume", "placements", true),
    ] {
        fall_due_once(planting, &groups, (kind, unit), is_given);
    }
}

/// Each child's brothers and sisters, the child among them.
pub(super) fn siblings(desk: &mut Desk<'_>) -> BTreeMap<String, BTreeSet<String>> {
    let Some(table) = desk.table("siblings") else { return BTreeMap::new() };
    let mut groups: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for row in 0..table.rows.len() {
        let members = groups.entry(table.cell(row, "SIBLING_GROUP")).or_default();
        members.insert(table.cell(row, "CHILD").to_owned());
    }
    let of_each = groups
        .values()
        .flat_map(|members| members.iter().map(|child| (child.clone(), members.clone())));
    of_each.collect()
}

fn fall_due_once(
    planting: &mut Planting<'_>,
    groups: &BTreeMap<String, BTreeSet<String>>,
    (kind, unit): (&'static str, &'static str),
    is_given: bool,
) -> Option<()> {
    let bills = planting.desk.bills();
    for _ in 0..400 {
        let bill = planting.draw.pick(&bills).clone();
        let agreed = planting.desk.agreements.get(&bill.agreement)?;
        let is_early = bill.received > plus(planting.as_at, -45);
        if agreed.contract.is_empty() || is_early || !planting.desk.is_free(&bill) {
            continue;
        }
        let first = day(bill.from.year(), bill.from.month(), 1);
        let stayed = (plus(first, 9) - stay_from(&planting.desk, agreed)).num_days();
        let threshold = if kind == "long stay" { stayed.max(2) } else { 2 };
        let terms = Terms { kind, unit, threshold, percent: planting.draw.between(3, 8) };
        let contract = agreed.contract.clone();
        let due = owed(&planting.desk, &bills, groups, (&contract, first), &terms);
        if due.is_empty() || !planting.desk.take_contract(&contract) {
            continue;
        }
        write(&mut planting.desk, &contract, first, &terms);
        if is_given {
            let total: i64 = due.iter().map(|(_, pence)| pence).sum();
            let nobody = [("AGREEMENT_ID", ""), ("CHILD", ""), ("WEEKLY_RATE", "")];
            let item = [("ITEM", "Volume discount")];
            let (from, to) = (written(first), written(end(first)));
            let span = [("SERVICE_FROM", from.as_str()), ("SERVICE_TO", to.as_str())];
            let like = &due[0].0;
            let cells = [&nobody[..], &item[..], &span[..]].concat();
            planting.desk.add(like, &like.invoice.clone(), -total, &cells);
        } else {
            for (bill, pence) in due {
                if is_more_than_rounding(pence, &bill) {
                    planting.tell("discount", &bill, (&bill.invoice, &bill.line), pence);
                }
            }
        }
        return Some(());
    }
    None
}

fn end(first: NaiveDate) -> NaiveDate {
    month_ends(first, plus(first, 31)).first().copied().unwrap_or(first)
}

/// Adds terms that hold for one month.
fn write(desk: &mut Desk<'_>, contract: &str, first: NaiveDate, terms: &Terms) {
    let Some(table) = desk.table("discount_terms") else { return };
    let [from, to] = [written(first), written_if(Some(end(first)))];
    table.push(cells![
        contract,
        terms.kind,
        terms.unit,
        "ours",
        terms.threshold,
        terms.percent,
        from,
        to
    ]);
}

/// The lines of a contract in a month on which a discount is due, and how much.
pub(super) fn owed(
    desk: &Desk<'_>,
    bills: &[Bill],
    groups: &BTreeMap<String, BTreeSet<String>>,
    (contract, first): (&str, NaiveDate),
    terms: &Terms,
) -> Vec<(Bill, i64)> {
    let last = end(first);
    let mut found = Vec::new();
    for bill in bills.iter().filter(|bill| first <= bill.from && bill.to <= last) {
        let Some(agreed) = desk.agreements.get(&bill.agreement) else { continue };
        if agreed.contract != contract {
            continue;
        }
        let is_due = |night: &NaiveDate| match terms.kind {
            "sibling" => beside(desk, groups, agreed, *night) >= terms.threshold,
            "long stay" => (*night - stay_from(desk, agreed)).num_days() + 1 >= terms.threshold,
            _ => {
                let under = desk.agreements.values();
                let live = under.filter(|one| one.contract == contract && one.is_live(*night));
                live.count() as i64 >= terms.threshold
            }
        };
        let due: i64 = bill.days().filter(is_due).map(|night| agreed.parts(night)[0]).sum();
        // A seventh of the week's price a night, in hundredths: half goes up.
        let pence = (2 * due * terms.percent + 700) / 1_400;
        if pence > 0 {
            found.push((bill.clone(), pence));
        }
    }
    found
}

/// How many of a child's brothers and sisters, the child among them, the
/// provider has on a night.
fn beside(
    desk: &Desk<'_>,
    groups: &BTreeMap<String, BTreeSet<String>>,
    agreed: &Agreed,
    night: NaiveDate,
) -> i64 {
    let Some(members) = groups.get(&agreed.child) else { return 0 };
    let there: BTreeSet<&str> = desk
        .agreements
        .values()
        .filter(|one| one.provider == agreed.provider && members.contains(&one.child))
        .filter(|one| one.is_live(night))
        .map(|one| one.child.as_str())
        .collect();
    there.len() as i64
}

/// The first night of a stay with a provider: from one agreement to the next
/// without a night between.
fn stay_from(desk: &Desk<'_>, agreed: &Agreed) -> NaiveDate {
    let own: Vec<&Agreed> = desk
        .agreements
        .values()
        .filter(|one| one.child == agreed.child && one.provider == agreed.provider)
        .collect();
    let mut from = agreed.starts;
    while let Some(earlier) = own
        .iter()
        .filter(|one| one.starts < from && one.ends.is_none_or(|ends| ends >= from))
        .map(|one| one.starts)
        .min()
    {
        from = earlier;
    }
    from
}
