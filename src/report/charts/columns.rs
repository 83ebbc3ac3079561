//! Two columns a period, side by side, such as children who started and
//! ceased in each quarter. A period that the as-at date cuts is drawn as an
//! outline.

use minijinja::value::Kwargs;
use minijinja::{Error, Value};

use super::super::figure_value::FigureValue;
use super::super::number;
use super::super::values::map;
use super::scale::Scale;
use super::{WIDTH, at, of_all, shown, with_figures};

const LEFT: f64 = 40.0;
const RIGHT: f64 = 712.0;
const TOP: f64 = 44.0;
const BOTTOM: f64 = 224.0;
const HEIGHT: f64 = 268.0;

/// Lays out two series of the same periods: `groups`, each with `first`,
/// `second` and two lines of label, and `grid`. `finding` is one of the
/// three sentences of the option `above`: the first or the second series is the
/// larger in so many (`{}`) of the whole periods, or neither is more often than
/// chance would explain (a sign test, two-sided, 5%).
pub(crate) fn lay_out(first: &Value, second: &Value, options: &Kwargs) -> Result<Value, Error> {
    let says: Option<Vec<String>> = options.get("above")?;
    options.assert_all_used()?;
    let second: Vec<Value> = second.try_iter()?.collect();
    with_figures(first, |firsts| {
        let seconds: Vec<&FigureValue> =
            second.iter().filter_map(|item| item.downcast_object_ref::<FigureValue>()).collect();
        let pairs = firsts
            .iter()
            .filter(|first| !first.figure.is_partial)
            .map(|first| Some((shown(first)?, shown(of_period(first, &seconds)?)?)));
        let pairs: Option<Vec<(f64, f64)>> = pairs.collect();
        let finding = pairs.and_then(|pairs| finding(&pairs, &says?));
        draw(firsts, &seconds, finding.unwrap_or_default())
    })
}

/// The figure of the same period.
fn of_period<'a>(of: &FigureValue, others: &[&'a FigureValue]) -> Option<&'a FigureValue> {
    let period = |it: &FigureValue| (it.figure.period_start, it.figure.period_end);
    others.iter().find(|other| period(other) == period(of)).copied()
}

/// Which of the two is the larger more often than chance would explain.
fn finding(pairs: &[(f64, f64)], says: &[String]) -> Option<String> {
    let [of_first, of_second, of_neither] = says else { return None };
    if pairs.is_empty() {
        return None;
    }
    let first = pairs.iter().filter(|(first, second)| first > second).count();
    let second = pairs.iter().filter(|(first, second)| first < second).count();
    let count = first.max(second);
    if by_chance(count, first + second) > 0.05 {
        return Some(of_neither.clone());
    }
    let says = if first > second { of_first } else { of_second };
    Some(says.replace("{}", &of_all(count, pairs.len())))
}

/// How often chance alone would put one of two equals ahead so often or oftener.
fn by_chance(ahead: usize, of: usize) -> f64 {
    let mut ways = 1.0;
    let mut all = 0.0;
    for index in 0..=of {
        if index >= ahead {
            all += ways;
        }
        ways = ways * (of - index) as f64 / (index + 1) as f64;
    }
    (2.0 * all / 2_f64.powi(i32::try_from(of).unwrap_or(i32::MAX))).min(1.0)
}

