//! How much to invent: how many authorities, of what size, over which years.

use chrono::NaiveDate;

use super::calendar::{Year, day, plus};
use super::draw::Draw;

/// How much is invented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// One council, about 330 children looked after, three and a half years.
    Council,
    /// Twenty councils that border on each other, in one inbox, a folder each.
    Region,
    /// As many councils as England has, over ten and a half years.
    England,
}

/// A scale worked out into numbers.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// The scale.
    pub(super) scale: Scale,
    /// The seed.
    pub(super) seed: u64,
    /// Authorities on the map, across and down.
    pub(super) map: (usize, usize),
    /// Which authorities of the map report, by their place on it.
    pub(super) reporting: Vec<usize>,
    /// The first return year.
    pub(super) first_year: Year,
    /// The day up to which everything is known.
    pub(super) as_at: NaiveDate,
}

impl Plan {
    /// The plan of a scale.
    pub(super) fn new(scale: Scale, seed: u64) -> Self {
        let (map, reporting, first) = match scale {
            Scale::Council => ((5, 5), vec![12], 2023),
            Scale::Region => ((5, 4), (0..20).collect(), 2023),
            Scale::England => ((13, 12), (0..153).collect(), 2016),
        };
        Self { scale, seed, map, reporting, first_year: Year { first }, as_at: day(2026, 9, 30) }
    }

    /// The return years, the last of them still running at the as-at day.
    pub(super) fn years(&self) -> Vec<Year> {
        (self.first_year.first..=Year::of(self.as_at).first).map(|first| Year { first }).collect()
    }

    /// The last day that the return of `year` describes.
    pub(super) fn known_to(&self, year: Year) -> NaiveDate {
        year.end().min(self.as_at)
    }

    /// The folder of a return below its authority's.
    pub(super) fn return_folder(&self, year: Year) -> String {
        if year.end() > self.as_at {
            format!("in-year/{}", self.as_at)
        } else {
            format!("returns/{}", year.label())
        }
    }

    /// The day from which children are invented: nobody who came before it is
    /// still a child in the first year, nor a care leaver of 21.
    pub(super) fn invented_from(&self) -> NaiveDate {
        plus(day(self.first_year.first - 21, 4, 1), 0)
    }

    /// The day of the postcode directory and the other reference tables.
    pub(super) fn reference_day(&self) -> NaiveDate {
        day(2026, 6, 30)
    }

    /// About how many children an authority looks after at the as-at day.
    pub(super) fn looked_after(&self, authority: usize) -> u64 {
        match self.scale {
            Scale::Council => 330,
            Scale::Region | Scale::England => Draw::new(self.seed, authority, "size", 0)
                .quantile(&[90, 210, 310, 400, 500, 620, 760, 1000, 1900])
                .unsigned_abs(),
        }
    }

    /// The code of the authority at a place on the map: nine characters, as the
    /// Office for National Statistics forms them, with a number that it has not
    /// given out. The first that reports has the first number.
    pub(super) fn code(&self, place: usize) -> String {
        format!("E06{:06}", 901 + self.rank(place))
    }

    /// Places on the map counted from the first that reports.
    pub(super) fn rank(&self, place: usize) -> usize {
        let places = self.map.0 * self.map.1;
        let first = self.reporting.first().copied().unwrap_or(0);
        (place + places - first) % places
    }
}
