//! The built-in definitions, cut down to one measure and one report: every
//! stage has work to do, and none of it takes long.

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
        thin_out(&folder.path().join("sql/measures"), &["children_looked_after"]);
        thin_out(&folder.path().join("sql/lists"), &[]);
        thin_out(&folder.path().join("sql/checks"), &["episode_without_header"]);
        fs::remove_file(folder.path().join("report-templates/scrutiny-paper.j2")).unwrap();
        folder
    });
    made.path().to_owned()
}

/// Removes the SQL of a folder but for these and what is shared (`_*.sql`).
fn thin_out(folder: &Path, kept: &[&str]) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            thin_out(&path, kept);
            continue;
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        if path.extension().is_some_and(|ending| ending == "sql")
            && !name.starts_with('_')
            && !kept.contains(&name)
        {
            fs::remove_file(&path).unwrap();
        }
    }
}
