//! Changes: made, applied, folded, and taken back.

use std::collections::BTreeSet;

use domain::{
    CaseId, Change, Date, DeviceId, EvidencePart, Inspection, InspectionField, Nation, Slug, Target,
};
use proptest::prelude::*;

use crate::builder::every_kind;
use crate::desk::{Desk, lines, reference, target};

/// Every kind of target with a value it takes, in an order in which they can be written.
const EVERY_TARGET: &str = "service: Gwasanaeth Cyfiawnder Ieuenctid Ynys Môn
    nation: wales
    from: 2024-02-26
    to: 2024-02-29
    marking: OFFICIAL
    origin: 00000000000000aa 1111111111111111111111111111111111111111111111111111111111111111 small 0 of 2023
    hand-over key: age1dk52uze4t45c87qeddj66fy99s8t4a04gxu7xu8l3zyhk44y4q9qgv5y88
    1: court 001
    1 reading: AB
    1 safety: high
    1 state: reopened A note was wrong.
    1 age: 15
    1 start: 2023-09-01
    1 remark: Ŵyn «שלום» 👩‍⚖️
    1 withdrawn: no consent
    1 2.1.1a: no
    1 2.1.1a note: See page 4.
    1 2.1.1a earlier: yes
    1 2.1.1: not-sufficient
    1 2.1.1 reason: Too late.
    1 2.1.1 earlier: sufficient
    e1 place: 1.1.1
    e1 source: focus-group
    e1 date: 2024-02-27
    e1 summary: Staff know the plan.
    e1 direction: positive
    proposed 1.1: not-rated
    proposed 1.1 reason: Nothing seen.
    proposed 1.1 earlier: good
    given 1.1: good
    given 1.1 reason: One case.
    given 1.1 by: Panel
    given overall: outstanding
    given overall reason: The whole.
    given overall by: Chair";

/// The kind of a target; a new one does not compile until it is named here and written above.
fn kind(target: &Target) -> &'static str {
    match target {
        Target::Inspection(InspectionField::Service) => "service",
        Target::Inspection(InspectionField::Nation) => "nation",
        Target::Inspection(InspectionField::FieldworkFrom) => "from",
        Target::Inspection(InspectionField::FieldworkTo) => "to",
        Target::Inspection(InspectionField::Marking) => "marking",
        Target::Inspection(InspectionField::Origin) => "origin",
        Target::Inspection(InspectionField::HandOverKey) => "hand-over key",
        Target::Case(_) => "case",
        Target::Withdrawn(_) => "withdrawn",
        Target::Detail(..) => "detail",
        Target::Reading(..) => "reading",
        Target::State(..) => "state",
        Target::Answer(..) => "answer",
        Target::Note(..) => "note",
        Target::EarlierAnswer(..) => "earlier answer",
        Target::Verdict(..) => "verdict",
        Target::Reason(..) => "reason",
        Target::EarlierVerdict(..) => "earlier verdict",
        Target::Evidence(_, EvidencePart::KeyQuestion) => "evidence",
        Target::Evidence(_, EvidencePart::Source) => "evidence source",
        Target::Evidence(_, EvidencePart::Date) => "evidence date",
        Target::Evidence(_, EvidencePart::Summary) => "evidence summary",
        Target::Evidence(_, EvidencePart::Direction) => "evidence direction",
        Target::Proposed(_) => "proposed",
        Target::ProposedReason(_) => "proposed reason",
        Target::EarlierProposed(_) => "earlier proposed",
        Target::Given(Some(_)) => "given",
        Target::Given(None) => "given overall",
        Target::GivenReason(Some(_)) => "given reason",
        Target::GivenReason(None) => "given reason overall",
        Target::GivenBy(Some(_)) => "given by",
        Target::GivenBy(None) => "given by overall",
    }
}

fn value(desk: &Desk, words: &str) -> Option<String> {
    desk.inspection.value(&target(words))
}

#[test]
fn every_target_gives_back_the_value_that_was_set() {
    let desk = Desk::with(every_kind(), EVERY_TARGET);
    let kinds: BTreeSet<_> = desk.changes.iter().map(|change| kind(&change.target)).collect();
    assert_eq!(kinds.len(), 32, "a kind of target is not written: {kinds:?}");
    for line in lines(EVERY_TARGET) {
        let (words, after) = line.split_once(": ").unwrap();
        assert_eq!(value(&desk, words).as_deref(), Some(after), "{words}");
    }
}

