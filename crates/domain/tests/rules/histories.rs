//! History: edits by day's work, and a case as it was at any moment.

use domain::{CaseId, Change, Inspection, edits};
use proptest::prelude::*;

use crate::builder::every_kind;
use crate::changes::{cell, started};
use crate::desk::{Desk, target};

/// A desk at which each line is written so many milliseconds after the one before: `500 1 2.1.1a: yes`.
fn timed(text: &str) -> Desk {
    let mut desk = Desk::with(every_kind(), "1: court 001; 1 reading: AB");
    desk.changes.clear();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (later, line) = line.split_once(' ').unwrap();
        desk.at += later.parse::<u64>().unwrap();
        desk.write(line);
    }
    desk
}

/// The edits of such a desk: their alterations one after the other, a slash between two edits.
#[track_caller]
fn check(text: &str, expected: &str) {
    let desk = timed(text);
    let edits = edits(&desk.changes);
    let told = edits.iter().map(|edit| {
        let told = edit.alterations.iter().map(|one| {
            let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
            format!("{}>{}", value(&one.before), value(&one.after))
        });
        told.collect::<Vec<_>>().join(" ")
    });
    assert_eq!(told.collect::<Vec<_>>().join(" / "), expected);
    assert_eq!(edits.last().map_or(0, |edit| edit.through), desk.changes.len());
}

#[test]
fn what_is_stamped_with_one_moment_is_one_edit() {
    check("1 1 2.1.1a: yes; 1 2.1.1b: no\n1 1 2.1.1b: yes", "->yes ->no / no>yes");
}

#[test]
fn a_text_typed_bit_by_bit_is_one_edit_until_the_typing_rests() {
    check("1 1 2.1.1a note: See\n900 1 2.1.1a note: See page 4.", "->See page 4.");
    check("1 1 2.1.1a note: See\n121000 1 2.1.1a note: See page 4.", "->See / See>See page 4.");
    check("1 1 2.1.1a note: See\n9 1 2.1.1a: yes\n9 1 2.1.1a note: It", "->See / ->yes / See>It");
    check("1 1 2.1.1a note: a\n9 1 2.1.1b note: b", "->a / ->b");
}

#[test]
fn a_choice_is_an_edit_of_its_own_however_soon_the_next_follows() {
    check("1 1 2.1.1a: yes\n9 1 2.1.1a: no", "->yes / yes>no");
    check("1 1 safety: low\n9 1 safety: high", "->low / low>high");
    check("1 1 remark: Ŵy\n9 1 remark: Ŵyn", "->Ŵyn");
}

#[test]
fn two_people_do_not_make_one_edit() {
    let mut desk = timed("1 1 2.1.1a note: See");
    desk.reader = "CD";
    desk.write("1 2.1.1a note: See page 4.");
    assert_eq!(edits(&desk.changes).len(), 2);
    desk = desk.at_device(2);
    desk.write("1 2.1.1a note: See page 5.");
    assert_eq!(edits(&desk.changes).len(), 3);
}

#[test]
fn what_differs_from_now_is_told_with_both_values() {
    let mut desk = started();
    desk.write("1 2.1.1a: yes; 1 safety: low; 1 2.1.1a note: late");
    let then = desk.inspection.clone();
    desk.write("1 2.1.1a: no; 1 safety:; 1 2.1.2: sufficient; given overall: good; 2: court 002");
    let altered = then.altered_since(&desk.inspection, CaseId::new(1));
    let told: Vec<_> = altered
        .iter()
        .map(|one| (one.target, one.before.as_deref(), one.after.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (target("1 safety"), Some("low"), None),
            (target("1 2.1.1a"), Some("yes"), Some("no")),
            (target("1 2.1.2"), None, Some("sufficient")),
        ]
    );
    assert!(then.altered_since(&then, CaseId::new(1)).is_empty());
}

/// The changes of one case among those of a whole inspection.
fn of_case(changes: &[Change], case: CaseId) -> Vec<Change> {
    changes.iter().filter(|change| change.target.case() == Some(case)).cloned().collect()
}

fn two_cases() -> impl Strategy<Value = Vec<(u64, String)>> {
    let line = (cell(), any::<bool>()).prop_map(|(line, other)| match line.strip_prefix("1 ") {
        Some(rest) if other => format!("2 {rest}"),
        _ => line,
    });
    prop::collection::vec((1_u64..4, line), 0..40)
}

proptest! {
    #[test]
    fn any_prefix_of_a_case_s_changes_folds_and_the_last_is_the_case_now(work in two_cases()) {
        let mut desk = started();
        desk.write("2: court 002x; 2 reading: CD");
        for (device, line) in work {
            desk = desk.at_device(device);
            desk.write(&line);
        }
        let (framework, id) = (&desk.framework, desk.inspection.id);
        for case in [CaseId::new(1), CaseId::new(2)] {
            let changes = of_case(&desk.changes, case);
            let mut then = Inspection::new(id);
            for n in 0..=changes.len() {
                then = Inspection::fold(framework, id, &changes[..n]).unwrap();
                if n < changes.len() {
                    let told = then.value(&changes[n].target);
                    prop_assert_eq!(&told, &changes[n].before);
                }
            }
            prop_assert_eq!(then.cases.get(&case), desk.inspection.cases.get(&case));
            prop_assert!(then.altered_since(&desk.inspection, case).is_empty());
        }
    }

    #[test]
    fn edits_hold_every_change_once_and_lead_from_the_first_value_to_the_last(work in two_cases()) {
        let mut desk = started();
        desk.write("2: court 002x; 2 reading: CD");
        for (later, line) in work {
            desk.at += later * 50_000;
            desk.write(&line);
        }
        let edits = edits(&desk.changes);
        let mut from = 0;
        for edit in &edits {
            let part = &desk.changes[from..edit.through];
            prop_assert!(!part.is_empty());
            for one in &edit.alterations {
                let mut of_cell = part.iter().filter(|change| change.target == one.target);
                prop_assert!(of_cell.any(|change| change.after == one.after));
            }
            from = edit.through;
        }
        prop_assert_eq!(from, desk.changes.len());
    }
}
