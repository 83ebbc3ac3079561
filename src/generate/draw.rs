//! Chance, drawn so that the same seed gives the same bytes on every machine.
//!
//! Only whole numbers are drawn, and durations come from tables of quantiles:
//! floating point and the platform's own logarithms never enter. Each purpose
//! has a stream of its own, so that a change to how invoices are invented does
//! not move a single child.

use chrono::NaiveDate;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

use super::calendar;

/// A stream of draws.
pub(super) struct Draw {
    generator: ChaCha8Rng,
}

impl Draw {
    /// The stream of one purpose (`children`, `postcodes`), one authority and
    /// one number (a child's, a provider's) under a seed.
    pub(super) fn new(seed: u64, authority: usize, purpose: &str, number: u64) -> Self {
        let mut key = [0_u8; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&(authority as u64).to_le_bytes());
        key[16..24].copy_from_slice(&fingerprint(purpose).to_le_bytes());
        key[24..].copy_from_slice(&number.to_le_bytes());
        Self { generator: ChaCha8Rng::from_seed(key) }
    }

    /// A whole number from 0 to one less than `limit`.
    pub(super) fn below(&mut self, limit: u64) -> u64 {
        let wide = u128::from(self.generator.next_u64()) * u128::from(limit);
        (wide >> 64) as u64
    }

    /// A whole number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        if high <= low {
            return low;
        }
        low + self.below((high - low + 1) as u64) as i64
    }

    /// True so many times in a thousand.
    pub(super) fn chance(&mut self, per_thousand: u64) -> bool {
        self.below(1000) < per_thousand
    }

    /// One of `choices`, each as likely as the next.
    pub(super) fn pick<'a, T>(&mut self, choices: &'a [T]) -> &'a T {
        &choices[self.below(choices.len() as u64) as usize]
    }

    /// One of `choices`, as likely as its weight.
    pub(super) fn weighted<T: Copy>(&mut self, choices: &[(T, u64)]) -> T {
        let total: u64 = choices.iter().map(|(_, weight)| weight).sum();
        let mut left = self.below(total.max(1));
        for (choice, weight) in choices {
            if left < *weight {
                return *choice;
            }
            left -= weight;
        }
        choices[choices.len() - 1].0
    }

    /// A value of a distribution known by evenly spaced quantiles, from the
    /// least to the greatest; straight lines in between.
    pub(super) fn quantile(&mut self, quantiles: &[i64]) -> i64 {
        let steps = quantiles.len() as u64 - 1;
        let at = self.below(steps * 1000);
        let (step, part) = ((at / 1000) as usize, (at % 1000) as i64);
        let (from, to) = (quantiles[step], quantiles[step + 1]);
        from + (to - from) * part / 1000
    }

    /// A day from `first` to `last`, both included.
    pub(super) fn day(&mut self, first: NaiveDate, last: NaiveDate) -> NaiveDate {
        calendar::plus(first, self.between(0, (last - first).num_days()))
    }

    /// So many letters of `alphabet`.
    pub(super) fn letters(&mut self, alphabet: &str, count: usize) -> String {
        let alphabet: Vec<char> = alphabet.chars().collect();
        (0..count).map(|_| *self.pick(&alphabet)).collect()
    }

    /// How many things happen where `thousandths` of one are expected.
    pub(super) fn about(&mut self, thousandths: u64) -> u64 {
        let tries = thousandths / 500 + 4;
        (0..tries).filter(|_| self.below(tries * 1000) < thousandths).count() as u64
    }
}

/// A number that stands for a name, always the same (FNV-1a).
fn fingerprint(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_draws_the_same_for_ever() {
        let mut draw = Draw::new(1, 2, "children", 3);
        let drawn: Vec<u64> = (0..4).map(|_| draw.below(1_000_000)).collect();
        assert_eq!(drawn, [986_860, 137_158, 19_731, 118_171]);
    }

    #[test]
    fn draws_keep_to_their_limits() {
        let mut draw = Draw::new(7, 0, "limits", 0);
        for _ in 0..2_000 {
            assert!((-3..=3).contains(&draw.between(-3, 3)));
            assert!((10..=40).contains(&draw.quantile(&[10, 20, 40])));
            assert_eq!(draw.weighted(&[('a', 0), ('b', 5), ('c', 0)]), 'b');
        }
    }
}
