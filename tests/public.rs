//! What the sample council makes public: nothing of it tells of a child or of
//! one provider's price, no hidden count follows from what is shown, the public
//! and the exempt copy of a report differ only where they should, and charts print
//! what their tables hold.

#[path = "support/differences.rs"]
mod differences;
#[path = "support/markdown.rs"]
mod markdown;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use sample::{Row, latest, published, rows, sample};
use sufficiency::definitions::report::{Audience, ReportTemplate};
use sufficiency::report::docx;
use workspace::{files, leaks, repository};

#[test]
fn nothing_public_tells_of_a_child() {
    let secrets = sample().secrets();
    assert!(secrets.len() > 2000, "{} secrets", secrets.len());
    let folder = latest(sample());
    let mut texts = 0;
    for (path, bytes) in files(&folder) {
        if !path.starts_with("public/") && path != "index.html" && path != "manifest.json" {
            continue;
        }
        // A Parquet file holds its texts as they are, if not compressed: enough
        // to catch a column that should not be there.
        let text = match path.ends_with(".docx") {
            true => docx::text(&bytes).unwrap().into(),
            false => String::from_utf8_lossy(&bytes),
        };
        let found: Vec<String> = if path.ends_with(".csv") {
            cells_of(&text, &secrets)
        } else if path == "manifest.json" {
            // Digests and sizes hold numbers of six digits by chance.
            Vec::new()
        } else {
            let mut found = leaks(&text, &secrets);
            // Periods end on the last day of a month, and so do some birthdays.
            found.retain(|secret| !is_month_end(secret));
            found
        };
        texts += 1;
        assert!(found.is_empty(), "{path} tells {found:?}");
    }
    assert!(texts >= 5, "only {texts} public files");
}

fn is_month_end(text: &str) -> bool {
    let day: Option<chrono::NaiveDate> = text.parse().ok();
    day.and_then(|day| day.succ_opt()).is_some_and(|next| chrono::Datelike::day(&next) == 1)
}

/// Secrets that are whole cells, or whole words of cells that are no figures.
fn cells_of(text: &str, secrets: &BTreeSet<String>) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut found = BTreeSet::new();
    for record in reader.records() {
        for cell in record.unwrap().iter().filter(|cell| cell.parse::<f64>().is_err()) {
            let words = cell.split(|letter: char| !letter.is_alphanumeric() && letter != ' ');
            found.extend(words.filter(|word| secrets.contains(*word)).map(str::to_owned));
        }
    }
    found.into_iter().collect()
}

/// A price that fewer than three providers stand behind is theirs.
#[test]
fn no_public_price_is_of_fewer_than_three_providers() {
    let exempt = published(sample(), "exempt/data/results.csv");
    let public = published(sample(), "public/data/results.csv");
    let key = [
        "measure",
        "authority",
        "figure",
        "period_id",
        "period_kind",
        "breakdown",
        "category",
        "breakdown_2",
        "category_2",
    ];
    let few: BTreeSet<Vec<String>> = rows(&exempt)
        .into_iter()
        .filter(|row| row["measure"] == "weekly_cost")
        .filter(|row| row["providers"].parse::<u64>().is_ok_and(|count| (1..3).contains(&count)))
        .map(|row| key.iter().map(|name| row[*name].clone()).collect())
        .collect();
    assert!(!few.is_empty(), "the sample has no price of one or two providers: nothing is tested");
    for row in rows(&public) {
        let is_few = few.contains(&key.iter().map(|name| row[*name].clone()).collect::<Vec<_>>());
        if is_few {
            assert!(row["value"].is_empty(), "{row:?}");
            assert!(row["numerator"].is_empty(), "{row:?}");
        }
    }
}

