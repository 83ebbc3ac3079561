//! Thousands of random tables are protected, and then attacked: a reader who
//! knows every published number and what adds up to what cannot bring a number
//! at risk down to fewer values than the threshold. The attacker shares
//! nothing with what protects: it tries whole numbers, one after another.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use sufficiency::measure::disclosure::{Cell, Quantity, Sum, Tables, protect};

const THRESHOLD: i64 = 5;

/// Tables in the making.
#[derive(Clone, Debug, Default)]
struct Maker {
    tables: Tables,
}

impl Maker {
    /// A count; hidden, it is at least `least`.
    fn quantity(&mut self, amount: i64, least: i64) -> usize {
        let is_at_risk = (1..THRESHOLD).contains(&amount);
        let needs = if is_at_risk { THRESHOLD } else { 0 };
        self.tables.quantities.push(Quantity {
            amount,
            least,
            needs,
            is_given: false,
            is_printed: true,
        });
        self.tables.quantities.len() - 1
    }

    fn row(&mut self, shows: &[usize]) {
        let amounts = || shows.iter().map(|own| &self.tables.quantities[*own]);
        let is_hidden = amounts().any(|own| own.needs > 0);
        let weight = amounts().map(|own| own.amount).max().unwrap_or_default();
        self.tables.cells.push(Cell { shows: shows.to_vec(), is_hidden, weight });
    }

    fn count(&mut self, amount: i64) -> usize {
        let own = self.quantity(amount, 1);
        self.row(&[own]);
        own
    }

    fn sum(&mut self, parts: &[usize], whole: usize) {
        let mut terms: Vec<(usize, i64)> = parts.iter().map(|part| (*part, 1)).collect();
        terms.push((whole, -1));
        self.tables.sums.push(Sum { terms });
    }

    fn amount(&self, own: usize) -> i64 {
        self.tables.quantities[own].amount
    }

    /// The sum of parts, as a cell of its own.
    fn total(&mut self, parts: &[usize]) -> usize {
        let amount = parts.iter().map(|part| self.amount(*part)).sum();
        let whole = self.count(amount);
        self.sum(parts, whole);
        whole
    }
}

fn one_way(amounts: &[i64]) -> Tables {
    let mut maker = Maker::default();
    let parts: Vec<usize> = amounts.iter().map(|amount| maker.count(*amount)).collect();
    maker.total(&parts);
    maker.tables
}

fn two_way(rows: &[Vec<i64>]) -> Tables {
    let mut maker = Maker::default();
    let cells: Vec<Vec<usize>> =
        rows.iter().map(|row| row.iter().map(|amount| maker.count(*amount)).collect()).collect();
    let down: Vec<usize> = cells.iter().map(|row| maker.total(row)).collect();
    let across: Vec<usize> = (0..rows[0].len())
        .map(|column| maker.total(&cells.iter().map(|row| row[column]).collect::<Vec<_>>()))
        .collect();
    let whole = maker.total(&down);
    maker.sum(&across, whole);
    maker.tables
}

/// Services within groups within a whole; the whole is known from elsewhere.
fn nested(groups: &[Vec<i64>]) -> Tables {
    let mut maker = Maker::default();
    let mut all = Vec::new();
    let mut heads = Vec::new();
    for group in groups {
        let parts: Vec<usize> = group.iter().map(|amount| maker.count(*amount)).collect();
        heads.push(maker.total(&parts));
        all.extend(parts);
    }
    let whole = maker.total(&heads);
    maker.sum(&all, whole);
    let amount = maker.amount(whole);
    if !(1..THRESHOLD).contains(&amount) {
        maker.tables.quantities[whole].is_given = true;
    }
    maker.tables
}

