//! What papers say beside their figures: lists, what each measure means, which
//! files were read, what was repaired, what was published.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::counting::Counted;
use super::{copies, packs, papers};
use crate::definitions::Definitions;
use crate::definitions::measure::Measure;
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::Result;
use crate::extract::Landing;
use crate::job::Verdict;
use crate::job::plan::Plan;
use crate::report::context::{
    ExtractNote, MeasureNote, Outcome, RepairNote, ReportList, SettingNote,
};
use crate::settings::Settings;
use crate::warehouse::Warehouse;
use crate::warehouse::account::RowAccount;

/// The lists that are wanted, with the columns that are printed. A list whose
/// extracts never came has no rows and names them: it is not the same as one
/// without rows.
pub(super) fn lists(
    warehouse: &Warehouse,
    definitions: &Definitions,
    landing: &Landing,
    wanted: &BTreeSet<&str>,
) -> Result<BTreeMap<String, Arc<ReportList>>> {
    let covered: Vec<Covered> = warehouse.rows("select distinct extract from model.coverage")?;
    let has_come = |id: &String| {
        landing.files.iter().any(|file| file.extract == *id)
            || covered.iter().any(|covered| covered.extract == *id)
    };
    let mut lists = BTreeMap::new();
    for list in definitions.lists.iter().filter(|list| wanted.contains(list.file.id.as_str())) {
        let missing: Vec<String> = list
            .needs
            .iter()
            .filter(|id| !has_come(id))
            .map(|id| definitions.spec(id).map_or(id.clone(), |spec| spec.title.clone()))
            .collect();
        let rows: Vec<Map<String, Value>> = match missing.is_empty() {
            true => warehouse.rows(&list.file.select)?,
            false => Vec::new(),
        };
        let list_read = ReportList { rows, missing, ..ReportList::of(list) };
        lists.insert(list.file.id.clone(), Arc::new(list_read));
    }
    Ok(lists)
}

#[derive(Deserialize)]
struct Covered {
    extract: String,
}

/// What is known of each measure, with the settings in force.
pub(super) fn notes(
    settings: &Settings,
    counted: &Counted,
) -> Result<BTreeMap<String, Arc<MeasureNote>>> {
    counted
        .definitions
        .measures
        .iter()
        .map(|measure| Ok((measure.id().to_owned(), Arc::new(note(settings, counted, measure)?))))
        .collect()
}

fn note(settings: &Settings, counted: &Counted, measure: &Measure) -> Result<MeasureNote> {
    let own = settings.council.measures.get(measure.id());
    let mut in_force = Vec::new();
    for setting in &measure.settings {
        let name = format!("{}.{}", measure.id(), setting.name);
        let value: Option<String> =
            counted.warehouse.one("select getvariable(?)::varchar", [name])?;
        in_force.push(SettingNote {
            name: setting.name.clone(),
            value: value.unwrap_or_default(),
            says: setting.says.clone(),
            is_set: own
                .is_some_and(|own| own.settings.iter().any(|(name, _, _)| *name == setting.name)),
        });
    }
    Ok(MeasureNote { settings: in_force, ..MeasureNote::of(measure) })
}

/// The files that were read, one by one, and the required ones that never came.
pub(super) fn extracts(
    settings: &Settings,
    definitions: &Definitions,
    landing: &Landing,
    accounts: &[RowAccount],
    as_at: NaiveDate,
) -> Vec<ExtractNote> {
    let mut notes: Vec<ExtractNote> = landing
        .files
        .iter()
        .map(|file| {
            let rows = accounts
                .iter()
                .find(|account| account.file == file.file && account.extract == file.extract);
            let due = settings.council.extracts.get(&file.extract).and_then(|own| own.due);
            let is_newest = !landing
                .files
                .iter()
                .any(|other| other.extract == file.extract && other.snapshot_on > file.snapshot_on);
            let age = (as_at - file.snapshot_on).num_days();
            ExtractNote {
                extract: file.extract.clone(),
                title: definitions
                    .spec(&file.extract)
                    .map_or(String::new(), |spec| spec.title.clone()),
                file: file.file.clone(),
                snapshot_on: Some(file.snapshot_on),
                // The day of receipt is the clock's, and no clock stands in a
                // publication.
                received_on: None,
                rows_read: rows.map_or(file.rows, |rows| rows.read).cast_signed(),
                rows_accepted: rows.map_or(0, |rows| rows.accepted).cast_signed(),
                rows_quarantined: rows.map_or(0, |rows| rows.quarantined).cast_signed(),
                rows_superseded: rows.map_or(0, |rows| rows.superseded).cast_signed(),
                rows_repeated: rows.map_or(0, |rows| rows.repeated).cast_signed(),
                is_late: is_newest && due.is_some_and(|due| age > due),
                is_missing: false,
            }
        })
        .collect();
    let required = settings.council.extracts.iter().filter(|(_, own)| own.required);
    for (id, _) in required {
        if landing.files.iter().any(|file| file.extract == *id) {
            continue;
        }
        notes.push(ExtractNote {
            extract: id.clone(),
            title: definitions.spec(id).map_or(String::new(), |spec| spec.title.clone()),
            is_missing: true,
            ..ExtractNote::default()
        });
    }
    notes
}

