//! Every chart of every page of the sample says in its title what is to be seen
//! in it, and beneath the measure and its unit. What a title counts or names is
//! worked out again here from the table beneath the chart.

#[path = "support/sample.rs"]
mod sample;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeMap;

/// A chart as it stands in a page, with the rows of the table beneath it.
#[derive(Debug)]
struct Chart {
    title: String,
    subtitle: Option<String>,
    rows: Vec<Vec<String>>,
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(inner, _)| inner)
}

fn plain(marked: &str) -> String {
    let mut text = String::new();
    for piece in marked.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text.replace("&#x27;", "'").replace("&#39;", "'").trim().to_owned()
}

fn charts(page: &str) -> Vec<Chart> {
    let figures = page.split("<figure>").skip(1);
    figures
        .map(|rest| {
            let caption = between(rest, "<figcaption>", "</figcaption>").unwrap();
            let title = caption.split("<br>").next().unwrap();
            let title = plain(title.split_once("</span>").unwrap().1);
            let subtitle = between(caption, "<span class=\"subtitle\">", "</span>").map(plain);
            let beneath = rest.split_once("</figure>").unwrap().1;
            let body = between(beneath, "<tbody>", "</tbody>").unwrap_or_default();
            let rows = body.split("<tr").skip(1).map(|row| {
                let row = row.split_once('>').unwrap().1;
                let cells = row.split("</th>").flat_map(|part| part.split("</td>"));
                cells.map(plain).filter(|cell| !cell.is_empty()).collect()
            });
            Chart { title, subtitle, rows: rows.collect() }
        })
        .collect()
}

fn number(cell: &str) -> Option<f64> {
    cell.split(' ').next()?.replace([',', '£', '%'], "").parse().ok()
}

/// What a title says of the table, worked out from the table: the kind of
/// finding, what is said and what holds.
fn held_to_the_table(chart: &Chart) -> Option<(&'static str, String, String)> {
    let says = |text: &str| text.split("; ").next().unwrap().to_owned();
    let rows = || chart.rows.iter().filter(|row| row[0] != "Total");
    let of_all = |count: usize, all: usize| match count {
        0 => format!("none of {all}"),
        count if count == all => format!("all {all}"),
        count => format!("{count} of {all}"),
    };
    if let Some((_, found)) = chart.title.split_once("the largest group is ") {
        let value = |row: &&Vec<String>| number(&row[1]);
        let most = rows().filter_map(|row| value(&row)).fold(0.0, f64::max);
        let found_largest: Vec<&str> =
            rows().filter(|row| value(row) == Some(most)).map(|row| row[0].as_str()).collect();
        return Some(("largest", says(found), found_largest.join(" and ")));
    }
    if let Some((_, found)) = chart.title.split_once(", by quarter: ") {
        let whole: Vec<(f64, f64)> = rows()
            .filter(|row| !row[0].starts_with("From "))
            .map(|row| (number(&row[1]).unwrap(), number(&row[2]).unwrap()))
            .collect();
        let started = whole.iter().filter(|(started, ceased)| started > ceased).count();
        let ceased = whole.iter().filter(|(started, ceased)| started < ceased).count();
        // Of twelve, one side is clearly ahead from ten on.
        assert_eq!(started + ceased, 12, "{chart:?}");
        let expected = match (started, ceased) {
            (10.., _) => {
                format!("more started than ceased in {} whole quarters", of_all(started, 12))
            }
            (_, 10..) => {
                format!("more ceased than started in {} whole quarters", of_all(ceased, 12))
            }
            _ => "neither is clearly the larger".to_owned(),
        };
        return Some(("more", says(found), expected));
    }
    if let Some((_, found)) = chart.title.split_once(" budget in all; ") {
        let over = rows().filter(|row| row.last().is_some_and(|word| word == "Over")).count();
        let expected = format!("{over} of {} services over budget", rows().count());
        return Some(("over", says(found), expected));
    }
    None
}

#[test]
fn a_title_says_what_is_seen_and_a_subtitle_the_measure_and_its_unit() {
    let folder = sample::latest(sample::sample());
    let mut held = BTreeMap::<&str, usize>::new();
    let (mut faults, mut all) = (Vec::new(), 0);
    for (name, bytes) in workspace::files(&folder) {
        if !name.ends_with(".html") {
            continue;
        }
        for chart in charts(&String::from_utf8(bytes).unwrap()) {
            all += 1;
            if !chart.title.contains(": ") {
                faults.push(format!("{name}: {:?} says nothing", chart.title));
            }
            let has_unit = |text: &String| text.ends_with(')') && text.contains(" (");
            if !chart.subtitle.as_ref().is_some_and(has_unit) {
                faults.push(format!("{name}: {:?} has no measure and unit", chart.title));
            }
            let Some((kind, said, holds)) = held_to_the_table(&chart) else { continue };
            *held.entry(kind).or_default() += 1;
            if said != holds {
                faults.push(format!("{name}: {said:?} in a title, where {holds:?} holds"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(all > 40, "{all} charts");
    let seen: BTreeMap<&str, bool> = held.iter().map(|(kind, count)| (*kind, *count > 2)).collect();
    assert_eq!(seen, BTreeMap::from(["largest", "more", "over"].map(|kind| (kind, true))));
}
