//! Points, subtotals, the total and the overall rating (3.6).

use domain::{Bands, Framework, Standard, rate};
use proptest::prelude::*;

use crate::builder::{framework, judged, key_question, parts, standard};
use crate::desk::Desk;
use crate::statements::{assert_stated, of_results};

const STANDARDS: [&str; 13] =
    ["1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "3.3", "3.4", "4.1"];

/// Twelve standards in the total and one outside it, all judged at service level, with the table of 36.
fn twelve_and_one() -> Framework {
    let mut standards: Vec<Standard> = STANDARDS.map(judged).into();
    standards[12].in_total = false;
    standards[12].optional = true;
    let mut parts = parts(standards);
    parts.rules.overall = Some((36, Bands { requires_improvement: 7, good: 19, outstanding: 31 }));
    Framework::build(parts).unwrap()
}

/// Ratings of the standards, in their order: `O`, `G`, `RI`, `I`, `not-rated`, and `-` for none yet.
fn check(ratings: &str, expected: &str) {
    assert_stated(&of_results(&rate_all(&twelve_and_one(), ratings)), expected);
}

fn rate_all(framework: &Framework, ratings: &str) -> domain::Results {
    let mut desk = Desk::new(framework.clone());
    for (rating, standard) in ratings.split_whitespace().zip(framework.all_standards()) {
        let rating = match rating {
            "O" => "outstanding",
            "G" => "good",
            "RI" => "requires-improvement",
            "I" => "inadequate",
            "-" => "",
            word => word,
        };
        desk.write(&format!("proposed {}: {rating}", standard.reference));
    }
    rate(&desk.framework, &desk.inspection)
}

#[test]
fn published_results_come_out_as_they_were_published() {
    // East Sussex 2024.
    check(
        "G G O O  G I O O  RI RI O G  RI",
        "domain 1: 10 of 12; domain 2: 8 of 12; domain 3: 7 of 12; domain 4: 0 of 0
         total 25 of 36, good; 2.2 inadequate, proposed; 4.1 requires-improvement, proposed
         missing nothing",
    );
    // Cardiff 2020.
    check("I I I I  I I I I  I I I I  -", "total 0 of 36, inadequate; domain 2: 0 of 12");
    // Dorset 2023, resettlement being one of the eleven rated Good.
    check("G G G G  G G G G  G G RI O  G", "total 24 of 36, good");
    // Ceredigion 2024: one domain unrated.
    check(
        "RI I I I  I I I I  not-rated not-rated not-rated not-rated  -",
        "total 1 of 24, inadequate by the general rule; domain 3: 0 of 0; missing nothing",
    );
}

/// Ratings of twelve standards that add up to these points.
fn ratings_worth(points: usize) -> String {
    let words = ["I", "RI", "G", "O"];
    (0..12).map(|at| words[points.saturating_sub(at * 3).min(3)]).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_total_of_the_table_has_its_rating() {
    for points in 0..=36 {
        let rating = match points {
            0..=6 => "inadequate",
            7..=18 => "requires-improvement",
            19..=30 => "good",
            _ => "outstanding",
        };
        check(&ratings_worth(points), &format!("total {points} of 36, {rating}; overall {rating}"));
    }
}

#[test]
fn a_table_of_other_edges_is_followed_to_the_point() {
    let mut parts = parts(STANDARDS[..12].iter().map(|one| judged(one)).collect());
    parts.rules.overall = Some((36, Bands { requires_improvement: 1, good: 2, outstanding: 36 }));
    let framework = Framework::build(parts).unwrap();
    for (points, rating) in [
        (0, "inadequate"),
        (1, "requires-improvement"),
        (2, "good"),
        (35, "good"),
        (36, "outstanding"),
    ] {
        let found = of_results(&rate_all(&framework, &ratings_worth(points)));
        assert_stated(&found, &format!("total {points} of 36, {rating}"));
    }
}

#[test]
fn the_points_are_those_of_the_framework() {
    let mut parts = parts(vec![judged("1.1"), judged("1.2"), judged("1.3"), judged("1.4")]);
    parts.rules.points = [1, 10, 20, 50];
    let framework = Framework::build(parts).unwrap();
    let found = of_results(&rate_all(&framework, "I RI G O"));
    assert_stated(
        &found,
        "domain 1: 81 of 200; total 81 of 200, requires-improvement by the general rule",
    );
}

#[test]
fn a_standard_outside_the_total_is_rated_and_never_counted() {
    let twelve = "G G G G  G G G G  G G G G";
    for last in ["-", "O", "I", "not-rated"] {
        check(
            &format!("{twelve}  {last}"),
            "total 24 of 36, good; domain 4: 0 of 0; missing nothing",
        );
    }
    check(&format!("{twelve}  O"), "4.1 outstanding, proposed; 4.1 stands outstanding");
}

#[test]
fn a_standard_left_unrated_leaves_the_maximum_and_the_general_rule_bands_the_rest() {
    check(
        "not-rated G G G  G G G G  G G G G",
        "1.1 unrated, left unrated; total 22 of 33, good by the general rule; domain 1: 6 of 9; missing nothing",
    );
    // 5 of 33 is under one sixth, 6 of 33 above it; the table of 36 is not asked.
    check("not-rated O G I  I I I I  I I I I", "total 5 of 33, inadequate by the general rule");
    check(
        "not-rated O O I  I I I I  I I I I",
        "total 6 of 33, requires-improvement by the general rule",
    );
}

#[test]
fn with_every_standard_left_unrated_there_is_no_total_and_no_rating() {
    check(&["not-rated"; 12].join(" "), "total 0 of 0, unrated; overall unrated; missing nothing");
}

#[test]
fn while_a_standard_is_missing_there_is_a_total_so_far_and_no_rating() {
    check(
        "",
        "total 0 of 36, unrated; missing 1.1, 1.2, 1.3, 1.4, 2.1, 2.2, 2.3, 2.4, 3.1, 3.2, 3.3, 3.4",
    );
    check(
        "O O O O  O - O O  O O O -",
        "total 30 of 36, unrated; overall unrated; missing 2.2, 3.4; 2.2 unrated, not proposed; domain 2: 9 of 12",
    );
    check(
        "O O O O  O not-rated O O  O O O -",
        "total 30 of 33, unrated by the general rule; missing 3.4",
    );
}

#[test]
fn a_standard_the_framework_never_rates_is_in_no_total() {
    let unrated = Standard { rated: false, ..standard("2.1", vec![key_question("2.1.1", 1)]) };
    let framework = framework(vec![unrated, judged("1.1")]);
    let mut desk = Desk::with(framework, "1: court 001; 1 2.1.1: sufficient; proposed 1.1: good");
    desk.write("proposed 1.1 reason: minutes");
    let found = of_results(&rate(&desk.framework, &desk.inspection));
    assert_stated(
        &found,
        "2.1 unrated, never rated; 2.1.1 1 of 1, unrated; total 2 of 3, good by the general rule; missing nothing",
    );
}

#[test]
fn a_framework_without_a_table_is_banded_by_the_general_rule() {
    let framework = framework(vec![judged("1.1"), judged("1.2")]);
    let found = of_results(&rate_all(&framework, "G G"));
    assert_stated(&found, "total 4 of 6, good by the general rule");
    // One half and five sixths go to the lower rating.
    assert_stated(
        &of_results(&rate_all(&framework, "RI G")),
        "total 3 of 6, requires-improvement by the general rule",
    );
    assert_stated(
        &of_results(&rate_all(&framework, "O G")),
        "total 5 of 6, good by the general rule",
    );
    assert_stated(
        &of_results(&rate_all(&framework, "O O")),
        "total 6 of 6, outstanding by the general rule",
    );
    assert_stated(
        &of_results(&rate_all(&framework, "RI I")),
        "total 1 of 6, inadequate by the general rule",
    );
}

proptest! {
    /// Subtotals add up to the total, and one standard better never makes a service worse.
    #[test]
    fn a_better_standard_never_makes_a_service_worse(
        ratings in prop::collection::vec(prop::sample::select(&["I", "RI", "G", "not-rated"][..]), 12),
        better in 0_usize..12,
    ) {
        let framework = twelve_and_one();
        let before = rate_all(&framework, &ratings.join(" "));
        let sum = before.domains.iter().fold((0, 0), |(points, maximum), domain| {
            (points + domain.subtotal.points, maximum + domain.subtotal.maximum)
        });
        prop_assert_eq!(sum, (before.computed.total.points, before.computed.total.maximum));
        let mut after = ratings.clone();
        after[better] = match ratings[better] {
            "I" => "RI",
            "RI" => "G",
            "G" => "O",
            other => other,
        };
        let after = rate_all(&framework, &after.join(" "));
        prop_assert!(after.computed.rating >= before.computed.rating);
    }
}
