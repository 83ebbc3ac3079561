//! Searches for placements, as the placements team records them, with the
//! offers that came: some that led to an agreement, some that turned out not
//! to be needed, some that found nobody, and a few that still run.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::agreements::Agreement;
use super::calendar::{Year, month_ends, plus, written, written_if};
use super::care::Spell;
use super::child::Child;
use super::codes::{NEED, Setting};
use super::council::Council;
use super::country::Locality;
use super::draw::Draw;
use super::money::in_pounds;
use super::table::{Table, cells};

/// A search for a placement.
#[derive(Clone, Debug)]
pub(super) struct Search<'a> {
    /// REFERRAL_ID.
    pub(super) id: String,
    /// The child, where the child has a number.
    pub(super) child: Option<&'a Child>,
    /// Its agreement's place among the agreements.
    pub(super) agreement: Option<usize>,
    /// The day it came.
    pub(super) received: NaiveDate,
    age: i32,
    need: &'static str,
    siblings: usize,
    setting: Setting,
    is_out_of_hours: bool,
    is_solo: bool,
    asked: i64,
    replied: i64,
    offers: Vec<Offer>,
    first_offer: Option<NaiveDate>,
    placed: Option<NaiveDate>,
    outcome: &'static str,
    closed: NaiveDate,
    avoided: i64,
}

/// An offer of a provider.
#[derive(Clone, Debug)]
struct Offer {
    provider: usize,
    weekly: i64,
    postcode: String,
    decision: &'static str,
    reason: &'static str,
}

impl Search<'_> {
    /// How it stands on a day.
    pub(super) fn outcome(&self, on: NaiveDate) -> &'static str {
        if self.closed > on { "open" } else { self.outcome }
    }
}

/// Every search of an authority since the first year, in the order of coming.
pub(super) fn searches<'a>(council: &Council<'a>) -> Vec<Search<'a>> {
    let mut found: Vec<Search<'a>> = council
        .agreements
        .iter()
        .enumerate()
        .filter(|(_, agreement)| agreement.starts >= council.first())
        .filter_map(|(place, agreement)| placed(council, place, agreement))
        .collect();
    found.retain(|search| search.received >= council.first());
    for month in month_ends(council.first(), council.as_at()) {
        not_placed(council, month, &mut found);
    }
    found.sort_by_key(|search| (search.received, search.agreement));
    let mut counts: BTreeMap<Year, usize> = BTreeMap::new();
    for search in &mut found {
        let year = Year::of(search.received);
        let count = counts.entry(year).or_default();
        *count += 1;
        search.id = format!("R{:02}-{:04}", year.first % 100, count);
    }
    found
}

/// The search that led to an agreement; one in three is not on record.
fn placed<'a>(council: &Council<'a>, place: usize, agreement: &Agreement) -> Option<Search<'a>> {
    let child = council.children.get(agreement.child_number as usize)?;
    let spell = spell_of(child, agreement.starts)?;
    let mut draw = council.draw_from("searches", child, agreement.starts);
    if draw.chance(350) {
        return None;
    }
    let days = draw.quantile(&[0, 1, 2, 4, 7, 12, 21, 48]);
    let received = plus(agreement.starts, -days);
    let weekly = agreement.versions.first()?.weekly();
    let mut offers = vec![Offer {
        provider: agreement.provider,
        weekly,
        postcode: spell.at.postcode.clone(),
        decision: "accepted",
        reason: "",
    }];
    for _ in 1..draw.weighted(&[(1, 430), (2, 330), (3, 150), (4, 90)]) {
        let asked = (agreement.setting, received);
        if let Some(offer) = other_offer(council, &mut draw, asked, weekly, &offers) {
            offers.push(offer);
        }
    }
    let asked = draw.between(5, 30);
    let replied = (offers.len() as i64 + asked * draw.between(10, 45) / 100).min(asked);
    Some(Search {
        id: String::new(),
        child: Some(child),
        agreement: Some(place),
        received,
        age: child.age(received),
        need: child.need,
        siblings: siblings_placed(council, child, agreement.starts),
        setting: agreement.setting,
        is_out_of_hours: days <= 1 && draw.chance(300),
        is_solo: draw.chance(130),
        asked,
        replied,
        first_offer: Some(plus(received, draw.between(0, days))),
        placed: Some(agreement.starts),
        outcome: "placed",
        closed: agreement.starts,
        avoided: 0,
        offers,
    })
}

