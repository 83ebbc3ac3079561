//! What a reader can work out of rounded counts that add up. Four counts that
//! print as 10 and a total that prints as 50 are twelve each: a count rounded
//! by itself no longer has all the values that round to what is printed. Where
//! that is so, the cheapest cell of the sum that tells is hidden as well.
//!
//! The reader here goes from sum to sum and narrows what each count can be
//! between two bounds. What follows from several sums together, and from none
//! of them alone, is not looked for.

use super::{Protection, Tables};

/// What a count that nobody shows can be at most: more than any.
const UNBOUNDED: i64 = 1_000_000_000;

/// How often a sum is looked at, on average, before the reader gives up.
const PATIENCE: usize = 200;

/// How public counts are rounded.
#[derive(Clone, Copy, Debug)]
pub struct Rounding {
    /// To the nearest multiple of this.
    pub to: i64,
    /// What is from one up to one less than this is never shown.
    pub threshold: i64,
}

impl Rounding {
    /// The counts that print as this one does: nought as nought, and no other.
    pub fn alike(self, amount: i64) -> (i64, i64) {
        if amount == 0 {
            return (0, 0);
        }
        let size = amount.abs();
        let multiple = (2 * size + self.to) / (2 * self.to) * self.to;
        let lowest = (multiple - self.to / 2).max(1);
        let highest = multiple + (self.to - 1) / 2;
        if amount > 0 { (lowest, highest) } else { (-highest, -lowest) }
    }
}

/// Hides more, where need be, until every count that is shown can be all that
/// prints as it does.
pub fn keep_rounded(tables: &Tables, rounding: Rounding, found: &mut Protection) {
    let mut reader = Reader::new(tables, rounding, found);
    while let Some(tell_tales) = reader.narrows() {
        for (sum, quantity) in tell_tales {
            reader.hide_one_of(sum, quantity, found);
        }
    }
}

struct Reader<'a> {
    tables: &'a Tables,
    rounding: Rounding,
    cells_of: Vec<Vec<usize>>,
    sums_of: Vec<Vec<usize>>,
    is_shown: Vec<bool>,
    is_spent: Vec<bool>,
}

impl<'a> Reader<'a> {
    fn new(tables: &'a Tables, rounding: Rounding, found: &Protection) -> Self {
        let count = tables.quantities.len();
        let mut cells_of = vec![Vec::new(); count];
        for (number, cell) in tables.cells.iter().enumerate() {
            cell.shows.iter().for_each(|own| cells_of[*own].push(number));
        }
        let mut sums_of = vec![Vec::new(); count];
        for (number, sum) in tables.sums.iter().enumerate() {
            sum.terms.iter().for_each(|(own, _)| sums_of[*own].push(number));
        }
        let is_shown = (tables.cells.iter().enumerate())
            .map(|(number, cell)| !cell.is_hidden && !found.hidden.contains_key(&number))
            .collect();
        let is_spent = vec![false; tables.sums.len()];
        Self { tables, rounding, cells_of, sums_of, is_shown, is_spent }
    }

    fn is_seen(&self, quantity: usize) -> bool {
        self.cells_of[quantity].iter().any(|cell| self.is_shown[*cell])
    }

    /// What a quantity can be by itself, before anything is added up.
    fn by_itself(&self, quantity: usize) -> (i64, i64) {
        let own = &self.tables.quantities[quantity];
        if own.is_given {
            return (own.amount, own.amount);
        }
        if self.is_seen(quantity) && own.is_printed {
            return self.rounding.alike(own.amount);
        }
        (own.least.min(own.amount), UNBOUNDED)
    }

    /// Whether a reader knows that a quantity is no small number.
    fn is_none_or_many(&self, quantity: usize) -> bool {
        let amount = self.tables.quantities[quantity].amount;
        (amount == 0 || amount >= self.rounding.threshold) && self.is_seen(quantity)
    }

