//! Lines for a terminal.

use domain::{Fault, Place, Problem};
use wire::Located;
use words::Words;

use crate::commands::Unsealed;
use crate::input::{self, Unread};
use crate::secret::NoPassphrase;

/// The widest line of a list, so that it fits an ordinary terminal.
const WIDTH: usize = 78;

/// A text made line by line. What comes from a file can steer no terminal.
#[derive(Default)]
pub(crate) struct Printer {
    text: String,
}

impl Printer {
    /// One line.
    pub(crate) fn line(&mut self, line: &str) {
        self.indented(0, line);
    }

    /// One line, moved in by so many steps.
    pub(crate) fn indented(&mut self, steps: usize, line: &str) {
        self.text.extend(std::iter::repeat_n("  ", steps));
        self.text.extend(line.chars().map(printable));
        self.text.push('\n');
    }

    /// An empty line.
    pub(crate) fn blank(&mut self) {
        self.text.push('\n');
    }

    /// A text of our own, lines and all.
    pub(crate) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A label and a list behind it, over as many lines as it takes.
    pub(crate) fn list(&mut self, label: &str, entries: &[String]) {
        let label = format!("  {label}  ");
        let mut line = label.clone();
        for entry in entries {
            let begun = line.chars().count() > label.chars().count();
            if begun && line.chars().count() + entry.chars().count() > WIDTH {
                self.line(line.trim_end());
                line = " ".repeat(label.chars().count());
            }
            line.push_str(entry);
            line.push_str("  ");
        }
        self.line(line.trim_end());
    }

    /// Rows of cells under one another; from the column `right` on they end in line.
    pub(crate) fn rows(&mut self, rows: &[Vec<String>], right: usize) {
        let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        let length = |cell: &String| cell.chars().count();
        let width = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(length).max();
        let widths: Vec<_> = (0..n_columns).map(|at| width(at).unwrap_or_default()).collect();
        for row in rows {
            let cells = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
                if at < right { format!("{cell:<width$}") } else { format!("{cell:>width$}") }
            });
            self.indented(1, cells.collect::<Vec<_>>().join("  ").trim_end());
        }
    }

    /// A problem of an export, with its place and the way out.
    pub(crate) fn problem(&mut self, words: Words, file: &str, problem: &Problem) {
        self.problem_with_hint(words, file, problem, words.hint(&problem.fault));
    }

    /// A problem of a framework file, which its author can mend.
    fn located(&mut self, words: Words, file: &str, located: &Located) {
        let Located { line, column, problem: Problem { place, fault } } = located;
        let told = words.fault(fault);
        self.line(&match place {
            Place::File => words.cli_framework_problem_here(file, line, column, told),
            place => words.cli_framework_problem(file, line, column, words.place(place), told),
        });
        self.line(&words.cli_problem_hint(words.author_hint(fault)));
    }

    fn problem_with_hint(&mut self, words: Words, file: &str, problem: &Problem, hint: &str) {
        let place = words.place(&problem.place);
        self.line(&words.cli_problem_line(file, place, words.fault(&problem.fault)));
        self.line(&words.cli_problem_hint(hint));
    }

    /// Why a file could not be read.
    pub(crate) fn unread(&mut self, words: Words, file: &str, unread: &Unread) {
        match unread {
            Unread::Unopened(cause) => {
                self.line(&words.cli_problem_unopened(file, cause));
                self.line(&words.cli_problem_hint(words.cli_problem_unopened_hint()));
            }
            Unread::NoExport(true) => {
                self.line(&words.cli_problem_only_sealed(file));
                self.line(&words.cli_problem_hint(words.hint(&Fault::Sealed)));
            }
            Unread::NoExport(false) => {
                self.line(&words.cli_problem_no_export(file));
                self.line(&words.cli_problem_hint(words.cli_problem_no_export_hint()));
            }
            Unread::Problems(problems) => {
                problems.iter().for_each(|problem| self.problem(words, file, problem));
            }
            Unread::Written(problems) => {
                problems.iter().for_each(|problem| self.located(words, file, problem));
            }
            Unread::Built(problems) => problems.iter().for_each(|problem| {
                let hint = words.author_hint(&problem.fault);
                self.problem_with_hint(words, file, problem, hint);
            }),
        }
    }

    /// Why nothing was sealed, opened or made.
    pub(crate) fn unsealed(&mut self, words: Words, file: &str, unsealed: Unsealed) {
        let (what, hint) = match unsealed {
            Unsealed::Unread(unread) => return self.unread(words, file, &unread),
            Unsealed::Already => {
                (words.cli_seal_already().to_owned(), words.cli_seal_already_hint())
            }
            Unsealed::NoKey => (words.cli_seal_no_key().to_owned(), words.cli_seal_no_key_hint()),
            Unsealed::KeyFileWanted => {
                (words.seal_fault_needs_key().to_owned(), words.cli_open_key_file_hint())
            }
            Unsealed::Fault(fault) => (words.seal_fault(&fault), words.seal_way_out(&fault)),
            Unsealed::NoPassphrase(NoPassphrase::Differs) => {
                (words.ways_passphrase_differs().to_owned(), words.cli_seal_differs_hint())
            }
            Unsealed::NoPassphrase(NoPassphrase::Unread(cause)) => {
                (words.cli_seal_no_passphrase(cause), words.cli_seal_no_passphrase_hint())
            }
            Unsealed::NoKeyFile(path, cause) => (
                words.cli_open_no_key_file(input::name(&path), cause),
                words.cli_problem_unopened_hint(),
            ),
            Unsealed::Unwritten(path, cause) => (
                words.cli_seal_unwritten(input::name(&path), cause),
                words.cli_seal_unwritten_hint(),
            ),
        };
        self.line(&words.cli_seal_line(file, what));
        self.line(&words.cli_problem_hint(hint));
    }

    /// The lines.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// A line break would end the line, and other control characters could recolour or move the screen.
fn printable(letter: char) -> char {
    match letter {
        '\n' | '\r' | '\t' => ' ',
        // Marks that turn the direction of writing can make a line read as another.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => char::REPLACEMENT_CHARACTER,
        letter if letter.is_control() => char::REPLACEMENT_CHARACTER,
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_a_file_can_steer_the_terminal() {
        let mut printer = Printer::default();
        printer.line("one\ntwo \u{1b}[31mred\u{7} \u{202e}back");
        assert_eq!(printer.into_text(), "one two \u{fffd}[31mred\u{fffd} \u{fffd}back\n");
    }

    #[test]
    fn rows_stand_under_one_another() {
        let mut printer = Printer::default();
        let rows = [["a", "1", "-"], ["ŵŵ", "12", ""]].map(|row| row.map(str::to_owned).to_vec());
        printer.rows(&rows, 1);
        assert_eq!(printer.into_text(), "  a    1  -\n  ŵŵ  12\n");
    }

    #[test]
    fn a_long_list_goes_on_under_its_beginning() {
        let mut printer = Printer::default();
        let numbers: Vec<_> = (1..=20).map(|number| format!("{number:03}")).collect();
        printer.list("AB", &numbers);
        let text = printer.into_text();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines.len(), 2);
        assert!(lines[0].starts_with("  AB  001  002") && lines[0].len() <= WIDTH, "{text}");
        assert!(lines[1].starts_with("      0"), "{text}");
    }
}
