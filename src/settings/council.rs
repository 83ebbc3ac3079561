//! `council.toml`: who the council is, what it expects, what it calls things.
//! Every field is documented here; an unknown one is refused.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::definitions::measure::BENCHMARKS;
use crate::definitions::spec::{REPLACES, Replaces};
use crate::error::Fault;
use crate::finding::Severity;
use crate::header::{self, Fields, Source};
use crate::settings::disclosure::Disclosure;
use crate::settings::jobs::Job;
use crate::settings::machine::Machine;
use crate::settings::reports::ReportSettings;
use crate::settings::retention::Retention;

/// Everything that `council.toml` says.
#[derive(Clone, Debug)]
pub struct Council {
    /// `[council] name`: the council's full name, as printed on papers.
    pub name: String,
    /// `[council] short_name`: as in running text; the full name where not given.
    pub short_name: String,
    /// `[council] directorate`: printed under the name.
    pub directorate: Option<String>,
    /// `[council] logo`: an SVG or PNG file beside `council.toml`.
    pub logo: Option<String>,
    /// `[council] colour`: the heading colour, `#rrggbb`.
    pub colour: Option<String>,
    /// `[[authority]]`: the responsible authorities, at least one.
    pub authorities: Vec<Authority>,
    /// `[reporting]`.
    pub reporting: Reporting,
    /// `[disclosure]`.
    pub disclosure: Disclosure,
    /// `[machine]`.
    pub machine: Machine,
    /// `[extracts.<id>]`.
    pub extracts: BTreeMap<String, ExtractSettings>,
    /// `[measures.<id>]`.
    pub measures: BTreeMap<String, MeasureSettings>,
    /// `[model.<table>]`: settings that a model table's header declares;
    /// `[risk]` are those of the provider risk score.
    pub model: BTreeMap<String, MeasureSettings>,
    /// `[checks.<id>]`.
    pub checks: BTreeMap<String, CheckSettings>,
    /// `[reports.<id>]`.
    pub reports: BTreeMap<String, ReportSettings>,
    /// `[[jobs]]`: which reports are due when. None: every report, every run.
    pub jobs: Vec<Job>,
    /// `[retention]`.
    pub retention: Retention,
}

/// One responsible authority.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// `code`: the nine-character code of the Office for National Statistics.
    pub code: String,
    /// `name`.
    pub name: String,
    /// `folder`: its folder below the inbox, where several share one; the code by default.
    pub folder: String,
}

/// `[reporting]`: what the figures look back on and measure from.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// `months`: month ends kept; 36 by default.
    pub months: i64,
    /// `years`: financial years kept; 10 by default.
    pub years: i64,
    /// `weeks_in_a_year`: `52` or `365/7` (the default); printed wherever a weekly price is annualised.
    pub weeks_in_a_year: String,
    /// `fixed_point`: the postcode that `placed_within_20_miles` also measures from.
    pub fixed_point: Option<String>,
    /// `fixed_point_name`: what it is called, such as "the city centre".
    pub fixed_point_name: Option<String>,
    /// `[reporting.service_groups]`: group name to the services in it; the built-in groups where not given.
    pub service_groups: Vec<(String, Vec<String>)>,
    /// `block_above_percent`: refused rows of a file, in per cent, above which it blocks; 1 by default.
    pub block_above_percent: i64,
    /// `block_above_rows`: and more refused rows than this; 5 by default.
    pub block_above_rows: i64,
    /// `not_known_percent`: rows of a file whose code is in no code set, in per cent, above which it blocks, where they are more than `block_above_rows`; 10 by default.
    pub not_known_percent: i64,
    /// `withdrawn_percent`: rows of a register that a new snapshot may withdraw, in per cent; 5 by default.
    pub withdrawn_percent: i64,
}

/// `[extracts.<id>]`: what the council knows about one of its extracts.
#[derive(Clone, Debug, Default)]
pub struct ExtractSettings {
    /// `required`: nothing is published without it.
    pub required: bool,
    /// `due`: how many days after a snapshot the next is late.
    pub due: Option<i64>,
    /// `[extracts.<id>.columns]`: the spec's column name to the header's.
    pub columns: Vec<(String, String)>,
    /// `[extracts.<id>.values.<COLUMN>]`: the file's value to the spec's.
    pub values: BTreeMap<String, Vec<(String, String)>>,
    /// `may_lack`: columns that some of its files are meant to be without.
    pub may_lack: Vec<String>,
    /// `sheet`: which sheet of a workbook.
    pub sheet: Option<String>,
    /// `[[extracts.<id>.snapshot]]`: files and the last day that they describe.
    pub snapshots: Vec<Snapshot>,
    /// `replaces`: instead of what the spec says.
    pub replaces: Option<Replaces>,
    /// `[[extracts.<id>.covers]]`: days that the extract speaks for.
    pub covers: Vec<(NaiveDate, NaiveDate)>,
}

/// The last day that some files describe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// `files`: a path below the inbox, with `*` for any part of a name.
    pub files: String,
    /// `date`.
    pub date: NaiveDate,
}

