//! The ways in which a sound file is broken.

use std::ops::Range;

use fastrand::Rng;
use serde_json::value::RawValue;

use crate::corpus::{Corpus, Kind, pick};

/// Words of the formats, and values that readers trip over.
const WORDS: [&str; 88] = [
    "identifier",
    "edition",
    "title",
    "source",
    "rules",
    "pools",
    "detail_groups",
    "details",
    "domains",
    "rounding",
    "round-half-up",
    "exact",
    "aggregation",
    "lowest",
    "judgement",
    "minimum_cases",
    "clear_pattern_percent",
    "reasons_for",
    "bands",
    "points",
    "overall",
    "maximum",
    "discretion",
    "within_points",
    "few_cases",
    "one_case",
    "cap",
    "weak",
    "number",
    "at_most",
    "sampling",
    "confidence_percent",
    "margin_percent",
    "requires_improvement",
    "good",
    "outstanding",
    "inadequate",
    "requires-improvement",
    "standards",
    "key_questions",
    "prompts",
    "reference",
    "evidence",
    "cases",
    "mixed",
    "rated",
    "in_total",
    "optional",
    "combination",
    "applies_when",
    "shown_when",
    "detail",
    "answer",
    "in",
    "all",
    "any",
    "not",
    "by_judgement",
    "not_applicable",
    "certainty",
    "verified",
    "choice",
    "text",
    "options",
    "unit",
    "en",
    "cy",
    "format",
    "caseread-inspection",
    "version",
    "digest",
    "whole",
    "n_cases",
    "n_changes",
    "content",
    "inspection",
    "changes",
    "device",
    "sequence",
    "clock",
    "reader",
    "part",
    "case",
    "reading",
    "verdict",
    "counts",
    "given",
    "2.1.1a",
];

/// Numbers at the edges of what a type holds, and beyond.
const NUMBERS: [&str; 20] = [
    "0",
    "-0",
    "1",
    "-1",
    "100",
    "101",
    "255",
    "65536",
    "2147483648",
    "4294967295",
    "4294967296",
    "9007199254740992",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "1e400",
    "1e-400",
    "0.5",
    "00",
];

/// Pieces of text that end or begin something, or that look like nothing.
const PIECES: [&str; 40] = [
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "\\",
    "\\u0000",
    "\\ud800",
    "\\ud83d\\ude00",
    "{",
    "}",
    "[",
    "]",
    "[[",
    "]]",
    ",",
    ":",
    "=",
    ".",
    "\n",
    "\r\n",
    "\u{feff}",
    "\u{0}",
    "\u{2028}",
    "\u{202e}",
    "ŵ",
    "👩‍⚖️",
    "null",
    "true",
    "false",
    "#",
    "//",
    "1979-05-27T07:32:00Z",
    "inf",
    "nan",
    "0x1F",
    "{}",
    "[]",
    "\"\"",
    " ",
    "\t",
];

/// Longer texts are broken no further: repeating parts of parts would soon fill the memory.
const LONGEST: usize = 500_000;

/// Breaks a text in one way or several.
pub(crate) fn damage(corpus: &Corpus, kind: Kind, text: &str, chance: &mut Rng) -> String {
    let mut text = text.to_owned();
    // Most often once: a file broken in many places is refused for the first of them.
    let times = *pick(&[1, 1, 1, 2, 2, 3, 5, 8], chance);
    for _ in 0..times {
        if text.len() < LONGEST {
            text = once(corpus, kind, &text, chance);
        }
    }
    // Most broken exports are sealed as if they were sound: the digest would hide what lies behind it.
    if kind == Kind::Export && chance.u8(..8) > 0 {
        text = sealed(&text).unwrap_or(text);
    }
    text
}

fn once(corpus: &Corpus, kind: Kind, text: &str, chance: &mut Rng) -> String {
    match chance.u8(..22) {
        0 => flip(text, chance),
        1 => put(text, word(&PIECES, chance), chance),
        2 => put(text, word(&WORDS, chance), chance),
        3 => replace(text, &[any_part(text, chance)], "", chance),
        4 => {
            let part = text[any_part(text, chance)].to_owned();
            put(text, &part, chance)
        }
        5 => text[..place(text, chance)].to_owned(),
        6 => splice(text, corpus.of(kind, chance), chance),
        7 => nest(kind, text, chance),
        8 | 9 => swap(text, &strings(text), chance),
        10 | 11 => {
            let word = format!("\"{}\"", word(&WORDS, chance));
            replace(text, &strings(text), &word, chance)
        }
        12 | 13 => replace(text, &numbers(text), word(&NUMBERS, chance), chance),
        14 => replace(text, &strings(text), word(&NUMBERS, chance), chance),
        15 => replace(text, &numbers(text), word(&PIECES, chance), chance),
        16 => copy(text, &lines(text), chance),
        17 => swap(text, &lines(text), chance),
        18 => replace(text, &lines(text), "", chance),
        19 => copy(text, &fields(text), chance),
        20 => replace(text, &fields(text), "", chance),
        _ => swap(text, &values(text), chance),
    }
}

