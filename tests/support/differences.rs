//! What sets a public copy apart from the exempt one, line by line and cell by
//! cell, and why each difference may be. What has no such reason is a fault.

#![allow(dead_code, reason = "each test uses what it needs")]

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::markdown::{Block, blocks};

/// Why a difference may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The front, and the notice above the title.
    SaysWhoMayReadIt,
    /// A paragraph on symbols, which one copy uses and the other does not.
    ExplainsASymbol,
    /// A symbol stands for a number.
    HidesANumber,
    /// An earlier number, or the change since, is not printed.
    HidesAComparison,
    /// A price is rounded to ten pounds.
    RoundsAPrice,
    /// The total of a table that hides a number is not printed.
    HidesATotal,
    /// A whole year's figure stands where the year so far is hidden.
    ShowsAWholeYear,
    /// How many are not known, or kept open, is a small number.
    HidesHowManyAreNotKnown,
    /// Every number of a table is small, so that there is no table.
    HidesATable,
    /// A count of rows is a small number.
    HidesASmallCount,
    /// A sentence says why its figure is not shown.
    HidesAFigure,
    /// A list or a section that names providers, officers or prices.
    IsExemptOnly,
}

/// Sections and tables that only the exempt copy has, by their headings and
/// captions.
const EXEMPT_ONLY: [&str; 6] = [
    "High-cost placements",
    "Contracts to act on",
    "Reviews, notices, ends and exercises overdue or due soon",
    "Titles, values and officers",
    "Actions resolved in private",
    "The newest whole year beside what is published",
];

/// A difference, with what each copy prints.
#[derive(Clone, Debug)]
pub struct Difference {
    pub kinds: Vec<Kind>,
    pub place: String,
    pub public: String,
    pub exempt: String,
}

/// A line of a copy: a text, or a row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Line {
    heading: String,
    caption: String,
    cells: Vec<String>,
    columns: Vec<String>,
}

/// Compares two copies.
pub fn between(public: &str, exempt: &str) -> Vec<Difference> {
    let (public, exempt) = (lines(public), lines(exempt));
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &public, &exempt) {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut wanting: Vec<&Line> = exempt[op.new_range()].iter().collect();
        for line in &public[op.old_range()] {
            let other = wanting.iter().position(|other| is_same_place(line, other));
            let other = other.map(|at| wanting.remove(at));
            found.push(difference(Some(line), other, &public));
        }
        found.extend(wanting.into_iter().map(|line| difference(None, Some(line), &public)));
    }
    found
}

fn lines(markdown: &str) -> Vec<Line> {
    let (mut heading, mut found) = (String::new(), Vec::new());
    for block in blocks(markdown) {
        match block {
            Block::Heading(text) => {
                heading.clone_from(&text);
                let cells = vec![text.clone()];
                found.push(Line { heading: text, cells, ..Line::default() });
            }
            Block::Text(text) => {
                let heading = heading.clone();
                found.push(Line { heading, cells: vec![text], ..Line::default() });
            }
            Block::Table(table) => {
                let heads = [table.columns.clone()];
                for cells in heads.into_iter().chain(table.rows) {
                    let (heading, caption) = (heading.clone(), table.caption.clone());
                    let columns = table.columns.clone();
                    found.push(Line { heading, caption, cells, columns });
                }
            }
        }
    }
    found
}

/// Whether two lines say the same thing, each to its readers: the same row, or
/// a text that begins alike, or one that says why there is no figure.
fn is_same_place(public: &Line, exempt: &Line) -> bool {
    if (&public.heading, &public.caption) != (&exempt.heading, &exempt.caption) {
        return false;
    }
    let (one, other) = (public.cells[0].as_str(), exempt.cells[0].as_str());
    let is_row = !public.columns.is_empty();
    one == other || !is_row && (other.starts_with(one) || is_not_shown(one))
}

fn is_not_shown(text: &str) -> bool {
    text.contains(": not shown, because fewer than")
}

fn difference(public: Option<&Line>, exempt: Option<&Line>, all: &[Line]) -> Difference {
    let kinds = match (public, exempt) {
        (Some(one), Some(other)) if one.cells.len() == other.cells.len() => pair(one, other, all),
        (Some(one), None) => public_only(one).into_iter().collect(),
        (None, Some(other)) => exempt_only(other, all).into_iter().collect(),
        _ => Vec::new(),
    };
    let line = public.or(exempt).unwrap();
    let place = [line.heading.as_str(), line.caption.as_str()];
    let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
    // Which run it was is another thing each time.
    let without_run = |text: String| text.split("; run ").next().unwrap_or_default().to_owned();
    let text = |line: Option<&Line>| {
        line.map_or("–".to_owned(), |line| without_run(line.cells.join(" | ")))
    };
    Difference { kinds, place: place.join(" › "), public: text(public), exempt: text(exempt) }
}

/// What stands for a table of which no number may be seen.
const NO_TABLE: &str = ": not shown, because the numbers are small or not available.";

fn public_only(line: &Line) -> Option<Kind> {
    let text = &line.cells[0];
    if text.ends_with(NO_TABLE) {
        return Some(Kind::HidesATable);
    }
    let explains = text.starts_with("Symbols: ") || text.ends_with("give a hidden number away.");
    explains.then_some(Kind::ExplainsASymbol)
}

