//! Definitions against each other and against `council.toml`: every id that is
//! named must exist, every setting must be declared. A fault names the nearest
//! valid name.

use std::collections::BTreeMap;

use super::Definitions;
use super::query::SUBJECT;
use super::report::{Audience, ReportTemplate};
use super::setting::Setting;
use super::spec::ExtractSpec;
use crate::error::Fault;
use crate::header::lines::line_of;
use crate::header::nearest;
use crate::settings::Settings;
use crate::settings::council::Council;

/// Every fault between definitions, and between them and the council's settings.
pub(super) fn all(definitions: &Definitions, settings: &Settings) -> Vec<Fault> {
    let told = Told { council: &settings.council, text: &settings.council_text };
    let mut faults = Vec::new();
    specs(definitions, &mut faults);
    measures(definitions, &mut faults);
    reports(definitions, &mut faults);
    council_extracts(definitions, &told, &mut faults);
    council_settings(definitions, &told, &mut faults);
    council_reports(definitions, &told, &mut faults);
    faults
}

/// `council.toml` as it was read, and as it was written.
struct Told<'a> {
    council: &'a Council,
    text: &'a str,
}

impl Told<'_> {
    /// File and line of the field that a path of names leads to.
    fn place(&self, path: &[&str]) -> String {
        format!("council.toml:{}", line_of(self.text, path))
    }
}

fn specs(definitions: &Definitions, faults: &mut Vec<Fault>) {
    let sets: Vec<&str> = definitions.code_sets.iter().map(|set| set.id.as_str()).collect();
    let ids = spec_ids(definitions);
    for spec in &definitions.specs {
        for codes in spec.columns.iter().filter_map(|column| column.codes.as_deref()) {
            must_be_known("code set", codes, &sets, &spec.place, faults);
        }
        for reference in &spec.occurs_in {
            let (id, name) = reference.split_once('.').unwrap_or((reference, ""));
            must_be_known("extract", id, &ids, &spec.place, faults);
            let Some(named) = definitions.spec(id) else { continue };
            must_be_known("column", name, &column_names(named), &spec.place, faults);
        }
    }
}

fn measures(definitions: &Definitions, faults: &mut Vec<Fault>) {
    let ids = spec_ids(definitions);
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for measure in &definitions.measures {
        let place = &measure.file.place;
        for need in &measure.needs {
            must_be_known("extract", need, &ids, place, faults);
        }
        if let Some(other) = seen.insert(measure.id(), place) {
            let says = format!("there is a measure `{}` already, in {other}", measure.id());
            faults.push(
                Fault::new(place, says)
                    .hint("rename the file, or put it in the same area to write over the other"),
            );
        }
    }
    for check in &definitions.checks {
        for need in &check.needs {
            must_be_known("extract", need, &ids, &check.file.place, faults);
        }
    }
}

fn reports(definitions: &Definitions, faults: &mut Vec<Fault>) {
    let measures: Vec<&str> = definitions.measures.iter().map(|measure| measure.id()).collect();
    let lists: Vec<&str> = definitions.lists.iter().map(|list| list.file.id.as_str()).collect();
    for report in &definitions.reports {
        for bound in report.measures() {
            let place = format!("{}:{}", report.place, bound.line);
            must_be_known("measure", bound.id, &measures, &place, faults);
        }
        tables(definitions, report, faults);
        for bound in report.lists() {
            let place = format!("{}:{}", report.place, bound.line);
            must_be_known("list", bound.id, &lists, &place, faults);
        }
        if let Some(subjects) = &report.subjects {
            must_be_known("list", subjects, &lists, &report.place, faults);
            copies(definitions, report, subjects, faults);
        }
    }
}

