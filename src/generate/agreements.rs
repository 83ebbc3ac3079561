//! Individual placement agreements: one for every placement that is bought,
//! with a new version wherever the price rises.

use chrono::NaiveDate;

use super::calendar::{Year, birthday, plus, written, written_if};
use super::care::{Period, Spell, status_on};
use super::child::Child;
use super::codes::Setting;
use super::contracts::{Contract, OFFICERS, contract_for};
use super::country::{Country, Locality};
use super::draw::Draw;
use super::market::Market;
use super::money::in_pounds;
use super::plan::Plan;
use super::table::Table;

/// An agreement and its versions.
#[derive(Clone, Debug)]
pub(super) struct Agreement {
    /// AGREEMENT_ID.
    pub(super) id: String,
    /// CHILD.
    pub(super) child: String,
    /// The child's place among the authority's children.
    pub(super) child_number: u64,
    /// Whose budget: asylum-seeking, disabled, other.
    pub(super) client_group: &'static str,
    /// Index of the provider.
    pub(super) provider: usize,
    /// Index of the home or branch.
    pub(super) home: Option<usize>,
    /// Index of the contract.
    pub(super) contract: Option<usize>,
    /// What is bought.
    pub(super) setting: Setting,
    /// First night.
    pub(super) starts: NaiveDate,
    /// The day the child left, where that is known.
    pub(super) ends: Option<NaiveDate>,
    /// Prices from a day on.
    pub(super) versions: Vec<Version>,
    /// What health and education pay a week, in pence.
    pub(super) shares: (i64, i64),
    /// Placement, or remand.
    kind: &'static str,
    /// The day it is meant to end.
    planned_end: Option<NaiveDate>,
    /// Cells that only describe: from SIGNED_BY_AUTHORITY_ON on.
    rest: Vec<String>,
}

/// Weekly prices from a day on, in pence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Version {
    /// First day of these prices.
    pub(super) from: NaiveDate,
    core: i64,
    /// The part of it that is added support.
    pub(super) support: i64,
    education: i64,
    other: i64,
    hours: i64,
}

impl Version {
    /// The whole weekly price, in pence.
    pub(super) fn weekly(&self) -> i64 {
        self.core + self.support + self.education + self.other
    }
}

/// Weekly core price in pounds, at the prices of the as-at year.
fn prices(setting: Setting) -> &'static [i64] {
    match setting {
        Setting::AgencyFostering => &[720, 820, 880, 930, 970, 1_030, 1_120, 1_350],
        Setting::ExternalHome => &[3_200, 3_900, 4_400, 4_800, 5_200, 5_700, 6_300, 7_200, 10_400],
        Setting::ExternalSupported => &[450, 620, 760, 880, 1_000, 1_150, 1_400, 2_300],
        Setting::School => &[3_800, 4_600, 5_400, 6_400],
        Setting::ParentAndChild => &[3_300, 3_900, 4_600],
        Setting::Secure => &[8_200, 9_200, 10_400],
        _ => &[8_800, 11_500, 15_500],
    }
}

/// The agreements of an authority that were live on some day since the first year.
pub(super) fn agreements(
    plan: &Plan,
    country: &Country,
    contracts: &[Contract],
    authority: usize,
    children: &[Child],
) -> Vec<Agreement> {
    let mut bought: Vec<(&Spell, &Period, &Child)> = Vec::new();
    for child in children.iter().filter(|child| !child.is_on_short_breaks) {
        for period in &child.periods {
            let spells = period.spells.iter().filter(|spell| is_bought(plan, spell));
            bought.extend(spells.map(|spell| (spell, period, child)));
        }
    }
    bought.sort_by_key(|(spell, _, child)| (spell.started, child.number));
    let making = Making { plan, country, contracts, authority };
    bought
        .iter()
        .enumerate()
        .filter_map(|(number, (spell, period, child))| {
            making.agreement(number, spell, period, child)
        })
        .collect()
}

/// Whether the council bought a placement that was live since the first year.
fn is_bought(plan: &Plan, spell: &Spell) -> bool {
    spell.ended > plan.first_year.start()
        && spell.started <= plan.as_at
        && Setting::BOUGHT.contains(&spell.setting)
        && spell.at.provider.is_some()
}

/// What an agreement is made from.
struct Making<'a> {
    plan: &'a Plan,
    country: &'a Country,
    contracts: &'a [Contract],
    authority: usize,
}

