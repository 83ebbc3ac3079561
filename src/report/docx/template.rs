//! A council's own Word template: how its documents look, taken over. Its
//! styles, theme, numbering, headers, footers and page are used; its text, its
//! properties, macros and everything else stay behind. A style that it has
//! under a name that we know (`Heading 1`, `Caption`, `Table Heading`) goes
//! before ours.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use roxmltree::{Document, Node};
use zip::ZipArchive;

use super::block::Paper;
use super::frame::{self, Dress, Numbering};
use super::looks::{Looks, WIDTH};
use super::numbers::Numbers;
use super::package::{self, Part, Relation};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The headers that are taken over lie under names that begin so.
const HEADER: &str = "word/council-header";

/// A larger part is no part of a template: 20 MB.
const MOST_BYTES: u64 = 20_000_000;

/// A template that has been read.
#[derive(Clone, Debug)]
pub struct Template {
    styles: String,
    numbering: Option<String>,
    has_even_pages: bool,
    section: String,
    width: usize,
    has_header: bool,
    has_footer: bool,
    parts: Vec<Part>,
    relations: Vec<Relation>,
}

/// What a part refers to: its name there, what it is, where it lies.
struct Reference {
    id: String,
    kind: String,
    path: String,
    is_elsewhere: bool,
}

impl Template {
    /// Reads a template, `.docx` or `.dotx`. Says what is wrong with it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let archive = ZipArchive::new(Cursor::new(bytes));
        let mut files =
            Files { archive: archive.map_err(|_| "it is no Word document".to_owned())? };
        let main = files.references("")?;
        let main = main.iter().find(|it| it.kind.ends_with("/officeDocument"));
        let main = main.map(|it| it.path.clone()).ok_or("it is no Word document")?;
        let references = files.references(&main)?;
        let of = |kind: &str| references.iter().find(|it| it.kind == format!("{OFFICE}/{kind}"));
        let styles = of("styles").ok_or(
            "it has no styles, or is saved as Strict Open XML: save it as a Word Document",
        )?;
        let mut template = Self {
            styles: files.text(&styles.path)?,
            numbering: of("numbering").map(|it| files.text(&it.path)).transpose()?,
            has_even_pages: false,
            section: String::new(),
            width: WIDTH,
            has_header: false,
            has_footer: false,
            parts: Vec::new(),
            relations: Vec::new(),
        };
        if let Some(settings) = of("settings") {
            template.has_even_pages =
                files.text(&settings.path)?.contains("<w:evenAndOddHeaders/>");
        }
        if let Some(theme) = of("theme") {
            let kind = "application/vnd.openxmlformats-officedocument.theme+xml";
            let text = files.text(&theme.path)?;
            parse("its theme", &text)?;
            template.parts.push(Part::new("word/theme/theme1.xml", kind, text));
            template.relations.push(Relation::new("theme", "theme", "theme/theme1.xml"));
        }
        let document = files.text(&main)?;
        template.take_section(&document, &references, &mut files)?;
        Ok(template)
    }

    /// Dresses a paper. `styles`: ours, for what the template does not have.
    pub(super) fn dress(self, paper: &Paper, styles: &str) -> Result<Dress, String> {
        let (styles, ids) = joined(&self.styles, styles)?;
        let (numbering, numbers) = cut(self.numbering.as_deref())?;
        let looks = Looks { ids, numbers, width: self.width };
        let Self { mut parts, mut relations, mut section, .. } = self;
        parts.push(Part::new("word/styles.xml", "styles", styles));
        if !paper.notice.is_empty() {
            for part in parts.iter_mut().filter(|part| part.path.starts_with(HEADER)) {
                let header = String::from_utf8_lossy(&part.bytes);
                part.bytes = frame::warned(&header, &looks).into_bytes();
            }
        }
        let headers = [
            (self.has_header, "header", "top", frame::top(paper, &looks)),
            (self.has_footer, "footer", "bottom", frame::bottom(paper, &looks)),
        ];
        for (_, kind, id, xml) in headers.into_iter().filter(|(is_there, ..)| !is_there) {
            parts.push(Part::new(format!("word/paper-{id}.xml"), kind, xml));
            relations.push(Relation::new(id, kind, format!("paper-{id}.xml")));
            let refer = |which| format!("<w:{kind}Reference w:type=\"{which}\" r:id=\"{id}\"/>");
            section = ["default", "first", "even"].map(refer).concat() + &section;
        }
        Ok(Dress {
            looks,
            section: format!("<w:sectPr>{section}</w:sectPr>"),
            parts,
            relations,
            numbering,
            has_even_pages: self.has_even_pages,
        })
    }

    /// Takes the page, the headers and the footers of the last section over.
    fn take_section(
        &mut self,
        document: &str,
        references: &[Reference],
        files: &mut Files<'_>,
    ) -> Result<(), String> {
        let document = parse("its text", document)?;
        let mut sections =
            document.descendants().filter(|node| node.has_tag_name((WORD, "sectPr")));
        let Some(section) = sections.next_back() else {
            return Err("it has no page: open it in Word and save it again".to_owned());
        };
        for node in section.children().filter(Node::is_element) {
            let name = node.tag_name().name();
            if !matches!(name, "headerReference" | "footerReference") {
                continue;
            }
            let of = node.attribute((OFFICE, "id")).unwrap_or_default();
            let Some(reference) = references.iter().find(|it| it.id == of) else {
                continue;
            };
            let kind = name.trim_end_matches("Reference");
            let which = node.attribute((WORD, "type")).unwrap_or("default");
            let id = format!("council-{kind}-{which}");
            self.take_part(&reference.path, &format!("word/{id}.xml"), kind, files)?;
            self.relations.push(Relation::new(&id, kind, format!("{id}.xml")));
            self.section += &format!("<w:{name} w:type=\"{which}\" r:id=\"{id}\"/>");
            self.has_header |= kind == "header";
            self.has_footer |= kind == "footer";
        }
        let page = copied(section, "pgSz") + &copied(section, "pgMar");
        if page.is_empty() {
            return Ok(());
        }
        self.section += &page;
        let is_first_apart = section.children().any(|node| node.has_tag_name((WORD, "titlePg")));
        self.section += if is_first_apart { "<w:titlePg/>" } else { "" };
        let side = |element: &str, name: &str| -> Option<usize> {
            let node = section.children().find(|node| node.has_tag_name((WORD, element)))?;
            node.attribute((WORD, name))?.parse().ok()
        };
        let margins =
            side("pgMar", "left").unwrap_or_default() + side("pgMar", "right").unwrap_or_default();
        let wide = side("pgSz", "w").unwrap_or_default();
        self.width = wide.checked_sub(margins).filter(|width| *width > 3000).unwrap_or(WIDTH);
        Ok(())
    }

    /// Takes a header or footer over, with the pictures in it.
    fn take_part(
        &mut self,
        from: &str,
        to: &str,
        kind: &str,
        files: &mut Files<'_>,
    ) -> Result<(), String> {
        let text = files.text(from)?;
        parse(&format!("its {kind}"), &text)?;
        self.parts.push(Part::new(to, kind, text));
        let mut relations = Vec::new();
        for reference in files.references(from)? {
            if reference.is_elsewhere {
                return Err(format!(
                    "its {kind} holds a link or a linked picture: put the picture itself there"
                ));
            }
            let name = reference.path.rsplit('/').next().unwrap_or_default();
            let is_picture = reference.kind == format!("{OFFICE}/image");
            if !is_picture {
                return Err(format!("its {kind} holds something besides text and pictures"));
            }
            let target = format!("media/council-{name}");
            let part = Part::new(format!("word/{target}"), "", files.bytes(&reference.path)?);
            if !self.parts.contains(&part) {
                self.parts.push(part);
            }
            relations.push(Relation::new(reference.id, reference.kind, target));
        }
        if !relations.is_empty() {
            self.parts.push(package::relations(to, &relations));
        }
        Ok(())
    }
}

