//! What Caseread writes and reads: frozen files, files with mistakes, and files of any work there is.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

#[allow(dead_code, reason = "the tests of the rules ask more of a desk than these do")]
#[path = "../../../domain/tests/rules/desk.rs"]
mod desk;
mod practice;
mod problems;

mod built_frameworks;
mod chosen;
mod content;
mod fixtures;
mod framework_files;
mod heads;
mod hostile;
mod legal_edits;
mod locks;
mod parted;
mod shelved;
mod together;
mod whose;
