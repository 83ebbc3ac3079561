//! Budgets and ledger. What is bought follows the agreements, night by night;
//! what the council gives itself follows the nights of its own carers and
//! homes; a little is spent with suppliers that nobody has on a list.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::agreements::{Agreement, block_weekly};
use super::calendar::{Year, day, month_ends, nights, plus, written};
use super::child::Child;
use super::codes::Setting;
use super::contracts::Contract;
use super::draw::Draw;
use super::market::Market;
use super::money::{for_nights, in_pounds};
use super::plan::Plan;
use super::table::Table;

/// One line of the ledger.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The last day of its month.
    pub(super) month: NaiveDate,
    /// Service, or that of the budget it falls on.
    pub(super) service: &'static str,
    /// How it was bought, or empty.
    pub(super) arrangement: &'static str,
    /// Whose budget.
    pub(super) client_group: &'static str,
    /// Cost, income, accrual.
    pub(super) kind: &'static str,
    /// Supplier number, or empty.
    pub(super) supplier: String,
    /// What the line says.
    pub(super) description: String,
    /// Pence.
    pub(super) amount: i64,
}

/// What lines are made from.
pub(super) struct Books<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// The authority's place on the map.
    pub(super) authority: usize,
    /// Providers and homes.
    pub(super) market: &'a Market,
    /// Contracts.
    pub(super) contracts: &'a [Contract],
    /// Agreements.
    pub(super) agreements: &'a [Agreement],
    /// Children.
    pub(super) children: &'a [Child],
}

