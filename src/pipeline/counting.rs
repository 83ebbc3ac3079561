//! From landed files to results: the stages that `run`, `check` and `explain`
//! share.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use std::time::Duration;

use chrono::NaiveDate;

use super::refusal;
use crate::check::{self, Quality};
use crate::definitions::Definitions;
use crate::definitions::plan::{Measured, Plan};
use crate::durable;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::extract::{self, Landing};
use crate::finding::Finding;
use crate::measure::results::{self, Export};
use crate::progress::Progress;
use crate::settings::Settings;
use crate::warehouse::account::RowAccount;
use crate::warehouse::published::{self, Published};
use crate::warehouse::{self, Access, Warehouse, kept, queue, reference, stage, tables};

/// A warehouse with results in it, and what is known about its data.
pub struct Counted {
    /// Staged, model and result tables.
    pub warehouse: Warehouse,
    /// The definitions that made them.
    pub definitions: Definitions,
    /// Their order and lineage.
    pub plan: Plan,
    /// The landed files.
    pub landing: Landing,
    /// What became of every row.
    pub accounts: Vec<RowAccount>,
    /// Everything found wrong, sorted; nothing that blocks is among it.
    pub findings: Vec<Finding>,
    /// The day that the figures describe.
    pub as_at: NaiveDate,
    /// How long each table took, in the order in which they were made.
    pub times: Vec<(String, Duration)>,
}

/// Where counting may write, and what it reads beside the landed files.
pub(super) struct Places<'a> {
    /// For work that spills out of memory.
    pub scratch: &'a Path,
    /// For rows set aside.
    pub quarantine: &'a Path,
    /// Final publications that revisions are marked against.
    pub published: &'a [Published],
}

const SCRATCH: &str = ".scratch-";

/// A folder of the workspace that goes when it is dropped: for commands that
/// count and publish nothing.
pub(super) struct Scratch {
    /// The folder.
    pub path: PathBuf,
}

impl Scratch {
    /// Makes the folder.
    pub(super) fn new(root: &Path) -> Result<Self> {
        Self::clear_remains(root)?;
        let path = root.join(format!("{SCRATCH}{}", std::process::id()));
        durable::make_folder(&path, durable::Access::Owner)?;
        Ok(Self { path })
    }

