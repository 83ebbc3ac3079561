//! Reports with a copy for each reader, through the program: how many there
//! are, what one says word for word, that none tells of anybody else, and that a
//! leak stops the publication.

#[path = "support/packs.rs"]
mod packs;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use packs::{PACKS, definitions, prepared};
use serde_json::Value;
use workspace::{Said, Workspace, files, leaks, names, repository};

const TEMPLATE: &str = "report-templates/provider-review-pack.j2";

fn run(workspace: &Workspace, arguments: &[&str]) -> Said {
    let definitions = definitions();
    workspace.run(&[arguments, &["--definitions", definitions.to_str().unwrap()]].concat())
}

/// The small workspace with its packs, made once.
fn published() -> Workspace {
    static MADE: OnceLock<Workspace> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let workspace = prepared();
        run(&workspace, &["run", "provider-review-pack"]).expect(0);
        workspace
    });
    Workspace::copy_of(made.root())
}

/// The names of a folder's files with this ending, without it.
fn stems(folder: &Path, ending: &str) -> Vec<String> {
    let names = names(folder).into_iter();
    names.filter_map(|name| name.strip_suffix(ending).map(str::to_owned)).collect()
}

fn manifest(workspace: &Workspace) -> Value {
    serde_json::from_str(&workspace.read("publications/latest/manifest.json")).unwrap()
}

/// The formats that a pack is made in.
const COPIES: [&str; 3] = ["docx", "html", "md"];

/// What a copy tells its reader.
fn told(workspace: &Workspace, path: &str) -> String {
    let bytes = fs::read(workspace.path(path)).unwrap();
    match path.ends_with(".docx") {
        true => sufficiency::report::docx::text(&bytes).unwrap(),
        false => String::from_utf8(bytes).unwrap(),
    }
}

#[test]
fn one_pack_reads_word_for_word() {
    let workspace = published();
    assert_eq!(stems(&workspace.path(PACKS), ".md"), ["K01", "K02", "K03", "K04"]);
    let said = workspace.read(&format!("{PACKS}/K01.md")).replace(&workspace.latest(), "RUN");
    let path = repository("tests/cases/packs/expected.K01.md");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &said).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(said, expected, "UPDATE_GOLDEN=1 writes it anew");
}

#[test]
fn no_pack_tells_of_anybody_else() {
    let workspace = published();
    let all = [
        ("K01", ["Avocet", "Reedbed", "90000101", "9100112", "KA-0001", "4,571", "KC1"]),
        ("K02", ["Bittern", "Wader", "90000102", "9100040", "KA-0003", "3,999", "KC2"]),
        ("K03", ["Curlew", "Mudflat", "90000103", "9100073", "KA-0004", "5,005", "KC3"]),
    ];
    let children = workspace.secrets();
    for (own, _) in &all {
        for ending in ["md", "html", "docx"] {
            let text = told(&workspace, &format!("{PACKS}/{own}.{ending}"));
            for (other, words) in all.iter().filter(|(other, _)| other != own) {
                let found: Vec<_> = words.iter().filter(|word| text.contains(**word)).collect();
                assert!(found.is_empty(), "{own}.{ending} tells of {other}: {found:?}");
            }
            assert_eq!(leaks(&text, &children), [""; 0], "{own}.{ending}");
        }
    }
    // What is one's own may look like another's name: K04 has an Avocet House.
    assert!(workspace.read(&format!("{PACKS}/K04.md")).contains("Avocet House"));
}

#[test]
fn a_pack_that_tells_of_another_stops_the_publication() {
    for (planted, kinds) in [
        ("see CURLEW homes", &["name of another provider"][..]),
        ("number 9100073", &["URN of another provider"]),
        ("as for 991818", &["child who is not in its care"]),
        ("KA-0004 at £5,005", &["agreement of another provider", "price of another provider"]),
        ("others are paid £5,005 a week", &["price of another provider"]),
        ("| other | 5,005.00 |", &["price of another provider"]),
    ] {
        let workspace = published();
        let before = files(&workspace.path("publications"));
        let template = fs::read_to_string(repository(TEMPLATE)).unwrap();
        let heading = "{{ p.heading(\"Agenda\") }}";
        assert!(template.contains(heading));
        let line = format!("{heading}\n{{% call p.paragraph() %}}{planted}{{% endcall %}}");
        workspace.write("definitions/provider-review-pack.j2", template.replace(heading, &line));
        let said = run(&workspace, &["run", "provider-review-pack"]).expect(1);
        for (kind, ending) in kinds.iter().flat_map(|kind| COPIES.map(|ending| (kind, ending))) {
            let place = format!("exempt/provider-review-pack/K01.{ending}");
            let is_told = |line: &str| line.contains(&place) && line.contains(kind);
            assert!(said.err.lines().any(is_told), "{place} {kind}: {}", said.err);
        }
        for ending in COPIES {
            let own = format!("K03.{ending}: it tells");
            assert!(!said.err.contains(&own), "its own: {}", said.err);
        }
        for value in ["CURLEW", "991818", "5,005"] {
            assert!(!said.err.contains(value), "{value} is told: {}", said.err);
        }
        assert_eq!(files(&workspace.path("publications")), before, "{planted}");
        let newest = workspace.runs().pop().unwrap();
        let findings = fs::read_to_string(newest.join("findings.json")).unwrap();
        assert!(findings.contains("\"leak\"") && !findings.contains("CURLEW"), "{findings}");
    }
}

