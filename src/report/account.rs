//! The run's own account, as templates print it: files and where their rows
//! went, findings, repairs, measures that are not available. Every number
//! comes as text.

use std::collections::BTreeSet;

use minijinja::Value;

use super::context::{ExtractNote, RepairNote, ReportContext, SettingNote};
use super::values::map;
use super::{calendar, number, phrase};
use crate::definitions::report::Audience;
use crate::finding::{Finding, Severity};

/// The files, each with its rows and whether they balance.
pub(super) fn extracts(extracts: &[ExtractNote]) -> Value {
    extracts.iter().map(extract).collect()
}

/// The extracts that some measures need, all files of one together.
pub(super) fn sources(context: &ReportContext, measures: &[String]) -> Value {
    let mut needs: Vec<&str> = Vec::new();
    for need in measures.iter().filter_map(|id| context.measures.get(id)).flat_map(|it| &it.needs) {
        if !needs.contains(&need.as_str()) {
            needs.push(need);
        }
    }
    needs.sort_unstable();
    needs
        .into_iter()
        .map(|need| {
            let files = || context.extracts.iter().filter(|note| note.extract == need);
            let sum = |of: fn(&ExtractNote) -> i64| count(context.told(files().map(of).sum()));
            let title = files().map(|note| note.title.clone()).find(|title| !title.is_empty());
            map([
                ("title", Value::from(title.unwrap_or_else(|| need.replace('_', " ")))),
                ("files", count(files().filter(|note| !note.is_missing).count() as i64)),
                ("snapshot_on", day(files().filter_map(|note| note.snapshot_on).max())),
                ("read", sum(|note| note.rows_read)),
                ("accepted", sum(|note| note.rows_accepted)),
                ("quarantined", sum(|note| note.rows_quarantined)),
                ("superseded", sum(|note| note.rows_superseded)),
                ("repeated", sum(|note| note.rows_repeated)),
            ])
        })
        .collect()
}

fn extract(note: &ExtractNote) -> Value {
    let placed =
        note.rows_accepted + note.rows_quarantined + note.rows_superseded + note.rows_repeated;
    let (state, tone) = match (note.is_missing, note.is_late) {
        (true, _) => ("Missing", "bad"),
        (false, true) => ("Late", "bad"),
        (false, false) => ("In hand", "plain"),
    };
    map([
        ("extract", Value::from(note.extract.as_str())),
        ("title", Value::from(note.title.as_str())),
        ("file", Value::from(note.file.as_str())),
        ("snapshot_on", day(note.snapshot_on)),
        ("received_on", day(note.received_on)),
        ("read", count(note.rows_read)),
        ("accepted", count(note.rows_accepted)),
        ("quarantined", count(note.rows_quarantined)),
        ("superseded", count(note.rows_superseded)),
        ("repeated", count(note.rows_repeated)),
        ("balances", Value::from(placed == note.rows_read)),
        ("is_late", Value::from(note.is_late)),
        ("is_missing", Value::from(note.is_missing)),
        ("state", Value::from(state)),
        ("tone", Value::from(tone)),
    ])
}

/// The findings, the weightiest first, in groups of one severity.
pub(super) fn findings(context: &ReportContext) -> Value {
    [Severity::Block, Severity::Quarantine, Severity::Warn, Severity::Note]
        .into_iter()
        .map(|severity| {
            let of: Vec<&Finding> =
                context.findings.iter().filter(|found| found.severity == severity).collect();
            let (title, says) = meaning(severity);
            map([
                ("severity", Value::from(title)),
                ("says", Value::from(says)),
                ("count", count(of.len() as i64)),
                ("rows", count(context.told(of.iter().map(|found| found.rows as i64).sum()))),
                ("is_empty", Value::from(of.is_empty())),
                ("findings", alike(&of).iter().map(|group| finding(group)).collect()),
            ])
        })
        .collect()
}

fn meaning(severity: Severity) -> (&'static str, &'static str) {
    match severity {
        Severity::Block => ("Blocking", "Nothing may be published until it is mended."),
        Severity::Quarantine => ("Rows set aside", "Left out of every figure, with the reason."),
        Severity::Warn => ("Warnings", "Published, and to be looked at."),
        Severity::Note => ("Notes", "Worth knowing; nothing to mend."),
    }
}

/// Findings that say the same of one extract and column, put together.
fn alike<'a>(findings: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let same = |group: &&mut Vec<&Finding>| {
            let first = group[0];
            first.rule == finding.rule
                && first.extract == finding.extract
                && first.column == finding.column
                && first.says == finding.says
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// What a group of like findings says, and where the first of them is.
fn finding(group: &[&Finding]) -> Value {
    let first = group[0];
    let place = match group.len() - 1 {
        0 => first.place(),
        more => format!("{}; and {more} more", first.place()),
    };
    map([
        ("rule", Value::from(first.rule.as_str())),
        ("place", Value::from(place)),
        ("says", Value::from(first.says.as_str())),
        ("remedy", Value::from(first.remedy.as_str())),
        ("rows", count(group.iter().map(|finding| finding.rows as i64).sum())),
    ])
}

