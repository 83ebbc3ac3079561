//! The numbers of a committee paper: sections 1, 2, 3, their paragraphs 1.1,
//! 1.2, recommendations (a), (b), tables and charts, what is still to be completed by somebody, and the
//! symbols of the table in hand. One for each rendering, so that two never
//! share a count.

use std::sync::{Mutex, PoisonError};

use super::symbols::SYMBOLS;

/// The counts so far.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    counts: Mutex<Counts>,
}

#[derive(Debug, Default)]
struct Counts {
    section: usize,
    paragraph: usize,
    recommendation: usize,
    table: usize,
    chart: usize,
    open: Vec<String>,
    /// Cells of the table in hand that hold a symbol: which column, and which.
    symbols: Vec<(usize, String)>,
}

impl Numbering {
    /// The number of the next section: `2`.
    pub(super) fn section(&self) -> String {
        self.with(|counts| {
            counts.section += 1;
            counts.paragraph = 0;
            counts.recommendation = 0;
            counts.section.to_string()
        })
    }

    /// The number of the next paragraph: `2.1`.
    pub(super) fn paragraph(&self) -> String {
        self.with(|counts| {
            counts.paragraph += 1;
            format!("{}.{}", counts.section, counts.paragraph)
        })
    }

    /// The letter of the section's next recommendation: `a`, and `aa` after `z`.
    pub(super) fn letter(&self) -> String {
        self.with(|counts| {
            counts.recommendation += 1;
            letter(counts.recommendation - 1)
        })
    }

    /// The number of the next table.
    pub(super) fn table(&self) -> String {
        self.with(|counts| {
            counts.table += 1;
            counts.table.to_string()
        })
    }

    /// The number of the next chart.
    pub(super) fn chart(&self) -> String {
        self.with(|counts| {
            counts.chart += 1;
            counts.chart.to_string()
        })
    }

    /// Notes that something is still to be completed.
    pub(super) fn leave_open(&self, what: &str) {
        self.with(|counts| counts.open.push(what.to_owned()));
    }

    /// Notes the symbols among a row's cells; the first stands in `column`.
    pub(super) fn meet(&self, cells: impl Iterator<Item = String>, column: usize) {
        let is_symbol = |(_, cell): &(usize, String)| SYMBOLS.contains(&cell.as_str());
        let met = (column..).zip(cells.map(|cell| cell.trim().to_owned())).filter(is_symbol);
        self.with(|counts| counts.symbols.extend(met));
    }

    /// The symbols of the table in hand, each once, of columns that hold
    /// numbers: in others `low` is a word. The next table begins with none.
    pub(super) fn met(&self, holds_numbers: impl Fn(usize) -> bool) -> Vec<&'static str> {
        let met = self.with(|counts| std::mem::take(&mut counts.symbols));
        let is_met =
            |symbol: &&str| met.iter().any(|(column, own)| own == symbol && holds_numbers(*column));
        SYMBOLS.into_iter().filter(is_met).collect()
    }

    /// How much is still to be completed, as text, so far.
    pub(super) fn open(&self) -> Vec<String> {
        self.with(|counts| counts.open.clone())
    }

    fn with<T>(&self, change: impl FnOnce(&mut Counts) -> T) -> T {
        change(&mut self.counts.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The letter of a place, counted from nought: `a`, and `aa` after `z`, as Word
/// counts them.
pub(super) fn letter(place: usize) -> String {
    let letter = ('a'..='z').nth(place % 26).unwrap_or('a');
    letter.to_string().repeat(place / 26 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recommendations_are_lettered_anew_in_each_section() {
        let numbering = Numbering::default();
        let letters = |count: usize| (0..count).map(|_| numbering.letter()).collect::<Vec<_>>();
        let first = letters(28);
        assert_eq!((first[0].as_str(), first[25].as_str(), first[26].as_str()), ("a", "z", "aa"));
        numbering.section();
        assert_eq!(letters(2), ["a", "b"]);
    }
}
