//! What the browser's store holds, and what is wrong with it.

use domain::Inspection;
use wire::store::{self, Link, Tip};

use crate::practice::{EDITION, small};
use crate::problems::{assert_problems, replaced};

fn link() -> Link {
    Link { n_changes: 2, digest: "d".repeat(64) }
}

fn head() -> String {
    store::write_head(&EDITION.name(), &small("service: One; 1: court 001").inspection, &link())
}

fn check_head(part: &str, by: &str, expected: &[&str]) {
    assert_problems(store::read_head(&replaced(&head(), part, by)), expected);
}

#[test]
fn a_store_of_a_newer_version_is_told_and_left_alone() {
    check_head("\"version\":3", "\"version\":4", &["file: NewerVersion { found: 4, newest: 3 }"]);
    assert_problems(
        store::read_head("{\"version\":7,\"everything\":\"else\"}"),
        &["file: NewerVersion { found: 7, newest: 3 }"],
    );
}

#[test]
fn a_head_that_is_cut_off_or_no_head_is_told() {
    let head = head();
    for at in 0..head.len() {
        let found = store::read_head(&head[..at]).unwrap_err();
        assert!(crate::problems::stated(&found[0]).ends_with(": CutOff"), "cut at {at}: {found:?}");
    }
    assert_problems(
        store::read_head("{}"),
        &["line 1, column 2: WrongShape(\"missing field `version`\")"],
    );
    assert_problems(store::read_head("never"), &["line 1, column 2: NotJson"]);
}

#[test]
fn everything_wrong_in_a_head_is_told_at_once() {
    check_head(
        "\"heads\":{\"0000000000000001\":2}",
        "\"heads\":{\"1\":2}",
        &["part heads: NotAllowed(\"1\")"],
    );
    check_head(
        "\"service\":\"One\"",
        "\"service\":\"One\",\"nation\":\"mars\",\"fieldwork_to\":\"never\"",
        &[
            "inspection.nation: NotAllowed(\"mars\")",
            "inspection.fieldwork_to: NotAllowed(\"never\")",
        ],
    );
}

#[test]
fn a_head_keeps_the_clock_and_the_sequences_of_the_devices() {
    let desk = small("service: One; 1: court 001").at_device(9);
    let mut desk = desk;
    desk.write("service: Two");
    let head =
        store::read_head(&store::write_head(&EDITION.name(), &desk.inspection, &link())).unwrap();
    let without_cases = Inspection { cases: Default::default(), ..desk.inspection.clone() };
    assert_eq!(head.inspection, without_cases);
    assert_eq!((head.inspection.clock, head.inspection.heads.len(), head.n_cases), (3, 2, 1));
}

#[test]
fn a_stored_case_with_a_mistake_is_told_with_its_field() {
    let desk = small("1: court 001; 1 age: 15; 1 2.1.1a: yes");
    let (id, case) = desk.inspection.case_numbered("001").unwrap();
    let text = store::write_case(&desk.framework, id, case);
    let check = |part: &str, by: &str, expected: &[&str]| {
        let read = store::read_case(&desk.framework, &replaced(&text, part, by));
        assert_problems(read, expected);
    };
    check("\"court\"", "\"prison\"", &["case.pool: Unknown(\"prison\")"]);
    check(
        "\"age\":\"15\"",
        "\"age\":\"1\",\"mood\":\"good\"",
        &["case.details.age: NotAllowed(\"1\")", "case.details: Unknown(\"mood\")"],
    );
    check(
        "\"counts\":true",
        "\"counts\":1",
        &["line 1, column 139: WrongShape(\"invalid type: integer `1`, expected a boolean\")"],
    );
}

#[test]
fn a_segment_of_the_journal_is_read_whole_or_not_at_all() {
    let desk = small("service: One; 1: court 001");
    let text = store::write_segment("", &desk.changes);
    let segment = store::read_segment(&text).unwrap();
    assert_eq!((segment.before.as_deref(), segment.changes), (Some(""), desk.changes.clone()));
    assert_problems(
        store::read_segment(&replaced(&text, "\"part\":\"case\"", "\"part\":\"house\"")),
        &["journal[1].part: NotAllowed(\"house\")"],
    );
    for at in 0..text.len() {
        assert!(store::read_segment(&text[..at]).is_err(), "cut at {at}");
    }
}

#[test]
fn a_segment_before_version_3_has_no_link() {
    let segment = store::read_segment("[]").unwrap();
    assert_eq!((segment.before, segment.changes), (None, Vec::new()));
}

#[test]
fn each_segment_carries_the_digest_of_the_one_before() {
    let desk = small("service: One; 1: court 001; 1 age: 15");
    let (first, tip) = Tip { turn: 4, ..Tip::default() }.append(&desk.changes[..2]);
    assert_eq!((tip.clock, tip.turn, tip.link.n_changes), (2, 4, 2));
    let (second, tip) = tip.append(&desk.changes[2..]);
    let segment = store::read_segment(&second).unwrap();
    assert_eq!(segment.before.unwrap(), wire::digest(first.as_bytes()));
    assert_eq!(tip.link, Link { n_changes: 3, digest: wire::digest(second.as_bytes()) });
    assert_eq!(Tip::read(&tip.write()).unwrap(), tip);
    assert_problems(Tip::read("{\"clock\":1"), &["line 1, column 10: CutOff"]);
}
