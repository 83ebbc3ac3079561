//! The contracts under which placements are bought: framework, dynamic
//! purchasing system, block, spot, and the council's own provision.

use chrono::NaiveDate;

use super::calendar::{day, months_after, plus};
use super::codes::Setting;
use super::country::Locality;
use super::draw::Draw;
use super::market::{Market, Watch};
use super::plan::Plan;

/// A contract, or a provider's membership of a framework.
#[derive(Clone, Debug)]
pub(super) struct Contract {
    /// CONTRACT_ID.
    pub(super) id: String,
    /// Index of the provider.
    pub(super) provider: usize,
    /// FRAMEWORK_ID, or empty.
    pub(super) framework: &'static str,
    /// Title.
    pub(super) title: String,
    /// How placements are bought under it.
    pub(super) arrangement: &'static str,
    /// Lot of the framework, or empty.
    pub(super) lot: &'static str,
    /// First day.
    pub(super) starts: NaiveDate,
    /// Last day.
    pub(super) ends: NaiveDate,
    /// The day the provider joined, where that is later than the first.
    pub(super) joined: NaiveDate,
    /// The home whose places are bought in block.
    pub(super) block_home: Option<usize>,
    /// Extensions, months of notice, value in thousands of pounds.
    pub(super) terms: (&'static str, u32, i64),
    /// Who answers for it.
    pub(super) officer: &'static str,
}

impl Contract {
    /// Has the provider come to it on a day: to a framework that was there, or
    /// to a contract of its own that begins with it.
    fn join(&mut self, came: NaiveDate) {
        self.joined = came;
        if self.framework.is_empty() {
            self.starts = came;
        }
    }
}

/// Names of officers, of nobody.
pub(super) const OFFICERS: [&str; 5] =
    ["A. Vellane", "R. Toskin", "M. Orradell", "J. Quennow", "S. Harrune"];

/// A way of buying one service: setting, how many of a thousand providers are
/// on it, framework, its title, arrangement, lot, months, extensions.
struct Route {
    setting: Setting,
    members: u64,
    framework: &'static str,
    title: &'static str,
    arrangement: &'static str,
    lot: &'static str,
    starts: (i32, u32),
    months: u32,
    extensions: &'static str,
}

const ROUTES: [Route; 6] = [
    Route {
        setting: Setting::AgencyFostering,
        members: 860,
        framework: "FW-FOST",
        title: "Fostering framework",
        arrangement: "framework",
        lot: "Lot 1",
        starts: (2020, 10),
        months: 84,
        extensions: "12+12",
    },
    Route {
        setting: Setting::ExternalHome,
        members: 720,
        framework: "FW-HOMES",
        title: "Children's homes framework",
        arrangement: "framework",
        lot: "Lot 1",
        starts: (2021, 4),
        months: 72,
        extensions: "24",
    },
    Route {
        setting: Setting::ExternalSupported,
        members: 720,
        framework: "DPS-16",
        title: "Supported accommodation 16+ purchasing system",
        arrangement: "dynamic purchasing system",
        lot: "Lot 2",
        starts: (2020, 9),
        months: 84,
        extensions: "",
    },
    Route {
        setting: Setting::School,
        members: 500,
        framework: "FW-HOMES",
        title: "Children's homes framework, residential schools",
        arrangement: "framework",
        lot: "Lot 4",
        starts: (2021, 4),
        months: 72,
        extensions: "24",
    },
    Route {
        setting: Setting::ParentAndChild,
        members: 1000,
        framework: "FW-HOMES",
        title: "Children's homes framework, parent and child",
        arrangement: "framework",
        lot: "Lot 3",
        starts: (2021, 4),
        months: 72,
        extensions: "24",
    },
    Route {
        setting: Setting::Secure,
        members: 1000,
        framework: "",
        title: "Secure places, by agreement between authorities",
        arrangement: "service level agreement",
        lot: "",
        starts: (2019, 4),
        months: 108,
        extensions: "",
    },
];

/// The contracts of an authority with everyone in its market.
pub(super) fn contracts(plan: &Plan, market: &Market, authority: usize) -> Vec<Contract> {
    let mut draw = Draw::new(plan.seed, authority, "contracts", 0);
    let mut found: Vec<Contract> = Vec::new();
    let block = block_home(market);
    for (index, provider) in market.providers.iter().enumerate() {
        let id = format!("C{:03}", found.len() + 1);
        if provider.sector == "in-house" {
            let title = format!("{}, own provision", provider.name);
            let span = (day(2015, 4, 1), day(2030, 3, 31));
            found.push(contract(&mut draw, id, index, title, "in-house", span));
            continue;
        }
        if provider.setting == Setting::Unregistered {
            // Crisis placements in unregistered homes have no contract at all.
            continue;
        }
        let home = block.filter(|home| market.homes[*home].provider == index);
        if let Some(home) = home {
            let places = market.homes[home].places.unwrap_or(0);
            let title = format!("{}, block of {places} places", market.homes[home].name);
            let span = (day(2023, 7, 1), day(2028, 6, 30));
            let mut block = contract(&mut draw, id, index, title, "block", span);
            block.block_home = Some(home);
            block.terms = ("24+24", 6, places as i64 * 1_400);
            found.push(block);
        }
        let mut is_member = false;
        for route in &ROUTES {
            let is_of_kind = route.setting == provider.setting;
            // Of the small ones fewer have gone through the tender.
            let members = if provider.is_small { route.members * 4 / 5 } else { route.members };
            if is_of_kind && draw.chance(members) {
                let id = format!("C{:03}", found.len() + 1);
                found.push(membership(&mut draw, id, index, route));
                is_member = true;
            }
        }
        if !is_member || draw.chance(600) {
            let id = format!("C{:03}", found.len() + 1);
            let title = format!("{}, spot purchases", provider.name);
            let starts = day(draw.between(2013, 2018) as i32, 4, 1);
            found.push(contract(&mut draw, id, index, title, "spot", (starts, day(2028, 3, 31))));
        }
        if let Watch::NotYet(came) = provider.watch {
            for contract in found.iter_mut().filter(|contract| contract.provider == index) {
                contract.join(came);
            }
        }
    }
    found
}

/// The home in the authority with most places, which the council buys whole.
pub(super) fn block_home(market: &Market) -> Option<usize> {
    (0..market.homes.len())
        .filter(|home| {
            let home = &market.homes[*home];
            home.setting == Setting::ExternalHome && home.locality == Locality::Inside
        })
        .max_by_key(|home| (market.homes[*home].places, usize::MAX - home))
}

fn contract(
    draw: &mut Draw,
    id: String,
    provider: usize,
    title: String,
    arrangement: &'static str,
    (starts, ends): (NaiveDate, NaiveDate),
) -> Contract {
    let value = if arrangement == "in-house" { 0 } else { draw.between(8, 160) * 25 };
    Contract {
        id,
        provider,
        framework: "",
        title,
        arrangement,
        lot: "",
        starts,
        ends,
        joined: starts,
        block_home: None,
        terms: ("", 3, value),
        officer: draw.pick::<&str>(&OFFICERS),
    }
}

fn membership(draw: &mut Draw, id: String, provider: usize, route: &Route) -> Contract {
    let starts = day(route.starts.0, route.starts.1, 1);
    let ends = plus(months_after(starts, route.months), -1);
    let title = route.title.to_owned();
    let mut found = contract(draw, id, provider, title, route.arrangement, (starts, ends));
    found.framework = route.framework;
    found.lot = route.lot;
    found.terms.0 = route.extensions;
    if draw.chance(200) {
        found.joined = plus(starts, draw.between(200, 1_500));
    }
    found
}

/// The contract under which a placement with a provider is bought, if any:
/// mostly the best there is, now and then a spot purchase past it.
pub(super) fn contract_for(
    draw: &mut Draw,
    contracts: &[Contract],
    provider: usize,
    home: Option<usize>,
    on: NaiveDate,
) -> Option<usize> {
    let theirs = |contract: &&Contract| contract.provider == provider && contract.joined <= on;
    let position = |wanted: &dyn Fn(&Contract) -> bool| {
        contracts.iter().position(|contract| theirs(&contract) && wanted(contract))
    };
    let block = position(&|contract| contract.block_home.is_some() && contract.block_home == home);
    let spot = position(&|contract| contract.arrangement == "spot");
    let best =
        position(&|contract| contract.arrangement != "spot" && contract.block_home.is_none());
    let past = draw.chance(140);
    let later = contracts
        .iter()
        .position(|contract| contract.provider == provider && contract.block_home.is_none());
    let before = draw.chance(250);
    match (block, best, spot) {
        (Some(block), _, _) => Some(block),
        (None, Some(_), Some(spot)) if past => Some(spot),
        (None, Some(best), _) => Some(best),
        (None, None, Some(spot)) => Some(spot),
        // Placed before the provider signed: mostly put under the contract
        // afterwards, not always.
        (None, None, None) => later.filter(|_| !before),
    }
}
