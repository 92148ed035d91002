//! The sample as a list that leaves Caseread (4.9).

use crate::{Drawn, Group, Population, cells};

/// The heading of the numbers that cases have in an inspection.
const IN_INSPECTION: &str = "number in inspection";

/// The sample and its reserves as rows of cells, headings first: number, kind, pool by pool the
/// case's reference, the columns of the strata and of the match, the case manager, and the stratum.
/// Where the cases have numbers in an inspection (see [`crate::case_numbers`]), these stand in front.
///
/// Nothing else of the list is in it: neither the code of a person nor a column nobody asked for.
pub fn sample_rows(
    population: &Population,
    drawn: &Drawn,
    in_inspection: Option<&[Option<String>]>,
) -> Vec<Vec<String>> {
    let mut head = Vec::new();
    head.extend(in_inspection.map(|_| IN_INSPECTION.to_owned()));
    head.extend(["number".to_owned(), "kind".to_owned(), population.reference_heading.clone()]);
    head.extend(population.shown_headings.iter().cloned());
    head.extend(population.manager_heading.clone());
    head.push("stratum".to_owned());
    let mut rows = vec![head];
    for (at, pick) in drawn.picks.iter().enumerate() {
        let case = &population.cases[pick.case];
        let mut row = Vec::new();
        row.extend(in_inspection.map(|all| all.get(at).cloned().flatten().unwrap_or_default()));
        row.extend([pick.label(), pick.kind.as_str().to_owned(), case.reference.clone()]);
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
pub fn sample_list(
    population: &Population,
    drawn: &Drawn,
    in_inspection: Option<&[Option<String>]>,
) -> String {
    cells::write(&sample_rows(population, drawn, in_inspection))
}
