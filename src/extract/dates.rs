//! Days as extracts and file names write them, for snapshot dates only: which
//! day a file describes is settled before its rows are typed. Typing rows is
//! the work of staging, in SQL, and nothing here takes part in it.
//!
//! A day is `DD/MM/YYYY`, `YYYY-MM-DD`, either with a time behind it, or a
//! spreadsheet's serial number. Never `MM/DD`, never a year of two digits.

use chrono::{Datelike, Days, NaiveDate};

/// Years outside these are slips of the keyboard.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2100;

/// Serial numbers that can only be days of 1954 to 2119: shorter or longer
/// numbers are likelier to be anything else.
const SERIALS: std::ops::RangeInclusive<u64> = 20_000..=80_000;

/// Separators between the parts of a date in a file's name.
const PATH_SEPARATORS: [&str; 3] = ["-", "_", "."];

/// The day that a cell holds, if it holds one.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let is_time = |letter: char| letter.is_ascii_digit() || ":.Z+".contains(letter);
    if !time.chars().all(is_time) {
        return None;
    }
    if let Some((first, rest)) = date.split_once('/') {
        let (month, year) = rest.split_once('/')?;
        return calendar(year, month, first);
    }
    if let Some((year, rest)) = date.split_once('-') {
        let (month, last) = rest.split_once('-')?;
        return calendar(year, month, last);
    }
    serial(date)
}

/// 31 March at the end of the return year in which a day falls.
pub(super) fn return_year_end(day: NaiveDate) -> Option<NaiveDate> {
    let end = NaiveDate::from_ymd_opt(day.year(), 3, 31)?;
    if day <= end { Some(end) } else { NaiveDate::from_ymd_opt(day.year() + 1, 3, 31) }
}

/// The day that a path names: a full date, or the last day of a financial
/// year. The file's name speaks first, then its folders from the innermost
/// out; within one name a full date comes before a financial year, and the
/// latest of several holds. A bare year says nothing.
pub(super) fn in_path(path: &str) -> Option<NaiveDate> {
    path.rsplit('/').find_map(|name| full_date(name).or_else(|| financial_year(name)))
}

/// The years, four digits from 1900 to 2100, that stand in a file's name.
pub(super) fn years_in(name: &str) -> Vec<i32> {
    let years = digit_runs(name).into_iter().filter(|(_, digits)| digits.len() == 4);
    years
        .filter_map(|(_, digits)| digits.parse().ok())
        .filter(|year| YEARS.contains(year))
        .collect()
}

