//! `caseread rate`: the ratings of one inspection, from one export or several.

use std::path::PathBuf;

use report::{FileRead, Rated};
use wire::{Exported, Together};
use words::Words;

use crate::args::Form;
use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;

mod text;

/// Puts the files together and rates what they hold between them.
pub(crate) fn rate(words: Words, paths: &[PathBuf], form: Form) -> Outcome {
    let mut err = Printer::default();
    let mut exports = Vec::new();
    for path in paths {
        match input::read_export(path) {
            Ok(exported) => exports.push((input::name(path), exported)),
            Err(unread) => err.unread(words, &input::name(path), &unread),
        }
    }
    if exports.len() < paths.len() {
        return Outcome::problems(err);
    }
    match wire::together(&exports) {
        Ok(together) => {
            let files =
                exports.into_iter().map(|(name, Exported { head, .. })| FileRead { name, head });
            Outcome::well(print(words, &files.collect::<Vec<_>>(), &together, form))
        }
        Err(problems) => {
            for (at, problem) in problems {
                let file = exports.get(at).map_or("", |(name, _)| name);
                err.problem(words, file, &problem);
            }
            Outcome::problems(err)
        }
    }
}

fn print(words: Words, files: &[FileRead], together: &Together, form: Form) -> String {
    let Together { edition, inspection, .. } = together;
    let rated = Rated::new(words, crate::PROGRAM, files, edition, inspection);
    match form {
        Form::Text => text::text(&rated),
        Form::Json => rated.json(),
    }
}
