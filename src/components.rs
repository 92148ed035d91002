//! The parts that pages are made of.

pub mod fields;
pub mod masthead;
pub mod note_field;
pub mod notice;
pub mod outline;
pub mod panel_rating;
pub mod passphrase_fields;
pub mod problems;
pub mod question;
pub mod rating_tag;
pub mod share_bar;
pub mod unconfirmed;
