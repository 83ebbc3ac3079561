//! What a run is to publish, settled before anything is made: its name, the
//! publication that it follows, and for each report whether it is made,
//! carried forward or not there yet.
//!
//! The plan rests on what decides the run and on earlier publications alone.
//! So the same run again has the same plan, and finds itself published.

use std::path::Path;

use crate::error::Result;
use crate::publish::building::Building;
use crate::publish::carry;
use crate::publish::manifest::{Made, ReportRecord};
use crate::publish::publication::{self, Publication};
use crate::publish::run_id::{Part, RunId};
use crate::settings::jobs::Job;

use super::{Asked, Due, Verdict};

/// What a run is to publish.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The name of the publication.
    pub run_id: RunId,
    /// The publication that it follows, if there is one.
    pub last: Option<Publication>,
    /// What becomes of each report and why, for the log.
    pub due: Vec<Due>,
    /// The same, as the manifest is to record it.
    pub records: Vec<ReportRecord>,
    /// What earlier publications add to what decides the run.
    pub follows: Vec<Part>,
}

/// A report that there could be.
#[derive(Clone, Copy, Debug)]
pub struct Template<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
}

impl Plan {
    /// Settles a run. `made_from` is everything else that decides it: inputs,
    /// definitions, words, `council.toml`, the program's version, `--final`.
    pub fn of(
        jobs: &[Job],
        templates: &[Template<'_>],
        asked: Asked<'_>,
        made_from: &[Part],
        publications: &Path,
    ) -> Result<Self> {
        let last = publication::last(publications, asked.as_at)?;
        let known: &[ReportRecord] =
            last.as_ref().map_or(&[], |last| &last.manifest.account.reports);
        let reports: Vec<&str> = templates.iter().map(|template| template.id).collect();
        let due = super::due(jobs, &reports, asked, known)?;
        let compared: Vec<Option<RunId>> = due
            .iter()
            .map(|due| {
                let before = record_of(known, &due.report)?;
                publication::compared_with(publications, before, asked.as_at, made_from)
            })
            .collect();
        let follows = follows(&due, &compared, known);
        let run_id = RunId::of(asked.as_at, made_from.iter().chain(&follows));
        let records = due
            .iter()
            .zip(templates)
            .zip(compared)
            .map(|((due, Template { id, title }), against)| {
                let before = record_of(known, id);
                match (due.verdict, before) {
                    (Verdict::Render, _) => {
                        let is_final = asked.is_final;
                        ReportRecord::rendered(id, title, &run_id, is_final, against, before)
                    }
                    (Verdict::Carry, Some(before)) => ReportRecord::carried(before),
                    (Verdict::Carry | Verdict::Absent, _) => ReportRecord::absent(id, title),
                }
            })
            .collect();
        Ok(Self { run_id, last, due, records, follows })
    }

    /// The reports that are made now, each with the final publication that its
    /// revisions are marked against.
    pub fn rendered(&self) -> impl Iterator<Item = &ReportRecord> {
        self.records.iter().filter(|record| record.made == Made::Rendered)
    }

    /// Copies into the building every report that is carried forward.
    pub fn carry(&self, building: &mut Building) -> Result<()> {
        let Some(last) = &self.last else {
            return Ok(());
        };
        self.records
            .iter()
            .filter(|record| record.made == Made::Carried)
            .try_for_each(|record| carry::carry(building, last, &record.id))
    }
}

fn record_of<'a>(known: &'a [ReportRecord], report: &str) -> Option<&'a ReportRecord> {
    known.iter().find(|record| record.id == report)
}

