//! One row of `result.control_charts`: a month of a flow with the limits within
//! which chance alone would keep it, and the signals that it is part of.
//! Everything is worked out in SQL; reports only draw and print it.

use chrono::NaiveDate;
use serde::Deserialize;

use super::figure::{day, number};

/// A month of a control chart.
#[derive(Clone, Debug, Deserialize)]
pub struct ControlMonth {
    /// The id of the measure.
    pub measure: String,
    /// Which figure of a measure that has several; else empty.
    #[serde(default)]
    pub figure: String,
    /// The code of the responsible authority, or `all`.
    #[serde(default)]
    pub authority: String,
    /// The last day of the month.
    #[serde(with = "day")]
    pub period_end: NaiveDate,
    /// `count`, `percent` and so on.
    pub unit: String,
    /// The figure.
    #[serde(deserialize_with = "number")]
    pub value: Option<f64>,
    /// The figure as a reader sees it.
    pub display: String,
    /// The mean of all months of the chart.
    #[serde(deserialize_with = "number")]
    pub centre: Option<f64>,
    /// The lower limit.
    #[serde(deserialize_with = "number")]
    pub lower: Option<f64>,
    /// The upper limit.
    #[serde(deserialize_with = "number")]
    pub upper: Option<f64>,
    /// The signals that the month is part of, in words; empty where none.
    #[serde(default)]
    pub signal: String,
    /// A sentence for each signal that ends with this month.
    #[serde(default)]
    pub says: Vec<String>,
}
