//! What a reader sees of a page or a Markdown document: its text, a line for
//! each row of a table, paragraph or item, without markup. Leaks are looked
//! for here and not in the bytes, where a name may stand in pieces or a style
//! sheet may look like one.

/// Elements whose end or beginning does not part what stands beside them.
const INLINE: [&str; 8] = ["a", "abbr", "b", "em", "i", "span", "strong", "sup"];
/// Elements that part what is read but not lines: the cells of a row.
const CELLS: [&str; 3] = ["td", "th", "dd"];
/// Elements that hold no text for a reader.
const SILENT: [&str; 2] = ["style", "script"];

/// The lines of a file, by the ending of its name.
pub fn lines(file_name: &str, text: &str) -> Vec<String> {
    let seen = if file_name.ends_with(".html") { of_html(text) } else { of_markdown(text) };
    seen.lines().map(str::to_owned).collect()
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
        let name: String = tag
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if SILENT.contains(&name.as_str()) && !tag.starts_with('/') {
            let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
            rest = &rest[end..];
        } else if name == "br" {
            out.push(' ');
        } else if CELLS.contains(&name.as_str()) {
            out.push_str(" | ");
        } else if !INLINE.contains(&name.as_str()) {
            out.push('\n');
        }
    }
    push_text(&mut out, rest);
    out
}

fn push_text(out: &mut String, text: &str) {
    out.push_str(&entities(text).replace(['\n', '\r', '\t'], " "));
}

/// The text of a Markdown document, without what its escaping adds.
fn of_markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let escapes = letter == '\\' && letters.peek().is_some_and(char::is_ascii_punctuation);
        if !escapes {
            out.push(letter);
        }
        if escapes && let Some(escaped) = letters.next() {
            out.push(escaped);
        }
    }
    entities(&out)
}

/// Text with its entities written out.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
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
    out
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
        let seen: Vec<String> = lines("a.html", page)
            .iter()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        assert_eq!(seen, ["St Ann's & co", "| A | | £1 |", "| B |"]);
    }

    #[test]
    fn escapes_of_markdown_are_taken_out() {
        assert_eq!(lines("a.md", "| A\\_1 | x &lt; y |\nb"), ["| A_1 | x < y |", "b"]);
    }
}
