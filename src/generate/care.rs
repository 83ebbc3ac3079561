//! How a stay in care goes: when it ends and why, which placements it holds,
//! under which legal status. Everything is settled to its end, also beyond the
//! as-at day; the files then show only what was known on their own day.

use chrono::NaiveDate;

use super::calendar::{birthday, plus};
use super::child::Child;
use super::codes::{Band, REASON_MOVED, Setting, left_at_eighteen};
use super::draw::Draw;
use super::legal::{self, Case, Status};
use super::moves::{first_setting, next_setting, stay};

/// A stay in care.
#[derive(Clone, Debug)]
pub(super) struct Period {
    /// First day.
    pub(super) started: NaiveDate,
    /// The day the child left; not a day in care.
    pub(super) ended: NaiveDate,
    /// REC of the last episode.
    pub(super) exit: &'static str,
    /// Legal statuses.
    pub(super) statuses: Vec<Status>,
    /// Spells with one carer, one after the other.
    pub(super) spells: Vec<Spell>,
    /// How the adoption went, where there is one.
    pub(super) adoption: Option<Adoption>,
}

/// The days of an adoption.
#[derive(Clone, Copy, Debug)]
pub(super) struct Adoption {
    /// The decision that the child should be placed.
    pub(super) decided: NaiveDate,
    /// The match with adopters.
    pub(super) matched: NaiveDate,
    /// The day on which the child moved in, or the carers became adopters.
    pub(super) placed: NaiveDate,
    /// Whether the parents agreed.
    pub(super) consent: bool,
    /// Whether the foster carers adopt.
    pub(super) is_same_carers: bool,
}

/// A spell with one carer.
#[derive(Clone, Debug)]
pub(super) struct Spell {
    /// What kind of placement.
    pub(super) setting: Setting,
    /// First day.
    pub(super) started: NaiveDate,
    /// The day it ended.
    pub(super) ended: NaiveDate,
    /// REASON_PLACE_CHANGE when it ended.
    pub(super) reason: &'static str,
    /// The day from which the carers are approved for the long term.
    pub(super) settled: Option<NaiveDate>,
    /// Days away that end with a return to the same carer: first, last, code.
    pub(super) away: Option<(NaiveDate, NaiveDate, &'static str)>,
    /// Who gives the placement, and where; filled in by `placing`.
    pub(super) at: Place,
}

/// Who gives a placement, and where.
#[derive(Clone, Debug, Default)]
pub(super) struct Place {
    /// Index in the market's providers.
    pub(super) provider: Option<usize>,
    /// Index in the market's homes.
    pub(super) home: Option<usize>,
    /// PLACE_PROVIDER.
    pub(super) provider_code: &'static str,
    /// PL_POST; empty where it is not told.
    pub(super) postcode: String,
    /// Which authority of the map it lies in, where it is told.
    pub(super) authority: Option<usize>,
    /// URN.
    pub(super) urn: String,
}

/// Why care ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exit {
    /// Home to parents.
    Home,
    /// To relatives without an order.
    Relatives,
    /// A special guardianship order.
    Guardianship,
    /// A child arrangements order.
    Arrangements,
    /// Adopted.
    Adopted,
    /// Eighteenth birthday.
    Eighteen,
    /// Before eighteen, into a place of one's own.
    Independent,
    /// Another authority takes over.
    OtherAuthority,
    /// Sentenced to custody.
    Custody,
    /// Remand ended.
    RemandEnded,
    /// Found to be an adult.
    Adult,
    /// Anything else, those who went missing for good among them.
    Other,
}

const DAYS_HOME: [i64; 11] = [1, 6, 18, 45, 95, 165, 260, 390, 580, 900, 2200];
const DAYS_ORDER: [i64; 11] = [110, 190, 250, 310, 370, 440, 530, 640, 820, 1200, 2400];
const DAYS_ADOPTED: [i64; 11] = [400, 480, 540, 600, 660, 720, 790, 880, 1000, 1180, 1700];
const DAYS_OTHER: [i64; 11] = [3, 20, 50, 90, 140, 200, 280, 380, 520, 760, 1500];

/// Makes up one stay in care of a child, from a day on.
pub(super) fn period(draw: &mut Draw, child: &Child, started: NaiveDate) -> Period {
    let band = Band::of(child.age(started));
    let eighteen = birthday(child.born, 18);
    let planned = plan_exit(draw, child, band);
    let days = match planned {
        Exit::Home | Exit::Relatives => draw.quantile(&DAYS_HOME),
        Exit::Guardianship | Exit::Arrangements => draw.quantile(&DAYS_ORDER),
        Exit::Adopted => draw.quantile(&DAYS_ADOPTED),
        Exit::RemandEnded => draw.quantile(&[2, 10, 25, 50, 100]),
        Exit::Eighteen => i64::MAX / 1000,
        _ => draw.quantile(&DAYS_OTHER),
    };
    let days = days.min((eighteen - started).num_days().max(1));
    let ended = plus(started, days);
    let exit = if ended >= eighteen { Exit::Eighteen } else { planned };
    let adoption = (exit == Exit::Adopted).then(|| adoption(draw, started, ended));
    let statuses = legal::statuses(
        draw,
        &Case {
            started,
            ended,
            exit,
            band,
            is_asylum_seeking: child.is_asylum_seeking,
            adoption_placed: adoption.map(|adoption| adoption.placed),
            consent: adoption.is_some_and(|adoption| adoption.consent),
        },
    );
    let spells = spells(draw, child, &statuses, (started, ended), exit, adoption);
    let last = spells.last().map_or(Setting::InHouseFostering, |spell| spell.setting);
    let exit = reason_ended(draw, exit, last);
    Period { started, ended, exit, statuses, spells, adoption }
}

