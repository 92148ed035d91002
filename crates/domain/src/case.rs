//! One case of the sample and the readings of it.

use crate::{Answer, DetailValue, Entry, Judgement, ReadingId, Reference, Slug, Sorted, Verdict};

/// One child's disposal in the sample. It has a number and never a name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// Its number in the sample: `001`.
    pub number: String,
    /// The pool it was drawn from.
    pub pool: Slug,
    /// Why it was taken out of the sample; `None` while it is in it.
    pub withdrawn: Option<String>,
    /// The details recorded.
    pub details: Sorted<Slug, DetailValue>,
    /// The readings, in no order that means anything.
    pub readings: Sorted<ReadingId, Reading>,
    /// The reading that counts: the first one begun.
    pub counting: Option<ReadingId>,
}

impl Case {
    /// A case nobody has read yet.
    pub fn new(pool: Slug, number: String) -> Self {
        Self {
            number,
            pool,
            withdrawn: None,
            details: Sorted::new(),
            readings: Sorted::new(),
            counting: None,
        }
    }

    /// The reading that counts in the ratings.
    pub fn counting_reading(&self) -> Option<&Reading> {
        self.readings.get(&self.counting?)
    }

    /// The choice recorded for a detail that is a closed list.
    pub fn choice(&self, detail: Slug) -> Option<Slug> {
        match self.details.get(&detail) {
            Some(DetailValue::Choice(choice)) => Some(*choice),
            _ => None,
        }
    }
}

/// One reader's work on one case.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Reading {
    /// Who reads: a name or initials, as the reader gave it.
    pub reader: String,
    /// Answers and notes, by prompt. A prompt with neither is absent.
    pub entries: Sorted<Reference, Entry>,
    /// Verdicts and reasons, by key question. A key question with neither is absent.
    pub judgements: Sorted<Reference, Judgement>,
    /// How far it is, as its reader says. Nothing is computed from it.
    pub state: ReadingState,
}

/// How far a reading is, as its reader says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum ReadingState {
    /// Being worked on, and never marked as complete.
    #[default]
    Working,
    /// Marked as complete: whoever alters it reopens it first.
    Complete,
    /// Being worked on again after it was complete, for this reason.
    Reopened(String),
}

impl ReadingState {
    /// The word of a complete reading in a change.
    const COMPLETE: &str = "complete";
    /// What stands before the reason in a change.
    const REOPENED: &str = "reopened ";

    /// Reads the value of a change; nothing is a reading never marked as complete.
    pub fn parse(text: &str) -> Option<Self> {
        if text == Self::COMPLETE {
            return Some(Self::Complete);
        }
        let reason = text.strip_prefix(Self::REOPENED)?;
        (!reason.trim().is_empty()).then(|| Self::Reopened(reason.to_owned()))
    }

    /// The value that a change carries: `complete`, `reopened REASON`, or nothing.
    pub fn value(&self) -> Option<String> {
        match self {
            Self::Working => None,
            Self::Complete => Some(Self::COMPLETE.to_owned()),
            Self::Reopened(reason) => Some(format!("{}{reason}", Self::REOPENED)),
        }
    }
}

impl Reading {
    /// Whether it is marked as complete.
    pub fn is_complete(&self) -> bool {
        self.state == ReadingState::Complete
    }

    /// The answer to a prompt.
    pub fn answer(&self, prompt: Reference) -> Option<Answer> {
        self.entries.get(&prompt)?.answer
    }

    /// The verdict on a key question.
    pub fn verdict(&self, key_question: Reference) -> Option<Verdict> {
        self.judgements.get(&key_question)?.verdict
    }

    /// The reason given at a key question; empty where there is none.
    pub fn reason(&self, key_question: Reference) -> &str {
        self.judgements.get(&key_question).map_or("", |judgement| &judgement.reason)
    }
}
