//! The small workspace with a report that asks no officer for words and a
//! figure of the council's own, run and published again and again.

#![allow(dead_code, reason = "each test uses what it needs")]

use std::collections::BTreeMap;

use crate::small_definitions::small_definitions;
use crate::workspace::{PROGRAM, Said, Workspace, files};

pub const EPISODES: &str = "extracts/in-year/2026-09-30/episodes.csv";
pub const TREND: &str = "definitions/report-templates/trend.j2";
pub const CHILDREN: &str = "children_looked_after";
pub const UNDER: &str = "children_under";

/// A report that asks no officer for words.
pub const TEMPLATE: &str = include_str!("../cases/replay/trend.j2");
/// A figure of the council's own, with a setting.
pub const MEASURE: &str = include_str!("../cases/replay/children_under.sql");

/// A child who is here in every file, and left on these days in a corrected one.
pub const OPEN: &str = "382055,28/05/2026,T,C2,N1,U4,PR1,,,,";
pub const LEFT_IN_AUGUST: &str = "382055,28/05/2026,T,C2,N1,U4,PR1,29/08/2026,E4A,,";
/// A child who left in April and came back, as a later export knows.
pub const LATE: &str = "652059,10/09/2026,S,C2,N1,U4,PR1,,,,QF3 3WX,QF3 2FL,9100013\n";

/// What the public may not be told, as far as the small definitions know it.
pub const SECRETS: &str = include_str!("../cases/replay/public_secrets.sql");

/// The small workspace, with the report and the figure in it.
pub fn prepared() -> Workspace {
    let workspace = Workspace::small();
    workspace.write("definitions/model/public_secrets.sql", SECRETS);
    workspace.write(TREND, TEMPLATE);
    workspace.write("definitions/children_under.sql", MEASURE);
    workspace
}

/// The program with the small definitions.
pub fn run(workspace: &Workspace, arguments: &[&str]) -> Said {
    let definitions = small_definitions(PROGRAM);
    let with = [arguments, &["--definitions", definitions.to_str().unwrap()]].concat();
    workspace.run(&with)
}

/// Publishes; the name of the publication.
pub fn publish(workspace: &Workspace, arguments: &[&str]) -> String {
    let said = run(workspace, &[&["run", "--format", "json"], arguments].concat()).expect(0).json();
    assert_eq!(said["was_there"], false, "{said}");
    said["run_id"].as_str().unwrap().to_owned()
}

pub fn publication(workspace: &Workspace, name: &str) -> BTreeMap<String, Vec<u8>> {
    files(&workspace.path("publications").join(name))
}

/// The rows of a publication's results, by their key.
pub fn results(workspace: &Workspace, name: &str, audience: &str) -> BTreeMap<String, Row> {
    let path = format!("publications/{name}/{audience}/data/results.csv");
    let text = workspace.read(&path);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize().map(|row| row.unwrap());
    rows.map(|row: Row| (row.key(), row)).collect()
}

#[derive(Debug, serde::Deserialize)]
pub struct Row {
    pub measure: String,
    pub figure: String,
    pub period_id: String,
    pub breakdown: String,
    pub category: String,
    pub value: Option<f64>,
    pub symbol: String,
    pub display: String,
    pub is_revised: bool,
    pub previously_published: Option<f64>,
}

impl Row {
    pub fn key(&self) -> String {
        let Self { measure, figure, period_id, breakdown, category, .. } = self;
        [measure, figure, period_id, breakdown, category].map(String::as_str).join("|")
    }
}