#[test]
fn what_was_written_stands_in_the_fields_it_was_written_to() {
    let desk = Desk::with(every_kind(), EVERY_TARGET);
    let inspection = &desk.inspection;
    assert_eq!(inspection.nation, Some(Nation::Wales));
    assert_eq!(inspection.fieldwork_from, Date::new(2024, 2, 26));
    assert_eq!(inspection.fieldwork_to, Date::new(2024, 2, 29));
    assert_eq!(inspection.marking, "OFFICIAL");
    let (id, case) = inspection.case_numbered("001").unwrap();
    assert_eq!((id, case.pool.as_str()), (CaseId::new(1), "court"));
    assert_eq!(case.counting_reading().unwrap().reason(reference("2.1.1")), "Too late.");
    let (_, entry) = inspection.record.evidence_for(reference("1.1.1")).next().unwrap();
    assert_eq!((entry.begun_at, entry.summary.as_str()), (Desk::AT, "Staff know the plan."));
}

#[test]
fn a_target_nobody_wrote_to_has_no_value_but_the_marking_it_starts_with() {
    let desk = Desk::new(every_kind());
    for line in lines(EVERY_TARGET) {
        let (words, _) = line.split_once(": ").unwrap();
        let expected = (words == "marking").then_some("OFFICIAL-SENSITIVE");
        assert_eq!(value(&desk, words).as_deref(), expected, "{words}");
    }
}

#[test]
fn setting_what_stands_already_makes_no_change() {
    let desk = Desk::with(every_kind(), EVERY_TARGET);
    for change in &desk.changes {
        let now = desk.inspection.value(&change.target);
        let again = desk.inspection.change(DeviceId::new(1), "AB", 1, change.target, now);
        assert_eq!(again, None, "{:?}", change.target);
    }
}

#[test]
fn setting_an_empty_text_where_nothing_stands_makes_no_change() {
    let desk = Desk::with(every_kind(), "1: court 001; 1 reading: AB");
    for words in ["service", "1 2.1.1a note", "1 withdrawn", "given 1.1 by"] {
        let change =
            desk.inspection.change(DeviceId::new(1), "AB", 1, target(words), Some(String::new()));
        assert_eq!(change, None, "{words}");
    }
}

#[test]
fn a_change_carries_the_value_before_and_the_next_numbers_of_its_device_and_of_the_clock() {
    let mut desk = Desk::with(every_kind(), "service: One; service: Two");
    desk = desk.at_device(2);
    desk.write("service: Three; service:");
    let [.., third, fourth] = &desk.changes[..] else { panic!("four changes") };
    assert_eq!((third.before.as_deref(), third.after.as_deref()), (Some("Two"), Some("Three")));
    assert_eq!((fourth.before.as_deref(), fourth.after.as_deref()), (Some("Three"), None));
    let stamps: Vec<_> = desk
        .changes
        .iter()
        .map(|one| (one.stamp.device, one.stamp.sequence, one.stamp.clock))
        .collect();
    let (one, two) = (DeviceId::new(1), DeviceId::new(2));
    assert_eq!(stamps, [(one, 1, 1), (one, 2, 2), (two, 1, 3), (two, 2, 4)]);
    assert_eq!((desk.inspection.clock, desk.inspection.heads[&one]), (4, 2));
}

#[test]
fn a_change_of_an_earlier_clock_leaves_the_clock_where_it_is() {
    let mut desk = Desk::with(every_kind(), "service: One; service: Two");
    let mut late = desk
        .at_device(3)
        .inspection
        .change(DeviceId::new(3), "CD", 1, target("nation"), Some("wales".to_owned()))
        .unwrap();
    late.stamp.clock = 1;
    desk.inspection.apply(&desk.framework, &late).unwrap();
    assert_eq!(desk.inspection.clock, 2);
}

#[test]
fn the_last_clock_and_the_last_sequence_number_there_are_do_not_run_over() {
    let mut desk = Desk::with(every_kind(), "service: One");
    let mut last = desk.changes[0].clone();
    (last.stamp.sequence, last.stamp.clock) = (u32::MAX, u64::MAX);
    desk.inspection.apply(&desk.framework, &last).unwrap();
    let next = desk.inspection.change(
        DeviceId::new(1),
        "AB",
        1,
        target("nation"),
        Some("wales".to_owned()),
    );
    let stamp = next.unwrap().stamp;
    assert_eq!((stamp.sequence, stamp.clock), (u32::MAX, u64::MAX));
}

#[test]
fn the_fold_of_the_changes_is_the_inspection() {
    let desk = Desk::with(every_kind(), EVERY_TARGET);
    let fold = Inspection::fold(&desk.framework, desk.inspection.id, &desk.changes).unwrap();
    assert_eq!(fold, desk.inspection);
}

