//! Ratings: made from a framework and an inspection, never stored, always with their reasons.
//!
//! Integers only. No rating depends on a clock, on chance or on the order in which cases were read.

mod case;
mod discretion;
mod nearness;
mod overall;
mod standard;

pub use case::{
    CaseKeyQuestion, CaseRating, CaseStandard, Counts, Hint, Indicative, Meets, Owed, ReasonOwed,
    rate_case,
};
pub use discretion::{Flags, NearEdge, Toward};
pub use nearness::{Moves, OverallMoves, Way};
pub use overall::{DomainResult, Overall, Results, Tally, rate};
pub use standard::{Bearing, Because, KeyQuestionResult, StandardResult, bearing, deciding_cases};

/// One of the four ratings, the lowest first (3.1).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Rating {
    /// Inadequate.
    Inadequate,
    /// Requires improvement.
    RequiresImprovement,
    /// Good.
    Good,
    /// Outstanding.
    Outstanding,
}

impl Rating {
    /// All four, the lowest first.
    pub const ALL: [Self; 4] =
        [Self::Inadequate, Self::RequiresImprovement, Self::Good, Self::Outstanding];

    /// The word in files: `requires-improvement`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inadequate => "inadequate",
            Self::RequiresImprovement => "requires-improvement",
            Self::Good => "good",
            Self::Outstanding => "outstanding",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.as_str() == text)
    }

    /// The next higher rating.
    pub fn above(self) -> Option<Self> {
        Self::ALL.get(self as usize + 1).copied()
    }

    /// The next lower rating.
    pub fn below(self) -> Option<Self> {
        Self::ALL.get((self as usize).checked_sub(1)?).copied()
    }

    /// How many steps lie between two ratings.
    pub fn steps_to(self, other: Self) -> u32 {
        (self as u32).abs_diff(other as u32)
    }
}

/// A part of a whole, kept as a fraction.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Share {
    /// How many.
    pub part: u32,
    /// Out of how many.
    pub of: u32,
}

impl Share {
    /// The share as a whole percentage, halves rounded up; `None` of nothing (3.2).
    pub fn percent(self) -> Option<u32> {
        let (part, of) = (u64::from(self.part), u64::from(self.of));
        (of > 0).then(|| ((200 * part + of) / (2 * of)) as u32)
    }
}
