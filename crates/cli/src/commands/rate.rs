//! `caseread rate`: the ratings of each inspection, from one export of it or several.

use std::ops::ControlFlow;
use std::path::PathBuf;

use domain::{Progress, Results};
use wire::{Exported, Folded, Together};
use words::Words;

use crate::abreast;
use crate::args::Form;
use crate::exit::{Outcome, Teller};
use crate::input::{Editions, Unread};
use crate::printer::Printer;

mod inspections;
mod json;
mod text;

use inspections::Source;

/// What stands between two inspections in the text form.
const SEPARATOR: &str =
    "\n==============================================================================\n\n";

/// How the ratings of one inspection are printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Printed {
    Text,
    /// One inspection alone.
    Json,
    /// One of several: all of it in one line.
    JsonLine,
}

/// A rated inspection, as both forms print it.
struct Rated<'a> {
    words: Words,
    /// The files it was put together from.
    files: &'a [FileRead],
    together: &'a Together,
    results: &'a Results,
    progress: &'a Progress,
}

/// A file that was read.
struct FileRead {
    name: String,
    head: wire::ExportHead,
}

impl Rated<'_> {
    /// Whether the ratings can still change because something is owed.
    fn is_provisional(&self) -> bool {
        self.progress.owed() > 0 || !self.results.missing.is_empty()
    }
}

/// Rates each inspection whose files are there, and tells the ratings in the order of its first file.
///
/// No more inspections are held than there are workers.
pub(crate) fn rate(
    words: Words,
    paths: &[PathBuf],
    form: Form,
    teller: &mut Teller,
) -> ControlFlow<()> {
    let inspections = inspections::by_inspection(paths);
    let form = match form {
        Form::Text => Printed::Text,
        Form::Json if inspections.len() > 1 => Printed::JsonLine,
        Form::Json => Printed::Json,
    };
    let editions = Editions::default();
    let mut is_first = true;
    abreast::in_order(
        &inspections,
        |text, files| rate_one(words, files, &editions, text, form),
        |mut outcome| {
            if !outcome.out.is_empty() {
                if form == Printed::Text && !is_first {
                    outcome.out.insert_str(0, SEPARATOR);
                }
                is_first = false;
            }
            teller.tell(&outcome)
        },
    )
}

/// Puts the files of one inspection together and rates what they hold between them.
fn rate_one(
    words: Words,
    sources: &[Source],
    editions: &Editions,
    text: &mut String,
    form: Printed,
) -> Outcome {
    let read = match sources {
        [source] => read_alone(words, source, editions, text),
        _ => read_together(words, sources, editions, text),
    };
    match read {
        Ok((files, together)) => Outcome::well(print(words, &files, &together, form)),
        Err(err) => Outcome::problems(err),
    }
}

/// What is put together with no other file needs its changes no more once they are folded.
fn read_alone(
    words: Words,
    source: &Source,
    editions: &Editions,
    text: &mut String,
) -> Result<(Vec<FileRead>, Together), Printer> {
    let read = source.read_into(text).and_then(|()| {
        wire::read_folded(text, |digest| editions.known(digest)).map_err(Unread::Problems)
    });
    match read {
        Ok(Folded { head, edition, inspection }) => {
            editions.keep(&edition);
            let file = FileRead { name: source.name(), head };
            Ok((vec![file], Together { edition, inspection }))
        }
        Err(unread) => {
            let mut err = Printer::default();
            err.unread(words, &source.name(), &unread);
            Err(err)
        }
    }
}

fn read_together(
    words: Words,
    sources: &[Source],
    editions: &Editions,
    text: &mut String,
) -> Result<(Vec<FileRead>, Together), Printer> {
    let mut err = Printer::default();
    let mut exports = Vec::new();
    for source in sources {
        let read = source.read_into(text).and_then(|()| {
            wire::read(text, |digest| editions.known(digest)).map_err(Unread::Problems)
        });
        match read {
            Ok(exported) => {
                editions.keep(&exported.edition);
                exports.push((source.name(), exported));
            }
            Err(unread) => err.unread(words, &source.name(), &unread),
        }
    }
    if exports.len() < sources.len() {
        return Err(err);
    }
    match wire::together(&exports) {
        Ok(together) => {
            let files =
                exports.into_iter().map(|(name, Exported { head, .. })| FileRead { name, head });
            Ok((files.collect(), together))
        }
        Err(problems) => {
            for (at, problem) in problems {
                let file = exports.get(at).map_or("", |(name, _)| name);
                err.problem(words, file, &problem);
            }
            Err(err)
        }
    }
}

fn print(words: Words, files: &[FileRead], together: &Together, form: Printed) -> String {
    let framework = &together.edition.framework;
    let results = domain::rate(framework, &together.inspection);
    let progress = domain::progress(framework, &together.inspection);
    let rated = Rated { words, files, together, results: &results, progress: &progress };
    match form {
        Printed::Text => text::text(&rated),
        Printed::Json => json::json(&rated),
        Printed::JsonLine => json::json_line(&rated),
    }
}
