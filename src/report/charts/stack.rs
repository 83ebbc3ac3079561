//! Columns of parts on top of one another, one column a date: how something is
//! made up, and how that has changed. Each part is named beside the newest
//! column and has a look of its own, in grey too. A part that is hidden is
//! not drawn: a hatched block of one size stands on the others, so that no
//! height says how large it is.

use minijinja::Value;

use super::super::values::map;
use super::super::{escape, number};
use super::labels::{self, Label};
use super::scale::Scale;
use super::{WIDTH, at};

const LEFT: f64 = 44.0;
const RIGHT: f64 = 470.0;
const TOP: f64 = 52.0;
const BOTTOM: f64 = 316.0;
const HEIGHT: f64 = 356.0;
/// Where names begin, with the look of each before them.
const NAMES: f64 = 498.0;
/// How high the block is that stands for what is hidden.
const HIDDEN: f64 = 16.0;
/// A part lower than this has no number in it.
const LOW: f64 = 15.0;
/// Between the lines that tell one dark or light part from another.
const APART: f64 = 6.0;
/// Parts look different up to here, and then again from the first.
const LOOKS: usize = 6;

/// One part of one column.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::report) enum Part {
    /// So much, and as it is printed.
    Shown(f64, String),
    /// There, and not to be told.
    Hidden,
    /// Nothing, or not to be had.
    None,
}

/// One date.
#[derive(Clone, Debug)]
pub(in crate::report) struct Column {
    /// One or two lines beneath it.
    pub(in crate::report) lines: Vec<String>,
    /// One for each category.
    pub(in crate::report) parts: Vec<Part>,
    /// All of it, where that may stand beside its parts.
    pub(in crate::report) whole: Option<(f64, String)>,
}

impl Column {
    fn has_hidden(&self) -> bool {
        self.parts.contains(&Part::Hidden)
    }

    /// What of it is shown.
    fn sum(&self) -> f64 {
        self.parts.iter().filter_map(amount).sum()
    }

    /// The category that is larger than every other, hidden ones too, and
    /// whether it is more than half of the whole. None where nobody can tell.
    fn largest(&self) -> Option<(usize, bool)> {
        let (whole, _) = self.whole.as_ref()?;
        let unseen = (whole - self.sum()).max(0.0);
        let shown = || self.parts.iter().enumerate().filter_map(|(i, it)| Some((i, amount(it)?)));
        let (place, most) = shown().max_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let others = shown().filter(|(other, _)| *other != place).map(|(_, amount)| amount);
        let is_largest = others.fold(unseen, f64::max) < most;
        is_largest.then_some((place, most * 2.0 > *whole))
    }
}

fn amount(part: &Part) -> Option<f64> {
    match part {
        Part::Shown(amount, _) => Some(*amount),
        Part::Hidden | Part::None => None,
    }
}

/// What the columns show, in words that hold of every one of them: which part
/// is the largest, and whether it is more than half. Nothing where it cannot be
/// told, or where it is not the same at every date.
pub(in crate::report) fn finding(categories: &[String], columns: &[Column]) -> String {
    let largest: Option<Vec<(usize, bool)>> = columns.iter().map(Column::largest).collect();
    let Some(largest) = largest else {
        return String::new();
    };
    let Some((place, _)) = largest.first().copied() else {
        return String::new();
    };
    let Some(name) = categories.get(place).filter(|_| largest.iter().all(|it| it.0 == place))
    else {
        return String::new();
    };
    let when = if columns.len() > 1 { " at every date" } else { "" };
    let half = if largest.iter().all(|it| it.1) { ", more than half of all" } else { "" };
    format!("{name} is the largest part{when}{half}")
}

