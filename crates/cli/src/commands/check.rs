//! `caseread check`: whether files are sound.

use std::path::PathBuf;

use domain::progress;
use wire::Exported;
use words::Words;

use super::about;
use super::framework::check_one;
use crate::exit::{Exit, Outcome};
use crate::input;
use crate::printer::Printer;

/// Reads each file and tells what is in it, or all that is wrong with it.
pub(crate) fn check(words: Words, files: &[PathBuf]) -> Outcome {
    let mut out = Printer::default();
    let mut exit = Exit::Well;
    for path in files {
        let file = input::name(path);
        if input::has_extension(path, "toml") {
            if !check_one(words, path, &mut out) {
                exit = Exit::Problems;
            }
            continue;
        }
        match input::read_export(path) {
            Ok(exported) => tell_export(words, &file, &exported, &mut out),
            Err(unread) => {
                exit = Exit::Problems;
                out.unread(words, &file, &unread);
            }
        }
    }
    Outcome { out: out.into_text(), err: String::new(), exit }
}

fn tell_export(words: Words, file: &str, exported: &Exported, out: &mut Printer) {
    let Exported { edition, inspection, .. } = exported;
    let owed = progress(&edition.framework, inspection).owed();
    out.line(&words.cli_check_valid(file));
    for what in [
        inspection.marking.clone(),
        about::service(words, inspection),
        about::framework(words, &edition.framework),
        about::holds(words, exported),
        about::owed(words, owed),
    ] {
        out.line(&words.cli_check_row(what));
    }
}
