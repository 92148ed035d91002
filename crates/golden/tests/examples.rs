//! Worked examples of a framework with everything in it: what they build, and what they find.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

use golden::{Finding, read, run};
use wire::Edition;

/// The framework of the tests of `wire`.
const FRAMEWORK: &str = include_str!("../../wire/tests/files/practice.toml");

/// By hand: 2.1.1 is 2 of 3, 67 per cent, Good; 2.1.2 is not asked of the case without a safety risk and
/// is 2 of 2, Outstanding; 2.2.1 is 2 of 4, Requires improvement. 1.1 is proposed as Good: 2 + 2 + 1.
const EXAMPLE: &str = r#"
[[golden]]
name = "Small"
source = "worked by hand"
certainty = "proposal"
proposed = { "1.1" = "good", "2.2" = "good" }

[[golden.cases]]
pool = "court"
count = 2
details = { safety = "low", rosh = "low", age = 15 }
not_sufficient = ["2.2.1"]

[[golden.cases]]
pool = "court"
count = 1
details = { safety = "none", rosh = "low" }
not_sufficient = ["2.1.1"]

[[golden.cases]]
pool = "out-of-court"
count = 1

[golden.expect]
standards = { "1.1" = "good", "2.1" = "good", "2.2" = "requires-improvement", "3.1" = "none" }
shares = { "2.1.1" = "2/3", "2.1.2" = "2/2", "2.2.1" = "2/4" }
total = "5/9"
overall = "good"
derived_bands = false
rests_on_rounding = []
"#;

/// Replaces parts of the example and gives what is found.
#[track_caller]
fn check(parts: &[(&str, &str)], expected: &[&str]) {
    let framework = Edition::read_toml(FRAMEWORK).unwrap().framework;
    let text = parts.iter().fold(EXAMPLE.to_owned(), |text, (part, by)| {
        assert_eq!(text.matches(part).count(), 1, "{part:?} is not there exactly once");
        text.replacen(part, by, 1)
    });
    let examples = read(&text).unwrap();
    let found: Vec<_> = run(&framework, &examples[0]).iter().map(stated).collect();
    assert_eq!(found, expected);
}

fn stated(finding: &Finding) -> String {
    format!("{finding:?}")
}

#[test]
fn an_example_that_holds_finds_nothing() {
    check(&[], &[]);
}

#[test]
fn an_example_is_known_by_its_line_its_name_and_its_source() {
    let examples = read(EXAMPLE).unwrap();
    let [one] = examples.as_slice() else { panic!("one example") };
    assert_eq!((one.line, one.name.as_str()), (2, "Small"));
    assert_eq!(
        (one.source.as_str(), one.certainty),
        ("worked by hand", domain::Certainty::Proposal)
    );
    assert_eq!((one.total.as_str(), one.overall.as_str()), ("5/9", "good"));
}

