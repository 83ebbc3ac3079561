//! What the return asks about a child beside episodes: reviews, health,
//! missing, social workers, earlier permanence, and how care leavers fare.

use chrono::NaiveDate;

use super::calendar::{birthday, plus, written, written_if};
use super::care::Period;
use super::child::Child;
use super::codes;
use super::draw::Draw;
use super::returns::Return;
use super::table::Table;

/// Reviews held in the year: the first within 20 working days, the second
/// three months later, then every six months, a few of them late.
pub(super) fn reviews(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "REVIEW", "REVIEW_CODE"]);
    for child in of.in_care() {
        let mut draw = of.draw("reviews", child);
        for period in &child.periods {
            let mut due = plus(period.started, 27);
            for wait in std::iter::once(90).chain(std::iter::repeat(181)) {
                let is_late = draw.chance(60);
                let held =
                    plus(due, if is_late { draw.between(1, 30) } else { -draw.between(0, 8) });
                let code = if child.age(held) < 4 { "PN0" } else { draw.weighted(&codes::REVIEW) };
                if held >= period.ended || held > of.known_to {
                    break;
                }
                if of.holds(held) {
                    let review =
                        vec![child.id.clone(), written(child.born), written(held), code.to_owned()];
                    table.push(review);
                }
                due = plus(held, wait);
            }
        }
    }
    table
}

/// Health, wellbeing and offending of those looked after for the whole year.
pub(super) fn health(of: &Return<'_>) -> Table {
    let mut table = Table::new(&[
        "CHILD",
        "DOB",
        "SDQ_SCORE",
        "SDQ_REASON",
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    ]);
    for child in of.in_care() {
        let whole_year =
            child.period_on(of.known_to).is_some_and(|period| period.started <= of.year.start());
        if whole_year {
            table.push(health_of(of, child));
        }
    }
    table
}

fn health_of(of: &Return<'_>, child: &Child) -> Vec<String> {
    let mut draw = of.draw_in_year("health", child);
    let usual = of.draw("strengths", child).quantile(&[0, 5, 9, 12, 14, 16, 18, 21, 25, 34]);
    let years = child.age(of.known_to);
    let asked = (4..=16).contains(&years);
    let answered = asked && draw.chance(810);
    let score = (usual + draw.between(-3, 3)).clamp(0, 40);
    let reason = draw.weighted(&[("SDQ2", 150), ("SDQ3", 60), ("SDQ4", 560), ("SDQ5", 230)]);
    let misuses = years >= 11 && draw.chance(60);
    let received = misuses && draw.chance(560);
    let flag = |is: bool| if is { "1" } else { "0" }.to_owned();
    vec![
        child.id.clone(),
        written(child.born),
        if answered { score.to_string() } else { String::new() },
        if asked && !answered { reason.to_owned() } else { String::new() },
        if years >= 10 { flag(draw.chance(28)) } else { String::new() },
        if years < 5 { flag(draw.chance(890)) } else { String::new() },
        flag(draw.chance(840)),
        flag(draw.chance(780)),
        flag(draw.chance(905)),
        flag(misuses),
        if misuses { flag(received) } else { String::new() },
        if misuses && !received { flag(draw.chance(850)) } else { String::new() },
    ]
}

/// How those who left care are, around a birthday from the 17th to the 21st.
pub(super) fn care_leavers(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"]);
    for child in &of.leavers {
        let mut draw = of.draw_in_year("leavers", child);
        let in_touch = draw.weighted(&codes::IN_TOUCH);
        let (activity, accommodation) =
            (draw.weighted(&codes::ACTIVITY), draw.weighted(&codes::ACCOMMODATION));
        let is_known = in_touch == "YES";
        table.push(vec![
            child.id.clone(),
            written(child.born),
            in_touch.to_owned(),
            if is_known { codes::in_year(activity, of.year) } else { "0" }.to_owned(),
            if is_known { accommodation } else { "0" }.to_owned(),
        ]);
    }
    table
}