fn draw(firsts: &[&FigureValue], seconds: &[&FigureValue], finding: String) -> Value {
    let numbers = firsts.iter().chain(seconds).filter_map(|figure| shown(figure));
    let scale = Scale::from_nought(numbers.fold(0.0, f64::max), 4.0);
    let pitch = (RIGHT - LEFT) / firsts.len().max(1) as f64;
    let thick = (pitch * 0.4).min(30.0);
    let groups: Value = firsts
        .iter()
        .enumerate()
        .map(|(index, first)| {
            let middle = LEFT + pitch * (index as f64 + 0.5);
            let second = of_period(first, seconds);
            let column = |figure: Option<&FigureValue>, x: f64| column(figure, x, thick, &scale);
            map([
                ("middle", Value::from(at(middle))),
                ("lines", label(first)),
                ("is_partial", Value::from(first.figure.is_partial)),
                ("first", column(Some(first), middle - thick - 1.0)),
                ("second", column(second, middle + 1.0)),
            ])
        })
        .collect();
    let grid: Value = scale
        .ticks()
        .into_iter()
        .map(|tick| {
            let y = BOTTOM - (BOTTOM - TOP) * scale.share(tick);
            map([
                ("y", Value::from(at(y))),
                ("text_y", Value::from(at(y + 4.0))),
                ("text", Value::from(number::decimal(tick, 0))),
            ])
        })
        .collect();
    map([
        ("width", Value::from(at(WIDTH))),
        ("height", Value::from(at(HEIGHT))),
        ("left", Value::from(at(LEFT))),
        ("right", Value::from(at(RIGHT))),
        ("bottom", Value::from(at(BOTTOM))),
        ("label_y", Value::from(at(BOTTOM + 18.0))),
        ("label_y_2", Value::from(at(BOTTOM + 34.0))),
        ("groups", groups),
        ("grid", grid),
        ("finding", Value::from(finding)),
        ("is_empty", Value::from(firsts.is_empty())),
    ])
}

fn column(figure: Option<&FigureValue>, x: f64, thick: f64, scale: &Scale) -> Value {
    let Some(figure) = figure else {
        return Value::from(());
    };
    let tall = shown(figure).map_or(0.0, |value| (BOTTOM - TOP) * scale.share(value));
    map([
        ("x", Value::from(at(x))),
        ("y", Value::from(at(BOTTOM - tall))),
        ("thick", Value::from(at(thick))),
        ("tall", Value::from(at(tall))),
        ("text_x", Value::from(at(x + thick / 2.0))),
        ("text_y", Value::from(at(BOTTOM - tall - 5.0))),
        ("text", Value::from(number::minus(&figure.figure.display))),
    ])
}

/// `Jul-Sep` over `2026`, or `to 22 Nov` where the period is cut.
fn label(figure: &FigureValue) -> Value {
    let (start, end) = (figure.figure.period_start, figure.figure.period_end);
    let first = if figure.figure.is_partial {
        format!("to {}", end.format("%-d %b"))
    } else {
        format!("{}–{}", start.format("%b"), end.format("%b"))
    };
    Value::from_iter([first, end.format("%Y").to_string()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_is_beyond_chance_or_says_that_it_is_not() {
        let says = ["more came in {}", "more went in {}", "neither"].map(str::to_owned);
        let of = |first: usize, second: usize, same: usize| {
            let pairs = [vec![(2.0, 1.0); first], vec![(1.0, 2.0); second], vec![(1.0, 1.0); same]];
            finding(&pairs.concat(), &says)
        };
        assert_eq!(of(10, 2, 0).as_deref(), Some("more came in 10 of 12"));
        assert_eq!(of(0, 6, 0).as_deref(), Some("more went in all 6"));
        assert_eq!(of(0, 6, 2).as_deref(), Some("more went in 6 of 8"));
        for (first, second, same) in [(9, 3, 0), (5, 7, 0), (5, 0, 9), (0, 0, 3)] {
            assert_eq!(of(first, second, same).as_deref(), Some("neither"));
        }
        assert_eq!(of(0, 0, 0), None);
        assert_eq!(finding(&[(2.0, 1.0)], &says[..1]), None);
    }

    #[test]
    fn chance_is_that_of_a_fair_coin() {
        for (ahead, of, chance) in
            [(10, 12, 0.03857), (9, 12, 0.14600), (6, 6, 0.03125), (1, 2, 1.0)]
        {
            assert!((by_chance(ahead, of) - chance).abs() < 0.00001, "{ahead} of {of}");
        }
    }
}
