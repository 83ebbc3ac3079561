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