/// Services by month, with quarters, and the whole of each.
fn over_time(services: &[Vec<i64>]) -> Tables {
    let mut maker = Maker::default();
    let months: Vec<Vec<usize>> = services
        .iter()
        .map(|service| service.iter().map(|amount| maker.count(*amount)).collect())
        .collect();
    let quarters: Vec<usize> = months.iter().map(|service| maker.total(service)).collect();
    let wholes: Vec<usize> = (0..services[0].len())
        .map(|month| maker.total(&months.iter().map(|own| own[month]).collect::<Vec<_>>()))
        .collect();
    let whole = maker.total(&quarters);
    maker.sum(&wholes, whole);
    maker.tables
}

/// A percentage by category beside a table of what it is out of.
fn ratio(categories: &[(i64, i64)]) -> Tables {
    let mut maker = Maker::default();
    let mut parts = [const { Vec::new() }; 3];
    for (counted, rest) in categories.iter().filter(|(counted, rest)| counted + rest > 0) {
        let all = maker.quantity(counted + rest, 1);
        let counted = maker.quantity(*counted, 0);
        let rest = maker.quantity(*rest, 0);
        maker.sum(&[counted, rest], all);
        maker.row(&[counted, rest, all]);
        maker.row(&[all]);
        for (list, own) in parts.iter_mut().zip([counted, rest, all]) {
            list.push(own);
        }
    }
    if !parts[0].is_empty() {
        let amounts = parts.clone().map(|own| own.iter().map(|one| maker.amount(*one)).sum());
        let wholes: Vec<usize> = amounts
            .iter()
            .enumerate()
            .map(|(at, amount)| maker.quantity(*amount, i64::from(at == 2)))
            .collect();
        for (own, whole) in parts.iter().zip(&wholes) {
            maker.sum(own, *whole);
        }
        maker.sum(&wholes[..2], wholes[2]);
        maker.row(&wholes);
    }
    maker.tables
}

/// Who tries what the unknown numbers can be.
struct Attacker {
    sums: Vec<Sum>,
    tries: u32,
}

impl Attacker {
    /// Narrows what each can be until nothing changes; whether anything is left.
    fn narrow(&self, can_be: &mut [(i64, i64)]) -> bool {
        loop {
            let mut has_changed = false;
            for sum in &self.sums {
                let ends = |(own, factor): &(usize, i64), can_be: &[(i64, i64)]| {
                    let (low, high) = can_be[*own];
                    if *factor > 0 {
                        (low * factor, high * factor)
                    } else {
                        (high * factor, low * factor)
                    }
                };
                let low: i64 = sum.terms.iter().map(|term| ends(term, can_be).0).sum();
                let high: i64 = sum.terms.iter().map(|term| ends(term, can_be).1).sum();
                if low > 0 || high < 0 {
                    return false;
                }
                for term in &sum.terms {
                    let (own_low, own_high) = ends(term, can_be);
                    // The others are between these; this one is their negative.
                    let (from, to) = (-(high - own_high), -(low - own_low));
                    let (from, to) = if term.1 > 0 { (from, to) } else { (-to, -from) };
                    let was = can_be[term.0];
                    let now = (was.0.max(from), was.1.min(to));
                    if now.0 > now.1 {
                        return false;
                    }
                    has_changed |= now != was;
                    can_be[term.0] = now;
                    if now != was {
                        break;
                    }
                }
            }
            if !has_changed {
                return true;
            }
        }
    }

    fn is_possible(&mut self, mut can_be: Vec<(i64, i64)>) -> bool {
        self.tries += 1;
        assert!(self.tries < 200_000, "too hard for this attacker");
        if !self.narrow(&mut can_be) {
            return false;
        }
        let open = (0..can_be.len()).filter(|own| can_be[*own].0 < can_be[*own].1);
        let Some(next) = open.min_by_key(|own| can_be[*own].1 - can_be[*own].0) else {
            return true;
        };
        (can_be[next].0..=can_be[next].1).any(|value| {
            let mut tried = can_be.clone();
            tried[next] = (value, value);
            self.is_possible(tried)
        })
    }
}

