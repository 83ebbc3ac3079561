//! What a paper is made of, before anything is known of Word: headings,
//! paragraphs, lists, tables, charts. `read` makes these from what the parts
//! wrote, `body` writes them down.

/// A whole paper.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Paper {
    /// Its title, for the file's properties and the top of each page.
    pub(super) title: String,
    /// Whose it is.
    pub(super) council: String,
    /// Printed under the council's name.
    pub(super) directorate: String,
    /// The council's logo as an address that holds the picture itself.
    pub(super) logo: String,
    /// The run that made it.
    pub(super) run: String,
    /// Why it is not for publication; empty where it is public.
    pub(super) notice: String,
    /// Everything else, in order.
    pub(super) blocks: Vec<Block>,
}

/// One thing on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Block {
    /// What the paper is called, at its top.
    Title(Text),
    /// A heading: level 1 is a section, with its number where it has one.
    Heading { level: usize, number: String, text: Text },
    /// A paragraph, with its number where it has one.
    Paragraph { kind: Kind, number: String, text: Text },
    /// A list.
    List { is_numbered: bool, items: Vec<Text> },
    /// A line of the header block: `Date: 24 November 2026`.
    Pair { label: Text, value: Text },
    /// A figure of the first page.
    Headline { value: Text, label: Text, status: Text, says: Text },
    /// A table with what stands beneath it.
    Table(Table),
    /// A chart with what stands beneath it.
    Figure(Figure),
    /// A term and what it means.
    Term { label: Text, lines: Vec<Text> },
}

/// What a paragraph is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Recommendation,
    Above,
    Caption,
    Foot,
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    /// Its number, where it has one.
    pub(super) number: String,
    /// Its caption, where it has one.
    pub(super) caption: String,
    /// What stands between its caption and its head.
    pub(super) above: Vec<Text>,
    /// The heads of its columns.
    pub(super) head: Vec<Head>,
    /// Its rows; the first cell names the row.
    pub(super) rows: Vec<Row>,
    /// What stands beneath it.
    pub(super) notes: Vec<Text>,
}

/// The head of a column.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Head {
    /// What it says.
    pub(super) text: Text,
    /// Numbers stand to the right and never break.
    pub(super) is_number: bool,
    /// Short words never break.
    pub(super) is_short: bool,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    /// Whether it sums the others up.
    pub(super) is_total: bool,
    /// Its cells.
    pub(super) cells: Vec<Text>,
}

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    /// Its number.
    pub(super) number: String,
    /// What it shows.
    pub(super) title: String,
    /// The same for who does not see it.
    pub(super) says: String,
    /// The drawing, as it stands in the page.
    pub(super) svg: String,
    /// What stands beneath it.
    pub(super) notes: Vec<Text>,
}

/// Text in one paragraph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    /// Its pieces, each in one form.
    pub(super) pieces: Vec<Piece>,
}

/// Text in one form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) form: Form,
}

/// How a piece of text looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) is_strong: bool,
    pub(super) is_emphasised: bool,
    pub(super) tone: Tone,
}

/// What a piece of text tells besides its words; never told by colour alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Tone {
    #[default]
    Plain,
    Good,
    Bad,
    /// Somebody has still to complete it.
    Open,
}

impl Text {
    /// Text without any form.
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { pieces: vec![Piece { text: text.into(), form: Form::default() }] }
    }

    /// The words alone.
    pub(super) fn words(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// The same, all of it strong.
    pub(super) fn strong(&self) -> Self {
        let mut text = self.clone();
        text.pieces.iter_mut().for_each(|piece| piece.form.is_strong = true);
        text
    }

    /// Whether there are no words.
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.iter().all(|piece| piece.text.is_empty())
    }

    /// Adds words in one form; spaces and line breaks become one space, and
    /// none stands first.
    pub(super) fn push(&mut self, words: &str, form: Form) {
        let is_space = |letter: char| matches!(letter, ' ' | '\n' | '\t' | '\r');
        let mut ends_in_space =
            self.pieces.last().is_none_or(|piece| piece.text.ends_with(is_space));
        let mut text = String::with_capacity(words.len());
        for letter in words.chars() {
            if !is_space(letter) {
                text.push(letter);
            } else if !ends_in_space {
                text.push(' ');
            }
            ends_in_space = is_space(letter);
        }
        if text.is_empty() {
            return;
        }
        match self.pieces.last_mut().filter(|piece| piece.form == form) {
            Some(piece) => piece.text.push_str(&text),
            None => self.pieces.push(Piece { text, form }),
        }
    }

    /// Takes the space at the end away.
    pub(super) fn trim_end(&mut self) {
        if let Some(piece) = self.pieces.last_mut() {
            let length = piece.text.trim_end_matches(' ').len();
            piece.text.truncate(length);
        }
        if self.pieces.last().is_some_and(|piece| piece.text.is_empty()) {
            self.pieces.pop();
        }
    }
}