/// The repairs. In a public copy a small count is not printed.
pub(super) fn repairs(context: &ReportContext) -> Value {
    let print = |note: &RepairNote| {
        let is_small = (1..context.threshold).contains(&note.count);
        if is_small && context.audience == Audience::Public {
            return Value::from(format!("fewer than {}", context.threshold));
        }
        count(context.told(note.count))
    };
    context
        .repairs
        .iter()
        .map(|note| {
            map([
                ("rule", Value::from(note.rule.replace('_', " "))),
                ("says", Value::from(note.says.as_str())),
                ("count", print(note)),
            ])
        })
        .collect()
}

/// What is known about the measures that a report uses.
pub(super) fn definitions(context: &ReportContext, ids: &[String]) -> Value {
    ids.iter()
        .filter_map(|id| {
            let note = context.measures.get(id)?;
            let settings = note.settings.iter().map(setting);
            Some(map([
                ("id", Value::from(id.as_str())),
                ("title", Value::from(note.title.as_str())),
                ("definition", Value::from(note.definition.as_str())),
                ("source", Value::from(note.source.as_str())),
                ("unit", Value::from(note.unit.as_str())),
                ("polarity", Value::from(phrase::capitalised(&note.polarity))),
                ("owner", Value::from(note.owner.as_str())),
                ("settings", Value::from_iter(settings)),
                ("extracts", needed(context, &note.needs)),
            ]))
        })
        .collect()
}

/// A setting in force: `Nights that count: 1`.
fn setting(setting: &SettingNote) -> String {
    let value = match setting.value.as_str() {
        "true" => "yes",
        "false" => "no",
        value => value,
    };
    match setting.says.trim_end_matches('.') {
        "" => format!("{}: {value}", phrase::capitalised(&setting.name.replace('_', " "))),
        says => format!("{says}: {value}"),
    }
}

/// The extracts that a measure needs, each with the newest day it describes.
fn needed(context: &ReportContext, needs: &[String]) -> Value {
    needs
        .iter()
        .map(|id| {
            let files = context.extracts.iter().filter(|note| note.extract == *id);
            let newest = files.max_by_key(|note| note.snapshot_on);
            let title = newest.map_or_else(|| id.replace('_', " "), |note| note.title.clone());
            match newest.and_then(|note| note.snapshot_on) {
                Some(day) => format!("{title}, to {}", calendar::long(day)),
                None => title,
            }
        })
        .collect()
}

/// Where the figures of some measures come from, in one line.
pub(super) fn source(context: &ReportContext, ids: &[String]) -> String {
    let mut said: Vec<String> = Vec::new();
    for need in ids.iter().filter_map(|id| context.measures.get(id)).flat_map(|note| &note.needs) {
        let files = context.extracts.iter().filter(|note| note.extract == *need);
        let Some(newest) = files.clone().max_by_key(|note| note.snapshot_on) else {
            continue;
        };
        let used: i64 = files.map(|note| note.rows_accepted).sum();
        let rows = number::decimal(context.told(used) as f64, 0);
        let text = match newest.snapshot_on {
            Some(day) => format!("{} to {} ({rows} rows)", newest.title, calendar::long(day)),
            None => format!("{} ({rows} rows)", newest.title),
        };
        if !said.contains(&text) {
            said.push(text);
        }
    }
    if said.is_empty() {
        return format!("run {}", context.run_id);
    }
    format!("{}; run {}; definitions in appendix 1", said.join(", "), context.run_id)
}

/// The measures whose headline figure is not available, and why.
pub(super) fn unavailable(context: &ReportContext) -> Value {
    let headlines = context.figures.iter().filter(|it| it.is_current && it.breakdown == "all");
    let available: BTreeSet<&str> =
        headlines.filter(|it| it.symbol != "x").map(|it| it.measure.as_str()).collect();
    context
        .measures
        .iter()
        .filter(|(id, _)| !available.contains(id.as_str()))
        .map(|(id, note)| {
            let has = |need: &str| {
                context.extracts.iter().any(|note| note.extract == need && !note.is_missing)
            };
            let missing: Vec<&str> =
                note.needs.iter().map(String::as_str).filter(|need| !has(need)).collect();
            let why = if missing.is_empty() {
                format!("The files of {} do not cover the whole period.", note.needs.join(", "))
            } else {
                format!("No file of {} has come.", missing.join(", "))
            };
            let title = if note.title.is_empty() { id.as_str() } else { note.title.as_str() };
            map([
                ("id", Value::from(id.as_str())),
                ("title", Value::from(title)),
                ("why", Value::from(why)),
            ])
        })
        .collect()
}

fn day(day: Option<chrono::NaiveDate>) -> Value {
    Value::from(day.map_or_else(|| "not known".to_owned(), calendar::short))
}

fn count(count: i64) -> Value {
    Value::from(number::decimal(count as f64, 0))
}
