//! Builds the values that templates read.

use minijinja::Value;

/// A map with fixed keys.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(pairs)
}
