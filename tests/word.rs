//! Word copies: the same words and tables as the page, in the structures that
//! Word has for them, and the same bytes whenever they are made. Nothing here
//! needs an office program.

#[path = "support/papers.rs"]
mod papers;
#[path = "support/word_file.rs"]
mod word_file;

use std::collections::BTreeSet;

use libtest_mimic::Failed;
use papers::{context, folders, parts, root, template};
use roxmltree::{Document, Node};
use sufficiency::definitions::report::Format;
use sufficiency::report::{self, Rendered, docx};
use word_file::{STYLES, W, part, unpacked};

/// What each case of `tests/cases/reports` makes: its name, the page, the Word
/// copy.
fn copies() -> Vec<(String, String, Vec<u8>)> {
    let cases = folders(&root().join("tests/cases/reports"));
    cases
        .iter()
        .map(|case| {
            let rendered = rendered(case.file_name().unwrap().to_str().unwrap()).unwrap();
            let of = |format| rendered.iter().find(|copy: &&Rendered| copy.format == format);
            let page = of(Format::Html).unwrap().text.clone();
            let word = of(Format::Word).unwrap().bytes().to_vec();
            (case.file_name().unwrap().to_string_lossy().into_owned(), page, word)
        })
        .collect()
}

fn rendered(case: &str) -> Result<Vec<Rendered>, Failed> {
    let context = context(&root().join("tests/cases/reports").join(case))?;
    let rendered = report::render(&template("scrutiny-paper")?, &parts(), &context);
    Ok(rendered.map_err(|error| error.to_string())?)
}

fn below<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.descendants().filter(move |node| node.tag_name().name() == name)
}

fn value<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute((W, name)).unwrap_or_default()
}

fn style<'a>(paragraph: Node<'a, 'a>) -> &'a str {
    below(paragraph, "pStyle").next().map(|style| value(style, "val")).unwrap_or_default()
}

/// The words below a node: one space between any two.
fn words(node: Node<'_, '_>) -> String {
    let text: String = node
        .descendants()
        .map(|node| match node.tag_name().name() {
            "tab" | "br" => " ",
            _ if node.is_text() => node.text().unwrap_or_default(),
            _ => "",
        })
        .collect();
    squeezed(&text)
}

/// Words without the shapes that a page draws.
fn squeezed(text: &str) -> String {
    let text = text.replace(['▲', '▼', '▬', '✔', '◆', '✖'], " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text of a page between two tags, its own tags away.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for (index, piece) in html.split('<').enumerate() {
        let (tag, words) = match piece.split_once('>') {
            Some(parts) if index > 0 => parts,
            _ => ("", piece),
        };
        if tag.starts_with("br") || tag.starts_with("/p") {
            text.push(' ');
        }
        text.push_str(words);
    }
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    squeezed(&text.replace("&#39;", "'").replace("&amp;", "&"))
}

/// Every table of a page: rows of cells.
fn tables_of_page(page: &str) -> Vec<Vec<Vec<String>>> {
    let between = |text: &str, open: &str, close: &str| -> Vec<String> {
        let pieces = text.split(open).skip(1);
        pieces.map(|piece| piece.split(close).next().unwrap().to_owned()).collect()
    };
    between(page, "<table", "</table>")
        .iter()
        .map(|table| {
            between(table, "<tr", "</tr>")
                .iter()
                .map(|row| {
                    let row = row.replace("<th", "<td").replace("</th>", "</td>");
                    let cells = between(&row, "<td", "</td>");
                    cells.iter().map(|cell| plain(&format!("<td{cell}"))).collect()
                })
                .collect()
        })
        .collect()
}

fn tables_of_word(document: &Document<'_>) -> Vec<Vec<Vec<String>>> {
    let rows = |table| below(table, "tr").map(|row| below(row, "tc").map(words).collect());
    below(document.root_element(), "tbl").map(|table| rows(table).collect()).collect()
}

#[test]
fn every_table_of_the_page_is_there_with_the_same_cells() {
    for (case, page, word) in copies() {
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        let (expected, found) = (tables_of_page(&page), tables_of_word(&document));
        assert!(!expected.is_empty(), "{case}: the page has no table");
        assert_eq!(found.len(), expected.len(), "{case}: not as many tables");
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{case}");
        }
    }
}

