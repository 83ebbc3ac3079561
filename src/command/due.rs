//! `sufficiency due`: which jobs are due and when next, by when papers must be
//! published, and which reviews, visits and notices fall due. The last come
//! from the record of the publication that `latest` names, or of the day asked
//! for, and it is said as at when.

use chrono::{Days, NaiveDate};
use serde::Deserialize;
use serde_json::json;

use crate::cli::Format;
use crate::definitions::Definitions;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::job;
use crate::job::deadline::{self, Deadline};
use crate::measure::figure::day;
use crate::pipeline;
use crate::publish::{latest, publication};
use crate::settings::Settings;

/// Clear days before a meeting of a report that no job names.
const CLEAR_DAYS: i64 = 5;

/// The flags of `due`.
#[derive(clap::Args, Debug)]
pub struct Options {
    /// Look so many days ahead; what is overdue is always said
    #[arg(long, value_name = "DAYS", default_value_t = 60)]
    within: u64,
}

/// What a publication says falls due.
#[derive(Deserialize)]
struct Record {
    #[serde(with = "day")]
    as_at: NaiveDate,
    run_id: String,
    missing: Vec<String>,
    dates: Vec<DueDate>,
}

#[derive(Deserialize)]
struct DueDate {
    #[serde(with = "day")]
    due_on: NaiveDate,
    kind: String,
    what: String,
    provider: Option<String>,
    reference: Option<String>,
    officer: Option<String>,
    is_overdue: bool,
}

/// Prints jobs, papers, and what falls due with providers, each by date.
pub fn due(settings: &Settings, options: &Options, format: Format) -> Result<Exit> {
    let day = match settings.as_at {
        Some(day) => day,
        None => usual_day(settings)?,
    };
    let jobs = &settings.council.jobs;
    let lines: Vec<(String, String, String)> = jobs
        .iter()
        .map(|each| {
            let now = job::newest_end(each.cadence, day).map(|day| day.to_string());
            let next = job::next(std::slice::from_ref(each), day).map(|next| next.on.to_string());
            (each.id.clone(), now.unwrap_or_default(), next.unwrap_or_default())
        })
        .collect();
    let papers = papers(settings, day)?;
    let record = record(settings, day)?;
    match format {
        Format::Json => print_json(day, &lines, &papers, record.as_ref(), options),
        Format::Text => {
            print_jobs(day, &lines);
            print_papers(&papers);
            print_dates(record.as_ref(), options);
        }
    }
    Ok(Exit::Published)
}

/// The day of the publication that `latest` names: a run for a past day is the
/// last success, and moves neither that nor what falls due. Today, where
/// nothing was published.
fn usual_day(settings: &Settings) -> Result<NaiveDate> {
    let latest = latest::read(&settings.workspace.publications())?;
    Ok(latest.map_or_else(|| settings.started.date_naive(), |run_id| run_id.as_at()))
}

/// The papers of meetings still to come, by the day of publication.
fn papers(settings: &Settings, day: NaiveDate) -> Result<Vec<Deadline>> {
    let definitions = Definitions::load(settings)?;
    let holidays: Vec<NaiveDate> = definitions
        .code_sets
        .iter()
        .filter(|set| set.id == "bank_holidays")
        .flat_map(|set| set.values("code"))
        .filter_map(|day| day.parse().ok())
        .collect();
    let council = &settings.council;
    let of_jobs = council.jobs.iter().flat_map(|job| {
        job.meetings.iter().map(|meeting| (job.reports.join(", "), *meeting, job.clear_days))
    });
    let of_reports = council.reports.iter().filter_map(|(id, own)| {
        let is_named = council.jobs.iter().any(|job| {
            job.reports.contains(id) && own.meeting.is_some_and(|day| job.meetings.contains(&day))
        });
        own.meeting.filter(|_| !is_named).map(|meeting| (id.clone(), meeting, CLEAR_DAYS))
    });
    let mut papers: Vec<Deadline> = of_jobs
        .chain(of_reports)
        .filter(|(_, meeting, _)| *meeting >= day)
        .map(|(paper, meeting, clear_days)| Deadline {
            publish_by: deadline::publish_by(meeting, clear_days, &holidays),
            meeting,
            paper,
        })
        .collect();
    papers.sort();
    Ok(papers)
}

