//! One row of `result.results`: a measure for one authority, period and
//! category, with everything that SQL worked out about it. Reports read these
//! rows and never compute another.
//!
//! Columns that a row does not have are `None`, empty or `false`; a row read
//! from JSON may leave them out or write null.

use std::fmt;

use chrono::NaiveDate;
use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize};

/// One figure, as published or as held back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The id of the measure.
    pub measure: String,
    /// What people call the measure.
    #[serde(default, deserialize_with = "text")]
    pub title: String,
    /// The folder of the measure, such as `demand`.
    #[serde(default, deserialize_with = "text")]
    pub area: String,
    /// `count`, `percent`, `pounds a week` and so on.
    #[serde(default, deserialize_with = "text")]
    pub unit: String,
    /// `higher is better`, `lower is better` or `neutral`.
    #[serde(default, deserialize_with = "text")]
    pub polarity: String,
    /// `ratio`, `sum` or `mean`.
    #[serde(default, deserialize_with = "text")]
    pub statistic: String,
    /// The code of the responsible authority, or `all` for several together.
    #[serde(default, deserialize_with = "text")]
    pub authority: String,
    /// Which figure of a measure that has several; else empty.
    #[serde(default, deserialize_with = "text")]
    pub figure: String,
    /// The period, such as `month:2026-09-30`.
    #[serde(default, deserialize_with = "text")]
    pub period_id: String,
    /// `month`, `quarter`, `year`, `year_to_date`, `year_to_date_mean` or `rolling_year`.
    pub period_kind: String,
    /// The first day of the period.
    #[serde(with = "day")]
    pub period_start: NaiveDate,
    /// The last day of the period; the as-at date where the period is cut.
    #[serde(with = "day")]
    pub period_end: NaiveDate,
    /// Whether the as-at date cuts the period.
    #[serde(default, deserialize_with = "flag")]
    pub is_partial: bool,
    /// Whether the period holds, or ends at, the as-at date.
    #[serde(default, deserialize_with = "flag")]
    pub is_current: bool,
    /// `all`, or the name of a breakdown.
    #[serde(default = "all")]
    pub breakdown: String,
    /// `all`, or the label of a category.
    #[serde(default = "all")]
    pub category: String,
    /// The second breakdown of a cross; else empty.
    #[serde(default)]
    pub breakdown_2: Option<String>,
    /// The second category of a cross; else empty.
    #[serde(default)]
    pub category_2: Option<String>,
    /// What is counted or summed.
    #[serde(default, deserialize_with = "number")]
    pub numerator: Option<f64>,
    /// What it is out of.
    #[serde(default, deserialize_with = "number")]
    pub denominator: Option<f64>,
    /// Cases whose answer is not known.
    #[serde(default, deserialize_with = "whole")]
    pub not_known: Option<i64>,
    /// Cases counted.
    #[serde(default, deserialize_with = "whole")]
    pub cases: Option<i64>,
    /// Distinct children behind the figure.
    #[serde(default, deserialize_with = "whole")]
    pub children: Option<i64>,
    /// Distinct providers behind the figure.
    #[serde(default, deserialize_with = "whole")]
    pub providers: Option<i64>,
    /// The figure in its unit; a percentage runs from 0 to 100.
    #[serde(default, deserialize_with = "number")]
    pub value: Option<f64>,
    /// Lower end of the 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub lower: Option<f64>,
    /// Upper end of the 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub upper: Option<f64>,
    /// The lowest case of a mean.
    #[serde(default, deserialize_with = "number")]
    pub lowest: Option<f64>,
    /// The median case of a mean.
    #[serde(default, deserialize_with = "number")]
    pub median: Option<f64>,
    /// The highest case of a mean.
    #[serde(default, deserialize_with = "number")]
    pub highest: Option<f64>,
    /// The target, in the figure's unit.
    #[serde(default, deserialize_with = "number")]
    pub target: Option<f64>,
    /// `met`, `near` or `missed`.
    #[serde(default)]
    pub target_status: Option<String>,
    /// The last day of the period before, which `previous` belongs to.
    #[serde(default, with = "optional_day")]
    pub compared_with: Option<NaiveDate>,
    /// The figure of the period before.
    #[serde(default, deserialize_with = "number")]
    pub previous: Option<f64>,
    /// The figure less the one before.
    #[serde(default, deserialize_with = "number")]
    pub change: Option<f64>,
    /// Lower end of the change's 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub change_lower: Option<f64>,
    /// Upper end of the change's 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub change_upper: Option<f64>,
    /// The change in per cent of the earlier figure.
    #[serde(default, deserialize_with = "number")]
    pub percent_change: Option<f64>,
    /// `improved`, `worsened`, `no clear change`, `higher`, `lower` or `unchanged`.
    #[serde(default)]
    pub direction: Option<String>,
    /// The last day of the same period a year before.
    #[serde(default, with = "optional_day")]
    pub last_year_end: Option<NaiveDate>,
    /// The figure of a year before.
    #[serde(default, deserialize_with = "number")]
    pub last_year: Option<f64>,
    /// The figure less the one of a year before.
    #[serde(default, deserialize_with = "number")]
    pub last_year_change: Option<f64>,
    /// Lower end of that change's 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub last_year_change_lower: Option<f64>,
    /// Upper end of that change's 95% interval.
    #[serde(default, deserialize_with = "number")]
    pub last_year_change_upper: Option<f64>,
    /// That change in per cent of the earlier figure.
    #[serde(default, deserialize_with = "number")]
    pub last_year_percent_change: Option<f64>,
    /// That change's direction, in the words of `direction`.
    #[serde(default)]
    pub last_year_direction: Option<String>,
    /// England's figure.
    #[serde(default, deserialize_with = "number")]
    pub england: Option<f64>,
    /// The region's figure.
    #[serde(default, deserialize_with = "number")]
    pub region: Option<f64>,
    /// The figure of the statistical neighbours.
    #[serde(default, deserialize_with = "number")]
    pub neighbours: Option<f64>,
    /// The best authority's figure.
    #[serde(default, deserialize_with = "number")]
    pub best: Option<f64>,
    /// The period that the benchmarks belong to, in words.
    #[serde(default)]
    pub benchmark_period: Option<String>,
    /// Whether the figure rests on fewer than thirty.
    #[serde(default, deserialize_with = "flag")]
    pub is_small: bool,
    /// Children counted whose episode was kept open by a repair.
    #[serde(default, deserialize_with = "whole")]
    pub kept_open: Option<i64>,
    /// Whether an earlier final publication said something else.
    #[serde(default, deserialize_with = "flag")]
    pub is_revised: bool,
    /// What it said.
    #[serde(default, deserialize_with = "number")]
    pub previously_published: Option<f64>,
    /// Empty, `c`, `z`, `x` or `low`.
    #[serde(default, deserialize_with = "text")]
    pub symbol: String,
    /// What a reader sees: `1,234`, `83.6%`, `£1,234`, or the symbol.
    #[serde(default, deserialize_with = "text")]
    pub display: String,
    /// Whether the comparison with the period before is hidden.
    #[serde(default, deserialize_with = "flag")]
    pub previous_is_hidden: bool,
    /// Whether the comparison with the year before is hidden.
    #[serde(default, deserialize_with = "flag")]
    pub last_year_is_hidden: bool,
    /// Whether a cell of this row's table is hidden and its totals and
    /// percentages would give it away: they are then not printed.
    #[serde(default, deserialize_with = "flag")]
    pub table_has_hidden: bool,
}

