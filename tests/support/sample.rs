//! The invented council of the repository, run once for all tests of a file,
//! and what it published. Says nothing about what is right: tests do.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::workspace::{Workspace, repository};

/// A row of a CSV file, by its columns.
pub type Row = BTreeMap<String, String>;

/// The sample, run once for all tests of a file.
pub fn sample() -> &'static Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    MADE.get_or_init(|| {
        let workspace = Workspace::copy_of(&repository("sample-extracts"));
        workspace.run(&["run"]).expect(0);
        workspace
    })
}

/// The same council, whose officers have written nothing: every sentence of
/// its papers is the program's own.
pub fn sample_without_words() -> &'static Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    MADE.get_or_init(|| {
        let workspace = Workspace::copy_of(&repository("sample-extracts"));
        workspace.remove("words");
        workspace.replace("council.toml", "\nwords = \"scrutiny-paper.md\"", "");
        workspace.run(&["run"]).expect(0);
        workspace
    })
}

/// The folder of what a workspace published last.
pub fn latest(workspace: &Workspace) -> PathBuf {
    workspace.path("publications").join(workspace.latest())
}

/// A text of what a workspace published last.
pub fn published(workspace: &Workspace, path: &str) -> String {
    workspace.read(&format!("publications/{}/{path}", workspace.latest()))
}

/// The rows of a CSV file.
pub fn rows(text: &str) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    reader
        .records()
        .map(|record| {
            let record = record.unwrap();
            headers.iter().map(str::to_owned).zip(record.iter().map(str::to_owned)).collect()
        })
        .collect()
}
