//! Sealing: a file that only a passphrase or a secret key opens, in the age format.
//!
//! A file is opened whole or not at all: no part of a text comes out of a file that was cut short, altered, or sealed for
//! somebody else. What is sealed is opened again before it is given out.
//!
//! Without its feature `age` the crate knows only whether a file is sealed and what can be wrong with it, so that a program
//! can speak of sealed files without carrying what opens them.

mod fault;
mod passphrase;
mod recognise;

#[cfg(feature = "age")]
mod keys;
#[cfg(feature = "age")]
mod opening;
#[cfg(feature = "age")]
mod sealing;

#[cfg(all(test, feature = "age"))]
#[expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]
mod tests;

pub use fault::Fault;
#[cfg(feature = "age")]
pub use keys::{KeyPair, key_pair, public_keys};
#[cfg(feature = "age")]
pub use opening::{With, lock, open};
pub use passphrase::{SHORTEST_PASSPHRASE, Strength, strength};
pub use recognise::{Lock, is_sealed};
#[cfg(feature = "age")]
pub use sealing::{To, seal};

/// The most bytes that are sealed, and that come out of a sealed file: as many as an export may have.
pub const LARGEST_PLAIN: u64 = 300_000_000;

/// The most bytes of a sealed file. As text it is a third and a seventieth larger than what is in it.
pub const LARGEST_SEALED: u64 = 410_000_000;

/// The work that trying a passphrase on a file of ours costs: 2 to this power, in scrypt's measure.
///
/// Each step doubles the time and the memory, here 128 MB. `docs/decisions/0011-sealing.md` has the times.
pub const WORK: u8 = 17;

/// The most work that is done to try a passphrase on a file from elsewhere: eight times that on ours, and 1 GB of memory.
/// The tool `age` asks for 18.
pub const MOST_WORK: u8 = 20;

/// The most bytes of a sealed file's head. Every key in it costs time to try.
pub const LONGEST_HEAD: usize = 64 * 1024;
