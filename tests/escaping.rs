//! Whatever somebody typed prints as itself in every format, wherever in a
//! line it stands.

use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use sufficiency::report::escape;

/// The text that a reader of Markdown sees; `None` where anything but text,
/// paragraphs and a table came of it.
fn seen(markdown: &str) -> Option<String> {
    let dialect = Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, dialect) {
        match event {
            Event::Text(piece) => text.push_str(&piece),
            Event::Start(Tag::Paragraph | Tag::Table(_) | Tag::TableHead | Tag::TableRow)
            | Event::Start(Tag::TableCell)
            | Event::End(_) => {}
            Event::SoftBreak => text.push('\n'),
            _ => return None,
        }
    }
    Some(text)
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<b>".to_owned()),
        Just("](http://a)".to_owned()),
        Just("{{".to_owned()),
        Just("1. ".to_owned()),
        Just("- ".to_owned()),
        Just("\u{202e}".to_owned()),
        "[-<>|*_`\\[\\]()#!&;:~^$+=.@'\"\\\\/ a-c0-2\n\t]{0,6}",
        "\\PC{0,3}",
    ];
    prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn markdown_in_a_sentence(text in hostile()) {
        let line = format!("Before {} after.", escape::markdown(&text));
        let expected = format!("Before {} after.", escape::clean(&text));
        prop_assert_eq!(seen(&line), Some(expected));
    }

    #[test]
    fn markdown_at_the_start_of_a_line(text in hostile()) {
        let text = escape::clean(&text).trim().to_owned();
        prop_assert_eq!(seen(&escape::markdown(&text)), Some(text));
    }

    #[test]
    fn markdown_in_a_table(text in hostile()) {
        let table = format!("| a | b |\n| :-- | --: |\n| {} | c |\n", escape::markdown(&text));
        let expected = format!("ab{}c", escape::clean(&text).trim_matches(' '));
        prop_assert_eq!(seen(&table), Some(expected));
    }

    #[test]
    fn html_holds_no_markup(text in hostile()) {
        let escaped = escape::html(&text);
        prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
        let back = escaped
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&");
        prop_assert_eq!(back, escape::clean(&text));
    }
}
