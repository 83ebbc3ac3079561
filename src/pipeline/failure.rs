//! The bulletin of a run that published nothing.

use std::collections::BTreeMap;

use super::notes::extracts;
use super::papers::{authority_name, front, letterhead, whole};
use crate::definitions::Definitions;
use crate::definitions::report::Audience;
use crate::error::{Error, Result};
use crate::extract::Landing;
use crate::finding::Finding;
use crate::report;
use crate::report::context::{Outcome, ReportContext};
use crate::settings::Settings;

/// Its copies, by name.
pub(super) fn bulletin(
    settings: &Settings,
    definitions: &Definitions,
    landing: &Landing,
    findings: &[Finding],
    error: &Error,
) -> Result<Vec<(String, Vec<u8>)>> {
    let Some(template) = definitions.report("bulletin") else {
        return Ok(Vec::new());
    };
    let as_at = settings.as_at.or_else(|| landing.files.iter().map(|file| file.snapshot_on).max());
    let context = ReportContext {
        council: letterhead(settings),
        authority: whole(settings),
        authorities: settings.council.authorities.iter().map(authority_name).collect(),
        audience: Audience::Exempt,
        as_at: as_at.unwrap_or_default(),
        subject: None,
        run_id: "nothing was published".to_owned(),
        program_version: env!("CARGO_PKG_VERSION").to_owned(),
        is_final: false,
        report: front(settings, "bulletin"),
        threshold: settings.council.disclosure.threshold,
        round_to: 0,
        weeks_in_a_year: settings.council.reporting.weeks_in_a_year.clone(),
        figures: Vec::new(),
        control_charts: Vec::new(),
        lists: BTreeMap::new(),
        measures: BTreeMap::new(),
        extracts: extracts(settings, definitions, landing, &[], as_at.unwrap_or_default()),
        findings: findings.to_vec(),
        repairs: Vec::new(),
        words: None,
        outcomes: error
            .faults
            .iter()
            .map(|fault| Outcome {
                title: fault.place.clone(),
                audience: String::new(),
                state: "not published".to_owned(),
                why: format!("{}. Next: {}", fault.says, fault.hint),
                files: Vec::new(),
                copies: 0,
            })
            .collect(),
    };
    let copies = report::render(template, &definitions.parts, &context)?;
    Ok(copies.into_iter().map(|copy| (copy.file_name.clone(), copy.bytes().to_vec())).collect())
}
