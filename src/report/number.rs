//! How numbers read: thousands separated, half rounded away from zero, a true
//! minus sign, a unit that is never left to the template.
//!
//! The figures come rounded to six places from SQL; here they only lose
//! places, in whole numbers, so that 28.5 prints as 29.

/// Printed where there is no number.
pub const NOT_AVAILABLE: &str = "x";

const MILLIONTHS: i128 = 1_000_000;
const LARGEST: f64 = 1e15;

/// A number with so many decimal places (six at most), such as `−1,234.5`.
pub fn decimal(value: f64, places: u32) -> String {
    if !value.is_finite() || value.abs() >= LARGEST {
        return NOT_AVAILABLE.to_owned();
    }
    let scaled = (value * MILLIONTHS as f64).round() as i128;
    let unit = 10_i128.pow(6 - places.min(6));
    let rounded = (scaled.abs() + unit / 2) / unit;
    let sign = if scaled < 0 && rounded != 0 { "−" } else { "" };
    let one = 10_i128.pow(places.min(6));
    let whole = separated(rounded / one);
    if places == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = rounded % one;
    format!("{sign}{whole}.{fraction:0width$}", width = places as usize)
}

/// A number in a measure's unit, such as `83.6%` or `£1,234`.
pub fn in_unit(value: f64, unit: &str, places: u32) -> String {
    let text = decimal(value, places);
    match unit {
        "percent" => format!("{text}%"),
        _ if is_money(unit) => pounds(&text),
        _ => text,
    }
}

/// A difference between two figures, without its sign and with its unit
/// spelled out: `2.8 percentage points`, `£120`, `12`.
pub fn difference(value: f64, unit: &str, places: u32) -> String {
    let text = decimal(value.abs(), places);
    match unit {
        "percent" if text == "1.0" => "1.0 percentage point".to_owned(),
        "percent" => format!("{text} percentage points"),
        _ if is_money(unit) => pounds(&text),
        "miles" | "days" | "nights" => format!("{text} {unit}"),
        _ => text,
    }
}

/// A change with its sign, for a table's cell: `+12`, `−2.8`, `0`.
///
/// The unit `points` prints percentage points without a sign of per cent.
pub fn signed(value: f64, unit: &str, places: u32) -> String {
    let text = in_unit(value, unit, places);
    let is_nought = !text.chars().any(|letter| ('1'..='9').contains(&letter));
    if is_nought || text.starts_with('−') { text } else { format!("+{text}") }
}

/// Whole thousands of pounds as an accountant writes them: `1,234`, `−56`.
pub fn thousands(value: i64) -> String {
    let sign = if value < 0 { "−" } else { "" };
    format!("{sign}{}", separated(i128::from(value).abs()))
}

/// A large sum in words of a sentence: `£9.5 million`, `£450,000`.
pub fn round_pounds(value: f64) -> String {
    if value.abs() >= 999_500.0 {
        return format!("{} million", pounds(&decimal(value / 1e6, 1)));
    }
    pounds(&decimal((value / 1000.0).round() * 1000.0, 0))
}

/// A large sum where there is little room: `£9.5m`, `£450k`.
pub fn short_pounds(value: f64) -> String {
    if value.abs() >= 999_500.0 {
        return format!("{}m", pounds(&decimal(value / 1e6, 1)));
    }
    format!("{}k", pounds(&decimal(value / 1000.0, 0)))
}

/// How many decimal places a unit has where SQL has not printed it.
pub fn places(unit: &str) -> u32 {
    match unit {
        "percent" | "per 100" | "miles" | "score" => 1,
        "pounds and pence" => 2,
        _ => 0,
    }
}

/// How many decimal places a printed figure has.
pub fn places_of(display: &str) -> Option<u32> {
    if !display.chars().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let after = display.split_once('.').map_or("", |(_, after)| after);
    Some(after.chars().take_while(char::is_ascii_digit).count() as u32)
}

/// A unit as a chart names it: `per cent`, `number`, `pounds a week`.
pub fn unit_words(unit: &str) -> &str {
    match unit {
        "count" => "number",
        "percent" => "per cent",
        unit => unit,
    }
}

/// Whether a unit is money.
pub fn is_money(unit: &str) -> bool {
    unit.starts_with("pounds")
}

/// The true minus sign for a hyphen that a number begins with.
pub fn minus(text: &str) -> String {
    let money = text.strip_prefix("£-").map(|rest| format!("−£{rest}"));
    money.unwrap_or_else(|| match text.strip_prefix('-') {
        Some(rest) if rest.starts_with(|first: char| first.is_ascii_digit() || first == '£') => {
            format!("−{rest}")
        }
        _ => text.to_owned(),
    })
}

fn pounds(text: &str) -> String {
    match text.strip_prefix('−') {
        Some(rest) => format!("−£{rest}"),
        None if text == NOT_AVAILABLE => text.to_owned(),
        None => format!("£{text}"),
    }
}

fn separated(whole: i128) -> String {
    let digits = whole.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_goes_away_from_zero() {
        assert_eq!(decimal(28.5, 0), "29");
        assert_eq!(decimal(-28.5, 0), "−29");
        assert_eq!(decimal(0.25, 1), "0.3");
        assert_eq!(decimal(1.005, 2), "1.01");
        assert_eq!(decimal(-0.04, 1), "0.0");
        assert_eq!(decimal(1_234_567.0, 0), "1,234,567");
    }

    #[test]
    fn units_are_spelled_out() {
        assert_eq!(in_unit(-1234.4, "pounds", 0), "−£1,234");
        assert_eq!(in_unit(83.55, "percent", 1), "83.6%");
        assert_eq!(difference(-2.8, "percent", 1), "2.8 percentage points");
        assert_eq!(round_pounds(9_449_999.0), "£9.4 million");
        assert_eq!(round_pounds(449_500.0), "£450,000");
        assert_eq!(round_pounds(999_600.0), "£1.0 million");
        assert_eq!(thousands(-1234), "−1,234");
    }

    #[test]
    fn a_minus_is_a_minus() {
        assert_eq!(minus("-£1,234"), "−£1,234");
        assert_eq!(minus("-1.5%"), "−1.5%");
        assert_eq!(minus("-"), "-");
        assert_eq!(places_of("1,234.50"), Some(2));
        assert_eq!(places_of("x"), None);
    }
}
