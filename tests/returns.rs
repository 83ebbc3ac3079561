//! Five years of returns as they are, with the whole postcode directory, where
//! the folder that holds them is there: `../shared/data` beside the
//! repository. Every figure is held against a recount of the files that shares
//! nothing with the program.

#[path = "support/counting.rs"]
mod counting;
#[path = "support/recount.rs"]
mod recount;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{Months, NaiveDate};
use counting::Days;
use recount::Child;
use serde_json::Value;
use sufficiency::pipeline::Counted;

const COUNCIL: &str = "[council]\nname = \"Sandwick Council\"\n\n[[authority]]\n\
    code = \"E08000016\"\nname = \"Sandwick Council\"\n\n\
    [reporting]\nmonths = 1\nyears = 5\n";

/// How many children are held against the recount one by one.
const ONE_BY_ONE: usize = 20;

#[test]
fn five_years_of_returns_are_counted_as_by_hand() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !data.join("ssda903/returns").is_dir() {
        eprintln!("skipped: {} is not there", data.display());
        return;
    }
    let workspace = tempfile::tempdir().unwrap();
    lay_out(&data, workspace.path());
    let children = recount::children(&data.join("ssda903/returns"), 2017..=2021);
    let mut first = None;
    for year in 2018..=2022 {
        let day = NaiveDate::from_ymd_opt(year, 3, 31).unwrap();
        let as_at = day.to_string();
        let days = Days { as_at: &as_at, known_by: None, today: "2026-11-22", only: &[] };
        let counted = counting::count(workspace.path(), &days).unwrap();
        accounts_balance(&counted);
        let looked_after = looked_after(&counted, day, &children);
        eprintln!("{day}: {looked_after} looked after");
        one_by_one(&counted, day, &children);
        earlier_years_are_the_same(&counted, &children);
        first.get_or_insert(looked_after);
        repairs_are_counted(&counted, day, &children);
        if year == 2018 {
            three_or_more_is(&counted, 83, 466);
        }
    }
    assert_eq!(first, Some(466));
}