/// Bills, packages and peers' quarters that happen to print as another's price
/// are no leak, in a council with errors in its invoices too.
#[test]
fn an_amount_of_ones_own_is_no_leak() {
    let workspace = Workspace::copy_of(tempfile::tempdir().unwrap().path());
    let out = workspace.root().to_str().unwrap();
    let arguments = ["generate", "council", "--seed", "3", "--invoice-errors", "--out", out];
    workspace.run(&arguments).expect(0);
    workspace.run(&["run", "provider-review-pack"]).expect(0);
    assert!(stems(&workspace.path(PACKS), ".md").len() > 50);
}

#[test]
fn a_list_that_is_not_the_readers_never_reaches_a_pack() {
    let workspace = prepared();
    let path = "definitions/lists/pack_finance.sql";
    let list = fs::read_to_string(repository("sql/lists/pack_finance.sql")).unwrap();
    workspace.write(path, list.replace("scope = \"provider\"", "scope = \"council\""));
    let said = run(&workspace, &["run", "provider-review-pack"]).expect(3);
    said.tells(&["uses the list `pack_finance`, which is not cut to one copy's reader"]);
    workspace.write(path, list.replace("    provider_id,\n    held_on", "    held_on"));
    run(&workspace, &["run", "provider-review-pack"]).expect(3).tells(&["no column `provider_id`"]);
}

#[test]
fn a_named_provider_is_made_anew_and_the_others_are_carried() {
    let workspace = published();
    let first = workspace.latest();
    let before = files(&workspace.path(PACKS));
    let said = run(&workspace, &["run", "--provider", "K001"]).expect(2);
    said.tells(&["there is no copy for \"K001\"", "did you mean \"K01\"?"]);
    assert_eq!(workspace.latest(), first);

    run(&workspace, &["run", "--provider", "K01"]).expect(0);
    let second = workspace.latest();
    assert_ne!(second, first);
    let after = files(&workspace.path(PACKS));
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    let changed: Vec<_> = before.keys().filter(|name| before[*name] != after[*name]).collect();
    assert_eq!(changed, ["K01.docx", "K01.html", "K01.md", "index.html"]);
    let again = run(&workspace, &["run", "--provider", "K01", "--format", "json"]).expect(0).json();
    assert_eq!(
        (again["was_there"].as_bool(), again["run_id"].as_str()),
        (Some(true), Some(&*second))
    );

    // What is not due is carried whole, and the same is made again to the byte.
    run(&workspace, &["run", "bulletin"]).expect(0);
    assert_eq!(files(&workspace.path(PACKS)), after);
    let outputs = manifest(&workspace)["outputs"].as_array().unwrap().clone();
    let of_packs = outputs.iter().filter(|output| output["report"] == "provider-review-pack");
    assert_eq!(of_packs.count(), 13, "four packs in three formats, and the page that lists them");
    run(&workspace, &["run", "--replay", &second]).expect(0);
    workspace.all_whole();
}

#[test]
fn the_council_says_which_copies_there_are() {
    let workspace = prepared();
    workspace.append("council.toml", "\n[reports.provider-review-pack]\ncopies = [\"all\"]\n");
    run(&workspace, &["run", "provider-review-pack"]).expect(0);
    assert_eq!(stems(&workspace.path(PACKS), ".md").len(), 6);
    workspace.replace("council.toml", "[\"all\"]", "[\"K02\", \"K0X\"]");
    let said = run(&workspace, &["run", "provider-review-pack"]).expect(3);
    said.tells(&["council.toml, [reports.provider-review-pack]", "\"K0X\""]);
}

