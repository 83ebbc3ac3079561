//! The name of a run: the day that its figures describe, and twelve hex digits
//! over everything that decided them. The same inputs give the same name, on
//! any machine and at any hour: no clock goes in.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::digest;

/// Such as `2026-09-30-0f3a9c51d2e4`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct RunId(String);

/// One thing that decides a run: what it is, and its digest or plain value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Part {
    /// What it is, such as `definition/measures/stability/new_placements.sql`.
    pub label: String,
    /// A digest, or the value itself where that is short.
    pub value: String,
}

impl Part {
    /// A part of a run.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

impl RunId {
    /// The name of the run that these parts decide. The order in which they
    /// are given does not matter, so that no walk of a folder can matter.
    pub fn of<'a>(as_at: NaiveDate, parts: impl IntoIterator<Item = &'a Part>) -> Self {
        let mut ordered: Vec<&Part> = parts.into_iter().collect();
        ordered.sort();
        let mut said = format!("as-at {as_at}\n");
        for part in ordered {
            // Lengths first: no label can run over into its value.
            let (label, value) = (&part.label, &part.value);
            said.push_str(&format!("{} {label} {} {value}\n", label.len(), value.len()));
        }
        let whole = digest::of_bytes(said.as_bytes());
        Self(format!("{as_at}-{}", &whole[..12]))
    }

    /// Reads a name, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, digits) = text.split_at_checked(10)?;
        let digits = digits.strip_prefix('-')?;
        day.parse::<NaiveDate>().ok()?;
        let is_hex = digits.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'));
        (digits.len() == 12 && is_hex).then(|| Self(text.to_owned()))
    }

    /// The day that the run's figures describe.
    pub fn as_at(&self) -> NaiveDate {
        self.0[..10].parse().unwrap_or_default()
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl TryFrom<String> for RunId {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("\"{text}\" is no run id"))
    }
}

impl From<RunId> for String {
    fn from(run_id: RunId) -> Self {
        run_id.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts() -> impl Strategy<Value = Vec<Part>> {
        prop::collection::vec(("[ a-c/0-9]{0,6}", "[ a-c/0-9]{0,6}"), 0..8)
            .prop_map(|pairs| pairs.into_iter().map(|(l, v)| Part::new(l, v)).collect())
    }

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 2, 29).unwrap()
    }

    proptest! {
        #[test]
        fn order_does_not_matter(given in parts(), by in 0usize..8) {
            let mut turned = given.clone();
            turned.rotate_left(by.min(given.len()));
            turned.reverse();
            prop_assert_eq!(RunId::of(day(), &given), RunId::of(day(), &turned));
        }

        #[test]
        fn different_parts_differ(one in parts(), other in parts()) {
            let (mut a, mut b) = (one.clone(), other.clone());
            a.sort();
            b.sort();
            prop_assert_eq!(a == b, RunId::of(day(), &one) == RunId::of(day(), &other));
        }
    }

    #[test]
    fn a_part_cannot_run_over_into_the_next() {
        let one = [Part::new("a", "b\n1 c 1 d")];
        let two = [Part::new("a", "b"), Part::new("c", "d")];
        assert_ne!(RunId::of(day(), &one), RunId::of(day(), &two));
    }

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let run_id = RunId::of(day(), &[]);
        assert_eq!(RunId::parse(run_id.as_str()), Some(run_id.clone()));
        assert_eq!(run_id.as_at(), day());
        for wrong in [
            "",
            "latest",
            "2023-02-29-0123456789ab",
            "2024-02-29-0123456789AB",
            "2024-02-29-0123456789a",
            "2024-02-29-0123456789ab.damaged",
            "../24-02-29-0123456789ab",
        ] {
            assert_eq!(RunId::parse(wrong), None, "{wrong}");
        }
    }
}
