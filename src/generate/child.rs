//! Who comes into care, and when. Children come by family, a few each month,
//! more in later years; how a child's care then goes is `care`'s.

use chrono::{Datelike, NaiveDate};

use super::calendar::{age, birthday, day, month_ends, plus};
use super::care::{Period, period};
use super::codes::{Band, ETHNIC, ETHNIC_ASYLUM, NEED};
use super::country::{Country, Locality, Postcode};
use super::draw::Draw;
use super::plan::Plan;

/// One invented child.
#[derive(Clone, Debug)]
pub(super) struct Child {
    /// CHILD, the same in every table and year.
    pub(super) id: String,
    /// A number of its own within the authority, for its streams of chance: its
    /// place among the authority's children.
    pub(super) number: u64,
    /// The number of the first child of the family that came with it.
    pub(super) family: u64,
    /// Date of birth, never 29 February.
    pub(super) born: NaiveDate,
    /// Boy or girl.
    pub(super) is_male: bool,
    /// ETHNIC.
    pub(super) ethnic: &'static str,
    /// UPN, or why there is none.
    pub(super) upn: String,
    /// Came alone to seek asylum.
    pub(super) is_asylum_seeking: bool,
    /// In care because of a disability.
    pub(super) is_disabled: bool,
    /// Looked after only for a series of short breaks.
    pub(super) is_on_short_breaks: bool,
    /// CIN.
    pub(super) need: &'static str,
    /// Where home is; not known of those who came from abroad.
    pub(super) home: Option<Postcode>,
    /// Stays in care, in order of time.
    pub(super) periods: Vec<Period>,
}

/// What the members of a family share.
struct Family {
    number: u64,
    came: NaiveDate,
    ethnic: &'static str,
    need: &'static str,
    home: Option<Postcode>,
    is_asylum_seeking: bool,
}

impl Child {
    /// Age in whole years.
    pub(super) fn age(&self, on: NaiveDate) -> i32 {
        age(self.born, on)
    }

    /// The period of care in which the child is looked after on a day.
    pub(super) fn period_on(&self, on: NaiveDate) -> Option<&Period> {
        self.periods.iter().find(|period| period.started <= on && on < period.ended)
    }
}

/// All children of an authority who were ever looked after, oldest entry first.
pub(super) fn children(plan: &Plan, country: &Country, authority: usize) -> Vec<Child> {
    let mut children = Vec::new();
    for month in month_ends(plan.invented_from(), plan.as_at) {
        let mut draw = Draw::new(plan.seed, authority, "arrivals", month_number(month));
        let expected = arrivals_a_month(plan, authority, month);
        let mut left = draw.about(expected);
        while left > 0 {
            let family = family(&mut draw, country, authority, month, children.len() as u64);
            let size = if family.is_asylum_seeking {
                1
            } else {
                draw.weighted(&[(1, 760), (2, 160), (3, 80)])
            };
            let mut eldest = None;
            for _ in 0..size.min(left) {
                let number = children.len() as u64;
                let child = child(plan, authority, number, &family, eldest);
                eldest = eldest.or(Some(child.born));
                children.push(child);
                left -= 1;
            }
        }
    }
    children
}

/// How many thousandths of a child come into care in the month that ends so.
fn arrivals_a_month(plan: &Plan, authority: usize, month: NaiveDate) -> u64 {
    let years_before = (plan.as_at - month).num_days().max(0) as u64 / 365;
    // Three in a hundred fewer for each year back.
    let a_year = plan.looked_after(authority) * 1000 * ARRIVALS_PER_HUNDRED / 100;
    let fewer = 100 - years_before.min(8) * 3;
    let season = SEASON[month_number(month) as usize % 12];
    a_year / 12 * fewer / 100 * season / 100
}

/// Children a year who come for the first time, for a hundred looked after.
const ARRIVALS_PER_HUNDRED: u64 = 46;

/// Fewer come in August and December, more in term; December first.
const SEASON: [u64; 12] = [84, 98, 96, 108, 100, 104, 108, 106, 82, 100, 108, 106];

fn month_number(month: NaiveDate) -> u64 {
    (month.year() as u64) * 12 + u64::from(month.month() % 12)
}

