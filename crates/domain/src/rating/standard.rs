//! One standard over the sample.

use crate::{
    Applies, Case, Evidence, Framework, Given, KeyQuestion, Proposal, Rating, Reading, Reference,
    ServiceRecord, Share, Standard, Verdict, applies,
};

/// A standard and how it came to its rating.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StandardResult {
    /// The standard.
    pub reference: Reference,
    /// Whether its points count in the total.
    pub in_total: bool,
    /// Its key questions; for one judged at service level without shares.
    pub key_questions: Vec<KeyQuestionResult>,
    /// The rating the rules give. The panel's never replaces it.
    pub computed: Option<Rating>,
    /// Why it is that rating, or none.
    pub because: Because,
    /// What the panel gave, if anything.
    pub given: Option<Given>,
}

impl StandardResult {
    /// The rating that stands: the panel's where it gave one, else the computed one.
    pub fn standing(&self) -> Option<Rating> {
        self.given.as_ref().and_then(|given| given.rating).or(self.computed)
    }

    /// Whether the standard is settled without a computed rating. It leaves the maximum, but for a
    /// total in which the panel's rating stands.
    pub fn is_left_out(&self) -> bool {
        matches!(
            self.because,
            Because::LeftUnrated | Because::TooFewCases { .. } | Because::Unrated
        )
    }
}

/// Why a standard has the computed rating it has, or none.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Because {
    /// The weakest key question decides; all of the weakest are named (3.3).
    Weakest(Vec<Reference>),
    /// The lead inspector proposed it from the evidence (3.5).
    Proposed,
    /// No rating is proposed yet.
    NotProposed,
    /// No case in the sample is judged yet.
    NothingJudged,
    /// The sample has no case of its pools.
    NoCases,
    /// Fewer cases than the framework rates.
    TooFewCases {
        /// Cases in the sample.
        cases: u32,
        /// The framework's minimum.
        minimum: u32,
    },
    /// The lead inspector left it unrated.
    LeftUnrated,
    /// The framework does not rate it.
    Unrated,
}

/// A key question over the sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyQuestionResult {
    /// The key question.
    pub reference: Reference,
    /// Whether it is judged at service level, without a share.
    pub by_judgement: bool,
    /// Sufficient out of those judged where it applies.
    pub share: Share,
    /// The band of the share.
    pub rating: Option<Rating>,
    /// Whether another way of rounding would give another band.
    pub rounding_decides: bool,
    /// Cases it does not apply to, by their details or by judgement. They are in no share.
    pub not_applicable: u32,
    /// Cases whose judgement, or whose deciding detail, is owed.
    pub owed: u32,
}

impl KeyQuestionResult {
    /// One without a case so far.
    fn new(key_question: &KeyQuestion, by_judgement: bool) -> Self {
        Self {
            reference: key_question.reference,
            by_judgement,
            share: Share::default(),
            rating: None,
            rounding_decides: false,
            not_applicable: 0,
            owed: 0,
        }
    }

    /// Counts one case.
    fn count(
        &mut self,
        framework: &Framework,
        key_question: &KeyQuestion,
        case: &Case,
        reading: Option<&Reading>,
    ) {
        let verdict = reading.and_then(|reading| reading.verdict(key_question.reference));
        match (applies(framework, key_question, case, reading), verdict) {
            (Applies::No, _) | (Applies::Yes, Some(Verdict::NotApplicable)) => {
                self.not_applicable += 1;
            }
            (Applies::Yes, Some(verdict)) => {
                self.share.of += 1;
                self.share.part += u32::from(verdict == Verdict::Sufficient);
            }
            (Applies::Undecided(_), _) | (Applies::Yes, None) => self.owed += 1,
        }
    }
}

/// Rates one standard over the cases of the sample.
pub(super) fn rate_standard(
    framework: &Framework,
    standard: &Standard,
    sample: &[&Case],
    record: &ServiceRecord,
) -> StandardResult {
    let cases: Vec<&Case> =
        sample.iter().copied().filter(|case| standard.draws_on(case.pool)).collect();
    let key_questions: Vec<_> = standard
        .key_questions
        .iter()
        .map(|key_question| {
            let by_judgement =
                standard.evidence == Evidence::Judgement || key_question.by_judgement;
            let mut result = KeyQuestionResult::new(key_question, by_judgement);
            if !by_judgement {
                for case in &cases {
                    result.count(framework, key_question, case, case.counting_reading());
                }
                result.rating = framework.rules.rating_of(result.share);
                result.rounding_decides = framework.rules.rounding_decides(result.share);
            }
            result
        })
        .collect();
    let proposal = record.proposed.get(&standard.reference).and_then(|one| one.proposal);
    let (computed, because) = decide(framework, standard, &key_questions, cases.len(), proposal);
    StandardResult {
        reference: standard.reference,
        in_total: standard.in_total,
        key_questions,
        computed,
        because,
        given: record.given.get(&Some(standard.reference)).cloned(),
    }
}

fn decide(
    framework: &Framework,
    standard: &Standard,
    key_questions: &[KeyQuestionResult],
    n_cases: usize,
    proposal: Option<Proposal>,
) -> (Option<Rating>, Because) {
    if !standard.rated {
        return (None, Because::Unrated);
    }
    if proposal == Some(Proposal::NotRated) {
        return (None, Because::LeftUnrated);
    }
    let proposed = match proposal {
        Some(Proposal::Rated(rating)) => Some(rating),
        _ => None,
    };
    if standard.evidence == Evidence::Judgement {
        let because = if proposed.is_some() { Because::Proposed } else { Because::NotProposed };
        return (proposed, because);
    }
    let minimum = framework.rules.minimum_cases;
    let cases = n_cases as u32;
    if cases == 0 {
        return (None, Because::NoCases);
    }
    if cases < minimum {
        return (None, Because::TooFewCases { cases, minimum });
    }
    // The only aggregation there is: the weakest key question decides (3.3).
    let weakest = key_questions.iter().filter_map(|one| one.rating).min();
    match (standard.evidence, weakest, proposed) {
        (_, None, _) => (None, Because::NothingJudged),
        (Evidence::Mixed, Some(_), None) => (None, Because::NotProposed),
        (Evidence::Mixed, Some(weakest), Some(proposed)) if proposed < weakest => {
            (Some(proposed), Because::Proposed)
        }
        (_, Some(weakest), _) => {
            let deciding = key_questions.iter().filter(|one| one.rating == Some(weakest));
            (Some(weakest), Because::Weakest(deciding.map(|one| one.reference).collect()))
        }
    }
}
