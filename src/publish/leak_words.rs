//! The words of a text, as leaks are looked for: word by word, amounts of money
//! apart.

use std::borrow::Cow;

/// A word of a line, or an amount of money without its sign and commas.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Amount(String),
}

impl Token {
    pub(super) fn is(&self, wanted: &str) -> bool {
        matches!(self, Self::Word(word) if word == wanted)
    }

    /// The amount that it is, without commas: what follows a pound sign, or a
    /// number with pence.
    pub(super) fn amount(&self) -> Option<Cow<'_, str>> {
        let word = match self {
            Self::Amount(amount) => return Some(Cow::Borrowed(amount)),
            Self::Word(word) => word,
        };
        let (pounds, pence) = word.split_once('.')?;
        let is_of_digits =
            |text: &str| text.chars().all(|letter| letter.is_ascii_digit() || letter == ',');
        let is_amount = pence.len() == 2 && is_of_digits(pounds) && is_of_digits(pence);
        is_amount.then(|| Cow::Owned(word.replace(',', "")))
    }
}

/// The words of a text, in small letters.
pub fn words(text: &str) -> Vec<String> {
    let word = |token| match token {
        Token::Word(word) if !word.is_empty() => Some(word),
        Token::Word(_) | Token::Amount(_) => None,
    };
    tokens(text).into_iter().filter_map(word).collect()
}

/// Letters and digits together are a word; a comma or point between digits
/// belongs to the number, so that `1,204` is no identifier `204`. A bar, which
/// parts the cells of a row, is a word that nothing is: `2024-05 | 13` is no day.
pub(super) fn tokens(line: &str) -> Vec<Token> {
    let letters: Vec<char> = line.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        if letters[at] == '|' {
            tokens.push(Token::Word(String::new()));
        }
        if !letters[at].is_alphanumeric() {
            at += 1;
            continue;
        }
        let start = at;
        let is_digit = |at: usize| letters.get(at).is_some_and(char::is_ascii_digit);
        while at < letters.len() {
            let joins = matches!(letters[at], ',' | '.') && is_digit(at - 1) && is_digit(at + 1);
            if !letters[at].is_alphanumeric() && !joins {
                break;
            }
            at += 1;
        }
        let mut text = String::with_capacity(at - start);
        for letter in &letters[start..at] {
            match letter.is_ascii() {
                true => text.push(letter.to_ascii_lowercase()),
                false => text.extend(letter.to_lowercase()),
            }
        }
        let is_money = start > 0 && letters[start - 1] == '£';
        tokens.push(match is_money {
            true => Token::Amount(text.replace(',', "")),
            false => Token::Word(text),
        });
    }
    tokens
}
