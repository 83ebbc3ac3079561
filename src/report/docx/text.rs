//! What a Word file says: its words and the alternative texts of its pictures,
//! a paragraph a line. Whoever looks for a name in a publication looks here,
//! not in the packed bytes.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::errors::SyntaxError;
use quick_xml::escape::{EscapeError, resolve_predefined_entity};
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Error, Reader, XmlVersion};
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
    add(text, xml).map_err(|error| format!("{name}: {error}"))
}

fn add(to: &mut String, xml: &str) -> Result<(), Error> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event()? {
            // What parts the head of the file from its element is no text.
            Event::Text(_) if depth == 0 => {}
            Event::Text(words) => to.push_str(&words.xml10_content()),
            Event::CData(words) => to.push_str(&words.xml10_content()),
            Event::GeneralRef(letter) => add_reference(to, &letter)?,
            Event::Start(element) => {
                depth += 1;
                begin(to, &element)?;
            }
            Event::Empty(element) => {
                begin(to, &element)?;
                end(to, element.local_name().as_ref());
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                end(to, element.local_name().as_ref());
            }
            Event::Eof if depth > 0 => return Err(SyntaxError::UnclosedTag.into()),
            Event::Eof => return Ok(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

/// Adds the letter that `&amp;` or `&#163;` stands for.
fn add_reference(to: &mut String, reference: &BytesRef<'_>) -> Result<(), Error> {
    if let Some(letter) = reference.resolve_char_ref()? {
        to.push(letter);
        return Ok(());
    }
    let name = reference.xml10_content();
    let known = resolve_predefined_entity(&name);
    to.push_str(known.ok_or_else(|| EscapeError::UnrecognizedEntity(0..name.len(), name.into()))?);
    Ok(())
}

fn begin(to: &mut String, element: &BytesStart<'_>) -> Result<(), Error> {
    match element.local_name().as_ref() {
        "tab" | "br" => to.push(' '),
        "docPr" => {
            for name in ["title", "descr"] {
                add_attribute(to, element, name)?;
            }
        }
        "tblCaption" => add_attribute(to, element, "val")?,
        _ => {}
    }
    Ok(())
}

/// Adds what an attribute says, as a line.
fn add_attribute(to: &mut String, element: &BytesStart<'_>, name: &str) -> Result<(), Error> {
    for attribute in element.attributes() {
        let attribute = attribute?;
        if attribute.key.local_name().as_ref() == name {
            to.push_str(&attribute.normalized_value(XmlVersion::Implicit1_0)?);
        }
    }
    to.push('\n');
    Ok(())
}

fn end(to: &mut String, name: &str) {
    let is_property = matches!(
        name,
        "title" | "creator" | "language" | "created" | "modified" | "Application" | "Company"
    );
    if (name == "p" || is_property) && !to.ends_with('\n') {
        to.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> Result<String, String> {
        let mut text = String::new();
        add_part(&mut text, "word/document.xml", || Ok(Cow::Borrowed(xml.as_bytes())))?;
        Ok(text)
    }

    #[test]
    fn paragraphs_are_lines_and_pictures_say_what_they_show() {
        let xml = "<?xml version=\"1.0\"?>\n<w:d xmlns:w=\"w\"><w:p><w:r><w:t>A &amp; B</w:t><w:tab/>\
            <w:t xml:space=\"preserve\"> &#163;5</w:t></w:r></w:p><w:p/>\
            <wp:docPr title=\"One &lt; two\" descr=\"It rises\"/><w:p><w:t>C</w:t></w:p></w:d>\n";
        assert_eq!(told(xml).unwrap(), "A & B  £5\nOne < two\nIt rises\nC\n");
    }

    #[test]
    fn what_is_no_xml_is_refused() {
        for xml in ["<a><b></a>", "<a>&nobody;</a>", "<a", "<a><b/>"] {
            assert!(told(xml).unwrap_err().starts_with("word/document.xml: "), "{xml}");
        }
    }
}
