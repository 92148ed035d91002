//! The inspection's own fields, and the service record: invented evidence, published ratings.

use domain::{EvidenceId, EvidencePart, InspectionField, Reference, Target};

use crate::ExampleError;
use crate::dice::Dice;
use crate::hand::Hand;

mod evidence;
use evidence::{EVIDENCE, PROPOSED};

/// What everybody who opens the example should know. It stands first in the service record.
const INVENTED: &str = "This inspection is an example. Its cases, notes, evidence entries and reasons are invented; \
     only the ratings of the standards follow a published report (East Sussex, 2024).";

/// Names the inspection.
pub(crate) fn set_up(hand: &mut Hand<'_>) -> Result<(), ExampleError> {
    for (field, value) in [
        (InspectionField::Service, "East Sussex (example)"),
        (InspectionField::Nation, "england"),
        (InspectionField::FieldworkFrom, "2024-06-17"),
        (InspectionField::FieldworkTo, "2024-06-21"),
        (InspectionField::Marking, "OFFICIAL-SENSITIVE"),
    ] {
        hand.set(Target::Inspection(field), value)?;
    }
    Ok(())
}

/// Writes the evidence entries and the proposed ratings.
pub(crate) fn record(hand: &mut Hand<'_>, dice: &mut Dice) -> Result<(), ExampleError> {
    hand.begin_service();
    enter(hand, dice, "1.1.1", "document", "2024-06-17", "neutral", INVENTED)?;
    for (key_question, source, date, direction, summary) in EVIDENCE {
        enter(hand, dice, key_question, source, date, direction, summary)?;
    }
    for (standard, rating, reason) in PROPOSED {
        let standard = reference(standard)?;
        hand.set(Target::Proposed(standard), *rating)?;
        hand.set(Target::ProposedReason(standard), *reason)?;
    }
    Ok(())
}

fn reference(text: &'static str) -> Result<Reference, ExampleError> {
    Reference::new(text).ok_or(ExampleError::Framework(text))
}

fn enter(
    hand: &mut Hand<'_>,
    dice: &mut Dice,
    key_question: &'static str,
    source: &str,
    date: &str,
    direction: &str,
    summary: &str,
) -> Result<(), ExampleError> {
    let id = EvidenceId::new(dice.draw());
    hand.set(Target::Evidence(id, EvidencePart::KeyQuestion), reference(key_question)?.as_str())?;
    for (part, value) in [
        (EvidencePart::Source, source),
        (EvidencePart::Date, date),
        (EvidencePart::Summary, summary),
        (EvidencePart::Direction, direction),
    ] {
        hand.set(Target::Evidence(id, part), value)?;
    }
    Ok(())
}
