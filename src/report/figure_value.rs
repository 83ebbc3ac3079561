//! A figure as a template sees it: its columns, and beside them everything
//! that can be said of it. The words are made when they are asked for, by the
//! rules of [`phrase`](super::phrase).

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};

use super::phrase::{self, Comparison, Shape};
use super::values::map;
use super::{calendar, number};
use crate::measure::figure::Figure;

/// One figure, ready for a template.
#[derive(Debug)]
pub(super) struct FigureValue {
    /// The row.
    pub(super) figure: Figure,
    /// Whether its measure counts what is there on the last day.
    pub(super) is_at_end: bool,
    /// Below which counts of children are hidden; 0 where all are shown.
    pub(super) threshold: i64,
}

impl Object for FigureValue {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?;
        self.column(name).or_else(|| self.printed(name)).or_else(|| self.said(name))
    }
}

impl FigureValue {
    /// Columns that identify the row or steer a template.
    fn column(&self, name: &str) -> Option<Value> {
        let figure = &self.figure;
        Some(match name {
            "measure" => Value::from(figure.measure.as_str()),
            "title" => Value::from(figure.title.as_str()),
            "figure" => Value::from(figure.figure.as_str()),
            "unit" => Value::from(figure.unit.as_str()),
            "category" => Value::from(figure.category.as_str()),
            "category_2" => Value::from(figure.category_2.as_deref().unwrap_or_default()),
            "period_kind" => Value::from(figure.period_kind.as_str()),
            "period_start" => Value::from(figure.period_start.to_string()),
            "period_end" => Value::from(figure.period_end.to_string()),
            "is_partial" => Value::from(figure.is_partial),
            "is_small" => Value::from(figure.is_small),
            "is_shown" => Value::from(phrase::is_shown(figure)),
            "symbol" => Value::from(figure.symbol.as_str()),
            "table_has_hidden" => Value::from(figure.table_has_hidden),
            "target_status" => Value::from(figure.target_status.as_deref().unwrap_or_default()),
            "value" => self.number(figure.value),
            _ => return None,
        })
    }

    /// Numbers as text in the figure's own unit; the symbol, or nothing,
    /// where there is none. `display` spells the unit out (`£825 a week`);
    /// `amount` and the others do not.
    fn printed(&self, name: &str) -> Option<Value> {
        let figure = &self.figure;
        let text = match name {
            "display" => number::minus(&figure.display),
            "amount" => self.in_unit(figure.value),
            "numerator" => self.plain(figure.numerator),
            "denominator" => self.plain(figure.denominator),
            "not_known" => self.plain(figure.not_known.map(|count| count as f64)),
            "kept_open" => self.plain(figure.kept_open.map(|count| count as f64)),
            "lowest" => self.in_unit(figure.lowest),
            "median" => self.in_unit(figure.median),
            "highest" => self.in_unit(figure.highest),
            "target" => self.in_unit(figure.target),
            "england" => self.in_unit(figure.england),
            "region" => self.in_unit(figure.region),
            "neighbours" => self.in_unit(figure.neighbours),
            _ => return None,
        };
        Some(Value::from(text))
    }

    /// Words.
    fn said(&self, name: &str) -> Option<Value> {
        let figure = &self.figure;
        Some(match name {
            "period" => Value::from(calendar::period(figure, self.is_at_end)),
            "period_label" => Value::from(calendar::label(figure, self.is_at_end)),
            "brief" => Value::from(phrase::brief(figure, self.threshold)),
            "revised" => Value::from(phrase::revised(figure)),
            "interval" => Value::from(phrase::interval(figure)),
            "out_of" => Value::from(phrase::out_of(figure)),
            "target_words" => Value::from(phrase::target(figure)),
            "benchmark_words" => Value::from(phrase::benchmarks(figure)),
            "symbol_words" => Value::from(phrase::symbol(figure, self.threshold)),
            "unit_words" => Value::from(number::unit_words(&figure.unit)),
            "cautions" => phrase::cautions(figure, self.threshold).into_iter().collect(),
            "since_last_year" => {
                self.comparison(Comparison::with_last_year(figure), figure.last_year_is_hidden)
            }
            "since_previous" => {
                self.comparison(Comparison::with_previous(figure), figure.previous_is_hidden)
            }
            _ => return None,
        })
    }

    /// An earlier figure and what became of it: printed texts, a shape and a
    /// word. Where there is nothing to compare with, the texts are symbols.
    fn comparison(&self, comparison: Option<Comparison>, is_hidden: bool) -> Value {
        let figure = &self.figure;
        let places = phrase::places(figure);
        let Some(found) = comparison.filter(|_| phrase::is_shown(figure)) else {
            let symbol = match figure.symbol.as_str() {
                "" | "low" if is_hidden => "c",
                "" | "low" => number::NOT_AVAILABLE,
                symbol => symbol,
            };
            return map([
                ("is_known", Value::from(false)),
                ("end", Value::from("A year before")),
                ("earlier", Value::from(symbol)),
                ("change", Value::from(symbol)),
                ("percent", Value::from(symbol)),
                ("shape", Value::from(Shape::None.name())),
                ("word", Value::from("Not compared")),
                ("tone", Value::from("plain")),
                ("words", Value::from("")),
                ("sentence", Value::from("")),
            ]);
        };
        let percent = match found.percent {
            Some(percent) => number::signed(percent, "percent", 1),
            None => "z".to_owned(),
        };
        let unit = if figure.unit == "percent" { "points" } else { figure.unit.as_str() };
        map([
            ("is_known", Value::from(true)),
            ("end", Value::from(calendar::short(found.end))),
            ("earlier", Value::from(number::in_unit(found.earlier, &figure.unit, places))),
            (
                "change",
                Value::from(number::signed(found.change, unit, phrase::change_places(figure))),
            ),
            ("percent", Value::from(percent)),
            ("shape", Value::from(found.shape(places).name())),
            ("word", Value::from(found.word(places))),
            ("tone", Value::from(tone(&found.direction))),
            ("words", Value::from(phrase::capitalised(&found.words(figure, self.is_at_end)))),
            ("sentence", Value::from(phrase::capitalised(&found.sentence(figure, self.is_at_end)))),
        ])
    }

    fn in_unit(&self, number: Option<f64>) -> String {
        self.text(number, |value| {
            number::in_unit(value, &self.figure.unit, phrase::places(&self.figure))
        })
    }

    fn plain(&self, number: Option<f64>) -> String {
        self.text(number, |value| number::decimal(value, 0))
    }

    fn text(&self, number: Option<f64>, print: impl Fn(f64) -> String) -> String {
        match number {
            Some(value) if phrase::is_shown(&self.figure) => print(value),
            _ => self.figure.symbol.clone(),
        }
    }

    fn number(&self, number: Option<f64>) -> Value {
        match number {
            Some(value) if phrase::is_shown(&self.figure) => Value::from(value),
            _ => Value::from(()),
        }
    }
}

/// Whether a direction is good news, bad news or neither.
fn tone(direction: &str) -> &'static str {
    match direction {
        "improved" => "good",
        "worsened" => "bad",
        _ => "plain",
    }
}
