//! `council.toml`: who the council is, what it expects, what it calls things.
//! Every field is documented here; an unknown one is refused.

mod reading;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::definitions::spec::Replaces;

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
    /// `[model.<table>]`: settings that a model table's header declares.
    pub model: BTreeMap<String, MeasureSettings>,
    /// `[reports.<id>]`.
    pub reports: BTreeMap<String, ReportSettings>,
    /// `[[jobs]]`: which reports are due when. None: every report, every run.
    pub jobs: Vec<Job>,
    /// `[risk]`: weights of the provider risk score, by name.
    pub risk: Vec<(String, String, usize)>,
    /// `[retention]`: how long things are kept, in days, by name.
    pub retention: Vec<(String, String, usize)>,
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
    /// `withdrawn_percent`: rows of a register that a new snapshot may withdraw, in per cent; 5 by default.
    pub withdrawn_percent: i64,
}

/// `[disclosure]`: what public outputs may show.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// `threshold`: counts of children from 1 to one less are hidden; 5 by default.
    pub threshold: i64,
}

/// `[machine]`: what the run may use.
#[derive(Clone, Debug)]
pub struct Machine {
    /// `threads`: as many as the machine has, by default.
    pub threads: Option<i64>,
    /// `memory`: such as `4GB`; DuckDB's own default where not given.
    pub memory: Option<String>,
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

/// `[reports.<id>]`: what stands on the front of a paper.
#[derive(Clone, Debug, Default)]
pub struct ReportSettings {
    /// `title`, instead of the template's.
    pub title: Option<String>,
    /// `committee`.
    pub committee: Option<String>,
    /// `meeting`: the day of the meeting.
    pub meeting: Option<NaiveDate>,
    /// `item`: the number on the agenda.
    pub item: Option<String>,
    /// `words`: the officers' Markdown file, below `words/`; `<report>.md` by default.
    pub words: Option<String>,
    /// `[[reports.<id>.front]]`: label and value, printed in this order.
    pub front: Vec<(String, String)>,
}

/// `[[jobs]]`: reports with a cadence.
#[derive(Clone, Debug)]
pub struct Job {
    /// `id`.
    pub id: String,
    /// `reports`: ids of templates.
    pub reports: Vec<String>,
    /// `cadence`.
    pub cadence: Cadence,
    /// `meetings`: days on which the committee meets.
    pub meetings: Vec<NaiveDate>,
    /// `clear_days`: working days between publication and meeting; 5 by default.
    pub clear_days: i64,
    /// The line on which the job begins.
    pub line: usize,
}

/// How often a job is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Every run.
    Nightly,
    /// When a month has ended.
    Monthly,
    /// When a quarter has ended.
    Quarterly,
    /// When half a financial year has ended.
    SixMonthly,
    /// When a financial year has ended.
    Yearly,
    /// When named.
    OnDemand,
}

/// The words of `cadence`, also for template headers.
pub const CADENCES: [(&str, Cadence); 6] = [
    ("nightly", Cadence::Nightly),
    ("monthly", Cadence::Monthly),
    ("quarterly", Cadence::Quarterly),
    ("six-monthly", Cadence::SixMonthly),
    ("yearly", Cadence::Yearly),
    ("on demand", Cadence::OnDemand),
];
