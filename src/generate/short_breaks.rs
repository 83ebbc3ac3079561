//! Disabled children on a series of short breaks: the statuses V3 and V4, which
//! nearly every published figure leaves out.

use chrono::NaiveDate;

use super::calendar::{day, plus};
use super::care::{Period, Place, Spell};
use super::child::Child;
use super::codes::Setting;
use super::country::{Country, Locality};
use super::draw::Draw;
use super::plan::Plan;

/// Children whose short breaks are agreed for a time (V4).
const BY_AGREEMENT: u64 = 7;

/// Children whose short breaks are recorded one by one (V3).
const ONE_BY_ONE: u64 = 2;

/// Adds the children on short breaks to those of an authority.
pub(super) fn add(plan: &Plan, country: &Country, authority: usize, children: &mut Vec<Child>) {
    for rank in 0..BY_AGREEMENT + ONE_BY_ONE {
        let number = children.len() as u64;
        let mut draw = Draw::new(plan.seed, authority, "short breaks", rank);
        let first = day(plan.first_year.first, 4, 1);
        let born =
            draw.day(day(plan.first_year.first - 11, 1, 1), day(plan.first_year.first - 6, 1, 28));
        let home = country.postcode(&mut draw, authority, Locality::Inside).clone();
        let mut periods = Vec::new();
        if rank < BY_AGREEMENT {
            let started = plus(first, draw.between(-300, 500));
            periods.push(period(started, plus(started, draw.between(300, 900)), "V4"));
        } else {
            let mut started = plus(first, draw.between(5, 40));
            while started <= plan.as_at {
                periods.push(period(started, plus(started, draw.between(1, 3)), "V3"));
                started = plus(started, draw.between(24, 38));
            }
        }
        children.push(Child {
            id: format!("{}", 100_000 + (number * 7_919 + 40_961) % 900_000),
            number,
            family: number,
            born,
            is_male: draw.chance(650),
            ethnic: "WBRI",
            upn: format!("H{}", draw.letters("0123456789", 12)),
            is_asylum_seeking: false,
            is_disabled: true,
            is_on_short_breaks: true,
            need: "N2",
            home: Some(home),
            periods,
        });
    }
}

fn period(started: NaiveDate, ended: NaiveDate, status: &'static str) -> Period {
    let spell = Spell {
        setting: Setting::InHouseFostering,
        started,
        ended,
        reason: "",
        settled: None,
        away: None,
        at: Place::default(),
    };
    Period {
        started,
        ended,
        exit: "E8",
        statuses: vec![(started, status)],
        spells: vec![spell],
        adoption: None,
    }
}