/// The average of all answers is told only where it does not give away those
/// of one or two: there are three at least, and of those whose own average is
/// not told there are none or three.
fn no_answer_is_told(id: &str, text: &str) {
    let rows = |caption: &str| -> Vec<Vec<String>> {
        let table = text.split(caption).nth(1).unwrap_or_default();
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|')).skip(2);
        rows.map(|line| line.split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
    };
    let answers = rows(": Feedback of the last twelve months**");
    let number = |row: &Vec<String>| row[2].parse::<u32>().unwrap();
    let all: u32 = answers.iter().map(number).sum();
    let told: u32 = answers.iter().filter(|row| row[3].contains('.')).map(number).sum();
    let of_all = text.lines().find_map(|line| line.strip_prefix("| Average score of feedback"));
    let own = of_all.map(|line| line.split('|').nth(1).unwrap().trim());
    let is_few = all < 3 || (1..3).contains(&(all - told));
    if let Some(own) = own.filter(|_| all > 0) {
        assert_eq!(own == "Too few answers", is_few, "{id}: {own}, {all} answers, {told} told");
    }
}

#[test]
fn the_sample_council_has_a_pack_for_every_provider_that_is_due() {
    let workspace = Workspace::copy_of(&repository("sample-extracts"));
    workspace.run(&["run"]).expect(0);
    let packs = stems(&workspace.path(PACKS), ".md");
    assert_eq!(packs.len(), 61);
    let statements = workspace.path("publications/latest/exempt/contract-statement");
    assert_eq!(stems(&statements, ".html").len(), 3, "two partners, and the list of them");
    let index = workspace.read("publications/latest/index.html");
    assert!(index.contains("61 copies") && !index.contains("P022"), "one line, not sixty");

    // Read off the page that lists them, which shares nothing with the search
    // for leaks.
    let contents = workspace.read(&format!("{PACKS}/index.html"));
    let named: Vec<(String, String)> = contents
        .split("<th scope=\"row\">")
        .skip(1)
        .map(|row| {
            let name = row.split("</th>").next().unwrap().to_owned();
            let id = row.split("<td>").nth(1).unwrap().split("</td>").next().unwrap().to_owned();
            (name, id)
        })
        .collect();
    assert_eq!(named.len(), packs.len());
    let with = |words: &str| {
        let texts = packs.iter().map(|id| workspace.read(&format!("{PACKS}/{id}.md")));
        texts.filter(|text| text.contains(words)).count()
    };
    assert_eq!(with("| Overdue by "), 2, "met too long ago");
    let alerts = workspace.read("publications/latest/exempt/bulletin.md");
    let due = workspace.run(&["due"]).expect(0).out;
    for (name, id) in &named {
        let is_told = alerts.lines().any(|line| {
            line.contains("Review meeting overdue") && line.contains(&format!("| {name} |"))
        });
        let text = workspace.read(&format!("{PACKS}/{id}.md"));
        assert_eq!(text.contains("| Overdue by "), is_told, "{id}: pack and alerts are at odds");
        let is_due = due.lines().any(|line| {
            line.contains("overdue") && line.contains(&format!("Review meeting ({name}, {id}"))
        });
        assert_eq!(is_due, is_told, "{id}: what falls due and alerts are at odds");
    }
    assert_eq!(with("fell due, and all were given."), 4, "discounts for long stays");
    assert!(with("Your contracts have no discount terms.") > 20, "those bought from one by one");
    assert_eq!(with("No visit, audit or meeting has been held"), 2, "one is new, one never used");
    assert_eq!(with("| Hold the first visit"), 1, "the new one has children");
    assert!(with("are to sign the agreement") >= 5, "agreements are unsigned");
    let children = workspace.secrets();
    let children: BTreeSet<String> =
        children.into_iter().filter(|secret| secret.len() > 5).collect();
    for (name, id) in &named {
        let text = workspace.read(&format!("{PACKS}/{id}.md"));
        assert!(text.contains(name.as_str()), "{id}");
        for (other, _) in named.iter().filter(|(other, _)| other != name) {
            assert!(!text.contains(other.as_str()), "{id} names another");
        }
        assert_eq!(leaks(&text, &children).len(), 0, "{id} names a child");
        no_answer_is_told(id, &text);
        for heading in ["What to agree", "Compliance", "Performance", "Placements", "Decisions"] {
            assert!(text.contains(heading), "{id} has no {heading}");
        }
    }
    let due = workspace.run(&["due", "--format", "json", "--within", "30"]).expect(0).json();
    assert_eq!(due["papers"][0]["publish_by"], "2026-11-16");
    let dates = due["falls_due"]["dates"].as_array().unwrap();
    let kinds: BTreeSet<&str> = dates.iter().filter_map(|date| date["kind"].as_str()).collect();
    assert_eq!(kinds, BTreeSet::from(["Check", "Review", "Visit"]));
    assert_eq!(due["falls_due"]["run_id"], workspace.latest());
    let days: Vec<&str> = dates.iter().filter_map(|date| date["due_on"].as_str()).collect();
    assert!(days.is_sorted() && days.last() <= Some(&"2026-10-30"), "{days:?}");
}
