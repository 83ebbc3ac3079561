//! Invented extracts: a council, a region or an England that never was, made
//! up from a seed. The same seed gives the same bytes, on every machine.
//!
//! Children, placements, providers, contracts and money are invented first and
//! agree with each other; then they are written down the way councils' systems
//! print them, in many forms and, at the scale of one council, with a handful
//! of faults. The generator knows the true figures and hands them back, so
//! that a test can hold the pipeline's against them.
//!
//! Nothing here reads a real extract, and nothing of the pipeline depends on
//! it. Codes of the return that the invention needs stand in `codes`.

mod agreements;
mod block;
mod budgets;
mod calendar;
mod care;
mod carers;
mod child;
mod codes;
mod contracts;
mod council;
mod country;
mod desk;
mod draw;
mod elsewhere;
mod episodes;
mod errors;
mod families;
mod faults;
mod filing;
mod finance;
mod funding;
mod given;
mod inspecting;
mod invoices;
mod learning;
mod leaving;
mod legal;
mod market;
mod money;
mod moves;
mod names;
mod objectives;
mod oddities;
mod outcomes;
mod oversight;
mod owed;
mod panels;
mod papers;
mod placing;
mod plan;
mod records;
mod reference;
mod registers;
mod returns;
mod searches;
mod short_breaks;
mod spoiling;
mod table;
mod terms;
mod truth;
mod wellbeing;
mod workspace;
mod write;

use std::collections::BTreeMap;
use std::path::Path;

use crate::error::Result;
use council::Council;
use country::Country;
pub use errors::InvoiceError;
pub use faults::Fault;
use filing::File;
use plan::Plan;
pub use plan::Scale;
use returns::Return;
pub use truth::{Month, Truth, YearTruth};

/// The seed of the sample that comes with the program.
pub const SAMPLE_SEED: u64 = 2;

/// What was made.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Files below `extracts/`, with their rows, in the order of writing.
    pub files: Vec<(String, usize)>,
    /// What is true of each authority.
    pub truths: Vec<Truth>,
    /// What is wrong on purpose.
    pub faults: Vec<Fault>,
    /// Errors planted in invoices, authority by authority.
    pub invoice_errors: Vec<InvoiceError>,
}

/// Writes a whole workspace to `out`: `council.toml`, `words/`, `README.md` and
/// `extracts/`, authority by authority. `progress` is told each step.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn generate(scale: Scale, seed: u64, out: &Path, progress: &dyn Fn(&str)) -> Result<Summary> {
    make(scale, seed, out, false, progress)
}

/// The same, with errors of every kind in the invoices, and bills that look odd
/// and are right; `invoice-errors.csv` beside `README.md` lists the errors.
///
/// # Errors
///
/// Where a file cannot be written.
pub fn generate_with_invoice_errors(
    scale: Scale,
    seed: u64,
    out: &Path,
    progress: &dyn Fn(&str),
) -> Result<Summary> {
    make(scale, seed, out, true, progress)
}

fn make(
    scale: Scale,
    seed: u64,
    out: &Path,
    has_invoice_errors: bool,
    progress: &dyn Fn(&str),
) -> Result<Summary> {
    let plan = Plan::new(scale, seed);
    progress("inventing the country");
    let country = Country::invent(&plan);
    let extracts = out.join("extracts");
    let mut summary = Summary {
        files: Vec::new(),
        truths: Vec::new(),
        faults: Vec::new(),
        invoice_errors: Vec::new(),
    };
    for (done, authority) in plan.reporting.iter().enumerate() {
        let known = &country.authorities[*authority];
        progress(&format!("{} ({} of {})", known.name, done + 1, plan.reporting.len()));
        let (mut files, mut truth) = invent(&plan, &country, *authority);
        truth.post(&given::give(&plan, &mut files));
        if has_invoice_errors {
            let (errors, posted) = errors::plant(&plan, *authority, &mut files);
            truth.post(&posted);
            summary.invoice_errors.extend(errors);
        }
        let folder = match scale {
            Scale::Council => {
                let spoilt = faults::spoil(&plan, &mut files);
                truth.leave_open(&spoilt.left_open);
                summary.faults = spoilt.faults;
                extracts.clone()
            }
            Scale::Region | Scale::England => extracts.join(&known.code),
        };
        write_all(&folder, &files, &mut summary)?;
        summary.truths.push(truth);
    }
    progress("reference tables");
    write_all(&extracts, &references(&plan, &country), &mut summary)?;
    workspace::write(&plan, &country, &summary, out)?;
    if has_invoice_errors {
        write::write_bytes(&out.join("invoice-errors.csv"), errors::listed(&summary).as_bytes())?;
    }
    Ok(summary)
}

/// Everything of one authority, and what is true of it.
fn invent(plan: &Plan, country: &Country, authority: usize) -> (Vec<File>, Truth) {
    let name = &country.authorities[authority].name;
    let market = market::market(plan, country, authority);
    let mut children = child::children(plan, country, authority);
    short_breaks::add(plan, country, authority, &mut children);
    placing::place_everyone(plan, country, &market, authority, &mut children);
    let contracts = contracts::contracts(plan, &market, authority);
    let agreements = agreements::agreements(plan, country, &contracts, authority, &children);
    let lines = finance::Books {
        plan,
        authority,
        market: &market,
        contracts: &contracts,
        agreements: &agreements,
        children: &children,
    }
    .lines();

    let mut files = Vec::new();
    for year in plan.years() {
        for (id, table) in Return::new(plan, authority, &children, year).tables() {
            files.push(filing::of_return(plan, year, id, table));
        }
    }
    let registers = [
        ("providers", registers::providers(&market)),
        ("homes", registers::homes(&market)),
        ("contracts", registers::contracts(plan, country, &market, &contracts)),
        ("agreements", agreements::table(&agreements, &market, &contracts)),
    ];
    for (id, table) in registers {
        files.push(filing::of_register(plan, name, id, table));
    }
    files.push(filing::of_budgets(plan, name, budgets::budgets(plan, &lines)));
    for year in plan.years() {
        files.push(filing::of_ledger(plan, name, year, finance::ledger(&lines, year)));
    }
    let council = Council {
        plan,
        country,
        authority,
        market: &market,
        contracts: &contracts,
        agreements: &agreements,
        children: &children,
        lines: &lines,
        groups: BTreeMap::new(),
    }
    .group();
    let mut records = records::records(&council);
    let truth = truth::truth(&council, &records);
    files.append(&mut records.files);
    (files, truth)
}

fn references(plan: &Plan, country: &Country) -> Vec<File> {
    [
        ("authorities", reference::authorities(country)),
        ("authority_neighbours", reference::neighbours(country)),
        ("postcodes", reference::postcodes(country)),
        ("population", reference::population(plan, country)),
        ("benchmarks", elsewhere::benchmarks(plan)),
    ]
    .into_iter()
    .map(|(id, table)| filing::of_reference(plan, id, table))
    .collect()
}

fn write_all(folder: &Path, files: &[File], summary: &mut Summary) -> Result<()> {
    for file in files {
        write::write(&folder.join(&file.path), &file.table, &file.dress)?;
        summary.files.push((file.path.clone(), file.table.rows.len()));
    }
    Ok(())
}
