//! `caseread check`: whether files are sound.

use std::path::{Path, PathBuf};

use domain::progress;
use wire::{Edition, Exported};
use words::Words;

use super::about;
use crate::exit::{Exit, Outcome};
use crate::input::{self, Unread};
use crate::printer::Printer;

/// Reads each file and tells what is in it, or all that is wrong with it.
pub(crate) fn check(words: Words, files: &[PathBuf]) -> Outcome {
    let mut out = Printer::default();
    let mut exit = Exit::Well;
    for path in files {
        let file = input::name(path);
        let read = if is_framework(path) {
            check_framework(words, path, &mut out)
        } else {
            input::read_export(path).map(|exported| tell_export(words, &file, &exported, &mut out))
        };
        if let Err(unread) = read {
            exit = Exit::Problems;
            out.unread(words, &file, &unread);
        }
    }
    Outcome { out: out.into_text(), err: String::new(), exit }
}

fn is_framework(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
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

/// The problems of a framework are told here: its author, unlike a reader, can mend them.
fn check_framework(words: Words, path: &Path, out: &mut Printer) -> Result<(), Unread> {
    let file = input::name(path);
    let text = input::read_text(path)?;
    let framework = match Edition::read_toml(&text) {
        Ok(edition) => edition.framework,
        Err(problems) => {
            problems.iter().for_each(|one| out.framework_problem(words, &file, one));
            return Err(Unread::Problems(Vec::new()));
        }
    };
    let key_questions = || framework.all_standards().flat_map(|one| &one.key_questions);
    let holds = words.cli_check_framework_holds(
        words.cli_check_standards(framework.all_standards().count()),
        words.cli_check_key_questions(key_questions().count()),
        words.cli_check_prompts(key_questions().map(|one| one.prompts.len()).sum()),
    );
    let title = framework.title.get(words.language);
    out.line(&words.cli_check_framework_valid(&file));
    for what in [
        words.cli_check_framework(title, framework.identifier, &framework.edition),
        words.cli_check_framework_digest(&framework.digest),
        holds,
        words.cli_rate_certainty(words.certainty(framework.source.certainty)),
    ] {
        out.line(&words.cli_check_row(what));
    }
    Ok(())
}
