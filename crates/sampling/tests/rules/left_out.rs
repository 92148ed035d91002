//! Who cannot be drawn, and why (4.6).

use sampling::{ColumnNames, ListFault, Population, Reason, Role};

use crate::desk::{population, try_population};

fn check(text: &str, expected: &[(&str, Reason)]) {
    let population = population(text);
    let found: Vec<_> = population
        .left_out
        .iter()
        .map(|one| (one.reference.as_str(), one.reason.clone()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(population.eligible() as usize + found.len(), population.listed as usize);
}

fn check_problems(text: &str, expected: &[(Option<usize>, ListFault)]) {
    assert_eq!(try_population(text, &ColumnNames::default()).unwrap_err(), expected, "{text}");
}

fn excluded(reason: &str) -> Reason {
    Reason::Excluded(reason.to_owned())
}

fn earlier(reference: &str) -> Reason {
    Reason::EarlierCase(reference.to_owned())
}

#[test]
fn what_stands_in_the_column_of_exclusions_is_the_reason() {
    check(
        "Case,Pool,RoSH,Sex,Excluded\n\
         C3,Court,Low,F,yes\nC1,Court,Low,F,\nC2,Court,Low,F,Conflict of interest\n\
         C4,Court,Low,F,No\nC5,Court,Low,F,n\nC6,Court,Low,F,0\nC7,Court,Low,F,FALSE\nC8,Court,Low,F,-\n",
        &[("C2", excluded("Conflict of interest")), ("C3", excluded("yes"))],
    );
}

#[test]
fn of_one_person_the_case_that_began_first_stays() {
    check(
        "Case,Pool,RoSH,Sex,Person,Start\n\
         C1,Court,Low,F,p1,2024-03-05\nC2,Court,Low,F,p1,4/3/2024\nC3,Court,Low,F,p1,2024-03-04 09:30\n\
         C4,Court,Low,F,p2,2024-01-01\nC5,Court,Low,F,,2024-01-01\nC6,Court,Low,F,,2024-01-01\n\
         C7,Court,Low,F,unknown,2024-01-01\nC8,Court,Low,F,unknown,2024-01-01\n",
        // C2 and C3 began on one day: the first reference stays.
        &[("C1", earlier("C2")), ("C3", earlier("C2"))],
    );
}

#[test]
fn an_excluded_case_makes_room_for_the_next_of_the_person() {
    check(
        "Case,Pool,RoSH,Sex,Person,Start,Excluded\n\
         C1,Court,Low,F,p1,2024-01-01,sensitive\nC2,Court,Low,F,p1,2024-02-01,\nC3,Court,Low,F,p1,2024-03-01,\n",
        &[("C1", excluded("sensitive")), ("C3", earlier("C2"))],
    );
}

#[test]
fn reasons_are_counted() {
    let population = population(
        "Case,Pool,RoSH,Sex,Person,Start,Excluded\n\
         C1,Court,Low,F,p1,2024-01-01,sensitive\nC2,Court,Low,F,p2,2024-02-01,sensitive\n\
         C3,Court,Low,F,p3,2024-03-01,conflict\nC4,Court,Low,F,p4,2024-03-01,\nC5,Court,Low,F,p4,2024-03-02,\n",
    );
    let (excluded, repeated) = population.reasons();
    let excluded: Vec<_> = excluded.into_iter().collect();
    assert_eq!(excluded, [("conflict", 1), ("sensitive", 2)]);
    assert_eq!(repeated, 1);
}

#[test]
fn every_row_needs_a_reference_of_its_own() {
    check_problems(
        "Case,Pool,RoSH,Sex\nC1,Court,Low,F\n,Court,Low,F\nC2,Court,Low,F\nC1,Court,Low,M\n",
        &[
            (Some(3), ListFault::CellEmpty(Role::Reference)),
            (Some(5), ListFault::ReferenceTwice { reference: "C1".to_owned(), line: 2 }),
        ],
    );
}

#[test]
fn a_pool_is_needed_of_those_who_can_be_drawn() {
    check_problems(
        "Case,Pool,RoSH,Sex,Excluded\nC1,,Low,F,\nC2,,Low,F,yes\nC3,n/a,Low,F,\n",
        &[(Some(2), ListFault::CellEmpty(Role::Pool)), (Some(4), ListFault::CellEmpty(Role::Pool))],
    );
}

#[test]
fn dates_are_held_against_the_calendar_and_needed_where_they_decide() {
    let list = "Case,Pool,RoSH,Sex,Person,Start\n\
                C1,Court,Low,F,p1,30/2/2024\nC2,Court,Low,F,p2,\nC3,Court,Low,F,p2,2024-01-01\nC4,Court,Low,F,p3,\n\
                C5,Court,Low,F,p4,1/2/2024/5\nC6,Court,Low,F,p5,+1/2/2024\n";
    let not = |text: &str| ListFault::NotADate(text.to_owned());
    check_problems(
        list,
        &[
            (Some(2), not("30/2/2024")),
            (Some(3), ListFault::StartOwed),
            (Some(6), not("1/2/2024/5")),
            (Some(7), not("+1/2/2024")),
        ],
    );
    let names = ColumnNames { person: Some("Sex".to_owned()), ..ColumnNames::default() };
    assert!(try_population(list, &names).is_err(), "the column named is the one that is read");
}

#[test]
fn a_list_with_nobody_left_is_a_problem() {
    check_problems(
        "Case,Pool,RoSH,Sex,Excluded\nC1,Court,Low,F,yes\n",
        &[(None, ListFault::NothingEligible)],
    );
}

#[test]
fn nothing_but_what_was_asked_for_is_kept() {
    let told = |population: &Population| format!("{population:?}");
    let population = population(
        "Case,Pool,RoSH,Sex,Person,Start,Notes\nC1,Court,Low,F,key-77,2024-01-01,private\n",
    );
    assert!(!told(&population).contains("private") && !told(&population).contains("key-77"));
}
