//! Readings marked as complete: what reopens them, and what does not.

use domain::{ReadingState, Target};

use crate::builder::every_kind;
use crate::desk::{Desk, lines, target};

/// Two cases, the first complete, with a second reading that is not.
const WORK: &str = "1: court 001; 1 reading: AB; 1#2 reading: CD; 1 2.1.1a: yes; 1 safety: low
    2: court 002; 2 reading: AB; 1 state: complete";

/// Which of the readings `1`, `1#2`, `2` some edits would reopen.
#[track_caller]
fn check(edits: &str, expected: &str) {
    let desk = Desk::with(every_kind(), WORK);
    let edits: Vec<(Target, Option<String>)> = lines(edits)
        .map(|line| {
            let (words, after) = line.split_once(':').unwrap();
            let after = after.trim();
            (target(words), (!after.is_empty()).then(|| after.to_owned()))
        })
        .collect();
    let reopened = desk.inspection.reopened_by(&edits);
    let named = reopened.iter().map(|(case, reading)| {
        let names = ["1", "1#2", "2"];
        let is = |name: &&&str| target(&format!("{name} state")) == Target::State(*case, *reading);
        *names.iter().find(is).unwrap()
    });
    assert_eq!(named.collect::<Vec<_>>().join(" "), expected, "{edits:?}");
}

#[test]
fn an_answer_a_note_a_judgement_and_a_reason_alter_a_complete_reading() {
    for cell in [
        "2.1.1a: no",
        "2.1.1a:",
        "2.1.1b: yes",
        "2.1.1a note: x",
        "2.1.1: sufficient",
        "2.1.1 reason: x",
    ] {
        check(&format!("1 {cell}"), "1");
    }
    check("1 2.1.1a: no; 1 2.1.1b: no", "1");
}

#[test]
fn a_detail_and_the_pool_alter_every_reading_of_the_case() {
    check("1 safety: high", "1");
    check("1 safety:", "1");
    check("1: out-of-court 001", "1");
}

#[test]
fn what_alters_nothing_or_another_reading_reopens_nothing() {
    check("1 2.1.1a: yes", "");
    check("1 2.1.1b note:", "");
    check("1#2 2.1.1a: no", "");
    check("2 2.1.1a: no; 2 safety: low", "");
    check("1: court 01", "");
    check("1 withdrawn: no consent", "");
    check("1 state: reopened late", "");
    check("e1 place: 1.1.1; given overall: good; service: Northtown", "");
}

#[test]
fn a_state_is_complete_or_reopened_for_a_reason() {
    let mut desk = Desk::with(every_kind(), WORK);
    for wrong in ["done", "reopened", "complete ", "reopened  "] {
        let state = target("1 state");
        assert!(desk.set(state, Some(wrong.to_owned())).is_err(), "{wrong:?}");
    }
    assert!(desk.case("001").counting_reading().unwrap().is_complete());
    desk.write("1 state: reopened A note was wrong.");
    let state = &desk.case("001").counting_reading().unwrap().state;
    assert_eq!(*state, ReadingState::Reopened("A note was wrong.".to_owned()));
    assert!(desk.attempt("1#3 state: complete").is_err(), "there is no such reading");
}

#[test]
fn marking_as_complete_changes_no_rating() {
    let mut desk = Desk::with(every_kind(), WORK);
    let before = domain::rate(&desk.framework, &desk.inspection);
    desk.write("1 state:; 2 state: complete");
    assert_eq!(domain::rate(&desk.framework, &desk.inspection), before);
}
