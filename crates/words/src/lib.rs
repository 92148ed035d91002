//! The words of Caseread: every sentence that the page and the command line show.
//!
//! The texts stand in `texts/LANGUAGE/*.toml`; the build makes a function of each. What is worded
//! here by hand is only the choice of the text for a value of the domain, so that a rating's reason
//! reads the same on every screen, in print and in a terminal.

use std::fmt::Display;

use domain::Language;

mod problem;
mod rating;
mod sampling;

/// The texts, in one language.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Words {
    /// The language.
    pub language: Language,
}

/// The plural forms of the languages we write.
enum Plural {
    One,
    Other,
}

impl Words {
    fn plural(self, n: usize) -> Plural {
        if n == 1 { Plural::One } else { Plural::Other }
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
