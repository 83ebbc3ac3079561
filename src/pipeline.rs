//! The whole run on one screen, stage after stage. Each stage hands values to
//! the next; whatever stops one leaves the last publication standing.

mod bound_figures;
mod copies;
mod counting;
mod data;
mod failure;
mod hands;
mod logo;
mod notes;
mod packs;
mod papers;
mod public_leaks;
mod publishing;
mod quality;
mod reading;
mod record;
mod refusal;
mod rendering;
mod replaying;
mod retention;
mod revisions;
mod word_template;

pub use counting::Counted;
pub use papers::DUE;
pub use publishing::Ended;
pub use reading::{Checked, check, count_only};
pub use replaying::{Replayed, replay};

use crate::definitions::Definitions;
use crate::definitions::plan::Plan;
use crate::definitions::report::Per;
use crate::error::Result;
use crate::extract::Landing;
use crate::measure::results::Export;
use crate::progress::Progress;
use crate::publish::building::Building;
use crate::publish::lock::{Holder, Lock};
use crate::rehearsal;
use crate::run_folder::RunFolder;
use crate::settings::Settings;

/// What a run was asked for on the command line.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Jobs by id; none: those that are due.
    pub jobs: Vec<String>,
    /// Providers by id, whose copies alone are made anew; none: as
    /// `council.toml` says.
    pub providers: Vec<String>,
    /// Whether it is to be published as final: nothing left to complete.
    pub is_final: bool,
    /// Whether each measure is timed alone as well.
    pub is_profiled: bool,
    /// Whether the warehouse is kept beside the run's log.
    pub keeps_warehouse: bool,
}

impl Asked {
    /// The jobs and reports that were named. Where only providers were, the
    /// reports with a copy for each provider are meant.
    fn named(&self, definitions: &Definitions) -> Vec<String> {
        if !self.jobs.is_empty() || self.providers.is_empty() {
            return self.jobs.clone();
        }
        let reports = definitions.reports.iter();
        let their = reports.filter(|report| report.per == Per::Provider);
        their.map(|report| report.id.clone()).collect()
    }
}

/// Runs everything, from the inbox to the publication.
pub fn run(settings: &Settings, asked: &Asked, progress: &mut Progress) -> Result<Ended> {
    let workspace = &settings.workspace;
    let holder = Holder::this(settings.started, "sufficiency run");
    let lock = Lock::take(&workspace.lock(), &holder)?;
    let (folder, unfinished) = RunFolder::begin(&lock, &workspace.runs(), settings.started)?;
    progress.log_to(&folder.log());
    counting::Scratch::clear_remains(&workspace.root)?;
    for earlier in &unfinished {
        progress.note(&earlier.says());
    }
    let mut run = publishing::Run::new(settings, asked, &lock, folder);
    let result = run.stages(progress);
    run.close(result, progress)
}

impl publishing::Run<'_> {
    fn stages(&mut self, progress: &mut Progress) -> Result<Ended> {
        let settings = self.settings;
        let (definitions, plan) = progress.stage("definitions", "", |stage| {
            let (definitions, plan) = rehearsal::load(settings)?;
            stage.summary(format!(
                "{} extracts, {} measures, {} reports",
                definitions.specs.len(),
                definitions.measures.len(),
                definitions.reports.len()
            ));
            Ok((definitions, plan))
        })?;
        self.learn(&definitions, &Landing::default())?;
        let mut landing =
            counting::land(settings, &definitions, &plan.measured(&definitions), progress)?;
        self.learn(&definitions, &landing)?;
        let due = self.due(&definitions, &mut landing)?;
        self.name(&due, progress)?;
        if let Some(ended) = self.already(&due)? {
            return Ok(ended);
        }
        let mut building = self.begin(&due, &landing.findings)?;
        let counted = self.make(definitions, plan, landing, &due, &mut building, progress)?;
        self.publish(&counted, due, building, progress)
    }

    /// Counts, and makes every file of the publication.
    fn make(
        &mut self,
        definitions: Definitions,
        plan: Plan,
        landing: Landing,
        due: &publishing::DueReports,
        building: &mut Building,
        progress: &mut Progress,
    ) -> Result<Counted> {
        let settings = self.settings;
        let scratch = building.scratch();
        let quarantine = self.folder.quarantine();
        let published = due.published.as_slice();
        let places = counting::Places { scratch: &scratch, quarantine: &quarantine, published };
        let bound = due.binds(&definitions);
        let counting = counting::Counting { definitions, plan, landing, as_at: due.as_at };
        let modelled = counting::stage_and_check(settings, &counting, &places, progress)?;
        self.tell_quality(&modelled, due.as_at)?;
        self.find(&modelled.findings)?;
        let files = data::files(&modelled.warehouse, building)?;
        let exports: Vec<Export> = files.iter().map(|file| file.export.clone()).collect();
        let counted =
            counting::measure(settings, Some(&bound), &exports, counting, modelled, progress)?;
        self.profile(&counted, progress)?;
        self.write(&counted, due, &files, building, progress)?;
        Ok(counted)
    }
}