/// Turns bits of one byte; what is no text then is replaced, as a reader of files does.
fn flip(text: &str, chance: &mut Rng) -> String {
    let mut bytes = text.as_bytes().to_vec();
    if let Some(at) = (!bytes.is_empty()).then(|| chance.usize(..bytes.len())) {
        bytes[at] ^= 1 << chance.u8(..8);
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn put(text: &str, piece: &str, chance: &mut Rng) -> String {
    let at = place(text, chance);
    format!("{}{piece}{}", &text[..at], &text[at..])
}

/// The beginning of this text and the end of another, or a part of the other in its midst.
fn splice(text: &str, other: &str, chance: &mut Rng) -> String {
    let (at, from) = (place(text, chance), place(other, chance));
    if chance.bool() {
        format!("{}{}", &text[..at], &other[from..])
    } else {
        put(text, &other[any_part(other, chance)], chance)
    }
}

/// Something nested deep, in the midst of the text or in the place of a value.
fn nest(kind: Kind, text: &str, chance: &mut Rng) -> String {
    let depth = *pick(&[2, 20, 100, 127, 130, 1_000, 20_000], chance);
    let condition = "{\"detail\":\"safety\",\"in\":[\"low\"]}";
    let toml = "{ detail = \"safety\", in = [\"low\"] }";
    let deep = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
    };
    let piece = match (chance.u8(..6), kind) {
        (0, _) => deep("[", "", "]"),
        (1, Kind::FrameworkToml) => deep("{ not = ", toml, " }"),
        (2, Kind::FrameworkToml) => format!("\n[{}b]\n", "a.".repeat(depth)),
        (3, Kind::FrameworkToml) => format!("\n{}b = 1\n", "a.".repeat(depth)),
        (4, Kind::FrameworkToml) => format!("\n[[{}not]]\n", "domains.standards.".repeat(depth)),
        (5, Kind::FrameworkToml) => deep("{ all = [", toml, "] }"),
        (1, _) => deep("{\"not\":", condition, "}"),
        (2, _) => deep("{\"all\":[", condition, "]}"),
        (3, _) => deep("{\"a\":", "1", "}"),
        _ => deep("[", "", ""),
    };
    if chance.bool() {
        put(text, &piece, chance)
    } else {
        replace(text, &values(text), &piece, chance)
    }
}

/// Puts something else in the place of one of these parts.
fn replace(text: &str, parts: &[Range<usize>], by: &str, chance: &mut Rng) -> String {
    if parts.is_empty() {
        return text.to_owned();
    }
    let part = pick(parts, chance);
    format!("{}{by}{}", &text[..part.start], &text[part.end..])
}

/// Repeats one of these parts beside itself, with a comma between where JSON has one.
fn copy(text: &str, parts: &[Range<usize>], chance: &mut Rng) -> String {
    if parts.is_empty() {
        return text.to_owned();
    }
    let part = pick(parts, chance).clone();
    let copied = &text[part.clone()];
    let between = if copied.ends_with('\n') { "" } else { "," };
    replace(text, &[part], &format!("{copied}{between}{copied}"), chance)
}

/// Lets two of these parts change places; of two that overlap the one takes the other's.
fn swap(text: &str, parts: &[Range<usize>], chance: &mut Rng) -> String {
    if parts.is_empty() {
        return text.to_owned();
    }
    let (one, other) = (pick(parts, chance).clone(), pick(parts, chance).clone());
    let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
    let (a, b) = (&text[first.clone()], &text[second.clone()]);
    if first.end > second.start {
        return format!("{}{b}{}", &text[..first.start], &text[first.end..]);
    }
    let between = &text[first.end..second.start];
    format!("{}{b}{between}{a}{}", &text[..first.start], &text[second.end..])
}

fn word(words: &[&'static str], chance: &mut Rng) -> &'static str {
    words[chance.usize(..words.len())]
}

/// A place between two characters; now and then the beginning or the end.
fn place(text: &str, chance: &mut Rng) -> usize {
    match chance.u8(..20) {
        0 => return 0,
        1 => return text.len(),
        _ => {}
    }
    boundary(text, chance.usize(..=text.len()))
}

/// The end of the last character that ends at or before `at`.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Any part, more often short than long.
fn any_part(text: &str, chance: &mut Rng) -> Range<usize> {
    let start = place(text, chance);
    let most = *pick(&[4, 40, 400, text.len()], chance);
    start..boundary(text, start + chance.usize(..=most))
}

/// Everything in double quotes, the quotes included.
fn strings(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            let start = at;
            at += 1;
            while at < bytes.len() && bytes[at] != b'"' && bytes[at] != b'\n' {
                at += 1 + usize::from(bytes[at] == b'\\' && at + 1 < bytes.len());
            }
            at = (at + 1).min(bytes.len());
            if text.is_char_boundary(at) {
                found.push(start..at);
            }
        } else {
            at += 1;
        }
    }
    found
}

/// Every number that stands for itself, not within a word.
fn numbers(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let before = at.checked_sub(1).map_or(b' ', |before| bytes[before]);
        if bytes[at].is_ascii_digit() && matches!(before, b' ' | b':' | b'=' | b'[' | b',') {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            found.push(start..at);
        } else {
            at += 1;
        }
    }
    found
}

