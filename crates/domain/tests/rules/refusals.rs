//! Changes that cannot have happened: why they are refused, and that nothing is altered by them.

use domain::{
    CaseId, Change, DeviceId, EvidenceId, Inspection, InspectionId, ReadingId, Refusal, Slug,
    Stamp, Target,
};

use crate::builder::every_kind;
use crate::desk::{Desk, reference, slug, target};

/// Work that every test here starts from.
const WORK: &str = "1: court 001; 1 reading: AB; 1 2.1.1a: yes; 2: out-of-court 002; 2 reading: AB
    ; e1 place: 1.1.1; e1 summary: Minutes";

/// Writes a line after [`WORK`] and gives why it was refused; the inspection has to be as it was.
fn refused(line: &str) -> Refusal {
    let (words, after) = line.split_once(':').unwrap();
    let after = after.trim();
    refused_value(words, (!after.is_empty()).then_some(after))
}

fn refused_value(words: &str, after: Option<&str>) -> Refusal {
    let mut desk = Desk::with(every_kind(), WORK);
    let before = desk.inspection.clone();
    let change = change(&desk, target(words), after);
    let refusal = desk.inspection.apply(&desk.framework, &change).unwrap_err();
    assert_eq!(desk.inspection, before, "{words}");
    refusal
}

/// The next change, made without asking whether it alters anything.
fn change(desk: &Desk, target: Target, after: Option<&str>) -> Change {
    let (device, inspection) = (DeviceId::new(9), &desk.inspection);
    let sequence = inspection.heads.get(&device).copied().unwrap_or(0) + 1;
    let reader = "CD".to_owned();
    let stamp = Stamp { device, sequence, clock: inspection.clock + 1, at: 5, reader };
    Change { stamp, target, before: None, after: after.map(str::to_owned) }
}

/// Each line does not fit its target, by the part of it that does not.
fn check_misfit(line: &str, part: &str) {
    assert_eq!(refused(line), Refusal::DoesNotFit(part.to_owned()), "{line}");
}

#[test]
fn a_case_that_is_not_there_is_unknown() {
    let unknown = Refusal::UnknownCase(CaseId::new(3));
    for line in [
        "3 withdrawn: no consent",
        "3 safety: low",
        "3 reading: AB",
        "3 2.1.1a: yes",
        "3 2.1.1a note: late",
        "3 2.1.1: sufficient",
        "3 2.1.1 reason: late",
        "3 safety:",
    ] {
        assert_eq!(refused(line), unknown, "{line}");
    }
}

#[test]
fn a_reading_nobody_began_is_unknown() {
    let unknown = Refusal::UnknownReading(ReadingId::new(2));
    for line in
        ["1#2 2.1.1a: yes", "1#2 2.1.1a note: x", "1#2 2.1.1: sufficient", "1#2 2.1.1 reason: x"]
    {
        assert_eq!(refused(line), unknown, "{line}");
    }
}

#[test]
fn an_evidence_entry_that_was_not_begun_is_unknown() {
    let unknown = Refusal::UnknownEvidence(EvidenceId::new(2));
    for line in [
        "e2 summary: x",
        "e2 source: data",
        "e2 date: 2024-01-01",
        "e2 direction: neutral",
        "e2 place:",
    ] {
        assert_eq!(refused(line), unknown, "{line}");
    }
}

/// The question of a line is unknown: to the framework, or to cases of that pool.
fn check_unknown(line: &str, question: &str) {
    assert_eq!(refused(line), Refusal::UnknownQuestion(reference(question)), "{line}");
}

#[test]
fn a_question_the_framework_does_not_have_is_unknown() {
    check_unknown("1 2.1.1z: yes", "2.1.1z");
    check_unknown("1 2.1.1z:", "2.1.1z");
    check_unknown("1 2.1.1z note: x", "2.1.1z");
    check_unknown("1 2.1.9: sufficient", "2.1.9");
    check_unknown("1 2.1.9 reason: x", "2.1.9");
    check_unknown("proposed 9.9: good", "9.9");
    check_unknown("proposed 9.9 reason: x", "9.9");
    check_unknown("given 9.9: good", "9.9");
    check_unknown("given 9.9 reason: x", "9.9");
    check_unknown("given 9.9 by: panel", "9.9");
    check_unknown("e1 place: 9.9.9", "9.9.9");
}

#[test]
fn a_question_of_another_pool_is_unknown_to_a_case() {
    check_unknown("1 3.1.1a: yes", "3.1.1a");
    check_unknown("2 2.1.1a: yes", "2.1.1a");
    check_unknown("2 2.1.1a note: x", "2.1.1a");
    check_unknown("2 2.1.1: sufficient", "2.1.1");
    check_unknown("2 2.1.1 reason: x", "2.1.1");
}

