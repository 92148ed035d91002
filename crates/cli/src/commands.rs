//! The commands: each is given files and gives back what to print.

mod about;
mod check;
mod framework;
mod key;
mod open;
mod rate;
mod sample;
mod seal;
mod summary;

pub(crate) use check::check;
pub(crate) use framework::framework;
pub(crate) use key::key;
pub(crate) use open::open;
pub(crate) use rate::rate;
pub(crate) use sample::sample;
pub(crate) use seal::{Unsealed, seal};
pub(crate) use summary::summary;
