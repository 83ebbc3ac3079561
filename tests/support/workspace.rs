//! A small workspace in a folder of its own, and the program run in it as a
//! person would run it. Says nothing about what is right: tests do.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use serde_json::Value;
use tempfile::TempDir;

/// The program under test.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_sufficiency");

/// A workspace that goes when it is dropped.
pub struct Workspace {
    folder: TempDir,
}

/// How the program ended and what it said.
#[derive(Clone, Debug)]
pub struct Said {
    pub exit: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A file of the repository's tests.
pub fn repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

impl Workspace {
    /// A copy of a folder.
    pub fn copy_of(source: &Path) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(source, folder.path());
        Self { folder }
    }

    /// The small workspace, with nothing run in it yet.
    pub fn small() -> Self {
        Self::copy_of(&repository("tests/cases/runs/workspace"))
    }

    /// The small workspace with one publication in it: made once a test
    /// program, copied for each test.
    pub fn published() -> Self {
        static MADE: OnceLock<Workspace> = OnceLock::new();
        let made = MADE.get_or_init(|| {
            let workspace = Self::small();
            workspace.run(&["run"]).expect(0);
            workspace
        });
        Self::copy_of(made.root())
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub fn read(&self, path: &str) -> String {
        let path = self.path(path);
        fs::read_to_string(&path).unwrap_or_else(|cause| panic!("{}: {cause}", path.display()))
    }

    pub fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn remove(&self, path: &str) {
        let path = self.path(path);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
    }

    /// Replaces a text in a file; it must be there.
    pub fn replace(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} does not hold {from:?}");
        self.write(path, text.replace(from, to));
    }

    pub fn append(&self, path: &str, text: &str) {
        self.write(path, self.read(path) + text);
    }

    /// The program in this workspace, not started yet.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(arguments).arg("--workspace").arg(self.root());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Said {
        Said::of(self.command(arguments).output().unwrap())
    }

    /// The name of the last publication.
    pub fn latest(&self) -> String {
        let text = self.read("publications/latest.txt");
        let linked = fs::read_link(self.path("publications/latest")).unwrap();
        assert_eq!(linked.to_str(), Some(text.trim()), "latest and latest.txt are at odds");
        text.trim().to_owned()
    }

    /// The names of all publications.
    pub fn publications(&self) -> Vec<String> {
        let is_one = |name: &String| !name.starts_with('.') && !name.starts_with("latest");
        names(&self.path("publications")).into_iter().filter(is_one).collect()
    }

    /// The folders of all runs, oldest first.
    pub fn runs(&self) -> Vec<PathBuf> {
        let runs = self.path("runs");
        names(&runs).into_iter().map(|name| runs.join(name)).collect()
    }

    /// The folders of runs that are not among these.
    pub fn runs_since(&self, before: &[PathBuf]) -> Vec<PathBuf> {
        self.runs().into_iter().filter(|run| !before.contains(run)).collect()
    }

    /// What a run that was not finished would leave, anywhere.
    pub fn remains(&self) -> Vec<String> {
        let is_remain = |path: &&String| {
            path.split('/').any(|name| {
                name.starts_with(".building-")
                    || name.starts_with(".scratch")
                    || name.ends_with(".new")
                    || name.ends_with(".tmp")
                    || name.ends_with(".part")
            })
        };
        let files = files(self.root());
        let mut folders: BTreeSet<String> = files.keys().cloned().collect();
        folders.extend(names(self.root()));
        folders.extend(
            names(&self.path("publications"))
                .into_iter()
                .map(|name| format!("publications/{name}")),
        );
        folders.iter().filter(is_remain).cloned().collect()
    }

    /// Whether every publication is what its manifest says.
    pub fn all_whole(&self) {
        use sufficiency::publish::{publication::Publication, verify};
        for name in self.publications() {
            let publication = Publication::open(&self.path("publications").join(&name)).unwrap();
            let verdict = verify::verify(&publication).unwrap();
            assert!(verdict.is_whole(), "{name}: {verdict:?}");
        }
    }

    /// Identifiers, dates of birth and postcodes of children in the extracts.
    pub fn secrets(&self) -> BTreeSet<String> {
        secrets(&self.path("extracts"))
    }
}

impl Said {
    pub fn of(output: Output) -> Self {
        Self {
            exit: output.status.code(),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// The same, which must have ended so.
    pub fn expect(self, exit: i32) -> Self {
        assert_eq!(self.exit, Some(exit), "stdout:\n{}\nstderr:\n{}", self.out, self.err);
        self
    }

    /// The same; every part must stand in what was said on standard error.
    pub fn tells(self, parts: &[&str]) -> Self {
        for part in parts {
            assert!(self.err.contains(part), "{part:?} is not in:\n{}", self.err);
        }
        self
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|cause| panic!("{cause}: {}", self.out))
    }
}

/// Copies a folder as it is, links too.
pub fn copy(from: &Path, to: &Path) {
    let source = from.join(".");
    let status = Command::new("cp").arg("-a").arg(source).arg(to).status().unwrap();
    assert!(status.success(), "cannot copy {}", from.display());
}

/// The names in a folder, sorted; none where there is no folder.
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file below a folder with its bytes, by its path; links are not followed.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for name in names(folder) {
        let path = folder.join(&name);
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            found.extend(
                files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)),
            );
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}

/// Identifiers, dates of birth (as written, and years first) and postcodes
/// (as written, and closed up) of the children in CSV files below a folder.
pub fn secrets(extracts: &Path) -> BTreeSet<String> {
    let mut secrets = BTreeSet::new();
    for (path, bytes) in files(extracts) {
        if !path.ends_with(".csv") {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).replace('\u{feff}', "");
        let first = text.lines().next().unwrap_or_default();
        let separator = [b',', b';', b'|', b'\t']
            .into_iter()
            .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count())
            .unwrap();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = reader.headers().unwrap().clone();
        for record in reader.records() {
            let record = record.unwrap();
            for (header, value) in headers.iter().zip(&record) {
                match header {
                    "CHILD" if value.len() > 3 => drop(secrets.insert(value.to_owned())),
                    "HOME_POST" | "PL_POST" if !value.is_empty() => {
                        secrets.insert(value.to_owned());
                        secrets.insert(value.replace(' ', ""));
                    }
                    "DOB" if !value.is_empty() => {
                        secrets.insert(value.to_owned());
                        let parts: Vec<&str> = value.split('/').collect();
                        if let [day, month, year] = parts[..] {
                            secrets.insert(format!("{year}-{month}-{day}"));
                        }
                    }
                    _ => {}
                }
            }
        }
    }
    secrets
}

/// The secrets that stand in a text as whole tokens.
pub fn leaks(text: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let is_part = |letter: char| letter.is_alphanumeric();
    secrets
        .iter()
        .filter(|secret| {
            text.match_indices(secret.as_str()).any(|(start, found)| {
                let before = text[..start].chars().next_back();
                let after = text[start + found.len()..].chars().next();
                !before.is_some_and(is_part) && !after.is_some_and(is_part)
            })
        })
        .cloned()
        .collect()
}
