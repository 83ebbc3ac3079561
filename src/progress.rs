//! What a run tells while it goes on: each stage before it begins and when it
//! ends, on the standard error stream and in the run's log. A spinner on a
//! terminal, plain lines elsewhere, JSON lines where asked.
//!
//! It decides nothing, and a log that cannot be written does not stop a run.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use chrono::{DateTime, SecondsFormat, Utc};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde::Serialize;

use crate::durable::{self, Access};
use crate::error::Result;

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A spinner, then one line a stage.
    Terminal,
    /// Lines of text.
    Plain,
    /// One JSON object a line.
    Json,
}

/// Tells what a run does.
pub struct Progress {
    style: Style,
    to: Box<dyn Write + Send>,
    started: DateTime<Utc>,
    clock: Instant,
    log: Log,
    timings: Vec<Timing>,
    bar: Option<ProgressBar>,
}

/// How long a stage took.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// The stage.
    pub stage: String,
    /// Its seconds, to the millisecond.
    pub seconds: f64,
}

/// The stage that is going on.
pub struct Stage<'a> {
    progress: &'a mut Progress,
    name: &'a str,
    summary: String,
}

/// Where events are logged, and those that came before that was known.
enum Log {
    Waiting(Vec<String>),
    File(PathBuf),
    Broken,
}

#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Start,
    Note,
    Done,
    Failed,
}

#[derive(Serialize)]
struct Event<'a> {
    at: String,
    stage: &'a str,
    event: Kind,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<f64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    message: &'a str,
}

impl Progress {
    /// Tells on the standard error stream.
    pub fn new(style: Style, started: DateTime<Utc>) -> Self {
        Self::to(Box::new(std::io::stderr()), style, started)
    }

    /// Tells somewhere else: for tests.
    pub fn to(to: Box<dyn Write + Send>, style: Style, started: DateTime<Utc>) -> Self {
        Self {
            style,
            to,
            started,
            clock: Instant::now(),
            log: Log::Waiting(Vec::new()),
            timings: Vec::new(),
            bar: None,
        }
    }

    /// Logs to this file from now on, and there also what came before. Asked
    /// again when the run's folder gets its name.
    pub fn log_to(&mut self, path: &Path) {
        if let Log::Waiting(lines) = std::mem::replace(&mut self.log, Log::File(path.to_owned())) {
            for line in lines {
                self.log_line(line);
            }
        }
    }

    /// Announces a stage, runs it, and tells how it ended and how long it took.
    pub fn stage<T>(
        &mut self,
        name: &str,
        message: &str,
        work: impl FnOnce(&mut Stage<'_>) -> Result<T>,
    ) -> Result<T> {
        self.tell(name, Kind::Start, None, message);
        let began = Instant::now();
        let mut stage = Stage { progress: self, name, summary: String::new() };
        let result = work(&mut stage);
        let summary = stage.summary;
        let seconds = to_seconds(began.elapsed());
        self.timings.push(Timing { stage: name.to_owned(), seconds });
        match &result {
            Ok(_) => self.tell(name, Kind::Done, Some(seconds), &summary),
            Err(error) => {
                let first = error.faults.first().map(|fault| fault.says.as_str());
                self.tell(name, Kind::Failed, Some(seconds), first.unwrap_or_default());
            }
        }
        result
    }

    /// Tells something that belongs to no stage.
    pub fn note(&mut self, message: &str) {
        self.tell("run", Kind::Note, None, message);
    }

    /// How long each stage took, in the order in which they ended.
    pub fn timings(&self) -> &[Timing] {
        &self.timings
    }

    /// The moment, by the clock that the run began with.
    pub fn now(&self) -> DateTime<Utc> {
        self.started + chrono::TimeDelta::from_std(self.clock.elapsed()).unwrap_or_default()
    }

    fn tell(&mut self, stage: &str, event: Kind, seconds: Option<f64>, message: &str) {
        let at = self.now().to_rfc3339_opts(SecondsFormat::Millis, true);
        let told = Event { at, stage, event, seconds, message };
        let line = serde_json::to_string(&told).unwrap_or_default();
        self.show(&told, &line);
        self.log_line(line);
    }

    fn show(&mut self, event: &Event<'_>, json: &str) {
        let line = match self.style {
            Style::Json => json.to_owned(),
            Style::Plain => in_words(event),
            Style::Terminal => return self.draw(event),
        };
        // Nothing can be told where the stream is closed; the run goes on.
        let _ = writeln!(self.to, "{line}").and_then(|()| self.to.flush());
    }

    fn draw(&mut self, event: &Event<'_>) {
        match event.event {
            Kind::Start => self.bar = Some(spinner(event)),
            Kind::Note => match &self.bar {
                Some(bar) => bar.println(in_words(event)),
                None => drop(writeln!(self.to, "{}", in_words(event))),
            },
            Kind::Done | Kind::Failed => {
                if let Some(bar) = self.bar.take() {
                    bar.finish_and_clear();
                }
                drop(writeln!(self.to, "{}", in_words(event)));
            }
        }
    }

    fn log_line(&mut self, line: String) {
        match &mut self.log {
            Log::Waiting(lines) => lines.push(line),
            Log::Broken => {}
            Log::File(path) => {
                if let Err(error) = durable::append_line(path, &line, Access::Owner) {
                    self.log = Log::Broken;
                    let _ = writeln!(self.to, "the run goes on without its log: {error}");
                }
            }
        }
    }
}

impl Stage<'_> {
    /// Tells something that is worth a line of its own.
    pub fn note(&mut self, message: &str) {
        self.progress.tell(self.name, Kind::Note, None, message);
    }

