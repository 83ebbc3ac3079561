//! Turns placements, legal statuses and days away into the return's episodes:
//! a new row on every day on which one of them changes.

use chrono::NaiveDate;

use super::calendar::{Year, written, written_if};
use super::care::{Period, Spell, status_on};
use super::child::Child;
use super::codes::in_year;

/// One episode, with everything known to its end.
#[derive(Clone, Debug)]
pub(super) struct Episode<'a> {
    /// First day.
    pub(super) started: NaiveDate,
    /// The day it ended.
    pub(super) ended: NaiveDate,
    /// RNE.
    pub(super) reason: &'static str,
    /// LS.
    pub(super) status: &'static str,
    /// The placement.
    pub(super) spell: &'a Spell,
    /// Whether the carers are approved for the long term.
    settled: bool,
    /// T code, where the child is away for a few days.
    away: Option<&'static str>,
    /// REC.
    pub(super) ending: &'static str,
    /// REASON_PLACE_CHANGE, or empty.
    moved: &'static str,
    consent: bool,
}

/// What stays the same through an episode.
#[derive(PartialEq, Eq)]
struct State {
    status: &'static str,
    spell: usize,
    settled: bool,
    away: Option<&'static str>,
}

/// The episodes of a stay in care, in order of time.
pub(super) fn episodes(period: &Period) -> Vec<Episode<'_>> {
    let mut days: Vec<NaiveDate> = vec![period.started];
    days.extend(period.statuses.iter().map(|status| status.0));
    for spell in &period.spells {
        days.push(spell.started);
        days.extend(spell.settled);
        if let Some((first, last, _)) = spell.away {
            days.extend([first, last]);
        }
    }
    days.retain(|day| *day >= period.started && *day < period.ended);
    days.sort_unstable();
    days.dedup();
    let states: Vec<State> = days.iter().map(|day| state(period, *day)).collect();
    let mut found = Vec::new();
    for (index, day) in days.iter().enumerate() {
        let before = index.checked_sub(1).map(|last| &states[last]);
        let here = &states[index];
        if before == Some(here) {
            continue;
        }
        let next = (index + 1..states.len()).find(|later| states[*later] != *here);
        let spell = &period.spells[here.spell];
        found.push(Episode {
            started: *day,
            ended: next.map_or(period.ended, |next| days[next]),
            reason: before.map_or("S", |before| reason(period, before, here)),
            status: here.status,
            spell,
            settled: here.settled,
            away: here.away,
            ending: if next.is_some() { "X1" } else { period.exit },
            moved: next.map_or("", |next| moved(period, here, &states[next])),
            consent: period.adoption.is_some_and(|adoption| adoption.consent),
        });
    }
    found
}

fn state(period: &Period, day: NaiveDate) -> State {
    let index = period
        .spells
        .iter()
        .position(|spell| spell.started <= day && day < spell.ended)
        .unwrap_or(0);
    let spell = &period.spells[index];
    State {
        status: status_on(&period.statuses, day),
        spell: index,
        settled: spell.settled.is_some_and(|settled| settled <= day),
        away: spell.away.filter(|(first, last, _)| *first <= day && day < *last).map(|away| away.2),
    }
}

/// RNE: what changed between one episode and the next.
fn reason(period: &Period, before: &State, here: &State) -> &'static str {
    let is_new_status = before.status != here.status;
    let is_new_place =
        before.spell != here.spell || before.settled != here.settled || before.away != here.away;
    let is_same_carer = before.away.is_none()
        && here.away.is_none()
        && (before.spell == here.spell || adopts(period, here));
    match (is_new_status, is_new_place, is_same_carer) {
        (true, false, _) => "L",
        (true, true, true) => "U",
        (true, true, false) => "B",
        (false, _, true) => "T",
        (false, _, false) => "P",
    }
}

fn adopts(period: &Period, here: &State) -> bool {
    period.adoption.is_some_and(|adoption| adoption.is_same_carers)
        && here.spell + 1 == period.spells.len()
}

/// REASON_PLACE_CHANGE of an episode that another placement follows; none is
/// asked for where the child goes away for some days and comes back.
fn moved(period: &Period, here: &State, next: &State) -> &'static str {
    if here.away != next.away {
        return "";
    }
    if here.spell != next.spell {
        return period.spells[here.spell].reason;
    }
    if here.settled != next.settled { "PLACE" } else { "" }
}

/// Columns of the table, in the department's order.
pub(super) const COLUMNS: [&str; 13] = [
    "CHILD",
    "DECOM",
    "RNE",
    "LS",
    "CIN",
    "PLACE",
    "PLACE_PROVIDER",
    "DEC",
    "REC",
    "REASON_PLACE_CHANGE",
    "HOME_POST",
    "PL_POST",
    "URN",
];

impl Episode<'_> {
    /// The row as the return of a year gives it, knowing nothing later than a day.
    pub(super) fn row(&self, child: &Child, year: Year, known_to: NaiveDate) -> Vec<String> {
        let ended = Some(self.ended).filter(|ended| *ended <= known_to);
        let only_when_ended = |text: &str| ended.map_or_else(String::new, |_| text.to_owned());
        let place =
            self.away.unwrap_or_else(|| self.spell.setting.place(year, self.settled, self.consent));
        let home = child.home.as_ref().map(|home| home.text.clone()).unwrap_or_default();
        let at = &self.spell.at;
        vec![
            child.id.clone(),
            written(self.started),
            self.reason.to_owned(),
            self.status.to_owned(),
            child.need.to_owned(),
            place.to_owned(),
            if self.away.is_some() { String::new() } else { at.provider_code.to_owned() },
            written_if(ended),
            only_when_ended(in_year(self.ending, year)),
            only_when_ended(self.moved),
            home,
            if self.away.is_some() { String::new() } else { at.postcode.clone() },
            if self.away.is_some() { String::new() } else { at.urn.clone() },
        ]
    }

    /// Whether the row belongs in a return: open on some day of its year.
    pub(super) fn is_in(&self, year: Year, known_to: NaiveDate) -> bool {
        self.started <= known_to && self.ended >= year.start()
    }
}
