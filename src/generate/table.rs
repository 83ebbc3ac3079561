//! A table on its way into a file: its columns, its rows, all text.

/// The cells of a row: whatever prints, as text.
macro_rules! cells {
    ($($cell:expr),* $(,)?) => {
        vec![$($cell.to_string()),*]
    };
}
pub(super) use cells;

/// A table of text.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// Column names as the file's header row gives them.
    pub(super) columns: Vec<String>,
    /// Rows, each as long as the header unless a fault cut it.
    pub(super) rows: Vec<Vec<String>>,
}

impl Table {
    /// An empty table.
    pub(super) fn new(columns: &[&str]) -> Self {
        Self { columns: columns.iter().map(|name| (*name).to_owned()).collect(), rows: Vec::new() }
    }

    /// Adds a row.
    pub(super) fn push(&mut self, row: Vec<String>) {
        self.rows.push(row);
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }

    /// The cell of a row under a column; empty where there is none.
    pub(super) fn cell(&self, row: usize, column: &str) -> &str {
        self.column(column)
            .and_then(|column| self.rows.get(row)?.get(column))
            .map_or("", String::as_str)
    }

    /// Rows that hold a text under a column.
    pub(super) fn find<'a>(
        &'a self,
        column: &'a str,
        text: &'a str,
    ) -> impl Iterator<Item = usize> + 'a {
        (0..self.rows.len()).filter(move |row| self.cell(*row, column) == text)
    }

    /// Writes over the cell of a row under a column.
    pub(super) fn set(&mut self, row: usize, column: &str, text: &str) {
        let Some(column) = self.column(column) else { return };
        if let Some(cell) = self.rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            text.clone_into(cell);
        }
    }

    /// Gives a column another name.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some(column) = self.column(from) {
            to.clone_into(&mut self.columns[column]);
        }
    }

    /// Adds a column whose cells are made from each row's number.
    pub(super) fn add_column(&mut self, name: &str, cell: impl Fn(usize) -> String) {
        self.columns.push(name.to_owned());
        for (index, row) in self.rows.iter_mut().enumerate() {
            row.push(cell(index));
        }
    }
}
