//! `status.json`, for the person on call and for whatever watches the program:
//! the last success, the last attempt and what is due next. Written after
//! every attempt that held the lock; read by `sufficiency status`.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::durable::{self, Access};
use crate::error::{Error, Fault, Result};
use crate::exit::Exit;

use super::as_text;
use super::lock::Lock;
use super::run_id::RunId;

/// All that `status.json` says.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// The last run that published, or found its publication there and whole.
    pub last_success: Option<Success>,
    /// The last run, however it ended.
    pub last_attempt: Option<Attempt>,
    /// The next job.
    pub next_due: Option<NextDue>,
}

/// A run that published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Success {
    /// The publication.
    pub run_id: RunId,
    /// The day that its figures describe.
    #[serde(with = "as_text::day")]
    pub as_at: NaiveDate,
    /// When the run ended.
    #[serde(with = "as_text::moment")]
    pub finished: DateTime<Utc>,
}

/// A run, however it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// When it began.
    #[serde(with = "as_text::moment")]
    pub started: DateTime<Utc>,
    /// When it ended.
    #[serde(with = "as_text::moment")]
    pub finished: DateTime<Utc>,
    /// Its exit code.
    pub exit: u8,
    /// The first thing that was wrong; empty after a success.
    pub first_fault: String,
}

/// A job that falls due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDue {
    /// The job.
    pub job: String,
    /// The first day on which a run makes it.
    #[serde(with = "as_text::day")]
    pub on: NaiveDate,
}

/// Whether the last success is recent enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// It is; with how long ago it was.
    Fresh(Duration),
    /// It is not; with how long ago it was.
    Stale(Duration),
    /// There has been none.
    Never,
}

impl Status {
    /// Reads the file; where there is none, nothing has been tried yet.
    pub fn read(path: &Path) -> Result<Self> {
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            Err(cause) => return Err(Error::io(path, "read the status", &cause)),
        };
        serde_json::from_slice(&bytes).map_err(|cause| {
            Error::new(Exit::Failed, path.display().to_string(), format!("it is damaged: {cause}"))
                .hint("remove it: the next run writes it anew")
        })
    }

    /// Records how a run ended. The last success stays where this was none;
    /// what is due next stays where this run did not come to know it.
    pub fn record(
        _lock: &Lock,
        path: &Path,
        attempt: Attempt,
        success: Option<Success>,
        next_due: Option<NextDue>,
    ) -> Result<()> {
        // A damaged file must not keep a run from saying how it ended.
        let before = Self::read(path).unwrap_or_default();
        let status = Self {
            last_success: success.or(before.last_success),
            last_attempt: Some(attempt),
            next_due: next_due.or(before.next_due),
        };
        let mut bytes = serde_json::to_vec_pretty(&status).map_err(|cause| {
            Error::new(Exit::Failed, path.display().to_string(), format!("cannot write: {cause}"))
        })?;
        bytes.push(b'\n');
        durable::replace(path, &bytes, Access::Usual)
    }

    /// Whether the last success is at most `max_age` old. One that lies ahead
    /// of the clock counts as just now.
    pub fn freshness(&self, now: DateTime<Utc>, max_age: Duration) -> Freshness {
        let Some(success) = &self.last_success else {
            return Freshness::Never;
        };
        let age = (now - success.finished).to_std().unwrap_or_default();
        if age > max_age { Freshness::Stale(age) } else { Freshness::Fresh(age) }
    }
}

impl Attempt {
    /// A run that ended in order or with an error.
    pub fn ended(started: DateTime<Utc>, finished: DateTime<Utc>, result: &Result<()>) -> Self {
        let (exit, first_fault) = match result {
            Ok(()) => (Exit::Published, String::new()),
            Err(error) => {
                let first = error.faults.first().map(Fault::to_string);
                (error.exit, first.unwrap_or_default())
            }
        };
        Self { started, finished, exit: exit as u8, first_fault }
    }
}