fn plan_exit(draw: &mut Draw, child: &Child, band: Band) -> Exit {
    if child.is_asylum_seeking {
        return draw.weighted(&[
            (Exit::Eighteen, 790),
            (Exit::Adult, 60),
            (Exit::Other, 70),
            (Exit::OtherAuthority, 60),
            (Exit::Relatives, 20),
        ]);
    }
    if child.is_disabled {
        return draw.weighted(&[(Exit::Eighteen, 700), (Exit::Home, 300)]);
    }
    draw.weighted(match band {
        Band::Baby => &[
            (Exit::Adopted, 260),
            (Exit::Guardianship, 165),
            (Exit::Home, 370),
            (Exit::Arrangements, 60),
            (Exit::Relatives, 40),
            (Exit::Eighteen, 50),
            (Exit::Other, 30),
        ],
        Band::Small => &[
            (Exit::Adopted, 170),
            (Exit::Guardianship, 180),
            (Exit::Home, 420),
            (Exit::Arrangements, 60),
            (Exit::Relatives, 40),
            (Exit::Eighteen, 70),
            (Exit::Other, 30),
        ],
        Band::Middle => &[
            (Exit::Adopted, 20),
            (Exit::Guardianship, 100),
            (Exit::Home, 500),
            (Exit::Arrangements, 60),
            (Exit::Relatives, 50),
            (Exit::Eighteen, 210),
            (Exit::Other, 40),
        ],
        Band::Older => &[
            (Exit::Guardianship, 30),
            (Exit::Home, 500),
            (Exit::Arrangements, 20),
            (Exit::Relatives, 50),
            (Exit::Eighteen, 300),
            (Exit::Custody, 15),
            (Exit::RemandEnded, 15),
            (Exit::Other, 70),
        ],
        Band::Grown => &[
            (Exit::Home, 330),
            (Exit::Eighteen, 420),
            (Exit::Independent, 110),
            (Exit::RemandEnded, 50),
            (Exit::Custody, 20),
            (Exit::Other, 70),
        ],
    })
}

fn adoption(draw: &mut Draw, started: NaiveDate, ended: NaiveDate) -> Adoption {
    let placed = plus(ended, -draw.between(150, 280));
    let consent = draw.chance(70);
    let matched = plus(placed, -draw.between(8, 30));
    let least = plus(started, 60);
    let decided = plus(matched, -draw.quantile(&[40, 90, 130, 180, 260])).max(least).min(matched);
    Adoption { decided, matched, placed, consent, is_same_carers: draw.chance(190) }
}

/// The placements of a stay, one after the other, from its first day to its last.
fn spells(
    draw: &mut Draw,
    child: &Child,
    statuses: &[Status],
    (started, ended): (NaiveDate, NaiveDate),
    exit: Exit,
    adoption: Option<Adoption>,
) -> Vec<Spell> {
    let closing = closing(draw, statuses, (started, ended), exit, adoption);
    let until = closing.map_or(ended, |(from, _)| from);
    let will_stay = exit == Exit::Eighteen && (ended - started).num_days() > 900;
    let on_remand = exit == Exit::RemandEnded;
    let mut found: Vec<Spell> = Vec::new();
    let mut setting = first_setting(draw, child, started, statuses[0].1, on_remand);
    if adoption.is_some_and(|adoption| adoption.is_same_carers) {
        setting = *draw.pick(&[Setting::FosteringToAdopt, Setting::InHouseFostering]);
    }
    let mut from = started;
    while from < until {
        let is_last_carer = adoption.is_some_and(|adoption| adoption.is_same_carers);
        let days = stay(draw, setting, child.age(from), found.len(), will_stay);
        let mut to = if is_last_carer { until } else { plus(from, days).min(until) };
        to = leaves_for_a_room_of_ones_own(draw, child, setting, from, to);
        to = on_the_day_of_an_order(draw, statuses, from, to);
        // Nobody moves again on the last day of all.
        if plus(to, 2) >= until {
            to = until;
        }
        found.push(spell(draw, setting, from, to));
        let status = status_on(statuses, to);
        setting = next_setting(draw, child, setting, to, status);
        from = to;
    }
    if let Some((from, setting)) = closing {
        if let Some(before) = found.last_mut() {
            before.reason = if setting == Setting::AdoptionSameCarers { "PLACE" } else { "CARPL" };
        }
        found.push(spell(draw, setting, from, ended));
    }
    found
}

