//! A reader reading one case: details, answers with notes, verdicts with reasons.

use domain::{
    Answer, Applies, Framework, KeyQuestion, ReasonOwed, Target, Truth, Verdict, applies, is_shown,
    rate_case,
};

use crate::dice::Dice;
use crate::hand::Hand;
use crate::plan::Planned;
use crate::sample::PlannedCase;
use crate::{ExampleError, findings, reasons};

/// Reads a case from its first detail to its last reason.
pub(crate) fn read(
    hand: &mut Hand<'_>,
    planned: &PlannedCase,
    dice: &mut Dice,
) -> Result<(), ExampleError> {
    let framework: &Framework = hand.framework;
    hand.set(Target::Reading(planned.id, planned.reading), hand.reader)?;
    for field in framework.details.iter() {
        if let Some(value) = planned.case.details.get(&field.id) {
            hand.set(Target::Detail(planned.id, field.id), value.to_string())?;
        }
    }
    for standard in framework.standards_of(planned.case.pool) {
        for key_question in &standard.key_questions {
            if let Some(verdict) = planned.verdicts.get(&key_question.reference) {
                judge(hand, planned, key_question, *verdict, dice)?;
            }
        }
    }
    Ok(())
}

/// Answers the prompts of a key question, gives the verdict, and its reason where one is owed.
fn judge(
    hand: &mut Hand<'_>,
    planned: &PlannedCase,
    key_question: &KeyQuestion,
    plan: Planned,
    dice: &mut Dice,
) -> Result<(), ExampleError> {
    let (case, reading, reference) = (planned.id, planned.reading, key_question.reference);
    // A reader who finds that nothing was called for answers no prompt.
    if plan.verdict != Verdict::NotApplicable {
        let mut leaning = Leaning::new(plan, key_question.prompts.len());
        for prompt in &key_question.prompts {
            if !is_asked(hand, planned, prompt) {
                continue;
            }
            let answer = leaning.answer(prompt.not_applicable, dice);
            hand.set(Target::Answer(case, reading, prompt.reference), answer.as_str())?;
            let with_note = match answer {
                Answer::Yes => 27,
                Answer::No => 55,
                Answer::NotApplicable => 30,
            };
            if dice.happens(with_note)
                && let Some(note) = findings::note(prompt.reference, answer, dice)
            {
                hand.set(Target::Note(case, reading, prompt.reference), note)?;
            }
        }
    }
    hand.set(Target::Verdict(case, reading, reference), plan.verdict.as_str())?;
    if let Some(why) = owes_reason(hand, planned, key_question) {
        let reason = reasons::reason(reference, &planned.case.number, plan.verdict, why, dice);
        hand.set(Target::Reason(case, reading, reference), reason)?;
    }
    Ok(())
}

fn is_asked(hand: &Hand<'_>, planned: &PlannedCase, prompt: &domain::Prompt) -> bool {
    let Some(case) = hand.inspection().cases.get(&planned.id) else { return false };
    let Some(place) = hand.framework.prompt_place(prompt.reference) else { return false };
    let reading = case.readings.get(&planned.reading);
    applies(hand.framework, place.standard, place.key_question, case, reading) == Applies::Yes
        && is_shown(hand.framework, prompt, case, reading) == Truth::Holds
}

fn owes_reason(
    hand: &Hand<'_>,
    planned: &PlannedCase,
    key_question: &KeyQuestion,
) -> Option<ReasonOwed> {
    let case = hand.inspection().cases.get(&planned.id)?;
    let rating = rate_case(hand.framework, case, case.readings.get(&planned.reading));
    let mut judged = rating.standards.iter().flat_map(|one| &one.key_questions);
    judged.find(|one| one.reference == key_question.reference)?.needs_reason
}

/// Answers that lean towards a verdict without ever pointing clearly away from it, or the reverse.
struct Leaning {
    mostly: Answer,
    /// How many prompts may still be answered otherwise.
    otherwise: usize,
    /// The chance of each to be, in per cent.
    chance: u64,
    /// Whether a prompt may be answered not applicable: it would blur a pattern that is wanted.
    blurs: bool,
}

impl Leaning {
    fn new(plan: Planned, n_prompts: usize) -> Self {
        let yes = (plan.verdict == Verdict::Sufficient) != plan.against_answers;
        let (otherwise, chance) = match (plan.against_answers, yes) {
            (true, _) => (n_prompts / 5, 30),
            (false, true) => (n_prompts / 3, 16),
            (false, false) => (n_prompts.saturating_sub(1) / 2, 38),
        };
        let mostly = if yes { Answer::Yes } else { Answer::No };
        Self { mostly, otherwise, chance, blurs: !plan.against_answers }
    }

    fn answer(&mut self, may_not_apply: bool, dice: &mut Dice) -> Answer {
        if may_not_apply && self.blurs && dice.happens(9) {
            return Answer::NotApplicable;
        }
        if self.otherwise > 0 && dice.happens(self.chance) {
            self.otherwise -= 1;
            return if self.mostly == Answer::Yes { Answer::No } else { Answer::Yes };
        }
        self.mostly
    }
}
