//! Names beside what they name: broken into lines where they are long, cut where
//! they are longer still, and moved apart where they would overlap.

use minijinja::Value;

use super::super::values::map;
use super::at;

/// Labels longer than this are broken into two lines.
const LINE: usize = 28;
/// From one line to the next.
const PITCH: f64 = 16.0;

/// A name, and the height at which it would stand if it were alone.
pub(super) struct Label {
    pub(super) wanted: f64,
    pub(super) lines: Vec<String>,
}

impl Label {
    fn tall(&self) -> f64 {
        PITCH * self.lines.len() as f64 + 4.0
    }
}

/// A label in one line or two; what is longer is cut, and stands in full in the
/// table.
pub(super) fn broken(label: &str) -> Vec<String> {
    if label.chars().count() <= LINE {
        return vec![label.to_owned()];
    }
    let half = label.chars().count() / 2;
    let near = |index: &usize| label[..*index].chars().count().abs_diff(half);
    let space = label.match_indices(' ').map(|(index, _)| index).min_by_key(near);
    match space {
        Some(space) => vec![shortened(&label[..space]), shortened(&label[space + 1..])],
        None => vec![shortened(label)],
    }
}

/// A label in as many lines as it takes, up to `most`, filled from the first;
/// what is longer is cut, and stands in full in the table.
pub(super) fn filled(label: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in label.split(' ') {
        let there = lines.len();
        match lines.last_mut() {
            Some(line) if there >= most || line.chars().count() + word.chars().count() < LINE => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shortened(line)).collect()
}

/// Each line of a label with its height, about a middle.
pub(super) fn lines(lines: &[String], middle: f64) -> Value {
    let first = middle + 5.0 - PITCH / 2.0 * (lines.len().max(1) - 1) as f64;
    let line = |(index, text): (usize, &String)| {
        map([
            ("text", Value::from(text.as_str())),
            ("y", Value::from(at(first + PITCH * index as f64))),
        ])
    };
    Value::from_iter(lines.iter().enumerate().map(line))
}

/// The middles of labels, given from the top down, so that none overlaps
/// another: as near as may be to where they would stand, and within `top` and
/// `bottom` where there is room for all.
pub(super) fn spread(labels: &[&Label], top: f64, bottom: f64) -> Vec<f64> {
    let mut middles: Vec<f64> = Vec::with_capacity(labels.len());
    let mut free = top;
    for label in labels {
        let middle = label.wanted.max(free + label.tall() / 2.0);
        free = middle + label.tall() / 2.0;
        middles.push(middle);
    }
    let mut free = bottom.max(top + labels.iter().map(|label| label.tall()).sum::<f64>());
    for (middle, label) in middles.iter_mut().zip(labels).rev() {
        *middle = middle.min(free - label.tall() / 2.0);
        free = *middle - label.tall() / 2.0;
    }
    middles
}

fn shortened(text: &str) -> String {
    if text.chars().count() <= LINE {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LINE - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label(wanted: f64) -> Label {
        Label { wanted, lines: vec!["one".to_owned()] }
    }

    #[test]
    fn labels_stand_apart_and_within() {
        let labels = [label(10.0), label(12.0), label(95.0), label(99.0)];
        let places = spread(&labels.iter().collect::<Vec<_>>(), 0.0, 100.0);
        for pair in places.windows(2) {
            assert!(pair[1] - pair[0] >= 20.0, "{places:?}");
        }
        assert!(places[0] >= 10.0 && places[3] <= 90.0, "{places:?}");
        assert_eq!(spread(&[&label(50.0)], 0.0, 100.0), [50.0]);
    }

    #[test]
    fn long_names_are_broken_and_cut() {
        assert_eq!(broken("Fostering"), ["Fostering"]);
        assert_eq!(
            broken("Care leavers in education, employment or training"),
            ["Care leavers in education,", "employment or training"]
        );
        assert_eq!(filled("Fostering", 3), ["Fostering"]);
        assert_eq!(
            filled(
                "Care leavers in touch, and in education, employment or training: aged 19 to 21",
                3
            ),
            [
                "Care leavers in touch, and",
                "in education, employment or",
                "training: aged 19 to 21"
            ]
        );
        let cut = filled("Care leavers in education, employment or training", 1);
        assert_eq!(cut, ["Care leavers in education,…"]);
        let cut = broken(&"x".repeat(60));
        assert_eq!(cut.len(), 1);
        assert!(cut[0].chars().count() <= 28 && cut[0].ends_with('…'), "{cut:?}");
    }
}
