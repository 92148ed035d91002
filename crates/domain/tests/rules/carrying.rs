//! Work carried over to another edition: what stands, what is open again, what stays behind.

use domain::{
    Answer, Carried, DeviceId, Framework, FrameworkParts, InspectionId, Text, Verdict, carry, rate,
};

use crate::builder::{every_kind, parts, standard};
use crate::desk::{Desk, lines, reference, slug, target};

/// The framework with every kind in it, altered as the next edition of it may be.
fn next_edition(alter: impl FnOnce(&mut FrameworkParts)) -> Framework {
    let mut parts: FrameworkParts = (*every_kind()).clone();
    parts.edition = "2".to_owned();
    parts.digest = "2".repeat(64);
    alter(&mut parts);
    Framework::build(parts).unwrap()
}

/// Some work under the first edition.
const WORK: &str = "service: Northtown; 1: court 001; 1 safety: low; 1 rosh: high; 1 victim: yes
    1 2.1.1a: yes; 1 2.1.1a note: A note.; 1 2.1.1b: no; 1 2.1.1: sufficient; 1 2.1.1 reason: A reason.
    1 2.1.2a: yes; 1 2.1.2: not-sufficient; 2: out-of-court 002; 2 2.2.1: sufficient
    e1 place: 1.1.1; e1 summary: Seen.; proposed 1.1: good; proposed 1.1 reason: Sound.; given 1.1: outstanding";

fn carried(work: &str, alter: impl FnOnce(&mut FrameworkParts)) -> Carried {
    let mut parts: FrameworkParts = (*every_kind()).clone();
    parts.digest = "1".repeat(64);
    let desk = Desk::with(Framework::build(parts).unwrap(), work);
    let stamp = (DeviceId::new(9), "CD", 5);
    carry((&desk.framework, &desk.inspection), &next_edition(alter), InspectionId::new(8), stamp)
}

/// Holds cells of what was carried over against `target: value`; nothing after the colon is nothing.
#[track_caller]
fn check(carried: &Carried, expected: &str) {
    for line in lines(expected) {
        let (words, value) = line.split_once(':').unwrap();
        let found = carried.inspection.value(&target(words)).unwrap_or_default();
        assert_eq!(found, value.trim(), "{words}");
    }
}

fn prompt<'a>(parts: &'a mut FrameworkParts, of: &str) -> &'a mut domain::Prompt {
    let standards = parts.domains.iter_mut().flat_map(|one| &mut one.standards);
    let mut prompts =
        standards.flat_map(|one| &mut one.key_questions).flat_map(|one| &mut one.prompts);
    prompts.find(|one| one.reference == reference(of)).unwrap()
}

fn key_question<'a>(parts: &'a mut FrameworkParts, of: &str) -> &'a mut domain::KeyQuestion {
    let standards = parts.domains.iter_mut().flat_map(|one| &mut one.standards);
    let mut questions = standards.flat_map(|one| &mut one.key_questions);
    questions.find(|one| one.reference == reference(of)).unwrap()
}

#[test]
fn where_no_word_differs_everything_stands_but_the_panels_ratings() {
    let carried = carried(WORK, |_| {});
    check(
        &carried,
        "service: Northtown; 1: court 001; 1 safety: low; 1 2.1.1a: yes; 1 2.1.1a note: A note.
         1 2.1.1: sufficient; 1 2.1.1 reason: A reason.; 1 2.1.2: not-sufficient; 2 2.2.1: sufficient
         e1 summary: Seen.; proposed 1.1: good; proposed 1.1 reason: Sound.; given 1.1:; 1 2.1.1a earlier:",
    );
    assert_eq!((carried.kept, carried.reopened), (7, 0));
    assert_eq!(carried.left_behind, []);
}

#[test]
fn it_says_where_it_came_from() {
    let origin = carried(WORK, |_| {}).inspection.origin.unwrap();
    assert_eq!(origin.inspection, InspectionId::new(7));
    assert_eq!((origin.digest, origin.edition.as_str()), ("1".repeat(64), "1"));
}

#[test]
fn a_prompt_in_other_words_is_open_again_with_its_note_and_its_earlier_answer() {
    let carried = carried(WORK, |parts| prompt(parts, "2.1.1a").text = Text::english("Reworded?"));
    check(
        &carried,
        "1 2.1.1a:; 1 2.1.1a earlier: yes; 1 2.1.1a note: A note.; 1 2.1.1b: no; 1 2.1.1: sufficient",
    );
    assert_eq!((carried.kept, carried.reopened), (6, 1));
    let reading = carried.inspection.case_numbered("001").unwrap().1.counting_reading().unwrap();
    assert_eq!(reading.answer(reference("2.1.1a")), None);
    assert_eq!(reading.entries.get(&reference("2.1.1a")).unwrap().earlier, Some(Answer::Yes));
}

#[test]
fn a_key_question_in_other_words_is_open_again_and_its_prompts_are_not() {
    let carried =
        carried(WORK, |parts| key_question(parts, "2.1.1").question = Text::english("Otherwise?"));
    check(
        &carried,
        "1 2.1.1:; 1 2.1.1 earlier: sufficient; 1 2.1.1 reason: A reason.; 1 2.1.1a: yes",
    );
    let case = carried.inspection.case_numbered("001").unwrap().1;
    let judgement = case.counting_reading().unwrap().judgements.get(&reference("2.1.1")).unwrap();
    assert_eq!((judgement.verdict, judgement.earlier), (None, Some(Verdict::Sufficient)));
}

