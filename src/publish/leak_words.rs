//! The words of a text, as leaks are looked for: word by word, amounts of money
//! apart.

use std::borrow::Cow;

/// A word of a line in small letters, or an amount of money without its sign and
/// commas.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    Word(Cow<'a, str>),
    Amount(Cow<'a, str>),
}

impl Token<'_> {
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
            |text: &str| text.bytes().all(|letter| letter.is_ascii_digit() || letter == b',');
        let is_amount = pence.len() == 2 && is_of_digits(pounds) && is_of_digits(pence);
        is_amount.then(|| without_commas(word))
    }
}

fn without_commas(text: &str) -> Cow<'_, str> {
    match text.contains(',') {
        true => Cow::Owned(text.replace(',', "")),
        false => Cow::Borrowed(text),
    }
}

/// Most words of a page are in small letters already.
fn in_small_letters(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|letter| letter.is_ascii() && !letter.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut small = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter.is_ascii() {
            true => small.push(letter.to_ascii_lowercase()),
            false => small.extend(letter.to_lowercase()),
        }
    }
    Cow::Owned(small)
}

/// The words of a text, in small letters.
pub fn words(text: &str) -> Vec<String> {
    let word = |token| match token {
        Token::Word(word) if !word.is_empty() => Some(word.into_owned()),
        Token::Word(_) | Token::Amount(_) => None,
    };
    tokens(text).into_iter().filter_map(word).collect()
}

/// Letters and digits together are a word; a comma or point between digits
/// belongs to the number, so that `1,204` is no identifier `204`. A bar, which
/// parts the cells of a row, is a word that nothing is: `2024-05 | 13` is no day.
pub(super) fn tokens(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = line;
    let mut is_money = false;
    while let Some(letter) = rest.chars().next() {
        if !letter.is_alphanumeric() {
            if letter == '|' {
                tokens.push(Token::Word(Cow::Borrowed("")));
            }
            is_money = letter == '£';
            rest = &rest[letter.len_utf8()..];
            continue;
        }
        let (word, after) = rest.split_at(end_of_word(rest));
        let small = in_small_letters(word);
        tokens.push(match (is_money, small) {
            (true, Cow::Borrowed(small)) => Token::Amount(without_commas(small)),
            (true, Cow::Owned(small)) => Token::Amount(Cow::Owned(small.replace(',', ""))),
            (false, small) => Token::Word(small),
        });
        is_money = false;
        rest = after;
    }
    tokens
}

/// Where the word ends that a text begins with.
fn end_of_word(text: &str) -> usize {
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let joins = matches!(letter, ',' | '.')
            && is_digit(before)
            && is_digit(text[at + 1..].chars().next());
        if !letter.is_alphanumeric() && !joins {
            return at;
        }
        before = Some(letter);
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> Vec<String> {
        let told = |token: &Token<'_>| match token {
            Token::Word(word) => word.to_string(),
            Token::Amount(amount) => format!("£{amount}"),
        };
        tokens(line).iter().map(told).collect()
    }

    #[test]
    fn a_line_is_its_words_and_amounts() {
        for (line, expected) in [
            ("", &[][..]),
            ("Élan's HOUSE", &["élan", "s", "house"]),
            ("a|b || c", &["a", "", "b", "", "", "c"]),
            ("1,204 and 1, 204.", &["1,204", "and", "1", "204"]),
            ("£1,204.50, £ 3 £A1", &["£1204.50", "3", "£a1"]),
            ("x£5.", &["x", "£5"]),
            ("2.5.6 .5 5.x 5é", &["2.5.6", "5", "5", "x", "5é"]),
        ] {
            assert_eq!(told(line), expected, "{line:?}");
        }
    }

    #[test]
    fn a_number_with_pence_is_an_amount_without_a_sign() {
        let amounts = |line: &str| -> Vec<String> {
            tokens(line).iter().filter_map(Token::amount).map(Cow::into_owned).collect()
        };
        assert_eq!(amounts("4,812.50 4812.5 4812.50 £7 x.50 12"), ["4812.50", "4812.50", "7"]);
    }
}