/// The placement of a child that began on a day.
fn spell_of(child: &Child, on: NaiveDate) -> Option<&Spell> {
    let spells = child.periods.iter().flat_map(|period| &period.spells);
    spells.into_iter().find(|spell| spell.started == on)
}

/// How many brothers and sisters began a placement on the same day.
fn siblings_placed(council: &Council<'_>, child: &Child, on: NaiveDate) -> usize {
    let Some(group) = council.groups.get(&child.number) else { return 0 };
    let members =
        council.groups.iter().filter(|(other, of)| *of == group && **other != child.number);
    members
        .filter_map(|(other, _)| council.children.get(*other as usize))
        .filter(|other| spell_of(other, on).is_some())
        .count()
}

/// What another provider of the same service offered.
fn other_offer(
    council: &Council<'_>,
    draw: &mut Draw,
    (setting, on): (Setting, NaiveDate),
    weekly: i64,
    others: &[Offer],
) -> Option<Offer> {
    let market = council.market;
    let choices: Vec<usize> = (0..market.providers.len())
        .filter(|index| {
            let known = &market.providers[*index];
            known.setting == setting && known.is_there(on)
        })
        .filter(|index| others.iter().all(|offer| offer.provider != *index))
        .collect();
    if choices.is_empty() {
        return None;
    }
    let provider = *draw.pick(&choices);
    let home = market.homes.iter().find(|home| home.provider == provider && home.places.is_some());
    let locality = draw.weighted(&[
        (Locality::Inside, 350),
        (Locality::Adjoining, 350),
        (Locality::Distant, 300),
    ]);
    let postcode = match home {
        Some(home) => home.postcode.text.clone(),
        None => council.country.postcode(draw, council.authority, locality).text.clone(),
    };
    let decision = draw.weighted(&[("declined", 460), ("not suitable", 370), ("withdrawn", 170)]);
    let reason = match decision {
        "declined" => *draw.pick(&["Another offer suited better", "Price", "Too far from school"]),
        "not suitable" => *draw.pick(&["Match with others there", "Cannot meet the need"]),
        _ => "Place taken",
    };
    let weekly = weekly * draw.between(86, 124) / 100 / 500 * 500;
    Some(Offer { provider, weekly, postcode, decision, reason })
}

/// Searches of a month that led nowhere.
fn not_placed<'a>(council: &Council<'a>, month: NaiveDate, found: &mut Vec<Search<'a>>) {
    let days = (month - NaiveDate::default()).num_days().unsigned_abs();
    let mut draw = council.draw("searches that led nowhere", days);
    let size = council.plan.looked_after(council.authority);
    let in_care: Vec<&Child> =
        council.in_returns().filter(|child| child.period_on(month).is_some()).collect();
    for _ in 0..draw.about(size * 13) {
        let received = plus(month, -draw.between(0, 27)).max(council.first());
        let outcome = draw.weighted(&[
            ("remained at home", 380),
            ("placed with family", 170),
            ("withdrawn", 300),
            ("no offer", 150),
        ]);
        let is_with_family = matches!(outcome, "remained at home" | "placed with family");
        let is_known = !is_with_family && !in_care.is_empty();
        let child = is_known.then(|| *draw.pick(&in_care));
        let setting = draw.weighted(&[
            (Setting::AgencyFostering, 560),
            (Setting::ExternalHome, 240),
            (Setting::ExternalSupported, 200),
        ]);
        let age = child.map_or_else(|| draw.between(1, 16) as i32, |child| child.age(received));
        let has_offer = outcome != "no offer" && draw.chance(280);
        let offers = if has_offer {
            other_offer(council, &mut draw, (setting, received), 95_000, &[]).into_iter().collect()
        } else {
            Vec::new()
        };
        let asked = draw.between(4, 32);
        found.push(Search {
            id: String::new(),
            child,
            agreement: None,
            received,
            age,
            need: child.map_or_else(|| draw.weighted(&NEED), |child| child.need),
            siblings: draw.weighted(&[(0, 820), (1, 130), (2, 50)]),
            setting,
            is_out_of_hours: draw.chance(60),
            is_solo: draw.chance(130),
            asked,
            replied: (asked * draw.between(10, 50) / 100).max(offers.len() as i64),
            first_offer: offers.first().map(|_| plus(received, 1)),
            placed: None,
            outcome,
            closed: plus(received, draw.quantile(&[1, 3, 6, 10, 18, 40])),
            avoided: if is_with_family {
                draw.quantile(&[420, 640, 760, 880, 1_000, 2_400]) * 100
            } else {
                0
            },
            offers,
        });
    }
}

