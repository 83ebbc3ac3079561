//! What a Word file says: its words and the alternative texts of its pictures,
//! a paragraph a line. Whoever looks for a name in a publication looks here,
//! not in the packed bytes.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

/// The text of a Word file: headers and footers, the document, its properties.
/// Says what is wrong where it is none.
pub fn text(bytes: &[u8]) -> Result<String, String> {
    let failed = |error: zip::result::ZipError| format!("this is no Word file: {error}");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(failed)?;
    let mut text = String::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(failed)?;
        let name = part.name().map(|name| name.into_owned()).unwrap_or_default();
        add_part(&mut text, &name, || {
            let mut xml = Vec::new();
            part.read_to_end(&mut xml).map_err(|error| format!("{name}: {error}"))?;
            Ok(Cow::Owned(xml))
        })?;
    }
    Ok(text)
}

/// Adds what a part of the file says, where it says anything. Says what is
/// wrong where it is no XML.
pub(super) fn add_part<'a>(
    text: &mut String,
    name: &str,
    bytes: impl FnOnce() -> Result<Cow<'a, [u8]>, String>,
) -> Result<(), String> {
    let is_text = name.ends_with(".xml")
        && (name.starts_with("word/") || name.starts_with("docProps/"))
        && name != "word/styles.xml";
    if !is_text {
        return Ok(());
    }
    let bytes = bytes()?;
    let xml = std::str::from_utf8(&bytes).map_err(|error| format!("{name}: {error}"))?;
    let document = Document::parse(xml).map_err(|error| format!("{name}: {error}"))?;
    add(text, document.root_element());
    Ok(())
}

fn add(to: &mut String, node: Node<'_, '_>) {
    if let Some(words) = node.text().filter(|_| node.is_text()) {
        to.push_str(words);
        return;
    }
    match node.tag_name().name() {
        "tab" | "br" => to.push(' '),
        "docPr" => {
            for name in ["title", "descr"] {
                to.push_str(node.attribute(name).unwrap_or_default());
                to.push('\n');
            }
        }
        "tblCaption" => {
            let words = node.attributes().find(|attribute| attribute.name() == "val");
            to.push_str(words.map(|words| words.value()).unwrap_or_default());
            to.push('\n');
        }
        _ => {}
    }
    node.children().for_each(|child| add(to, child));
    let name = node.tag_name().name();
    let is_property = matches!(
        name,
        "title" | "creator" | "language" | "created" | "modified" | "Application" | "Company"
    );
    if (name == "p" || is_property) && !to.ends_with('\n') {
        to.push('\n');
    }
}
