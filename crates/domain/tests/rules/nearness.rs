//! How near the edge: how many judgements would have to change (3.9).

use std::sync::Arc;

use domain::{
    Bands, Bearing, Cap, Combination, Framework, FrameworkParts, Inspection, Moves, Overall,
    Rating, Results, Rounding, Verdict, bearing, rate,
};
use proptest::prelude::*;

use crate::builder::{judged as judged_standard, key_question, parts, standard};
use crate::chance::{self, Work};
use crate::desk::reference;
use crate::sample::{judged, sample, standards_of};
use crate::statements::{assert_stated, of_results};

/// A sample judged so, and what would have to change.
fn check(signs: &str, expected: &str) {
    check_altered(|_| {}, signs, "", expected);
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
fn a_standard_rises_by_the_judgements_that_its_key_questions_are_short_of() {
    check("2.1.1: 12 of 20", "2.1 up by 1, down by 3");
    check("2.1.1: 0 of 20", "2.1 up by 10, down by none");
    check("2.1.1: 12 of 20; 2.1.2: 10 of 20; 2.1.3: 20 of 20", "2.1 up by 4, down by 1");
    check("2.1.1: 12 of 20; 2.1.2: 13 of 20", "2.1 up by 1, down by 3");
}

#[test]
fn a_standard_falls_by_its_nearest_key_question_alone() {
    check("2.1.1: 19 of 20; 2.1.2: 4 of 5", "2.1 up by none, down by 1");
    check("2.1.1: 17 of 20; 2.1.2: 5 of 5", "2.1 up by none, down by 2");
}

#[test]
fn at_the_top_nothing_rises_and_at_the_bottom_nothing_falls() {
    check("2.1.1: 1 of 1", "2.1 outstanding, decided by 2.1.1; 2.1 up by none, down by 1");
    check("2.1.1: 0 of 1", "2.1 inadequate, decided by 2.1.1; 2.1 up by 1, down by none");
}

#[test]
fn the_way_of_rounding_counts() {
    // 11 of 17 is Good by rounding: one fewer is not.
    check("2.1.1: 11 of 17", "2.1 up by 3, down by 1");
    let exact = |parts: &mut FrameworkParts| parts.rules.rounding = Rounding::Exact;
    check_altered(exact, "2.1.1: 11 of 17", "", "2.1 up by 1, down by 3");
}

#[test]
fn what_is_not_applicable_or_owed_stays_so() {
    check("2.1.1: 12 of 20, 5 not applicable, 5 owed", "2.1 up by 1, down by 3");
    check("2.1.1: 0 of 0, 5 not applicable; 2.1.2: 12 of 20", "2.1 up by 1, down by 3");
    check("2.1.1: 0 of 0, 5 owed", "2.1 unrated, nothing judged; 2.1 up by none, down by none");
}

#[test]
fn a_proposal_holds_a_standard_down_and_its_shares_can_still_sink_it() {
    let proposed = |rating: &str, expected: &str| {
        check_altered(mixed, "2.1.1: 13 of 20", &format!("proposed 2.1: {rating}"), expected);
    };
    proposed("outstanding", "2.1 good, decided by 2.1.1; 2.1 up by 3, down by 1");
    proposed("good", "2.1 good, decided by 2.1.1; 2.1 up by none, down by 1");
    proposed(
        "requires-improvement",
        "2.1 requires-improvement, proposed; 2.1 up by none, down by 4",
    );
    proposed("inadequate", "2.1 inadequate, proposed; 2.1 up by none, down by none");
    check_altered(
        mixed,
        "2.1.1: 13 of 20",
        "",
        "2.1 unrated, not proposed; 2.1 up by none, down by none",
    );
}

#[test]
fn where_no_share_counts_no_judgement_in_a_case_moves_anything() {
    let as_a_whole = |parts: &mut FrameworkParts| {
        mixed(parts);
        parts.domains[0].standards[0].combination = Combination::Judgement;
    };
    check_altered(
        as_a_whole,
        "2.1.1: 12 of 20",
        "proposed 2.1: good",
        "2.1 good, proposed; 2.1 up by none, down by none; overall up by none; overall down by none",
    );
    check_altered(
        |parts| parts.domains.push(parts_of_judged("1.1")),
        "2.1.1: 12 of 20",
        "proposed 1.1: good",
        "1.1 good, proposed; 1.1 up by none, down by none; overall up by 1: 2.1 to good by 1",
    );
}

fn parts_of_judged(of: &str) -> domain::Domain {
    parts(vec![judged_standard(of)]).domains.remove(0)
}

#[test]
fn a_standard_without_a_rating_moves_nowhere() {
    let unrated = |parts: &mut FrameworkParts| parts.domains[0].standards[0].rated = false;
    check_altered(
        unrated,
        "2.1.1: 12 of 20",
        "",
        "2.1 unrated, never rated; 2.1 up by none, down by none",
    );
    check_altered(
        |_| {},
        "2.1.1: 12 of 20",
        "proposed 2.1: not-rated",
        "2.1 up by none, down by none",
    );
    let too_few = |parts: &mut FrameworkParts| parts.rules.minimum_cases = 21;
    check_altered(too_few, "2.1.1: 12 of 20", "", "2.1 up by none, down by none");
}

#[test]
fn an_edge_that_no_number_of_cases_lies_under_cannot_be_fallen_below() {
    let low = |parts: &mut FrameworkParts| {
        parts.rules.bands = Some(Bands { requires_improvement: 0, good: 1, outstanding: 2 });
    };
    check_altered(
        low,
        "2.1.1: 0 of 4",
        "",
        "2.1 requires-improvement, decided by 2.1.1; 2.1 up by 1, down by none",
    );
    check_altered(
        low,
        "2.1.1: 1 of 4",
        "",
        "2.1 outstanding, decided by 2.1.1; 2.1 up by none, down by 1",
    );
}

#[test]
fn the_overall_rating_moves_by_the_cheapest_standards_together() {
    // 2 + 1 + 1 of 9 is Requires improvement; the next edge is 5.
    check(
        "2.1.1: 13 of 20; 2.2.1: 11 of 20; 2.3.1: 10 of 20",
        "total 4 of 9, requires-improvement by the general rule; points up 1, down 3
         overall up by 2: 2.2 to good by 2
         overall down by 4: 2.1 to requires-improvement by 1, 2.2 to inadequate by 2, 2.3 to inadequate by 1",
    );
}

#[test]
fn one_standard_may_move_by_more_than_a_step() {
    // 2 of 6 needs 4 points; only 2.2 has cases.
    check_altered(
        |parts| parts.domains.push(parts_of_judged("1.1")),
        "2.2.1: 10 of 20",
        "proposed 1.1: requires-improvement",
        "total 2 of 6, requires-improvement by the general rule; points up 2, down 1
         overall up by 6: 2.2 to outstanding by 6; overall down by 1: 2.2 to inadequate by 1",
    );
}

#[test]
fn a_standard_held_by_its_proposal_is_no_way_up() {
    check_altered(
        mixed,
        "2.1.1: 20 of 20",
        "proposed 2.1: inadequate",
        "total 0 of 3, inadequate by the general rule; points up 1, down none
         overall up by none; overall down by none",
    );
}

#[test]
fn a_standard_outside_the_total_moves_nothing_overall() {
    let outside = |parts: &mut FrameworkParts| parts.domains[0].standards[1].in_total = false;
    check_altered(
        outside,
        "2.1.1: 14 of 20; 2.2.1: 12 of 20",
        "",
        "2.2 up by 1, down by 3; total 2 of 3, good by the general rule
         overall up by 2: 2.1 to outstanding by 2; overall down by 2: 2.1 to requires-improvement by 2",
    );
}

#[test]
fn without_an_overall_rating_nothing_is_near_one() {
    check(
        "2.1.1: 14 of 20; 2.2.1: ????",
        "overall unrated; points up none, down none; overall up by none; overall down by none",
    );
}

#[test]
fn the_points_are_counted_to_the_edges_of_the_framework_s_table() {
    let table = |parts: &mut FrameworkParts| {
        parts.rules.overall = Some((6, Bands { requires_improvement: 2, good: 3, outstanding: 6 }));
    };
    let total = |signs: &str, expected: &str| check_altered(table, signs, "", expected);
    total("2.1.1: 0 of 20; 2.2.1: 0 of 20", "total 0 of 6, inadequate; points up 2, down none");
    total("2.1.1: 20 of 20; 2.2.1: 0 of 20", "total 3 of 6, good; points up 3, down 1");
    total("2.1.1: 20 of 20; 2.2.1: 14 of 20", "total 5 of 6, good; points up 1, down 3");
    total("2.1.1: 20 of 20; 2.2.1: 20 of 20", "total 6 of 6, outstanding; points up none, down 1");
}

/// A cap on one weak standard, of these or of all.
fn cap(standards: &[&str]) -> Option<Cap> {
    let standards = standards.iter().map(|one| reference(one)).collect();
    let at_most = Rating::RequiresImprovement;
    Some(Cap { standards, weak: Rating::Inadequate, number: 1, at_most })
}

#[test]
fn a_cap_is_a_way_down_and_lifting_it_a_way_up() {
    let signs = "2.1.1: 20 of 20; 2.2.1: 19 of 20; 2.3.1: 10 of 20";
    check(
        signs,
        "total 7 of 9, good by the general rule
         overall down by 8: 2.2 to requires-improvement by 7, 2.3 to inadequate by 1",
    );
    let capped = |parts: &mut FrameworkParts| parts.rules.cap = cap(&[]);
    check_altered(capped, signs, "", "overall good; overall down by 1: 2.3 to inadequate by 1");
    let signs = "2.1.1: 20 of 20; 2.2.1: 20 of 20; 2.3.1: 9 of 20";
    check_altered(
        capped,
        signs,
        "",
        "total 6 of 9, requires-improvement by the general rule, held from good
         overall up by 1: 2.3 to requires-improvement by 1; points up 2, down 2",
    );
}

#[test]
fn a_weak_standard_that_a_cap_names_outside_the_total_stays_weak() {
    let capped = |parts: &mut FrameworkParts| {
        parts.rules.cap = cap(&["2.2"]);
        parts.domains[0].standards[1].in_total = false;
    };
    check_altered(
        capped,
        "2.1.1: 20 of 20; 2.2.1: 9 of 20",
        "",
        "total 3 of 3, requires-improvement by the general rule, held from outstanding
         2.2 up by 1, down by none; overall up by none
         overall down by 11: 2.1 to inadequate by 11",
    );
}

#[test]
fn a_judgement_of_the_panel_leaves_the_distance_as_it_was() {
    check_altered(
        |_| {},
        "2.1.1: 12 of 20",
        "given 2.1: outstanding; given overall: outstanding",
        "2.1 up by 1, down by 3; overall up by 1: 2.1 to good by 1",
    );
}

/// The fewest sufficient judgements are the first that the band of a share says yes to.
#[test]
fn the_fewest_for_a_rating_are_the_first_whose_share_has_it_for_up_to_200_cases() {
    let framework =
        crate::builder::framework(vec![standard("2.1", vec![key_question("2.1.1", 1)])]);
    for rounding in [Rounding::HalfUp, Rounding::Exact] {
        for edges in [[50, 65, 80], [0, 1, 100], [33, 66, 99]] {
            let [requires_improvement, good, outstanding] = edges;
            let bands = Some(Bands { requires_improvement, good, outstanding });
            let rules = domain::Rules { rounding, bands, ..framework.rules.clone() };
            for of in 1..=200 {
                for rating in Rating::ALL {
                    let reaches = |part: &u32| {
                        rules.rating_of(domain::Share { part: *part, of }) >= Some(rating)
                    };
                    let first = (0..=of).find(reaches);
                    assert_eq!(rules.fewest_for(of, rating), first, "{rating:?} of {of}");
                }
            }
        }
    }
    let without = domain::Rules { bands: None, ..framework.rules.clone() };
    assert_eq!(without.fewest_for(10, Rating::Good), None);
}

/// Each way to turn judgements of an inspection, with how many are turned, and what it then gives.
///
/// What counts is only how many of a key question are sufficient, so one way for each number is enough.
fn every_way(work: &Work) -> Vec<(Vec<u32>, Results)> {
    let desk = work.desk();
    let mut ways = vec![(Vec::new(), desk.inspection.clone())];
    for asked in chance::KEY_QUESTIONS {
        let (standard, asked) = desk.framework.key_question(reference(asked)).unwrap();
        let judged = |sufficient: bool| -> Vec<_> {
            let bears = Bearing::Judged { sufficient };
            let cases = desk.inspection.cases.iter();
            let cases =
                cases.filter(|(_, case)| bearing(&desk.framework, standard, asked, case) == bears);
            cases.map(|(id, _)| *id).collect()
        };
        let lists = [(judged(true), Verdict::NotSufficient), (judged(false), Verdict::Sufficient)];
        let mut longer = Vec::new();
        for (turned, inspection) in ways {
            let with = |n: usize| [&turned[..], &[n as u32]].concat();
            longer.push((with(0), inspection.clone()));
            for (cases, verdict) in &lists {
                let mut inspection = inspection.clone();
                for (n, id) in cases.iter().enumerate() {
                    turn(&mut inspection, *id, asked.reference, *verdict);
                    longer.push((with(n + 1), inspection.clone()));
                }
            }
        }
        ways = longer;
    }
    let rated = |(turned, inspection)| (turned, rate(&desk.framework, &inspection));
    ways.into_iter().map(rated).collect()
}

fn turn(inspection: &mut Inspection, case: domain::CaseId, asked: domain::Reference, to: Verdict) {
    let case = Arc::make_mut(inspection.cases.get_mut(&case).unwrap());
    let reading = case.readings.get_mut(&case.counting.unwrap()).unwrap();
    reading.judgements.get_mut(&asked).unwrap().verdict = Some(to);
}

/// The fewest judgements among the ways that are wanted.
fn fewest<'a>(ways: impl Iterator<Item = &'a (Vec<u32>, Results)>) -> Option<u32> {
    ways.map(|(turned, _)| turned.iter().sum()).min()
}

