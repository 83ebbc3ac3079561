//! The rules by which a figure becomes words: how it moved, whether that is
//! more than chance, how it stands against its target, and what a reader must
//! know before relying on it. Nothing is computed here; everything said comes
//! from the figure's own columns.

use chrono::NaiveDate;

use super::{calendar, number};
use crate::measure::figure::Figure;

/// A figure against an earlier one.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The earlier figure's last day.
    pub end: NaiveDate,
    /// The earlier figure.
    pub earlier: f64,
    /// This figure less the earlier one.
    pub change: f64,
    /// The same in per cent of the earlier one; none where that was nought.
    pub percent: Option<f64>,
    /// What the direction column says.
    pub direction: String,
    /// Whether the earlier figure is a year older, not one period.
    pub is_year: bool,
    /// Whether the change was held against chance.
    pub is_tested: bool,
}

/// Which way something went, for a shape beside the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Upwards.
    Up,
    /// Downwards.
    Down,
    /// Neither, or not beyond chance.
    Level,
    /// Not to be said.
    None,
}

impl Comparison {
    /// Against the same period a year before, if there is one.
    pub fn with_last_year(figure: &Figure) -> Option<Self> {
        Some(Self {
            end: figure.last_year_end?,
            earlier: figure.last_year?,
            change: figure.last_year_change?,
            percent: figure.last_year_percent_change,
            direction: figure.last_year_direction.clone().unwrap_or_default(),
            is_year: true,
            is_tested: figure.last_year_change_lower.is_some(),
        })
    }

    /// Against the period before, if there is one.
    pub fn with_previous(figure: &Figure) -> Option<Self> {
        Some(Self {
            end: figure.compared_with?,
            earlier: figure.previous?,
            change: figure.change?,
            percent: figure.percent_change,
            direction: figure.direction.clone().unwrap_or_default(),
            is_year: false,
            is_tested: figure.change_lower.is_some(),
        })
    }

    /// The shape that goes with [`word`](Self::word): the way the number went.
    pub fn shape(&self, places: u32) -> Shape {
        if self.direction == "no clear change" || self.is_nought(places) {
            Shape::Level
        } else if self.change > 0.0 {
            Shape::Up
        } else {
            Shape::Down
        }
    }

    /// One or two words for a table's cell.
    pub fn word(&self, places: u32) -> &'static str {
        match self.direction.as_str() {
            "no clear change" => "No clear change",
            _ if self.is_nought(places) => "Unchanged",
            "improved" => "Improved",
            "worsened" => "Worsened",
            _ if self.change > 0.0 => "Higher",
            _ => "Lower",
        }
    }

    /// `12 more (2.6%) than a year before (454)`.
    pub fn words(&self, figure: &Figure, is_at_end: bool) -> String {
        let places = places(figure);
        let base = match self.is_year {
            true => calendar::year_before(figure, self.end, is_at_end),
            false => calendar::period_before(figure, self.end, is_at_end),
        };
        let earlier = number::in_unit(self.earlier, &figure.unit, places);
        if self.is_nought(places) {
            return format!("the same as {base}");
        }
        let size = number::difference(self.change, &figure.unit, change_places(figure));
        let comparative = match (figure.unit.as_str(), self.change > 0.0) {
            ("count", true) => "more",
            ("count", false) => "fewer",
            (_, true) => "higher",
            (_, false) => "lower",
        };
        let percent = match self.percent {
            Some(percent) if figure.unit != "percent" && !figure.table_has_hidden => {
                format!(" ({}%)", number::decimal(percent.abs(), 1))
            }
            _ => String::new(),
        };
        format!("{size} {comparative}{percent} than {base} ({earlier})")
    }

    /// What may be concluded, or nothing: `no clear change`. What was not held
    /// against chance, such as a sum of money, is higher or lower and no more.
    pub fn conclusion(&self) -> &'static str {
        match self.direction.as_str() {
            "no clear change" => "no clear change",
            "improved" => "an improvement, beyond its 95% interval",
            "worsened" => "a worsening, beyond its 95% interval",
            "higher" if self.is_tested => "a rise beyond its 95% interval",
            "lower" if self.is_tested => "a fall beyond its 95% interval",
            _ => "",
        }
    }

    /// [`words`](Self::words) and [`conclusion`](Self::conclusion) in one.
    pub fn sentence(&self, figure: &Figure, is_at_end: bool) -> String {
        let words = self.words(figure, is_at_end);
        match self.conclusion() {
            conclusion if conclusion.is_empty() || self.is_nought(places(figure)) => words,
            conclusion => format!("{words}: {conclusion}"),
        }
    }

    fn is_nought(&self, places: u32) -> bool {
        number::decimal(self.change.abs(), places) == number::decimal(0.0, places)
    }
}

