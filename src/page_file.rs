//! A page of Caseread as a file: what of it can be compared with the page that is open.
//!
//! A page cannot read its own file. What it can do is to look into one that a person picks, and tell whether
//! the program and the policy in it are those that run here.

use std::ops::Range;

/// What of a page decides what it does. The policy holds the digest of every script and style; the program
/// is data and in no digest of the policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageParts {
    /// SHA-256 of the compressed program, both blocks of it, as 64 hexadecimal digits.
    pub program: String,
    /// What the page lets the browser do.
    pub policy: String,
}

/// The parts of a file's bytes; `None` where it is no page of Caseread.
pub fn page_parts(bytes: &[u8]) -> Option<PageParts> {
    let letters: Vec<u16> =
        bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let policy = between(&letters, "Content-Security-Policy\" content=\"", "\"")?;
    let policy = String::from_utf16(&letters[policy]).ok()?;
    let mut program = block(&letters, "module")?;
    program.extend(block(&letters, "rest")?);
    Some(PageParts { program: wire::digest(&program), policy })
}

/// The bytes that a block of the page carries.
fn block(letters: &[u16], name: &str) -> Option<Vec<u8>> {
    let tag = between(letters, &format!("id=\"{name}\""), ">")?;
    let after = tag.end + 1;
    let tag = String::from_utf16(&letters[tag]).ok()?;
    let number = |name: &str| {
        let (_, rest) = tag.split_once(&format!("data-{name}=\""))?;
        rest.split('"').next()?.parse::<usize>().ok()
    };
    let packed = letters.get(after..)?.get(..number("length")?)?;
    // As xtask/src/page/start.js unpacks them: the first letter of a run is its length and the key to its letters.
    let (mut bytes, mut rest) = (Vec::new(), packed);
    while let [head, after @ ..] = rest {
        let (run, after) =
            after.split_at_checked(usize::from(head >> 5)).filter(|(run, _)| !run.is_empty())?;
        bytes.extend(run.iter().flat_map(|letter| (letter ^ (head << 11)).to_le_bytes()));
        rest = after;
    }
    bytes.truncate(number("bytes")?);
    Some(bytes)
}

/// Where what stands between two texts lies; the first place there is.
fn between(letters: &[u16], before: &str, after: &str) -> Option<Range<usize>> {
    let find = |from: usize, text: &str| {
        let text: Vec<u16> = text.encode_utf16().collect();
        let at = letters.get(from..)?.windows(text.len()).position(|window| *window == *text)?;
        Some((from + at, from + at + text.len()))
    };
    let (_, begin) = find(0, before)?;
    let (end, _) = find(begin, after)?;
    Some(begin..end)
}

/// The digest in a text that somebody was given: the 64 hexadecimal digits in it, whatever stands around
/// them, and however they are grouped as `certutil` and others do.
pub fn digest_in(text: &str) -> Option<String> {
    let is_digit = |letter: char| letter.is_ascii_hexdigit();
    let word = text.split(|letter| !is_digit(letter)).find(|word| word.len() == 64);
    let grouped = || {
        let digits: String = text.split_whitespace().collect();
        (digits.len() == 64 && digits.chars().all(is_digit)).then_some(digits)
    };
    word.map(str::to_owned).or_else(grouped).map(|digest| digest.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(length: &str, bytes: &str, module: &[u16]) -> Vec<u8> {
        let head =
            "\u{feff}<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">";
        // One run of one letter, with the key 1.
        let rest =
            "<script type=\"x\" id=\"rest\" data-length=\"2\" data-bytes=\"1\">!\u{809}</script>";
        let fields = format!(
            "<script type=\"x\" id=\"module\" data-length=\"{length}\" data-bytes=\"{bytes}\">"
        );
        let letters = head.encode_utf16().chain(fields.encode_utf16());
        let letters = letters.chain(module.iter().copied()).chain("</script>".encode_utf16());
        letters.chain(rest.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn the_program_is_unpacked_and_the_policy_read() {
        // Two runs: the key 1 with two letters, the key 2 with one, of whose two bytes one is too many.
        let (one, two) = (1 << 11, 2 << 11);
        let module = [2 << 5 | 1, 0x0201 ^ one, 0x0403 ^ one, 1 << 5 | 2, 0x0605 ^ two];
        let parts = page_parts(&page("5", "5", &module)).unwrap();
        assert_eq!(parts.policy, "default-src 'none'");
        assert_eq!(parts.program, wire::digest(&[1, 2, 3, 4, 5, 9]));
    }

    #[test]
    fn what_is_no_page_of_ours_has_no_parts() {
        for bytes in [&b""[..], b"<", b"{\"format\":1}", &[0xff; 9]] {
            assert_eq!(page_parts(bytes), None);
        }
        let module = [2 << 5, 2, 3];
        for (length, bytes) in [
            ("99", "3"),
            ("18446744073709551615", "3"),
            ("x", "3"),
            ("3", ""),
            ("2", "3"),
            ("", "3"),
        ] {
            assert_eq!(page_parts(&page(length, bytes, &module)), None, "{length} {bytes}");
        }
        for module in [[1, 1, 1], [9 << 5, 1, 1], [1 << 5, 1, 0]] {
            assert_eq!(page_parts(&page("3", "3", &module)), None, "{module:?}");
        }
    }

    #[test]
    fn a_digest_is_found_in_whatever_stands_around_it() {
        let digest = "0f".repeat(32);
        for text in [
            digest.clone(),
            format!("{digest}  caseread.html\n"),
            format!(
                "SHA256 hash of caseread.html:\r\n{}\r\nCertUtil: done.",
                digest.to_uppercase()
            ),
            "0f ".repeat(32),
        ] {
            assert_eq!(digest_in(&text).as_deref(), Some(digest.as_str()), "{text}");
        }
        for text in ["", "caseread.html", &digest[1..], &format!("{digest}0")] {
            assert_eq!(digest_in(text), None, "{text}");
        }
    }
}
