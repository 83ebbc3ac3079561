//! Which spec a file belongs to, told by its header row and never by its name.
//!
//! A row is the header of a spec when every column that the spec marks
//! `in_header` stands in it, after case, space and punctuation are folded away.
//! A column answers first to the name that `council.toml` gives it, then to
//! its own, then to its aliases.
//!
//! Where a row answers to several specs, the most specific wins over each of
//! the others: either it knows the other's key and the other does not know its
//! own (homes with the sector of their provider are homes, for a provider has
//! no home), or, where each knows the other's key, its matched columns hold
//! all of the other's and more. Where none wins, nothing is guessed.
//!
//! It sees cells as text and knows nothing of formats.

use std::collections::{BTreeMap, HashSet};

use csv::StringRecord;

use super::discover;
use crate::definitions::spec::ExtractSpec;
use crate::finding::{Finding, Severity};
use crate::header;
use crate::settings::council::ExtractSettings;

/// How many rows of titles, notes and blanks may stand before a header.
pub(super) const PREAMBLE_ROWS: u64 = 30;

/// Where the columns of a spec stand in a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// For each column of the spec, in its order: the place of its column in
    /// the file, counted from 0, or none.
    pub columns: Vec<Option<usize>>,
    /// The columns of the file that the spec does not know.
    pub unknown: Vec<usize>,
    /// Columns of the file that answer to a name already taken: the spec's
    /// column, and the place of the rival.
    pub rivals: Vec<(usize, usize)>,
}

/// Where the columns of `spec` stand among the `columns` of a file, with what
/// `council.toml` says about the extract.
pub fn mapping(spec: &ExtractSpec, settings: &ExtractSettings, columns: &[String]) -> Mapping {
    let cells: Vec<String> = columns.iter().map(|column| fold(column)).collect();
    Names::of(spec, Some(settings)).map(&cells)
}

/// All specs with their names folded, ready to be looked for in many files.
pub(super) struct Catalogue<'a> {
    /// The specs, in the order in which they were given.
    pub(super) specs: &'a [ExtractSpec],
    settings: &'a BTreeMap<String, ExtractSettings>,
    names: Vec<Names>,
}

/// What the first rows of a file are.
#[derive(Debug)]
pub(super) enum Recognition {
    /// The header of one spec.
    Found(Header),
    /// The header of several specs, none of them more specific than the rest.
    Several { row: u64, specs: Vec<usize> },
    /// No header: the spec that comes nearest, if any comes near.
    Nothing(Option<Near>),
}

/// A header row that was recognised.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The spec, by its place in the catalogue.
    pub(super) spec: usize,
    /// The row, as a spreadsheet counts.
    pub(super) row: u64,
    /// The cells, as received.
    pub(super) cells: Vec<String>,
    /// How many of the spec's columns stand in it.
    pub(super) matched: usize,
}

/// The spec that a file comes nearest to.
#[derive(Debug)]
pub(super) struct Near {
    spec: usize,
    row: u64,
    found: usize,
    lacks: Vec<String>,
    /// The cells of that row, as received.
    cells: Vec<String>,
}

/// The cells of a header that one spec lays claim to.
struct Claim {
    spec: usize,
    key: HashSet<usize>,
    cells: HashSet<usize>,
}

/// The folded names of one spec.
struct Names {
    /// For each column: council's names, its own, its aliases.
    columns: Vec<[Vec<String>; 3]>,
    in_header: Vec<usize>,
}

