//! What was meant: the command line, `council.toml` and the workspace, settled
//! into values. Nothing past this module sees a flag, the clock or the
//! environment.

pub mod council;
pub mod disclosure;
pub mod jobs;
pub mod machine;
pub mod reports;
pub mod retention;

use std::path::{Path, PathBuf};

use chrono::{DateTime, NaiveDate, Utc};

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use council::Council;

/// Everything that a run is told.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where everything lies.
    pub workspace: Workspace,
    /// What `council.toml` says.
    pub council: Council,
    /// The text of `council.toml`, for its digest and its copy in the manifest.
    pub council_text: String,
    /// The day that the figures describe; the newest day that the required
    /// extracts cover, where not given.
    pub as_at: Option<NaiveDate>,
    /// Only extracts received up to the end of this day count.
    pub known_by: Option<NaiveDate>,
    /// A folder of definitions to use instead of the built-in ones.
    pub definitions: Option<PathBuf>,
    /// When this run began: names the run folder and dates what is received,
    /// and stands in no publication.
    pub started: DateTime<Utc>,
}

/// The folders and files of a workspace.
#[derive(Clone, Debug)]
pub struct Workspace {
    /// The folder that holds `council.toml`.
    pub root: PathBuf,
}

impl Workspace {
    /// The workspace that a folder is.
    pub fn at(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// `council.toml`.
    pub fn council(&self) -> PathBuf {
        self.root.join("council.toml")
    }

    /// The council's own definitions.
    pub fn definitions(&self) -> PathBuf {
        self.root.join("definitions")
    }

    /// The officers' words.
    pub fn words(&self) -> PathBuf {
        self.root.join("words")
    }

    /// The inbox: read, never written.
    pub fn extracts(&self) -> PathBuf {
        self.root.join("extracts")
    }

    /// The landed store.
    pub fn landed(&self) -> PathBuf {
        self.root.join("landed")
    }

    /// One folder a run.
    pub fn runs(&self) -> PathBuf {
        self.root.join("runs")
    }

    /// One folder a publication, and `latest`.
    pub fn publications(&self) -> PathBuf {
        self.root.join("publications")
    }

    /// The last success, for the person on call.
    pub fn status(&self) -> PathBuf {
        self.root.join("status.json")
    }

    /// The lock of a run.
    pub fn lock(&self) -> PathBuf {
        self.root.join(".lock")
    }
}

impl Settings {
    /// Reads the workspace's `council.toml`.
    pub fn read(root: &Path, started: DateTime<Utc>) -> Result<Self> {
        let (settings, faults) = Self::examine(root, started)?;
        if faults.is_empty() {
            return Ok(settings);
        }
        Err(Error::of(Exit::Definition, faults))
    }

    /// What [`Self::read`] reads, as far as it could be read, with its faults.
    pub fn examine(root: &Path, started: DateTime<Utc>) -> Result<(Self, Vec<Fault>)> {
        let workspace = Workspace { root: root.to_owned() };
        let path = workspace.council();
        let council_text = std::fs::read_to_string(&path).map_err(|cause| {
            Error::new(
                Exit::Definition,
                path.display().to_string(),
                format!("cannot read it: {cause}"),
            )
            .hint("name the folder that holds council.toml with --workspace, or make one with `sufficiency generate`")
        })?;
        let (council, faults): (Council, Vec<Fault>) = Council::read("council.toml", &council_text);
        let settings = Self {
            workspace,
            council,
            council_text,
            as_at: None,
            known_by: None,
            definitions: None,
            started,
        };
        Ok((settings, faults))
    }
}
