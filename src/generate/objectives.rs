//! What agreements ask for beside a bed: objectives for the child, judged half
//! a year at a time, and packages of added support that are to be reviewed.

use super::calendar::{plus, written, written_if};
use super::council::Council;
use super::money::in_pounds;
use super::table::{Table, cells};

const OBJECTIVES: [&str; 8] = [
    "Attends school or college every day",
    "Sees family as agreed",
    "Health and dental checks are kept",
    "Learns to cook and to look after money",
    "Takes part in a club or sport",
    "Goes missing less often",
    "Has an adult to talk to",
    "Keeps safe online",
];

/// The table of objectives and what became of them.
pub(super) fn outcomes(council: &Council<'_>) -> Table {
    let mut table =
        Table::new(&["AGREEMENT_ID", "CHILD", "OUTCOME", "DUE_ON", "RESULT", "REVIEWED_ON"]);
    for (number, agreement) in council.agreements.iter().enumerate() {
        let mut draw = council.draw("objectives", number as u64);
        let first = draw.below(OBJECTIVES.len() as u64) as usize;
        let count = draw.between(2, 4) as usize;
        let last = agreement.ends.unwrap_or(plus(council.as_at(), 182));
        let mut due = plus(agreement.starts, 182);
        while due <= last {
            for place in 0..count {
                let result =
                    draw.weighted(&[("met", 530), ("partly", 270), ("not", 140), ("", 60)]);
                let reviewed = plus(due, draw.between(-14, 25));
                let is_judged = reviewed <= council.as_at() && !result.is_empty();
                if due < council.first() {
                    continue;
                }
                table.push(cells![
                    agreement.id,
                    agreement.child,
                    OBJECTIVES[(first + place * 3) % OBJECTIVES.len()],
                    written(due),
                    if is_judged { result } else { "" },
                    written_if(Some(reviewed).filter(|_| is_judged)),
                ]);
            }
            due = plus(due, 182);
        }
    }
    table
}

/// The table of packages of added support.
pub(super) fn support_packages(council: &Council<'_>) -> Table {
    let mut table = Table::new(&[
        "PACKAGE_ID",
        "AGREEMENT_ID",
        "PURPOSE",
        "WEEKLY_COST",
        "STARTS_ON",
        "ENDS_ON",
        "REVIEW_ON",
        "REVIEWED_ON",
        "OUTCOME",
        "EVIDENCE_ON",
    ]);
    for (number, agreement) in council.agreements.iter().enumerate() {
        let Some(version) = agreement.versions.first().filter(|version| version.support > 0) else {
            continue;
        };
        let mut draw = council.draw("packages", number as u64);
        let until = agreement.ends.unwrap_or(council.as_at());
        // Reviewed every twelve weeks: the last review, and when the next is due.
        let weeks = (until - agreement.starts).num_days() / 7;
        let reviews = weeks / 12;
        let misses_one = reviews > 0 && draw.chance(180);
        let held = reviews - i64::from(misses_one);
        let last = plus(agreement.starts, held * 84 + draw.between(-3, 6));
        let reviewed = (held > 0).then_some(last.min(until));
        let next = plus(agreement.starts, (held + 1) * 84);
        let has_evidence = reviewed.is_some() && draw.chance(820);
        let is_over = agreement.ends.is_some();
        let purpose = *draw.pick(&[
            "A second adult at night",
            "Travel to school with an escort",
            "Therapy",
            "One to one, after school",
            "Work with the family",
        ]);
        let outcome = if is_over { "stop" } else { "continue" };
        table.push(cells![
            format!("SP{:04}", table.rows.len() + 1),
            agreement.id,
            purpose,
            in_pounds(version.support),
            written(agreement.starts),
            written_if(agreement.ends),
            written(next),
            written_if(reviewed),
            reviewed.map_or("", |_| outcome),
            written_if(reviewed.map(|day| plus(day, -5)).filter(|_| has_evidence)),
        ]);
    }
    table
}
