//! `sufficiency check`: reads and validates the extracts, publishes nothing.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde_json::json;

use crate::check::{Rule, workbook};
use crate::cli::Format;
use crate::durable;
use crate::error::Result;
use crate::exit::Exit;
use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Checked};
use crate::progress::Progress;
use crate::settings::Settings;

/// How many places of one rule are named one by one.
const NAMED: usize = 3;

/// The flags of `check`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Write a workbook of every rule and row to mend; it names children
    #[arg(long, value_name = "FILE.xlsx")]
    out: Option<PathBuf>,
}

/// Checks definitions and data, and prints what each rule found and the row
/// account.
pub fn check(
    settings: &Settings,
    options: &Options,
    progress: &mut Progress,
    format: Format,
) -> Result<Exit> {
    let checked = pipeline::check(settings, progress)?;
    if let Some(out) = &options.out {
        let as_at: NaiveDate = checked.as_at.parse().unwrap_or_default();
        let council = &settings.council.name;
        let bytes = workbook::bytes(council, as_at, &checked.quality, &checked.findings)?;
        durable::replace(out, &bytes, durable::Access::Owner)?;
    }
    match format {
        Format::Text => print_text(&checked),
        Format::Json => print_line!(
            "{}",
            json!({
                "as_at": checked.as_at,
                "rows": checked.accounts,
                "rules": workbook::rules(&checked.quality, &checked.findings),
                "findings": checked.findings,
                "is_blocked": checked.is_blocked(),
            })
        ),
    }
    Ok(if checked.is_blocked() { Exit::Data } else { Exit::Published })
}

fn print_text(checked: &Checked) {
    print_line!("Rows, as at {}", checked.as_at);
    print_line!(
        "  {:<44} {:>8} {:>9} {:>11} {:>10} {:>9}",
        "file",
        "read",
        "accepted",
        "quarantined",
        "superseded",
        "repeated"
    );
    for account in &checked.accounts {
        print_line!(
            "  {:<44} {:>8} {:>9} {:>11} {:>10} {:>9}",
            account.file,
            account.read,
            account.accepted,
            account.quarantined,
            account.superseded,
            account.repeated
        );
    }
    for (severity, title) in [
        (Severity::Block, "Blocking: nothing can be published"),
        (Severity::Quarantine, "Rows set aside"),
        (Severity::Warn, "Warnings"),
        (Severity::Note, "Notes"),
    ] {
        let found: Vec<&Finding> =
            checked.findings.iter().filter(|finding| finding.severity == severity).collect();
        if found.is_empty() {
            continue;
        }
        print_line!("\n{title}");
        for alike in alike(&found) {
            print_alike(&alike, &checked.quality.rules);
        }
    }
}

/// Findings of one rule that say the same, in the order in which they came.
fn alike<'a>(findings: &[&'a Finding]) -> Vec<Vec<&'a Finding>> {
    let mut groups: Vec<Vec<&Finding>> = Vec::new();
    for finding in findings {
        let is_alike = |group: &&mut Vec<&Finding>| {
            group[0].rule == finding.rule
                && group[0].says == finding.says
                && group[0].remedy == finding.remedy
        };
        match groups.iter_mut().find(is_alike) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

fn print_alike(alike: &[&Finding], rules: &[Rule]) {
    let first = alike[0];
    let mut places: Vec<String> = alike.iter().take(NAMED).map(|found| found.place()).collect();
    if alike.len() > NAMED {
        places.push(format!("and {} more", alike.len() - NAMED));
    }
    print_line!("  {}: {}", first.rule, first.says);
    print_line!("    at: {}", places.join("; "));
    let rows: u64 = alike.iter().map(|found| found.rows).sum();
    let children =
        rules.iter().find(|rule| rule.rule == first.rule).map_or(0, |rule| rule.children);
    match (rows, children) {
        (0, _) => (),
        (rows, 0) => print_line!("    rows: {rows}"),
        (rows, children) => print_line!("    rows: {rows}, children: {children}"),
    }
    if !first.remedy.is_empty() {
        print_line!("    next: {}", first.remedy);
    }
}
