//! The page as its users meet it: the one built file, opened from a folder, in a real browser.
//!
//! Run with `cargo xtask test browser`, which builds the page and says where things are:
//!
//! | variable | meaning |
//! |---|---|
//! | `CASEREAD_PAGE` | the built file |
//! | `CASEREAD_BROWSER` | `chromium` or `firefox` |
//! | `CASEREAD_WEBDRIVER` | a driver program, or (for Chromium) the address of a driver that runs |
//!
//! Each test works as one person (or more) at a fresh browser profile; see [`person::Person`].

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test that cannot go on says so by stopping"
)]

mod browser;
mod driver;
mod keys;
mod patience;
mod processes;
mod seat;
mod sight;

mod person;
mod view;

mod journeys;
mod practice;
