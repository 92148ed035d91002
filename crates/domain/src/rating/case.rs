//! One case read against its standards.

use crate::{
    Answer, Applies, Case, Framework, KeyQuestion, Prompt, Rating, Reading, Reference, Share, Slug,
    Standard, Truth, Verdict, applies, is_shown,
};

/// What a reading of a case gives, standard by standard, and what is still owed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseRating {
    /// The standards its pool is read against, in the framework's order.
    pub standards: Vec<CaseStandard>,
    /// Everything still owed, in the order of the form.
    pub owed: Vec<Owed>,
    /// How many things are asked: prompts shown, judgements, reasons needed, deciding details.
    pub asked: u32,
}

/// One standard in one case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseStandard {
    /// The standard.
    pub reference: Reference,
    /// Its key questions.
    pub key_questions: Vec<CaseKeyQuestion>,
    /// Whether the case meets all requirements of the standard.
    pub meets: Meets,
    /// Prompts answered yes out of those answered yes or no.
    pub prompts: Share,
    /// An aid of the tool's own, no rule of an inspectorate: the band of the weakest prompt share.
    pub indicative: Option<Indicative>,
    /// How many things are owed.
    pub owed: u32,
    /// How many things are asked.
    pub asked: u32,
}

/// The band of the weakest key question's prompt share. A proposal of the tool (section 0, mark D).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Indicative {
    /// The band.
    pub rating: Rating,
    /// The key question that decides.
    pub key_question: Reference,
}

/// Whether a case meets all requirements of a standard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meets {
    /// Every key question that applies is sufficient.
    All,
    /// At least one is not sufficient.
    NotAll,
    /// None is not sufficient so far, and a judgement or a deciding detail is owed.
    NotYet,
    /// No key question applies.
    NotApplicable,
}

/// One key question in one case.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CaseKeyQuestion {
    /// The key question.
    pub reference: Reference,
    /// Whether it applies.
    pub applies: Applies,
    /// The reader's verdict. Present even where the key question no longer applies.
    pub verdict: Option<Verdict>,
    /// The answers to the prompts shown.
    pub counts: Counts,
    /// What the prompts suggest.
    pub hint: Hint,
    /// Whether the verdict needs a reason, and why.
    pub needs_reason: Option<ReasonOwed>,
    /// How many things are owed.
    pub owed: u32,
    /// How many things are asked.
    pub asked: u32,
}

/// Answers to the prompts shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Answered yes.
    pub yes: u32,
    /// Answered no.
    pub no: u32,
    /// Answered not applicable.
    pub not_applicable: u32,
    /// Not answered.
    pub unanswered: u32,
}

impl Counts {
    /// Yes out of yes and no.
    pub fn share(self) -> Share {
        Share { part: self.yes, of: self.yes + self.no }
    }
}

/// What the prompts suggest about the verdict. Never taken for it (5.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Hint {
    /// Prompts answered yes out of those answered yes or no.
    pub share: Share,
    /// The verdict they point to, where every prompt is answered and the pattern is clear.
    pub points_to: Option<Verdict>,
}

/// Why a verdict needs a reason.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReasonOwed {
    /// The framework asks a reason for this verdict.
    ByVerdict,
    /// The verdict goes against a clear pattern of answers.
    AgainstPattern,
}

/// One thing that a case still owes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Owed {
    /// A detail on which it hangs whether something is asked; with the key question concerned.
    Detail(Slug, Reference),
    /// An answer to this prompt.
    Answer(Reference),
    /// A verdict on this key question.
    Verdict(Reference),
    /// The reason for the verdict on this key question.
    Reason(Reference),
}

/// Rates one reading of a case. `None` stands for a case nobody has begun to read.
pub fn rate_case(framework: &Framework, case: &Case, reading: Option<&Reading>) -> CaseRating {
    let mut rating = CaseRating { standards: Vec::new(), owed: Vec::new(), asked: 0 };
    for standard in framework.standards_of(case.pool) {
        let one = rate_standard(framework, standard, case, reading, &mut rating.owed);
        rating.asked += one.asked;
        rating.standards.push(one);
    }
    rating
}

fn rate_standard(
    framework: &Framework,
    standard: &Standard,
    case: &Case,
    reading: Option<&Reading>,
    owed: &mut Vec<Owed>,
) -> CaseStandard {
    let key_questions: Vec<_> = standard
        .key_questions
        .iter()
        .filter(|one| !one.by_judgement)
        .map(|one| rate_key_question(framework, standard, one, case, reading, owed))
        .collect();
    let counting = || key_questions.iter().filter(|one| one.counts_in_case());
    let prompts = counting().fold(Share::default(), |sum, one| {
        let share = one.counts.share();
        Share { part: sum.part + share.part, of: sum.of + share.of }
    });
    let indicative = counting()
        .filter(|_| standard.rated)
        .filter_map(|one| {
            let rating = framework.rules.rating_of(one.counts.share())?;
            Some(Indicative { rating, key_question: one.reference })
        })
        .min_by_key(|indicative| indicative.rating);
    CaseStandard {
        reference: standard.reference,
        meets: meets(&key_questions),
        prompts,
        indicative,
        owed: key_questions.iter().map(|one| one.owed).sum(),
        asked: key_questions.iter().map(|one| one.asked).sum(),
        key_questions,
    }
}

