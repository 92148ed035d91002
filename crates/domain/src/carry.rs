//! Work carried over to another edition of a framework.
//!
//! Nothing is migrated: a new inspection begins under the new edition, and the old one stays as it was,
//! with its own ratings. An answer goes over only where its question stands word for word as before.
//! Where the words differ the question is open again, with the earlier answer beside it.

use crate::{
    Change, DeviceId, Evidence, Framework, Inspection, InspectionField, InspectionId, Origin,
    Reference, Target,
};

/// What was carried over.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Carried {
    /// The new inspection.
    pub inspection: Inspection,
    /// The changes that made it.
    pub changes: Vec<Change>,
    /// Answers, verdicts and proposals that stand as before.
    pub kept: u32,
    /// Answers, verdicts and proposals whose questions are open again.
    pub reopened: u32,
    /// Cells that the new edition has no place for, with their values. They stay in the old inspection.
    pub left_behind: Vec<(Target, String)>,
}

/// Whether a prompt, a key question or a standard stands in both editions in the same words.
///
/// Of a prompt its text counts, of a key question its question; of a standard its title, its aim and
/// every key question judged at service level. Guidance helps to answer and is no part of what is asked.
pub fn is_same_question(old: &Framework, new: &Framework, reference: Reference) -> bool {
    if let Some(prompt) = old.prompt(reference) {
        return new.prompt(reference).is_some_and(|one| one.text == prompt.text);
    }
    if let Some((_, question)) = old.key_question(reference) {
        let same = |one: &crate::KeyQuestion| one.question == question.question;
        return new.key_question(reference).is_some_and(|(_, one)| same(one));
    }
    let Some((one, other)) = old.standard(reference).zip(new.standard(reference)) else {
        return false;
    };
    let judged = |standard: &crate::Standard| -> Vec<_> {
        let all = standard.evidence == Evidence::Judgement;
        let judged = standard.key_questions.iter().filter(|one| all || one.by_judgement);
        judged.map(|one| (one.reference, one.question.clone())).collect()
    };
    one.title == other.title && one.aim == other.aim && judged(one) == judged(other)
}

/// Begins an inspection `id` under the edition `new` with the work of one under the edition `old`.
///
/// Notes and reasons go over with their questions, in whatever words those stand now. What the ratings
/// panel gave does not: it decided on other questions.
pub fn carry(
    (old, inspection): (&Framework, &Inspection),
    new: &Framework,
    id: InspectionId,
    (device, reader, at): (DeviceId, &str, u64),
) -> Carried {
    let mut carried = Carried {
        inspection: Inspection::new(id),
        changes: Vec::new(),
        kept: 0,
        reopened: 0,
        left_behind: Vec::new(),
    };
    let origin = Origin {
        inspection: inspection.id,
        digest: old.digest.clone(),
        identifier: old.identifier,
        edition: old.edition.clone(),
    };
    let stamp = (device, reader, at);
    carried.set(new, stamp, Target::Inspection(InspectionField::Origin), origin.to_string());
    for target in inspection.cells() {
        let Some(value) = inspection.value(&target) else { continue };
        let (same, reopened) = match target {
            Target::Inspection(InspectionField::Origin)
            | Target::Given(_)
            | Target::GivenReason(_)
            | Target::GivenBy(_) => continue,
            // An earlier answer stands only where no later one was given.
            Target::EarlierAnswer(case, reading, one)
                if inspection.value(&Target::Answer(case, reading, one)).is_some() =>
            {
                continue;
            }
            Target::EarlierVerdict(case, reading, one)
                if inspection.value(&Target::Verdict(case, reading, one)).is_some() =>
            {
                continue;
            }
            Target::EarlierProposed(one) if inspection.value(&Target::Proposed(one)).is_some() => {
                continue;
            }
            Target::Evidence(id, _)
                if inspection.record.evidence.get(&id).is_some_and(|entry| entry.removed) =>
            {
                continue;
            }
            Target::Answer(case, reading, one) => {
                (is_same_question(old, new, one), Target::EarlierAnswer(case, reading, one))
            }
            Target::Verdict(case, reading, one) => {
                (is_same_question(old, new, one), Target::EarlierVerdict(case, reading, one))
            }
            Target::Proposed(one) => {
                (is_same_question(old, new, one), Target::EarlierProposed(one))
            }
            _ => {
                if !carried.set(new, stamp, target, value.clone()) {
                    carried.left_behind.push((target, value));
                }
                continue;
            }
        };
        // An answer that the new edition no longer takes is open again as well.
        if same && carried.set(new, stamp, target, value.clone()) {
            carried.kept += 1;
        } else if carried.set(new, stamp, reopened, value.clone()) {
            carried.reopened += 1;
        } else {
            carried.left_behind.push((target, value));
        }
    }
    carried
}

impl Carried {
    /// Sets a cell of the new inspection; gives whether the new edition has a place for it.
    fn set(
        &mut self,
        framework: &Framework,
        (device, reader, at): (DeviceId, &str, u64),
        target: Target,
        value: String,
    ) -> bool {
        let change = self.inspection.change(device, reader, at, target, Some(value));
        let Some(change) = change else { return true };
        let applied = self.inspection.apply(framework, &change).is_ok();
        if applied {
            self.changes.push(change);
        }
        applied
    }
}
