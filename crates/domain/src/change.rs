//! A change: one fact that altered an inspection. The unit of saving, history, undo and merging.

use crate::{CaseId, DeviceId, EvidenceId, Inspection, ReadingId, Reference, Slug};

/// One fact: who, when, what, the value before and the value after.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Who and when.
    pub stamp: Stamp,
    /// What it altered.
    pub target: Target,
    /// The value before, as [`Inspection::value`] writes it; `None` for nothing.
    pub before: Option<String>,
    /// The value after; `None` for nothing.
    pub after: Option<String>,
}

impl Change {
    /// By what it is known wherever it turns up: its device, and its place among that device's changes.
    pub fn id(&self) -> ChangeId {
        (self.stamp.device, self.stamp.sequence)
    }
}

/// The identity of a change: see [`Change::id`].
pub type ChangeId = (DeviceId, u32);

/// Who made a change and when. Handed in by the shell.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stamp {
    /// The browser or program that made it.
    pub device: DeviceId,
    /// Its place among that device's changes to this inspection, from 1.
    pub sequence: u32,
    /// The logical clock: higher than that of every change the device had seen.
    pub clock: u64,
    /// The wall clock, in milliseconds since 1970 in UTC. Shown, never reasoned with.
    pub at: u64,
    /// The reader, by name or initials as given.
    pub reader: String,
}

/// What a change alters: one cell of an inspection.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Target {
    /// A field of the inspection itself.
    Inspection(InspectionField),
    /// A case in the sample. Its value is `POOL NUMBER`: `court 001`.
    Case(CaseId),
    /// A case taken out of the sample. Its value is the reason; nothing means it is in.
    Withdrawn(CaseId),
    /// A detail of a case.
    Detail(CaseId, Slug),
    /// A reading of a case. Its value is the reader.
    Reading(CaseId, ReadingId),
    /// How far a reading is, as [`crate::ReadingState`] writes it.
    State(CaseId, ReadingId),
    /// The answer to a prompt.
    Answer(CaseId, ReadingId, Reference),
    /// The note at a prompt.
    Note(CaseId, ReadingId, Reference),
    /// The answer to a prompt under an earlier edition that asked it in other words.
    EarlierAnswer(CaseId, ReadingId, Reference),
    /// The verdict on a key question.
    Verdict(CaseId, ReadingId, Reference),
    /// The reason at a key question.
    Reason(CaseId, ReadingId, Reference),
    /// The verdict on a key question under an earlier edition that asked it in other words.
    EarlierVerdict(CaseId, ReadingId, Reference),
    /// A part of an evidence entry.
    Evidence(EvidenceId, EvidencePart),
    /// The rating proposed for a standard, or `not-rated`.
    Proposed(Reference),
    /// The reason for the proposal.
    ProposedReason(Reference),
    /// What was proposed for a standard under an earlier edition that asked in other words.
    EarlierProposed(Reference),
    /// The rating the panel gave: for a standard, or overall under `None`.
    Given(Option<Reference>),
    /// The panel's reason.
    GivenReason(Option<Reference>),
    /// Who decided for the panel.
    GivenBy(Option<Reference>),
}

impl Target {
    /// The case it belongs to, if any.
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Self::Case(case)
            | Self::Withdrawn(case)
            | Self::Detail(case, _)
            | Self::Reading(case, _)
            | Self::State(case, _)
            | Self::Answer(case, ..)
            | Self::Note(case, ..)
            | Self::EarlierAnswer(case, ..)
            | Self::Verdict(case, ..)
            | Self::Reason(case, ..)
            | Self::EarlierVerdict(case, ..) => Some(*case),
            _ => None,
        }
    }
}

/// A field of the inspection itself.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum InspectionField {
    /// The service inspected.
    Service,
    /// The nation.
    Nation,
    /// First day of fieldwork.
    FieldworkFrom,
    /// Last day of fieldwork.
    FieldworkTo,
    /// The handling marking.
    Marking,
    /// The inspection and edition that the work was carried over from: see [`crate::Origin`].
    Origin,
    /// The public key that work is sealed for when it is handed over: see [`crate::HandOverKey`].
    HandOverKey,
}

/// A part of an evidence entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum EvidencePart {
    /// The key question it bears on. The first change of an entry sets it; nothing removes the entry.
    KeyQuestion,
    /// The kind of its source.
    Source,
    /// Its date.
    Date,
    /// What it shows.
    Summary,
    /// Which way it points.
    Direction,
}

/// Why a change cannot be applied. The inspection stays as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// No such case.
    UnknownCase(CaseId),
    /// No such reading of the case.
    UnknownReading(ReadingId),
    /// No such evidence entry.
    UnknownEvidence(EvidenceId),
    /// The framework has no such question, or asks it elsewhere: of another pool, or not of cases.
    UnknownQuestion(Reference),
    /// The framework has no such pool.
    UnknownPool(String),
    /// The framework has no such detail, or not for this pool.
    UnknownDetail(Slug),
    /// The value does not fit the target.
    DoesNotFit(String),
    /// Another case has this number.
    NumberTaken(String),
    /// The device's sequence does not go on from its last change.
    OutOfSequence {
        /// The sequence number of the change.
        sequence: u32,
        /// The last one seen from the device.
        head: u32,
    },
}

impl Inspection {
    /// The change that sets `target` to `after`; `None` where it already has that value.
    ///
    /// An empty text is nothing.
    pub fn change(
        &self,
        device: DeviceId,
        reader: &str,
        at: u64,
        target: Target,
        after: Option<String>,
    ) -> Option<Change> {
        let after = after.filter(|text| !text.is_empty());
        let before = self.value(&target);
        if before == after {
            return None;
        }
        let stamp = Stamp {
            device,
            // A file may claim the last number there is. Running over would put the next change first.
            sequence: self.heads.get(&device).copied().unwrap_or(0).saturating_add(1),
            clock: self.clock.saturating_add(1),
            at,
            reader: reader.to_owned(),
        };
        Some(Change { stamp, target, before, after })
    }
}
