//! The small workspace of packs, and the built-in definitions that it is run
//! with.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use crate::workspace::{PROGRAM, Workspace, copy, names, repository};

/// Where packs lie.
pub const PACKS: &str = "publications/latest/exempt/provider-review-pack";
/// The reports that are made of lists alone.
const OF_LISTS: [&str; 4] =
    ["bulletin", "provider-review-pack", "contract-statement", "benefits-register"];

/// The built-in definitions without measures, and so without the papers that
/// bind them: packs are made of lists.
pub fn definitions() -> PathBuf {
    static MADE: OnceLock<TempDir> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let out = Command::new(PROGRAM).arg("definitions").arg(folder.path()).output().unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let measures = folder.path().join("sql/measures");
        for area in names(&measures).into_iter().filter(|name| !name.starts_with('_')) {
            fs::remove_dir_all(measures.join(area)).unwrap();
        }
        let kept = measures.join("demand/children_looked_after.sql");
        fs::create_dir_all(kept.parent().unwrap()).unwrap();
        fs::copy(repository("sql/measures/demand/children_looked_after.sql"), kept).unwrap();
        for entry in fs::read_dir(folder.path().join("report-templates")).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            if path.is_file() && !OF_LISTS.contains(&name.as_str()) && name != "README" {
                fs::remove_file(&path).unwrap();
            }
        }
        folder
    });
    made.path().to_owned()
}

/// The small workspace with five providers, of which one has ended.
pub fn prepared() -> Workspace {
    let workspace = Workspace::small();
    workspace.remove("extracts/commissioning");
    let to = workspace.path("extracts/commissioning/2026-09-30");
    fs::create_dir_all(&to).unwrap();
    copy(&repository("tests/cases/packs/extracts"), &to);
    workspace
}
