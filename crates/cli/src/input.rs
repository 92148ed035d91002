//! Files in.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::{Fault, Place, Problem};
use wire::{Edition, Exported, LARGEST_FILE, Located, framework_file};

/// What the file of a framework is called in its folder.
pub(crate) const FRAMEWORK: &str = "framework.toml";
/// What the worked examples beside it are called.
pub(crate) const GOLDEN: &str = "golden.toml";

/// Why a file could not be read.
pub(crate) enum Unread {
    /// It cannot be opened, or stops while it is read.
    Unopened(io::Error),
    /// It is a folder without an export in it. Whether there are sealed files in it.
    NoExport(bool),
    /// What is wrong with it.
    Problems(Vec<Problem>),
    /// What is wrong with a framework as its author wrote it.
    Written(Vec<Located>),
    /// What is wrong with a framework as it was built.
    Built(Vec<Problem>),
}

impl Unread {
    /// How many mistakes of an author there are to mend; nothing where it is another kind of trouble.
    pub(crate) fn n_problems(&self) -> Option<usize> {
        match self {
            Self::Written(problems) => Some(problems.len()),
            _ => None,
        }
    }
}

/// Reads a file. One that is too large is refused before it is read.
fn read_at_most(path: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    let file = File::open(path).map_err(Unread::Unopened)?;
    let length = file.metadata().map_err(Unread::Unopened)?.len();
    refuse_large(length, most)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // What is no plain file tells no length beforehand.
    file.take(most + 1).read_to_end(&mut bytes).map_err(Unread::Unopened)?;
    refuse_large(bytes.len() as u64, most)?;
    Ok(bytes)
}

/// Reads a file of any kind.
pub(crate) fn read_bytes(path: &Path) -> Result<Vec<u8>, Unread> {
    read_at_most(path, LARGEST_FILE)
}

/// Reads a sealed file.
pub(crate) fn read_sealed(path: &Path) -> Result<Vec<u8>, Unread> {
    read_at_most(path, seal::LARGEST_SEALED)
}

/// Takes bytes as text. A sealed file, which may not be text, is told as one.
fn text_of(bytes: Vec<u8>) -> Result<String, Unread> {
    if seal::is_sealed(&bytes) {
        return Err(problem(Fault::Sealed));
    }
    wire::text_of(bytes).map_err(|one| Unread::Problems(vec![one]))
}

/// Reads a file as text.
fn read_text(path: &Path, most: u64) -> Result<String, Unread> {
    text_of(read_at_most(path, most)?)
}

/// Reads an export as text, in the place of another text.
pub(crate) fn read_text_into(text: &mut String, path: &Path) -> Result<(), Unread> {
    let file = File::open(path).map_err(Unread::Unopened)?;
    let length = file.metadata().map_err(Unread::Unopened)?.len();
    refuse_large(length, LARGEST_FILE)?;
    let mut bytes = std::mem::take(text).into_bytes();
    bytes.clear();
    bytes.reserve_exact(usize::try_from(length).unwrap_or_default());
    // What is no plain file tells no length beforehand.
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(Unread::Unopened)?;
    put_text(text, bytes)
}

/// Takes the bytes of an export as text, in the place of another text.
pub(crate) fn put_text(text: &mut String, bytes: Vec<u8>) -> Result<(), Unread> {
    refuse_large(bytes.len() as u64, LARGEST_FILE)?;
    *text = text_of(bytes)?;
    Ok(())
}

/// Reads a file as an export.
pub(crate) fn read_export(path: &Path) -> Result<Exported, Unread> {
    let text = read_text(path, LARGEST_FILE)?;
    wire::read(&text, frameworks::edition).map_err(Unread::Problems)
}

/// Reads a framework file, or what belongs to one, as text.
pub(crate) fn read_framework_text(path: &Path) -> Result<String, Unread> {
    read_text(path, framework_file::LARGEST_FILE).map_err(|unread| match unread {
        Unread::Problems(problems) => Unread::Built(problems),
        unread => unread,
    })
}

/// Reads a file as a framework: as its author writes it, or, with the ending `.json`, as it is built.
pub(crate) fn read_framework(path: &Path) -> Result<Edition, Unread> {
    let text = read_framework_text(path)?;
    if has_extension(path, "json") {
        return framework_file::read(&text).map(|file| file.edition).map_err(Unread::Built);
    }
    Edition::read_toml(&text).map_err(Unread::Written)
}

/// The framework file that a path stands for: a folder for the one in it, worked examples for the one
/// beside them.
pub(crate) fn framework_path(path: &Path) -> PathBuf {
    if path.is_dir() {
        path.join(FRAMEWORK)
    } else if path.file_name().is_some_and(|name| name == GOLDEN) {
        path.with_file_name(FRAMEWORK)
    } else {
        path.to_path_buf()
    }
}

/// Whether a file has this ending, in large letters or small.
pub(crate) fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
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

fn refuse_large(found: u64, most: u64) -> Result<(), Unread> {
    if found > most {
        return Err(problem(Fault::TooLarge { found, most }));
    }
    Ok(())
}

fn problem(fault: Fault) -> Unread {
    Unread::Problems(vec![Problem::at(Place::File, fault)])
}
