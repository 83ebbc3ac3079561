//! Reads what `docx.j2` wrote: a small XML of the paper's own. What a paper
//! has no place for is a fault of a template, with its place in what was
//! written; nothing is left out in silence.

use roxmltree::{Document, Node};

use super::block::{Block, Figure, Form, Head, Kind, Paper, Row, Table, Text, Tone};

/// Reads a paper. Says what is wrong where it is none.
pub(super) fn read(written: &str) -> Result<Paper, String> {
    let document = Document::parse(written)
        .map_err(|error| format!("the parts of the Word copy wrote no XML: {error}"))?;
    let root = document.root_element();
    if root.tag_name().name() != "paper" {
        return Err(not_expected(root, "a <paper>"));
    }
    let of = |name| attribute(root, name);
    Ok(Paper {
        title: of("title"),
        council: of("council"),
        directorate: of("directorate"),
        logo: of("logo"),
        run: of("run"),
        notice: of("notice"),
        blocks: elements(root)?.into_iter().map(block).collect::<Result<_, _>>()?,
    })
}

fn block(node: Node<'_, '_>) -> Result<Block, String> {
    let number = attribute(node, "number");
    match node.tag_name().name() {
        "title" => Ok(Block::Title(text(node)?)),
        "heading" => {
            let level = if attribute(node, "level") == "1" { 1 } else { 2 };
            Ok(Block::Heading { level, number, text: text(node)? })
        }
        "p" => Ok(Block::Paragraph { kind: kind(node)?, number, text: text(node)? }),
        "list" => Ok(Block::List {
            is_numbered: attribute(node, "kind") == "numbered",
            items: elements(node)?.into_iter().map(text).collect::<Result<_, _>>()?,
        }),
        "pair" => Ok(Block::Pair { label: part(node, "label")?, value: part(node, "value")? }),
        "headline" => Ok(Block::Headline {
            value: part(node, "value")?,
            label: part(node, "label")?,
            status: part(node, "status")?,
            says: part(node, "says")?,
        }),
        "table" => table(node).map(Block::Table),
        "figure" => figure(node).map(Block::Figure),
        "term" => Ok(Block::Term { label: part(node, "label")?, lines: parts(node, "line")? }),
        _ => Err(not_expected(node, "a block")),
    }
}

fn kind(node: Node<'_, '_>) -> Result<Kind, String> {
    match node.attribute("kind").unwrap_or_default() {
        "" => Ok(Kind::Plain),
        "recommendation" => Ok(Kind::Recommendation),
        "above" => Ok(Kind::Above),
        "caption" => Ok(Kind::Caption),
        "foot" => Ok(Kind::Foot),
        _ => Err(not_expected(node, "a kind of paragraph")),
    }
}

fn table(node: Node<'_, '_>) -> Result<Table, String> {
    let mut table = Table {
        number: attribute(node, "number"),
        caption: attribute(node, "caption"),
        above: parts(node, "above")?,
        notes: parts(node, "note")?,
        ..Table::default()
    };
    for row in elements(node)?.into_iter().filter(|row| row.tag_name().name() == "row") {
        if table.head.is_empty() {
            table.head = elements(row)?.into_iter().map(head).collect::<Result<_, _>>()?;
            continue;
        }
        let cells: Vec<Text> = elements(row)?.into_iter().map(text).collect::<Result<_, _>>()?;
        if cells.len() != table.head.len() {
            let columns = table.head.len();
            let says =
                format!("{} cells under {columns} heads in \"{}\"", cells.len(), table.caption);
            return Err(format!("a row has {says}{}", place(row)));
        }
        table.rows.push(Row { is_total: attribute(row, "kind") == "total", cells });
    }
    Ok(table)
}

fn head(node: Node<'_, '_>) -> Result<Head, String> {
    let kind = attribute(node, "kind");
    Ok(Head { text: text(node)?, is_number: kind == "number", is_short: kind == "short" })
}

fn figure(node: Node<'_, '_>) -> Result<Figure, String> {
    let drawing = elements(node)?.into_iter().find(|child| child.tag_name().name() == "svg");
    let drawing = drawing.ok_or_else(|| not_expected(node, "a figure with a drawing"))?;
    Ok(Figure {
        number: attribute(node, "number"),
        title: attribute(node, "title"),
        says: attribute(node, "says"),
        svg: node.document().input_text()[drawing.range()].to_owned(),
        notes: parts(node, "note")?,
    })
}

/// The text of the one child of this name.
fn part(node: Node<'_, '_>, name: &str) -> Result<Text, String> {
    let mut found = parts(node, name)?;
    match found.len() {
        1 => Ok(found.remove(0)),
        _ => Err(not_expected(node, &format!("one <{name}> in it"))),
    }
}

/// The texts of all children of this name.
fn parts(node: Node<'_, '_>, name: &str) -> Result<Vec<Text>, String> {
    let children = elements(node)?.into_iter();
    children.filter(|child| child.tag_name().name() == name).map(text).collect()
}

/// The elements within one that holds no words of its own.
fn elements<'a, 'b>(node: Node<'a, 'b>) -> Result<Vec<Node<'a, 'b>>, String> {
    let words = |child: &Node<'_, '_>| {
        child.is_text() && child.text().is_some_and(|text| !text.trim().is_empty())
    };
    match node.children().find(words) {
        Some(words) => Err(format!("words stand outside of any paragraph{}", place(words))),
        None => Ok(node.children().filter(Node::is_element).collect()),
    }
}

fn text(node: Node<'_, '_>) -> Result<Text, String> {
    let mut text = Text::default();
    add(&mut text, node, Form::default())?;
    text.trim_end();
    Ok(text)
}

fn add(to: &mut Text, node: Node<'_, '_>, form: Form) -> Result<(), String> {
    for child in node.children() {
        if let Some(words) = child.text().filter(|_| child.is_text()) {
            to.push(words, form);
            continue;
        }
        let form = match child.tag_name().name() {
            "strong" => Form { is_strong: true, ..form },
            "em" => Form { is_emphasised: true, ..form },
            "open" => Form { tone: Tone::Open, ..form },
            "tone" => Form { is_strong: true, tone: tone(child), ..form },
            _ if child.is_element() => return Err(not_expected(child, "words")),
            _ => continue,
        };
        add(to, child, form)?;
    }
    Ok(())
}

fn tone(node: Node<'_, '_>) -> Tone {
    match node.attribute("name") {
        Some("good") => Tone::Good,
        Some("bad") => Tone::Bad,
        _ => Tone::Plain,
    }
}

fn attribute(node: Node<'_, '_>, name: &str) -> String {
    node.attribute(name).unwrap_or_default().to_owned()
}

fn not_expected(node: Node<'_, '_>, expected: &str) -> String {
    format!("<{}> stands where {expected} was expected{}", node.tag_name().name(), place(node))
}

/// Where a node stands: the names of what it stands in. Its words are not
/// repeated, for they may be of the data.
fn place(node: Node<'_, '_>) -> String {
    let mut names: Vec<&str> =
        node.ancestors().filter(Node::is_element).map(|node| node.tag_name().name()).collect();
    names.reverse();
    format!(" ({})", names.join(" > "))
}
