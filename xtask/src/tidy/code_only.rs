//! A Rust file without its comments and the insides of its strings.

/// The same text with comments and the insides of strings and characters blanked. Lines stay where they are.
pub(super) fn code_only(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let before = out.chars().next_back();
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            end_of_comment(rest)
        } else if let Some(end) = end_of_raw_string(rest).filter(|_| !before.is_some_and(is_name)) {
            end
        } else if first == '"' {
            end_of_quoted(rest, '"')
        } else if first == '\'' && is_character(rest) {
            end_of_quoted(rest, '\'')
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        };
        out.extend(rest[..taken].chars().map(|letter| if letter == '\n' { '\n' } else { ' ' }));
        rest = &rest[taken..];
    }
    out
}

/// Whether a letter can be part of a name.
pub(super) fn is_name(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

// Comments of this kind nest.
fn end_of_comment(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

fn end_of_raw_string(text: &str) -> Option<usize> {
    let prefix = ["r", "br", "cr"].into_iter().find(|prefix| {
        text.strip_prefix(prefix).is_some_and(|rest| rest.trim_start_matches('#').starts_with('"'))
    })?;
    let rest = &text[prefix.len()..];
    let hashes = &rest[..rest.len() - rest.trim_start_matches('#').len()];
    let inside = prefix.len() + hashes.len() + 1;
    let closing = format!("\"{hashes}");
    Some(text[inside..].find(&closing).map_or(text.len(), |at| inside + at + closing.len()))
}

fn end_of_quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if letter == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

// `'a'` and `'\n'` are characters, `'a` is a lifetime.
fn is_character(text: &str) -> bool {
    let mut letters = text.chars().skip(1);
    match letters.next() {
        Some('\\') => true,
        Some(_) => letters.next() == Some('\''),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        code_only(text).split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn comments_are_blank() {
        assert_eq!(words("a // b\nc /* d /* e */ f */ g"), ["a", "c", "g"]);
    }

    #[test]
    fn strings_are_blank() {
        assert_eq!(
            words(r##"a "b \" c" d r#"e " f"# g b"h" i '"' j '\'' k"##),
            ["a", "d", "g", "b", "i", "j", "k"]
        );
    }

    #[test]
    fn a_lifetime_does_not_begin_a_character() {
        assert_eq!(words("<'a> b 'c d"), ["<'a>", "b", "'c", "d"]);
    }

    #[test]
    fn lines_stay_where_they_are() {
        assert_eq!(code_only("\"a\nb\" c").lines().count(), 2);
    }
}
