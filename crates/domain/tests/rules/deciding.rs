//! What stands beside a rating: the cases that decide it, and the key questions without one (3.3).

use domain::{Framework, deciding_cases, rate};

use crate::builder::{every_kind, framework};
use crate::desk::Desk;
use crate::sample::{judged, sample, standards_of};
use crate::statements::case;

/// The cases that decide the first standard of a desk, by their numbers.
fn deciding(desk: &Desk) -> String {
    let results = rate(&desk.framework, &desk.inspection);
    let result = results.standards().next().unwrap();
    let deciding = deciding_cases(&desk.framework, &desk.inspection, result);
    let lists = deciding.iter().map(|(key_question, cases)| {
        for (id, case) in cases {
            assert_eq!(desk.inspection.cases[id].number, case.number);
        }
        let cases: Vec<_> = cases.iter().map(|(id, _)| case(id)).collect();
        format!("{key_question} by {}", cases.join(", "))
    });
    lists.collect::<Vec<_>>().join("; ")
}

/// A sample judged so, with more work, and the cases that decide 2.1.
fn check(signs: &str, more: &str, expected: &str) {
    let judged = judged(signs);
    let mut desk = sample(framework(standards_of(&judged)), &judged);
    desk.write(more);
    assert_eq!(deciding(&desk), expected, "{signs}");
}

#[test]
fn the_cases_not_sufficient_on_the_deciding_key_question_decide() {
    check("2.1.1: ++-.?-+; 2.1.2: +++++++", "", "2.1.1 by 3, 6");
    check("2.1.1: +-+-; 2.1.2: --++", "", "2.1.1 by 2, 4; 2.1.2 by 1, 2");
}

#[test]
fn a_key_question_that_does_not_decide_names_no_case() {
    check("2.1.1: ++++-; 2.1.2: +++--", "", "2.1.2 by 4, 5");
}

#[test]
fn where_all_is_sufficient_no_case_falls_short() {
    check("2.1.1: +++", "", "2.1.1 by ");
}

#[test]
fn the_cases_stand_by_number_and_withdrawn_ones_are_left_out() {
    check("2.1.1: ----", "1: court 909; 3 withdrawn: no consent", "2.1.1 by 2, 4, 1");
}

#[test]
fn without_a_deciding_share_no_case_decides() {
    check("2.1.1: --", "proposed 2.1: not-rated", "");
    check("2.1.1: ??", "", "");
    let desk = Desk::with(every_kind(), "proposed 1.1: inadequate; 1: court 001");
    assert_eq!(deciding(&desk), "");
}

#[test]
fn only_cases_of_the_standard_s_pools_decide() {
    let mut standards = standards_of(&judged("2.1.1: -"));
    standards[0].key_questions[0].not_applicable = false;
    let desk = Desk::with(
        framework(standards),
        "1: court 001; 1 2.1.1: not-sufficient; 2: court 002; 2 2.1.1: not-sufficient
         2: out-of-court 002",
    );
    assert_eq!(deciding(&desk), "2.1.1 by 1");
}

/// The key questions without an applicable case.
fn check_without(signs: &str, expected: &str) {
    let judged = judged(signs);
    let desk = sample(framework(standards_of(&judged)), &judged);
    let results = rate(&desk.framework, &desk.inspection);
    let standard = results.standards().next().unwrap();
    let without: Vec<_> = standard.without_cases().map(|one| one.reference.to_string()).collect();
    assert_eq!(without.join(", "), expected, "{signs}");
}

#[test]
fn a_key_question_that_applies_to_no_case_is_named_beside_the_rating() {
    check_without("2.1.1: ++; 2.1.2: ..; 2.1.3: ..", "2.1.2, 2.1.3");
    check_without("2.1.1: ..; 2.1.2: ..", "2.1.1, 2.1.2");
}

#[test]
fn a_key_question_that_is_judged_or_owed_in_a_case_is_not_without_one() {
    check_without("2.1.1: ++; 2.1.2: .+; 2.1.3: .?; 2.1.4: .-", "");
}

#[test]
fn in_a_sample_without_cases_no_key_question_is_named() {
    check_without("2.1.1: ; 2.1.2: ", "");
}

#[test]
fn a_framework_without_bands_gives_shares_and_no_rating() {
    let judged = judged("2.1.1: +++-; 2.1.2: ++++");
    let mut parts = crate::builder::parts(standards_of(&judged));
    (parts.rules.bands, parts.rules.discretion) = (None, None);
    let standard = &mut parts.domains[0].standards[0];
    (standard.rated, standard.in_total) = (false, false);
    let desk = sample(Framework::build(parts).unwrap(), &judged);
    let found = crate::statements::of_results(&rate(&desk.framework, &desk.inspection));
    crate::statements::assert_stated(
        &found,
        "2.1 unrated, never rated; 2.1.1 3 of 4, unrated; 2.1.2 4 of 4, unrated; 2.1 flags nothing
         2.1 up by none, down by none; total 0 of 0, unrated; missing nothing; overall unrated
         overall up by none; overall down by none; points up none, down none",
    );
    assert!(!desk.framework.gives_ratings() && every_kind().gives_ratings());
    assert_eq!(deciding(&desk), "");
    let rated = desk.rated("001");
    assert_eq!(rated.standards[0].indicative, None);
}
