//! Where an output may lie inside a publication. A name made from data (a
//! provider's, say) can do no harm: only plain letters, digits and `. - _ %`
//! pass, nothing hidden, nothing above.

use std::fmt;

use crate::durable::Access;

/// A path inside a publication, with `/` on every system.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct OutputPath(String);

impl OutputPath {
    /// Checks a path: below `public/` or `exempt/`, or `index.html`. Says what
    /// is wrong where it may not be.
    pub fn new(path: &str) -> Result<Self, String> {
        let is_placed = path == "index.html"
            || path.split_once('/').is_some_and(|(top, _)| matches!(top, "public" | "exempt"));
        if !is_placed {
            return Err(format!("{path:?} is neither below public/ nor below exempt/"));
        }
        match path.split('/').find(|name| !is_plain(name)) {
            Some(name) => Err(format!("{name:?} may not be the name of an output")),
            None => Ok(Self(path.to_owned())),
        }
    }

    /// The place of a copy of an input, whatever that is called: other letters
    /// are written as `%` and their bytes in hex.
    pub fn of_input(name: &str) -> Self {
        let mut path = String::from("exempt/inputs");
        for part in name.split(['/', '\\']).filter(|part| !part.is_empty()) {
            path.push('/');
            for (index, byte) in part.bytes().enumerate() {
                let is_hiding = index == 0 && byte == b'.';
                if is_letter(byte) && byte != b'%' && !is_hiding {
                    path.push(char::from(byte));
                } else {
                    path.push_str(&format!("%{byte:02x}"));
                }
            }
        }
        Self(path)
    }

    /// Who may read what lies here.
    pub fn access(&self) -> Access {
        if self.0.starts_with("exempt/") { Access::Owner } else { Access::Usual }
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

fn is_plain(name: &str) -> bool {
    (1..=200).contains(&name.len()) && !name.starts_with('.') && name.bytes().all(is_letter)
}

fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_in_their_places_pass() {
        for right in ["index.html", "public/a.md", "exempt/data/cases.parquet"] {
            assert!(OutputPath::new(right).is_ok(), "{right}");
        }
        for wrong in [
            "",
            "a.html",
            "manifest.json",
            "/etc/passwd",
            "public/../a",
            "public/.hidden",
            "public//a",
            "public/",
            "public/a b",
            "public/=cmd|x",
            "public/a\\b",
            "public/\u{202e}fdp.exe",
            "exempt/a\nb",
        ] {
            assert!(OutputPath::new(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn inputs_keep_apart_whatever_they_are_called() {
        let path = |name| OutputPath::of_input(name).as_str().to_owned();
        assert_eq!(path("words/scrutiny-paper.md"), "exempt/inputs/words/scrutiny-paper.md");
        assert_eq!(path("words/a b.md"), "exempt/inputs/words/a%20b.md");
        assert_eq!(path("words/a%20b.md"), "exempt/inputs/words/a%2520b.md");
        assert_eq!(path("../x"), "exempt/inputs/%2e./x");
        assert!(OutputPath::new(&path("words/\u{e9}t\u{e9}.md")).is_ok());
    }
}
