//! Who gives placements to an authority: its own services, and the private,
//! voluntary and public providers it buys from, with their homes.

use chrono::NaiveDate;

use super::calendar::{day, plus};
use super::codes::Setting;
use super::country::{Country, Locality, Postcode};
use super::draw::Draw;
use super::names::{self, GROUPS, ROOTS};
use super::plan::Plan;

/// A provider of placements.
#[derive(Clone, Debug)]
pub(super) struct Provider {
    /// PROVIDER_ID.
    pub(super) id: String,
    /// Name.
    pub(super) name: String,
    /// In-house, private, voluntary, other authority.
    pub(super) sector: &'static str,
    /// PLACE_PROVIDER.
    pub(super) code: &'static str,
    /// The owner group, or empty.
    pub(super) group: &'static str,
    /// Number at Companies House, or empty.
    pub(super) company_number: String,
    /// Open, suspended, ended.
    pub(super) status: &'static str,
    /// The finance system's supplier numbers.
    pub(super) suppliers: Vec<String>,
    /// What it gives.
    pub(super) setting: Setting,
    /// How often it is asked, among those who give the same.
    pub(super) weight: u64,
    /// One of the many who have a few of the council's children at most.
    pub(super) is_small: bool,
    /// How the council watches over it.
    pub(super) watch: Watch,
}

/// How the council watches over a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Watch {
    /// Visits and meetings mostly in time.
    Usual,
    /// It came to the market on this day, and nobody has been there yet.
    NotYet(NaiveDate),
    /// Nothing was held from this day on, and nothing is planned.
    LapsedFrom(NaiveDate),
}

impl Provider {
    /// Whether it gave placements on a day.
    pub(super) fn is_there(&self, on: NaiveDate) -> bool {
        !matches!(self.watch, Watch::NotYet(from) if on < from)
    }
}

/// A home, a unit, a school, or the branch of a fostering agency.
#[derive(Clone, Debug)]
pub(super) struct Home {
    /// HOME_ID.
    pub(super) id: String,
    /// The regulator's number; empty where nobody registered it.
    pub(super) urn: String,
    /// Index of its provider.
    pub(super) provider: usize,
    /// Name.
    pub(super) name: String,
    /// What it gives.
    pub(super) setting: Setting,
    /// Shared, self-contained, lodgings; empty for a branch.
    pub(super) form: &'static str,
    /// Whether staff are on site.
    pub(super) is_staffed: bool,
    /// Where it is.
    pub(super) postcode: Postcode,
    /// How it lies to the council.
    pub(super) locality: Locality,
    /// Places; none for a branch.
    pub(super) places: Option<usize>,
    /// When it opened.
    pub(super) opened: NaiveDate,
    /// When it closed.
    pub(super) closed: Option<NaiveDate>,
}

/// Providers and homes.
#[derive(Clone, Debug, Default)]
pub(super) struct Market {
    /// All providers, the council's own first.
    pub(super) providers: Vec<Provider>,
    /// All homes.
    pub(super) homes: Vec<Home>,
}

/// What is bought from others, for an authority of 330 children.
struct Supply {
    setting: Setting,
    /// How many providers.
    providers: usize,
    /// How many of them have more than a few of the council's children.
    large: usize,
    /// Homes of each of these, at least and at most; the others have one.
    homes: (i64, i64),
    /// How many of ten providers are private; the others are voluntary.
    private_of_ten: u64,
    /// The last word of their names.
    word: &'static str,
}

const BOUGHT: [Supply; 6] = [
    supply(Setting::AgencyFostering, (19, 6), (1, 1), 7, "Fostering"),
    supply(Setting::ExternalHome, (22, 7), (1, 3), 9, "Homes"),
    supply(Setting::ExternalSupported, (14, 5), (1, 3), 8, "Living"),
    supply(Setting::School, (2, 0), (1, 1), 5, "Schools"),
    supply(Setting::ParentAndChild, (1, 1), (2, 2), 10, "Families"),
    supply(Setting::Unregistered, (2, 0), (1, 1), 10, "Care"),
];

const fn supply(
    setting: Setting,
    (providers, large): (usize, usize),
    homes: (i64, i64),
    private_of_ten: u64,
    word: &'static str,
) -> Supply {
    Supply { setting, providers, large, homes, private_of_ten, word }
}

