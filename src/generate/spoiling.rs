//! Finds rows in files that are about to be written, changes them, and keeps a
//! list of what was changed. Which faults there are is `faults`'s.

use chrono::NaiveDate;

use super::faults::Fault;
use super::filing::File;
use super::plan::Plan;
use super::table::Table;

/// Files on their way to the inbox, and the faults put into them.
pub(super) struct Spoiling<'a> {
    /// The files.
    pub(super) files: &'a mut Vec<File>,
    /// Folders of the first three returns and of the running year.
    pub(super) folders: [String; 4],
    /// The last day that any file describes.
    pub(super) as_at: NaiveDate,
    /// What was spoilt.
    pub(super) faults: Vec<Fault>,
}

/// A folder or path, the id of a spec, and a row where it is one.
type At<'a> = (&'a str, &'a str, Option<usize>);

impl<'a> Spoiling<'a> {
    /// Nothing spoilt yet.
    pub(super) fn new(plan: &Plan, files: &'a mut Vec<File>) -> Self {
        let years = plan.years();
        let folder = |index: usize| {
            years.get(index).map(|year| plan.return_folder(*year)).unwrap_or_default()
        };
        let folders = [folder(0), folder(1), folder(2), folder(3)];
        Self { files, folders, as_at: plan.as_at, faults: Vec::new() }
    }

    /// The table of a spec in a folder.
    pub(super) fn table(&self, folder: &str, id: &str) -> Option<&Table> {
        self.files
            .iter()
            .find(|file| file.id == id && file.path.starts_with(folder))
            .map(|file| &file.table)
    }

    /// The same, to change it.
    pub(super) fn table_to_change(&mut self, folder: &str, id: &str) -> Option<&mut Table> {
        self.files
            .iter_mut()
            .find(|file| file.id == id && file.path.starts_with(folder))
            .map(|file| &mut file.table)
    }

    /// Paths of all files of a spec.
    pub(super) fn paths(&self, id: &str) -> Vec<String> {
        let of_spec = self.files.iter().filter(|file| file.id == id);
        of_spec.map(|file| file.path.clone()).collect()
    }

    /// A cell.
    pub(super) fn cell(&self, folder: &str, id: &str, row: usize, column: &str) -> String {
        self.table(folder, id).map(|table| table.cell(row, column).to_owned()).unwrap_or_default()
    }

    /// Changes a cell, and tells of it.
    pub(super) fn change(
        &mut self,
        (folder, id, row): (&str, &str, usize),
        (column, text): (&str, &str),
        says: &str,
        finding: &'static str,
        effect: &'static str,
    ) {
        if let Some(table) = self.table_to_change(folder, id) {
            table.set(row, column, text);
        }
        self.tell((folder, id, Some(row)), says, finding, effect);
    }

    /// Tells of a fault in a file.
    pub(super) fn tell(
        &mut self,
        (folder, id, row): At<'_>,
        says: &str,
        finding: &'static str,
        effect: &'static str,
    ) {
        let file = self.files.iter().find(|file| file.id == id && file.path.starts_with(folder));
        let Some(file) = file else { return };
        let row = row.map(|row| file.dress.file_row(row));
        let says = says.to_owned();
        self.faults.push(Fault { file: file.path.clone(), row, says, finding, effect });
    }

    /// Adds a whole file, and tells of it.
    pub(super) fn add(
        &mut self,
        file: File,
        says: &str,
        finding: &'static str,
        effect: &'static str,
    ) {
        let (path, says) = (file.path.clone(), says.to_owned());
        self.faults.push(Fault { file: path, row: None, says, finding, effect });
        self.files.push(file);
    }

    /// Takes a child out of every table in some folders.
    pub(super) fn take_out(&mut self, folders: &[String], child: &str) {
        let is_there = |path: &str| folders.iter().any(|folder| path.starts_with(folder));
        for file in self.files.iter_mut().filter(|file| is_there(&file.path)) {
            if let Some(column) = file.table.column("CHILD") {
                file.table.rows.retain(|row| row[column] != child);
            }
        }
    }

    /// The nth open row of a return with this place and provider.
    pub(super) fn open_row(
        &self,
        folder: &str,
        place: &str,
        provider: &str,
        nth: usize,
    ) -> Option<usize> {
        let table = self.table(folder, "episodes")?;
        table
            .find("DEC", "")
            .filter(|row| table.cell(*row, "PLACE") == place)
            .filter(|row| table.cell(*row, "PLACE_PROVIDER") == provider)
            .nth(nth)
    }

    /// Whether the row before is the same child's temporary placement.
    pub(super) fn is_after_temporary(&self, folder: &str, row: usize) -> bool {
        self.table(folder, "episodes").zip(row.checked_sub(1)).is_some_and(|(table, before)| {
            table.cell(before, "CHILD") == table.cell(row, "CHILD")
                && table.cell(before, "PLACE").starts_with('T')
        })
    }

    /// The nth row that ended and that the same child's open row follows.
    pub(super) fn followed_row(&self, folder: &str, nth: usize) -> Option<usize> {
        let table = self.table(folder, "episodes")?;
        table
            .find("REC", "X1")
            .filter(|row| table.cell(*row, "CHILD") == table.cell(row + 1, "CHILD"))
            .filter(|row| table.cell(row + 1, "DEC").is_empty())
            .nth(nth)
    }
}

/// A day as the tables write it.
pub(super) fn day_of(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()
}
