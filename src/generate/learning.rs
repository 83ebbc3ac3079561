//! What children do by day: schools with their special needs, and from sixteen
//! on school, college, work, training, or nothing of these.

use chrono::{Datelike, NaiveDate};

use super::calendar::{birthday, day, plus, written, written_if};
use super::child::Child;
use super::council::Council;
use super::draw::Draw;
use super::table::{Table, cells};

/// 1 September of the school year in which a child turns `age`.
fn september(child: &Child, age: i32) -> NaiveDate {
    let before_september = child.born.month() < 9;
    day(child.born.year() + age - i32::from(before_september), 9, 1)
}

/// The table of schools: one row per child and stay at a school.
pub(super) fn schools(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "SCHOOL_URN", "START", "END", "EHC_PLAN", "SEN_SUPPORT"]);
    for child in council.in_returns() {
        let mut draw = council.draw("schools", child.number);
        // Now and then the virtual school has nothing.
        if draw.chance(20) {
            continue;
        }
        let has_plan = child.is_disabled || draw.chance(270);
        let gets_it_later = !child.is_disabled && draw.chance(200);
        let has_support = draw.chance(300);
        let starts = starts(council, &mut draw, child);
        let eighteen = birthday(child.born, 18);
        for (place, from) in starts.iter().enumerate() {
            let to = starts.get(place + 1).copied().unwrap_or(eighteen);
            let urn = 880_000 + council.plan.rank(council.authority) as u64 * 120 + draw.below(110);
            if to < plus(council.first(), -210) || *from >= eighteen || *from > council.as_at() {
                continue;
            }
            let plan = has_plan && !(gets_it_later && place == 0);
            let (yes, no) = ("Yes", "No");
            table.push(cells![
                child.id,
                urn,
                written(*from),
                written_if(council.come(to)),
                if plan { yes } else { no },
                if has_support && !plan { yes } else { no },
            ]);
        }
    }
    table
}

/// The first days at schools: at five, eleven and sixteen, and after a move.
fn starts(council: &Council<'_>, draw: &mut Draw, child: &Child) -> Vec<NaiveDate> {
    let began = september(child, 5);
    let mut found = vec![began, september(child, 12), september(child, 17)];
    for period in &child.periods {
        for (place, spell) in period.spells.iter().enumerate() {
            let is_here = spell.at.authority == Some(council.authority);
            let changes = draw.chance(if is_here { 80 } else { 380 });
            let from = plus(spell.started, draw.between(2, 24));
            if changes && place > 0 && from > began {
                found.push(from);
            }
        }
    }
    if child.is_asylum_seeking {
        let came = child.periods.first().map_or(began, |period| period.started);
        let enrolled = plus(came, draw.between(15, 70));
        found.retain(|from| *from > enrolled);
        found.push(enrolled);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The table of education and work from sixteen on.
pub(super) fn education_status(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "FROM", "STATUS"]);
    for child in council.in_returns() {
        let mut draw = council.draw("education", child.number);
        let Some(came) = child.periods.first().map(|period| period.started) else { continue };
        let (sixteen, eighteen) = (birthday(child.born, 16), birthday(child.born, 18));
        let mut from = sixteen.max(came);
        while from < eighteen && from <= council.as_at() {
            let leaves_school = day(september(child, 16).year() + 1, 6, 30);
            let is_at_school = from < leaves_school && !child.is_asylum_seeking;
            let status = if is_at_school {
                draw.weighted(&[("school", 930), ("not in any", 70)])
            } else {
                draw.weighted(&[
                    ("college", 470),
                    ("school", 120),
                    ("training", 90),
                    ("work", 70),
                    ("not in any", 200),
                    ("not known", 30),
                ])
            };
            table.push(cells![child.id, written(from), status]);
            let lasts = draw.quantile(&[50, 120, 220, 330, 500]);
            let next = plus(from, lasts);
            from = if is_at_school { day(leaves_school.year(), 9, 1) } else { next };
        }
    }
    table
}
