//! What a reader gives: an answer to a prompt, a judgement on a key question.

/// The answer to a prompt. A prompt not yet answered has none: absence is not an answer (5.3).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Not applicable, where the prompt allows it.
    NotApplicable,
}

impl Answer {
    /// Every answer, in the order shown.
    pub const ALL: [Self; 3] = [Self::Yes, Self::No, Self::NotApplicable];

    /// The word in files: `yes`, `no`, `not-applicable`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|answer| answer.as_str() == text)
    }
}

/// What stands at a prompt: an answer, a note, an earlier answer.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Entry {
    /// The answer, once given.
    pub answer: Option<Answer>,
    /// The note; empty where there is none.
    pub note: String,
    /// The answer it had under an earlier edition that asked it in other words. It counts nowhere.
    pub earlier: Option<Answer>,
}

/// A reader's verdict on a key question. Only verdicts enter a share (3.2).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Verdict {
    /// The work was sufficient.
    Sufficient,
    /// The work was not sufficient.
    NotSufficient,
    /// The key question does not apply to this case; it leaves the share.
    NotApplicable,
}

impl Verdict {
    /// Every verdict, in the order shown.
    pub const ALL: [Self; 3] = [Self::Sufficient, Self::NotSufficient, Self::NotApplicable];

    /// The word in files: `sufficient`, `not-sufficient`, `not-applicable`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sufficient => "sufficient",
            Self::NotSufficient => "not-sufficient",
            Self::NotApplicable => "not-applicable",
        }
    }

    /// Reads the word of a file.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.as_str() == text)
    }
}

/// What stands at a key question: the verdict, its reason, an earlier verdict.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Judgement {
    /// The verdict, once given. Never filled in by the program.
    pub verdict: Option<Verdict>,
    /// The reason; empty where there is none.
    pub reason: String,
    /// The verdict it had under an earlier edition that asked it in other words. It counts nowhere.
    pub earlier: Option<Verdict>,
}
