//! Broken files by chance, held against the readers of Caseread.
//!
//! No reader may stop the program, whatever it is given: it reads the file or tells what is wrong with it.
//! What it reads can be written, and read again as the same. An input is made from a seed and a number
//! alone, so that every one of them can be made again.

mod corpus;
mod damage;
mod promises;

use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::{fs, io};

pub use corpus::{Corpus, Kind};
pub use promises::Outcome;

/// A file by chance.
pub struct Input {
    /// What it is read as.
    pub kind: Kind,
    /// Its text.
    pub text: String,
}

impl Input {
    /// The input of this number under a seed.
    pub fn of(corpus: &Corpus, seed: u64, number: u64) -> Self {
        // Far apart for seeds and numbers that are close together.
        let mut chance =
            fastrand::Rng::with_seed(seed ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let (kind, text) = corpus.choose(&mut chance);
        Self { kind, text: damage::damage(corpus, kind, text, &mut chance) }
    }

    /// Reads it.
    ///
    /// # Errors
    /// The promise that was broken: a panic, or what was read is not what was written.
    pub fn check(&self, corpus: &Corpus) -> Result<Outcome, String> {
        let read = || promises::check(self.kind, &self.text, corpus.framework());
        panic::catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|panic| {
            let words = panic.downcast_ref::<String>().map(String::as_str);
            let words = words.or_else(|| panic.downcast_ref::<&str>().copied());
            Err(format!("panicked: {}", words.unwrap_or("without words")))
        })
    }

    /// Keeps it among the crashers, under a name that tells its kind.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn keep(&self, name: &str) -> io::Result<PathBuf> {
        let folder = crashers();
        fs::create_dir_all(&folder)?;
        let (begins, ends) = self.kind.name();
        let path = folder.join(format!("{begins}-{name}.{ends}"));
        fs::write(&path, &self.text)?;
        Ok(path)
    }
}

/// The folder of inputs that once broke a promise.
pub fn crashers() -> PathBuf {
    home().join("crashers")
}

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
