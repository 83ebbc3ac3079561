//! The council's own foster carers: households that were approved, with the
//! children whom they took one after the other, relatives approved for a time,
//! and matches for the long term. A household's places in use on a day are the
//! children whom the episodes place there.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::calendar::{day, month_ends, plus, written, written_if};
use super::care::{Period, Spell};
use super::child::Child;
use super::codes::Setting;
use super::council::Council;
use super::draw::Draw;
use super::leaving::known_from;
use super::panels;
use super::table::{Table, cells};

/// A household that fosters for the council.
#[derive(Clone, Debug)]
pub(super) struct Household {
    id: String,
    kind: &'static str,
    approved: NaiveDate,
    /// The day from which it takes nobody any more.
    closes: NaiveDate,
    reason: &'static str,
    places: usize,
    /// Children there: sibling group, first day, the day they left.
    stays: Vec<(Option<usize>, NaiveDate, NaiveDate)>,
}

impl Household {
    /// Children there on a day.
    pub(super) fn used(&self, on: NaiveDate) -> usize {
        self.stays.iter().filter(|(_, from, to)| *from <= on && on < *to).count()
    }

    /// The first day without approval.
    fn ended(&self) -> NaiveDate {
        self.stays.iter().map(|(_, _, to)| *to).fold(self.closes, NaiveDate::max)
    }

    /// Whether it is approved on a day.
    pub(super) fn is_approved(&self, on: NaiveDate) -> bool {
        self.approved <= on && on < self.ended()
    }
}

/// Every household, the council's own carers first, then relatives approved
/// for good.
pub(super) fn households(council: &Council<'_>) -> Vec<Household> {
    let mut spells: Vec<(&Child, &Spell)> = council
        .spells()
        .filter(|(_, _, spell)| {
            matches!(spell.setting, Setting::InHouseFostering | Setting::FosteringToAdopt)
        })
        .map(|(child, _, spell)| (child, spell))
        .collect();
    spells.sort_by_key(|(child, spell)| (spell.started, child.number));
    let mut found: Vec<Household> = Vec::new();
    for (child, spell) in spells {
        let mut draw = council.draw_from("households", child, spell.started);
        let group = council.groups.get(&child.number).copied();
        let place = free_household(&mut draw, &found, spell, group);
        let place = place.unwrap_or_else(|| {
            found.push(household(&mut draw, found.len(), spell));
            found.len() - 1
        });
        found[place].stays.push((group, spell.started, spell.ended));
    }
    recruits(council, &mut found);
    found.extend(relatives_approved(council));
    found
}

/// A household with a free place: that of a brother or sister, else one that
/// is open to others.
fn free_household(
    draw: &mut Draw,
    found: &[Household],
    spell: &Spell,
    group: Option<usize>,
) -> Option<usize> {
    let on = spell.started;
    let is_free = |household: &Household| {
        household.approved <= on && on < household.closes && household.used(on) < household.places
    };
    let free: Vec<usize> = (0..found.len()).filter(|place| is_free(&found[*place])).collect();
    let with_siblings = free.iter().find(|place| {
        let stays = &found[**place].stays;
        group.is_some()
            && stays.iter().any(|(of, from, to)| *of == group && *from <= on && on < *to)
    });
    let joins_others = draw.chance(980);
    match with_siblings {
        Some(place) => Some(*place),
        None if free.is_empty() || !joins_others => None,
        None => Some(*draw.pick(&free)),
    }
}

fn household(draw: &mut Draw, number: usize, spell: &Spell) -> Household {
    let places = draw.weighted(&[(1, 200), (2, 450), (3, 260), (4, 90)]);
    let kind = match places {
        _ if spell.setting == Setting::FosteringToAdopt => "fostering for adoption",
        3 | 4 if draw.chance(260) => "siblings",
        _ => draw.weighted(&[
            ("general", 560),
            ("long-term", 190),
            ("short-term", 150),
            ("emergency", 50),
            ("respite", 50),
        ]),
    };
    let stays_for = draw.quantile(&[300, 900, 1600, 2600, 4000, 7000]);
    Household {
        id: format!("FH{:04}", number + 1),
        kind,
        approved: plus(spell.started, -draw.between(15, 240)),
        closes: plus(spell.started, stays_for),
        reason: draw.weighted(&[
            ("retired", 270),
            ("personal circumstances", 260),
            ("resigned", 150),
            ("moved to an agency", 100),
            ("adoption", 60),
            ("special guardianship", 60),
            ("moved to another authority", 50),
            ("deregistered", 50),
        ]),
        places,
        stays: Vec::new(),
    }
}

/// Households approved in the last year that nobody lives with yet.
fn recruits(council: &Council<'_>, found: &mut Vec<Household>) {
    let mut draw = council.draw("recruits", 0);
    for _ in 0..council.plan.looked_after(council.authority) / 80 {
        let approved = plus(council.as_at(), -draw.between(5, 300));
        let id = format!("FH{:04}", found.len() + 1);
        found.push(Household {
            id,
            kind: "general",
            approved,
            closes: plus(approved, 2_000),
            reason: "resigned",
            places: draw.weighted(&[(1, 500), (2, 500)]),
            stays: Vec::new(),
        });
    }
}

/// A temporary approval of relatives or friends, for one family.
struct Approval<'a> {
    stays: Vec<(&'a Child, &'a Period, &'a Spell)>,
    outcome: &'static str,
    outcome_on: NaiveDate,
}

