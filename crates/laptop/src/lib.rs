//! Will this laptop keep the work? From what was found on it to a verdict.
//!
//! The page measures, this decides, `words` says. Nothing here knows a browser, a clock or chance,
//! and nothing of casework comes in.

mod finding;
mod mark;
mod verdict;

pub use finding::{Canary, Dialog, FileOut, Finding, Lock, Outcome, SecondTab};
pub use mark::{Mark, Place};
pub use verdict::{Findings, Verdict, Weight};
