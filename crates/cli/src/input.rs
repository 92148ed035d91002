//! Files in.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use domain::{Fault, Place, Problem};
use wire::{Exported, LARGEST_FILE};

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
