//! The rules of Caseread: frameworks, casework and ratings, with nothing else around them.
//!
//! This crate depends on the standard library only. It cannot tell the time, draw a random number,
//! read a file or print a sentence: times and identities are handed in, and every finding goes out
//! as a value that the page and the command line word alike.
//!
//! Reading order: a [`Framework`] says what is asked, an [`Inspection`] holds what was answered and
//! is the fold of its [`Change`]s, [`rate_case`] and [`rate`] say what follows.
//!
//! Where a rule cites a section ("3.3"), it is a section of `docs/domain.md`.

mod sorted;
pub use sorted::Sorted;
mod name;
pub use name::{Name, Reference, Slug};
mod ids;
pub use ids::{CaseId, DeviceId, EvidenceId, InspectionId, ReadingId};
mod passphrase;
pub use passphrase::{SHORTEST, Strength, strength};
mod date;
pub use date::Date;
mod text;
pub use text::{Language, Text};
mod problem;
pub use problem::{Fault, Place, Problem, Shape};

mod condition;
pub use condition::{Condition, Truth};
mod detail;
pub use detail::{Choice, DetailField, DetailGroup, DetailKind, DetailValue};
mod framework;
pub use framework::{
    Aggregation, Bands, Cap, Certainty, Combination, Discretion, Domain, Evidence, Framework,
    FrameworkParts, KeyQuestion, Pool, Prompt, PromptPlace, Rounding, Rules, Sampling, Source,
    Standard,
};

mod difference;
pub use difference::{
    Carries, Difference, Field, How, Part, Value, asked_in_cases, carries, difference, known_again,
};

mod answer;
pub use answer::{Answer, Entry, Judgement, Verdict};
mod case;
pub use case::{Case, Reading, ReadingState};
mod service;
pub use service::{Direction, EvidenceEntry, Given, Proposal, Proposed, ServiceRecord, SourceKind};
mod hand_over_key;
pub use hand_over_key::HandOverKey;
mod inspection;
pub use inspection::{Inspection, Nation, Origin};
mod change;
pub use change::{Change, ChangeId, EvidencePart, InspectionField, Refusal, Stamp, Target};
mod apply;
mod carry;
pub use carry::{Carried, carry};
mod compare;
mod complete;
mod history;
mod restate;
pub use history::{Alteration, Edit, edits};
mod undo;
pub use compare::{CaseNews, Comparison, compare};
pub use undo::{NoStep, StepBack, Steps};

mod asked;
pub use asked::{Applies, applies, is_shown};
mod rating;
pub use rating::{
    Bearing, Because, CaseKeyQuestion, CaseRating, CaseStandard, Counts, DomainResult, Flags, Hint,
    Indicative, KeyQuestionResult, Meets, Moves, NearEdge, Overall, OverallMoves, Owed, Rating,
    ReasonOwed, Results, Share, StandardResult, Tally, Toward, Way, bearing, deciding_cases, rate,
    rate_case,
};
mod progress;
pub use progress::{CaseProgress, Progress, ServiceOwed, progress};