/// The files within a template.
struct Files<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

impl Files<'_> {
    fn bytes(&mut self, path: &str) -> Result<Vec<u8>, String> {
        let failed = |says: String| format!("its part {path} cannot be read: {says}");
        let part = self.archive.by_name(path).map_err(|error| failed(error.to_string()))?;
        let mut bytes = Vec::new();
        let read = part.take(MOST_BYTES + 1).read_to_end(&mut bytes);
        read.map_err(|error| failed(error.to_string()))?;
        if bytes.len() as u64 > MOST_BYTES {
            return Err(failed("it is larger than 20 MB".to_owned()));
        }
        Ok(bytes)
    }

    fn text(&mut self, path: &str) -> Result<String, String> {
        let text = String::from_utf8(self.bytes(path)?);
        text.map_err(|_| format!("its part {path} is not UTF-8"))
    }

    /// What a part refers to; nothing where it says nothing of it.
    fn references(&mut self, of: &str) -> Result<Vec<Reference>, String> {
        let (folder, name) = of.rsplit_once('/').unwrap_or(("", of));
        let slash = if folder.is_empty() { "" } else { "/" };
        let path = format!("{folder}{slash}_rels/{name}.rels");
        if self.archive.by_name(&path).is_err() {
            return Ok(Vec::new());
        }
        let text = self.text(&path)?;
        let document = parse(&path, &text)?;
        let attribute =
            |node: Node<'_, '_>, name| node.attribute(name).unwrap_or_default().to_owned();
        let references = document.root_element().children().filter(Node::is_element);
        Ok(references
            .map(|node| {
                let target = attribute(node, "Target");
                let path = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("{folder}{slash}{target}"),
                };
                Reference {
                    id: attribute(node, "Id"),
                    kind: attribute(node, "Type"),
                    path,
                    is_elsewhere: node.attribute("TargetMode") == Some("External"),
                }
            })
            .collect())
    }
}