#[test]
fn a_question_judged_at_service_level_is_unknown_to_a_case() {
    check_unknown("1 1.1.1a: yes", "1.1.1a");
    check_unknown("1 1.1.1: sufficient", "1.1.1");
    check_unknown("1 2.3.2a: yes", "2.3.2a");
    check_unknown("1 2.3.2a note: x", "2.3.2a");
    check_unknown("1 2.3.2: sufficient", "2.3.2");
    check_unknown("1 2.3.2 reason: x", "2.3.2");
}

#[test]
fn evidence_bears_only_on_key_questions_judged_at_service_level() {
    check_unknown("e1 place: 2.1.1", "2.1.1");
    let mut desk = Desk::with(every_kind(), WORK);
    desk.attempt("e2 place: 2.3.2").unwrap();
}

#[test]
fn a_pool_the_framework_does_not_have_is_unknown() {
    assert_eq!(refused("3: prison 003"), Refusal::UnknownPool("prison".to_owned()));
    assert_eq!(refused("1: prison 001"), Refusal::UnknownPool("prison".to_owned()));
    assert_eq!(refused("3: càrchar 003"), Refusal::UnknownPool("càrchar".to_owned()));
}

#[test]
fn a_detail_the_framework_does_not_have_or_not_for_this_pool_is_unknown() {
    let unknown = |id: &str| Refusal::UnknownDetail(slug(id));
    assert_eq!(refused("1 shoe-size: 42"), unknown("shoe-size"));
    assert_eq!(refused("1 shoe-size:"), unknown("shoe-size"));
    assert_eq!(refused("2 order: referral"), unknown("order"));
    Desk::with(every_kind(), WORK).attempt("1 order: referral").unwrap();
}

#[test]
fn a_number_that_another_case_has_is_taken() {
    assert_eq!(refused("3: court 001"), Refusal::NumberTaken("001".to_owned()));
    assert_eq!(refused("2: court 001"), Refusal::NumberTaken("001".to_owned()));
    let mut desk = Desk::with(every_kind(), &format!("{WORK}; 1 withdrawn: no consent"));
    assert_eq!(desk.attempt("3: court 001"), Err(Refusal::NumberTaken("001".to_owned())));
    // Its own number stays its own.
    desk.write("1: out-of-court 001; 1: court 0010; 3: court 001");
}

#[test]
fn words_that_are_none_of_the_allowed_ones_do_not_fit() {
    for line in [
        "nation: scotland",
        "1 2.1.1a: maybe",
        "1 2.1.1: good",
        "e1 source: rumour",
        "e1 direction: up",
        "proposed 1.1: excellent",
        "given 1.1: not-rated",
        "given overall: excellent",
        "1 safety: Low",
    ] {
        check_misfit(line, line.split_once(": ").unwrap().1);
    }
}

#[test]
fn not_applicable_fits_only_where_the_framework_allows_it() {
    check_misfit("1 2.1.1a: not-applicable", "not-applicable");
    check_misfit("1 2.1.1: not-applicable", "not-applicable");
    let mut desk = Desk::with(every_kind(), WORK);
    desk.write("1 2.1.1c: not-applicable; 1 2.2.1: not-applicable");
}

#[test]
fn dates_and_numbers_fit_in_one_form_only() {
    for line in [
        "from: 2024-02-30",
        "to: 1 May 2024",
        "e1 date: 2024-2-1",
        "1 start: 2023-02-29",
        "1 age: 9",
        "1 age: 19",
        "1 age: 015",
        "1 age: +15",
        "1 age: 15.0",
        "1 age: 99999999999",
    ] {
        check_misfit(line, line.split_once(": ").unwrap().1);
    }
}

#[test]
fn a_case_is_a_pool_and_a_number_of_visible_letters() {
    check_misfit("3: court", "court");
    check_misfit("3: court 0000000000001", "0000000000001");
    check_misfit("3: court ŵ1", "ŵ1");
    check_misfit("3: court 0 1", "0 1");
    assert_eq!(refused_value("3", Some("court ")), Refusal::DoesNotFit(String::new()));
    assert_eq!(refused_value("3", Some("")), Refusal::DoesNotFit(String::new()));
    assert_eq!(refused_value("1", None), Refusal::DoesNotFit(String::new()), "a case stays a case");
    Desk::with(every_kind(), WORK).attempt("3: court A-1/2.3").unwrap();
    Desk::with(every_kind(), WORK).attempt("3: court 000000000001").unwrap();
}

#[test]
fn a_reading_always_has_a_reader() {
    assert_eq!(refused_value("1 reading", None), Refusal::DoesNotFit(String::new()));
    assert_eq!(refused_value("1#2 reading", None), Refusal::DoesNotFit(String::new()));
}

