//! What a reader can work out of published tables, and what must be hidden as
//! well so that he cannot. Counts are quantities; tables say which of them add
//! up to which. A quantity that is at risk is safe where two points can be
//! shown, both in keeping with everything published, between which it moves
//! far enough: the truth lies among them, and a search or a linear program
//! finds the others, hiding as few children's cells for it as it can. Where
//! counts are printed rounded, [`rounded`] then sees to it that adding them up
//! does not tell more of them than is printed. Nothing
//! here but [`published`] knows of results, and nothing of measures or reports.

use std::collections::BTreeMap;

mod islands;
mod moves;
mod protect;
pub mod published;
pub mod rounded;
mod search;

pub use protect::protect;

/// A count that tables show: how many there are of one set of cases.
#[derive(Clone, Debug, Default)]
pub struct Quantity {
    /// How many there are.
    pub amount: i64,
    /// What everybody knows it to be at least, where it is not shown.
    pub least: i64,
    /// How many values a reader must be left with; nought where it is no secret.
    pub needs: i64,
    /// Whether it is known, whatever is hidden: it was published before.
    pub is_given: bool,
    /// Whether the cells that show it print it, rather than what it follows from.
    pub is_printed: bool,
}

/// Quantities that add up to nought, each as often as its factor says.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// Quantities, by number, and their factors.
    pub terms: Vec<(usize, i64)>,
}

/// What is shown or hidden as one: a row of a table, with all its counts.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// The quantities that it shows, by number.
    pub shows: Vec<usize>,
    /// Whether it is hidden from the start.
    pub is_hidden: bool,
    /// What is lost by hiding it: roughly, its children.
    pub weight: i64,
}

/// Everything that is published together, and what is to be kept.
#[derive(Clone, Debug, Default)]
pub struct Tables {
    /// All counts.
    pub quantities: Vec<Quantity>,
    /// What adds up to what.
    pub sums: Vec<Sum>,
    /// What shows them.
    pub cells: Vec<Cell>,
}

/// What is to be hidden.
#[derive(Clone, Debug, Default)]
pub struct Protection {
    /// Cells to hide, of those that were shown, by number: for which quantity.
    pub hidden: BTreeMap<usize, usize>,
    /// For each quantity the values that were shown to be possible: all those
    /// between are too.
    pub possible: Vec<(i64, i64)>,
    /// Quantities at risk that nothing within reach makes safe.
    pub unsafe_quantities: Vec<usize>,
}
