//! `[[jobs]]` of `council.toml`: which reports are made how often.

use chrono::NaiveDate;

use crate::header::Fields;

/// `[[jobs]]`: reports with a cadence.
#[derive(Clone, Debug)]
pub struct Job {
    /// `id`.
    pub id: String,
    /// `reports`: ids of templates.
    pub reports: Vec<String>,
    /// `cadence`.
    pub cadence: Cadence,
    /// `meetings`: days on which the committee meets.
    pub meetings: Vec<NaiveDate>,
    /// `clear_days`: working days between publication and meeting; 5 by default.
    pub clear_days: i64,
    /// The line on which the job begins.
    pub line: usize,
}

/// How often a job is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cadence {
    /// Every run.
    Nightly,
    /// When a month has ended.
    Monthly,
    /// When a quarter has ended.
    Quarterly,
    /// When half a financial year has ended.
    SixMonthly,
    /// When a financial year has ended.
    Yearly,
    /// When named.
    OnDemand,
}

/// The words of `cadence`, also for template headers.
pub const CADENCES: [(&str, Cadence); 6] = [
    ("nightly", Cadence::Nightly),
    ("monthly", Cadence::Monthly),
    ("quarterly", Cadence::Quarterly),
    ("six-monthly", Cadence::SixMonthly),
    ("yearly", Cadence::Yearly),
    ("on demand", Cadence::OnDemand),
];

impl Job {
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        Self {
            id: fields.text("id"),
            reports: fields.list("reports"),
            cadence: fields.required_choice("cadence", &CADENCES).unwrap_or(Cadence::OnDemand),
            meetings: fields
                .list("meetings")
                .iter()
                .filter_map(|text| {
                    let day = text.parse().ok();
                    if day.is_none() {
                        fields.fault_at(
                            "meetings",
                            format!("\"{text}\" is no date"),
                            "write dates as \"2026-11-30\"",
                        );
                    }
                    day
                })
                .collect(),
            clear_days: fields.integer_from("clear_days", 0).unwrap_or(5),
            line: fields.line_of("id"),
        }
    }
}
