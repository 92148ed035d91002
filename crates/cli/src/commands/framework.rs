//! `caseread framework`: framework files for their authors.

use domain::Framework;
use words::Words;

use crate::args::FrameworkOrder;
use crate::exit::Outcome;

mod build;
mod check;
mod diff;
mod golden;
mod list;
mod new;

pub(crate) use check::check_one;

/// Carries out an order about framework files.
pub(crate) fn framework(words: Words, order: &FrameworkOrder) -> Outcome {
    match order {
        FrameworkOrder::New { to, from } => new::new(words, to, from.as_deref()),
        FrameworkOrder::Check(files) => check::check(words, files),
        FrameworkOrder::Build { file, out } => build::build(words, file, out.as_deref()),
        FrameworkOrder::Diff { old, new } => diff::diff(words, old, new),
        FrameworkOrder::List => list::list(words),
    }
}

/// How much a framework holds.
fn holds(words: Words, framework: &Framework) -> String {
    let key_questions = || framework.all_standards().flat_map(|one| &one.key_questions);
    words.cli_check_framework_holds(
        words.cli_check_standards(framework.all_standards().count()),
        words.cli_check_key_questions(key_questions().count()),
        words.cli_check_prompts(key_questions().map(|one| one.prompts.len()).sum()),
    )
}
