//! How cases fall into strata (4.6).

use sampling::{ColumnNames, Group, Population};

use crate::desk::{population, try_population};

fn check(population: &Population, expected: &[(&str, u32)]) {
    let found: Vec<_> = population
        .strata
        .iter()
        .map(|stratum| {
            let groups: Vec<_> = stratum.groups.iter().map(Group::as_str).collect();
            (groups.join(" / "), stratum.cases)
        })
        .collect();
    let expected: Vec<_> = expected.iter().map(|(groups, n)| ((*groups).to_owned(), *n)).collect();
    assert_eq!(found, expected);
}

const LIST: &str = "Case,Disposal group,RoSH level,Gender,Ethnicity,Team\n\
                    C5,court,Very high,Female,White,North\n\
                    C1,Court,low,female,White,North\n\
                    C2,COURT,Medium,Female,Mixed,South\n\
                    C3,Court,LOW,Male,,South\n\
                    C4,Out of court,,Male,White,North\n\
                    C6,Out of court,Low,,White,North\n";

#[test]
fn strata_are_pool_by_risk_by_sex_unless_something_else_is_said() {
    let population = population(LIST);
    check(
        &population,
        &[
            ("Court / low / female", 1),
            ("Court / low / Male", 1),
            ("Court / not low / female", 2),
            ("Out of court / low / not recorded", 1),
            ("Out of court / not recorded / Male", 1),
        ],
    );
    assert_eq!(population.strata_headings, ["Disposal group", "RoSH level", "Gender"]);
    assert_eq!(population.shown_headings, ["Disposal group", "RoSH level", "Gender", "Ethnicity"]);
    assert_eq!(population.pools, ["Court", "Out of court"]);
    // As spelled in the first of the references.
    assert_eq!(population.cases[4].shown, ["Court", "Very high", "female", "White"]);
    assert_eq!(population.cases[4].line, 2);
}

#[test]
fn the_pool_is_a_stratum_whatever_else_is() {
    let names = ColumnNames { strata: Some(vec!["team".to_owned()]), ..ColumnNames::default() };
    check(
        &try_population(LIST, &names).unwrap(),
        &[("Court / North", 2), ("Court / South", 2), ("Out of court / North", 2)],
    );
    let names = ColumnNames { strata: Some(Vec::new()), ..ColumnNames::default() };
    check(&try_population(LIST, &names).unwrap(), &[("Court", 4), ("Out of court", 2)]);
}

#[test]
fn one_pool_is_no_stratum() {
    let names = ColumnNames {
        one_pool: true,
        strata: Some(vec!["RoSH level".to_owned()]),
        ..ColumnNames::default()
    };
    let population = try_population(LIST, &names).unwrap();
    check(&population, &[("low", 3), ("not low", 2), ("not recorded", 1)]);
    assert_eq!(population.pools, [""]);
    let names = ColumnNames { strata: Some(Vec::new()), ..names };
    check(&try_population(LIST, &names).unwrap(), &[("", 6)]);
}

#[test]
fn a_risk_that_is_not_known_is_not_one_that_is_not_low() {
    let mut list = "Case,Pool,RoSH,Sex\n".to_owned();
    let risks =
        ["Low", "low risk", "L", "Medium", "H", "Low/medium", "", "Not recorded", "unknown"];
    for (at, risk) in risks.iter().enumerate() {
        list.push_str(&format!("C{at},Court,{risk},Not known\n"));
    }
    check(
        &population(&list),
        &[
            ("Court / low / not recorded", 3),
            ("Court / not low / not recorded", 3),
            ("Court / not recorded / not recorded", 3),
        ],
    );
}
