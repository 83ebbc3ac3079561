//! The tables of one year's return: who was looked after in it, and what the
//! authority then knew. Later years give the same rows again, with the ends
//! that have come since.

use chrono::NaiveDate;

use super::calendar::{Year, birthday, plus, written, written_if};
use super::care::Period;
use super::child::Child;
use super::codes;
use super::draw::Draw;
use super::episodes::{self, Episode};
use super::outcomes;
use super::plan::Plan;
use super::table::Table;

/// A return in the making.
pub(super) struct Return<'a> {
    /// The plan.
    pub(super) plan: &'a Plan,
    /// The authority's place on the map.
    pub(super) authority: usize,
    /// The year.
    pub(super) year: Year,
    /// The last day that is known.
    pub(super) known_to: NaiveDate,
    /// Children looked after on some day of the year.
    pub(super) looked_after: Vec<&'a Child>,
    /// Care leavers with a birthday to report on in the year.
    pub(super) leavers: Vec<&'a Child>,
}

impl<'a> Return<'a> {
    /// Gathers who belongs in the return of a year.
    pub(super) fn new(plan: &'a Plan, authority: usize, children: &'a [Child], year: Year) -> Self {
        let known_to = plan.known_to(year);
        let is_in_year =
            |period: &Period| period.started <= known_to && period.ended >= year.start();
        let looked_after =
            children.iter().filter(|child| child.periods.iter().any(is_in_year)).collect();
        let leavers = children
            .iter()
            .filter(|child| is_leaver(child, year.start(), known_to))
            .filter(|child| !child.periods.iter().any(is_in_year))
            .collect();
        Self { plan, authority, year, known_to, looked_after, leavers }
    }

    /// A stream of chance for one child, the same in every year.
    pub(super) fn draw(&self, purpose: &str, child: &Child) -> Draw {
        Draw::new(self.plan.seed, self.authority, purpose, child.number)
    }

    /// A stream of chance for one child in this year.
    pub(super) fn draw_in_year(&self, purpose: &str, child: &Child) -> Draw {
        let number = child.number * 100 + (self.year.first as u64 % 100);
        Draw::new(self.plan.seed, self.authority, purpose, number)
    }

    /// Whether a day lies in the year and is known.
    pub(super) fn holds(&self, day: NaiveDate) -> bool {
        self.year.start() <= day && day <= self.known_to
    }

