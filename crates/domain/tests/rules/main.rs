//! The rules of Caseread, each as a claim and some data.
//!
//! A test writes changes as lines of text at a [`desk::Desk`] and holds what the rules say against
//! sentences of [`statements`]. Where an interface moves, these two move and no test does.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

mod builder;
mod desk;
mod statements;

mod applicability;
mod bands;
mod changes;
mod definitions;
mod differences;
mod hints;
mod names;
mod news;
mod overall;
mod owed;
mod panel;
mod refusals;
mod samples;
mod truth;
