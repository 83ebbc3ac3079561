//! Counting without publishing: what `check` and `explain` do. They take the
//! same lock as a run, since they land what is new.

use chrono::NaiveDate;

use super::counting::{self, Counted, Counting, Places, Scratch, count, default_as_at, land};
use crate::definitions::Definitions;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::progress::Progress;
use crate::publish::lock::{Holder, Lock};
use crate::rehearsal::rehearse;
use crate::settings::Settings;
use crate::warehouse::account::RowAccount;

/// What `check` found.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The day that figures would describe, where any day is covered.
    pub as_at: String,
    /// What became of every row.
    pub accounts: Vec<RowAccount>,
    /// Everything that was found, sorted by weight.
    pub findings: Vec<Finding>,
}

impl Checked {
    /// Whether a run would publish nothing.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Block)
    }
}

/// Counts the measures with these ids, or every one where none is named, and
/// publishes nothing. Model tables (`model.placements`) that no such measure
/// rests on are there only where they are named too.
pub fn count_only(settings: &Settings, only: &[&str], progress: &mut Progress) -> Result<Counted> {
    let _lock = take_lock(settings, "sufficiency explain")?;
    let mut definitions = Definitions::load(settings)?;
    let (tables, measures): (Vec<&str>, Vec<&str>) =
        only.iter().partition(|name| name.starts_with("model."));
    for id in &measures {
        definitions.named_measure(id)?;
    }
    let mut plan = rehearse(&definitions, settings)?;
    if !measures.is_empty() {
        definitions.measures.retain(|measure| measures.contains(&measure.id()));
        plan.keep_models_for(|name| match name.split_once('.') {
            Some(("measure", id)) => measures.contains(&id),
            Some(("model", _)) => tables.contains(&name),
            Some(("lists", _)) => false,
            _ => true,
        });
    }
    let landing = land(settings, &definitions, progress)?;
    let as_at = as_at(settings, &landing)?;
    let scratch = Scratch::new(&settings.workspace.root)?;
    let places = Places { scratch: &scratch.path, quarantine: &scratch.path };
    count(settings, Counting { definitions, plan, landing, as_at }, &places, progress)
}

/// Lands, stages and checks; blocking findings are findings here, not errors.
pub fn check(settings: &Settings, progress: &mut Progress) -> Result<Checked> {
    let _lock = take_lock(settings, "sufficiency check")?;
    let definitions = Definitions::load(settings)?;
    let mut plan = rehearse(&definitions, settings)?;
    plan.keep_models_for(|name| name.starts_with("checks."));
    let landing = land(settings, &definitions, progress)?;
    let mut findings = landing.findings.clone();
    let is_blocked = findings.iter().any(|finding| finding.severity == Severity::Block);
    let day = as_at(settings, &landing);
    let (Ok(day), false) = (&day, is_blocked) else {
        let says = day.map_or("no day is covered".to_owned(), |day| day.to_string());
        return Ok(Checked { as_at: says, accounts: Vec::new(), findings });
    };
    let scratch = Scratch::new(&settings.workspace.root)?;
    let places = Places { scratch: &scratch.path, quarantine: &scratch.path };
    let day = *day;
    let counting = Counting { definitions, plan, landing, as_at: day };
    let staged = counting::stage_and_check(settings, &counting, &places, progress)?;
    findings = staged.findings;
    findings.sort();
    Ok(Checked { as_at: day.to_string(), accounts: staged.accounts, findings })
}

fn take_lock(settings: &Settings, command: &str) -> Result<Lock> {
    let holder = Holder::this(settings.started, command);
    Lock::take(&settings.workspace.lock(), &holder)
}

fn as_at(settings: &Settings, landing: &crate::extract::Landing) -> Result<NaiveDate> {
    match settings.as_at {
        Some(day) => Ok(day),
        None => default_as_at(settings, landing),
    }
}
