//! Writes a paper down as Word's own XML: a style for everything, numbers that
//! Word counts, rows that do not split, headings that stay with what follows.

use std::fmt::Write as _;

use super::super::numbering::letter;
use super::block::{Block, Figure, Form, Kind, Paper, Text, Tone};
use super::drawing::Picture;
use super::looks::Looks;
use super::table;
use super::xml::escape;

/// English Metric Units, in which Word measures pictures, to a twip.
const EMU_TO_A_TWIP: f64 = 635.0;

/// No chart is drawn wider: 150 mm.
const WIDEST_CHART: f64 = 8504.0;

/// What is written, and what it needs.
#[derive(Debug, Default)]
pub(super) struct Written {
    /// The children of the document's body.
    pub(super) xml: String,
    /// How many numbered lists there are.
    pub(super) lists: usize,
}

/// Writes the blocks of a paper. `pictures`: those of its charts, in order.
pub(super) fn write(paper: &Paper, pictures: &[Picture], looks: &Looks) -> Written {
    let mut body = Body {
        looks,
        out: String::new(),
        section: 0,
        paragraph: 0,
        letter: 0,
        lists: 0,
        figure: 0,
    };
    if !paper.notice.is_empty() {
        let mut notice = Text::plain("Not for publication.").strong();
        notice.push(&format!(" {}", paper.notice), Form::default());
        body.paragraph("Notice", "", &notice);
    }
    for (index, block) in paper.blocks.iter().enumerate() {
        body.block(block, pictures);
        if paper.blocks.get(index + 1).is_some_and(|next| is_to_be_kept_apart(block, next)) {
            body.gap();
        }
    }
    Written { xml: body.out, lists: body.lists }
}

/// Whether something stands close under lines that belong together.
fn is_to_be_kept_apart(block: &Block, next: &Block) -> bool {
    match (block, next) {
        (_, Block::Heading { .. }) => false,
        (Block::Pair { .. }, next) => !matches!(next, Block::Pair { .. }),
        (Block::Headline { .. }, next) => !matches!(next, Block::Headline { .. }),
        _ => false,
    }
}

struct Body<'a> {
    out: String,
    looks: &'a Looks,
    section: usize,
    paragraph: usize,
    letter: usize,
    lists: usize,
    figure: usize,
}

impl Body<'_> {
    fn block(&mut self, block: &Block, pictures: &[Picture]) {
        match block {
            Block::Title(text) => self.paragraph("Title", "", text),
            Block::Heading { level, number, text } => self.heading(*level, number, text),
            Block::Paragraph { kind, number, text } => self.worded(*kind, number, text),
            Block::List { is_numbered, items } => self.list(*is_numbered, items),
            Block::Pair { label, value } => {
                let mut name = label.strong();
                name.push(":", Form { is_strong: true, ..Form::default() });
                self.aligned("HeaderBlock", &runs(&name, self.looks), &runs(value, self.looks));
            }
            Block::Headline { value, label, status, says } => {
                self.headline(value, label, status, says);
            }
            Block::Table(table) => {
                self.caption("Table", &table.number, &table.caption);
                let above = table.above.iter();
                above.for_each(|text| self.paragraph("TableNote", "<w:keepNext/>", text));
                table::write(&mut self.out, table, self.looks);
                self.beneath(&table.notes);
            }
            Block::Figure(figure) => self.figure(figure, pictures),
            Block::Term { label, lines } => {
                self.paragraph("Term", "", label);
                lines.iter().for_each(|line| self.paragraph("TermText", "", line));
            }
        }
    }

    fn heading(&mut self, level: usize, number: &str, text: &Text) {
        let style = if level == 1 { "Heading1" } else { "Heading2" };
        if number.is_empty() {
            // A template may number its headings: here they have none.
            return self.paragraph(style, &number_of(0, 0), text);
        }
        self.section += 1;
        self.paragraph = 0;
        self.letter = 0;
        self.counted(style, 0, &format!("{}.", self.section), number, text);
    }

    fn worded(&mut self, kind: Kind, number: &str, text: &Text) {
        let style = match kind {
            Kind::Plain if number.is_empty() => "Normal",
            Kind::Plain => "NumberedParagraph",
            Kind::Recommendation => "Recommendation",
            Kind::Above => "Committee",
            Kind::Caption => "Caption",
            Kind::Foot => "Foot",
        };
        if number.is_empty() {
            return self.paragraph(style, "", text);
        }
        if kind == Kind::Recommendation {
            self.letter += 1;
            let counted = format!("({})", letter(self.letter - 1));
            return self.counted(style, 2, &counted, number, text);
        }
        self.paragraph += 1;
        let counted = format!("{}.{}", self.section, self.paragraph);
        self.counted(style, 1, &counted, number, text);
    }

    /// A paragraph that Word numbers. Where it would count to another number
    /// than the other copies print, the number stands there in figures.
    fn counted(&mut self, style: &str, level: usize, counted: &str, number: &str, text: &Text) {
        if counted == number {
            let number = number_of(level, self.looks.numbers.sections());
            return self.paragraph(style, &number, text);
        }
        self.aligned(style, &run(number, Form::default(), self.looks), &runs(text, self.looks));
    }

    fn list(&mut self, is_numbered: bool, items: &[Text]) {
        let (style, number) = match is_numbered {
            true => ("ListNumber", self.looks.numbers.list(self.lists)),
            false => ("ListBullet", self.looks.numbers.bullets()),
        };
        self.lists += usize::from(is_numbered);
        for item in items {
            self.paragraph(style, &number_of(0, number), item);
        }
    }

    fn headline(&mut self, value: &Text, label: &Text, status: &Text, says: &Text) {
        let style = self.looks.id("HeadlineValue");
        let value = escape(&value.words());
        let value = format!(
            "<w:r><w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr><w:t xml:space=\"preserve\">{value}</w:t></w:r>"
        );
        let mut beside = runs(&label.strong(), self.looks);
        if !status.is_empty() {
            beside += &run(" – ", Form::default(), self.looks);
            beside += &runs(status, self.looks);
        }
        if !says.is_empty() {
            beside += "<w:r><w:br/></w:r>";
            beside += &runs(says, self.looks);
        }
        self.aligned("Headline", &value, &beside);
    }

    fn figure(&mut self, figure: &Figure, pictures: &[Picture]) {
        let index = self.figure;
        self.figure += 1;
        let Some(picture) = pictures.get(index) else {
            return;
        };
        self.caption("Chart", &figure.number, &figure.title);
        let style = self.looks.id("Chart");
        let keep = if figure.notes.is_empty() { "" } else { "<w:keepNext/>" };
        let widest = WIDEST_CHART.min(self.looks.width as f64);
        let drawn = Drawn {
            id: index + 1,
            name: &format!("Chart {}", index + 1),
            title: &figure.title,
            says: &figure.says,
            width: widest,
        };
        let _ = write!(
            self.out,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}</w:pPr><w:r>{}</w:r></w:p>",
            drawn.write(picture)
        );
        self.notes(&figure.notes);
    }

    fn caption(&mut self, what: &str, number: &str, caption: &str) {
        if caption.is_empty() {
            return;
        }
        let mut words = String::new();
        if !number.is_empty() {
            words += &run(&format!("{what} "), Form::default(), self.looks);
            let _ = write!(
                words,
                "<w:fldSimple w:instr=\" SEQ {what} \\* ARABIC \"><w:r><w:t>{}</w:t></w:r></w:fldSimple>",
                escape(number)
            );
            words += &run(": ", Form::default(), self.looks);
        }
        words += &run(caption, Form::default(), self.looks);
        self.open("Caption", "");
        let _ = write!(self.out, "{words}</w:p>");
    }

    fn beneath(&mut self, notes: &[Text]) {
        // Two tables with nothing between them would be one.
        if notes.is_empty() {
            return self.gap();
        }
        self.notes(notes);
    }

    /// Notes that stay together.
    fn notes(&mut self, notes: &[Text]) {
        for (index, note) in notes.iter().enumerate() {
            let keep = if index + 1 < notes.len() { "<w:keepNext/>" } else { "" };
            self.paragraph("TableNote", keep, note);
        }
    }

    fn gap(&mut self) {
        self.paragraph("TableNote", "", &Text::default());
    }

    /// What stands to the left, and what stands beside it.
    fn aligned(&mut self, style: &str, left: &str, beside: &str) {
        self.open(style, "");
        let _ = write!(self.out, "{left}<w:r><w:tab/></w:r>{beside}</w:p>");
    }

    fn paragraph(&mut self, style: &str, properties: &str, text: &Text) {
        self.open(style, properties);
        self.out.push_str(&runs(text, self.looks));
        self.out.push_str("</w:p>");
    }

    fn open(&mut self, style: &str, properties: &str) {
        let style = self.looks.id(style);
        let _ = write!(self.out, "\n<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>");
    }
}

