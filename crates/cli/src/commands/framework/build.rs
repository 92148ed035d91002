//! `caseread framework build`: the one file that the page imports.

use std::fs;
use std::path::Path;

use wire::{Edition, framework_file};
use words::Words;

use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;

/// Builds the file beside the framework, or where it is wanted.
pub(super) fn build(words: Words, path: &Path, wanted: Option<&Path>) -> Outcome {
    let path = input::framework_path(path);
    let mut err = Printer::default();
    let edition = match input::read_framework(&path) {
        Ok(edition) => edition,
        Err(unread) => {
            err.unread(words, &input::name(&path), &unread);
            return Outcome::problems(err);
        }
    };
    let to = wanted.map_or_else(|| path.with_file_name(file_name(&edition)), Path::to_path_buf);
    let text = framework_file::write(crate::PROGRAM, &edition);
    let replaces_another = holds_another(&to, &edition);
    if let Err(cause) = fs::write(&to, &text) {
        err.line(&words.cli_framework_unwritten(input::name(&to), cause));
        err.line(&words.cli_problem_hint(words.cli_framework_unwritten_hint()));
        return Outcome::problems(err);
    }
    let framework = &edition.framework;
    let (identifier, number) = (framework.identifier, &framework.edition);
    let mut out = Printer::default();
    out.line(&words.cli_framework_built(input::name(&to), identifier, number, text.len()));
    out.line(&words.cli_check_row(words.cli_check_framework_digest(&framework.digest)));
    out.line(&words.cli_check_row(words.cli_framework_built_import()));
    if replaces_another {
        out.line(&words.cli_check_row(words.cli_framework_other_content(number)));
    }
    Outcome::well(out.into_text())
}

/// Identifier and edition, as any computer takes them for a name.
fn file_name(edition: &Edition) -> String {
    let framework = &edition.framework;
    let name = format!("{}-{}", framework.identifier, framework.edition);
    let safe = |letter: char| letter.is_ascii_alphanumeric() || ['-', '.', '_'].contains(&letter);
    let name: String = name.chars().map(|one| if safe(one) { one } else { '-' }).collect();
    format!("{}.json", name.trim_start_matches('.'))
}

/// Whether there is a file of the same edition with other content: somebody may work with it.
fn holds_another(path: &Path, edition: &Edition) -> bool {
    let before =
        input::read_framework_text(path).ok().and_then(|text| framework_file::read(&text).ok());
    before.is_some_and(|before| {
        let (old, new) = (before.edition.name(), edition.name());
        (&old.identifier, &old.edition) == (&new.identifier, &new.edition) && old != new
    })
}