/// A column's name without case, space and punctuation.
pub(super) fn fold(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl<'a> Catalogue<'a> {
    /// Folds every name once.
    pub(super) fn new(
        specs: &'a [ExtractSpec],
        settings: &'a BTreeMap<String, ExtractSettings>,
    ) -> Self {
        let names = specs.iter().map(|spec| Names::of(spec, settings.get(&spec.id))).collect();
        Self { specs, settings, names }
    }

    /// What `council.toml` says about a spec's extract.
    pub(super) fn settings(&self, spec: usize) -> Option<&'a ExtractSettings> {
        self.settings.get(&self.specs[spec].id)
    }

    /// A digest of what decides how a file of this spec is read.
    pub(super) fn reading(&self, spec: usize) -> String {
        let settings = self.settings(spec);
        let said = settings.map(|settings| (&settings.columns, &settings.sheet));
        discover::digest_of(format!("{} {said:?}", self.specs[spec].version).as_bytes())
    }

    /// Where the columns of a spec stand among these headers.
    pub(super) fn mapping(&self, spec: usize, headers: &[String]) -> Mapping {
        let cells: Vec<String> = headers.iter().map(|header| fold(header)).collect();
        self.names[spec].map(&cells)
    }

    /// Looks for a header in the first rows of a file or of one of its sheets.
    pub(super) fn recognise(
        &self,
        rows: &[(u64, StringRecord)],
        sheet: Option<&str>,
    ) -> Recognition {
        let mut nearest: Option<Near> = None;
        for (row, record) in rows.iter().filter(|(row, _)| *row <= PREAMBLE_ROWS + 1) {
            let cells: Vec<String> = record.iter().map(fold).collect();
            let mut matches = Vec::new();
            for spec in 0..self.specs.len() {
                if sheet.is_some_and(|sheet| !self.may_stand_on(spec, sheet)) {
                    continue;
                }
                let near = self.compare(spec, *row, &cells);
                if near.lacks.is_empty() {
                    matches.push(spec);
                } else if near.is_nearer_than(nearest.as_ref()) {
                    let cells = record.iter().map(str::to_owned).collect();
                    nearest = Some(Near { cells, ..near });
                }
            }
            if !matches.is_empty() {
                return self.most_specific(*row, record, &cells, matches);
            }
        }
        Recognition::Nothing(nearest)
    }

    /// The finding for a file or sheet that was not recognised.
    pub(super) fn explain(&self, recognition: &Recognition) -> Option<Finding> {
        match recognition {
            Recognition::Found(_) => None,
            Recognition::Several { row, specs } => {
                let names: Vec<String> =
                    specs.iter().map(|spec| format!("`{}`", self.specs[*spec].id)).collect();
                let says = format!("the header answers to {} alike", names.join(" and "));
                Some(Finding::new(Severity::Block, "ambiguous", says).row(*row).remedy(
                    "take out the columns that belong to only one of them, or name its columns \
                     under `[extracts.<id>.columns]` in council.toml",
                ))
            }
            Recognition::Nothing(None) => {
                let says = "no row of the first 31 is the header of any extract";
                Some(Finding::new(Severity::Warn, "unrecognised", says).remedy(
                    "take it out of the inbox, or give its header the column names of an extract",
                ))
            }
            Recognition::Nothing(Some(near)) => Some(self.explain_near(near)),
        }
    }

    /// Whether a spec's extract may stand on this sheet of a workbook.
    fn may_stand_on(&self, spec: usize, sheet: &str) -> bool {
        let named = self.settings(spec).and_then(|settings| settings.sheet.as_deref());
        named.is_none_or(|named| named.trim().to_lowercase() == sheet.trim().to_lowercase())
    }

    fn compare(&self, spec: usize, row: u64, cells: &[String]) -> Near {
        let names = &self.names[spec];
        let is_there = |column: &&usize| {
            let mut ways = names.columns[**column].iter().flatten();
            ways.any(|name| cells.contains(name))
        };
        let mut found: Vec<usize> = names.in_header.iter().filter(is_there).copied().collect();
        if found.len() == names.in_header.len() {
            // Two columns may have been found in the one cell.
            let places = names.map(cells).columns;
            found.retain(|column| places[*column].is_some());
        }
        let lacks = names.in_header.iter().filter(|column| !found.contains(column));
        let lacks = lacks.map(|column| self.specs[spec].columns[*column].name.clone());
        Near { spec, row, found: found.len(), lacks: lacks.collect(), cells: Vec::new() }
    }

    fn most_specific(
        &self,
        row: u64,
        record: &StringRecord,
        cells: &[String],
        specs: Vec<usize>,
    ) -> Recognition {
        let claims: Vec<Claim> = specs.iter().map(|spec| self.claim(*spec, cells)).collect();
        let winner = claims.iter().position(|claim| {
            claims.iter().all(|other| other.spec == claim.spec || claim.beats(other))
        });
        match winner {
            Some(winner) => Recognition::Found(Header {
                spec: specs[winner],
                row,
                cells: record.iter().map(str::to_owned).collect(),
                matched: claims[winner].cells.len(),
            }),
            None => Recognition::Several { row, specs },
        }
    }

    fn claim(&self, spec: usize, cells: &[String]) -> Claim {
        let places = self.names[spec].map(cells).columns;
        let columns = self.specs[spec].columns.iter().zip(&places);
        let key = columns.filter(|(column, _)| self.specs[spec].key.contains(&column.name));
        let key = key.filter_map(|(_, place)| *place).collect();
        Claim { spec, key, cells: places.into_iter().flatten().collect() }
    }

    fn explain_near(&self, near: &Near) -> Finding {
        let spec = &self.specs[near.spec];
        let mapping = self.mapping(near.spec, &near.cells);
        let free: Vec<&str> =
            mapping.unknown.iter().map(|place| near.cells[*place].as_str()).collect();
        let lacks = near.lacks.iter().map(|name| {
            let meant = header::nearest(name, free.iter().copied());
            meant.map_or_else(|| name.clone(), |meant| format!("{name} (is \"{meant}\" meant?)"))
        });
        let lacks = lacks.collect::<Vec<_>>().join(", ");
        let says = format!("it comes nearest to `{}` but lacks {lacks}", spec.id);
        let remedy = format!(
            "add the columns, or say under `[extracts.{}.columns]` in council.toml what the file \
             calls them, or take the file out of the inbox",
            spec.id
        );
        // The old figures would be printed again, as if nothing had come.
        let is_required = self.settings(near.spec).is_some_and(|settings| settings.required);
        let is_likely = near.found > near.lacks.len();
        let severity = if is_required && is_likely { Severity::Block } else { Severity::Warn };
        Finding::new(severity, "unrecognised", says).row(near.row).remedy(remedy)
    }
}