/// The market of one authority.
pub(super) fn market(plan: &Plan, country: &Country, authority: usize) -> Market {
    let mut draw = Draw::new(plan.seed, authority, "market", 0);
    let mut market = Market::default();
    own_services(&mut draw, &mut market, plan, country, authority);
    let mut root = plan.rank(authority) * 7;
    let size = (plan.looked_after(authority) as usize).clamp(165, 990);
    for supply in &BOUGHT {
        for rank in 0..(supply.providers * size / 330).max(1) {
            let name = format!("{} {}", ROOTS[root % ROOTS.len()], supply.word);
            root += 1;
            let is_small = rank >= supply.large * size / 330;
            let provider = provider(&mut draw, &market, supply, name, (rank, is_small));
            market.providers.push(provider);
            let (least, most) = if is_small { (1, 1) } else { supply.homes };
            for _ in 0..draw.between(least, most) {
                add_home(&mut draw, &mut market, plan, country, authority, supply.setting);
            }
        }
    }
    secure_home(&mut draw, &mut market, country, authority);
    ups_and_downs(plan, &mut market);
    market
}

/// One home has closed, one agency takes no new children for now, one provider
/// is new, and one has been forgotten.
fn ups_and_downs(plan: &Plan, market: &mut Market) {
    let gives = |setting: Setting| move |provider: &&mut Provider| provider.setting == setting;
    let newest = market.providers.iter().rposition(|known| known.setting == Setting::ExternalHome);
    if let Some(newest) = newest {
        let came = plus(plan.as_at, -170);
        market.providers[newest].watch = Watch::NotYet(came);
        for home in market.homes.iter_mut().filter(|home| home.provider == newest) {
            // It takes children from the day on which it is registered.
            home.opened = plus(came, -45);
        }
    }
    let is_far = |home: &&mut Home| {
        home.setting == Setting::ExternalHome
            && home.locality == Locality::Distant
            && Some(home.provider) != newest
    };
    if let Some(home) = market.homes.iter_mut().rev().find(is_far) {
        home.closed = Some(plus(plan.as_at, -230));
    }
    let last = market.providers.iter_mut().rev().find(gives(Setting::AgencyFostering));
    if let Some(provider) = last {
        provider.status = "suspended";
    }
    let last = market.providers.iter_mut().rev().find(gives(Setting::ExternalSupported));
    if let Some(provider) = last {
        provider.watch = Watch::LapsedFrom(plus(plan.as_at, -270));
    }
}

fn own_services(
    draw: &mut Draw,
    market: &mut Market,
    plan: &Plan,
    country: &Country,
    authority: usize,
) {
    let short_name = &country.authorities[authority].short_name;
    let services = [
        ("Fostering Service", Setting::InHouseFostering, 1),
        ("Residential Service", Setting::InHouseHome, 4),
        ("Supported Lodgings", Setting::InHouseSupported, 2),
    ];
    for (name, setting, homes) in services {
        market.providers.push(Provider {
            id: format!("P{:03}", market.providers.len() + 1),
            name: format!("{short_name} {name}"),
            sector: "in-house",
            code: "PR1",
            group: "",
            company_number: String::new(),
            status: "open",
            suppliers: Vec::new(),
            setting,
            weight: 1,
            is_small: false,
            watch: Watch::Usual,
        });
        for _ in 0..homes {
            add_home(draw, market, plan, country, authority, setting);
        }
    }
}

fn provider(
    draw: &mut Draw,
    market: &Market,
    supply: &Supply,
    name: String,
    (rank, is_small): (usize, bool),
) -> Provider {
    let is_private = (rank as u64 * 10 / supply.providers as u64) % 10 < supply.private_of_ten;
    let number = market.providers.len();
    let mut suppliers = vec![format!("S{}", 20_000 + number * 37)];
    // Some changed their bank or name, and finance gave them a second number.
    if draw.chance(120) {
        suppliers.push(format!("S{}", 30_000 + number * 37));
    }
    let is_in_group = is_private && draw.chance(330);
    Provider {
        id: format!("P{:03}", number + 1),
        name,
        sector: if is_private { "private" } else { "voluntary" },
        code: if is_private { "PR4" } else { "PR5" },
        group: if is_in_group { draw.pick::<&str>(&GROUPS) } else { "" },
        company_number: format!("0{}", draw.letters("123456789", 7)),
        status: "open",
        suppliers,
        setting: supply.setting,
        weight: (60 / (rank as u64 + 1)).max(3),
        is_small,
        watch: Watch::Usual,
    }
}

