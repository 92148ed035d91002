//! Worked examples beside a framework: `golden.toml`.
//!
//! Each gives groups of cases and what the lead inspector proposes, and says what has to come out. A
//! person can check it by hand, so a change of a rule that alters a published result cannot pass
//! unnoticed. `docs/frameworks.md` tells the format to authors.

use domain::{Certainty, Framework, Rating, Reference, Refusal, Share, Tally};

mod compare;
mod inspect;
mod record;

/// The most cases of one example: more than any inspection ever read.
pub const MOST_CASES: u32 = 5_000;

/// A worked example.
#[derive(Clone, PartialEq, Debug)]
pub struct Golden {
    /// The line of the file it begins at, from 1.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// Where it is from: a section of `docs/domain.md` and a source, or "worked by hand".
    pub source: String,
    /// How sure what is expected is.
    pub certainty: Certainty,
    /// The total expected, as it is written: `25/36`.
    pub total: String,
    /// The overall rating expected, as it is written: `good`, or `none`.
    pub overall: String,
    record: record::GoldenRecord,
}

/// Why worked examples cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unreadable {
    /// The line, from 1.
    pub line: usize,
    /// The column in letters, from 1.
    pub column: usize,
    /// What is wrong, in the technical words of the reader.
    pub words: String,
}

/// Something in an example that is not as it should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// The framework has nothing of this name.
    Unknown(String),
    /// A word or a fraction that cannot stand here.
    NotAllowed(String),
    /// The example gives more cases than are run.
    TooManyCases,
    /// A standard for which nothing is expected.
    NotNamed(Reference),
    /// A group of cases, counted from 1, is not asked this key question, so it cannot be judged so.
    NotAsked {
        /// The group.
        group: usize,
        /// The key question.
        key_question: Reference,
    },
    /// What is given cannot be.
    Refused(Refusal),
    /// The computed rating of a standard.
    Standard {
        /// The standard.
        reference: Reference,
        /// What is expected and what was found.
        rating: Differs<Option<Rating>>,
    },
    /// The share of a key question.
    Share {
        /// The key question.
        reference: Reference,
        /// What is expected and what was found.
        share: Differs<Share>,
    },
    /// The total.
    Total(Differs<Tally>),
    /// The overall rating.
    Overall(Differs<Option<Rating>>),
    /// Whether the bands of the total are derived by the general rule.
    DerivedBands(Differs<bool>),
    /// Whether the band of a key question rests on rounding.
    Rounding {
        /// The key question.
        reference: Reference,
        /// What is expected and what was found.
        rests: Differs<bool>,
    },
    /// The total with the panel's ratings; none where the panel gave none.
    PanelTotal(Differs<Option<Tally>>),
    /// The overall rating with the panel's ratings.
    PanelOverall(Differs<Option<Rating>>),
}

/// A value expected, and the one that was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Differs<T> {
    /// What was expected.
    pub expected: T,
    /// What was found.
    pub found: T,
}

/// Reads worked examples.
///
/// # Errors
/// Where the text stops being what they are written in.
pub fn read(text: &str) -> Result<Vec<Golden>, Unreadable> {
    record::read(text)
}

/// Runs an example; nothing is found where all is as expected.
pub fn run(framework: &Framework, golden: &Golden) -> Vec<Finding> {
    let mut findings = Vec::new();
    if let Some(inspection) = inspect::inspection(framework, &golden.record, &mut findings) {
        let results = domain::rate(framework, &inspection);
        compare::compare(framework, &results, &golden.record.expect, &mut findings);
    }
    findings
}
