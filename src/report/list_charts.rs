//! Charts of lists: the template says which columns are drawn as what. What a
//! list does not hold, or holds no number for, is not drawn; nothing is worked
//! out but where it goes.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minijinja::value::Kwargs;
use minijinja::{Error, Value};
use serde_json::{Map, Value as Json};

use super::charts::days::{self, Day};
use super::charts::funnel::{self, Line};
use super::charts::steps::{Amount, Steps};
use super::context::ReportList;
use super::lists;
use super::values::map;

type Row = Map<String, Json>;

/// What a template asks for with `waterfall(list, by=, where=, is=, from=,
/// steps=, to=)`: for each value of the column `by`, in the order of the list's
/// groups, `name`, `drawing` and `finding` of the row in which the column
/// `where` says `is`.
pub(super) fn waterfall(list: &ReportList, options: &Kwargs) -> Result<Value, Error> {
    let by: String = options.get("by")?;
    let column: String = options.get("where")?;
    let is: String = options.get("is")?;
    let from: String = options.get("from")?;
    let steps: Vec<String> = options.get("steps")?;
    let to: String = options.get("to")?;
    options.assert_all_used()?;
    let unit = lists::known(list, &to)?.unit.clone();
    for name in [&by, &column, &from].into_iter().chain(&steps) {
        lists::known(list, name)?;
    }
    let amount = |row: &Row, name: &str| {
        let label = lists::known(list, name).ok()?.title.clone();
        Some(Amount { label, value: number(row.get(name))? })
    };
    let of_row = |row: &Row| {
        Some(Steps {
            from: amount(row, &from)?,
            steps: steps.iter().map(|name| amount(row, name)).collect::<Option<_>>()?,
            to: amount(row, &to)?,
            unit: unit.clone(),
        })
    };
    let drawn = grouped(list, &by)?.into_iter().map(|(name, rows)| {
        let found =
            rows.into_iter().find(|row| row.get(&column).and_then(Json::as_str) == Some(&is));
        let found = found.and_then(of_row);
        let nothing = || map([("is_empty", Value::from(true))]);
        map([
            ("name", Value::from(name)),
            ("drawing", found.as_ref().map_or_else(nothing, Steps::lay_out)),
            ("finding", Value::from(found.map(|steps| steps.finding()).unwrap_or_default())),
        ])
    });
    Ok(Value::from_iter(drawn))
}

/// What a template asks for with `day_chart(list, by=, day=, filled=, paid=,
/// what=)`: the same for each value of the column `by`.
pub(super) fn by_day(list: &ReportList, options: &Kwargs) -> Result<Value, Error> {
    let by: String = options.get("by")?;
    let day: String = options.get("day")?;
    let filled: String = options.get("filled")?;
    let paid: String = options.get("paid")?;
    let what: String = options.get("what")?;
    options.assert_all_used()?;
    for name in [&by, &day, &filled, &paid] {
        lists::known(list, name)?;
    }
    let of_row = |row: &&Row| {
        let on: NaiveDate = row.get(&day)?.as_str()?.get(..10)?.parse().ok()?;
        Some(Day { day: on, filled: number(row.get(&filled))?, paid: number(row.get(&paid))? })
    };
    let drawn = grouped(list, &by)?.into_iter().map(|(name, rows)| {
        let days: Vec<Day> = rows.iter().filter_map(of_row).collect();
        map([
            ("name", Value::from(name)),
            ("drawing", days::lay_out(&days)),
            ("finding", Value::from(days::finding(&days, &what))),
        ])
    });
    Ok(Value::from_iter(drawn))
}

/// What a template asks for with `funnel_chart(list, label=, ours=, theirs=,
/// whose=, inner=, outer=, place=)`: one chart of all rows; `inner` and `outer`
/// name the columns of the lower and the upper limit.
pub(super) fn funnel(list: &ReportList, options: &Kwargs) -> Result<Value, Error> {
    let label: String = options.get("label")?;
    let ours: String = options.get("ours")?;
    let theirs: String = options.get("theirs")?;
    let whose: String = options.get("whose")?;
    let inner: Vec<String> = options.get("inner")?;
    let outer: Vec<String> = options.get("outer")?;
    let place: String = options.get("place")?;
    options.assert_all_used()?;
    let named = [&label, &ours, &theirs, &whose, &place].into_iter().chain(&inner).chain(&outer);
    for name in named {
        lists::known(list, name)?;
    }
    let text =
        |row: &Row, name: &str| row.get(name).and_then(Json::as_str).unwrap_or_default().to_owned();
    let limits = |row: &Row, names: &[String]| match names {
        [lower, upper] => Some((number(row.get(lower))?, number(row.get(upper))?)),
        _ => None,
    };
    let of_row = |row: &Row| {
        Some(Line {
            label: text(row, &label),
            ours: number(row.get(&ours))?,
            theirs: number(row.get(&theirs))?,
            whose: text(row, &whose),
            inner: limits(row, &inner)?,
            outer: limits(row, &outer)?,
            place: text(row, &place),
        })
    };
    let lines: Vec<Line> = list.rows.iter().filter_map(of_row).collect();
    Ok(Value::from_iter([map([
        ("name", Value::from("")),
        ("drawing", funnel::lay_out(&lines)),
        ("finding", Value::from(funnel::finding(&lines))),
    ])]))
}

/// The rows by what a column says, as the groups of a list are.
fn grouped<'a>(list: &'a ReportList, by: &str) -> Result<Vec<(String, Vec<&'a Row>)>, Error> {
    let column = lists::known(list, by)?;
    let mut groups: BTreeMap<String, Vec<&Row>> = BTreeMap::new();
    for row in &list.rows {
        groups.entry(lists::cell(column, row.get(by))).or_default().push(row);
    }
    let nobodys = groups.remove("").map(|rows| (String::new(), rows));
    Ok(groups.into_iter().chain(nobodys).collect())
}

/// A number; exact decimals may come as text.
fn number(value: Option<&Json>) -> Option<f64> {
    match value? {
        Json::Number(number) => number.as_f64(),
        Json::String(text) => text.parse().ok(),
        _ => None,
    }
}
