//! What a reader sees of a page or a Markdown document: its text, a line for
//! each row of a table, paragraph or item, without markup. Leaks are looked
//! for here and not in the bytes, where a name may stand in pieces or a style
//! sheet may look like one.

use std::borrow::Cow;

/// Elements whose end or beginning does not part what stands beside them.
const INLINE: [&str; 8] = ["a", "abbr", "b", "em", "i", "span", "strong", "sup"];
/// Elements that part what is read but not lines: the cells of a row.
const CELLS: [&str; 3] = ["td", "th", "dd"];
/// Elements that hold no text for a reader.
const SILENT: [&str; 2] = ["style", "script"];

/// What a reader sees of a file, by the ending of its name.
pub fn seen(file_name: &str, text: &str) -> String {
    if file_name.ends_with(".html") { of_html(text) } else { of_markdown(text) }
}

/// The text of a page; a line break stands only between blocks.
fn of_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() / 2);
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        push_text(&mut out, &rest[..start]);
        let Some(length) = rest[start..].find('>') else { return out };
        let tag = &rest[start + 1..start + length];
        rest = &rest[start + length + 1..];
        let name = tag.trim_start_matches('/');
        let end = name.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(name.len());
        let name = &name[..end];
        let is_one_of = |names: &[&str]| names.iter().any(|it| it.eq_ignore_ascii_case(name));
        if is_one_of(&SILENT) && !tag.starts_with('/') {
            // What never ends is read on: nothing may hide behind it.
            let end = format!("</{}", name.to_ascii_lowercase());
            rest = &rest[rest.to_ascii_lowercase().find(&end).unwrap_or(0)..];
        } else if is_one_of(&["br"]) {
            out.push(' ');
        } else if is_one_of(&CELLS) {
            out.push_str(" | ");
        } else if !is_one_of(&INLINE) {
            out.push('\n');
        }
    }
    push_text(&mut out, rest);
    out
}

fn push_text(out: &mut String, text: &str) {
    let is_blank = |letter: char| matches!(letter, '\n' | '\r' | '\t');
    let text = entities(text);
    for (index, piece) in text.split(is_blank).enumerate() {
        out.push_str(if index == 0 { "" } else { " " });
        out.push_str(piece);
    }
}

/// The text of a Markdown document, without what its escaping adds.
fn of_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, after) = (&rest[..at], &rest[at + 1..]);
        out.push_str(before);
        let escapes = after.starts_with(|letter: char| letter.is_ascii_punctuation());
        // What is escaped is taken as it is, another escape among them.
        let length = usize::from(escapes);
        out.push_str(if escapes { &after[..length] } else { "\\" });
        rest = &after[length..];
    }
    out.push_str(rest);
    entities(&out).into_owned()
}

/// Text with its entities written out.
fn entities(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        match rest.find(';').and_then(|end| Some((end, entity(&rest[1..end])?))) {
            Some((end, letter)) => {
                out.push(letter);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    let known =
        [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' ')];
    known.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_its_text_line_by_line() {
        let page = "<html><style>.harbour { a: b }</style><p title=\"x\">St <b>Ann</b>&#39;s\n&amp; co</p>\
            <table><tr><th>A</th><td>£1</td></tr><tr><td>B</td></tr></table>";
        let seen: Vec<String> = seen("a.html", page)
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(seen, ["St Ann's & co", "| A | | £1 |", "| B |"]);
    }

    #[test]
    fn nothing_hides_behind_a_style() {
        for page in ["<STYLE>a</style><p>St Ann", "<style>a</STYLE>St Ann", "<style>St Ann"] {
            assert!(seen("a.html", page).contains("St Ann"), "{page}");
        }
    }

    #[test]
    fn escapes_of_markdown_are_taken_out() {
        assert_eq!(seen("a.md", "| A\\_1 | x &lt; y |\nb"), "| A_1 | x < y |\nb");
        assert_eq!(seen("a.md", "a\\\\_b \\é c\\"), "a\\_b \\é c\\");
    }
}
