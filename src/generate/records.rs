//! The files of a council's other systems, one after the other: case records,
//! brokerage, carers, contracts and their monitoring, finance, papers. Which
//! module tells what stands in its name; here is only the list.

use super::block;
use super::carers::{self, Household};
use super::council::Council;
use super::families;
use super::filing::{self, File};
use super::funding;
use super::inspecting;
use super::invoices;
use super::learning;
use super::leaving;
use super::objectives;
use super::oversight;
use super::panels;
use super::papers;
use super::searches::{self, Search};
use super::table::Table;
use super::terms;
use super::wellbeing;

/// The files, and what the truth is counted from.
pub(super) struct Records<'a> {
    /// The files.
    pub(super) files: Vec<File>,
    /// Searches for placements.
    pub(super) searches: Vec<Search<'a>>,
    /// Households that foster for the council.
    pub(super) households: Vec<Household>,
}

/// Everything that a council's other systems hold.
pub(super) fn records<'a>(council: &Council<'a>) -> Records<'a> {
    let searches = searches::searches(council);
    let households = carers::households(council);
    let known = case_records(council)
        .into_iter()
        .chain(brokerage(council, &searches, &households))
        .chain(contracts(council))
        .chain(money_and_papers(council));
    let name = &council.country.authorities[council.authority].name;
    let mut files: Vec<File> =
        known.map(|(id, table)| filing::of_record(council.plan, name, id, table)).collect();
    for (year, table) in invoices::invoices(council) {
        files.push(filing::of_invoices(council.plan, year, table));
    }
    Records { files, searches, households }
}

type Known = Vec<(&'static str, Table)>;

fn case_records(council: &Council<'_>) -> Known {
    vec![
        ("siblings", families::siblings(council)),
        ("arrivals", families::arrivals(council)),
        ("disabilities", families::disabilities(council)),
        ("schools", learning::schools(council)),
        ("education_status", learning::education_status(council)),
        ("needs", wellbeing::needs(council)),
        ("exploitation", wellbeing::exploitation(council)),
        ("plans", wellbeing::plans(council)),
        ("step_downs", wellbeing::step_downs(council)),
        ("care_leavers", leaving::care_leavers(council)),
    ]
}

fn brokerage(council: &Council<'_>, searches: &[Search<'_>], households: &[Household]) -> Known {
    vec![
        ("referrals", searches::referrals(council, searches)),
        ("offers", searches::offers(council, searches)),
        ("panels", panels::panels(council, searches)),
        ("fostering_households", carers::fostering_households(council, households)),
        ("connected_carers", carers::connected_carers(council)),
        ("permanence_matches", carers::permanence_matches(council)),
    ]
}

fn contracts(council: &Council<'_>) -> Known {
    vec![
        ("frameworks", terms::frameworks(council)),
        ("framework_members", terms::framework_members(council)),
        ("contract_lots", terms::contract_lots(council)),
        ("contract_rates", terms::contract_rates(council)),
        ("price_inclusions", terms::price_inclusions(council)),
        ("discount_terms", terms::discount_terms(council)),
        ("results_terms", terms::results_terms(council)),
        ("block_beds", block::block_beds(council)),
        ("block_allocations", block::block_allocations(council)),
        ("block_plan", block::block_plan(council)),
        ("block_costs", block::block_costs(council)),
        ("outcomes", objectives::outcomes(council)),
        ("support_packages", objectives::support_packages(council)),
        ("monitoring", oversight::monitoring(council)),
        ("concerns", oversight::concerns(council)),
        ("inspections", inspecting::inspections(council)),
        ("feedback", oversight::feedback(council)),
    ]
}

fn money_and_papers(council: &Council<'_>) -> Known {
    vec![
        ("savings", funding::savings(council)),
        ("grants", funding::grants(council)),
        ("contributions", funding::contributions(council)),
        ("indicators", papers::indicators(council)),
        ("context", papers::context(council)),
        ("benefits", papers::benefits()),
        ("actions", papers::actions(council)),
    ]
}
