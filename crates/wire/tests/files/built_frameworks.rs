//! The file that carries a framework from its author to a page, and what is refused of one.

use wire::framework_file::{self, LARGEST_FILE};

use crate::practice::EDITION;
use crate::problems::{assert_problems, replaced};

const PROGRAM: &str = "caseread 0.1.0";

fn built() -> String {
    framework_file::write(PROGRAM, &EDITION)
}

/// Replaces a part of the built file and gives the problems of what is left.
#[track_caller]
fn check(part: &str, by: &str, expected: &str) {
    assert_problems(framework_file::read(&replaced(&built(), part, by)), &[expected]);
}

/// The same for a part of the definition, whose digest is made good after.
#[track_caller]
fn check_content(part: &str, by: &str, expected: &[&str]) {
    let altered = replaced(&EDITION.text, part, by);
    let text = built().replace(&EDITION.text, &altered);
    let text = text.replace(&EDITION.framework.digest, &wire::digest(altered.as_bytes()));
    assert_problems(framework_file::read(&text), expected);
}

#[test]
fn what_is_written_is_read_and_written_again_to_the_byte() {
    let file = framework_file::read(&built()).unwrap();
    assert_eq!((file.program.as_str(), &file.edition), (PROGRAM, &**EDITION));
    assert_eq!(framework_file::write(&file.program, &file.edition), built());
    let marked = format!("\u{feff}{}", built());
    assert_eq!(framework_file::read(&marked).unwrap(), file);
}

#[test]
fn the_file_is_one_object_with_the_definition_in_it_as_it_is() {
    let file: serde_json::Value = serde_json::from_str(&built()).unwrap();
    let keys: Vec<_> = file.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["content", "format", "framework", "program", "version"]);
    assert!(built().ends_with(&format!("\n  }},\n  \"content\": {}\n}}\n", EDITION.text)));
}

#[test]
fn what_is_no_framework_file_is_refused() {
    for (text, expected) in [
        ("[]", "file: NotOurs"),
        ("{}", "file: NotOurs"),
        ("12", "file: NotOurs"),
        (r#"{"format":"caseread-inspection","version":9}"#, "file: IsInspection"),
        (r#"{"format":"caseread-framework"}"#, "file: NotOurs"),
        (r#"{"format":"caseread-framework","version":0}"#, "file: NotOurs"),
        (
            r#"{"format":"caseread-framework","version":2,"new":1}"#,
            "file: NewerVersion { found: 2, newest: 1 }",
        ),
        ("identifier = \"practice\"", "line 1, column 1: NotJson"),
        (r#"{"format":"caseread-framework","#, "line 1, column 31: CutOff"),
    ] {
        assert_problems(framework_file::read(text), &[expected]);
    }
    let export = crate::practice::written(&crate::practice::small("1: court 001"));
    assert_problems(framework_file::read(&export), &["file: IsInspection"]);
    let known = crate::practice::nothing_known;
    assert_problems(wire::read(&built(), known), &["file: IsFramework"]);
}

#[test]
fn a_file_larger_than_any_framework_is_refused() {
    let large = " ".repeat(LARGEST_FILE as usize) + &built();
    let expected = format!("file: TooLarge {{ found: {}, most: 5000000 }}", large.len());
    assert_problems(framework_file::read(&large), &[&expected]);
}

#[test]
fn nothing_altered_passes_and_nothing_is_read_over() {
    check("\"Practice framework\"", "\"Other framework\"", "part content: DigestDiffers");
    check("\"edition\":\"1\"", "\"edition\": \"1\"", "part content: DigestDiffers");
    check("\"edition\": \"1\"", "\"edition\": \"2\"", "part framework: NameDiffers");
    check(
        "\"identifier\": \"practice\"",
        "\"identifier\": \"other\"",
        "part framework: NameDiffers",
    );
    check(
        "\"version\": 1,",
        "\"version\": 1, \"notes\": 2,",
        "notes: UnknownField { nearest: None }",
    );
    check(
        "\"identifier\": \"practice\"",
        "\"by\": \"me\", \"identifier\": \"practice\"",
        "framework.by: UnknownField { nearest: None }",
    );
    check(
        "\"edition\": \"1\"",
        "\"edition\": \"1\", \"edition\": \"1\"",
        "framework.edition: Twice(\"edition\")",
    );
    check("\"program\": \"caseread 0.1.0\",", "", "program: Missing");
    check("\"program\": \"caseread 0.1.0\"", "\"program\": 7", "program: Expected(Text)");
    let without = built().split_once(",\n  \"content\"").unwrap().0.to_owned() + "\n}";
    assert_problems(framework_file::read(&without), &["content: Missing"]);
    check("\"version\": 1,", "\"version\": 1, \"version\": 1,", "file: NotOurs");
}

#[test]
fn the_problems_of_the_definition_are_told_at_their_place() {
    check_content(
        "\"minimum_cases\":1",
        "\"minimum_cases\":\"one\",\"weights\":2",
        &[
            "content.rules.minimum_cases: Expected(Number)",
            "content.rules.weights: UnknownField { nearest: None }",
        ],
    );
    check_content("\"good\":65", "\"good\":95", &["part rules.bands: NotRising"]);
    check_content(
        "\"applies_from\":\"2024-01\"",
        "\"applies_from\":\"soon\"",
        &["part applies_from: NotAMonth(\"soon\")"],
    );
}
