//! One standard over the sample.

use crate::{
    Applies, Case, CaseId, Combination, Evidence, Framework, Given, Inspection, KeyQuestion,
    Proposal, Rating, Reference, ServiceRecord, Share, Standard, Verdict, applies,
};

use super::discretion::{self, Flags};
use super::nearness::{self, Moves};

/// A case of the sample, with what it is known by.
pub(super) type Sampled<'a> = (CaseId, &'a Case);

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
    /// Whether it is settled without a computed rating. It leaves the total, but for one in which the
    /// panel's rating stands (3.6).
    pub left_out: bool,
    /// Where the panel may use discretion (3.4).
    pub flags: Flags,
    /// How many judgements would have to change to move its computed rating (3.9).
    pub moves: Moves,
    /// What the lead inspector proposes for its judged part; nothing where it has none.
    pub proposed: Option<Rating>,
}

impl StandardResult {
    /// The rating that stands: the panel's where it gave one, else the computed one.
    pub fn standing(&self) -> Option<Rating> {
        self.given.as_ref().and_then(|given| given.rating).or(self.computed)
    }

    /// The key questions that apply to no case of the sample: they give no rating, the rest decide (3.3).
    pub fn without_cases(&self) -> impl Iterator<Item = &KeyQuestionResult> {
        self.key_questions.iter().filter(|one| {
            !one.by_judgement && one.not_applicable > 0 && one.share.of == 0 && one.owed == 0
        })
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
    fn count(&mut self, bearing: Bearing) {
        match bearing {
            Bearing::NotApplicable => self.not_applicable += 1,
            Bearing::Judged { sufficient } => {
                self.share.of += 1;
                self.share.part += u32::from(sufficient);
            }
            Bearing::Owed => self.owed += 1,
        }
    }
}

/// How a case bears on a key question: in exactly one of three ways (3.3).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Bearing {
    /// It does not apply, by a condition or by judgement.
    NotApplicable,
    /// It is judged, and in the share.
    Judged {
        /// Whether the work was sufficient.
        sufficient: bool,
    },
    /// Its judgement, or the detail that decides whether it applies, is owed.
    Owed,
}

/// How a case bears on a key question, by the reading that counts.
pub fn bearing(
    framework: &Framework,
    standard: &Standard,
    key_question: &KeyQuestion,
    case: &Case,
) -> Bearing {
    let reading = case.counting_reading();
    let verdict = reading.and_then(|reading| reading.verdict(key_question.reference));
    match (applies(framework, standard, key_question, case, reading), verdict) {
        (Applies::No, _) | (_, Some(Verdict::NotApplicable)) => Bearing::NotApplicable,
        (Applies::Yes, Some(verdict)) => {
            Bearing::Judged { sufficient: verdict == Verdict::Sufficient }
        }
        (Applies::Undecided(_), _) | (Applies::Yes, None) => Bearing::Owed,
    }
}

/// The cases that decide a standard: for each of its deciding key questions those judged not
/// sufficient, by number. Nothing where no share decides.
pub fn deciding_cases<'a>(
    framework: &Framework,
    inspection: &'a Inspection,
    result: &StandardResult,
) -> Vec<(Reference, Vec<(CaseId, &'a Case)>)> {
    let Because::Weakest(deciding) = &result.because else { return Vec::new() };
    let sample = inspection.sample();
    let one = |reference: &Reference| {
        let (standard, key_question) = framework.key_question(*reference)?;
        let falls_short = |case: &Case| {
            bearing(framework, standard, key_question, case)
                == Bearing::Judged { sufficient: false }
        };
        let cases = sample.iter().filter(|(_, case)| standard.draws_on(case.pool));
        Some((
            *reference,
            cases.filter(|(_, case)| falls_short(case)).map(|(id, case)| (*id, &***case)).collect(),
        ))
    };
    deciding.iter().filter_map(one).collect()
}

/// Rates one standard over the cases of the sample.
pub(super) fn rate_standard(
    framework: &Framework,
    standard: &Standard,
    sample: &[Sampled<'_>],
    record: &ServiceRecord,
) -> StandardResult {
    let cases: Vec<Sampled<'_>> =
        sample.iter().copied().filter(|(_, case)| standard.draws_on(case.pool)).collect();
    let by_judgement =
        |one: &KeyQuestion| standard.evidence == Evidence::Judgement || one.by_judgement;
    // How each case bears on it, a row for each key question: the flags look at whole cases. A case is
    // looked at once for all of them, since most of the time goes into fetching it.
    let mut rows: Vec<Vec<Bearing>> = standard
        .key_questions
        .iter()
        .map(|one| Vec::with_capacity(if by_judgement(one) { 0 } else { cases.len() }))
        .collect();
    for (_, case) in &cases {
        for (key_question, row) in standard.key_questions.iter().zip(&mut rows) {
            if !by_judgement(key_question) {
                row.push(bearing(framework, standard, key_question, case));
            }
        }
    }
    let key_questions: Vec<_> = standard
        .key_questions
        .iter()
        .zip(&rows)
        .map(|(key_question, row)| {
            let by_judgement = by_judgement(key_question);
            let mut result = KeyQuestionResult::new(key_question, by_judgement);
            row.iter().for_each(|bearing| result.count(*bearing));
            if !by_judgement && standard.rated {
                result.rating = framework.rules.rating_of(result.share);
                result.rounding_decides = framework.rules.rounding_decides(result.share);
            }
            result
        })
        .collect();
    let proposal = record.proposed.get(&standard.reference).and_then(|one| one.proposal);
    let proposed = match proposal {
        Some(Proposal::Rated(rating)) if standard.evidence != Evidence::Cases => Some(rating),
        _ => None,
    };
    let (computed, because) = decide(framework, standard, &key_questions, cases.len(), proposal);
    let left_out = match because {
        Because::LeftUnrated | Because::TooFewCases { .. } | Because::Unrated => true,
        // Work that was begun on an optional standard is not dropped in silence.
        Because::NotProposed | Because::NoCases => {
            standard.optional && proposal.is_none() && cases.is_empty()
        }
        _ => false,
    };
    let mut result = StandardResult {
        reference: standard.reference,
        in_total: standard.in_total,
        key_questions,
        computed,
        because,
        given: record.given.get(&Some(standard.reference)).cloned(),
        left_out,
        flags: Flags::default(),
        moves: Moves::default(),
        proposed,
    };
    result.flags = discretion::flags(framework, &result, &cases, &rows);
    result.moves = nearness::of_standard(framework, standard, &result);
    result
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
    let judged_as_a_whole =
        standard.evidence == Evidence::Mixed && standard.combination == Combination::Judgement;
    if standard.evidence == Evidence::Judgement || judged_as_a_whole {
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
