//! What a run writes once it has counted: the reports that are due, the
//! workbooks, and what describes the data files. Reports are made by several
//! hands; what each makes hangs on nothing that another does, so the bytes are
//! the same whoever was quicker.

use std::path::Path;

use super::counting::Counted;
use super::data::DataFile;
use super::packs::Pack;
use super::papers::{self, Press};
use super::publishing::{DueReports, Run, add};
use super::{data, hands, public_leaks};
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::publish::building::Building;
use crate::report::Rendered;
use crate::report::context::Outcome;

/// What one hand makes at a time.
enum Piece<'a> {
    Workbook(Audience),
    Paper {
        template: &'a ReportTemplate,
        /// What the paper says of the others: of those after it not yet how
        /// many copies there are.
        outcomes: Vec<Outcome>,
    },
}

/// What it made.
enum Made<'a> {
    Workbook(Audience, Vec<u8>),
    Paper(&'a ReportTemplate, Vec<Rendered>),
}

impl<'a> Piece<'a> {
    fn make(&self, press: &Press<'_>) -> Result<Made<'a>> {
        match self {
            Self::Workbook(audience) => Ok(Made::Workbook(*audience, press.workbook(*audience)?)),
            Self::Paper { template, outcomes } => {
                Ok(Made::Paper(template, press.copies(template, outcomes)?))
            }
        }
    }
}

impl Run<'_> {
    /// Renders the reports that are due, and describes the data files beside
    /// them.
    pub(super) fn write(
        &mut self,
        counted: &Counted,
        due: &DueReports,
        files: &[DataFile],
        building: &mut Building,
        progress: &mut Progress,
    ) -> Result<()> {
        if let Some(workbook) = &self.workbook {
            add(building, papers::DATA_QUALITY, None, workbook)?;
        }
        let press = progress.stage("read", "", |stage| {
            let press = Press::new(self.settings, counted, due, self.asked.is_final)?;
            stage.summary(format!("{} lists", press.lists.len()));
            Ok(press)
        })?;
        self.render(press, counted, due, building, progress)?;
        progress.stage("export", "", |stage| {
            for (path, text) in data::descriptions(self.settings, counted, files)? {
                add(building, &path, None, text.as_bytes())?;
            }
            stage.summary(format!("{} data files described, nothing leaks", files.len()));
            self.refuse_leaks(public_leaks::found(counted, building)?)
        })?;
        if self.asked.keeps_warehouse {
            counted.warehouse.export(&building.scratch().join("tables"))?;
            keep_tables(&building.scratch(), &self.folder.path().join("warehouse"))?;
        }
        Ok(())
    }

    /// Renders the reports that are due and carries the others.
    fn render(
        &mut self,
        mut press: Press<'_>,
        counted: &Counted,
        due: &DueReports,
        building: &mut Building,
        progress: &mut Progress,
    ) -> Result<()> {
        self.to_complete = progress.stage("render", "", |stage| {
            let mut pieces: Vec<Piece<'_>> =
                [Audience::Exempt, Audience::Public].map(Piece::Workbook).into();
            let mut packs = Vec::new();
            for report in due.plan.rendered() {
                let Some(template) = counted.definitions.report(&report.id) else { continue };
                if template.subjects.is_none() {
                    let outcomes = press.outcomes().to_vec();
                    pieces.push(Piece::Paper { template, outcomes });
                    continue;
                }
                let pack = self.choose(&press, template, due)?;
                press.count_copies(template, pack.size());
                packs.push(pack);
            }
            let open = self.print(&press, &pieces, building)?
                + self.print_packs(&press, &packs, due, building)?;
            due.plan.carry(building)?;
            if let Some(dates) = press.due_dates() {
                add(building, papers::DUE, None, dates.as_bytes())?;
            }
            let index = press.index()?;
            add(building, "index.html", None, index.as_bytes())?;
            let made = due.plan.rendered().count();
            let all = due.plan.due.len();
            let copies: usize = packs.iter().map(Pack::size).sum();
            stage.summary(format!("{made} of {all} reports made, {copies} copies for one reader"));
            Ok(open)
        })?;
        Ok(())
    }

    /// Makes papers and workbooks, and writes them. Says how many places wait
    /// for an officer's words.
    fn print(
        &self,
        press: &Press<'_>,
        pieces: &[Piece<'_>],
        building: &mut Building,
    ) -> Result<usize> {
        let mut open = 0;
        let hands = hands::count(self.settings.council.machine.threads);
        hands::share(
            hands,
            pieces,
            |piece| piece.make(press),
            |made| {
                let (template, copies) = match made {
                    Made::Paper(template, copies) => (template, copies),
                    Made::Workbook(audience, bytes) => {
                        return add(building, &data::workbook_path(audience), None, &bytes);
                    }
                };
                for copy in copies {
                    open += copy.to_complete.len();
                    let path = format!("{}/{}", copy.audience.word(), copy.file_name);
                    add(building, &path, Some(&template.id), copy.bytes())?;
                    if template.id == "bulletin" {
                        self.folder.write_bulletin(&copy.file_name, copy.bytes())?;
                    }
                }
                Ok(())
            },
        )?;
        Ok(open)
    }

    /// The same of copies for one reader each.
    fn print_packs(
        &mut self,
        press: &Press<'_>,
        packs: &[Pack<'_>],
        due: &DueReports,
        building: &mut Building,
    ) -> Result<usize> {
        let mut open = 0;
        for pack in packs {
            open += self.print_copies(press, pack, due, building)?;
        }
        Ok(open)
    }
}

fn keep_tables(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from.join("tables"), to)
        .map_err(|cause| Error::io(to, "keep the warehouse", &cause))
}
