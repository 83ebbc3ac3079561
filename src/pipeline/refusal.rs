//! Data that must not be published: every blocking finding becomes a fault, so
//! that all are named at once.

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::finding::{Finding, Severity};

/// Fails where any finding blocks.
pub(super) fn refuse(findings: &[Finding]) -> Result<()> {
    let faults: Vec<Fault> = findings
        .iter()
        .filter(|finding| finding.severity == Severity::Block)
        .map(|finding| Fault::new(finding.place(), &finding.says).hint(&finding.remedy))
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(Error::of(Exit::Data, faults)) }
}

/// How many findings of each severity.
pub(super) fn in_words(findings: &[Finding]) -> String {
    let of = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    format!(
        "{} blocking, {} about rows set aside, {} warnings, {} notes",
        of(Severity::Block),
        of(Severity::Quarantine),
        of(Severity::Warn),
        of(Severity::Note)
    )
}