#[test]
fn an_empty_text_is_no_value() {
    for words in ["service", "1 2.1.1a note", "1 remark", "given 1.1 by"] {
        assert_eq!(refused_value(words, Some("")), Refusal::DoesNotFit(String::new()), "{words}");
    }
    assert_eq!(refused_value("1 remark", Some(" \t")), Refusal::DoesNotFit(" \t".to_owned()));
}

#[test]
fn a_text_longer_than_its_cell_takes_does_not_fit_and_only_its_beginning_is_told() {
    for (words, longest) in [
        ("service", 200),
        ("marking", 200),
        ("1 reading", 200),
        ("given 1.1 by", 200),
        ("1 2.1.1a note", 200_000),
        ("1 2.1.1 reason", 200_000),
        ("1 withdrawn", 200_000),
        ("e1 summary", 200_000),
    ] {
        let text = "ŵ".repeat(longest / 2 + 1);
        assert_eq!(
            refused_value(words, Some(&text)),
            Refusal::DoesNotFit("ŵ".repeat(80)),
            "{words}"
        );
        let mut desk = Desk::with(every_kind(), WORK);
        desk.set(target(words), Some(text[2..].to_owned())).unwrap();
    }
}

#[test]
fn a_rating_is_proposed_only_where_it_does_not_speak_for_the_cases() {
    check_misfit("proposed 2.1: good", "good");
    Desk::with(every_kind(), WORK)
        .write("proposed 2.1: not-rated; proposed 1.1: good; proposed 2.3: good");
}

#[test]
fn a_standard_that_is_never_rated_takes_no_rating() {
    let mut standards: Vec<_> = every_kind().all_standards().cloned().collect();
    standards[0].rated = false;
    let mut desk = Desk::with(crate::builder::framework(standards), WORK);
    for line in ["proposed 1.1: good", "given 1.1: good", "given 1.1 by: panel"] {
        assert_eq!(desk.attempt(line), Err(Refusal::UnknownQuestion(reference("1.1"))), "{line}");
    }
}

#[test]
fn a_change_out_of_its_device_s_sequence_is_refused() {
    let mut desk = Desk::with(every_kind(), WORK);
    let head = desk.changes.len() as u32;
    let before = desk.inspection.clone();
    for sequence in [0, 1, head] {
        let mut late = desk.changes.last().unwrap().clone();
        late.stamp.sequence = sequence;
        let refusal = Refusal::OutOfSequence { sequence, head };
        assert_eq!(desk.inspection.apply(&desk.framework, &late), Err(refusal));
        assert_eq!(desk.inspection, before);
    }
    // A file of chosen cases leaves changes out, so a device's sequence may have gaps.
    let mut later = desk.changes.last().unwrap().clone();
    later.stamp.sequence = head + 5;
    desk.inspection.apply(&desk.framework, &later).unwrap();
    assert_eq!(desk.inspection.heads[&later.stamp.device], head + 5);
}

#[test]
fn folding_stops_at_the_change_that_is_refused_and_tells_its_place() {
    let desk = Desk::with(every_kind(), WORK);
    let without_case = &desk.changes[1..];
    let id = InspectionId::new(7);
    let refused = Inspection::fold(&desk.framework, id, without_case);
    assert_eq!(refused, Err((0, Refusal::UnknownCase(CaseId::new(1)))));
    let mut changes = desk.changes.clone();
    changes.push(changes[2].clone());
    let head = desk.changes.len() as u32;
    let refused = Inspection::fold(&desk.framework, id, &changes);
    assert_eq!(refused, Err((desk.changes.len(), Refusal::OutOfSequence { sequence: 3, head })));
}

/// Every variant, so that a new one is not forgotten above.
#[test]
fn every_kind_of_refusal_is_met_in_these_tests() {
    let name = |refusal: &Refusal| match refusal {
        Refusal::UnknownCase(_) => 0,
        Refusal::UnknownReading(_) => 1,
        Refusal::UnknownEvidence(_) => 2,
        Refusal::UnknownQuestion(_) => 3,
        Refusal::UnknownPool(_) => 4,
        Refusal::UnknownDetail(_) => 5,
        Refusal::DoesNotFit(_) => 6,
        Refusal::NumberTaken(_) => 7,
        Refusal::OutOfSequence { .. } => 8,
    };
    let met = [
        refused("3 safety: low"),
        refused("1#2 2.1.1a: yes"),
        refused("e2 summary: x"),
        refused("1 2.1.1z: yes"),
        refused("3: prison 003"),
        refused("1 shoe-size: 42"),
        refused("1 safety: Low"),
        refused("3: court 001"),
        Refusal::OutOfSequence { sequence: 0, head: 0 },
    ];
    assert_eq!(met.iter().map(name).collect::<Vec<_>>(), (0..9).collect::<Vec<_>>());
    let unknown: Option<Slug> = Slug::new("two words");
    assert_eq!(unknown, None, "no target can name a detail that is no slug");
}
