//! The rules of Caseread, each as a claim and some data.
//!
//! A test writes changes as lines of text at a [`desk::Desk`] and holds what the rules say against
//! sentences of [`statements`]. Where an interface moves, these two move and no test does.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

mod builder;
mod chance;
mod desk;
mod sample;
mod statements;

mod applicability;
mod bands;

mod caps;
mod carrying;
mod changes;
mod completing;
mod deciding;
mod definitions;
mod differences;
mod discretion;
mod hand_over_keys;
mod hints;
mod histories;
mod mixed;
mod names;
mod nearness;
mod news;
mod optional;
mod overall;
mod owed;
mod panel;
mod properties;
mod refusals;
mod routing;
mod samples;
mod truth;
mod undoing;
mod words;
