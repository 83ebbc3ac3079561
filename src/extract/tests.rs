//! The landed store over several runs: what is landed once, again, or not.

mod mutations;

use std::fs;
use std::path::PathBuf;

use chrono::{DateTime, Utc};

use super::*;
use crate::finding::Severity;

const HEADER: &str = r#"
title = "Children"
says = "One row per child."
source = "Invented"
key = ["CHILD"]
replaces = "key"
covers = "register"
[[column]]
name = "CHILD"
to = "child_id"
type = "identifier"
in_header = true
filled = true
says = "The child."
[[column]]
name = "SEX"
to = "sex"
type = "text"
in_header = true
says = "The sex recorded."
[[column]]
name = "DOB"
to = "born_on"
type = "date"
in_header = true
says = "The day of birth."
"#;

const ROWS: &str = "CHILD,SEX,DOB\nC1,1,01/02/2005\nC2,\"2\",03/04/2006\n";

/// A workspace that is thrown away.
struct Bench {
    folder: tempfile::TempDir,
    specs: Vec<ExtractSpec>,
}

impl Bench {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("extracts")).unwrap();
        let bench = Self { folder, specs: vec![spec("1")] };
        bench.council("");
        bench
    }

    fn council(&self, more: &str) {
        let usual = "[council]\nname = \"Exampleshire\"\n[[authority]]\ncode = \"E06000001\"\nname = \"Exampleshire\"\n";
        fs::write(self.folder.path().join("council.toml"), format!("{usual}{more}")).unwrap();
    }

    fn put(&self, file: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join("extracts").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    fn landed(&self) -> PathBuf {
        self.folder.path().join("landed")
    }

    fn settings(&self, day: u32) -> Settings {
        Settings::read(self.folder.path(), moment(day)).unwrap()
    }

    fn run(&self, day: u32) -> Landing {
        land(&self.settings(day), &self.specs, &Measured::new(), &|_| ()).unwrap()
    }

    fn index_lines(&self) -> usize {
        fs::read_to_string(self.landed().join("index.jsonl")).unwrap().lines().count()
    }
}

fn spec(version: &str) -> ExtractSpec {
    let (spec, faults) = ExtractSpec::read("header", "header", HEADER, version.to_owned());
    assert!(faults.is_empty(), "{faults:?}");
    spec
}

fn moment(day: u32) -> DateTime<Utc> {
    format!("2026-11-{day:02}T06:30:00Z").parse().unwrap()
}

fn blocking(landing: &Landing) -> Vec<&str> {
    let blocks = landing.findings.iter().filter(|finding| finding.severity == Severity::Block);
    blocks.map(|finding| finding.rule.as_str()).collect()
}

#[test]
fn the_same_bytes_are_landed_once_and_keep_their_day() {
    let bench = Bench::new();
    let path = bench.put("header.csv", ROWS);
    let first = bench.run(1);
    assert_eq!((first.files.len(), first.files[0].rows), (1, 2));
    assert_eq!(first.files[0].received_at, moment(1));

    assert_eq!(bench.run(2).files, first.files);
    assert_eq!(bench.index_lines(), 1);

    // Taken out of the inbox it still counts; put back elsewhere it is the same.
    fs::remove_file(path).unwrap();
    assert_eq!(bench.run(3).files, first.files);
    bench.put("2025-26/header.csv", ROWS);
    let moved = bench.run(4);
    assert_eq!(moved.files[0].file, "2025-26/header.csv");
    assert_eq!(moved.files[0].received_at, moment(1));
    assert_eq!(moved.files[0].snapshot_on.to_string(), "2026-03-31");
}

#[test]
fn only_what_was_received_by_then_counts() {
    let bench = Bench::new();
    bench.put("one.csv", ROWS);
    bench.run(1);
    bench.put("two.csv", ROWS.replace("C2", "C3"));
    bench.run(5);
    let mut settings = bench.settings(6);
    settings.known_by = Some(moment(4).date_naive());
    let then = land(&settings, &bench.specs, &Measured::new(), &|_| ()).unwrap();
    let files: Vec<_> = then.files.iter().map(|landed| landed.file.as_str()).collect();
    assert_eq!(files, ["one.csv"]);
    settings.known_by = Some(moment(5).date_naive());
    assert_eq!(land(&settings, &bench.specs, &Measured::new(), &|_| ()).unwrap().files.len(), 2);
}