/// A council that has nothing but its returns and the reference files.
fn lay_out(data: &Path, root: &Path) {
    fs::write(root.join("council.toml"), COUNCIL).unwrap();
    let extracts = root.join("extracts");
    fs::create_dir(&extracts).unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(data.join("ssda903/returns"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    let reference = ["utla_adjacency_derived.csv", "utla_all_codes.csv"];
    files.extend(reference.map(|name| data.join("geo").join(name)));
    files.push(data.join("geo/onspd_qlacref_2026.1.1.parquet"));
    for file in files {
        let to = extracts.join(file.file_name().unwrap());
        if fs::hard_link(&file, &to).is_err() {
            fs::copy(&file, &to).unwrap();
        }
    }
}

fn accounts_balance(counted: &Counted) {
    let returns = counted.accounts.iter().filter(|account| account.extract == "episodes");
    let mut files = 0;
    for account in &counted.accounts {
        assert!(account.balances(), "{account:?}");
    }
    for account in returns {
        files += 1;
        assert_eq!(account.quarantined, 0, "{account:?}");
    }
    assert_eq!(files, 5);
}

fn looked_after(counted: &Counted, day: NaiveDate, children: &BTreeMap<String, Child>) -> usize {
    let ours: Vec<&str> = children
        .iter()
        .filter(|(_, child)| child.on(day).is_some())
        .map(|(id, _)| id.as_str())
        .collect();
    let theirs: Vec<String> = counting::rows(
        counted,
        &format!(
            "select split_part(child_id, '/', 2) as child from model.caseload
            where counted_on = date '{day}' order by child"
        ),
    )
    .iter()
    .map(|row| row["child"].as_str().unwrap().to_owned())
    .collect();
    assert_eq!(theirs, ours, "looked after on {day}");
    theirs.len()
}

/// The year ends that lie before the as-at date are counted from the same rows.
fn earlier_years_are_the_same(counted: &Counted, children: &BTreeMap<String, Child>) {
    let ends = counting::rows(
        counted,
        "select period_end, value from result.results
        where measure = 'children_looked_after' and period_kind = 'year'
            and breakdown = 'all' and symbol = '' order by period_end",
    );
    assert_eq!(ends[0]["period_end"], "2018-03-31", "the year before the first return");
    for end in ends {
        let day: NaiveDate = end["period_end"].as_str().unwrap().parse().unwrap();
        let ours = children.values().filter(|child| child.on(day).is_some()).count();
        assert_eq!(end["value"].as_f64(), Some(ours as f64), "{day}");
    }
}

/// Children whose rows are plain, one by one: carers in twelve months, and who
/// counts as settled.
fn one_by_one(counted: &Counted, day: NaiveDate, children: &BTreeMap<String, Child>) {
    let mut done = 0;
    let (three, settled) = (
        cases(counted, "three_or_more_placements", day),
        cases(counted, "long_term_stability", day),
    );
    for (id, child) in children {
        if done == ONE_BY_ONE || child.on(day).is_none() || !child.is_plain() {
            continue;
        }
        done += 1;
        let has_three = child.carers_in_a_year(day) >= 3;
        assert_eq!(three[id].as_f64(), Some(f64::from(u8::from(has_three))), "three or more: {id}");
        let ours = is_settled(child, day);
        let theirs = settled.get(id).map(|answer| answer.as_f64().map(|answer| answer > 0.0));
        assert_eq!(theirs, ours, "settled: {id} on {day}");
    }
    assert_eq!(done, ONE_BY_ONE, "children to hold against the recount on {day}");
}

/// Whether a child counts for long-term stability, and then whether it is
/// settled, where that is known.
fn is_settled(child: &Child, day: NaiveDate) -> Option<Option<bool>> {
    let back = |months: u32| day.checked_sub_months(Months::new(months)).unwrap();
    if child.age(day).is_none_or(|age| age >= 16) {
        return None;
    }
    let (began, is_known) = child.care_began(day)?;
    if began > back(30) {
        return (!is_known).then_some(None);
    }
    let spells = child.spells(day);
    let (last, before) = (spells.last()?, spells.len().checked_sub(2).map(|at| &spells[at]));
    let since = match before {
        Some(before) if last.2 && before.1 == Some(last.0) => before.0,
        _ => last.0,
    };
    Some(Some(since <= back(24)))
}

/// The answers of a measure on a day, by child.
fn cases(counted: &Counted, measure: &str, day: NaiveDate) -> BTreeMap<String, Value> {
    let select = format!(
        "select split_part(child_id, '/', 2) as child, numerator from measure.cases
        where measure = '{measure}' and counted_on = date '{day}'"
    );
    counting::rows(counted, &select)
        .into_iter()
        .map(|row| (row["child"].as_str().unwrap().to_owned(), row["numerator"].clone()))
        .collect()
}

fn three_or_more_is(counted: &Counted, numerator: u32, denominator: u32) {
    let rows = counting::rows(
        counted,
        "select numerator, denominator from result.results
        where measure = 'three_or_more_placements' and period_kind = 'year'
            and breakdown = 'all' and is_current",
    );
    let of = |column: &str| rows[0][column].as_f64();
    assert_eq!(of("denominator"), Some(f64::from(denominator)));
    assert_eq!(of("numerator"), Some(f64::from(numerator)));
}

/// Rows inside another and rows cut at the next are as many as by the recount,
/// and every repair names the row that it was made on.
fn repairs_are_counted(counted: &Counted, day: NaiveDate, children: &BTreeMap<String, Child>) {
    let rows = counting::rows(
        counted,
        "select rule, count(*) as repairs, count(files.file) as with_file
        from model.episode_repairs as repairs
        left join staging.files as files
            on repairs.file_id = files.file_id
            and repairs.row_number between 2 and files.rows_read + 1
        group by rule order by rule",
    );
    let made: BTreeMap<&str, usize> = rows
        .iter()
        .map(|row| {
            assert_eq!(row["repairs"], row["with_file"], "{}", row["rule"]);
            (row["rule"].as_str().unwrap(), row["repairs"].as_u64().unwrap() as usize)
        })
        .collect();
    let ours: Vec<(usize, usize)> =
        children.values().map(|child| recount::overlaps(child, day)).collect();
    let inside: usize = ours.iter().map(|(inside, _)| inside).sum();
    let cut: usize = ours.iter().map(|(_, cut)| cut).sum();
    assert_eq!((made["inside_another"], made["overlap_cut"]), (inside, cut), "{day}: {made:?}");
    eprintln!("{day}: repairs {made:?}");
}
