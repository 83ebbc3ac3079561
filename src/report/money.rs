//! Budget tables in thousands of pounds whose printed lines add up to their
//! printed total. Each column is rounded so: the total to the nearest
//! thousand, each line down, and the thousands that are then wanting go to
//! the lines with the largest remainders. The difference is taken from the
//! printed numbers, so that it adds up across as well as down.

use minijinja::value::Kwargs;
use minijinja::{Error, Value};

use super::figures::Figures;
use super::values::map;
use super::{number, phrase};
use crate::measure::figure::Figure;

/// One line of a budget table, in pounds; `None` where it is not to be had.
struct Line {
    label: String,
    budget: Option<f64>,
    spend: Option<f64>,
}

/// What a template asks for with `budget_table(measure, budget=, spend=,
/// breakdown=, period=)`.
pub(super) fn asked(figures: &Figures, id: &str, options: &Kwargs) -> Result<Value, Error> {
    figures.check_measure(id)?;
    let budget: String = options.get("budget")?;
    let spend: String = options.get("spend")?;
    let breakdown: String = options.get("breakdown")?;
    figures.check_table(id, &breakdown)?;
    let period: String = options.get("period")?;
    options.assert_all_used()?;
    let rows = |figure: &str| figures.breakdown(id, &breakdown, figure, &period);
    let total = |figure: &str| {
        figures.breakdown(id, "all", figure, &period).into_iter().next().unwrap_or_default()
    };
    Ok(table(&rows(&budget), &rows(&spend), &total(&budget), &total(&spend)))
}

/// Lays out budget and spend by category: `rows`, and as one line each the
/// `total` of the table, if it may have one, and `overall`, for the headline.
/// A line has `label`, `budget`, `spend`, `difference`, `percent`, `word`, `shape`.
pub(super) fn table(
    budget: &[Figure],
    spend: &[Figure],
    total_budget: &Figure,
    total_spend: &Figure,
) -> Value {
    let lines = lines((budget, total_budget), (spend, total_spend));
    let has_hidden =
        budget.iter().chain(spend).any(|row| row.symbol == "c" || row.table_has_hidden);
    let budgets: Vec<Option<f64>> = lines.iter().map(|line| line.budget).collect();
    let spends: Vec<Option<f64>> = lines.iter().map(|line| line.spend).collect();
    let budget_total = total_budget.value.filter(|_| !has_hidden);
    let spend_total = total_spend.value.filter(|_| !has_hidden);
    let budgets = in_thousands(&budgets, budget_total);
    let spends = in_thousands(&spends, spend_total);
    let rows: Value = lines
        .iter()
        .zip(budgets.iter().zip(&spends))
        .map(|(line, (budget, spend))| row(&line.label, *budget, *spend, line.budget, line.spend))
        .collect();
    let overall = row(
        "Total",
        total_budget.value.map(nearest_thousand),
        total_spend.value.map(nearest_thousand),
        total_budget.value,
        total_spend.value,
    );
    map([
        ("rows", rows),
        ("total", if has_hidden { Value::from(()) } else { overall.clone() }),
        ("overall", overall),
        ("has_hidden", Value::from(has_hidden)),
        ("is_empty", Value::from(lines.is_empty())),
    ])
}

/// Rounds to thousands so that the lines add up to their rounded total.
///
/// Without a total, or with a line missing, each line is rounded by itself.
fn in_thousands(values: &[Option<f64>], total: Option<f64>) -> Vec<Option<i64>> {
    let known: Option<Vec<f64>> = values.iter().copied().collect();
    let (Some(known), Some(total)) = (known, total) else {
        return values.iter().map(|value| value.map(nearest_thousand)).collect();
    };
    let mut rounded: Vec<i64> = known.iter().map(|value| (value / 1000.0).floor() as i64).collect();
    let wanting = nearest_thousand(total) - rounded.iter().sum::<i64>();
    let Ok(wanting) = usize::try_from(wanting) else {
        return known.iter().map(|value| Some(nearest_thousand(*value))).collect();
    };
    if wanting > rounded.len() {
        return known.iter().map(|value| Some(nearest_thousand(*value))).collect();
    }
    let remainder = |index: &usize| known[*index] / 1000.0 - (known[*index] / 1000.0).floor();
    let mut order: Vec<usize> = (0..known.len()).collect();
    order.sort_by(|a, b| remainder(b).total_cmp(&remainder(a)).then(a.cmp(b)));
    for index in order.into_iter().take(wanting) {
        rounded[index] += 1;
    }
    rounded.into_iter().map(Some).collect()
}

