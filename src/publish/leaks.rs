//! The leak test: whether a copy that is made for one reader tells of another,
//! and whether a public file tells what only few may know.
//! What may not be told, and of whom, comes from SQL; here it is looked for in
//! the text that a reader sees, word by word, and a find is reported by its
//! kind and place, never by its value.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use serde::Deserialize;

pub use super::leak_words::words;
use super::leak_words::{Token, tokens};
use super::text_nodes;

/// The kind under which an amount beside its owner is reported.
const PRICE: &str = "price of another provider";

/// Whose copy is made for all: nobody's own, so that nothing is theirs but what
/// says so.
pub const EVERYBODY: &str = "everybody";

/// Something that only its owner's copy may hold.
#[derive(Clone, Debug, Deserialize)]
pub struct Secret {
    /// What it is, as a finding names it: `name`, `URN`.
    pub kind: String,
    /// Whose copy may hold it; none: nobody's.
    #[serde(rename = "provider_id")]
    pub owner: Option<String>,
    /// The text itself.
    pub secret: String,
    /// How it is looked for.
    pub sought_as: SoughtAs,
}

/// How a secret is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SoughtAs {
    /// All its words, in their order, capitals aside.
    Whole,
    /// One word of a name; passed over where the report itself uses it.
    Word,
    /// An amount, in one row with something else of the same owner.
    Price,
    /// Not a secret itself, but an amount of the same owner in its row is.
    Beside,
    /// Not a secret: the owner's own words, in which another's may be part.
    Own,
    /// An amount that tells of its owner with nothing beside it.
    Alone,
    /// Not a secret: an amount that the owner may be told, whoever else's it is.
    Known,
}

/// A find: what kind of thing, and in which line of the text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    /// The kind of secret.
    pub kind: String,
    /// The line of the text that a reader sees.
    pub line: usize,
}

/// All secrets, laid out so that a copy is read once whatever their number.
#[derive(Debug, Default)]
pub struct Secrets {
    terms: Vec<Term>,
    /// For a word, the terms in which it is the rarest, and which of their words
    /// it is: numbers of agreements begin alike.
    by_rarest: HashMap<String, Vec<(usize, usize)>>,
    prices: HashMap<String, HashSet<String>>,
    alone: HashMap<String, String>,
    known: HashMap<String, HashSet<String>>,
    own_words: HashMap<String, HashSet<String>>,
}

#[derive(Debug)]
struct Term {
    words: Vec<String>,
    kind: String,
    sought_as: SoughtAs,
    owners: BTreeSet<String>,
}

impl Secrets {
    /// Lays secrets out. Those without a letter or digit are passed over.
    pub fn new(secrets: Vec<Secret>) -> Self {
        let mut laid_out = Self::default();
        let mut owners: BTreeMap<(Vec<String>, SoughtAs, String), BTreeSet<String>> =
            BTreeMap::new();
        for secret in secrets {
            let owner = secret.owner.unwrap_or_default();
            match secret.sought_as {
                SoughtAs::Price => {
                    laid_out.prices.entry(owner).or_default().insert(secret.secret);
                    continue;
                }
                SoughtAs::Known => {
                    laid_out.known.entry(owner).or_default().insert(secret.secret);
                    continue;
                }
                SoughtAs::Alone => {
                    laid_out.alone.insert(secret.secret, owner);
                    continue;
                }
                SoughtAs::Whole | SoughtAs::Word | SoughtAs::Beside | SoughtAs::Own => {}
            }
            let words = words(&secret.secret);
            if words.is_empty() {
                continue;
            }
            laid_out.own_words.entry(owner.clone()).or_default().extend(words.iter().cloned());
            owners.entry((words, secret.sought_as, secret.kind)).or_default().insert(owner);
        }
        for ((words, sought_as, kind), owners) in owners {
            laid_out.terms.push(Term { words, kind, sought_as, owners });
        }
        let mut uses: HashMap<&str, usize> = HashMap::new();
        for word in laid_out.terms.iter().flat_map(|term| &term.words) {
            *uses.entry(word).or_default() += 1;
        }
        for (number, term) in laid_out.terms.iter().enumerate() {
            let rarest = term.words.iter().enumerate().min_by_key(|(_, word)| uses[word.as_str()]);
            let Some((at, word)) = rarest else { continue };
            laid_out.by_rarest.entry(word.clone()).or_default().push((number, at));
        }
        laid_out
    }

