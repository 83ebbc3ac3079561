//! A comparison in words: what the two were made from, the figures that moved
//! with what can have moved them, and the cases behind them.

use super::figures::{CaseMove, Move, Only};
use super::{Compared, Options};

/// Prints everything, within the limits that were asked for.
pub(super) fn text(compared: &Compared, options: &Options) {
    let (before, after) = (&compared.before, &compared.after);
    print_line!("{} -> {}", before.run_id(), after.run_id());
    print_line!("\nWhat differs");
    if compared.causes.is_empty() {
        print_line!("  nothing that figures are made from");
    }
    for cause in &compared.causes {
        print_line!("  {}", cause.says);
    }
    let sum = |of: fn(&super::Count) -> i64| compared.counts.iter().map(of).sum::<i64>();
    let (moved, appeared, gone) =
        (sum(|count| count.moved), sum(|count| count.appeared), sum(|count| count.gone));
    print_line!("\nFigures: {moved} moved, {appeared} appeared, {gone} gone");
    let listed = compared.moves.len();
    if i64::try_from(listed).is_ok_and(|listed| listed < moved + appeared + gone) {
        print_line!("  the {listed} that moved most; --top NUMBER for more, --all for all");
    }
    for (measure, causes) in &compared.why {
        print_measure(compared, measure, causes);
    }
    print_cases(compared, options);
    print_only(&compared.only);
}

fn print_measure(compared: &Compared, measure: &str, causes: &[usize]) {
    let moves: Vec<&Move> =
        compared.moves.iter().filter(|moved| moved.measure == measure).collect();
    let Some(first) = moves.first() else { return };
    print_line!("\n  {} ({measure})", first.title);
    for at in causes {
        print_line!("    why: {}", compared.causes[*at].says);
    }
    for moved in moves {
        print_line!(
            "    {} {:<30} {:<34} {} -> {}{}",
            moved.authority,
            moved.period_id,
            cell(moved),
            moved.display_before,
            moved.display_after,
            by(moved),
        );
    }
}

/// The figure and the categories of a move.
fn cell(moved: &Move) -> String {
    let named = |breakdown: &str, category: &str| match breakdown {
        "" | "all" => String::new(),
        _ => format!("{breakdown} {category}"),
    };
    let parts = [
        moved.figure.clone(),
        named(&moved.breakdown, &moved.category),
        named(&moved.breakdown_2, &moved.category_2),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "all".to_owned() } else { parts.join(", ") }
}

/// By how much, where both are numbers.
fn by(moved: &Move) -> String {
    let Some(change) = moved.change else { return String::new() };
    let digits = if change.fract() == 0.0 { 0 } else { 2 };
    match moved.percent_change {
        Some(percent) => format!(" ({change:+.digits$}, {percent:+.1}%)"),
        None => format!(" ({change:+.digits$})"),
    }
}

fn print_cases(compared: &Compared, options: &Options) {
    let most = if options.all { usize::MAX } else { options.cases };
    if compared.cases.is_empty() || most == 0 {
        return;
    }
    print_line!("\nCases behind them");
    for count in &compared.counts {
        let cases: Vec<&CaseMove> = compared.cases_of(&count.measure).collect();
        if cases.is_empty() {
            continue;
        }
        let of = |what: &str| cases.iter().filter(|case| case.what == what).count();
        print_line!(
            "  {} ({}): {} added, {} gone, {} changed",
            count.title,
            count.measure,
            of("added"),
            of("gone"),
            of("changed"),
        );
        for case in cases.iter().take(most) {
            print_case(case);
        }
        if cases.len() > most {
            print_line!("    ... and {} more (--cases {})", cases.len() - most, cases.len());
        }
    }
}

fn print_case(case: &CaseMove) {
    let when = match case.first == case.last {
        true => case.first.clone(),
        false => format!("{} to {}, {} times", case.first, case.last, case.times),
    };
    let columns = match case.columns.is_empty() {
        true => String::new(),
        false => format!(": {}", case.columns.join("; ")),
    };
    let id = case.case_id.as_deref().unwrap_or("(no one case)");
    print_line!("    {:<7} {id}, {when}{columns}", case.what);
}

fn print_only(only: &[Only]) {
    if only.is_empty() {
        return;
    }
    print_line!("\nNot compared, because only one of them has it");
    for side in ["before", "after"] {
        let here: Vec<&Only> = only.iter().filter(|only| only.side == side).collect();
        let measures: Vec<&str> = here
            .iter()
            .filter(|only| only.is_whole_measure)
            .map(|only| only.measure.as_str())
            .collect();
        let name = if side == "before" { "the earlier" } else { "the later" };
        if !measures.is_empty() {
            print_line!("  measures of {name}: {}", measures.join(", "));
        }
        let rest = || here.iter().filter(|only| !only.is_whole_measure);
        let periods: i64 = rest().map(|only| only.periods).max().unwrap_or_default();
        if periods > 0 {
            print_line!(
                "  periods of {name}: up to {periods} of each of {} measures",
                rest().count()
            );
        }
    }
}
