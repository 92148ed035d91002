//! The Caseread page: it shows, asks and keeps; it decides nothing.
//!
//! Reading order: the store (what the page knows and what can happen), the shelf (where work
//! rests), the browser (the only home of its interfaces), the pages, the components.

pub mod app;
pub mod route;
pub mod store;

pub mod browser;

mod components;
mod copies;
mod files;
mod page_file;
mod pages;
