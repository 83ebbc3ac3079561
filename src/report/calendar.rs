//! How days and periods read in a sentence: `22 November 2026`, `in July to
//! September 2026`, `from 1 April to 22 November 2026`.

use chrono::{Datelike, Month, NaiveDate};

use crate::measure::figure::Figure;

/// `November`.
fn name_of_month(day: NaiveDate) -> &'static str {
    Month::try_from(day.month() as u8).map_or("", |month| month.name())
}

/// `22 November 2026`.
pub fn long(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), name_of_month(day), day.year())
}

/// `22 Nov 2026`.
pub fn short(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), &name_of_month(day)[..3], day.year())
}

/// `November 2026`.
pub fn month(day: NaiveDate) -> String {
    format!("{} {}", name_of_month(day), day.year())
}

/// The financial year that a day lies in: `2026-27`.
pub fn financial_year(day: NaiveDate) -> String {
    let first = first_year(day);
    format!("{first}-{:02}", (first + 1) % 100)
}

/// The calendar year in which a day's financial year begins.
pub fn first_year(day: NaiveDate) -> i32 {
    if day.month() >= 4 { day.year() } else { day.year() - 1 }
}

/// When a figure holds, for the middle of a sentence.
///
/// `is_at_end` says that the measure counts what is there on the last day.
pub fn period(figure: &Figure, is_at_end: bool) -> String {
    let (start, end) = (figure.period_start, figure.period_end);
    if figure.period_kind == "year_to_date_mean" {
        return format!("on average over the month ends {}", span(start, end));
    }
    if is_at_end {
        return format!("at {}", long(end));
    }
    match figure.period_kind.as_str() {
        "rolling_year" => format!("in the twelve months to {}", long(end)),
        _ if figure.is_partial || figure.period_kind == "year_to_date" => span(start, end),
        "month" => format!("in {}", month(end)),
        "quarter" => format!("in {} to {}", name_of_month(start), month(end)),
        "year" => format!("in {}", financial_year(end)),
        _ => span(start, end),
    }
}

/// A period as the label of a row: `July to September 2026`, `22 November 2026`.
pub fn label(figure: &Figure, is_at_end: bool) -> String {
    let words = period(figure, is_at_end);
    let bare = words.strip_prefix("in ").or_else(|| words.strip_prefix("at ")).unwrap_or(&words);
    match bare.strip_prefix("the ") {
        Some(rest) => format!("The {rest}"),
        None => bare.replacen("from ", "From ", 1),
    }
}

/// What a figure is compared with, after "than": the same period a year
/// before.
pub fn year_before(figure: &Figure, end: NaiveDate, is_at_end: bool) -> String {
    let is_cut = figure.is_partial || figure.period_kind.starts_with("year_to_date");
    match figure.period_kind.as_str() {
        "rolling_year" => "a year before".to_owned(),
        _ if is_at_end && figure.period_kind != "year_to_date_mean" => "a year before".to_owned(),
        _ if is_cut => "in the same days a year before".to_owned(),
        "month" => format!("in {}", month(end)),
        "year" => format!("in {}", financial_year(end)),
        _ => "in the same months a year before".to_owned(),
    }
}

/// What a figure is compared with, after "than": the period before it.
pub fn period_before(figure: &Figure, end: NaiveDate, is_at_end: bool) -> String {
    match figure.period_kind.as_str() {
        _ if is_at_end => format!("at {}", long(end)),
        "month" => format!("in {}", month(end)),
        "quarter" => "in the quarter before".to_owned(),
        "year" => format!("in {}", financial_year(end)),
        _ => format!("in the period to {}", long(end)),
    }
}

/// `from 1 April to 22 November 2026`, naming the year once where it is one.
fn span(start: NaiveDate, end: NaiveDate) -> String {
    if start.year() == end.year() {
        return format!("from {} {} to {}", start.day(), name_of_month(start), long(end));
    }
    format!("from {} to {}", long(start), long(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(kind: &str, start: &str, end: &str, is_partial: bool) -> Figure {
        Figure {
            period_kind: kind.to_owned(),
            period_start: start.parse().unwrap(),
            period_end: end.parse().unwrap(),
            is_partial,
            ..Figure::default()
        }
    }

    #[test]
    fn periods_read_as_people_say_them() {
        let cut = figure("month", "2026-11-01", "2026-11-22", true);
        assert_eq!(period(&cut, true), "at 22 November 2026");
        assert_eq!(period(&cut, false), "from 1 November to 22 November 2026");
        let quarter = figure("quarter", "2026-07-01", "2026-09-30", false);
        assert_eq!(period(&quarter, false), "in July to September 2026");
        let year = figure("year", "2025-04-01", "2026-03-31", false);
        assert_eq!(period(&year, false), "in 2025-26");
        let rolling = figure("rolling_year", "2025-11-23", "2026-11-22", false);
        assert_eq!(period(&rolling, false), "in the twelve months to 22 November 2026");
        assert_eq!(financial_year("2000-03-31".parse().unwrap()), "1999-00");
    }
}