/// Counts of children from one to four are hidden, and what shows them too.
#[test]
fn no_public_count_of_children_is_small() {
    let public = published(sample(), "public/data/results.csv");
    let mut hidden = 0;
    // Homes, providers, lots and places are no people, and a net change is none.
    let of_things = |row: &BTreeMap<String, String>| {
        let is_of_supply = ["home_capacity", "framework_"].iter();
        let places = ["places", "places_used", "vacant_available", "vacant_unavailable", "net"];
        is_of_supply.clone().any(|start| row["measure"].starts_with(start))
            || places.contains(&row["figure"].as_str())
    };
    let number = |row: &BTreeMap<String, String>, column: &str| -> f64 {
        row[column].parse().unwrap_or_default()
    };
    let is_small = |number: f64| (1.0..5.0).contains(&number);
    let mut shares = 0;
    for row in rows(&public) {
        if row["unit"] == "count" && row["symbol"].is_empty() && !of_things(&row) {
            assert!(!is_small(number(&row, "value")), "{row:?}");
        }
        // A referral may name no child: it stands for one.
        if row["unit"] == "percent" && row["measure"].contains("referral") {
            let (counted, all) = (number(&row, "numerator"), number(&row, "denominator"));
            assert!(!is_small(counted) && !is_small(all - counted), "{row:?}");
            shares += u32::from(row["symbol"].is_empty());
        }
        hidden += u32::from(row["symbol"] == "c");
    }
    assert!(hidden > 0 && shares > 50, "{hidden} hidden and {shares} shares: little is tested");
}

/// Referrals made redundant are those of three outcomes: together the two
/// tables tell none that either hides.
#[test]
fn what_one_measure_counts_does_not_tell_the_categories_of_another() {
    let parts = ["Remained at home", "Placed with family", "Withdrawn"];
    let counts = |path: &str| -> BTreeMap<String, Option<f64>> {
        let of = rows(&published(sample(), path)).into_iter().filter(|row| {
            row["period_kind"] == "rolling_year"
                && row["period_end"] == "2026-09-30"
                && ["", "all"].contains(&row["breakdown_2"].as_str())
        });
        of.filter_map(|row| {
            let name = match (row["measure"].as_str(), row["breakdown"].as_str()) {
                ("referral_outcomes", "outcome") => row["category"].clone(),
                ("redundant_referrals", "all") => row["figure"].clone(),
                _ => return None,
            };
            let is_shown = row["symbol"].is_empty();
            Some((name, row["numerator"].parse().ok().filter(|_| is_shown)))
        })
        .collect()
    };
    let (public, exempt) = (counts("public/data/results.csv"), counts("exempt/data/results.csv"));
    let known = |name: &str| exempt[name].unwrap();
    assert_eq!(parts.map(known).iter().sum::<f64>(), known("redundant"), "they add up");
    assert_eq!(known(parts[0]) + known(parts[1]), known("at home or with family"));
    // As many sums as hidden numbers would tell them all.
    for sum in [
        &["redundant", parts[0], parts[1], parts[2]][..],
        &["at home or with family", parts[0], parts[1]],
    ] {
        let hidden = sum.iter().filter(|name| public[**name].is_none()).count();
        assert_ne!(hidden, 1, "{public:?}");
    }
    assert!(public["Placed with family"].is_none(), "{public:?}");
}