fn parse<'a>(name: &str, text: &'a str) -> Result<Document<'a>, String> {
    let text = text.trim_start_matches('\u{feff}');
    Document::parse(text).map_err(|error| format!("{name} cannot be read: {error}"))
}

/// An element of a section, with its attributes and nothing in it.
fn copied(section: Node<'_, '_>, name: &str) -> String {
    let Some(node) = section.children().find(|node| node.has_tag_name((WORD, name))) else {
        return String::new();
    };
    let attributes: String = node
        .attributes()
        .filter(|attribute| attribute.namespace() == Some(WORD))
        .map(|attribute| {
            format!(" w:{}=\"{}\"", attribute.name(), super::xml::escape(attribute.value()))
        })
        .collect();
    format!("<w:{name}{attributes}/>")
}

/// The template's styles with those of ours that it does not have, and what
/// ours are called there.
fn joined(theirs: &str, ours: &str) -> Result<(String, BTreeMap<String, String>), String> {
    let theirs = theirs.trim_start_matches('\u{feff}');
    let (known, own) = (parse("its styles", theirs)?, parse("our styles", ours)?);
    let key = |node: Node<'_, '_>| -> (String, String) {
        let name = node.children().find(|child| child.has_tag_name((WORD, "name")));
        let name = name.and_then(|name| name.attribute((WORD, "val"))).unwrap_or_default();
        (node.attribute((WORD, "type")).unwrap_or_default().to_owned(), name.to_lowercase())
    };
    let id = |node: Node<'_, '_>| node.attribute((WORD, "styleId")).unwrap_or_default().to_owned();
    let there: BTreeMap<_, _> = styles(&known).map(|node| (key(node), id(node))).collect();
    let taken: BTreeSet<&String> = there.values().collect();
    let mut ids = BTreeMap::new();
    for node in styles(&own) {
        let own = id(node);
        let named = match there.get(&key(node)) {
            Some(theirs) => theirs.clone(),
            None if taken.contains(&own) => format!("{own}Paper"),
            None => own.clone(),
        };
        ids.insert(own, named);
    }
    let mut added = String::new();
    for node in styles(&own).filter(|node| !there.contains_key(&key(*node))) {
        let mut style = ours[node.range()].to_owned();
        for (from, to) in &ids {
            for name in ["w:styleId=", "w:basedOn w:val=", "w:next w:val="] {
                style =
                    style.replace(&format!("{name}\"{from}\""), &format!("{name}\u{1}\"{to}\""));
            }
        }
        added += &style.replace('\u{1}', "").replace(" w:default=\"1\"", "");
    }
    Ok((with_before_end(theirs, &known, &added)?, ids))
}

fn styles<'a, 'b>(document: &'a Document<'b>) -> impl Iterator<Item = Node<'a, 'b>> {
    document.root_element().children().filter(|node| node.has_tag_name((WORD, "style")))
}

/// A part with something more at its end.
fn with_before_end(text: &str, document: &Document<'_>, added: &str) -> Result<String, String> {
    let end = own_end(text, document)?;
    Ok(format!("{}{added}{}", &text[..end], &text[end..]))
}

/// Where the root of a part ends; it must be written as Word writes it.
fn own_end(text: &str, document: &Document<'_>) -> Result<usize, String> {
    let root = document.root_element();
    let is_usual = root.lookup_prefix(WORD) == Some("w");
    let end = text[root.range()].rfind("</").map(|end| root.range().start + end);
    end.filter(|_| is_usual).ok_or_else(|| "it was not written by Word: save it in Word".to_owned())
}

/// The template's numbering, cut where ours goes in, and numbers that it does
/// not use.
fn cut(theirs: Option<&str>) -> Result<(Numbering, Numbers), String> {
    let Some(theirs) = theirs else {
        return Ok((Numbering::none(), Numbers { first: 1 }));
    };
    let theirs = theirs.trim_start_matches('\u{feff}');
    let document = parse("its numbering", theirs)?;
    let children = || document.root_element().children().filter(Node::is_element);
    if children().next().is_none() {
        return Ok((Numbering::none(), Numbers { first: 1 }));
    }
    let used = children().flat_map(|node| {
        let number = |name| node.attribute((WORD, name)).and_then(|id| id.parse::<usize>().ok());
        [number("abstractNumId"), number("numId")].into_iter().flatten().collect::<Vec<_>>()
    });
    let first = used.max().unwrap_or_default() + 1;
    let end = own_end(theirs, &document)?;
    let start_of = |is_it: &dyn Fn(&str) -> bool| {
        let found = children().find(|node| is_it(node.tag_name().name()));
        found.map_or(end, |node| node.range().start)
    };
    let behind = start_of(&|name| name == "numIdMacAtCleanup");
    let between = start_of(&|name| name == "num").min(behind);
    let numbering = Numbering {
        before: theirs[..between].to_owned(),
        between: theirs[between..behind].to_owned(),
        behind: theirs[behind..].to_owned(),
    };
    Ok((numbering, Numbers { first }))
}
