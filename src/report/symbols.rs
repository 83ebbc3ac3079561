//! What stands in a table where a number would, and how it is explained above
//! the table. Why one figure is not shown is for [`phrase`](super::phrase).

/// The Government Statistical Service's symbols that stand where a number
/// would, in the order in which they are explained.
pub const SYMBOLS: [&str; 4] = ["c", "low", "x", "z"];

/// What a symbol means in a table.
pub fn meaning(symbol: &str, threshold: i64) -> String {
    match symbol {
        "c" => format!(
            "confidential, suppressed because fewer than {threshold} children are behind it or it would give another number away"
        ),
        "low" => "low, rounds to nought but is more".to_owned(),
        "x" => "not available, since the extracts do not hold it or do not cover the whole period"
            .to_owned(),
        "z" => "not applicable, since there was nothing to count or nothing to compare".to_owned(),
        _ => String::new(),
    }
}

/// What stands above a table with symbols in it: `Symbols: x is not available,
/// …`; nothing where there is none.
pub fn explained(met: &[&str], threshold: i64) -> String {
    let said: Vec<String> =
        met.iter().map(|symbol| format!("{symbol} = {}", meaning(symbol, threshold))).collect();
    if said.is_empty() { String::new() } else { format!("Symbols: {}.", said.join("; ")) }
}
