//! Any work that the youth framework allows, written and read again.

use std::sync::{Arc, LazyLock};

use domain::{
    CaseId, DetailKind, EvidenceId, EvidencePart, Framework, InspectionField, ReadingId, Target,
};
use proptest::prelude::*;
use wire::Edition;
use wire::store::{self, Link};

use crate::desk::Desk;
use crate::practice::SIGNATURE;

static YOUTH: LazyLock<Arc<Edition>> = LazyLock::new(|| {
    let youth = frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021");
    youth.and_then(frameworks::Bundled::read).unwrap()
});

/// The youth framework as it is bundled today.
pub(crate) fn youth() -> Arc<Edition> {
    YOUTH.clone()
}

/// A few answers to the youth framework: what its fixture holds.
pub(crate) fn small_youth_desk() -> Desk {
    Desk::with(
        youth().framework.clone(),
        "service: Ynys Wen; nation: wales; 1: court 001; 2: out-of-court 002
         1 safety-inspector: high; 1 rosh-inspector: low; 1 identifiable-victim: yes; 1 age: 15
         1 2.1.1a: yes; 1 2.1.1h: no; 1 2.1.1h note: No one asked the victim.; 1 2.1.1: sufficient
         1 2.2.2: not-sufficient; 1 2.2.2 reason: No plan for the child's safety.; 1 2.4.1a: not-applicable
         2 safety-inspector: none; 2 3.1.1a: no; 2 3.1.1: not-sufficient; 2 3.3.1: not-applicable
         e1 place: 1.1.2; e1 summary: Minutes of May.; proposed 1.1: good; proposed 4.1: not-rated
         given 2.1: requires-improvement; given 2.1 reason: One case.; given 2.1 by: panel",
    )
}

/// One step of a reader: which cell, and which of its values, counted round.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    kind: u8,
    device: u8,
    case: u8,
    reading: u8,
    which: prop::sample::Index,
    value: prop::sample::Index,
    text: String,
}

prop_compose! {
    pub(crate) fn step()(
        kind in 0_u8..24,
        device in 1_u8..4,
        case in 1_u8..6,
        reading in 1_u8..4,
        which in any::<prop::sample::Index>(),
        value in any::<prop::sample::Index>(),
        text in prop_oneof![
            Just(String::new()),
            "[a-z ]{1,12}",
            "\\PC{1,20}",
            "[\u{0}-\u{20}\"\\\\ŵŷ\u{202e}👩‍⚖]{1,8}",
        ],
    ) -> Step {
        Step { kind, device, case, reading, which, value, text }
    }
}

impl Step {
    /// Takes it at a desk, a moment after the last one; what is refused there is left out.
    pub(crate) fn take(&self, desk: &mut Desk) {
        desk.at += 1;
        let (target, value) = self.change(&YOUTH.framework);
        let _ = desk.set(target, Some(value));
    }

    /// What it alters.
    pub(crate) fn target(&self) -> Target {
        self.change(&YOUTH.framework).0
    }

