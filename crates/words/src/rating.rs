//! Ratings, judgements and their reasons.

use domain::{
    Answer, Because, Certainty, Direction, Framework, Meets, Nation, Overall, Owed, Proposal,
    Rating, ReasonOwed, Share, SourceKind, StandardResult, Verdict,
};

use crate::Words;

impl Words {
    /// A rating.
    pub fn rating(self, rating: Rating) -> &'static str {
        match rating {
            Rating::Inadequate => self.rating_inadequate(),
            Rating::RequiresImprovement => self.rating_requires_improvement(),
            Rating::Good => self.rating_good(),
            Rating::Outstanding => self.rating_outstanding(),
        }
    }

    /// A rating, or that there is none yet.
    pub fn rating_or_none(self, rating: Option<Rating>) -> &'static str {
        rating.map_or(self.rating_none(), |rating| self.rating(rating))
    }

    /// A proposal for a standard.
    pub fn proposal(self, proposal: Proposal) -> &'static str {
        match proposal {
            Proposal::Rated(rating) => self.rating(rating),
            Proposal::NotRated => self.rating_not_rated(),
        }
    }

    /// An answer.
    pub fn answer(self, answer: Answer) -> &'static str {
        match answer {
            Answer::Yes => self.answer_yes(),
            Answer::No => self.answer_no(),
            Answer::NotApplicable => self.answer_not_applicable(),
        }
    }

    /// The letter that gives an answer.
    pub fn answer_key(self, answer: Answer) -> &'static str {
        match answer {
            Answer::Yes => self.key_yes(),
            Answer::No => self.key_no(),
            Answer::NotApplicable => self.key_not_applicable(),
        }
    }

    /// The letter that gives a verdict.
    pub fn verdict_key(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Sufficient => self.key_sufficient(),
            Verdict::NotSufficient => self.key_not_sufficient(),
            Verdict::NotApplicable => self.key_not_applicable(),
        }
    }

    /// A verdict.
    pub fn verdict(self, verdict: Verdict) -> &'static str {
        match verdict {
            Verdict::Sufficient => self.verdict_sufficient(),
            Verdict::NotSufficient => self.verdict_not_sufficient(),
            Verdict::NotApplicable => self.verdict_not_applicable(),
        }
    }

    /// Whether a case meets all requirements of a standard.
    pub fn meets(self, meets: Meets) -> &'static str {
        match meets {
            Meets::All => self.meets_all(),
            Meets::NotAll => self.meets_not_all(),
            Meets::NotYet => self.meets_not_yet(),
            Meets::NotApplicable => self.meets_not_applicable(),
        }
    }

    /// A share as its fraction and whole percentage.
    pub fn share(self, share: Share) -> String {
        match share.percent() {
            None => self.share_none().to_owned(),
            Some(percent) => self.share_of(share.part, share.of, percent),
        }
    }

    /// Why a standard has the rating it has, or none.
    pub fn because(self, result: &StandardResult) -> String {
        match &result.because {
            Because::Weakest(deciding) => {
                let shares = deciding.iter().filter_map(|reference| {
                    let one =
                        result.key_questions.iter().find(|one| one.reference == *reference)?;
                    Some(format!("{reference} ({})", self.share(one.share)))
                });
                let list = shares.collect::<Vec<_>>().join(", ");
                self.because_weakest(deciding.len(), list)
            }
            Because::Proposed => self.because_proposed().to_owned(),
            Because::NotProposed => self.because_not_proposed().to_owned(),
            Because::NothingJudged => self.because_nothing_judged().to_owned(),
            Because::NoCases => self.because_no_cases().to_owned(),
            Because::TooFewCases { cases, minimum } => self.because_too_few_cases(cases, minimum),
            Because::LeftUnrated => self.because_left_unrated().to_owned(),
            Because::Unrated => self.because_unrated().to_owned(),
        }
    }

    /// The overall rating with its total, in one line: `25 of 36: Good`.
    pub fn overall(self, overall: &Overall) -> String {
        let total = self.total_of(overall.total.points, overall.total.maximum);
        match overall.rating {
            Some(rating) => self.total_rating(total, self.rating(rating)),
            None => self.total_no_rating(total),
        }
    }

    /// Why a verdict needs a reason.
    pub fn reason_owed(self, why: ReasonOwed) -> &'static str {
        match why {
            ReasonOwed::ByVerdict => self.reason_owed_by_verdict(),
            ReasonOwed::AgainstPattern => self.reason_owed_against_pattern(),
        }
    }

    /// One thing a case owes.
    pub fn owed(self, framework: &Framework, owed: Owed) -> String {
        match owed {
            Owed::Detail(detail, _) => {
                let label = framework.detail(detail).map(|field| field.label.get(self.language));
                self.owed_detail(label.unwrap_or(detail.as_str()))
            }
            Owed::Answer(prompt) => self.owed_answer(prompt),
            Owed::Verdict(key_question) => self.owed_verdict(key_question),
            Owed::Reason(key_question) => self.owed_reason(key_question),
        }
    }

    /// How sure a part of a framework is.
    pub fn certainty(self, certainty: Certainty) -> &'static str {
        match certainty {
            Certainty::Verified => self.certainty_verified(),
            Certainty::Inferred => self.certainty_inferred(),
            Certainty::GeneralKnowledge => self.certainty_general_knowledge(),
            Certainty::Uncertain => self.certainty_uncertain(),
            Certainty::Proposal => self.certainty_proposal(),
        }
    }

    /// A kind of source.
    pub fn source(self, source: SourceKind) -> &'static str {
        match source {
            SourceKind::Document => self.source_document(),
            SourceKind::Meeting => self.source_meeting(),
            SourceKind::FocusGroup => self.source_focus_group(),
            SourceKind::Survey => self.source_survey(),
            SourceKind::CaseSample => self.source_case_sample(),
            SourceKind::Data => self.source_data(),
            SourceKind::Observation => self.source_observation(),
        }
    }

    /// Which way evidence points.
    pub fn direction(self, direction: Direction) -> &'static str {
        match direction {
            Direction::Positive => self.direction_positive(),
            Direction::Negative => self.direction_negative(),
            Direction::Neutral => self.direction_neutral(),
        }
    }

    /// A nation.
    pub fn nation(self, nation: Nation) -> &'static str {
        match nation {
            Nation::England => self.nation_england(),
            Nation::Wales => self.nation_wales(),
        }
    }
}
