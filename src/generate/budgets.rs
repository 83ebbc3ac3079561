//! Budgets: each year's is set between what was spent the year before and what
//! the year turns out to cost, with less than enough for homes, as budgets are.

use std::collections::{BTreeMap, BTreeSet};

use super::calendar::{Year, nights};
use super::finance::{Line, cost_centre, subjective};
use super::plan::Plan;
use super::table::Table;

/// What a budget line is for: service, arrangement, client group, kind.
type Purpose = (&'static str, &'static str, &'static str, bool);

/// The budgets of all years as a table, a row for each cost centre and
/// subjective.
pub(super) fn budgets(plan: &Plan, lines: &[Line]) -> Table {
    let mut table = Table::new(&[
        "FINANCIAL_YEAR",
        "COST_CENTRE",
        "SUBJECTIVE",
        "SERVICE",
        "ARRANGEMENT",
        "CLIENT_GROUP",
        "ORIGINAL_BUDGET",
        "REVISED_BUDGET",
        "SAVINGS_TARGET",
        "FUNDED_BY",
        "PROFILE",
    ]);
    for year in plan.years() {
        let own = spent(plan, lines, year);
        let before = if year == plan.first_year {
            own.clone()
        } else {
            spent(plan, lines, Year { first: year.first - 1 })
        };
        let purposes: BTreeSet<Purpose> = own.keys().chain(before.keys()).copied().collect();
        for purpose in purposes {
            let of = |sums: &BTreeMap<Purpose, i64>| sums.get(&purpose).copied().unwrap_or(0);
            table.push(row(year, purpose, (of(&before) * 3 + of(&own) * 2) / 5));
        }
    }
    table
}

/// Pence spent in a year by purpose; a year that still runs counts as a whole one.
fn spent(plan: &Plan, lines: &[Line], year: Year) -> BTreeMap<Purpose, i64> {
    let mut sums: BTreeMap<Purpose, i64> = BTreeMap::new();
    for line in lines.iter().filter(|line| Year::of(line.month) == year) {
        let is_income = line.kind == "income";
        // Nobody budgets for buying without a contract: it falls on the spot line.
        let arrangement = match line.arrangement {
            "" if !is_income => "spot",
            arrangement => arrangement,
        };
        let purpose = (line.service, arrangement, line.client_group, is_income);
        *sums.entry(purpose).or_default() += line.amount;
    }
    let days = (year.end() - year.start()).num_days() + 1;
    let gone = nights(year.start(), None, year.start(), year.end().min(plan.as_at));
    sums.values_mut().for_each(|sum| *sum = *sum / gone * days);
    sums
}

fn row(
    year: Year,
    (service, arrangement, client_group, is_income): Purpose,
    spent: i64,
) -> Vec<String> {
    let (percent, revised_percent, saving) = match service {
        "children's home external" => (93, 104, 180_000),
        "independent fostering agency" => (101, 100, 60_000),
        "supported accommodation 16+ external" => (98, 102, 40_000),
        "in-house fostering" => (105, 100, 0),
        _ => (102, 100, 0),
    };
    // Whole thousands of pounds, as budgets are.
    let original = spent * percent / 100 / 100_000 * 1_000;
    let revised = original * revised_percent / 100 / 1_000 * 1_000;
    // Nobody plans for a crisis: those lines carry no budget at all.
    let is_planned = !matches!(service, "unregistered" | "crisis or short-term");
    let is_main =
        matches!(arrangement, "framework" | "dynamic purchasing system") && client_group == "other";
    let only = |is: bool, pounds: i64| if is { pounds.to_string() } else { String::new() };
    vec![
        year.label(),
        cost_centre(service, client_group),
        subjective(arrangement, if is_income { "income" } else { "cost" }).to_owned(),
        service.to_owned(),
        arrangement.to_owned(),
        client_group.to_owned(),
        only(is_planned, original),
        only(is_planned, revised),
        only(is_main && saving > 0, saving),
        if is_income && client_group == "asylum-seeking" {
            "Grant for unaccompanied children".to_owned()
        } else {
            String::new()
        },
        if arrangement == "in-house" { "level" } else { "days" }.to_owned(),
    ]
}
