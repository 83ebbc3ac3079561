//! The commissioning team's lists: providers, homes, contracts.

use chrono::NaiveDate;

use super::calendar::{months_after, plus, written, written_if};
use super::contracts::Contract;
use super::country::Country;
use super::market::Market;
use super::money::with_sign;
use super::plan::Plan;
use super::table::Table;

/// The list of providers.
pub(super) fn providers(market: &Market) -> Table {
    let mut table = Table::new(&[
        "PROVIDER_ID",
        "NAME",
        "SECTOR",
        "GROUP_NAME",
        "COMPANY_NUMBER",
        "STATUS",
        "SUPPLIER_IDS",
    ]);
    for provider in &market.providers {
        table.push(vec![
            provider.id.clone(),
            provider.name.clone(),
            provider.sector.to_owned(),
            provider.group.to_owned(),
            provider.company_number.clone(),
            provider.status.to_owned(),
            provider.suppliers.join(";"),
        ]);
    }
    table
}

/// The list of homes.
pub(super) fn homes(market: &Market) -> Table {
    let mut table = Table::new(&[
        "HOME_ID",
        "URN",
        "PROVIDER_ID",
        "NAME",
        "SERVICE",
        "FORM",
        "STAFFED",
        "POSTCODE",
        "PLACES",
        "OPENED_ON",
        "REGISTERED_FROM",
        "CLOSED_ON",
    ]);
    for home in &market.homes {
        let registered = (!home.urn.is_empty()).then(|| plus(home.opened, 45));
        table.push(vec![
            home.id.clone(),
            home.urn.clone(),
            market.providers[home.provider].id.clone(),
            home.name.clone(),
            home.setting.service().to_owned(),
            home.form.to_owned(),
            if home.places.is_none() {
                ""
            } else if home.is_staffed {
                "Yes"
            } else {
                "No"
            }
            .to_owned(),
            home.postcode.text.clone(),
            home.places.map(|places| places.to_string()).unwrap_or_default(),
            written(home.opened),
            written_if(registered),
            written_if(home.closed),
        ]);
    }
    table
}

/// The authority that leads the frameworks.
const LEAD: &str = "Saltreach";

/// Its name in full; empty where the country has none of that name.
pub(super) fn lead_authority(country: &Country) -> String {
    let lead = country.authorities.iter().find(|authority| authority.short_name == LEAD);
    lead.map(|authority| authority.name.clone()).unwrap_or_default()
}

/// The contract register.
pub(super) fn contracts(
    plan: &Plan,
    country: &Country,
    market: &Market,
    contracts: &[Contract],
) -> Table {
    let lead = lead_authority(country);
    let mut table = Table::new(&[
        "CONTRACT_ID",
        "PROVIDER_ID",
        "FRAMEWORK_ID",
        "TITLE",
        "ARRANGEMENT",
        "STATUS",
        "VALUE",
        "CALL_OFF",
        "JOINED_ON",
        "LEFT_ON",
        "STARTS_ON",
        "ENDS_ON",
        "EXTENSIONS",
        "NOTICE_MONTHS",
        "REVIEW_ON",
        "PROCUREMENT_STARTS_ON",
        "AWARD_ON",
        "LEAD_AUTHORITY",
        "OFFICER",
    ]);
    for contract in contracts {
        let is_external = contract.arrangement != "in-house";
        let is_framework = !contract.framework.is_empty();
        let begins_again = plus(contract.ends, -450);
        let joined = is_framework.then_some(contract.joined);
        table.push(vec![
            contract.id.clone(),
            market.providers[contract.provider].id.clone(),
            contract.framework.to_owned(),
            contract.title.clone(),
            contract.arrangement.to_owned(),
            status(plan.as_at, contract).to_owned(),
            if is_external { with_sign(contract.terms.2 * 100_000) } else { String::new() },
            call_off(contract.arrangement).to_owned(),
            written_if(joined),
            String::new(),
            written(contract.starts),
            written(contract.ends),
            contract.terms.0.to_owned(),
            if is_external { contract.terms.1.to_string() } else { String::new() },
            written_if(is_external.then(|| next_review(contract.starts, plan.as_at))),
            written_if(is_external.then_some(begins_again)),
            written_if(is_external.then(|| plus(contract.starts, -40))),
            if is_framework { lead.clone() } else { String::new() },
            contract.officer.to_owned(),
        ]);
    }
    table
}

fn status(as_at: NaiveDate, contract: &Contract) -> &'static str {
    if contract.ends < as_at {
        "ended"
    } else if contract.starts > as_at {
        "planned"
    } else {
        "live"
    }
}

fn call_off(arrangement: &str) -> &'static str {
    match arrangement {
        "framework" => "Ranked, then mini-competition",
        "dynamic purchasing system" => "Mini-competition",
        "block" | "service level agreement" => "Direct award",
        _ => "",
    }
}

/// Reviews are due every six months from the first day.
fn next_review(starts: NaiveDate, as_at: NaiveDate) -> NaiveDate {
    let mut due = months_after(starts, 6);
    while due < plus(as_at, -20) {
        due = months_after(due, 6);
    }
    due
}
