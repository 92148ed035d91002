//! The style sheets: the files of `styles/` in two, without comments and needless white space.
//!
//! The first stands in the page, for what is seen before the app and without it. The other comes with the module, where it
//! is compressed.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// The files that must be there, in the order in which they overrule each other.
const ORDER: [&str; 7] = [
    "tokens.css",
    "first.css",
    "base.css",
    "layout.css",
    "components.css",
    "screens.css",
    "print.css",
];

/// How many of them are the first sheet.
const N_FIRST: usize = 2;

/// Reads the folder: the first sheet, and the other. A file not in [`ORDER`] goes to the end, in the order of names.
pub(super) fn read(folder: &Path) -> Result<(String, String)> {
    let mut found = Vec::new();
    let entries = fs::read_dir(folder)
        .with_context(|| format!("The folder {} could not be read.", folder.display()))?;
    for entry in entries {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.ends_with(".css") {
            found.push(name);
        }
    }
    for name in ORDER {
        ensure!(
            found.iter().any(|one| one == name),
            "styles/{name} is missing. Add it, or take it out of ORDER in xtask/src/page/style.rs."
        );
    }
    found.sort_by_key(|name| (place(name), name.clone()));

    let (mut first, mut other) = (String::new(), String::new());
    for name in found {
        let text = fs::read_to_string(folder.join(&name))
            .with_context(|| format!("styles/{name} could not be read."))?;
        let sheet = if place(&name) < N_FIRST { &mut first } else { &mut other };
        sheet.push_str(&text);
        sheet.push('\n');
    }
    Ok((small(&first), small(&other)))
}

fn place(name: &str) -> usize {
    ORDER.iter().position(|known| *known == name).unwrap_or(ORDER.len())
}

/// White space before one of these means nothing. Before `(`, `+` and `:` it does.
const NO_SPACE_BEFORE: [char; 8] = ['{', '}', ';', ',', '>', '~', ')', '!'];

/// White space after one of these means nothing. After `)` and `+` it does.
const NO_SPACE_AFTER: [char; 10] = [' ', '{', '}', ';', ',', ':', '>', '~', '(', '!'];

/// The same sheet without comments, needless white space and the zero before a point. Strings and unquoted addresses are
/// kept as they are.
fn small(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    while let Some(first) = rest.chars().next() {
        let (taken, piece) = if first == '"' || first == '\'' {
            let end = end_of_string(rest, first);
            (end, Piece::Verbatim(&rest[..end]))
        } else if rest.starts_with("/*") {
            (rest.find("*/").map_or(rest.len(), |at| at + 2), Piece::Comment)
        } else if starts_bare_address(rest) {
            let end = rest.find(')').map_or(rest.len(), |at| at + 1);
            (end, Piece::Verbatim(&rest[..end]))
        } else if first.is_whitespace() {
            (first.len_utf8(), Piece::Space)
        } else {
            (first.len_utf8(), Piece::Verbatim(&rest[..first.len_utf8()]))
        };
        rest = &rest[taken..];
        match piece {
            Piece::Verbatim(text) => {
                if text.starts_with(NO_SPACE_BEFORE) && out.ends_with(' ') {
                    out.pop();
                }
                if text == "." && ends_with_lone_zero(&out) && rest.starts_with(is_digit) {
                    out.pop();
                }
                if text == "}" && out.ends_with(';') {
                    out.pop();
                }
                out.push_str(text);
            }
            Piece::Space if out.is_empty() || out.ends_with(NO_SPACE_AFTER) => {}
            Piece::Space => out.push(' '),
            // Without anything in its place, `1px/**/2px` would become one word.
            Piece::Comment if joins_words(&out, rest) => out.push_str("/**/"),
            Piece::Comment => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

// A zero that is part of no longer number or name.
fn ends_with_lone_zero(out: &str) -> bool {
    out.strip_suffix('0').is_some_and(|before| before.ends_with([' ', ':', ',', '(']))
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

enum Piece<'a> {
    Verbatim(&'a str),
    Space,
    Comment,
}

fn end_of_string(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + quote.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

fn starts_bare_address(text: &str) -> bool {
    text.strip_prefix("url(").is_some_and(|inside| !inside.trim_start().starts_with(['"', '\'']))
}

fn joins_words(before: &str, after: &str) -> bool {
    let parts = |letter: char| letter.is_whitespace() || "{};:,".contains(letter);
    before.chars().next_back().is_some_and(|letter| !parts(letter))
        && after.chars().next().is_some_and(|letter| !parts(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sheet: &str, expected: &str) {
        assert_eq!(small(sheet), expected);
    }

    #[test]
    fn comments_and_needless_space_go() {
        check(
            "/* a */\n.row ,\n.cell {\n  color : red;\n  margin: 0 1px;\n}\n",
            ".row,.cell{color :red;margin:0 1px}",
        );
        check("a > b ~ c { d: e !important; f: g( h ) i }", "a>b~c{d:e!important;f:g(h) i}");
        check("a { b: 0.5em 10.5em 1e0.5 0 .5em }", "a{b:.5em 10.5em 1e0.5 0 .5em}");
    }

    #[test]
    fn space_that_means_something_stays() {
        check("a :hover + b { width: calc(1px + 2px) }", "a :hover + b{width:calc(1px + 2px)}");
        check(
            "@media (min-width: 3px) and (print) { a { b: c } }",
            "@media (min-width:3px) and (print){a{b:c}}",
        );
        check("a { margin: 1px/**/2px }", "a{margin:1px/**/2px}");
    }

    #[test]
    fn strings_and_addresses_are_kept_as_they_are() {
        check(
            r#"a::after { content: "  /* \" ; } */  " ; }"#,
            r#"a::after{content:"  /* \" ; } */  "}"#,
        );
        check("a { b: url(data:x;y,/*z*/) ; }", "a{b:url(data:x;y,/*z*/)}");
        check("a { b: url( 'x  y' ) }", "a{b:url('x  y')}");
    }
}
