//! One file from the inbox into the landed store: read once, recognised,
//! decoded, landed; or refused with the one finding that says why. A file that
//! was only partly understood is never landed, so that its finding comes back
//! on every run until someone mends it.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use arrow::array::{AsArray, RecordBatch};
use arrow::datatypes::Int64Type;
use chrono::{DateTime, Utc};

use super::decode::{self, Format, Refused, refuse};
use super::discover::{self, Look, Seen};
use super::identify::{Catalogue, Header, Mapping};
use super::index::Entry;
use super::land::batches::Batches;
use super::land::received::Received;
use super::land::{self, BEYOND, BROKEN, Landing, ROW, Stored};
use super::observe::Observer;
use super::snapshot;
use crate::definitions::spec::ExtractSpec;
use crate::error::Result;
use crate::finding::{Finding, Severity};

/// What became of a file.
pub(super) enum Outcome {
    /// It is in the landed store; its line still has to be added to the index.
    Landed(Box<Entry>),
    /// It is not, and this is why.
    Refused(Refused),
}

/// A file whose bytes are not in the store yet, or must be read again.
pub(super) struct Arrival<'a> {
    /// The file.
    pub(super) seen: &'a Seen,
    /// The digest of its bytes.
    pub(super) digest: &'a str,
    /// When the bytes were first seen.
    pub(super) received_at: DateTime<Utc>,
}

/// A file that was recognised, with what is needed to land it.
struct Recognised {
    header: Header,
    sheet: Option<String>,
    columns: Vec<String>,
    mapping: Mapping,
    rows: Source,
    findings: Vec<Finding>,
}

enum Source {
    Batches(Box<Batches>),
    Parquet(Received),
}

/// What came of landing the rows.
struct Rows {
    count: u64,
    observer: Observer,
}

impl Arrival<'_> {
    /// Lands the file in `folder`, or says why not.
    pub(super) fn land(&self, catalogue: &Catalogue<'_>, folder: &Path) -> Result<Outcome> {
        // A damaged file must not stop the run, whatever its reader makes of it.
        let outcome = catch_unwind(AssertUnwindSafe(|| self.try_land(catalogue, folder)));
        let outcome = outcome.unwrap_or_else(|_| {
            let says = "the file is damaged: its parts do not fit together";
            Ok(Err(refuse("corrupt", says, "have it sent again")))
        })?;
        Ok(match outcome {
            Ok(entry) => Outcome::Landed(Box::new(entry)),
            Err(mut refused) => {
                refused.file.get_or_insert_with(|| self.seen.file.clone());
                Outcome::Refused(refused)
            }
        })
    }

    /// Whether the file still looks as it did at first.
    pub(super) fn is_still(&self) -> bool {
        Look::at(&self.seen.path).is_ok_and(|look| look == self.seen.look)
    }

    /// The finding for a file that changed while it was read.
    pub(super) fn growing(&self) -> Refused {
        let says = "the file changed while it was read: something is still writing it";
        let finding = Finding::new(Severity::Warn, "still-growing", says);
        let remedy = "run again when the export has finished";
        Box::new(finding.file(&self.seen.file).remedy(remedy))
    }

    fn try_land(
        &self,
        catalogue: &Catalogue<'_>,
        folder: &Path,
    ) -> Result<std::result::Result<Entry, Refused>> {
        let recognised = match self.recognise(catalogue) {
            Ok(recognised) => recognised,
            Err(refused) => return Ok(Err(refused)),
        };
        let spec = &catalogue.specs[recognised.header.spec];
        let landed = self.land_rows(recognised, catalogue, folder)?;
        Ok(landed.map_err(|mut refused| {
            refused.extract.get_or_insert_with(|| spec.id.clone());
            refused
        }))
    }

    fn recognise(&self, catalogue: &Catalogue<'_>) -> std::result::Result<Recognised, Refused> {
        let bytes = std::fs::read(&self.seen.path)
            .map_err(|cause| Box::new(discover::unreadable(&self.seen.file, &cause)))?;
        if discover::digest_of(&bytes) != self.digest || !self.is_still() {
            return Err(self.growing());
        }
        if decode::format(&bytes) == Format::Parquet {
            drop(bytes);
            let received = Received::open(&self.seen.path, catalogue)?;
            let header = received.header.clone();
            let columns = unique(&header.cells);
            let mapping = catalogue.mapping(header.spec, &header.cells);
            let rows = Source::Parquet(received);
            return Ok(Recognised {
                header,
                sheet: None,
                columns,
                mapping,
                rows,
                findings: vec![],
            });
        }
        let decoded = decode::decode(decode::unpack(bytes)?, &self.seen.file, catalogue)?;
        let header = decoded.header;
        let named = header.cells.iter().rposition(|cell| !cell.trim().is_empty());
        let columns = unique(&header.cells[..named.map_or(0, |last| last + 1)]);
        let mapping = catalogue.mapping(header.spec, &header.cells[..columns.len()]);
        let shape = land::shape(&columns);
        let rows = Source::Batches(Box::new(Batches::new(decoded.rows, shape, header.cells.len())));
        let (sheet, findings) = (decoded.sheet, decoded.findings);
        Ok(Recognised { header, sheet, columns, mapping, rows, findings })
    }

    fn land_rows(
        &self,
        mut file: Recognised,
        catalogue: &Catalogue<'_>,
        folder: &Path,
    ) -> Result<std::result::Result<Entry, Refused>> {
        let spec = &catalogue.specs[file.header.spec];
        let mut landing = Landing::create(folder, self.digest, land::shape(&file.columns))?;
        let mut rows = Rows { count: 0, observer: Observer::new(spec, &file.mapping) };
        let shape = land::shape(&file.columns);
        loop {
            let batch = match &mut file.rows {
                Source::Batches(batches) => batches.next(),
                Source::Parquet(received) => received.next(&shape),
            };
            match batch {
                Ok(Some(batch)) => {
                    rows.look_at(&batch);
                    landing.write(&batch)?;
                }
                Ok(None) => break,
                Err(refused) => return Ok(Err(refused)),
            }
        }
        match rows.remarks(&file) {
            Ok(remarks) => file.findings.extend(remarks),
            Err(refused) => return Ok(Err(refused)),
        }
        let stored = landing.finish(&self.footer(spec, &file, &rows, catalogue))?;
        Ok(Ok(self.entry(spec, file, &rows, &stored, catalogue)))
    }

    /// The provenance that the landed file carries itself. The snapshot date is
    /// the one that the file gives alone: its siblings may not be landed yet.
    fn footer(
        &self,
        spec: &ExtractSpec,
        file: &Recognised,
        rows: &Rows,
        catalogue: &Catalogue<'_>,
    ) -> [(&'static str, String); 6] {
        let settings = catalogue.settings(file.header.spec);
        let snapshot = snapshot::own(&self.seen.file, settings, rows.observer.snapshot());
        [
            ("file", self.seen.file.clone()),
            ("digest", self.digest.to_owned()),
            ("extract", spec.id.clone()),
            ("spec_version", spec.version.clone()),
            ("snapshot_on", snapshot.map(|dated| dated.on.to_string()).unwrap_or_default()),
            ("sheet", file.sheet.clone().unwrap_or_default()),
        ]
    }

    fn entry(
        &self,
        spec: &ExtractSpec,
        file: Recognised,
        rows: &Rows,
        stored: &Stored,
        catalogue: &Catalogue<'_>,
    ) -> Entry {
        let named = |finding: Finding| finding.extract(&spec.id).file(&self.seen.file);
        Entry {
            digest: self.digest.to_owned(),
            file: self.seen.file.clone(),
            bytes: self.seen.look.bytes,
            extract: spec.id.clone(),
            spec_version: spec.version.clone(),
            reading: catalogue.reading(file.header.spec),
            sheet: file.sheet,
            header_row: file.header.row,
            columns: file.columns,
            rows: rows.count,
            snapshot: rows.observer.snapshot(),
            received_at: self.received_at,
            landed_bytes: stored.bytes,
            landed_digest: stored.digest.clone(),
            findings: file.findings.into_iter().map(named).collect(),
        }
    }
}