impl Making<'_> {
    fn agreement(
        &self,
        number: usize,
        spell: &Spell,
        period: &Period,
        child: &Child,
    ) -> Option<Agreement> {
        let day_number = (spell.started - NaiveDate::default()).num_days().unsigned_abs();
        let stream = child.number * 100_000 + day_number;
        let mut draw = Draw::new(self.plan.seed, self.authority, "agreements", stream);
        let provider = spell.at.provider?;
        let contract =
            contract_for(&mut draw, self.contracts, provider, spell.at.home, spell.started);
        let is_spot =
            contract.is_none_or(|contract| self.contracts[contract].arrangement == "spot");
        let is_block =
            contract.is_some_and(|contract| self.contracts[contract].block_home.is_some());
        let versions = if is_block {
            block_versions(self.plan, spell)
        } else {
            self.versions(&mut draw, spell, is_spot)
        };
        let first = versions.first()?;
        let shares = shares(&mut draw, spell.setting, child, first);
        let rest = self.rest(&mut draw, spell, is_spot);
        let is_remand = status_on(&period.statuses, spell.started) == "J1";
        Some(Agreement {
            kind: if is_remand { "remand" } else { "placement" },
            planned_end: planned_end(&mut draw, spell, child),
            id: format!("IPA-{}-{:04}", Year::of(spell.started).label(), number + 1),
            child: child.id.clone(),
            child_number: child.number,
            client_group: client_group(child),
            provider,
            home: spell.at.home,
            contract,
            setting: spell.setting,
            starts: spell.started,
            ends: Some(spell.ended).filter(|ended| *ended <= self.plan.as_at),
            versions,
            shares,
            rest,
        })
    }

    fn versions(&self, draw: &mut Draw, spell: &Spell, is_spot: bool) -> Vec<Version> {
        let setting = spell.setting;
        let year = Year::of(spell.started);
        let years_back = i64::from(Year::of(self.plan.as_at).first - year.first).min(12);
        let mut core = draw.quantile(prices(setting)) * 100 * (100 - 4 * years_back) / 100;
        if is_spot {
            core = core * 107 / 100;
        }
        let often = |thousandths: u64, asked: bool| if asked { thousandths } else { 0 };
        let is_home = matches!(setting, Setting::ExternalHome | Setting::School);
        let hours = if draw.chance(130) { draw.quantile(&[5, 8, 14, 25, 50]) } else { 0 };
        let mut version = Version {
            from: spell.started,
            core: core / 5 * 5,
            support: hours * 2_350,
            education: if draw.chance(often(230, is_home)) {
                draw.between(55, 115) * 1_000
            } else {
                0
            },
            other: if draw.chance(60) { draw.between(4, 18) * 1_000 } else { 0 },
            hours,
        };
        let mut versions = vec![version];
        let last = spell.ended.min(plus(self.plan.as_at, 1));
        let mut april = Year { first: year.first + 1 }.start();
        while april < last {
            if draw.chance(760) {
                let thousandths = 1_000 + draw.between(15, 55);
                version.core = version.core * thousandths / 1_000;
                version.from = april;
                versions.push(version);
            }
            april = Year { first: Year::of(april).first + 1 }.start();
        }
        versions
    }

    /// Signatures, notice, reasons, approval, notification, officer.
    fn rest(&self, draw: &mut Draw, spell: &Spell, is_spot: bool) -> Vec<String> {
        let as_at = self.plan.as_at;
        let known = |day: NaiveDate| written_if(Some(day).filter(|day| *day <= as_at));
        let is_recent = (as_at - spell.started).num_days() < 60;
        let unsigned = draw.chance(if is_recent { 220 } else { 25 });
        let signed = plus(spell.started, draw.quantile(&[-6, 0, 3, 7, 14, 45]));
        let signed_back = plus(signed, draw.quantile(&[0, 1, 4, 9, 30]));
        let notice_days = draw.weighted(&[(28, 700), (14, 200), (7, 100)]);
        let gave_notice =
            spell.ended <= as_at && matches!(spell.reason, "CREQB" | "CREQO" | "CLOSE");
        let notice = plus(spell.ended, -draw.between(2, notice_days)).max(spell.started);
        let place = spell.at.authority.unwrap_or(self.authority);
        let locality = self.country.locality(self.authority, place);
        let is_outside = locality != Locality::Inside;
        let approver = match locality {
            Locality::Inside => "Placements manager",
            Locality::Adjoining => "Nominated officer",
            Locality::Distant => "Director of children's services",
        };
        let approved = plus(spell.started, draw.quantile(&[-9, -4, -2, -1, 0, 3]));
        let told = plus(spell.started, draw.quantile(&[-7, -3, -1, 1, 4, 16]));
        let was_told = is_outside && draw.chance(880);
        let spot_reason = *draw.pick(&SPOT_REASONS);
        let distance_reason = *draw.pick(&DISTANCE_REASONS);
        let only = |is: bool, text: String| if is { text } else { String::new() };
        vec![
            only(!unsigned, known(signed)),
            only(!unsigned, known(signed_back)),
            notice_days.to_string(),
            only(gave_notice, known(notice)),
            only(is_spot, spot_reason.to_owned()),
            only(is_outside, distance_reason.to_owned()),
            approver.to_owned(),
            known(approved),
            only(was_told, known(told)),
            (*draw.pick(&OFFICERS)).to_owned(),
        ]
    }
}