#[test]
fn an_earlier_verdict_counts_nowhere() {
    let alter = |parts: &mut FrameworkParts| {
        key_question(parts, "2.1.1").question = Text::english("Otherwise?");
    };
    let carried = carried(WORK, alter);
    let results = rate(&next_edition(alter), &carried.inspection);
    let one = results.standards().flat_map(|one| &one.key_questions);
    let one = one.into_iter().find(|one| one.reference == reference("2.1.1")).unwrap();
    assert_eq!((one.share.of, one.owed), (0, 1));
}

#[test]
fn other_guidance_opens_nothing() {
    let carried = carried(WORK, |parts| prompt(parts, "2.1.1a").guidance = Text::english("Look."));
    assert_eq!((carried.kept, carried.reopened), (7, 0));
}

#[test]
fn an_answer_that_is_no_longer_taken_is_open_again() {
    let carried = carried("1: court 001; 1 2.1.1c: not-applicable", |parts| {
        prompt(parts, "2.1.1c").not_applicable = false;
    });
    check(&carried, "1 2.1.1c:; 1 2.1.1c earlier: not-applicable");
}

#[test]
fn a_proposal_stands_only_where_its_standard_is_judged_on_the_same_questions() {
    let carried =
        carried(WORK, |parts| key_question(parts, "1.1.1").question = Text::english("Other?"));
    check(&carried, "proposed 1.1:; proposed 1.1 earlier: good; proposed 1.1 reason: Sound.");
}

#[test]
fn what_the_new_edition_does_not_ask_stays_behind_and_is_told() {
    let carried = carried(WORK, |parts| {
        let questions = &mut parts.domains[1].standards[0].key_questions;
        questions.retain(|one| one.reference != reference("2.1.2"));
        parts.details.retain(|one| one.id != slug("age"));
    });
    let left: Vec<_> =
        carried.left_behind.iter().map(|(one, value)| (*one, value.as_str())).collect();
    assert_eq!(left, [(target("1 2.1.2a"), "yes"), (target("1 2.1.2"), "not-sufficient")]);
    check(&carried, "1 2.1.1: sufficient");
}

#[test]
fn a_case_of_a_pool_that_is_gone_stays_behind() {
    let carried = carried(WORK, |new| {
        *new = FrameworkParts {
            pools: vec![new.pools[0].clone()],
            ..parts(vec![standard("2.1", vec![key_question(new, "2.1.1").clone()])])
        };
    });
    assert!(carried.inspection.case_numbered("002").is_none());
    assert!(carried.left_behind.iter().any(|(one, _)| *one == target("2")));
    check(&carried, "1 2.1.1: sufficient");
}

#[test]
fn a_later_answer_is_carried_and_not_the_one_before_it() {
    let work = "1: court 001; 1 2.1.1a earlier: yes; 1 2.1.1a: no; 1 2.1.1b earlier: yes";
    let carried = carried(work, |parts| prompt(parts, "2.1.1a").text = Text::english("Reworded?"));
    check(&carried, "1 2.1.1a earlier: no; 1 2.1.1b earlier: yes");
}

#[test]
fn the_changes_give_the_inspection_and_the_old_one_is_as_it_was() {
    let carried = carried(WORK, |_| {});
    let again =
        domain::Inspection::fold(&next_edition(|_| {}), InspectionId::new(8), &carried.changes);
    assert_eq!(again.unwrap(), carried.inspection);
}

#[test]
fn an_answer_goes_with_its_question_to_another_letter() {
    let carried = carried(WORK, |parts| {
        let prompts = &mut parts.domains[1].standards[0].key_questions[0].prompts;
        let mut first = prompts.remove(0);
        first.reference = reference("2.1.1z");
        prompts.push(first);
    });
    check(&carried, "1 2.1.1z: yes; 1 2.1.1z note: A note.; 1 2.1.1b: no; 1 2.1.1z earlier:");
    assert_eq!((carried.kept, carried.reopened), (7, 0));
}

#[test]
fn an_answer_is_never_shown_at_another_question_that_took_its_letter() {
    let carried = carried(WORK, |parts| {
        let prompts = &mut parts.domains[1].standards[0].key_questions[0].prompts;
        let (a, b) = (prompts[0].reference, prompts[1].reference);
        (prompts[0].reference, prompts[1].reference) = (b, a);
    });
    check(&carried, "1 2.1.1a: no; 1 2.1.1b: yes; 1 2.1.1b note: A note.; 1 2.1.1a earlier:");
}

#[test]
fn evidence_goes_with_its_question_to_another_reference() {
    let moved = carried(WORK, |parts| key_question(parts, "1.1.1").reference = reference("1.1.9"));
    check(&moved, "e1 place: 1.1.9; e1 summary: Seen.");
    assert!(moved.left_behind.is_empty());

    // Another question has taken its reference: there the evidence would speak to what was never asked.
    let replaced = carried(WORK, |parts| {
        let mut other = key_question(parts, "1.1.1").clone();
        other.question = Text::english("Another question?");
        other.prompts.clear();
        key_question(parts, "1.1.1").reference = reference("1.1.9");
        parts.domains[0].standards[0].key_questions.insert(0, other);
    });
    check(&replaced, "e1 place: 1.1.9; e1 summary: Seen.");
}
