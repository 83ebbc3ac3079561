//! What a run writes once it has counted: the reports that are due, then the
//! workbooks and what describes the data files. They are made by several hands;
//! what each makes hangs on nothing that another does, so the bytes are the same
//! whoever was quicker.

use std::path::Path;

use super::copies::Copy;
use super::counting::Counted;
use super::data::DataFile;
use super::packs::{MadeCopy, Pack, Printing};
use super::papers::{self, Press};
use super::publishing::{DueReports, Run, add};
use super::{data, hands, public_leaks};
use crate::definitions::report::{Audience, ReportTemplate};
use crate::error::{Error, Result};
use crate::progress::Progress;
use crate::publish::building::Building;
use crate::report::context::Outcome;

/// What one hand makes at a time.
enum Piece<'a> {
    Paper {
        template: &'a ReportTemplate,
        /// What the paper says of the others: of those after it not yet how
        /// many copies there are.
        outcomes: Vec<Outcome>,
    },
    Copy {
        printing: &'a Printing<'a>,
        copy: &'a Copy,
    },
}

/// What it made.
struct Made<'a> {
    template: &'a ReportTemplate,
    copy: MadeCopy,
}

impl<'a> Piece<'a> {
    fn make(&self, press: &Press<'_>) -> Result<Made<'a>> {
        let (template, copy) = match self {
            Self::Paper { template, outcomes } => {
                let files = press.copies(template, outcomes)?;
                (*template, MadeCopy { files, leaks: Vec::new() })
            }
            Self::Copy { printing, copy } => (printing.template(), printing.make(copy)?),
        };
        Ok(Made { template, copy })
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
        let mut press = progress.stage("read", "", |stage| {
            let press = Press::new(self.settings, counted, due, self.asked.is_final)?;
            stage.summary(format!("{} lists", press.lists.len()));
            Ok(press)
        })?;
        self.render(&mut press, counted, due, building, progress)?;
        progress.stage("export", "", |stage| {
            self.bind(&press, building)?;
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
        press: &mut Press<'_>,
        counted: &Counted,
        due: &DueReports,
        building: &mut Building,
        progress: &mut Progress,
    ) -> Result<()> {
        self.to_complete = progress.stage("render", "", |stage| {
            let mut papers = Vec::new();
            let mut packs = Vec::new();
            for report in due.plan.rendered() {
                let Some(template) = counted.definitions.report(&report.id) else { continue };
                if template.subjects.is_none() {
                    let outcomes = press.outcomes().to_vec();
                    papers.push(Piece::Paper { template, outcomes });
                    continue;
                }
                let pack = self.choose(press, template, due)?;
                press.count_copies(template, pack.size());
                packs.push(pack);
            }
            let open = self.print(press, papers, &packs, building)?;
            for pack in &packs {
                pack.complete(press, due, building)?;
            }
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

    /// Makes papers, then copies for one reader each, and writes them as they
    /// come. Says how many places wait for an officer's words.
    fn print(
        &mut self,
        press: &Press<'_>,
        papers: Vec<Piece<'_>>,
        packs: &[Pack<'_>],
        building: &mut Building,
    ) -> Result<usize> {
        let printings = prepared(press, packs)?;
        let copies = printings.iter().flat_map(|printing| {
            printing.copies().iter().map(move |copy| Piece::Copy { printing, copy })
        });
        let pieces: Vec<Piece<'_>> = papers.into_iter().chain(copies).collect();
        let (mut open, mut leaks) = (0, Vec::new());
        hands::share(
            hands::count(self.settings.council.machine.threads),
            &pieces,
            |piece| piece.make(press),
            |made| {
                leaks.extend(made.copy.leaks);
                for file in made.copy.files {
                    open += file.to_complete.len();
                    let path = format!("{}/{}", file.audience.word(), file.file_name);
                    add(building, &path, Some(&made.template.id), file.bytes())?;
                    if made.template.id == "bulletin" {
                        self.folder.write_bulletin(&file.file_name, file.bytes())?;
                    }
                }
                Ok(())
            },
        )?;
        self.refuse_leaks(leaks)?;
        Ok(open)
    }

    /// Makes the workbooks, and writes them.
    fn bind(&self, press: &Press<'_>, building: &mut Building) -> Result<()> {
        hands::share(
            hands::count(self.settings.council.machine.threads),
            &[Audience::Exempt, Audience::Public],
            |audience| Ok((data::workbook_path(*audience), press.workbook(*audience)?)),
            |(path, bytes)| add(building, &path, None, &bytes),
        )
    }
}

/// Lays out what the copies of each report have in common, side by side.
fn prepared<'a>(press: &'a Press<'_>, packs: &'a [Pack<'_>]) -> Result<Vec<Printing<'a>>> {
    std::thread::scope(|scope| {
        let at_work: Vec<_> =
            packs.iter().map(|pack| scope.spawn(|| press.prepare(pack))).collect();
        let laid_out = at_work
            .into_iter()
            .map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        laid_out.collect()
    })
}

fn keep_tables(from: &Path, to: &Path) -> Result<()> {
    std::fs::rename(from.join("tables"), to)
        .map_err(|cause| Error::io(to, "keep the warehouse", &cause))
}
