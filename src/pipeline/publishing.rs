//! One run, from what is due to the publication: it names the run, makes what
//! is due, carries the rest, and says how it ended, also when it failed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::json;

use super::counting::{Counted, default_as_at};
use super::record::kept;
use super::{Asked, failure, refusal, retention, revisions};
use crate::definitions::Definitions;
use crate::definitions::report::ReportTemplate;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::extract::Landing;
use crate::finding::Finding;
use crate::job;
use crate::job::plan::{Plan, Template};
use crate::measure::results;
use crate::progress::Progress;
use crate::publish::already;
use crate::publish::building::{Building, Sealed};
use crate::publish::lock::Lock;
use crate::publish::output_path::OutputPath;
use crate::publish::publication;
use crate::publish::run_id::{Part, RunId};
use crate::publish::status::{Attempt, Status, Success};
use crate::run_folder::{Outcome, RunFolder};
use crate::settings::Settings;
use crate::warehouse::published::Published;

/// What a publication keeps of what was found when files were landed.
pub(super) const FINDINGS: &str = "landed/findings.json";

/// How a run ended well.
#[derive(Clone, Debug)]
pub struct Ended {
    /// The publication's name.
    pub run_id: RunId,
    /// The day that the figures describe.
    pub as_at: NaiveDate,
    /// The publication's folder.
    pub folder: PathBuf,
    /// Whether it was published before, and only verified now.
    pub was_there: bool,
    /// How many findings of each severity.
    pub findings: String,
    /// Places that wait for an officer's words.
    pub to_complete: usize,
}

/// The run that is going on.
pub(super) struct Run<'a> {
    pub(super) settings: &'a Settings,
    pub(super) folder: RunFolder,
    pub(super) asked: &'a Asked,
    lock: &'a Lock,
    /// What is known so far, for a bulletin that is written also when the run
    /// fails.
    known: Option<(Definitions, Landing)>,
    pub(super) findings: Vec<Finding>,
    /// The workbook of data quality, from the moment that rows were checked.
    pub(super) workbook: Option<Vec<u8>>,
    /// Places that wait for an officer's words.
    pub(super) to_complete: usize,
}

/// What a run makes, and what decides it.
pub(super) struct DueReports {
    pub(super) as_at: NaiveDate,
    pub(super) plan: Plan,
    pub(super) made_from: Vec<Part>,
    pub(super) kept: Vec<(String, Vec<u8>)>,
    /// The final publications that revisions are marked against.
    pub(super) published: Vec<Published>,
}

