//! Files in.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Fault, Place, Problem};
use wire::{Edition, Exported, LARGEST_FILE};

/// Why a file could not be read.
pub(crate) enum Unread {
    /// It cannot be opened, or stops while it is read.
    Unopened(io::Error),
    /// It is a folder without an export in it.
    NoExport,
    /// What is wrong with it.
    Problems(Vec<Problem>),
}

/// Reads a file as text. One that is too large is refused before it is read.
pub(crate) fn read_text(path: &Path) -> Result<String, Unread> {
    let mut text = String::new();
    read_text_into(&mut text, path)?;
    Ok(text)
}

/// Reads a file as text, in the place of another.
pub(crate) fn read_text_into(text: &mut String, path: &Path) -> Result<(), Unread> {
    let file = File::open(path).map_err(Unread::Unopened)?;
    let length = file.metadata().map_err(Unread::Unopened)?.len();
    refuse_large(length)?;
    let mut bytes = std::mem::take(text).into_bytes();
    bytes.clear();
    bytes.reserve_exact(usize::try_from(length).unwrap_or_default());
    // What is no plain file tells no length beforehand.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(Unread::Unopened)?;
    put_text(text, bytes)
}

/// Takes the bytes of a file as text, in the place of another.
pub(crate) fn put_text(text: &mut String, bytes: Vec<u8>) -> Result<(), Unread> {
    refuse_large(bytes.len() as u64)?;
    *text = String::from_utf8(bytes).map_err(|_| problem(Fault::NotText))?;
    Ok(())
}

/// Reads a file as an export.
pub(crate) fn read_export(path: &Path) -> Result<Exported, Unread> {
    let text = read_text(path)?;
    wire::read(&text, frameworks::edition).map_err(Unread::Problems)
}

/// The editions that files brought, so that each is read once and shared by all files that work to it.
#[derive(Default)]
pub(crate) struct Editions(Mutex<Vec<Arc<Edition>>>);

/// The most editions kept, so that the memory for them has a bound.
const MOST_EDITIONS: usize = 16;

impl Editions {
    /// The edition with this digest, if it is bundled or a file brought it.
    pub(crate) fn known(&self, digest: &str) -> Option<Arc<Edition>> {
        let brought = || {
            let kept = self.kept();
            kept.iter().find(|one| one.framework.digest == digest).cloned()
        };
        frameworks::edition(digest).or_else(brought)
    }

    /// Keeps an edition that a file brought.
    pub(crate) fn keep(&self, edition: &Arc<Edition>) {
        if self.known(&edition.framework.digest).is_none() {
            let mut kept = self.kept();
            if kept.len() < MOST_EDITIONS {
                kept.push(Arc::clone(edition));
            }
        }
    }

    fn kept(&self) -> MutexGuard<'_, Vec<Arc<Edition>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a file is called in what is printed.
pub(crate) fn name(path: &Path) -> String {
    path.display().to_string()
}

fn refuse_large(found: u64) -> Result<(), Unread> {
    if found > LARGEST_FILE {
        return Err(problem(Fault::TooLarge { found, most: LARGEST_FILE }));
    }
    Ok(())
}

fn problem(fault: Fault) -> Unread {
    Unread::Problems(vec![Problem::at(Place::File, fault)])
}