/// The table of searches.
pub(super) fn referrals(council: &Council<'_>, searches: &[Search<'_>]) -> Table {
    let mut table = Table::new(&COLUMNS);
    for search in searches {
        let outcome = search.outcome(council.as_at());
        let is_open = outcome == "open";
        let group = search.child.and_then(|child| council.groups.get(&child.number));
        let yes = |is: bool| if is { "Yes" } else { "No" };
        let first_offer = search.first_offer.filter(|day| *day <= council.as_at());
        let offers = if first_offer.is_some() { search.offers.len() } else { 0 };
        table.push(cells![
            search.id,
            search.child.map_or("", |child| &child.id),
            group
                .filter(|_| search.siblings > 0)
                .map(|group| format!("SG{group:04}"))
                .unwrap_or_default(),
            search.siblings,
            search.age,
            search.need,
            written(search.received),
            written(search.placed.unwrap_or(plus(search.received, 7))),
            yes(search.is_out_of_hours),
            search.setting.service(),
            yes(search.is_solo),
            search.asked,
            search.replied,
            offers,
            written_if(first_offer),
            written_if(search.placed),
            outcome,
            if is_open { String::new() } else { written(search.closed) },
            if search.avoided > 0 && !is_open { in_pounds(search.avoided) } else { String::new() },
        ]);
    }
    table
}

const COLUMNS: [&str; 19] = [
    "REFERRAL_ID",
    "CHILD",
    "SIBLING_GROUP",
    "SIBLINGS",
    "AGE",
    "NEED",
    "RECEIVED_ON",
    "NEEDED_BY",
    "OUT_OF_HOURS",
    "SERVICE_SOUGHT",
    "SOLO",
    "PROVIDERS_ASKED",
    "PROVIDERS_REPLIED",
    "OFFERS",
    "FIRST_OFFER_ON",
    "PLACED_ON",
    "OUTCOME",
    "CLOSED_ON",
    "AVOIDED_WEEKLY_COST",
];

/// The table of offers.
pub(super) fn offers(council: &Council<'_>, searches: &[Search<'_>]) -> Table {
    let mut table = Table::new(&[
        "REFERRAL_ID",
        "PROVIDER_ID",
        "WEEKLY_COST",
        "POSTCODE",
        "DECISION",
        "REASON",
    ]);
    let as_at = council.as_at();
    for search in
        searches.iter().filter(|search| search.first_offer.is_some_and(|day| day <= as_at))
    {
        for offer in &search.offers {
            let is_open = search.outcome(as_at) == "open";
            table.push(cells![
                search.id,
                council.market.providers[offer.provider].id,
                in_pounds(offer.weekly),
                offer.postcode,
                if is_open { "open" } else { offer.decision },
                if is_open { "" } else { offer.reason },
            ]);
        }
    }
    table
}