/// Every line, its end included.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let part = start..start + line.len();
            start = part.end;
            part
        })
        .collect()
}

/// Every list and every object, and every text beside them.
fn values(text: &str) -> Vec<Range<usize>> {
    let texts = strings(text);
    let mut found = texts.clone();
    let mut open = Vec::new();
    let mut quoted = texts.into_iter().peekable();
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        if let Some(part) = quoted.next_if(|part| part.start == at) {
            at = part.end;
            continue;
        }
        match byte {
            b'{' | b'[' => open.push(at),
            b'}' | b']' => found.extend(open.pop().map(|start| start..at + 1)),
            _ => {}
        }
        at += 1;
    }
    found
}

/// Every field of a JSON object: its name, a colon and its value.
fn fields(text: &str) -> Vec<Range<usize>> {
    let values = values(text);
    let ends: std::collections::BTreeMap<usize, usize> =
        values.iter().map(|part| (part.start, part.end)).collect();
    let field = |name: Range<usize>| {
        let rest = text[name.end..].strip_prefix(':')?;
        let value = text.len() - rest.trim_start().len();
        let number = || text[value..].find([',', '}', ']', '\n']).map(|length| value + length);
        let end = ends.get(&value).copied().or_else(number)?;
        Some(name.start..end)
    };
    strings(text).into_iter().filter_map(field).collect()
}

/// An export with counts and digests made good, where it is still JSON.
fn sealed(text: &str) -> Option<String> {
    type Object<'a> = std::collections::BTreeMap<std::borrow::Cow<'a, str>, &'a RawValue>;
    let whole: Object<'_> = serde_json::from_str(text).ok()?;
    let content = whole.get("content")?.get();
    let begins = (content.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    let inside: Object<'_> = serde_json::from_str(content).ok()?;
    let mut head = text.get(..begins)?.to_owned();
    for (name, list) in [("\"n_cases\"", "cases"), ("\"n_changes\"", "changes")] {
        let list: Option<Vec<&RawValue>> =
            inside.get(list).and_then(|list| serde_json::from_str(list.get()).ok());
        if let Some(list) = list {
            head = valued(&head, head.find(name), &list.len().to_string());
        }
    }
    if let Some(framework) = inside.get("framework") {
        let digest = wire::digest(framework.get().as_bytes());
        head = valued(&head, head.find("\"digest\""), &format!("\"{digest}\""));
    }
    let digest = wire::digest(content.as_bytes());
    head = valued(&head, head.rfind("\"digest\""), &format!("\"{digest}\""));
    Some(head + text.get(begins..)?)
}

/// A head with another value behind the name at this place.
fn valued(head: &str, name: Option<usize>, value: &str) -> String {
    let behind = |at: usize| {
        let (before, rest) = head.get(at..)?.split_once(':')?;
        let old = rest.find([',', '\n', '}'])?;
        Some(format!("{}{before}: {value}{}", &head[..at], &rest[old..]))
    };
    name.and_then(behind).unwrap_or_else(|| head.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_text_are_found_where_they_are() {
        let text = "{\"a\": 12, \"b\\\"\": [\"ŵ\", 3],\n\"c\":{}}";
        let found = |parts: Vec<Range<usize>>| -> Vec<String> {
            parts.into_iter().map(|part| text[part].to_owned()).collect()
        };
        assert_eq!(found(strings(text)), ["\"a\"", "\"b\\\"\"", "\"ŵ\"", "\"c\""]);
        assert_eq!(found(numbers(text)), ["12", "3"]);
        assert_eq!(found(lines(text)).len(), 2);
        assert_eq!(found(values(text))[4..], ["[\"ŵ\", 3]", "{}", text]);
        assert_eq!(found(fields(text)), ["\"a\": 12", "\"b\\\"\": [\"ŵ\", 3]", "\"c\":{}"]);
    }

    #[test]
    fn a_broken_export_is_sealed_as_if_it_were_sound() {
        let export = include_str!("../../../crates/wire/tests/fixtures/export/v1/chosen.json");
        assert_eq!(sealed(export).as_deref(), Some(export));
        let altered = export.replacen("\"nation\":\"wales\"", "\"nation\":\"mars\"", 1);
        assert_ne!(altered, export);
        let found = wire::read(&sealed(&altered).unwrap(), |_| None).unwrap_err();
        assert!(format!("{found:?}").contains("mars"), "{found:?}");
    }
}
