//! Framework files as their authors write them, and everything that can be wrong with one.

use domain::{Condition, Language, Text};
use wire::Edition;

use crate::desk::{reference, slug};
use crate::practice::{EDITION, FRAMEWORK, SIGNATURE, nothing_known};
use crate::problems::{assert_problems, replaced};

/// Replaces parts of the practice framework and gives the problems of what is left.
fn check(parts: &[(&str, &str)], expected: &[&str]) {
    let altered =
        parts.iter().fold(FRAMEWORK.to_owned(), |text, (part, by)| replaced(&text, part, by));
    assert_problems(Edition::read_toml(&altered), expected);
}

#[test]
fn the_practice_framework_has_no_problem_and_is_the_same_in_json() {
    check(&[], &[]);
    let again = Edition::read(&EDITION.text).unwrap();
    assert_eq!(again, **EDITION);
    assert_eq!(Edition::compiled(&EDITION.text, &again.framework.digest).unwrap(), again);
    assert_eq!(wire::digest(EDITION.text.as_bytes()), again.framework.digest);
}

#[test]
fn the_digest_is_of_what_a_framework_says_and_not_of_how_its_file_is_laid_out() {
    let spread = FRAMEWORK.replace("\n\n", "\n# A remark.\n\n\n");
    assert_eq!(Edition::read_toml(&spread).unwrap(), **EDITION);
    let other = Edition::read_toml(&replaced(FRAMEWORK, "\"In whole years.\"", "\"In years.\""));
    assert_ne!(other.unwrap().framework.digest, EDITION.framework.digest);
}

/// An editor leaves a line end behind. An export carries the definition without it, and its digest has to
/// be that of what is carried.
#[test]
fn blanks_around_a_definition_are_no_part_of_it() {
    let spread = format!("\r\n\t {}\n", EDITION.text);
    assert_eq!(Edition::read(&spread).unwrap(), **EDITION);
    let desk = crate::practice::small("service: One");
    let edition = Edition::read(&spread).unwrap();
    let text = wire::write(&SIGNATURE, &edition, &desk.inspection, &desk.changes, None);
    assert_eq!(*wire::read(&text, nothing_known).unwrap().edition, edition);
}

#[test]
fn a_text_has_one_language_or_two() {
    let title = &EDITION.framework.title;
    assert_eq!(title.get(Language::Welsh), "Fframwaith ymarfer");
    let one = &EDITION.framework.pools[1].title;
    assert_eq!(*one, Text::english("Out of court"));
    assert_eq!(one.get(Language::Welsh), "Out of court");
}

#[test]
fn conditions_are_read_as_they_are_nested() {
    let (_, key_question) = EDITION.framework.key_question(reference("2.1.2")).unwrap();
    let is = |detail: &str, any_of: &[&str]| Condition::Detail {
        detail: slug(detail),
        any_of: any_of.iter().map(|one| slug(one)).collect(),
    };
    let not_none = Condition::Not(Box::new(is("safety", &["none"])));
    let expected = Condition::Any(vec![
        is("safety", &["low", "high"]),
        Condition::All(vec![is("rosh", &["high"]), not_none]),
    ]);
    assert_eq!(key_question.applies_when, Some(expected));
}

#[test]
fn what_is_not_toml_is_told_with_its_line_and_column() {
    for (part, by, expected) in [
        (
            "edition = \"1\"",
            "edition = ",
            "line 4, column 11: WrongShape(\"string values must be quoted, expected literal string\")",
        ),
        (
            "edition = \"1\"",
            "edition = 1",
            "line 4, column 11: WrongShape(\"invalid type: integer `1`, expected a string\")",
        ),
        (
            "edition = \"1\"",
            "edition = \"1\"\nedition = \"2\"",
            "line 5, column 1: WrongShape(\"duplicate key\")",
        ),
        (
            "minimum_cases = 1",
            "minimum_cases = -1",
            "line 17, column 17: WrongShape(\"invalid value: integer `-1`, expected u32\")",
        ),
        (
            "identifier = \"practice\"\n",
            "",
            "line 1, column 1: WrongShape(\"missing field `identifier`\")",
        ),
        (
            "cy = \"Fframwaith ymarfer\"",
            "fr = \"Cadre\"",
            "line 5, column 9: WrongShape(\"unknown field `fr`, expected `en` or `cy`\")",
        ),
        (
            "cy = \"Sefydliad\"",
            "cy = \"Ŵŷ ŵ\", ? = 1",
            "line 109, column 45: WrongShape(\"invalid unquoted key, expected letters, numbers, `-`, `_`\")",
        ),
    ] {
        let altered = replaced(FRAMEWORK, part, by);
        let found: Vec<_> =
            Edition::read_toml(&altered).unwrap_err().iter().map(crate::problems::stated).collect();
        assert_eq!(found, [expected], "{by}");
    }
}

