//! The bytes of a file as text.

use domain::{Fault, Place, Problem};

/// The bytes of a file as text, without a copy. A byte order mark of UTF-8 stays, and is read over later.
///
/// # Errors
/// That they are no text in UTF-8, at the place of the first byte that is not; or that they are text in
/// UTF-16, with a byte order mark or without one.
pub fn text_of(bytes: Vec<u8>) -> Result<String, Problem> {
    if is_utf16(&bytes) {
        return Err(Problem::at(Place::File, Fault::Utf16));
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let begins = good.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
        // In letters, as an editor counts them: all but the first byte of a letter begin with the bits 10.
        let column = 1 + good[begins..].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        Problem::at(Place::Line(line, column), Fault::NotText)
    })
}

/// What Caseread reads begins with a letter of ASCII, which is one byte and a zero in UTF-16.
fn is_utf16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [first, second, ..] => (*first == 0) != (*second == 0),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, (Place, Fault)>) {
        let expected =
            expected.map(str::to_owned).map_err(|(place, fault)| Problem::at(place, fault));
        assert_eq!(text_of(bytes.to_vec()), expected, "{bytes:?}");
    }

    #[test]
    fn text_is_utf_8() {
        check(b"", Ok(""));
        check(b"{", Ok("{"));
        check("\u{feff}{\"ŵ\"}".as_bytes(), Ok("\u{feff}{\"ŵ\"}"));
    }

    #[test]
    fn the_first_byte_that_is_none_of_a_text_is_told_by_its_place() {
        check(b"{\"\xe9\"}", Err((Place::Line(1, 3), Fault::NotText)));
        check("a\nŵŵ".as_bytes().split_last().unwrap().1, Err((Place::Line(2, 2), Fault::NotText)));
        check(b"\0\0\xff", Err((Place::Line(1, 3), Fault::NotText)));
    }

    #[test]
    fn utf_16_is_told_as_such_with_and_without_a_byte_order_mark() {
        for bytes in [&b"\xff\xfe{\0"[..], b"\xfe\xff\0{", b"{\0\"\0", b"\0{\0\""] {
            check(bytes, Err((Place::File, Fault::Utf16)));
        }
    }
}
