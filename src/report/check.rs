//! Checks a template before any data is read: it parses in every format, asks
//! for no measure and no list that its header does not bind, and renders from
//! a context in which every figure is "not available". A misspelt macro,
//! filter or field is found then, and not on the night of the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::context::{
    AuthorityName, Letterhead, MeasureNote, ReportContext, ReportFront, ReportList, Subject,
    WordsFile,
};
use super::figures::Figures;
use super::{Printer, environment, fault};
use crate::definitions::report::{Audience, Parts, ReportTemplate};
use crate::error::Fault;
use crate::header::nearest;

/// The faults of a template, its parts and, where given, the officers' words.
/// `lists` are those that are defined, with their columns and no rows.
pub fn check(
    template: &ReportTemplate,
    parts: &Parts,
    words: Option<&WordsFile>,
    measures: &[(String, MeasureNote)],
    lists: &BTreeMap<String, ReportList>,
) -> Vec<Fault> {
    let mut faults = unbound(template);
    for format in &template.formats {
        if let Err(error) = environment::bare(parts, *format) {
            faults.push(fault("_parts", &error));
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let printer = match Printer::new(template, parts) {
        Ok(printer) => printer,
        Err(error) => return error.faults,
    };
    for audience in &template.audience {
        let mut context = empty(*audience, words, measures);
        context.lists =
            lists.iter().map(|(id, list)| (id.clone(), Arc::new(list.clone()))).collect();
        context.subject = template.subjects.as_ref().map(|id| Subject {
            row: lists.get(id).cloned().unwrap_or_default(),
            ..Subject::default()
        });
        let context = Arc::new(context);
        let figures = Arc::new(Figures::new(template, Arc::clone(&context)));
        for format in &template.formats {
            if let Err(error) = printer.one(&context, &figures, *format) {
                faults.extend(
                    error
                        .faults
                        .into_iter()
                        .filter(|fault| !faults.contains(fault))
                        .collect::<Vec<_>>(),
                );
            }
        }
    }
    faults
}

/// A context without data.
fn empty(
    audience: Audience,
    words: Option<&WordsFile>,
    measures: &[(String, MeasureNote)],
) -> ReportContext {
    ReportContext {
        council: Letterhead::default(),
        authority: AuthorityName { code: "all".to_owned(), name: String::new() },
        authorities: Vec::new(),
        audience,
        as_at: NaiveDate::default(),
        subject: None,
        run_id: String::new(),
        program_version: String::new(),
        is_final: false,
        report: ReportFront::default(),
        threshold: 5,
        round_to: 0,
        weeks_in_a_year: String::new(),
        figures: Vec::new(),
        control_charts: Vec::new(),
        lists: Default::default(),
        measures: measures.iter().map(|(id, note)| (id.clone(), Arc::new(note.clone()))).collect(),
        extracts: Vec::new(),
        findings: Vec::new(),
        repairs: Vec::new(),
        words: words.cloned(),
        outcomes: Vec::new(),
    }
}

/// Calls that name a measure or a list in quotes which the header does not
/// bind, wherever in the template they stand.
fn unbound(template: &ReportTemplate) -> Vec<Fault> {
    let measures: Vec<&str> = template.measures().iter().map(|binding| binding.id).collect();
    let lists = template.usable_lists();
    let mut faults = Vec::new();
    for (number, line) in template.text.lines().enumerate() {
        for (call, what, known) in [
            ("measure(", "measure", &measures),
            ("series(", "measure", &measures),
            ("control_chart(", "measure", &measures),
            ("table(", "measure", &measures),
            ("table_by_year(", "measure", &measures),
            ("budget_table(", "measure", &measures),
            ("list(", "list", &lists),
            ("waterfall(", "list", &lists),
            ("day_chart(", "list", &lists),
            ("funnel_chart(", "list", &lists),
        ] {
            if what == "measure" && template.uses_every_measure() {
                continue;
            }
            for id in named(line, call) {
                if known.contains(&id) {
                    continue;
                }
                let hint = nearest(id, known.iter().copied())
                    .map(|near| format!("did you mean '{near}'?"))
                    .unwrap_or_else(|| format!("add it to the `{what}s` of a section"));
                let place = format!("{}:{}", template.place, number + 1);
                let says = format!("the header does not bind the {what} '{id}'");
                faults.push(Fault::new(place, says).hint(hint));
            }
        }
    }
    faults
}

/// The first argument, in quotes, of each such call in a line.
fn named<'a>(line: &'a str, call: &'a str) -> impl Iterator<Item = &'a str> {
    line.match_indices(call).filter_map(move |(index, _)| {
        let is_own = line[..index]
            .chars()
            .next_back()
            .is_none_or(|before| !before.is_alphanumeric() && before != '_' && before != '.');
        let argument = line[index + call.len()..].trim_start();
        let quote = argument.chars().next().filter(|quote| matches!(quote, '\'' | '"'))?;
        let (id, _) = argument[1..].split_once(quote)?;
        Some(id).filter(|_| is_own)
    })
}