impl Recognition {
    /// How good a reading of a file this is: readings of the same bytes with
    /// other separators are compared by it.
    pub(super) fn rank(&self) -> (u8, usize) {
        match self {
            Self::Found(header) => (3, header.matched),
            Self::Several { .. } => (2, 0),
            Self::Nothing(Some(near)) => (1, near.found),
            Self::Nothing(None) => (0, 0),
        }
    }
}

impl Claim {
    fn beats(&self, other: &Self) -> bool {
        match (other.key.is_subset(&self.cells), self.key.is_subset(&other.cells)) {
            (true, false) => true,
            (false, _) => false,
            (true, true) => {
                other.cells.is_subset(&self.cells) && other.cells.len() < self.cells.len()
            }
        }
    }
}

impl Near {
    /// Nearer is the one that lacks the smaller share; of equals, the one that
    /// holds more. Less than half is not near at all.
    fn is_nearer_than(&self, other: Option<&Self>) -> bool {
        if self.found < self.lacks.len() {
            return false;
        }
        let Some(other) = other else {
            return true;
        };
        let (ours, theirs) = (self.lacks.len() * other.found, other.lacks.len() * self.found);
        ours < theirs || (ours == theirs && self.found > other.found)
    }
}

impl Names {
    fn of(spec: &ExtractSpec, settings: Option<&ExtractSettings>) -> Self {
        let said = settings.map(|settings| settings.columns.as_slice()).unwrap_or_default();
        let columns = spec.columns.iter().map(|column| {
            let council = said.iter().filter(|(name, _)| *name == column.name);
            [
                council.map(|(_, header)| fold(header)).collect(),
                vec![fold(&column.name)],
                column.aliases.iter().map(|alias| fold(alias)).collect(),
            ]
        });
        let in_header = spec.columns.iter().enumerate().filter(|(_, column)| column.in_header);
        Self { columns: columns.collect(), in_header: in_header.map(|(place, _)| place).collect() }
    }

    fn map(&self, cells: &[String]) -> Mapping {
        let mut columns: Vec<Option<usize>> = vec![None; self.columns.len()];
        let mut free: Vec<bool> = cells.iter().map(|cell| !cell.is_empty()).collect();
        for tier in 0..3 {
            for (column, names) in self.columns.iter().enumerate() {
                if columns[column].is_some() {
                    continue;
                }
                let place = names[tier]
                    .iter()
                    .find_map(|name| (0..cells.len()).find(|at| free[*at] && cells[*at] == *name));
                if let Some(place) = place {
                    columns[column] = Some(place);
                    free[place] = false;
                }
            }
        }
        let unknown =
            (0..cells.len()).filter(|at| !columns.contains(&Some(*at))).collect::<Vec<_>>();
        let rivals = self.rivals(cells, &columns, &unknown);
        Mapping { columns, unknown, rivals }
    }

    /// Columns left over that answer to the name of one already found. Where
    /// `council.toml` names the column, only that very name is contested.
    fn rivals(
        &self,
        cells: &[String],
        columns: &[Option<usize>],
        unknown: &[usize],
    ) -> Vec<(usize, usize)> {
        let mut rivals = Vec::new();
        for (column, names) in self.columns.iter().enumerate() {
            let Some(place) = columns[column] else {
                continue;
            };
            let is_settled = names[0].contains(&cells[place]);
            rivals.extend(unknown.iter().filter_map(|other| {
                let is_same = cells[*other] == cells[place];
                let is_named =
                    !is_settled && names.iter().flatten().any(|name| *name == cells[*other]);
                (is_same || is_named).then_some((column, *other))
            }));
        }
        rivals
    }
}

/// What a finding says about columns that the spec does not know: the spec's
/// own absent column that each may stand for, if one is spelt alike. The marks
/// of linked data (`@type`, `home.@id`) stand for none.
pub(super) fn meant<'a>(
    spec: &'a ExtractSpec,
    mapping: &Mapping,
    unknown: &str,
) -> Option<&'a str> {
    if unknown.rsplit('.').next().is_some_and(|last| last.starts_with('@')) {
        return None;
    }
    let absent = spec.columns.iter().zip(&mapping.columns).filter(|(_, place)| place.is_none());
    header::nearest(unknown, absent.map(|(column, _)| column.name.as_str()))
}
