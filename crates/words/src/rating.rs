//! Ratings, judgements and their reasons.

use domain::{
    Answer, Because, CaseId, Certainty, Direction, Flags, Framework, Inspection, Meets, Nation,
    Overall, Owed, Proposal, Rating, ReasonOwed, Results, Share, SourceKind, StandardResult,
    Toward, Verdict, Way,
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
        let because = match &result.because {
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
        };
        let without: Vec<_> = result.without_cases().map(|one| one.reference.to_string()).collect();
        if without.is_empty() || result.computed.is_none() {
            return because;
        }
        let without = self.because_without_cases(without.len(), without.join(", "));
        self.two_sentences(because, without)
    }

    /// Where the panel may use discretion in a standard: for each trigger a sentence, and the cases it
    /// is about.
    pub fn flags(self, flags: &Flags) -> Vec<(String, &[CaseId])> {
        let mut triggers: Vec<(String, &[CaseId])> = Vec::new();
        for near in &flags.near {
            let sentence = match near.toward {
                Toward::Up => self.flags_near_up(near.key_question, near.edge),
                Toward::Down => self.flags_near_down(near.key_question, near.edge),
            };
            triggers.push((sentence, &[]));
        }
        if !flags.one_case_up.is_empty() {
            let sentence = self.flags_one_case_up(flags.one_case_up.len());
            triggers.push((sentence, &flags.one_case_up));
        }
        if !flags.one_case_down.is_empty() {
            let sentence = self.flags_one_case_down(flags.one_case_down.len());
            triggers.push((sentence, &flags.one_case_down));
        }
        for (key_question, cases) in &flags.few_cases {
            triggers.push((self.flags_few_cases(*cases as usize, key_question), &[]));
        }
        triggers
    }

    /// The same, with the numbers of the cases in the sentences.
    pub fn flags_in_full(self, inspection: &Inspection, flags: &Flags) -> Vec<String> {
        let full = |(sentence, cases): (String, &[CaseId])| {
            let cases = cases.iter().filter_map(|id| inspection.cases.get(id));
            let numbers: Vec<_> = cases.map(|case| case.number.as_str()).collect();
            match numbers.as_slice() {
                [] => sentence,
                numbers => self.flags_with_cases(sentence, numbers.join(", ")),
            }
        };
        self.flags(flags).into_iter().map(full).collect()
    }

    /// How near a standard is to another rating; empty where judgements in cases cannot move it.
    pub fn moves(self, result: &StandardResult) -> String {
        let judgements = |n: u32| self.moves_judgements(n as usize);
        let rating = |rating: Option<Rating>| rating.map_or("", |rating| self.rating(rating));
        let above = rating(result.computed.and_then(Rating::above));
        match (result.moves.up, result.moves.down) {
            (None, None) => String::new(),
            (Some(up), None) => self.moves_up(judgements(up), above),
            (None, Some(down)) => self.moves_down(judgements(down)),
            (Some(up), Some(down)) => self.moves_both(judgements(up), above, judgements(down)),
        }
    }

    /// How near the overall rating is to another one; empty where there is none yet.
    pub fn overall_moves(self, results: &Results) -> String {
        let moves = &results.moves;
        let rating = results.computed.rating;
        let way = |way: &Way| {
            let standards: Vec<_> =
                way.standards.iter().map(|(standard, ..)| standard.to_string()).collect();
            (self.moves_judgements(way.judgements as usize), standards.join(", "))
        };
        let up = moves.points_up.zip(rating.and_then(Rating::above)).map(|(points, above)| {
            let (points, above) = (self.moves_points(points as usize), self.rating(above));
            match moves.up.as_ref().map(way) {
                Some((judgements, list)) => self.moves_overall_up(points, above, judgements, list),
                None => self.moves_overall_up_not_by_cases(points, above),
            }
        });
        let down = moves.points_down.zip(rating.and_then(Rating::below)).map(|(points, below)| {
            let (points, below) = (self.moves_points(points as usize), self.rating(below));
            match moves.down.as_ref().map(way) {
                Some((judgements, list)) => {
                    self.moves_overall_down(points, below, judgements, list)
                }
                None => self.moves_overall_down_not_by_cases(points, below),
            }
        });
        match (up, down) {
            (Some(up), Some(down)) => self.two_sentences(up, down),
            (one, other) => one.or(other).unwrap_or_default(),
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
