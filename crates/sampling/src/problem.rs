//! What can be wrong with a list or a plan. The words for it, with the way out, are the shells' catalogue.

use crate::{Percent, Role};

/// Something wrong in a list, with the place it was found at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ListProblem {
    /// Where it is.
    pub place: ListPlace,
    /// What it is.
    pub fault: ListFault,
}

impl ListProblem {
    /// A problem found at `place`.
    pub(crate) fn at(place: ListPlace, fault: ListFault) -> Self {
        Self { place, fault }
    }
}

/// A place in a list. Lines and columns count from 1; a line is one of the file, so that an editor
/// finds it, and a row with line breaks in its cells is told at its first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListPlace {
    /// The list as a whole.
    List,
    /// A line.
    Line(usize),
    /// A cell, or a heading.
    Cell {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
        /// What the column is headed; empty where it has no heading.
        heading: String,
    },
}

/// What can be wrong with a list. Closed, so that every one of them has its words and its way out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ListFault {
    /// It is not text in UTF-8 from here on.
    NotText,
    /// There is no line with headings.
    Empty,
    /// There are headings, and nothing below them.
    NoRows,
    /// A quotation mark opens a cell that nothing closes.
    QuoteOpen,
    /// A row has fewer cells than there are headings.
    CellsMissing {
        /// The cells found.
        found: usize,
        /// The headings.
        headings: usize,
    },
    /// A cell stands beyond the last heading.
    CellTooMany,
    /// A column with content has no heading.
    HeadingMissing,
    /// Two columns have the same heading.
    HeadingTwice,
    /// A column looks as if it held names, dates of birth or addresses, which may not travel.
    NamesAPerson,
    /// A heading was named that the list does not have.
    UnknownHeading(String),
    /// No column is recognised as this, and none was named.
    ColumnNotFound(Role),
    /// Several columns could be this: their headings.
    ColumnUnclear(Role, Vec<String>),
    /// A cell is empty that has to be filled.
    CellEmpty(Role),
    /// A case reference that stands in an earlier line too.
    ReferenceTwice {
        /// The reference.
        reference: String,
        /// The earlier line.
        line: usize,
    },
    /// Not a day of the calendar, as `YYYY-MM-DD` or `DD/MM/YYYY`.
    NotADate(String),
    /// A person stands in several rows, so that it must be known which case began first.
    StartOwed,
    /// Every row was left out.
    NothingEligible,
}

/// Why a plan cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlanFault {
    /// A sample of no cases was asked for.
    NoCases,
    /// More cases were asked for than are eligible.
    MoreThanEligible {
        /// The cases asked for.
        asked: u32,
        /// The eligible cases.
        eligible: u32,
    },
    /// A case manager may have no case at all.
    CapOfNothing,
    /// More reserves than cases were asked for: at most 100 % may be.
    BufferTooLarge(Percent),
}
