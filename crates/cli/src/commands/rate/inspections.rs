//! Files put into groups: one for each inspection, in the order of its first file.
//!
//! Only the beginning of a file is read for it, and nothing of it is kept.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use domain::InspectionId;
use wire::{LARGEST_FILE, Whose, whose};

use crate::abreast;
use crate::input::{self, Unread};

/// How much of a file is read at first, in bytes: more than a framework, which stands before what is
/// looked for.
const BEGINNING: u64 = 1 << 17;

/// A file to be read.
pub(super) struct Source {
    path: PathBuf,
    /// All of it, where it is a pipe: that can be read but once.
    held: Option<Vec<u8>>,
}

impl Source {
    /// What the file is called in what is printed.
    pub(super) fn name(&self) -> String {
        input::name(&self.path)
    }

    /// Reads its text in the place of another, so that room for it is asked of the system once.
    pub(super) fn read_into(&self, text: &mut String) -> Result<(), Unread> {
        match &self.held {
            Some(bytes) => input::put_text(text, bytes.clone()),
            // A folder is still here only where it brought no file.
            None if self.path.is_dir() => Err(match exports_in(&self.path) {
                Ok(_) => Unread::NoExport(
                    files_in(&self.path, "age").is_ok_and(|found| !found.is_empty()),
                ),
                Err(error) => Unread::Unopened(error),
            }),
            None => input::read_text_into(text, &self.path),
        }
    }
}

/// The files, and those of the folders, by inspection.
///
/// A file that does not tell whose it is stands by itself. Where all others are of one inspection it is
/// taken for a part of that one, which must not be rated without it.
pub(super) fn by_inspection(paths: &[PathBuf]) -> Vec<Vec<Source>> {
    let paths = with_folders(paths);
    if let [_] = paths.as_slice() {
        return vec![paths.into_iter().map(|path| Source { path, held: None }).collect()];
    }
    let mut told = Vec::with_capacity(paths.len());
    // Whoever takes results here never breaks off.
    let _ = abreast::in_order(
        &paths,
        // What is wrong with a file is told when it is read.
        |bytes, path| tell(bytes, path).unwrap_or_default(),
        |one| {
            told.push(one);
            ControlFlow::Continue(())
        },
    );
    let mut ids = told.iter().filter_map(|(id, _)| *id);
    let only = ids.next().filter(|first| ids.all(|id| id == *first));
    let mut groups: Vec<Vec<Source>> = Vec::new();
    let mut places = BTreeMap::new();
    for (path, (id, held)) in paths.into_iter().zip(told) {
        let next = groups.len();
        let at = id.or(only).map_or(next, |id| *places.entry(id).or_insert(next));
        if at == next {
            groups.push(Vec::new());
        }
        groups[at].push(Source { path, held });
    }
    groups
}

/// The paths, with every export of a folder in its place. A folder that brings none stays, to be told.
fn with_folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    let with_folder = |path: &PathBuf| match path.is_dir().then(|| exports_in(path)) {
        Some(Ok(exports)) if !exports.is_empty() => exports,
        _ => vec![path.clone()],
    };
    paths.iter().flat_map(with_folder).collect()
}

/// The `.json` files of a folder, in the order of their names.
fn exports_in(folder: &Path) -> io::Result<Vec<PathBuf>> {
    files_in(folder, "json")
}

fn files_in(folder: &Path, extension: &str) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if input::has_extension(&path, extension) && !path.is_dir() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Whose inspection a file is, and all of it where it is a pipe. `bytes` is room to read into.
fn tell(bytes: &mut Vec<u8>, path: &Path) -> io::Result<(Option<InspectionId>, Option<Vec<u8>>)> {
    let mut file = File::open(path)?;
    let is_plain = file.metadata()?.is_file();
    let mut until = if is_plain { BEGINNING } else { LARGEST_FILE + 1 };
    bytes.clear();
    let id = loop {
        file.by_ref().take(until - bytes.len() as u64).read_to_end(bytes)?;
        match whose(bytes) {
            Whose::Inspection(id) => break Some(id),
            Whose::NotYet if bytes.len() as u64 == until && until <= LARGEST_FILE => until *= 4,
            _ => break None,
        }
    };
    Ok((id, (!is_plain).then(|| std::mem::take(bytes))))
}