/// What a place bought in block costs a week in a year, in pence.
pub(super) fn block_weekly(plan: &Plan, year: Year) -> i64 {
    let years_back = i64::from(Year::of(plan.as_at).first - year.first);
    (518_000 - 19_500 * years_back).max(300_000)
}

/// The prices of a place bought in block: the same for every child.
fn block_versions(plan: &Plan, spell: &Spell) -> Vec<Version> {
    let last = spell.ended.min(plus(plan.as_at, 1));
    let mut year = Year::of(spell.started);
    let mut found = Vec::new();
    let mut from = spell.started;
    while from < last {
        let core = block_weekly(plan, year);
        found.push(Version { from, core, support: 0, education: 0, other: 0, hours: 0 });
        year = Year { first: year.first + 1 };
        from = year.start();
    }
    found
}

const SPOT_REASONS: [&str; 4] = [
    "No framework provider offered",
    "Emergency, same day",
    "Specialist need",
    "Brothers and sisters kept together",
];

const DISTANCE_REASONS: [&str; 5] =
    ["No suitable local offer", "Near family", "Safety", "Specialist need", "Carers moved house"];

fn client_group(child: &Child) -> &'static str {
    match (child.is_asylum_seeking, child.is_disabled) {
        (true, _) => "asylum-seeking",
        (false, true) => "disabled",
        (false, false) => "other",
    }
}

/// The day a placement is meant to end: a set time in some, the eighteenth
/// birthday in others, open in most.
fn planned_end(draw: &mut Draw, spell: &Spell, child: &Child) -> Option<NaiveDate> {
    let eighteen = birthday(child.born, 18);
    let day = match spell.setting {
        Setting::ParentAndChild => plus(spell.started, 84),
        Setting::Secure => plus(spell.started, 90),
        Setting::ExternalSupported => eighteen,
        Setting::ExternalHome | Setting::AgencyFostering if draw.chance(300) => {
            plus(spell.started, draw.between(180, 730))
        }
        _ => return None,
    };
    Some(day.min(eighteen))
}

/// What health and education pay, a week in pence.
fn shares(draw: &mut Draw, setting: Setting, child: &Child, version: &Version) -> (i64, i64) {
    let is_home = matches!(setting, Setting::ExternalHome | Setting::School);
    let health = is_home && draw.chance(if child.is_disabled { 700 } else { 90 });
    let education = setting == Setting::School;
    let part =
        |is: bool, percent: i64| if is { version.weekly() * percent / 10_000 * 100 } else { 0 };
    (part(health, draw.between(20, 45)), part(education, draw.between(25, 40)))
}

/// The agreements as a table, a row for each version.
pub(super) fn table(agreements: &[Agreement], market: &Market, contracts: &[Contract]) -> Table {
    let mut table = Table::new(&[
        "AGREEMENT_ID",
        "VALID_FROM",
        "KIND",
        "CHILD",
        "PROVIDER_ID",
        "HOME_ID",
        "URN",
        "CONTRACT_ID",
        "SERVICE",
        "LOT",
        "STARTS_ON",
        "ENDS_ON",
        "PLANNED_END",
        "WEEKLY_CORE",
        "WEEKLY_SUPPORT",
        "WEEKLY_EDUCATION",
        "WEEKLY_OTHER",
        "SUPPORT_HOURS",
        "HEALTH_SHARE",
        "EDUCATION_SHARE",
        "SIGNED_BY_AUTHORITY_ON",
        "SIGNED_BY_PROVIDER_ON",
        "NOTICE_DAYS",
        "NOTICE_GIVEN_ON",
        "SPOT_REASON",
        "OUT_OF_AREA_REASON",
        "APPROVED_BY",
        "APPROVED_ON",
        "HOST_NOTIFIED_ON",
        "OFFICER",
    ]);
    for agreement in agreements {
        let home = agreement.home.map(|home| &market.homes[home]);
        let contract = agreement.contract.map(|contract| &contracts[contract]);
        let money = |pence: i64| if pence == 0 { String::new() } else { in_pounds(pence) };
        for version in &agreement.versions {
            let mut row = vec![
                agreement.id.clone(),
                written(version.from),
                agreement.kind.to_owned(),
                agreement.child.clone(),
                market.providers[agreement.provider].id.clone(),
                home.map(|home| home.id.clone()).unwrap_or_default(),
                home.map(|home| home.urn.clone()).unwrap_or_default(),
                contract.map(|contract| contract.id.clone()).unwrap_or_default(),
                agreement.setting.service().to_owned(),
                contract.map(|contract| contract.lot.to_owned()).unwrap_or_default(),
                written(agreement.starts),
                written_if(agreement.ends),
                written_if(agreement.planned_end),
                in_pounds(version.core),
                money(version.support),
                money(version.education),
                money(version.other),
                if version.hours == 0 { String::new() } else { version.hours.to_string() },
                money(agreement.shares.0),
                money(agreement.shares.1),
            ];
            row.extend(agreement.rest.iter().cloned());
            table.push(row);
        }
    }
    table
}
