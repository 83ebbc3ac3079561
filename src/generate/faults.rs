//! What is wrong with the sample, on purpose. Each fault is one that real
//! extracts arrive with; none of them may stop the run. Faults are put where
//! the true figures stay what they are, one apart: the child whose leaving was
//! never reported, of whom `truth` knows.

use chrono::NaiveDate;

use super::calendar::{age, birthday, plus, written};
use super::filing::File;
use super::plan::Plan;
use super::spoiling::{Spoiling, day_of};
use super::table::Table;
use super::write::{CSV, Dress};

/// One thing that is wrong on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, below the inbox.
    pub file: String,
    /// The row, counted as a spreadsheet counts; none where it is the file.
    pub row: Option<u64>,
    /// What is wrong.
    pub says: String,
    /// The rules of the findings and of the repair that it raises, with commas
    /// between; empty where it shows in the row account only.
    pub finding: &'static str,
    /// What becomes of the row and of the figures.
    pub effect: &'static str,
}

/// What was spoilt.
pub(super) struct Spoilt {
    /// The faults, in the order of the files' years.
    pub(super) faults: Vec<Fault>,
    /// Days from which, and up to which, the files leave a child open who had
    /// left.
    pub(super) left_open: Vec<(NaiveDate, NaiveDate)>,
}

/// Spoils the files of one authority, and tells what was done.
pub(super) fn spoil(plan: &Plan, files: &mut Vec<File>) -> Spoilt {
    let mut spoiling = Spoiling::new(plan, files);
    let left_open = leave_open(&mut spoiling).into_iter().collect();
    repeat_a_row(&mut spoiling);
    spoil_episodes(&mut spoiling);
    spoil_other_tables(&mut spoiling);
    add_totals(&mut spoiling);
    add_stray_agreement(&mut spoiling);
    add_files(&mut spoiling, plan);
    Spoilt { faults: spoiling.faults, left_open }
}

/// A child whose leaving was never reported: open in the first return, and in
/// no later one. Seventeen when leaving, so that the row is not kept for long.
fn leave_open(spoiling: &mut Spoiling<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let [first, second, third, running] = spoiling.folders.clone();
    let ended = spoiling.table(&second, "episodes")?.clone();
    let is_in = |spoiling: &Spoiling<'_>, folder: &str, child: &str| {
        spoiling
            .table(folder, "episodes")
            .is_some_and(|table| table.find("CHILD", child).next().is_some())
    };
    let (row, child, born) = (0..ended.rows.len()).find_map(|row| {
        let child = ended.cell(row, "CHILD").to_owned();
        let headers = spoiling.table(&first, "header")?;
        let born = day_of(headers.cell(headers.find("CHILD", &child).next()?, "DOB"))?;
        let left = day_of(ended.cell(row, "DEC"))?;
        let before = spoiling.table(&first, "episodes")?;
        let was_open = before.find("CHILD", &child).any(|row| before.cell(row, "DEC").is_empty());
        let is_wanted = matches!(ended.cell(row, "REC"), "E4A" | "E4B" | "E5" | "E6" | "E8")
            && matches!(ended.cell(row, "LS"), "V2" | "C2")
            && ended.find("CHILD", &child).last() == Some(row)
            && age(born, left) == 17
            && !is_in(spoiling, &third, &child)
            && !is_in(spoiling, &running, &child);
        (was_open && is_wanted).then_some((row, child, born))
    })?;
    let left = day_of(ended.cell(row, "DEC"))?;
    spoiling.take_out(&[second, third, running], &child);
    let before = spoiling.table(&first, "episodes")?;
    let open = before.find("CHILD", &child).last()?;
    spoiling.tell(
        (&first, "episodes", Some(open)),
        "Open, and in no later return: that the child left was never reported",
        "absent_from_next_return",
        "Kept open up to the eighteenth birthday, and counted beside each figure as kept open",
    );
    Some((left, birthday(born, 18)))
}

fn repeat_a_row(spoiling: &mut Spoiling<'_>) {
    let third = spoiling.folders[2].clone();
    if let Some(table) = spoiling.table_to_change(&third, "episodes") {
        let copy = table.rows[20].clone();
        table.rows.insert(21, copy);
    }
    spoiling.tell(
        (&third, "episodes", Some(21)),
        "The row above once more",
        "",
        "Counted once; the row account has it as repeated",
    );
}