    /// What a copy made for `owner` tells of others. `vocabulary` holds the
    /// words that the report uses whoever it is for.
    pub fn found_in(
        &self,
        file_name: &str,
        text: &str,
        owner: &str,
        vocabulary: &HashSet<String>,
    ) -> BTreeSet<Leak> {
        self.found_in_lines(text_nodes::seen(file_name, text).lines(), owner, vocabulary)
    }

    /// The same, of a file whose lines have been read: the rows of a table.
    pub fn found_in_lines<'a>(
        &self,
        lines: impl IntoIterator<Item = &'a str>,
        owner: &str,
        vocabulary: &HashSet<String>,
    ) -> BTreeSet<Leak> {
        let mut leaks = BTreeSet::new();
        for (number, line) in lines.into_iter().enumerate() {
            for kind in self.in_line(&tokens(line), owner, vocabulary) {
                leaks.insert(Leak { kind, line: number + 1 });
            }
        }
        leaks
    }

    fn in_line(
        &self,
        tokens: &[Token<'_>],
        owner: &str,
        vocabulary: &HashSet<String>,
    ) -> BTreeSet<String> {
        let mut kinds = BTreeSet::new();
        if self.has_bare_price(tokens, owner) {
            kinds.insert(PRICE.to_owned());
        }
        // Most lines hold nothing that is anybody's.
        let mut terms = self.terms_in(tokens).peekable();
        if terms.peek().is_none() {
            return kinds;
        }
        let mut own = vec![false; tokens.len()];
        let mut others = Vec::new();
        for (at, term) in terms {
            if term.owners.contains(owner) {
                own[at..at + term.words.len()].fill(true);
            } else if term.sought_as != SoughtAs::Own {
                others.push((at, term));
            }
        }
        let is_known = |term: &Term| {
            let word = &term.words[0];
            let is_own = self.own_words.get(owner).is_some_and(|own| own.contains(word));
            term.sought_as == SoughtAs::Word && (is_own || vocabulary.contains(word))
        };
        let is_within =
            |at: usize, term: &Term| own[at..at + term.words.len()].iter().all(|it| *it);
        others.retain(|(at, term)| !is_known(term) && !is_within(*at, term));
        let secret = others.iter().filter(|(_, term)| term.sought_as != SoughtAs::Beside);
        kinds.extend(secret.map(|(_, term)| term.kind.clone()));
        let whose: BTreeSet<&String> = others.iter().flat_map(|(_, term)| &term.owners).collect();
        let is_price = |token: &Token<'_>| match token {
            Token::Amount(amount) => whose.iter().any(|owner| {
                self.prices.get(*owner).is_some_and(|prices| prices.contains(&**amount))
            }),
            Token::Word(_) => false,
        };
        if tokens.iter().any(is_price) {
            kinds.insert(PRICE.to_owned());
        }
        kinds
    }

    /// Whether an amount stands in a line that is another's, and none that the
    /// owner of the copy may be told.
    fn has_bare_price(&self, tokens: &[Token<'_>], owner: &str) -> bool {
        let known = self.known.get(owner);
        tokens.iter().filter_map(Token::amount).any(|amount| {
            self.alone.get(&*amount).is_some_and(|holder| holder != owner)
                && !known.is_some_and(|known| known.contains(&*amount))
        })
    }

    /// Every term that stands in a line, with where it begins.
    fn terms_in<'a>(&'a self, tokens: &'a [Token<'a>]) -> impl Iterator<Item = (usize, &'a Term)> {
        tokens.iter().enumerate().flat_map(move |(at, token)| {
            let having = match token {
                Token::Word(word) => self.by_rarest.get(&**word).map_or(&[][..], Vec::as_slice),
                Token::Amount(_) => &[],
            };
            having.iter().filter_map(move |(number, before)| {
                let (term, start) = (&self.terms[*number], at.checked_sub(*before)?);
                let here = tokens.get(start..start + term.words.len())?;
                let stands = here.iter().zip(&term.words).all(|(token, word)| token.is(word));
                stands.then_some((start, term))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn secret(kind: &str, owner: &str, secret: &str, sought_as: SoughtAs) -> Secret {
        let owner = (!owner.is_empty()).then(|| owner.to_owned());
        Secret { kind: kind.to_owned(), owner, secret: secret.to_owned(), sought_as }
    }

    fn secrets() -> Secrets {
        Secrets::new(vec![
            secret("name", "P1", "Ambrell Fostering", SoughtAs::Whole),
            secret("word", "P1", "ambrell", SoughtAs::Word),
            secret("name", "P2", "Ambrell Fostering South", SoughtAs::Whole),
            secret("name", "P3", "Bridge & Son", SoughtAs::Whole),
            secret("word", "P3", "bridge", SoughtAs::Word),
            secret("own", "P2", "Bridge & Son House", SoughtAs::Own),
            secret("URN", "P1", "SC123456", SoughtAs::Whole),
            secret("agreement", "P3", "IPA-2025-26-0007", SoughtAs::Whole),
            secret("price", "P3", "5180", SoughtAs::Price),
            secret("child", "", "100874", SoughtAs::Whole),
        ])
    }

    fn kinds(line: &str, owner: &str) -> Vec<String> {
        let vocabulary = HashSet::from(["bridge".to_owned()]);
        let leaks = secrets().found_in("a.md", line, owner, &vocabulary);
        leaks.into_iter().map(|leak| leak.kind).collect()
    }

    #[test]
    fn whole_words_of_others_are_found_and_own_ones_are_not() {
        for (line, owner, expected) in [
            ("AMBRELL fostering", "P3", &["name", "word"][..]),
            ("Ambrell Fostering", "P1", &[]),
            ("Ambrell alone", "P3", &["word"]),
            // Another's name within one's own.
            ("Ambrell Fostering South", "P2", &[]),
            ("Bridge & Son House", "P2", &[]),
            ("Bridge & Son", "P2", &["name"]),
            // A word of the report itself.
            ("the bridge over", "P1", &[]),
            ("number sc123456.", "P2", &["URN"]),
            ("sc1234567", "P2", &[]),
            ("child 100874", "P1", &["child"]),
            ("100,874 nights and £100874", "P1", &[]),
        ] {
            assert_eq!(kinds(line, owner), expected, "{line} for {owner}");
        }
    }

    #[test]
    fn a_name_that_is_no_secret_makes_the_price_beside_it_one() {
        let secrets = Secrets::new(vec![
            secret("name", "P1", "Ambrell Fostering", SoughtAs::Beside),
            secret("price", "P1", "930", SoughtAs::Price),
            secret("child", "", "100874", SoughtAs::Whole),
        ]);
        let kinds = |line: &str| -> Vec<String> {
            let leaks = secrets.found_in_lines([line], EVERYBODY, &HashSet::new());
            leaks.into_iter().map(|leak| leak.kind).collect()
        };
        assert_eq!(kinds("Ambrell Fostering, 4 contracts"), [""; 0]);
        assert_eq!(kinds("Ambrell Fostering at £930 a week"), [PRICE]);
        assert_eq!(kinds("all providers at £930 a week"), [""; 0]);
        assert_eq!(kinds("child 100874"), ["child"]);
    }

    #[test]
    fn nothing_is_found_over_two_cells() {
        let secrets = Secrets::new(vec![secret("birthday", "", "2024-05-13", SoughtAs::Whole)]);
        let is_found =
            |line: &str| !secrets.found_in_lines([line], EVERYBODY, &HashSet::new()).is_empty();
        assert!(is_found("2024-05-13 | 7"));
        assert!(!is_found("2024-05 | 13"));
    }

    #[test]
    fn a_price_counts_beside_something_of_its_owner() {
        assert_eq!(kinds("| IPA-2025-26-0007 | £5,180 |", "P1"), ["agreement", PRICE]);
        assert_eq!(kinds("| IPA-2025-26-0007 | £5,181 |", "P1"), ["agreement"]);
        assert_eq!(kinds("| IPA-2025-26-0007 | £5,180 |", "P3"), [""; 0]);
        assert_eq!(kinds("| mean | £5,180 |", "P1"), [""; 0]);
    }

    #[test]
    fn a_price_that_only_one_has_counts_alone() {
        let amounts = |owner: &str, sought_as, amounts: [&str; 2]| {
            amounts.map(|amount| secret("price", owner, amount, sought_as))
        };
        let secrets = Secrets::new(
            [
                amounts("P3", SoughtAs::Alone, ["4812.50", "4813"]),
                amounts("P1", SoughtAs::Known, ["4813.00", "4813"]),
            ]
            .concat(),
        );
        for (line, of_p1, of_p2) in [
            ("| mean | £4,812.50 |", true, true),
            ("Others ask 4812.50", true, true),
            ("Others ask 4,812.50.", true, true),
            // P1 has a price, a bill or a peer that prints the same.
            ("| mean | £4,813 |", false, true),
            ("4,813 nights and 4813", false, false),
            ("£4,812.5 and £48,125.0 and 14812.50", false, false),
        ] {
            for (owner, is_found) in [("P1", of_p1), ("P2", of_p2), ("P3", false)] {
                let leaks = secrets.found_in("a.md", line, owner, &HashSet::new());
                assert_eq!(!leaks.is_empty(), is_found, "{line} for {owner}");
            }
        }
    }
}
