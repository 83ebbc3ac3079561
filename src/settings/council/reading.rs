//! Reads `council.toml` field by field, with what holds where a field is left
//! out. What the fields mean stands with the types.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::*;
use crate::definitions::spec::REPLACES;
use crate::error::Fault;
use crate::header::{self, Fields, Source};

impl Council {
    /// Reads `council.toml`.
    pub fn read(name: &str, text: &str) -> (Self, Vec<Fault>) {
        let source = Source { name, text, lines_before: 0 };
        header::read(&source, |fields| {
            let front = fields.table("council", |council| {
                let name = council.text("name");
                let short = council.optional_text("short_name").unwrap_or_else(|| name.clone());
                let colour = council.optional_text("colour");
                if colour.as_deref().is_some_and(|colour| !is_colour(colour)) {
                    council.fault_at("colour", "`colour` must be written #rrggbb", "");
                }
                (
                    name,
                    short,
                    council.optional_text("directorate"),
                    council.optional_text("logo"),
                    colour,
                )
            });
            if front.is_none() {
                fields.fault_at("council", "`[council]` is missing", "it needs at least `name`");
            }
            let (name, short_name, directorate, logo, colour) = front.unwrap_or_default();
            let authorities = fields.tables("authority", Authority::read);
            if authorities.is_empty() {
                fields.fault_at(
                    "authority",
                    "`[[authority]]` is missing",
                    "name at least one, with `code` and `name`",
                );
            }
            Self {
                name,
                short_name,
                directorate,
                logo,
                colour,
                authorities,
                reporting: fields.table("reporting", Reporting::read).unwrap_or_default(),
                disclosure: Disclosure {
                    threshold: fields
                        .table("disclosure", |table| table.integer("threshold"))
                        .flatten()
                        .unwrap_or(5),
                },
                machine: fields
                    .table("machine", |table| Machine {
                        threads: table.integer("threads"),
                        memory: table.optional_text("memory"),
                    })
                    .unwrap_or(Machine { threads: None, memory: None }),
                extracts: by_id(
                    fields.named("extracts", |id, table| {
                        (id.to_owned(), ExtractSettings::read(table))
                    }),
                ),
                measures: by_id(
                    fields.named("measures", |id, table| {
                        (id.to_owned(), MeasureSettings::read(table))
                    }),
                ),
                model: by_id(
                    fields
                        .named("model", |id, table| (id.to_owned(), MeasureSettings::read(table))),
                ),
                reports: by_id(
                    fields
                        .named("reports", |id, table| (id.to_owned(), ReportSettings::read(table))),
                ),
                jobs: fields.tables("jobs", Job::read),
                risk: fields.table("risk", |table| table.rest()).unwrap_or_default(),
                retention: fields.table("retention", |table| table.rest()).unwrap_or_default(),
            }
        })
    }
}

impl Default for Reporting {
    fn default() -> Self {
        Self {
            months: 36,
            years: 10,
            weeks_in_a_year: "365/7".to_owned(),
            fixed_point: None,
            fixed_point_name: None,
            service_groups: Vec::new(),
            block_above_percent: 1,
            block_above_rows: 5,
            withdrawn_percent: 5,
        }
    }
}

impl Reporting {
    fn read(fields: &Fields<'_>) -> Self {
        let usual = Self::default();
        let weeks = [("52", "52"), ("365/7", "365/7"), ("366/7", "366/7")];
        Self {
            months: fields.integer("months").unwrap_or(usual.months),
            years: fields.integer("years").unwrap_or(usual.years),
            weeks_in_a_year: fields.choice("weeks_in_a_year", &weeks).unwrap_or("365/7").to_owned(),
            fixed_point: fields.optional_text("fixed_point"),
            fixed_point_name: fields.optional_text("fixed_point_name"),
            service_groups: fields.table("service_groups", groups).unwrap_or_default(),
            block_above_percent: fields
                .integer("block_above_percent")
                .unwrap_or(usual.block_above_percent),
            block_above_rows: fields.integer("block_above_rows").unwrap_or(usual.block_above_rows),
            withdrawn_percent: fields
                .integer("withdrawn_percent")
                .unwrap_or(usual.withdrawn_percent),
        }
    }
}

impl Authority {
    fn read(fields: &Fields<'_>) -> Self {
        let code = fields.text("code");
        let is_code = code.len() == 9 && code.chars().all(|letter| letter.is_ascii_alphanumeric());
        if !code.is_empty() && !is_code {
            fields.fault_at(
                "code",
                format!("`code` is \"{code}\", not a nine-character authority code"),
                "such as E06000034",
            );
        }
        let folder = fields.optional_text("folder").unwrap_or_else(|| code.clone());
        Self { name: fields.text("name"), code, folder }
    }
}

impl ExtractSettings {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            required: fields.flag("required", false),
            due: fields.integer("due"),
            columns: fields.texts("columns"),
            values: fields
                .table("values", |table| {
                    table
                        .keys()
                        .into_iter()
                        .map(|column| (column.clone(), table.texts(&column)))
                        .collect()
                })
                .unwrap_or_default(),
            sheet: fields.optional_text("sheet"),
            snapshots: fields
                .tables("snapshot", |table| (table.text("files"), required_date(table, "date")))
                .into_iter()
                .filter_map(|(files, date)| Some(Snapshot { files, date: date? }))
                .collect(),
            replaces: fields.choice("replaces", &REPLACES),
            covers: fields
                .tables("covers", |table| {
                    (required_date(table, "from"), required_date(table, "to"))
                })
                .into_iter()
                .filter_map(|(from, to)| Some((from?, to?)))
                .collect(),
        }
    }
}

impl MeasureSettings {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            target: fields.decimal("target"),
            tolerance: fields.decimal("tolerance"),
            benchmark: fields.optional_text("benchmark"),
            settings: fields.rest(),
        }
    }
}

impl ReportSettings {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            title: fields.optional_text("title"),
            committee: fields.optional_text("committee"),
            meeting: fields.date("meeting"),
            item: fields.optional_text("item"),
            words: fields.optional_text("words"),
            front: fields.tables("front", |table| (table.text("label"), table.text("value"))),
        }
    }
}

impl Job {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            id: fields.text("id"),
            reports: fields.list("reports"),
            cadence: fields.required_choice("cadence", &CADENCES).unwrap_or(Cadence::OnDemand),
            meetings: fields
                .list("meetings")
                .iter()
                .filter_map(|text| {
                    let day = text.parse().ok();
                    if day.is_none() {
                        fields.fault_at(
                            "meetings",
                            format!("\"{text}\" is no date"),
                            "write dates as \"2026-11-30\"",
                        );
                    }
                    day
                })
                .collect(),
            clear_days: fields.integer("clear_days").unwrap_or(5),
            line: fields.line_of("id"),
        }
    }
}

fn groups(fields: &Fields<'_>) -> Vec<(String, Vec<String>)> {
    fields.keys().into_iter().map(|group| (group.clone(), fields.list(&group))).collect()
}

fn required_date(fields: &Fields<'_>, name: &str) -> Option<NaiveDate> {
    if !fields.has(name) {
        fields.fault_at(name, format!("`{name}` is missing"), "write a date such as 2026-09-30");
    }
    fields.date(name)
}

fn by_id<T>(pairs: Vec<(String, T)>) -> BTreeMap<String, T> {
    pairs.into_iter().collect()
}

fn is_colour(text: &str) -> bool {
    text.len() == 7
        && text.starts_with('#')
        && text[1..].chars().all(|digit| digit.is_ascii_hexdigit())
}