fn exempt_only(line: &Line, public: &[Line]) -> Option<Kind> {
    let text = line.cells[0].as_str();
    if EXEMPT_ONLY.contains(&line.heading.as_str()) || EXEMPT_ONLY.contains(&line.caption.as_str())
    {
        return Some(Kind::IsExemptOnly);
    }
    let hides =
        |other: &Line| other.caption == line.caption && other.cells.iter().any(|it| it == "c");
    let no_table = format!("{}{NO_TABLE}", line.caption);
    if !line.caption.is_empty() && public.iter().any(|it| it.cells[0].ends_with(&no_table)) {
        return Some(Kind::HidesATable);
    }
    let has_no_table = |it: &Line| it.heading == line.heading && it.cells[0].ends_with(NO_TABLE);
    if text.starts_with("Source: ") && public.iter().any(has_no_table) {
        return Some(Kind::HidesATable);
    }
    if text.starts_with("Symbols: ") {
        return Some(Kind::ExplainsASymbol);
    }
    if text == "Total" && public.iter().any(hides) {
        return Some(Kind::HidesATotal);
    }
    if text.starts_with("In the exempt copy only.") {
        return Some(Kind::IsExemptOnly);
    }
    text.starts_with("Not for publication.").then_some(Kind::SaysWhoMayReadIt)
}

/// A row or a text that both copies have: a kind for each cell that differs,
/// or none at all where one of them has no reason.
fn pair(public: &Line, exempt: &Line, all: &[Line]) -> Vec<Kind> {
    let differing = public.cells.iter().zip(&exempt.cells).enumerate();
    let differing = differing.filter(|(_, (one, other))| one != other);
    let is_front = public.columns.iter().all(String::is_empty) && !public.columns.is_empty();
    let label = public.cells[0].as_str();
    let mut kinds = Vec::new();
    for (column, (one, other)) in differing {
        let heading = public.columns.get(column).map_or("", String::as_str);
        let kind = match () {
            () if is_front && one == "Public" && other.starts_with("Exempt (") => {
                Some(Kind::SaysWhoMayReadIt)
            }
            () if public.columns.is_empty() => of_texts(one, other),
            () => of_cells(heading, one, other),
        };
        let kind = kind.or_else(|| is_whole_year(label, all).then_some(Kind::ShowsAWholeYear));
        match kind {
            Some(kind) if !kinds.contains(&kind) => kinds.push(kind),
            Some(_) => {}
            None => return Vec::new(),
        }
    }
    kinds
}

fn of_texts(public: &str, exempt: &str) -> Option<Kind> {
    if is_not_shown(public) {
        return Some(Kind::HidesAFigure);
    }
    let more = exempt.strip_prefix(public)?;
    let is_said = more.starts_with(" For ") && more.ends_with(" this is not known.");
    (is_said && is_small(more)).then_some(Kind::HidesHowManyAreNotKnown)
}

fn of_cells(heading: &str, public: &str, exempt: &str) -> Option<Kind> {
    let compares = ["A year before", "Period before", "Change", "% change", "Direction"];
    let is_number = exempt.contains(|letter: char| letter.is_ascii_digit()) || exempt == "z";
    let is_earlier = compares.contains(&heading);
    match public {
        "Not compared" if heading == "Direction" => Some(Kind::HidesAComparison),
        "c" if is_earlier && is_number => Some(Kind::HidesAComparison),
        "c" if is_number || exempt == "x" => Some(Kind::HidesANumber),
        "fewer than 5" if is_small(exempt) => Some(Kind::HidesASmallCount),
        _ if heading == "Data quality" => {
            let rest = exempt.split_once(" not known").filter(|(count, _)| is_small(count));
            let rest = rest?.1.trim_start_matches("; ");
            let is_rest = rest.eq_ignore_ascii_case(public) || public == "Nothing to say";
            is_rest.then_some(Kind::HidesHowManyAreNotKnown)
        }
        _ if ["Lowest", "Median", "Middle", "Highest"].contains(&heading) => {
            let (one, other) = (pounds(public)?, pounds(exempt)?);
            (one % 10 == 0 && (one - other).abs() <= 5).then_some(Kind::RoundsAPrice)
        }
        _ => None,
    }
}

/// Whether the public copy hides the year so far of this row.
fn is_whole_year(label: &str, all: &[Line]) -> bool {
    all.iter().any(|line| {
        let at = line.columns.iter().position(|column| column == "Year so far");
        at.is_some_and(|at| line.cells[0] == label && line.cells[at] == "c")
    })
}

fn is_small(text: &str) -> bool {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    digits.parse::<u32>().is_ok_and(|count| (1..5).contains(&count))
}

fn pounds(text: &str) -> Option<i64> {
    text.strip_prefix('£')?.replace(',', "").parse().ok()
}

/// The differences as a reviewer reads them. Of a table that only the exempt
/// copy has, the columns and the number of rows are enough.
pub fn listed(report: &str, found: &[Difference]) -> String {
    let mut text = format!("# {report}: public and exempt\n");
    let is_same = |one: &Difference, other: &Difference| {
        one.place == other.place && one.kinds == other.kinds && one.kinds == [Kind::IsExemptOnly]
    };
    let mut place = "";
    for differences in found.chunk_by(is_same) {
        let first = &differences[0];
        if first.place != place {
            place = &first.place;
            text.push_str(&format!("\n## {place}\n"));
        }
        text.push_str(&format!("\n{:?}\n\n", first.kinds));
        if first.kinds == [Kind::IsExemptOnly] {
            text.push_str(&format!("- {}\n- lines: {}\n", first.exempt, differences.len()));
            continue;
        }
        text.push_str(&format!("- public: {}\n", first.public));
        text.push_str(&format!("- exempt: {}\n", first.exempt));
    }
    text
}
