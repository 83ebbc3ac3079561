//! How the council watches over providers: visits, audits, meetings and
//! checks, concerns that were raised, and what children and those around them
//! say of placements.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::calendar::{plus, written};
use super::codes::Setting;
use super::contracts::OFFICERS;
use super::council::{Council, renewals};
use super::market::{Home, Watch};
use super::table::{Table, cells};

/// Providers that an agreement was made with, by their places.
fn bought_from(council: &Council<'_>) -> BTreeSet<usize> {
    council.agreements.iter().map(|agreement| agreement.provider).collect()
}

/// Visits, audits, meetings and checks by how many days apart they are due, how
/// many of a thousand are late, and whether they are of a home.
const KINDS: [(&str, i64, u64, bool); 6] = [
    ("review meeting", 183, 110, false),
    ("annual contract meeting", 365, 80, false),
    ("finance check", 365, 60, false),
    ("safeguarding audit", 730, 90, false),
    ("quality visit", 365, 140, true),
    ("compliance visit", 540, 90, true),
];

/// The table of visits, audits, meetings and checks.
pub(super) fn monitoring(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "EVENT_ID",
        "PROVIDER_ID",
        "URN",
        "AGREEMENT_ID",
        "HELD_ON",
        "HELD_BY",
        "VISITOR",
        "KIND",
        "RATING",
        "ACTIONS_OPEN",
        "NOTES",
    ]);
    for provider in bought_from(council) {
        let homes = council.market.homes.iter().enumerate();
        let homes = homes.filter(|(_, home)| home.provider == provider && !home.urn.is_empty());
        let subjects =
            std::iter::once((0, None)).chain(homes.map(|(index, home)| (index, Some(home))));
        for (index, home) in subjects {
            events(council, &mut table, provider, index, home);
        }
    }
    end_of_placement_reviews(council, &mut table);
    table
}

/// The events of a provider, or of one of its homes.
fn events(
    council: &Council<'_>,
    table: &mut Table,
    provider: usize,
    index: usize,
    home: Option<&Home>,
) {
    let known = &council.market.providers[provider];
    let tomorrow = plus(council.as_at(), 120);
    for (place, (kind, every, late, of_home)) in KINDS.into_iter().enumerate() {
        if of_home != home.is_some() {
            continue;
        }
        let stream = (provider * 10_000 + index * 10 + place) as u64;
        let mut draw = council.draw("monitoring", stream);
        let from = plus(council.first(), draw.between(-every, -1));
        let closed = home.and_then(|home| home.closed).unwrap_or(tomorrow);
        let usual = draw.weighted(&[(1, 250), (2, 560), (3, 160), (4, 30)]);
        for (held, _) in renewals(&mut draw, from, closed.min(tomorrow), every, late) {
            let rating = (usual + draw.weighted(&[(-1, 150), (0, 700), (1, 150)])).clamp(1, 4);
            let is_recent = held > plus(council.as_at(), -180);
            let open = if is_recent { draw.weighted(&[(0, 600), (1, 250), (3, 150)]) } else { 0 };
            let visitor = *draw.pick(&OFFICERS);
            let due = plus(held, draw.between(0, 20));
            if held < council.first() || !is_watched(known.watch, held) {
                continue;
            }
            let is_held = held <= council.as_at();
            let only = |text: String| if is_held { text } else { String::new() };
            table.push(cells![
                format!("M{:05}", table.rows.len() + 1),
                known.id,
                home.map_or("", |home| &home.urn),
                "",
                council.written(held),
                written(due),
                visitor,
                kind,
                only(rating.to_string()),
                only(open.to_string()),
                if is_held && open > 1 { "Staff files and rota to be sent" } else { "" },
            ]);
        }
    }
}

/// Whether anybody came to a provider on a day, or plans to.
fn is_watched(watch: Watch, on: NaiveDate) -> bool {
    match watch {
        Watch::Usual => true,
        Watch::NotYet(_) => false,
        Watch::LapsedFrom(day) => on < day,
    }
}

