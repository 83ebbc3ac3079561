//! Finds somebody for every placement: in order of time, a free place in a
//! home, or carers at some postcode. Settings, dates and reasons stand already.

use chrono::NaiveDate;

use super::care::{Place, Spell};
use super::child::Child;
use super::codes::Setting;
use super::contracts::block_home;
use super::country::{Country, Locality};
use super::draw::Draw;
use super::market::{Home, Market, Watch};
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
    let taken = vec![Vec::new(); market.homes.len()];
    let mut placing = Placing { country, market, authority, block: block_home(market), taken };
    for (_, child, period, spell) in order {
        let known = &children[child];
        let spells = &known.periods[period].spells;
        let before = spell.checked_sub(1).map(|last| &spells[last].at);
        let number = known.number * 10_000 + (period * 1_000 + spell) as u64;
        let mut draw = Draw::new(plan.seed, authority, "placing", number);
        let at = placing.place(&mut draw, known, &spells[spell], before);
        children[child].periods[period].spells[spell].at = at;
    }
}

/// Who is placed where so far.
struct Placing<'a> {
    country: &'a Country,
    market: &'a Market,
    authority: usize,
    /// The home whose places are bought in block.
    block: Option<usize>,
    /// For each home, the days up to which its places are taken.
    taken: Vec<Vec<NaiveDate>>,
}

impl Placing<'_> {
    fn place(
        &mut self,
        draw: &mut Draw,
        child: &Child,
        spell: &Spell,
        before: Option<&Place>,
    ) -> Place {
        match spell.setting {
            Setting::AdoptionSameCarers => before.cloned().unwrap_or_default(),
            Setting::Adoption => self.with_adopters(draw),
            Setting::Parents => with_parents(child),
            setting if setting.has_homes() => self.in_a_home(draw, spell, before),
            setting => self.with_carers(draw, child, setting),
        }
    }

    /// Where adopters live is not told.
    fn with_adopters(&self, draw: &mut Draw) -> Place {
        let is_agency = draw.chance(280);
        Place {
            provider_code: if is_agency { "PR5" } else { "PR1" },
            urn: self.market.homes.first().map(|home| home.urn.clone()).unwrap_or_default(),
            ..Place::default()
        }
    }

    /// A home of the kind with a free place; the least crowded where there is
    /// none, as happens. Nobody moves from a home to the same home.
    fn in_a_home(&mut self, draw: &mut Draw, spell: &Spell, before: Option<&Place>) -> Place {
        let left = before.and_then(|before| before.home);
        let mut choices: Vec<(usize, u64)> = Vec::new();
        for (index, home) in self.market.homes.iter().enumerate() {
            let provider = &self.market.providers[home.provider];
            let is_open = home.opened <= spell.started
                && provider.is_there(spell.started)
                && home.closed.is_none_or(|closed| spell.ended <= closed);
            if home.setting == spell.setting && is_open && left != Some(index) {
                self.taken[index].retain(|until| *until > spell.started);
                choices.push((index, self.appeal(index, home)));
            }
        }
        if choices.iter().all(|(_, appeal)| *appeal == 0) {
            choices.sort_by_key(|(index, _)| self.taken[*index].len());
            choices.truncate(1);
            choices.iter_mut().for_each(|choice| choice.1 = 1);
        }
        if choices.is_empty() {
            return Place {
                provider_code: "PR4",
                urn: NOT_REGISTERED.to_owned(),
                ..Place::default()
            };
        }
        let index = draw.weighted(&choices);
        self.taken[index].push(spell.ended);
        let home = &self.market.homes[index];
        let is_unregistered = spell.setting == Setting::Unregistered;
        let code = self.market.providers[home.provider].code;
        Place {
            provider: Some(home.provider),
            home: Some(index),
            // The return asks for no provider of "other" placements.
            provider_code: if is_unregistered { "" } else { code },
            postcode: home.postcode.text.clone(),
            authority: Some(home.postcode.authority),
            urn: if is_unregistered { NOT_REGISTERED.to_owned() } else { home.urn.clone() },
        }
    }

    /// How readily a home is chosen: not at all when it is full.
    fn appeal(&self, index: usize, home: &Home) -> u64 {
        let is_full = self.taken[index].len() >= home.places.unwrap_or(0);
        match home.locality {
            _ if is_full => 0,
            // Places bought in block are paid for, taken or not.
            _ if self.block == Some(index) => 40,
            // Who is new is asked first.
            _ if matches!(self.market.providers[home.provider].watch, Watch::NotYet(_)) => 14,
            Locality::Inside => 6,
            Locality::Adjoining => 4,
            Locality::Distant => 3,
        }
    }

    /// Carers of the council or of an agency, relatives, a ward, an institution.
    fn with_carers(&self, draw: &mut Draw, child: &Child, setting: Setting) -> Place {
        let [inside, adjoining, distant] = setting.localities();
        let locality = draw.weighted(&[
            (Locality::Inside, inside),
            (Locality::Adjoining, adjoining),
            (Locality::Distant, distant),
        ]);
        let mut postcode = self.country.postcode(draw, self.authority, locality);
        if child.home.as_ref().is_some_and(|home| home.text == postcode.text) {
            postcode = self.country.postcode(draw, self.authority, locality);
        }
        let wanted = match setting {
            Setting::Kinship | Setting::FosteringToAdopt => Setting::InHouseFostering,
            setting => setting,
        };
        let market = self.market;
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
            postcode: postcode.text.clone(),
            authority: Some(postcode.authority),
            urn: branch.map_or_else(
                || NOT_REGISTERED.to_owned(),
                |branch| market.homes[branch].urn.clone(),
            ),
        }
    }
}

/// At home.
fn with_parents(child: &Child) -> Place {
    let home = child.home.as_ref();
    Place {
        provider_code: "PR0",
        postcode: home.map(|home| home.text.clone()).unwrap_or_default(),
        authority: home.map(|home| home.authority),
        urn: NOT_REGISTERED.to_owned(),
        ..Place::default()
    }
}
