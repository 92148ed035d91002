//! Whole inspections by chance: every kind of work, every gap, and work that does not count.

use std::sync::Arc;

use anyhow::{Context, Result};
use domain::{
    CaseId, Condition, DetailKind, Evidence, Framework, KeyQuestion, ReadingId, Reference, Slug,
    Standard, Target, Verdict,
};
use fastrand::Rng;
use wire::Edition;

use crate::desk::Desk;
use crate::variants::{RATINGS, Shelf, happens, one};

/// Inspection number `at` of a seed, as a sealed export.
///
/// # Errors
/// Work that the framework refuses: a mistake here.
pub(crate) fn export(shelf: &Shelf, seed: u64, at: u64) -> Result<String> {
    let mut dice = Rng::with_seed(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(at));
    let edition = shelf.draw(&mut dice)?;
    let mut hand = Hand {
        habits: Habits::draw(&mut dice, &edition),
        desk: Desk::new(edition.clone(), at),
        edition,
        dice,
    };
    let cases = hand.cases()?;
    hand.service()?;
    let chosen: Option<Vec<CaseId>> = happens(&mut hand.dice, 3)
        .then(|| cases.into_iter().filter(|_| hand.dice.bool()).collect());
    Ok(hand.desk.export(chosen.as_deref()))
}

/// How the work of one inspection is done.
struct Habits {
    /// Chance of a missing judgement, detail or proposal, in per cent.
    gaps: u32,
    /// For each key question, the chances of sufficient and of not applicable, in per cent.
    verdicts: Vec<(Reference, u32, u32)>,
    /// The ratings that are mostly proposed.
    proposals: &'static [&'static str],
    /// The details that some question hangs on.
    details: Vec<Slug>,
    /// Chance of a withdrawn case, in per cent.
    withdrawn: u32,
    /// How case numbers are written.
    numbering: u32,
}

impl Habits {
    fn draw(dice: &mut Rng, edition: &Edition) -> Self {
        let gaps = if happens(dice, 80) { 0 } else { dice.u32(1..30) };
        let service = one(dice, &[0, 30, 45, 55, 65, 72, 80, 85, 90, 95, 98, 100]);
        let mut verdicts = Vec::new();
        for standard in edition.framework.all_standards() {
            for key_question in &standard.key_questions {
                let sufficient = match dice.u32(..4) {
                    0 => dice.u32(..=100),
                    _ => (service + dice.u32(..30)).saturating_sub(15).min(100),
                };
                let not_applicable = one(dice, &[0, 0, 0, 0, 10, 30, 60, 100]);
                verdicts.push((key_question.reference, sufficient, not_applicable));
            }
        }
        let withdrawn = one(dice, &[0, 0, 10, 40]);
        let from = dice.usize(..RATINGS.len());
        let proposals = &RATINGS[from..RATINGS.len().min(from + 2)];
        let details = details_hung_on(&edition.framework);
        Self { gaps, verdicts, proposals, details, withdrawn, numbering: dice.u32(..3) }
    }
}

struct Hand {
    dice: Rng,
    edition: Arc<Edition>,
    desk: Desk,
    habits: Habits,
}

impl Hand {
    fn framework(&self) -> Arc<Edition> {
        self.edition.clone()
    }

    fn gap(&mut self) -> bool {
        happens(&mut self.dice, self.habits.gaps)
    }

    fn cases(&mut self) -> Result<Vec<CaseId>> {
        let edition = self.framework();
        let pools: Vec<_> = edition.framework.pools.iter().map(|pool| pool.id).collect();
        if pools.is_empty() {
            return Ok(Vec::new());
        }
        let (least, most) =
            one(&mut self.dice, &[(0, 0), (1, 4), (3, 8), (4, 10), (6, 14), (10, 20), (15, 40)]);
        let mut numbers: Vec<u32> = (1..=self.dice.u32(least..=most)).collect();
        self.dice.shuffle(&mut numbers);
        // Now and then a pool is left without a case.
        let drawn = if happens(&mut self.dice, 10) { &pools[..1] } else { &pools[..] };
        let mut cases = Vec::new();
        for number in numbers {
            let case = CaseId::new(self.dice.u64(..));
            let pool = one(&mut self.dice, drawn);
            let number = match self.habits.numbering {
                0 => format!("{number:03}"),
                1 => number.to_string(),
                _ => format!("{}-{number}/{}", one(&mut self.dice, &["A", "b"]), number % 7),
            };
            self.desk.set(Target::Case(case), &format!("{pool} {number}"))?;
            self.case(&edition.framework, case, pool)?;
            cases.push(case);
        }
        Ok(cases)
    }

    fn case(&mut self, framework: &Framework, case: CaseId, pool: Slug) -> Result<()> {
        self.details(framework, case, pool)?;
        if !self.gap() {
            self.reading(framework, case, pool, self.habits.gaps)?;
        }
        // A second reading is not begun before a first one, so this one does not count.
        if happens(&mut self.dice, 12) {
            self.reading(framework, case, pool, 30)?;
        }
        // Work that a later detail hides.
        if happens(&mut self.dice, 10) {
            self.details(framework, case, pool)?;
        }
        if happens(&mut self.dice, self.habits.withdrawn) {
            self.desk.set(Target::Withdrawn(case), "x")?;
            if happens(&mut self.dice, 20) {
                self.desk.set(Target::Withdrawn(case), "")?;
            }
        }
        Ok(())
    }