    /// Children looked after in the year, those on short breaks left out.
    pub(super) fn in_care(&self) -> impl Iterator<Item = &'a Child> {
        self.looked_after.iter().copied().filter(|child| !child.is_on_short_breaks)
    }

    /// Every table of the return, by the id of its spec.
    pub(super) fn tables(&self) -> Vec<(&'static str, Table)> {
        let mut tables = vec![
            ("header", self.header()),
            ("episodes", self.episodes()),
            ("reviews", outcomes::reviews(self)),
            ("oc3", outcomes::care_leavers(self)),
            ("ad1", self.adoptions()),
            ("placed_for_adoption", self.adoption_decisions()),
            ("previous_permanence", outcomes::previous_permanence(self)),
            ("missing", outcomes::missing(self)),
            ("uasc", self.asylum_seeking()),
        ];
        // Health and wellbeing are gathered when the year is over.
        if self.known_to == self.year.end() {
            tables.push(("oc2", outcomes::health(self)));
        }
        if self.year.first >= 2023 {
            tables.push(("social_workers", outcomes::social_workers(self)));
        }
        if self.known_to >= codes::liberty_table_from() {
            tables.push(("deprivation_of_liberty", outcomes::deprivation_of_liberty(self)));
        }
        tables
    }

    fn header(&self) -> Table {
        let mut table = Table::new(&["CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"]);
        for child in self.looked_after.iter().chain(&self.leavers) {
            let mut draw = self.draw("mothers", child);
            let first_born = plus(birthday(child.born, 16), draw.between(30, 600));
            let is_mother = !child.is_male && draw.chance(30) && first_born <= self.known_to;
            table.push(vec![
                child.id.clone(),
                codes::sex(child.is_male, self.year).to_owned(),
                written(child.born),
                child.ethnic.to_owned(),
                child.upn.clone(),
                if child.is_male {
                    ""
                } else if is_mother {
                    "1"
                } else {
                    "0"
                }
                .to_owned(),
                if is_mother { written(first_born) } else { String::new() },
            ]);
        }
        table
    }

    fn episodes(&self) -> Table {
        let mut table = Table::new(&episodes::COLUMNS);
        for child in &self.looked_after {
            for period in &child.periods {
                episodes::episodes(period)
                    .iter()
                    .filter(|episode| episode.is_in(self.year, self.known_to))
                    .for_each(|episode: &Episode<'_>| {
                        table.push(episode.row(child, self.year, self.known_to));
                    });
            }
        }
        table
    }

    fn adoptions(&self) -> Table {
        let mut table = Table::new(&[
            "CHILD",
            "DOB",
            "DATE_INT",
            "DATE_MATCH",
            "FOSTER_CARE",
            "NB_ADOPTR",
            "SEX_ADOPTR",
            "LS_ADOPTR",
        ]);
        for child in self.in_care() {
            for period in child.periods.iter().filter(|period| self.holds(period.ended)) {
                let Some(adoption) = period.adoption else { continue };
                let mut draw = self.draw("adopters", child);
                let (adopters, sex, status) = draw.weighted(&[
                    (("2", "MF", "L11"), 640),
                    (("2", "MF", "L3"), 90),
                    (("2", "MM", "L12"), 60),
                    (("2", "FF", "L12"), 60),
                    (("2", "MM", "L2"), 20),
                    (("1", "F1", "L0"), 110),
                    (("1", "M1", "L0"), 20),
                ]);
                table.push(vec![
                    child.id.clone(),
                    written(child.born),
                    written(adoption.decided),
                    written(adoption.matched),
                    if adoption.is_same_carers { "1" } else { "0" }.to_owned(),
                    adopters.to_owned(),
                    sex.to_owned(),
                    status.to_owned(),
                ]);
            }
        }
        table
    }

    fn adoption_decisions(&self) -> Table {
        let mut table = Table::new(&[
            "CHILD",
            "DOB",
            "DATE_PLACED",
            "DATE_PLACED_CEASED",
            "REASON_PLACED_CEASED",
        ]);
        for child in self.in_care() {
            for period in &child.periods {
                let mut draw = self.draw("reversed", child);
                let decided = match period.adoption {
                    Some(adoption) => Some((adoption.decided, None)),
                    // Now and then the decision is reversed.
                    None if child.age(period.started) < 6 && draw.chance(90) => {
                        let decided = plus(period.started, draw.between(200, 320));
                        let reversed = plus(decided, draw.between(90, 420));
                        (reversed < period.ended).then_some((decided, Some(reversed)))
                    }
                    None => None,
                };
                let reason =
                    draw.weighted(&[("RD1", 400), ("RD2", 200), ("RD3", 300), ("RD4", 100)]);
                let Some((decided, reversed)) = decided else { continue };
                let until = reversed.unwrap_or(period.ended);
                if decided > self.known_to || until < self.year.start() {
                    continue;
                }
                let reversed = reversed.filter(|day| *day <= self.known_to);
                table.push(vec![
                    child.id.clone(),
                    written(child.born),
                    written(decided),
                    written_if(reversed),
                    reversed.map_or_else(String::new, |_| reason.to_owned()),
                ]);
            }
        }
        table
    }

    fn asylum_seeking(&self) -> Table {
        let mut table = Table::new(&["CHILD", "SEX", "DOB", "DUC"]);
        for child in self.in_care().filter(|child| child.is_asylum_seeking) {
            let mut draw = self.draw("leave to remain", child);
            let eighteen = birthday(child.born, 18);
            let granted = child
                .periods
                .first()
                .map(|period| plus(period.started, draw.quantile(&[200, 380, 560, 900, 1400])));
            let ceased = granted.map_or(eighteen, |granted| granted.min(eighteen));
            table.push(vec![
                child.id.clone(),
                codes::sex(child.is_male, self.year).to_owned(),
                written(child.born),
                written_if(Some(ceased).filter(|day| *day <= self.known_to)),
            ]);
        }
        table
    }
}

/// Whether someone has a 17th to 21st birthday between two days, was looked
/// after for thirteen weeks after fourteen and some time after sixteen, and no
/// longer is.
fn is_leaver(child: &Child, first: NaiveDate, last: NaiveDate) -> bool {
    let Some(reached) =
        (17..=21).map(|age| birthday(child.born, age)).find(|day| first <= *day && *day <= last)
    else {
        return false;
    };
    let (fourteen, sixteen) = (birthday(child.born, 14), birthday(child.born, 16));
    let days: i64 = child
        .periods
        .iter()
        .map(|period| (period.ended - period.started.max(fourteen)).num_days().max(0))
        .sum();
    let after_sixteen = child.periods.iter().any(|period| period.ended > sixteen);
    let has_left = child.periods.iter().all(|period| period.ended <= reached);
    !child.is_on_short_breaks && days >= 91 && after_sixteen && has_left
}
