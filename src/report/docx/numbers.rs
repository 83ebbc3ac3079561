//! The numbers of a paper as Word counts them: sections 1, 2, 3 and their
//! paragraphs 1.1, 1.2, recommendations (a), (b), bullets, and each numbered list from one. They are
//! counted by Word, so that a paragraph put in by hand moves those after it.

use std::fmt::Write as _;

/// Which numbering stands for what, in one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Numbers {
    /// The first number that no other numbering of the document has.
    pub(super) first: usize,
}

impl Numbers {
    /// Sections, their paragraphs and recommendations.
    pub(super) fn sections(self) -> usize {
        self.first
    }

    /// Bullets.
    pub(super) fn bullets(self) -> usize {
        self.first + 1
    }

    /// The numbered list that is the first, second, ... of the document.
    pub(super) fn list(self, index: usize) -> usize {
        self.first + 2 + index
    }

    /// How each of them looks.
    pub(super) fn shapes(self) -> String {
        let sections = [
            level(0, "decimal", "%1.", 851, 851),
            level(1, "decimal", "%1.%2", 851, 851),
            level(2, "lowerLetter", "(%3)", 851, 851),
        ];
        let mut shapes = shape(self.sections(), "multilevel", &sections.concat());
        shapes += &shape(self.bullets(), "singleLevel", &level(0, "bullet", "•", 1191, 340));
        shapes += &shape(self.list(0), "singleLevel", &level(0, "decimal", "%1.", 1191, 340));
        shapes
    }

    /// The numberings themselves, for so many numbered lists.
    pub(super) fn all(self, lists: usize) -> String {
        let mut all = String::new();
        for id in [self.sections(), self.bullets()] {
            // Writing to a text does not fail.
            let _ =
                write!(all, "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{id}\"/></w:num>");
        }
        for index in 0..lists {
            let _ = write!(
                all,
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{}\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
                self.list(index),
                self.list(0)
            );
        }
        all
    }
}

fn shape(id: usize, kind: &str, levels: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"{kind}\"/>{levels}</w:abstractNum>"
    )
}

fn level(level: usize, format: &str, text: &str, left: usize, hanging: usize) -> String {
    format!(
        "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:tabs><w:tab w:val=\"num\" w:pos=\"{left}\"/></w:tabs><w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/></w:pPr></w:lvl>"
    )
}
