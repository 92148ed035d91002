//! The command line as people and scripts use it: the built program, real files, what it prints.

#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

mod bad_files;
mod check;
mod desk;
mod framework_files;
mod guide;
mod json;
mod many;
mod rate;
mod sample;
mod seal;
mod summary;
mod wrong_use;
