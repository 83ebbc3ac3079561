//! An old publication made again from its manifest: the landed files that it
//! names, its own copies of everything that it was told, its reports. All of
//! it is made aside, in a workspace that goes afterwards, and held against the
//! old one file by file. Nothing is published and nothing is landed.

use std::fs;
use std::path::Path;

use super::counting::Scratch;
use super::publishing::{DueReports, FINDINGS, Run};
use super::record::kept;
use super::{Asked, copies, revisions};
use crate::definitions::Definitions;
use crate::durable;
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::extract::Landing;
use crate::extract::recall::{Wanted, recall};
use crate::finding::Finding;
use crate::job::plan::Plan;
use crate::job::{Due, Verdict};
use crate::progress::Progress;
use crate::publish::lock::{Holder, Lock};
use crate::publish::manifest::Made;
use crate::publish::publication::{self, Publication};
use crate::publish::replay;
use crate::publish::run_id::{Part, RunId};
use crate::rehearsal;
use crate::run_folder::{Outcome, RunFolder};
use crate::settings::Settings;

/// A publication that was made again, to the byte.
#[derive(Clone, Debug)]
pub struct Replayed {
    /// Its name.
    pub run_id: RunId,
    /// How many files it has, the manifest aside.
    pub files: usize,
}

/// Makes a publication again and compares every file ([`Exit::Failed`] where
/// any differs). `out`: a folder, not there yet, that what was made is left in.
pub fn replay(
    settings: &Settings,
    named: &str,
    out: Option<&Path>,
    progress: &mut Progress,
) -> Result<Replayed> {
    let old = publication::find(&settings.workspace.publications(), named)?;
    check_version(&old)?;
    let holder = Holder::this(settings.started, "sufficiency run --replay");
    let lock = Lock::take(&settings.workspace.lock(), &holder)?;
    let workspace = &settings.workspace;
    let (mut folder, unfinished) = RunFolder::begin(&lock, &workspace.runs(), settings.started)?;
    folder.name(old.run_id())?;
    progress.log_to(&folder.log());
    for earlier in &unfinished {
        progress.note(&earlier.says());
    }
    let aside = Scratch::new(&workspace.root)?;
    let then = match lay_out(settings, &old, &aside.path) {
        Ok(then) => then,
        Err(error) => {
            folder.close(&Outcome::stopped(&error, progress.now()))?;
            return Err(error);
        }
    };
    let account = &old.manifest.account;
    let providers = copies::named_in(&account.made_from);
    let asked = Asked { is_final: account.is_final, providers, ..Asked::default() };
    let run = Run::new(&then, &asked, &lock, folder);
    Replaying { settings, old: &old, out }.run(run, progress)
}

/// The same program writes the same bytes; another is not asked to.
fn check_version(old: &Publication) -> Result<()> {
    let this = format!("sufficiency {}", env!("CARGO_PKG_VERSION"));
    let then = &old.manifest.account.program;
    if *then == this {
        return Ok(());
    }
    let says = format!("it was made by {then}, and this is {this}: only the same version replays");
    Err(Error::new(Exit::Usage, old.run_id().as_str(), says)
        .hint(format!("replay it with the binary of {then}")))
}

/// Lays the workspace of that day out in `aside`: what the publication kept,
/// and links to the landed files that it names.
fn lay_out(settings: &Settings, old: &Publication, aside: &Path) -> Result<Settings> {
    replay::lay_out(&replay::kept(old)?, aside)?;
    let mut then = Settings::read(aside, settings.started)?;
    let account = &old.manifest.account;
    then.as_at = Some(account.as_at);
    then.known_by = account.known_by;
    then.definitions = settings.definitions.clone();
    Ok(then)
}

/// What a replay works with.
struct Replaying<'a> {
    settings: &'a Settings,
    old: &'a Publication,
    out: Option<&'a Path>,
}

