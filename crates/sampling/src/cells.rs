//! CSV text into cells, and cells into CSV text.

use csv_core::{ReadRecordResult, ReaderBuilder};

/// A row of cells as it stands in a file.
pub(crate) struct Cells {
    /// The line it begins in, from 1.
    pub(crate) line: usize,
    /// The cells, without the blanks around them.
    pub(crate) cells: Vec<String>,
}

/// What marks a cell off from the next in this text: the one of comma, semicolon and tab that stands
/// most often in its first line outside quotation marks. Where none does, a comma.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(one, _)| *one == byte).for_each(|(_, n)| *n += 1),
        }
    }
    let most = counts.iter().map(|(_, n)| *n).max().unwrap_or_default();
    counts.iter().find(|(_, n)| *n == most).map_or(b',', |(one, _)| *one)
}

/// The rows of a text; the line of a quotation mark that nothing closes where there is one.
///
/// A byte order mark, lines ended by CR and LF, and empty lines are put up with.
pub(crate) fn read(text: &str) -> Result<Vec<Cells>, usize> {
    let separator = separator(text);
    let mut reader = ReaderBuilder::new().delimiter(separator).build();
    // The last line gets an end, so that what the reader still waits for then can only be a
    // quotation mark.
    let mut input = text.as_bytes().to_vec();
    input.push(b'\n');
    let mut cells = vec![0; input.len()];
    let mut ends = vec![0; 1 + input.iter().filter(|byte| **byte == separator).count()];
    let mut rows = Vec::new();
    let mut rest = &input[..];
    loop {
        // Line ends before a row, such as those of empty lines, are read together with it.
        let before = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let line = reader.line() as usize + before.filter(|byte| **byte == b'\n').count();
        let (result, read, n_bytes, n_ends) = reader.read_record(rest, &mut cells, &mut ends);
        rest = &rest[read..];
        match result {
            ReadRecordResult::Record => {
                rows.push(Cells { line, cells: cut(&cells, &ends[..n_ends]) })
            }
            ReadRecordResult::End => return Ok(rows),
            ReadRecordResult::InputEmpty if n_bytes == 0 && n_ends == 0 => return Ok(rows),
            // There is room for all of the text, so nothing else can hold the reader up.
            _ => return Err(line),
        }
    }
}

fn cut(bytes: &[u8], ends: &[usize]) -> Vec<String> {
    let begins = std::iter::once(0).chain(ends.iter().copied());
    // What is cut at separators out of UTF-8 is UTF-8.
    let text = |from: usize, to: usize| std::str::from_utf8(&bytes[from..to]).unwrap_or_default();
    let cell = |(from, to): (usize, &usize)| let_go(text(from, *to).trim()).to_owned();
    begins.zip(ends).map(cell).collect()
}

/// Rows as CSV that spreadsheets open as they should: UTF-8 with a byte order mark, commas, lines
/// ended by CR and LF, and no cell that would be run as a formula (4.9). Read back, the cells are the same.
pub(crate) fn write(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                text.push(',');
            }
            add(&mut text, cell);
        }
        text.push_str("\r\n");
    }
    text
}

/// The csv crate's own writer would bring its reader of numbers along, which is larger than all of
/// the rest here.
fn add(text: &mut String, cell: &str) {
    // A heading with semicolons would else be taken for several.
    let quoted = cell.contains([',', ';', '\t', '"', '\r', '\n']);
    if quoted {
        text.push('"');
    }
    if would_run(cell) {
        text.push(HELD);
    }
    for letter in cell.chars() {
        if letter == '"' {
            text.push('"');
        }
        text.push(letter);
    }
    if quoted {
        text.push('"');
    }
}

/// A spreadsheet takes a cell that begins in one of these ways for a formula and runs it (4.9). Some take
/// the wide letters of East Asian keyboards for the narrow ones.
const RUN: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// What stands in front of such a cell, so that it is text.
const HELD: char = '\'';

/// Whether a cell would be run, were it not for the apostrophes and blanks it may begin with. Those that
/// have them count as well: so what was held can be told from what began with an apostrophe by itself.
fn would_run(cell: &str) -> bool {
    cell.trim_start_matches([HELD, ' ']).starts_with(RUN)
}

