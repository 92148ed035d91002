//! What Caseread reports of a rated inspection.
//!
//! The page and the command line give the same report, word for word: the results of `domain::rate`
//! with everything they rest on, down to the cases that decide. `docs/rate-json.md` documents it.

use domain::{Framework, Inspection, Progress, Results, progress, rate};
use wire::{Edition, ExportHead};
use words::Words;

mod json;

/// A rated inspection.
#[derive(Debug)]
pub struct Rated<'a> {
    /// The language of its sentences.
    pub words: Words,
    /// The program that rated it, and its version.
    pub program: &'a str,
    /// The files it was put together from; none where it came out of a store.
    pub files: &'a [FileRead],
    /// The edition it works to.
    pub edition: &'a Edition,
    /// The inspection.
    pub inspection: &'a Inspection,
    /// What the rules say about it.
    pub results: Results,
    /// What is done and what is owed.
    pub progress: Progress,
}

/// A file that an inspection was read from.
#[derive(Debug)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// Its head.
    pub head: ExportHead,
}

impl<'a> Rated<'a> {
    /// Rates an inspection.
    pub fn new(
        words: Words,
        program: &'a str,
        files: &'a [FileRead],
        edition: &'a Edition,
        inspection: &'a Inspection,
    ) -> Self {
        let results = rate(&edition.framework, inspection);
        let progress = progress(&edition.framework, inspection);
        Self { words, program, files, edition, inspection, results, progress }
    }

    /// The framework it works to.
    pub fn framework(&self) -> &'a Framework {
        &self.edition.framework
    }

    /// Whether the ratings can still change: something is owed, or a standard that counts has no
    /// rating.
    pub fn is_provisional(&self) -> bool {
        self.progress.owed() > 0 || !self.results.missing.is_empty()
    }

    /// The report as one JSON object, spread over lines for people who look into it.
    pub fn json(&self) -> String {
        json::json(self, true)
    }

    /// The report as one JSON object on one line.
    pub fn json_line(&self) -> String {
        json::json(self, false)
    }
}
