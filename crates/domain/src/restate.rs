//! An inspection told again as changes, for when its journal cannot be read.

use crate::{
    CaseId, Change, DeviceId, EvidencePart, Framework, Inspection, InspectionField, Target,
};

impl Inspection {
    /// The changes that make this inspection from nothing: one for every cell that has a value.
    ///
    /// Who made what and when is lost with the journal: all of them carry this device, reader and
    /// time. Removed evidence is told and removed again.
    pub fn restated(
        &self,
        framework: &Framework,
        device: DeviceId,
        reader: &str,
        at: u64,
    ) -> Vec<Change> {
        let mut again = Self::new(self.id);
        let mut changes = Vec::new();
        for target in self.cells() {
            let at = match target {
                Target::Given(standard) => {
                    self.record.given.get(&standard).map_or(at, |one| one.at)
                }
                Target::Evidence(id, _) => {
                    self.record.evidence.get(&id).map_or(at, |one| one.begun_at)
                }
                _ => at,
            };
            let value = match target {
                Target::Evidence(id, EvidencePart::KeyQuestion) => {
                    self.record.evidence.get(&id).map(|entry| entry.key_question.to_string())
                }
                _ => self.value(&target),
            };
            let change = again.change(device, reader, at, target, value);
            if let Some(change) = change
                && again.apply(framework, &change).is_ok()
            {
                changes.push(change);
            }
        }
        for (id, _) in self.record.evidence.iter().filter(|(_, entry)| entry.removed) {
            let target = Target::Evidence(*id, EvidencePart::KeyQuestion);
            changes.extend(again.change(device, reader, at, target, None).inspect(|change| {
                // The entry was told a moment ago, so taking it away again cannot be refused.
                let _ = again.apply(framework, change);
            }));
        }
        changes
    }

    /// The cells that have another value than in `other`, with the value here: each that is set after those
    /// it needs to be there, then those that have none here.
    pub fn beyond(&self, other: &Self) -> Vec<(Target, Option<String>)> {
        let here = |target| (target, self.value(&target));
        let set = self.cells().into_iter().map(here).filter(|(_, value)| value.is_some());
        let cleared = other.cells().into_iter().map(here).filter(|(_, value)| value.is_none());
        set.chain(cleared).filter(|(target, value)| *value != other.value(target)).collect()
    }

    /// Every cell that may have a value, each after those it needs to be there.
    pub(crate) fn cells(&self) -> Vec<Target> {
        use InspectionField::{
            FieldworkFrom, FieldworkTo, HandOverKey, Marking, Nation, Origin, Service,
        };
        let fields = [Service, Nation, FieldworkFrom, FieldworkTo, Marking, Origin, HandOverKey];
        let mut cells: Vec<Target> = fields.map(Target::Inspection).into();
        for id in self.cases.keys() {
            cells.extend(self.cells_of(*id));
        }
        for id in self.record.evidence.keys() {
            use EvidencePart::{Date, Direction, KeyQuestion, Source, Summary};
            let parts = [KeyQuestion, Source, Date, Summary, Direction];
            cells.extend(parts.map(|part| Target::Evidence(*id, part)));
        }
        for standard in self.record.proposed.keys() {
            let (rating, reason) = (Target::Proposed(*standard), Target::ProposedReason(*standard));
            cells.extend([rating, reason, Target::EarlierProposed(*standard)]);
        }
        for standard in self.record.given.keys() {
            let (rating, reason) = (Target::Given(*standard), Target::GivenReason(*standard));
            cells.extend([rating, reason, Target::GivenBy(*standard)]);
        }
        cells
    }

    /// Every cell of a case that may have a value, each after those it needs to be there.
    pub(crate) fn cells_of(&self, id: CaseId) -> Vec<Target> {
        let mut cells = Vec::new();
        if let Some(case) = self.cases.get(&id) {
            cells.push(Target::Case(id));
            cells.extend(case.details.keys().map(|detail| Target::Detail(id, *detail)));
            // The reading that counts is the first one begun.
            let counting = case.counting.into_iter();
            let others = case.readings.keys().copied().filter(|one| case.counting != Some(*one));
            for reading in counting.chain(others) {
                cells.push(Target::Reading(id, reading));
                let Some(content) = case.readings.get(&reading) else { continue };
                for prompt in content.entries.keys() {
                    cells.push(Target::Answer(id, reading, *prompt));
                    cells.push(Target::Note(id, reading, *prompt));
                    cells.push(Target::EarlierAnswer(id, reading, *prompt));
                }
                for key_question in content.judgements.keys() {
                    cells.push(Target::Verdict(id, reading, *key_question));
                    cells.push(Target::Reason(id, reading, *key_question));
                    cells.push(Target::EarlierVerdict(id, reading, *key_question));
                }
                cells.push(Target::State(id, reading));
            }
            cells.push(Target::Withdrawn(id));
        }
        cells
    }
}
