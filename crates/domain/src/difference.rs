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

pub use carried::{Carries, asked_in_cases, carries, known_again};
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

fn some_text(text: &Option<Text>) -> Value {
    or_nothing(text, Value::Text)
}

/// The value of something that may be missing.
fn or_nothing<T: Clone>(held: &Option<T>, value: impl FnOnce(T) -> Value) -> Value {
    held.clone().map_or(Value::Nothing, value)
}

impl Found {
    #[inline(never)]
    fn tell(&mut self, part: Part, how: How) {
        self.differences.push(Difference { part, how });
    }

    // Both values are made before they are compared: one function for all of them is a quarter of the
    // code that one for each type of field would be.
    #[inline(never)]
    fn field(&mut self, part: Part, field: Field, [old, new]: [Value; 2]) {
        if old != new {
            self.tell(part, How::Changed { field, old, new });
        }
    }

    fn framework(&mut self, old: &Framework, new: &Framework) {
        let mut tell = |field, value: fn(&Framework) -> Value| {
            self.field(Part::Framework, field, [value(old), value(new)]);
        };
        tell(Field::Title, |one| text(&one.title));
        tell(Field::AppliesFrom, |one| or_nothing(&one.applies_from, Value::Plain));
        tell(Field::AppliesTo, |one| or_nothing(&one.applies_to, Value::Plain));
        tell(Field::SourceTitle, |one| text(&one.source.title));
        tell(Field::SourceNote, |one| text(&one.source.note));
        tell(Field::SourceCertainty, |one| Value::Certainty(one.source.certainty));
    }

    fn rules(&mut self, old: &Rules, new: &Rules) {
        let mut tell = |field, value: fn(&Rules) -> Value| {
            self.field(Part::Rules, field, [value(old), value(new)]);
        };
        tell(Field::Rounding, |one| Value::Rounding(one.rounding));
        tell(Field::Bands, |one| or_nothing(&one.bands, Value::Bands));
        tell(Field::Points, |one| Value::Points(one.points));
        tell(Field::Overall, |one| {
            or_nothing(&one.overall, |(maximum, bands)| Value::Overall(maximum, bands))
        });
        tell(Field::MinimumCases, |one| Value::Number(one.minimum_cases));
        tell(Field::ClearPattern, |one| Value::Number(one.clear_pattern_percent));
        tell(Field::ReasonsFor, |one| Value::Verdicts(one.reasons_for.clone()));
        tell(Field::Discretion, |one| or_nothing(&one.discretion, Value::Discretion));
        tell(Field::Cap, |one| or_nothing(&one.cap, Value::Cap));
        tell(Field::Sampling, |one| or_nothing(&one.sampling, Value::Sampling));
        tell(Field::Note, |one| some_text(&one.note));
        tell(Field::Certainty, |one| Value::Certainty(one.certainty));
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
            found.field(Part::Pool(new.id), Field::Title, [text(&old.title), text(&new.title)]);
        };
        self.list(Part::Pools, (&old.pools, &new.pools), |one| one.id, Part::Pool, same);
    }

    fn details(&mut self, old: &Framework, new: &Framework) {
        let same = |found: &mut Self, old: &crate::DetailGroup, new: &crate::DetailGroup| {
            let titles = [text(&old.title), text(&new.title)];
            found.field(Part::DetailGroup(new.id), Field::Title, titles);
        };
        let groups = (&*old.detail_groups, &*new.detail_groups);
        self.list(Part::DetailGroups, groups, |one| one.id, Part::DetailGroup, same);
        let details = (&*old.details, &*new.details);
        self.list(Part::Details, details, |one| one.id, Part::Detail, Self::detail);
    }

    fn detail(&mut self, old: &DetailField, new: &DetailField) {
        let mut tell = |field, value: fn(&DetailField) -> Value| {
            self.field(Part::Detail(new.id), field, [value(old), value(new)]);
        };
        tell(Field::Group, |one| Value::Plain(one.group.to_string()));
        tell(Field::Label, |one| text(&one.label));
        tell(Field::Hint, |one| some_text(&one.hint));
        tell(Field::Kind, |one| Value::Kind(one.kind.clone()));
        tell(Field::Pools, |one| Value::Slugs(one.pools.clone()));
        tell(Field::Certainty, |one| Value::Certainty(one.certainty));
    }

    fn domains(&mut self, old: &Framework, new: &Framework) {
        for domain in &new.domains {
            let part = Part::Domain(domain.reference);
            let was = self.known(part, domain.reference, None);
            let was = was.and_then(|was| old.domains.iter().find(|one| one.reference == was));
            if let Some(was) = was {
                self.field(part, Field::Title, [text(&was.title), text(&domain.title)]);
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
        let mut tell = |field, value: fn(&Standard) -> Value| {
            self.field(part, field, [value(old), value(new)]);
        };
        tell(Field::Title, |one| text(&one.title));
        tell(Field::Aim, |one| some_text(&one.aim));
        tell(Field::Evidence, |one| Value::Evidence(one.evidence));
        tell(Field::Pools, |one| Value::Slugs(one.pools.clone()));
        tell(Field::Rated, |one| Value::Flag(one.rated));
        tell(Field::InTotal, |one| Value::Flag(one.in_total));
        tell(Field::Optional, |one| Value::Flag(one.optional));
        tell(Field::Combination, |one| Value::Combination(one.combination));
        tell(Field::AppliesWhen, |one| or_nothing(&one.applies_when, Value::Condition));
        tell(Field::Certainty, |one| Value::Certainty(one.certainty));
        tell(Field::Note, |one| some_text(&one.note));
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
        let mut tell = |field, value: fn(&KeyQuestion) -> Value| {
            self.field(part, field, [value(old), value(new)]);
        };
        tell(Field::Title, |one| text(&one.title));
        tell(Field::Question, |one| text(&one.question));
        tell(Field::Guidance, |one| text(&one.guidance));
        tell(Field::ByJudgement, |one| Value::Flag(one.by_judgement));
        tell(Field::AppliesWhen, |one| or_nothing(&one.applies_when, Value::Condition));
        tell(Field::NotApplicable, |one| Value::Flag(one.not_applicable));
        tell(Field::Certainty, |one| Value::Certainty(one.certainty));
        tell(Field::Note, |one| some_text(&one.note));
    }

    fn prompt(&mut self, part: Part, old: &Prompt, new: &Prompt) {
        let mut tell = |field, value: fn(&Prompt) -> Value| {
            self.field(part, field, [value(old), value(new)]);
        };
        tell(Field::Text, |one| text(&one.text));
        tell(Field::Guidance, |one| text(&one.guidance));
        tell(Field::NotApplicable, |one| Value::Flag(one.not_applicable));
        tell(Field::ShownWhen, |one| or_nothing(&one.shown_when, Value::Condition));
        tell(Field::Certainty, |one| Value::Certainty(one.certainty));
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