#[test]
fn a_damaged_landed_file_is_made_again_with_the_same_bytes() {
    let bench = Bench::new();
    let path = bench.put("header.csv", ROWS);
    let first = bench.run(1);
    let landed = first.files[0].path(&bench.landed());
    let bytes = fs::read(&landed).unwrap();

    let mut damaged = bytes.clone();
    damaged[40] ^= 1;
    fs::write(&landed, &damaged).unwrap();
    assert_eq!(bench.run(2).files, first.files);
    assert_eq!(fs::read(&landed).unwrap(), bytes);

    fs::remove_file(&landed).unwrap();
    assert_eq!(bench.run(3).files, first.files);
    assert_eq!(fs::read(&landed).unwrap(), bytes);

    fs::remove_file(&landed).unwrap();
    fs::remove_file(&path).unwrap();
    let lost = bench.run(4);
    assert!(lost.files.is_empty());
    assert_eq!(blocking(&lost), ["landed-lost", "nothing-recognised"]);
}

#[test]
fn a_run_that_was_killed_before_the_index_was_written_is_repaired() {
    let bench = Bench::new();
    bench.put("header.csv", ROWS);
    let first = bench.run(1);
    let landed = first.files[0].path(&bench.landed());
    let bytes = fs::read(&landed).unwrap();
    let index = bench.landed().join("index.jsonl");
    let line = fs::read_to_string(&index).unwrap();
    fs::write(&index, &line[..line.len() / 2]).unwrap();
    fs::write(bench.landed().join(".landing-abc"), "half").unwrap();

    let again = bench.run(2);
    assert_eq!(again.files.len(), 1);
    assert_eq!(again.files[0].received_at, moment(2));
    assert_eq!(fs::read(&landed).unwrap(), bytes);
    assert_eq!(bench.index_lines(), 1);
    assert!(!bench.landed().join(".landing-abc").exists());
}

#[test]
fn a_file_is_read_again_when_it_would_be_read_otherwise() {
    let mut bench = Bench::new();
    bench.put(
        "header.csv",
        ROWS.replace("SEX", "SEX,GENDER").replace(",1,", ",1,M,").replace("\"2\"", "2,F"),
    );
    let first = bench.run(1);
    assert_eq!(first.files[0].spec_version, "1");
    bench.specs = vec![spec("2")];
    let second = bench.run(2);
    assert_eq!(second.files[0].spec_version, "2");
    assert_eq!(second.files[0].received_at, moment(1));
    assert_eq!(bench.index_lines(), 2);
    bench.council("[extracts.header.columns]\nSEX = \"GENDER\"\n");
    let third = bench.run(3);
    assert_eq!(bench.index_lines(), 3);
    let council = &bench.settings(3).council.extracts["header"];
    assert_eq!(
        identify::mapping(&bench.specs[0], council, &third.files[0].columns).columns[1],
        Some(2)
    );

    // Where no spec knows it any more, it counts no longer.
    bench.specs = Vec::new();
    assert!(bench.run(4).files.is_empty());
}

#[test]
fn a_refused_file_is_refused_on_every_run() {
    let bench = Bench::new();
    bench.put("good.csv", ROWS);
    let path = bench.put("header.csv", "CHILD,SEX,DOB\n");
    assert_eq!(blocking(&bench.run(1)), ["no-rows"]);
    assert_eq!(blocking(&bench.run(2)), ["no-rows"]);
    fs::write(path, ROWS.replace("C2", "C3")).unwrap();
    assert!(blocking(&bench.run(3)).is_empty());
}