#[test]
fn heads_are_marked_and_no_row_splits() {
    for (case, _, word) in copies() {
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        for table in below(document.root_element(), "tbl") {
            let marks = |row| below(row, "tblHeader").count();
            let rows: Vec<Node<'_, '_>> = below(table, "tr").collect();
            assert_eq!(marks(rows[0]), 1, "{case}: a head that is not marked");
            assert!(rows[1..].iter().all(|row| marks(*row) == 0), "{case}: two heads");
            assert!(rows.iter().all(|row| below(*row, "cantSplit").count() == 1), "{case}");
            let columns = below(table, "gridCol").count();
            assert!(rows.iter().all(|row| below(*row, "tc").count() == columns), "{case}");
            assert!(below(rows[0], "p").all(|cell| below(cell, "keepNext").count() == 1));
        }
    }
}

#[test]
fn headings_are_those_of_the_page_one_level_up() {
    for (case, page, word) in copies() {
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        let found: Vec<(&str, String)> = below(document.root_element(), "p")
            .filter_map(|paragraph| match style(paragraph) {
                "Title" => Some(("h1", words(paragraph))),
                "Heading1" => Some(("h2", words(paragraph))),
                "Heading2" => Some(("h3", words(paragraph))),
                _ => None,
            })
            .collect();
        let expected: Vec<(&str, String)> = page
            .split("<h")
            .skip(1)
            .filter_map(|piece| {
                let level =
                    ["h1", "h2", "h3"].into_iter().find(|it| piece.starts_with(&it[1..]))?;
                let text = plain(&format!("<h{}", piece.split("</h").next()?));
                // Word counts the sections itself.
                let text = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
                Some((level, text.trim_start_matches(". ").to_owned()))
            })
            .collect();
        assert_eq!(found, expected, "{case}");
        assert_eq!(found[0].0, "h1", "{case}: the title comes first");
    }
}

/// Word counts what the page prints: nothing is numbered by hand, and what
/// Word makes of it are the same numbers.
#[test]
fn numbers_are_counted_as_the_page_prints_them() {
    for (case, page, word) in copies() {
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        let (mut section, mut paragraph, mut letters) = (0, 0, 'a'..);
        let mut found = Vec::new();
        for number in below(document.root_element(), "numPr") {
            let of = |name: &'static str| value(below(number, name).next().unwrap(), "val");
            match (of("numId"), of("ilvl")) {
                ("1", "0") => {
                    (section, paragraph, letters) = (section + 1, 0, 'a'..);
                    found.push(format!("{section}."));
                }
                ("1", "1") => {
                    paragraph += 1;
                    found.push(format!("{section}.{paragraph}"));
                }
                ("1", "2") => found.push(format!("({})", letters.next().unwrap())),
                _ => {}
            }
        }
        let marks = page.split("<span class=\"n\">").skip(1);
        let expected: Vec<&str> = marks.map(|mark| mark.split('<').next().unwrap()).collect();
        let (charts, expected): (Vec<&str>, Vec<&str>) =
            expected.into_iter().partition(|mark| mark.starts_with("Chart"));
        assert_eq!(found, expected, "{case}");
        let captions: Vec<String> = below(document.root_element(), "p")
            .filter(|paragraph| style(*paragraph) == "Caption")
            .map(words)
            .collect();
        for chart in charts {
            assert!(captions.iter().any(|caption| caption.starts_with(chart)), "{case}: {chart}");
        }
        let table = "Table 1: ";
        assert!(captions.iter().any(|caption| caption.starts_with(table)), "{case}: {captions:?}");
    }
}

#[test]
fn charts_are_pictures_that_say_what_they_show() {
    for (case, page, word) in copies() {
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        let parts = unpacked(&word);
        let pictures: Vec<Node<'_, '_>> = below(document.root_element(), "docPr").collect();
        assert_eq!(pictures.len(), page.matches("<figure>").count(), "{case}");
        for (index, picture) in pictures.iter().enumerate() {
            let says = picture.attribute("descr").unwrap();
            assert!(says.len() > 20, "{case}: {says}");
            assert!(plain(&page).contains(&squeezed(says)), "{case}: {says}");
            let file =
                |ending| parts[&format!("word/media/paper-chart-{}.{ending}", index + 1)].clone();
            let image = file("png");
            let side = |at: usize| u32::from_be_bytes(image[at..at + 4].try_into().unwrap());
            assert_eq!(side(16), 1440, "{case}: not as wide as it was drawn");
            assert!(image.len() > 4_000, "{case}: an empty picture of {} bytes", image.len());
            let drawing = String::from_utf8(file("svg")).unwrap();
            assert!(!drawing.contains("<text") && !drawing.contains("href=\"http"), "{case}");
        }
    }
}

