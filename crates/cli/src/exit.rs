//! How a run ends: what it prints where, and its exit code.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::process::ExitCode;

use words::Words;

use crate::args::WrongUse;
use crate::printer::Printer;

/// The exit codes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Exit {
    /// All is well.
    Well = 0,
    /// There are problems in a file.
    Problems = 1,
    /// It was called wrongly.
    WrongUse = 2,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// What a run leaves behind: all of it, or a part where there is more than one.
pub(crate) struct Outcome {
    /// For standard output.
    pub(crate) out: String,
    /// For standard error.
    pub(crate) err: String,
    /// The exit code.
    pub(crate) exit: Exit,
}

impl Outcome {
    /// A result.
    pub(crate) fn well(out: impl Into<String>) -> Self {
        Self { out: out.into(), err: String::new(), exit: Exit::Well }
    }

    /// No result, since there are problems in a file.
    pub(crate) fn problems(err: Printer) -> Self {
        Self { out: String::new(), err: err.into_text(), exit: Exit::Problems }
    }

    /// No result, since the call was wrong: what is wrong, and what would be right.
    pub(crate) fn wrong_use(words: Words, wrong: &WrongUse) -> Self {
        let what = match wrong {
            WrongUse::NoCommand => words.cli_wrong_no_command().to_owned(),
            WrongUse::UnknownCommand(word) => words.cli_wrong_unknown_command(word),
            WrongUse::UnknownOption(word) => words.cli_wrong_unknown_option(word),
            WrongUse::OptionValue(word) => words.cli_wrong_option_value(word),
            WrongUse::NoFile(command) => words.cli_wrong_no_file(command),
            WrongUse::OneFile(command) => words.cli_wrong_one_file(command),
            WrongUse::OneCommand => words.cli_wrong_one_command().to_owned(),
            WrongUse::Unreadable(cause) => words.cli_wrong_unreadable(cause),
        };
        let mut err = Printer::default();
        err.line(&words.cli_wrong_line(what));
        err.blank();
        err.text(words.cli_usage());
        Self { out: String::new(), err: err.into_text(), exit: Exit::WrongUse }
    }
}

/// Prints outcomes as they come, and remembers the worst.
pub(crate) struct Teller {
    words: Words,
    exit: Exit,
}

impl Teller {
    /// Nothing told yet, and nothing wrong.
    pub(crate) fn new(words: Words) -> Self {
        Self { words, exit: Exit::Well }
    }

    /// Prints an outcome. It breaks off where nobody reads on.
    pub(crate) fn tell(&mut self, outcome: &Outcome) -> ControlFlow<()> {
        self.exit = self.exit.max(outcome.exit);
        let written = io::stdout().write_all(outcome.out.as_bytes());
        // If even this cannot be written there is nobody left to tell.
        let _ = io::stderr().write_all(outcome.err.as_bytes());
        let Err(error) = written else { return ControlFlow::Continue(()) };
        // A reader that has seen enough, such as `head`, is no failure of ours.
        if error.kind() != io::ErrorKind::BrokenPipe {
            eprintln!("{}", self.words.cli_problem_unwritten(error));
            self.exit = Exit::Problems;
        }
        ControlFlow::Break(())
    }

    /// The exit code of all that was told.
    pub(crate) fn exit(self) -> Exit {
        self.exit
    }
}
