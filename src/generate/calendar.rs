//! Days as the return and the finance system count them: ages, birthdays,
//! return years from 1 April to 31 March, month ends.

use chrono::{Datelike, Days, Months, NaiveDate};

/// A year from 1 April to 31 March, of the return or of the accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Year {
    /// The calendar year in which it begins.
    pub(super) first: i32,
}

impl Year {
    /// The year that holds `day`.
    pub(super) fn of(day: NaiveDate) -> Self {
        Self { first: if day.month() < 4 { day.year() - 1 } else { day.year() } }
    }

    /// 1 April.
    pub(super) fn start(self) -> NaiveDate {
        day(self.first, 4, 1)
    }

    /// 31 March.
    pub(super) fn end(self) -> NaiveDate {
        day(self.first + 1, 3, 31)
    }

    /// As written on a folder: `2025-26`.
    pub(super) fn label(self) -> String {
        format!("{}-{:02}", self.first, (self.first + 1) % 100)
    }
}

/// A day by its parts; the first day of 1970 where there is none.
pub(super) fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// So many days later, or earlier where negative.
pub(super) fn plus(from: NaiveDate, days: i64) -> NaiveDate {
    let moved = if days < 0 {
        from.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        from.checked_add_days(Days::new(days.unsigned_abs()))
    };
    moved.unwrap_or(from)
}

/// So many months later.
pub(super) fn months_after(from: NaiveDate, months: u32) -> NaiveDate {
    from.checked_add_months(Months::new(months)).unwrap_or(from)
}

/// The day on which someone reaches an age, or the same day so many years
/// later or earlier; 28 February for the 29th, in a year without one.
pub(super) fn birthday(born: NaiveDate, age: i32) -> NaiveDate {
    let year = born.year() + age;
    NaiveDate::from_ymd_opt(year, born.month(), born.day()).unwrap_or_else(|| day(year, 2, 28))
}

/// Age in whole years.
pub(super) fn age(born: NaiveDate, on: NaiveDate) -> i32 {
    let years = on.year() - born.year();
    if (on.month(), on.day()) < (born.month(), born.day()) { years - 1 } else { years }
}

/// The last days of the months from the one that holds `first` to `last`.
pub(super) fn month_ends(first: NaiveDate, last: NaiveDate) -> Vec<NaiveDate> {
    let mut ends = Vec::new();
    let mut start = day(first.year(), first.month(), 1);
    while start <= last {
        let next = months_after(start, 1);
        let end = plus(next, -1);
        if end <= last {
            ends.push(end);
        }
        start = next;
    }
    ends
}

/// Nights of a stay (its last day is not a night) that fall in a span of days,
/// both its ends included.
pub(super) fn nights(
    started: NaiveDate,
    ended: Option<NaiveDate>,
    first: NaiveDate,
    last: NaiveDate,
) -> i64 {
    let until = ended.map_or(plus(last, 1), |day| day.min(plus(last, 1)));
    (until - started.max(first)).num_days().max(0)
}

/// As most English systems write a day: `30/09/2026`.
pub(super) fn written(on: NaiveDate) -> String {
    on.format("%d/%m/%Y").to_string()
}

/// A day that may not be there.
pub(super) fn written_if(on: Option<NaiveDate>) -> String {
    on.map(written).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_begin_in_april() {
        assert_eq!(Year::of(day(2026, 3, 31)).label(), "2025-26");
        assert_eq!(Year::of(day(2026, 4, 1)).label(), "2026-27");
        assert_eq!(Year { first: 1999 }.label(), "1999-00");
    }

    #[test]
    fn the_last_day_is_no_night() {
        let (first, last) = (day(2026, 9, 1), day(2026, 9, 30));
        assert_eq!(nights(day(2026, 8, 1), None, first, last), 30);
        assert_eq!(nights(day(2026, 9, 28), Some(day(2026, 9, 30)), first, last), 2);
        assert_eq!(nights(day(2026, 9, 30), None, first, last), 1);
        assert_eq!(nights(day(2026, 8, 1), Some(day(2026, 9, 1)), first, last), 0);
    }

    #[test]
    fn birthdays_of_leap_days_fall_on_the_28th() {
        assert_eq!(birthday(day(2008, 2, 29), 18), day(2026, 2, 28));
        assert_eq!(age(day(2008, 9, 30), day(2026, 9, 30)), 18);
        assert_eq!(age(day(2008, 10, 1), day(2026, 9, 30)), 17);
    }
}
