//! Finds somebody for every placement: in order of time, a free place in a
//! home, or carers at some postcode. Settings, dates and reasons stand already.

use chrono::NaiveDate;

use super::care::Place;
use super::child::Child;
use super::codes::Setting;
use super::contracts::block_home;
use super::country::{Country, Locality};
use super::draw::Draw;
use super::market::Market;
use super::plan::Plan;

/// URN of a place that the regulator does not register.
const NOT_REGISTERED: &str = "XXXXXXX";

/// Finds a place for every spell of every child.
pub(super) fn place_everyone(
    plan: &Plan,
    country: &Country,
    market: &Market,
    authority: usize,
    children: &mut [Child],
) {
    let mut order: Vec<(NaiveDate, usize, usize, usize)> = Vec::new();
    for (child, known) in children.iter().enumerate() {
        for (period, care) in known.periods.iter().enumerate() {
            for (spell, stay) in care.spells.iter().enumerate() {
                order.push((stay.started, child, period, spell));
            }
        }
    }
    order.sort_unstable();
    let mut taken: Vec<Vec<NaiveDate>> = vec![Vec::new(); market.homes.len()];
    for (started, child, period, spell) in order {
        let known = &children[child];
        let stay = &known.periods[period].spells[spell];
        let number = known.number * 10_000 + (period * 1_000 + spell) as u64;
        let mut draw = Draw::new(plan.seed, authority, "placing", number);
        let before = spell.checked_sub(1).map(|last| &known.periods[period].spells[last].at);
        let at = match stay.setting {
            Setting::AdoptionSameCarers => with_same_carers(before),
            Setting::Adoption => with_adopters(&mut draw, market),
            Setting::Parents => with_parents(country, authority, known),
            setting if setting.has_homes() => {
                in_a_home(&mut draw, market, &mut taken, setting, started, stay.ended)
            }
            setting => with_carers(&mut draw, country, market, authority, setting),
        };
        children[child].periods[period].spells[spell].at = at;
    }
}

fn with_same_carers(before: Option<&Place>) -> Place {
    before.cloned().unwrap_or_default()
}

/// Where adopters live is not told.
fn with_adopters(draw: &mut Draw, market: &Market) -> Place {
    let is_agency = draw.chance(280);
    Place {
        provider_code: if is_agency { "PR5" } else { "PR1" },
        urn: market.homes.first().map(|home| home.urn.clone()).unwrap_or_default(),
        ..Place::default()
    }
}

fn with_parents(country: &Country, authority: usize, child: &Child) -> Place {
    let postcode = child.home.as_ref().map(|home| home.text.clone()).unwrap_or_default();
    let holds = |place: usize| {
        country.authorities[place].postcodes.iter().any(|known| known.text == postcode)
    };
    let place = if holds(authority) {
        Some(authority)
    } else {
        (0..country.authorities.len()).find(|place| holds(*place))
    };
    Place {
        provider_code: "PR0",
        postcode,
        authority: place,
        urn: NOT_REGISTERED.to_owned(),
        ..Place::default()
    }
}

/// A home of the kind with a free place; the fullest-looking choice is taken
/// where there is none, as happens.
fn in_a_home(
    draw: &mut Draw,
    market: &Market,
    taken: &mut [Vec<NaiveDate>],
    setting: Setting,
    started: NaiveDate,
    ended: NaiveDate,
) -> Place {
    let block = block_home(market);
    let mut choices: Vec<(usize, u64)> = Vec::new();
    for (index, home) in market.homes.iter().enumerate() {
        if home.setting != setting || home.closed.is_some_and(|closed| closed < ended) {
            continue;
        }
        taken[index].retain(|until| *until > started);
        let free = home.places.unwrap_or(0).saturating_sub(taken[index].len());
        let near = match home.locality {
            // Places bought in block are paid for, full or not.
            _ if Some(index) == block => 40,
            Locality::Inside => 6,
            Locality::Adjoining => 4,
            Locality::Distant => 3,
        };
        choices.push((index, if free == 0 { 0 } else { near }));
    }
    if choices.iter().all(|(_, weight)| *weight == 0) {
        // Nothing is free: the least crowded for its size.
        choices.sort_by_key(|(index, _)| taken[*index].len());
        choices.truncate(1);
        choices.iter_mut().for_each(|choice| choice.1 = 1);
    }
    if choices.is_empty() {
        return Place { urn: NOT_REGISTERED.to_owned(), ..Place::default() };
    }
    let index = draw.weighted(&choices);
    taken[index].push(ended);
    let home = &market.homes[index];
    let is_unregistered = setting == Setting::Unregistered;
    Place {
        provider: Some(home.provider),
        home: Some(index),
        // The return asks for no provider of "other" placements.
        provider_code: if is_unregistered { "" } else { market.providers[home.provider].code },
        postcode: home.postcode.text.clone(),
        authority: Some(home.authority),
        urn: if is_unregistered { NOT_REGISTERED.to_owned() } else { home.urn.clone() },
    }
}

/// Carers of the council or of an agency, relatives, a ward, an institution.
fn with_carers(
    draw: &mut Draw,
    country: &Country,
    market: &Market,
    authority: usize,
    setting: Setting,
) -> Place {
    let [inside, adjoining, distant] = setting.localities();
    let locality = draw.weighted(&[
        (Locality::Inside, inside),
        (Locality::Adjoining, adjoining),
        (Locality::Distant, distant),
    ]);
    let (place, postcode) = country.postcode(draw, authority, locality);
    let wanted = match setting {
        Setting::Kinship | Setting::FosteringToAdopt => Setting::InHouseFostering,
        setting => setting,
    };
    let choices: Vec<(usize, u64)> = market
        .providers
        .iter()
        .enumerate()
        .filter(|(_, provider)| provider.setting == wanted)
        .map(|(index, provider)| (index, provider.weight))
        .collect();
    let provider = (!choices.is_empty()).then(|| draw.weighted(&choices));
    let branch = provider
        .and_then(|provider| market.homes.iter().position(|home| home.provider == provider));
    Place {
        provider,
        home: branch,
        provider_code: provider.map_or("PR3", |provider| market.providers[provider].code),
        postcode: postcode.text,
        authority: Some(place),
        urn: branch
            .map_or_else(|| NOT_REGISTERED.to_owned(), |branch| market.homes[branch].urn.clone()),
    }
}
