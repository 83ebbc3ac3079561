//! A waterfall: one amount, what was added and taken away step by step, and
//! what that comes to. The first and the last stand on nought; each step hangs
//! where the one before ended. What is taken away is striped, and every amount
//! has its sign. Amounts that do not add up are not drawn.

use minijinja::Value;

use super::super::number;
use super::super::values::map;
use super::labels;
use super::scale::Scale;
use super::{WIDTH, at};

const LEFT: f64 = 92.0;
const RIGHT: f64 = 712.0;
const TOP: f64 = 28.0;
const BOTTOM: f64 = 236.0;
const HEIGHT: f64 = 284.0;
/// Pounds by which printed amounts may miss their sum.
const SLACK: f64 = 0.5;
/// Between the stripes of what is taken away.
const APART: f64 = 6.0;

/// An amount with its name.
#[derive(Clone, Debug)]
pub(in crate::report) struct Amount {
    pub(in crate::report) label: String,
    pub(in crate::report) value: f64,
}

/// Where it began, what was added, where it ended.
#[derive(Clone, Debug)]
pub(in crate::report) struct Steps {
    pub(in crate::report) from: Amount,
    pub(in crate::report) steps: Vec<Amount>,
    pub(in crate::report) to: Amount,
    /// The unit of all of them.
    pub(in crate::report) unit: String,
}

impl Steps {
    fn adds_up(&self) -> bool {
        let sum: f64 = self.steps.iter().map(|step| step.value).sum();
        !self.steps.is_empty() && (self.from.value + sum - self.to.value).abs() <= SLACK
    }

    /// How it changed, and which step did most of it: `up £2.3 million; price
    /// added most`. No step is named where two did as much.
    pub(in crate::report) fn finding(&self) -> String {
        if !self.adds_up() {
            return String::new();
        }
        let change = self.to.value - self.from.value;
        let amount = match number::is_money(&self.unit) {
            true => number::round_pounds(change.abs()),
            false => number::in_unit(change.abs(), &self.unit, 0),
        };
        if !amount.chars().any(|letter| ('1'..='9').contains(&letter)) {
            return "no change to speak of".to_owned();
        }
        let sign = change.signum();
        let (way, did) = if sign > 0.0 { ("up", "added") } else { ("down", "took off") };
        let size = |step: &&Amount| step.value * sign;
        let most = self.steps.iter().max_by(|one, other| size(one).total_cmp(&size(other)));
        let alone = most.filter(|most| {
            let as_much = self.steps.iter().filter(|step| size(step) >= size(most)).count();
            size(most) > 0.0 && as_much == 1
        });
        match alone {
            Some(most) => format!("{way} {amount}; {} {did} most", most.label.to_lowercase()),
            None => format!("{way} {amount}"),
        }
    }

    /// Lays out `bars`, the `joins` between them, and `grid`.
    pub(in crate::report) fn lay_out(&self) -> Value {
        if !self.adds_up() {
            return map([("is_empty", Value::from(true))]);
        }
        let mut levels = vec![(0.0, self.from.value)];
        let mut level = self.from.value;
        for step in &self.steps {
            levels.push((level, level + step.value));
            level += step.value;
        }
        levels.push((0.0, self.to.value));
        let ends = || levels.iter().flat_map(|(one, other)| [*one, *other]);
        let lowest = ends().fold(0.0, f64::min);
        let scale = Scale::about_nought(lowest, ends().fold(0.0, f64::max), 4.0);
        let pitch = (RIGHT - LEFT) / levels.len() as f64;
        let amounts = std::iter::once(&self.from).chain(&self.steps).chain([&self.to]);
        let last = levels.len() - 1;
        let bars = amounts.zip(&levels).enumerate().map(|(index, (amount, level))| {
            let middle = LEFT + pitch * (index as f64 + 0.5);
            self.bar(amount, *level, middle, pitch * 0.6, index > 0 && index < last, &scale)
        });
        // From where a bar ends to where the next one begins.
        let joins = levels.iter().take(last).enumerate().map(|(index, (_, end))| {
            let x = LEFT + pitch * (index as f64 + 0.8);
            format!("M{} {}h{}", at(x), at(up(&scale, *end)), at(pitch * 0.4))
        });
        let grid = scale.ticks().into_iter().map(|tick| {
            let y = up(&scale, tick);
            let text = match number::is_money(&self.unit) {
                true => number::short_pounds(tick),
                false => number::in_unit(tick, &self.unit, 0),
            };
            map([
                ("y", Value::from(at(y))),
                ("text_y", Value::from(at(y + 4.0))),
                ("text", Value::from(if tick == 0.0 { "0".to_owned() } else { text })),
            ])
        });
        map([
            ("width", Value::from(at(WIDTH))),
            ("height", Value::from(at(HEIGHT))),
            ("left", Value::from(at(LEFT))),
            ("right", Value::from(at(RIGHT))),
            ("nought", Value::from(at(up(&scale, 0.0)))),
            ("bars", Value::from_iter(bars)),
            ("joins", Value::from_iter(joins)),
            ("grid", Value::from_iter(grid)),
            ("is_empty", Value::from(false)),
        ])
    }

