//! The words of Caseread: every sentence that the page and the command line show.
//!
//! The texts stand in `texts/LANGUAGE/*.toml`; the build makes a function of each. What is worded
//! here by hand is only the choice of the text for a value of the domain, so that a rating's reason
//! reads the same on every screen, in print and in a terminal.

use std::fmt::Display;

use domain::Language;

mod difference;
mod framework;
mod history;
mod laptop;
mod problem;
mod rating;
mod runs;
mod sampling;
mod sealing;

pub use runs::{Run, runs};

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

    /// A list in which each holds: `one, two and three`.
    pub fn and<T: AsRef<str>>(self, parts: &[T]) -> String {
        listed(parts, |first, last| self.list_and(first, last))
    }

    /// A list of which one holds: `one, two or three`.
    pub fn or<T: AsRef<str>>(self, parts: &[T]) -> String {
        listed(parts, |first, last| self.list_or(first, last))
    }
}

fn listed<T: AsRef<str>>(parts: &[T], join: impl Fn(&str, &str) -> String) -> String {
    let parts: Vec<_> = parts.iter().map(AsRef::as_ref).collect();
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, first)) => join(&first.join(", "), last),
    }
}

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