#[test]
fn a_file_that_is_still_being_written_waits() {
    let bench = Bench::new();
    let path = bench.put("header.csv", ROWS);
    let (seen, _) = discover::discover(&bench.folder.path().join("extracts")).unwrap();
    let digest = discover::digest_of_file(&path).unwrap();
    fs::write(&path, format!("{ROWS}C3,1,01/01/2007\n")).unwrap();
    fs::create_dir(bench.landed()).unwrap();
    let settings = bench.settings(1);
    let catalogue = Catalogue::new(&bench.specs, &settings.council.extracts);
    let arrival =
        arrive::Arrival { seen: &seen[0], digest: &digest, received_at: settings.started };
    match arrival.land(&catalogue, &bench.landed()).unwrap() {
        arrive::Outcome::Refused(finding) => assert_eq!(finding.rule, "still-growing"),
        arrive::Outcome::Landed(_) => panic!("it was landed half written"),
    }
    assert_eq!(fs::read_dir(bench.landed()).unwrap().count(), 0);
}

#[test]
fn a_store_that_cannot_be_written_is_an_error() {
    let bench = Bench::new();
    bench.put("header.csv", ROWS);
    fs::write(bench.landed(), "a file where the folder should be").unwrap();
    assert!(land(&bench.settings(1), &bench.specs, &Measured::new(), &|_| ()).is_err());
}

const NAMED: &str = r#"
[[column]]
name = "PLACE_PROVIDER"
to = "provider"
type = "text"
says = "Who provides."
"#;

fn refused(landing: &Landing) -> Vec<(&str, &str)> {
    let blocks = landing.findings.iter().filter(|finding| finding.severity == Severity::Block);
    blocks.map(|finding| (finding.rule.as_str(), finding.file.as_deref().unwrap())).collect()
}

/// A file that lacks what another has is refused until it is mended, or until
/// `council.toml` says what it calls the column or that it may be without.
#[test]
fn a_column_that_another_file_has_is_missed() {
    let mut bench = Bench::new();
    let (named, faults) =
        ExtractSpec::read("header", "header", &format!("{HEADER}{NAMED}"), "1".to_owned());
    assert!(faults.is_empty(), "{faults:?}");
    bench.specs = vec![named];
    let measured: Measured =
        [("header".to_owned(), ["PLACE_PROVIDER".to_owned()].into())].into_iter().collect();
    let run =
        |bench: &Bench, day| land(&bench.settings(day), &bench.specs, &measured, &|_| ()).unwrap();
    let rows = |column: &str| format!("CHILD,SEX,DOB,{column}\nC1,1,01/02/2005,PR1\n");

    // What no file ever had is not missed.
    bench.put("2024-25/header.csv", ROWS);
    assert_eq!(refused(&run(&bench, 1)), []);
    bench.put("2024-25/header.csv", rows("PLACE_PROVIDER"));
    bench.put("2025-26/header.csv", rows("Who runs it"));
    for day in [2, 3] {
        let landing = run(&bench, day);
        assert_eq!(refused(&landing), [("column-lacking", "2025-26/header.csv")]);
        let finding = landing.findings.iter().find(|one| one.rule == "column-lacking").unwrap();
        assert!(finding.says.contains("2024-25/header.csv has"), "{}", finding.says);
        assert!(finding.remedy.contains("PLACE_PROVIDER = \"Who runs it\""), "{}", finding.remedy);
        // The file written over in place is not asked.
        assert_eq!(landing.files.len(), 2);
    }

    bench.council("[extracts.header.columns]\nPLACE_PROVIDER = \"Who runs it\"\n");
    assert_eq!(refused(&run(&bench, 4)), []);
    bench.council("");
    assert_eq!(refused(&run(&bench, 5)).len(), 1);
    bench.council("[extracts.header]\nmay_lack = [\"PLACE_PROVIDER\"]\n");
    assert_eq!(refused(&run(&bench, 6)), []);
    bench.council("");
    bench.put("2025-26/header.csv", rows("PLACE_PROVIDER").replace("C1", "C2"));
    assert_eq!(refused(&run(&bench, 7)), []);
}
