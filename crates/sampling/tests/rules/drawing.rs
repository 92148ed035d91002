//! Which cases are drawn (4.8).

use std::collections::BTreeMap;

use sampling::{Kind, StratumDrawn};

use crate::desk::{cases, choices, draw, loads, picks, population};

fn check_loads(groups: &[(&str, &str, u32)], n: u32, cap: u32, expected: &[(&str, u32)]) {
    let population = population(&cases(groups));
    for seed in 0..50 {
        let (_, drawn) = draw(&population, choices(n, 0, cap), seed);
        let expected: BTreeMap<_, _> =
            expected.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect();
        assert_eq!(loads(&population, &drawn, None), expected, "seed {seed}");
    }
}

#[test]
fn a_draw_is_the_same_today_and_in_every_later_version() {
    let population = population(&cases(&[
        ("Court", "AB", 7),
        ("Court", "CD", 5),
        ("Court", "EF", 3),
        ("Court", "GH", 3),
        ("Out of court", "AB", 4),
        ("Out of court", "EF", 3),
        ("Out of court", "", 2),
    ]));
    let (_, drawn) = draw(&population, choices(12, 20, 4), 2024);
    // Worked out again by another program from the description in 4.8 alone.
    assert_eq!(
        picks(&population, &drawn),
        [
            "001 C0002",
            "002 C0003",
            "003 C0016",
            "004 C0011",
            "005 C0018",
            "006 C0014",
            "007 C0010",
            "008 C0013",
            "R001 C0012",
            "R002 C0008",
            "001 C0020",
            "002 C0021",
            "003 C0023",
            "004 C0027",
            "R001 C0024",
        ]
    );
}

#[test]
fn of_two_who_could_take_a_case_chance_says_which() {
    let population =
        population(&cases(&[("Court", "AB", 8), ("Court", "CD", 4), ("Court", "EF", 4)]));
    let to_cd = (0..400)
        .map(|seed| draw(&population, choices(8, 0, 3), seed).1)
        .filter(|drawn| loads(&population, drawn, None)["CD"] == 3)
        .count();
    assert!(to_cd.abs_diff(200) < 60, "{to_cd}");
}

#[test]
fn numbers_follow_the_order_of_chance_in_each_pool() {
    let population = population(&cases(&[("Court", "AB", 40), ("Out of court", "CD", 30)]));
    let (_, drawn) = draw(&population, choices(35, 20, 100), 7);
    let labels: Vec<_> = drawn.picks.iter().map(|pick| pick.label()).collect();
    let numbers =
        |prefix: &str, n| (1..=n).map(|at| format!("{prefix}{at:03}")).collect::<Vec<_>>();
    let expected = [numbers("", 20), numbers("R", 4), numbers("", 15), numbers("R", 3)].concat();
    assert_eq!(labels, expected);
    let references: Vec<_> = drawn.picks[..20].iter().map(|pick| pick.case).collect();
    assert!(!references.is_sorted(), "reading from the first number on is reading by chance");
}

#[test]
fn case_managers_have_their_share() {
    check_loads(
        &[("Court", "AB", 20), ("Court", "CD", 10), ("Court", "EF", 10)],
        20,
        100,
        &[("AB", 10), ("CD", 5), ("EF", 5)],
    );
}

#[test]
fn a_share_that_is_no_whole_number_is_rounded_by_chance() {
    let population =
        population(&cases(&[("Court", "AB", 5), ("Court", "CD", 1), ("Court", "EF", 2)]));
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for seed in 0..4_000 {
        let (_, drawn) = draw(&population, choices(3, 0, 100), seed);
        let loads = loads(&population, &drawn, None);
        for name in ["AB", "CD", "EF"] {
            let of = found.entry(name.to_owned()).or_insert_with(|| vec![0; 4]);
            of[loads.get(name).copied().unwrap_or_default() as usize] += 1;
        }
    }
    // Exact shares are 1.875, 0.375 and 0.75.
    let near = |n: u32, expected: u32| n.abs_diff(expected) < 160;
    assert!(found["AB"][0] == 0 && near(found["AB"][2], 3_500) && found["AB"][3] == 0, "{found:?}");
    assert!(near(found["CD"][1], 1_500) && found["CD"][2] == 0, "{found:?}");
    assert!(near(found["EF"][1], 3_000) && found["EF"][2] == 0, "{found:?}");
}