/// How many values each quantity at risk can have, as far as a reader of what
/// is not hidden can tell.
fn attack(tables: &Tables, is_hidden: &[bool]) -> Vec<(usize, usize)> {
    let mut can_be: Vec<(i64, i64)> = tables
        .quantities
        .iter()
        .map(|own| if own.is_given { (own.amount, own.amount) } else { (own.least, 999) })
        .collect();
    for (cell, _) in tables.cells.iter().zip(is_hidden).filter(|(_, hidden)| !**hidden) {
        for own in &cell.shows {
            can_be[*own] = (tables.quantities[*own].amount, tables.quantities[*own].amount);
        }
    }
    let mut attacker = Attacker { sums: tables.sums.clone(), tries: 0 };
    let at_risk = (0..can_be.len()).filter(|own| tables.quantities[*own].needs > 0);
    at_risk
        .map(|own| {
            let mut narrowed = can_be.clone();
            assert!(attacker.narrow(&mut narrowed), "the truth itself is not possible");
            let possible = (narrowed[own].0..=narrowed[own].1)
                .filter(|value| {
                    attacker.tries = 0;
                    let mut tried = can_be.clone();
                    tried[own] = (*value, *value);
                    attacker.is_possible(tried)
                })
                .take(THRESHOLD as usize)
                .count();
            (own, possible)
        })
        .collect()
}

fn holds(tables: &Tables) -> Result<(), TestCaseError> {
    let protection = protect(tables);
    let mut is_hidden: Vec<bool> = tables.cells.iter().map(|cell| cell.is_hidden).collect();
    let is_at_risk = is_hidden.contains(&true);
    for cell in protection.hidden.keys() {
        prop_assert!(!is_hidden[*cell], "hidden twice");
        is_hidden[*cell] = true;
    }
    prop_assert!(is_at_risk || protection.hidden.is_empty(), "nothing is at risk");
    let is_enough = |possible: usize| possible >= THRESHOLD as usize;
    let possible = attack(tables, &is_hidden);
    for (own, possible) in &possible {
        let is_given_up = protection.unsafe_quantities.contains(own);
        prop_assert!(is_given_up || is_enough(*possible), "{own} can only be one of {possible}");
    }
    // What is given up would not be safe either if nothing at all were shown.
    if !protection.unsafe_quantities.is_empty() {
        for (own, possible) in attack(tables, &vec![true; tables.cells.len()]) {
            let is_given_up = protection.unsafe_quantities.contains(&own);
            prop_assert!(!is_given_up || !is_enough(possible), "{own} was given up too soon");
        }
    }
    Ok(())
}

fn for_all<S: Strategy>(cases: u32, strategy: S, make: impl Fn(&S::Value) -> Tables) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(
        config,
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    runner.run(&strategy, |drawn| holds(&make(&drawn))).unwrap_or_else(|error| panic!("{error}"));
}

/// Counts as councils have them: many small, some noughts, a few large.
fn counts() -> impl Strategy<Value = i64> {
    prop_oneof![2 => Just(0), 4 => 1..5_i64, 5 => 5..13_i64, 2 => 13..25_i64]
}

#[test]
fn a_column_with_its_total() {
    for_all(3000, vec(counts(), 1..9), |drawn| one_way(drawn));
}

#[test]
fn a_table_with_its_margins() {
    let tables = (2..5_usize).prop_flat_map(|columns| vec(vec(counts(), columns), 2..5));
    for_all(800, tables, |drawn| two_way(drawn));
}

#[test]
fn groups_within_a_table() {
    for_all(1500, vec(vec(counts(), 1..5), 1..5), |drawn| nested(drawn));
}

#[test]
fn months_within_quarters() {
    for_all(600, vec(vec(counts(), 3), 2..5), |drawn| over_time(drawn));
}

#[test]
fn percentages_beside_what_they_are_out_of() {
    for_all(1000, vec((counts(), counts()), 1..6), |drawn| ratio(drawn));
}
