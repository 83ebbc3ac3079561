//! Makes text from the data harmless: names of homes and providers, file
//! names, anything that somebody typed. Each format has its own escaper, and
//! both first take out what no reader should be subject to: control
//! characters, and marks that turn the direction of the text around.

use std::borrow::Cow;

use crate::definitions::report::Format;

/// Text that prints as itself in a format. Most is plain, and nothing is made
/// of it anew.
pub fn escape(text: &str, format: Format) -> Cow<'_, str> {
    match format {
        Format::Html => html(text),
        Format::Markdown => markdown(text),
        Format::Word => xml(text),
    }
}

/// One line without control characters or direction marks.
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    text.chars()
        .filter(|letter| !is_mark(*letter))
        .map(|letter| if is_break(letter) { ' ' } else { letter })
        .collect()
}

/// Text for an HTML page, in an element or in a quoted attribute.
pub fn html(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    if !cleaned.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        return cleaned;
    }
    let mut out = String::with_capacity(cleaned.len() + 8);
    for letter in cleaned.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// Text for XML, which lacks two letters that HTML has.
fn xml(text: &str) -> Cow<'_, str> {
    let text = html(text);
    match text.contains(['\u{fffe}', '\u{ffff}']) {
        true => Cow::Owned(text.replace(['\u{fffe}', '\u{ffff}'], "")),
        false => text,
    }
}

/// Text for a Markdown document, anywhere in a line or a table's cell.
pub fn markdown(text: &str) -> Cow<'_, str> {
    let cleaned = clean(text);
    if !cleaned.bytes().any(|byte| byte.is_ascii_punctuation() && !is_plain(byte)) {
        return cleaned;
    }
    let mut out = String::with_capacity(cleaned.len() + 8);
    for (index, letter) in cleaned.char_indices() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '@' => {
                out.push('\\');
                out.push(letter);
            }
            '-' | '+' | '=' | '.' | ')' | ':' => {
                let (before, after) = (&cleaned[..index], &cleaned[index + 1..]);
                if begins_a_block(before, letter, after) || begins_a_link(before, letter, after) {
                    out.push('\\');
                }
                out.push(letter);
            }
            _ => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// Punctuation that means nothing to Markdown.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b',' | b'%' | b'(' | b'\'' | b'"' | b';' | b'/' | b'?' | b'!' | b'$')
}

/// What would be a list item or an underline at the start of a line.
fn begins_a_block(before: &str, letter: char, after: &str) -> bool {
    let ends_there = after.is_empty() || after.starts_with([' ', '-', '+', '=']);
    match letter {
        '-' | '+' | '=' => before.trim().is_empty() && ends_there,
        '.' | ')' => {
            let digits = before.trim_start();
            let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
            is_number && (after.is_empty() || after.starts_with(' '))
        }
        _ => false,
    }
}

/// What some readers of Markdown would turn into a link of their own accord.
fn begins_a_link(before: &str, letter: char, after: &str) -> bool {
    match letter {
        ':' => after.starts_with("//"),
        '.' => before.len() >= 3 && before.to_ascii_lowercase().ends_with("www"),
        _ => false,
    }
}

fn is_break(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}')
}

fn is_mark(letter: char) -> bool {
    matches!(
        letter,
        '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_harmless() {
        let name = "<b>|*`[x](http://a)\n\u{202e}# \"'&";
        assert_eq!(html(name), "&lt;b&gt;|*`[x](http://a) # &quot;&#39;&amp;");
        assert_eq!(markdown(name), "&lt;b&gt;\\|\\*\\`\\[x\\](http\\://a) \\# \"'&amp;");
    }

    #[test]
    fn numbers_and_dates_stay_as_they_are() {
        for text in ["83.6%", "22 November 2026", "−1.5", "2025-26", "1,234", "-5"] {
            assert_eq!(markdown(text), text);
        }
        assert_eq!(markdown("- item"), "\\- item");
        assert_eq!(markdown("1. item"), "1\\. item");
        assert_eq!(markdown("---"), "\\---");
    }
}
