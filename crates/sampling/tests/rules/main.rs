//! The rules of samples, from the text of a list to the cases drawn.

#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

mod desk;
mod drawing;
mod left_out;
mod matching;
mod numbers;
mod plans;
mod properties;
mod strata;
