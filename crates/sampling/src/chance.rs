//! Chance that falls the same way on every machine and in every later version (4.8).

use std::fmt;

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};

/// What chance is made from. The same list, choices and seed give the same sample.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Seed(pub u64);

impl Seed {
    /// Reads a whole number without a sign.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok().map(Self) } else { None }
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// The stream of words of ChaCha with 8 rounds. Its key is the seed, its lowest byte first, and 24
/// bytes of zero; counter and nonce begin at zero.
pub(crate) struct Chance(ChaCha8Rng);

impl Chance {
    pub(crate) fn new(seed: Seed) -> Self {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.0.to_le_bytes());
        Self(ChaCha8Rng::from_seed(key))
    }

    /// A number below `n`, each as likely as another; `n` is at least 1.
    ///
    /// It is the remainder of the next 32-bit word. Words from the greatest multiple of `n` up are
    /// passed over, or small numbers would come up more often.
    pub(crate) fn below(&mut self, n: u32) -> u32 {
        let words = 1_u64 << 32;
        let end = words - words % u64::from(n);
        loop {
            let word = self.0.next_u32();
            if u64::from(word) < end {
                return word % n;
            }
        }
    }

    /// Puts a list into a chance order: from the last place down, each is exchanged with one at or
    /// before it.
    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at as u32 + 1) as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_the_published_one() {
        // ChaCha8 with a key, counter and nonce of zero begins 3e 00 ef 2f 89 5f 40 d6 7f 5b b8 e8.
        let mut chance = Chance::new(Seed(0)).0;
        let words = [chance.next_u32(), chance.next_u32(), chance.next_u32()];
        assert_eq!(words, [0x2fef_003e, 0xd640_5f89, 0xe8b8_5b7f]);
    }

    #[test]
    fn every_bit_of_a_seed_matters() {
        let first = |seed| Chance::new(Seed(seed)).0.next_u32();
        for bit in 0..64 {
            assert_ne!(first(1 << bit), first(0), "{bit}");
        }
    }

    #[test]
    fn every_number_is_as_likely_as_another() {
        let mut chance = Chance::new(Seed(1));
        let mut counts = [0_u32; 7];
        for _ in 0..70_000 {
            counts[chance.below(7) as usize] += 1;
        }
        // Five standard deviations are about 460.
        assert!(counts.iter().all(|count| count.abs_diff(10_000) < 460), "{counts:?}");
        // With three quarters of all words taken, remainders of plain words would lean to one third.
        let n = 3 << 30;
        let low = (0..30_000).filter(|_| chance.below(n) < n / 3).count();
        assert!(low.abs_diff(10_000) < 410, "{low}");
    }

    #[test]
    fn every_order_is_as_likely_as_another() {
        let mut chance = Chance::new(Seed(2));
        let mut counts = std::collections::BTreeMap::new();
        for _ in 0..24_000 {
            let mut list = [1, 2, 3, 4];
            chance.shuffle(&mut list);
            *counts.entry(list).or_insert(0_u32) += 1;
        }
        assert_eq!(counts.len(), 24);
        assert!(counts.values().all(|count| count.abs_diff(1_000) < 160), "{counts:?}");
    }

    #[test]
    fn a_seed_is_a_whole_number() {
        assert_eq!(Seed::parse("18446744073709551615"), Some(Seed(u64::MAX)));
        for text in ["", "-1", "+1", "1.0", "18446744073709551616", "seed"] {
            assert_eq!(Seed::parse(text), None, "{text}");
        }
    }
}