/// A cell as it was before it was held.
fn let_go(cell: &str) -> &str {
    cell.strip_prefix(HELD).filter(|cell| would_run(cell)).unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_written_is_read_back(
            cells in prop::collection::vec("[-=+@'\"＝＠,;\t\r\n a\u{feff}ŵ]{0,6}", 2..9),
        ) {
            // Cells come from lists, whose cells have no blanks around them; and a row of nothing is no row.
            let mut cells: Vec<_> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            cells.push("x".to_owned());
            let rows = [cells.clone(), cells];
            let back: Vec<_> = read(&write(&rows)).unwrap().into_iter().map(|row| row.cells).collect();
            prop_assert_eq!(back, rows);
        }
    }

    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let rows = read(text).unwrap();
        let found: Vec<_> = rows
            .iter()
            .map(|row| (row.line, row.cells.iter().map(String::as_str).collect::<Vec<_>>()))
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|(line, cells)| (*line, cells.to_vec())).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_usual_separator_and_line_end_is_read() {
        let rows: &[(usize, &[&str])] = &[(1, &["a", "b"]), (2, &["1", "2"])];
        for text in [
            "a,b\n1,2\n",
            "a,b\n1,2",
            "a;b\r\n1;2\r\n",
            "a\tb\n1\t2\n",
            "\u{feff}a,b\r\n1,2",
            "\"a\",\"b\"\n\"1\",2\n",
            " a , b \n1, 2",
        ] {
            check(text, rows);
        }
    }

    #[test]
    fn the_separator_is_the_one_of_the_headings() {
        check("a;\"b,c,d\"\n1,5;2\n", &[(1, &["a", "b,c,d"]), (2, &["1,5", "2"])]);
        check("a\n1\n", &[(1, &["a"]), (2, &["1"])]);
    }

    #[test]
    fn cells_in_quotation_marks_hold_anything() {
        check(
            "a,b\n\"x,\n\"\"y\"\"\",2\nz,3\n",
            &[(1, &["a", "b"]), (2, &["x,\n\"y\"", "2"]), (4, &["z", "3"])],
        );
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        check(
            "\r\n\r\na,b\r\n\r\n1,2\r\n\r\n\r\n3,4",
            &[(3, &["a", "b"]), (5, &["1", "2"]), (8, &["3", "4"])],
        );
        check("", &[]);
        check("\n\n", &[]);
    }

    #[test]
    fn a_quotation_mark_that_stays_open_is_found_where_it_opens() {
        assert_eq!(read("a,b\n1,2\n3,\"4\n5,6\n").err(), Some(3));
        assert_eq!(read("a,b\n1,\"").err(), Some(2));
        check("a,b\n1,5\"\n", &[(1, &["a", "b"]), (2, &["1", "5\""])]);
    }

    #[test]
    fn what_is_written_is_read_back() {
        let rows = [["a", "ŵ \"x\""], ["one, two", "line\r\nbreak"], ["", ";"]];
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let text = write(&rows);
        assert!(text.starts_with("\u{feff}a,\"ŵ \"\"x\"\"\"\r\n"), "{text:?}");
        let back: Vec<_> = read(&text).unwrap().into_iter().map(|row| row.cells).collect();
        assert_eq!(back, rows);
    }

    #[test]
    fn no_cell_is_left_to_be_run_as_a_formula_and_each_is_read_back() {
        for begin in "=+-@\t\r\n＝＋－＠".chars() {
            for before in ["", "'", "''", "' "] {
                let cells = vec![format!("{before}{begin}1+1"), "x=1".to_owned()];
                let text = write(std::slice::from_ref(&cells));
                let cell = text.trim_start_matches('\u{feff}').trim_start_matches('"');
                assert!(cell.starts_with(&format!("'{before}{begin}")), "{text:?}");
                assert!(text.contains(",x=1"), "{text:?}");
                assert_eq!(read(&text).unwrap()[0].cells, cells, "{text:?}");
            }
        }
    }

    #[test]
    fn an_apostrophe_that_holds_nothing_stays() {
        check("'tis,'\n''x,' '\n", &[(1, &["'tis", "'"]), (2, &["''x", "' '"])]);
    }
}
