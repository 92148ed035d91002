//! Whether the parts of a framework fit together.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    Bands, Condition, DetailField, DetailKind, Fault, FrameworkParts, Place, Problem, Reference,
    Slug, Standard,
};

/// The most points a rating may give. Larger ones could not be added up.
const MOST_POINTS: u32 = 100;

/// The most standards that count in the total: four times as many as any published framework has. The
/// distance of the overall rating weighs them against each other (3.9).
const MOST_COUNTED: usize = 50;

/// The most conditions that are weighed for one prompt, those of the prompts it hangs on included.
/// Where prompts hang on each other the number can double with each of them.
const MOST_WEIGHED: u32 = 1_000;

/// The prompts of a key question read so far: the answers each takes, and the conditions weighed for it.
type Earlier<'a> = BTreeMap<Reference, (&'a [crate::Answer], u32)>;

/// Every problem of the parts.
pub(super) fn problems(parts: &FrameworkParts) -> Vec<Problem> {
    let mut check = Check { parts, found: Vec::new() };
    check.rules();
    check.identifiers();
    check.details();
    check.standards();
    check.found
}

struct Check<'a> {
    parts: &'a FrameworkParts,
    found: Vec<Problem>,
}

impl Check<'_> {
    fn part(&mut self, part: impl Into<String>, fault: Fault) {
        self.found.push(Problem::at(Place::Part(part.into()), fault));
    }

    fn at(&mut self, reference: Reference, fault: Fault) {
        self.found.push(Problem::at(Place::Framework(reference), fault));
    }

    fn rules(&mut self) {
        let rules = &self.parts.rules;
        let rising = |bands: &Bands| {
            bands.requires_improvement < bands.good && bands.good < bands.outstanding
        };
        if let Some(bands) = &rules.bands
            && (!rising(bands) || bands.outstanding > 100)
        {
            self.part("rules.bands", Fault::NotRising);
        }
        if rules.bands.is_none() && self.all_standards().any(|one| one.rated) {
            self.part("rules.bands", Fault::Missing);
        }
        if !rules.points.is_sorted_by(|one, next| one < next) {
            self.part("rules.points", Fault::NotRising);
        }
        if rules.points[3] > MOST_POINTS {
            self.part("rules.points", Fault::NotAllowed(rules.points[3].to_string()));
        }
        if let Some((maximum, bands)) = &rules.overall {
            if !rising(bands) || bands.outstanding > *maximum {
                self.part("rules.overall", Fault::NotRising);
            }
            // Optional standards may leave the total: the table may be made for any number of them.
            let most = |counts: &dyn Fn(&Standard) -> bool| {
                let counted = self.all_standards().filter(|one| one.rated && one.in_total);
                (counted.filter(|one| counts(one)).count() as u32).saturating_mul(rules.points[3])
            };
            let (least, found) = (most(&|one| !one.optional), most(&|_| true));
            let whole = maximum.is_multiple_of(rules.points[3]);
            if !whole || !(least..=found).contains(maximum) {
                self.part("rules.overall", Fault::MaximumDiffers { said: *maximum, found });
            }
        }
        if let Some(cap) = &rules.cap {
            for standard in &cap.standards {
                if !self.all_standards().any(|one| one.reference == *standard) {
                    self.part("rules.cap", Fault::Unknown(standard.to_string()));
                }
            }
            if cap.number == 0 {
                self.part("rules.cap", Fault::NotAllowed("0".to_owned()));
            }
        }
        if let Some(sampling) = &rules.sampling {
            for percent in [sampling.confidence_percent, sampling.margin_percent] {
                if !(1..100).contains(&percent) {
                    self.part("rules.sampling", Fault::NotAllowed(percent.to_string()));
                }
            }
        }
        if !(51..=100).contains(&rules.clear_pattern_percent) {
            let percent = rules.clear_pattern_percent.to_string();
            self.part("rules.clear_pattern_percent", Fault::NotAllowed(percent));
        }
    }

    fn all_standards(&self) -> impl Iterator<Item = &Standard> {
        self.parts.domains.iter().flat_map(|domain| &domain.standards)
    }

    fn identifiers(&mut self) {
        let parts = self.parts;
        let lists: [(&str, Vec<Slug>); 3] = [
            ("pools", parts.pools.iter().map(|pool| pool.id).collect()),
            ("detail_groups", parts.detail_groups.iter().map(|group| group.id).collect()),
            ("details", parts.details.iter().map(|field| field.id).collect()),
        ];
        for (list, ids) in lists {
            let mut seen = BTreeSet::new();
            for id in ids {
                if !seen.insert(id) {
                    self.part(list, Fault::Twice(id.to_string()));
                }
            }
        }
        let mut seen = BTreeSet::new();
        let mut twice = Vec::new();
        let mut see = |reference: Reference| {
            if !seen.insert(reference) {
                twice.push(reference);
            }
        };
        for domain in &parts.domains {
            see(domain.reference);
            for standard in &domain.standards {
                see(standard.reference);
                for key_question in &standard.key_questions {
                    see(key_question.reference);
                    key_question.prompts.iter().for_each(|prompt| see(prompt.reference));
                }
            }
        }
        for reference in twice {
            self.at(reference, Fault::Twice(reference.to_string()));
        }
    }

    fn details(&mut self) {
        for field in &self.parts.details {
            let place = format!("details.{}", field.id);
            if !self.parts.detail_groups.iter().any(|group| group.id == field.group) {
                self.part(&place, Fault::Unknown(field.group.to_string()));
            }
            for pool in &field.pools {
                self.pool_is_known(Place::Part(place.clone()), *pool);
            }
            match &field.kind {
                DetailKind::Choice(choices) => {
                    let mut seen = BTreeSet::new();
                    for choice in choices {
                        if !seen.insert(choice.id) {
                            self.part(&place, Fault::Twice(choice.id.to_string()));
                        }
                    }
                    if choices.is_empty() {
                        self.part(&place, Fault::Missing);
                    }
                }
                DetailKind::Number { minimum, maximum, .. } if minimum > maximum => {
                    self.part(&place, Fault::NotRising);
                }
                _ => {}
            }
        }
    }

    fn pool_is_known(&mut self, place: Place, pool: Slug) {
        if !self.parts.pools.iter().any(|known| known.id == pool) {
            self.found.push(Problem::at(place, Fault::Unknown(pool.to_string())));
        }
    }

    fn standards(&mut self) {
        let parts = self.parts;
        let n_counted = self.all_standards().filter(|one| one.rated && one.in_total).count();
        if n_counted > MOST_COUNTED {
            self.part("domains", Fault::NotAllowed(n_counted.to_string()));
        }
        for standard in parts.domains.iter().flat_map(|domain| &domain.standards) {
            let cases = standard.evidence != crate::Evidence::Judgement;
            if cases == standard.pools.is_empty() {
                // On cases without a pool, or with pools but not on cases: nobody could read it.
                self.at(standard.reference, Fault::Missing);
            }
            for pool in &standard.pools {
                self.pool_is_known(Place::Framework(standard.reference), *pool);
            }
            if standard.key_questions.is_empty() {
                self.at(standard.reference, Fault::Missing);
            }
            if let Some(condition) = &standard.applies_when {
                self.condition(standard.reference, condition, standard, &BTreeMap::new());
            }
            for key_question in &standard.key_questions {
                if let Some(condition) = &key_question.applies_when {
                    let nothing = BTreeMap::new();
                    self.condition(key_question.reference, condition, standard, &nothing);
                }
                let mut earlier = BTreeMap::new();
                for prompt in &key_question.prompts {
                    let mut n_weighed = 0;
                    if let Some(condition) = &prompt.shown_when {
                        self.condition(prompt.reference, condition, standard, &earlier);
                        n_weighed = weighed(condition, &earlier);
                    }
                    if n_weighed > MOST_WEIGHED {
                        let fault = Fault::NotAllowed("shown_when".to_owned());
                        self.at(prompt.reference, fault);
                    }
                    earlier.insert(prompt.reference, (prompt.answers(), n_weighed));
                }
            }
        }
    }

    /// A condition may name details that are lists and are asked of every case it is weighed for,
    /// their choices, and earlier prompts of the same key question: later ones could hang on each
    /// other in a circle, and a detail that is never asked would be owed for ever.
    fn condition(
        &mut self,
        reference: Reference,
        condition: &Condition,
        standard: &Standard,
        earlier: &Earlier<'_>,
    ) {
        let mut unknown = Vec::new();
        condition.visit(&mut |one| match one {
            Condition::Detail { detail, any_of } => {
                let asked = |field: &&DetailField| {
                    field.id == *detail
                        && standard.pools.iter().all(|pool| field.is_asked_of(*pool))
                };
                let field = self.parts.details.iter().find(asked);
                match field.map(|field| &field.kind) {
                    Some(DetailKind::Choice(choices)) => unknown.extend(
                        any_of
                            .iter()
                            .filter(|id| !choices.iter().any(|choice| choice.id == **id))
                            .map(|id| format!("{detail} = {id}")),
                    ),
                    _ => unknown.push(detail.to_string()),
                }
            }
            Condition::Answer { prompt, any_of } => match earlier.get(prompt) {
                Some((answers, _)) => unknown.extend(
                    any_of
                        .iter()
                        .filter(|answer| !answers.contains(answer))
                        .map(|answer| format!("{prompt} = {}", answer.as_str())),
                ),
                None => unknown.push(prompt.to_string()),
            },
            _ => {}
        });
        for name in unknown {
            self.at(reference, Fault::Unknown(name));
        }
    }
}

/// How many conditions are weighed with this one.
fn weighed(condition: &Condition, earlier: &Earlier<'_>) -> u32 {
    let mut n_weighed = 0_u32;
    condition.visit(&mut |one| {
        let behind = match one {
            Condition::Answer { prompt, .. } => earlier.get(prompt).map_or(0, |(_, n)| *n),
            _ => 0,
        };
        n_weighed = n_weighed.saturating_add(1).saturating_add(behind);
    });
    n_weighed
}
