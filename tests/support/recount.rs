//! Counts the invented returns again, in another way than the program does:
//! no SQL, no tables, one child at a time. It reads the files as text, keeps of
//! each row the one of the latest return, mends what a later return
//! contradicts, and then asks of a day who was in care, with whom, and since
//! when.

use std::collections::BTreeMap;
use std::path::Path;

use chrono::{Datelike, Days, Months, NaiveDate};

/// One row of the return, as the latest return has it.
#[derive(Clone, Debug)]
pub struct Row {
    pub started: NaiveDate,
    pub ended: Option<NaiveDate>,
    pub began: String,
    pub ceased: String,
    pub legal: String,
    pub place: String,
    /// The return year that it stands in, as the year in which that begins.
    pub year: i32,
    /// Whether the rules of repair changed it.
    pub is_mended: bool,
}

/// One child.
#[derive(Clone, Debug, Default)]
pub struct Child {
    pub born: Option<NaiveDate>,
    pub rows: Vec<Row>,
    /// Whether any row was mended or dropped.
    pub is_mended: bool,
}

/// All children, by the identifier of the return.
pub fn children(folder: &Path, years: std::ops::RangeInclusive<i32>) -> BTreeMap<String, Child> {
    let mut rows: BTreeMap<(String, NaiveDate), Row> = BTreeMap::new();
    let mut children: BTreeMap<String, Child> = BTreeMap::new();
    for year in years {
        for record in records(&folder.join(format!("{year}-episodes.csv"))) {
            let row = Row {
                started: day(&record["DECOM"]).unwrap(),
                ended: day(&record["DEC"]),
                began: record["RNE"].clone(),
                ceased: record["REC"].clone(),
                legal: record["LS"].clone(),
                place: record["PLACE"].clone(),
                year,
                is_mended: false,
            };
            rows.insert((record["CHILD"].clone(), row.started), row);
        }
        for record in records(&folder.join(format!("{year}-header.csv"))) {
            children.entry(record["CHILD"].clone()).or_default().born = day(&record["DOB"]);
        }
    }
    for ((child, _), row) in rows {
        children.entry(child).or_default().rows.push(row);
    }
    children.values_mut().for_each(mend);
    children
}

impl Child {
    /// The row of a day on which the child is looked after, short breaks apart.
    pub fn on(&self, day: NaiveDate) -> Option<&Row> {
        self.rows
            .iter()
            .filter(|row| !["V3", "V4"].contains(&row.legal.as_str()))
            .find(|row| row.started <= day && row.ended.is_none_or(|ended| ended > day))
    }

    /// Age in years.
    pub fn age(&self, day: NaiveDate) -> Option<u32> {
        day.years_since(self.born?)
    }

    /// Whether the rows are simple enough to count by: nothing mended, nothing
    /// temporary, no short breaks, and no overlap.
    pub fn is_plain(&self) -> bool {
        let is_odd = |row: &Row| row.place.starts_with('T') || row.legal.starts_with("V3");
        let overlaps = |pair: &[Row]| pair[0].ended.is_none_or(|ended| ended > pair[1].started);
        !self.is_mended
            && !self.rows.iter().any(|row| is_odd(row) || row.legal == "V4")
            && !self.rows.windows(2).any(overlaps)
    }

    /// The first days with each carer up to a day, and the nights after them.
    pub fn spells(&self, day: NaiveDate) -> Vec<(NaiveDate, Option<NaiveDate>, bool)> {
        let mut spells: Vec<(NaiveDate, Option<NaiveDate>, bool)> = Vec::new();
        let mut before: Option<&Row> = None;
        for row in self.rows.iter().filter(|row| row.started <= day) {
            let ended = row.ended.filter(|ended| *ended <= day);
            let follows = before.is_some_and(|before| before.ended == Some(row.started));
            let is_own_carer = |place: &str| ["A3", "A5"].contains(&place);
            let is_adoption_by_carer = is_own_carer(&row.place)
                && before.is_some_and(|before| before.place.starts_with('U'));
            let same_carer = ["L", "T", "U"].contains(&row.began.as_str()) || is_adoption_by_carer;
            match spells.last_mut() {
                Some(last) if follows && same_carer => last.1 = ended,
                _ => spells.push((row.started, ended, row.place.starts_with('A'))),
            }
            before = Some(row);
        }
        spells
    }

