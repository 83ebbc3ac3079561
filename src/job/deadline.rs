//! When a paper must be published before its meeting: so many clear working
//! days must lie between the two, neither of which counts. Saturdays, Sundays
//! and bank holidays are no working days.

use chrono::{Datelike, NaiveDate, Weekday};

/// A paper for a meeting.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline {
    /// The last day on which it may be published.
    pub publish_by: NaiveDate,
    /// The meeting.
    pub meeting: NaiveDate,
    /// The job or report.
    pub paper: String,
}

/// The last day on which a paper may be published.
pub fn publish_by(meeting: NaiveDate, clear_days: i64, holidays: &[NaiveDate]) -> NaiveDate {
    let mut day = meeting;
    let mut clear = 0;
    while let Some(before) = day.pred_opt() {
        day = before;
        if is_working(day, holidays) {
            clear += 1;
        }
        if clear > clear_days.max(0) {
            break;
        }
    }
    day
}

fn is_working(day: NaiveDate, holidays: &[NaiveDate]) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn clear_days_are_working_days_between_publication_and_meeting() {
        // Tuesday 24 November: Monday 23 and 20 to 17 are the five clear days.
        assert_eq!(publish_by(day("2026-11-24"), 5, &[]), day("2026-11-16"));
        // Good Friday and Easter Monday lie between.
        let easter = [day("2026-04-03"), day("2026-04-06")];
        assert_eq!(publish_by(day("2026-04-08"), 5, &easter), day("2026-03-27"));
        assert_eq!(publish_by(day("2026-11-24"), 0, &[]), day("2026-11-23"));
    }
}