impl Books<'_> {
    /// Every line from the first year to the as-at day, month by month.
    pub(super) fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for month in month_ends(self.plan.first_year.start(), self.plan.as_at) {
            self.bought(month, &mut lines);
            self.empty_places(month, &mut lines);
            self.own(month, &mut lines);
            self.unlisted(month, &mut lines);
            self.income(month, &mut lines);
        }
        lines
    }

    /// Agreements, added up by supplier, service, arrangement and client group.
    fn bought(&self, month: NaiveDate, lines: &mut Vec<Line>) {
        let first = first_of(month);
        let mut sums: BTreeMap<(String, &str, &str, &str), (i64, i64)> = BTreeMap::new();
        for agreement in self.agreements {
            let supplier = self.supplier(agreement.provider, month);
            let contract = agreement.contract.map(|contract| &self.contracts[contract]);
            let arrangement = contract.map_or("", |contract| contract.arrangement);
            let key = (supplier, agreement.setting.service(), arrangement, agreement.client_group);
            for (index, version) in agreement.versions.iter().enumerate() {
                let until = agreement.versions.get(index + 1).map(|next| next.from);
                let until = until.or(agreement.ends);
                let count = nights(version.from, until, first, month);
                if count > 0 {
                    let sum = sums.entry(key.clone()).or_default();
                    sum.0 += for_nights(version.weekly(), count);
                    sum.1 += count;
                }
            }
        }
        for ((supplier, service, arrangement, client_group), (amount, count)) in sums {
            // The last month's invoices are not all in when the period closes.
            let is_late = month == self.plan.as_at && amount % 7 == 0;
            lines.push(Line {
                month,
                service: self.known_service(service),
                arrangement: known_arrangement(arrangement),
                client_group: known_group(client_group),
                kind: if is_late { "accrual" } else { "cost" },
                supplier,
                description: format!("Placements, {count} nights"),
                amount,
            });
        }
    }

    /// Places bought in block that stood empty: they are paid for all the same.
    fn empty_places(&self, month: NaiveDate, lines: &mut Vec<Line>) {
        let first = first_of(month);
        for (index, contract) in self.contracts.iter().enumerate() {
            let Some(home) = contract.block_home else { continue };
            let days = nights(contract.starts, Some(contract.ends), first, month);
            let places = self.market.homes[home].places.unwrap_or(0) as i64;
            let used: i64 = self
                .agreements
                .iter()
                .filter(|agreement| agreement.contract == Some(index))
                .map(|agreement| nights(agreement.starts, agreement.ends, first, month))
                .sum();
            let empty = (places * days - used).max(0);
            if empty > 0 {
                lines.push(Line {
                    month,
                    service: Setting::ExternalHome.service(),
                    arrangement: "block",
                    client_group: "other",
                    kind: "cost",
                    supplier: self.supplier(contract.provider, month),
                    description: format!("Empty places, {empty} nights"),
                    amount: for_nights(block_weekly(self.plan, Year::of(month)), empty),
                });
            }
        }
    }

    fn known_service(&self, service: &str) -> &'static str {
        Setting::BOUGHT
            .iter()
            .map(|known| known.service())
            .find(|known| *known == service)
            .unwrap_or("other")
    }

    /// Payments to carers and the cost of the council's own homes.
    fn own(&self, month: NaiveDate, lines: &mut Vec<Line>) {
        let first = first_of(month);
        let rise = price_level(self.plan, month);
        let mut count: BTreeMap<Setting, i64> = BTreeMap::new();
        for spell in self
            .children
            .iter()
            .filter(|child| !child.is_on_short_breaks)
            .flat_map(|child| &child.periods)
            .flat_map(|period| &period.spells)
        {
            let setting = match spell.setting {
                Setting::FosteringToAdopt => Setting::InHouseFostering,
                setting => setting,
            };
            if Setting::OWN.contains(&setting) {
                let stayed = nights(spell.started, Some(spell.ended), first, month);
                *count.entry(setting).or_default() += stayed;
            }
        }
        let mut push = |setting: Setting, description: String, pence: i64| {
            lines.push(Line {
                month,
                service: setting.service(),
                arrangement: "in-house",
                client_group: "other",
                kind: "cost",
                supplier: String::new(),
                description,
                amount: pence * rise / 1_000,
            });
        };
        let carers = [
            (Setting::InHouseFostering, 54_000, "Foster carers' allowances and fees"),
            (Setting::Kinship, 32_500, "Family and friends carers' allowances"),
            (Setting::InHouseSupported, 42_000, "Lodgings hosts"),
        ];
        for (setting, weekly, description) in carers {
            let stayed = count.get(&setting).copied().unwrap_or(0);
            push(setting, format!("{description}, {stayed} nights"), for_nights(weekly, stayed));
        }
        let size = self.plan.looked_after(self.authority) as i64;
        push(Setting::InHouseFostering, "Fostering team".to_owned(), size * 60_000);
        push(Setting::InHouseSupported, "Lodgings team".to_owned(), size * 3_400);
        let homes = self.market.homes.iter().filter(|home| home.setting == Setting::InHouseHome);
        for home in homes {
            let places = home.places.unwrap_or(0) as i64;
            push(Setting::InHouseHome, format!("Staff, {}", home.name), places * 1_900_000);
            push(Setting::InHouseHome, format!("Running costs, {}", home.name), places * 240_000);
        }
    }

    /// Suppliers that are on no list: taxis at night, a rented flat, agency staff.
    fn unlisted(&self, month: NaiveDate, lines: &mut Vec<Line>) {
        let stream = (month.year() as u64) * 100 + u64::from(month.month());
        let mut draw = Draw::new(self.plan.seed, self.authority, "unlisted", stream);
        for _ in 0..draw.between(0, 3) {
            let (supplier, description) = *draw.pick(&[
                ("S90417", "Short let, emergency"),
                ("S90588", "Agency staff, emergency placement"),
                ("S90731", "Holiday cottage, crisis placement"),
            ]);
            lines.push(Line {
                month,
                service: "crisis or short-term",
                arrangement: "",
                client_group: "other",
                kind: "cost",
                supplier: supplier.to_owned(),
                description: description.to_owned(),
                amount: draw.quantile(&[90_000, 280_000, 560_000, 1_100_000, 2_600_000]),
            });
        }
    }

    /// What health pays, and the grant for children who seek asylum.
    fn income(&self, month: NaiveDate, lines: &mut Vec<Line>) {
        let first = first_of(month);
        let mut shares: BTreeMap<Setting, i64> = BTreeMap::new();
        for agreement in self.agreements {
            let stayed = nights(agreement.starts, agreement.ends, first, month);
            let weekly = agreement.shares.0 + agreement.shares.1;
            *shares.entry(agreement.setting).or_default() += for_nights(weekly, stayed);
        }
        for (setting, amount) in shares {
            if amount > 0 {
                let description = "Contribution from health and education";
                lines.push(income(month, setting.service(), "other", description, amount));
            }
        }
        let mut asylum: BTreeMap<&'static str, i64> = BTreeMap::new();
        let seeking = self.children.iter().filter(|child| child.is_asylum_seeking);
        for spell in seeking.flat_map(|child| &child.periods).flat_map(|period| &period.spells) {
            *asylum.entry(spell.setting.service()).or_default() +=
                nights(spell.started, Some(spell.ended), first, month);
        }
        for (service, stayed) in asylum.into_iter().filter(|(_, stayed)| *stayed > 0) {
            let description = format!("Grant for unaccompanied children, {stayed} nights");
            let amount = stayed * GRANT_A_NIGHT;
            lines.push(income(month, service, "asylum-seeking", &description, amount));
        }
    }

    fn supplier(&self, provider: usize, month: NaiveDate) -> String {
        supplier(self.market, provider, month)
    }
}

