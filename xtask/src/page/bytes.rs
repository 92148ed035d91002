//! The module as bytes in the page.
//!
//! The page declares windows-1252, which gives each of the 256 bytes a letter of its own (WHATWG Encoding, 9.1), so a
//! script block can carry any bytes. Four things in it would be lost or misread by a browser's parser (WHATWG HTML,
//! 13.2.3.5 and 13.2.5.4): NUL becomes U+FFFD, CR becomes LF, and `</` and `<!` can end the block or change how its end
//! is found. Escapes for them would cost 1.1 %. So the bytes go in runs, each behind a key and combined with it by
//! exclusive or, and the key is chosen so that none of the four comes up: 0.3 %.

use anyhow::{Context, Result};

/// The longest run that is tried: with random bytes no key is left for one in ten runs of this length.
const LONGEST: usize = 512;

/// Bytes that a script block of a page in windows-1252 carries unharmed.
pub(super) struct Packed {
    /// The runs, each behind its key.
    pub(super) bytes: Vec<u8>,
    /// How many bytes follow each key. Only the last run may be shorter.
    pub(super) run: usize,
}

/// Packs with the longest runs for which every run has a key.
///
/// A run of up to 60 bytes always has one, so this fails only if that is broken.
pub(super) fn pack(raw: &[u8]) -> Result<Packed> {
    (1..=LONGEST)
        .rev()
        .find_map(|run| Some(Packed { bytes: in_runs_of(run, raw)?, run }))
        .context("No length of run gives every run of the module a key.")
}

fn in_runs_of(run: usize, raw: &[u8]) -> Option<Vec<u8>> {
    let mut packed = Vec::with_capacity(raw.len() + raw.len() / run + 1);
    for plain in raw.chunks(run) {
        let last = packed.last().copied().unwrap_or_default();
        let key = (0..=u8::MAX).find(|key| is_unharmed(last, *key, plain))?;
        packed.push(key);
        packed.extend(plain.iter().map(|byte| byte ^ key));
    }
    Some(packed)
}

/// Whether a run behind this key, after this last byte of the run before, comes out of the parser as it went in.
fn is_unharmed(last: u8, key: u8, plain: &[u8]) -> bool {
    let mut before = last;
    std::iter::once(key).chain(plain.iter().map(|byte| byte ^ key)).all(|byte| {
        let harmed = matches!((before, byte), (_, b'\0' | b'\r') | (b'<', b'/' | b'!'));
        before = byte;
        !harmed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a browser reads in the block: the rules of the HTML standard for line ends, NUL and the end of a script.
    fn read_by_a_browser(packed: &[u8]) -> String {
        let page = [packed, b"</script>"].concat();
        let text: String = page.iter().map(|byte| letter(*byte)).collect();
        let text = text.replace("\r\n", "\n").replace(['\r'], "\n").replace('\0', "\u{fffd}");
        assert!(!text.contains("<!--"), "the block goes into the escaped state");
        let (block, after) = text.split_once("</script").unwrap();
        assert_eq!(after, ">", "the block ends early");
        block.to_owned()
    }

    // The table of the Encoding standard; the rest stands for itself.
    fn letter(byte: u8) -> char {
        const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
        match byte {
            0x80..=0x9f => FROM_80.chars().nth(usize::from(byte - 0x80)).unwrap(),
            _ => char::from(byte),
        }
    }

    // As start.js does it.
    fn unpack(text: &str, run: usize) -> Vec<u8> {
        let byte_of = |sought: char| (0..=u8::MAX).find(|byte| letter(*byte) == sought).unwrap();
        let bytes: Vec<u8> = text.chars().map(byte_of).collect();
        bytes.chunks(run + 1).flat_map(|run| run[1..].iter().map(|byte| byte ^ run[0])).collect()
    }

    fn check(raw: &[u8]) -> Packed {
        let packed = pack(raw).unwrap();
        assert_eq!(unpack(&read_by_a_browser(&packed.bytes), packed.run), raw);
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
        check(b"</script><!--<script>\r\n\r\0\n</script");
        check(b"<");
        check(b"\n<!-");
    }

    #[test]
    fn what_would_be_misread_is_misread_without_a_key() {
        assert!(!is_unharmed(b'<', b'/', b""));
        assert!(!is_unharmed(b'<', b'!', b""));
        assert!(!is_unharmed(0, 1, b"\x01"));
        assert!(!is_unharmed(0, 1, b"\x0c"));
        assert!(is_unharmed(b'<', b'<', b"\0"));
    }

    #[test]
    fn the_keys_cost_little() {
        let raw = noise(400_000);
        let packed = check(&raw);
        let cost = packed.bytes.len() - raw.len();
        assert!(cost * 250 < raw.len(), "{cost} bytes of keys");
    }
}
