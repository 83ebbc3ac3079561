//! Every table of every report of the sample says above it what the symbols in
//! it mean, each that occurs and no other; a table without one says nothing.
//! Symbols stand where numbers would: `low` among words is a word.

#[path = "support/sample.rs"]
mod sample;
#[path = "support/word_file.rs"]
mod word_file;
#[path = "support/workspace.rs"]
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::{Document, Node};

use word_file::W;

const SYMBOLS: [&str; 4] = ["c", "low", "x", "z"];

/// A table as it stands in a copy: where its numbers stand, and what is said
/// right above it.
#[derive(Debug, Default)]
struct Table {
    cells: Vec<(bool, String)>,
    above: String,
}

impl Table {
    fn symbols(&self) -> BTreeSet<&str> {
        let numbers = self.cells.iter().filter(|(is_number, _)| *is_number);
        let cells = numbers.map(|(_, cell)| cell.trim().trim_matches('*'));
        cells.filter(|cell| SYMBOLS.contains(cell)).collect()
    }

    /// The symbols that are explained, each with its meaning.
    fn explained(&self) -> BTreeMap<&str, &str> {
        let Some(said) = self.above.trim().strip_prefix("Symbols: ") else {
            return BTreeMap::new();
        };
        let said = said.strip_suffix('.').expect("a sentence");
        said.split("; ").map(|one| one.split_once(" = ").expect("symbol = meaning")).collect()
    }
}

fn tables_of_page(page: &str) -> Vec<Table> {
    let tables = page.split("<table").skip(1);
    tables
        .map(|rest| {
            let table = rest.split("</table>").next().unwrap();
            let class = table.split('>').next().unwrap();
            let above = between(table, "<span class=\"symbols\">", "</span>");
            let rows = between(table, "<tbody>", "</tbody>").unwrap_or_default();
            let is_word = |column: usize| {
                ["text", "short"].iter().any(|kind| class.contains(&format!("{kind}-{column} ")))
            };
            let cells = rows.split("<tr").skip(1).flat_map(|row| {
                row.split("<td>").skip(1).enumerate().map(|(place, cell)| {
                    (!is_word(place + 2), plain(cell.split("</td>").next().unwrap()))
                })
            });
            Table { cells: cells.collect(), above: plain(above.unwrap_or_default()) }
        })
        .collect()
}

fn between<'a>(text: &'a str, from: &str, to: &str) -> Option<&'a str> {
    text.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map(|(inner, _)| inner)
}

fn plain(marked: &str) -> String {
    let mut text = String::new();
    for piece in marked.split('<') {
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text.replace("&#x27;", "'").replace("&#39;", "'")
}

fn tables_of_markdown(text: &str) -> Vec<Table> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let is_rule = line.starts_with("| :-- |") || line.starts_with("| --: |");
        if !is_rule || at < 1 {
            continue;
        }
        let is_number: Vec<bool> =
            line.trim_matches('|').split('|').map(|column| column.trim() == "--:").collect();
        let rows = lines[at + 1..].iter().take_while(|line| line.starts_with('|'));
        let cells = rows.flat_map(|row| {
            let row = row.trim_start_matches("| ").trim_end_matches(" |");
            let cells = row.split(" | ").map(str::to_owned);
            is_number.clone().into_iter().zip(cells).skip(1).collect::<Vec<_>>()
        });
        let above = lines[..at - 1].iter().rev().find(|line| !line.is_empty());
        let above = above.copied().unwrap_or_default().replace('\\', "");
        found.push(Table { cells: cells.collect(), above });
    }
    found
}

fn tables_of_word(bytes: &[u8]) -> Vec<Table> {
    let xml = word_file::part(bytes, "word/document.xml");
    let document = Document::parse(&xml).unwrap();
    let is = |node: &Node<'_, '_>, name| node.has_tag_name((W, name));
    let words = |node: Node<'_, '_>| -> String {
        node.descendants().filter(|it| is(it, "t")).filter_map(|it| it.text()).collect()
    };
    let tables = document.descendants().filter(|node| is(node, "tbl"));
    tables
        .map(|table| {
            let rows = table.children().filter(|node| is(node, "tr")).skip(1);
            let cells = rows.flat_map(|row| {
                let cells = row.children().filter(|node| is(node, "tc")).skip(1);
                cells.map(|cell| {
                    let is_right = cell.descendants().any(|node| is(&node, "jc"));
                    (is_right, words(cell))
                })
            });
            let before = table.prev_siblings().skip(1).find(Node::is_element);
            Table { cells: cells.collect(), above: before.map(words).unwrap_or_default() }
        })
        .collect()
}

#[test]
fn every_table_explains_its_symbols_and_no_other() {
    let folder = sample::latest(sample::sample());
    let mut with_symbols = BTreeMap::<(String, &str), usize>::new();
    let (mut without, mut met) = (0, BTreeSet::new());
    for (name, bytes) in workspace::files(&folder) {
        let Some((stem, ending)) = name.rsplit_once('.') else { continue };
        let (tables, format) = match ending {
            "html" => (tables_of_page(&String::from_utf8(bytes).unwrap()), "html"),
            "md" => (tables_of_markdown(&String::from_utf8(bytes).unwrap()), "md"),
            "docx" => (tables_of_word(&bytes), "docx"),
            _ => continue,
        };
        for table in tables {
            let (symbols, explained) = (table.symbols(), table.explained());
            let said: BTreeSet<&str> = explained.keys().copied().collect();
            assert_eq!(symbols, said, "{name}: {:?}", table.above);
            for (symbol, meaning) in explained {
                assert!(meaning.starts_with(meaning_of(symbol)), "{symbol}: {meaning}");
                met.insert(symbol.to_owned());
            }
            match symbols.is_empty() {
                true => without += 1,
                false => *with_symbols.entry((stem.to_owned(), format)).or_default() += 1,
            }
        }
    }
    // As many in each format of a report, and in both copies.
    let reports: BTreeSet<&String> = with_symbols.keys().map(|(stem, _)| stem).collect();
    for report in &reports {
        let of = |format| with_symbols.get(&((*report).clone(), format));
        assert!(of("html") == of("md") && of("md") == of("docx"), "{report}: {with_symbols:?}");
    }
    assert!(reports.iter().any(|it| it.starts_with("exempt/")), "{reports:?}");
    assert!(reports.iter().filter(|it| it.starts_with("public/")).count() >= 4, "{reports:?}");
    assert!(without > 500, "packs have tables without a symbol: {without}");
    assert_eq!(met, BTreeSet::from(["c", "x", "z"].map(str::to_owned)));
}

/// The Government Statistical Service's word for a symbol.
fn meaning_of(symbol: &str) -> &'static str {
    match symbol {
        "c" => "confidential",
        "low" => "low",
        "x" => "not available",
        "z" => "not applicable",
        other => panic!("no such symbol: {other}"),
    }
}