#[test]
fn no_broken_file_stops_the_reader() {
    let letters: Vec<(usize, char)> = FRAMEWORK.char_indices().collect();
    for (at, _) in letters.iter().step_by(97) {
        let (before, after) = FRAMEWORK.split_at(*at);
        assert!(Edition::read_toml(before).is_err(), "cut at {at}");
        for put_in in ["ŵ", "\"", "'''", "[[", "= 1e999\n", "\u{0}", "👩‍⚖️"] {
            let _ = Edition::read_toml(&format!("{before}{put_in}{after}"));
        }
    }
    let deep = format!("identifier = {}{}", "[".repeat(10_000), "]".repeat(10_000));
    assert!(Edition::read_toml(&deep).is_err());
    let deep = "{ not = ".repeat(10_000);
    assert!(Edition::read_toml(&format!("applies_when = {deep}")).is_err());
}

#[test]
fn a_field_no_framework_has_is_told() {
    let altered = replaced(FRAMEWORK, "one_case = true", "one_case = true\nweights = 2");
    assert_told(
        &altered,
        "line 44, column 1: WrongShape(\"unknown field `weights`, expected one of `within_points`, \
         `few_cases`, `one_case`\")",
    );
}

/// Holds the one problem of a framework file against what is expected of it.
#[track_caller]
fn assert_told(file: &str, expected: &str) {
    assert_problems(Edition::read_toml(file), &[expected]);
}

