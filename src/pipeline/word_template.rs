//! The council's own Word templates, beside `council.toml`: read and looked
//! through before anything is made, kept with the publication, so that it can
//! be made again when they have changed.

use std::collections::BTreeMap;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::report::docx::template::Template;
use crate::settings::Settings;

/// The templates that `council.toml` names: each file's name and bytes, once.
pub(super) fn files(settings: &Settings) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    for (report, own) in &settings.council.reports {
        let Some(name) = &own.word_template else { continue };
        let fault = |says: String| {
            Error::new(Exit::Definition, "council.toml", says).hint(format!(
                "name a .docx or .dotx file beside council.toml in [reports.{report}] \
                 word_template, or leave it out"
            ))
        };
        let bytes = std::fs::read(settings.workspace.root.join(name))
            .map_err(|cause| fault(format!("the Word template {name} cannot be read: {cause}")))?;
        Template::read(&bytes)
            .map_err(|says| fault(format!("the Word template {name} cannot be used: {says}")))?;
        files.insert(name.clone(), bytes);
    }
    Ok(files)
}

/// The template of one report. What is wrong with it has been said by `files`.
pub(super) fn bytes(settings: &Settings, report: &str) -> Option<Vec<u8>> {
    let name = settings.council.reports.get(report)?.word_template.as_ref()?;
    std::fs::read(settings.workspace.root.join(name)).ok()
}
