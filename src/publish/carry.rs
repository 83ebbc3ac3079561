//! Reports that are not due come over from the publication before, byte for
//! byte, so that a publication always holds every report that there is.

use std::fs;

use crate::error::{Error, Result};
use crate::exit::Exit;

use super::building::Building;
use super::digest;
use super::manifest::{Output, ReportRecord};
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

/// What a report that is made adds to what decides the run: that it is made,
/// and what its revisions are marked against.
pub fn part_of_rendered(report: &str, compared_with: Option<&RunId>) -> Part {
    let against = compared_with.map_or("nothing", RunId::as_str);
    Part::new(format!("rendered/{report}"), format!("compared with {against}"))
}

/// What a report that is carried forward adds: its bytes, and who made them.
pub fn part_of_carried(record: &ReportRecord) -> Part {
    let origin = record.origin.as_ref().map_or("nowhere", RunId::as_str);
    Part::new(format!("carried/{}", record.id), format!("{} from {origin}", record.digest))
}

/// Copies the files of one report. A file that no longer is what the manifest
/// says is not carried on ([`Exit::Failed`]).
pub fn carry(building: &mut Building, from: &Publication, report: &str) -> Result<()> {
    copy(building, from, report, |_| true)
}

/// Copies those files of one report that are named, as [`carry`] does.
pub fn carry_files(
    building: &mut Building,
    from: &Publication,
    report: &str,
    paths: &[&str],
) -> Result<()> {
    copy(building, from, report, |path| paths.contains(&path))
}

fn copy(
    building: &mut Building,
    from: &Publication,
    report: &str,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<()> {
    let outputs = from.manifest.outputs.iter();
    let of_report = outputs.filter(|output| output.report.as_deref() == Some(report));
    for output in of_report.filter(|output| is_wanted(&output.path)) {
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
