//! Under which legal status a child is looked after, from day to day.

use chrono::NaiveDate;

use super::calendar::plus;
use super::care::Exit;
use super::codes::Band;
use super::draw::Draw;

/// A status and the day from which it holds.
pub(super) type Status = (NaiveDate, &'static str);

/// What legal status depends on.
pub(super) struct Case {
    /// First day of care.
    pub(super) started: NaiveDate,
    /// The day care ends.
    pub(super) ended: NaiveDate,
    /// Why it ends.
    pub(super) exit: Exit,
    /// How old the child is at the start.
    pub(super) band: Band,
    /// Whether the child came alone to seek asylum.
    pub(super) is_asylum_seeking: bool,
    /// The day of placement for adoption, where there is one.
    pub(super) adoption_placed: Option<NaiveDate>,
    /// Whether the parents agree to the adoption.
    pub(super) consent: bool,
}

/// The statuses of a stay in care, the first from its first day.
pub(super) fn statuses(draw: &mut Draw, case: &Case) -> Vec<Status> {
    if case.is_asylum_seeking || case.consent {
        return vec![(case.started, "V2")];
    }
    if case.exit == Exit::RemandEnded {
        return vec![(case.started, "J1")];
    }
    let mut found = opening(draw, case);
    let stay = (case.ended - case.started).num_days();
    let since = found.last().map_or(case.started, |status| status.0);
    let is_agreed = found.last().is_some_and(|status| status.1 == "V2");
    let mut interim = since;
    if is_agreed {
        let goes_to_court = match (case.adoption_placed, case.band) {
            (Some(_), _) => true,
            (None, Band::Grown) => draw.chance(80),
            (None, _) => stay > 150 && draw.chance(620),
        };
        if !goes_to_court {
            return found;
        }
        interim = plus(since, draw.quantile(&[8, 25, 50, 90, 140, 220, 330]));
        push(&mut found, interim, "C1", case.ended);
    }
    if let Some(placed) = case.adoption_placed {
        let order = plus(placed, -draw.between(25, 150)).max(plus(interim, 14));
        if order < placed {
            push(&mut found, order, "E1", case.ended);
        }
        return found;
    }
    let order = plus(interim, draw.quantile(&[130, 170, 195, 220, 260, 320, 430]));
    if matches!(case.exit, Exit::Guardianship | Exit::Arrangements) && draw.chance(650) {
        return found;
    }
    push(&mut found, order, "C2", case.ended);
    found
}

/// How care begins: by agreement, by the court, or in an emergency.
fn opening(draw: &mut Draw, case: &Case) -> Vec<Status> {
    let started = case.started;
    let (agreed, court, police, emergency) = match case.band {
        Band::Baby => (230, 540, 90, 140),
        Band::Small | Band::Middle => (360, 420, 140, 80),
        Band::Older => (620, 240, 120, 20),
        Band::Grown => (880, 40, 80, 0),
    };
    let stay = (case.ended - started).num_days();
    let short = stay < 12;
    match draw.weighted(&[(0, agreed), (1, court), (2, police), (3, emergency)]) {
        0 => vec![(started, "V2")],
        1 if short => vec![(started, "V2")],
        1 => vec![(started, "C1")],
        2 if stay < 3 => vec![(started, "L1")],
        2 if short => vec![(started, "V2")],
        2 => {
            let next = if draw.chance(550) { "C1" } else { "V2" };
            vec![(started, "L1"), (plus(started, draw.between(1, 3)), next)]
        }
        _ if short => vec![(started, "L2")],
        _ => vec![(started, "L2"), (plus(started, draw.between(5, 8)), "C1")],
    }
}

fn push(found: &mut Vec<Status>, from: NaiveDate, code: &'static str, ended: NaiveDate) {
    if plus(from, 1) < ended {
        found.push((from, code));
    }
}
