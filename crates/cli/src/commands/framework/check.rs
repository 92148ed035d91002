//! `caseread framework check`: every mistake of a framework file, and its worked examples.

use std::path::{Path, PathBuf};

use words::Words;

use super::{golden, holds};
use crate::exit::{Exit, Outcome};
use crate::input;
use crate::printer::Printer;

/// Checks each file, and tells what is in it or all that is wrong with it.
pub(super) fn check(words: Words, files: &[PathBuf]) -> Outcome {
    let mut out = Printer::default();
    let mut exit = Exit::Well;
    let mut checked = Vec::new();
    for path in files {
        let path = input::framework_path(path);
        // Two files of one folder may stand for the same framework.
        if checked.contains(&path) {
            continue;
        }
        if !check_one(words, &path, &mut out) {
            exit = Exit::Problems;
        }
        checked.push(path);
    }
    Outcome { out: out.into_text(), err: String::new(), exit }
}

/// Checks one file; says whether it is sound and its examples hold.
pub(crate) fn check_one(words: Words, path: &Path, out: &mut Printer) -> bool {
    let file = input::name(path);
    let framework = match input::read_framework(path) {
        Ok(edition) => edition.framework,
        Err(unread) => {
            out.unread(words, &file, &unread);
            if let Some(n) = unread.n_problems() {
                out.line(&words.cli_framework_problems(n, &file));
            }
            return false;
        }
    };
    let title = framework.title.get(words.language);
    out.line(&words.cli_check_framework_valid(&file));
    for what in [
        words.cli_check_framework(title, framework.identifier, &framework.edition),
        words.cli_check_framework_digest(&framework.digest),
        holds(words, &framework),
        words.cli_rate_certainty(words.certainty(framework.source.certainty)),
    ] {
        out.line(&words.cli_check_row(what));
    }
    golden::check(words, &path.with_file_name(input::GOLDEN), &framework, out)
}
