//! Measures: one SQL file each in `sql/measures/<area>`, whose header says
//! what the figure is and whose `select` returns the cases that it counts.

use chrono::NaiveDate;

use super::setting::Setting;
use super::sql_file::{self, SqlFile};
use crate::error::Fault;
use crate::header::{self, Fields};

/// The breakdowns that every model table carries, in the order of its struct.
pub const BREAKDOWNS: [&str; 15] = [
    "service",
    "service_group",
    "sector",
    "provider",
    "owner_group",
    "contract",
    "framework",
    "arrangement",
    "age_band",
    "sex",
    "ethnic_group",
    "need",
    "legal_status",
    "asylum_seeking",
    "locality",
];

/// Breakdowns that a measure has only where its header asks for them: there are
/// as many categories as suppliers.
const BY_REQUEST: [&str; 3] = ["provider", "owner_group", "contract"];

/// One measure.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Its `select`, id and place.
    pub file: SqlFile,
    /// The folder it lies in.
    pub area: String,
    /// Its name on paper.
    pub title: String,
    /// What its value is counted in.
    pub unit: Unit,
    /// Whether more is better.
    pub polarity: Polarity,
    /// The definition, to be read aloud.
    pub definition: String,
    /// Where the definition is published.
    pub source: String,
    /// Who answers for it.
    pub owner: String,
    /// When somebody last read it against its source.
    pub reviewed: Option<NaiveDate>,
    /// The extracts without which there is no figure.
    pub needs: Vec<String>,
    /// How far back before a period those must reach, as an SQL interval.
    pub looks_back: String,
    /// What a case is.
    pub case: String,
    /// When a case counts.
    pub counts: Counts,
    /// How cases become a value.
    pub statistic: Statistic,
    /// Whether a case that is not known stays in the denominator.
    pub not_known: NotKnown,
    /// Whether its header says so itself.
    pub says_not_known: bool,
    /// The standard breakdowns that stay true for it.
    pub breakdowns: Vec<String>,
    /// Further columns of its own that it may be broken down by.
    pub categories: Vec<String>,
    /// Pairs of breakdowns that are counted together.
    pub crosses: Vec<(String, String)>,
    /// The figures that it returns, where it returns several.
    pub figures: Vec<String>,
    /// The target, as written, where the council names none.
    pub target: Option<String>,
    /// Which of [`BENCHMARKS`] it is compared with, where the council names none.
    pub benchmark: Option<String>,
    /// What a council may change.
    pub settings: Vec<Setting>,
}

/// What a figure may be held against, also for `council.toml`.
pub const BENCHMARKS: [(&str, &str); 4] =
    [("england", "england"), ("region", "region"), ("neighbours", "neighbours"), ("best", "best")];

/// What a value is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Whole things.
    Count,
    /// 0 to 100.
    Percent,
    /// Per 10,000 people.
    RatePer10000,
    /// Per 100 children.
    Per100,
    /// Days.
    Days,
    /// Nights.
    Nights,
    /// Miles, in a straight line.
    Miles,
    /// Points of a score.
    Score,
    /// Pounds.
    Pounds,
    /// Pounds for seven nights.
    PoundsAWeek,
    /// Pounds for a night.
    PoundsANight,
}

/// Whether more is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// Neither.
    Neutral,
}

/// When a case counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// On the last day of a period.
    AtEnd,
    /// On the day it happened.
    During,
    /// Over a period that the measure itself names.
    Over,
}

/// How cases become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Statistic {
    /// Numerators over denominators.
    Ratio,
    /// The sum of the numerators.
    Sum,
    /// The mean of the numerators.
    Mean,
}

/// What becomes of a case whose numerator is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotKnown {
    /// It stays in the denominator, as the department has it.
    InDenominator,
    /// It is left out, and counted beside.
    LeftOut,
}

/// The words of units.
pub const UNITS: [(&str, Unit); 11] = [
    ("count", Unit::Count),
    ("percent", Unit::Percent),
    ("rate per 10,000", Unit::RatePer10000),
    ("per 100", Unit::Per100),
    ("days", Unit::Days),
    ("nights", Unit::Nights),
    ("miles", Unit::Miles),
    ("score", Unit::Score),
    ("pounds", Unit::Pounds),
    ("pounds a week", Unit::PoundsAWeek),
    ("pounds a night", Unit::PoundsANight),
];

/// The words of polarities.
pub const POLARITIES: [(&str, Polarity); 3] = [
    ("higher is better", Polarity::Higher),
    ("lower is better", Polarity::Lower),
    ("neutral", Polarity::Neutral),
];

/// The words of `counts`.
pub const COUNTS: [(&str, Counts); 3] =
    [("at end", Counts::AtEnd), ("during", Counts::During), ("over", Counts::Over)];

/// The words of `statistic`.
pub const STATISTICS: [(&str, Statistic); 3] =
    [("ratio", Statistic::Ratio), ("sum", Statistic::Sum), ("mean", Statistic::Mean)];

/// The words of `not_known`.
pub const NOT_KNOWN: [(&str, NotKnown); 2] =
    [("in denominator", NotKnown::InDenominator), ("left out", NotKnown::LeftOut)];