/// What nobody prints cannot be compared with what is hidden elsewhere.
#[test]
fn public_data_hold_what_public_reports_bind() {
    let mut bound: BTreeSet<(String, String)> = BTreeSet::new();
    let mut by_year: BTreeSet<(String, String)> = BTreeSet::new();
    let mut newest: BTreeSet<(String, String)> = BTreeSet::new();
    for (name, text) in files(&repository("report-templates")) {
        let text = String::from_utf8(text).unwrap();
        let (report, faults) = ReportTemplate::read(&name, &name, &text);
        if !faults.is_empty() || !report.audience.contains(&Audience::Public) {
            continue;
        }
        bound.extend(report.measures().iter().map(|it| (it.id.to_owned(), "all".to_owned())));
        for table in report.broken_down() {
            let table_of = (table.measure.to_owned(), table.breakdown.to_owned());
            let of_its_kind = if table.is_by_year { &mut by_year } else { &mut newest };
            of_its_kind.insert(table_of.clone());
            bound.insert(table_of);
        }
    }
    let public = rows(&published(sample(), "public/data/results.csv"));
    let mut years: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for row in public.iter().filter(|row| row["breakdown"] != "all") {
        let key = (row["measure"].clone(), row["breakdown"].clone());
        let is_whole_year = row["period_kind"] == "year" && row["is_partial"] == "false";
        let is_newest = row["is_current"] == "true" && newest.contains(&key);
        assert!(is_newest || is_whole_year && by_year.contains(&key), "nobody prints {row:?}");
        if is_whole_year {
            years.entry(key).or_default().insert(row["period_end"].clone());
        }
    }
    assert!(
        by_year.iter().all(|key| years.get(key).is_some_and(|ends| ends.len() > 1)),
        "{years:?}"
    );
    let held: BTreeSet<(String, String)> =
        public.iter().map(|row| (row["measure"].clone(), row["breakdown"].clone())).collect();
    assert_eq!(held.difference(&bound).collect::<Vec<_>>(), Vec::<&(String, String)>::new());
    assert!(held.iter().filter(|(_, breakdown)| breakdown != "all").count() > 15, "{held:?}");
}

/// Every table by itself, with its total: what is wanting to the total is
/// shared by the hidden cells, and each that is at risk can be five values.
#[test]
fn no_hidden_count_follows_from_its_table() {
    let public = rows(&published(sample(), "public/data/results.csv"));
    let exempt = rows(&published(sample(), "exempt/data/results.csv"));
    let key = |row: &Row, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| row[*name].clone()).collect()
    };
    let table = ["measure", "figure", "authority", "period_id", "breakdown", "breakdown_2"];
    let cell =
        ["measure", "figure", "authority", "period_id", "breakdown", "category", "category_2"];
    let truth: BTreeMap<Vec<String>, f64> = exempt
        .iter()
        .filter(|row| row["unit"] == "count")
        .filter_map(|row| Some((key(row, &cell), row["value"].parse().ok()?)))
        .collect();
    let mut tables: BTreeMap<Vec<String>, Vec<&Row>> = BTreeMap::new();
    for row in public.iter().filter(|row| row["unit"] == "count") {
        tables.entry(key(row, &table)).or_default().push(row);
    }
    let mut attacked = 0;
    for (name, cells) in tables.iter().filter(|(name, _)| name[4] != "all" && name[5].is_empty()) {
        let mut whole = name.clone();
        whole[4] = "all".to_owned();
        let total = tables.get(&whole).and_then(|rows| rows[0]["value"].parse::<f64>().ok());
        let amount = |row: &Row| truth.get(&key(row, &cell)).copied().unwrap_or_default();
        let hidden: Vec<&&Row> = cells.iter().filter(|row| row["symbol"] == "c").collect();
        let all: f64 = cells.iter().map(|row| amount(row)).sum();
        let Some(total) = total.filter(|total| *total == all && !hidden.is_empty()) else {
            continue;
        };
        let shown: f64 = cells.iter().filter_map(|row| row["value"].parse::<f64>().ok()).sum();
        let is_at_risk = hidden.iter().any(|row| (1.0..5.0).contains(&amount(row)));
        let most = total - shown - (hidden.len() as f64 - 1.0);
        assert!(!is_at_risk || most >= 5.0, "{name:?}: {total} less {shown}");
        attacked += 1;
    }
    assert!(attacked > 10, "only {attacked} tables have a total and a hidden cell");
}