/// Lays out `columns` of `parts`, `names` with their looks, and `grid`; empty
/// where nothing is shown or something is below nought.
pub(in crate::report) fn lay_out(categories: &[String], columns: &[Column]) -> Value {
    let shown = || columns.iter().flat_map(|column| &column.parts).filter_map(amount);
    if shown().all(|amount| amount == 0.0) || shown().any(|amount| amount < 0.0) {
        return map([("is_empty", Value::from(true))]);
    }
    let scale = Scale::from_nought(columns.iter().map(Column::sum).fold(0.0, f64::max), 4.0);
    let pitch = (RIGHT - LEFT) / columns.len() as f64;
    let thick = (pitch * 0.72).min(72.0);
    let drawn = columns.iter().enumerate().map(|(index, column)| {
        let middle = LEFT + pitch * (index as f64 + 0.5);
        drawn(column, middle, thick, &scale)
    });
    let grid = scale.ticks().into_iter().map(|tick| {
        let y = up(&scale, tick);
        map([
            ("y", Value::from(at(y))),
            ("text_y", Value::from(at(y + 4.0))),
            ("text", Value::from(number::decimal(tick, 0))),
        ])
    });
    let edge = LEFT + pitch * (columns.len() as f64 - 0.5) + thick / 2.0;
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(HEIGHT))),
        ("left", Value::from(at(LEFT))),
        ("right", Value::from(at(RIGHT))),
        ("bottom", Value::from(at(BOTTOM))),
        ("label_y", Value::from(at(BOTTOM + 18.0))),
        ("label_y_2", Value::from(at(BOTTOM + 34.0))),
        ("columns", Value::from_iter(drawn)),
        ("names", names(categories, columns, edge, &scale)),
        ("grid", Value::from_iter(grid)),
        ("has_hidden", Value::from(columns.iter().any(Column::has_hidden))),
        ("is_empty", Value::from(false)),
    ])
}

fn up(scale: &Scale, value: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * scale.share(value)
}

fn drawn(column: &Column, middle: f64, thick: f64, scale: &Scale) -> Value {
    let x = middle - thick / 2.0;
    let mut below = 0.0;
    let mut parts = Vec::new();
    for (place, part) in column.parts.iter().enumerate() {
        let Part::Shown(amount, text) = part else { continue };
        let (foot, head) = (up(scale, below), up(scale, below + amount));
        below += amount;
        if *amount == 0.0 {
            continue;
        }
        let text = if foot - head < LOW { "" } else { text.as_str() };
        parts.push(map([
            ("look", Value::from(look(place))),
            ("y", Value::from(at(head))),
            ("tall", Value::from(at(foot - head))),
            ("texture", Value::from(texture(place, (x, head), (thick, foot - head)))),
            ("text", Value::from(text)),
            ("text_y", Value::from(at((foot + head) / 2.0 + 4.5))),
        ]));
    }
    let head = up(scale, below) - if column.has_hidden() { HIDDEN } else { 0.0 };
    let hidden = match column.has_hidden() {
        true => map([
            ("y", Value::from(at(head))),
            ("tall", Value::from(at(HIDDEN))),
            ("texture", Value::from(hatched((x, head), (thick, HIDDEN)))),
            ("text_y", Value::from(at(head + HIDDEN / 2.0 + 4.5))),
        ]),
        false => Value::from(()),
    };
    let whole = column.whole.as_ref().map_or("", |(_, text)| text.as_str());
    map([
        ("x", Value::from(at(x))),
        ("thick", Value::from(at(thick))),
        ("middle", Value::from(at(middle))),
        ("parts", Value::from_iter(parts)),
        ("hidden", hidden),
        ("whole", Value::from(whole)),
        ("whole_y", Value::from(at(head - 6.0))),
        ("lines", column.lines.iter().map(String::as_str).collect()),
    ])
}