/// The placement that leads out of care: with adopters, at home on trial, with
/// the relatives who become guardians.
fn closing(
    draw: &mut Draw,
    statuses: &[Status],
    (started, ended): (NaiveDate, NaiveDate),
    exit: Exit,
    adoption: Option<Adoption>,
) -> Option<(NaiveDate, Setting)> {
    if let Some(adoption) = adoption {
        let setting =
            if adoption.is_same_carers { Setting::AdoptionSameCarers } else { Setting::Adoption };
        return Some((adoption.placed, setting));
    }
    let days = (ended - started).num_days();
    match exit {
        Exit::Home if days > 240 => {
            let from = plus(ended, -draw.between(60, 420.min(days - 60)));
            let may = matches!(status_on(statuses, from), "C1" | "C2");
            (may && draw.chance(750)).then_some((from, Setting::Parents))
        }
        Exit::Guardianship | Exit::Arrangements if draw.chance(720) => {
            let from = plus(started, draw.between(20, 130.min(days / 2)));
            Some((from, Setting::Kinship))
        }
        _ => None,
    }
}

/// Some leave a home or carers after sixteen for supported accommodation: the
/// day of the move, else the day given.
fn leaves_for_a_room_of_ones_own(
    draw: &mut Draw,
    child: &Child,
    setting: Setting,
    from: NaiveDate,
    to: NaiveDate,
) -> NaiveDate {
    let often = match setting {
        Setting::ExternalHome | Setting::InHouseHome => 420,
        Setting::AgencyFostering | Setting::InHouseFostering => 150,
        _ => return to,
    };
    let day = plus(birthday(child.born, 16), draw.between(40, 620));
    let moves = draw.chance(often);
    if moves && from < day && day < to { day } else { to }
}

/// A move and a court order within a few days of each other often fall on one
/// day: that of the order, else the day given.
fn on_the_day_of_an_order(
    draw: &mut Draw,
    statuses: &[Status],
    from: NaiveDate,
    to: NaiveDate,
) -> NaiveDate {
    let falls_together = draw.chance(600);
    statuses
        .iter()
        .map(|status| status.0)
        .find(|order| *order > from && (*order - to).num_days().abs() <= 15)
        .filter(|_| falls_together)
        .unwrap_or(to)
}

fn spell(draw: &mut Draw, setting: Setting, started: NaiveDate, ended: NaiveDate) -> Spell {
    let days = (ended - started).num_days();
    let lasting =
        matches!(setting, Setting::InHouseFostering | Setting::AgencyFostering | Setting::Kinship);
    let settles = lasting && days > 500 && draw.chance(720);
    let settled = settles.then(|| plus(started, draw.between(240, 480)));
    let away = away(draw, setting, started, days).filter(|(first, last, _)| {
        // Not on the days on which something else changes as well.
        settled.is_none_or(|day| day < *first || plus(*last, 1) < day)
    });
    Spell {
        setting,
        started,
        ended,
        reason: draw.weighted(&REASON_MOVED),
        settled,
        away,
        at: Place::default(),
    }
}

/// A few days in hospital, or with others while the carers are away.
fn away(
    draw: &mut Draw,
    setting: Setting,
    started: NaiveDate,
    days: i64,
) -> Option<(NaiveDate, NaiveDate, &'static str)> {
    let often = (days.clamp(0, 1500) / 6).unsigned_abs();
    if !setting.is_fostering() || days < 90 || !draw.chance(often) {
        return None;
    }
    let (code, longest) = draw.weighted(&[(("T1", 20), 300), (("T3", 14), 300), (("T4", 6), 400)]);
    let first = plus(started, draw.between(30, days - 40));
    Some((first, plus(first, draw.between(2, longest)), code))
}

/// The legal status that holds on a day.
pub(super) fn status_on(statuses: &[Status], on: NaiveDate) -> &'static str {
    statuses.iter().rev().find(|status| status.0 <= on).map_or(statuses[0].1, |status| status.1)
}

fn reason_ended(draw: &mut Draw, exit: Exit, last: Setting) -> &'static str {
    match exit {
        Exit::Home => draw.weighted(&[("E4A", 760), ("E4B", 240)]),
        Exit::Relatives => "E13",
        Exit::Guardianship if last == Setting::Kinship => "E45",
        Exit::Guardianship if last.is_fostering() => draw.weighted(&[("E47", 700), ("E46", 300)]),
        Exit::Guardianship => "E47",
        Exit::Arrangements => "E41",
        Exit::Adopted => draw.weighted(&[("E11", 250), ("E12", 750)]),
        Exit::Eighteen => draw.weighted(left_at_eighteen(last)),
        Exit::Independent => draw.weighted(&[("E5", 750), ("E6", 250)]),
        Exit::OtherAuthority => "E3",
        Exit::Custody => "E9",
        Exit::RemandEnded => "E14",
        Exit::Adult => "E15",
        Exit::Other => "E8",
    }
}
