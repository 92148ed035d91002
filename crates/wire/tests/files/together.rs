//! Exports that are handed to be put together and are of different inspections.

use crate::practice::{EDITION, nothing_known, small, written};
use crate::problems::stated;

#[test]
fn a_file_of_another_inspection_is_no_part() {
    let read = |desk: &crate::desk::Desk| wire::read(&written(desk), nothing_known).unwrap();
    let (one, mut other) = (small("1: court 001"), small("2: court 002"));
    other.inspection.id = domain::InspectionId::new(99);
    let files = [("one".to_owned(), read(&one)), ("other".to_owned(), read(&other))];
    let problems = wire::together(&files).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert_eq!((problems[0].0, stated(&problems[0].1).as_str()), (1, "file: OtherInspection"));
    let together = wire::together(&files[..1]).unwrap();
    assert_eq!(together.inspection, one.inspection);
    assert_eq!(together.edition, *EDITION);
}
