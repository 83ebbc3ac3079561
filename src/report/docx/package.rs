//! The file itself: its parts, how they refer to each other, packed so that the
//! same paper is the same bytes. Every time in it is the day of the figures.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use chrono::{Datelike, NaiveDate};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::escape;

pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The content types of Word's own parts begin with this.
pub(super) const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// One part of the file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Where it lies: `word/styles.xml`.
    pub(super) path: String,
    /// What it is; empty where the ending of its name says so.
    pub(super) kind: String,
    /// What it holds.
    pub(super) bytes: Vec<u8>,
}

/// A reference from the document to another part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relation {
    /// Its name within the document.
    pub(super) id: String,
    /// What the other is to it: `styles`, `header`, `image`.
    pub(super) kind: String,
    /// Where the other lies, seen from the document.
    pub(super) target: String,
}

impl Part {
    pub(super) fn new(path: impl Into<String>, kind: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let kind = match kind {
            "" => String::new(),
            kind if kind.contains('/') => kind.to_owned(),
            kind => format!("{WORD}{kind}+xml"),
        };
        Self { path: path.into(), kind, bytes: bytes.into() }
    }
}

impl Relation {
    pub(super) fn new(
        id: impl Into<String>,
        kind: impl Into<String>,
        target: impl Into<String>,
    ) -> Self {
        Self { id: id.into(), kind: kind.into(), target: target.into() }
    }
}

/// The part that holds the references of another.
pub(super) fn relations(of: &str, relations: &[Relation]) -> Part {
    let mut xml = format!("{XML}<Relationships xmlns=\"{RELATIONS}\">");
    for Relation { id, kind, target } in relations {
        let kind = if kind.contains("://") { kind.clone() } else { format!("{OFFICE}/{kind}") };
        // Writing to a text does not fail.
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{}\"/>",
            escape(target)
        );
    }
    xml += "</Relationships>";
    let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    Part::new(format!("{folder}_rels/{name}.rels"), "", xml)
}

/// What the file says of itself.
pub(super) fn properties(title: &str, council: &str, as_at: NaiveDate) -> [Part; 2] {
    let [title, council] = [title, council].map(escape);
    let core = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{council}</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type=\"dcterms:W3CDTF\">{as_at}T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{as_at}T00:00:00Z</dcterms:modified></cp:coreProperties>"
    );
    let app = format!(
        "{XML}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Sufficiency</Application><Company>{council}</Company></Properties>"
    );
    [
        Part::new(
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml",
            core,
        ),
        Part::new(
            "docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml",
            app,
        ),
    ]
}

/// A document with its parts, and with those that say what they are, in the
/// order in which they stand in the file.
pub(super) fn complete(mut parts: Vec<Part>) -> Vec<Part> {
    parts.push(relations(
        "",
        &[
            Relation::new("document", "officeDocument", "word/document.xml"),
            Relation::new(
                "core",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
            Relation::new("app", "extended-properties", "docProps/app.xml"),
        ],
    ));
    parts.sort_by(|one, other| one.path.cmp(&other.path));
    // Readers look for the list of types first.
    parts.insert(0, types(&parts));
    parts
}

/// How hard a file is packed, of nine: the next two steps take twice the time
/// and save a twentieth.
const EFFORT: i64 = 2;

/// Packs the parts of a file.
pub(super) fn pack(parts: &[Part], as_at: NaiveDate) -> Result<Vec<u8>, zip::result::ZipError> {
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    let options =
        SimpleFileOptions::default().last_modified_time(day(as_at)).unix_permissions(0o644);
    for part in parts {
        let is_packed_already = part.path.ends_with(".png") || part.path.ends_with(".jpeg");
        let options = match is_packed_already {
            true => options.compression_method(CompressionMethod::Stored),
            false => options
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(EFFORT)),
        };
        file.start_file(part.path.as_str(), options)?;
        file.write_all(&part.bytes)?;
    }
    Ok(file.finish()?.into_inner())
}

/// The day at midnight. A zip knows none before 1980.
fn day(day: NaiveDate) -> DateTime {
    let year = u16::try_from(day.year()).unwrap_or_default();
    let (month, of_month) = (day.month() as u8, day.day() as u8);
    DateTime::from_date_and_time(year, month, of_month, 0, 0, 0).unwrap_or_default()
}

/// The list of what the parts are.
fn types(parts: &[Part]) -> Part {
    let mut xml = format!(
        "{XML}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
    );
    for (ending, kind) in [
        ("emf", "image/x-emf"),
        ("gif", "image/gif"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("svg", "image/svg+xml"),
        ("wmf", "image/x-wmf"),
        ("xml", "application/xml"),
    ] {
        let _ = write!(xml, "<Default Extension=\"{ending}\" ContentType=\"{kind}\"/>");
    }
    for part in parts.iter().filter(|part| !part.kind.is_empty()) {
        let _ = write!(
            xml,
            "<Override PartName=\"/{}\" ContentType=\"{}\"/>",
            escape(&part.path),
            part.kind
        );
    }
    xml += "</Types>";
    Part::new("[Content_Types].xml", "", xml)
}
