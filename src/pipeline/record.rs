//! What a run records of itself: everything that decides it, which names the
//! publication, and the account that its manifest keeps.

use serde_json::json;

use super::counting::Counted;
use super::publishing::{DueReports, Run};
use super::{copies, logo, papers, word_template};
use crate::definitions::Definitions;
use crate::definitions::library::Library;
use crate::error::Result;
use crate::extract::Landing;
use crate::publish::manifest::{Account, FindingCount, Input, RowAccount};
use crate::publish::publication::Publication;
use crate::publish::run_id::Part;
use crate::settings::Settings;

impl Run<'_> {
    /// Everything that decides the run but its history; where providers are
    /// named, the copies of the others, which come from `last`.
    pub(super) fn made_from(
        &self,
        definitions: &Definitions,
        landing: &Landing,
        kept: &[(String, Vec<u8>)],
        last: Option<&Publication>,
    ) -> Vec<Part> {
        let built_in: String = definitions
            .library
            .files
            .iter()
            .filter(|(_, file)| !file.is_own)
            .map(|(path, file)| format!("{path} {}\n", Library::digest(&file.text)))
            .collect();
        let mut parts = vec![
            Part::new("program", env!("CARGO_PKG_VERSION")),
            Part::new("definitions", Library::digest(&built_in)),
            Part::new("final", self.asked.is_final.to_string()),
            Part::new(
                "known by",
                self.settings.known_by.map_or("all".to_owned(), |day| day.to_string()),
            ),
        ];
        parts.extend(copies::parts(definitions, self.asked, last));
        parts.extend(kept.iter().map(|(name, bytes)| {
            Part::new(format!("kept/{name}"), crate::publish::digest::of_bytes(bytes))
        }));
        parts.extend(landing.files.iter().map(|file| {
            Part::new(
                format!("input/{}/{}", file.extract, file.file),
                format!("{} to {}", file.digest, file.snapshot_on),
            )
        }));
        parts
    }

    /// What the manifest says of the run.
    pub(super) fn account(&self, counted: &Counted, due: &DueReports) -> Account {
        let council = &self.settings.council;
        let sole = council.authorities.first().map(|authority| authority.code.as_str());
        let inputs = counted.landing.files.iter().map(|file| {
            let rows = counted
                .accounts
                .iter()
                .find(|account| account.file == file.file && account.extract == file.extract);
            Input {
                file: file.file.clone(),
                extract: file.extract.clone(),
                authority: file.authority.as_deref().or(sole).unwrap_or_default().to_owned(),
                sha256: file.digest.clone(),
                size: file.bytes,
                snapshot_on: Some(file.snapshot_on),
                rows: rows.map_or_else(RowAccount::default, |rows| RowAccount {
                    read: rows.read,
                    accepted: rows.accepted,
                    quarantined: rows.quarantined,
                    superseded: rows.superseded,
                    repeated: rows.repeated,
                }),
            }
        });
        Account {
            council: council.name.clone(),
            as_at: due.as_at,
            known_by: self.settings.known_by,
            is_final: self.asked.is_final,
            program: format!("sufficiency {}", env!("CARGO_PKG_VERSION")),
            made_from: due.made_from.clone(),
            follows: due.plan.follows.clone(),
            inputs: inputs.collect(),
            settings: json!({
                "months": council.reporting.months,
                "years": council.reporting.years,
                "weeks_in_a_year": council.reporting.weeks_in_a_year,
                "disclosure_threshold": council.disclosure.threshold,
                "disclosure_round_to": council.disclosure.round_to,
            }),
            findings: FindingCount::of(&counted.findings),
            reports: due.plan.records.clone(),
        }
    }
}

/// Copies of what the run was told: `council.toml`, the logo, the Word
/// templates, the officers' words, the council's own definitions.
pub(super) fn kept(
    settings: &Settings,
    definitions: &Definitions,
) -> Result<Vec<(String, Vec<u8>)>> {
    let mut kept = vec![("council.toml".to_owned(), settings.council_text.clone().into_bytes())];
    for report in &definitions.reports {
        if let Some((name, text)) = papers::words(settings, &report.id)? {
            kept.push((format!("words/{name}"), text.into_bytes()));
        }
    }
    for file in definitions.library.files.values().filter(|file| file.is_own) {
        kept.push((file.name.clone(), file.text.clone().into_bytes()));
    }
    kept.extend(logo::file(settings)?);
    kept.extend(word_template::files(settings)?);
    kept.sort();
    kept.dedup();
    Ok(kept)
}