/// The tables that a header names are of measures that it binds, by breakdowns
/// that those measures have.
fn tables(definitions: &Definitions, report: &ReportTemplate, faults: &mut Vec<Fault>) {
    let bound: Vec<&str> = report.measures().iter().map(|binding| binding.id).collect();
    for table in report.broken_down() {
        let place = format!("{}:{}", report.place, table.line);
        if table.breakdown.is_empty() {
            let field = if table.is_by_year { "breakdowns_by_year" } else { "breakdowns" };
            let says = format!("`{field}` holds '{}', which says no breakdown", table.measure);
            faults.push(Fault::new(place, says).hint("write the measure, `by` and the breakdown"));
            continue;
        }
        if !report.uses_every_measure() {
            must_be_known("bound measure", table.measure, &bound, &place, faults);
        }
        if let Some(measure) = definitions.measures.iter().find(|it| it.id() == table.measure) {
            let own = measure.breakdowns.iter().chain(&measure.categories);
            let own: Vec<&str> = own.map(String::as_str).collect();
            let what = format!("breakdown of {}", table.measure);
            must_be_known(&what, table.breakdown, &own, &place, faults);
        }
    }
}

/// A copy for one provider or partner is given rows of its own and no figure
/// of the council.
fn copies(
    definitions: &Definitions,
    report: &ReportTemplate,
    subjects: &str,
    faults: &mut Vec<Fault>,
) {
    let mut refuse = |what: &str, hint: &str| {
        faults.push(Fault::new(&report.place, what).hint(hint));
    };
    if report.uses_every_measure() || !report.measures().is_empty() {
        refuse(
            "binds measures, whose figures are the whole council's",
            "a copy that is not for the council takes what it says from lists",
        );
    }
    if report.audience.contains(&Audience::Public) {
        refuse("copies for one reader each are not public", "say `audience = [\"exempt\"]`");
    }
    for id in report.lists().into_iter().map(|bound| bound.id).chain([subjects]) {
        let Some(list) = definitions.list(id) else { continue };
        if Some(list.scope) != report.per.scope() {
            let says = format!("uses the list `{id}`, which is not cut to one copy's reader");
            refuse(&says, "give the list the scope that `per` names, and the column it goes by");
        }
    }
    if let Some(list) = definitions.list(subjects) {
        let wanted = SUBJECT.into_iter().chain(report.per.key());
        for column in wanted.filter(|name| !list.columns.iter().any(|known| known.name == *name)) {
            let says = format!("names `{subjects}`, which has no column `{column}`");
            refuse(&says, "a list of copies has subject_id, subject_name, is_due and its key");
        }
    }
}

fn council_extracts(definitions: &Definitions, told: &Told<'_>, faults: &mut Vec<Fault>) {
    let ids = spec_ids(definitions);
    for (id, extract) in &told.council.extracts {
        let own = ["extracts", id.as_str()];
        must_be_known("extract", id, &ids, &told.place(&own), faults);
        let Some(spec) = definitions.spec(id) else { continue };
        let names = column_names(spec);
        // A spec that could not be read has no columns, and has been told of.
        let in_table = |table: &'static str, names: Vec<&str>| {
            names.into_iter().map(|name| (table, name.to_owned())).collect::<Vec<_>>()
        };
        let columns = extract.columns.iter().map(|(name, _)| name.as_str()).collect();
        let values = extract.values.keys().map(String::as_str).collect();
        let may_lack = extract.may_lack.iter().map(String::as_str).collect();
        let named = [
            in_table("columns", columns),
            in_table("values", values),
            in_table("may_lack", may_lack),
        ];
        for (table, name) in named.concat().iter().filter(|_| !names.is_empty()) {
            let place = told.place(&[own[0], own[1], table, name.as_str()]);
            must_be_known("column", name, &names, &place, faults);
        }
    }
    service_groups(definitions, told, faults);
}

fn service_groups(definitions: &Definitions, told: &Told<'_>, faults: &mut Vec<Fault>) {
    let services = definitions.code_sets.iter().find(|set| set.id == "services");
    let known = services.map(|set| set.values("code")).unwrap_or_default();
    // A code set that could not be read has no rows, and has been told of.
    if known.is_empty() {
        return;
    }
    for (group, members) in &told.council.reporting.service_groups {
        for service in members {
            let place = told.place(&["reporting", "service_groups", group, service]);
            must_be_known("service", service, &known, &place, faults);
        }
    }
}

