//! The rows of a CSV file.

use crate::cells::{self, Cells};
use crate::{ListFault, ListPlace, ListProblem, Role, names_a_person, recognised};

/// A list of cases as it stands in a file: headings, and rows with a cell for each.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct List {
    /// The headings of the columns that were kept, in their order.
    pub headings: Vec<String>,
    /// The rows, in their order.
    pub rows: Vec<Row>,
    /// The headings of the columns that were left out, in their order.
    pub dropped: Vec<String>,
    /// The line of the headings.
    pub(crate) line: usize,
    /// Where each kept column stood in the file, from 1.
    places: Vec<usize>,
}

/// A row of a list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The line of the file it begins in, from 1.
    pub line: usize,
    /// A cell for each heading, without the blanks around it.
    pub cells: Vec<String>,
}

impl List {
    /// Reads a CSV file: comma, semicolon or tab, with or without a byte order mark (4.9).
    ///
    /// Columns whose headings are in `dropped` are passed over, and no cell of theirs is kept. A
    /// column that looks as if it held names, dates of birth or addresses has to be among them.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, in the order of its lines.
    pub fn read(bytes: &[u8], dropped: &[String]) -> Result<Self, Vec<ListProblem>> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let good = &bytes[..error.valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            vec![ListProblem::at(ListPlace::Line(line), ListFault::NotText)]
        })?;
        // Text in UTF-16 without a mark is half NUL letters, and any other with one is no text of a spreadsheet.
        if let Some((before, _)) = text.split_once('\0') {
            let line = 1 + before.matches('\n').count();
            return Err(vec![ListProblem::at(ListPlace::Line(line), ListFault::NotText)]);
        }
        let rows = cells::read(text)
            .map_err(|line| vec![ListProblem::at(ListPlace::Line(line), ListFault::QuoteOpen)])?;
        // Spreadsheets write rows of separators for rows that were emptied.
        let mut rows = rows.into_iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
        match rows.next() {
            Some(head) => Self::of(head, rows.collect(), dropped),
            None => Err(vec![ListProblem::at(ListPlace::List, ListFault::Empty)]),
        }
    }

    fn of(head: Cells, rows: Vec<Cells>, dropped: &[String]) -> Result<Self, Vec<ListProblem>> {
        let Cells { line, cells: mut headings } = head;
        // So are columns.
        headings.truncate(filled(&headings));

        let mut problems = heading_problems(line, &headings, &rows, dropped);
        problems.extend(rows.iter().filter_map(|row| ragged(row, headings.len())));
        if rows.is_empty() {
            problems.push(ListProblem::at(ListPlace::List, ListFault::NoRows));
        }
        if !problems.is_empty() {
            return Err(problems);
        }

        let keeps = |heading: &str| !heading.is_empty() && !is_among(dropped, heading);
        let kept: Vec<usize> = (0..headings.len()).filter(|at| keeps(&headings[*at])).collect();
        let pick = |cells: &[String]| kept.iter().map(|at| cells[*at].clone()).collect();
        Ok(Self {
            rows: rows.iter().map(|row| Row { line: row.line, cells: pick(&row.cells) }).collect(),
            dropped: headings.iter().filter(|one| is_among(dropped, one)).cloned().collect(),
            line,
            places: kept.iter().map(|at| at + 1).collect(),
            headings: pick(&headings),
        })
    }

    /// The column with this heading, however its letters are written.
    pub fn column(&self, heading: &str) -> Option<usize> {
        self.headings.iter().position(|one| same(one, heading))
    }

    /// The columns whose headings are recognised as this.
    pub fn recognised(&self, role: Role) -> Vec<usize> {
        let columns = self.headings.iter().enumerate();
        columns.filter(|(_, heading)| recognised(heading) == Some(role)).map(|(at, _)| at).collect()
    }

    /// The place of a cell of this column.
    pub(crate) fn place(&self, line: usize, column: usize) -> ListPlace {
        let heading = self.headings.get(column).cloned().unwrap_or_default();
        ListPlace::Cell {
            line,
            column: self.places.get(column).copied().unwrap_or_default(),
            heading,
        }
    }
}

/// How many cells a row has up to the last that is filled.
fn filled(cells: &[String]) -> usize {
    cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |at| at + 1)
}

fn is_among(headings: &[String], heading: &str) -> bool {
    headings.iter().any(|one| same(one, heading))
}

fn heading_problems(
    line: usize,
    headings: &[String],
    rows: &[Cells],
    dropped: &[String],
) -> Vec<ListProblem> {
    let is_filled =
        |at: usize| rows.iter().any(|row| row.cells.get(at).is_some_and(|one| !one.is_empty()));
    let fault = |at: usize, heading: &str| {
        if heading.is_empty() {
            is_filled(at).then_some(ListFault::HeadingMissing)
        } else if is_among(&headings[..at], heading) {
            Some(ListFault::HeadingTwice)
        } else {
            let refused = names_a_person(heading) && !is_among(dropped, heading);
            refused.then_some(ListFault::NamesAPerson)
        }
    };
    let mut problems = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        if let Some(fault) = fault(at, heading) {
            let place = ListPlace::Cell { line, column: at + 1, heading: heading.clone() };
            problems.push(ListProblem::at(place, fault));
        }
    }
    let unknown = dropped.iter().filter(|one| !is_among(headings, one));
    problems.extend(
        unknown.map(|one| {
            ListProblem::at(ListPlace::Line(line), ListFault::UnknownHeading(one.clone()))
        }),
    );
    problems
}

