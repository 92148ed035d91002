//! The cases of a sample as cases of an inspection (4.10).

use std::sync::Arc;

use domain::{Case, CaseId, Framework, Inspection, InspectionId, Slug};
use sampling::{Kind, case_numbers, pool_named, sample_rows};

use crate::desk::{cases, choices, draw, population};

fn framework(identifier: &str) -> Framework {
    let bundled = frameworks::BUNDLED.iter().find(|one| one.identifier == identifier);
    bundled.unwrap().read().unwrap().framework.clone()
}

fn inspection(numbers: &[&str]) -> Inspection {
    let mut inspection = Inspection::new(InspectionId::new(1));
    for (id, number) in (1..).zip(numbers) {
        let case = Case::new(Slug::new("court").unwrap(), (*number).to_owned());
        inspection.cases.insert(CaseId::new(id), Arc::new(case));
    }
    inspection
}

fn check_pool(identifier: &str, name: &str, expected: Option<&str>) {
    let found = pool_named(&framework(identifier), name);
    assert_eq!(found.map(|pool| pool.to_string()).as_deref(), expected, "{name}");
}

#[test]
fn a_pool_is_recognised_by_its_identifier_or_its_title() {
    for name in ["court", "Court", " COURT ", "Court disposals"] {
        check_pool("youth-justice-2021", name, Some("court"));
    }
    for name in ["Out of court", "out-of-court", "Out-of-court disposals"] {
        check_pool("youth-justice-2021", name, Some("out-of-court"));
    }
    for name in ["", "-", "Courts", "Custody"] {
        check_pool("youth-justice-2021", name, None);
    }
}

#[test]
fn a_list_that_is_one_pool_is_the_only_pool_there_is() {
    check_pool("probation-pdu-2021", "", Some("supervised"));
    check_pool("probation-pdu-2021", "Custody", None);
}

/// Draws 4 of 8 court and 2 of 4 out-of-court cases and gives the numbers of the sample by pool.
fn check_numbers(there: &[&str], pools: &[Option<&str>], expected: [&[&str]; 2]) {
    let population = population(&cases(&[("Court", "", 8), ("Out of court", "", 4)]));
    let (_, drawn) = draw(&population, choices(6, 50, 6), 3);
    let pools: Vec<_> = pools.iter().map(|pool| pool.and_then(Slug::new)).collect();
    let numbers = case_numbers(&inspection(there), &population, &drawn, &pools);
    assert_eq!(numbers.len(), drawn.picks.len());
    let of = |pool: usize| {
        let picks = drawn.picks.iter().zip(&numbers);
        let picks = picks.filter(|(pick, _)| population.cases[pick.case].pool == pool);
        picks.filter_map(|(_, number)| number.as_deref()).collect::<Vec<_>>()
    };
    assert_eq!([of(0), of(1)], expected);
    let reserves = drawn.picks.iter().zip(&numbers).filter(|(pick, _)| pick.kind == Kind::Reserve);
    assert_eq!(reserves.filter(|(_, number)| number.is_none()).count(), 3);
}

#[test]
fn numbers_run_on_over_all_pools() {
    let both = [Some("court"), Some("out-of-court")];
    check_numbers(&[], &both, [&["001", "002", "003", "004"], &["005", "006"]]);
    check_numbers(&["007", "003"], &both, [&["008", "009", "010", "011"], &["012", "013"]]);
    check_numbers(&["998"], &both, [&["999", "1000", "1001", "1002"], &["1003", "1004"]]);
}

#[test]
fn a_pool_that_is_left_out_takes_no_number() {
    check_numbers(&[], &[None, Some("out-of-court")], [&[], &["001", "002"]]);
    check_numbers(&[], &[], [&[], &[]]);
}

#[test]
fn the_list_of_the_sample_tells_both_numbers() {
    let population = population(&cases(&[("Court", "", 8), ("Out of court", "", 4)]));
    let (_, drawn) = draw(&population, choices(6, 20, 6), 3);
    let pools = ["court", "out-of-court"].map(Slug::new);
    let numbers = case_numbers(&inspection(&[]), &population, &drawn, &pools);
    let rows = sample_rows(&population, &drawn, Some(&numbers));
    assert_eq!(rows[0][..4], ["number in inspection", "number", "kind", "Case"]);
    let told: Vec<_> = rows[1..].iter().map(|row| row[..3].join(" ")).collect();
    assert_eq!(
        told[..5],
        ["001 001 sample", "002 002 sample", "003 003 sample", "004 004 sample", " R001 reserve"]
    );
    assert_eq!(told[5], "005 001 sample");
}
