//! Pounds and pence: kept as whole pence, written as pounds.

/// `1234.50`.
pub(super) fn in_pounds(pence: i64) -> String {
    let sign = if pence < 0 { "-" } else { "" };
    let pence = pence.unsigned_abs();
    format!("{sign}{}.{:02}", pence / 100, pence % 100)
}

/// `£1,234.50`.
pub(super) fn with_sign(pence: i64) -> String {
    let plain = in_pounds(pence.abs());
    let (pounds, rest) = plain.split_once('.').unwrap_or((&plain, "00"));
    let mut grouped = String::new();
    for (index, digit) in pounds.chars().enumerate() {
        if index > 0 && (pounds.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if pence < 0 { "-" } else { "" };
    format!("{sign}£{grouped}.{rest}")
}

/// Pence for nights at a weekly price: seven nights are a week, half a penny
/// goes up.
pub(super) fn for_nights(weekly: i64, nights: i64) -> i64 {
    (weekly * nights * 2 + 7) / 14
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pence_are_written_as_pounds() {
        assert_eq!(in_pounds(123_456), "1234.56");
        assert_eq!(in_pounds(-5), "-0.05");
        assert_eq!(with_sign(140_000_000), "£1,400,000.00");
        assert_eq!(with_sign(-99_900), "-£999.00");
    }

    #[test]
    fn seven_nights_are_a_week() {
        assert_eq!(for_nights(98_700, 7), 98_700);
        assert_eq!(for_nights(100_000, 1), 14_286);
        assert_eq!(for_nights(0, 30), 0);
    }
}