/// What the publication of this day, or the last before it, says falls due.
fn record(settings: &Settings, day: NaiveDate) -> Result<Option<Record>> {
    let Some(last) = publication::last(&settings.workspace.publications(), day)? else {
        return Ok(None);
    };
    let path = last.folder.join(pipeline::DUE);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::io(&path, "read what falls due", &cause)),
    };
    serde_json::from_str(&text).map(Some).map_err(|cause| {
        let says = format!("cannot read what falls due: {cause}");
        Error::new(Exit::Failed, path.display().to_string(), says)
            .hint("run `sufficiency verify`; a new run writes it anew")
    })
}

impl Record {
    /// What is overdue, or due within so many days.
    fn within(&self, days: u64) -> impl Iterator<Item = &DueDate> {
        let last = self.as_at.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
        self.dates.iter().filter(move |date| date.due_on <= last)
    }
}

fn print_json(
    day: NaiveDate,
    lines: &[(String, String, String)],
    papers: &[Deadline],
    record: Option<&Record>,
    options: &Options,
) {
    let jobs: Vec<_> = lines
        .iter()
        .map(|(id, now, next)| json!({"job": id, "period_end": now, "next": next}))
        .collect();
    let papers: Vec<_> = papers
        .iter()
        .map(|paper| {
            json!({
                "paper": paper.paper,
                "publish_by": paper.publish_by.to_string(),
                "meeting": paper.meeting.to_string(),
            })
        })
        .collect();
    let dates = record.map(|record| {
        let dates: Vec<_> = record
            .within(options.within)
            .map(|date| {
                json!({
                    "due_on": date.due_on.to_string(),
                    "kind": date.kind,
                    "what": date.what,
                    "provider": date.provider,
                    "reference": date.reference,
                    "officer": date.officer,
                    "is_overdue": date.is_overdue,
                })
            })
            .collect();
        json!({
            "as_at": record.as_at.to_string(),
            "run_id": record.run_id,
            "missing": record.missing,
            "dates": dates,
        })
    });
    let answer =
        json!({"as_at": day.to_string(), "jobs": jobs, "papers": papers, "falls_due": dates});
    print_line!("{answer}");
}

fn print_jobs(day: NaiveDate, lines: &[(String, String, String)]) {
    if lines.is_empty() {
        print_line!("council.toml names no [[jobs]]: every run makes every report.");
        return;
    }
    print_line!("As at {day}");
    print_line!("  {:<24} {:<16} next due", "job", "newest period");
    for (id, now, next) in lines {
        let next = if next.is_empty() { "when named" } else { next };
        print_line!("  {id:<24} {now:<16} {next}");
    }
}

fn print_papers(papers: &[Deadline]) {
    if papers.is_empty() {
        return;
    }
    print_line!("\nPapers");
    print_line!("  {:<12} {:<12} paper", "publish by", "meeting");
    for paper in papers {
        print_line!(
            "  {:<12} {:<12} {}",
            paper.publish_by.to_string(),
            paper.meeting.to_string(),
            paper.paper
        );
    }
}

fn print_dates(record: Option<&Record>, options: &Options) {
    let Some(record) = record else {
        print_line!(
            "\nReviews, visits and notices: no publication says yet; run `sufficiency run`."
        );
        return;
    };
    print_line!("\nReviews, visits and notices as at {}, by run {}", record.as_at, record.run_id);
    if !record.missing.is_empty() {
        print_line!("  not available: no file has come of {}", record.missing.join(", "));
        return;
    }
    let mut said = 0;
    for date in record.within(options.within) {
        let state = if date.is_overdue { "overdue" } else { "" };
        let of = [&date.provider, &date.reference, &date.officer];
        let of: Vec<&str> = of.into_iter().flatten().map(String::as_str).collect();
        print_line!(
            "  {:<12} {:<8} {:<7} {} ({})",
            date.due_on.to_string(),
            state,
            date.kind,
            date.what,
            of.join(", ")
        );
        said += 1;
    }
    let left = record.dates.len() - said;
    if said == 0 {
        print_line!("  nothing is overdue or falls due within {} days", options.within);
    }
    if left > 0 {
        print_line!("  and {left} later: say --within with more days");
    }
}
