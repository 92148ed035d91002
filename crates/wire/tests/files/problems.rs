//! Problems as lines, and files with a mistake in them.

use domain::{Place, Problem};
use wire::{Located, digest};

/// A problem as `place: fault`.
pub(crate) fn stated(problem: &Problem) -> String {
    let place = match &problem.place {
        Place::File => "file".to_owned(),
        Place::Line(line, column) => format!("line {line}, column {column}"),
        Place::Field(path) => path.clone(),
        Place::Case(number) => format!("case {number}"),
        Place::Framework(reference) => format!("question {reference}"),
        Place::Part(part) => format!("part {part}"),
        Place::Entry { field, of } => format!("{field} of {of}"),
    };
    format!("{place}: {:?}", problem.fault)
}

/// A problem of a framework file as `line:column: place: fault`.
pub(crate) fn located(found: &Located) -> String {
    format!("{}:{}: {}", found.line, found.column, stated(&found.problem))
}

/// Holds the problems against what is expected of them, all of them and in their order.
#[track_caller]
pub(crate) fn assert_problems<T>(read: Result<T, Vec<Problem>>, expected: &[&str]) {
    let found: Vec<_> = match read {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(stated).collect(),
    };
    assert_eq!(found, expected);
}

/// The text with one part of it replaced; it has to be there exactly once.
#[track_caller]
pub(crate) fn replaced(text: &str, part: &str, by: &str) -> String {
    assert_eq!(text.matches(part).count(), 1, "{part:?} is not there exactly once");
    text.replacen(part, by, 1)
}

/// What stands between the head of an export and its content.
const CONTENT: &str = ",\n  \"content\": ";

/// The head of an export and its content.
pub(crate) fn head_and_content(export: &str) -> (&str, &str) {
    let (head, rest) = export.split_once(CONTENT).unwrap();
    (head, rest.strip_suffix("\n}\n").unwrap())
}

/// An export with its digest made good after its content was altered.
pub(crate) fn resealed(export: &str) -> String {
    let (head, content) = head_and_content(export);
    let (head, _) = head.rsplit_once("\"digest\": \"").unwrap();
    format!("{head}\"digest\": \"{}\"{CONTENT}{content}\n}}\n", digest(content.as_bytes()))
}

/// An export with other counts in its head.
pub(crate) fn recounted(export: &str, cases: usize, changes: usize) -> String {
    let count = |text: String, name: &str, count: usize| {
        let (before, rest) = text.split_once(&format!("\"{name}\": ")).unwrap();
        let (_, after) = rest.split_once(',').unwrap();
        format!("{before}\"{name}\": {count},{after}")
    };
    count(count(export.to_owned(), "n_cases", cases), "n_changes", changes)
}
