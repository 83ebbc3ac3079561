//! The sentence that a paper opens with: how many of its headline figures
//! moved, which way, and how many did not.

use minijinja::{Error, ErrorKind, Value};

use super::figure_value::FigureValue;
use super::phrase::{self, Comparison};

const NUMBERS: [&str; 10] =
    ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/// How the headline figures moved against a year before.
#[derive(Default)]
struct Tally {
    all: usize,
    improved: usize,
    worsened: usize,
    unclear: usize,
    moved: usize,
    not_compared: usize,
}

/// Counts the directions of a list of figures in one sentence.
pub(super) fn sentence(figures: &Value) -> Result<String, Error> {
    let mut tally = Tally::default();
    for item in figures.try_iter()? {
        let Some(it) = item.downcast_object_ref::<FigureValue>() else {
            return Err(Error::new(ErrorKind::InvalidOperation, "only figures can be counted up"));
        };
        tally.all += 1;
        let found = Comparison::with_last_year(&it.figure);
        match found.filter(|_| phrase::is_shown(&it.figure)).map(|found| found.direction) {
            None => tally.not_compared += 1,
            Some(direction) => match direction.as_str() {
                "improved" => tally.improved += 1,
                "worsened" => tally.worsened += 1,
                "higher" | "lower" => tally.moved += 1,
                _ => tally.unclear += 1,
            },
        }
    }
    Ok(tally.said())
}

impl Tally {
    fn said(&self) -> String {
        if self.all == self.not_compared {
            return "None of the headline figures below can be compared with a year before."
                .to_owned();
        }
        let mut parts = Vec::new();
        match (self.improved, self.worsened) {
            (0, 0) => parts.push("none has clearly improved or worsened since a year before".to_owned()),
            (better, worse) => parts.push(format!(
                "{} {} improved and {} {} worsened since a year before by more than chance would explain",
                number(better),
                has(better),
                number(worse),
                has(worse),
            )),
        }
        if self.unclear > 0 {
            let verb = if self.unclear == 1 { "shows" } else { "show" };
            parts.push(format!("{} {verb} no clear change", number(self.unclear)));
        }
        if self.moved > 0 {
            let verb = if self.moved == 1 { "is" } else { "are" };
            parts.push(format!(
                "{} {verb} clearly higher or lower, which is neither good nor bad in itself",
                number(self.moved)
            ));
        }
        if self.not_compared > 0 {
            parts.push(format!("{} cannot be compared", number(self.not_compared)));
        }
        format!("Of the {} headline figures below, {}.", number(self.all), parts.join("; "))
    }
}

fn has(count: usize) -> &'static str {
    if count > 1 { "have" } else { "has" }
}

fn number(count: usize) -> String {
    NUMBERS.get(count).map_or_else(|| count.to_string(), |word| (*word).to_owned())
}
