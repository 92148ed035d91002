//! Two frameworks, or two editions of one, held against each other.
//!
//! What is found is data, in the order of the new framework. Which answers would carry over is a rule
//! of its own: [`carries`].

use crate::{
    Bands, Cap, Certainty, Combination, Condition, DetailField, DetailKind, Discretion, Domain,
    Evidence, Framework, KeyQuestion, Prompt, Reference, Rounding, Rules, Sampling, Slug, Standard,
    Text, Verdict,
};

mod carried;
mod matching;

pub use carried::{Carries, asked_in_cases, carries};
pub(crate) use matching::{Matches, same_words};

/// One difference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What differs: by its name in the new framework, or in the old one where it was removed.
    pub part: Part,
    /// How.
    pub how: How,
}

/// A part of a framework.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The framework as a whole.
    Framework,
    /// Its rules of rating.
    Rules,
    /// The list of pools.
    Pools,
    /// A pool.
    Pool(Slug),
    /// The list of groups of case details.
    DetailGroups,
    /// A group of case details.
    DetailGroup(Slug),
    /// The list of case details.
    Details,
    /// A case detail.
    Detail(Slug),
    /// A domain.
    Domain(Reference),
    /// A standard.
    Standard(Reference),
    /// A key question.
    KeyQuestion(Reference),
    /// A prompt.
    Prompt(Reference),
}

/// How a part differs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum How {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is the same question, and stood elsewhere.
    Moved {
        /// Its reference in the old framework.
        was: Reference,
        /// What it stood under there; nothing for a domain.
        under: Option<Reference>,
    },
    /// The parts in it that both frameworks have stand in another order.
    Reordered,
    /// A field has another value.
    Changed {
        /// The field.
        field: Field,
        /// What it was.
        old: Value,
        /// What it is.
        new: Value,
    },
}

/// A field of a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "they are named as in the types they belong to")]
pub enum Field {
    Title,
    AppliesFrom,
    AppliesTo,
    SourceTitle,
    SourceNote,
    SourceCertainty,
    Rounding,
    Bands,
    Points,
    Overall,
    MinimumCases,
    ClearPattern,
    ReasonsFor,
    Discretion,
    Cap,
    Sampling,
    Note,
    Certainty,
    Group,
    Label,
    Hint,
    Kind,
    Pools,
    Aim,
    Evidence,
    Rated,
    InTotal,
    Optional,
    Combination,
    AppliesWhen,
    Question,
    Guidance,
    ByJudgement,
    NotApplicable,
    Text,
    ShownWhen,
}

/// What a field holds.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(missing_docs, reason = "each is what it holds")]
pub enum Value {
    Nothing,
    Text(Text),
    Plain(String),
    Flag(bool),
    Number(u32),
    Slugs(Vec<Slug>),
    Verdicts(Vec<Verdict>),
    Certainty(Certainty),
    Evidence(Evidence),
    Combination(Combination),
    Condition(Condition),
    Rounding(Rounding),
    Bands(Bands),
    Points([u32; 4]),
    Overall(u32, Bands),
    Discretion(Discretion),
    Cap(Cap),
    Sampling(Sampling),
    Kind(DetailKind),
}

/// Every difference between two frameworks but for their identifiers, editions and digests.
///
/// A question is known again by its reference, and under another reference by its words: so a
/// prompt that only got another letter is moved, and not removed and added.
pub fn difference(old: &Framework, new: &Framework) -> Vec<Difference> {
    let mut found = Found { matches: Matches::of(old, new), differences: Vec::new() };
    found.framework(old, new);
    found.rules(&old.rules, &new.rules);
    found.pools(old, new);
    found.details(old, new);
    found.domains(old, new);
    found.differences
}

struct Found {
    matches: Matches,
    differences: Vec<Difference>,
}

fn text(text: &Text) -> Value {
    Value::Text(text.clone())
}

/// The value of something that may be missing.
fn or_nothing<T: Clone>(value: impl Fn(T) -> Value) -> impl Fn(&Option<T>) -> Value {
    move |held| held.clone().map_or(Value::Nothing, &value)
}

impl Found {
    fn tell(&mut self, part: Part, how: How) {
        self.differences.push(Difference { part, how });
    }

