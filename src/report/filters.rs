//! The filters of templates: each prints one kind of thing, in its unit.

use chrono::NaiveDate;
use minijinja::{Environment, Error, ErrorKind, Value};

use super::figure_value::FigureValue;
use super::{calendar, number, phrase};

/// Adds every filter.
pub(super) fn add(environment: &mut Environment<'_>) {
    environment.add_filter("count", |value: &Value| whole(value, ""));
    environment.add_filter("pounds", |value: &Value| whole(value, "pounds"));
    environment.add_filter("percent", |value: &Value| print(value, "percent", 1));
    environment.add_filter("miles", |value: &Value| print(value, "miles", 1));
    environment.add_filter("pounds_thousands", |value: &Value| {
        sum(value, |pounds| number::thousands((pounds / 1000.0).round() as i64))
    });
    environment.add_filter("pounds_round", |value: &Value| sum(value, number::round_pounds));
    environment.add_filter("pounds_short", |value: &Value| sum(value, number::short_pounds));
    environment.add_filter("date", date);
    environment.add_filter("sentence", sentence);
    environment
        .add_filter("interval", |figure: &Value| of(figure, |it| phrase::interval(&it.figure)));
    environment.add_filter("change", |figure: &Value| {
        let base = |it: &FigureValue| {
            phrase::Comparison::with_last_year(&it.figure)
                .map(|found| found.sentence(&it.figure, it.is_at_end))
                .unwrap_or_default()
        };
        of(figure, base)
    });
    environment.add_filter("capitalised", |text: &str| phrase::capitalised(text));
    environment.add_filter("squeeze", squeeze);
    environment.add_filter("table_lines", table_lines);
    environment.add_filter("slug", slug);
}

fn whole(value: &Value, unit: &str) -> Result<String, Error> {
    print(value, unit, 0)
}

fn print(value: &Value, unit: &str, places: u32) -> Result<String, Error> {
    Ok(match numeric(value)? {
        Some(number) => number::in_unit(number, unit, places),
        None => number::NOT_AVAILABLE.to_owned(),
    })
}

fn sum(value: &Value, print: impl Fn(f64) -> String) -> Result<String, Error> {
    Ok(numeric(value)?.map_or_else(|| number::NOT_AVAILABLE.to_owned(), print))
}

/// The number in a value; none where it is missing, a fault where it is text.
fn numeric(value: &Value) -> Result<Option<f64>, Error> {
    if value.is_none() || value.is_undefined() {
        return Ok(None);
    }
    f64::try_from(value.clone()).map(Some)
}

fn date(value: &Value, style: Option<&str>) -> Result<String, Error> {
    let text = value.as_str().unwrap_or_default();
    let Ok(day) = text.parse::<NaiveDate>() else {
        let says = format!("'{text}' is no date");
        return Err(Error::new(ErrorKind::InvalidOperation, says));
    };
    match style.unwrap_or("long") {
        "long" => Ok(calendar::long(day)),
        "short" => Ok(calendar::short(day)),
        "month" => Ok(calendar::month(day)),
        "year" => Ok(calendar::financial_year(day)),
        other => {
            let says = format!("no date is written '{other}': long, short, month or year");
            Err(Error::new(ErrorKind::InvalidOperation, says))
        }
    }
}

fn sentence(figure: &Value, says: &str) -> Result<String, Error> {
    of(figure, |it| phrase::sentence(&it.figure, says, it.is_at_end, it.threshold))
}

fn of(figure: &Value, say: impl Fn(&FigureValue) -> String) -> Result<String, Error> {
    match figure.downcast_object_ref::<FigureValue>() {
        Some(figure) => Ok(say(figure)),
        None => Err(Error::new(ErrorKind::InvalidOperation, "this is no figure")),
    }
}

/// One line of text: runs of spaces and line breaks become one space.
fn squeeze(value: &Value) -> Value {
    let text = value.as_str().unwrap_or_default();
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        squeezed.push_str(if squeezed.is_empty() { "" } else { " " });
        squeezed.push_str(word);
    }
    if value.is_safe() { Value::from_safe_string(squeezed) } else { Value::from(squeezed) }
}

/// The lines of a table without the blank ones that layout leaves between.
fn table_lines(value: &Value) -> Value {
    let text = value.as_str().unwrap_or_default();
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Value::from_safe_string(lines.join("\n"))
}

/// Text as an address within the page: `what-it-costs`.
fn slug(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => out.push(letter),
            _ if out.ends_with('-') || out.is_empty() => {}
            _ => out.push('-'),
        }
    }
    out.trim_end_matches('-').to_owned()
}