    /// Records the details that are lists: nothing hangs on others.
    fn details(&mut self, framework: &Framework, case: CaseId, pool: Slug) -> Result<()> {
        for field in framework.details.iter().filter(|field| field.is_asked_of(pool)) {
            let DetailKind::Choice(choices) = &field.kind else { continue };
            if !self.habits.details.contains(&field.id) {
                continue;
            }
            let value = match self.gap() {
                true => String::new(),
                false => choices[self.dice.usize(..choices.len())].id.to_string(),
            };
            self.desk.set(Target::Detail(case, field.id), &value)?;
        }
        Ok(())
    }

    fn reading(
        &mut self,
        framework: &Framework,
        case: CaseId,
        pool: Slug,
        gaps: u32,
    ) -> Result<()> {
        let reading = ReadingId::new(self.dice.u64(..));
        self.desk.set(Target::Reading(case, reading), "AB")?;
        for standard in framework.standards_of(pool) {
            for key_question in standard.key_questions.iter().filter(|one| !one.by_judgement) {
                for prompt in &key_question.prompts {
                    if happens(&mut self.dice, 20) {
                        let answer = one(&mut self.dice, prompt.answers()).as_str();
                        self.desk.set(Target::Answer(case, reading, prompt.reference), answer)?;
                    }
                }
                if happens(&mut self.dice, gaps) {
                    continue;
                }
                let verdict = self.verdict(key_question)?;
                let target = Target::Verdict(case, reading, key_question.reference);
                self.desk.set(target, verdict.as_str())?;
                if happens(&mut self.dice, 2) {
                    let target = Target::Reason(case, reading, key_question.reference);
                    self.desk.set(target, "x")?;
                }
            }
        }
        Ok(())
    }

    fn verdict(&mut self, key_question: &KeyQuestion) -> Result<Verdict> {
        let known = self.habits.verdicts.iter().find(|(of, ..)| *of == key_question.reference);
        let (_, sufficient, not_applicable) = *known.context("a habit for every key question")?;
        if key_question.not_applicable && happens(&mut self.dice, not_applicable) {
            return Ok(Verdict::NotApplicable);
        }
        let is_sufficient = happens(&mut self.dice, sufficient);
        Ok(if is_sufficient { Verdict::Sufficient } else { Verdict::NotSufficient })
    }

    /// What the lead inspector proposes and what the panel gives.
    fn service(&mut self) -> Result<()> {
        let edition = self.framework();
        let with_panel = happens(&mut self.dice, 35);
        for standard in edition.framework.all_standards().filter(|one| one.rated) {
            let proposal = self.proposal(standard);
            self.desk.set(Target::Proposed(standard.reference), proposal)?;
            if happens(&mut self.dice, 3) {
                self.desk.set(Target::ProposedReason(standard.reference), "x")?;
            }
            if with_panel {
                self.given(Some(standard.reference), 20)?;
            }
        }
        if with_panel { self.given(None, 40) } else { Ok(()) }
    }

    fn proposal(&mut self, standard: &Standard) -> &'static str {
        let pools =
            |pool: &Slug| self.desk.inspection.sample().iter().any(|(_, case)| case.pool == *pool);
        let without_cases =
            standard.evidence != Evidence::Judgement && !standard.pools.iter().any(pools);
        let unrated = match (standard.optional, without_cases) {
            (true, _) => 20,
            (false, true) => 60,
            (false, false) => 3,
        };
        let none = if standard.optional { 30 } else { self.habits.gaps };
        if happens(&mut self.dice, unrated) {
            "not-rated"
        } else if standard.evidence == Evidence::Cases || happens(&mut self.dice, none) {
            ""
        } else if happens(&mut self.dice, 15) {
            one(&mut self.dice, &RATINGS)
        } else {
            one(&mut self.dice, self.habits.proposals)
        }
    }

    fn given(&mut self, standard: Option<Reference>, percent: u32) -> Result<()> {
        if happens(&mut self.dice, percent) {
            let rating = one(&mut self.dice, &RATINGS);
            self.desk.set(Target::Given(standard), rating)?;
        }
        // A reason alone is no rating.
        if happens(&mut self.dice, 10) {
            self.desk.set(Target::GivenReason(standard), "x")?;
        }
        Ok(())
    }
}

/// The details that a question of the framework hangs on.
fn details_hung_on(framework: &Framework) -> Vec<Slug> {
    fn names(condition: &Condition, found: &mut Vec<Slug>) {
        match condition {
            Condition::Detail { detail, .. } => found.push(*detail),
            Condition::Answer { .. } => {}
            Condition::All(parts) | Condition::Any(parts) => {
                parts.iter().for_each(|part| names(part, found));
            }
            Condition::Not(part) => names(part, found),
        }
    }
    let mut found = Vec::new();
    for standard in framework.all_standards() {
        let key_questions = standard.key_questions.iter();
        let prompts = key_questions.clone().flat_map(|one| &one.prompts);
        let conditions = std::iter::once(&standard.applies_when)
            .chain(key_questions.map(|one| &one.applies_when))
            .chain(prompts.map(|one| &one.shown_when));
        conditions.flatten().for_each(|condition| names(condition, &mut found));
    }
    found
}