    fn field<T: PartialEq>(
        &mut self,
        part: Part,
        field: Field,
        (old, new): (&T, &T),
        value: impl Fn(&T) -> Value,
    ) {
        if old != new {
            self.tell(part, How::Changed { field, old: value(old), new: value(new) });
        }
    }

    fn framework(&mut self, old: &Framework, new: &Framework) {
        let part = Part::Framework;
        let month = or_nothing(Value::Plain);
        self.field(part, Field::Title, (&old.title, &new.title), text);
        self.field(part, Field::AppliesFrom, (&old.applies_from, &new.applies_from), &month);
        self.field(part, Field::AppliesTo, (&old.applies_to, &new.applies_to), &month);
        let (old, new) = (&old.source, &new.source);
        self.field(part, Field::SourceTitle, (&old.title, &new.title), text);
        self.field(part, Field::SourceNote, (&old.note, &new.note), text);
        let certainty = (&old.certainty, &new.certainty);
        self.field(part, Field::SourceCertainty, certainty, |one| Value::Certainty(*one));
    }

    fn rules(&mut self, old: &Rules, new: &Rules) {
        let part = Part::Rules;
        let number = |one: &u32| Value::Number(*one);
        self.field(part, Field::Rounding, (&old.rounding, &new.rounding), |one| {
            Value::Rounding(*one)
        });
        self.field(part, Field::Bands, (&old.bands, &new.bands), or_nothing(Value::Bands));
        self.field(part, Field::Points, (&old.points, &new.points), |one| Value::Points(*one));
        let table = or_nothing(|(maximum, bands)| Value::Overall(maximum, bands));
        self.field(part, Field::Overall, (&old.overall, &new.overall), table);
        let minimum = (&old.minimum_cases, &new.minimum_cases);
        self.field(part, Field::MinimumCases, minimum, number);
        let clear = (&old.clear_pattern_percent, &new.clear_pattern_percent);
        self.field(part, Field::ClearPattern, clear, number);
        self.field(part, Field::ReasonsFor, (&old.reasons_for, &new.reasons_for), |verdicts| {
            Value::Verdicts(verdicts.clone())
        });
        let discretion = or_nothing(Value::Discretion);
        self.field(part, Field::Discretion, (&old.discretion, &new.discretion), discretion);
        self.field(part, Field::Cap, (&old.cap, &new.cap), or_nothing(Value::Cap));
        let sampling = or_nothing(Value::Sampling);
        self.field(part, Field::Sampling, (&old.sampling, &new.sampling), sampling);
        self.field(part, Field::Note, (&old.note, &new.note), or_nothing(Value::Text));
        self.certainty(part, (&old.certainty, &new.certainty));
    }

    fn certainty(&mut self, part: Part, (old, new): (&Certainty, &Certainty)) {
        self.field(part, Field::Certainty, (old, new), |one| Value::Certainty(*one));
    }

    fn flag(&mut self, part: Part, field: Field, old: bool, new: bool) {
        self.field(part, field, (&old, &new), |one| Value::Flag(*one));
    }

    fn condition(
        &mut self,
        part: Part,
        field: Field,
        held: (&Option<Condition>, &Option<Condition>),
    ) {
        self.field(part, field, held, or_nothing(Value::Condition));
    }

    /// Goes through a list of identified things: `same` compares two of one identifier.
    fn list<T>(
        &mut self,
        whole: Part,
        (old, new): (&[T], &[T]),
        id: impl Fn(&T) -> Slug,
        part: impl Fn(Slug) -> Part,
        same: impl Fn(&mut Self, &T, &T),
    ) {
        let find = |list: &[T], wanted: Slug| list.iter().position(|one| id(one) == wanted);
        let mut places = Vec::new();
        for one in new {
            match find(old, id(one)) {
                Some(at) => {
                    places.push(at);
                    same(self, &old[at], one);
                }
                None => self.tell(part(id(one)), How::Added),
            }
        }
        for one in old.iter().filter(|one| find(new, id(one)).is_none()) {
            self.tell(part(id(one)), How::Removed);
        }
        if !places.is_sorted() {
            self.tell(whole, How::Reordered);
        }
    }