#[derive(Deserialize)]
struct Repaired {
    rule: String,
    says: Option<String>,
    count: i64,
}

/// How often each repair was made.
pub(super) fn repairs(counted: &Counted) -> Result<Vec<RepairNote>> {
    let repaired: Vec<Repaired> = counted.warehouse.rows(
        "select repairs.rule, any_value(rules.label) as says, count(*) as count
        from model.episode_repairs as repairs
        left join code.repair_rules as rules on repairs.rule = rules.code
        group by repairs.rule order by repairs.rule",
    )?;
    Ok(repaired
        .into_iter()
        .map(|repaired| RepairNote {
            says: repaired.says.unwrap_or_default(),
            rule: repaired.rule,
            count: repaired.count,
        })
        .collect())
}

/// What becomes of each report.
pub(super) fn outcomes(definitions: &Definitions, plan: &Plan) -> Vec<Outcome> {
    plan.due
        .iter()
        .filter_map(|report| {
            let template = definitions.report(&report.report)?;
            let state = match report.verdict {
                Verdict::Render => "made",
                Verdict::Carry => "carried forward",
                Verdict::Absent => "not made",
            };
            let files = match report.verdict {
                Verdict::Absent => Vec::new(),
                _ if template.subjects.is_some() => vec![packs::contents_path(template)],
                _ => files_of(template),
            };
            let copies = match (report.verdict, &plan.last) {
                (Verdict::Carry, Some(last)) if template.subjects.is_some() => {
                    copies::count(&template.id, last)
                }
                _ => 0,
            };
            let audience: Vec<&str> =
                template.audience.iter().map(|audience| audience.word()).collect();
            Some(Outcome {
                title: template.title.clone(),
                audience: audience.join(" and "),
                state: state.to_owned(),
                why: String::new(),
                files,
                copies,
            })
        })
        .collect()
}

/// Where the copies of a report lie in a publication.
fn files_of(template: &ReportTemplate) -> Vec<String> {
    let formats = |audience: &Audience| {
        let folder = audience.word();
        template
            .formats
            .iter()
            .map(move |format| format!("{folder}/{}.{}", template.id, format.extension()))
            .collect::<Vec<_>>()
    };
    template.audience.iter().flat_map(formats).collect()
}

/// The data files, for the index.
pub(super) fn data(has_due: bool) -> Vec<Outcome> {
    let due: &[(&str, &str, &[&str])] = match has_due {
        true => &[(
            "What falls due: papers, reviews, visits and notices, by date",
            "exempt",
            &[papers::DUE],
        )],
        false => &[],
    };
    [
        (
            "Results, small numbers hidden",
            "public",
            [
                "public/data/results.xlsx",
                "public/data/results.csv",
                "public/data/results.parquet",
                "public/data/datapackage.json",
            ]
            .as_slice(),
        ),
        (
            "Results, all",
            "exempt",
            &[
                "exempt/data/results.xlsx",
                "exempt/data/results.csv",
                "exempt/data/results.parquet",
                "exempt/data/datapackage.json",
            ],
        ),
        ("Cases behind the results", "exempt", &["exempt/data/cases.parquet"]),
        ("What public copies do not show, and why", "exempt", &["exempt/data/suppression.csv"]),
        ("Data quality: what to mend, by rule and row", "exempt", &[papers::DATA_QUALITY]),
    ]
    .iter()
    .chain(due)
    .map(|(title, audience, files)| Outcome {
        title: (*title).to_owned(),
        audience: (*audience).to_owned(),
        state: "made".to_owned(),
        why: String::new(),
        files: files.iter().map(|file| (*file).to_owned()).collect(),
        copies: 0,
    })
    .collect()
}
