//! A measure told to a person: what its header says, what the council has set,
//! and which extracts it rests on, all in words. `explain` and the catalogue
//! say the same, because both ask here. No figure is known to it.

use std::collections::BTreeSet;

use serde::Serialize;

use super::Definitions;
use super::measure::{COUNTS, Counts, Measure, NotKnown, POLARITIES, STATISTICS, UNITS, word};
use super::plan::Plan;
use crate::settings::council::Council;

/// What can be said of a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct About {
    /// The id: the file name.
    pub id: String,
    /// What people call it.
    pub title: String,
    /// The folder it lies in.
    pub area: String,
    /// The definition, in one paragraph.
    pub definition: String,
    /// Where the definition is published.
    pub source: String,
    /// What its value is counted in.
    pub unit: String,
    /// Which way is better.
    pub polarity: String,
    /// What a case is.
    pub case: String,
    /// `at end`, `during` or `over`.
    pub counts: String,
    /// The days that it looks at, in words.
    pub window: String,
    /// `ratio`, `sum` or `mean`.
    pub statistic: String,
    /// What becomes of a case that is not known, in words.
    pub not_known: String,
    /// Its figures, where it has several.
    pub figures: Vec<String>,
    /// The standard breakdowns that it has.
    pub breakdowns: Vec<String>,
    /// Breakdowns of its own.
    pub categories: Vec<String>,
    /// Pairs of breakdowns.
    pub crosses: Vec<String>,
    /// What a council may change, and what this one has.
    pub settings: Vec<InForce>,
    /// The target in force; empty where there is none.
    pub target: String,
    /// Whether the council set it, rather than the header.
    pub target_is_own: bool,
    /// What it is compared with; empty where nothing is named.
    pub benchmark: String,
    /// Who answers for it.
    pub owner: String,
    /// The day on which it was last read against its source.
    pub reviewed: String,
    /// The extracts that it cannot do without, as people call them.
    pub needs: Vec<String>,
    /// All extracts that it rests on, directly or through tables.
    pub extracts: Vec<String>,
    /// The model tables that it rests on.
    pub tables: Vec<String>,
    /// The code sets that it rests on.
    pub codes: Vec<String>,
    /// The file that defines it.
    pub file: String,
}

/// A setting and its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InForce {
    /// Its name.
    pub name: String,
    /// What it means.
    pub says: String,
    /// Its value where the council says nothing.
    pub default: String,
    /// Its value.
    pub value: String,
    /// Whether the council set it.
    pub is_own: bool,
}

impl About {
    /// What is known of a measure before any data is read.
    pub fn of(
        measure: &Measure,
        definitions: &Definitions,
        plan: &Plan,
        council: &Council,
    ) -> Self {
        let own = council.measures.get(measure.id());
        let own_target = own.and_then(|own| own.target.clone());
        let own_benchmark = own.and_then(|own| own.benchmark.clone());
        let lineage = plan.lineage(&format!("measure.{}", measure.id()));
        Self {
            id: measure.id().to_owned(),
            title: measure.title.clone(),
            area: measure.area.clone(),
            definition: one_line(&measure.definition),
            source: one_line(&measure.source),
            unit: word(&UNITS, measure.unit).to_owned(),
            polarity: word(&POLARITIES, measure.polarity).to_owned(),
            case: measure.case.clone(),
            counts: word(&COUNTS, measure.counts).to_owned(),
            window: window(measure),
            statistic: word(&STATISTICS, measure.statistic).to_owned(),
            not_known: not_known(measure),
            figures: in_words(&measure.figures),
            breakdowns: in_words(&measure.breakdowns),
            categories: in_words(&measure.categories),
            crosses: measure
                .crosses
                .iter()
                .map(|(first, second)| format!("{first} by {second}").replace('_', " "))
                .collect(),
            settings: settings(measure, council),
            target_is_own: own_target.is_some(),
            target: own_target.or_else(|| measure.target.clone()).unwrap_or_default(),
            benchmark: own_benchmark.or_else(|| measure.benchmark.clone()).unwrap_or_default(),
            owner: measure.owner.clone(),
            reviewed: measure.reviewed.map(|day| day.to_string()).unwrap_or_default(),
            needs: titles(definitions, measure.needs.iter().map(String::as_str)),
            extracts: titles(definitions, of_layer(&lineage, "staging")),
            tables: of_layer(&lineage, "model").map(str::to_owned).collect(),
            codes: of_layer(&lineage, "code").map(str::to_owned).collect(),
            file: measure.file.place.clone(),
        }
    }
}

/// The tables of one layer, without it.
fn of_layer<'a>(lineage: &'a BTreeSet<String>, layer: &'a str) -> impl Iterator<Item = &'a str> {
    lineage.iter().filter_map(move |table| table.strip_prefix(layer)?.strip_prefix('.'))
}

/// What people call extracts. Staged tables that are no extract (the list of
/// files) have no name and are left out.
fn titles<'a>(definitions: &Definitions, ids: impl Iterator<Item = &'a str>) -> Vec<String> {
    ids.filter_map(|id| definitions.specs.iter().find(|spec| spec.id == id))
        .map(|spec| spec.title.clone())
        .collect()
}

fn settings(measure: &Measure, council: &Council) -> Vec<InForce> {
    let own = council.measures.get(measure.id());
    measure
        .settings
        .iter()
        .map(|setting| {
            let given =
                own.and_then(|own| own.settings.iter().find(|(name, _, _)| *name == setting.name));
            InForce {
                name: setting.name.clone(),
                says: setting.says.trim_end_matches('.').to_owned(),
                default: setting.default.clone(),
                value: given.map_or(&setting.default, |(_, value, _)| value).clone(),
                is_own: given.is_some(),
            }
        })
        .collect()
}

fn window(measure: &Measure) -> String {
    let days = match measure.counts {
        Counts::AtEnd => "the last day of the period",
        Counts::During => "the day on which it happened, within the period",
        Counts::Over => "the period as a whole",
    };
    match measure.looks_back.split_once(' ') {
        Some((count, unit)) if count != "0" => format!("{days}, looking back {count} {unit}"),
        _ => days.to_owned(),
    }
}

fn not_known(measure: &Measure) -> String {
    let place = match measure.not_known {
        NotKnown::InDenominator => "stays in the denominator",
        NotKnown::LeftOut => "is left out",
    };
    format!("{place}, and is counted beside the figure")
}

fn in_words(names: &[String]) -> Vec<String> {
    names.iter().map(|name| name.replace('_', " ")).collect()
}

/// A text of several lines as one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