impl Replaying<'_> {
    fn run(&self, mut run: Run<'_>, progress: &mut Progress) -> Result<Replayed> {
        let result = self.make(&mut run, progress);
        let run_id = self.old.run_id();
        let finished = progress.now();
        let outcome = match &result {
            Ok(_) => Outcome::replayed(run_id, finished),
            Err(error) => Outcome::stopped(error, finished),
        };
        let closed = run.end(&outcome, progress);
        let replayed = result?;
        closed?;
        Ok(replayed)
    }

    fn make(&self, run: &mut Run<'_>, progress: &mut Progress) -> Result<Replayed> {
        let (definitions, plan) = progress.stage("definitions", "", |_| {
            let (definitions, plan) = rehearsal::load(run.settings)?;
            Ok((definitions, plan))
        })?;
        let landing = progress.stage("recall", "", |stage| {
            let landing = self.landing(run.settings, &definitions)?;
            stage.summary(format!("{} files of the landed store", landing.files.len()));
            Ok(landing)
        })?;
        let due = self.due(run, &definitions, &landing)?;
        let mut building = run.begin(&due, &landing.findings)?;
        let counted = run.make(definitions, plan, landing, &due, &mut building, progress)?;
        progress.stage("compare", "", |stage| {
            let sealed = run.seal(&counted, &due, building)?;
            if let Some(out) = self.out {
                replay::copy(&sealed, out)?;
            }
            let faults = replay::differences(self.old, &sealed)?;
            if !faults.is_empty() {
                return Err(self.differs(faults));
            }
            let files = self.old.manifest.outputs.len();
            stage.summary(format!("{files} files, all the same"));
            Ok(Replayed { run_id: self.old.run_id().clone(), files })
        })
    }

    /// The files that the run read, linked into the workspace aside, and what
    /// was found when they were landed.
    fn landing(&self, then: &Settings, definitions: &Definitions) -> Result<Landing> {
        let wanted: Vec<Wanted<'_>> = self
            .old
            .manifest
            .account
            .inputs
            .iter()
            .map(|input| Wanted {
                file: &input.file,
                extract: &input.extract,
                digest: &input.sha256,
                snapshot_on: input.snapshot_on,
            })
            .collect();
        let store = self.settings.workspace.landed();
        let files = recall(&store, then, &definitions.specs, &wanted)?;
        durable::make_folder(&then.workspace.landed(), durable::Access::Owner)?;
        for file in &files {
            link(&file.path(&store), &file.path(&then.workspace.landed()))?;
        }
        Ok(Landing { files, findings: findings(&then.workspace.root)? })
    }

    /// The reports as the manifest records them, and everything else that
    /// decided the run, which must be what it was.
    fn due(
        &self,
        run: &Run<'_>,
        definitions: &Definitions,
        landing: &Landing,
    ) -> Result<DueReports> {
        let kept = kept(run.settings, definitions)?;
        let made_from = run.made_from(definitions, landing, &kept, Some(self.old));
        self.check_parts(&made_from)?;
        let plan = self.plan(definitions);
        let publications = self.settings.workspace.publications();
        let (published, gone) = revisions::bases(&plan, definitions, &publications)?;
        revisions::refuse_gone(&gone, &landing.findings)?;
        let as_at = self.old.manifest.account.as_at;
        Ok(DueReports { as_at, plan, made_from, kept, published })
    }

    fn check_parts(&self, made_from: &[Part]) -> Result<()> {
        let mut ordered = made_from.to_vec();
        ordered.sort();
        let then = &self.old.manifest.account.made_from;
        let differs = |label: &str| {
            let of = |parts: &[Part]| {
                parts.iter().find(|part| part.label == label).map(|part| part.value.clone())
            };
            of(&ordered) != of(then)
        };
        if ordered == *then {
            return Ok(());
        }
        let run_id = self.old.run_id().as_str();
        if differs("definitions") {
            let says = "the built-in definitions are not those that it was made from, and a \
                        publication keeps no copy of them";
            return Err(Error::new(Exit::Usage, run_id, says).hint(
                "name a folder with the definitions of that day with --definitions DIR \
                 (`sufficiency definitions DIR` of the program that made it writes them)",
            ));
        }
        let both = ordered.iter().chain(then);
        let mut labels: Vec<&str> =
            both.map(|part| part.label.as_str()).filter(|label| differs(label)).collect();
        labels.sort_unstable();
        labels.dedup();
        let says = format!("what decided the run cannot be had again: {}", labels.join(", "));
        Err(Error::new(Exit::Data, run_id, says)
            .hint("put the landed store and the publication back from a copy"))
    }

    fn plan(&self, definitions: &Definitions) -> Plan {
        let manifest = &self.old.manifest;
        let records: Vec<_> =
            definitions.reports.iter().filter_map(|report| manifest.report(&report.id)).collect();
        let due = records.iter().map(|record| Due {
            report: record.id.clone(),
            verdict: match record.made {
                Made::Rendered => Verdict::Render,
                Made::Carried => Verdict::Carry,
                Made::Absent => Verdict::Absent,
            },
            why: "as the manifest says".to_owned(),
        });
        Plan {
            run_id: manifest.run_id.clone(),
            // Its own copies of what it carried are what was carried.
            last: Some(self.old.clone()),
            due: due.collect(),
            records: records.into_iter().cloned().collect(),
            follows: manifest.account.follows.clone(),
        }
    }

    fn differs(&self, mut faults: Vec<Fault>) -> Error {
        let count = faults.len();
        for fault in &mut faults {
            fault.place = format!("{}/{}", self.old.run_id(), fault.place);
        }
        let hint = match self.out {
            Some(out) => format!("what was made again lies in {}", out.display()),
            None => "add --out DIR to look at what was made again".to_owned(),
        };
        Error::of(Exit::Failed, faults)
            .hint(format!("{count} files differ though everything they were made from is the same: report this as a fault of the program; {hint}"))
    }
}

/// What was found when the files were landed, as the publication kept it.
fn findings(aside: &Path) -> Result<Vec<Finding>> {
    let path = aside.join(FINDINGS);
    let text = fs::read(&path).map_err(|cause| {
        Error::io(&path, "read what was found when files were landed", &cause)
            .hint("the publication was made before it kept this: it cannot be replayed")
    })?;
    serde_json::from_slice(&text).map_err(|cause| {
        Error::new(Exit::Failed, FINDINGS, format!("cannot read what was kept: {cause}"))
    })
}

/// A second name for a landed file; a copy where the system has no such thing.
fn link(from: &Path, to: &Path) -> Result<()> {
    if fs::hard_link(from, to).is_ok() {
        return Ok(());
    }
    fs::copy(from, to).map(drop).map_err(|cause| Error::io(to, "copy a landed file", &cause))
}
