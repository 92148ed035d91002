//! How many cases of each stratum (4.7).

use sampling::{Choices, Percent, Plan, PlanFault, Size};

use crate::desk::{cases, choices, population};

fn check(groups: &[(&str, &str, u32)], choices: Choices, expected: &[(u32, u32, u32)]) {
    let plan = Plan::make(&population(&cases(groups)), choices).unwrap();
    let found: Vec<_> =
        plan.strata.iter().map(|one| (one.eligible, one.sample, one.reserves)).collect();
    assert_eq!(found, expected);
}

fn check_fault(choices: Choices, expected: PlanFault) {
    let population = population(&cases(&[("Court", "AB", 30)]));
    assert_eq!(Plan::make(&population, choices), Err(expected));
}

#[test]
fn the_size_follows_the_precision_unless_it_is_given() {
    let population = population(&cases(&[("Court", "AB", 24), ("Out of court", "AB", 16)]));
    let plan = Plan::make(&population, Choices::default()).unwrap();
    assert_eq!((plan.cases, plan.size.map(|size| size.cases)), (33, Some(33)));
    let plan = Plan::make(&population, choices(12, 20, 6)).unwrap();
    assert_eq!((plan.cases, plan.size), (12, None));
}

#[test]
fn the_sample_is_in_proportion_and_reserves_are_rounded_up() {
    check(
        &[("Court", "AB", 60), ("Out of court", "AB", 40)],
        choices(20, 20, 6),
        &[(60, 12, 3), (40, 8, 2)],
    );
    check(
        &[("Court", "AB", 60), ("Out of court", "AB", 40)],
        choices(20, 0, 6),
        &[(60, 12, 0), (40, 8, 0)],
    );
}

#[test]
fn there_are_no_more_reserves_than_cases_left() {
    check(
        &[("Court", "AB", 11), ("Out of court", "AB", 40)],
        choices(48, 100, 6),
        &[(11, 10, 1), (40, 38, 2)],
    );
}

#[test]
fn what_cannot_be_done_is_refused() {
    check_fault(choices(0, 20, 6), PlanFault::NoCases);
    check_fault(choices(31, 20, 6), PlanFault::MoreThanEligible { asked: 31, eligible: 30 });
    check_fault(choices(30, 20, 0), PlanFault::CapOfNothing);
    check_fault(choices(30, 101, 6), PlanFault::BufferTooLarge(Percent::whole(101)));
    let all = Choices { size: Size::Cases(30), ..Choices::default() };
    assert!(Plan::make(&population(&cases(&[("Court", "AB", 30)])), all).is_ok());
}
