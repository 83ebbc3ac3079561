//! The invariants that `src/lib.rs` states, read off the source. What a test
//! here forbids is forbidden for a reason that stands there; this file only
//! looks.
//!
//! Comments and unit tests are left out where that matters: a test may build
//! what its module may not name.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may name of the others. A stage names only what stands
/// before it; a leaf names leaves; those that know every stage come last.
const MAY_NAME: [(&str, &[&str]); 22] = [
    ("exit", &[]),
    ("error", &["exit", "finding"]),
    ("finding", &[]),
    ("durable", &LEAVES),
    ("header", &LEAVES),
    // What was meant and what is defined lean on each other.
    ("settings", &["definitions", "durable", "error", "exit", "finding", "header"]),
    ("definitions", &["settings", "durable", "error", "exit", "finding", "header"]),
    ("extract", &stages(0)),
    ("warehouse", &stages(1)),
    ("check", &stages(2)),
    ("measure", &stages(3)),
    ("report", &stages(4)),
    ("publish", &stages(5)),
    ("job", &ALL),
    ("progress", &ALL),
    ("rehearsal", &ALL),
    ("run_folder", &ALL),
    ("generate", &stages(1)),
    ("pipeline", &ALL),
    ("trial", &ALL),
    ("command", &ALL),
    ("cli", &ALL),
];

const LEAVES: [&str; 5] = ["durable", "error", "exit", "finding", "header"];
const ALL: [&str; 1] = ["*"];
const STAGES: [&str; 6] = ["extract", "warehouse", "check", "measure", "report", "publish"];

/// Leaves, definitions, settings and the first so many stages.
const fn stages(earlier: usize) -> [&'static str; 12] {
    let mut names = [""; 12];
    let mut at = 0;
    while at < 5 {
        names[at] = LEAVES[at];
        at += 1;
    }
    names[5] = "settings";
    names[6] = "definitions";
    at = 0;
    while at < earlier {
        names[7 + at] = STAGES[at];
        at += 1;
    }
    names
}

struct Source {
    /// Its path below `src/`.
    path: String,
    /// All of it.
    text: String,
    /// Without comments and unit tests.
    code: String,
}

impl Source {
    /// The module at the top that it belongs to.
    fn module(&self) -> &str {
        self.path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
    }

