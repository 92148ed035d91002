//! Where the ratings panel may use discretion (3.4).

use domain::{Discretion, Framework, FrameworkParts, Rounding, rate};

use crate::builder::{judged as judged_standard, parts};
use crate::desk::Desk;
use crate::sample::{judged, sample, standards_of};
use crate::statements::{assert_stated, of_results};

/// The usual rule: five points, five cases, one case.
const USUAL: Discretion = Discretion { within_points: 5, few_cases: 5, one_case: true };

/// A sample judged so, under the usual rule, and what is flagged.
fn check(signs: &str, expected: &str) {
    check_under(Some(USUAL), signs, expected);
}

fn check_points(within_points: u32, signs: &str, expected: &str) {
    check_under(Some(Discretion { within_points, ..USUAL }), signs, expected);
}

fn check_under(rule: Option<Discretion>, signs: &str, expected: &str) {
    check_altered(|parts| parts.rules.discretion = rule, signs, "", expected);
}

/// As above, in an altered framework, with more work done at the desk.
fn check_altered(alter: impl Fn(&mut FrameworkParts), signs: &str, more: &str, expected: &str) {
    let judged = judged(signs);
    let mut parts = parts(standards_of(&judged));
    alter(&mut parts);
    let mut desk = sample(Framework::build(parts).unwrap(), &judged);
    desk.write(more);
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

/// Makes 2.1 a mixed standard, with a key question that is judged at service level.
fn mixed(parts: &mut FrameworkParts) {
    let standard = &mut parts.domains[0].standards[0];
    standard.evidence = domain::Evidence::Mixed;
    let judged = crate::builder::key_question("2.1.9", 1);
    standard.key_questions.push(domain::KeyQuestion { by_judgement: true, ..judged });
}

#[test]
fn a_lowest_share_within_five_points_under_the_next_edge_is_near_it() {
    check("2.1.1: 12 of 20", "2.1 near 2.1.1 up to 65; 2.1 flags something");
    check("2.1.1: 9 of 20", "2.1 near 2.1.1 up to 50");
    check("2.1.1: 15 of 20", "2.1 near 2.1.1 up to 80");
    check("2.1.1: 14 of 20", "2.1 near 2.1.1 down from 65");
    check("2.1.1: 8 of 20", "2.1 near nothing");
}

#[test]
fn a_lowest_share_up_to_five_points_over_its_own_edge_is_near_it() {
    check("2.1.1: 10 of 20", "2.1 near 2.1.1 down from 50");
    check("2.1.1: 11 of 20", "2.1 near 2.1.1 down from 50");
    check("2.1.1: 13 of 20", "2.1 near 2.1.1 down from 65");
    check("2.1.1: 17 of 20", "2.1 near 2.1.1 down from 80");
    check("2.1.1: 18 of 20", "2.1 near nothing");
}

#[test]
fn below_the_lowest_edge_and_above_the_highest_there_is_no_edge_to_be_near() {
    check("2.1.1: 0 of 20", "2.1 near nothing");
    check("2.1.1: 20 of 20", "2.1 near nothing");
}

#[test]
fn the_distance_is_that_of_the_fraction_and_not_of_its_rounded_percentage() {
    // 59.6 and 70.4, each half a point too far, though they round to 60 and 70.
    check("2.1.1: 31 of 52", "2.1 near nothing");
    check("2.1.1: 19 of 27", "2.1 near nothing");
    // 64.7 is Good by rounding and lies under the edge of Good.
    check("2.1.1: 11 of 17", "2.1 good, decided by 2.1.1; 2.1 near 2.1.1 down from 65");
}

#[test]
fn of_no_points_only_a_share_that_does_not_pass_its_own_edge_is_near() {
    check_points(0, "2.1.1: 13 of 20", "2.1 near 2.1.1 down from 65");
    check_points(0, "2.1.1: 11 of 17", "2.1 near 2.1.1 down from 65");
    check_points(0, "2.1.1: 14 of 21", "2.1 near nothing");
    check_points(0, "2.1.1: 64 of 100", "2.1 near nothing");
}

#[test]
fn without_rounding_a_share_just_under_an_edge_is_near_it_from_below() {
    let exact = |parts: &mut FrameworkParts| parts.rules.rounding = Rounding::Exact;
    check_altered(
        exact,
        "2.1.1: 11 of 17",
        "",
        "2.1 requires-improvement, decided by 2.1.1; 2.1 near 2.1.1 up to 65",
    );
}

#[test]
fn with_more_points_a_share_may_be_near_both_edges() {
    check_points(8, "2.1.1: 29 of 40", "2.1 near 2.1.1 up to 80, 2.1.1 down from 65");
    check_points(7, "2.1.1: 29 of 40", "2.1 near nothing");
}

#[test]
fn key_questions_that_share_the_lowest_fraction_are_all_looked_at() {
    check(
        "2.1.1: 3 of 5; 2.1.2: 12 of 20; 2.1.3: 13 of 20",
        "2.1 near 2.1.1 up to 65, 2.1.2 up to 65; 2.1 few cases 2.1.1 of 5",
    );
}

#[test]
fn a_key_question_above_the_lowest_is_not_looked_at_even_in_the_same_band() {
    check(
        "2.1.1: 12 of 20; 2.1.2: 10 of 20",
        "2.1 requires-improvement, decided by 2.1.1, 2.1.2; 2.1 near 2.1.2 down from 50",
    );
    // 60 of 100 and 59.9: as whole percentages they are the same.
    check("2.1.1: 6 of 10; 2.1.2: 85 of 142", "2.1 near nothing; 2.1 few cases nothing");
    check("2.1.1: 1 of 1; 2.1.2: 12 of 20", "2.1 few cases nothing");
}

#[test]
fn a_key_question_without_a_share_is_never_the_lowest() {
    check(
        "2.1.1: 0 of 0, 20 not applicable; 2.1.2: 12 of 20",
        "2.1 near 2.1.2 up to 65; 2.1 few cases nothing; 2.1 without cases 2.1.1",
    );
}

#[test]
fn a_lowest_key_question_of_five_cases_or_fewer_rests_on_few() {
    check("2.1.1: 5 of 5", "2.1 few cases 2.1.1 of 5");
    check("2.1.1: 1 of 1, 9 not applicable", "2.1 few cases 2.1.1 of 1");
    check("2.1.1: 6 of 6", "2.1 few cases nothing; 2.1 flags nothing");
    let rule = |few_cases| Some(Discretion { few_cases, ..USUAL });
    check_under(rule(6), "2.1.1: 6 of 6", "2.1 few cases 2.1.1 of 6");
    check_under(rule(0), "2.1.1: 1 of 1", "2.1 few cases nothing");
}

#[test]
fn a_case_that_raises_the_rating_when_turned_is_named() {
    // 6 of 10; one more gives 70%, one fewer is 50% still.
    check("2.1.1: ++++++----", "2.1 one case up 7, 8, 9, 10; 2.1 one case down nothing");
}

#[test]
fn a_case_that_lowers_the_rating_when_turned_is_named() {
    check("2.1.1: +++++-----", "2.1 one case up nothing; 2.1 one case down 1, 2, 3, 4, 5");
}

#[test]
fn a_case_may_be_named_for_each_direction() {
    // 3 of 4; one more gives all of them, one fewer a half. The last two are in no share.
    check("2.1.1: +++-.?", "2.1 one case up 4; 2.1 one case down 1, 2, 3");
}

#[test]
fn far_from_every_edge_no_case_is_named() {
    check(
        "2.1.1: 8 of 30; 2.1.2: 30 of 30",
        "2.1 one case up nothing; 2.1 one case down nothing; 2.1 flags nothing",
    );
}

#[test]
fn where_several_key_questions_hold_the_rating_a_case_has_to_raise_all_of_them() {
    check("2.1.1: ++++++----; 2.1.2: ++++++----", "2.1 one case up 7, 8, 9, 10");
    check("2.1.1: ++++++----; 2.1.2: ----++++++", "2.1 one case up nothing");
    check("2.1.1: ++++++----; 2.1.2: +++---+++-", "2.1 one case up 10");
    // Turned in the one, owed in the other.
    check("2.1.1: ++++++----; 2.1.2: ------+.?-", "2.1 one case up nothing");
}

#[test]
fn one_key_question_is_enough_to_lower_the_rating_and_need_not_be_the_lowest() {
    let lowest = "+".repeat(14) + "------";
    let single = "?".repeat(19) + "+";
    check(
        &format!("2.1.1: {lowest}; 2.1.2: {single}"),
        "2.1 good, decided by 2.1.1; 2.1 one case up nothing; 2.1 one case down 20
         2.1 few cases nothing",
    );
}

#[test]
fn cases_are_named_by_number_whatever_their_identifiers() {
    let signs = "2.1.1: ++++++----";
    let renumbered = "7: court 907; 8: court 906; 9: court 905; 10: court 904";
    check_altered(|_| {}, signs, renumbered, "2.1 one case up 10, 9, 8, 7");
}

#[test]
fn a_case_that_is_withdrawn_is_not_named() {
    check_altered(
        |_| {},
        "2.1.1: +++++++----",
        "7 withdrawn: no consent",
        "2.1.1 6 of 10, requires-improvement; 2.1 one case up 8, 9, 10, 11",
    );
}

#[test]
fn a_framework_may_ask_for_no_single_cases_or_flag_nothing() {
    let rule = Some(Discretion { one_case: false, ..USUAL });
    check_under(
        rule,
        "2.1.1: +++-",
        "2.1 one case up nothing; 2.1 one case down nothing; 2.1 few cases 2.1.1 of 4
         2.1 near 2.1.1 up to 80",
    );
    check_under(None, "2.1.1: +++-", "2.1 flags nothing");
}

#[test]
fn a_standard_without_a_computed_rating_is_not_flagged() {
    check("2.1.1: ????", "2.1 unrated, nothing judged; 2.1 flags nothing");
    check_altered(|_| {}, "2.1.1: +++-", "proposed 2.1: not-rated", "2.1 flags nothing");
    let too_few = |parts: &mut FrameworkParts| parts.rules.minimum_cases = 5;
    check_altered(
        too_few,
        "2.1.1: +++-",
        "",
        "2.1 unrated, too few cases: 4 of 5; 2.1 flags nothing",
    );
    let unrated = |parts: &mut FrameworkParts| parts.domains[0].standards[0].rated = false;
    check_altered(unrated, "2.1.1: +++-", "", "2.1 unrated, never rated; 2.1 flags nothing");
}

#[test]
fn where_a_proposal_decides_nothing_is_flagged() {
    check_altered(mixed, "2.1.1: +++-", "proposed 2.1: inadequate", "2.1 flags nothing");
    check_altered(mixed, "2.1.1: +++-", "", "2.1 unrated, not proposed; 2.1 flags nothing");
    let as_a_whole = |parts: &mut FrameworkParts| {
        mixed(parts);
        parts.domains[0].standards[0].combination = domain::Combination::Judgement;
    };
    check_altered(
        as_a_whole,
        "2.1.1: +++-",
        "proposed 2.1: good",
        "2.1 good, proposed; 2.1.1 3 of 4, good; 2.1 flags nothing",
    );
    let mut desk = Desk::new(crate::builder::framework(vec![judged_standard("1.1")]));
    desk.write("proposed 1.1: good");
    let found = of_results(&rate(&desk.framework, &desk.inspection));
    assert_stated(&found, "1.1 good, proposed; 1.1 flags nothing");
}

#[test]
fn a_proposal_as_low_as_the_share_holds_it_down_and_not_up() {
    let flagged = |proposed: &str, expected: &str| {
        check_altered(mixed, "2.1.1: +++-", &format!("proposed 2.1: {proposed}"), expected);
    };
    flagged(
        "good",
        "2.1 good, decided by 2.1.1; 2.1 one case up nothing; 2.1 one case down 1, 2, 3",
    );
    flagged("outstanding", "2.1 one case up 4; 2.1 one case down 1, 2, 3; 2.1 near 2.1.1 up to 80");
}

#[test]
fn the_panel_s_rating_leaves_every_flag_as_it_was() {
    check_altered(
        |_| {},
        "2.1.1: +++-",
        "given 2.1: outstanding",
        "2.1 stands outstanding; 2.1 one case up 4; 2.1 few cases 2.1.1 of 4",
    );
}
