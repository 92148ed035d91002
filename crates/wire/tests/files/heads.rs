//! Files that are none of ours, not whole, or altered: found before any case is read.

use std::sync::Arc;

use proptest::prelude::*;
use wire::{LARGEST_FILE, Signature};

use crate::fixtures::frozen;
use crate::practice::{self, EDITION, SIGNATURE, nothing_known, read_every_way, small, written};
use crate::problems::{assert_problems, head_and_content, recounted, replaced, resealed};

fn check(text: &str, expected: &[&str]) {
    assert_problems(read_every_way(text), expected);
}

/// A small sound export.
fn sound() -> String {
    written(&small("service: One; 1: court 001; 1 2.1.1a: yes; 2: court 002"))
}

#[test]
fn what_is_not_json_is_told_with_its_place() {
    check("Dear colleague", &["line 1, column 1: NotJson"]);
    check("{\"format\": caseread}", &["line 1, column 12: NotJson"]);
    check("{\n  'format': 1}", &["line 2, column 3: NotJson"]);
    check("{} {}", &["line 1, column 4: NotJson"]);
    check("\u{0}", &["line 1, column 1: NotJson"]);
    check("PK\u{3}\u{4}", &["line 1, column 1: NotJson"]);
}

#[test]
fn an_empty_file_is_a_file_cut_off() {
    check("", &["line 1, column 1: CutOff"]);
    check(" ", &["line 1, column 1: CutOff"]);
    check("\n\n", &["line 3, column 1: CutOff"]);
    check("\u{feff}", &["line 1, column 1: CutOff"]);
}

#[test]
fn a_sealed_file_says_that_it_is_sealed() {
    check("-----BEGIN AGE ENCRYPTED FILE-----\nYWdlLWVuY3J5cHRpb24ub3JnL3Yx\n", &["file: Sealed"]);
    check("\u{feff}\n-----BEGIN AGE ENCRYPTED FILE-----\n", &["file: Sealed"]);
    check("age-encryption.org/v1\n", &["file: Sealed"]);
    check("-----BEGIN SOMETHING ELSE-----", &["line 1, column 2: NotJson"]);
}

#[test]
fn sound_json_of_somebody_else_is_not_ours() {
    for text in [
        "{}",
        "{\"format\": \"something-else\", \"version\": 1}",
        "{\"version\": 1}",
        "{\"format\": \"caseread-inspection\"}",
        "{\"format\": \"caseread-inspection\", \"version\": \"1\"}",
        "{\"format\": \"caseread-inspection\", \"version\": 0}",
        "{\"format\": \"caseread-inspection\", \"version\": -1}",
        "{\"format\": \"caseread-inspection\", \"version\": 1.5}",
        "{\"format\": \"Caseread-Inspection\", \"version\": 1}",
        "{\"format\": 1, \"version\": 1}",
        "{\"format\": \"other\", \"format\": \"caseread-inspection\", \"version\": 1}",
        "[]",
        "[{\"format\": \"caseread-inspection\", \"version\": 1}]",
        "\"caseread-inspection\"",
        "12",
        "true",
        "null",
    ] {
        check(text, &["file: NotOurs"]);
    }
}

#[test]
fn a_newer_version_is_told_as_such_whatever_else_is_in_the_file() {
    let newer = replaced(&sound(), "\"version\": 3,", "\"version\": 4,");
    check(&newer, &["file: NewerVersion { found: 4, newest: 3 }"]);
    check(
        "{\"format\": \"caseread-inspection\", \"version\": 4000000000, \"new\": [1]}",
        &["file: NewerVersion { found: 4000000000, newest: 3 }"],
    );
}

