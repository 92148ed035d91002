//! What the ratings panel gives: beside the computed ratings and never instead of them (3.4).

use domain::{Given, Rating, Results, rate};
use proptest::prelude::*;

use crate::builder::{every_kind, framework, judged};
use crate::desk::{Desk, reference};
use crate::statements::{assert_stated, of_results};

/// Every standard of the total rated: 1.1 good, 2.1 inadequate, 2.2 outstanding, 2.3 inadequate,
/// 3.1 outstanding; that is 8 of 15.
const RATED: &str =
    "1: court 001; 2: out-of-court 002; 1 2.1.1: not-sufficient; 1 2.2.1: sufficient
    ; 2 2.2.1: sufficient; 1 2.3.1: not-sufficient; 2 3.1.1: sufficient
    ; proposed 1.1: good; proposed 2.3: outstanding";

fn results(work: &str) -> Results {
    let desk = Desk::with(every_kind(), work);
    rate(&desk.framework, &desk.inspection)
}

/// What the panel gave on top of [`RATED`], and what the rules say then.
fn check(given: &str, expected: &str) {
    assert_stated(&of_results(&results(&format!("{RATED}; {given}"))), expected);
}

#[test]
fn without_a_panel_the_computed_ratings_stand() {
    check(
        "",
        "no panel; total 8 of 15, good by the general rule; overall good; 2.1 stands inadequate",
    );
}

#[test]
fn a_rating_of_the_panel_stands_beside_the_computed_one() {
    check(
        "given 2.1: outstanding",
        "2.1 inadequate, decided by 2.1.1; 2.1 stands outstanding; domain 2: 3 of 9
         total 8 of 15, good by the general rule; with panel 11 of 15, good by the general rule",
    );
    check(
        "given 2.2: inadequate",
        "2.2 outstanding, decided by 2.2.1; 2.2 stands inadequate; overall requires-improvement
         total 8 of 15, good by the general rule
         with panel 5 of 15, requires-improvement by the general rule",
    );
}

#[test]
fn the_panel_s_overall_rating_stands_over_everything_else() {
    check(
        "given overall: outstanding",
        "overall outstanding; no panel; total 8 of 15, good by the general rule",
    );
    check(
        "given overall: inadequate; given 2.1: outstanding",
        "overall inadequate; with panel 11 of 15, good by the general rule",
    );
    check("given overall: inadequate; given overall:", "overall good");
}

#[test]
fn a_rating_the_panel_took_back_gives_way_to_the_computed_one() {
    check(
        "given 2.1: outstanding; given 2.1 reason: one case; given 2.1:",
        "no panel; 2.1 stands inadequate",
    );
}

#[test]
fn a_reason_without_a_rating_changes_nothing() {
    check(
        "given 2.1 reason: one case; given 2.1 by: panel",
        "no panel; 2.1 stands inadequate; overall good",
    );
}

#[test]
fn the_panel_can_rate_what_has_no_rating_yet() {
    let work = "1: court 001; proposed 1.1: good; given 2.1: good; given 2.2: good; given 2.3: good; given 3.1: good";
    assert_stated(
        &of_results(&results(work)),
        "missing nothing; total 2 of 15, unrated by the general rule
         with panel 10 of 15, good by the general rule; overall good; 2.1 unrated, nothing judged",
    );
}

#[test]
fn the_panel_can_rate_what_the_lead_inspector_left_unrated() {
    check(
        "proposed 2.1: not-rated",
        "total 8 of 12, good by the general rule; no panel; missing nothing",
    );
    // The computed total still leaves 2.1 out; the panel's counts it.
    check(
        "proposed 2.1: not-rated; given 2.1: requires-improvement",
        "total 8 of 12, good by the general rule; domain 2: 3 of 6; missing nothing
         with panel 9 of 15, good by the general rule; 2.1 unrated, left unrated",
    );
}

#[test]
fn a_standard_outside_the_total_stays_outside_it_for_the_panel_too() {
    check(
        "given 4.1: outstanding",
        "with panel 8 of 15, good by the general rule; 4.1 stands outstanding",
    );
}

#[test]
fn what_the_panel_gave_is_kept_with_its_reason_its_name_and_its_time() {
    let results =
        results("given 2.1: good; given 2.1 reason: one case; given 2.1 by: ratings panel");
    let given = Given {
        rating: Some(Rating::Good),
        reason: "one case".to_owned(),
        by: "ratings panel".to_owned(),
        at: Desk::AT,
    };
    let standard = results.standards().find(|one| one.reference == reference("2.1")).unwrap();
    assert_eq!(standard.given, Some(given));
    assert_eq!(results.given, None);
}

proptest! {
    /// Whatever the panel gives: everything computed is the same with it and without it.
    #[test]
    fn no_rating_of_the_panel_changes_a_computed_one(
        proposed in prop::collection::vec(
            prop::sample::select(&["", "inadequate", "good", "outstanding", "not-rated"][..]), 3
        ),
        given in prop::collection::vec(
            prop::sample::select(&["", "inadequate", "requires-improvement", "good", "outstanding"][..]), 4
        ),
    ) {
        let standards = ["1.1", "1.2", "1.3"];
        let mut desk = Desk::new(framework(standards.map(judged).into()));
        for (standard, rating) in standards.iter().zip(&proposed) {
            desk.write(&format!("proposed {standard}: {rating}"));
        }
        let before = rate(&desk.framework, &desk.inspection);
        for (standard, rating) in standards.iter().chain(&["overall"]).zip(&given) {
            desk.write(&format!("given {standard}: {rating}"));
        }
        let after = rate(&desk.framework, &desk.inspection);
        prop_assert_eq!(before.computed, after.computed);
        for (before, after) in before.domains.iter().zip(&after.domains) {
            prop_assert_eq!(before.subtotal, after.subtotal);
        }
        for (before, after) in before.standards().zip(after.standards()) {
            prop_assert_eq!((before.computed, &before.because), (after.computed, &after.because));
        }
        let gave = given[..3].iter().any(|one| !one.is_empty());
        prop_assert_eq!(after.with_panel.is_some(), gave);
    }
}
