//! What was altered, edit by edit, and what has come of it since.

use crate::{CaseId, Change, EvidencePart, Inspection, InspectionField, Stamp, Target};

/// How long after the last word of a text more words still belong to the same edit, in milliseconds.
const PAUSE_IN_TYPING: u64 = 120_000;

/// What somebody altered in one go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edit {
    /// Who and when: the stamp of its last change.
    pub stamp: Stamp,
    /// What it altered, in order.
    pub alterations: Vec<Alteration>,
    /// How many changes there are up to and with its last one: folding so many gives the state after it.
    pub through: usize,
}

/// A cell with two values: before and after an edit, or then and now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alteration {
    /// The cell.
    pub target: Target,
    /// The value before; `None` for nothing.
    pub before: Option<String>,
    /// The value after; `None` for nothing.
    pub after: Option<String>,
}

/// Groups changes, given in their order, into edits: those stamped with the same moment, and those by
/// which one text was typed bit by bit.
pub fn edits(changes: &[Change]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let alteration = Alteration {
            target: change.target,
            before: change.before.clone(),
            after: change.after.clone(),
        };
        if let Some(edit) = edits.last_mut()
            && edit.is_gone_on_with(change)
        {
            match edit.alterations.last_mut().filter(|last| last.target == change.target) {
                Some(last) => last.after = alteration.after,
                None => edit.alterations.push(alteration),
            }
            edit.stamp = change.stamp.clone();
            edit.through = at + 1;
        } else {
            let (stamp, alterations) = (change.stamp.clone(), vec![alteration]);
            edits.push(Edit { stamp, alterations, through: at + 1 });
        }
    }
    edits
}

impl Edit {
    fn is_gone_on_with(&self, change: &Change) -> bool {
        let (last, next) = (&self.stamp, &change.stamp);
        if last.device != next.device || last.reader != next.reader {
            return false;
        }
        if last.at == next.at {
            return true;
        }
        let [only] = self.alterations.as_slice() else { return false };
        is_typed(change)
            && only.target == change.target
            && only.after == change.before
            && next.at.saturating_sub(last.at) <= PAUSE_IN_TYPING
    }
}

/// Whether a change is a part of typing: its cell holds words that are kept as they are typed. A detail
/// is a choice or a word, so it counts as typed where one value only goes on from the other.
fn is_typed(change: &Change) -> bool {
    let both = change.before.as_deref().zip(change.after.as_deref());
    let goes_on = || both.is_some_and(|(one, two)| one.starts_with(two) || two.starts_with(one));
    matches!(
        change.target,
        Target::Note(..)
            | Target::Reason(..)
            | Target::ProposedReason(_)
            | Target::GivenReason(_)
            | Target::GivenBy(_)
            | Target::Evidence(_, EvidencePart::Summary)
            | Target::Inspection(InspectionField::Service)
    ) || matches!(change.target, Target::Detail(..)) && goes_on()
}

impl Inspection {
    /// What differs in a case between `self`, as it was, and `now`. `before` is the value then.
    pub fn altered_since(&self, now: &Self, case: CaseId) -> Vec<Alteration> {
        let mut cells = self.cells_of(case);
        let later = now.cells_of(case).into_iter().filter(|cell| !cells.contains(cell));
        let later: Vec<_> = later.collect();
        cells.extend(later);
        cells.sort_unstable();
        let altered = cells.into_iter().filter_map(|target| {
            let (before, after) = (self.value(&target), now.value(&target));
            (before != after).then_some(Alteration { target, before, after })
        });
        altered.collect()
    }
}