/// Earlier permanence of those whose care began in the year.
pub(super) fn previous_permanence(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"]);
    for child in of.in_care() {
        let Some(began) = child.periods.iter().find(|period| of.holds(period.started)) else {
            continue;
        };
        let mut draw = of.draw("permanence", child);
        let years = child.age(began.started);
        let was_settled = years >= 4 && !child.is_asylum_seeking && draw.chance(55);
        let code = if was_settled { draw.weighted(&codes::PREVIOUS) } else { "Z1" };
        let on = plus(birthday(child.born, 1), draw.between(0, 700));
        let knows_day = draw.chance(800);
        table.push(vec![
            child.id.clone(),
            written(child.born),
            code.to_owned(),
            if was_settled { of.plan.code(of.authority) } else { String::new() },
            match (was_settled, knows_day) {
                (true, true) => written(on),
                (true, false) => "zz/zz/zzzz".to_owned(),
                _ => String::new(),
            },
        ]);
    }
    table
}

/// Times missing, and away without authorisation, that touch the year.
pub(super) fn missing(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"]);
    for child in of.in_care() {
        for (kind, from, to) in times_away(&mut of.draw("missing", child), child) {
            if from > of.known_to || to < of.year.start() {
                continue;
            }
            table.push(vec![
                child.id.clone(),
                written(child.born),
                kind.to_owned(),
                written(from),
                written_if(Some(to).filter(|to| *to <= of.known_to)),
            ]);
        }
    }
    table
}

/// MISSING, first day and day of coming back, of every time that a child was
/// away; one in three ever is. `draw` is the child's stream of missing times.
pub(super) fn times_away(draw: &mut Draw, child: &Child) -> Vec<TimeAway> {
    if !draw.chance(330) {
        return Vec::new();
    }
    child.periods.iter().flat_map(|period| absences(draw, child, period)).collect()
}

type TimeAway = (&'static str, NaiveDate, NaiveDate);

fn absences(draw: &mut Draw, child: &Child, period: &Period) -> Vec<TimeAway> {
    let mut found = Vec::new();
    let mut from = plus(period.started.max(birthday(child.born, 12)), draw.between(20, 420));
    while plus(from, 15) < period.ended {
        let kind = draw.weighted(&[("M", 810), ("A", 190)]);
        let to = plus(from, draw.quantile(&[1, 1, 1, 2, 3, 12]));
        found.push((kind, from, to));
        from = plus(to, draw.quantile(&[3, 8, 22, 60, 140, 420]));
    }
    found
}

/// Who the child's social worker was, through the year.
pub(super) fn social_workers(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"]);
    for child in of.in_care() {
        let mut draw = of.draw("workers", child);
        for period in &child.periods {
            let mut from = period.started;
            while from < period.ended {
                let is_first = from == period.started;
                let to = plus(from, draw.quantile(&[40, 130, 240, 360, 520, 900]));
                let to = to.min(period.ended);
                let worker = 1_200 + draw.below(70) * 13;
                let reason = if is_first { "FCONTA" } else { draw.weighted(&codes::REASON_WORKER) };
                if from <= of.known_to && to >= of.year.start() {
                    table.push(vec![
                        child.id.clone(),
                        written(child.born),
                        format!("SW{worker}"),
                        written(from),
                        written_if(Some(to).filter(|to| *to <= of.known_to)),
                        reason.to_owned(),
                    ]);
                }
                from = to;
            }
        }
    }
    table
}

/// Orders that deprive a child of liberty, that touch the year.
pub(super) fn deprivation_of_liberty(of: &Return<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DOB", "DOLO_START", "DOLO_END"]);
    for child in of.in_care() {
        let mut draw = of.draw("liberty", child);
        for spell in child.periods.iter().flat_map(|period| &period.spells) {
            let is_likely = spell.setting == codes::Setting::ExternalHome
                && child.age(spell.started) >= 11
                && draw.chance(170);
            let from = plus(spell.started, draw.between(0, 20));
            let to = plus(from, draw.between(60, 180)).min(spell.ended);
            if is_likely && from < to && from <= of.known_to && to >= of.year.start() {
                table.push(vec![
                    child.id.clone(),
                    written(child.born),
                    written(from),
                    written_if(Some(to).filter(|to| *to <= of.known_to)),
                ]);
            }
        }
    }
    table
}