/// What is wrong with a row that has not a cell for each heading. Empty cells beyond the last
/// heading are put up with.
fn ragged(row: &Cells, headings: usize) -> Option<ListProblem> {
    let (line, found) = (row.line, row.cells.len());
    if filled(&row.cells) > headings {
        let place = ListPlace::Cell { line, column: headings + 1, heading: String::new() };
        return Some(ListProblem::at(place, ListFault::CellTooMany));
    }
    let missing = ListFault::CellsMissing { found, headings };
    (found < headings).then(|| ListProblem::at(ListPlace::Line(line), missing))
}

/// Whether two headings or values are the same but for capitals and blanks around them.
pub(crate) fn same(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

/// A heading or value as it is compared.
pub(crate) fn folded(text: &str) -> String {
    text.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<List, Vec<ListProblem>> {
        List::read(text.as_bytes(), &[])
    }

    fn check_problems(text: &str, dropped: &[&str], expected: &[(ListPlace, ListFault)]) {
        let dropped: Vec<_> = dropped.iter().map(|one| (*one).to_owned()).collect();
        let found = List::read(text.as_bytes(), &dropped).unwrap_err();
        let expected: Vec<_> =
            expected.iter().cloned().map(|(place, fault)| ListProblem::at(place, fault)).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn cell(line: usize, column: usize, heading: &str) -> ListPlace {
        ListPlace::Cell { line, column, heading: heading.to_owned() }
    }

    #[test]
    fn a_sound_list_is_read() {
        let list = read("\u{feff}Case;RoSH\r\n\"C;1\";Low\r\nC2; High \r\n").unwrap();
        assert_eq!(list.headings, ["Case", "RoSH"]);
        let rows: Vec<_> = list.rows.iter().map(|row| (row.line, row.cells.join("|"))).collect();
        assert_eq!(rows, [(2, "C;1|Low".to_owned()), (3, "C2|High".to_owned())]);
        assert_eq!(list.column(" rosh "), Some(1));
        assert_eq!(list.column("sex"), None);
    }

    #[test]
    fn what_a_spreadsheet_leaves_around_a_table_is_put_up_with() {
        let list = read("Case,RoSH,,\n1,Low,,\n,,,\n2,High,,\n,,,\n").unwrap();
        assert_eq!(list.headings, ["Case", "RoSH"]);
        assert_eq!(list.rows.len(), 2);
        assert_eq!(list.rows[1].line, 4);
        assert_eq!(read("Case,RoSH,,\n1,Low\n").unwrap().rows.len(), 1);
    }

    #[test]
    fn ragged_rows_are_told_with_line_and_column() {
        check_problems(
            "a,b,c\n1,2\n1,2,3,4\n1,2,3\n",
            &[],
            &[
                (ListPlace::Line(2), ListFault::CellsMissing { found: 2, headings: 3 }),
                (cell(3, 4, ""), ListFault::CellTooMany),
            ],
        );
    }

    #[test]
    fn headings_have_to_be_there_and_to_differ() {
        check_problems(
            "a,,A \n1,2,3\n",
            &[],
            &[
                (cell(1, 2, ""), ListFault::HeadingMissing),
                (cell(1, 3, "A"), ListFault::HeadingTwice),
            ],
        );
        check_problems("", &[], &[(ListPlace::List, ListFault::Empty)]);
        check_problems("a,b\n", &[], &[(ListPlace::List, ListFault::NoRows)]);
    }

    #[test]
    fn text_that_is_none_is_told_at_its_line() {
        let found = List::read(b"a,b\n1,2\n3,\xe9\n", &[]).unwrap_err();
        assert_eq!(found, [ListProblem::at(ListPlace::Line(3), ListFault::NotText)]);
        let utf16: Vec<u8> = "a,b\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let found = List::read(&utf16, &[]).unwrap_err();
        assert_eq!(found, [ListProblem::at(ListPlace::Line(1), ListFault::NotText)]);
        check_problems("a,b\n1,\"2\n", &[], &[(ListPlace::Line(2), ListFault::QuoteOpen)]);
    }

    #[test]
    fn names_are_refused_and_dropped_names_are_not_kept() {
        let text = "Case,Surname,RoSH\n1,Secret,Low\n";
        check_problems(text, &[], &[(cell(1, 2, "Surname"), ListFault::NamesAPerson)]);
        let list = List::read(text.as_bytes(), &["surname".to_owned()]).unwrap();
        assert_eq!(
            (list.headings.join("|"), list.dropped.join("|")),
            ("Case|RoSH".into(), "Surname".into())
        );
        assert!(!format!("{list:?}").contains("Secret"));
        assert_eq!(list.place(2, 1), cell(2, 3, "RoSH"));
        check_problems(
            text,
            &["Surname", "Alias"],
            &[(ListPlace::Line(1), ListFault::UnknownHeading("Alias".to_owned()))],
        );
    }
}
