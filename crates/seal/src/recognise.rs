//! Telling a sealed file by its first bytes.

/// What opens a sealed file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// A passphrase.
    Passphrase,
    /// A secret key.
    Key,
}

/// How a sealed file begins that is bytes. A version follows.
const BYTES: &[u8] = b"age-encryption.org/";
/// How one begins that is text.
const TEXT: &[u8] = b"-----BEGIN AGE ENCRYPTED FILE-----";

/// Whether a file says that it is sealed, whatever its name: as bytes or as text, blank lines before it and a byte order
/// mark read over.
pub fn is_sealed(file: &[u8]) -> bool {
    file.starts_with(BYTES) || text(file).is_some()
}

/// The sealed text in a file, from its first line on.
pub(crate) fn text(file: &[u8]) -> Option<&[u8]> {
    let text = file.strip_prefix("\u{feff}".as_bytes()).unwrap_or(file);
    // Mail programs may put blank lines before what was pasted into a letter.
    let text = text.trim_ascii_start();
    text.starts_with(TEXT).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(file: &[u8], expected: bool) {
        assert_eq!(is_sealed(file), expected, "{:?}", String::from_utf8_lossy(file));
    }

    #[test]
    fn a_sealed_file_is_told_by_its_first_bytes() {
        check(b"age-encryption.org/v1\n-> X25519", true);
        check(b"age-encryption.org/v9\n", true);
        check(b"-----BEGIN AGE ENCRYPTED FILE-----\n", true);
        check("\u{feff}\r\n \n-----BEGIN AGE ENCRYPTED FILE-----\r\n".as_bytes(), true);
    }

    #[test]
    fn other_files_are_not() {
        check(b"", false);
        check(b"{\"format\": \"caseread-inspection\"}", false);
        check(b"see age-encryption.org/v1", false);
        check(b"-----BEGIN PGP MESSAGE-----", false);
        check(b"AGE-SECRET-KEY-1", false);
    }
}
