//! The module as letters of the page.
//!
//! The page is UTF-16, which a browser reads faster than any other encoding, and in which almost any two bytes are a
//! letter, so a script block can carry the module. Some letters would be lost or misread by a browser's decoder or parser
//! (WHATWG Encoding, 14.4; WHATWG HTML, 13.2.3.5 and 13.2.5.4): a surrogate without its other half and NUL become U+FFFD,
//! CR becomes LF, and `<` can begin the end of the block. So the letters go in runs. Before each stands one letter that says
//! how long it is and by which of 32 keys the upper five bits of its letters are altered, so that none of these comes up. A run
//! is as long as any key allows, some 130 letters: 1 %.

use anyhow::{Context, Result};

/// How many bits of a run's first letter are its key.
const KEY_BITS: u32 = 5;
/// The longest run: with it the first letter is still below the surrogates.
const LONGEST: usize = 1_000;

/// Letters that a script block of a page in UTF-16 carries unharmed.
pub(super) struct Packed {
    /// The runs, each behind its first letter.
    pub(super) letters: Vec<u16>,
    /// How many bytes are packed, the lower one of a letter first. The last letter may have one too many.
    pub(super) n_bytes: usize,
}

/// Packs in runs as long as they can be.
///
/// A run of 15 letters always has a key, so this fails only if that is broken.
pub(super) fn pack(raw: &[u8]) -> Result<Packed> {
    let plain: Vec<u16> = raw
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or_default()]))
        .collect();
    let mut letters = Vec::with_capacity(plain.len() + plain.len() / 64);
    let mut rest = &plain[..];
    while !rest.is_empty() {
        let (key, n) = longest(rest).context("A run of the module has no key.")?;
        let (run, after) = rest.split_at(n);
        letters.push(head(key, n));
        letters.extend(run.iter().map(|letter| letter ^ altered_by(key)));
        rest = after;
    }
    Ok(Packed { letters, n_bytes: raw.len() })
}

/// The key that the most letters can be packed with, and how many.
fn longest(rest: &[u16]) -> Option<(u16, usize)> {
    let keys = (0..1 << KEY_BITS).map(|key| {
        let unharmed = rest.iter().take(LONGEST);
        let n = unharmed.take_while(|letter| is_unharmed(*letter ^ altered_by(key))).count();
        // The first letter of a run has to come through, too.
        (key, if is_unharmed(head(key, n)) { n } else { 0 })
    });
    keys.max_by_key(|(_, n)| *n).filter(|(_, n)| *n > 0)
}

/// The first letter of a run.
fn head(key: u16, n: usize) -> u16 {
    u16::try_from(n).unwrap_or_default() << KEY_BITS | key
}

/// What a key alters in every letter.
fn altered_by(key: u16) -> u16 {
    key << (u16::BITS - KEY_BITS)
}

/// Whether a letter comes out of the decoder and the parser as it went in, whatever stands beside it.
fn is_unharmed(letter: u16) -> bool {
    !matches!(letter, 0 | 0x0d | 0x3c | 0xd800..=0xdfff)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser reads in the block: the rules of the standards for surrogates, line ends, NUL and the end of a script.
    fn read_by_a_browser(packed: &[u16]) -> Vec<u16> {
        let text = String::from_utf16(packed).unwrap();
        assert!(!text.contains(['<', '\r', '\0']), "a letter that is misread");
        text.encode_utf16().collect()
    }

    // As start.js does it.
    fn unpack(letters: &[u16], n_bytes: usize) -> Vec<u8> {
        let (mut plain, mut rest) = (Vec::new(), letters);
        while let [head, after @ ..] = rest {
            let (run, after) = after.split_at(usize::from(head >> 5));
            plain.extend(run.iter().map(|letter| letter ^ head << 11));
            rest = after;
        }
        plain.into_iter().flat_map(u16::to_le_bytes).take(n_bytes).collect()
    }

    fn check(raw: &[u8]) -> Packed {
        let packed = pack(raw).unwrap();
        let read = read_by_a_browser(&packed.letters);
        assert_eq!(unpack(&read, packed.n_bytes), raw);
        packed
    }

    /// Bytes as even as a compressed module's, and the same at every run of the tests.
    fn noise(length: usize) -> Vec<u8> {
        let mut state = 1_u64;
        let next = |_| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            state.to_be_bytes()[0]
        };
        (0..length).map(next).collect()
    }

    #[test]
    fn every_byte_comes_back() {
        check(&[]);
        for byte in 0..=u8::MAX {
            check(&[byte]);
        }
    }

    #[test]
    fn every_pair_of_bytes_comes_back() {
        let pairs = (0..=u8::MAX).flat_map(|one| (0..=u8::MAX).flat_map(move |two| [one, two]));
        check(&pairs.collect::<Vec<u8>>());
    }

    #[test]
    fn text_that_would_end_the_block_comes_back() {
        let text = "</script><!--<script>\r\n\r\0\n</script";
        check(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        check(text.as_bytes());
        check(b"<");
    }

    #[test]
    fn a_run_of_the_same_letter_comes_back() {
        for letter in [0_u16, 0x0d, 0x3c, 0x20, 0xd800, 0xdfff, 0xffff] {
            check(&letter.to_le_bytes().repeat(5_000));
        }
    }

    #[test]
    fn the_keys_cost_little() {
        let raw = noise(400_000);
        let packed = check(&raw);
        let cost = packed.letters.len() * 2 - raw.len();
        assert!(cost * 100 < raw.len(), "{cost} bytes of keys");
    }
}
