//! What stands around the text of a paper: the page, what is printed at its top
//! and bottom, the settings of the document.

use super::block::Paper;
use super::body::Drawn;
use super::drawing;
use super::looks::{Looks, WIDTH};
use super::package::{self, Part, Relation, XML};
use super::xml::escape;

/// The names of the XML that documents, headers and footers are written in.
pub(super) const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";

/// What an exempt paper says on every page.
const WARNING: &str = "<w:r><w:rPr><w:b/><w:bCs/><w:color w:val=\"801650\"/></w:rPr><w:t>Not for publication</w:t></w:r>";

/// The logo is as high as this, in twips, and no wider than three times that.
const LOGO_HEIGHT: f64 = 750.0;

/// How a document is dressed: everything but its text.
#[derive(Clone, Debug)]
pub(super) struct Dress {
    pub(super) looks: Looks,
    /// The properties of the only section.
    pub(super) section: String,
    pub(super) parts: Vec<Part>,
    pub(super) relations: Vec<Relation>,
    pub(super) numbering: Numbering,
    /// Whether left pages have headers and footers of their own.
    pub(super) has_even_pages: bool,
}

/// The numbering that a document has already, cut where ours goes in: before
/// the shapes, between them and the numberings, behind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Numbering {
    pub(super) before: String,
    pub(super) between: String,
    pub(super) behind: String,
}

impl Numbering {
    pub(super) fn none() -> Self {
        Self {
            before: format!("{XML}<w:numbering {NAMES}>"),
            between: String::new(),
            behind: "</w:numbering>".to_owned(),
        }
    }

    /// The whole part, with ours in it.
    pub(super) fn with(&self, numbers: super::numbers::Numbers, lists: usize) -> String {
        let Self { before, between, behind } = self;
        format!("{before}{}{between}{}{behind}", numbers.shapes(), numbers.all(lists))
    }
}

/// Our own dress.
pub(super) fn own(paper: &Paper, styles: &str) -> Dress {
    let looks = Looks::own();
    let mut parts = vec![Part::new("word/styles.xml", "styles", styles)];
    let mut relations = Vec::new();
    let letterhead = letterhead(paper, &looks, &mut parts);
    let mut add = |id: &str, kind: &str, part: String| {
        parts.push(Part::new(format!("word/paper-{id}.xml"), kind, part));
        relations.push(Relation::new(id, kind, format!("paper-{id}.xml")));
    };
    add("letterhead", "header", letterhead);
    add("top", "header", top(paper, &looks));
    add("bottom", "footer", bottom(paper, &looks));
    let references = "<w:headerReference w:type=\"default\" r:id=\"top\"/><w:headerReference w:type=\"first\" r:id=\"letterhead\"/><w:footerReference w:type=\"default\" r:id=\"bottom\"/><w:footerReference w:type=\"first\" r:id=\"bottom\"/>";
    let page = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>";
    Dress {
        looks,
        section: format!("<w:sectPr>{references}{page}<w:titlePg/></w:sectPr>"),
        parts,
        relations,
        numbering: Numbering::none(),
        has_even_pages: false,
    }
}

/// The settings of a document.
pub(super) fn settings(has_even_pages: bool) -> String {
    let even = if has_even_pages { "<w:evenAndOddHeaders/>" } else { "" };
    format!(
        "{XML}<w:settings {NAMES}><w:defaultTabStop w:val=\"720\"/>{even}<w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"en-GB\"/></w:settings>"
    )
}

/// The top of the first page: whose paper it is.
fn letterhead(paper: &Paper, looks: &Looks, parts: &mut Vec<Part>) -> String {
    let name = said(&paper.council) + &logo(paper, parts);
    let lines =
        line("Letterhead", looks, &name) + &line("Directorate", looks, &said(&paper.directorate));
    header("hdr", &lines)
}

/// The top of every other page: what paper it is, and who may not read it.
pub(super) fn top(paper: &Paper, looks: &Looks) -> String {
    let warning = match paper.notice.is_empty() {
        true => String::new(),
        false => format!("<w:r><w:tab/></w:r>{WARNING}"),
    };
    header("hdr", &line("PaperHeader", looks, &(said(&paper.title) + &warning)))
}

/// The bottom of every page: which run made it, and the number of the page.
pub(super) fn bottom(paper: &Paper, looks: &Looks) -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let words = [
        said(&paper.run),
        "<w:r><w:tab/></w:r>".to_owned(),
        said("Page "),
        field("PAGE"),
        said(" of "),
        field("NUMPAGES"),
    ];
    header("ftr", &line("PaperFooter", looks, &words.concat()))
}

/// The warning of an exempt copy in a header of the council's own.
pub(super) fn warned(header: &str, looks: &Looks) -> String {
    match header.rfind("</w:hdr>") {
        Some(end) => {
            let line = line("PaperHeader", looks, WARNING);
            format!("{}{line}{}", &header[..end], &header[end..])
        }
        None => header.to_owned(),
    }
}

/// A line whose second half stands to the right.
fn line(style: &str, looks: &Looks, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"{}\"/><w:tabs><w:tab w:val=\"right\" w:pos=\"{}\"/></w:tabs></w:pPr>{words}</w:p>",
        looks.id(style),
        looks.width
    )
}

fn header(element: &str, lines: &str) -> String {
    format!("{XML}<w:{element} {NAMES}>{lines}</w:{element}>")
}

fn said(words: &str) -> String {
    if words.is_empty() {
        return String::new();
    }
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}

/// The council's logo, to the right of its name. One that cannot be drawn is
/// left out: the paper says whose it is.
fn logo(paper: &Paper, parts: &mut Vec<Part>) -> String {
    let Some(picture) = drawing::logo(&paper.logo) else {
        return String::new();
    };
    let (wide, high) = (f64::from(picture.size.0), f64::from(picture.size.1));
    let width = (LOGO_HEIGHT * wide / high).min(LOGO_HEIGHT * 3.0).min(WIDTH as f64);
    let says = format!("Logo of {}", paper.council);
    let drawn = Drawn { id: 1, name: "Logo", title: "Logo", says: &says, width };
    let line = format!("<w:r><w:tab/></w:r><w:r>{}</w:r>", drawn.write(&picture));
    let mut relations = Vec::new();
    super::add_picture(parts, &mut relations, 1, "logo", picture);
    parts.push(package::relations("word/paper-letterhead.xml", &relations));
    line
}