/// The names of all parts that are drawn anywhere, from the top down, each as
/// near to its part of the newest column as the others leave room for.
fn names(categories: &[String], columns: &[Column], edge: f64, scale: &Scale) -> Value {
    let Some(newest) = columns.last() else {
        return Value::from(Vec::<Value>::new());
    };
    let mut below = 0.0;
    let mut found = Vec::new();
    for (place, category) in categories.iter().enumerate() {
        let part = newest.parts.get(place).and_then(amount).unwrap_or_default();
        let wanted = (up(scale, below) + up(scale, below + part)) / 2.0;
        below += part;
        let is_drawn = |column: &Column| column.parts.get(place).and_then(amount) > Some(0.0);
        if columns.iter().any(is_drawn) {
            let lines = labels::broken(&escape::clean(category));
            found.push((Label { wanted, lines }, Some(place), part > 0.0));
        }
    }
    if columns.iter().any(Column::has_hidden) {
        let wanted = up(scale, below) - HIDDEN / 2.0;
        let label =
            Label { wanted, lines: vec!["c: not shown, and".into(), "not to scale".into()] };
        found.push((label, None, newest.has_hidden()));
    }
    found.reverse();
    let wanted: Vec<&Label> = found.iter().map(|(label, _, _)| label).collect();
    let places = labels::spread(&wanted, TOP - HIDDEN, BOTTOM);
    let names = found.iter().zip(places).map(|((label, place, is_newest), middle)| {
        let corner = (NAMES, middle - 7.0);
        let texture = match place {
            Some(place) => texture(*place, corner, (14.0, 14.0)),
            None => hatched(corner, (14.0, 14.0)),
        };
        let leader =
            format!("M{} {}L{} {}", at(edge), at(label.wanted), at(NAMES - 4.0), at(middle));
        map([
            ("look", Value::from(place.map_or_else(|| "hidden".to_owned(), look))),
            ("x", Value::from(at(corner.0))),
            ("y", Value::from(at(corner.1))),
            ("texture", Value::from(texture)),
            ("leader", Value::from(if *is_newest { leader } else { String::new() })),
            ("text_x", Value::from(at(NAMES + 22.0))),
            ("lines", labels::lines(&label.lines, middle)),
        ])
    });
    Value::from_iter(names)
}

/// The class of a part's colour. Dark and light take turns.
fn look(place: usize) -> String {
    format!("s{}", place % LOOKS + 1)
}

/// The lines on a part by which it is told from others as dark or as light.
fn texture(place: usize, (x, y): (f64, f64), (wide, tall): (f64, f64)) -> String {
    let steps =
        |length: f64| (1..).map(|step| step as f64 * APART).take_while(move |it| *it < length);
    match place % LOOKS {
        2 | 3 => {
            steps(tall).map(|step| format!("M{} {}h{}", at(x), at(y + step), at(wide))).collect()
        }
        4 | 5 => {
            steps(wide).map(|step| format!("M{} {}v{}", at(x + step), at(y), at(tall))).collect()
        }
        _ => String::new(),
    }
}

