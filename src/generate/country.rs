//! The invented country: authorities on a map of squares, their towns and
//! postcodes. No authority, place name, authority code or postcode here is
//! real: first letters Q, V and X begin no postcode of the United Kingdom.

use super::draw::Draw;
use super::plan::Plan;

/// Metres along the side of an authority's square: about 17 miles.
const SIDE: i64 = 28_000;

/// Where the map's lower left corner lies on the grid.
const CORNER: (i64, i64) = (250_000, 150_000);

const BEGINNINGS: [&str; 20] = [
    "Fenn", "Salt", "Wren", "Tarn", "Brack", "Ember", "Thistle", "Corve", "Larch", "Moss", "Oster",
    "Pell", "Quern", "Raven", "Umber", "Yarrow", "Glim", "Hask", "Juniper", "Kester",
];
const ENDINGS: [&str; 8] = ["moor", "reach", "fold", "mere", "wick", "holt", "combe", "hurst"];

/// Letters that may stand in the last part of a postcode.
const UNIT_LETTERS: &str = "ABDEFGHJLNPQRSTUWXYZ";

/// A postcode with its place on the grid, in metres.
#[derive(Clone, Debug)]
pub(super) struct Postcode {
    /// As written: `QF1 1AA`.
    pub(super) text: String,
    /// Metres east.
    pub(super) east: i64,
    /// Metres north.
    pub(super) north: i64,
    /// The place on the map of the authority that it lies in.
    pub(super) authority: usize,
}

/// An authority on the map.
#[derive(Clone, Debug)]
pub(super) struct Authority {
    /// Nine characters.
    pub(super) code: String,
    /// `Fennmoor County Council`.
    pub(super) name: String,
    /// `Fennmoor`.
    pub(super) short_name: String,
    /// Its postcodes, the county town's first.
    pub(super) postcodes: Vec<Postcode>,
}

/// All authorities and who adjoins whom.
pub(super) struct Country {
    /// By place on the map, row by row.
    pub(super) authorities: Vec<Authority>,
    across: usize,
    water: Option<(usize, usize)>,
}

/// Where a place lies, seen from an authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Locality {
    /// In the authority.
    Inside,
    /// In one that adjoins it.
    Adjoining,
    /// In neither.
    Distant,
}

impl Country {
    /// The country of a plan.
    pub(super) fn invent(plan: &Plan) -> Self {
        let places = plan.map.0 * plan.map.1;
        let authorities = (0..places).map(|place| authority(plan, place)).collect();
        // The square to the right of the first authority lies across an estuary.
        let first = plan.reporting.first().copied().unwrap_or(0);
        let water = (first % plan.map.0 + 1 < plan.map.0).then_some((first, first + 1));
        Self { authorities, across: plan.map.0, water }
    }

    /// How `other` lies to `authority`. Squares that share a side adjoin.
    pub(super) fn locality(&self, authority: usize, other: usize) -> Locality {
        let (here, there) = (self.square(authority), self.square(other));
        match here.0.abs_diff(there.0) + here.1.abs_diff(there.1) {
            0 => Locality::Inside,
            1 => Locality::Adjoining,
            _ => Locality::Distant,
        }
    }

    /// The authorities that lie so to `authority`.
    pub(super) fn lying(&self, authority: usize, locality: Locality) -> Vec<usize> {
        (0..self.authorities.len())
            .filter(|other| self.locality(authority, *other) == locality)
            .collect()
    }

    /// Whether two that adjoin meet only over water.
    pub(super) fn is_water(&self, one: usize, other: usize) -> bool {
        self.water == Some((one.min(other), one.max(other)))
    }

    /// Some postcode of an authority that lies so to `authority`. Where none
    /// lies so, one of its own.
    pub(super) fn postcode(
        &self,
        draw: &mut Draw,
        authority: usize,
        locality: Locality,
    ) -> &Postcode {
        let candidates = self.lying(authority, locality);
        let place = if candidates.is_empty() { authority } else { *draw.pick(&candidates) };
        draw.pick(&self.authorities[place].postcodes)
    }

    fn square(&self, place: usize) -> (usize, usize) {
        (place % self.across, place / self.across)
    }
}

fn authority(plan: &Plan, place: usize) -> Authority {
    let rank = plan.rank(place);
    let short_name = format!("{}{}", BEGINNINGS[rank % 20], ENDINGS[(rank / 20 + rank) % 8]);
    let kind = if rank.is_multiple_of(3) { "County Council" } else { "Council" };
    Authority {
        code: plan.code(place),
        name: format!("{short_name} {kind}"),
        short_name,
        postcodes: postcodes(plan, place),
    }
}

fn postcodes(plan: &Plan, place: usize) -> Vec<Postcode> {
    let mut draw = Draw::new(plan.seed, place, "postcodes", 0);
    let rank = plan.rank(place);
    let first_letter = ['Q', 'V', 'X'][rank % 3];
    let second_letter = char::from(b'A' + ((rank / 3 + 5) % 26) as u8);
    let first_district = rank / 78 * 20;
    let (sectors, units) = if plan.reporting.contains(&place) { (6, 10) } else { (3, 5) };
    let corner = (
        CORNER.0 + (place % plan.map.0) as i64 * SIDE,
        CORNER.1 + (place / plan.map.0) as i64 * SIDE,
    );
    let mut found = Vec::new();
    for district in 1..=6 {
        let town = if district == 1 {
            (SIDE / 2, SIDE / 2)
        } else {
            (draw.between(4_000, SIDE - 4_000), draw.between(4_000, SIDE - 4_000))
        };
        for sector in 1..=sectors {
            for unit in 0..units {
                let last = if unit == 0 { "AA".to_owned() } else { draw.letters(UNIT_LETTERS, 2) };
                let text = format!(
                    "{first_letter}{second_letter}{} {sector}{last}",
                    first_district + district,
                );
                let spread = |draw: &mut Draw| draw.quantile(&[-3_900, -900, 0, 900, 3_900]);
                let (east, north) = (spread(&mut draw), spread(&mut draw));
                if found.iter().any(|known: &Postcode| known.text == text) {
                    continue;
                }
                found.push(Postcode {
                    text,
                    east: corner.0 + town.0 + east,
                    north: corner.1 + town.1 + north,
                    authority: place,
                });
            }
        }
    }
    found
}
