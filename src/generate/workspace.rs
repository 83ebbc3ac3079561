//! The files around the extracts: `council.toml`, the officers' words, and the
//! README that tells what is wrong with which file.

use std::path::Path;

use super::Summary;
use super::country::Country;
use super::plan::{Plan, Scale};
use super::write::write_bytes;
use crate::error::Result;

const COUNCIL: &str = include_str!("../../sample-extracts/council.toml");
/// The officers' words, by the name of their file.
const WORDS: [(&str, &str); 6] = [
    ("action-tracker", include_str!("../../sample-extracts/words/action-tracker.md")),
    ("contract-register", include_str!("../../sample-extracts/words/contract-register.md")),
    (
        "market-position-statement",
        include_str!("../../sample-extracts/words/market-position-statement.md"),
    ),
    ("scorecard", include_str!("../../sample-extracts/words/scorecard.md")),
    ("scrutiny-paper", include_str!("../../sample-extracts/words/scrutiny-paper.md")),
    ("sufficiency-statement", include_str!("../../sample-extracts/words/sufficiency-statement.md")),
];
const README: &str = include_str!("workspace.md");

/// Writes what stands beside the extracts.
pub(super) fn write(plan: &Plan, country: &Country, summary: &Summary, out: &Path) -> Result<()> {
    write_bytes(&out.join("council.toml"), council(plan, country).as_bytes())?;
    for (report, words) in WORDS {
        write_bytes(&out.join(format!("words/{report}.md")), words.as_bytes())?;
    }
    write_bytes(&out.join("README.md"), readme(plan, summary).as_bytes())
}

/// The sample's `council.toml`, with the authorities of the scale.
fn council(plan: &Plan, country: &Country) -> String {
    if plan.scale == Scale::Council {
        return COUNCIL.to_owned();
    }
    let mut text = String::new();
    let mut is_first = true;
    let mut is_authority = false;
    for line in COUNCIL.lines() {
        if line.starts_with('[') {
            is_authority = line == "[[authority]]";
        }
        if line.starts_with("name = ") && !is_authority {
            text.push_str(&format!("name = \"{} councils\"\n", plan.reporting.len()));
            continue;
        }
        if line.starts_with("short_name = ") {
            text.push_str("short_name = \"the councils\"\n");
            continue;
        }
        if is_authority && is_first {
            for place in &plan.reporting {
                let authority = &country.authorities[*place];
                text.push_str(&format!(
                    "[[authority]]\ncode = \"{}\"\nname = \"{}\"\n\n",
                    authority.code, authority.name
                ));
            }
            is_first = false;
        }
        if !is_authority {
            text.push_str(line);
            text.push('\n');
        }
    }
    // The invoices reach as far back as the returns do.
    let sample = format!("from = {}", Plan::new(Scale::Council, plan.seed).first_year.start());
    text.replace(&sample, &format!("from = {}", plan.first_year.start()))
}

fn readme(plan: &Plan, summary: &Summary) -> String {
    let mut rows = String::new();
    for fault in &summary.faults {
        let row = fault.row.map(|row| row.to_string()).unwrap_or_default();
        let finding = match fault.finding {
            "" => String::new(),
            finding => format!("`{}`", finding.replace(", ", "`, `")),
        };
        rows.push_str(&format!(
            "| `{}` | {row} | {} | {finding} | {} |\n",
            fault.file, fault.says, fault.effect
        ));
    }
    let months: String = summary
        .truths
        .first()
        .into_iter()
        .flat_map(|truth| truth.months.iter().skip(2).step_by(3))
        .map(|month| format!("| {} | {} | {} |\n", month.on, month.looked_after, month.left_open))
        .collect();
    README
        .replace("{seed}", &plan.seed.to_string())
        .replace("{as_at}", &plan.as_at.to_string())
        .replace("{faults}", rows.trim_end())
        .replace("{months}", months.trim_end())
}
