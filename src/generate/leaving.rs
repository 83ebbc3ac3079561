//! Care leavers: how those who were still in care after sixteen live from
//! their eighteenth birthday on, with whom, and at what price.

use chrono::NaiveDate;

use super::calendar::{birthday, day, plus, written};
use super::care::Period;
use super::child::Child;
use super::codes::Setting;
use super::council::Council;
use super::draw::Draw;
use super::money::in_pounds;
use super::table::{Table, cells};

/// Arrangements that ended before it are no longer on the list.
const KNOWN_FROM: (i32, u32) = (2016, 4);

const ADVISERS: [&str; 6] =
    ["L. Corbane", "T. Wexcombe", "P. Ardle", "N. Hesterly", "D. Ormswick", "K. Fallane"];

/// The table of care leavers' arrangements.
pub(super) fn care_leavers(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "PERSON",
        "DOB",
        "ARRANGEMENT",
        "PROVIDER_ID",
        "STARTS_ON",
        "ENDS_ON",
        "WEEKLY_COST",
        "FORMER_UASC",
        "ADVISER",
        "PATHWAY_PLAN_ON",
    ]);
    for child in council.children.iter().filter(|child| has_left(council, child)) {
        let Some(last) = child.periods.last() else { continue };
        let mut draw = council.draw("arrangements", child.number);
        let until = birthday(child.born, if draw.chance(330) { 25 } else { 21 });
        let adviser = *draw.pick(&ADVISERS);
        let has_adviser = draw.chance(945);
        let mut from = birthday(child.born, 18);
        let mut is_first = true;
        while from < until && from <= council.as_at() {
            let (arrangement, provider) = arrangement(council, &mut draw, child, last, is_first);
            let to = plus(from, lasts(&mut draw, arrangement)).min(until);
            let cost = cost(&mut draw, arrangement);
            let seen = to.min(council.as_at());
            let planned = plus(seen, -draw.quantile(&[2, 40, 80, 120, 165, 300]));
            if to >= known_from() {
                table.push(cells![
                    child.id,
                    written(child.born),
                    arrangement,
                    provider.map_or("", |provider| &council.market.providers[provider].id),
                    written(from),
                    council.written(to),
                    in_pounds(cost),
                    if child.is_asylum_seeking { "Yes" } else { "No" },
                    if has_adviser { adviser } else { "" },
                    written(planned.max(plus(from, -30))),
                ]);
            }
            from = to;
            is_first = false;
        }
    }
    table
}

/// Whether someone has turned eighteen and was in care after sixteen, for
/// thirteen weeks in all from fourteen on.
fn has_left(council: &Council<'_>, child: &Child) -> bool {
    let [fourteen, sixteen, eighteen] = [14, 16, 18].map(|age| birthday(child.born, age));
    let days: i64 = child
        .periods
        .iter()
        .map(|period| (period.ended - period.started.max(fourteen)).num_days().max(0))
        .sum();
    let is_ours =
        child.periods.last().is_some_and(|last| last.ended > sixteen && last.exit != "E15");
    !child.is_on_short_breaks && eighteen <= council.as_at() && days >= 91 && is_ours
}

/// How somebody lives next, and who provides it.
fn arrangement(
    council: &Council<'_>,
    draw: &mut Draw,
    child: &Child,
    last: &Period,
    is_first: bool,
) -> (&'static str, Option<usize>) {
    let spell = last.spells.last();
    let setting = spell.map(|spell| spell.setting);
    let provider = spell.and_then(|spell| spell.at.provider);
    let was_in_home = matches!(setting, Some(Setting::ExternalHome | Setting::InHouseHome));
    let drawn = match last.exit {
        "E17" if is_first => "staying put",
        "E4A" if is_first => "with family",
        _ if is_first && was_in_home && draw.chance(330) => "staying close",
        _ if is_first => draw.weighted(&[
            ("supported accommodation", 560),
            ("supported lodgings", 120),
            ("own tenancy", 200),
            ("with family", 70),
            ("other", 50),
        ]),
        _ => draw.weighted(&[
            ("own tenancy", 560),
            ("supported accommodation", 170),
            ("with family", 110),
            ("university", if child.is_asylum_seeking { 20 } else { 70 }),
            ("custody", 30),
            ("homeless", 15),
            ("other", 45),
        ]),
    };
    let of = |wanted: Setting| -> Vec<usize> {
        let providers = council.market.providers.iter().enumerate();
        providers.filter(|(_, known)| known.setting == wanted).map(|(index, _)| index).collect()
    };
    let provider = match drawn {
        "staying put" | "staying close" => provider,
        "supported lodgings" => of(Setting::InHouseSupported).first().copied(),
        "supported accommodation" => {
            let choices = of(Setting::ExternalSupported);
            (!choices.is_empty()).then(|| *draw.pick(&choices))
        }
        _ => None,
    };
    (drawn, provider)
}

fn lasts(draw: &mut Draw, arrangement: &str) -> i64 {
    match arrangement {
        "staying put" => draw.quantile(&[60, 200, 365, 560, 800, 1095]),
        "staying close" | "supported lodgings" => draw.quantile(&[60, 200, 330, 480, 700]),
        "supported accommodation" => draw.quantile(&[40, 150, 260, 400, 600]),
        "custody" | "homeless" => draw.quantile(&[14, 40, 90, 200]),
        _ => draw.quantile(&[120, 400, 700, 1100, 1800]),
    }
}

/// What it costs the council a week, in pence.
fn cost(draw: &mut Draw, arrangement: &str) -> i64 {
    let pounds = match arrangement {
        "staying put" => draw.quantile(&[140, 180, 220, 260, 380]),
        "staying close" => draw.quantile(&[280, 360, 450, 620]),
        "supported lodgings" => draw.quantile(&[190, 240, 290, 360]),
        "supported accommodation" => draw.quantile(&[260, 380, 480, 640, 1_050]),
        "own tenancy" => draw.quantile(&[0, 0, 20, 60, 140]),
        "university" => draw.quantile(&[60, 90, 140]),
        _ => 0,
    };
    pounds * 100
}

/// The first day that the list of care leavers and the registers of carers
/// reach back to.
pub(super) fn known_from() -> NaiveDate {
    day(KNOWN_FROM.0, KNOWN_FROM.1, 1)
}
