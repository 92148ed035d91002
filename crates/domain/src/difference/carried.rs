//! Which answers would carry over from one edition to another.

use super::{Matches, same_words};
use crate::{Evidence, Framework, KeyQuestion, Reference, Standard, Text};

/// Whether what was answered under one framework still answers the question of another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Carries {
    /// Every answer, or judgement, does.
    All,
    /// Not applicable does not, since the question no longer takes it.
    ButNotApplicable,
    /// None: the question reads otherwise, or was not asked of cases.
    None,
}

/// Whether answers to a prompt, or judgements on a key question, carry over to the new framework (5.4).
///
/// The question, `was` in the old framework and `now` in the new one, must be the same word for word, and
/// the answer still be allowed. [`known_again`] tells which question is which. Guidance, conditions and certainty may differ: they change who is asked and how the
/// question is explained, and not what was answered. Nothing is said of questions judged at service
/// level, which have no answers.
pub fn carries(old: &Framework, new: &Framework, was: Reference, now: Reference) -> Carries {
    let Some((then, now)) = asked(old, was).zip(asked(new, now)) else {
        return Carries::None;
    };
    match (same_words(then.words, now.words), then.not_applicable && !now.not_applicable) {
        (false, _) => Carries::None,
        (true, true) => Carries::ButNotApplicable,
        (true, false) => Carries::All,
    }
}

/// Every key question and prompt that is asked of cases, in the framework's order.
pub fn asked_in_cases(framework: &Framework) -> Vec<Reference> {
    let mut asked = Vec::new();
    for standard in framework.all_standards() {
        for key_question in standard.key_questions.iter().filter(|one| in_cases(standard, one)) {
            asked.push(key_question.reference);
            asked.extend(key_question.prompts.iter().map(|prompt| prompt.reference));
        }
    }
    asked
}

fn in_cases(standard: &Standard, key_question: &KeyQuestion) -> bool {
    standard.evidence != Evidence::Judgement && !key_question.by_judgement
}

/// The parts that both frameworks have: each by its reference in the old one and in the new one.
pub fn known_again(old: &Framework, new: &Framework) -> Vec<(Reference, Reference)> {
    Matches::of(old, new).pairs()
}

struct Asked<'a> {
    words: &'a Text,
    not_applicable: bool,
}

/// The question with this reference, where it is asked of cases.
fn asked(framework: &Framework, reference: Reference) -> Option<Asked<'_>> {
    if let Some(place) = framework.prompt_place(reference) {
        let (words, not_applicable) = (&place.prompt.text, place.prompt.not_applicable);
        return in_cases(place.standard, place.key_question)
            .then_some(Asked { words, not_applicable });
    }
    let (standard, key_question) = framework.key_question(reference)?;
    let (words, not_applicable) = (&key_question.question, key_question.not_applicable);
    in_cases(standard, key_question).then_some(Asked { words, not_applicable })
}