    /// The sums that tell too much, each with a count that it tells of; none
    /// where all counts can be all that they should.
    fn narrows(&self) -> Option<Vec<(usize, usize)>> {
        let alone: Vec<(i64, i64)> =
            (0..self.tables.quantities.len()).map(|own| self.by_itself(own)).collect();
        let sums = || (0..self.tables.sums.len()).filter(|sum| !self.is_spent[*sum]);
        let mut bounds = alone.clone();
        let mut direct = Vec::new();
        for sum in sums() {
            let moved = self.narrow(sum, &mut bounds);
            direct.extend(moved.iter().find(|own| self.matters(**own)).map(|own| (sum, *own)));
            moved.iter().for_each(|own| bounds[*own] = alone[*own]);
        }
        if !direct.is_empty() {
            return Some(direct);
        }
        let bounds = self.all_together(alone.clone(), sums().collect());
        let told = |sum: usize| {
            let mut terms = self.tables.sums[sum].terms.iter().map(|(own, _)| *own);
            terms.find(|own| bounds[*own] != alone[*own] && self.matters(*own))
        };
        // The sum of most terms is the longest period, or the largest table:
        // where months and their quarter tell of one another, the quarter goes.
        let longest = |(sum, _): &(usize, usize)| self.tables.sums[*sum].terms.len();
        let tell_tale = sums().filter_map(|sum| Some((sum, told(sum)?))).max_by_key(longest)?;
        Some(vec![tell_tale])
    }

    /// What quantities can be when every sum has been gone over and over.
    fn all_together(&self, mut bounds: Vec<(i64, i64)>, mut open: Vec<usize>) -> Vec<(i64, i64)> {
        let mut looks = PATIENCE * (open.len() + 1);
        while let Some(sum) = open.pop() {
            for own in self.narrow(sum, &mut bounds) {
                open.extend(self.sums_of[own].iter().filter(|other| **other != sum));
            }
            looks -= 1;
            if looks == 0 {
                break;
            }
        }
        bounds
    }

    /// Whether a quantity is printed, and is to keep all its values.
    fn matters(&self, quantity: usize) -> bool {
        let own = &self.tables.quantities[quantity];
        own.is_printed && !own.is_given && own.amount != 0 && self.is_seen(quantity)
    }

    /// Draws the bounds in as far as one sum lets, and says whose.
    fn narrow(&self, sum: usize, bounds: &mut [(i64, i64)]) -> Vec<usize> {
        let terms = &self.tables.sums[sum].terms;
        let ends = |(low, high): (i64, i64), factor: i64| {
            if factor > 0 { (factor * low, factor * high) } else { (factor * high, factor * low) }
        };
        let (mut low, mut high) = (0, 0);
        for (own, factor) in terms {
            let (least, most) = ends(bounds[*own], *factor);
            low += least;
            high += most;
        }
        let mut moved = Vec::new();
        for (own, factor) in terms {
            let before = bounds[*own];
            let (least, most) = ends(before, *factor);
            // What is left for this term is what the others take away.
            let (least, most) = match factor {
                1 => (most - high, least - low),
                -1 => (low - least, high - most),
                _ => continue,
            };
            let after = self.jump((before.0.max(least), before.1.min(most)), *own);
            if after != before {
                let (old, new) = (ends(before, *factor), ends(after, *factor));
                low += new.0 - old.0;
                high += new.1 - old.1;
                bounds[*own] = after;
                moved.push(*own);
            }
        }
        moved
    }

    /// Bounds that lie where a reader knows that the number does not, moved on.
    fn jump(&self, (mut low, mut high): (i64, i64), quantity: usize) -> (i64, i64) {
        let small = 1..self.rounding.threshold;
        if (small.contains(&low) || small.contains(&high)) && self.is_none_or_many(quantity) {
            low = if small.contains(&low) { self.rounding.threshold } else { low };
            high = if small.contains(&high) { 0 } else { high };
        }
        (low, high)
    }

    /// Hides what is cheapest to hide of a sum; where nothing can be, the sum
    /// is left alone from then on.
    fn hide_one_of(&mut self, sum: usize, cause: usize, found: &mut Protection) {
        let tables = self.tables;
        let terms = tables.sums[sum].terms.iter().map(|(own, _)| *own);
        let shown = |own: usize| self.cells_of[own].iter().filter(|cell| self.is_shown[**cell]);
        let can_be_hidden = |own: &usize| {
            let quantity = &tables.quantities[*own];
            let is_there = shown(*own).next().is_some();
            is_there && !quantity.is_given && quantity.amount >= quantity.least.max(1)
        };
        let cost = |own: &usize| -> i64 {
            shown(*own).map(|cell| tables.cells[*cell].weight.max(1)).sum()
        };
        let Some(cheapest) = terms.filter(can_be_hidden).min_by_key(|own| (cost(own), *own)) else {
            self.is_spent[sum] = true;
            return;
        };
        for cell in self.cells_of[cheapest].clone() {
            if std::mem::take(&mut self.is_shown[cell]) {
                found.hidden.insert(cell, cause);
            }
        }
    }
}
