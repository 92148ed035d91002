//! When a key question applies or a prompt is shown.

use crate::{Answer, Case, Framework, Reading, Reference, Slug};

/// A condition of a framework, over the details of a case and the answers of a reading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Condition {
    /// The detail has one of these values.
    Detail {
        /// The case detail, always a list of choices.
        detail: Slug,
        /// The choices that satisfy it.
        any_of: Vec<Slug>,
    },
    /// The prompt, itself shown, has one of these answers.
    Answer {
        /// The prompt.
        prompt: Reference,
        /// The answers that satisfy it.
        any_of: Vec<Answer>,
    },
    /// All of them hold.
    All(Vec<Condition>),
    /// At least one of them holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// Whether a condition holds, or which detail has to be recorded to know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Truth {
    /// It holds.
    Holds,
    /// It does not hold.
    Fails,
    /// It hangs on this detail, which is not recorded yet.
    Undecided(Slug),
}

impl Condition {
    /// Weighs the condition for one reading of a case.
    ///
    /// A detail not yet recorded leaves it undecided; a prompt not yet answered makes it fail, since
    /// the question that follows on an answer appears only once that answer is there.
    pub fn weigh(&self, framework: &Framework, case: &Case, reading: Option<&Reading>) -> Truth {
        match self {
            Self::Detail { detail, any_of } => match case.choice(*detail) {
                None => Truth::Undecided(*detail),
                Some(choice) if any_of.contains(&choice) => Truth::Holds,
                Some(_) => Truth::Fails,
            },
            Self::Answer { prompt, any_of } => {
                let answer = reading.and_then(|reading| reading.answer(*prompt));
                let shown = || match framework.prompt(*prompt) {
                    Some(prompt) => crate::is_shown(framework, prompt, case, reading),
                    None => Truth::Fails,
                };
                match answer {
                    Some(answer) if any_of.contains(&answer) => shown(),
                    _ => Truth::Fails,
                }
            }
            Self::All(conditions) => {
                let mut all = Truth::Holds;
                for condition in conditions {
                    match condition.weigh(framework, case, reading) {
                        Truth::Fails => return Truth::Fails,
                        Truth::Undecided(detail) if all == Truth::Holds => {
                            all = Truth::Undecided(detail);
                        }
                        _ => {}
                    }
                }
                all
            }
            Self::Any(conditions) => {
                let mut any = Truth::Fails;
                for condition in conditions {
                    match condition.weigh(framework, case, reading) {
                        Truth::Holds => return Truth::Holds,
                        Truth::Undecided(detail) if any == Truth::Fails => {
                            any = Truth::Undecided(detail);
                        }
                        _ => {}
                    }
                }
                any
            }
            Self::Not(condition) => match condition.weigh(framework, case, reading) {
                Truth::Holds => Truth::Fails,
                Truth::Fails => Truth::Holds,
                undecided => undecided,
            },
        }
    }

    /// Calls `see` with this condition and every condition inside it.
    pub(crate) fn visit(&self, see: &mut impl FnMut(&Condition)) {
        see(self);
        match self {
            Self::All(inner) | Self::Any(inner) => inner.iter().for_each(|one| one.visit(see)),
            Self::Not(inner) => inner.visit(see),
            Self::Detail { .. } | Self::Answer { .. } => {}
        }
    }
}
