//! What a file would bring to the inspection that is here.

use domain::{CaseId, CaseNews, Comparison, compare};

use crate::builder::every_kind;
use crate::desk::Desk;

/// Work that both sides share, then work here and work there since; and the news the file brings.
fn check(shared: &str, here: &str, there: &str, expected: &str) -> Comparison {
    let shared = Desk::with(every_kind(), shared);
    let (mut ours, mut theirs) = (shared.at_device(2), shared.at_device(3));
    ours.write(here);
    theirs.write(there);
    let comparison = compare(&ours.changes, &theirs.changes);
    let found: Vec<_> = comparison.news.iter().map(|(part, news)| stated(*part, *news)).collect();
    assert_eq!(found.join(", "), expected, "{here} | {there}");
    let missing: Vec<_> = comparison.missing_here.iter().map(|at| &theirs.changes[*at]).collect();
    let theirs_alone: Vec<_> =
        theirs.changes.iter().filter(|one| !ours.changes.contains(one)).collect();
    assert_eq!(missing, theirs_alone, "the changes that are not here, in the order of the file");
    comparison
}

fn stated(part: Option<CaseId>, news: CaseNews) -> String {
    let part =
        part.map_or("own".to_owned(), |id| id.to_string().trim_start_matches('0').to_owned());
    let news = match news {
        CaseNews::New => "new",
        CaseNews::Same => "same",
        CaseNews::NewerThere => "newer there",
        CaseNews::NewerHere => "newer here",
        CaseNews::BothChanged => "both changed",
    };
    format!("{part} {news}")
}

const SHARED: &str = "service: One; 1: court 001; 1 reading: AB";

#[test]
fn a_case_that_is_not_here_is_new() {
    check(SHARED, "", "2: court 002; 2 safety: low", "own same, 1 same, 2 new");
}

#[test]
fn a_case_with_the_same_changes_is_the_same() {
    let comparison = check(SHARED, "", "", "own same, 1 same");
    assert_eq!(comparison.missing_here, Vec::<usize>::new());
    assert!(!comparison.is_refused());
}

#[test]
fn a_case_changed_there_alone_is_newer_there() {
    let comparison = check(SHARED, "", "1 2.1.1a: yes; 1 safety: low", "own same, 1 newer there");
    assert_eq!(comparison.missing_here, [3, 4]);
    assert!(!comparison.is_refused());
}

#[test]
fn a_case_changed_here_alone_is_newer_here() {
    let comparison = check(SHARED, "1 2.1.1a: yes", "", "own same, 1 newer here");
    assert!(!comparison.is_refused());
}

#[test]
fn a_case_changed_on_both_sides_is_refused_even_where_they_agree() {
    assert!(
        check(SHARED, "1 2.1.1a: yes", "1 2.1.1a: yes", "own same, 1 both changed").is_refused()
    );
    assert!(
        check(SHARED, "1 2.1.1a: yes", "1 2.1.1b: no", "own same, 1 both changed").is_refused()
    );
}

#[test]
fn work_on_different_cases_is_no_clash() {
    let shared = format!("{SHARED}; 2: court 002; 2 reading: AB");
    let comparison =
        check(&shared, "1 safety: low", "2 safety: high", "own same, 1 newer here, 2 newer there");
    assert!(!comparison.is_refused());
}

#[test]
fn the_fields_and_the_service_record_are_one_part() {
    check(SHARED, "", "nation: wales", "own newer there, 1 same");
    check(SHARED, "given overall: good", "", "own newer here, 1 same");
    assert!(
        check(SHARED, "nation: wales", "e1 place: 1.1.1", "own both changed, 1 same").is_refused()
    );
}

#[test]
fn what_the_file_does_not_hold_is_no_news() {
    let ours = Desk::with(every_kind(), &format!("{SHARED}; 2: court 002"));
    let theirs: Vec<_> = ours
        .changes
        .iter()
        .filter(|one| one.target.case() == Some(CaseId::new(1)))
        .cloned()
        .collect();
    let comparison = compare(&ours.changes, &theirs);
    let news: Vec<_> = comparison.news.iter().map(|(part, news)| stated(*part, *news)).collect();
    assert_eq!(news, ["1 same"]);
    assert!(compare(&ours.changes, &[]).news.is_empty());
}

#[test]
fn into_an_empty_inspection_everything_is_new() {
    let theirs = Desk::with(every_kind(), SHARED);
    let comparison = compare(&[], &theirs.changes);
    assert!(comparison.news.values().all(|news| *news == CaseNews::New));
    assert_eq!(comparison.missing_here, [0, 1, 2]);
}
