//! Percentages beside those of others, one line each: a mark for theirs, two
//! bands about it in which chance alone would leave ours, the wider the fewer
//! children are behind it, and a point for ours. A point outside of the
//! narrower band is a ring, and says so in words.

use minijinja::Value;

use super::super::values::map;
use super::super::{escape, number};
use super::scale::Scale;
use super::{WIDTH, at, labels};

const LEFT: f64 = 224.0;
const RIGHT: f64 = 590.0;
const TOP: f64 = 38.0;
/// From one to the next, and where one has a label of three lines.
const PITCHES: [f64; 2] = [38.0, 54.0];
/// Lines that a label may have.
const MOST_LINES: usize = 3;
/// How high the bands are: the one of 99.8% and the one of 95%.
const BANDS: [f64; 2] = [10.0, 20.0];

/// One percentage with what it is held against.
#[derive(Clone, Debug)]
pub(in crate::report) struct Line {
    pub(in crate::report) label: String,
    pub(in crate::report) ours: f64,
    pub(in crate::report) theirs: f64,
    /// Whose theirs is.
    pub(in crate::report) whose: String,
    /// The limits of 95%.
    pub(in crate::report) inner: (f64, f64),
    /// The limits of 99.8%.
    pub(in crate::report) outer: (f64, f64),
    /// Where ours lies, in words.
    pub(in crate::report) place: String,
}

impl Line {
    fn is_outside(&self) -> bool {
        self.ours < self.inner.0 || self.ours > self.inner.1
    }

    fn numbers(&self) -> [f64; 6] {
        [self.ours, self.theirs, self.inner.0, self.inner.1, self.outer.0, self.outer.1]
    }
}

/// How many lie outside, in words.
pub(in crate::report) fn finding(lines: &[Line]) -> String {
    let Some(first) = lines.first() else {
        return String::new();
    };
    let is_one = lines.iter().all(|line| line.whose == first.whose);
    let about = if is_one { first.whose.as_str() } else { "others" };
    let outside = lines.iter().filter(|line| line.is_outside()).count();
    let count = |count: usize| number::decimal(count as f64, 0);
    match (lines.len(), outside) {
        (1, 0) => format!("the one lies within its 95% limits around {about}"),
        (all, 0) => format!("all {} lie within their 95% limits around {about}", count(all)),
        (all, 1) => format!("1 of {} lies outside its 95% limits around {about}", count(all)),
        (all, outside) => {
            let (outside, all) = (count(outside), count(all));
            format!("{outside} of {all} lie outside their 95% limits around {about}")
        }
    }
}

