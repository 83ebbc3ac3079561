//! The tables of a run as the solver sees them, read from `result.disclosure_*`,
//! and its answer, written to `result.further_hidden` and
//! `result.possible_values`, which the shared result tables read on.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::rounded::{Rounding, keep_rounded};
use super::{Cell, Quantity, Sum, Tables, protect};
use crate::error::Result;
use crate::warehouse::{Warehouse, disclosure};

/// Rows of whole numbers, in their order.
#[derive(Deserialize)]
struct Numbers {
    rows: Option<Vec<Vec<i64>>>,
}

/// A row of a table or what is not known of it: series, period, which.
type Key = (i64, i64, bool);

/// What `result.disclosure_quantities` says of one part of one figure.
const QUANTITIES: &str = "select list(numbers order by numbers) as rows from (
    select [
        quantity_number, series_number, period_number,
        (part in ('not known', 'not counted'))::bigint, amount, least,
        case when is_at_risk then getvariable('disclosure.threshold') else 0 end,
        is_hidden::bigint, weight, is_given::bigint,
        (part in ('counted', 'in all', 'not known'))::bigint
    ]::bigint[] as numbers
    from result.disclosure_quantities)";

/// To what public counts are rounded, and below what they are hidden.
const ROUNDING: &str = "select [[
        getvariable('disclosure.round_to'), getvariable('disclosure.threshold')
    ]]::bigint[][] as rows";

const SUMS: &str = "select list(numbers order by numbers) as rows from (
    select list_concat([whole_number, wanting], part_numbers)::bigint[] as numbers
    from result.disclosure_sums)";

const TIMES: &str = "select list(numbers order by numbers) as rows from (
    select list_concat([whole_number], flatten(list_transform(
        range(len(stretch_numbers)),
        lambda place: [stretch_numbers[place + 1], amounts[place + 1]]
    )))::bigint[] as numbers
    from result.disclosure_times)";

/// Reads what is published together, hides what must be hidden as well, and
/// writes down which and why.
pub fn solve(warehouse: &Warehouse) -> Result<()> {
    let mut published = Published::default();
    for row in numbers(warehouse, QUANTITIES)? {
        published.part(&row);
    }
    for row in numbers(warehouse, SUMS)? {
        published.sum(&row);
    }
    for row in numbers(warehouse, TIMES)? {
        published.period(&row);
    }
    let keys: Vec<Key> = published.cells.keys().copied().collect();
    let mut tables = published.tables;
    tables.cells = published.cells.into_values().collect();
    let mut found = protect(&tables);
    if let Some([to, threshold]) = numbers(warehouse, ROUNDING)?.first().map(Vec::as_slice) {
        let rounding = Rounding { to: *to, threshold: *threshold };
        if rounding.to > 1 {
            keep_rounded(&tables, rounding, &mut found);
        }
    }
    let hidden = found.hidden.iter().map(|(cell, cause)| {
        let (series, period, is_of_not_known) = keys[*cell];
        row([series, period, i64::from(is_of_not_known), number_of(*cause)])
    });
    disclosure::keep_hidden(warehouse, &hidden.collect::<Vec<_>>())?;
    let at_risk = (0..published.printed).filter(|own| tables.quantities[*own].needs > 0);
    let values = at_risk.map(|own| {
        let (lowest, highest) = found.possible[own];
        let is_safe = !found.unsafe_quantities.contains(&own);
        row([number_of(own), lowest, highest, i64::from(is_safe)])
    });
    disclosure::keep_values(warehouse, &values.collect::<Vec<_>>())
}

/// Tables in the making.
#[derive(Default)]
struct Published {
    tables: Tables,
    cells: BTreeMap<Key, Cell>,
    /// How many quantities are printed; those after them are not.
    printed: usize,
    stretches: BTreeMap<i64, usize>,
}

impl Published {
    /// A part of a figure, in the order of the numbers of quantities.
    fn part(&mut self, row: &[i64]) {
        let &[
            number,
            series,
            period,
            not_known,
            amount,
            least,
            needs,
            hidden,
            weight,
            ref known @ ..,
        ] = row
        else {
            return;
        };
        let &[given, printed] = known else { return };
        let own = place_of(number);
        if self.tables.quantities.len() <= own {
            self.tables.quantities.resize(own + 1, Quantity::default());
        }
        self.printed = self.tables.quantities.len();
        let quantity = &mut self.tables.quantities[own];
        quantity.amount = amount;
        quantity.least = quantity.least.max(least);
        quantity.needs = quantity.needs.max(needs);
        quantity.is_given |= given > 0;
        quantity.is_printed |= printed > 0;
        let cell = self.cells.entry((series, period, not_known > 0)).or_default();
        cell.is_hidden |= hidden > 0;
        cell.weight = weight;
        cell.shows.push(own);
    }

    fn sum(&mut self, row: &[i64]) {
        let &[whole, wanting, ref parts @ ..] = row else { return };
        let mut terms = BTreeMap::from([(place_of(whole), -1)]);
        for part in parts {
            *terms.entry(place_of(*part)).or_default() += 1;
        }
        if wanting > 0 {
            terms.insert(self.unprinted(wanting), 1);
        }
        self.keep(terms);
    }

    fn period(&mut self, row: &[i64]) {
        let &[whole, ref stretches @ ..] = row else { return };
        let mut terms = BTreeMap::from([(place_of(whole), -1)]);
        for pair in stretches.chunks_exact(2) {
            let known = self.stretches.get(&pair[0]).copied();
            let own = known.unwrap_or_else(|| self.unprinted(pair[1]));
            self.stretches.insert(pair[0], own);
            terms.insert(own, 1);
        }
        self.keep(terms);
    }

    fn unprinted(&mut self, amount: i64) -> usize {
        self.tables.quantities.push(Quantity { amount, ..Quantity::default() });
        self.tables.quantities.len() - 1
    }

    fn keep(&mut self, terms: BTreeMap<usize, i64>) {
        let terms: Vec<(usize, i64)> =
            terms.into_iter().filter(|(_, factor)| *factor != 0).collect();
        if terms.len() > 1 {
            self.tables.sums.push(Sum { terms });
        }
    }
}

fn numbers(warehouse: &Warehouse, select: &str) -> Result<Vec<Vec<i64>>> {
    let found: Vec<Numbers> = warehouse.rows(select)?;
    Ok(found.into_iter().filter_map(|numbers| numbers.rows).flatten().collect())
}

/// Quantities are numbered from one in SQL, and from nought here.
fn place_of(number: i64) -> usize {
    usize::try_from(number - 1).unwrap_or_default()
}

fn number_of(place: usize) -> i64 {
    place as i64 + 1
}

fn row<const N: usize>(numbers: [i64; N]) -> Vec<String> {
    numbers.iter().map(i64::to_string).collect()
}