#[test]
fn words_that_are_none_of_the_allowed_ones_are_told_at_their_place() {
    for (part, by, expected) in [
        (
            r#"identifier = "practice""#,
            r#"identifier = "two words""#,
            r#"part identifier: NotAllowed("two words")"#,
        ),
        (r#"identifier = "practice""#, r#"identifier = """#, "part identifier: Missing"),
        (
            r#"rounding = "round-half-up""#,
            r#"rounding = "up""#,
            r#"part rules.rounding: NotAllowed("up")"#,
        ),
        (
            r#"aggregation = "lowest""#,
            r#"aggregation = "mean""#,
            r#"part rules.aggregation: NotAllowed("mean")"#,
        ),
        (
            r#"["not-sufficient", "not-applicable"]"#,
            r#"["poor", "not-applicable"]"#,
            r#"part rules.reasons_for: NotAllowed("poor")"#,
        ),
        (
            "note = \"Made up.\"\ncertainty = \"uncertain\"",
            r#"certainty = "sure""#,
            r#"part rules.certainty: NotAllowed("sure")"#,
        ),
        (
            "[[pools]]\nid = \"court\"",
            "[[pools]]\nid = \"the court\"",
            r#"part pools: NotAllowed("the court")"#,
        ),
        (
            "[[detail_groups]]\nid = \"child\"",
            "[[detail_groups]]\nid = \"plentyn ŷ\"",
            r#"part detail_groups: NotAllowed("plentyn ŷ")"#,
        ),
        (r#"kind = "date""#, r#"kind = "day""#, r#"part details.start: NotAllowed("day")"#),
        (r#"label = "Start""#, r#"label = " ""#, "part details.start: Missing"),
        (
            "{ id = \"high\", label = \"High\" },\n",
            "{ id = \"so high\", label = \"High\" },\n",
            r#"part details.safety: NotAllowed("so high")"#,
        ),
        (
            r#"reference = "2.1.1c""#,
            r#"reference = "2.1.1 c""#,
            r#"part domains: NotAllowed("2.1.1 c")"#,
        ),
        (
            r#"evidence = "mixed""#,
            r#"evidence = "hearsay""#,
            r#"question 2.2: NotAllowed("hearsay")"#,
        ),
        (r#"title = "Assessment""#, r#"title = """#, "question 2.1: Missing"),
        (r#"question = "Was desistance assessed?""#, r#"question = """#, "question 2.1.1: Missing"),
        (
            r#"text = "Were sources used?""#,
            r#"text = { en = "", cy = "Ffynonellau?" }"#,
            "question 2.1.2a: Missing",
        ),
        (
            r#"in = ["yes", "no"]"#,
            r#"in = ["yes", "perhaps"]"#,
            r#"question 2.1.1c: NotAllowed("perhaps")"#,
        ),
    ] {
        assert_told(&replaced(FRAMEWORK, part, by), expected);
    }
}

/// Puts another condition before prompt 2.1.1c.
fn check_condition(condition: &str, expected: &[&str]) {
    check(&[("{ answer = \"2.1.1b\", in = [\"yes\", \"no\"] }", condition)], expected);
}

#[test]
fn a_condition_says_exactly_one_thing() {
    let wrong = ["question 2.1.1c: NotAllowed(\"applies_when, shown_when\")"; 2];
    for condition in [
        "{}",
        "{ detail = \"safety\" }",
        "{ detail = \"safety\", in = [] }",
        "{ detail = \"safety\", answer = \"2.1.1b\", in = [\"yes\"] }",
        "{ all = [], any = [] }",
        "{ in = [\"low\"] }",
        "{ all = [], in = [\"low\"] }",
        "{ not = { detail = \"safety\", in = [\"low\"] }, in = [\"low\"] }",
    ] {
        check_condition(condition, &wrong[..1]);
    }
    check_condition("{ all = [{ in = [\"low\"] }, { not = {} }] }", &wrong);
    check_condition("{ not = { any = [{ detail = \"safety\", in = [\"low\"] }] } }", &[]);
}

#[test]
fn everything_that_does_not_fit_together_is_told_with_its_place() {
    for (part, by, expected) in [
        ("good = 65", "good = 50", "part rules.bands: NotRising"),
        ("outstanding = 80", "outstanding = 101", "part rules.bands: NotRising"),
        ("good = 2\noutstanding = 3", "good = 3\noutstanding = 3", "part rules.points: NotRising"),
        ("good = 5\n", "good = 9\n", "part rules.overall: NotRising"),
        (
            "maximum = 9\n",
            "maximum = 12\n",
            "part rules.overall: MaximumDiffers { said: 12, found: 9 }",
        ),
        ("percent = 75", "percent = 50", r#"part rules.clear_pattern_percent: NotAllowed("50")"#),
        (
            "[[pools]]\nid = \"out-of-court\"",
            "[[pools]]\nid = \"court\"\ntitle = \"x\"\n[[pools]]\nid = \"out-of-court\"",
            r#"part pools: Twice("court")"#,
        ),
        (
            "[[detail_groups]]\nid = \"child\"",
            "[[detail_groups]]\nid = \"case\"\ntitle = \"x\"\n[[detail_groups]]\nid = \"child\"",
            r#"part detail_groups: Twice("case")"#,
        ),
        (r#"id = "remark""#, r#"id = "rosh""#, r#"part details: Twice("rosh")"#),
        (
            r#"reference = "2.1.1c""#,
            r#"reference = "2.1.1a""#,
            r#"question 2.1.1a: Twice("2.1.1a")"#,
        ),
        (r#"group = "child""#, r#"group = "family""#, r#"part details.age: Unknown("family")"#),
        (
            "kind = \"date\"\npools = [\"court\"]",
            "kind = \"date\"\npools = [\"prison\"]",
            r#"part details.start: Unknown("prison")"#,
        ),
        (
            r#"[{ id = "low", label = "Low" }, "#,
            r#"[{ id = "high", label = "Low" }, "#,
            r#"part details.rosh: Twice("high")"#,
        ),
        ("minimum = 10", "minimum = 19", "part details.age: NotRising"),
        (
            "evidence = \"cases\"\npools = [\"court\"]",
            "evidence = \"cases\"",
            "question 2.1: Missing",
        ),
        (
            "rated = true\nin_total = false",
            "pools = [\"court\"]\nrated = true\nin_total = false",
            "question 3.1: Missing",
        ),
        (
            r#"["court", "out-of-court"]"#,
            r#"["court", "prison"]"#,
            r#"question 2.2: Unknown("prison")"#,
        ),
        (
            r#"{ answer = "2.1.1b", in = ["yes", "no"] }"#,
            r#"{ answer = "2.1.1a", in = ["not-applicable"] }"#,
            r#"question 2.1.1c: Unknown("2.1.1a = not-applicable")"#,
        ),
        (
            r#"{ answer = "2.1.1b""#,
            r#"{ answer = "2.1.2a""#,
            r#"question 2.1.1c: Unknown("2.1.2a")"#,
        ),
        (
            r#"{ not = { detail = "safety""#,
            r#"{ not = { detail = "mood""#,
            r#"question 2.1.2: Unknown("mood")"#,
        ),
        (
            r#"{ detail = "rosh", in = ["high"] }"#,
            r#"{ detail = "rosh", in = ["huge"] }"#,
            r#"question 2.1.2: Unknown("rosh = huge")"#,
        ),
        (
            r#"{ detail = "rosh", in = ["high"] }"#,
            r#"{ detail = "age", in = ["15"] }"#,
            r#"question 2.1.2: Unknown("age")"#,
        ),
    ] {
        assert_told(&replaced(FRAMEWORK, part, by), expected);
    }
}

#[test]
fn a_list_without_choices_and_a_standard_without_questions_are_told() {
    check(
        &[(
            "options = [{ id = \"low\", label = \"Low\" }, { id = \"high\", label = \"High\" }]",
            "options = []",
        )],
        &["part details.rosh: Missing", "question 2.1.2: Unknown(\"rosh = high\")"],
    );
    let (before, _) = FRAMEWORK.rsplit_once("[[domains.standards.key_questions]]").unwrap();
    assert_told(&format!("{before}key_questions = []\n"), "question 3.1: Missing");
}

#[test]
fn words_that_are_not_allowed_are_all_told_at_once() {
    check(
        &[
            ("rounding = \"round-half-up\"", "rounding = \"up\""),
            ("kind = \"date\"", "kind = \"day\""),
            ("label = \"Remark\"", "label = \"\""),
            ("evidence = \"mixed\"", "evidence = \"hearsay\""),
            ("text = \"Was it done in time?\"", "text = \"\""),
        ],
        &[
            "part rules.rounding: NotAllowed(\"up\")",
            "part details.start: NotAllowed(\"day\")",
            "part details.remark: Missing",
            "question 2.2: NotAllowed(\"hearsay\")",
            "question 2.2.1a: Missing",
        ],
    );
}

#[test]
fn parts_that_do_not_fit_together_are_all_told_at_once() {
    check(
        &[
            ("good = 65", "good = 50"),
            ("good = 2\noutstanding = 3", "good = 3\noutstanding = 3"),
            ("maximum = 9\n", "maximum = 12\n"),
            ("percent = 75", "percent = 101"),
            ("id = \"remark\"", "id = \"rosh\""),
            ("reference = \"2.1.1c\"", "reference = \"2.1.1a\""),
            ("group = \"child\"", "group = \"family\""),
            ("minimum = 10", "minimum = 19"),
            ("[\"court\", \"out-of-court\"]", "[\"court\", \"prison\"]"),
            ("{ detail = \"rosh\", in = [\"high\"] }", "{ detail = \"rosh\", in = [\"huge\"] }"),
        ],
        &[
            "part rules.bands: NotRising",
            "part rules.points: NotRising",
            "part rules.overall: MaximumDiffers { said: 12, found: 9 }",
            "part rules.clear_pattern_percent: NotAllowed(\"101\")",
            "part details: Twice(\"rosh\")",
            "question 2.1.1a: Twice(\"2.1.1a\")",
            "part details.age: Unknown(\"family\")",
            "part details.age: NotRising",
            "question 2.1.2: Unknown(\"rosh = huge\")",
            "question 2.2: Unknown(\"prison\")",
        ],
    );
}
