//! From the cases of a sample to a standard (3.2, 3.3).

use domain::{Framework, Rounding, rate};
use proptest::prelude::*;

use crate::builder::{every_kind, parts};
use crate::desk::{Desk, reference};
use crate::sample::{Judged, judged, sample, standards_of};
use crate::statements::{assert_stated, of_results};

fn desk(judged: &[Judged], rounding: Rounding) -> Desk {
    let mut parts = parts(standards_of(judged));
    parts.rules.rounding = rounding;
    sample(Framework::build(parts).unwrap(), judged)
}

fn check(judged: &str, expected: &str) {
    check_rounded(Rounding::HalfUp, judged, expected);
}

fn check_rounded(rounding: Rounding, signs: &str, expected: &str) {
    let desk = desk(&judged(signs), rounding);
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

#[test]
fn the_weakest_key_question_decides_the_standard() {
    check(
        "2.1.1: 17 of 22; 2.1.2: 13 of 22; 2.1.3: 11 of 17, 5 not applicable",
        "2.1 requires-improvement, decided by 2.1.2
         2.1.1 17 of 22, good
         2.1.2 13 of 22, requires-improvement
         2.1.3 11 of 17, good by rounding
         2.1.3 not applicable 5, owed 0",
    );
}

#[test]
fn without_rounding_the_fraction_itself_is_banded() {
    let judged = "2.1.1: 17 of 22; 2.1.2: 22 of 22; 2.1.3: 11 of 17, 5 not applicable";
    check_rounded(Rounding::HalfUp, judged, "2.1 good, decided by 2.1.1, 2.1.3");
    check_rounded(
        Rounding::Exact,
        judged,
        "2.1 requires-improvement, decided by 2.1.3; 2.1.3 11 of 17, requires-improvement by rounding",
    );
}

#[test]
fn key_questions_in_the_weakest_band_are_named_together_whatever_their_shares() {
    check(
        "2.1.1: 5 of 10; 2.1.2: 10 of 10; 2.1.3: 6 of 10",
        "2.1 requires-improvement, decided by 2.1.1, 2.1.3",
    );
    check("2.1.1: 0 of 3; 2.1.2: 0 of 3", "2.1 inadequate, decided by 2.1.1, 2.1.2");
}

#[test]
fn a_key_question_that_applies_to_no_case_has_no_rating_and_the_others_decide() {
    check(
        "2.1.1: 0 of 0, 10 not applicable; 2.1.2: 9 of 10",
        "2.1 outstanding, decided by 2.1.2; 2.1.1 0 of 0, unrated; 2.1.1 not applicable 10, owed 0",
    );
    check("2.1.1: 0 of 0, 4 not applicable", "2.1 unrated, nothing judged; missing 2.1");
}

#[test]
fn cases_that_owe_a_judgement_are_counted_as_owed_and_nowhere_else() {
    check(
        "2.1.1: 3 of 4, 6 owed; 2.1.2: 10 of 10",
        "2.1 good, decided by 2.1.1; 2.1.1 3 of 4, good; 2.1.1 not applicable 0, owed 6; owed 6",
    );
    check("2.1.1: 0 of 0, 2 owed", "2.1 unrated, nothing judged; owed 2");
}

#[test]
fn each_standard_is_decided_by_its_own_key_questions() {
    check(
        "2.1.1: 9 of 10; 2.2.1: 4 of 10; 3.1.1: 7 of 10",
        "2.1 outstanding, decided by 2.1.1; 2.2 inadequate, decided by 2.2.1; 3.1 good, decided by 3.1.1
         domain 2: 3 of 6; domain 3: 2 of 3; total 5 of 9, good by the general rule",
    );
}

/// The same sample, and the only case of a kind, through the condition of a key question.
fn check_text(text: &str, expected: &str) {
    let desk = Desk::with(every_kind(), text);
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

#[test]
fn a_withdrawn_case_counts_nowhere_and_counts_again_when_it_is_put_back() {
    let sample =
        "1: court 001; 1 2.2.1: sufficient; 2: court 002; 2 2.2.1: not-sufficient; 3: court 003";
    check_text(
        sample,
        "2.2 requires-improvement, decided by 2.2.1; 2.2.1 1 of 2, requires-improvement",
    );
    let without = format!("{sample}; 2 withdrawn: no consent; 3 withdrawn: a mistake");
    check_text(
        &without,
        "2.2 outstanding, decided by 2.2.1; 2.2.1 1 of 1, outstanding; 2.2.1 not applicable 0, owed 0",
    );
    check_text(
        &format!("{without}; 2 withdrawn:; 3 withdrawn:"),
        "2.2.1 1 of 2, requires-improvement; 2.2.1 not applicable 0, owed 1",
    );
}

#[test]
fn a_sample_of_withdrawn_cases_alone_is_a_sample_without_cases() {
    check_text(
        "1: court 001; 1 2.2.1: sufficient; 1 withdrawn: no consent",
        "2.2 unrated, no cases",
    );
}

#[test]
fn a_case_counts_in_the_standards_of_its_pool_alone() {
    check_text(
        "1: court 001; 2: out-of-court 002; 1 2.2.1: sufficient; 2 2.2.1: not-sufficient; 2 3.1.1: sufficient",
        "2.2.1 1 of 2, requires-improvement; 3.1.1 1 of 1, outstanding; 3.1.1 not applicable 0, owed 0
         2.1.1 not applicable 0, owed 1",
    );
}

#[test]
fn the_first_reading_begun_counts_and_a_second_one_does_not() {
    check_text(
        "1: court 001; 1#2 reading: first; 1#1 reading: second
         1#2 2.2.1: not-sufficient; 1#1 2.2.1: sufficient",
        "2.2.1 0 of 1, inadequate",
    );
}

#[test]
fn a_sample_smaller_than_the_framework_rates_gives_no_rating_and_leaves_the_total() {
    let mut parts = parts(every_kind().all_standards().cloned().collect());
    parts.rules.minimum_cases = 2;
    let mut desk =
        Desk::with(Framework::build(parts).unwrap(), "1: court 001; 1 2.2.1: sufficient");
    let stated = |desk: &Desk, expected: &str| {
        assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
    };
    stated(
        &desk,
        "2.2 unrated, too few cases: 1 of 2; 2.2.1 1 of 1, outstanding; domain 2: 0 of 0",
    );
    desk.write("2: out-of-court 002");
    stated(
        &desk,
        "2.2 outstanding, decided by 2.2.1; 2.1 unrated, too few cases: 1 of 2; domain 2: 3 of 3",
    );
}

#[test]
fn a_mixed_standard_takes_the_weaker_of_its_cases_and_its_proposal() {
    let judged =
        "1: court 001; 2: court 002; 3: court 003; 1 2.3.1: sufficient; 2 2.3.1: sufficient";
    check_text(judged, "2.3 unrated, not proposed; missing 1.1, 2.1, 2.2, 2.3, 3.1");
    let judged = format!("{judged}; 3 2.3.1: not-sufficient");
    let with = |proposed: &str| format!("{judged}; proposed 2.3: {proposed}");
    check_text(&with("inadequate"), "2.3 inadequate, proposed");
    check_text(&with("good"), "2.3 good, decided by 2.3.1");
    check_text(&with("outstanding"), "2.3 good, decided by 2.3.1; 2.3.1 2 of 3, good");
    check_text("1: court 001; proposed 2.3: good", "2.3 unrated, nothing judged");
}

prop_compose! {
    fn row(key_question: &'static str)(signs in "[-+.?]{0,36}") -> Judged {
        Judged { key_question: key_question.to_owned(), signs }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// Whatever is not applicable or owed: numerator and denominator hold judged cases only.
    #[test]
    fn a_share_is_of_judged_cases_only(
        first in row("2.1.1"),
        second in row("2.1.2"),
    ) {
        let judged = [first, second];
        let desk = desk(&judged, Rounding::HalfUp);
        let results = rate(&desk.framework, &desk.inspection);
        let result = results.standards().next().unwrap();
        let cases = judged.iter().map(|one| one.signs.len()).max().unwrap_or_default();
        for (one, judged) in result.key_questions.iter().zip(&judged) {
            let count = |sign| judged.signs.matches(sign).count() as u32;
            prop_assert_eq!(one.reference, reference(&judged.key_question));
            let share = (count('+'), count('+') + count('-'));
            prop_assert_eq!((one.share.part, one.share.of), share);
            prop_assert_eq!(one.not_applicable, count('.'));
            prop_assert_eq!((one.share.of + one.not_applicable + one.owed) as usize, cases);
        }
        let weakest = result.key_questions.iter().filter_map(|one| one.rating).min();
        prop_assert_eq!(result.computed, weakest);
    }
}
