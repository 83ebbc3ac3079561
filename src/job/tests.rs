//! When jobs are due, by the day and by what was made before.

use super::*;
use crate::publish::run_id::{Part, RunId};

const REPORTS: [&str; 3] = ["scrutiny-paper", "bulletin", "options-appraisal"];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn job(id: &str, reports: &[&str], cadence: Cadence) -> Job {
    Job {
        id: id.to_owned(),
        reports: reports.iter().map(|report| (*report).to_owned()).collect(),
        cadence,
        meetings: Vec::new(),
        clear_days: 5,
        line: 10,
    }
}

fn jobs() -> Vec<Job> {
    vec![
        job("paper", &["scrutiny-paper"], Cadence::Quarterly),
        job("night", &["bulletin"], Cadence::Nightly),
        job("options", &["options-appraisal"], Cadence::OnDemand),
    ]
}

fn made(report: &str, as_at: &str, is_final: bool) -> ReportRecord {
    let run_id = RunId::of(day(as_at), &[Part::new("a", "b")]);
    ReportRecord::rendered(report, report, &run_id, is_final, None, None)
}

fn verdicts(jobs: &[Job], named: &[&str], as_at: &str, last: &[ReportRecord]) -> Vec<Verdict> {
    let named: Vec<String> = named.iter().map(|name| (*name).to_owned()).collect();
    let asked = Asked { named: &named, as_at: day(as_at), is_final: false };
    due(jobs, &REPORTS, asked, last).unwrap().into_iter().map(|due| due.verdict).collect()
}

#[test]
fn periods_end_when_they_should() {
    use Cadence::{Monthly, Nightly, OnDemand, Quarterly, SixMonthly, Yearly};
    for (cadence, on, end) in [
        (Nightly, "2024-02-29", "2024-02-29"),
        (Monthly, "2024-02-29", "2024-02-29"),
        (Monthly, "2024-02-28", "2024-01-31"),
        (Monthly, "2024-01-01", "2023-12-31"),
        (Quarterly, "2024-02-29", "2023-12-31"),
        (Quarterly, "2024-03-31", "2024-03-31"),
        (Quarterly, "2024-09-29", "2024-06-30"),
        (SixMonthly, "2024-03-30", "2023-09-30"),
        (SixMonthly, "2024-09-30", "2024-09-30"),
        (SixMonthly, "2024-12-31", "2024-09-30"),
        (Yearly, "2024-03-30", "2023-03-31"),
        (Yearly, "2024-03-31", "2024-03-31"),
        (Yearly, "2025-03-30", "2024-03-31"),
    ] {
        assert_eq!(newest_end(cadence, day(on)), Some(day(end)), "{cadence:?} on {on}");
    }
    assert_eq!(newest_end(OnDemand, day("2024-03-31")), None);
}

#[test]
fn the_next_period_end_follows_the_newest() {
    for cadence in [Cadence::Monthly, Cadence::Quarterly, Cadence::SixMonthly, Cadence::Yearly] {
        let mut on = day("2023-01-01");
        while on < day("2025-06-30") {
            let next = next_end(cadence, on).unwrap();
            assert!(next > on && newest_end(cadence, next) == Some(next), "{cadence:?} {on}");
            assert_eq!(newest_end(cadence, next.pred_opt().unwrap()), newest_end(cadence, on));
            on = on.succ_opt().unwrap();
        }
    }
}

#[test]
fn without_jobs_every_report_is_made() {
    assert_eq!(verdicts(&[], &[], "2026-09-30", &[]), [Verdict::Render; 3]);
}

#[test]
fn a_report_is_due_when_a_period_has_ended_since() {
    use Verdict::{Absent, Carry, Render};
    let last = [made("scrutiny-paper", "2026-10-05", false), made("bulletin", "2026-12-30", false)];
    assert_eq!(verdicts(&jobs(), &[], "2026-12-30", &[]), [Render, Render, Absent]);
    assert_eq!(verdicts(&jobs(), &[], "2026-12-30", &last), [Carry, Render, Absent]);
    assert_eq!(verdicts(&jobs(), &[], "2026-12-31", &last), [Render, Render, Absent]);
    let named = verdicts(&jobs(), &["options"], "2026-12-31", &last);
    assert_eq!(named, [Carry, Carry, Render]);
    let by_report = verdicts(&jobs(), &["options-appraisal"], "2026-12-31", &last);
    assert_eq!(by_report, named);
}

#[test]
fn the_same_day_again_is_the_same_but_a_final_paper_stands() {
    use Verdict::{Absent, Carry, Render};
    let draft = [made("scrutiny-paper", "2026-10-05", false)];
    assert_eq!(verdicts(&jobs(), &[], "2026-10-05", &draft), [Render, Render, Absent]);
    let last = [made("scrutiny-paper", "2026-10-05", true)];
    assert_eq!(verdicts(&jobs(), &[], "2026-10-05", &last), [Carry, Render, Absent]);
    let asked = Asked { named: &[], as_at: day("2026-10-05"), is_final: true };
    let due = due(&jobs(), &REPORTS, asked, &last).unwrap();
    assert_eq!(due[0].verdict, Render);
}

#[test]
fn unknown_names_are_refused_together() {
    let named = ["papr".to_owned(), "zzz".to_owned()];
    let asked = Asked { named: &named, as_at: day("2026-10-05"), is_final: false };
    let error = due(&jobs(), &REPORTS, asked, &[]).unwrap_err();
    assert_eq!((error.exit, error.faults.len()), (Exit::Usage, 2));
    assert!(error.faults[0].hint.contains("\"paper\""), "{error}");
    assert!(error.faults[1].hint.contains("it may be: paper, night"), "{error}");
}

#[test]
fn the_next_job_is_the_first_to_fall_due() {
    let next_due = next(&jobs()[..1], day("2026-11-22")).unwrap();
    assert_eq!((next_due.job.as_str(), next_due.on), ("paper", day("2026-12-31")));
    assert_eq!(next(&jobs(), day("2026-02-28")).unwrap().on, day("2026-03-01"));
    assert_eq!(next(&jobs()[2..], day("2026-11-22")), None);
}
