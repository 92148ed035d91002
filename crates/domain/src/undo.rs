//! Taking back what one did, step by step. Nothing is erased: what is taken back is a new change.

use crate::{Change, DeviceId, Inspection, InspectionField, Sorted, Stamp, Target};

/// The most steps that are remembered; the oldest are forgotten first.
const MOST_STEPS: usize = 200;

/// What was done and can be taken back, by whoever did it, since the inspection was opened.
///
/// It decides and alters nothing: what it gives is to be applied as changes, which are then recorded here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Steps {
    /// Changes made together, oldest first.
    done: Vec<Vec<Change>>,
    /// Changes that took a step back, the latest last.
    undone: Vec<Vec<Change>>,
    /// Who altered a cell last, of all cells in hand here.
    last: Sorted<Target, Stamp>,
}

/// Which way a step goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepBack {
    /// What was done last is taken back.
    Undo,
    /// What was taken back last is done again.
    Redo,
}

/// Why no step was taken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NoStep {
    /// There is nothing of this person's to take back or to do again.
    Nothing,
    /// The cell was altered since: by this reader, where that is known. It is left as it is.
    AlteredSince(Target, Option<String>),
}

impl Target {
    /// Whether a change of it can be taken back. What begins a case or a reading cannot: nothing takes
    /// that away again. What somebody states of a whole reading is taken back by stating something else.
    pub fn can_be_undone(&self) -> bool {
        !matches!(
            self,
            Self::Case(_)
                | Self::Reading(..)
                | Self::State(..)
                | Self::Inspection(InspectionField::Origin)
        )
    }
}

impl Steps {
    /// Records changes that were made together. What their maker took back before can no longer be done
    /// again.
    pub fn record(&mut self, changes: Vec<Change>) {
        let Some(stamp) = changes.first().map(|change| change.stamp.clone()) else { return };
        self.note(&changes);
        self.undone.retain(|step| !is_of(step, stamp.device, &stamp.reader));
        // A step is taken back whole or not at all, and one that came to nothing is none.
        if changes.iter().all(|change| change.target.can_be_undone())
            && comes_to_something(&changes)
        {
            self.push(changes);
        }
    }

    /// Records the changes that a step back came to.
    pub fn took(&mut self, way: StepBack, changes: Vec<Change>) {
        self.note(&changes);
        match way {
            _ if changes.is_empty() => {}
            StepBack::Undo => self.undone.push(changes),
            StepBack::Redo => self.push(changes),
        }
    }

    /// Learns of changes that came from elsewhere, so that nobody's work is taken back by another.
    pub fn meet(&mut self, changes: &[Change]) {
        for change in changes {
            if self.last.contains_key(&change.target) {
                self.note(std::slice::from_ref(change));
            }
        }
    }

    fn note(&mut self, changes: &[Change]) {
        let place = |stamp: &Stamp| (stamp.clock, stamp.device, stamp.sequence);
        for change in changes {
            let later = |last: &Stamp| place(last) < place(&change.stamp);
            if self.last.get(&change.target).is_none_or(later) {
                self.last.insert(change.target, change.stamp.clone());
            }
        }
    }

    /// Whether this person has something to take back, or to do again.
    pub fn has(&self, way: StepBack, device: DeviceId, reader: &str) -> bool {
        self.last(way, device, reader).is_some()
    }

    /// Takes the last step of a person: the cells to set and their values, in order. The step is gone
    /// from here whatever comes of it.
    ///
    /// # Errors
    /// Why nothing is to be set.
    pub fn take(
        &mut self,
        way: StepBack,
        inspection: &Inspection,
        device: DeviceId,
        reader: &str,
    ) -> Result<Vec<(Target, Option<String>)>, NoStep> {
        let at = self.last(way, device, reader).ok_or(NoStep::Nothing)?;
        let step = match way {
            StepBack::Undo => self.done.remove(at),
            StepBack::Redo => self.undone.remove(at),
        };
        let mut edits: Vec<(Target, Option<String>)> = Vec::new();
        for change in step.iter().rev() {
            match edits.iter_mut().find(|(target, _)| *target == change.target) {
                // Set twice in one step: what was there before the first time is what comes back.
                Some((_, before)) => before.clone_from(&change.before),
                None => {
                    self.is_untouched(inspection, change)?;
                    edits.push((change.target, change.before.clone()));
                }
            }
        }
        Ok(edits)
    }

    /// Whether a cell still stands as this change left it, and nobody else altered it since.
    fn is_untouched(&self, inspection: &Inspection, change: &Change) -> Result<(), NoStep> {
        let own = |last: &&Stamp| {
            last.device == change.stamp.device && last.reader == change.stamp.reader
        };
        if let Some(other) = self.last.get(&change.target).filter(|last| !own(last)) {
            return Err(NoStep::AlteredSince(change.target, Some(other.reader.clone())));
        }
        if inspection.value(&change.target) != change.after {
            return Err(NoStep::AlteredSince(change.target, None));
        }
        Ok(())
    }

    fn last(&self, way: StepBack, device: DeviceId, reader: &str) -> Option<usize> {
        let steps = match way {
            StepBack::Undo => &self.done,
            StepBack::Redo => &self.undone,
        };
        steps.iter().rposition(|step| is_of(step, device, reader))
    }

    fn push(&mut self, changes: Vec<Change>) {
        if self.done.len() == MOST_STEPS {
            self.done.remove(0);
        }
        self.done.push(changes);
    }
}

fn is_of(step: &[Change], device: DeviceId, reader: &str) -> bool {
    let stamp = step.first().map(|change| &change.stamp);
    stamp.is_some_and(|stamp| stamp.device == device && stamp.reader == reader)
}

/// Whether any cell stands otherwise after these changes than before them.
fn comes_to_something(changes: &[Change]) -> bool {
    changes.iter().any(|change| {
        let last = changes.iter().rfind(|one| one.target == change.target);
        let first = changes.iter().find(|one| one.target == change.target);
        first.zip(last).is_some_and(|(first, last)| first.before != last.after)
    })
}