fn family(
    draw: &mut Draw,
    country: &Country,
    authority: usize,
    month: NaiveDate,
    number: u64,
) -> Family {
    let came = draw.day(day(month.year(), month.month(), 1), month);
    let is_asylum_seeking = draw.chance(165);
    let ethnic = draw.weighted(if is_asylum_seeking { &ETHNIC_ASYLUM } else { &ETHNIC });
    let need = if is_asylum_seeking { "N8" } else { draw.weighted(&NEED) };
    let locality = draw.weighted(&[
        (Locality::Inside, 945),
        (Locality::Adjoining, 40),
        (Locality::Distant, 15),
    ]);
    let home = country.postcode(draw, authority, locality).clone();
    let home = (!is_asylum_seeking).then_some(home);
    Family { number, came, ethnic, need, home, is_asylum_seeking }
}

fn child(
    plan: &Plan,
    authority: usize,
    number: u64,
    family: &Family,
    eldest: Option<NaiveDate>,
) -> Child {
    let mut draw = Draw::new(plan.seed, authority, "child", number);
    let born = born(&mut draw, family, eldest);
    let is_disabled = !family.is_asylum_seeking && draw.chance(22);
    let mut child = Child {
        id: format!("{}", 100_000 + (number * 7_919 + 40_961) % 900_000),
        number,
        family: family.number,
        born,
        is_male: draw.chance(if family.is_asylum_seeking { 930 } else { 530 }),
        ethnic: family.ethnic,
        upn: upn(&mut draw, born, family),
        is_asylum_seeking: family.is_asylum_seeking,
        is_disabled,
        is_on_short_breaks: false,
        need: if is_disabled { "N2" } else { family.need },
        home: family.home.clone(),
        periods: Vec::new(),
    };
    let came = family.came.max(plus(born, draw.between(0, 6)));
    let mut next = Some(came);
    // Some who went home come back, and care begins anew.
    while let Some(started) = next.take() {
        let period = period(&mut draw, &child, started);
        let went_home = matches!(period.exit, "E4A" | "E4B" | "E8" | "E13");
        if went_home && draw.chance(170) {
            let again = plus(period.ended, draw.quantile(&[20, 90, 200, 380, 700, 1500]));
            if age(born, plus(again, 30)) < 18 {
                next = Some(again);
            }
        }
        child.periods.push(period);
    }
    child
}

fn born(draw: &mut Draw, family: &Family, eldest: Option<NaiveDate>) -> NaiveDate {
    let age = match eldest {
        // Younger brothers and sisters; a baby where the eldest is small.
        Some(eldest) => {
            let least = age(eldest, family.came);
            draw.between(0, i64::from(least.min(12))) as i32
        }
        None if family.is_asylum_seeking => {
            draw.weighted(&[(14, 50), (15, 170), (16, 430), (17, 350)])
        }
        None => {
            let band = draw.weighted(&[
                (Band::Baby, 190),
                (Band::Small, 140),
                (Band::Middle, 160),
                (Band::Older, 340),
                (Band::Grown, 170),
            ]);
            let ages = match band {
                Band::Baby => (0, 0),
                Band::Small => (1, 4),
                Band::Middle => (5, 9),
                Band::Older => (10, 15),
                Band::Grown => (16, 17),
            };
            draw.between(ages.0, ages.1) as i32
        }
    };
    let days = if age == 0 {
        // Many babies come within days of birth.
        draw.quantile(&[0, 1, 3, 6, 20, 60, 120, 220, 350])
    } else if age == 17 {
        draw.between(1, 250)
    } else {
        draw.between(1, 360)
    };
    let reached = birthday_before(family.came, age);
    let born = plus(reached, -days);
    if (born.month(), born.day()) == (2, 29) { plus(born, -1) } else { born }
}

/// The day `age` years before another.
fn birthday_before(on: NaiveDate, age: i32) -> NaiveDate {
    let safe = if (on.month(), on.day()) == (2, 29) { plus(on, -1) } else { on };
    birthday(safe, -age)
}

fn upn(draw: &mut Draw, born: NaiveDate, family: &Family) -> String {
    if age(born, family.came) < 4 {
        return "UN1".to_owned();
    }
    if family.is_asylum_seeking {
        return "UN2".to_owned();
    }
    format!("{}{}", draw.letters("ABCDEFGHJKLMNPQRTUVWXYZ", 1), draw.letters("0123456789", 12))
}
