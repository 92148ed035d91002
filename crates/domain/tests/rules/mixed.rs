//! Standards with a part read in cases and a part judged at service level (3.5).

use domain::{Combination, Evidence, Framework, KeyQuestion, Rating, Standard, rate};

use crate::builder::{framework, judged as judged_standard, key_question, standard};
use crate::desk::{Desk, reference};
use crate::sample::{judged, sample, write_sample};
use crate::statements::{assert_stated, of_results};

/// 2.1 with 2.1.1 and 2.1.2 read in cases and 2.1.3 judged, joined so.
fn joined(combination: Combination) -> Framework {
    let by_judgement = KeyQuestion { by_judgement: true, ..key_question("2.1.3", 1) };
    let asked = vec![key_question("2.1.1", 1), key_question("2.1.2", 1), by_judgement];
    framework(vec![Standard { evidence: Evidence::Mixed, combination, ..standard("2.1", asked) }])
}

/// A sample judged so, beside a proposal, and what the rules say.
fn check(combination: Combination, signs: &str, proposed: &str, expected: &str) {
    let mut desk = sample(joined(combination), &judged(signs));
    desk.write(&format!("proposed 2.1: {proposed}"));
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

#[test]
fn by_the_lowest_the_weaker_of_share_and_proposal_decides() {
    let check = |proposed: &str, expected: &str| {
        check(Combination::Lowest, "2.1.1: 13 of 20; 2.1.2: 20 of 20", proposed, expected);
    };
    check("inadequate", "2.1 inadequate, proposed");
    check(
        "requires-improvement",
        "2.1 requires-improvement, proposed; total 1 of 3, requires-improvement by the general rule",
    );
    check("good", "2.1 good, decided by 2.1.1");
    check("outstanding", "2.1 good, decided by 2.1.1; total 2 of 3, good by the general rule");
}

#[test]
fn by_the_lowest_both_parts_are_needed() {
    let lowest = |signs: &str, proposed: &str, expected: &str| {
        check(Combination::Lowest, signs, proposed, expected);
    };
    lowest("2.1.1: 13 of 20", "", "2.1 unrated, not proposed; missing 2.1; 2.1.1 13 of 20, good");
    lowest("2.1.1: ????", "good", "2.1 unrated, nothing judged; missing 2.1");
    lowest("2.1.1: ....", "good", "2.1 unrated, nothing judged; missing 2.1");
    lowest("2.1.1: ", "good", "2.1 unrated, no cases; missing 2.1");
    lowest("2.1.1: 13 of 20", "not-rated", "2.1 unrated, left unrated; missing nothing");
}

#[test]
fn by_judgement_the_proposal_rates_the_whole_and_the_shares_stand_beside_it() {
    let whole = |signs: &str, proposed: &str, expected: &str| {
        check(Combination::Judgement, signs, proposed, expected);
    };
    whole(
        "2.1.1: 13 of 20; 2.1.2: 9 of 20",
        "outstanding",
        "2.1 outstanding, proposed; 2.1.1 13 of 20, good; 2.1.2 9 of 20, inadequate",
    );
    whole("2.1.1: 20 of 20", "inadequate", "2.1 inadequate, proposed; 2.1.1 20 of 20, outstanding");
    whole("2.1.1: 20 of 20", "", "2.1 unrated, not proposed; missing 2.1");
    // It needs no case, and no smallest number of them.
    whole("2.1.1: ", "good", "2.1 good, proposed; 2.1.1 0 of 0, unrated");
    whole("2.1.1: 20 of 20", "not-rated", "2.1 unrated, left unrated");
}

#[test]
fn a_key_question_judged_at_service_level_has_no_share_and_owes_nothing_to_the_cases() {
    let mut desk = sample(joined(Combination::Lowest), &judged("2.1.1: ++; 2.1.2: ++"));
    desk.write("proposed 2.1: good");
    let results = rate(&desk.framework, &desk.inspection);
    let standard = results.standards().next().unwrap();
    let by_judgement: Vec<_> = standard.key_questions.iter().map(|one| one.by_judgement).collect();
    assert_eq!(by_judgement, [false, false, true]);
    let judged = &standard.key_questions[2];
    assert_eq!((judged.share.of, judged.not_applicable, judged.owed), (0, 0, 0));
    assert_eq!(standard.without_cases().count(), 0);
    assert_eq!((results.owed_judgements, standard.proposed), (0, Some(Rating::Good)));
}

#[test]
fn a_standard_read_in_cases_alone_has_no_proposed_part() {
    let mut desk = Desk::new(framework(vec![
        judged_standard("1.1"),
        standard("2.1", vec![key_question("2.1.1", 1)]),
    ]));
    write_sample(&mut desk, &judged("2.1.1: +"), [1]);
    desk.write("proposed 1.1: good; proposed 2.1: not-rated");
    let results = rate(&desk.framework, &desk.inspection);
    let proposed: Vec<_> = results.standards().map(|one| one.proposed).collect();
    assert_eq!(proposed, [Some(Rating::Good), None]);
    let asked: Vec<_> = results.standards().map(|one| one.key_questions[0].by_judgement).collect();
    assert_eq!(asked, [true, false]);
    assert_eq!(results.standards().next().unwrap().reference, reference("1.1"));
}