#[test]
fn whatever_is_expected_otherwise_is_found() {
    check(
        &[(r#""2.1" = "good""#, r#""2.1" = "outstanding""#)],
        &[
            "Standard { reference: \"2.1\", rating: Differs { expected: Some(Outstanding), found: Some(Good) } }",
        ],
    );
    check(
        &[(r#""2.1.1" = "2/3""#, r#""2.1.1" = "3/3""#)],
        &[
            "Share { reference: \"2.1.1\", share: Differs { expected: Share { part: 3, of: 3 }, found: Share { part: 2, of: 3 } } }",
        ],
    );
    check(
        &[("total = \"5/9\"", "total = \"6/9\""), ("overall = \"good\"", "overall = \"none\"")],
        &[
            "Total(Differs { expected: Tally { points: 6, maximum: 9 }, found: Tally { points: 5, maximum: 9 } })",
            "Overall(Differs { expected: None, found: Some(Good) })",
        ],
    );
    check(
        &[
            ("derived_bands = false", "derived_bands = true"),
            ("rests_on_rounding = []", "rests_on_rounding = [\"2.2.1\"]"),
        ],
        &[
            "DerivedBands(Differs { expected: true, found: false })",
            "Rounding { reference: \"2.2.1\", rests: Differs { expected: true, found: false } }",
        ],
    );
    check(&[(r#", "3.1" = "none""#, "")], &["NotNamed(\"3.1\")"]);
}

#[test]
fn what_the_panel_gives_is_compared_where_it_is_expected() {
    let given =
        ("proposed = {", "given = { \"1.1\" = \"outstanding\", overall = \"good\" }\nproposed = {");
    check(&[given], &[]);
    check(
        &[
            given,
            ("derived_bands", "panel_total = \"6/9\"\npanel_overall = \"good\"\nderived_bands"),
        ],
        &[],
    );
    check(
        &[("derived_bands", "panel_total = \"6/9\"\nderived_bands")],
        &["PanelTotal(Differs { expected: Some(Tally { points: 6, maximum: 9 }), found: None })"],
    );
}

#[test]
fn what_cannot_be_is_found_once_however_many_cases_it_is_in() {
    check(
        &[
            ("pool = \"court\"\ncount = 2", "pool = \"prison\"\ncount = 2"),
            ("\"2/3\"", "\"0/1\""),
            ("2/2", "0/0"),
            ("2/4", "2/2"),
            (r#""2.1" = "good""#, r#""2.1" = "inadequate""#),
            (r#""2.2" = "requires-improvement""#, r#""2.2" = "good""#),
            ("5/9", "4/9"),
            ("overall = \"good\"", "overall = \"requires-improvement\""),
        ],
        &["Refused(UnknownPool(\"prison\"))"],
    );
    check(
        &[("rosh = \"low\", age = 15", "rosh = \"low\", age = 51")],
        &["Refused(DoesNotFit(\"51\"))"],
    );
    check(
        &[("rosh = \"low\", age = 15", "rosh = \"low\", mood = \"bad\"")],
        &["Refused(UnknownDetail(\"mood\"))"],
    );
    check(&[(r#""2.2" = "good" }"#, r#""2.2" = "good", "9.9" = "good" }"#)], &["Unknown(\"9.9\")"]);
    check(&[(r#""2.1.1" = "2/3""#, r#""2.1.1" = "two""#)], &["NotAllowed(\"two\")"]);
    check(&[("overall = \"good\"", "overall = \"fine\"")], &["NotAllowed(\"fine\")"]);
}

#[test]
fn what_is_owed_or_judged_not_applicable_is_in_no_share() {
    check(
        &[
            (
                "pool = \"out-of-court\"\ncount = 1",
                "pool = \"out-of-court\"\ncount = 1\nowed = [\"2.2.1\"]",
            ),
            ("\"2.2.1\" = \"2/4\"", "\"2.2.1\" = \"1/3\""),
            (r#""2.2" = "requires-improvement""#, r#""2.2" = "inadequate""#),
            ("5/9", "4/9"),
            ("overall = \"good\"", "overall = \"requires-improvement\""),
        ],
        &[],
    );
    check(
        &[
            ("not_sufficient = [\"2.2.1\"]", "not_applicable = [\"2.2.1\"]"),
            ("\"2.2.1\" = \"2/4\"", "\"2.2.1\" = \"2/2\""),
            (r#""2.2" = "requires-improvement""#, r#""2.2" = "good""#),
            ("5/9", "6/9"),
        ],
        &[],
    );
}

#[test]
fn a_judgement_that_nobody_asked_for_is_found() {
    check(
        &[("not_sufficient = [\"2.1.1\"]", "not_sufficient = [\"2.1.1\", \"2.1.2\"]")],
        &["NotAsked { group: 2, key_question: \"2.1.2\" }"],
    );
    check(
        &[("not_sufficient = [\"2.1.1\"]", "not_sufficient = [\"2.1.1\", \"2.1.9\"]")],
        &["Unknown(\"2.1.9\")"],
    );
    check(
        &[("count = 1\n\n[golden.expect]", "count = 1\nowed = [\"2.1.1\"]\n\n[golden.expect]")],
        &["NotAsked { group: 3, key_question: \"2.1.1\" }"],
    );
}

#[test]
fn more_cases_than_any_inspection_has_are_not_run() {
    check(&[("count = 2", "count = 4000000000")], &["TooManyCases"]);
}

#[test]
fn a_file_that_cannot_be_read_is_told_with_its_line() {
    for (part, by, line, words) in [
        ("count = 2", "count = -2", 10, "invalid value"),
        ("count = 2", "count = 2\nnumber = 3", 11, "unknown field `number`"),
        ("certainty = \"proposal\"", "certainty = \"sure\"", 5, "`sure`, expected verified"),
        ("total = \"5/9\"\n", "", 24, "missing field `total`"),
        ("name = \"Small\"", "name = ", 3, "string values must be quoted"),
    ] {
        let unreadable = read(&EXAMPLE.replacen(part, by, 1)).unwrap_err();
        assert_eq!(unreadable.line, line, "{unreadable:?}");
        assert!(unreadable.words.contains(words), "{unreadable:?}");
    }
}
