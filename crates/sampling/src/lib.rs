//! Samples of cases: how many, which ones, and how well they match what they were drawn from.
//!
//! Nothing here reads a file, tells the time or draws a seed: the text of a list and a seed are
//! handed in, and every finding goes out as a value that the page and the command line word alike.
//! The same list, in whatever order, and the same seed give the same sample on every machine.
//!
//! Reading order: a [`List`] is the rows of a CSV file; [`Columns`] say what each column is; a
//! [`Population`] is who can be drawn, and who was left out and why; a [`Plan`] says how many of
//! each stratum; [`draw`] chooses them; [`match_tables`] hold the sample against its population;
//! [`case_numbers`] are those it gets in an inspection.
//! [`sample_size`], [`margin`] and [`wilson`] stand on their own.
//!
//! Where a rule cites a section ("4.4"), it is a section of `docs/domain.md`.

mod percent;
pub use percent::{Percent, decimals, percent_of};
mod normal;
pub use normal::Confidence;
mod size;
pub use size::{Margin, Precision, SampleSize, margin, sample_size};
mod wilson;
pub use wilson::{Interval, wilson, wilson_of_population};

mod problem;
pub use problem::{ListFault, ListPlace, ListProblem, PlanFault};
mod cells;
mod list;
pub use list::{List, Row};
mod headings;
pub use headings::{Role, names_a_person, recognised};
mod columns;
pub use columns::{ColumnNames, Columns, Grouping, StratumColumn};
mod population;
pub use population::{EligibleCase, Group, LeftOut, Population, Reason, Stratum};

mod apportion;
pub use apportion::apportion;
mod plan;
pub use plan::{Choices, DEFAULT_CAP, Plan, Size, StratumPlan};
mod chance;
pub use chance::Seed;
mod draw;
pub use draw::{Drawn, Kind, Pick, StratumDrawn, draw};
mod matching;
pub use matching::{MatchColumn, MatchRow, MatchTable, PartMargin, margins, match_tables};
mod numbers;
pub use numbers::{case_numbers, pool_named};
mod table;
pub use table::{sample_list, sample_rows};
