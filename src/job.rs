//! Which reports a run makes, and which it carries forward. A job is due when
//! a period has ended that its report has not been made for yet; jobs that are
//! named on the command line are made, and no others.
//!
//! It knows `council.toml` and what the last publication says of its reports;
//! it makes nothing, and no clock is asked: the day is the run's as-at date.

pub mod deadline;
pub mod plan;

use std::collections::BTreeMap;

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::error::{Error, Fault, Result};
use crate::exit::Exit;
use crate::header::nearest;
use crate::publish::manifest::{Made, ReportRecord};
use crate::publish::status::NextDue;
use crate::settings::jobs::{Cadence, Job};

/// What becomes of one report in a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// The report.
    pub report: String,
    /// Whether it is made.
    pub verdict: Verdict,
    /// Why, in a phrase, for the log: it stands in no publication, where the
    /// same run may come about in another way.
    pub why: String,
}

/// Whether a report is made in a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is made.
    Render,
    /// It is carried forward from the last publication.
    Carry,
    /// It has never been made, and is not due.
    Absent,
}

/// What is asked of a run.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Jobs named on the command line, or reports; none: whatever is due.
    pub named: &'a [String],
    /// The day that the figures describe.
    pub as_at: NaiveDate,
    /// Whether the run is final.
    pub is_final: bool,
}

/// What becomes of every report, in the order of `reports`. `last` is what the
/// publication says that the run follows. Names that are neither a job nor a
/// report are refused together ([`Exit::Usage`]).
pub fn due(
    jobs: &[Job],
    reports: &[&str],
    asked: Asked<'_>,
    last: &[ReportRecord],
) -> Result<Vec<Due>> {
    let named = named_reports(jobs, reports, asked.named)?;
    let decide = |report: &&str| {
        let known = last.iter().find(|record| record.id == *report);
        let made = known.filter(|record| record.made != Made::Absent);
        let reason = match &named {
            Some(named) => named.get(report).map(|job| format!("{job} was asked for")),
            None => reason(jobs, report, asked, made),
        };
        let (verdict, why) = match (reason, made) {
            (Some(why), _) => (Verdict::Render, why),
            (None, Some(_)) => (Verdict::Carry, "not due".to_owned()),
            (None, None) => (Verdict::Absent, "not made yet, and not due".to_owned()),
        };
        Due { report: (*report).to_owned(), verdict, why }
    };
    Ok(reports.iter().map(decide).collect())
}

/// The job that falls due first after this day, and when; the first in
/// `council.toml` where several do. None where every job waits to be named.
pub fn next(jobs: &[Job], as_at: NaiveDate) -> Option<NextDue> {
    jobs.iter()
        .filter_map(|job| {
            let on = next_end(job.cadence, as_at)?;
            Some(NextDue { job: job.id.clone(), on })
        })
        .min_by_key(|next| next.on)
}

/// The end of the newest period that had ended on this day: the day itself for
/// what is nightly, nothing for what waits to be named.
pub fn newest_end(cadence: Cadence, on: NaiveDate) -> Option<NaiveDate> {
    let step = match cadence {
        Cadence::OnDemand => return None,
        Cadence::Nightly => return Some(on),
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::SixMonthly => 6,
        Cadence::Yearly => 12,
    };
    // The day after a period's end is a first of the month, and in steps of
    // 3, 6 and 12 months one that lies a whole number of steps from 1 April.
    let begins = on.succ_opt()?.with_day(1)?;
    let past = (begins.month0() + 12 - 3) % step;
    begins.checked_sub_months(Months::new(past))?.pred_opt()
}

fn next_end(cadence: Cadence, after: NaiveDate) -> Option<NaiveDate> {
    let now = newest_end(cadence, after)?;
    let months = match cadence {
        Cadence::OnDemand => return None,
        Cadence::Nightly => return after.checked_add_days(Days::new(1)),
        Cadence::Monthly => 1,
        Cadence::Quarterly => 3,
        Cadence::SixMonthly => 6,
        Cadence::Yearly => 12,
    };
    now.succ_opt()?.checked_add_months(Months::new(months))?.pred_opt()
}

/// Why a report is due though nobody named it, if it is.
fn reason(
    jobs: &[Job],
    report: &str,
    asked: Asked<'_>,
    made: Option<&ReportRecord>,
) -> Option<String> {
    if jobs.is_empty() {
        return Some("no jobs are set: every report, every run".to_owned());
    }
    let its_jobs = jobs.iter().filter(|job| job.reports.iter().any(|name| name == report));
    its_jobs.into_iter().find_map(|job| {
        let end = newest_end(job.cadence, asked.as_at)?;
        let made_on = made.and_then(ReportRecord::as_at);
        let is_new = made_on.and_then(|day| newest_end(job.cadence, day)) != Some(end);
        // The same day again: the same inputs must give the same publication,
        // and mended ones a mended report. But a final paper stands.
        let is_again = made_on == Some(asked.as_at);
        let stands = made.is_some_and(|record| record.is_final) && !asked.is_final;
        if is_new {
            return Some(format!("{} is due for the period to {end}", job.id));
        }
        (is_again && !stands).then(|| format!("{} was made for this day before", job.id))
    })
}

/// The reports of the jobs that were named, each with the name that asked for
/// it; nothing where no job was named.
fn named_reports<'a>(
    jobs: &'a [Job],
    reports: &[&'a str],
    names: &'a [String],
) -> Result<Option<BTreeMap<&'a str, &'a str>>> {
    if names.is_empty() {
        return Ok(None);
    }
    let mut asked = BTreeMap::new();
    let mut faults = Vec::new();
    for name in names {
        if let Some(job) = jobs.iter().find(|job| job.id == *name) {
            asked.extend(job.reports.iter().map(|report| (report.as_str(), name.as_str())));
        } else if let Some(report) = reports.iter().find(|report| **report == name.as_str()) {
            asked.insert(*report, name.as_str());
        } else {
            let mut known: Vec<&str> = jobs.iter().map(|job| job.id.as_str()).collect();
            known.extend(reports);
            let says = "there is neither a job nor a report of this name";
            faults.push(Fault::new(name, says).hint(suggestion(name, &known)));
        }
    }
    if faults.is_empty() { Ok(Some(asked)) } else { Err(Error::of(Exit::Usage, faults)) }
}

fn suggestion(word: &str, known: &[&str]) -> String {
    match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("it may be: {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests;
