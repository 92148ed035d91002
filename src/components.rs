//! The parts that pages are made of.

pub mod copy_age;
pub mod copy_panel;
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
pub mod reason_dialog;
pub mod share_bar;
pub mod unconfirmed;
pub mod undo_bar;