    fn pools(&mut self, old: &Framework, new: &Framework) {
        let same = |found: &mut Self, old: &crate::Pool, new: &crate::Pool| {
            found.field(Part::Pool(new.id), Field::Title, (&old.title, &new.title), text);
        };
        self.list(Part::Pools, (&old.pools, &new.pools), |one| one.id, Part::Pool, same);
    }

    fn details(&mut self, old: &Framework, new: &Framework) {
        let same = |found: &mut Self, old: &crate::DetailGroup, new: &crate::DetailGroup| {
            found.field(Part::DetailGroup(new.id), Field::Title, (&old.title, &new.title), text);
        };
        let groups = (&*old.detail_groups, &*new.detail_groups);
        self.list(Part::DetailGroups, groups, |one| one.id, Part::DetailGroup, same);
        let details = (&*old.details, &*new.details);
        self.list(Part::Details, details, |one| one.id, Part::Detail, Self::detail);
    }

    fn detail(&mut self, old: &DetailField, new: &DetailField) {
        let part = Part::Detail(new.id);
        self.field(part, Field::Group, (&old.group, &new.group), |one| {
            Value::Plain(one.to_string())
        });
        self.field(part, Field::Label, (&old.label, &new.label), text);
        self.field(part, Field::Hint, (&old.hint, &new.hint), or_nothing(Value::Text));
        self.field(part, Field::Kind, (&old.kind, &new.kind), |one| Value::Kind(one.clone()));
        self.pools_of(part, (&old.pools, &new.pools));
        self.certainty(part, (&old.certainty, &new.certainty));
    }

    fn pools_of(&mut self, part: Part, pools: (&Vec<Slug>, &Vec<Slug>)) {
        self.field(part, Field::Pools, pools, |one| Value::Slugs(one.clone()));
    }

    fn domains(&mut self, old: &Framework, new: &Framework) {
        for domain in &new.domains {
            let part = Part::Domain(domain.reference);
            let was = self.known(part, domain.reference, None);
            let was = was.and_then(|was| old.domains.iter().find(|one| one.reference == was));
            if let Some(was) = was {
                self.field(part, Field::Title, (&was.title, &domain.title), text);
                self.order(part, references(&domain.standards), references(&was.standards));
            }
            for standard in &domain.standards {
                self.standard(old, domain, standard);
            }
            self.removed_standards(was);
        }
        let gone = |one: &&Domain| self.matches.is_gone(one.reference);
        for domain in old.domains.iter().filter(gone).collect::<Vec<_>>() {
            self.tell(Part::Domain(domain.reference), How::Removed);
            self.removed_standards(Some(domain));
        }
    }

    /// What a part was; tells that it is added or moved.
    fn known(
        &mut self,
        part: Part,
        reference: Reference,
        under: Option<Reference>,
    ) -> Option<Reference> {
        let Some(was) = self.matches.was(reference) else {
            self.tell(part, How::Added);
            return None;
        };
        let parent = self.matches.old_parent(was);
        let stays = under.and_then(|under| self.matches.was(under)) == parent;
        if was != reference || !stays {
            self.tell(part, How::Moved { was, under: parent });
        }
        Some(was)
    }

    /// Tells where the parts that both have are in another order.
    fn order(&mut self, part: Part, new: Vec<Reference>, old: Vec<Reference>) {
        let places = new.iter().filter_map(|reference| {
            let was = self.matches.was(*reference)?;
            old.iter().position(|one| *one == was)
        });
        if !places.is_sorted() {
            self.tell(part, How::Reordered);
        }
    }

    fn standard(&mut self, old: &Framework, domain: &Domain, new: &Standard) {
        let part = Part::Standard(new.reference);
        let was = self.known(part, new.reference, Some(domain.reference));
        let was = was.and_then(|was| old.standard(was));
        if let Some(was) = was {
            self.standard_fields(part, was, new);
            let (now, then) = (references(&new.key_questions), references(&was.key_questions));
            self.order(part, now, then);
        }
        for key_question in &new.key_questions {
            self.key_question(old, new, key_question);
        }
        self.removed_key_questions(was);
    }