/// Temporary approvals, one for each family and day on which it moved in.
fn approvals<'a>(council: &Council<'a>) -> Vec<Approval<'a>> {
    let mut families: BTreeMap<(NaiveDate, u64), Vec<_>> = BTreeMap::new();
    for (child, period, spell) in council.spells() {
        if spell.setting == Setting::Kinship && spell.started >= known_from() {
            let family = families.entry((spell.started, child.family)).or_default();
            family.push((child, period, spell));
        }
    }
    families
        .into_values()
        .filter_map(|stays| {
            let (child, period, spell) = *stays.first()?;
            let mut draw = council.draw_from("approvals", child, spell.started);
            let assessed = plus(spell.started, draw.between(84, 168));
            let is_over = spell.ended <= assessed;
            let leaves_care = spell.ended == period.ended;
            let outcome = match period.exit {
                "E45" if is_over && leaves_care => "special guardianship",
                "E41" if is_over && leaves_care => "child arrangements",
                _ if is_over => {
                    draw.weighted(&[("child moved", 560), ("withdrawn", 250), ("refused", 190)])
                }
                _ => "approved at panel",
            };
            Some(Approval { stays, outcome, outcome_on: assessed.min(spell.ended) })
        })
        .collect()
}

/// The table of temporary approvals.
pub(super) fn connected_carers(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["HOUSEHOLD_ID", "APPROVED_ON", "OUTCOME", "OUTCOME_ON"]);
    for (number, approval) in approvals(council).iter().enumerate() {
        let Some((_, _, spell)) = approval.stays.first() else { continue };
        let is_known = approval.outcome_on <= council.as_at();
        table.push(cells![
            relatives_id(number),
            written(spell.started),
            if is_known { approval.outcome } else { "" },
            council.written(approval.outcome_on),
        ]);
    }
    table
}

fn relatives_id(number: usize) -> String {
    format!("FF{:04}", number + 1)
}

/// Relatives who were approved as foster carers.
fn relatives_approved(council: &Council<'_>) -> Vec<Household> {
    let mut found = Vec::new();
    for (number, approval) in approvals(council).iter().enumerate() {
        let Some((_, period, _)) = approval.stays.first() else { continue };
        if approval.outcome != "approved at panel" {
            continue;
        }
        let stays = approval.stays.iter().map(|(child, _, spell)| {
            (council.groups.get(&child.number).copied(), spell.started, spell.ended)
        });
        let stays: Vec<_> = stays.collect();
        found.push(Household {
            id: relatives_id(number),
            kind: "family and friends",
            approved: approval.outcome_on,
            closes: approval.outcome_on,
            reason: match period.exit {
                "E45" => "special guardianship",
                "E41" => "child arrangements order",
                _ => "child left",
            },
            places: stays.len(),
            stays,
        });
    }
    found
}

/// The quarter ends on which the register was drawn up.
pub(super) fn register_days(council: &Council<'_>) -> Vec<NaiveDate> {
    let first = day(council.plan.first_year.first, 3, 1);
    let months = month_ends(first, council.as_at()).into_iter();
    months.filter(|month| month.month().is_multiple_of(3)).collect()
}

/// The register of households, as it was drawn up each quarter. One that ended
/// stands there once more, with the reason.
pub(super) fn fostering_households(council: &Council<'_>, households: &[Household]) -> Table {
    let mut table = Table::new(&[
        "HOUSEHOLD_ID",
        "AS_AT",
        "KIND",
        "APPROVED_ON",
        "ENDED_ON",
        "ENDED_REASON",
        "PLACES",
        "VACANT_AVAILABLE",
        "VACANT_UNAVAILABLE",
        "UNAVAILABLE_REASON",
    ]);
    let mut before: Option<NaiveDate> = None;
    for on in register_days(council) {
        for (number, household) in households.iter().enumerate() {
            let ended = Some(household.ended()).filter(|ended| *ended <= on);
            let is_newly_ended = ended.is_some_and(|ended| before.is_some_and(|day| day < ended));
            if household.approved > on || (ended.is_some() && !is_newly_ended) {
                continue;
            }
            let vacant = household.places.saturating_sub(household.used(on));
            let stream = number as u64 * 10_000 + on.year() as u64;
            let mut draw = council.draw("vacancies", stream);
            // A new household takes its time.
            let is_available = draw.chance(430) && household.approved < plus(on, -60);
            let reason = *draw.pick(&UNAVAILABLE);
            let [available, unavailable] = match (ended, is_available) {
                (Some(_), _) => [String::new(), String::new()],
                (None, true) => [vacant.to_string(), "0".to_owned()],
                (None, false) => ["0".to_owned(), vacant.to_string()],
            };
            let has_reason = ended.is_none() && !is_available && vacant > 0;
            table.push(cells![
                household.id,
                written(on),
                household.kind,
                written(household.approved),
                written_if(ended),
                if ended.is_some() { household.reason } else { "" },
                household.places,
                available,
                unavailable,
                if has_reason { reason } else { "" },
            ]);
        }
        before = Some(on);
    }
    table
}

const UNAVAILABLE: [&str; 6] = [
    "needs of the child placed",
    "carer's circumstances",
    "break",
    "on hold",
    "staying put",
    "kept for siblings",
];

/// The table of matches with carers for the long term.
pub(super) fn permanence_matches(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "MATCHED_ON", "ENDED_ON"]);
    for (child, period, spell, matched) in panels::matches(council) {
        let gave_up = spell.ended < period.ended && spell.reason == "CREQB";
        table.push(cells![
            child.id,
            written(matched),
            if gave_up { council.written(spell.ended) } else { String::new() },
        ]);
    }
    table
}