/// Reads a length of time such as `26h`, `2d`, `90m` or `1d12h`
/// ([`Exit::Usage`] where it is none).
pub fn duration(text: &str) -> Result<Duration> {
    parse(text.trim()).ok_or_else(|| {
        Error::new(Exit::Usage, text, "this is no length of time")
            .hint("write days, hours and minutes, such as 26h, 2d, 90m or 1d12h")
    })
}

/// A length of time as a person says it, in its two largest units.
pub fn in_words(age: Duration) -> String {
    let minutes = age.as_secs() / 60;
    let (days, hours, left) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    let say =
        |count: u64, unit: &str| format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
    match (days, hours) {
        (0, 0) => say(left, "minute"),
        (0, _) => format!("{} {}", say(hours, "hour"), say(left, "minute")),
        _ => format!("{} {}", say(days, "day"), say(hours, "hour")),
    }
}

fn parse(text: &str) -> Option<Duration> {
    let mut seconds: u64 = 0;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|letter: char| !letter.is_ascii_digit())?;
        let count: u64 = rest[..end].parse().ok()?;
        let unit = match rest.as_bytes()[end] {
            b'd' => 86_400,
            b'h' => 3_600,
            b'm' => 60,
            _ => return None,
        };
        seconds = seconds.checked_add(count.checked_mul(unit)?)?;
        rest = &rest[end + 1..];
    }
    (!text.is_empty()).then(|| Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::lock::Holder;

    fn moment(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn reads_lengths_of_time() {
        let minutes = |text| duration(text).map(|length| length.as_secs() / 60).ok();
        assert_eq!(minutes("26h"), Some(26 * 60));
        assert_eq!(minutes("2d"), Some(2 * 1440));
        assert_eq!(minutes("90m"), Some(90));
        assert_eq!(minutes("1d12h"), Some(36 * 60));
        for wrong in ["", "26", "h", "2 d", "2w", "-1h", "99999999999999999999d", "1\u{663}h"] {
            assert_eq!(duration(wrong).unwrap_err().exit, Exit::Usage, "{wrong}");
        }
    }

    #[test]
    fn a_failure_keeps_the_last_success() {
        let folder = tempfile::tempdir().unwrap();
        let started = moment("2026-11-22T02:00:00Z");
        let holder = Holder::this(started, "sufficiency run");
        let lock = Lock::take(&folder.path().join(".lock"), &holder).unwrap();
        let path = folder.path().join("status.json");
        assert_eq!(Status::read(&path).unwrap(), Status::default());

        let success = Success {
            run_id: RunId::parse("2026-11-21-0123456789ab").unwrap(),
            as_at: "2026-11-21".parse().unwrap(),
            finished: moment("2026-11-22T02:00:02Z"),
        };
        let attempt = Attempt::ended(started, success.finished, &Ok(()));
        Status::record(&lock, &path, attempt, Some(success.clone()), None).unwrap();
        let refused = Error::new(Exit::Data, "ledger.csv, row 7", "cut off in mid row");
        let later = moment("2026-11-23T02:00:00Z");
        let attempt = Attempt::ended(later, later, &Err(refused));
        Status::record(&lock, &path, attempt, None, None).unwrap();

        let status = Status::read(&path).unwrap();
        assert_eq!(status.last_success, Some(success));
        let attempt = status.last_attempt.clone().unwrap();
        assert_eq!((attempt.exit, attempt.first_fault.contains("row 7")), (4, true));
        let now = moment("2026-11-23T04:00:02Z");
        let exactly = Duration::from_secs(26 * 3600);
        assert_eq!(status.freshness(now, exactly), Freshness::Fresh(exactly));
        let less = duration("1d1h59m").unwrap();
        assert_eq!(status.freshness(now, less), Freshness::Stale(exactly));
        assert_eq!(Status::default().freshness(now, less), Freshness::Never);
    }

    #[test]
    fn says_ages_in_words() {
        let words = |text| in_words(duration(text).unwrap());
        assert_eq!(words("26h5m"), "1 day 2 hours");
        assert_eq!(words("61m"), "1 hour 1 minute");
        assert_eq!(words("5m"), "5 minutes");
    }
}
