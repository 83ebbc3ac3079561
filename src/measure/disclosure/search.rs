//! The simplest moves, found without a linear program: each quantity that
//! moves does so by the same number, up or down, and each sum that one of them
//! unsettles is settled by one other. The cheapest of them is found first, and
//! the search gives up after some tries.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::moves::{Move, Surroundings};

/// How many moves in the making are looked at.
const TRIES: usize = 400;

/// No simple move has more parts than this.
const PARTS: usize = 80;

/// What a sum that is still unsettled is thought to cost.
const UNSETTLED: i64 = 60;

/// A move in the making: what moves so far, and what that unsettles.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Attempt {
    moved: Vec<(usize, i64)>,
    unsettled: Vec<(usize, i64)>,
}

impl Surroundings<'_> {
    /// The cheapest simple move of a quantity by a distance, if it is found.
    pub(super) fn simplest(&self, target: usize, distance: i64) -> Option<Move> {
        if !self.can_move(target, distance) {
            return None;
        }
        let mut open = BinaryHeap::new();
        open.push(Reverse((0, 0, self.with(&Attempt::default(), target, distance))));
        for _ in 0..TRIES {
            let Reverse((cost, _, attempt)) = open.pop()?;
            let shortest = |(sum, _): &&(usize, i64)| (self.sums[*sum].terms.len(), *sum);
            let Some(&(sum, surplus)) = attempt.unsettled.iter().min_by_key(shortest) else {
                return Some(attempt.moved.into_iter().collect::<BTreeMap<_, _>>());
            };
            if attempt.moved.len() >= PARTS {
                continue;
            }
            for &(other, factor) in &self.sums[sum].terms {
                let Some(price) = self.costs[other] else { continue };
                let has_moved = attempt.moved.iter().any(|(own, _)| *own == other);
                let by = -surplus / factor;
                if has_moved || by * factor != -surplus || !self.can_move(other, by) {
                    continue;
                }
                let next = self.with(&attempt, other, by);
                let parts = next.moved.len() + next.unsettled.len();
                let more = next.unsettled.len() as i64 - attempt.unsettled.len() as i64;
                open.push(Reverse((cost + price + UNSETTLED * more, parts, next)));
            }
        }
        None
    }

    /// Whether a quantity may be thought to differ by so much.
    fn can_move(&self, quantity: usize, by: i64) -> bool {
        let own = &self.quantities[quantity];
        self.costs[quantity].is_some() && own.amount + by >= own.least.min(own.amount)
    }

    fn with(&self, attempt: &Attempt, quantity: usize, by: i64) -> Attempt {
        let mut next = attempt.clone();
        next.moved.push((quantity, by));
        for &(sum, factor) in &self.sums_of[quantity] {
            let change = by * factor;
            match next.unsettled.iter().position(|(own, _)| *own == sum) {
                None => next.unsettled.push((sum, change)),
                Some(at) => {
                    next.unsettled[at].1 += change;
                    if next.unsettled[at].1 == 0 {
                        next.unsettled.remove(at);
                    }
                }
            }
        }
        next
    }
}