/// Slanting lines within a block.
fn hatched((x, y): (f64, f64), (wide, tall): (f64, f64)) -> String {
    let starts = (0..).map(|step| step as f64 * APART).take_while(|start| *start < wide);
    let line = |start: f64| {
        let long = tall.min(wide - start);
        format!("M{} {}l{} {}", at(x + start), at(y + tall), at(long), at(-long))
    };
    starts.map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(parts: &[Option<f64>], whole: Option<f64>) -> Column {
        let part = |amount: &Option<f64>| match amount {
            Some(amount) => Part::Shown(*amount, number::decimal(*amount, 0)),
            None => Part::Hidden,
        };
        Column {
            lines: vec!["31 Mar".to_owned(), "2026".to_owned()],
            parts: parts.iter().map(part).collect(),
            whole: whole.map(|whole| (whole, number::decimal(whole, 0))),
        }
    }

    fn categories() -> Vec<String> {
        ["Fostering", "Residential", "Other"].map(str::to_owned).into()
    }

    fn json(columns: &[Column]) -> serde_json::Value {
        serde_json::to_value(lay_out(&categories(), columns)).unwrap()
    }

    fn height(part: &serde_json::Value) -> f64 {
        part["tall"].as_str().unwrap().parse().unwrap()
    }

    #[test]
    fn parts_stand_on_one_another_and_are_as_high_as_they_are_large() {
        let drawing = json(&[column(&[Some(100.0), Some(50.0), Some(0.0)], Some(150.0))]);
        let parts = drawing["columns"][0]["parts"].as_array().unwrap();
        assert_eq!(parts.len(), 2, "what is nought is not drawn: {parts:?}");
        let (first, second) = (height(&parts[0]), height(&parts[1]));
        assert!((first - 2.0 * second).abs() < 0.2, "{first} {second}");
        let y = |part: &serde_json::Value| part["y"].as_str().unwrap().parse::<f64>().unwrap();
        assert!((y(&parts[1]) + second - y(&parts[0])).abs() < 0.2);
        assert_eq!(drawing["columns"][0]["whole"], "150");
        assert_ne!(parts[0]["look"], parts[1]["look"]);
        let names = drawing["names"].as_array().unwrap();
        assert_eq!(names.len(), 2);
        assert_eq!(names[1]["lines"][0]["text"], "Fostering", "from the top down");
    }

    /// Two columns that differ in what is hidden only are drawn the same.
    #[test]
    fn nothing_is_as_high_as_what_is_hidden() {
        let few = json(&[column(&[Some(100.0), None, None], Some(107.0))]);
        let many = json(&[column(&[Some(100.0), None, None], Some(190.0))]);
        let without_whole = |mut drawing: serde_json::Value| {
            drawing["columns"][0]["whole"] = "".into();
            drawing
        };
        assert_eq!(without_whole(few.clone()), without_whole(many));
        assert_eq!(height(&few["columns"][0]["hidden"]), HIDDEN);
        assert_eq!(few["has_hidden"], true);
        let names = few["names"].as_array().unwrap();
        assert_eq!(names[0]["look"], "hidden");
        assert!(names[0]["lines"][0]["text"].as_str().unwrap().starts_with("c:"));
        let bare = json(&[column(&[Some(100.0), None, None], None)]);
        assert_eq!(bare["columns"][0]["whole"], "", "no total where none may stand");
    }

    #[test]
    fn nothing_to_show_and_what_is_below_nought_is_not_drawn() {
        for columns in [
            vec![],
            vec![column(&[None, None, None], None)],
            vec![column(&[Some(0.0), Some(0.0), Some(0.0)], Some(0.0))],
            vec![column(&[Some(5.0), Some(-1.0), Some(0.0)], Some(4.0))],
        ] {
            assert_eq!(json(&columns)["is_empty"], true, "{columns:?}");
        }
    }

    #[test]
    fn many_columns_and_long_names_keep_within_the_drawing() {
        let long = "A home for children who have been moved more often than most ".repeat(3);
        let categories: Vec<String> = (0..9).map(|place| format!("{place} {long}")).collect();
        let columns = vec![column(&[Some(7.0); 9], Some(63.0)); 11];
        let drawing = serde_json::to_value(lay_out(&categories, &columns)).unwrap();
        let mut before = 0.0;
        for name in drawing["names"].as_array().unwrap() {
            let y: f64 = name["y"].as_str().unwrap().parse().unwrap();
            assert!(y >= before && y < HEIGHT, "{y} after {before}");
            before = y + 14.0;
            for line in name["lines"].as_array().unwrap() {
                assert!(line["text"].as_str().unwrap().chars().count() <= 28, "{line}");
            }
        }
    }

    #[test]
    fn a_finding_holds_at_every_date() {
        let say = |columns: &[Column]| finding(&categories(), columns);
        let most = column(&[Some(60.0), Some(30.0), Some(10.0)], Some(100.0));
        let less = column(&[Some(40.0), Some(35.0), Some(25.0)], Some(100.0));
        let other = column(&[Some(30.0), Some(60.0), Some(10.0)], Some(100.0));
        let hidden = column(&[Some(40.0), None, None], Some(90.0));
        let unknown = column(&[Some(40.0), None, None], None);
        let level = column(&[Some(40.0), Some(40.0), Some(0.0)], Some(80.0));
        let every = "Fostering is the largest part at every date";
        assert_eq!(say(&[most.clone(), most.clone()]), format!("{every}, more than half of all"));
        assert_eq!(say(&[most.clone(), less]), every);
        assert_eq!(
            say(std::slice::from_ref(&most)),
            "Fostering is the largest part, more than half of all"
        );
        for one in [other, hidden, unknown, level] {
            assert_eq!(say(&[most.clone(), one.clone()]), "", "{one:?}");
        }
        assert_eq!(say(&[]), "");
    }
}
