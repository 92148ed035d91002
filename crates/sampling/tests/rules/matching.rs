//! How well a sample matches, and what leaves Caseread (4.8, 4.9).

use sampling::{
    Confidence, Group, MatchColumn, Percent, margins, match_tables, sample_list, sample_rows,
};

use crate::desk::{cases, choices, draw, population};

const LIST: &str = "Case,Pool,RoSH,Sex,Ethnicity,Manager,Person,Start,Notes\n\
                    =1+1,Court,Low,Female,White,AB,k1,2024-01-01,x\n\
                    C2,Court,High,Female,,AB,k2,2024-01-01,x\n\
                    C3,Court,Medium,Female,Mixed,,k3,2024-01-01,x\n\
                    C4,Out of court,Low,Male,White,CD,k4,2024-01-01,x\n";

#[test]
fn every_column_is_held_against_the_population() {
    let population = population(LIST);
    let (_, drawn) = draw(&population, choices(4, 0, 6), 1);
    let told: Vec<_> = match_tables(&population, &drawn)
        .into_iter()
        .map(|table| {
            let column = match table.column {
                MatchColumn::Strata => "strata".to_owned(),
                MatchColumn::Heading(heading) => heading,
            };
            let rows = table.rows.iter().map(|row| {
                let groups: Vec<_> = row.groups.iter().map(Group::as_str).collect();
                assert_eq!(row.population, row.sample, "all were drawn");
                assert_eq!(row.difference(), Some(0));
                format!("{} {}/{}", groups.join("+"), row.population.part, row.population.of)
            });
            (column, rows.collect::<Vec<_>>())
        })
        .collect();
    let expected = [
        (
            "strata",
            vec!["Court+low+Female 1/4", "Court+not low+Female 2/4", "Out of court+low+Male 1/4"],
        ),
        ("Pool", vec!["Court 3/4", "Out of court 1/4"]),
        ("RoSH", vec!["High 1/4", "Low 2/4", "Medium 1/4"]),
        ("Sex", vec!["Female 3/4", "Male 1/4"]),
        ("Ethnicity", vec!["Mixed 1/4", "White 2/4", "not recorded 1/4"]),
    ];
    let expected = expected.map(|(column, rows)| {
        (column.to_owned(), rows.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    assert_eq!(told, expected);
}

#[test]
fn reserves_are_no_part_of_the_match() {
    let population = population(LIST);
    let (_, drawn) = draw(&population, choices(2, 100, 6), 1);
    assert!(drawn.picks.len() > 2);
    for table in match_tables(&population, &drawn) {
        assert_eq!(table.rows.iter().map(|row| row.sample.part).sum::<u32>(), 2);
        assert!(table.rows.iter().all(|row| row.sample.of == 2 && row.population.of == 4));
    }
}

#[test]
fn the_list_of_the_sample_has_what_is_needed_and_no_more() {
    let population = population(LIST);
    let (_, drawn) = draw(&population, choices(4, 0, 6), 1);
    let mut rows = sample_rows(&population, &drawn, None);
    let head = rows.remove(0);
    assert_eq!(
        head,
        ["number", "kind", "Case", "Pool", "RoSH", "Sex", "Ethnicity", "Manager", "stratum"]
    );
    rows.sort_by(|one, other| one[2].cmp(&other[2]));
    assert_eq!(
        rows[0][1..],
        ["sample", "=1+1", "Court", "Low", "Female", "White", "AB", "Court / low / Female"]
    );
    assert_eq!(
        rows[2][2..],
        ["C3", "Court", "Medium", "Female", "Mixed", "", "Court / not low / Female"]
    );
    let text = sample_list(&population, &drawn, None);
    assert!(text.contains(",sample,'=1+1,Court,"), "{text}");
    assert!(!text.contains("k1") && !text.contains("2024") && !text.contains(",x"), "{text}");
}

#[test]
fn every_pool_has_a_margin_of_its_own() {
    let population = population(&cases(&[("Court", "", 24), ("Out of court", "", 16)]));
    let (_, drawn) = draw(&population, choices(33, 20, 6), 1);
    let found: Vec<_> = margins(&population, &drawn, Confidence::EIGHTY)
        .into_iter()
        .map(|one| (one.pool, one.cases, one.eligible, one.margin.map(Percent::tenths)))
        .collect();
    assert_eq!(
        found,
        [(None, 33, 40, Some(47)), (Some(0), 20, 24, Some(60)), (Some(1), 13, 16, Some(79)),]
    );
    let one_pool = crate::desk::population(&cases(&[("Court", "", 24)]));
    let (_, drawn) = draw(&one_pool, choices(20, 20, 6), 1);
    assert_eq!(margins(&one_pool, &drawn, Confidence::EIGHTY).len(), 1);
}
