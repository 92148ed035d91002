//! What a case is asked: which key questions apply and which prompts are shown (3.3).

use crate::{Case, Condition, Framework, KeyQuestion, Prompt, Reading, Slug, Standard, Truth};

/// Whether a key question applies to a case.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Applies {
    /// It applies.
    Yes,
    /// It does not, by the details of the case. What was answered is kept and does not count.
    No,
    /// It hangs on this detail, not yet recorded. Until then nothing is asked and nothing counts.
    Undecided(Slug),
}

/// Whether `key_question` of `standard` applies to the case: by the inspector's own classification,
/// where the framework's conditions read it (3.3). It needs the condition of the standard and its own:
/// where one fails, the other waits for nothing.
pub fn applies(
    framework: &Framework,
    standard: &Standard,
    key_question: &KeyQuestion,
    case: &Case,
    reading: Option<&Reading>,
) -> Applies {
    let weigh = |condition: &Option<Condition>| match condition {
        None => Truth::Holds,
        Some(condition) => condition.weigh(framework, case, reading),
    };
    match (weigh(&standard.applies_when), weigh(&key_question.applies_when)) {
        (Truth::Fails, _) | (_, Truth::Fails) => Applies::No,
        (Truth::Undecided(detail), _) | (_, Truth::Undecided(detail)) => Applies::Undecided(detail),
        (Truth::Holds, Truth::Holds) => Applies::Yes,
    }
}

/// Whether `prompt` is shown, given that its key question applies.
pub fn is_shown(
    framework: &Framework,
    prompt: &Prompt,
    case: &Case,
    reading: Option<&Reading>,
) -> Truth {
    match &prompt.shown_when {
        None => Truth::Holds,
        Some(condition) => condition.weigh(framework, case, reading),
    }
}
