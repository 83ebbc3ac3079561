//! What is wrong with the sample, on purpose. Each fault is one that real
//! extracts arrive with; none of them may stop the run. Faults are put where
//! the true figures stay what they are, so that a test can tell a figure that
//! a fault moved from one that is wrong.

use super::calendar::written;
use super::filing::File;
use super::plan::Plan;
use super::write::{CSV, Dress};
use super::table::Table;

/// One thing that is wrong on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, below the inbox.
    pub file: String,
    /// The row, counted as a spreadsheet counts; none where it is the file.
    pub row: Option<u64>,
    /// What is wrong.
    pub says: String,
    /// The finding or the repair that it raises.
    pub finding: &'static str,
    /// What becomes of the row and of the figures.
    pub effect: &'static str,
}

/// Spoils the files of one authority, and tells what was done.
pub(super) fn spoil(plan: &Plan, files: &mut Vec<File>) -> Vec<Fault> {
    let mut work = Spoiling { plan, files, faults: Vec::new() };
    work.rows_of_the_return();
    work.episodes_in_disorder();
    work.money();
    work.whole_files();
    work.faults
}

struct Spoiling<'a> {
    plan: &'a Plan,
    files: &'a mut Vec<File>,
    faults: Vec<Fault>,
}

impl Spoiling<'_> {
    /// Values that cannot be.
    fn rows_of_the_return(&mut self) {
        let [first, second, third, running] = self.returns();
        // Rows that the next return gives again, in order: nothing is lost.
        if let Some(row) = self.carried(&first, "U6", "PR4", 3) {
            self.set(&first, "episodes", row, "PLACE_PROVIDER", "PR9");
            self.tell(&first, "episodes", Some(row), "PLACE_PROVIDER is PR9, a code that no year knows", "code-not-known", "Counted as not known; the return of 2024-25 gives the row again, in order");
        }
        if let Some(row) = self.carried(&second, "U6", "PR1", 5) {
            let day = self.cell(&second, "episodes", row, "DECOM");
            let short = format!("{}/{}", &day[..5], &day[8..]);
            self.set(&second, "episodes", row, "DECOM", &short);
            self.tell(&second, "episodes", Some(row), "DECOM has a year of two digits", "row-refused", "Quarantined; the return of 2025-26 gives the row again, in order");
        }
        self.set(&second, "reviews", 40, "REVIEW", "31/02/2025");
        self.tell(&second, "reviews", Some(40), "REVIEW is 31/02/2025, a day that never was", "row-refused", "Quarantined");
        self.set(&third, "header", 12, "DOB", "");
        self.tell(&third, "header", Some(12), "DOB is empty", "date-of-birth-missing", "The child counts; age is not known where no later header gives it");
        self.set(&third, "reviews", 77, "REVIEW_CODE", "PN9");
        self.tell(&third, "reviews", Some(77), "REVIEW_CODE is PN9, a code that no year knows", "code-not-known", "Counted as not known");
        if let Some(row) = self.open_row(&running, "U6", "PR4", 6) {
            self.set(&running, "episodes", row, "PL_POST", "QZ9 9ZZ");
            self.tell(&running, "episodes", Some(row), "PL_POST is QZ9 9ZZ, which the directory does not hold", "postcode-not-known", "The child counts; where the placement lies is not known");
        }
        if let Some(row) = self.open_row(&running, "K2", "PR4", 2) {
            self.set(&running, "episodes", row, "URN", "");
            self.tell(&running, "episodes", Some(row), "URN is empty for a children's home", "urn-missing", "The provider is found through the agreement");
        }
        let notes = |row: usize| if row == 3 { "Found at grandmother's".to_owned() } else { String::new() };
        if let Some(file) = self.file(&third, "missing") {
            file.table.add_column("RETURN_INTERVIEW_NOTES", notes);
        }
        self.tell(&third, "missing", None, "A column RETURN_INTERVIEW_NOTES that no spec knows", "unknown-column", "Kept in the landed file, reported once");
    }

    /// Episodes that overlap, repeat, or stay open.
    fn episodes_in_disorder(&mut self) {
        let [first, second, third, running] = self.returns();
        if let Some(row) = self.followed_row(&running, 4) {
            let next = self.cell(&running, "episodes", row + 1, "DECOM");
            let late = day_of(&next).map(|day| written(super::calendar::plus(day, 6)));
            self.set(&running, "episodes", row, "DEC", &late.unwrap_or_default());
            self.tell(&running, "episodes", Some(row), "DEC is six days after the next episode began", "overlap", "Cut at the next start");
        }
        if let Some(file) = self.file(&third, "episodes") {
            let copy = file.table.rows[20].clone();
            file.table.rows.insert(21, copy);
        }
        self.tell(&third, "episodes", Some(21), "The row above once more", "repeated", "Counted once");
        self.leave_open(&first, &[second, third, running]);
    }

    /// A child whose leaving was never reported: the row stays open in the first
    /// return, and later returns do not know the child at all.
    fn leave_open(&mut self, first: &str, later: &[String]) {
        let Some(child) = self.left_in_second_year() else { return };
        for folder in later {
            for file in self.files.iter_mut().filter(|file| file.path.starts_with(folder.as_str())) {
                if let Some(column) = file.table.column("CHILD") {
                    file.table.rows.retain(|row| row[column] != child);
                }
            }
        }
        let last = self.file(first, "episodes").and_then(|file| {
            (0..file.table.rows.len()).rev().find(|row| file.table.cell(*row, "CHILD") == child)
        });
        self.tell(first, "episodes", last, "Open, and in no later return: the child's leaving was never reported", "absent-from-next-return", "Kept open, closed at eighteen; counted beside each figure as kept open");
    }

    fn money(&mut self) {
        let ledgers: Vec<String> = self
            .files
            .iter()
            .filter(|file| file.id == "ledger")
            .map(|file| file.path.clone())
            .collect();
        for path in ledgers {
            let Some(file) = self.files.iter_mut().find(|file| file.path == path) else { continue };
            let amount = file.table.column("AMOUNT").unwrap_or(0);
            let total: i64 = file.table.rows.iter().map(|row| pence(&row[amount])).sum();
            let mut row = vec![String::new(); file.table.columns.len()];
            row[0] = "Total".to_owned();
            row[amount] = super::money::in_pounds(total);
            file.table.push(row);
            let row = Some(file.dress.file_row(file.table.rows.len() - 1));
            self.faults.push(Fault {
                file: path,
                row,
                says: "A total below the lines".to_owned(),
                finding: "row-refused",
                effect: "Quarantined; the lines count, the total does not",
            });
        }
        let Some(at) = self.files.iter().position(|file| file.id == "agreements") else { return };
        let file = &mut self.files[at];
        let mut stray = file.table.rows[file.table.rows.len() / 2].clone();
        stray[0] = "IPA-2025-26-9901".to_owned();
        if let Some(column) = file.table.column("CHILD") {
            stray[column] = "999900".to_owned();
        }
        file.table.push(stray);
        let (row, path) = (file.table.rows.len() - 1, file.path.clone());
        self.faults.push(Fault {
            row: Some(self.files[at].dress.file_row(row)),
            file: path,
            says: "An agreement for a child whom no return knows".to_owned(),
            finding: "agreement-without-child",
            effect: "Its price counts, its child does not",
        });
    }

    fn whole_files(&mut self) {
        let [_, second, ..] = self.returns();
        if let Some(file) = self.file(&second, "reviews") {
            let mut copy = file.clone();
            copy.path = format!("{second}/Copy of reviews.csv");
            self.faults.push(Fault {
                file: copy.path.clone(),
                row: None,
                says: "The same bytes as reviews.csv beside it".to_owned(),
                finding: "same-bytes",
                effect: "Landed once",
            });
            self.files.push(copy);
        }
        let mut notes = Table::new(&["Date", "Note"]);
        notes.push(vec![written(self.plan.as_at), "Ring finance about the P6 accruals".to_owned()]);
        let path = "commissioning/notes.csv".to_owned();
        self.faults.push(Fault {
            file: path.clone(),
            row: None,
            says: "Somebody's notes: no extract at all".to_owned(),
            finding: "unrecognised",
            effect: "Left alone",
        });
        self.files.push(File { path, id: "", table: notes, dress: Dress::plain(CSV) });
    }

    /// Folders of the three full returns and the running year.
    fn returns(&self) -> [String; 4] {
        let years = self.plan.years();
        let folder = |index: usize| {
            years.get(index).map(|year| self.plan.return_folder(*year)).unwrap_or_default()
        };
        [folder(0), folder(1), folder(2), folder(3)]
    }

    fn file(&mut self, folder: &str, id: &str) -> Option<&mut File> {
        self.files.iter_mut().find(|file| file.id == id && file.path.starts_with(folder))
    }

    fn cell(&mut self, folder: &str, id: &str, row: usize, column: &str) -> String {
        self.file(folder, id).map(|file| file.table.cell(row, column).to_owned()).unwrap_or_default()
    }

    fn set(&mut self, folder: &str, id: &str, row: usize, column: &str, text: &str) {
        if let Some(file) = self.file(folder, id) {
            file.table.set(row, column, text);
        }
    }

    fn tell(
        &mut self,
        folder: &str,
        id: &str,
        row: Option<usize>,
        says: &str,
        finding: &'static str,
        effect: &'static str,
    ) {
        let Some(file) = self.file(folder, id) else { return };
        let fault = Fault {
            file: file.path.clone(),
            row: row.map(|row| file.dress.file_row(row)),
            says: says.to_owned(),
            finding,
            effect,
        };
        self.faults.push(fault);
    }

    /// The nth open row of a return's episodes with this place and provider.
    fn open_row(&mut self, folder: &str, place: &str, provider: &str, nth: usize) -> Option<usize> {
        let table = &self.file(folder, "episodes")?.table;
        (0..table.rows.len())
            .filter(|row| table.cell(*row, "DEC").is_empty())
            .filter(|row| table.cell(*row, "PLACE") == place)
            .filter(|row| table.cell(*row, "PLACE_PROVIDER") == provider)
            .nth(nth)
    }

    /// An open row that the next return gives again.
    fn carried(&mut self, folder: &str, place: &str, provider: &str, nth: usize) -> Option<usize> {
        self.open_row(folder, place, provider, nth)
    }

    /// The nth row that ends, and after which the same child's next begins.
    fn followed_row(&mut self, folder: &str, nth: usize) -> Option<usize> {
        let table = &self.file(folder, "episodes")?.table;
        (0..table.rows.len().saturating_sub(1))
            .filter(|row| table.cell(*row, "CHILD") == table.cell(row + 1, "CHILD"))
            .filter(|row| table.cell(*row, "REC") == "X1")
            .filter(|row| table.cell(row + 1, "DEC").is_empty())
            .nth(nth)
    }

    /// A child who went home in the second year, open at the end of the first,
    /// seventeen by then, so that the row is not kept open for long.
    fn left_in_second_year(&mut self) -> Option<String> {
        let [first, second, third, _] = self.returns();
        let born = |table: &Table, child: &str| {
            (0..table.rows.len())
                .find(|row| table.cell(*row, "CHILD") == child)
                .and_then(|row| day_of(table.cell(row, "DOB")))
        };
        let headers = self.file(&first, "header")?.table.clone();
        let before = self.file(&first, "episodes")?.table.clone();
        let after = self.file(&second, "episodes")?.table.clone();
        let later = self.file(&third, "episodes")?.table.clone();
        let turned = super::calendar::plus(self.plan.years().get(1)?.start(), 150);
        (0..after.rows.len()).find_map(|row| {
            let child = after.cell(row, "CHILD").to_owned();
            let is_known = |table: &Table| {
                (0..table.rows.len()).any(|row| table.cell(row, "CHILD") == child)
            };
            let left = matches!(after.cell(row, "REC"), "E4A" | "E4B" | "E5" | "E8");
            let was_open = (0..before.rows.len()).any(|row| {
                before.cell(row, "CHILD") == child && before.cell(row, "DEC").is_empty()
            });
            let years = super::calendar::age(born(&headers, &child)?, turned);
            let is_short_break = after.cell(row, "LS").starts_with("V3");
            (left && was_open && years == 17 && !is_known(&later) && !is_short_break)
                .then_some(child)
        })
    }
}

fn day_of(text: &str) -> Option<chrono::NaiveDate> {
    chrono::NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()
}

fn pence(text: &str) -> i64 {
    text.replace('.', "").parse().unwrap_or(0)
}