#[test]
fn a_head_with_something_missing_or_wrong_is_told_with_its_place() {
    let head =
        |text: &str| format!("{{\"format\": \"caseread-inspection\", \"version\": 1{text}}}");
    check(&head(""), &["line 1, column 47: WrongShape(\"missing field `marking`\")"]);
    let sound = sound();
    check(
        &replaced(&sound, "\"n_cases\": 2", "\"n_cases\": -2"),
        &["line 14, column 15: WrongShape(\"invalid value: integer `-2`, expected usize\")"],
    );
    check(
        &replaced(&sound, "\"exported_at\": 1718000000000", "\"exported_at\": 1.5"),
        &["line 6, column 20: WrongShape(\"invalid type: floating point `1.5`, expected u64\")"],
    );
    check(
        &replaced(&sound, "\"whole\": true", "\"whole\": true, \"whole\": true"),
        &["line 8, column 24: WrongShape(\"duplicate field `whole`\")"],
    );
    let (head, _) = head_and_content(&sound);
    check(&format!("{head}\n}}\n"), &["part content: Missing"]);
}

#[test]
fn a_number_too_large_for_any_program_is_not_read() {
    let huge = replaced(&sound(), "\"exported_at\": 1718000000000", "\"exported_at\": 1e999");
    check(&huge, &["line 6, column 22: NotJson"]);
    let huge = replaced(&sound(), "\"n_cases\": 2", "\"n_cases\": 99999999999999999999");
    check(
        &huge,
        &[
            "line 14, column 33: WrongShape(\"invalid type: floating point `1e+20`, expected usize\")",
        ],
    );
}

#[test]
fn a_field_that_a_later_program_may_add_to_the_head_is_passed_over() {
    let deep = format!("{}{}", "[".repeat(10_000), "]".repeat(10_000));
    let text = replaced(&sound(), "\"whole\": true", &format!("\"whole\": true, \"new\": {deep}"));
    assert_eq!(wire::read(&text, nothing_known).unwrap().changes.len(), 5);
}

#[test]
fn a_byte_order_mark_is_passed_over() {
    let text = format!("\u{feff}{}", sound());
    assert_eq!(wire::read(&text, nothing_known), wire::read(&sound(), nothing_known));
    assert_eq!(wire::peek(&text).unwrap().n_cases, 2);
}

#[test]
fn windows_line_ends_put_into_the_content_are_an_alteration() {
    check(&sound().replace('\n', "\r\n"), &["part content: DigestDiffers"]);
}

#[test]
fn a_file_larger_than_any_is_refused_unread() {
    // Zeroed memory is given out untouched, so this costs less than its size.
    let large = String::from_utf8(vec![0; LARGEST_FILE as usize + 1]).unwrap();
    check(&large, &["file: TooLarge { found: 300000001, most: 300000000 }"]);
    check(&large[1..], &["line 1, column 1: NotJson"]);
}

#[test]
fn an_altered_digest_and_an_altered_content_are_told_apart_from_nothing_else() {
    let sound = sound();
    let (head, content) = head_and_content(&sound);
    let other = "0".repeat(64);
    let digest = wire::digest(content.as_bytes());
    check(&replaced(&sound, &digest, &other), &["part content: DigestDiffers"]);
    check(&replaced(&sound, &digest, &digest.to_uppercase()), &["part content: DigestDiffers"]);
    check(
        &replaced(&sound, "\"service\":\"One\"", "\"service\":\"Two\""),
        &["part content: DigestDiffers"],
    );
    check(&format!("{head},\n  \"content\": {{}}\n}}\n"), &["part content: DigestDiffers"]);
    // The same content in other words is another text.
    check(
        &replaced(&sound, "\"service\":\"One\"", "\"service\":\"\\u004fne\""),
        &["part content: DigestDiffers"],
    );
    check(
        &replaced(&sound, "\"service\":\"One\"", "\"service\": \"One\""),
        &["part content: DigestDiffers"],
    );
}

#[test]
fn blanks_around_the_content_are_no_part_of_it() {
    let spread = replaced(&sound(), "\"content\": {", "\"content\"\n:\n\n  {");
    assert_eq!(wire::read(&spread, nothing_known), wire::read(&sound(), nothing_known));
}