fn council_settings(definitions: &Definitions, told: &Told<'_>, faults: &mut Vec<Fault>) {
    let council = told.council;
    let mut declared: BTreeMap<&str, Vec<&Setting>> = BTreeMap::new();
    for (id, setting) in definitions.settings() {
        declared.entry(id).or_default().push(setting);
    }
    let measures: Vec<&str> = definitions.measures.iter().map(|measure| measure.id()).collect();
    let models = definitions.models.iter().map(|model| model.file.id.as_str());
    let lists = definitions.lists.iter().map(|list| list.file.id.as_str());
    let tables: Vec<&str> = models.chain(lists).collect();
    let checks: Vec<&str> = definitions.checks.iter().map(|check| check.file.id.as_str()).collect();
    let of_measures = council.measures.iter().map(|(id, own)| ("measures", id, &own.settings));
    let of_tables = council.model.iter().map(|(id, own)| ("model", id, &own.settings));
    let of_checks = council.checks.iter().map(|(id, own)| ("checks", id, &own.settings));
    for (section, id, own) in of_measures.chain(of_tables).chain(of_checks) {
        let (what, known, fields): (_, _, &[&str]) = match section {
            "measures" => ("measure", &measures, &["target", "tolerance", "benchmark"]),
            "checks" => ("check", &checks, &["severity", "off"]),
            _ => ("model table or list", &tables, &[]),
        };
        must_be_known(what, id, known, &told.place(&[section, id.as_str()]), faults);
        if !known.contains(&id.as_str()) {
            continue;
        }
        let declared = declared.get(id.as_str()).map(Vec::as_slice).unwrap_or_default();
        values(id, own, declared, fields, faults);
    }
}

fn values(
    id: &str,
    given: &[(String, String, usize)],
    declared: &[&Setting],
    fields: &[&str],
    faults: &mut Vec<Fault>,
) {
    let names = declared.iter().map(|setting| setting.name.as_str());
    let names: Vec<&str> = names.chain(fields.iter().copied()).collect();
    for (name, value, line) in given {
        let place = format!("council.toml:{line}");
        must_be_known(&format!("field of {id}"), name, &names, &place, faults);
        let Some(setting) = declared.iter().find(|setting| setting.name == *name) else { continue };
        if !setting.accepts(value) {
            let says = format!("`{name}` must be {}: {}", setting.kind.expected(), setting.says);
            faults.push(Fault::new(place, says));
        }
    }
}

fn council_reports(definitions: &Definitions, told: &Told<'_>, faults: &mut Vec<Fault>) {
    let ids: Vec<&str> = definitions.reports.iter().map(|report| report.id.as_str()).collect();
    for id in told.council.reports.keys() {
        must_be_known("report", id, &ids, &told.place(&["reports", id]), faults);
    }
    faults.extend(super::jobs::check(&told.council.jobs, &ids));
}

fn must_be_known(what: &str, name: &str, known: &[&str], place: &str, faults: &mut Vec<Fault>) {
    if known.contains(&name) {
        return;
    }
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => format!("there is no {what} at all: take it out"),
        None if known.len() <= 30 => format!("there are: {}", known.join(", ")),
        None => format!("there are {}: `sufficiency definitions DIR` writes them out", known.len()),
    };
    faults.push(Fault::new(place, format!("there is no {what} `{name}`")).hint(hint));
}

fn spec_ids(definitions: &Definitions) -> Vec<&str> {
    definitions.specs.iter().map(|spec| spec.id.as_str()).collect()
}

fn column_names(spec: &ExtractSpec) -> Vec<&str> {
    spec.columns.iter().map(|column| column.name.as_str()).collect()
}
