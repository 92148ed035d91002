//! Caps on the overall rating (3.6). No framework here has one.

use domain::{Cap, Framework, Rating, Standard, rate};

use crate::builder::{judged, parts};
use crate::desk::{Desk, reference};
use crate::statements::{assert_stated, of_results};

/// Five standards judged at service level, the last outside the total, and a cap written as
/// `2 of 1.1 1.2 weak inadequate at most good`; without one where it is empty.
fn capped(cap: &str) -> Framework {
    let mut standards: Vec<Standard> = ["1.1", "1.2", "1.3", "1.4", "4.1"].map(judged).into();
    standards[4].in_total = false;
    let mut parts = parts(standards);
    parts.rules.cap = parse(cap);
    Framework::build(parts).unwrap()
}

fn parse(cap: &str) -> Option<Cap> {
    let (number, rest) = cap.split_once(" of ")?;
    let (standards, rest) = rest.split_once("weak ")?;
    let (weak, at_most) = rest.split_once(" at most ")?;
    Some(Cap {
        standards: standards.split_whitespace().map(reference).collect(),
        weak: Rating::parse(weak)?,
        number: number.parse().unwrap(),
        at_most: Rating::parse(at_most)?,
    })
}

/// The ratings of the five standards, `-` for none, under a cap.
fn check(cap: &str, ratings: &str, expected: &str) {
    let mut desk = Desk::new(capped(cap));
    for (rating, standard) in ratings.split_whitespace().zip(["1.1", "1.2", "1.3", "1.4", "4.1"]) {
        desk.write(&format!("proposed {standard}: {}", word(rating)));
    }
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

fn word(rating: &str) -> &str {
    match rating {
        "O" => "outstanding",
        "G" => "good",
        "RI" => "requires-improvement",
        "I" => "inadequate",
        "-" => "",
        other => other,
    }
}

#[test]
fn without_a_cap_the_total_decides_however_weak_a_standard_is() {
    check("", "O O O I G", "total 9 of 12, good by the general rule; overall good");
}

#[test]
fn enough_weak_standards_hold_the_overall_rating() {
    let cap = "1 of weak inadequate at most requires-improvement";
    check(
        cap,
        "O O O I G",
        "total 9 of 12, requires-improvement by the general rule, held from good
         overall requires-improvement",
    );
    check(cap, "O O O RI G", "total 10 of 12, good by the general rule; overall good");
}

#[test]
fn fewer_weak_standards_than_the_number_hold_nothing() {
    let cap = "2 of weak requires-improvement at most requires-improvement";
    check(cap, "O O O I G", "total 9 of 12, good by the general rule");
    check(
        cap,
        "O O RI I G",
        "total 7 of 12, requires-improvement by the general rule, held from good",
    );
    check(
        cap,
        "O O RI RI G",
        "total 8 of 12, requires-improvement by the general rule, held from good",
    );
    check(cap, "O O G G I", "total 10 of 12, good by the general rule");
}

#[test]
fn a_cap_lifts_no_rating_and_holds_none_that_is_as_low_already() {
    let cap = "1 of weak inadequate at most good";
    check(cap, "I I I I G", "total 0 of 12, inadequate by the general rule");
    check(cap, "O O O I G", "total 9 of 12, good by the general rule");
}

#[test]
fn where_standards_are_named_only_those_are_looked_at() {
    let cap = "1 of 1.1 1.2 weak inadequate at most requires-improvement";
    check(cap, "O O O I G", "total 9 of 12, good by the general rule");
    check(
        cap,
        "O I O O G",
        "total 9 of 12, requires-improvement by the general rule, held from good",
    );
    check(
        cap,
        "I O O O G",
        "total 9 of 12, requires-improvement by the general rule, held from good",
    );
}

#[test]
fn where_none_is_named_standards_outside_the_total_are_not_looked_at() {
    let cap = "1 of weak inadequate at most requires-improvement";
    check(cap, "O O O G I", "total 11 of 12, outstanding by the general rule");
}

#[test]
fn a_standard_outside_the_total_is_looked_at_where_it_is_named() {
    let cap = "1 of 4.1 weak inadequate at most good";
    check(cap, "O O O O I", "total 12 of 12, good by the general rule, held from outstanding");
    check(cap, "O O O O -", "total 12 of 12, outstanding by the general rule");
    check(cap, "O O O I G", "total 9 of 12, good by the general rule");
}

#[test]
fn a_standard_left_unrated_is_not_weak() {
    let cap = "1 of weak inadequate at most requires-improvement";
    check(cap, "O O O not-rated G", "total 9 of 9, outstanding by the general rule");
}

#[test]
fn nothing_is_held_while_there_is_no_rating_to_hold() {
    let cap = "1 of weak inadequate at most requires-improvement";
    check(cap, "O O - I G", "total 6 of 12, unrated by the general rule; missing 1.3");
}

#[test]
fn the_panel_s_ratings_are_held_by_the_panel_s_weak_standards() {
    let cap = "1 of weak inadequate at most requires-improvement";
    let mut desk = Desk::new(capped(cap));
    desk.write(
        "proposed 1.1: outstanding; proposed 1.2: outstanding; proposed 1.3: outstanding
         proposed 1.4: inadequate; given 1.4: requires-improvement",
    );
    assert_stated(
        &of_results(&rate(&desk.framework, &desk.inspection)),
        "total 9 of 12, requires-improvement by the general rule, held from good
         with panel 10 of 12, good by the general rule; overall good",
    );
}
