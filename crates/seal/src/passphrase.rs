//! How good a passphrase is, as far as a short rule can tell.

/// The fewest letters a passphrase may have.
pub const SHORTEST_PASSPHRASE: usize = 12;
/// From how many letters on it is taken for a good one: four or five words.
const GOOD: usize = 20;
/// How many different letters a good one has at least.
const VARIED: usize = 8;

/// How hard a passphrase is to guess.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Strength {
    /// Shorter than is taken.
    TooShort,
    /// Taken, and could be longer or more varied.
    Weak,
    /// As long and varied as four words that have nothing to do with each other.
    Good,
}

/// Weighs a passphrase by its length and variety. A saying known to all is weak as well, and this cannot tell.
pub fn strength(passphrase: &str) -> Strength {
    let length = passphrase.trim().chars().count();
    let mut letters: Vec<char> = passphrase.trim().chars().collect();
    letters.sort_unstable();
    letters.dedup();
    if length < SHORTEST_PASSPHRASE {
        Strength::TooShort
    } else if length < GOOD || letters.len() < VARIED {
        Strength::Weak
    } else {
        Strength::Good
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_weighed_by_length_and_variety() {
        for (passphrase, expected) in [
            ("", Strength::TooShort),
            ("            ", Strength::TooShort),
            ("Northtown1!", Strength::TooShort),
            ("Northtown-24", Strength::Weak),
            ("aaaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak),
            ("gravel otter lantern fig", Strength::Good),
            ("ŵŵŵŵŵŵŵŵŵŵŵ", Strength::TooShort),
        ] {
            assert_eq!(strength(passphrase), expected, "{passphrase:?}");
        }
    }
}