fn follows(due: &[Due], compared: &[Option<RunId>], known: &[ReportRecord]) -> Vec<Part> {
    due.iter()
        .zip(compared)
        .filter_map(|(due, against)| match due.verdict {
            Verdict::Render => Some(carry::part_of_rendered(&due.report, against.as_ref())),
            Verdict::Carry => record_of(known, &due.report).map(carry::part_of_carried),
            Verdict::Absent => None,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use chrono::NaiveDate;
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;
    use crate::publish::lock::{Holder, Lock};
    use crate::publish::manifest::Account;
    use crate::publish::output_path::OutputPath;
    use crate::publish::{already, latest, verify};
    use crate::settings::jobs::Cadence;

    const TEMPLATES: [Template<'_>; 3] = [
        Template { id: "paper", title: "Paper" },
        Template { id: "bulletin", title: "Bulletin" },
        Template { id: "options", title: "Options" },
    ];

    #[derive(Clone, Debug)]
    struct Run {
        as_at: NaiveDate,
        input: u8,
        is_final: bool,
        named: Vec<String>,
    }

    struct Workspace {
        folder: tempfile::TempDir,
        lock: Lock,
        jobs: Vec<Job>,
    }

    #[derive(Debug, PartialEq)]
    enum Ended {
        Published(RunId),
        Already(RunId),
    }

    fn job(id: &str, report: &str, cadence: Cadence) -> Job {
        Job {
            id: id.to_owned(),
            reports: vec![report.to_owned()],
            cadence,
            meetings: Vec::new(),
            clear_days: 5,
            line: 1,
        }
    }

    impl Workspace {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let holder = Holder::this("2026-11-22T02:00:00Z".parse().unwrap(), "run");
            let lock = Lock::take(&folder.path().join(".lock"), &holder).unwrap();
            let jobs = vec![
                job("quarterly", "paper", Cadence::Quarterly),
                job("nightly", "bulletin", Cadence::Nightly),
                job("asked", "options", Cadence::OnDemand),
            ];
            Self { folder, lock, jobs }
        }

        fn publications(&self) -> PathBuf {
            self.folder.path().join("publications")
        }

        /// A run as the pipeline does it.
        fn run(&self, run: &Run) -> Ended {
            let publications = self.publications();
            let asked = Asked { named: &run.named, as_at: run.as_at, is_final: run.is_final };
            let made_from = vec![
                Part::new("input/a.csv", run.input.to_string()),
                Part::new("final", run.is_final.to_string()),
            ];
            let plan = Plan::of(&self.jobs, &TEMPLATES, asked, &made_from, &publications).unwrap();
            if already(&self.lock, &publications, &plan.run_id).unwrap().is_some() {
                return Ended::Already(plan.run_id);
            }
            let mut building = Building::begin(&self.lock, &publications, &plan.run_id).unwrap();
            for record in plan.rendered() {
                let path = OutputPath::new(&format!("public/{}.md", record.id)).unwrap();
                let text = format!(
                    "{} as at {} from {}, revisions against {:?}",
                    record.title, run.as_at, run.input, record.compared_with
                );
                building.add(&path, Some(&record.id), text.as_bytes()).unwrap();
            }
            plan.carry(&mut building).unwrap();
            let account = Account {
                council: "Exampleshire".to_owned(),
                as_at: run.as_at,
                known_by: None,
                is_final: run.is_final,
                program: "sufficiency 0.1.0".to_owned(),
                made_from,
                follows: plan.follows.clone(),
                inputs: Vec::new(),
                settings: json!({}),
                findings: Vec::new(),
                reports: plan.records.clone(),
            };
            building.seal(account).unwrap().publish(&self.lock).unwrap();
            Ended::Published(plan.run_id)
        }
    }

    fn run(as_at: &str, input: u8, is_final: bool, named: &[&str]) -> Run {
        let named = named.iter().map(|name| (*name).to_owned()).collect();
        Run { as_at: as_at.parse().unwrap(), input, is_final, named }
    }

    fn runs() -> impl Strategy<Value = Vec<Run>> {
        let days = ["2026-09-29", "2026-09-30", "2026-10-01", "2026-12-31"];
        let named = [&[][..], &[], &["quarterly"], &["asked"], &["nightly", "options"]];
        let one = (0..days.len(), 0u8..2, any::<bool>(), 0..named.len()).prop_map(
            move |(day, input, is_final, name)| run(days[day], input, is_final, named[name]),
        );
        prop::collection::vec(one, 1..7)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn a_run_made_again_is_already_there(runs in runs()) {
            let workspace = Workspace::new();
            for run in &runs {
                let (Ended::Published(run_id) | Ended::Already(run_id)) = workspace.run(run);
                prop_assert_eq!(workspace.run(run), Ended::Already(run_id.clone()));
                let newest = runs.iter().take_while(|other| !std::ptr::eq(*other, run))
                    .chain([run]).map(|run| run.as_at).max();
                let pointed = latest::read(&workspace.publications()).unwrap();
                prop_assert_eq!(pointed.map(|run_id| run_id.as_at()), newest);
            }
            for name in publication::names(&workspace.publications()).unwrap() {
                let folder = workspace.publications().join(name.as_str());
                let publication = Publication::open(&folder).unwrap();
                let verdict = verify::verify(&publication).unwrap();
                prop_assert!(verdict.is_whole(), "{:?}", verdict);
            }
        }
    }

    #[test]
    fn a_paper_stays_until_its_next_period_and_remembers_where_it_was_made() {
        let workspace = Workspace::new();
        let (Ended::Published(first) | Ended::Already(first)) =
            workspace.run(&run("2026-09-30", 0, true, &[]));
        workspace.run(&run("2026-10-01", 1, false, &[]));
        workspace.run(&run("2026-10-02", 2, false, &["asked"]));
        let last = publication::find(&workspace.publications(), "latest").unwrap();
        let record = |id| last.manifest.report(id).unwrap();
        assert_eq!(
            (record("paper").made, &record("paper").origin),
            (Made::Carried, &Some(first.clone()))
        );
        assert_eq!(record("bulletin").made, Made::Carried);
        assert_eq!(record("options").made, Made::Rendered);

        workspace.run(&run("2026-12-31", 3, true, &[]));
        let last = publication::find(&workspace.publications(), "latest").unwrap();
        let paper = last.manifest.report("paper").unwrap();
        assert_eq!(paper.compared_with, Some(first));
        assert_eq!(paper.last_final.as_ref(), Some(last.run_id()));
        assert_eq!(last.manifest.report("options").unwrap().made, Made::Carried);
    }

    #[test]
    fn a_damaged_publication_moved_aside_is_made_anew_with_the_same_bytes() {
        let workspace = Workspace::new();
        workspace.run(&run("2026-09-30", 0, true, &[]));
        let second = run("2026-10-01", 1, false, &[]);
        let Ended::Published(run_id) = workspace.run(&second) else {
            panic!("it was there before it was made");
        };
        let folder = workspace.publications().join(run_id.as_str());
        let manifest = fs::read(folder.join("manifest.json")).unwrap();
        fs::rename(&folder, folder.with_extension("damaged")).unwrap();
        assert_eq!(workspace.run(&second), Ended::Published(run_id));
        assert_eq!(fs::read(folder.join("manifest.json")).unwrap(), manifest);
    }
}