#[test]
fn an_entry_or_a_record_with_nothing_left_in_it_is_gone() {
    let mut desk = Desk::with(every_kind(), EVERY_TARGET);
    desk.write(
        "1 2.1.1a:; 1 2.1.1a note:; 1 2.1.1a earlier:; 1 2.1.1:; 1 2.1.1 reason:; 1 2.1.1 earlier:
         proposed 1.1:; proposed 1.1 reason:; proposed 1.1 earlier:;
         given 1.1:; given 1.1 reason:; given 1.1 by:; 1 safety:",
    );
    let reading = desk.case("001").counting_reading().unwrap();
    assert!(reading.entries.is_empty() && reading.judgements.is_empty());
    let record = &desk.inspection.record;
    assert!(record.proposed.is_empty());
    assert_eq!(record.given.keys().collect::<Vec<_>>(), [&None]);
    assert!(!desk.case("001").details.contains_key(&Slug::new("safety").unwrap()));
}

#[test]
fn a_removed_evidence_entry_keeps_its_text_and_comes_back_with_its_place() {
    let mut desk = Desk::with(every_kind(), EVERY_TARGET);
    let entries = |desk: &Desk| desk.inspection.record.evidence_for(reference("1.1.1")).count();
    desk.write("e1 place:");
    assert_eq!((entries(&desk), value(&desk, "e1 place")), (0, None));
    assert_eq!(value(&desk, "e1 summary").as_deref(), Some("Staff know the plan."));
    desk.write("e1 place: 1.1.1");
    assert_eq!((entries(&desk), value(&desk, "e1 place").as_deref()), (1, Some("1.1.1")));
    desk.write("e1 place: 4.1.1");
    assert_eq!((entries(&desk), value(&desk, "e1 place").as_deref()), (0, Some("4.1.1")));
}

#[test]
fn a_marking_taken_away_is_the_default_one_again() {
    let desk = Desk::with(every_kind(), "marking: OFFICIAL; marking:");
    assert_eq!(desk.inspection.marking, Inspection::DEFAULT_MARKING);
}

#[test]
fn the_next_number_follows_the_highest_one() {
    let next = |cases: &str| Desk::with(every_kind(), cases).inspection.next_number();
    assert_eq!(next(""), "001");
    assert_eq!(next("1: court 001; 2: court 007"), "008");
    assert_eq!(next("1: court 999"), "1000");
    assert_eq!(next("1: court A-12"), "001");
    assert_eq!(next("1: court 009; 1 withdrawn: no consent"), "010");
    let desk = Desk::with(every_kind(), "1: court 998");
    assert_eq!(desk.inspection.next_numbers().take(3).collect::<Vec<_>>(), ["999", "1000", "1001"]);
}

/// The reading that counts is the first one begun, whatever its identifier; a second one stays a second one.
#[test]
fn an_inspection_told_again_keeps_the_reading_that_counts() {
    for (first, second) in [(1, 2), (2, 1)] {
        let desk = Desk::with(
            every_kind(),
            &format!(
                "1: court 001; 1#{first} reading: AB; 1#{second} reading: CD
                 1#{first} 2.1.1: sufficient; 1#{second} 2.1.1: not-sufficient"
            ),
        );
        let told = desk.inspection.restated(&desk.framework, DeviceId::new(9), "EF", 1);
        let again = Inspection::fold(&desk.framework, desk.inspection.id, &told).unwrap();
        assert_eq!(again.cases, desk.inspection.cases);
        assert_eq!(again.cases.values().next().unwrap().readings.len(), 2);
    }
}

/// Cells that can be set and set back, with the values to choose from.
const CELLS: [(&str, &[&str]); 19] = [
    ("service", &["One", "Two", ""]),
    ("nation", &["england", "wales", ""]),
    ("from", &["2024-01-01", "2024-02-29", ""]),
    ("marking", &["OFFICIAL", "OFFICIAL-SENSITIVE"]),
    ("1", &["court 001", "court 01", "court A"]),
    ("1 reading", &["AB", "CD"]),
    ("1 state", &["complete", "reopened late", ""]),
    ("1 withdrawn", &["no consent", ""]),
    ("1 safety", &["none", "low", "high", ""]),
    ("1 remark", &["ŵ", ""]),
    ("1 2.1.1a", &["yes", "no", ""]),
    ("1 2.1.1a note", &["late", ""]),
    ("1 2.1.2", &["sufficient", "not-sufficient", ""]),
    ("1 2.1.2 reason", &["late", ""]),
    ("e1 summary", &["seen", ""]),
    // An entry that is removed forgets no place, so moving it then is no way back.
    ("e1 place", &["1.1.1", ""]),
    ("proposed 1.1", &["good", "not-rated", ""]),
    ("given overall", &["good", "inadequate", ""]),
    ("given 2.1 by", &["panel", ""]),
];

pub(crate) fn cell() -> impl Strategy<Value = String> {
    (0..CELLS.len(), any::<prop::sample::Index>()).prop_map(|(at, value)| {
        let (words, values) = CELLS[at];
        format!("{words}: {}", values[value.index(values.len())])
    })
}