fn spoil_episodes(spoiling: &mut Spoiling<'_>) {
    let [first, second, _, running] = spoiling.folders.clone();
    if let Some(row) = spoiling.open_row(&first, "U6", "PR4", 3) {
        spoiling.change(
            (&first, "episodes", row),
            ("PLACE_PROVIDER", "PR9"),
            "PLACE_PROVIDER is PR9, a code of no year",
            "code-not-known",
            "Taken as not known; the next return gives the row again, in order",
        );
    }
    if let Some(row) = spoiling.open_row(&second, "U6", "PR1", 5) {
        let day = spoiling.cell(&second, "episodes", row, "DECOM");
        let short = format!("{}/{}", &day[..5], &day[8..]);
        spoiling.change(
            (&second, "episodes", row),
            ("DECOM", &short),
            "DECOM has a year of two digits",
            "row-refused",
            "Quarantined; the next return gives the row again, in order",
        );
    }
    if let Some(row) = spoiling.followed_row(&running, 4) {
        let next = day_of(&spoiling.cell(&running, "episodes", row + 1, "DECOM"));
        let late = next.map(|next| plus(next, 6));
        let is_yet_to_come = late.is_some_and(|late| late > spoiling.as_at);
        let late = late.map(written).unwrap_or_default();
        spoiling.change(
            (&running, "episodes", row),
            ("DEC", &late),
            "DEC is six days after the child's next episode began",
            if is_yet_to_come {
                "overlap_cut, rule-385, rule-501"
            } else {
                "overlap_cut, rule-501"
            },
            "Cut where the next begins",
        );
    }
    if let Some(row) = spoiling.open_row(&running, "U6", "PR4", 6) {
        let is_back = spoiling.is_after_temporary(&running, row);
        spoiling.change(
            (&running, "episodes", row),
            ("PL_POST", "QZ9 9ZZ"),
            "PL_POST is QZ9 9ZZ, which the directory does not hold",
            match is_back {
                true => "postcode-not-in-directory, rule-383",
                false => "postcode-not-in-directory",
            },
            "The child counts; where the placement lies is not known",
        );
    }
    if let Some(row) = spoiling.open_row(&running, "K2", "PR4", 2) {
        spoiling.change(
            (&running, "episodes", row),
            ("URN", ""),
            "URN is empty in a children's home",
            "rule-218",
            "The child counts; the home is found through the agreement",
        );
    }
}

fn spoil_other_tables(spoiling: &mut Spoiling<'_>) {
    let [_, second, third, running] = spoiling.folders.clone();
    spoiling.change(
        (&second, "reviews", 40),
        ("REVIEW", "31/02/2025"),
        "REVIEW is 31/02/2025, a day that never was",
        "row-refused",
        "Quarantined",
    );
    spoiling.change(
        (&third, "reviews", 77),
        ("REVIEW_CODE", "PN9"),
        "REVIEW_CODE is PN9, a code of no year",
        "code-not-known",
        "Taken as not known",
    );
    spoiling.change(
        (&running, "header", 12),
        ("DOB", ""),
        "DOB is empty",
        "rule-102",
        "The child counts; age is not known",
    );
    if let Some(table) = spoiling.table_to_change(&third, "missing") {
        let note = |row: usize| if row == 3 { "Seen at the bus station" } else { "" }.to_owned();
        table.add_column("RETURN_INTERVIEW_NOTES", note);
    }
    spoiling.tell(
        (&third, "missing", None),
        "A column RETURN_INTERVIEW_NOTES that the spec does not know",
        "unknown-column",
        "Kept in the landed file and used nowhere",
    );
}

/// The finance system prints a total below the lines of each ledger.
fn add_totals(spoiling: &mut Spoiling<'_>) {
    for path in spoiling.paths("ledger") {
        let Some(table) = spoiling.table_to_change(&path, "ledger") else { continue };
        let Some(amount) = table.column("AMOUNT") else { continue };
        let pence = |text: &str| text.replace('.', "").parse::<i64>().unwrap_or(0);
        let total = table.rows.iter().map(|row| pence(&row[amount])).sum();
        let mut row = vec![String::new(); table.columns.len()];
        row[0] = "Total".to_owned();
        row[amount] = super::money::in_pounds(total);
        table.push(row);
        let last = table.rows.len() - 1;
        spoiling.tell(
            (&path, "ledger", Some(last)),
            "A total below the lines",
            "row-refused",
            "Quarantined; the lines count, their total does not",
        );
    }
}

fn add_stray_agreement(spoiling: &mut Spoiling<'_>) {
    let Some(path) = spoiling.paths("agreements").pop() else { return };
    let Some(table) = spoiling.table_to_change(&path, "agreements") else { return };
    let Some(live) = table.find("ENDS_ON", "").last() else { return };
    let stray = table.rows[live].clone();
    table.push(stray);
    let row = table.rows.len() - 1;
    table.set(row, "AGREEMENT_ID", "IPA-2026-27-9901");
    table.set(row, "CHILD", "999900");
    spoiling.tell(
        (&path, "agreements", Some(row)),
        "A live agreement for a child whom no return knows",
        "agreement-without-child",
        "Its price counts; no placement meets it",
    );
}

fn add_files(spoiling: &mut Spoiling<'_>, plan: &Plan) {
    let second = spoiling.folders[1].clone();
    let copied =
        spoiling.files.iter().find(|file| file.id == "reviews" && file.path.starts_with(&second));
    if let Some(mut copy) = copied.cloned() {
        copy.path = format!("{second}/reviews_copy.csv");
        spoiling.add(copy, "The bytes of reviews.csv beside it", "same-bytes", "Landed once");
    }
    let mut notes = Table::new(&["Date", "Note"]);
    notes.push(vec![written(plan.as_at), "Ring finance about the accruals".to_owned()]);
    let path = "commissioning/notes.csv".to_owned();
    let notes = File { path, id: "", table: notes, dress: Dress::plain(CSV) };
    spoiling.add(notes, "Somebody's notes, no extract", "unrecognised", "Left alone");
}
