//! What the invention knows of itself: figures counted from the children as
//! they were made up, and not from the files. A test holds the pipeline's
//! figures against them.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{Year, birthday, month_ends};
use super::care::{Period, Spell};
use super::child::Child;
use super::codes::Setting;
use super::council::Council;
use super::outcomes;
use super::records::Records;

/// What is true of one authority.
#[derive(Clone, Debug)]
pub struct Truth {
    /// The authority's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// One entry for each month end from the first year to the as-at day.
    pub months: Vec<Month>,
    /// One entry for each return year, the running one among them.
    pub years: Vec<YearTruth>,
}

/// What is true of a month end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// The month end.
    pub on: NaiveDate,
    /// Children looked after, series of short breaks left out.
    pub looked_after: u32,
    /// Of these, placed in another authority than their own.
    pub out_of_area: u32,
    /// Of these, where the files do not tell where the placement is.
    pub not_known_where: u32,
    /// Children who had left, but whom the files leave open.
    pub left_open: u32,
    /// Of those looked after, the ones of whom a brother or sister is too.
    pub with_siblings: u32,
    /// Households that foster for the council, and the children with them.
    pub households: (u32, u32),
}

/// What is true of a year from 1 April.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YearTruth {
    /// The last day counted: 31 March, or the as-at day.
    pub to: NaiveDate,
    /// Children whose care began in it, each counted once.
    pub started: u32,
    /// Children whose care ended in it, each counted once.
    pub ceased: u32,
    /// Children looked after on the last day with three placements or more in
    /// the twelve months before: temporary ones, and adoption by the same
    /// carers, not counted.
    pub three_or_more: u32,
    /// Pence in the ledger, income taken off.
    pub spent: i64,
    /// Children missing at some time while looked after; away without
    /// authorisation is something else.
    pub missing: u32,
    /// Searches for a placement that came in it, by what has become of them.
    pub searches: BTreeMap<&'static str, u32>,
}

impl Truth {
    /// Takes note of what was posted to the ledger beside what was invented.
    pub(super) fn post(&mut self, posted: &[(NaiveDate, i64)]) {
        for year in &mut self.years {
            let own = posted.iter().filter(|(on, _)| Year::of(*on) == Year::of(year.to));
            year.spent += own.map(|(_, pence)| pence).sum::<i64>();
        }
    }

    /// Takes note of children who had left, but whom the files leave open.
    pub(super) fn leave_open(&mut self, spans: &[(NaiveDate, NaiveDate)]) {
        for month in &mut self.months {
            let is_open = |span: &&(NaiveDate, NaiveDate)| span.0 <= month.on && month.on < span.1;
            month.left_open = spans.iter().filter(is_open).count() as u32;
        }
    }
}

/// Counts what is true of an authority.
pub(super) fn truth(council: &Council<'_>, records: &Records<'_>) -> Truth {
    let own: Vec<&Child> =
        council.children.iter().filter(|child| !child.is_on_short_breaks).collect();
    let months = month_ends(council.first(), council.as_at())
        .into_iter()
        .map(|on| month(council, records, &own, on))
        .collect();
    let years = council.plan.years().into_iter();
    let years = years.map(|of| year(council, records, &own, of)).collect();
    let known = &council.country.authorities[council.authority];
    Truth { code: known.code.clone(), name: known.name.clone(), months, years }
}

fn year(council: &Council<'_>, records: &Records<'_>, own: &[&Child], year: Year) -> YearTruth {
    let to = council.plan.known_to(year);
    let within = |day: NaiveDate| year.start() <= day && day <= to;
    let children_with = |happens: &dyn Fn(&Period) -> bool| {
        own.iter().filter(|child| child.periods.iter().any(happens)).count() as u32
    };
    let three = own
        .iter()
        .filter(|child| child.period_on(to).is_some())
        .filter(|child| placements(child, to) >= 3);
    let is_in_year = |period: &Period| period.started <= to && period.ended >= year.start();
    let in_year = own.iter().filter(|child| child.periods.iter().any(is_in_year));
    let missing = in_year.filter(|child| {
        let times = outcomes::times_away(&mut council.draw("missing", child.number), child);
        times.iter().any(|(kind, from, back)| {
            *kind == "M" && *from <= to && (*back > year.start() || within(*from))
        })
    });
    let mut searches = BTreeMap::new();
    for search in records.searches.iter().filter(|search| within(search.received)) {
        *searches.entry(search.outcome(council.as_at())).or_default() += 1;
    }
    let lines = council.lines.iter().filter(|line| within(line.month));
    YearTruth {
        to,
        started: children_with(&|period| within(period.started)),
        ceased: children_with(&|period| within(period.ended)),
        three_or_more: three.count() as u32,
        spent: lines.map(|line| line.amount).sum(),
        missing: missing.count() as u32,
        searches,
    }
}

fn month(
    council: &Council<'_>,
    records: &Records<'_>,
    children: &[&Child],
    on: NaiveDate,
) -> Month {
    let mut found = Month {
        on,
        looked_after: 0,
        out_of_area: 0,
        not_known_where: 0,
        left_open: 0,
        with_siblings: 0,
        households: (0, 0),
    };
    let mut groups: BTreeMap<usize, u32> = BTreeMap::new();
    for child in children {
        let Some(period) = child.period_on(on) else { continue };
        found.looked_after += 1;
        if let Some(group) = council.groups.get(&child.number) {
            *groups.entry(*group).or_default() += 1;
        }
        let Some(spell) = spell_on(period, on) else { continue };
        let is_away = spell.away.is_some_and(|(first, last, _)| first <= on && on < last);
        match spell.at.authority {
            _ if is_away => found.not_known_where += 1,
            None => found.not_known_where += 1,
            Some(place) if place != council.authority => found.out_of_area += 1,
            Some(_) => {}
        }
    }
    found.with_siblings = groups.into_values().filter(|members| *members > 1).sum();
    for household in records.households.iter().filter(|household| household.is_approved(on)) {
        found.households.0 += 1;
        found.households.1 += household.used(on) as u32;
    }
    found
}

/// The spell of a day.
pub(super) fn spell_on(period: &Period, on: NaiveDate) -> Option<&Spell> {
    period.spells.iter().find(|spell| spell.started <= on && on < spell.ended)
}

/// Placements of the twelve months up to a day, those among them that were
/// going on when the twelve months began.
fn placements(child: &Child, to: NaiveDate) -> usize {
    let before = birthday(to, -1);
    child
        .periods
        .iter()
        .flat_map(|period| &period.spells)
        .filter(|spell| spell.started <= to && spell.ended > before)
        .filter(|spell| spell.setting != Setting::AdoptionSameCarers)
        .count()
}
