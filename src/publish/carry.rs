//! Reports that are not due come over from the publication before, byte for
//! byte, so that a publication always holds every report that there is.

use std::fs;

use crate::error::{Error, Result};
use crate::exit::Exit;

use super::building::Building;
use super::digest;
use super::manifest::{Made, Output, ReportRecord};
use super::output_path::OutputPath;
use super::publication::Publication;
use super::run_id::{Part, RunId};

/// One digest over all files of a report: their paths and their digests.
pub fn digest_of(outputs: &[Output], report: &str) -> String {
    let lines: String = outputs
        .iter()
        .filter(|output| output.report.as_deref() == Some(report))
        .map(|output| format!("{} {}\n", output.sha256, output.path))
        .collect();
    digest::of_bytes(lines.as_bytes())
}

/// What the history of its reports adds to what decides a run: which are made,
/// against what revisions are marked, and what is carried from where.
pub fn history(records: &[ReportRecord]) -> Vec<Part> {
    let name = |run_id: &Option<RunId>| {
        run_id.as_ref().map_or_else(|| "none".to_owned(), ToString::to_string)
    };
    records
        .iter()
        .filter_map(|record| match record.made {
            Made::Rendered => Some(Part::new(
                format!("rendered/{}", record.id),
                format!("compared with {}", name(&record.compared_with)),
            )),
            Made::Carried => Some(Part::new(
                format!("carried/{}", record.id),
                format!("{} from {}", record.digest, name(&record.origin)),
            )),
            Made::Absent => None,
        })
        .collect()
}

/// Copies the files of one report. A file that no longer is what the manifest
/// says is not carried on ([`Exit::Failed`]).
pub fn carry(building: &mut Building, from: &Publication, report: &str) -> Result<()> {
    let outputs = from.manifest.outputs.iter();
    for output in outputs.filter(|output| output.report.as_deref() == Some(report)) {
        let path = from.folder.join(&output.path);
        let bytes = fs::read(&path)
            .map_err(|cause| Error::io(&path, "carry it forward", &cause).hint(remedy(report)))?;
        if digest::of_bytes(&bytes) != output.sha256 {
            let place = path.display().to_string();
            let says = "cannot carry it forward: it has other bytes than its manifest says";
            return Err(Error::new(Exit::Failed, place, says).hint(remedy(report)));
        }
        let place = OutputPath::new(&output.path).map_err(|says| {
            Error::new(Exit::Failed, from.folder.display().to_string(), says).hint(remedy(report))
        })?;
        building.add(&place, Some(report), &bytes)?;
    }
    Ok(())
}

fn remedy(report: &str) -> String {
    format!("make the report anew with `sufficiency run {report}`")
}
