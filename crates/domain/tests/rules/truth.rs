//! The three-valued truth of conditions.

use domain::{Answer, Case, Condition, DetailValue, Entry, Framework, Reading, Truth};
use proptest::prelude::*;

use crate::builder::{answered, every_kind, is, not};
use crate::desk::{reference, slug};

/// A condition, in words, weighed for a case where safety is low and nothing else is recorded.
///
/// `holds` and `fails` hang on safety; `rosh?` and `victim?` hang on what is not recorded.
fn check(condition: &str, expected: &str) {
    let mut case = Case::new(slug("court"), "001".to_owned());
    case.details.insert(slug("safety"), DetailValue::Choice(slug("low")));
    let found = match parse(condition).weigh(&every_kind(), &case, None) {
        Truth::Holds => "holds".to_owned(),
        Truth::Fails => "fails".to_owned(),
        Truth::Undecided(detail) => format!("{detail}?"),
    };
    assert_eq!(found, expected, "{condition}");
}

/// `all a b`, `any a b` and `not a` over words; `all` and `any` may stand alone.
fn parse(text: &str) -> Condition {
    let words: Vec<&str> = text.split_whitespace().collect();
    let operands = || words[1..].iter().map(|word| parse(word)).collect();
    match words[0] {
        "holds" => is("safety", &["low", "high"]),
        "fails" => is("safety", &["none"]),
        "rosh?" => is("rosh", &["high"]),
        "victim?" => is("victim", &["yes"]),
        "all" => Condition::All(operands()),
        "any" => Condition::Any(operands()),
        "not" => not(parse(&words[1..].join(" "))),
        word => panic!("no condition {word:?}"),
    }
}

const OPERANDS: [&str; 4] = ["holds", "fails", "rosh?", "victim?"];

#[test]
fn not_turns_a_truth_round_and_leaves_what_is_undecided() {
    for (condition, expected) in [
        ("not holds", "fails"),
        ("not fails", "holds"),
        ("not rosh?", "rosh?"),
        ("not not holds", "holds"),
        ("not all holds rosh?", "rosh?"),
    ] {
        check(condition, expected);
    }
}

#[test]
fn nothing_at_all_holds_under_all_and_fails_under_any() {
    check("all", "holds");
    check("any", "fails");
}

/// The first operand of this truth decides; else the first undecided one; else the rest agree.
fn table(word: &str, decides: &str, else_so: &str, operands: &[&str]) {
    let undecided = operands.iter().find(|one| one.ends_with('?'));
    let expected = match operands.iter().find(|one| **one == decides) {
        Some(_) => decides,
        None => undecided.unwrap_or(&else_so),
    };
    check(&format!("{word} {}", operands.join(" ")), expected);
}

#[test]
fn all_fails_by_one_and_any_holds_by_one_whatever_is_undecided_beside_it() {
    for one in OPERANDS {
        table("all", "fails", "holds", &[one]);
        table("any", "holds", "fails", &[one]);
        for two in OPERANDS {
            table("all", "fails", "holds", &[one, two]);
            table("any", "holds", "fails", &[one, two]);
            for three in OPERANDS {
                table("all", "fails", "holds", &[one, two, three]);
                table("any", "holds", "fails", &[one, two, three]);
            }
        }
    }
}

#[test]
fn a_detail_that_is_no_list_decides_nothing() {
    let mut case = Case::new(slug("court"), "001".to_owned());
    case.details.insert(slug("age"), DetailValue::Number(17));
    let condition = is("age", &["17"]);
    assert_eq!(condition.weigh(&every_kind(), &case, None), Truth::Undecided(slug("age")));
}

#[test]
fn an_answer_not_given_is_no_answer_and_never_undecided() {
    let case = Case::new(slug("court"), "001".to_owned());
    let framework = every_kind();
    let condition = answered("2.1.1a", &Answer::ALL);
    let mut reading = Reading::default();
    assert_eq!(condition.weigh(&framework, &case, None), Truth::Fails);
    assert_eq!(condition.weigh(&framework, &case, Some(&reading)), Truth::Fails);
    assert_eq!(not(condition.clone()).weigh(&framework, &case, Some(&reading)), Truth::Holds);
    let no = Entry { answer: Some(Answer::No), ..Entry::default() };
    reading.entries.insert(reference("2.1.1a"), no);
    assert_eq!(condition.weigh(&framework, &case, Some(&reading)), Truth::Holds);
}

const DETAILS: [(&str, &[&str]); 3] = [
    ("safety", &["none", "low", "high"]),
    ("rosh", &["low", "medium", "high"]),
    ("victim", &["yes", "no"]),
];

fn condition() -> impl Strategy<Value = Condition> {
    let leaf =
        (0..DETAILS.len(), prop::collection::vec(0_usize..2, 1..3)).prop_map(|(at, some)| {
            let (detail, choices) = DETAILS[at];
            is(detail, &some.iter().map(|one| choices[*one]).collect::<Vec<_>>())
        });
    leaf.prop_recursive(3, 12, 3, |inner| {
        let some = prop::collection::vec(inner.clone(), 0..4);
        prop_oneof![
            some.clone().prop_map(Condition::All),
            some.prop_map(Condition::Any),
            inner.prop_map(not),
        ]
    })
}

/// Every case in which these details are recorded, the others in every way or not at all.
fn cases(complete: bool, known: &[Option<usize>; 3]) -> Vec<Case> {
    let mut cases = vec![Case::new(slug("court"), "001".to_owned())];
    for ((detail, choices), known) in DETAILS.iter().zip(known) {
        let recorded = |at: usize, case: &Case| {
            let mut case = case.clone();
            case.details.insert(slug(detail), DetailValue::Choice(slug(choices[at])));
            case
        };
        cases = match known {
            Some(at) => cases.iter().map(|case| recorded(*at, case)).collect(),
            None if complete => cases
                .iter()
                .flat_map(|case| (0..choices.len()).map(|at| recorded(at, case)))
                .collect(),
            None => cases,
        };
    }
    cases
}

proptest! {
    /// A condition called decided stays so however the missing details turn out; one called undecided
    /// names a detail that is missing; and nothing is undecided once every detail is recorded.
    #[test]
    fn what_is_decided_early_is_never_decided_otherwise_later(
        condition in condition(),
        known in [
            prop::option::of(0_usize..3),
            prop::option::of(0_usize..3),
            prop::option::of(0_usize..2),
        ],
    ) {
        let framework: Framework = every_kind();
        let now = condition.weigh(&framework, &cases(false, &known)[0], None);
        if let Truth::Undecided(detail) = now {
            let at = DETAILS.iter().position(|(id, _)| slug(id) == detail).unwrap();
            prop_assert_eq!(known[at], None);
        }
        for case in cases(true, &known) {
            let later = condition.weigh(&framework, &case, None);
            match now {
                Truth::Undecided(_) => prop_assert!(!matches!(later, Truth::Undecided(_))),
                decided => prop_assert_eq!(later, decided),
            }
        }
    }
}
