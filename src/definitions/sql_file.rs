//! An SQL file as analysts write it: a TOML header in the leading comment,
//! then one bare `select`. This module takes the two apart and refuses what a
//! definition may not do in its text; what it may refer to is asked of DuckDB.

use crate::error::Fault;
use crate::header::{self, Fields, Source};

/// An SQL definition: its header is read by whoever knows its fields.
#[derive(Clone, Debug)]
pub struct SqlFile {
    /// The file name without `.sql`.
    pub id: String,
    /// Where it was read from.
    pub place: String,
    /// The bare `select`, without a trailing semicolon.
    pub select: String,
    /// How many lines of the file stand before the `select`.
    pub lines_before: usize,
    /// A digest of the whole text.
    pub digest: String,
}

/// Takes a file apart, reads its header through `build`, and returns all faults.
pub fn read<T>(
    id: &str,
    place: &str,
    text: &str,
    build: impl FnOnce(&Fields<'_>) -> T,
) -> (SqlFile, T, Vec<Fault>) {
    let (header, select, lines_before) = split(text);
    let header_lines = text.len() - text.trim_start().len();
    let source = Source {
        name: place,
        text: header.unwrap_or_default(),
        lines_before: text[..header_lines].matches('\n').count(),
    };
    let (built, mut faults) = header::read(&source, build);
    if header.is_none() {
        faults = vec![
            Fault::new(place, "the file must begin with its header, /* ... */, written in TOML")
                .hint("`sufficiency definitions DIR` writes out the built-in files as examples"),
        ];
    }
    let file = SqlFile {
        id: id.to_owned(),
        place: place.to_owned(),
        select: select.trim().trim_end_matches(';').trim_end().to_owned(),
        lines_before,
        digest: super::library::Library::digest(text),
    };
    if file.select.is_empty() {
        faults.push(Fault::new(place, "no `select` follows the header"));
    }
    if !is_id(id) {
        let says = format!("\"{id}\" cannot be an id: use lower-case letters, digits and _");
        faults.push(Fault::new(place, says).hint("rename the file"));
    }
    (file, built, faults)
}

impl SqlFile {
    /// The line of the file on which a line of the `select` stands.
    pub fn line(&self, select_line: usize) -> usize {
        self.lines_before + select_line
    }

    /// Faults of text: a measure never divides and never rounds, since both
    /// would pass through floating point.
    pub fn lint_exact(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (index, line) in without_comments(&self.select).lines().enumerate() {
            let place = format!("{}:{}", self.place, self.line(index + 1));
            if line.contains('/') {
                let fault = Fault::new(&place, "a measure does not divide")
                    .hint("return numerator and denominator; the results divide them exactly");
                faults.push(fault);
            }
            if line.to_lowercase().contains("round(") {
                let fault = Fault::new(&place, "a measure does not round")
                    .hint("rounding is for display, and done once for all measures");
                faults.push(fault);
            }
        }
        faults
    }
}

/// Whether a text can be an id: it becomes a table name and a file name.
pub fn is_id(text: &str) -> bool {
    let starts_well = text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_');
    starts_well
        && text
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
}

fn split(text: &str) -> (Option<&str>, &str, usize) {
    let trimmed = text.trim_start();
    let Some(rest) = trimmed.strip_prefix("/*") else {
        return (None, text, 0);
    };
    let Some(end) = rest.find("*/") else {
        return (None, text, 0);
    };
    let header = &rest[..end];
    let body = &rest[end + 2..];
    let blank = body.len() - body.trim_start().len();
    let before = text.len() - body.len() + blank;
    (Some(header), body, text[..before].matches('\n').count())
}

/// The SQL with comments and quoted texts blanked, line for line.
fn without_comments(sql: &str) -> String {
    let mut kept = String::with_capacity(sql.len());
    let mut letters = sql.chars().peekable();
    let mut quote: Option<char> = None;
    let mut comment: Option<&str> = None;
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match (quote, comment) {
            (_, Some("line")) if letter == '\n' => comment = None,
            (_, Some("block")) if letter == '*' && next == Some('/') => {
                letters.next();
                comment = None;
                continue;
            }
            (Some(open), _) if letter == open => quote = None,
            (None, None) if letter == '\'' || letter == '"' => quote = Some(letter),
            (None, None) if letter == '-' && next == Some('-') => comment = Some("line"),
            (None, None) if letter == '/' && next == Some('*') => {
                letters.next();
                comment = Some("block");
                continue;
            }
            _ => {}
        }
        let is_code = quote.is_none() && comment.is_none();
        kept.push(if is_code || letter == '\n' { letter } else { ' ' });
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_header_and_select_and_counts_lines() {
        let text = "\n/*\ntitle = \"T\"\n*/\n\nselect 1\nfrom x;\n";
        let (file, title, faults) = read("a", "a.sql", text, |fields| fields.text("title"));
        assert_eq!(faults, Vec::new());
        assert_eq!(title, "T");
        assert_eq!(file.select, "select 1\nfrom x");
        assert_eq!(file.line(1), 6);
    }

    #[test]
    fn names_the_line_and_the_word_that_was_meant() {
        let text = "/*\ntitle = \"T\"\npolarty = \"x\"\n*/\nselect 1";
        let (_, _, faults) = read("a", "a.sql", text, |fields| {
            (fields.text("title"), fields.optional_text("polarity"))
        });
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].place, "a.sql:3");
        assert_eq!(faults[0].hint, "did you mean `polarity`?");
    }

    #[test]
    fn a_slash_in_a_comment_or_a_text_is_no_division() {
        let text = "/*\n*/\nselect 'a/b' -- c/d\nfrom x /* e/f */ where y / 2 > round(z)";
        let (file, (), _) = read("a", "a.sql", text, |_| ());
        let faults = file.lint_exact();
        assert_eq!(faults.len(), 2);
        assert_eq!(faults[0].place, "a.sql:4");
    }
}
