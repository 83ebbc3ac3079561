//! What others' figures are, for a council to stand beside: England, its
//! region, its statistical neighbours and the best of them. Invented like all
//! else, for measures of which somebody publishes a figure in the same unit.

use super::calendar::Year;
use super::draw::Draw;
use super::plan::Plan;
use super::table::{Table, cells};

/// Figures are published a year late.
const YEARS: i32 = 2;

/// A measure, which of its figures, England's figure and the best, in tenths.
const FIGURES: [(&str, &str, i64, i64); 10] = [
    ("placed_out_of_area", "", 380, 190),
    ("placed_within_20_miles", "from_home", 730, 880),
    ("three_or_more_placements", "", 102, 60),
    ("long_term_stability", "", 688, 790),
    ("adopted_share_of_leavers", "", 96, 180),
    ("strengths_and_difficulties", "", 143, 118),
    ("health_assessments", "health assessment", 887, 990),
    ("children_missing", "missing", 114, 52),
    ("suitable_accommodation", "19 to 21", 878, 970),
    ("education_employment_training", "19 to 21", 547, 720),
];

/// The table of figures to be held against.
pub(super) fn benchmarks(plan: &Plan) -> Table {
    let mut table =
        Table::new(&["MEASURE", "FIGURE", "CATEGORY", "AREA", "PERIOD", "VALUE", "SOURCE"]);
    let running = Year::of(plan.as_at).first;
    for first in running - 1 - YEARS..running - 1 {
        let period = Year { first }.label();
        let mut draw = Draw::new(plan.seed, 0, "benchmarks", first as u64);
        for (measure, figure, england, best) in FIGURES {
            // A twentieth either way, of what there is and of what there is not.
            let room = (england.min(1_000 - england) / 20).max(2);
            let areas = [
                ("England", england + draw.between(-room / 4, room / 4)),
                ("Region", england + draw.between(-room, room)),
                ("Statistical neighbours", england + draw.between(-room, room)),
                ("Best authority", best + draw.between(-4, 4)),
            ];
            for (area, tenths) in areas {
                let value = format!("{}.{}", tenths / 10, tenths % 10);
                table.push(cells![measure, figure, "", area, period, value, "Invented"]);
            }
        }
    }
    table
}