    fn is_test(&self) -> bool {
        self.path.ends_with("tests.rs") || self.path.contains("/tests/")
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    files(&root, "rs")
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let path = path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned();
            Source { code: code(&text), path, text }
        })
        .collect()
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, ending));
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The text without lines of comment and without what follows `#[cfg(test)]`,
/// which stands last in a file, or before the name of a module.
fn code(text: &str) -> String {
    let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub(super) mod tests {"];
    let before = match tests.iter().find_map(|tests| text.find(tests)) {
        Some(end) => &text[..end],
        None => text,
    };
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    before.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// The names at the top of this crate that a text names.
fn named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(first_words(group)),
            None => names.push(word(rest)),
        }
    }
    names.sort();
    names.dedup();
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first word of each item of a `use crate::{...}`.
fn first_words(group: &str) -> Vec<String> {
    let mut depth = 0;
    let mut items = vec![String::new()];
    for letter in group.chars() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => items.last_mut().unwrap().push(letter),
        }
    }
    items.iter().map(|item| word(item.trim())).filter(|item| !item.is_empty()).collect()
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_stage_names_only_earlier_ones() {
    let may: BTreeMap<&str, &[&str]> = MAY_NAME.into_iter().collect();
    let mut faults = Vec::new();
    for source in sources() {
        let module = source.module();
        if matches!(module, "lib" | "main") || source.is_test() {
            continue;
        }
        let Some(may) = may.get(module) else {
            faults.push(format!("{}: give `{module}` a place in MAY_NAME", source.path));
            continue;
        };
        for name in named(&source.code) {
            if name != module && !may.contains(&"*") && !may.contains(&name.as_str()) {
                faults.push(format!("src/{} names crate::{name}", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn no_stage_knows_what_knows_every_stage() {
    let orchestration = ["pipeline", "command", "cli", "rehearsal", "run_folder", "progress"];
    let mut faults = Vec::new();
    for source in sources() {
        let is_stage = STAGES.contains(&source.module()) || LEAVES.contains(&source.module());
        for name in named(&source.code) {
            if is_stage && orchestration.contains(&name.as_str()) {
                faults.push(format!("src/{} names crate::{name}", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn the_list_of_modules_is_whole_and_in_reading_order() {
    let library = sources().into_iter().find(|source| source.path == "lib.rs").unwrap();
    let listed: Vec<&str> = library
        .code
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    let stages: Vec<&str> =
        listed.iter().copied().filter(|module| STAGES.contains(module)).collect();
    assert_eq!(stages, STAGES);
    for source in sources() {
        let module = source.module().to_owned();
        assert!(matches!(&*module, "lib" | "main") || listed.contains(&&*module), "{module}");
    }
}

#[test]
fn a_library_is_named_only_where_it_belongs() {
    let owners: [(&str, &[&str]); 7] = [
        ("duckdb", &["warehouse.rs", "warehouse/"]),
        ("parquet", &["extract/land.rs", "extract/land/", "extract/decode/parquet"]),
        ("minijinja", &["report.rs", "report/", "warehouse/stage.rs"]),
        ("zip", &["report/docx/"]),
        ("resvg", &["report/docx/drawing.rs", "report/docx/png.rs"]),
        ("roxmltree", &["report/docx/"]),
        ("walkdir", &["definitions.rs", "definitions/", "extract/discover.rs"]),
    ];
    let mut faults = Vec::new();
    for source in sources() {
        if source.is_test() {
            continue;
        }
        for (library, owners) in owners {
            let is_named = source.code.contains(&format!("{library}::"));
            let is_owner = owners.iter().any(|owner| source.path.starts_with(owner));
            if is_named && !is_owner {
                faults.push(format!("src/{} names {library}", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn files_are_short() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut faults = Vec::new();
    for (folder, ending, most) in [("src", ".rs", 400), ("sql", ".sql", 120)] {
        for path in files(&root.join(folder), ending) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > most {
                faults.push(format!("{} has {lines} lines, {most} are too many", path.display()));
            }
        }
    }
    none(faults);
}

#[test]
fn nothing_panics_on_purpose() {
    let mut faults = Vec::new();
    for source in sources().iter().filter(|source| !source.is_test()) {
        for forbidden in [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "unsafe "] {
            if source.code.contains(forbidden) {
                faults.push(format!("src/{} holds {forbidden}", source.path));
            }
        }
    }
    none(faults);
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|source| !source.text.starts_with("//!"));
    none(silent.map(|source| format!("src/{} does not open with //!", source.path)).collect());
}

/// Definitions are data: what a code, a service or a measure is called stands
/// in `sql/`, and the program learns it there. What invents extracts must know
/// codes, and help may show a measure's name.
#[test]
fn no_definition_is_known_to_the_program() {
    let sql = Path::new(env!("CARGO_MANIFEST_DIR")).join("sql");
    let mut words: Vec<String> = files(&sql.join("measures"), ".sql")
        .iter()
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|id| !id.starts_with('_'))
        .collect();
    words.extend(codes(&sql.join("code-sets/services.csv")));
    let mut quoted: Vec<String> = Vec::new();
    for path in files(&sql.join("code-sets"), ".csv") {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        if name.starts_with("episodes_") || name.starts_with("oc") || name.starts_with("ad1") {
            quoted.extend(codes(&path));
        }
    }
    let mut faults = Vec::new();
    for source in sources() {
        if source.is_test() || matches!(source.module(), "generate" | "cli") {
            continue;
        }
        for word in &words {
            if is_word_in(&source.code, word) {
                faults.push(format!("src/{} names {word}", source.path));
            }
        }
        for code in &quoted {
            let is_named = [format!("\"{code}\""), format!("'{code}'")]
                .iter()
                .any(|literal| source.code.contains(literal));
            // One letter, or a number, is a code of some table by chance.
            if is_named && code.len() > 1 && !code.chars().all(|letter| letter.is_ascii_digit()) {
                faults.push(format!("src/{} holds the code {code}", source.path));
            }
        }
    }
    none(faults);
}

/// A list that no report prints is worked out for nobody: each is named in a
/// report's header, or by the program itself.
#[test]
fn every_list_is_bound_by_a_report() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let headers: Vec<String> = files(&root.join("report-templates"), ".j2")
        .iter()
        .filter_map(|path| {
            let text = fs::read_to_string(path).unwrap();
            text.strip_prefix("{#")?.split_once("#}").map(|(header, _)| header.to_owned())
        })
        .collect();
    let named: Vec<String> =
        headers.into_iter().chain(sources().into_iter().map(|it| it.code)).collect();
    let unbound = files(&root.join("sql/lists"), ".sql").into_iter().filter_map(|path| {
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let quoted = format!("\"{id}\"");
        let is_bound = named.iter().any(|text| text.contains(&quoted));
        (!is_bound).then(|| format!("sql/lists/{id}.sql is in no report: bind it or delete it"))
    });
    none(unbound.collect());
}

/// The codes of a code set that could not be plain words.
fn codes(path: &Path) -> Vec<String> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let records = reader.records().map(|record| record.unwrap()[0].to_owned());
    records.filter(|code| code.len() > 1 && code != "secure" && code != "other").collect()
}

fn is_word_in(text: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_alphanumeric() || letter == '_';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}
