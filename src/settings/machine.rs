//! `[machine]` of `council.toml`: what a run may use.

use crate::header::Fields;

/// `[machine]`: what the run may use.
#[derive(Clone, Debug, Default)]
pub struct Machine {
    /// `threads`: as many as the machine has, by default.
    pub threads: Option<i64>,
    /// `memory`: such as `4GB`; DuckDB's own default where not given.
    pub memory: Option<String>,
}

/// The units of a size, as DuckDB takes them.
const UNITS: [&str; 8] = ["kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib"];

impl Machine {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        let memory = fields.optional_text("memory");
        if let Some(memory) = memory.as_deref().filter(|memory| !is_size(memory)) {
            let says = format!("`memory` is \"{memory}\", which is no size");
            fields.fault_at("memory", says, "write a number and a unit, such as 4GB or 500MB");
        }
        Self { threads: fields.integer_from("threads", 1), memory }
    }
}

/// Whether a text is a number and a unit.
fn is_size(text: &str) -> bool {
    let written = text.trim().to_lowercase();
    let unit = written.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '.');
    let amount = &written[..written.len() - unit.len()];
    UNITS.contains(&unit.trim()) && amount.parse::<f64>().is_ok_and(|amount| amount > 0.0)
}
