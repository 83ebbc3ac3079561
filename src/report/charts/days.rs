//! What was filled day by day against what was paid for: blocks from nought, a
//! line of steps above them, and hatching between, which is paid for and
//! empty. A day without a number is a gap.

use chrono::{Datelike, NaiveDate};
use minijinja::Value;

use super::super::values::map;
use super::super::{calendar, number};
use super::labels::{self, Label};
use super::scale::Scale;
use super::{WIDTH, at};

const LEFT: f64 = 40.0;
const RIGHT: f64 = 560.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 196.0;
const HEIGHT: f64 = 230.0;
/// Dates closer than this would overlap.
const APART: f64 = 84.0;
/// Between the lines of the hatching.
const HATCH: f64 = 7.0;

/// One day: how much was filled, and how much was paid for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::report) struct Day {
    pub(in crate::report) day: NaiveDate,
    pub(in crate::report) filled: f64,
    pub(in crate::report) paid: f64,
}

/// Days that follow one another and are alike: from the first to the day after
/// the last.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    from: NaiveDate,
    before: NaiveDate,
    filled: f64,
    paid: f64,
}

/// On how many of the days something was paid for and empty, in words.
pub(in crate::report) fn finding(days: &[Day], what: &str) -> String {
    let count = |count: usize| number::decimal(count as f64, 0);
    let empty = days.iter().filter(|day| day.filled < day.paid).count();
    let paid = days.iter().filter(|day| day.paid > 0.0).count();
    match (days.len(), empty) {
        (0, _) => String::new(),
        _ if paid == 0 => format!("no {what} was paid for"),
        (1, 0) => format!("every {what} that was paid for was filled on the one day"),
        (all, 0) => format!("every {what} that was paid for was filled on all {} days", count(all)),
        (1, _) => format!("a {what} that was paid for was empty on the one day"),
        (all, empty) => {
            let (empty, all) = (count(empty), count(all));
            format!("a {what} or more that was paid for was empty on {empty} of {all} days")
        }
    }
}

/// Lays out `blocks`, `empty` (hatched), `line`, `names`, `dates` and `grid`.
/// Days must be in order, each once; otherwise, or below nought, there is
/// nothing.
pub(in crate::report) fn lay_out(days: &[Day]) -> Value {
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return nothing();
    };
    let is_in_order = days.windows(2).all(|pair| pair[0].day < pair[1].day);
    if !is_in_order || days.iter().any(|day| day.filled < 0.0 || day.paid < 0.0) {
        return nothing();
    }
    let most = days.iter().flat_map(|day| [day.filled, day.paid]).fold(0.0, f64::max);
    let scale = Scale::from_nought(most, 4.0);
    let wide = (RIGHT - LEFT) / ((last.day - first.day).num_days() + 1) as f64;
    let across = |day: NaiveDate| LEFT + wide * (day - first.day).num_days() as f64;
    let up = |value: f64| BOTTOM - (BOTTOM - TOP) * scale.share(value);
    let runs = runs(days);
    let block = |run: &Run, foot: f64, head: f64| {
        let (x, y) = (across(run.from), up(head));
        let (wide, tall) = (across(run.before) - x, up(foot) - y);
        map([
            ("x", Value::from(at(x))),
            ("y", Value::from(at(y))),
            ("wide", Value::from(at(wide))),
            ("tall", Value::from(at(tall))),
            ("texture", Value::from(hatched((x, y), (wide, tall)))),
        ])
    };
    let filled = runs.iter().filter(|run| run.filled > 0.0).map(|run| block(run, 0.0, run.filled));
    let empty = runs.iter().filter(|run| run.filled < run.paid);
    let empty: Vec<Value> = empty.map(|run| block(run, run.filled, run.paid)).collect();
    let names = names(last, !empty.is_empty(), up);
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(HEIGHT))),
        ("left", Value::from(at(LEFT))),
        ("right", Value::from(at(RIGHT))),
        ("bottom", Value::from(at(BOTTOM))),
        ("date_y", Value::from(at(BOTTOM + 22.0))),
        ("blocks", Value::from_iter(filled)),
        ("empty", Value::from_iter(empty)),
        ("line", Value::from(line(&runs, across, up))),
        ("names", names),
        ("dates", dates(days, across)),
        ("grid", grid(&scale, up)),
        ("is_empty", Value::from(false)),
    ])
}