    /// Carers in the twelve months to a day, of a night at least.
    pub fn carers_in_a_year(&self, day: NaiveDate) -> usize {
        let from = day.checked_sub_months(Months::new(12)).unwrap() + Days::new(1);
        let is_counted = |spell: &&(NaiveDate, Option<NaiveDate>, bool)| {
            spell.1.is_none_or(|ended| ended > from && ended > spell.0)
        };
        self.spells(day).iter().filter(is_counted).count()
    }

    /// When the present care began, and whether that is known.
    pub fn care_began(&self, day: NaiveDate) -> Option<(NaiveDate, bool)> {
        let rows: Vec<&Row> = self.rows.iter().filter(|row| row.started <= day).collect();
        let mut at = rows.len().checked_sub(1)?;
        while at > 0 && rows[at - 1].ended == Some(rows[at].started) {
            if rows[at].began == "S" && rows[at - 1].ceased != "X1" {
                break;
            }
            at -= 1;
        }
        Some((rows[at].started, rows[at].began == "S"))
    }
}

/// How often rows of one child lie inside another, and are cut at the next, by
/// a day. A series of short breaks never reaches over other care.
pub fn overlaps(child: &Child, day: NaiveDate) -> (usize, usize) {
    let far = NaiveDate::from_ymd_opt(9999, 12, 31).unwrap();
    let reach = |row: &Row| row.ended.unwrap_or(far);
    let (mut care, mut breaks) = (NaiveDate::MIN, NaiveDate::MIN);
    let (mut kept, mut inside): (Vec<&Row>, Vec<&Row>) = (Vec::new(), Vec::new());
    for row in &child.rows {
        let is_break = row.legal == "V3" || row.legal == "V4";
        let is_inside = match is_break {
            true => row.started < care || reach(row) <= breaks,
            false => reach(row) <= care,
        };
        let so_far = if is_break { &mut breaks } else { &mut care };
        *so_far = reach(row).max(*so_far);
        if is_inside { inside.push(row) } else { kept.push(row) }
    }
    let cuts = kept.windows(2).filter(|pair| reach(pair[0]) > pair[1].started);
    (
        inside.iter().filter(|row| row.started <= day).count(),
        cuts.filter(|pair| pair[1].started <= day).count(),
    )
}

/// The rules of repair, on the rows of one child in the order of their starts.
fn mend(child: &mut Child) {
    let all = child.rows.clone();
    child.rows.retain(|row| {
        let is_backward = row.ended.is_some_and(|ended| ended <= row.started);
        let is_contradicted = all.iter().any(|later| {
            let year_began = NaiveDate::from_ymd_opt(later.year, 4, 1).unwrap();
            later.year > row.year
                && later.started < row.started
                && later.ended.is_none_or(|ended| ended > row.started)
                && row.ended.is_none_or(|ended| ended >= year_began)
        });
        !is_backward && !is_contradicted
    });
    child.is_mended = child.rows.len() < all.len();
    let kept = child.rows.clone();
    // Who was born on 29 February is a year older on 1 March.
    let eighteen = child.born.map(|born| {
        let year = born.year() + 18;
        born.with_year(year).unwrap_or_else(|| NaiveDate::from_ymd_opt(year, 3, 1).unwrap())
    });
    for (at, row) in child.rows.iter_mut().enumerate() {
        if row.ended.is_some() {
            continue;
        }
        let next = kept[at + 1..].iter().find(|later| later.year >= row.year);
        let eighteen = eighteen.filter(|day| *day > row.started);
        row.ended = next.map(|next| next.started).or(eighteen);
        row.is_mended = next.is_some();
        child.is_mended |= row.is_mended;
    }
}

fn records(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

fn day(text: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(text, "%d/%m/%Y").ok()
}
