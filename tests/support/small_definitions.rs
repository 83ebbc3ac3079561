//! The built-in definitions, cut down to one measure and one report, and to
//! the tables and extracts that those need: every stage has work to do, and
//! none of it takes long.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// The folder: made once a test program.
pub fn small_definitions(program: &str) -> PathBuf {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let out = Command::new(program).arg("definitions").arg(folder.path()).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        cut_down(folder.path());
        folder
    });
    made.path().to_owned()
}

fn cut_down(folder: &Path) {
    let sql = folder.join("sql");
    remove_templates(&folder.join("report-templates"));
    keep(&sql.join("measures"), &|name| name.starts_with('_') || name == "children_looked_after");
    keep(&sql.join("lists"), &|_| false);
    keep(&sql.join("checks"), &|name| name == "episode_without_header");
    // Tables and extracts that nothing names any more go, until none is left.
    loop {
        let text = all_text(&sql);
        let models = keep(&sql.join("model"), &|name| {
            // The program itself reads these two.
            name == "coverage"
                || name == "episode_repairs"
                || names(&text, &format!("model.{name}"))
        });
        let specs = keep(&sql.join("extract-specs"), &|name| {
            names(&text, &format!("staging.{name}")) || text.contains(&format!("\"{name}."))
        });
        if models + specs == 0 {
            return;
        }
    }
}

/// Removes every report but the bulletin.
fn remove_templates(folder: &Path) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_template = path.extension().is_some_and(|ending| ending == "j2");
        if is_template && !path.ends_with("bulletin.j2") {
            fs::remove_file(&path).unwrap();
        }
    }
}

/// Removes the files of a folder that are not to stay; how many there were.
fn keep(folder: &Path, stays: &dyn Fn(&str) -> bool) -> usize {
    let mut removed = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            removed += keep(&path, stays);
            continue;
        }
        let is_definition =
            path.extension().is_some_and(|ending| ending == "sql" || ending == "toml");
        if is_definition && !stays(path.file_stem().unwrap().to_str().unwrap()) {
            fs::remove_file(&path).unwrap();
            removed += 1;
        }
    }
    removed
}

fn all_text(folder: &Path) -> String {
    let mut text = String::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text.push_str(&all_text(&path));
        } else {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
    text
}

/// Whether the text holds the name, and not just the beginning of a longer one.
fn names(text: &str, name: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(name).any(|(at, _)| !text[at + name.len()..].starts_with(is_part))
}