fn nothing() -> Value {
    map([("is_empty", Value::from(true))])
}

fn runs(days: &[Day]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for day in days {
        let before = day.day.succ_opt().unwrap_or(day.day);
        match runs.last_mut() {
            Some(run)
                if run.before == day.day && run.filled == day.filled && run.paid == day.paid =>
            {
                run.before = before;
            }
            _ => runs.push(Run { from: day.day, before, filled: day.filled, paid: day.paid }),
        }
    }
    runs
}

/// Steps through what was paid for; lifted where a day is missing.
fn line(runs: &[Run], across: impl Fn(NaiveDate) -> f64, up: impl Fn(f64) -> f64) -> String {
    let mut path = String::new();
    let mut ended = None;
    for run in runs {
        let y = at(up(run.paid));
        match ended == Some(run.from) {
            true => path.push_str(&format!("V{y}")),
            false => path.push_str(&format!("M{} {y}", at(across(run.from)))),
        }
        path.push_str(&format!("H{}", at(across(run.before))));
        ended = Some(run.before);
    }
    path
}

/// What each look means, with the newest day's number.
fn names(last: &Day, has_empty: bool, up: impl Fn(f64) -> f64) -> Value {
    let label = |wanted: f64, text: String| Label { wanted, lines: vec![text] };
    let count = |value: f64| number::decimal(value, 0);
    let mut found = vec![("line", label(up(last.paid), format!("Paid for: {}", count(last.paid))))];
    if has_empty {
        let middle = (up(last.paid) + up(last.filled)) / 2.0;
        found.push(("empty", label(middle, "Paid for and empty".to_owned())));
    }
    let filled = up(last.filled / 2.0);
    found.push(("block", label(filled, format!("Filled: {}", count(last.filled)))));
    let wanted: Vec<&Label> = found.iter().map(|(_, label)| label).collect();
    let places = labels::spread(&wanted, TOP - 12.0, BOTTOM);
    let names = found.iter().zip(places).map(|((kind, label), middle)| {
        let (x, y) = (RIGHT + 10.0, middle - 7.0);
        map([
            ("kind", Value::from(*kind)),
            ("x", Value::from(at(x))),
            ("y", Value::from(at(y))),
            ("middle", Value::from(at(middle))),
            ("texture", Value::from(hatched((x, y), (14.0, 14.0)))),
            ("text_x", Value::from(at(x + 22.0))),
            ("lines", labels::lines(&label.lines, middle)),
        ])
    });
    Value::from_iter(names)
}

/// The first day, each first of a month, and the last; the last wins where two
/// are close.
fn dates(days: &[Day], across: impl Fn(NaiveDate) -> f64) -> Value {
    let last = days.len() - 1;
    let mut chosen: Vec<NaiveDate> = Vec::new();
    for (index, Day { day, .. }) in days.iter().enumerate() {
        let is_far = chosen.last().is_none_or(|before| across(*day) - across(*before) >= APART);
        let before_last = across(days[last].day) - across(*day) >= APART;
        if index == last || ((index == 0 || day.day() == 1) && is_far && before_last) {
            chosen.push(*day);
        }
    }
    let date = |day: NaiveDate| {
        map([("x", Value::from(at(across(day)))), ("text", Value::from(calendar::short(day)))])
    };
    Value::from_iter(chosen.into_iter().map(date))
}

fn grid(scale: &Scale, up: impl Fn(f64) -> f64) -> Value {
    let line = |tick: f64| {
        map([
            ("y", Value::from(at(up(tick)))),
            ("text_y", Value::from(at(up(tick) + 4.0))),
            ("text", Value::from(number::decimal(tick, 0))),
        ])
    };
    Value::from_iter(scale.ticks().into_iter().map(line))
}