impl Shape {
    /// The shape's name, as the parts know it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
            Self::Level => "level",
            Self::None => "none",
        }
    }
}

/// How many decimal places the figure and its kin are printed with.
pub fn places(figure: &Figure) -> u32 {
    number::places_of(&figure.display).unwrap_or_else(|| number::places(&figure.unit))
}

/// How many decimal places a change is printed with. A rate prints as a whole
/// number; its changes would not, without a place more, add up to what is seen.
pub fn change_places(figure: &Figure) -> u32 {
    if figure.unit == "rate per 10,000" { 1 } else { places(figure) }
}

/// Whether the figure is there to be read.
pub fn is_shown(figure: &Figure) -> bool {
    matches!(figure.symbol.as_str(), "" | "low")
}

/// Why a figure is not there, in a phrase.
pub fn symbol(figure: &Figure, threshold: i64) -> String {
    symbol_meaning(&figure.symbol, threshold)
}

/// What a symbol says, in a phrase.
pub fn symbol_meaning(symbol: &str, threshold: i64) -> String {
    match symbol {
        "c" => format!(
            "not shown, because fewer than {threshold} children are behind it or behind a figure that it would give away"
        ),
        "z" => "not applicable, because there was nothing to count".to_owned(),
        "x" => "not available, because the extracts in hand do not cover the whole period that it needs".to_owned(),
        "low" => "more than nought, but rounds to nought".to_owned(),
        _ => String::new(),
    }
}

/// What a copy says of its rounded counts; nothing where they are not rounded.
pub fn rounding(round_to: i64) -> String {
    if round_to < 2 {
        return String::new();
    }
    format!(
        "Counts are rounded to the nearest {round_to}, each by itself, so totals may not add up. \
         Percentages, rates and changes are worked out from the rounded counts; sums of money, \
         and averages, are not rounded so."
    )
}

/// The same beneath a table with a total.
pub fn rounded_total(round_to: i64) -> String {
    if round_to < 2 {
        return String::new();
    }
    format!("Rounded to the nearest {round_to}; totals may not add up.")
}

/// `95% interval 9.1% to 14.2%`, or nothing.
pub fn interval(figure: &Figure) -> String {
    let (Some(lower), Some(upper)) = (figure.lower, figure.upper) else {
        return String::new();
    };
    let places = places(figure);
    let lower = number::in_unit(lower, &figure.unit, places);
    format!("95% interval {lower} to {}", number::in_unit(upper, &figure.unit, places))
}

/// `139 of 465`, where the figure is a share of children.
pub fn out_of(figure: &Figure) -> String {
    let is_of_children = figure.unit == "percent" && figure.children.is_some_and(|all| all > 0);
    match (figure.numerator, figure.denominator) {
        (Some(numerator), Some(denominator)) if is_of_children => {
            format!("{} of {}", number::decimal(numerator, 0), number::decimal(denominator, 0))
        }
        _ => String::new(),
    }
}

/// `Target 85.0%: missed`, or nothing.
pub fn target(figure: &Figure) -> String {
    let Some(target) = figure.target.filter(|_| is_shown(figure)) else {
        return String::new();
    };
    let text = number::in_unit(target, &figure.unit, places(figure));
    match figure.target_status.as_deref() {
        Some(status) => format!("target {text}: {status}"),
        None => format!("target {text}"),
    }
}

/// `England 10%, region 11% (2024-25)`, or nothing.
pub fn benchmarks(figure: &Figure) -> String {
    let named = [
        ("England", figure.england),
        ("region", figure.region),
        ("statistical neighbours", figure.neighbours),
    ];
    let said: Vec<String> = named
        .into_iter()
        .filter_map(|(name, value)| {
            let text = number::in_unit(value?, &figure.unit, places(figure));
            Some(format!("{name} {text}"))
        })
        .collect();
    match (&figure.benchmark_period, said.is_empty()) {
        (_, true) => String::new(),
        (Some(period), false) => format!("{} ({period})", said.join(", ")),
        (None, false) => said.join(", "),
    }
}