/// Everything but the clock and the heads, which only ever go on.
pub(crate) fn content(inspection: &Inspection) -> Inspection {
    Inspection { clock: 0, heads: Default::default(), ..inspection.clone() }
}

pub(crate) fn started() -> Desk {
    Desk::with(every_kind(), "1: court 001; 1 reading: AB; e1 place: 1.1.1")
}

proptest! {
    #[test]
    fn a_change_and_its_way_back_restore_everything(
        work in prop::collection::vec(cell(), 0..30),
        last in cell(),
    ) {
        let mut desk = started();
        desk.write(&work.join(";"));
        let before = desk.inspection.clone();
        let made = desk.changes.len();
        desk.write(&last);
        if let Some(change) = desk.changes.get(made).cloned() {
            prop_assert_eq!(&change.before, &before.value(&change.target));
            prop_assert_ne!(content(&desk.inspection), content(&before));
            desk.set(change.target, change.before.clone()).unwrap();
        }
        prop_assert_eq!(content(&desk.inspection), content(&before));
    }

    #[test]
    fn a_whole_day_s_work_can_be_taken_back_change_by_change(
        work in prop::collection::vec(cell(), 0..30),
    ) {
        let mut desk = started();
        let before = desk.inspection.clone();
        let made = desk.changes.len();
        desk.write(&work.join(";"));
        for change in desk.changes.clone()[made..].iter().rev() {
            desk.set(change.target, change.before.clone()).unwrap();
        }
        prop_assert_eq!(content(&desk.inspection), content(&before));
    }

    /// The way back when a journal is lost: all that is known, told anew by another device.
    #[test]
    fn an_inspection_told_again_is_the_same_but_for_who_told_it(
        work in prop::collection::vec(cell(), 0..30),
    ) {
        let mut desk = started();
        desk.write(&work.join(";"));
        let told = desk.inspection.restated(&desk.framework, DeviceId::new(9), "CD", 1);
        let again = Inspection::fold(&desk.framework, desk.inspection.id, &told).unwrap();
        prop_assert_eq!(content(&again), content(&desk.inspection));
    }

    #[test]
    fn folding_the_same_changes_twice_gives_the_same(work in prop::collection::vec(cell(), 0..40)) {
        let mut desk = started();
        desk.write(&work.join(";"));
        let fold = || Inspection::fold(&desk.framework, desk.inspection.id, &desk.changes).unwrap();
        prop_assert_eq!(&fold(), &desk.inspection);
        prop_assert_eq!(fold(), fold());
    }

    /// Readers who part, each with a case of their own, and come together again.
    #[test]
    fn the_order_in_which_devices_are_merged_makes_no_difference(
        work in prop::collection::vec((2_u64..5, cell()), 1..40),
        order in prop::collection::vec(any::<prop::sample::Index>(), 64),
    ) {
        let cases = "1: court 001; 1 reading: AB; 2: court 002; 2 reading: AB; 3: court 003; 3 reading: AB";
        let shared = Desk::with(every_kind(), cases);
        let apart: Vec<Vec<Change>> = (2..5)
            .map(|device| {
                let mut desk = shared.at_device(device);
                for (_, line) in work.iter().filter(|(by, _)| *by == device) {
                    // Its own case alone, and never its number, which another case could have.
                    if let Some(rest) = line.strip_prefix("1 ") {
                        desk.write(&format!("{} {rest}", device - 1));
                    }
                }
                desk.changes[shared.changes.len()..].to_vec()
            })
            .collect();
        let by_clock = |mut changes: Vec<Change>| {
            changes.sort_by_key(|one| (one.stamp.clock, one.stamp.device, one.stamp.sequence));
            changes
        };
        let fold = |parts: Vec<Change>| {
            let changes = shared.changes.iter().chain(&parts);
            Inspection::fold(&shared.framework, shared.inspection.id, changes).unwrap()
        };
        let merged = fold(by_clock(apart.concat()));
        let other_way: Vec<_> = apart.iter().rev().flatten().cloned().collect();
        prop_assert_eq!(&fold(by_clock(other_way.clone())), &merged);
        // Since the cases differ, any order that keeps each device's own gives the same.
        prop_assert_eq!(&fold(other_way), &merged);
        let mut queues: Vec<std::collections::VecDeque<Change>> =
            apart.into_iter().map(Into::into).collect();
        let mut shuffled = Vec::new();
        for index in order.iter().cycle() {
            queues.retain(|queue| !queue.is_empty());
            if queues.is_empty() {
                break;
            }
            let at = index.index(queues.len());
            shuffled.extend(queues[at].pop_front());
        }
        prop_assert_eq!(&fold(shuffled), &merged);
    }
}
