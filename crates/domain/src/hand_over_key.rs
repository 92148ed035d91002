//! The public key that work is sealed for when it is handed over.

use std::fmt;

/// A public key in the words of the age format: `age1` and 58 letters, of which the last six are a check on the others.
///
/// A letter mistyped, left out or swapped with its neighbour is no such key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HandOverKey(String);

/// How such a key begins.
const PREFIX: &str = "age1";
/// How many letters follow: 256 bits in fives, and the check.
const N_LETTERS: usize = 58;
/// How many of them carry the key.
const N_CARRYING: usize = 52;
/// The letters, each five bits by its place.
const LETTERS: &[u8] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

impl HandOverKey {
    /// Reads a key.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.strip_prefix(PREFIX).filter(|rest| rest.len() == N_LETTERS)?;
        let place = |letter: u8| LETTERS.iter().position(|one| *one == letter);
        let fives = letters.bytes().map(|letter| place(letter).map(|five| five as u32));
        let fives: Vec<u32> = fives.collect::<Option<_>>()?;
        // The last letter of the key carries one bit of it, and nothing may hide in the other four.
        let is_full = fives[N_CARRYING - 1] & 0xf == 0;
        (is_full && checks(&fives)).then(|| Self(text.to_owned()))
    }

    /// The key.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HandOverKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether the check fits: Bech32, as in BIP 173, over the prefix and the letters.
fn checks(fives: &[u32]) -> bool {
    const GENERATORS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let name = || PREFIX.trim_end_matches('1').bytes().map(u32::from);
    let prefix =
        name().map(|letter| letter >> 5).chain([0]).chain(name().map(|letter| letter & 31));
    let sum = prefix.chain(fives.iter().copied()).fold(1_u32, |sum, five| {
        let moved = (sum & 0x1ff_ffff) << 5 ^ five;
        let added = GENERATORS.iter().enumerate().filter(|(bit, _)| sum >> 25 >> bit & 1 == 1);
        added.fold(moved, |sum, (_, generator)| sum ^ generator)
    });
    sum == 1
}