fn add_home(
    draw: &mut Draw,
    market: &mut Market,
    plan: &Plan,
    country: &Country,
    authority: usize,
    setting: Setting,
) {
    let is_own = market.providers.last().is_some_and(|provider| provider.sector == "in-house");
    let [inside, adjoining, distant] = match setting {
        _ if is_own => [100, 0, 0],
        Setting::ExternalSupported => [62, 26, 12],
        Setting::School => [0, 30, 70],
        Setting::ExternalHome => [30, 34, 36],
        _ => [40, 40, 20],
    };
    let locality = draw.weighted(&[
        (Locality::Inside, inside),
        (Locality::Adjoining, adjoining),
        (Locality::Distant, distant),
    ]);
    let postcode = country.postcode(draw, authority, locality).clone();
    let place = postcode.authority;
    let number = market.homes.len();
    let opened = draw.day(day(2009, 1, 5), plus(plan.first_year.start(), -400));
    let (suffix, form, places) = shape(draw, setting);
    let is_branch = places.is_none();
    let provider = market.providers.len() - 1;
    let name = if is_branch {
        market.providers[provider].name.clone()
    } else {
        let named = market.homes.iter().filter(|home| home.places.is_some()).count();
        names::of_home(named, suffix)
    };
    market.homes.push(Home {
        id: format!("H{:03}", number + 1),
        urn: if setting == Setting::Unregistered {
            String::new()
        } else {
            format!("{}", 9_100_000 + plan.rank(authority) * 400 + number * 3 + 1)
        },
        provider,
        name,
        setting,
        form,
        is_staffed: form != "lodgings" && form != "self-contained" && !is_branch,
        postcode,
        locality: country.locality(authority, place),
        places,
        opened,
        closed: None,
    });
}

/// The last word of a home's name, its form, its places.
fn shape(draw: &mut Draw, setting: Setting) -> (&'static str, &'static str, Option<usize>) {
    let places = |draw: &mut Draw, low, high| Some(draw.between(low, high) as usize);
    match setting {
        Setting::InHouseFostering | Setting::AgencyFostering => ("", "", None),
        Setting::InHouseHome => ("House", "shared", places(draw, 4, 5)),
        Setting::ExternalHome => ("House", "shared", places(draw, 2, 5)),
        Setting::School => ("School", "shared", places(draw, 6, 20)),
        Setting::Secure => ("Lodge", "shared", places(draw, 8, 16)),
        Setting::ParentAndChild => ("Court", "self-contained", places(draw, 4, 6)),
        Setting::InHouseSupported => ("Lodgings", "lodgings", places(draw, 6, 8)),
        Setting::ExternalSupported if draw.chance(450) => {
            ("Apartments", "self-contained", places(draw, 3, 8))
        }
        Setting::ExternalSupported => ("House", "shared", places(draw, 3, 6)),
        _ => ("Cottage", "self-contained", places(draw, 1, 1)),
    }
}

/// One secure home, of another authority.
fn secure_home(draw: &mut Draw, market: &mut Market, country: &Country, authority: usize) {
    let postcode = country.postcode(draw, authority, Locality::Distant).clone();
    let place = postcode.authority;
    let owner = &country.authorities[place].short_name;
    let number = market.providers.len();
    market.providers.push(Provider {
        id: format!("P{:03}", number + 1),
        name: format!("{owner} Secure Services"),
        sector: "other authority",
        code: "PR2",
        group: "",
        company_number: String::new(),
        status: "open",
        suppliers: vec![format!("S{}", 20_000 + number * 37)],
        setting: Setting::Secure,
        weight: 1,
        is_small: false,
        watch: Watch::Usual,
    });
    market.homes.push(Home {
        id: format!("H{:03}", market.homes.len() + 1),
        urn: format!("{}", 9_900_000 + place * 3),
        provider: number,
        name: "Tollgate Lodge".to_owned(),
        setting: Setting::Secure,
        form: "shared",
        is_staffed: true,
        postcode,
        locality: country.locality(authority, place),
        places: Some(12),
        opened: day(2004, 9, 6),
        closed: None,
    });
}
