//! The shelf without a browser: saving when the store fails, and opening what is left.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

mod bench;
mod cipher;
mod copies;
mod everything;
mod faults;
mod locks;
mod mending;
mod turns;
