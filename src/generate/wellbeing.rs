//! What social workers write down about children in care: how much help they
//! need, the risk of exploitation, their plans, and moves out of residential
//! care that were planned.

use chrono::NaiveDate;

use super::calendar::{birthday, plus, written, written_if};
use super::care::{Period, Spell};
use super::child::Child;
use super::codes::Setting;
use super::council::{Council, renewals};
use super::table::{Table, cells};

/// The table of assessments of need.
pub(super) fn needs(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "ASSESSED_ON", "SCORE", "BAND"]);
    let known_from = plus(council.first(), -365);
    for (child, period) in council.periods() {
        let mut draw = council.draw_from("needs", child, period.started);
        let usual = draw.quantile(&[4, 10, 15, 19, 24, 31, 42]);
        let mut on = plus(period.started, draw.between(7, 40));
        let mut times = 0;
        while on < period.ended && on <= council.as_at() {
            // Care helps, a little each time.
            let score = usual + harder(period, on) - times + draw.between(-4, 4);
            let is_finished = !draw.chance(35);
            if on >= known_from {
                let score = score.clamp(0, 100);
                table.push(cells![
                    child.id,
                    written(on),
                    if is_finished { score.to_string() } else { String::new() },
                    if is_finished { band(score) } else { "" },
                ]);
            }
            times += 1;
            on = plus(on, draw.quantile(&[120, 170, 200, 250, 340, 520]));
        }
    }
    table
}

fn harder(period: &Period, on: NaiveDate) -> i64 {
    match period.spells.iter().find(|spell| spell.started <= on && on < spell.ended) {
        Some(spell) => match spell.setting {
            Setting::ExternalHome | Setting::InHouseHome | Setting::Unregistered => 30,
            Setting::School => 36,
            Setting::Secure => 48,
            Setting::AgencyFostering => 9,
            Setting::ExternalSupported | Setting::InHouseSupported => 12,
            _ => 0,
        },
        None => 0,
    }
}

fn band(score: i64) -> &'static str {
    match score {
        i64::MIN..=19 => "Core",
        20..=39 => "Enhanced",
        40..=59 => "Specialist",
        _ => "Complex",
    }
}

/// The table of assessments of the risk of exploitation.
pub(super) fn exploitation(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DATE", "KIND", "LEVEL"]);
    for (child, period) in council.periods() {
        let mut draw = council.draw_from("exploitation", child, period.started);
        let usual = draw.weighted(&[(0, 560), (1, 260), (2, 130), (3, 50)]);
        let from = period.started.max(birthday(child.born, 10));
        let mut on = plus(from, draw.between(3, 45));
        while on < period.ended && on <= council.as_at() {
            let level = (usual + draw.weighted(&[(-1, 180), (0, 700), (1, 120)])).clamp(0, 3);
            let kinds: &[(&str, u64)] = if child.is_asylum_seeking {
                &[("trafficking", 600), ("criminal", 300), ("sexual", 100)]
            } else {
                &[("criminal", 480), ("sexual", 440), ("other", 80)]
            };
            let kind = draw.weighted(kinds);
            if on >= plus(council.first(), -365) {
                let level = ["none", "low", "medium", "high"][level as usize];
                table.push(cells![child.id, written(on), kind, level]);
            }
            on = plus(on, draw.quantile(&[60, 150, 200, 270, 340, 430]));
        }
    }
    table
}

/// The table of plans.
pub(super) fn plans(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DATE", "KIND", "REVIEW_DUE"]);
    let tomorrow = plus(council.as_at(), 1);
    let known_from = plus(council.first(), -200);
    for (child, period) in council.periods() {
        let mut draw = council.draw_from("plans", child, period.started);
        let until = period.ended.min(tomorrow);
        let (three, sixteen) = (birthday(child.born, 3), birthday(child.born, 16));
        let starts = [
            ("care", plus(period.started, draw.between(0, 12)), 183, 60),
            ("personal education", plus(period.started.max(three), draw.between(6, 30)), 150, 90),
            ("pathway", plus(period.started.max(sixteen), draw.between(0, 80)), 183, 120),
        ];
        for (kind, from, every, late) in starts {
            for (made, due) in renewals(&mut draw, from, until, every, late) {
                if made >= known_from {
                    table.push(cells![child.id, written(made), kind, written(due)]);
                }
            }
        }
    }
    for step in step_downs_planned(council) {
        let made = plus(step.planned, -step.notice).max(step.spell.started);
        if made <= council.as_at() {
            table.push(cells![step.child.id, written(made), "step-down", written(step.planned)]);
        }
    }
    table
}

/// A move out of residential care that was planned.
struct StepDown<'a> {
    child: &'a Child,
    spell: &'a Spell,
    planned: NaiveDate,
    /// Days before it on which the plan was made.
    notice: i64,
    to: &'static str,
    achieved: Option<NaiveDate>,
}

/// The table of planned moves out of residential care.
pub(super) fn step_downs(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["CHILD", "PLANNED_ON", "FROM_SERVICE", "TO_SERVICE", "ACHIEVED_ON"]);
    for step in step_downs_planned(council) {
        table.push(cells![
            step.child.id,
            written(step.planned),
            step.spell.setting.service(),
            step.to,
            written_if(step.achieved.filter(|day| *day <= council.as_at())),
        ]);
    }
    table
}

fn step_downs_planned<'a>(council: &Council<'a>) -> Vec<StepDown<'a>> {
    let mut found = Vec::new();
    for (child, period) in council.periods() {
        for (place, spell) in period.spells.iter().enumerate() {
            let is_residential = matches!(
                spell.setting,
                Setting::ExternalHome | Setting::InHouseHome | Setting::School
            );
            if !is_residential || spell.started > council.as_at() || spell.ended < council.first() {
                continue;
            }
            let mut draw = council.draw_from("step-downs", child, spell.started);
            let next = period.spells.get(place + 1);
            let goes_home = next.is_none() && matches!(period.exit, "E4A" | "E4B" | "E13");
            let to = match next.map(|next| next.setting) {
                Some(setting) if steps_down(setting) => Some(setting.service()),
                None if goes_home => Some(Setting::Parents.service()),
                _ => None,
            };
            let is_planned = draw.chance(if to.is_some() { 780 } else { 90 });
            let late = draw.quantile(&[-45, -20, -6, 0, 14, 40]);
            let half = (spell.ended - spell.started).num_days() / 2;
            let planned = match to {
                Some(_) => plus(spell.ended, -late),
                None => plus(spell.started, half),
            };
            let is_seen = council.first() <= planned && planned <= plus(council.as_at(), 120);
            if is_planned && is_seen && planned > spell.started {
                found.push(StepDown {
                    child,
                    spell,
                    planned,
                    notice: draw.between(60, 150),
                    to: to.unwrap_or(Setting::InHouseFostering.service()),
                    achieved: to.map(|_| spell.ended),
                });
            }
        }
    }
    found
}

/// Whether a move there from residential care is a step down.
fn steps_down(setting: Setting) -> bool {
    setting.is_fostering()
        || matches!(
            setting,
            Setting::ExternalSupported | Setting::InHouseSupported | Setting::Parents
        )
}