/// A picture as a line of the page holds it.
pub(super) struct Drawn<'a> {
    /// Its number, which is also that of its files.
    pub(super) id: usize,
    /// What the program calls it.
    pub(super) name: &'a str,
    /// What it shows.
    pub(super) title: &'a str,
    /// What it says to who does not see it.
    pub(super) says: &'a str,
    /// How wide it is, in twips.
    pub(super) width: f64,
}

impl Drawn<'_> {
    pub(super) fn write(&self, picture: &Picture) -> String {
        let emu = |twips: f64| (twips * EMU_TO_A_TWIP).round() as i64;
        let height = self.width * f64::from(picture.size.1) / f64::from(picture.size.0);
        let (wide, high) = (emu(self.width), emu(height));
        let Self { id, .. } = self;
        let [name, title, says] = [self.name, self.title, self.says].map(escape);
        let drawing = match picture.svg {
            Some(_) => format!(
                "<a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"svg{id}\"/></a:ext></a:extLst>"
            ),
            None => String::new(),
        };
        format!(
            "<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{wide}\" cy=\"{high}\"/><wp:docPr id=\"{id}\" name=\"{name}\" descr=\"{says}\" title=\"{title}\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{id}\" name=\"{name}\" descr=\"{says}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"png{id}\">{drawing}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{wide}\" cy=\"{high}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
        )
    }
}

/// The properties of a paragraph that is counted; none where `number` is 0.
fn number_of(level: usize, number: usize) -> String {
    format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{number}\"/></w:numPr>")
}

/// Text as runs, each in one form.
pub(super) fn runs(text: &Text, looks: &Looks) -> String {
    text.pieces.iter().map(|piece| run(&piece.text, piece.form, looks)).collect()
}

/// Words in one form.
pub(super) fn run(words: &str, form: Form, looks: &Looks) -> String {
    let style = match form.tone {
        Tone::Plain => None,
        Tone::Good => Some("Improved"),
        Tone::Bad => Some("Worsened"),
        Tone::Open => Some("ToComplete"),
    };
    let mut properties = String::new();
    if let Some(style) = style {
        let _ = write!(properties, "<w:rStyle w:val=\"{}\"/>", looks.id(style));
    }
    if form.is_strong && form.tone != Tone::Open {
        properties += "<w:b/><w:bCs/>";
    }
    if form.is_emphasised {
        properties += "<w:i/><w:iCs/>";
    }
    if !properties.is_empty() {
        properties = format!("<w:rPr>{properties}</w:rPr>");
    }
    format!("<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(words))
}