/// One side of the table: its lines, and what they add up to.
type Side<'a> = (&'a [Figure], &'a Figure);

/// The lines by category. Where the total is known, a category without a
/// figure has none of it, so that the lines still add up.
fn lines(budget: Side<'_>, spend: Side<'_>) -> Vec<Line> {
    let mut labels: Vec<&str> = Vec::new();
    for row in budget.0.iter().chain(spend.0) {
        if !labels.contains(&row.category.as_str()) {
            labels.push(&row.category);
        }
    }
    let of = |(rows, total): Side<'_>, label: &str| {
        let row = rows.iter().find(|row| row.category == label);
        let value = row.filter(|row| phrase::is_shown(row)).and_then(|row| row.value);
        let is_hidden = row.is_some_and(|row| row.symbol == "c");
        let none_of_it = total.value.filter(|_| !is_hidden).map(|_| 0.0);
        value.or(none_of_it)
    };
    labels
        .into_iter()
        .map(|label| Line {
            label: label.to_owned(),
            budget: of(budget, label),
            spend: of(spend, label),
        })
        .collect()
}

fn row(
    label: &str,
    budget: Option<i64>,
    spend: Option<i64>,
    exact_budget: Option<f64>,
    exact_spend: Option<f64>,
) -> Value {
    let text = |value: Option<i64>| value.map_or("x".to_owned(), number::thousands);
    let difference = budget.zip(spend).map(|(budget, spend)| spend - budget);
    let percent = exact_budget.zip(exact_spend).map(|(budget, spend)| {
        if budget <= 0.0 {
            return "z".to_owned();
        }
        number::signed(100.0 * (spend - budget) / budget, "percent", 1)
    });
    let (word, shape) = match difference {
        None => ("Not available", "none"),
        Some(0) => ("On budget", "level"),
        Some(over) if over > 0 => ("Over", "up"),
        Some(_) => ("Under", "down"),
    };
    let signed = difference.map(|value| {
        let text = number::thousands(value);
        if value > 0 { format!("+{text}") } else { text }
    });
    map([
        ("label", Value::from(label)),
        ("budget", Value::from(text(budget))),
        ("spend", Value::from(text(spend))),
        ("difference", Value::from(signed.unwrap_or_else(|| "x".to_owned()))),
        ("percent", Value::from(percent.unwrap_or_else(|| "x".to_owned()))),
        ("word", Value::from(word)),
        ("shape", Value::from(shape)),
    ])
}

fn nearest_thousand(pounds: f64) -> i64 {
    (pounds / 1000.0).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_lines_add_up_to_the_printed_total() {
        let lines = [Some(1_400.0), Some(1_400.0), Some(1_400.0), Some(-300.0)];
        let rounded = in_thousands(&lines, Some(3_900.0));
        let sum: i64 = rounded.iter().flatten().sum();
        assert_eq!(sum, 4);
        assert_eq!(rounded, [Some(2), Some(1), Some(1), Some(0)]);
    }

    #[test]
    fn without_a_total_each_line_stands_alone() {
        assert_eq!(in_thousands(&[Some(1_500.0), None], Some(9_000.0)), [Some(2), None]);
        assert_eq!(in_thousands(&[Some(1_499.0)], None), [Some(1)]);
    }
}
