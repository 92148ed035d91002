//! Framework files as their authors write them, and everything that can be wrong with one.

use domain::{Condition, Language, Text};
use wire::Edition;

use crate::desk::{reference, slug};
use crate::practice::{EDITION, FRAMEWORK, SIGNATURE, nothing_known};
use crate::problems::{located, replaced, stated};

/// Replaces parts of the practice framework and gives the problems of what is left.
#[track_caller]
fn check(parts: &[(&str, &str)], expected: &[&str]) {
    let altered =
        parts.iter().fold(FRAMEWORK.to_owned(), |text, (part, by)| replaced(&text, part, by));
    let problems = Edition::read_toml(&altered).err().unwrap_or_default();
    assert_eq!(problems.iter().map(located).collect::<Vec<_>>(), expected);
}

#[test]
fn the_practice_framework_has_no_problem_and_is_the_same_in_json() {
    check(&[], &[]);
    let again = Edition::read(&EDITION.text).unwrap();
    assert_eq!(again, **EDITION);
    assert_eq!(Edition::compiled(&EDITION.text, &again.framework.digest).unwrap(), again);
    assert_eq!(wire::digest(EDITION.text.as_bytes()), again.framework.digest);
}

/// Editions never change: what an older program wrote into exports has these digests.
#[test]
fn the_canonical_text_of_an_edition_is_the_same_in_every_version_of_the_program() {
    const PRACTICE: &str = "ec8efb527b56132294449a5af0e1d58004bc4003c7b638af774b69fec94ddc77";
    assert_eq!(EDITION.framework.digest, PRACTICE);
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
fn what_is_not_toml_is_told_at_each_line() {
    check(
        &[("edition = \"1\"", "edition = ")],
        &["4:11: file: NotToml(\"string values must be quoted, expected literal string\")"],
    );
    check(
        &[("edition = \"1\"", "edition = \"1\"\nedition = \"2\"")],
        &["5:1: file: NotToml(\"duplicate key\")"],
    );
    check(
        &[("good = 65", "good ="), ("cy = \"Sefydliad\"", "cy = \"Ŵŷ ŵ\", ? = 1")],
        &[
            "25:7: file: NotToml(\"string values must be quoted, expected literal string\")",
            "109:45: file: NotToml(\"invalid unquoted key, expected letters, numbers, `-`, `_`\")",
        ],
    );
}

#[test]
fn a_value_of_another_shape_is_told_where_it_stands() {
    for (part, by, expected) in [
        ("edition = \"1\"", "edition = 1", "4:11: part edition: Expected(Text)"),
        ("edition = \"1\"", "edition = 2024-01-01", "4:11: part edition: Expected(Text)"),
        (
            "minimum_cases = 1",
            "minimum_cases = -1",
            "17:17: minimum_cases of rules: Expected(Number)",
        ),
        ("one_case = true", "one_case = 1", "43:12: one_case of rules.discretion: Expected(Flag)"),
        ("minimum = 10", "minimum = 10.5", "68:11: minimum of details.age: Expected(Number)"),
        ("[\"court\", \"out-of-court\"]", "\"court\"", "197:9: pools of 2.2: Expected(List)"),
        ("title = \"Case\"", "title = 3", "59:9: title of detail_groups.case: Expected(Text)"),
        ("cy = \"Llys\"", "cy = 3", "47:30: title.cy of pools.court: Expected(Text)"),
        (
            "label = { en = \"None\", cy = \"Dim\" }",
            "label = true",
            "78:26: options[0].label of details.safety: Expected(Text)",
        ),
        (
            "{ answer = \"2.1.1b\", in = [\"yes\", \"no\"] }",
            "{ answer = \"2.1.1b\", in = [\"yes\", false] }",
            "172:48: shown_when.in[1] of 2.1.1c: Expected(Text)",
        ),
    ] {
        check(&[(part, by)], &[expected]);
    }
}

#[test]
fn what_is_missing_is_told_at_what_lacks_it_and_once() {
    for (part, expected) in [
        ("identifier = \"practice\"\n", "1:1: part identifier: Missing"),
        ("clear_pattern_percent = 75\n", "14:1: clear_pattern_percent of rules: Missing"),
        ("few_cases = 5\n", "40:1: few_cases of rules.discretion: Missing"),
        ("kind = \"date\"\n", "92:1: kind of details.start: Missing"),
        (
            "reference = \"2.1.1c\"\n",
            "168:1: reference of domains[1].standards[0].key_questions[0].prompts[2]: Missing",
        ),
        ("text = \"Was it done in time?\"\n", "210:1: text of 2.2.1a: Missing"),
        ("title = \"Assessment\"\n", "139:1: title of 2.1: Missing"),
    ] {
        check(&[(part, "")], &[expected]);
    }
    let rated = "evidence = \"judgement\"\nrated = true\nin_total = true";
    check(
        &[(rated, "evidence = \"judgement\"")],
        &["111:1: rated of 1.1: Missing", "111:1: in_total of 1.1: Missing"],
    );
}

#[test]
fn a_field_no_framework_has_is_told_with_the_one_that_was_meant() {
    for (part, by, expected) in [
        (
            "one_case = true",
            "one_case = true\nweights = 2",
            &["44:1: weights of rules.discretion: UnknownField { nearest: None }"][..],
        ),
        (
            "aim = { en",
            "aims = { en",
            &["114:1: aims of 1.1: UnknownField { nearest: Some(\"aim\") }"],
        ),
        (
            "few_cases = 5",
            "fewcases = 5",
            &[
                "40:1: few_cases of rules.discretion: Missing",
                "42:1: fewcases of rules.discretion: UnknownField { nearest: Some(\"few_cases\") }",
            ],
        ),
        (
            "cy = \"Fframwaith ymarfer\"",
            "fr = \"Cadre\"",
            &["5:38: fr of title: UnknownField { nearest: None }"],
        ),
        (
            "applies_to = \"2024-12\"",
            "[rating]\nx = 1",
            &["7:2: part rating: UnknownField { nearest: None }"],
        ),
    ] {
        check(&[(part, by)], expected);
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

/// Holds the one problem of a framework file against what is expected of it, wherever it stands.
#[track_caller]
fn assert_told(file: &str, expected: &str) {
    let problems = Edition::read_toml(file).err().unwrap_or_default();
    let found: Vec<_> = problems.iter().map(|one| stated(&one.problem)).collect();
    assert_eq!(found, [expected]);
}

#[test]
fn words_that_are_none_of_the_allowed_ones_are_told_at_their_place() {
    for (part, by, expected) in [
        (
            r#"identifier = "practice""#,
            r#"identifier = "two words""#,
            r#"part identifier: NotAName("two words")"#,
        ),
        (r#"identifier = "practice""#, r#"identifier = """#, "part identifier: Missing"),
        (
            r#"rounding = "round-half-up""#,
            r#"rounding = "up""#,
            r#"rounding of rules: NotOneOf { found: "up", allowed: ["round-half-up", "exact"] }"#,
        ),
        (
            r#"aggregation = "lowest""#,
            r#"aggregation = "mean""#,
            r#"aggregation of rules: NotOneOf { found: "mean", allowed: ["lowest"] }"#,
        ),
        (
            r#"["not-sufficient", "not-applicable"]"#,
            r#"["poor", "not-applicable"]"#,
            r#"reasons_for of rules: NotOneOf { found: "poor", allowed: ["sufficient", "not-sufficient", "not-applicable"] }"#,
        ),
        (
            "note = \"Made up.\"\ncertainty = \"uncertain\"",
            r#"certainty = "sure""#,
            r#"certainty of rules: NotOneOf { found: "sure", allowed: ["verified", "inferred", "general-knowledge", "uncertain", "proposal"] }"#,
        ),
        (
            "[[pools]]\nid = \"court\"",
            "[[pools]]\nid = \"the court\"",
            r#"id of pools.the court: NotAName("the court")"#,
        ),
        (
            "[[detail_groups]]\nid = \"child\"",
            "[[detail_groups]]\nid = \"plentyn ŷ\"",
            r#"id of detail_groups.plentyn ŷ: NotAName("plentyn ŷ")"#,
        ),
        (
            r#"kind = "date""#,
            r#"kind = "day""#,
            r#"kind of details.start: NotOneOf { found: "day", allowed: ["choice", "number", "date", "text"] }"#,
        ),
        (r#"label = "Start""#, r#"label = " ""#, "label of details.start: Missing"),
        (
            "{ id = \"high\", label = \"High\" },\n",
            "{ id = \"so high\", label = \"High\" },\n",
            r#"options[2].id of details.safety: NotAName("so high")"#,
        ),
        (
            r#"reference = "2.1.1c""#,
            r#"reference = "2.1.1 c""#,
            r#"reference of 2.1.1 c: NotAName("2.1.1 c")"#,
        ),
        (
            r#"evidence = "mixed""#,
            r#"evidence = "hearsay""#,
            r#"evidence of 2.2: NotOneOf { found: "hearsay", allowed: ["cases", "judgement", "mixed"] }"#,
        ),
        (r#"title = "Assessment""#, r#"title = """#, "title of 2.1: Missing"),
        (
            r#"question = "Was desistance assessed?""#,
            r#"question = """#,
            "question of 2.1.1: Missing",
        ),
        (
            r#"text = "Were sources used?""#,
            r#"text = { en = "", cy = "Ffynonellau?" }"#,
            "text of 2.1.2a: Missing",
        ),
        (
            r#"in = ["yes", "no"]"#,
            r#"in = ["yes", "perhaps"]"#,
            r#"shown_when of 2.1.1c: NotOneOf { found: "perhaps", allowed: ["yes", "no", "not-applicable"] }"#,
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
    let wrong = ["172:14: shown_when of 2.1.1c: NotACondition"; 2];
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
            "question 2.1: NoPools",
        ),
        (
            "rated = true\nin_total = false",
            "pools = [\"court\"]\nrated = true\nin_total = false",
            "question 3.1: PoolsUnused",
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
            r#"question 2.1.1c: NotEarlier("2.1.2a")"#,
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
            r#"question 2.1.2: NotAList("age")"#,
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
        &["84:1: part details.rosh: Missing", "181:37: question 2.1.2: Unknown(\"rosh = high\")"],
    );
    let (before, _) = FRAMEWORK.rsplit_once("[[domains.standards.key_questions]]").unwrap();
    assert_told(&format!("{before}key_questions = []\n"), "question 3.1: Empty");
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
            "15:12: rounding of rules: NotOneOf { found: \"up\", \
             allowed: [\"round-half-up\", \"exact\"] }",
            "96:8: kind of details.start: NotOneOf { found: \"day\", \
             allowed: [\"choice\", \"number\", \"date\", \"text\"] }",
            "103:9: label of details.remark: Missing",
            "196:12: evidence of 2.2: NotOneOf { found: \"hearsay\", \
             allowed: [\"cases\", \"judgement\", \"mixed\"] }",
            "212:8: text of 2.2.1a: Missing",
        ],
    );
}

#[test]
fn an_empty_reference_is_told_at_its_place_wherever_it_stands() {
    for (reference, expected) in [
        ("1", "reference of domains[0]: Missing"),
        ("1.1", "reference of domains[0].standards[0]: Missing"),
        ("2.1.2", "reference of domains[1].standards[0].key_questions[1]: Missing"),
        ("2.1.1c", "reference of domains[1].standards[0].key_questions[0].prompts[2]: Missing"),
    ] {
        let stated = format!("reference = \"{reference}\"\n");
        let line = FRAMEWORK[..FRAMEWORK.find(&stated).unwrap()].lines().count() + 1;
        check(&[(&stated, "reference = \"\"\n")], &[&format!("{line}:13: {expected}")]);
    }
    check(
        &[
            ("reference = \"2.1.1\"\n", "reference = \"\"\n"),
            ("reference = \"2.1.2\"\n", "reference = \"\"\n"),
        ],
        &[
            "149:13: reference of domains[1].standards[0].key_questions[0]: Missing",
            "176:13: reference of domains[1].standards[0].key_questions[1]: Missing",
        ],
    );
}

#[test]
fn problems_of_every_kind_are_told_at_once_and_none_that_only_follows_from_another() {
    check(
        &[
            ("maximum = 9\n", "maximum = 12\n"),
            ("edition = \"1\"", "editon = \"1\""),
            ("minimum = 10", "minimum = \"ten\""),
            ("good = 65", "good = 50"),
            ("requires_improvement = 1\n", ""),
            ("pools = [\"court\", \"out-of-court\"]", "pool = \"court\""),
            ("[\"low\", \"high\"]", "[\"low\", \"hgih\"]"),
        ],
        &[
            "1:1: part edition: Missing",
            "4:1: part editon: UnknownField { nearest: Some(\"edition\") }",
            "23:1: part rules.bands: NotRising",
            "28:1: requires_improvement of rules.points: Missing",
            "67:11: minimum of details.age: Expected(Number)",
            "180:37: question 2.1.2: Unknown(\"safety = hgih\")",
            "196:1: pool of 2.2: UnknownField { nearest: Some(\"pools\") }",
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
            "18:25: part rules.clear_pattern_percent: NotAllowed(\"101\")",
            "23:1: part rules.bands: NotRising",
            "28:1: part rules.points: NotRising",
            "34:1: part rules.overall: MaximumDiffers { said: 12, found: 9 }",
            "63:9: part details.age: Unknown(\"family\")",
            "68:1: part details.age: NotRising",
            "101:6: part details: Twice(\"rosh\")",
            "169:13: question 2.1.1a: Twice(\"2.1.1a\")",
            "182:37: question 2.1.2: Unknown(\"rosh = huge\")",
            "197:19: question 2.2: Unknown(\"prison\")",
        ],
    );
}

#[test]
fn what_would_be_passed_over_in_silence_is_told() {
    for (part, by, expected) in [
        (
            "applies_to = \"2024-12\"",
            "applies_to = \"2023-12\"",
            "part applies_to: NotAMonth(\"2023-12\")",
        ),
        (
            "applies_from = \"2024-01\"",
            "applies_from = \"2024\"",
            "part applies_from: NotAMonth(\"2024\")",
        ),
        (
            "applies_from = \"2024-01\"",
            "applies_from = \"2024-13\"",
            "part applies_from: NotAMonth(\"2024-13\")",
        ),
        (
            "kind = \"text\"",
            "kind = \"text\"\nunit = \"years\"",
            "unit of details.remark: OnlyForKind(\"number\")",
        ),
        (
            "kind = \"date\"",
            "kind = \"date\"\nmaximum = 3",
            "maximum of details.start: OnlyForKind(\"number\")",
        ),
        (
            "kind = \"date\"",
            "kind = \"date\"\noptions = [{ id = \"a\", label = \"A\" }]",
            "options of details.start: OnlyForKind(\"choice\")",
        ),
        (
            "evidence = \"judgement\"\nrated = true\nin_total = true",
            "evidence = \"judgement\"\ncombination = \"lowest\"\nrated = true\nin_total = true",
            "combination of 1.1: OnlyMixed",
        ),
        (
            "label = \"Low\" },\n",
            "label = \"\" },\n",
            "options[1].label of details.safety: Missing",
        ),
        ("edition = \"1\"", "edition = \"1 / 2\"", "part edition: NotAName(\"1 / 2\")"),
        ("title = \"Out of court\"", "title = \" \"", "title of pools.out-of-court: Missing"),
    ] {
        assert_told(&replaced(FRAMEWORK, part, by), expected);
    }
}
