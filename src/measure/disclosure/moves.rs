//! How the quantities near one of them can move together without a printed
//! number changing that need not be hidden for it, at the least cost: a small
//! linear program over what is near.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use super::{Quantity, Sum};

/// A number above every count.
const FAR: f64 = 1e6;

/// What moves, by quantity, and by how much.
pub(super) type Move = BTreeMap<usize, i64>;

/// The tables as one quantity sees them: costs of moving, nought where it is
/// hidden already, none where it cannot move.
pub(super) struct Surroundings<'a> {
    pub(super) quantities: &'a [Quantity],
    pub(super) sums: &'a [Sum],
    /// The sums that each quantity stands in, with its factor there.
    pub(super) sums_of: &'a [Vec<(usize, i64)>],
    /// What it costs to let each move.
    pub(super) costs: &'a [Option<i64>],
}

/// What one of two variables stands for.
struct Column {
    quantity: usize,
    sign: f64,
    variable: Variable,
}

impl Surroundings<'_> {
    /// The cheapest move of the quantities `near` a target that moves it by
    /// `distance`.
    pub(super) fn cheapest(&self, near: &[usize], target: usize, distance: i64) -> Option<Move> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let mut columns = Vec::new();
        let mut rows: BTreeMap<usize, Vec<(Variable, f64)>> = BTreeMap::new();
        for &quantity in near {
            let own = &self.quantities[quantity];
            let down = (own.amount - own.least).max(0) as f64;
            let cost = self.costs[quantity].unwrap_or_default() as f64;
            let signs: &[f64] = if quantity == target {
                &[if distance < 0 { -1.0 } else { 1.0 }]
            } else {
                &[1.0, -1.0]
            };
            for &sign in signs {
                let most = if quantity == target {
                    let most = distance.abs() as f64;
                    if sign < 0.0 && most > down {
                        return None;
                    }
                    (most, most)
                } else {
                    (0.0, if sign < 0.0 { down } else { FAR })
                };
                // A little for each step, so that nothing moves to no purpose.
                let variable = problem.add_var(cost + 0.001, most);
                columns.push(Column { quantity, sign, variable });
                self.stand_in(quantity, variable, sign, &mut rows);
            }
        }
        for terms in rows.into_values() {
            problem.add_constraint(terms, ComparisonOp::Eq, 0.0);
        }
        // These programs are small: simplifying them first takes longer.
        let mut options = SolveOptions::default();
        options.presolve = false;
        let solution = problem.solve_with(options).ok()?.into_solution().ok()?;
        let mut moved: BTreeMap<usize, f64> = BTreeMap::new();
        for column in &columns {
            *moved.entry(column.quantity).or_default() +=
                column.sign * solution.var_value(column.variable);
        }
        whole(&moved).filter(|found| self.holds(found))
    }

    /// Puts a variable into every sum that its quantity stands in.
    fn stand_in(
        &self,
        quantity: usize,
        variable: Variable,
        sign: f64,
        rows: &mut BTreeMap<usize, Vec<(Variable, f64)>>,
    ) {
        for &(sum, factor) in &self.sums_of[quantity] {
            rows.entry(sum).or_default().push((variable, sign * factor as f64));
        }
    }

    /// The quantities nearest to one, itself among them: those that can be
    /// reached through sums at the least cost; fewer than `reach` only where
    /// there are no more.
    pub(super) fn near(&self, target: usize, reach: usize) -> Vec<usize> {
        let mut found = BTreeSet::new();
        let mut open = BinaryHeap::from([Reverse((0, 0, target))]);
        while let Some(Reverse((cost, steps, quantity))) = open.pop() {
            if found.len() >= reach {
                break;
            }
            if !found.insert(quantity) {
                continue;
            }
            for &(sum, _) in &self.sums_of[quantity] {
                for &(other, _) in &self.sums[sum].terms {
                    if let Some(own) = self.costs[other].filter(|_| !found.contains(&other)) {
                        open.push(Reverse((cost + own + 1, steps + 1, other)));
                    }
                }
            }
        }
        found.into_iter().collect()
    }

    /// Whether everything adds up as before.
    fn holds(&self, found: &Move) -> bool {
        let touched = found.keys().flat_map(|quantity| &self.sums_of[*quantity]);
        let of = |quantity: &usize| found.get(quantity).copied().unwrap_or_default();
        touched.into_iter().all(|(sum, _)| {
            let terms = &self.sums[*sum].terms;
            terms.iter().map(|(quantity, factor)| factor * of(quantity)).sum::<i64>() == 0
        })
    }
}

/// A move in whole steps, if it is one.
fn whole(moved: &BTreeMap<usize, f64>) -> Option<Move> {
    let is_whole = moved.values().all(|by| (by - by.round()).abs() < 1e-5);
    is_whole.then(|| {
        let steps = moved.iter().map(|(quantity, by)| (*quantity, by.round() as i64));
        steps.filter(|(_, by)| *by != 0).collect()
    })
}