/// `[measures.<id>]`: the council's own target and settings.
#[derive(Clone, Debug, Default)]
pub struct MeasureSettings {
    /// `target`, as written.
    pub target: Option<String>,
    /// `tolerance`: how near the target still counts as near, in the measure's unit.
    pub tolerance: Option<String>,
    /// `benchmark`: which benchmark is compared with.
    pub benchmark: Option<String>,
    /// What the measure's header declares: name, value, line.
    pub settings: Vec<(String, String, usize)>,
}

/// `[checks.<id>]`: how much a check weighs, and the settings it declares.
#[derive(Clone, Debug, Default)]
pub struct CheckSettings {
    /// `severity`: `block`, `warn` or `note`, instead of what the check says.
    pub severity: Option<Severity>,
    /// `off`: the check is not made.
    pub is_off: bool,
    /// What the check's header declares: name, value, line.
    pub settings: Vec<(String, String, usize)>,
}

/// The model table whose settings `[risk]` holds.
const RISK: &str = "provider_risk";

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
            let mut codes = BTreeSet::new();
            let authorities =
                fields.tables("authority", |table| Authority::read(table, &mut codes));
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
                disclosure: fields.table("disclosure", Disclosure::read).unwrap_or_default(),
                machine: fields.table("machine", Machine::read).unwrap_or_default(),
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
                model: model_settings(fields),
                checks: by_id(
                    fields.named("checks", |id, table| (id.to_owned(), CheckSettings::read(table))),
                ),
                reports: by_id(
                    fields
                        .named("reports", |id, table| (id.to_owned(), ReportSettings::read(table))),
                ),
                jobs: fields.tables("jobs", Job::read),
                retention: fields.table("retention", Retention::read).unwrap_or_default(),
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
            not_known_percent: 10,
            withdrawn_percent: 5,
        }
    }
}

impl Reporting {
    fn read(fields: &Fields<'_>) -> Self {
        let usual = Self::default();
        let weeks = [("52", "52"), ("365/7", "365/7"), ("366/7", "366/7")];
        Self {
            months: fields.integer_from("months", 1).unwrap_or(usual.months),
            years: fields.integer_from("years", 1).unwrap_or(usual.years),
            weeks_in_a_year: fields.choice("weeks_in_a_year", &weeks).unwrap_or("365/7").to_owned(),
            fixed_point: fields.optional_text("fixed_point"),
            fixed_point_name: fields.optional_text("fixed_point_name"),
            service_groups: fields.table("service_groups", groups).unwrap_or_default(),
            block_above_percent: fields
                .integer_from("block_above_percent", 0)
                .unwrap_or(usual.block_above_percent),
            block_above_rows: fields
                .integer_from("block_above_rows", 0)
                .unwrap_or(usual.block_above_rows),
            not_known_percent: fields
                .integer_from("not_known_percent", 0)
                .unwrap_or(usual.not_known_percent),
            withdrawn_percent: fields
                .integer_from("withdrawn_percent", 0)
                .unwrap_or(usual.withdrawn_percent),
        }
    }
}

impl Authority {
    /// Reads one; `codes` are those of the authorities before it.
    fn read(fields: &Fields<'_>, codes: &mut BTreeSet<String>) -> Self {
        let code = fields.text("code");
        let is_code = code.len() == 9 && code.chars().all(|letter| letter.is_ascii_alphanumeric());
        if !code.is_empty() && !is_code {
            fields.fault_at(
                "code",
                format!("`code` is \"{code}\", not a nine-character authority code"),
                "such as E06000034",
            );
        }
        if is_code && !codes.insert(code.clone()) {
            let says = format!("another `[[authority]]` has the code {code}");
            fields.fault_at("code", says, "name each authority once");
        }
        let folder = fields.optional_text("folder").unwrap_or_else(|| code.clone());
        Self { name: fields.text("name"), code, folder }
    }
}

impl ExtractSettings {
    fn read(fields: &Fields<'_>) -> Self {
        Self {
            required: fields.flag("required", false),
            due: fields.integer_from("due", 1),
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
            may_lack: fields.list("may_lack"),
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
            benchmark: fields.choice("benchmark", &BENCHMARKS).map(str::to_owned),
            settings: fields.rest(),
        }
    }
}

impl CheckSettings {
    fn read(fields: &Fields<'_>) -> Self {
        let weights =
            [("block", Severity::Block), ("warn", Severity::Warn), ("note", Severity::Note)];
        Self {
            severity: fields.choice("severity", &weights),
            is_off: fields.flag("off", false),
            settings: fields.rest(),
        }
    }
}

/// `[model.<table>]`, and `[risk]` for the table that scores providers.
fn model_settings(fields: &Fields<'_>) -> BTreeMap<String, MeasureSettings> {
    let read =
        |table: &Fields<'_>| MeasureSettings { settings: table.rest(), ..Default::default() };
    let mut model = by_id(fields.named("model", |id, table| (id.to_owned(), read(table))));
    if let Some(risk) = fields.table("risk", read) {
        model.entry(RISK.to_owned()).or_default().settings.extend(risk.settings);
    }
    model
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
    let digits = text.strip_prefix('#').unwrap_or_default();
    digits.len() == 6 && digits.chars().all(|digit| digit.is_ascii_hexdigit())
}
