//! Takes one quantity at risk after another and hides what it needs.

use super::moves::{Move, Surroundings};
use super::{Protection, Tables, islands};

/// How many quantities a program looks at: near ones first.
const REACHES: [usize; 4] = [40, 150, 600, 2_000];

/// How many quantities one after another may be looked at so far around, and
/// none made safe, before that is given up for the tables at hand.
const IN_VAIN: usize = 60;

struct Work<'a> {
    tables: &'a Tables,
    sums_of: Vec<Vec<(usize, i64)>>,
    cells_of: Vec<Vec<usize>>,
    costs: Vec<Option<i64>>,
    is_shown: Vec<bool>,
    /// How many quantities each reach has not made safe since it last did.
    in_vain: [usize; REACHES.len()],
    found: Protection,
}

/// Hides cells until every quantity that needs it can have as many values as
/// it needs, as far as a reader can tell. A quantity for which no way is found
/// is told as unsafe.
pub fn protect(tables: &Tables) -> Protection {
    let hands = std::thread::available_parallelism().map_or(1, usize::from);
    islands::each(tables, hands, protect_island)
}

fn protect_island(tables: &Tables) -> Protection {
    let mut work = Work::new(tables);
    let at_risk = (0..tables.quantities.len()).filter(|own| tables.quantities[*own].needs > 1);
    let mut left: Vec<usize> = at_risk.collect();
    left.retain(|quantity| !work.make_safe_simply(*quantity));
    for quantity in left {
        if !work.make_safe_simply(quantity) && !work.make_safe(quantity) {
            work.found.unsafe_quantities.push(quantity);
        }
    }
    work.found
}

impl<'a> Work<'a> {
    fn new(tables: &'a Tables) -> Self {
        let count = tables.quantities.len();
        let mut sums_of: Vec<Vec<(usize, i64)>> = vec![Vec::new(); count];
        for (number, sum) in tables.sums.iter().enumerate() {
            for (quantity, factor) in &sum.terms {
                match sums_of[*quantity].last_mut() {
                    Some(last) if last.0 == number => last.1 += factor,
                    _ => sums_of[*quantity].push((number, *factor)),
                }
            }
        }
        let mut cells_of = vec![Vec::new(); count];
        for (number, cell) in tables.cells.iter().enumerate() {
            for quantity in &cell.shows {
                cells_of[*quantity].push(number);
            }
        }
        let possible = tables.quantities.iter().map(|own| (own.amount, own.amount)).collect();
        let mut work = Self {
            tables,
            sums_of,
            cells_of,
            costs: vec![None; count],
            is_shown: tables.cells.iter().map(|cell| !cell.is_hidden).collect(),
            in_vain: [0; REACHES.len()],
            found: Protection { possible, ..Protection::default() },
        };
        for quantity in 0..count {
            work.costs[quantity] = work.cost(quantity);
        }
        work
    }

    /// What hiding all cells that show a quantity costs; none where it is
    /// known all the same, or is so small that it would not be hidden.
    fn cost(&self, quantity: usize) -> Option<i64> {
        let own = &self.tables.quantities[quantity];
        let shown = || self.cells_of[quantity].iter().filter(|cell| self.is_shown[**cell]);
        let is_fixed = own.is_given || (shown().next().is_some() && own.amount < own.least);
        (!is_fixed).then(|| shown().map(|cell| self.tables.cells[*cell].weight.max(1)).sum())
    }

    /// How many values a quantity still wants.
    fn wants(&self, quantity: usize) -> i64 {
        let (lowest, highest) = self.found.possible[quantity];
        self.tables.quantities[quantity].needs - 1 - (highest - lowest)
    }

    fn is_safe(&self, quantity: usize) -> bool {
        self.wants(quantity) <= 0
    }

    fn make_safe_simply(&mut self, quantity: usize) -> bool {
        if self.is_safe(quantity) {
            return true;
        }
        if self.costs[quantity] != Some(0) {
            return false;
        }
        let up = self.tables.quantities[quantity].needs - 1;
        let Some(found) = self.surroundings().simplest(quantity, up) else { return false };
        self.let_move(&found, quantity);
        true
    }

    fn make_safe(&mut self, quantity: usize) -> bool {
        if self.costs[quantity] != Some(0) {
            return false;
        }
        let own = &self.tables.quantities[quantity];
        let needs = own.needs;
        let room = (own.amount - own.least).clamp(0, needs - 1);
        for (number, reach) in REACHES.into_iter().enumerate() {
            if self.in_vain[number] >= IN_VAIN {
                continue;
            }
            let near = self.surroundings().near(quantity, reach);
            // All the way up; else as far down as need be, and the rest up.
            let is_safe =
                (0..=room).any(|down| self.move_apart(quantity, needs - 1 - down, down, &near));
            self.in_vain[number] = if is_safe { 0 } else { self.in_vain[number] + 1 };
            if is_safe || near.len() < reach {
                return is_safe;
            }
        }
        false
    }

    /// Lets a quantity move up and down, as far as each is wanted.
    fn move_apart(&mut self, quantity: usize, up: i64, down: i64, near: &[usize]) -> bool {
        let either = |distance: i64| match distance {
            0 => Some(Move::new()),
            _ => self.surroundings().cheapest(near, quantity, distance),
        };
        let Some((rise, fall)) = either(up).zip(either(-down)) else { return false };
        self.let_move(&rise, quantity);
        self.let_move(&fall, quantity);
        true
    }

    fn surroundings(&self) -> Surroundings<'_> {
        Surroundings {
            quantities: &self.tables.quantities,
            sums: &self.tables.sums,
            sums_of: &self.sums_of,
            costs: &self.costs,
        }
    }

    /// Hides every cell that shows what moves.
    fn let_move(&mut self, found: &Move, cause: usize) {
        for (&quantity, by) in found {
            let amount = self.tables.quantities[quantity].amount;
            let possible = &mut self.found.possible[quantity];
            *possible = (possible.0.min(amount + by), possible.1.max(amount + by));
            for cell in self.cells_of[quantity].clone() {
                if std::mem::take(&mut self.is_shown[cell]) {
                    self.found.hidden.insert(cell, cause);
                    for other in &self.tables.cells[cell].shows {
                        self.costs[*other] = self.cost(*other);
                    }
                }
            }
        }
    }
}
