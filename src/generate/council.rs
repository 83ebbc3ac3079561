//! One invented authority with everything settled: who was in care where, who
//! gave the placements, under which contracts and at what price. What the
//! council's other systems hold (case records, brokerage, panels, monitoring,
//! finance) is told from it, each from a stream of chance of its own, so that
//! all of it agrees and none of it moves a child.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::agreements::Agreement;
use super::calendar::{plus, written, written_if};
use super::care::{Period, Spell};
use super::child::Child;
use super::contracts::Contract;
use super::country::Country;
use super::draw::Draw;
use super::families;
use super::finance::Line;
use super::market::Market;
use super::plan::Plan;

/// An authority with everything settled.
pub(super) struct Council<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// The country.
    pub(super) country: &'a Country,
    /// The authority's place on the map.
    pub(super) authority: usize,
    /// Providers and homes.
    pub(super) market: &'a Market,
    /// Contracts.
    pub(super) contracts: &'a [Contract],
    /// Agreements.
    pub(super) agreements: &'a [Agreement],
    /// Children, each at the place of its number.
    pub(super) children: &'a [Child],
    /// The ledger.
    pub(super) lines: &'a [Line],
    /// The sibling group of each child who belongs to one, by number.
    pub(super) groups: BTreeMap<u64, usize>,
}

impl<'a> Council<'a> {
    /// Finds out who belongs together.
    pub(super) fn group(mut self) -> Self {
        self.groups = families::groups(&self);
        self
    }

    /// A stream of chance of one purpose and number.
    pub(super) fn draw(&self, purpose: &str, number: u64) -> Draw {
        Draw::new(self.plan.seed, self.authority, purpose, number)
    }

    /// A stream of chance of one purpose for a child from a day on.
    pub(super) fn draw_from(&self, purpose: &str, child: &Child, from: NaiveDate) -> Draw {
        let days = (from - NaiveDate::default()).num_days().unsigned_abs();
        self.draw(purpose, child.number * 100_000 + days)
    }

    /// The first day that the returns tell of.
    pub(super) fn first(&self) -> NaiveDate {
        self.plan.first_year.start()
    }

    /// The last day that is known.
    pub(super) fn as_at(&self) -> NaiveDate {
        self.plan.as_at
    }

    /// The authority's code.
    pub(super) fn code(&self) -> &'a str {
        &self.country.authorities[self.authority].code
    }

    /// A day, where it has come.
    pub(super) fn come(&self, day: NaiveDate) -> Option<NaiveDate> {
        Some(day).filter(|day| *day <= self.plan.as_at)
    }

    /// A day as files write it, where it has come; else nothing.
    pub(super) fn written(&self, day: NaiveDate) -> String {
        written_if(self.come(day))
    }

    /// Children in care on some day that the returns tell of, those on short
    /// breaks left out.
    pub(super) fn in_returns(&self) -> impl Iterator<Item = &'a Child> {
        let (first, as_at) = (self.first(), self.as_at());
        let is_in = move |period: &Period| period.started <= as_at && period.ended >= first;
        self.children
            .iter()
            .filter(move |child| !child.is_on_short_breaks && child.periods.iter().any(is_in))
    }

    /// Periods of care that touch the days that the returns tell of.
    pub(super) fn periods(&self) -> impl Iterator<Item = (&'a Child, &'a Period)> {
        let (first, as_at) = (self.first(), self.as_at());
        self.in_returns().flat_map(move |child| {
            let periods = child.periods.iter();
            periods
                .filter(move |period| period.started <= as_at && period.ended >= first)
                .map(move |period| (child, period))
        })
    }

    /// Every placement begun by the last day, from the first child ever on.
    pub(super) fn spells(&self) -> impl Iterator<Item = (&'a Child, &'a Period, &'a Spell)> {
        let as_at = self.as_at();
        let children = self.children.iter().filter(|child| !child.is_on_short_breaks);
        children.flat_map(move |child| {
            child.periods.iter().flat_map(move |period| {
                let begun = period.spells.iter().filter(move |spell| spell.started <= as_at);
                begun.map(move |spell| (child, period, spell))
            })
        })
    }
}

/// Something made and renewed: the day it was made, the day by which it was to
/// be renewed.
pub(super) type Renewal = (NaiveDate, NaiveDate);

/// What is renewed every so many days between two days, a few late.
pub(super) fn renewals(
    draw: &mut Draw,
    from: NaiveDate,
    until: NaiveDate,
    every: i64,
    late_of_thousand: u64,
) -> Vec<Renewal> {
    let mut found = Vec::new();
    let mut made = from;
    while made < until {
        let due = plus(made, every);
        found.push((made, due));
        let is_late = draw.chance(late_of_thousand);
        made = plus(due, if is_late { draw.between(4, 70) } else { -draw.between(0, 24) });
    }
    found
}

/// The days of a span as files write them.
pub(super) fn span(from: NaiveDate, to: Option<NaiveDate>) -> [String; 2] {
    [written(from), written_if(to)]
}
