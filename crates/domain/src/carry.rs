//! Work carried over to another edition of a framework.
//!
//! Nothing is migrated: a new inspection begins under the new edition, and the old one stays as it was,
//! with its own ratings. An answer goes over only where its question stands word for word as before,
//! be it under another reference. Where the words differ the question is open again, with the earlier
//! answer beside it.

use crate::difference::{Carries, Matches, carries, same_words};
use crate::{
    Change, DeviceId, Evidence, EvidencePart, Framework, Inspection, InspectionField, InspectionId,
    Origin, Reference, Standard, Target,
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
    carried.set(new, stamp, Target::Inspection(InspectionField::Origin), &origin.to_string());
    let over = Over { old, new, matches: Matches::of(old, new), from: inspection };
    for target in inspection.cells().into_iter().filter(|target| over.is_of_use(*target)) {
        let Some(value) = inspection.value(&target) else { continue };
        let Some(now) = over.now(target) else {
            carried.left_behind.push((target, value));
            continue;
        };
        let value = now.renamed.unwrap_or(value);
        // An answer that the new edition no longer takes is open again as well.
        if now.same && carried.set(new, stamp, now.target, &value) {
            carried.kept += u32::from(now.reopened.is_some());
        } else if let Some(reopened) = now.reopened
            && carried.set(new, stamp, reopened, &value)
        {
            carried.reopened += 1;
        } else {
            carried.left_behind.push((target, value));
        }
    }
    carried
}

/// What goes over from where to where.
struct Over<'a> {
    old: &'a Framework,
    new: &'a Framework,
    matches: Matches,
    from: &'a Inspection,
}

/// Where a cell goes.
struct Now {
    /// The same cell in the new inspection.
    target: Target,
    /// Whether its question stands in the same words.
    same: bool,
    /// Where its value goes otherwise; `None` for what is no answer.
    reopened: Option<Target>,
    /// The value, where it is itself the reference of a question.
    renamed: Option<String>,
}

impl Now {
    /// A cell that goes over whatever words its question stands in.
    fn with(target: Target) -> Self {
        Self { target, same: true, reopened: None, renamed: None }
    }

    /// A cell that goes over where its question stands in the `same` words, and is `reopened` otherwise.
    fn answer(target: Target, same: bool, reopened: Target) -> Self {
        Self { target, same, reopened: Some(reopened), renamed: None }
    }
}

impl Over<'_> {
    /// Where a cell goes; `None` where it does not go over.
    fn now(&self, target: Target) -> Option<Now> {
        use Target::{
            Answer, EarlierAnswer, EarlierProposed, EarlierVerdict, Evidence, Note, Proposed,
            ProposedReason, Reason, Verdict,
        };
        let is = |reference| self.matches.is(reference);
        Some(match target {
            Answer(case, reading, was) => {
                let now = is(was)?;
                let reopened = EarlierAnswer(case, reading, now);
                Now::answer(Answer(case, reading, now), self.same(was, now), reopened)
            }
            Verdict(case, reading, was) => {
                let now = is(was)?;
                let reopened = EarlierVerdict(case, reading, now);
                Now::answer(Verdict(case, reading, now), self.same(was, now), reopened)
            }
            Proposed(was) => {
                let now = is(was)?;
                Now::answer(Proposed(now), self.same_standard(was, now), EarlierProposed(now))
            }
            Evidence(id, part) => {
                let now = is(self.from.record.evidence.get(&id)?.key_question)?;
                let is_question = part == EvidencePart::KeyQuestion;
                Now { renamed: is_question.then(|| now.to_string()), ..Now::with(target) }
            }
            Note(case, reading, was) => Now::with(Note(case, reading, is(was)?)),
            EarlierAnswer(case, reading, was) => Now::with(EarlierAnswer(case, reading, is(was)?)),
            Reason(case, reading, was) => Now::with(Reason(case, reading, is(was)?)),
            EarlierVerdict(case, reading, was) => {
                Now::with(EarlierVerdict(case, reading, is(was)?))
            }
            ProposedReason(was) => Now::with(ProposedReason(is(was)?)),
            EarlierProposed(was) => Now::with(EarlierProposed(is(was)?)),
            _ => Now::with(target),
        })
    }

    /// Whether a cell is to be carried at all.
    fn is_of_use(&self, target: Target) -> bool {
        let has = |target: Target| self.from.value(&target).is_some();
        match target {
            // The panel decided on other questions; and where the work began is told anew.
            Target::Given(_) | Target::GivenReason(_) | Target::GivenBy(_) => false,
            Target::Inspection(InspectionField::Origin) => false,
            // Complete was said of other questions.
            Target::State(..) => false,
            // An earlier answer stands only where no later one was given.
            Target::EarlierAnswer(case, reading, one) => !has(Target::Answer(case, reading, one)),
            Target::EarlierVerdict(case, reading, one) => !has(Target::Verdict(case, reading, one)),
            Target::EarlierProposed(one) => !has(Target::Proposed(one)),
            Target::Evidence(id, _) => {
                self.from.record.evidence.get(&id).is_some_and(|entry| !entry.removed)
            }
            _ => true,
        }
    }

    /// Whether a prompt or a key question stands word for word as before. An answer that it no longer
    /// takes is refused when it is set.
    fn same(&self, was: Reference, now: Reference) -> bool {
        carries(self.old, self.new, was, now) != Carries::None
    }

    /// Whether a key question judged at service level stands word for word as before.
    fn same_question(&self, was: Reference, now: Reference) -> bool {
        let question = |framework: &Framework, reference| {
            framework.key_question(reference).map(|(_, one)| one.question.clone())
        };
        let both = question(self.old, was).zip(question(self.new, now));
        both.is_some_and(|(one, other)| same_words(&one, &other))
    }

    /// Whether a standard has the title and aim it had, and is judged on the same questions.
    fn same_standard(&self, was: Reference, now: Reference) -> bool {
        let Some((one, other)) = self.old.standard(was).zip(self.new.standard(now)) else {
            return false;
        };
        let judged = |standard: &Standard| -> Vec<Reference> {
            let all = standard.evidence == Evidence::Judgement;
            let judged = standard.key_questions.iter().filter(|one| all || one.by_judgement);
            judged.map(|one| one.reference).collect()
        };
        let (before, after) = (judged(one), judged(other));
        let aims = (one.aim.clone().unwrap_or_default(), other.aim.clone().unwrap_or_default());
        same_words(&one.title, &other.title)
            && same_words(&aims.0, &aims.1)
            && before.len() == after.len()
            && before.iter().zip(&after).all(|(was, now)| self.same_question(*was, *now))
    }
}

impl Carried {
    /// Sets a cell of the new inspection; gives whether the new edition has a place for it.
    fn set(
        &mut self,
        framework: &Framework,
        (device, reader, at): (DeviceId, &str, u64),
        target: Target,
        value: &str,
    ) -> bool {
        let change = self.inspection.change(device, reader, at, target, Some(value.to_owned()));
        let Some(change) = change else { return true };
        let applied = self.inspection.apply(framework, &change).is_ok();
        if applied {
            self.changes.push(change);
        }
        applied
    }
}
