//! The browser: the only home of its interfaces. Everything else in the page is plain Rust.

pub mod address;
pub mod cipher;
pub mod clock;
pub mod crash;
pub mod file_in;
pub mod file_out;
pub mod folder;
pub mod idb;
pub mod laptop;
pub mod late;
pub mod local;
pub mod parts;
pub mod sealing;
pub mod shelf;
pub mod sight;
pub mod turn;
