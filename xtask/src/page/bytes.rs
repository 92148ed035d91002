//! The module as letters of the page.
//!
//! The page is UTF-16, which a browser reads faster than any other encoding, and in which almost any two bytes are a
//! letter, so a script block can carry the module. Some letters would be lost or misread by a browser's decoder or parser
//! (WHATWG Encoding, 14.4; WHATWG HTML, 13.2.3.5 and 13.2.5.4): a surrogate without its other half and NUL become U+FFFD,
//! CR becomes LF, and `<` can begin the end of the block. So the letters go in runs, each behind a key and combined with it
//! by exclusive or, and the key is chosen so that none of these comes up: 2 %.

use anyhow::{Context, Result};

/// The longest run that is tried. A key keeps one of 32 blocks of letters off the surrogates, so a run of random letters
/// this long has one in seven chances of having none.
const LONGEST: usize = 64;

/// Letters that a script block of a page in UTF-16 carries unharmed.
pub(super) struct Packed {
    /// The runs, each behind its key.
    pub(super) letters: Vec<u16>,
    /// How many letters follow each key. Only the last run may be shorter.
    pub(super) run: usize,
    /// How many bytes are packed, the lower one of a letter first. The last letter may have one too many.
    pub(super) n_bytes: usize,
}

/// Packs with the longest runs for which every run has a key.
///
/// A run of 29 letters always has one, so this fails only if that is broken.
pub(super) fn pack(raw: &[u8]) -> Result<Packed> {
    let plain: Vec<u16> = raw
        .chunks(2)
        .map(|pair| u16::from_le_bytes([pair[0], pair.get(1).copied().unwrap_or_default()]))
        .collect();
    (1..=LONGEST)
        .rev()
        .find_map(|run| Some(Packed { letters: in_runs_of(run, &plain)?, run, n_bytes: raw.len() }))
        .context("No length of run gives every run of the module a key.")
}

fn in_runs_of(run: usize, plain: &[u16]) -> Option<Vec<u16>> {
    let mut packed = Vec::with_capacity(plain.len() + plain.len() / run + 1);
    for plain in plain.chunks(run) {
        let unharmed =
            |key: &u16| is_unharmed(*key) && plain.iter().all(|letter| is_unharmed(letter ^ key));
        let key = (1..=u16::MAX).find(unharmed)?;
        packed.push(key);
        packed.extend(plain.iter().map(|letter| letter ^ key));
    }
    Some(packed)
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
    fn unpack(letters: &[u16], run: usize, n_bytes: usize) -> Vec<u8> {
        let runs = letters.chunks(run + 1);
        let plain = runs.flat_map(|run| run[1..].iter().map(|letter| letter ^ run[0]));
        plain.flat_map(u16::to_le_bytes).take(n_bytes).collect()
    }

    fn check(raw: &[u8]) -> Packed {
        let packed = pack(raw).unwrap();
        let read = read_by_a_browser(&packed.letters);
        assert_eq!(unpack(&read, packed.run, packed.n_bytes), raw);
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
    fn the_keys_cost_little() {
        let raw = noise(400_000);
        let packed = check(&raw);
        let cost = packed.letters.len() * 2 - raw.len();
        assert!(cost * 40 < raw.len(), "{cost} bytes of keys");
    }
}
