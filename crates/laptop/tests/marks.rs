//! Marks as they are written, copied by hand and read again.

use laptop::{Canary, Mark, Place};

const AT: u64 = 1_795_426_577_123;

fn mark() -> Mark {
    Mark::new(AT, 0x1234_5678_9abc_def0, Place::of("Firefox", "file:///C:/caseread.html"))
}

#[test]
fn a_mark_is_read_as_it_was_written() {
    let text = mark().to_string();
    assert_eq!(text.len(), 25);
    assert_eq!(Mark::parse(&text), Some(mark()));
    assert_eq!(Mark::parse(&format!(" {}\n", text.to_uppercase())), Some(mark()));
    assert_eq!(mark().left_at(), AT / 60_000 * 60_000);
}

#[test]
fn a_mark_with_one_letter_mistyped_is_none() {
    let text = mark().to_string();
    let mut passed = 0;
    for at in (0..text.len()).filter(|at| &text[*at..=*at] != "-") {
        for other in "0123456789abcdef".chars().filter(|one| !text[at..].starts_with(*one)) {
            let mistyped = format!("{}{other}{}", &text[..at], &text[at + 1..]);
            passed += usize::from(Mark::parse(&mistyped).is_some());
        }
    }
    assert!(passed <= 4, "{passed} of 330 mistyped marks are read as marks");
}

#[test]
fn what_is_no_mark_is_told_from_one() {
    let text = mark().to_string();
    for wrong in [
        "",
        "-",
        "second",
        &text[1..],
        &format!("{text}0"),
        &text.replace('-', ""),
        "é",
        "💾💾💾💾💾💾",
    ] {
        assert_eq!(Mark::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn the_check_file_holds_its_mark() {
    let file = mark().file();
    assert_eq!(Mark::all_in(&file), [mark()]);
    assert_eq!(Mark::all_in(&format!("\u{feff}{}", file.replace('\n', "\r\n"))), [mark()]);
    assert_eq!(Mark::all_in("{\"format\":\"caseread-inspection\"}"), []);
}

#[test]
fn places_are_told_apart() {
    let here = Place::of("Firefox", "file:///C:/caseread.html");
    assert_eq!(here, Place::of("Firefox", "file:///C:/caseread.html"));
    assert_ne!(here, Place::of("Chromium", "file:///C:/caseread.html"));
    assert_ne!(here, Place::of("Firefox", "file:///D:/caseread.html"));
}

#[test]
fn a_mark_is_sought_where_it_was_left() {
    let here = mark().place;
    let other = Mark { chance: 1, ..mark() };
    let sought = |database: &[Mark], mirror: &[Mark]| match Canary::seek(
        mark(),
        here,
        database,
        mirror,
        true,
    ) {
        Canary::Sought { database, mirror, closed: true, .. } => (database, mirror),
        other => panic!("{other:?}"),
    };
    assert_eq!(sought(&[other, mark()], &[mark()]), (true, true));
    assert_eq!(sought(&[mark()], &[other]), (true, false));
    assert_eq!(sought(&[], &[mark()]), (false, true));
    assert_eq!(sought(&[other], &[]), (false, false));
    let elsewhere = Place::of("Edge", "file:///C:/caseread.html");
    let from_there = |database: &[Mark]| Canary::seek(mark(), elsewhere, database, &[], true);
    assert_eq!(from_there(&[other]), Canary::Elsewhere { left_at: mark().left_at() });
    // Chrome and Edge keep one store for all local files: a mark that is there is there.
    assert!(matches!(from_there(&[mark()]), Canary::Sought { database: true, .. }));
}
