//! Where definitions come from: the folder built into the binary, or a folder
//! that stands in for it, and over both the council's own `definitions/`.
//!
//! A library is a set of texts with their paths. It knows nothing of what
//! they mean.

use std::collections::BTreeMap;
use std::path::Path;

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use crate::error::{Error, Result};

static SQL: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/sql");
static TEMPLATES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/report-templates");

/// The folders that a library holds, as they are called in the repository.
const ROOTS: [&str; 2] = ["sql", "report-templates"];

/// All definition files, by their path (`sql/measures/demand/x.sql`).
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// The files, in the order of their paths.
    pub files: BTreeMap<String, Text>,
}

/// One definition file.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file's name as a person would look for it: its path in the
    /// library, or below the council's own folder.
    pub name: String,
    /// What it says.
    pub text: String,
    /// Whether the council added it or wrote it over a built-in one.
    pub is_own: bool,
    /// What the built-in one said that the council wrote over.
    pub under: Option<String>,
}

impl Library {
    /// The definitions of the binary, or of `instead`, with `own` over them.
    pub fn gather(instead: Option<&Path>, own: &Path) -> Result<Self> {
        let mut library = match instead {
            Some(folder) => Self::of_folder(folder)?,
            None => Self::built_in(),
        };
        if own.is_dir() {
            library.add_own(own)?;
        }
        Ok(library)
    }

    /// The definitions that the binary carries.
    pub fn built_in() -> Self {
        let mut library = Self::default();
        for (root, folder) in ROOTS.into_iter().zip([&SQL, &TEMPLATES]) {
            library.add_built_in(root, folder);
        }
        library
    }

    /// A digest of a file's text, in hexadecimal.
    pub fn digest(text: &str) -> String {
        hex(&Sha256::digest(text.as_bytes()))
    }

    /// Files in this folder with this ending, as id and text. The id is the
    /// file name without the ending.
    pub fn in_folder<'a>(
        &'a self,
        folder: &'a str,
        ending: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a str, &'a Text)> {
        self.files.iter().filter_map(move |(path, text)| {
            let (parent, file) = path.rsplit_once('/')?;
            let id = file.strip_suffix(ending)?;
            (parent == folder || parent.starts_with(&format!("{folder}/")))
                .then_some((id, parent, text))
        })
    }

    fn of_folder(folder: &Path) -> Result<Self> {
        let mut library = Self::default();
        for root in ROOTS {
            for (path, text) in texts_below(&folder.join(root))? {
                let path = format!("{root}/{path}");
                let name = path.clone();
                library.files.insert(path, Text { name, text, is_own: false, under: None });
            }
        }
        Ok(library)
    }

    fn add_built_in(&mut self, root: &str, folder: &Dir<'_>) {
        for file in folder.files() {
            if let Some(text) = file.contents_utf8() {
                let path = format!("{root}/{}", slashed(file.path()));
                let name = path.clone();
                self.files
                    .insert(path, Text { name, text: text.to_owned(), is_own: false, under: None });
            }
        }
        for inner in folder.dirs() {
            self.add_built_in(root, inner);
        }
    }

    fn add_own(&mut self, folder: &Path) -> Result<()> {
        for (path, text) in texts_below(folder)? {
            let name = format!("definitions/{path}");
            let path = placed(&path);
            let under = self.files.get(&path).map(|built_in| built_in.text.clone());
            self.files.insert(path, Text { name, text, is_own: true, under });
        }
        Ok(())
    }
}

/// Where a file of the council's own belongs. `definitions/` is laid out as
/// the repository is; a lone `.sql` file at its top is a measure, and the
/// folders of `sql/` may stand there without it.
fn placed(path: &str) -> String {
    if ROOTS.iter().any(|root| path.starts_with(&format!("{root}/"))) {
        return path.to_owned();
    }
    if !path.contains('/') && path.ends_with(".sql") {
        return format!("sql/measures/own/{path}");
    }
    if path.ends_with(".j2") {
        return format!("report-templates/{path}");
    }
    format!("sql/{path}")
}

fn texts_below(folder: &Path) -> Result<Vec<(String, String)>> {
    let mut texts = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|cause| {
            let path = cause.path().unwrap_or(folder).to_owned();
            Error::io(&path, "read it", &std::io::Error::from(cause))
        })?;
        if !entry.file_type().is_file() {
            continue;
        }
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let bytes = std::fs::read(entry.path())
            .map_err(|cause| Error::io(entry.path(), "read it", &cause))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            Error::new(
                crate::exit::Exit::Definition,
                entry.path().display().to_string(),
                "is not UTF-8 text",
            )
            .hint("save it as UTF-8, or take it out of the definitions folder")
        })?;
        texts.push((slashed(relative), text));
    }
    Ok(texts)
}

fn slashed(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
