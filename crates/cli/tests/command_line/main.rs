//! The command line as people and scripts use it: the built program, real files, what it prints.

#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

mod bad_files;
mod check;
mod desk;
mod json;
mod many;
mod rate;
mod summary;
mod wrong_use;
