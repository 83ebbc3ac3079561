//! The workbook of data quality: in the publication, and, where nothing was
//! published, in the run folder for whoever mends what stopped it.

use chrono::NaiveDate;

use super::counting::Modelled;
use super::publishing::Run;
use crate::check::{Quality, workbook};
use crate::error::Result;
use crate::extract::Landing;

impl Run<'_> {
    /// Makes the workbook of everything found up to here.
    pub(super) fn tell_quality(&mut self, modelled: &Modelled, as_at: NaiveDate) -> Result<()> {
        let council = &self.settings.council.name;
        let bytes = workbook::bytes(council, as_at, &modelled.quality, &modelled.findings)?;
        self.workbook = Some(bytes);
        Ok(())
    }

    /// Leaves the workbook in the run folder; where no row was checked, one of
    /// what was found before.
    pub(super) fn leave_quality(&self, landing: &Landing) -> Result<()> {
        let newest = landing.files.iter().map(|file| file.snapshot_on).max();
        let as_at = self.settings.as_at.or(newest).unwrap_or_default();
        let bytes = match &self.workbook {
            Some(bytes) => bytes.clone(),
            None if self.findings.is_empty() => return Ok(()),
            None => {
                let council = &self.settings.council.name;
                workbook::bytes(council, as_at, &Quality::default(), &self.findings)?
            }
        };
        self.folder.write_workbook(workbook::FILE_NAME, &bytes)
    }
}
