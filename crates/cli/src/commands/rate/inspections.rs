//! Files put into groups: one for each inspection, in the order of its first file.
//!
//! Only the beginning of a file is read for it, and nothing of it is kept.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use domain::{InspectionId, Problem};
use wire::{Edition, LARGEST_FILE, Whose, whose};

use crate::abreast;
use crate::input::{self, Unread};

/// How much of a file is read at first, in bytes: more than a framework, which stands before what is
/// looked for.
const BEGINNING: u64 = 1 << 17;

/// How an edition is asked for by its digest.
type Known = fn(&str) -> Option<Arc<Edition>>;

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

    /// Reads it with `read`. `text` is room for its text: kept from file to file it is asked of the
    /// system once.
    pub(super) fn read<Read>(
        &self,
        text: &mut String,
        read: impl Fn(&str, Known) -> Result<Read, Vec<Problem>>,
    ) -> Result<Read, Unread> {
        let found = match &self.held {
            Some(bytes) => input::put_text(text, bytes.clone()),
            None => input::read_text_into(text, &self.path),
        };
        found.map_err(|unread| match unread {
            Unread::Unopened(_) if fs::read_dir(&self.path).is_ok() => Unread::NoExport,
            unread => unread,
        })?;
        read(text, frameworks::edition).map_err(Unread::Problems)
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
    let mut files = Vec::with_capacity(paths.len());
    // Whoever takes results here never breaks off.
    let _ = abreast::in_order(
        &paths,
        |bytes, path| told(bytes, path),
        |file| {
            files.push(file);
            ControlFlow::Continue(())
        },
    );
    let mut files: Vec<_> = paths
        .into_iter()
        .zip(files)
        .map(|(path, (id, held))| (id, Source { path, held }))
        .collect();
    let first = files.iter().find_map(|(id, _)| *id);
    if files.iter().all(|(id, _)| id.is_none() || *id == first) {
        files.iter_mut().for_each(|(id, _)| *id = first.or(Some(InspectionId::new(0))));
    }
    let mut groups: Vec<Vec<Source>> = Vec::new();
    let mut known = BTreeMap::new();
    for (id, source) in files {
        let next = groups.len();
        match id.map_or(next, |id| *known.entry(id).or_insert(next)) {
            at if at < next => groups[at].push(source),
            _ => groups.push(vec![source]),
        }
    }
    groups
}

/// The paths, with every `.json` file of a folder in its place, in the order of their names.
fn with_folders(paths: &[PathBuf]) -> Vec<PathBuf> {
    paths.iter().flat_map(|path| exports_in(path).unwrap_or_else(|| vec![path.clone()])).collect()
}

/// The `.json` files of a folder; `None` where there is none of them, or no folder.
fn exports_in(folder: &Path) -> Option<Vec<PathBuf>> {
    let is_export = |path: &PathBuf| {
        path.extension().is_some_and(|one| one.eq_ignore_ascii_case("json")) && !path.is_dir()
    };
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let mut exports: Vec<_> = entries.filter(is_export).collect();
    exports.sort();
    (!exports.is_empty()).then_some(exports)
}

/// Whose inspection a file is, and what had to be kept of it.
fn told(bytes: &mut Vec<u8>, path: &Path) -> (Option<InspectionId>, Option<Vec<u8>>) {
    match tell(bytes, path) {
        Ok((id, true)) => (id, Some(std::mem::take(bytes))),
        Ok((id, false)) => (id, None),
        // What is wrong with it is told when it is read.
        Err(_) => (None, None),
    }
}

/// Whose inspection a file is, and whether it is a pipe, now read to its end.
fn tell(bytes: &mut Vec<u8>, path: &Path) -> std::io::Result<(Option<InspectionId>, bool)> {
    let mut file = File::open(path)?;
    let is_pipe = !file.metadata()?.is_file();
    bytes.clear();
    let mut until = if is_pipe { LARGEST_FILE + 1 } else { BEGINNING };
    loop {
        let before = bytes.len() as u64;
        file.by_ref().take(until - before).read_to_end(bytes)?;
        let is_whole = (bytes.len() as u64) < until || until > LARGEST_FILE;
        match whose(bytes) {
            Whose::Inspection(id) => return Ok((Some(id), is_pipe)),
            Whose::NotYet if !is_whole => until = (until * 4).min(LARGEST_FILE + 1),
            _ => return Ok((None, is_pipe)),
        }
    }
}
