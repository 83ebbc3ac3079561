//! What the solver of disclosure control found, as tables: `result.further_hidden`
//! and `result.possible_values`. They are there from the start, so that
//! definitions may read them, and filled once the tables are solved.

use super::Warehouse;
use crate::error::Result;

/// The empty tables.
pub(super) const TABLES: &str = "create table result.further_hidden (
    series_number bigint, period_number bigint, is_of_not_known bigint,
    quantity_number bigint);
create table result.possible_values (
    quantity_number bigint, lowest bigint, highest bigint, is_safe bigint);";

/// Cells that are hidden for another's sake: series, period, whether it is what
/// is not known of it, and the quantity at risk.
pub fn keep_hidden(warehouse: &Warehouse, rows: &[Vec<String>]) -> Result<()> {
    warehouse.append("result", "further_hidden", rows.iter().map(Vec::as_slice))
}

/// The values that quantities at risk can have: number, lowest, highest, safe.
pub fn keep_values(warehouse: &Warehouse, rows: &[Vec<String>]) -> Result<()> {
    warehouse.append("result", "possible_values", rows.iter().map(Vec::as_slice))
}