/// What a reader must know beside the figure, one sentence each.
///
/// Counts from 1 to one less than `threshold` are not printed; 0 prints all.
pub fn cautions(figure: &Figure, threshold: i64) -> Vec<String> {
    let mut said = Vec::new();
    if !is_shown(figure) {
        return said;
    }
    if let Some(unknown) = figure.not_known.filter(|unknown| *unknown > 0) {
        said.push(format!("For {} this is not known.", few(unknown, threshold)));
    }
    if let Some(kept) = figure.kept_open.filter(|kept| *kept > 0) {
        let kept = capitalised(&few(kept, threshold));
        said.push(format!("{kept} are counted although the newest return no longer holds them."));
    }
    if figure.is_small {
        said.push("Small numbers: fewer than 30 are behind it.".to_owned());
    }
    match revised(figure) {
        words if words.is_empty() => {}
        words => said.push(format!("{}, as last published.", capitalised(&words))),
    }
    said
}

/// The same in a few words, for a headline: `12 not known; small numbers`.
pub fn brief(figure: &Figure, threshold: i64) -> String {
    let mut said = Vec::new();
    if !is_shown(figure) {
        return String::new();
    }
    if let Some(unknown) = figure.not_known.filter(|unknown| *unknown > 0) {
        said.push(format!("{} not known", few(unknown, threshold)));
    }
    if let Some(kept) = figure.kept_open.filter(|kept| *kept > 0) {
        said.push(format!("{} kept open", few(kept, threshold)));
    }
    if figure.is_small {
        said.push("small numbers".to_owned());
    }
    match revised(figure) {
        words if words.is_empty() => {}
        words => said.push(words),
    }
    said.join("; ")
}

/// `revised from 466`, where the last final publication said so; or nothing.
pub fn revised(figure: &Figure) -> String {
    match figure.previously_published {
        _ if !figure.is_revised || !is_shown(figure) => String::new(),
        Some(before) => {
            format!("revised from {}", number::in_unit(before, &figure.unit, places(figure)))
        }
        None => "revised".to_owned(),
    }
}

/// One whole sentence or more about a figure. `says` holds `{}` where the
/// figure goes: `{} children were looked after`.
pub fn sentence(figure: &Figure, says: &str, is_at_end: bool, threshold: i64) -> String {
    if !is_shown(figure) {
        return format!("{}: {}.", named(figure), symbol(figure, threshold));
    }
    let when = calendar::period(figure, is_at_end);
    let mut said = format!("{when}, {}", says.replace("{}", &number::minus(&figure.display)));
    let behind: Vec<String> =
        [out_of(figure), interval(figure)].into_iter().filter(|text| !text.is_empty()).collect();
    if !behind.is_empty() && figure.unit == "percent" {
        said.push_str(&format!(" ({})", behind.join("; ")));
    }
    said.push('.');
    if let Some(comparison) = Comparison::with_last_year(figure) {
        said.push_str(&format!(" That is {}.", comparison.sentence(figure, is_at_end)));
    }
    for text in [target(figure), benchmarks(figure)] {
        if !text.is_empty() {
            said.push_str(&format!(" {}.", capitalised(&text)));
        }
    }
    for caution in cautions(figure, threshold) {
        said.push(' ');
        said.push_str(&caution);
    }
    capitalised(&said)
}

/// What a figure is called where it cannot be said: the title, and which of
/// its measure's figures it is, lest another that is shown seem to be hidden.
fn named(figure: &Figure) -> String {
    let title = if figure.title.is_empty() { &figure.measure } else { &figure.title };
    match figure.figure.as_str() {
        "" => title.clone(),
        which => format!("{title} ({})", which.replace('_', " ")),
    }
}

/// A count, or that it is fewer than the threshold.
fn few(count: i64, threshold: i64) -> String {
    if (1..threshold).contains(&count) {
        return format!("fewer than {threshold}");
    }
    number::decimal(count as f64, 0)
}

/// The text with its first letter in upper case.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