    /// Clears what commands left that were killed: whoever holds the lock may.
    pub(super) fn clear_remains(root: &Path) -> Result<()> {
        let failed = |cause| Error::io(root, "list the workspace", &cause);
        for entry in std::fs::read_dir(root).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with(SCRATCH) {
                std::fs::remove_dir_all(&path).map_err(|cause| {
                    Error::io(&path, "clear what was left by a killed command", &cause)
                })?;
            }
        }
        Ok(())
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// Lands what is new in the inbox.
pub(super) fn land(
    settings: &Settings,
    definitions: &Definitions,
    measured: &Measured,
    progress: &mut Progress,
) -> Result<Landing> {
    progress.stage("land", "", |stage| {
        let landing = extract::land(settings, &definitions.specs, measured, &|_| ())?;
        stage.summary(format!("{} files in the landed store", landing.files.len()));
        Ok(landing)
    })
}

/// What is to be counted: by which definitions, from which files, as at when.
pub(super) struct Counting {
    pub(super) definitions: Definitions,
    pub(super) plan: Plan,
    pub(super) landing: Landing,
    pub(super) as_at: NaiveDate,
}

/// What staging, modelling and checking leave behind.
pub(super) struct Modelled {
    pub(super) warehouse: Warehouse,
    pub(super) accounts: Vec<RowAccount>,
    pub(super) findings: Vec<Finding>,
    pub(super) quality: Quality,
    pub(super) times: Vec<(String, Duration)>,
}

/// Stages, models, checks and measures. Data that must not be published is an
/// error that names every blocking finding.
pub(super) fn count(
    settings: &Settings,
    counting: Counting,
    places: &Places<'_>,
    progress: &mut Progress,
) -> Result<Counted> {
    refusal::refuse(&counting.landing.findings)?;
    let modelled = stage_and_check(settings, &counting, places, progress)?;
    refusal::refuse(&modelled.findings)?;
    measure(settings, None, &[], counting, modelled, progress)
}

/// Measures what was modelled, where nothing in it blocks, and writes files of
/// it as soon as what they hold is there. Breakdowns are counted for the
/// measures in `bound`; none: for all.
pub(super) fn measure(
    settings: &Settings,
    bound: Option<&BTreeSet<String>>,
    exports: &[Export],
    counting: Counting,
    modelled: Modelled,
    progress: &mut Progress,
) -> Result<Counted> {
    let Counting { definitions, plan, landing, as_at } = counting;
    let Modelled { warehouse, accounts, findings, mut times, .. } = modelled;
    times.extend(progress.stage("measure", "", |_| {
        results::build(&warehouse, &definitions, &plan, &settings.council, bound, exports)
    })?);
    Ok(Counted { warehouse, definitions, plan, landing, accounts, findings, as_at, times })
}

/// Stages, models and checks; what blocks is a finding among the others.
pub(super) fn stage_and_check(
    settings: &Settings,
    counting: &Counting,
    places: &Places<'_>,
    progress: &mut Progress,
) -> Result<Modelled> {
    let Counting { definitions, plan, landing, as_at } = counting;
    let council = &settings.council;
    let staged = progress.stage("stage", "", |told| {
        let mut warehouse = open(settings, definitions, landing, places)?;
        tables::lay_out(&warehouse, definitions, council)?;
        tables::set_variables(&warehouse, definitions, council, *as_at)?;
        published::load(&warehouse, places.published)?;
        warehouse.holds_data();
        let read = stage::Places {
            workspace: &settings.workspace,
            quarantine: places.quarantine,
            scratch: places.scratch,
        };
        let staged = stage::stage(&warehouse, definitions, council, &landing.files, &read)?;
        let sum = |of: fn(&RowAccount) -> u64| staged.accounts.iter().map(of).sum::<u64>();
        told.summary(format!(
            "{} rows read, {} hold, {} set aside",
            sum(|account| account.read),
            sum(|account| account.accepted),
            sum(|account| account.quarantined)
        ));
        Ok((warehouse, staged))
    });
    let (warehouse, staged) = staged?;
    let mut findings = landing.findings.clone();
    let specs = &definitions.specs;
    let refused = warehouse::too_many_refused(&staged.accounts, &staged.findings, specs, council);
    findings.extend(staged.findings);
    findings.extend(refused);
    let mut times = staged.times;
    times.extend(progress.stage("model", "", |_| model(&warehouse, definitions, plan))?);
    let quality = progress.stage("check", "", |told| {
        let quality = check::run(&warehouse, definitions, council)?;
        findings.extend(quality.findings.iter().cloned());
        findings.sort();
        told.summary(refusal::in_words(&findings));
        Ok(quality)
    })?;
    Ok(Modelled { warehouse, accounts: staged.accounts, findings, quality, times })
}

/// The day that the figures describe where none is named: the newest that
/// every authority's return covers.
pub(super) fn default_as_at(settings: &Settings, landing: &Landing) -> Result<NaiveDate> {
    let newest_of = |authority: &str| {
        landing
            .files
            .iter()
            .filter(|file| file.extract == "episodes")
            .filter(|file| file.authority.as_deref().is_none_or(|own| own == authority))
            .map(|file| file.snapshot_on)
            .max()
    };
    settings
        .council
        .authorities
        .iter()
        .filter_map(|authority| newest_of(&authority.code))
        .min()
        .ok_or_else(|| {
            Error::new(Exit::Data, "extracts", "no file of episodes has come, so no day is covered")
                .hint("put the return's files below extracts/ in the workspace")
        })
}

fn open(
    settings: &Settings,
    definitions: &Definitions,
    landing: &Landing,
    places: &Places<'_>,
) -> Result<Warehouse> {
    let workspace = &settings.workspace;
    let mut files: Vec<PathBuf> =
        landing.files.iter().map(|file| file.path(&workspace.landed())).collect();
    files.extend(reference::typed_files(definitions, &settings.council, &landing.files, workspace));
    files.extend(published::files(places.published));
    files.extend(kept::files(definitions, &settings.council, &landing.files, workspace));
    let access = Access {
        files,
        folders: vec![
            places.scratch.to_owned(),
            places.quarantine.to_owned(),
            publication_of(places),
        ],
        spill: Some(places.scratch.to_owned()),
    };
    Warehouse::open(&settings.council.machine, &access)
}

/// The folder that holds the scratch folder: the publication in the making,
/// which data files are written into.
fn publication_of(places: &Places<'_>) -> PathBuf {
    places.scratch.parent().unwrap_or(places.scratch).to_owned()
}

fn model(
    warehouse: &Warehouse,
    definitions: &Definitions,
    plan: &Plan,
) -> Result<Vec<(String, Duration)>> {
    let tables: Vec<queue::Piece<'_>> = plan
        .models
        .iter()
        .filter_map(|id| definitions.models.iter().find(|model| model.file.id == *id))
        .map(|model| queue::Piece::of("model", &model.file, plan))
        .collect();
    queue::make(warehouse, &tables)
}