    /// How far the stage is: moves a bar on a terminal, and tells nothing
    /// elsewhere.
    pub fn step(&mut self, done: u64, of: u64, what: &str) {
        if let Some(bar) = &self.progress.bar {
            bar.set_length(of);
            bar.set_position(done);
            bar.set_message(harmless(&format!("{done} of {of}: {what}")));
        }
    }

    /// What the line says that tells the stage's end, such as `12 files, 3 new`.
    pub fn summary(&mut self, summary: impl Into<String>) {
        self.summary = summary.into();
    }
}

fn spinner(event: &Event<'_>) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{spinner} {prefix}: {wide_msg}") {
        bar.set_style(style);
    }
    bar.set_prefix(event.stage.to_owned());
    bar.set_message(harmless(event.message));
    bar.tick();
    bar.enable_steady_tick(Duration::from_millis(100));
    bar
}

fn in_words(event: &Event<'_>) -> String {
    let stage = event.stage;
    let message = harmless(event.message);
    let seconds = event.seconds.unwrap_or_default();
    let tail = if message.is_empty() { String::new() } else { format!(": {message}") };
    match event.event {
        Kind::Start => format!("{stage}{tail} ..."),
        Kind::Note => format!("{stage}{tail}"),
        Kind::Done => format!("{stage} done in {seconds:.2} s{tail}"),
        Kind::Failed => format!("{stage} failed after {seconds:.2} s{tail}"),
    }
}

/// One line, without what would steer a terminal: names of files are not ours.
fn harmless(message: &str) -> String {
    message.replace(char::is_control, " ")
}

fn to_seconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 1000.0).round() / 1000.0
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::error::Error;
    use crate::exit::Exit;

    #[derive(Clone, Default)]
    struct Heard(Arc<Mutex<Vec<u8>>>);

    impl Write for Heard {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl Heard {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn listen(style: Style) -> (Heard, Progress) {
        let heard = Heard::default();
        let started = "2026-11-22T07:00:00Z".parse().unwrap();
        (heard.clone(), Progress::to(Box::new(heard), style, started))
    }

    #[test]
    fn a_stage_is_announced_before_it_runs() {
        let (heard, mut progress) = listen(Style::Plain);
        let told = progress.stage("land", "12 files", |stage| {
            assert_eq!(heard.text(), "land: 12 files ...\n");
            stage.note("ledger.csv has\n\u{1b}[2Jcome again");
            stage.step(1, 12, "ledger.csv");
            stage.summary("3 new");
            Ok(7)
        });
        assert_eq!(told.unwrap(), 7);
        let text = heard.text();
        assert!(text.contains("\nland: ledger.csv has  [2Jcome again\n"), "{text}");
        assert!(text.contains("\nland done in 0.0"), "{text}");
        assert!(text.ends_with(" s: 3 new\n"), "{text}");
        assert_eq!(progress.timings()[0].stage, "land");
    }

    #[test]
    fn json_is_one_object_a_line_and_the_log_holds_all_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let (heard, mut progress) = listen(Style::Json);
        let failed: Result<()> =
            progress.stage("stage", "", |_| Err(Error::new(Exit::Data, "x.csv", "a line\nin two")));
        assert_eq!(failed.unwrap_err().exit, Exit::Data);
        let log = folder.path().join("log.jsonl");
        progress.log_to(&log);
        progress.note("after");
        let text = heard.text();
        assert_eq!(text, std::fs::read_to_string(&log).unwrap());
        let events: Vec<serde_json::Value> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(events.len(), 3);
        assert_eq!(events[0]["event"], "start");
        assert_eq!(events[1]["event"], "failed");
        assert_eq!(events[1]["message"], "a line\nin two");
        assert!(events[1]["seconds"].is_number());
    }

    #[test]
    fn a_log_that_cannot_be_written_is_told_once() {
        let folder = tempfile::tempdir().unwrap();
        let (heard, mut progress) = listen(Style::Plain);
        progress.log_to(&folder.path().join("gone/log.jsonl"));
        progress.note("one");
        progress.note("two");
        assert_eq!(heard.text().matches("without its log").count(), 1);
    }
}