fn calendar(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let is_number = |text: &str, most: usize| {
        (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if year.len() != 4 || !is_number(year, 4) || !is_number(month, 2) || !is_number(day, 2) {
        return None;
    }
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    YEARS.contains(&date.year()).then_some(date)
}

fn serial(text: &str) -> Option<NaiveDate> {
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() != 5 || !is_number(whole) || !is_number(part) {
        return None;
    }
    let days = whole.parse().ok().filter(|days| SERIALS.contains(days))?;
    NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(days))
}

fn full_date(name: &str) -> Option<NaiveDate> {
    let runs = digit_runs(name);
    let packed = runs.iter().filter_map(|(_, digits)| {
        let is_stamp = matches!(digits.len(), 8 | 12 | 14);
        is_stamp.then(|| calendar(&digits[..4], &digits[4..6], &digits[6..8])).flatten()
    });
    let parted = runs.windows(3).filter_map(|runs| {
        let [first, second, third] = [runs[0], runs[1], runs[2]];
        let between = gap(name, first, second);
        if !PATH_SEPARATORS.contains(&between) || between != gap(name, second, third) {
            return None;
        }
        match (first.1.len(), second.1.len(), third.1.len()) {
            (4, 2, 2) => calendar(first.1, second.1, third.1),
            (2, 2, 4) => calendar(third.1, second.1, first.1),
            _ => None,
        }
    });
    packed.chain(parted).max()
}

fn financial_year(name: &str) -> Option<NaiveDate> {
    let runs = digit_runs(name);
    let years = runs.windows(2).filter_map(|runs| {
        let (first, second) = (runs[0], runs[1]);
        if !PATH_SEPARATORS.contains(&gap(name, first, second)) || first.1.len() != 4 {
            return None;
        }
        let start: i32 = first.1.parse().ok().filter(|year| YEARS.contains(year))?;
        let end: i32 = second.1.parse().ok()?;
        let follows = match second.1.len() {
            2 => end == (start + 1) % 100,
            4 => end == start + 1,
            _ => false,
        };
        follows.then(|| NaiveDate::from_ymd_opt(start + 1, 3, 31)).flatten()
    });
    years.max()
}

/// Every longest run of digits in a name, with where it begins.
fn digit_runs(name: &str) -> Vec<(usize, &str)> {
    let mut runs = Vec::new();
    let mut start = None;
    for (place, byte) in name.bytes().chain([b' ']).enumerate() {
        match (byte.is_ascii_digit(), start) {
            (true, None) => start = Some(place),
            (false, Some(begin)) => {
                runs.push((begin, &name[begin..place]));
                start = None;
            }
            _ => {}
        }
    }
    runs
}

fn gap<'a>(name: &'a str, before: (usize, &str), after: (usize, &str)) -> &'a str {
    &name[before.0 + before.1.len()..after.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Option<NaiveDate> {
        Some(text.parse().unwrap())
    }

    #[test]
    fn days_are_read_as_councils_write_them() {
        assert_eq!(day("09/04/2017"), date("2017-04-09"));
        assert_eq!(day(" 9/4/2017 "), date("2017-04-09"));
        assert_eq!(day("2017-04-09"), date("2017-04-09"));
        assert_eq!(day("09/04/2017 00:00:00"), date("2017-04-09"));
        assert_eq!(day("2017-04-09T23:59:59.5Z"), date("2017-04-09"));
        assert_eq!(day("43009"), date("2017-10-01"));
        assert_eq!(day("43009.75"), date("2017-10-01"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let refused = [
            "",
            "12/31/2017",
            "09/04/17",
            "2017",
            "2017-04",
            "0020-05-01",
            "01/05/2101",
            "soon",
            "31/02/2020",
            "123456",
            "1999",
            "09/04/2017 noon",
            "١٢/٠٤/٢٠١٧",
            "+1/04/2017",
        ];
        for text in refused {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn the_return_year_ends_on_31_march() {
        let end = |text: &str| return_year_end(text.parse().unwrap());
        assert_eq!(end("2018-03-31"), date("2018-03-31"));
        assert_eq!(end("2018-04-01"), date("2019-03-31"));
        assert_eq!(end("2020-02-29"), date("2020-03-31"));
    }

    #[test]
    fn a_path_names_a_day_or_a_financial_year() {
        let named = [
            ("ledger-2026-03-31.csv", "2026-03-31"),
            ("ledger_2026_03_31.csv", "2026-03-31"),
            ("ledger 31.03.2026.csv", "2026-03-31"),
            ("ledger20260331.csv", "2026-03-31"),
            ("ledger-20260331T0600.csv", "2026-03-31"),
            ("ledger-20260331060000.csv", "2026-03-31"),
            ("from 2025-04-01 to 2026-03-31.csv", "2026-03-31"),
            ("return 2025-26.csv", "2026-03-31"),
            ("return_2025_26.csv", "2026-03-31"),
            ("2025-2026/header.csv", "2026-03-31"),
            ("1999-00/header.csv", "2000-03-31"),
            ("2024-25/2023-24/header.csv", "2024-03-31"),
            ("2024-25/header 20250930.csv", "2025-09-30"),
        ];
        for (path, expected) in named {
            assert_eq!(in_path(path), date(expected), "{path}");
        }
    }

    #[test]
    fn a_bare_year_or_a_stray_number_names_nothing() {
        for path in [
            "2017-episodes.csv",
            "2017/header.csv",
            "SSDA903_2020_header.csv",
            "10012025.csv",
            "2025-27.csv",
            "12025-26.csv",
            "2026-02-30.csv",
            "v2-13.csv",
        ] {
            assert_eq!(in_path(path), None, "{path}");
        }
        assert_eq!(years_in("2017-header v2 20180101.csv"), [2017]);
    }
}