#[test]
fn counts_that_are_not_what_is_found_are_all_told() {
    for said in [0, 6, usize::MAX] {
        let fault = format!("part n_changes: CountDiffers {{ said: {said}, found: 5 }}");
        check(&recounted(&sound(), 2, said), &[&fault]);
    }
    check(&recounted(&sound(), 9, 5), &["part n_cases: CountDiffers { said: 9, found: 2 }"]);
    check(
        &recounted(&sound(), 0, 6),
        &[
            "part n_cases: CountDiffers { said: 0, found: 2 }",
            "part n_changes: CountDiffers { said: 6, found: 5 }",
        ],
    );
}

#[test]
fn a_framework_other_than_the_head_names_is_told() {
    let sound = sound();
    let digest = &EDITION.framework.digest;
    let other = replaced(&sound, digest, &"0".repeat(64));
    check(&other, &["part content.framework: FrameworkDigestDiffers"]);
    let altered = resealed(&replaced(&sound, "\"Nothing published\"", "\"Published\""));
    check(&altered, &["part content.framework: FrameworkDigestDiffers"]);
    // Nor does knowing the edition by its digest help a file that carries another text.
    let known = |_: &str| Some(EDITION.clone());
    assert_problems(
        wire::read(&altered, known),
        &["part content.framework: FrameworkDigestDiffers"],
    );
}

#[test]
fn an_edition_that_is_known_is_not_read_again() {
    let exported = wire::read(&sound(), |digest| {
        assert_eq!(digest, EDITION.framework.digest);
        Some(EDITION.clone())
    });
    assert!(Arc::ptr_eq(&exported.unwrap().edition, &EDITION));
}

#[test]
fn a_peek_reads_the_head_and_nothing_behind_it() {
    let head = wire::peek(&frozen("whole")).unwrap();
    let Signature { program, at, by } = SIGNATURE;
    assert_eq!(
        (head.program.as_str(), head.exported_at, head.exported_by.as_str()),
        (program, at, by)
    );
    assert_eq!(head.framework, EDITION.name());
    let spoilt = replaced(&sound(), "\"service\":\"One\"", "\"service\":1e999");
    assert_eq!(wire::peek(&spoilt).unwrap().n_changes, 5);
}

/// A place in a text where a letter begins, at or before this byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn a_file_cut_off_anywhere_gives_a_problem() {
    for name in ["whole", "chosen", "youth"] {
        let text = frozen(name);
        let whole = text.trim_end().len();
        for at in (0..whole).step_by(997).chain(whole - 40..whole) {
            let cut = &text[..floor(&text, at)];
            let problems = wire::read(cut, nothing_known).unwrap_err();
            assert_eq!(problems.len(), 1);
            let fault = crate::problems::stated(&problems[0]);
            assert!(fault.ends_with(": CutOff"), "cut at {at}: {fault}");
        }
    }
}

#[test]
fn a_content_with_one_bit_turned_over_gives_a_problem() {
    let text = frozen("whole");
    let content = text.len() - head_and_content(&text).1.len();
    for at in (content..text.len() - 4).step_by(997) {
        for bit in [0, 5] {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << bit;
            if let Ok(text) = String::from_utf8(bytes) {
                assert!(wire::read(&text, nothing_known).is_err(), "byte {at}, bit {bit}");
            }
        }
    }
}

#[test]
fn a_fixture_within_a_fixture_is_not_taken_for_one() {
    check(&format!("[{}]", practice::written(&small("1: court 001"))), &["file: NotOurs"]);
}