fn all() -> String {
    "all".to_owned()
}

impl Figure {
    /// The names of the columns, in the order in which a row may be read without
    /// them.
    pub fn columns() -> Vec<String> {
        match serde_json::to_value(Self::default()) {
            Ok(serde_json::Value::Object(row)) => row.into_iter().map(|(name, _)| name).collect(),
            _ => Vec::new(),
        }
    }
}

/// Reads a number as JSON writes it, or as text, as exact decimals may come.
struct Number;

impl Visitor<'_> for Number {
    type Value = f64;

    fn expecting(&self, says: &mut fmt::Formatter<'_>) -> fmt::Result {
        says.write_str("a number")
    }

    fn visit_f64<E: serde::de::Error>(self, number: f64) -> Result<f64, E> {
        Ok(number)
    }

    fn visit_i64<E: serde::de::Error>(self, number: i64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<f64, E> {
        Ok(number as f64)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<f64, E> {
        text.parse().map_err(E::custom)
    }
}

struct Written(f64);

impl<'de> Deserialize<'de> for Written {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Number).map(Self)
    }
}

/// A number, also where it is written as text, or null.
pub(super) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
    Ok(Option::<Written>::deserialize(from)?.map(|Written(number)| number))
}

/// Yes or no; null, as SQL says what does not apply, is no.
fn flag<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Option::<bool>::deserialize(from)?.unwrap_or_default())
}

fn text<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Option::<String>::deserialize(from)?.unwrap_or_default())
}

fn whole<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    Ok(number(from)?.map(|number| number.round() as i64))
}

/// A day as `2026-09-30` in JSON.
pub mod day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the day.
    pub fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(day)
    }

    /// Reads the day.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A day that may be missing.
pub mod optional_day {
    use chrono::NaiveDate;
    use serde::{Deserialize, Deserializer, Serializer};

    /// Writes the day, or null.
    pub fn serialize<S: Serializer>(day: &Option<NaiveDate>, to: S) -> Result<S::Ok, S::Error> {
        match day {
            Some(day) => to.collect_str(day),
            None => to.serialize_none(),
        }
    }

    /// Reads the day, or null.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
        Option::<String>::deserialize(from)?
            .map(|text| text.parse().map_err(serde::de::Error::custom))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_the_same_with_and_without_names() {
        let day: NaiveDate = "2026-09-30".parse().unwrap();
        let figure = Figure {
            measure: "children".to_owned(),
            period_kind: "month".to_owned(),
            period_start: day,
            period_end: day,
            value: Some(83.25),
            not_known: Some(3),
            compared_with: Some(day),
            is_small: true,
            display: "83.3%".to_owned(),
            ..Figure::default()
        };
        let row = serde_json::to_value(&figure).unwrap();
        let columns = Figure::columns();
        let names: Vec<&String> = row.as_object().unwrap().keys().collect();
        assert_eq!(names, columns.iter().collect::<Vec<_>>());
        let cells: Vec<_> = columns.iter().map(|name| row[name].clone()).collect();
        assert_eq!(serde_json::from_value::<Figure>(cells.into()).unwrap(), figure);
        assert_eq!(serde_json::from_value::<Figure>(row).unwrap(), figure);
    }

    #[test]
    fn a_number_may_be_text() {
        #[derive(Deserialize)]
        struct Row(#[serde(deserialize_with = "number")] Option<f64>);
        for (json, number) in
            [("12", Some(12.0)), ("-1.5", Some(-1.5)), ("\"83.60\"", Some(83.6)), ("null", None)]
        {
            assert_eq!(serde_json::from_str::<Row>(json).unwrap().0, number);
        }
        assert!(serde_json::from_str::<Row>("true").is_err());
    }
}
