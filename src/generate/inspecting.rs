//! What the regulator finds: inspections of homes and fostering agencies, with
//! judgements that mostly hold from one to the next, and sometimes fall or rise
//! by one.

use super::calendar::{plus, written};
use super::council::{Council, renewals};
use super::table::{Table, cells};

/// The judgements, the best first.
const JUDGEMENTS: [&str; 4] =
    ["Outstanding", "Good", "Requires improvement to be good", "Inadequate"];

/// The table of inspections.
pub(super) fn inspections(council: &Council<'_>) -> Table {
    let mut table = Table::new(&["URN", "INSPECTED_ON", "KIND", "JUDGEMENT", "PUBLISHED_ON"]);
    for (number, home) in council.market.homes.iter().enumerate() {
        if home.urn.is_empty() {
            continue;
        }
        let mut draw = council.draw("inspections", number as u64);
        let first = home.opened.max(plus(council.first(), -500));
        let from = plus(first, draw.between(60, 420));
        let until = home.closed.unwrap_or(council.as_at()).min(council.as_at());
        let mut judgement: usize = draw.weighted(&[(0, 140), (1, 620), (2, 200), (3, 40)]);
        for (inspected, _) in renewals(&mut draw, from, until, 365, 120) {
            let published = plus(inspected, draw.between(24, 46));
            let step: i64 = draw.weighted(&[(-1, 130), (0, 740), (1, 130)]);
            judgement = judgement.saturating_add_signed(step as isize).min(JUDGEMENTS.len() - 1);
            if published > council.as_at() {
                continue;
            }
            table.push(cells![
                home.urn,
                written(inspected),
                "Full inspection",
                JUDGEMENTS[judgement],
                written(published),
            ]);
        }
    }
    table
}