/// The provider's supplier number: some got a second one in 2025.
pub(super) fn supplier(market: &Market, provider: usize, month: NaiveDate) -> String {
    let suppliers = &market.providers[provider].suppliers;
    let latest = if month < day(2025, 6, 30) { suppliers.first() } else { suppliers.last() };
    latest.cloned().unwrap_or_default()
}

/// The number of the invoice that a supplier sends for a month.
pub(super) fn invoice_number(supplier: &str, month: NaiveDate) -> String {
    format!("{supplier}-{}{:02}", Year::of(month).first % 100, period(month))
}

/// The accounting period of a month: April is the first.
fn period(month: NaiveDate) -> u32 {
    (month.month() + 8) % 12 + 1
}

/// What the Home Office pays for a night of a child who came alone, in pence.
const GRANT_A_NIGHT: i64 = 14_300;

fn income(
    month: NaiveDate,
    service: &'static str,
    client_group: &'static str,
    description: &str,
    amount: i64,
) -> Line {
    Line {
        month,
        service,
        arrangement: "",
        client_group,
        kind: "income",
        supplier: String::new(),
        description: description.to_owned(),
        amount: -amount,
    }
}

fn first_of(month: NaiveDate) -> NaiveDate {
    day(month.year(), month.month(), 1)
}

/// Prices of a month in thousandths of those of the as-at year: four in a
/// hundred less for each year back.
fn price_level(plan: &Plan, month: NaiveDate) -> i64 {
    1_000 - 38 * i64::from(Year::of(plan.as_at).first - Year::of(month).first)
}

fn known_arrangement(arrangement: &str) -> &'static str {
    ["framework", "dynamic purchasing system", "block", "spot", "service level agreement"]
        .into_iter()
        .find(|known| *known == arrangement)
        .unwrap_or("")
}

fn known_group(group: &str) -> &'static str {
    ["asylum-seeking", "disabled"].into_iter().find(|known| *known == group).unwrap_or("other")
}

/// COST_CENTRE: the service, and whose budget.
pub(super) fn cost_centre(service: &str, client_group: &str) -> String {
    let all = Setting::OWN.iter().chain(&Setting::BOUGHT);
    let rank = all.map(|setting| setting.service()).position(|known| known == service);
    let letter = match client_group {
        "asylum-seeking" => "A",
        "disabled" => "D",
        _ => "",
    };
    format!("CP{}{letter}", 410 + rank.map_or(90, |rank| rank * 5))
}

/// SUBJECTIVE: how it is bought, or that it is income.
pub(super) fn subjective(arrangement: &str, kind: &str) -> &'static str {
    match (kind, arrangement) {
        ("income", _) => "91200",
        (_, "in-house") => "10400",
        (_, "framework") => "44110",
        (_, "dynamic purchasing system") => "44120",
        (_, "block") => "44130",
        (_, "spot") => "44140",
        (_, "service level agreement") => "44150",
        _ => "44190",
    }
}

/// The ledger of one year as a table.
pub(super) fn ledger(lines: &[Line], year: Year) -> Table {
    let mut table = Table::new(&[
        "TRANSACTION_ID",
        "POSTED_ON",
        "FINANCIAL_YEAR",
        "PERIOD",
        "COST_CENTRE",
        "SUBJECTIVE",
        "SERVICE",
        "ARRANGEMENT",
        "CLIENT_GROUP",
        "KIND",
        "SUPPLIER_ID",
        "DESCRIPTION",
        "AMOUNT",
        "INVOICE_NUMBER",
    ]);
    let in_year = lines.iter().filter(|line| Year::of(line.month) == year);
    for (number, line) in in_year.enumerate() {
        let period = period(line.month);
        let invoice = if line.supplier.is_empty() || line.kind == "accrual" {
            String::new()
        } else {
            invoice_number(&line.supplier, line.month)
        };
        table.push(vec![
            format!("{}{:05}", year.first, number + 1),
            written(plus(line.month, if period == 12 { 0 } else { -(line.amount.abs() % 4) })),
            year.label(),
            period.to_string(),
            cost_centre(line.service, line.client_group),
            subjective(line.arrangement, line.kind).to_owned(),
            line.service.to_owned(),
            line.arrangement.to_owned(),
            line.client_group.to_owned(),
            line.kind.to_owned(),
            line.supplier.clone(),
            line.description.clone(),
            in_pounds(line.amount),
            invoice,
        ]);
    }
    table
}