    fn one_of<'a, T>(&self, all: &'a [T]) -> &'a T {
        self.which.get(all)
    }

    fn word(&self, words: &[&str]) -> String {
        (*self.value.get(words)).to_owned()
    }

    /// The target and the value of this step at a desk; what does not fit there is refused.
    fn change(&self, framework: &Framework) -> (Target, String) {
        let case = CaseId::new(self.case.into());
        let reading = ReadingId::new(self.reading.into());
        let evidence = EvidenceId::new(self.reading.into());
        let standards: Vec<_> = framework.all_standards().collect();
        let standard = self.one_of(&standards).reference;
        let asked: Vec<_> = standards.iter().flat_map(|one| &one.key_questions).collect();
        let key_question = *self.one_of(&asked);
        let prompts: Vec<_> = asked.iter().flat_map(|one| &one.prompts).collect();
        let prompt = *self.one_of(&prompts);
        let date = || format!("2024-{:02}-{:02}", self.value.index(12) + 1, self.case);
        const RATINGS: [&str; 5] =
            ["", "inadequate", "requires-improvement", "good", "outstanding"];
        let rating = || self.word(&RATINGS);
        let text = || self.text.clone();
        match self.kind {
            0 => (Target::Inspection(InspectionField::Service), text()),
            1 => {
                (Target::Inspection(InspectionField::Nation), self.word(&["", "england", "wales"]))
            }
            2 => (Target::Inspection(InspectionField::FieldworkFrom), date()),
            3 => (Target::Inspection(InspectionField::Marking), text()),
            4 | 5 => {
                let pool = self.word(&["court", "out-of-court"]);
                (Target::Case(case), format!("{pool} {:03}", self.case))
            }
            6 => (Target::Withdrawn(case), text()),
            7 | 8 => {
                let field = self.one_of(&framework.details);
                let value = match &field.kind {
                    DetailKind::Choice(choices) => self.value.get(choices).id.to_string(),
                    DetailKind::Number { minimum, maximum, .. } => (minimum
                        + self.value.index((maximum - minimum) as usize + 1) as u32)
                        .to_string(),
                    DetailKind::Date => date(),
                    DetailKind::Text => text(),
                };
                (Target::Detail(case, field.id), value)
            }
            9 | 10 => (Target::Reading(case, reading), text()),
            11..=13 => {
                let value = self.word(&["", "yes", "no", "not-applicable"]);
                (Target::Answer(case, reading, prompt.reference), value)
            }
            14 => (Target::Note(case, reading, prompt.reference), text()),
            15 | 16 => {
                let value = self.word(&["", "sufficient", "not-sufficient", "not-applicable"]);
                (Target::Verdict(case, reading, key_question.reference), value)
            }
            17 => (Target::Reason(case, reading, key_question.reference), text()),
            18 => (
                Target::Evidence(evidence, EvidencePart::KeyQuestion),
                key_question.reference.to_string(),
            ),
            19 => match self.value.index(5) {
                0 => (Target::Evidence(evidence, EvidencePart::KeyQuestion), String::new()),
                1 => (
                    Target::Evidence(evidence, EvidencePart::Source),
                    self.word(&["data", "survey"]),
                ),
                2 => (Target::Evidence(evidence, EvidencePart::Date), date()),
                3 => (Target::Evidence(evidence, EvidencePart::Direction), "neutral".to_owned()),
                _ => (Target::Evidence(evidence, EvidencePart::Summary), text()),
            },
            20 => (
                Target::Proposed(standard),
                if self.case == 1 { "not-rated".to_owned() } else { rating() },
            ),
            21 => (Target::ProposedReason(standard), text()),
            22 => (Target::Given((self.case > 1).then_some(standard)), rating()),
            _ if self.case > 2 => (Target::GivenReason(Some(standard)), text()),
            _ => (Target::GivenBy(None), text()),
        }
    }
}

/// A desk where these steps were taken, those that were refused left out.
fn worked(steps: &[Step]) -> Desk {
    let mut desk = Desk::with(
        YOUTH.framework.clone(),
        "1: court 001; 1 reading: AB; 2: out-of-court 002; 2 reading: AB; 3: court 003",
    );
    for step in steps {
        desk = desk.at_device(step.device.into());
        step.take(&mut desk);
    }
    desk
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_written_reads_back_and_writes_again_to_the_byte(
        steps in prop::collection::vec(step(), 0..120),
    ) {
        let desk = worked(&steps);
        let write = |inspection, changes| wire::write(&SIGNATURE, &YOUTH, inspection, changes, None);
        let text = write(&desk.inspection, &desk.changes);
        let exported = wire::read(&text, |_| Some(youth())).unwrap();
        prop_assert_eq!(&exported.inspection, &desk.inspection);
        prop_assert_eq!(&exported.changes, &desk.changes);
        prop_assert!(write(&exported.inspection, &exported.changes) == text);
    }

    #[test]
    fn what_is_stored_reads_back_and_is_stored_again_to_the_byte(
        steps in prop::collection::vec(step(), 0..120),
    ) {
        let desk = worked(&steps);
        let text = store::write_head(&YOUTH.name(), &desk.inspection, &Link::default());
        let mut stored = store::read_head(&text).unwrap();
        for (id, case) in &desk.inspection.cases {
            let text = store::write_case(&YOUTH.framework, *id, case);
            let (read, again) = store::read_case(&YOUTH.framework, &text).unwrap();
            prop_assert_eq!(store::write_case(&YOUTH.framework, read, &again), text);
            stored.inspection.cases.insert(read, Arc::new(again));
        }
        prop_assert_eq!(&stored.inspection, &desk.inspection);
        prop_assert_eq!(store::write_head(&stored.edition, &stored.inspection, &Link::default()), text);
        let text = store::write_segment("", &desk.changes);
        let segment = store::read_segment(&text).unwrap();
        prop_assert_eq!(&segment.changes, &desk.changes);
        prop_assert_eq!(store::write_segment("", &segment.changes), text);
    }
}

#[test]
fn the_bundled_definition_is_read_from_a_file_that_carries_it() {
    let desk = small_youth_desk();
    let text = wire::write(&SIGNATURE, &YOUTH, &desk.inspection, &desk.changes, None);
    let exported = wire::read(&text, |_| None).unwrap();
    assert_eq!(*exported.edition, **YOUTH);
    assert_eq!(exported.inspection, desk.inspection);
}