/// Slanting lines within a block, as far as they lie in it.
fn hatched((x, y): (f64, f64), (wide, tall): (f64, f64)) -> String {
    let starts = (0..).map(|step| f64::from(step) * HATCH - tall).take_while(|start| *start < wide);
    let line = |start: f64| {
        let (from, to) = (start.max(0.0), (start + tall).min(wide));
        let rise = from - start;
        format!(
            "M{} {}L{} {}",
            at(x + from),
            at(y + tall - rise),
            at(x + to),
            at(y + tall - (to - start))
        )
    };
    starts.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(from: &str, of: &[(f64, f64)]) -> Vec<Day> {
        let first: NaiveDate = from.parse().unwrap();
        let day = |(index, (filled, paid)): (usize, &(f64, f64))| Day {
            day: first + chrono::Days::new(index as u64),
            filled: *filled,
            paid: *paid,
        };
        of.iter().enumerate().map(day).collect()
    }

    fn json(days: &[Day]) -> serde_json::Value {
        serde_json::to_value(lay_out(days)).unwrap()
    }

    #[test]
    fn like_days_are_one_block_and_what_is_empty_is_hatched() {
        let drawing = json(&days("2026-07-01", &[(4.0, 5.0), (4.0, 5.0), (5.0, 5.0), (6.0, 5.0)]));
        let number = |value: &serde_json::Value| value.as_str().unwrap().parse::<f64>().unwrap();
        let blocks = drawing["blocks"].as_array().unwrap();
        assert_eq!(blocks.len(), 3);
        let ratio = number(&blocks[0]["wide"]) / number(&blocks[1]["wide"]);
        assert!((ratio - 2.0).abs() < 0.01, "{ratio}");
        let ratio = number(&blocks[0]["tall"]) / number(&blocks[1]["tall"]);
        assert!((ratio - 0.8).abs() < 0.01, "{ratio}");
        assert_eq!(drawing["empty"].as_array().unwrap().len(), 1);
        assert_eq!(drawing["line"].as_str().unwrap().matches('M').count(), 1);
        assert_eq!(drawing["names"].as_array().unwrap().len(), 3);
    }

    #[test]
    fn a_missing_day_is_a_gap() {
        let mut with_gap = days("2026-07-01", &[(4.0, 5.0), (4.0, 5.0), (4.0, 5.0)]);
        with_gap.remove(1);
        let drawing = json(&with_gap);
        assert_eq!(drawing["blocks"].as_array().unwrap().len(), 2);
        assert_eq!(drawing["line"].as_str().unwrap().matches('M').count(), 2);
    }

    #[test]
    fn hatching_stays_within_its_block() {
        for (wide, tall) in [(14.0, 14.0), (100.0, 9.0), (3.0, 40.0)] {
            let path = hatched((10.0, 20.0), (wide, tall));
            for point in path.split(['M', 'L']).filter(|point| !point.is_empty()) {
                let (x, y) = point.split_once(' ').unwrap();
                let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                assert!((9.9..=10.1 + wide).contains(&x), "{point} in {wide} by {tall}");
                assert!((19.9..=20.1 + tall).contains(&y), "{point} in {wide} by {tall}");
            }
        }
    }

    #[test]
    fn one_day_is_drawn_and_what_cannot_be_is_not() {
        assert_eq!(json(&days("2026-07-01", &[(1.0, 2.0)]))["is_empty"], false);
        assert_eq!(json(&[])["is_empty"], true);
        assert_eq!(json(&days("2026-07-01", &[(-1.0, 2.0)]))["is_empty"], true);
        let mut twice = days("2026-07-01", &[(1.0, 2.0), (1.0, 2.0)]);
        twice[1].day = twice[0].day;
        assert_eq!(json(&twice)["is_empty"], true);
        assert_eq!(json(&days("2026-07-01", &[(0.0, 0.0); 92]))["is_empty"], false);
    }

    #[test]
    fn a_finding_counts_the_days() {
        let say = |of: &[(f64, f64)]| finding(&days("2026-07-01", of), "bed");
        assert_eq!(
            say(&[(4.0, 5.0), (5.0, 5.0), (6.0, 5.0)]),
            "a bed or more that was paid for was empty on 1 of 3 days"
        );
        assert_eq!(
            say(&[(5.0, 5.0), (6.0, 5.0)]),
            "every bed that was paid for was filled on all 2 days"
        );
        assert_eq!(say(&[(0.0, 0.0), (0.0, 0.0)]), "no bed was paid for");
        assert_eq!(say(&[]), "");
    }
}