proptest! {
    /// Judgements really are turned, in every number there is, and the inspection is rated again.
    #[test]
    fn no_fewer_judgements_move_a_rating_than_it_says_and_as_many_do(work in chance::work(4)) {
        let ways = every_way(&work);
        let (none, now) = &ways[0];
        prop_assert_eq!(none.iter().sum::<u32>(), 0);
        for (at, standard) in now.standards().enumerate() {
            let after = |results: &Results| results.standards().nth(at).and_then(|one| one.computed);
            let alone = || ways.iter().filter(|(turned, _)| {
                // Judgements of this standard alone: those of others do nothing to it.
                chance::KEY_QUESTIONS.iter().zip(turned).all(|(asked, n)| {
                    *n == 0 || asked.starts_with(standard.reference.as_str())
                })
            });
            let up = fewest(alone().filter(|(_, results)| after(results) > standard.computed));
            let down = fewest(alone().filter(|(_, results)| after(results) < standard.computed));
            prop_assert_eq!(standard.moves, Moves { up, down }, "{}", standard.reference);
        }
        // Standards outside the total stay as they are, even where a cap looks at them.
        let counted = |turned: &[u32]| {
            now.standards().filter(|one| !one.in_total).all(|outside| {
                chance::KEY_QUESTIONS.iter().zip(turned).all(|(asked, n)| {
                    *n == 0 || !asked.starts_with(outside.reference.as_str())
                })
            })
        };
        let inside = || ways.iter().filter(|(turned, _)| counted(turned));
        let rating = now.computed.rating;
        let up = fewest(inside().filter(|(_, after)| after.computed.rating > rating));
        let down = fewest(inside().filter(|(_, after)| after.computed.rating < rating));
        prop_assert_eq!(now.moves.up.as_ref().map(|way| way.judgements), up);
        prop_assert_eq!(now.moves.down.as_ref().map(|way| way.judgements), down);
        for way in [&now.moves.up, &now.moves.down].into_iter().flatten() {
            prop_assert_eq!(way.judgements, way.standards.iter().map(|(.., n)| n).sum::<u32>());
            // What it says of each standard happens in one of the ways with so many judgements.
            let ratings = |results: &Results| -> Vec<_> {
                results.standards().map(|one| (one.reference, one.computed)).collect()
            };
            let mut wanted = ratings(now);
            for (standard, rating, _) in &way.standards {
                let known = wanted.iter_mut().find(|(one, _)| one == standard).unwrap();
                prop_assert_ne!(known.1, Some(*rating), "it is said to move");
                known.1 = Some(*rating);
            }
            let happens = inside().any(|(turned, results)| {
                turned.iter().sum::<u32>() == way.judgements && ratings(results) == wanted
            });
            prop_assert!(happens, "{way:?}");
        }
        let Overall { total, rating, .. } = now.computed;
        prop_assert_eq!(now.moves.points_up.is_some() || now.moves.points_down.is_some(), rating.is_some());
        prop_assert!(total.points + now.moves.points_up.unwrap_or(0) <= total.maximum);
    }
}
