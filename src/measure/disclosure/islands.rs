//! Tables taken apart into islands: what no sum and no cell joins tells nothing
//! of each other, so each island is protected alone, and several at a time.
//! What is hidden does not depend on how many hands there are.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Cell, Protection, Sum, Tables};

/// Tables that hang together, numbered anew in the old order.
struct Island {
    tables: Tables,
    /// What its quantities and cells were called before.
    quantities: Vec<usize>,
    cells: Vec<usize>,
}

/// Protects every island that has something at risk with `protect`, by so many
/// hands.
pub(super) fn each(
    tables: &Tables,
    hands: usize,
    protect: impl Fn(&Tables) -> Protection + Sync,
) -> Protection {
    let islands = of(tables);
    let next = AtomicUsize::new(0);
    let found = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..hands.clamp(1, islands.len().max(1)) {
            scope.spawn(|| {
                while let Some(island) = islands.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let protection = protect(&island.tables);
                    let mut found = found.lock().unwrap_or_else(PoisonError::into_inner);
                    found.push((island, protection));
                }
            });
        }
    });
    let mut whole = Protection {
        possible: tables.quantities.iter().map(|own| (own.amount, own.amount)).collect(),
        ..Protection::default()
    };
    for (island, own) in found.into_inner().unwrap_or_else(PoisonError::into_inner) {
        let old = |quantity: usize| island.quantities[quantity];
        for (quantity, possible) in own.possible.into_iter().enumerate() {
            whole.possible[old(quantity)] = possible;
        }
        let hidden = own.hidden.into_iter();
        whole.hidden.extend(hidden.map(|(cell, cause)| (island.cells[cell], old(cause))));
        whole.unsafe_quantities.extend(own.unsafe_quantities.into_iter().map(old));
    }
    whole.unsafe_quantities.sort_unstable();
    whole
}

/// The islands with something at risk, the largest first: it takes longest.
fn of(tables: &Tables) -> Vec<Island> {
    let mut roots: Vec<usize> = (0..tables.quantities.len()).collect();
    for sum in &tables.sums {
        join(&mut roots, sum.terms.iter().map(|(quantity, _)| *quantity));
    }
    for cell in &tables.cells {
        join(&mut roots, cell.shows.iter().copied());
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for quantity in 0..roots.len() {
        members.entry(root(&mut roots, quantity)).or_default().push(quantity);
    }
    members.retain(|_, own| own.iter().any(|quantity| tables.quantities[*quantity].needs > 1));
    // Where a quantity is now: its island, by its root, and its number there.
    let mut new = vec![0; roots.len()];
    let mut islands: BTreeMap<usize, Island> = BTreeMap::new();
    for (own, quantities) in members {
        for (number, quantity) in quantities.iter().enumerate() {
            new[*quantity] = number;
        }
        let counts = quantities.iter().map(|quantity| tables.quantities[*quantity].clone());
        let tables = Tables { quantities: counts.collect(), ..Tables::default() };
        islands.insert(own, Island { tables, quantities, cells: Vec::new() });
    }
    for sum in &tables.sums {
        let Some((first, _)) = sum.terms.first() else { continue };
        let Some(island) = islands.get_mut(&root(&mut roots, *first)) else { continue };
        let terms = sum.terms.iter().map(|(quantity, factor)| (new[*quantity], *factor));
        island.tables.sums.push(Sum { terms: terms.collect() });
    }
    for (number, cell) in tables.cells.iter().enumerate() {
        let Some(first) = cell.shows.first() else { continue };
        let Some(island) = islands.get_mut(&root(&mut roots, *first)) else { continue };
        let shows = cell.shows.iter().map(|quantity| new[*quantity]).collect();
        island.tables.cells.push(Cell { shows, ..cell.clone() });
        island.cells.push(number);
    }
    let mut islands: Vec<Island> = islands.into_values().collect();
    islands.sort_by_key(|island| std::cmp::Reverse(island.quantities.len()));
    islands
}

/// Says that quantities hang together.
fn join(roots: &mut [usize], mut quantities: impl Iterator<Item = usize>) {
    let Some(first) = quantities.next() else { return };
    for other in quantities {
        let (one, other) = (root(roots, first), root(roots, other));
        roots[one.max(other)] = one.min(other);
    }
}

/// The least of the quantities that one is known to hang together with.
fn root(roots: &mut [usize], quantity: usize) -> usize {
    let mut own = quantity;
    while roots[own] != own {
        roots[own] = roots[roots[own]];
        own = roots[own];
    }
    own
}

#[cfg(test)]
mod tests {
    use super::super::{Quantity, protect};
    use super::*;

    /// Three parts of a whole, each in a cell of its own; the first is hidden.
    fn three_parts(from: usize) -> Tables {
        let quantity = |amount, needs| Quantity { amount, needs, least: 1, ..Quantity::default() };
        let cell = |own, is_hidden| Cell { shows: vec![own], is_hidden, weight: 10 };
        Tables {
            quantities: vec![quantity(3, 5), quantity(12, 0), quantity(40, 0), quantity(55, 0)],
            sums: vec![Sum {
                terms: vec![(from, 1), (from + 1, 1), (from + 2, 1), (from + 3, -1)],
            }],
            cells: vec![
                cell(from, true),
                cell(from + 1, false),
                cell(from + 2, false),
                cell(from + 3, false),
            ],
        }
    }

    #[test]
    fn each_is_protected_as_if_it_were_alone() {
        let alone = protect(&three_parts(0));
        assert_eq!(alone.hidden.len(), 1, "one other cell is hidden");
        let mut both = three_parts(0);
        let other = three_parts(4);
        both.quantities.extend(other.quantities);
        both.sums.extend(other.sums);
        both.cells.extend(other.cells);
        for hands in [1, 3] {
            let found = each(&both, hands, protect);
            let twice = |own: &usize| [*own, own + 4];
            let cells: Vec<usize> = alone.hidden.keys().flat_map(twice).collect();
            assert!(cells.iter().all(|cell| found.hidden.contains_key(cell)), "{found:?}");
            assert_eq!(found.hidden.len(), cells.len());
            assert_eq!(found.possible, [alone.possible.clone(), alone.possible.clone()].concat());
            assert!(found.unsafe_quantities.is_empty());
        }
    }

    #[test]
    fn what_holds_no_secret_is_left_as_it_is() {
        let mut tables = three_parts(0);
        tables.quantities[0].needs = 0;
        let found = each(&tables, 2, |_| unreachable!("nothing is at risk"));
        assert!(found.hidden.is_empty());
        assert_eq!(found.possible, [(3, 3), (12, 12), (40, 40), (55, 55)]);
    }
}
