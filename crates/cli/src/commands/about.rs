//! What several commands say about an inspection.

use domain::{Case, Framework, Inspection};
use words::Words;

/// The service with its nation.
pub(super) fn service(words: Words, inspection: &Inspection) -> String {
    let service = inspection.service.trim();
    let service = if service.is_empty() { words.cli_about_no_service() } else { service };
    match inspection.nation {
        Some(nation) => words.cli_about_service(service, words.nation(nation)),
        None => service.to_owned(),
    }
}

/// The days of fieldwork.
pub(super) fn fieldwork(words: Words, inspection: &Inspection) -> String {
    match (inspection.fieldwork_from, inspection.fieldwork_to) {
        (None, None) => words.cli_about_fieldwork_open().to_owned(),
        (from, to) => {
            let day = |date: Option<domain::Date>| {
                date.map_or(words.cli_about_not_set().to_owned(), |date| date.to_string())
            };
            words.cli_about_fieldwork(day(from), day(to))
        }
    }
}

/// The framework and its edition.
pub(super) fn framework(words: Words, framework: &Framework) -> String {
    words.cli_about_framework(framework.title.get(words.language), &framework.edition)
}

/// What an export holds.
pub(super) fn holds(words: Words, exported: &wire::Exported) -> String {
    let cases = words.cli_about_cases(exported.inspection.cases.len());
    let changes = words.cli_about_changes(exported.changes.len());
    if exported.head.whole {
        words.cli_about_whole(cases, changes)
    } else {
        words.cli_about_chosen(cases, changes)
    }
}

/// How much is owed.
pub(super) fn owed(words: Words, n: u32) -> String {
    if n == 0 {
        words.cli_about_nothing_owed().to_owned()
    } else {
        words.cli_about_owed(n as usize)
    }
}

/// Who reads a case: the reader whose reading counts.
pub(super) fn reader(words: Words, case: &Case) -> &str {
    case.counting_reading().map_or(words.cli_rate_nobody(), |reading| &reading.reader)
}
