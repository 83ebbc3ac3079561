//! Numbers as papers print them, worked out from the decimals of `results.csv`
//! in whole millionths: a second opinion on `src/report/number.rs`, which is
//! not called.

#![allow(dead_code, reason = "each test uses what it needs")]

const ONE: i128 = 1_000_000;

/// A decimal in millionths; nothing where there is none.
pub fn millionths(text: &str) -> Option<i128> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = format!("{fraction:0<6}");
    assert_eq!(fraction.len(), 6, "{text} has more than six places");
    Some(sign * (whole.parse::<i128>().ok()? * ONE + fraction.parse::<i128>().unwrap()))
}

/// With thousands separated and half rounded away from nought.
pub fn decimal(value: i128, places: u32) -> String {
    let step = ONE / 10_i128.pow(places);
    let rounded = (value.abs() + step / 2) / step;
    let digits = format!("{rounded:0width$}", width = places as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - places as usize);
    let mut text = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    let sign = if value < 0 && rounded != 0 { "−" } else { "" };
    let point = if places == 0 { "" } else { "." };
    format!("{sign}{text}{point}{fraction}")
}

/// In a unit, without the words that follow it: `37.7%`, `£1,234`, `13`.
pub fn in_unit(value: i128, unit: &str) -> String {
    let text = decimal(value, places(unit));
    match unit {
        "percent" => format!("{text}%"),
        _ if unit.starts_with("pounds") => pounds(&text),
        _ => text,
    }
}

/// The size of a change, as prose has it: a change of percentages is in points.
pub fn size(value: i128, unit: &str) -> String {
    match unit {
        "percent" => decimal(value.abs(), 1),
        "rate per 10,000" => decimal(value.abs(), 1),
        _ => in_unit(value.abs(), unit),
    }
}

/// With its sign, as a table has a change.
pub fn signed(value: i128, unit: &str) -> String {
    let text = size(value, unit);
    if !text.chars().any(|letter| ('1'..='9').contains(&letter)) {
        return text;
    }
    format!("{}{text}", if value < 0 { "−" } else { "+" })
}

/// Per cent with a sign.
pub fn signed_percent(value: i128) -> String {
    format!("{}%", signed(value, "percent"))
}

/// A part in per cent of a whole, in millionths.
pub fn percent_of(part: i128, whole: i128) -> i128 {
    let twice = 2 * 100 * ONE * part;
    (twice + twice.signum() * whole) / (2 * whole)
}

/// The two ways in which a large sum is printed: `£13.8m`, `£13.8 million`.
pub fn large_sums(value: i128) -> [String; 2] {
    if value.abs() >= 999_500 * ONE {
        let millions = pounds(&decimal(divided(value, ONE), 1));
        return [format!("{millions}m"), format!("{millions} million")];
    }
    let thousands = divided(value, 1000);
    let whole = (thousands.abs() + ONE / 2) / ONE * 1000 * ONE * thousands.signum();
    [format!("{}k", pounds(&decimal(thousands, 0))), pounds(&decimal(whole, 0))]
}

/// Whole thousands of pounds.
pub fn thousands(value: i128) -> i128 {
    let size = (value.abs() + 500 * ONE) / (1000 * ONE);
    size * value.signum()
}

/// How many decimals a unit is printed with.
fn places(unit: &str) -> u32 {
    u32::from(["percent", "per 100", "miles", "score"].contains(&unit))
}

fn divided(value: i128, by: i128) -> i128 {
    (value.abs() + by / 2) / by * value.signum()
}

fn pounds(text: &str) -> String {
    match text.strip_prefix('−') {
        Some(rest) => format!("−£{rest}"),
        None => format!("£{text}"),
    }
}