/// Every difference is of a kind that has a reason, and all are listed in
/// `tests/cases/differences`, where a reviewer sees what a change of a template
/// shows or hides; `UPDATE_GOLDEN=1` writes the lists anew.
#[test]
fn public_and_exempt_copies_differ_only_where_they_should() {
    let mut compared = Vec::new();
    for name in workspace::names(&latest(sample()).join("public")) {
        let Some(report) = name.strip_suffix(".md") else { continue };
        if !latest(sample()).join("exempt").join(&name).exists() {
            continue;
        }
        let public = published(sample(), &format!("public/{name}"));
        let exempt = published(sample(), &format!("exempt/{name}"));
        let found = differences::between(&public, &exempt);
        let without = found.iter().filter(|difference| difference.kinds.is_empty());
        let without: Vec<_> = without.collect();
        assert!(without.is_empty(), "{report}: nothing says why copies differ: {without:#?}");
        let listed = differences::listed(report, &found);
        let path = repository("tests/cases/differences").join(&name);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &listed).unwrap();
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        let changes = similar::TextDiff::from_lines(&expected, &listed);
        let changes = changes.unified_diff().header("listed", "found").to_string();
        assert!(changes.is_empty(), "{report}, UPDATE_GOLDEN=1 lists them anew:\n{changes}");
        compared.push(report.to_owned());
    }
    assert!(compared.len() >= 5, "only {compared:?} have both copies");
}

/// What has no reason is found: a number more in the public copy, a sentence
/// less, a figure that is another.
#[test]
fn a_difference_without_a_reason_is_found() {
    let exempt = published(sample(), "exempt/scrutiny-paper.md");
    let public = published(sample(), "public/scrutiny-paper.md");
    for (from, to) in [
        ("| Inside the authority | 201 |", "| Inside the authority | 202 |"),
        ("| £700 |", "| £690 |"),
        ("Reasons for recommendation", "Reasons"),
        ("74 children started", "75 children started"),
    ] {
        assert!(public.contains(from), "{from} is not in the public copy");
        let found = differences::between(&public.replace(from, to), &exempt);
        assert!(found.iter().any(|difference| difference.kinds.is_empty()), "{to} is not found");
    }
}

/// Charts whose numbers are those of the table beneath, by what their titles hold.
const CHARTS: [&str; 5] =
    ["kind of home", "What drove", "Occupancy by day", "What chance allows", "Thirteen months"];

/// Every number that a chart prints stands in the table beneath it.
#[test]
fn charts_print_what_their_tables_hold() {
    let mut seen = BTreeSet::new();
    let mut compared = 0;
    for (path, bytes) in files(&latest(sample())) {
        let Some(page) = String::from_utf8(bytes).ok().filter(|_| path.ends_with(".html")) else {
            continue;
        };
        for figure in page.split("<figure>").skip(1) {
            let (drawn, after) = figure.split_once("</figure>").unwrap();
            let title = drawn.split_once("</figcaption>").unwrap().0;
            let Some(kind) = CHARTS.iter().find(|kind| title.contains(*kind)) else { continue };
            let table = after.split_once("</table>").unwrap().0;
            let cells: BTreeSet<&str> = table
                .split("<td>")
                .skip(1)
                .map(|cell| cell.split("</td>").next().unwrap())
                .collect();
            for number in drawn.split("<text class=\"").skip(1).filter_map(printed) {
                assert!(cells.contains(number), "{path}: {title}: {number} is not in its table");
                compared += 1;
            }
            seen.insert(*kind);
        }
    }
    assert_eq!(seen.len(), CHARTS.len(), "only {seen:?} are drawn");
    assert!(compared > 60, "only {compared} numbers");
}

/// The number of a text in a chart, without its month, its name or its place.
fn printed(text: &str) -> Option<&str> {
    let (head, rest) = text.split_once('>')?;
    let text = rest.split('<').next()?;
    let class = head.split('"').next()?;
    let named = text.strip_prefix("Paid for: ").or_else(|| text.strip_prefix("Filled: "));
    match class {
        "label" => named,
        "in" => Some(text),
        "figure" => text.split(", ").next().map(|number| number.trim_start_matches('+')),
        "small" => text.split_once(": ").map(|(_, number)| number),
        _ => None,
    }
    .filter(|number| number.chars().any(|letter| letter.is_ascii_digit()))
}