proptest! {
    /// Whatever a file holds: an answer, and never a panic.
    #[test]
    fn any_text_is_read_to_an_end(text in ".{0,200}") {
        prop_assert!(wire::read(&text, nothing_known).is_err());
    }

    /// A sound file with a piece of its content replaced, sealed again.
    #[test]
    fn an_altered_content_that_is_sealed_again_is_read_to_an_end(
        at in any::<prop::sample::Index>(),
        long in 0_usize..30,
        by in prop_oneof![".{0,8}", "[\\[\\]{}\",:0-9a-z]{0,12}", "\"[0-9a-f]{16}\"", "-?[0-9]{1,25}"],
    ) {
        let sound = sound();
        let (head, content) = head_and_content(&sound);
        let from = floor(content, at.index(content.len()));
        let until = floor(content, (from + long).min(content.len()));
        let content = format!("{}{by}{}", &content[..from], &content[until..]);
        let altered = resealed(&format!("{head},\n  \"content\": {content}\n}}\n"));
        let _ = read_every_way(&altered);
        let _ = domain_reads_parts(&content);
    }

    /// A sound file with a piece of it replaced, be it of the head, the content or what holds them.
    #[test]
    fn an_altered_file_is_read_alike_in_one_walk_and_step_by_step(
        at in any::<prop::sample::Index>(),
        long in 0_usize..30,
        by in prop_oneof![
            "[\\[\\]{}\",:\\n 0-9a-z]{0,12}",
            Just("\n  \"content\": ".to_owned()),
            Just("\n}\n".to_owned()),
            Just("\"content\": {}, ".to_owned()),
            Just("null".to_owned()),
        ],
    ) {
        let sound = sound();
        let from = floor(&sound, at.index(sound.len()));
        let until = floor(&sound, (from + long).min(sound.len()));
        let _ = read_every_way(&format!("{}{by}{}", &sound[..from], &sound[until..]));
    }
}

#[test]
fn every_frozen_file_is_read_alike_in_one_walk_and_step_by_step() {
    for name in ["whole", "chosen", "youth"] {
        assert!(read_every_way(&frozen(name)).is_ok());
        assert!(read_every_way(&frozen(name).replacen("{\n", "{\r\n", 1)).is_ok());
    }
}

#[test]
fn a_content_between_other_keys_or_in_another_order_is_read_alike() {
    let sound = sound();
    let (head, content) = head_and_content(&sound);
    let rest = head.strip_prefix("{").unwrap();
    let (inspection, cases) = ("\n\"inspection\":", "\n\"cases\":");
    let moved = {
        let from = content.find(inspection).unwrap();
        let until = content.find(cases).unwrap();
        let piece = content[from..until].trim_end_matches(',');
        let others = format!("{}{}", &content[..from], &content[until..]);
        format!("{},{piece}\n}}", others.strip_suffix("\n}").unwrap())
    };
    let digest_of = |before: &str, behind: &str| {
        let content = format!("{before}{content}{behind}");
        let digest = wire::digest(content.as_bytes());
        let head = head.rsplit_once("\"digest\": \"").unwrap().0;
        format!("{head}\"digest\": \"{digest}\",\n  \"content\": {content}\n}}\n")
    };
    let shuffled = |content: &str| resealed(&format!("{head},\n  \"content\": {content}\n}}\n"));
    for (text, is_sound) in [
        (format!("{head},\n  \"content\": {content},\n  \"new\": {{}}\n}}\n"), true),
        (
            format!("{head},\n  \"new\": {{\n  \"content\": 1}},\n  \"content\": {content}\n}}\n"),
            true,
        ),
        (format!("{{\n  \"content\": {content},{rest}\n}}\n"), true),
        (format!("{head},\n  \"content\": {content}\n}}\n\n"), true),
        (shuffled(&moved), true),
        (shuffled(&content.replacen("{", "{\"new\":[],", 1)), true),
        (shuffled(&content.replacen("]\n}", "],\"new\":1\n}", 1)), true),
        (shuffled(&content.replacen("]\n}", "],\"changes\":[]\n}", 1)), false),
        (format!("{head},\n  \"content\": {content},\n  \"content\": {content}\n}}\n"), false),
        (format!("{head},\n  \"content\": {content}\n}}\n}}\n"), false),
        // A digest over more than the content is none of the content.
        (digest_of("", ",\n  \"new\": {}"), false),
        (digest_of("", "\n"), false),
        (digest_of(" ", ""), false),
    ] {
        assert_eq!(read_every_way(&text).is_ok(), is_sound, "{text}");
    }
}

/// The same text as the store's parts would meet it.
fn domain_reads_parts(text: &str) -> usize {
    let read = [
        wire::store::read_head(text).is_ok(),
        wire::store::read_case(&EDITION.framework, text).is_ok(),
        wire::store::read_segment(text).is_ok(),
    ];
    read.iter().filter(|read| **read).count()
}
