//! Whether `[[jobs]]` of `council.toml` can be done: the reports that they
//! name are those that are defined. When one is due is not for here.

use std::collections::BTreeMap;

use crate::error::Fault;
use crate::header::nearest;
use crate::settings::jobs::Job;

/// Every fault of `[[jobs]]`: an id used twice, a job without reports, a
/// report that does not exist.
pub(super) fn check(jobs: &[Job], reports: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut first_lines: BTreeMap<&str, usize> = BTreeMap::new();
    for job in jobs {
        let place = format!("council.toml:{}", job.line);
        if let Some(first) = first_lines.get(job.id.as_str()) {
            faults.push(
                Fault::new(&place, format!("there is a job \"{}\" already", job.id))
                    .hint(format!("the first stands on line {first}: give one another id")),
            );
        }
        first_lines.entry(&job.id).or_insert(job.line);
        if job.reports.is_empty() {
            faults.push(
                Fault::new(&place, format!("the job \"{}\" makes no report", job.id))
                    .hint(format!("`reports` may name: {}", reports.join(", "))),
            );
        }
        for report in &job.reports {
            if !reports.contains(&report.as_str()) {
                let suggestion = match nearest(report, reports.iter().copied()) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("it may be: {}", reports.join(", ")),
                };
                let says = format!("the job \"{}\" names no known report: \"{report}\"", job.id);
                faults.push(Fault::new(&place, says).hint(suggestion));
            }
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::jobs::Cadence;

    fn job(id: &str, reports: &[&str]) -> Job {
        Job {
            id: id.to_owned(),
            reports: reports.iter().map(|report| (*report).to_owned()).collect(),
            cadence: Cadence::Quarterly,
            meetings: Vec::new(),
            clear_days: 5,
            line: 10,
        }
    }

    #[test]
    fn faults_of_jobs_come_together_with_the_nearest_name() {
        let reports = ["scrutiny-paper", "bulletin"];
        let wrong = [job("paper", &["scrutiny-papers"]), job("paper", &[])];
        let faults: Vec<String> = check(&wrong, &reports).iter().map(ToString::to_string).collect();
        assert_eq!(faults.len(), 3, "{faults:?}");
        assert!(faults[0].starts_with("council.toml:10: "), "{}", faults[0]);
        assert!(faults[0].contains("did you mean \"scrutiny-paper\"?"), "{}", faults[0]);
        assert!(faults[1].contains("already"), "{}", faults[1]);
        assert!(faults[2].contains("makes no report"), "{}", faults[2]);
        assert_eq!(check(&[job("paper", &["bulletin"])], &reports), []);
    }
}
