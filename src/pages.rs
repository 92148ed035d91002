//! One screen a file.

pub mod about;
pub mod case_details;
pub mod case_reading;
pub mod cases;
pub mod check;
pub mod drill;
pub mod edition;
pub mod everything;
pub mod framework;
pub mod frameworks;
pub mod hand_over;
pub mod help;
pub mod history;
pub mod home;
pub mod import;
pub mod inspection;
pub mod moments;
pub mod new;
pub mod overview;
pub mod passphrase;
pub mod remove;
pub mod results;
pub mod sample;
pub mod service;
pub mod unlock;
