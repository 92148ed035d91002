//! The page's own text in ASCII, which reads the same in whatever encoding the page is opened.
//!
//! The page declares windows-1252 for the sake of the module. A letter beyond ASCII would stand in it as another one.

use std::fmt::Write;

use anyhow::{Result, ensure};

/// A script. Beyond ASCII only its strings, templates and comments may have letters, and there the escape means the same.
pub(super) fn script(text: &str) -> String {
    escaped(text, |letter, out| {
        for unit in letter.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    })
}

/// A style sheet. The space ends the escape and is a part of it.
pub(super) fn style(text: &str) -> String {
    escaped(text, |letter, out| {
        let _ = write!(out, "\\{:x} ", u32::from(letter));
    })
}

/// Markup outside of scripts and styles.
pub(super) fn markup(text: &str) -> String {
    escaped(text, |letter, out| {
        let _ = write!(out, "&#{};", u32::from(letter));
    })
}

/// Fails on the first letter that the browser would read as another one.
pub(super) fn ensure_ascii(what: &str, text: &str) -> Result<()> {
    let foreign = text.chars().find(|letter| !letter.is_ascii());
    ensure!(
        foreign.is_none(),
        "The {what} of the page has the letter {foreign:?}, which is not ASCII and would show as another one."
    );
    Ok(())
}

fn escaped(text: &str, escape: impl Fn(char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_ascii() {
            out.push(letter);
        } else {
            escape(letter, &mut out);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_escape() {
        assert_eq!(script("'…', '😀'"), r"'\u2026', '\ud83d\ude00'");
        assert_eq!(style("a::after{content:\"…1\"}"), r#"a::after{content:"\2026 1"}"#);
        assert_eq!(markup("<p>Opening…"), "<p>Opening&#8230;");
    }

    #[test]
    fn a_letter_beyond_ascii_is_named() {
        assert!(ensure_ascii("script", "a").is_ok());
        let refused = ensure_ascii("script", "aé").unwrap_err().to_string();
        assert!(refused.contains("'é'"), "{refused}");
    }
}