#[test]
fn every_case_of_a_stratum_has_the_same_chance() {
    let population = population(&cases(&[
        ("Court", "AB", 7),
        ("Court", "CD", 1),
        ("Court", "EF", 2),
        ("Out of court", "AB", 4),
        ("Out of court", "", 2),
    ]));
    let mut counts = vec![0_u32; 16];
    for seed in 0..16_000 {
        let (_, drawn) = draw(&population, choices(6, 0, 100), seed);
        drawn.picks.iter().for_each(|pick| counts[pick.case] += 1);
    }
    // 4 of 10 and 2 of 6; five standard deviations are about 310.
    assert!(counts[..10].iter().all(|count| count.abs_diff(6_400) < 310), "{counts:?}");
    assert!(counts[10..].iter().all(|count| count.abs_diff(5_333) < 300), "{counts:?}");
}

#[test]
fn what_is_above_the_cap_goes_to_those_with_the_fewest() {
    // Shares 16, 4, 3 and 2 of 25. AB gives ten up; EF and CD are filled from the fewest up.
    check_loads(
        &[("Court", "AB", 32), ("Court", "CD", 8), ("Court", "EF", 6), ("Court", "GH", 4)],
        25,
        6,
        &[("AB", 6), ("CD", 6), ("EF", 6), ("GH", 4)],
    );
    check_loads(
        &[("Court", "AB", 30), ("Court", "CD", 10), ("Court", "EF", 20)],
        12,
        5,
        &[("AB", 5), ("CD", 3), ("EF", 4)],
    );
}

#[test]
fn the_cap_counts_over_the_whole_sample() {
    let population = population(&cases(&[
        ("Court", "AB", 8),
        ("Court", "CD", 8),
        ("Out of court", "AB", 6),
        ("Out of court", "EF", 6),
    ]));
    for seed in 0..50 {
        let (plan, drawn) = draw(&population, choices(14, 0, 5), seed);
        assert_eq!(plan.strata.iter().map(|one| one.sample).collect::<Vec<_>>(), [8, 6]);
        // The smaller stratum has its turn first: AB has 3 of it and room for 2 of the larger.
        assert_eq!(loads(&population, &drawn, None)["AB"], 5);
        let of =
            |sample, moved, short| StratumDrawn { sample, moved, short, ..StratumDrawn::default() };
        assert_eq!(drawn.strata, [of(7, 1, 1), of(6, 0, 0)], "seed {seed}");
    }
}

#[test]
fn a_shortfall_is_accepted_and_told() {
    let population = population(&cases(&[("Court", "AB", 20), ("Court", "CD", 1)]));
    let (_, drawn) = draw(&population, choices(10, 20, 6), 1);
    assert_eq!(
        drawn.strata,
        [StratumDrawn {
            sample: 7,
            reserves: 0,
            moved: 1 - loads_of_cd_without_cap(),
            short: 3,
            reserves_short: 2,
        }]
    );
    assert_eq!(drawn.cases(), 7);
}

/// With this seed the only case of CD is among those drawn anyway or not.
fn loads_of_cd_without_cap() -> u32 {
    let population = population(&cases(&[("Court", "AB", 20), ("Court", "CD", 1)]));
    let (_, drawn) = draw(&population, choices(10, 0, 100), 1);
    loads(&population, &drawn, None).get("CD").copied().unwrap_or_default()
}

#[test]
fn cases_without_a_case_manager_know_no_cap() {
    check_loads(&[("Court", "", 20), ("Court", "AB", 20)], 20, 2, &[("-", 18), ("AB", 2)]);
    check_loads(&[("Court", "Unallocated", 20)], 10, 2, &[("-", 10)]);
}

#[test]
fn a_list_without_case_managers_is_drawn_all_the_same() {
    let population = population(&cases(&[("Court", "AB", 20)]).replace("Manager", "Remark"));
    let (_, drawn) = draw(&population, choices(15, 20, 2), 1);
    assert_eq!((drawn.cases(), drawn.of_kind(Kind::Reserve).count()), (15, 3));
}

#[test]
fn reserves_keep_to_the_cap_together_with_the_sample() {
    let population = population(&cases(&[("Court", "AB", 10), ("Court", "CD", 10)]));
    for seed in 0..50 {
        let (_, drawn) = draw(&population, choices(8, 50, 5), seed);
        assert_eq!(loads(&population, &drawn, None), loads_of(&[("AB", 5), ("CD", 5)]));
        assert_eq!((drawn.strata[0].reserves, drawn.strata[0].reserves_short), (2, 2));
    }
}

fn loads_of(loads: &[(&str, u32)]) -> BTreeMap<String, u32> {
    loads.iter().map(|(name, n)| ((*name).to_owned(), *n)).collect()
}

#[test]
fn seeds_differ() {
    let population = population(&cases(&[("Court", "AB", 40)]));
    let drawn: std::collections::BTreeSet<_> = (0..100)
        .map(|seed| picks(&population, &draw(&population, choices(5, 0, 100), seed).1))
        .collect();
    assert_eq!(drawn.len(), 100);
}
