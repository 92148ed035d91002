//! Lines for a terminal.

use domain::{Fault, Problem};
use words::Words;

use crate::input::Unread;

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

    /// A problem of an export, with its place and the way out.
    pub(crate) fn problem(&mut self, words: Words, file: &str, problem: &Problem) {
        self.problem_with_hint(words, file, problem, words.hint(&problem.fault));
    }

    /// A problem of a framework file, which its author can mend.
    pub(crate) fn framework_problem(&mut self, words: Words, file: &str, problem: &Problem) {
        let hint = match problem.fault {
            Fault::WrongShape(_) => words.cli_problem_framework_shape_hint(),
            _ => words.hint(&problem.fault),
        };
        self.problem_with_hint(words, file, problem, hint);
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
            Unread::NoExport => {
                self.line(&words.cli_problem_no_export(file));
                self.line(&words.cli_problem_hint(words.cli_problem_no_export_hint()));
            }
            Unread::Problems(problems) => {
                problems.iter().for_each(|problem| self.problem(words, file, problem));
            }
        }
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