impl Measure {
    /// Reads a measure and checks it against itself.
    pub fn read(id: &str, area: &str, place: &str, text: &str) -> (Self, Vec<Fault>) {
        let (file, header, mut faults) = sql_file::read(id, place, text, Header::read);
        faults.extend(file.lint_exact());
        let measure = Self {
            file,
            area: area.replace('_', " "),
            title: header.title,
            unit: header.unit.unwrap_or(Unit::Count),
            polarity: header.polarity.unwrap_or(Polarity::Neutral),
            definition: header.definition,
            source: header.source,
            owner: header.owner,
            reviewed: header.reviewed,
            needs: header.needs,
            looks_back: header.looks_back,
            case: header.case,
            counts: header.counts.unwrap_or(Counts::AtEnd),
            statistic: header.statistic.unwrap_or(Statistic::Sum),
            not_known: header.not_known,
            says_not_known: header.says_not_known,
            breakdowns: header.breakdowns,
            categories: header.categories,
            crosses: header.crosses,
            figures: header.figures,
            target: header.target,
            benchmark: header.benchmark,
            settings: header.settings,
        };
        (measure, faults)
    }

    /// The id: the file name.
    pub fn id(&self) -> &str {
        &self.file.id
    }
}

/// The word that stands for a value in a table of words.
pub fn word<T: Copy + PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, candidate)| *candidate == value).map_or("", |(word, _)| word)
}

struct Header {
    title: String,
    unit: Option<Unit>,
    polarity: Option<Polarity>,
    definition: String,
    source: String,
    owner: String,
    reviewed: Option<NaiveDate>,
    needs: Vec<String>,
    looks_back: String,
    case: String,
    counts: Option<Counts>,
    statistic: Option<Statistic>,
    not_known: NotKnown,
    says_not_known: bool,
    breakdowns: Vec<String>,
    categories: Vec<String>,
    crosses: Vec<(String, String)>,
    figures: Vec<String>,
    target: Option<String>,
    benchmark: Option<String>,
    settings: Vec<Setting>,
}

impl Header {
    fn read(fields: &Fields<'_>) -> Self {
        let statistic = fields.required_choice("statistic", &STATISTICS);
        let categories = fields.list("categories");
        let all = || {
            let usual = BREAKDOWNS.iter().filter(|name| !BY_REQUEST.contains(name));
            usual.map(|name| (*name).to_owned()).collect()
        };
        let breakdowns = match fields.has("breakdowns") {
            true => fields.list("breakdowns"),
            false => all(),
        };
        known_breakdowns(fields, "breakdowns", &breakdowns, &[]);
        let header = Self {
            title: fields.text("title"),
            unit: fields.required_choice("unit", &UNITS),
            polarity: fields.required_choice("polarity", &POLARITIES),
            definition: fields.text("definition"),
            source: fields.text("source"),
            owner: fields.text("owner"),
            reviewed: fields.date("reviewed"),
            needs: fields.list("needs"),
            looks_back: looks_back(fields),
            case: fields.text("case"),
            counts: fields.required_choice("counts", &COUNTS),
            statistic,
            says_not_known: fields.has("not_known"),
            not_known: fields.choice("not_known", &NOT_KNOWN).unwrap_or(match statistic {
                Some(Statistic::Mean) => NotKnown::LeftOut,
                _ => NotKnown::InDenominator,
            }),
            crosses: crosses(fields, &categories),
            breakdowns,
            categories,
            figures: fields.list("figures"),
            target: fields.decimal("target"),
            benchmark: fields.choice("benchmark", &BENCHMARKS).map(str::to_owned),
            settings: Setting::read_all(fields),
        };
        if header.needs.is_empty() {
            fields.fault_at(
                "needs",
                "`needs` is missing: name the extracts it cannot do without",
                "",
            );
        }
        if header.reviewed.is_none() && !fields.has("reviewed") {
            fields.fault_at(
                "reviewed",
                "`reviewed` is missing",
                "write the day on which it was last read against its source",
            );
        }
        header
    }
}

fn looks_back(fields: &Fields<'_>) -> String {
    let text = fields.optional_text("looks_back").unwrap_or_else(|| "0 days".to_owned());
    let is_interval = text.split_once(' ').is_some_and(|(count, unit)| {
        let units = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
        count.parse::<u32>().is_ok() && units.contains(&unit)
    });
    if !is_interval {
        fields.fault_at(
            "looks_back",
            format!("`looks_back` is \"{text}\""),
            "write a number and a unit, such as \"12 months\"",
        );
        return "0 days".to_owned();
    }
    text
}

fn crosses(fields: &Fields<'_>, categories: &[String]) -> Vec<(String, String)> {
    let mut crosses = Vec::new();
    for text in fields.list("crosses") {
        let Some((first, second)) = text.split_once(" x ") else {
            fields.fault_at(
                "crosses",
                format!("\"{text}\" is no cross"),
                "write two breakdowns as \"service x age_band\"",
            );
            continue;
        };
        known_breakdowns(fields, "crosses", &[first.to_owned(), second.to_owned()], categories);
        crosses.push((first.to_owned(), second.to_owned()));
    }
    crosses
}

fn known_breakdowns(fields: &Fields<'_>, field: &str, names: &[String], more: &[String]) {
    let known = || BREAKDOWNS.into_iter().chain(more.iter().map(String::as_str));
    for name in names {
        if known().any(|breakdown| breakdown == name) {
            continue;
        }
        let hint = match header::nearest(name, known()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("the breakdowns are: {}", BREAKDOWNS.join(", ")),
        };
        fields.fault_at(field, format!("\"{name}\" is no breakdown"), &hint);
    }
}