impl Rows {
    fn look_at(&mut self, batch: &RecordBatch) {
        self.count += batch.num_rows() as u64;
        if let Some(numbers) = batch.column_by_name(ROW) {
            self.observer.observe(batch, numbers.as_primitive::<Int64Type>().values());
        }
    }

    /// What the rows say about the whole file, or why it is refused.
    fn remarks(&self, file: &Recognised) -> std::result::Result<Vec<Finding>, Refused> {
        let mut findings = Vec::new();
        if let Source::Batches(batches) = &file.rows {
            batches.is_cut()?;
            findings.extend(batches.remarks());
        }
        if self.count == 0 {
            let says = "the file has a header and not one row below it";
            let remedy = "have it exported again; where there is truly nothing to report, take it \
                          out of the inbox";
            return Err(refuse("no-rows", says, remedy));
        }
        findings.extend(self.observer.rivals(&file.header.cells)?);
        Ok(findings)
    }
}

/// Names that a table can have: none empty, no two alike whatever their case,
/// none of those that landing adds.
pub(super) fn unique(headers: &[String]) -> Vec<String> {
    let mut taken: HashSet<String> = [ROW, BROKEN, BEYOND].map(str::to_owned).into();
    let mut columns = Vec::with_capacity(headers.len());
    for (place, header) in headers.iter().enumerate() {
        let name = match header.trim() {
            "" => format!("column {}", place + 1),
            _ => header.clone(),
        };
        let mut tried = name.clone();
        let mut count = 1;
        while !taken.insert(tried.to_lowercase()) {
            count += 1;
            tried = format!("{name} (duplicate {count})");
        }
        columns.push(tried);
    }
    columns
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_made_unique() {
        let headers = ["DOB", "Dob", "", "_row", "DOB", " "].map(str::to_owned);
        let expected = [
            "DOB",
            "Dob (duplicate 2)",
            "column 3",
            "_row (duplicate 2)",
            "DOB (duplicate 3)",
            "column 6",
        ];
        assert_eq!(unique(&headers), expected);
    }
}
