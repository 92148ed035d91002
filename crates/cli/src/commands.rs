//! The commands: each is given files and gives back what to print.

mod about;
mod check;
mod framework;
mod rate;
mod sample;
mod summary;

pub(crate) use check::check;
pub(crate) use framework::framework;
pub(crate) use rate::rate;
pub(crate) use sample::sample;
pub(crate) use summary::summary;
