//! `sufficiency check`: reads and validates the extracts, publishes nothing.

use serde_json::json;

use crate::cli::Format;
use crate::error::Result;
use crate::exit::Exit;
use crate::finding::{Finding, Severity};
use crate::pipeline::{self, Checked};
use crate::progress::Progress;
use crate::settings::Settings;

/// Checks definitions and data, and prints every finding and the row account.
pub fn check(settings: &Settings, progress: &mut Progress, format: Format) -> Result<Exit> {
    let checked = pipeline::check(settings, progress)?;
    match format {
        Format::Text => print_text(&checked),
        Format::Json => println!(
            "{}",
            json!({
                "as_at": checked.as_at,
                "rows": checked.accounts,
                "findings": checked.findings,
                "is_blocked": checked.is_blocked(),
            })
        ),
    }
    Ok(if checked.is_blocked() { Exit::Data } else { Exit::Published })
}

fn print_text(checked: &Checked) {
    println!("Rows, as at {}", checked.as_at);
    println!(
        "  {:<44} {:>8} {:>9} {:>11} {:>10} {:>9}",
        "file", "read", "accepted", "quarantined", "superseded", "repeated"
    );
    for account in &checked.accounts {
        println!(
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
        println!("\n{title}");
        for finding in found {
            println!("  {}: {}", finding.place(), finding.says);
            if finding.rows > 0 {
                println!("    rows: {}", finding.rows);
            }
            if !finding.remedy.is_empty() {
                println!("    next: {}", finding.remedy);
            }
        }
    }
}