/// Lays out `lines`, `grid` and `whose`; empty without a line.
pub(in crate::report) fn lay_out(lines: &[Line]) -> Value {
    if lines.is_empty() {
        return map([("is_empty", Value::from(true))]);
    }
    let numbers = || lines.iter().flat_map(Line::numbers);
    let lowest = numbers().fold(100.0, f64::min).max(0.0);
    let highest = numbers().fold(0.0, f64::max).min(100.0);
    let step = if highest - lowest > 60.0 { 20.0 } else { 10.0 };
    let low = (lowest / step).floor() * step;
    let scale = Scale { low, high: ((highest / step).ceil() * step).max(low + step), step };
    let across = |value: f64| LEFT + (RIGHT - LEFT) * scale.share(value.clamp(low, scale.high));
    let label = |line: &Line| labels::filled(&escape::clean(&line.label), MOST_LINES);
    let is_tall = lines.iter().any(|line| label(line).len() == MOST_LINES);
    let pitch = PITCHES[usize::from(is_tall)];
    let bottom = TOP + pitch * lines.len() as f64;
    let drawn = lines.iter().enumerate().map(|(index, line)| {
        let middle = TOP + pitch * (index as f64 + 0.5);
        let band = |(from, to): (f64, f64), tall: f64| {
            map([
                ("x", Value::from(at(across(from)))),
                ("y", Value::from(at(middle - tall / 2.0))),
                // What is too little to be seen is a line.
                ("wide", Value::from(at((across(to) - across(from)).max(1.0)))),
                ("tall", Value::from(at(tall))),
            ])
        };
        let ours = number::in_unit(line.ours, "percent", 1);
        let place = if line.place.is_empty() { ours } else { format!("{ours}, {}", line.place) };
        map([
            ("label", labels::lines(&label(line), middle - 0.5)),
            ("outer", band(line.outer, BANDS[0])),
            ("inner", band(line.inner, BANDS[1])),
            ("theirs", Value::from(at(across(line.theirs)))),
            ("theirs_y", Value::from(at(middle - 13.0))),
            ("ours", Value::from(at(across(line.ours)))),
            ("middle", Value::from(at(middle))),
            ("is_outside", Value::from(line.is_outside())),
            ("text", Value::from(place)),
            ("text_y", Value::from(at(middle + 5.0))),
        ])
    });
    let grid = scale.ticks().into_iter().map(|tick| {
        map([
            ("x", Value::from(at(across(tick)))),
            ("text", Value::from(number::in_unit(tick, "percent", 0))),
        ])
    });
    let is_one = lines.iter().all(|line| line.whose == lines[0].whose);
    let whose = if is_one { lines[0].whose.as_str() } else { "Others" };
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(bottom + 28.0))),
        ("left", Value::from(at(LEFT))),
        ("label_x", Value::from(at(LEFT - 12.0))),
        ("text_x", Value::from(at(RIGHT + 10.0))),
        ("top", Value::from(at(TOP))),
        ("bottom", Value::from(at(bottom))),
        ("date_y", Value::from(at(bottom + 20.0))),
        ("lines", Value::from_iter(drawn)),
        ("grid", Value::from_iter(grid)),
        ("whose", Value::from(escape::clean(whose))),
        ("is_empty", Value::from(false)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(ours: f64, theirs: f64, inner: f64, outer: f64) -> Line {
        Line {
            label: "Placed outside the authority's area, or at a distance from home".to_owned(),
            ours,
            theirs,
            whose: "England".to_owned(),
            inner: (theirs - inner, theirs + inner),
            outer: (theirs - outer, theirs + outer),
            place: if (ours - theirs).abs() > inner { "above" } else { "within" }.to_owned(),
        }
    }

    fn number(value: &serde_json::Value) -> f64 {
        value.as_str().unwrap().parse().unwrap()
    }

    #[test]
    fn bands_lie_about_theirs_and_a_point_outside_is_told() {
        let drawing = serde_json::to_value(lay_out(&[
            line(37.5, 38.0, 5.0, 8.0),
            line(30.0, 20.0, 6.0, 9.0),
        ]));
        let lines = drawing.unwrap()["lines"].as_array().unwrap().clone();
        let band = |line: &serde_json::Value, name: &str| {
            let from = number(&line[name]["x"]);
            (from, from + number(&line[name]["wide"]))
        };
        for line in &lines {
            let (inner, outer, theirs) =
                (band(line, "inner"), band(line, "outer"), number(&line["theirs"]));
            assert!(outer.0 < inner.0 && inner.1 < outer.1, "{line}");
            assert!(((inner.0 + inner.1) / 2.0 - theirs).abs() < 0.2, "{line}");
        }
        assert_eq!(
            (&lines[0]["is_outside"], &lines[1]["is_outside"]),
            (&false.into(), &true.into())
        );
        assert!(number(&lines[1]["ours"]) > band(&lines[1], "outer").1);
        assert_eq!(lines[0]["text"], "37.5%, within");
        let label = lines[0]["label"].as_array().unwrap().iter();
        let words: Vec<&str> = label.map(|line| line["text"].as_str().unwrap()).collect();
        assert_eq!(words.len(), 3);
        assert_eq!(words.join(" "), line(0.0, 0.0, 0.0, 0.0).label, "nothing is cut");
    }

    #[test]
    fn limits_at_the_ends_stay_within_the_drawing() {
        let mut one = line(100.0, 99.0, 5.0, 9.0);
        one.outer.1 = 100.0;
        one.inner.1 = 100.0;
        let drawing = serde_json::to_value(lay_out(&[one, line(0.0, 0.0, 0.0, 0.0)])).unwrap();
        for line in drawing["lines"].as_array().unwrap() {
            let ours = number(&line["ours"]);
            assert!((LEFT..=RIGHT).contains(&ours), "{line}");
        }
        assert_eq!(serde_json::to_value(lay_out(&[])).unwrap()["is_empty"], true);
    }

    #[test]
    fn a_finding_counts_what_lies_outside() {
        let (within, outside) = (line(37.5, 38.0, 5.0, 8.0), line(30.0, 20.0, 6.0, 9.0));
        assert_eq!(finding(&[]), "");
        assert_eq!(
            finding(&[within.clone(), within.clone()]),
            "all 2 lie within their 95% limits around England"
        );
        assert_eq!(
            finding(&[within.clone(), outside.clone()]),
            "1 of 2 lies outside its 95% limits around England"
        );
        let mut of_others = outside.clone();
        of_others.whose = "Statistical neighbours".to_owned();
        assert_eq!(
            finding(&[of_others, outside]),
            "2 of 2 lie outside their 95% limits around others"
        );
    }
}
