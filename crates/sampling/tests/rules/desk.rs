//! Lists to draw from, and what was drawn in words short enough to compare.

use std::collections::BTreeMap;

use sampling::{
    Choices, ColumnNames, Columns, Drawn, Kind, List, ListFault, Percent, Plan, Population, Seed,
    Size,
};

/// The population of a list whose columns are recognised.
pub fn population(text: &str) -> Population {
    try_population(text, &ColumnNames::default()).unwrap()
}

/// The population of a list, or what is wrong with it by line.
pub fn try_population(
    text: &str,
    names: &ColumnNames,
) -> Result<Population, Vec<(Option<usize>, ListFault)>> {
    let list = List::read(text.as_bytes(), &[]).unwrap();
    let columns = Columns::find(&list, names).unwrap();
    Population::of(&list, &columns).map_err(|problems| {
        let line = |place| match place {
            sampling::ListPlace::List => None,
            sampling::ListPlace::Line(line) | sampling::ListPlace::Cell { line, .. } => Some(line),
        };
        problems.into_iter().map(|one| (line(one.place), one.fault)).collect()
    })
}

/// Cases that differ in pool and case manager only: `(pool, manager, how many)`.
pub fn cases(groups: &[(&str, &str, u32)]) -> String {
    let mut text = "Case,Pool,RoSH,Sex,Manager\n".to_owned();
    let mut number = 0;
    for (pool, manager, n) in groups {
        for _ in 0..*n {
            number += 1;
            text.push_str(&format!("C{number:04},{pool},Low,Male,{manager}\n"));
        }
    }
    text
}

/// So many cases, with reserves in whole per cent.
pub fn choices(cases: u32, buffer: u32, cap: u32) -> Choices {
    Choices { size: Size::Cases(cases), buffer: Percent::whole(buffer), cap }
}

/// Plans and draws.
pub fn draw(population: &Population, choices: Choices, seed: u64) -> (Plan, Drawn) {
    let plan = Plan::make(population, choices).unwrap();
    let drawn = sampling::draw(population, &plan, Seed(seed));
    (plan, drawn)
}

/// How many cases of each case manager were drawn, of one kind or of both.
pub fn loads(population: &Population, drawn: &Drawn, kind: Option<Kind>) -> BTreeMap<String, u32> {
    let mut loads = BTreeMap::new();
    for pick in drawn.picks.iter().filter(|pick| kind.is_none_or(|kind| pick.kind == kind)) {
        let manager = population.cases[pick.case].manager;
        let name = manager.map_or("-", |manager| &population.managers[manager]);
        *loads.entry(name.to_owned()).or_default() += 1;
    }
    loads
}

/// The labels and references drawn: `001 C0007`.
pub fn picks(population: &Population, drawn: &Drawn) -> Vec<String> {
    let told = |pick: &sampling::Pick| {
        format!("{} {}", pick.label(), population.cases[pick.case].reference)
    };
    drawn.picks.iter().map(told).collect()
}