/// All that a Word copy says stands on the page, so that whoever holds the page
/// to be fit for the public need not read the copy.
#[test]
fn a_copy_says_what_the_page_says_and_no_more() {
    for (case, page, word) in copies() {
        let style = page.find("<style>").unwrap()..page.find("</style>").unwrap();
        let mut said = page.clone();
        said.replace_range(style, "");
        let alternative = |text: &str| text.replace("aria-label=\"", "><").replace('\n', " ");
        let said = format!("{} {}", plain(&said), plain(&alternative(&said)));
        let said_by_page: BTreeSet<&str> = said.split(' ').collect();
        let own = ["Page", "of", "Sufficiency", "Not", "for", "publication", "–", "–;", "Logo"];
        for line in docx::text(&word).unwrap().lines() {
            let line = squeezed(line);
            let is_date = line.ends_with("T00:00:00Z") || line.starts_with("en-GB");
            if is_date || said.contains(&line) {
                continue;
            }
            for token in line.split(' ') {
                let token = token.trim_end_matches([';', ':']);
                let is_said = said_by_page.contains(token)
                    || said_by_page
                        .iter()
                        .any(|other| other.trim_end_matches([';', ':', '.']) == token)
                    || said.contains(token)
                    || own.contains(&token);
                assert!(is_said, "{case}: {token:?} of {line:?} is not on the page");
            }
        }
        // And the other way round: every paragraph of the page.
        let all = squeezed(&docx::text(&word).unwrap().replace('\n', " "));
        let marked = page.replace("<p>", "<p >");
        for paragraph in marked.split("<p ").skip(1).filter_map(|piece| piece.split("</p>").next())
        {
            let text = plain(&format!("<p {}", paragraph.replace("<br>", ". ")));
            let text = text.trim_start_matches(|it: char| it.is_ascii_digit() || it == '.').trim();
            // Word counts letters itself, as it does numbers.
            let text = match text.split_once(") ") {
                Some((letter, rest)) if letter.len() == 2 && letter.starts_with('(') => rest,
                _ => text,
            };
            for sentence in text.split(". ").filter(|sentence| !sentence.is_empty()) {
                assert!(all.contains(sentence.trim_end_matches('.')), "{case}: {sentence:?}");
            }
        }
    }
}

#[test]
fn the_file_speaks_english_and_names_its_paper() {
    let (_, _, word) = copies().remove(2);
    assert!(part(&word, STYLES).contains("<w:lang w:val=\"en-GB\""));
    let core = part(&word, "docProps/core.xml");
    assert!(core.contains("<dc:title>") && core.contains("<dc:language>en-GB</dc:language>"));
    let text = part(&word, "word/document.xml");
    assert!(text.contains("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"), "the page is not A4");
    for (name, bytes) in unpacked(&word) {
        if name.ends_with(".xml") || name.ends_with(".rels") {
            let text = String::from_utf8(bytes).unwrap();
            Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert!(!text.contains("TargetMode=\"External\""), "{name} leads elsewhere");
        }
    }
}

/// Every style, part and number that a document names is there: what is not
/// would make Word offer to repair it.
#[test]
fn nothing_is_named_that_is_not_there() {
    for (case, _, word) in copies() {
        let parts = unpacked(&word);
        let text = part(&word, "word/document.xml");
        let document = Document::parse(&text).unwrap();
        let styles = part(&word, STYLES);
        for name in ["pStyle", "rStyle", "tblStyle"] {
            for named in below(document.root_element(), name) {
                let id = format!("w:styleId=\"{}\"", value(named, "val"));
                assert!(styles.contains(&id), "{case}: {id}");
            }
        }
        let numbering = part(&word, "word/numbering.xml");
        for number in below(document.root_element(), "numId") {
            let id = value(number, "val");
            let is_there = id == "0" || numbering.contains(&format!("w:numId=\"{id}\""));
            assert!(is_there, "{case}: numbering {id}");
        }
        let relations = part(&word, "word/_rels/document.xml.rels");
        let relations = Document::parse(&relations).unwrap();
        for relation in below(relations.root_element(), "Relationship") {
            let target = format!("word/{}", relation.attribute("Target").unwrap());
            assert!(parts.contains_key(&target), "{case}: {target}");
            let id = relation.attribute("Id").unwrap();
            let is_image = relation.attribute("Type").unwrap().ends_with("/image");
            assert!(!is_image || text.contains(&format!("\"{id}\"")), "{case}: {id} is not used");
        }
    }
}

#[test]
fn the_same_paper_is_the_same_bytes() {
    for case in ["full", "public"] {
        let bytes = |rendered: Vec<Rendered>| -> Vec<Vec<u8>> {
            rendered.iter().map(|copy| copy.bytes().to_vec()).collect()
        };
        let (once, again) = (rendered(case).unwrap(), rendered(case).unwrap());
        assert_eq!(bytes(once), bytes(again), "{case}");
    }
}
