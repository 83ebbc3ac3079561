//! Who a child is beside what the return asks: brothers and sisters, where a
//! child who came alone came from, disabilities.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::calendar::{birthday, plus, written, written_if};
use super::child::Child;
use super::council::Council;
use super::table::{Table, cells};

/// The most children who are taken for brothers and sisters of each other.
const LARGEST: usize = 4;

/// The sibling group of each child of the returns who belongs to one.
///
/// Children who came as a family are one. Placements are found child by child,
/// so that families hardly ever stay together; those whom chance has put with
/// the same carers for a while are therefore taken for half-brothers and
/// half-sisters.
pub(super) fn groups(council: &Council<'_>) -> BTreeMap<u64, usize> {
    let mut families: BTreeMap<u64, Vec<u64>> = BTreeMap::new();
    let mut family_of: BTreeMap<u64, u64> = BTreeMap::new();
    for child in council.in_returns() {
        families.entry(child.family).or_default().push(child.number);
        family_of.insert(child.number, child.family);
    }
    for (one, other) in housemates(council) {
        let (into, from) = (family_of[&one], family_of[&other]);
        let size = families[&into].len() + families[&from].len();
        if into == from || size > LARGEST {
            continue;
        }
        let joining = families.remove(&from).unwrap_or_default();
        family_of.extend(joining.iter().map(|child| (*child, into)));
        families.entry(into).or_default().extend(joining);
    }
    let groups = families.into_values().filter(|members| members.len() > 1);
    groups
        .enumerate()
        .flat_map(|(place, members)| members.into_iter().map(move |member| (member, place + 1)))
        .collect()
}

/// Children who lived with the same carers at the same time for a month.
fn housemates(council: &Council<'_>) -> Vec<(u64, u64)> {
    type Stay = (NaiveDate, NaiveDate, u64);
    let mut houses: BTreeMap<(&str, usize), Vec<Stay>> = BTreeMap::new();
    for child in council.in_returns().filter(|child| !child.is_asylum_seeking) {
        for spell in child.periods.iter().flat_map(|period| &period.spells) {
            let is_known = spell.ended > council.first() && spell.started <= council.as_at();
            let Some(provider) = spell.at.provider else { continue };
            if is_known && spell.setting.is_fostering() {
                let house = houses.entry((&spell.at.postcode, provider)).or_default();
                house.push((spell.started, spell.ended, child.number));
            }
        }
    }
    let mut found = Vec::new();
    for stays in houses.values() {
        for (place, one) in stays.iter().enumerate() {
            for other in &stays[place + 1..] {
                let together = one.1.min(other.1) - one.0.max(other.0);
                if one.2 != other.2 && together.num_days() >= 30 {
                    found.push((one.2, other.2));
                }
            }
        }
    }
    found
}

/// The table of sibling groups.
pub(super) fn siblings(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "SIBLING_GROUP"]);
    for (number, group) in &council.groups {
        if let Some(child) = council.children.get(*number as usize) {
            table.push(cells![child.id, format!("SG{group:04}")]);
        }
    }
    table
}

/// Where children come from who came alone, by ETHNIC.
fn nationalities(ethnic: &str) -> &'static [(&'static str, u64)] {
    match ethnic {
        "BAFR" => &[("Sudan", 420), ("Eritrea", 330), ("Ethiopia", 130), ("Somalia", 120)],
        "AOTH" => &[("Afghanistan", 620), ("Vietnam", 300), ("Bangladesh", 80)],
        "WOTH" => &[("Albania", 800), ("Ukraine", 200)],
        "BOTH" => &[("Chad", 700), ("Guinea", 300)],
        _ => &[("Iran", 360), ("Syria", 270), ("Iraq", 250), ("Kuwait, stateless", 120)],
    }
}

/// The table of children who came alone to seek asylum.
pub(super) fn arrivals(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["CHILD", "NATIONALITY", "ROUTE", "ARRIVED_ON", "STATUS", "DECIDED_ON"]);
    for child in council.in_returns().filter(|child| child.is_asylum_seeking) {
        let Some(period) = child.periods.first() else { continue };
        let mut draw = council.draw("arrivals abroad", child.number);
        let nationality = draw.weighted(nationalities(child.ethnic));
        let route = draw.weighted(&[
            ("national transfer scheme", 560),
            ("spontaneous", 370),
            ("resettlement", 40),
            ("other", 30),
        ]);
        let eighteen = birthday(child.born, 18);
        // The day from which the return no longer counts the child.
        let granted = granted(council, child, period.started);
        let status = if granted < eighteen {
            draw.weighted(&[
                ("refugee", 860),
                ("leave to remain", 80),
                ("humanitarian protection", 60),
            ])
        } else {
            draw.weighted(&[("refugee", 640), ("refused", 200), ("appeal", 120), ("withdrawn", 40)])
        };
        let decided = council.come(granted);
        table.push(cells![
            child.id,
            nationality,
            route,
            written(period.started),
            if decided.is_some() { status } else { "awaiting decision" },
            written_if(decided),
        ]);
    }
    table
}

/// The day of the decision, as the return's own table has it.
fn granted(council: &Council<'_>, child: &Child, came: NaiveDate) -> NaiveDate {
    let mut draw = council.draw("leave to remain", child.number);
    plus(came, draw.quantile(&[200, 380, 560, 900, 1400]))
}

/// The table of disabilities.
pub(super) fn disabilities(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["CHILD", "DATE", "KIND"]);
    for child in council.in_returns() {
        let mut draw = council.draw("disabilities", child.number);
        let has_another = draw.chance(95);
        let says_none = draw.chance(60);
        let kinds: &[(&str, u64)] = if child.is_disabled {
            &[("LD", 300), ("AUT", 250), ("MOB", 130), ("PC", 100), ("COMM", 120), ("CON", 100)]
        } else if has_another {
            &[("AUT", 340), ("SEMH", 260), ("LD", 220), ("BEH", 90), ("HEAR", 50), ("VIS", 40)]
        } else if says_none {
            &[("NONE", 1)]
        } else {
            continue;
        };
        let Some(period) = child.periods.first() else { continue };
        let recorded = plus(period.started, draw.between(0, 90));
        let day = if draw.chance(100) { String::new() } else { council.written(recorded) };
        let kind = draw.weighted(kinds);
        table.push(cells![child.id, day, kind]);
        let also = draw.weighted(kinds);
        if also != kind && draw.chance(380) {
            table.push(cells![child.id, day, also]);
        }
    }
    table
}
