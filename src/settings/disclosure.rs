//! `[disclosure]` of `council.toml`: how few children public outputs may tell
//! of, and to what their counts are rounded. What is hidden or rounded is for
//! SQL to work out.

use crate::header::Fields;

/// No council rounds its counts to more than this.
const COARSEST: i64 = 100;

/// `[disclosure]`: what public outputs may show.
#[derive(Clone, Debug)]
pub struct Disclosure {
    /// `threshold`: counts of children from 1 to one less are hidden; 5 by
    /// default. Where counts are rounded, the first count from there on that
    /// begins a multiple: what is shown never rounds as something hidden does.
    pub threshold: i64,
    /// `round_to`: public counts are rounded to the nearest multiple; 0, the
    /// default, rounds none.
    pub round_to: i64,
}

impl Default for Disclosure {
    fn default() -> Self {
        Self { threshold: 5, round_to: 0 }
    }
}

impl Disclosure {
    /// To what the counts of a copy are rounded: those of public ones alone.
    pub fn round_to_of(&self, is_public: bool) -> i64 {
        if is_public { self.round_to } else { 0 }
    }

    /// Reads the table.
    pub(super) fn read(fields: &Fields<'_>) -> Self {
        let usual = Self::default();
        let threshold = fields.integer_from("threshold", 1).unwrap_or(usual.threshold);
        let round_to = fields.integer_from("round_to", 0).unwrap_or(usual.round_to);
        if round_to > COARSEST {
            fields.fault_at(
                "round_to",
                format!("`round_to` is {round_to}, and must be {COARSEST} or less"),
                "write a whole number such as 5 or 10; 0 rounds nothing",
            );
        }
        let round_to = round_to.clamp(0, COARSEST);
        Self { threshold: first_shown(threshold, round_to), round_to }
    }
}

/// The smallest count, not below the threshold, with which a multiple begins:
/// what rounds to 5 begins at 3, what rounds to 10 at 8.
fn first_shown(threshold: i64, round_to: i64) -> i64 {
    if round_to < 2 {
        return threshold;
    }
    let below = round_to / 2;
    let multiple = (threshold + below + round_to - 1) / round_to;
    multiple * round_to - below
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_rounds_as_nothing_hidden_does() {
        let rounded = |count: i64, to: i64| (2 * count + to) / (2 * to) * to;
        for threshold in 1..20 {
            for to in 2..30 {
                let first = first_shown(threshold, to);
                assert!(first >= threshold && rounded(first, to) > rounded(first - 1, to));
                assert!(first - threshold < to);
            }
            assert_eq!(first_shown(threshold, 0), threshold);
        }
        assert_eq!(first_shown(5, 5), 8);
        assert_eq!(first_shown(5, 10), 5);
    }
}
