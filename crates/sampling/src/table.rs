//! The sample as a list that leaves Caseread (4.9).

use crate::{Drawn, Group, Population, cells};

/// The sample and its reserves as rows of cells, headings first: number, kind, pool by pool the
/// case's reference, the columns of the strata and of the match, the case manager, and the stratum.
///
/// Nothing else of the list is in it: neither the code of a person nor a column nobody asked for.
pub fn sample_rows(population: &Population, drawn: &Drawn) -> Vec<Vec<String>> {
    let mut head =
        vec!["number".to_owned(), "kind".to_owned(), population.reference_heading.clone()];
    head.extend(population.shown_headings.iter().cloned());
    head.extend(population.manager_heading.clone());
    head.push("stratum".to_owned());
    let mut rows = vec![head];
    for pick in &drawn.picks {
        let case = &population.cases[pick.case];
        let mut row = vec![pick.label(), pick.kind.as_str().to_owned(), case.reference.clone()];
        row.extend(case.shown.iter().cloned());
        if population.manager_heading.is_some() {
            let name = case.manager.map(|manager| population.managers[manager].clone());
            row.push(name.unwrap_or_default());
        }
        let groups = population.strata[case.stratum].groups.iter().map(Group::as_str);
        row.push(groups.collect::<Vec<_>>().join(" / "));
        rows.push(row);
    }
    rows
}

/// The same as a CSV file that spreadsheets open as they should, without a cell that would be run.
pub fn sample_list(population: &Population, drawn: &Drawn) -> String {
    cells::write(&sample_rows(population, drawn))
}
