//! `caseread summary`: one screen about an export.

use std::collections::BTreeMap;
use std::path::Path;

use domain::{CaseId, Evidence, Pool, progress};
use wire::Exported;
use words::Words;

use super::about;
use crate::exit::Outcome;
use crate::input;
use crate::moment::moment;
use crate::printer::Printer;

/// Tells who wrote an export and when, and what is in it.
pub(crate) fn summary(words: Words, path: &Path) -> Outcome {
    match input::read_export(path) {
        Ok(exported) => Outcome::well(tell(words, &exported).into_text()),
        Err(unread) => {
            let mut err = Printer::default();
            err.unread(words, &input::name(path), &unread);
            Outcome::problems(err)
        }
    }
}

fn tell(words: Words, exported: &Exported) -> Printer {
    let Exported { head, edition, inspection, changes } = exported;
    let framework = &edition.framework;
    let progress = progress(framework, inspection);
    let mut out = Printer::default();
    out.line(&inspection.marking);
    out.blank();
    out.line(&about::service(words, inspection));
    out.line(&about::fieldwork(words, inspection));
    out.line(&about::framework(words, framework));
    let at = moment(words, head.exported_at);
    out.line(&match head.exported_by.trim() {
        "" => words.cli_summary_written_unsigned(at, &head.program),
        by => words.cli_summary_written(at, by, &head.program),
    });
    out.line(&about::holds(words, exported));
    out.blank();

    let owed: BTreeMap<CaseId, u32> =
        progress.cases.iter().map(|(id, case)| (*id, case.owed)).collect();
    for pool in &framework.pools {
        tell_pool(words, exported, pool, &owed, &mut out);
    }
    let mut withdrawn: Vec<_> =
        inspection.cases.values().filter(|case| case.withdrawn.is_some()).collect();
    withdrawn.sort_by(|one, other| one.number.cmp(&other.number));
    if !withdrawn.is_empty() {
        let numbers: Vec<_> = withdrawn.iter().map(|case| case.number.as_str()).collect();
        out.line(&words.cli_summary_withdrawn(numbers.join(", ")));
    }
    out.blank();

    tell_service_record(words, exported, progress.service_asked, &mut out);
    out.line(&match changes.iter().max_by_key(|change| change.stamp.at) {
        Some(last) => {
            words.cli_summary_last_change(moment(words, last.stamp.at), &last.stamp.reader)
        }
        None => words.cli_summary_no_change().to_owned(),
    });
    out.line(&about::owed(words, progress.owed()));
    out.blank();
    out.line(&inspection.marking);
    out
}

/// The cases of a pool, a line for each reader.
fn tell_pool(
    words: Words,
    exported: &Exported,
    pool: &Pool,
    owed: &BTreeMap<CaseId, u32>,
    out: &mut Printer,
) {
    let mut readers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let (mut n_cases, mut n_owed) = (0, 0);
    for (id, case) in exported.inspection.sample() {
        if case.pool != pool.id {
            continue;
        }
        let case_owed = owed.get(&id).copied().unwrap_or_default();
        n_cases += 1;
        n_owed += case_owed;
        readers.entry(about::reader(words, case)).or_default().push(match case_owed {
            0 => case.number.clone(),
            owed => words.cli_summary_case_owed(&case.number, owed),
        });
    }
    let title = pool.title.get(words.language);
    let cases = words.cli_about_cases(n_cases);
    out.line(&match n_owed {
        0 => words.cli_summary_pool(title, cases),
        owed => words.cli_summary_pool_owed(title, cases, owed),
    });
    for (reader, numbers) in readers {
        out.list(reader, &numbers);
    }
}

fn tell_service_record(words: Words, exported: &Exported, asked: u32, out: &mut Printer) {
    if !exported.head.whole {
        out.line(words.cli_summary_no_service_record());
        return;
    }
    let record = &exported.inspection.record;
    let n_entries = record.evidence.values().filter(|entry| !entry.removed).count();
    let framework = &exported.edition.framework;
    let at_service_level = framework.all_standards().filter(|one| one.evidence != Evidence::Cases);
    let n_proposed =
        at_service_level.filter_map(|one| record.proposed.get(&one.reference)?.proposal).count();
    let n_given = record.given.values().filter(|given| given.rating.is_some()).count();
    out.line(&words.cli_summary_service_record(
        words.cli_summary_entries(n_entries),
        n_proposed,
        asked,
        words.cli_summary_given(n_given),
    ));
}