    fn bar(
        &self,
        amount: &Amount,
        (from, to): (f64, f64),
        middle: f64,
        thick: f64,
        is_step: bool,
        scale: &Scale,
    ) -> Value {
        let (head, foot) = (up(scale, from.max(to)), up(scale, from.min(to)));
        let (x, tall) = (middle - thick / 2.0, foot - head);
        let (kind, text) = match is_step {
            false => ("first", number::in_unit(amount.value, &self.unit, 0)),
            true if amount.value < 0.0 => ("s2", number::signed(amount.value, &self.unit, 0)),
            true => ("s3", number::signed(amount.value, &self.unit, 0)),
        };
        let stripes = (1..).map(|step| f64::from(step) * APART).take_while(|it| *it < tall);
        let stripes = stripes.map(|step| format!("M{} {}h{}", at(x), at(head + step), at(thick)));
        let texture: String = if kind == "s2" { stripes.collect() } else { String::new() };
        map([
            ("kind", Value::from(kind)),
            ("x", Value::from(at(x))),
            ("y", Value::from(at(head))),
            ("thick", Value::from(at(thick))),
            // What is too little to be seen is a line.
            ("tall", Value::from(at(tall.max(1.0)))),
            ("texture", Value::from(texture)),
            ("middle", Value::from(at(middle))),
            ("text", Value::from(text)),
            ("text_y", Value::from(at(head - 7.0))),
            ("label", labels::lines(&labels::broken(&amount.label), BOTTOM + 18.0)),
        ])
    }
}

fn up(scale: &Scale, value: f64) -> f64 {
    BOTTOM - (BOTTOM - TOP) * scale.share(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(from: f64, steps: &[f64], to: f64) -> Steps {
        let names = ["Volume", "Price", "Mix"];
        let amount = |label: &str, value: f64| Amount { label: label.to_owned(), value };
        Steps {
            from: amount("Before", from),
            steps: names.iter().zip(steps).map(|(name, value)| amount(name, *value)).collect(),
            to: amount("Now", to),
            unit: "pounds".to_owned(),
        }
    }

    fn bars(of: &Steps) -> Vec<(String, f64, f64, String)> {
        let drawing = serde_json::to_value(of.lay_out()).unwrap();
        let number =
            |bar: &serde_json::Value, name: &str| bar[name].as_str().unwrap().parse().unwrap();
        let text = |bar: &serde_json::Value, name: &str| bar[name].as_str().unwrap().to_owned();
        let bars = drawing["bars"].as_array().unwrap().iter();
        bars.map(|bar| {
            (text(bar, "kind"), number(bar, "y"), number(bar, "tall"), text(bar, "text"))
        })
        .collect()
    }

    #[test]
    fn each_step_hangs_where_the_one_before_ended() {
        let bars = bars(&steps(1_000_000.0, &[200_000.0, 300_000.0, -100_000.0], 1_400_000.0));
        let kinds: Vec<&str> = bars.iter().map(|bar| bar.0.as_str()).collect();
        assert_eq!(kinds, ["first", "s3", "s3", "s2", "first"]);
        let texts: Vec<&str> = bars.iter().map(|bar| bar.3.as_str()).collect();
        assert_eq!(texts, ["£1,000,000", "+£200,000", "+£300,000", "−£100,000", "£1,400,000"]);
        let head = |index: usize| bars[index].1;
        let foot = |index: usize| bars[index].1 + bars[index].2;
        let near = |one: f64, other: f64| assert!((one - other).abs() < 0.25, "{bars:?}");
        near(foot(1), head(0));
        near(foot(2), head(1));
        near(head(3), head(2));
        near(foot(3), head(4));
        near(foot(0), foot(4));
        near(bars[2].2 / bars[1].2, 1.5);
    }

    #[test]
    fn amounts_below_nought_hang_from_it() {
        let bars = bars(&steps(-50_000.0, &[20_000.0, 100_000.0, 0.0], 70_000.0));
        let nought = bars[4].1 + bars[4].2;
        assert!((bars[0].1 - nought).abs() < 0.25, "{bars:?}");
        assert!(bars[2].1 < nought && bars[2].1 + bars[2].2 > nought, "{bars:?}");
        assert_eq!((bars[3].2, bars[3].3.as_str()), (1.0, "£0"));
    }

    #[test]
    fn what_does_not_add_up_is_not_drawn() {
        for wrong in [steps(1.0, &[1.0, 1.0, 1.0], 5.0), steps(1.0, &[], 1.0)] {
            let drawing = serde_json::to_value(wrong.lay_out()).unwrap();
            assert_eq!(drawing["is_empty"], true);
            assert_eq!(wrong.finding(), "");
        }
    }

    #[test]
    fn a_finding_names_the_step_that_did_most() {
        let say =
            |from: f64, by: [f64; 3]| steps(from, &by, from + by.iter().sum::<f64>()).finding();
        assert_eq!(say(9e6, [2e5, 1.8e6, 1e5]), "up £2.1 million; price added most");
        assert_eq!(say(9e6, [-2e5, 1e5, -4e5]), "down £500,000; mix took off most");
        assert_eq!(say(9e6, [2e5, 2e5, 0.0]), "up £400,000");
        assert_eq!(say(9e6, [0.0, 0.0, 0.0]), "no change to speak of");
        assert_eq!(say(9e6, [3e5, -3e5, 200.0]), "no change to speak of");
    }
}