impl DueReports {
    /// The measures that a report to be made binds.
    pub(super) fn binds(&self, definitions: &Definitions) -> BTreeSet<String> {
        self.plan
            .rendered()
            .filter_map(|record| definitions.report(&record.id))
            .flat_map(ReportTemplate::measures)
            .map(|binding| binding.id.to_owned())
            .collect()
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(
        settings: &'a Settings,
        asked: &'a Asked,
        lock: &'a Lock,
        folder: RunFolder,
    ) -> Self {
        Self {
            settings,
            folder,
            asked,
            lock,
            known: None,
            findings: Vec::new(),
            workbook: None,
            to_complete: 0,
        }
    }

    /// Keeps what a bulletin needs, whatever comes after.
    pub(super) fn learn(&mut self, definitions: &Definitions, landing: &Landing) -> Result<()> {
        self.known = Some((definitions.clone(), landing.clone()));
        self.find(&landing.findings)
    }

    /// Keeps what was found, for the run folder and the bulletin, and stops
    /// where any of it blocks.
    pub(super) fn find(&mut self, findings: &[Finding]) -> Result<()> {
        self.findings = findings.to_vec();
        refusal::refuse(findings)
    }

    /// What is due, and the name that follows from everything that decides it.
    /// A final publication that is there no more is told with what was landed.
    pub(super) fn due(
        &self,
        definitions: &Definitions,
        landing: &mut Landing,
    ) -> Result<DueReports> {
        let settings = self.settings;
        let as_at = match settings.as_at {
            Some(as_at) => as_at,
            None => default_as_at(settings, landing)?,
        };
        let templates: Vec<Template<'_>> = definitions
            .reports
            .iter()
            .map(|report| Template { id: &report.id, title: &report.title })
            .collect();
        let named = self.asked.named(definitions);
        let asked = job::Asked { named: &named, as_at, is_final: self.asked.is_final };
        let kept = kept(settings, definitions)?;
        let publications = settings.workspace.publications();
        let last = publication::last(&publications, as_at)?;
        let made_from = self.made_from(definitions, landing, &kept, last.as_ref());
        let plan = Plan::of(&settings.council.jobs, &templates, asked, &made_from, &publications)?;
        let (published, gone) = revisions::bases(&plan, definitions, &publications)?;
        landing.findings.extend(gone);
        landing.findings.sort();
        Ok(DueReports { as_at, plan, made_from, kept, published })
    }

    /// Gives the run folder its name.
    pub(super) fn name(&mut self, due: &DueReports, progress: &mut Progress) -> Result<()> {
        self.folder.name(&due.plan.run_id)?;
        progress.log_to(&self.folder.log());
        for report in &due.plan.due {
            progress.note(&format!("{}: {}", report.report, report.why));
        }
        Ok(())
    }

    /// The publication of this name, if it is there and whole.
    pub(super) fn already(&self, due: &DueReports) -> Result<Option<Ended>> {
        let publications = self.settings.workspace.publications();
        let found = already(self.lock, &publications, &due.plan.run_id)?;
        Ok(found.map(|publication| Ended {
            run_id: due.plan.run_id.clone(),
            as_at: due.as_at,
            folder: publication.folder.clone(),
            was_there: true,
            findings: refusal::in_words(&self.findings),
            to_complete: 0,
        }))
    }

    /// Begins the publication with copies of what the run was told. What was
    /// found when files were landed is kept too: much of it is about files of
    /// the inbox that were not landed, and stands nowhere else.
    pub(super) fn begin(&self, due: &DueReports, landed: &[Finding]) -> Result<Building> {
        let publications = self.settings.workspace.publications();
        let mut building = Building::begin(self.lock, &publications, &due.plan.run_id)?;
        for (name, bytes) in &due.kept {
            building.keep(name, bytes)?;
        }
        building.keep(FINDINGS, format!("{:#}\n", json!(landed)).as_bytes())?;
        Ok(building)
    }

    /// Times each measure alone, where that was asked.
    pub(super) fn profile(&self, counted: &Counted, progress: &mut Progress) -> Result<()> {
        if !self.asked.is_profiled {
            return Ok(());
        }
        progress.stage("profile", "each table, then each measure alone", |stage| {
            for (table, time) in &counted.times {
                stage.note(&format!("{table}: {:.3} s", time.as_secs_f64()));
            }
            for (measure, time) in results::profile(&counted.warehouse, &counted.definitions)? {
                stage.note(&format!("{measure}: {:.3} s", time.as_secs_f64()));
            }
            Ok(())
        })
    }

    /// Seals what was made: whole, on disk and verified.
    pub(super) fn seal(
        &self,
        counted: &Counted,
        due: &DueReports,
        building: Building,
    ) -> Result<Sealed> {
        building.seal(self.account(counted, due))
    }

    /// Seals, verifies and publishes.
    pub(super) fn publish(
        &self,
        counted: &Counted,
        due: DueReports,
        building: Building,
        progress: &mut Progress,
    ) -> Result<Ended> {
        if self.asked.is_final && self.to_complete > 0 {
            let says = format!("{} places still wait for an officer's words", self.to_complete);
            return Err(Error::new(Exit::Data, "words", says)
                .hint("complete words/<report>.md, or run without --final"));
        }
        progress.stage("publish", "", |stage| {
            let sealed = self.seal(counted, &due, building)?;
            let outputs = sealed.manifest().outputs.len();
            let publication = sealed.publish(self.lock)?;
            stage.summary(format!("{outputs} files, all verified"));
            Ok(Ended {
                run_id: due.plan.run_id.clone(),
                as_at: due.as_at,
                folder: publication.folder.clone(),
                was_there: false,
                findings: refusal::in_words(&counted.findings),
                to_complete: self.to_complete,
            })
        })
    }

    /// Closes the run folder of a run that published nothing on purpose.
    pub(super) fn end(self, outcome: &Outcome, progress: &Progress) -> Result<()> {
        self.folder.write_findings(&self.findings)?;
        self.folder.write_timings(progress.timings())?;
        self.folder.close(outcome)
    }

    /// Says how the run ended: findings, timings, outcome, status.
    pub(super) fn close(self, result: Result<Ended>, progress: &mut Progress) -> Result<Ended> {
        let finished = progress.now();
        let settings = self.settings;
        let mut last_words = self.folder.write_findings(&self.findings);
        last_words = last_words.and(self.folder.write_timings(progress.timings()));
        if let (Err(error), Some((definitions, landing))) = (&result, &self.known) {
            let bulletins =
                failure::bulletin(settings, definitions, landing, &self.findings, error);
            for (name, bytes) in bulletins.unwrap_or_default() {
                last_words = last_words.and(self.folder.write_bulletin(&name, &bytes));
            }
            last_words = last_words.and(self.leave_quality(landing));
        }
        let cleared = match &result {
            Ok(_) => retention::clear(self.lock, settings, self.folder.path()),
            Err(_) => None,
        };
        if let Some(cleared) = &cleared {
            progress.note(cleared);
        }
        let (outcome, attempt, success) = match &result {
            Ok(ended) => {
                let says =
                    if ended.was_there { "published already, and whole" } else { "published" };
                let says = [Some(says.to_owned()), cleared].into_iter().flatten();
                let says = says.collect::<Vec<_>>().join("; ");
                let success =
                    Success { run_id: ended.run_id.clone(), as_at: ended.as_at, finished };
                let attempt = Attempt::ended(settings.started, finished, &Ok(()));
                (Outcome::published(&ended.run_id, says, finished), attempt, Some(success))
            }
            Err(error) => {
                let copy = Err(Error::of(error.exit, error.faults.clone()));
                (
                    Outcome::stopped(error, finished),
                    Attempt::ended(settings.started, finished, &copy),
                    None,
                )
            }
        };
        let next = match &result {
            Ok(ended) => job::next(&settings.council.jobs, ended.as_at),
            Err(_) => None,
        };
        let status = settings.workspace.status();
        last_words = last_words.and(Status::record(self.lock, &status, attempt, success, next));
        last_words = last_words.and(self.folder.close(&outcome));
        // What stopped the run matters more than a record that failed after it;
        // and what was published stands, whatever could not be noted of it.
        if let (Ok(_), Err(error)) = (&result, &last_words) {
            for fault in &error.faults {
                let Fault { place, says, hint } = fault;
                progress.note(&format!(
                    "published, but the run's own record is not whole: {place}: {says}; {hint}"
                ));
            }
        }
        result
    }
}

pub(super) fn add(
    building: &mut Building,
    path: &str,
    report: Option<&str>,
    bytes: &[u8],
) -> Result<()> {
    building.add(&output(path)?, report, bytes)
}

pub(super) fn output(path: &str) -> Result<OutputPath> {
    OutputPath::new(path).map_err(|says| Error::of(Exit::Failed, vec![Fault::new(path, says)]))
}
