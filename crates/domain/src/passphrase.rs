//! How good a passphrase is.

/// The fewest letters of a passphrase.
pub const SHORTEST: usize = 12;

/// How hard a passphrase is to guess, as far as its form tells.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Strength {
    /// It has fewer letters than [`SHORTEST`], and is not taken.
    TooShort,
    /// It repeats itself, or is one word: a program guesses it in time.
    Weak,
    /// It holds against somebody who tries by hand, and for a while against a program.
    Fair,
    /// It is long and made of several words or kinds of sign.
    Good,
}

/// How good a passphrase is. Length counts most; what repeats itself counts once.
pub fn strength(passphrase: &str) -> Strength {
    let letters: Vec<char> = passphrase.trim().chars().collect();
    if letters.len() < SHORTEST {
        return Strength::TooShort;
    }
    let mut kinds = letters.clone();
    kinds.sort_unstable();
    kinds.dedup();
    let n_words = passphrase.split_whitespace().count();
    let has = |test: fn(&char) -> bool| letters.iter().any(test);
    let n_signs = usize::from(has(|one| one.is_lowercase()))
        + usize::from(has(|one| one.is_uppercase()))
        + usize::from(has(|one| one.is_numeric()))
        + usize::from(has(|one| !one.is_alphanumeric() && !one.is_whitespace()));
    match () {
        () if kinds.len() < 6 => Strength::Weak,
        () if n_words >= 4 && letters.len() >= 20 => Strength::Good,
        () if letters.len() >= 16 && n_signs >= 3 => Strength::Good,
        () if n_words >= 3 || letters.len() >= 16 || n_signs >= 3 => Strength::Fair,
        () => Strength::Weak,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_as_good_as_it_is_long_and_varied() {
        for (passphrase, expected) in [
            ("", Strength::TooShort),
            ("           ", Strength::TooShort),
            ("short words", Strength::TooShort),
            ("aaaaaaaaaaaaaaaaaaaaaaaa", Strength::Weak),
            ("northtownyouth", Strength::Weak),
            ("three plain words", Strength::Fair),
            ("Northtown-2026", Strength::Fair),
            ("kettle rain seven bridge", Strength::Good),
            ("Rv7#kettle!Bridge", Strength::Good),
        ] {
            assert_eq!(strength(passphrase), expected, "{passphrase}");
        }
    }
}