    fn standard_fields(&mut self, part: Part, old: &Standard, new: &Standard) {
        self.field(part, Field::Title, (&old.title, &new.title), text);
        self.field(part, Field::Aim, (&old.aim, &new.aim), or_nothing(Value::Text));
        let evidence = (&old.evidence, &new.evidence);
        self.field(part, Field::Evidence, evidence, |one| Value::Evidence(*one));
        self.pools_of(part, (&old.pools, &new.pools));
        self.flag(part, Field::Rated, old.rated, new.rated);
        self.flag(part, Field::InTotal, old.in_total, new.in_total);
        self.flag(part, Field::Optional, old.optional, new.optional);
        let combination = (&old.combination, &new.combination);
        self.field(part, Field::Combination, combination, |one| Value::Combination(*one));
        self.condition(part, Field::AppliesWhen, (&old.applies_when, &new.applies_when));
        self.certainty(part, (&old.certainty, &new.certainty));
        self.field(part, Field::Note, (&old.note, &new.note), or_nothing(Value::Text));
    }

    fn key_question(&mut self, old: &Framework, standard: &Standard, new: &KeyQuestion) {
        let part = Part::KeyQuestion(new.reference);
        let was = self.known(part, new.reference, Some(standard.reference));
        let was = was.and_then(|was| old.key_question(was)).map(|(_, one)| one);
        if let Some(was) = was {
            self.key_question_fields(part, was, new);
            self.order(part, references(&new.prompts), references(&was.prompts));
        }
        for prompt in &new.prompts {
            let part = Part::Prompt(prompt.reference);
            let was = self.known(part, prompt.reference, Some(new.reference));
            if let Some(was) = was.and_then(|was| old.prompt(was)) {
                self.prompt(part, was, prompt);
            }
        }
        self.removed_prompts(was);
    }

    fn key_question_fields(&mut self, part: Part, old: &KeyQuestion, new: &KeyQuestion) {
        self.field(part, Field::Title, (&old.title, &new.title), text);
        self.field(part, Field::Question, (&old.question, &new.question), text);
        self.field(part, Field::Guidance, (&old.guidance, &new.guidance), text);
        self.flag(part, Field::ByJudgement, old.by_judgement, new.by_judgement);
        self.condition(part, Field::AppliesWhen, (&old.applies_when, &new.applies_when));
        self.flag(part, Field::NotApplicable, old.not_applicable, new.not_applicable);
        self.certainty(part, (&old.certainty, &new.certainty));
        self.field(part, Field::Note, (&old.note, &new.note), or_nothing(Value::Text));
    }

    fn prompt(&mut self, part: Part, old: &Prompt, new: &Prompt) {
        self.field(part, Field::Text, (&old.text, &new.text), text);
        self.field(part, Field::Guidance, (&old.guidance, &new.guidance), text);
        self.flag(part, Field::NotApplicable, old.not_applicable, new.not_applicable);
        self.condition(part, Field::ShownWhen, (&old.shown_when, &new.shown_when));
        self.certainty(part, (&old.certainty, &new.certainty));
    }

    fn removed_standards(&mut self, domain: Option<&Domain>) {
        for standard in domain.into_iter().flat_map(|domain| &domain.standards) {
            if self.matches.is_gone(standard.reference) {
                self.tell(Part::Standard(standard.reference), How::Removed);
                self.removed_key_questions(Some(standard));
            }
        }
    }

    fn removed_key_questions(&mut self, standard: Option<&Standard>) {
        for key_question in standard.into_iter().flat_map(|standard| &standard.key_questions) {
            if self.matches.is_gone(key_question.reference) {
                self.tell(Part::KeyQuestion(key_question.reference), How::Removed);
                self.removed_prompts(Some(key_question));
            }
        }
    }

    fn removed_prompts(&mut self, key_question: Option<&KeyQuestion>) {
        for prompt in key_question.into_iter().flat_map(|one| &one.prompts) {
            if self.matches.is_gone(prompt.reference) {
                self.tell(Part::Prompt(prompt.reference), How::Removed);
            }
        }
    }
}

trait Referenced {
    fn reference(&self) -> Reference;
}

impl Referenced for Standard {
    fn reference(&self) -> Reference {
        self.reference
    }
}

impl Referenced for KeyQuestion {
    fn reference(&self) -> Reference {
        self.reference
    }
}

impl Referenced for Prompt {
    fn reference(&self) -> Reference {
        self.reference
    }
}

fn references<T: Referenced>(parts: &[T]) -> Vec<Reference> {
    parts.iter().map(Referenced::reference).collect()
}