/// A review when a placement ends, within six weeks; not of every one.
fn end_of_placement_reviews(council: &Council<'_>, table: &mut Table) {
    for (number, agreement) in council.agreements.iter().enumerate() {
        let mut draw = council.draw("end of placement", number as u64);
        let Some(ends) = agreement.ends.filter(|ends| *ends >= council.first()) else { continue };
        let held = plus(ends, draw.between(4, 42));
        let watch = council.market.providers[agreement.provider].watch;
        if !draw.chance(720) || held > council.as_at() || !is_watched(watch, held) {
            continue;
        }
        let home = agreement.home.map(|home| &council.market.homes[home]);
        table.push(cells![
            format!("M{:05}", table.rows.len() + 1),
            council.market.providers[agreement.provider].id,
            home.map_or("", |home| &home.urn),
            agreement.id,
            written(held),
            written(plus(ends, 42)),
            draw.pick(&OFFICERS),
            "end of placement review",
            draw.weighted(&[(1, 250), (2, 450), (3, 220), (4, 80)]),
            "0",
            "",
        ]);
    }
}

/// The table of concerns about providers and homes.
pub(super) fn concerns(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "CONCERN_ID",
        "PROVIDER_ID",
        "URN",
        "CHILD",
        "RAISED_ON",
        "KIND",
        "SEVERITY",
        "CLOSED_ON",
    ]);
    for (number, agreement) in council.agreements.iter().enumerate() {
        let mut draw = council.draw("concerns", number as u64);
        let often = if agreement.setting == Setting::AgencyFostering { 70 } else { 190 };
        let last = agreement.ends.unwrap_or(council.as_at());
        let from = agreement.starts.max(council.first());
        if !draw.chance(often) || from > last {
            continue;
        }
        let raised = draw.day(from, last);
        let kind = *draw.pick(&[
            "Safeguarding",
            "Staffing",
            "Medication",
            "Records and reports",
            "Contact with family",
            "Missing from the home",
        ]);
        let severity = draw.weighted(&[(1, 420), (2, 380), (3, 160), (4, 40)]);
        let closed = plus(raised, draw.quantile(&[3, 14, 28, 50, 120]));
        let home = agreement.home.map(|home| &council.market.homes[home]);
        table.push(cells![
            format!("CN{:04}", table.rows.len() + 1),
            council.market.providers[agreement.provider].id,
            home.map_or("", |home| &home.urn),
            agreement.child,
            written(raised),
            kind,
            severity,
            council.written(closed),
        ]);
    }
    table
}

/// What is asked, with its theme in a word.
const QUESTIONS: [(&str, &str); 4] = [
    ("Is this a good place to live?", "Home"),
    ("Do people listen?", "Voice"),
    ("Is help there when it is needed?", "Support"),
    ("Is the placement going well?", "Placement"),
];

/// The table of answers about placements.
pub(super) fn feedback(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "FEEDBACK_ID",
        "GIVEN_ON",
        "RESPONDENT",
        "PROVIDER_ID",
        "URN",
        "CHILD",
        "QUESTION",
        "SCORE",
        "COMMENT",
        "THEME",
    ]);
    let mut answers: Vec<(NaiveDate, Vec<String>)> = Vec::new();
    for (child, _, spell) in council.spells() {
        let Some(provider) = spell.at.provider else { continue };
        if spell.ended < council.first() {
            continue;
        }
        let mut draw = council.draw_from("feedback", child, spell.started);
        let until = spell.ended.min(plus(council.as_at(), 1));
        let usual = draw.weighted(&[(2, 60), (3, 250), (4, 450), (5, 240)]);
        for (given, _) in renewals(&mut draw, plus(spell.started, 60), until, 183, 0) {
            let answers_at_all = draw.chance(340);
            let respondent = draw.weighted(&[
                ("child", if child.age(given) >= 7 { 420 } else { 40 }),
                ("social worker", 190),
                ("carer", 150),
                ("parent", 90),
                ("reviewing officer", 80),
                ("provider", 40),
                ("health", 15),
                ("education", 15),
            ]);
            let (question, theme) = *draw.pick(&QUESTIONS);
            let score = (usual + draw.weighted(&[(-1, 200), (0, 600), (1, 200)])).clamp(1, 5);
            let has_score = draw.chance(960);
            if !answers_at_all || given < council.first() {
                continue;
            }
            let comment = match score {
                1 | 2 => "Would rather live elsewhere",
                5 => "Feels at home",
                _ => "",
            };
            let answer = cells![
                written(given),
                respondent,
                council.market.providers[provider].id,
                if spell.setting.has_homes() { spell.at.urn.as_str() } else { "" },
                child.id,
                question,
                if has_score { score.to_string() } else { String::new() },
                if has_score { comment } else { "Asked to be spoken to" },
                theme,
            ];
            answers.push((given, answer));
        }
    }
    answers.sort();
    for (number, (_, answer)) in answers.into_iter().enumerate() {
        let mut row = vec![format!("F{:05}", number + 1)];
        row.extend(answer);
        table.push(row);
    }
    table
}
