//! Counting without publishing: what `check` and `explain` do. They take the
//! same lock as a run, since they land what is new.

use chrono::NaiveDate;

use super::counting::{self, Counted, Counting, Places, Scratch, count, default_as_at, land};
use crate::check::Quality;
use crate::error::Result;
use crate::finding::{Finding, Severity};
use crate::progress::Progress;
use crate::publish::lock::{Holder, Lock};
use crate::rehearsal;
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
    /// What the checks found, with the rows.
    pub quality: Quality,
}

impl Checked {
    /// Whether a run would publish nothing.
    pub fn is_blocked(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Block)
    }
}

/// What the name of a list begins with, where tables are named.
const LIST: &str = "list.";

/// Counts the measures with these ids, or every one where none is named, and
/// publishes nothing. Model tables that no such measure rests on are there only
/// where they, or a list that rests on them, are named too (`model.placements`,
/// `list.pack_visits`).
pub fn count_only(settings: &Settings, only: &[&str], progress: &mut Progress) -> Result<Counted> {
    let _lock = take_lock(settings, "sufficiency explain")?;
    let (mut definitions, mut plan) = rehearsal::load(settings)?;
    let (tables, measures): (Vec<&str>, Vec<&str>) =
        only.iter().partition(|name| name.starts_with("model.") || name.starts_with(LIST));
    for id in &measures {
        definitions.named_measure(id)?;
    }
    let measured = plan.measured(&definitions);
    if !measures.is_empty() {
        definitions.measures.retain(|measure| measures.contains(&measure.id()));
        // A figure is explained whatever warnings there are.
        definitions.checks.retain(|check| {
            let own = settings.council.checks.get(&check.file.id).and_then(|own| own.severity);
            own.unwrap_or(check.severity) == Severity::Block
        });
        let checks = definitions.checks.iter();
        let blocking: Vec<String> = checks.map(|check| check.file.id.clone()).collect();
        plan.keep_models_for(|name| match name.split_once('.') {
            Some(("measure", id)) => measures.contains(&id),
            Some(("model", _)) => tables.contains(&name),
            Some(("checks", id)) => blocking.iter().any(|check| check == id),
            Some(("lists", id)) => tables.iter().any(|name| name.strip_prefix(LIST) == Some(id)),
            _ => true,
        });
    }
    let landing = land(settings, &definitions, &measured, progress)?;
    let as_at = as_at(settings, &landing)?;
    let scratch = Scratch::new(&settings.workspace.root)?;
    let places = Places { scratch: &scratch.path, quarantine: &scratch.path, published: &[] };
    count(settings, Counting { definitions, plan, landing, as_at }, &places, progress)
}

/// Lands, stages and checks; blocking findings are findings here, not errors.
pub fn check(settings: &Settings, progress: &mut Progress) -> Result<Checked> {
    let _lock = take_lock(settings, "sufficiency check")?;
    let (definitions, mut plan) = rehearsal::load(settings)?;
    let measured = plan.measured(&definitions);
    plan.keep_models_for(|name| name.starts_with("checks."));
    let landing = land(settings, &definitions, &measured, progress)?;
    let findings = landing.findings.clone();
    let is_blocked = findings.iter().any(|finding| finding.severity == Severity::Block);
    let day = as_at(settings, &landing);
    let (Ok(day), false) = (&day, is_blocked) else {
        let says = day.map_or("no day is covered".to_owned(), |day| day.to_string());
        let quality = Quality::default();
        return Ok(Checked { as_at: says, accounts: Vec::new(), findings, quality });
    };
    let scratch = Scratch::new(&settings.workspace.root)?;
    let places = Places { scratch: &scratch.path, quarantine: &scratch.path, published: &[] };
    let day = *day;
    let counting = Counting { definitions, plan, landing, as_at: day };
    let staged = counting::stage_and_check(settings, &counting, &places, progress)?;
    let counting::Modelled { accounts, mut findings, quality, .. } = staged;
    findings.sort();
    Ok(Checked { as_at: day.to_string(), accounts, findings, quality })
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
