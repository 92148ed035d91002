//! What a framework says, in words: conditions, rules, kinds of detail.

use std::fmt::Display;

use domain::{
    Bands, Cap, Combination, Condition, DetailKind, Discretion, Evidence, Framework, Rating,
    Rounding, Sampling, Slug,
};

use crate::Words;

impl Words {
    /// A condition, with the labels of the framework it stands in.
    pub fn condition(self, framework: &Framework, condition: &Condition) -> String {
        match condition {
            Condition::Detail { detail, any_of } => {
                let field = framework.detail(*detail);
                let label = field.map_or(detail.as_str(), |one| one.label.get(self.language));
                let kind = field.map(|one| &one.kind);
                let choices: Vec<_> = any_of.iter().map(|id| self.choice(kind, *id)).collect();
                self.condition_detail(label, self.or(&choices))
            }
            Condition::Answer { prompt, any_of } => {
                let answers: Vec<_> =
                    any_of.iter().map(|answer| format!("“{}”", self.answer(*answer))).collect();
                self.condition_answer(prompt, self.or(&answers))
            }
            Condition::All(inner) => {
                self.joined(framework, inner, |first, next| self.condition_and(first, next))
            }
            Condition::Any(inner) => {
                self.joined(framework, inner, |first, next| self.condition_or(first, next))
            }
            Condition::Not(inner) => self.condition_not(self.condition(framework, inner)),
        }
    }

    fn joined(
        self,
        framework: &Framework,
        inner: &[Condition],
        join: impl Fn(String, String) -> String,
    ) -> String {
        let one = |condition: &Condition| {
            let words = self.condition(framework, condition);
            match condition {
                Condition::All(_) | Condition::Any(_) => self.condition_group(words),
                _ => words,
            }
        };
        // With nothing in it, a condition on all holds; the sign of one on any that never does is rare
        // enough to go without words of its own.
        inner.iter().map(one).reduce(join).unwrap_or_else(|| self.condition_always().to_owned())
    }

    fn choice(self, kind: Option<&DetailKind>, id: Slug) -> String {
        let Some(DetailKind::Choice(choices)) = kind else { return id.to_string() };
        let known = choices.iter().find(|choice| choice.id == id);
        known.map_or(id.to_string(), |choice| choice.label.get(self.language).to_owned())
    }

    /// What a standard is judged on.
    pub fn evidence(self, evidence: Evidence) -> &'static str {
        match evidence {
            Evidence::Cases => self.evidence_cases(),
            Evidence::Judgement => self.evidence_judgement(),
            Evidence::Mixed => self.evidence_mixed(),
        }
    }

    /// How the judged part of a mixed standard joins its shares.
    pub fn combination(self, combination: Combination) -> &'static str {
        match combination {
            Combination::Lowest => self.combination_lowest(),
            Combination::Judgement => self.combination_judgement(),
        }
    }

    /// How a share becomes a whole percentage.
    pub fn rounding(self, rounding: Rounding) -> &'static str {
        match rounding {
            Rounding::HalfUp => self.rounding_half_up(),
            Rounding::Exact => self.rounding_exact(),
        }
    }

    /// Where each rating begins.
    pub fn bands(self, bands: Bands) -> String {
        let Bands { requires_improvement, good, outstanding } = bands;
        self.table_bands(
            self.rating(Rating::RequiresImprovement),
            requires_improvement,
            self.rating(Rating::Good),
            good,
            self.rating(Rating::Outstanding),
            outstanding,
        )
    }

    /// The points of each rating.
    pub fn points(self, points: [u32; 4]) -> String {
        let one = |(rating, points): (Rating, u32)| self.table_points(self.rating(rating), points);
        let parts: Vec<_> = Rating::ALL.into_iter().zip(points).map(one).collect();
        parts.join(", ")
    }

    /// The table of the overall rating.
    pub fn overall_table(self, maximum: u32, bands: Bands) -> String {
        self.table_overall(maximum, self.bands(bands))
    }

    /// When the panel may use discretion.
    pub fn discretion(self, discretion: Discretion) -> String {
        let Discretion { within_points, few_cases, one_case } = discretion;
        self.table_discretion(within_points, few_cases, self.yes_no(one_case))
    }

    /// A limit on the overall rating.
    pub fn cap(self, cap: &Cap) -> String {
        let standards: Vec<_> = cap.standards.iter().map(|one| one.as_str()).collect();
        let standards: &dyn Display = match standards.as_slice() {
            [] => &self.table_cap_all(),
            some => &self.and(some),
        };
        let (weak, at_most) = (self.rating(cap.weak), self.rating(cap.at_most));
        self.table_cap(cap.number, standards, weak, at_most)
    }

    /// What a sample is set for.
    pub fn sampling(self, sampling: Sampling) -> String {
        self.table_sampling(sampling.confidence_percent, sampling.margin_percent)
    }

    /// What a case detail may hold.
    pub fn kind(self, kind: &DetailKind) -> String {
        match kind {
            DetailKind::Choice(choices) => {
                let labels: Vec<_> =
                    choices.iter().map(|choice| choice.label.get(self.language)).collect();
                self.kind_choice(self.or(&labels))
            }
            DetailKind::Number { minimum, maximum, unit: None } => {
                self.kind_number(minimum, maximum)
            }
            DetailKind::Number { minimum, maximum, unit: Some(unit) } => {
                self.kind_number_unit(minimum, maximum, unit.get(self.language))
            }
            DetailKind::Date => self.kind_date().to_owned(),
            DetailKind::Text => self.kind_text().to_owned(),
        }
    }

    /// Yes or no, within a sentence.
    pub fn yes_no(self, flag: bool) -> &'static str {
        if flag { self.yes_no_yes() } else { self.yes_no_no() }
    }
}