impl CaseKeyQuestion {
    /// Whether its answers say anything about this case: it applies, by details and by verdict.
    fn counts_in_case(&self) -> bool {
        self.applies == Applies::Yes && self.verdict != Some(Verdict::NotApplicable)
    }
}

fn meets(key_questions: &[CaseKeyQuestion]) -> Meets {
    let mut meets = Meets::NotApplicable;
    for one in key_questions {
        match (one.applies, one.verdict) {
            (Applies::Yes, Some(Verdict::NotSufficient)) => return Meets::NotAll,
            (Applies::Yes, None) | (Applies::Undecided(_), _) => meets = Meets::NotYet,
            (Applies::Yes, Some(Verdict::Sufficient)) if meets != Meets::NotYet => {
                meets = Meets::All;
            }
            _ => {}
        }
    }
    meets
}

fn rate_key_question(
    framework: &Framework,
    standard: &Standard,
    key_question: &KeyQuestion,
    case: &Case,
    reading: Option<&Reading>,
    owed: &mut Vec<Owed>,
) -> CaseKeyQuestion {
    let reference = key_question.reference;
    let verdict = reading.and_then(|reading| reading.verdict(reference));
    let applies = applies(framework, standard, key_question, case, reading);
    let before = owed.len();
    let mut one = CaseKeyQuestion {
        reference,
        applies,
        verdict,
        counts: Counts::default(),
        hint: Hint { share: Share::default(), points_to: None },
        needs_reason: None,
        owed: 0,
        asked: 0,
    };
    match applies {
        Applies::No => return one,
        Applies::Undecided(detail) => {
            one.asked = owe_detail(owed, detail, reference);
            one.owed = (owed.len() - before) as u32;
            return one;
        }
        Applies::Yes => {}
    }

    // Where the reader judged that nothing was called for here, no prompt is owed an answer.
    let judged_away = verdict == Some(Verdict::NotApplicable);
    for prompt in &key_question.prompts {
        one.ask(framework, prompt, case, reading, judged_away, owed);
    }
    one.hint = hint(framework, one.counts);
    one.needs_reason = needs_reason(framework, verdict, one.hint);
    one.asked += 1;
    if verdict.is_none() {
        owed.push(Owed::Verdict(reference));
    }
    if one.needs_reason.is_some() {
        one.asked += 1;
        if reading.is_none_or(|reading| reading.reason(reference).trim().is_empty()) {
            owed.push(Owed::Reason(reference));
        }
    }
    one.owed = (owed.len() - before) as u32;
    one
}

impl CaseKeyQuestion {
    fn ask(
        &mut self,
        framework: &Framework,
        prompt: &Prompt,
        case: &Case,
        reading: Option<&Reading>,
        judged_away: bool,
        owed: &mut Vec<Owed>,
    ) {
        match is_shown(framework, prompt, case, reading) {
            Truth::Fails => return,
            Truth::Undecided(detail) => {
                if !judged_away {
                    self.asked += owe_detail(owed, detail, self.reference);
                }
                return;
            }
            Truth::Holds => {}
        }
        let answer = reading.and_then(|reading| reading.answer(prompt.reference));
        if answer.is_some() || !judged_away {
            self.asked += 1;
        }
        match answer {
            Some(Answer::Yes) => self.counts.yes += 1,
            Some(Answer::No) => self.counts.no += 1,
            Some(Answer::NotApplicable) => self.counts.not_applicable += 1,
            None => {
                self.counts.unanswered += 1;
                if !judged_away {
                    owed.push(Owed::Answer(prompt.reference));
                }
            }
        }
    }
}

/// One missing detail is one thing to do, however many questions hang on it: it is asked and owed
/// where it is met first. Gives how many things that adds.
fn owe_detail(owed: &mut Vec<Owed>, detail: Slug, key_question: Reference) -> u32 {
    let known = |one: &Owed| matches!(one, Owed::Detail(known, _) if *known == detail);
    if owed.iter().any(known) {
        return 0;
    }
    owed.push(Owed::Detail(detail, key_question));
    1
}

/// A pattern is clear when every prompt shown is answered and at least the framework's percentage of
/// the yes and no answers agree. Below two such answers there is no pattern.
fn hint(framework: &Framework, counts: Counts) -> Hint {
    let share = counts.share();
    let clear = |count: u32| {
        u64::from(count) * 100
            >= u64::from(framework.rules.clear_pattern_percent) * u64::from(share.of)
    };
    let points_to = if counts.unanswered > 0 || share.of < 2 {
        None
    } else if clear(counts.yes) {
        Some(Verdict::Sufficient)
    } else if clear(counts.no) {
        Some(Verdict::NotSufficient)
    } else {
        None
    };
    Hint { share, points_to }
}

fn needs_reason(framework: &Framework, verdict: Option<Verdict>, hint: Hint) -> Option<ReasonOwed> {
    let verdict = verdict?;
    let against = hint.points_to.is_some_and(|points_to| points_to != verdict);
    if against && verdict != Verdict::NotApplicable {
        Some(ReasonOwed::AgainstPattern)
    } else if framework.rules.reasons_for.contains(&verdict) {
        Some(ReasonOwed::ByVerdict)
    } else {
        None
    }
}
