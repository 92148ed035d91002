//! Which part of the old framework a part of the new one is.

use crate::{Framework, Reference, Sorted, Text};

/// What the parts of the new framework were in the old one.
pub(crate) struct Matches {
    was: Sorted<Reference, Reference>,
    is: Sorted<Reference, Reference>,
    old_parents: Sorted<Reference, Option<Reference>>,
}

/// A part, what it stands under, and the words it is known by.
struct Entry<'a> {
    reference: Reference,
    parent: Option<Reference>,
    words: &'a Text,
}

impl Matches {
    pub(crate) fn of(old: &Framework, new: &Framework) -> Self {
        let mut matches =
            Self { was: Sorted::new(), is: Sorted::new(), old_parents: Sorted::new() };
        // From the top down, so that a part is first looked for under what its parent was.
        for (old, new) in levels(old).into_iter().zip(levels(new)) {
            for entry in &old {
                matches.old_parents.insert(entry.reference, entry.parent);
            }
            matches.level(&old, &new);
        }
        matches
    }

    /// The reference that a part of the new framework had in the old one.
    pub(crate) fn was(&self, reference: Reference) -> Option<Reference> {
        self.was.get(&reference).copied()
    }

    /// The reference that a part of the old framework has in the new one.
    pub(crate) fn is(&self, reference: Reference) -> Option<Reference> {
        self.is.get(&reference).copied()
    }

    /// Every part that both have, by its old and its new reference.
    pub(crate) fn pairs(&self) -> Vec<(Reference, Reference)> {
        self.is.iter().map(|(was, now)| (*was, *now)).collect()
    }

    /// Whether a part of the old framework is nowhere in the new one.
    pub(crate) fn is_gone(&self, reference: Reference) -> bool {
        self.is.get(&reference).is_none()
    }

    /// What a part of the old framework stood under.
    pub(crate) fn old_parent(&self, reference: Reference) -> Option<Reference> {
        self.old_parents.get(&reference).copied().flatten()
    }

    fn take(&mut self, old: Reference, new: Reference) {
        self.was.insert(new, old);
        self.is.insert(old, new);
    }

    /// Who has the same reference and the same words is the same. Of the others, who has the same words
    /// as exactly one, under the same parent or else anywhere; then who has the same reference.
    fn level(&mut self, old: &[Entry<'_>], new: &[Entry<'_>]) {
        let by_reference = |entry: &Entry<'_>| old.iter().find(|o| o.reference == entry.reference);
        for entry in new {
            if by_reference(entry).is_some_and(|was| same_words(was.words, entry.words)) {
                self.take(entry.reference, entry.reference);
            }
        }
        for under_parent in [true, false] {
            for entry in new {
                if let Some(was) = self.only_one(old, new, entry, under_parent) {
                    self.take(was, entry.reference);
                }
            }
        }
        for entry in new {
            let is_free = self.was(entry.reference).is_none() && self.is_gone(entry.reference);
            if is_free && by_reference(entry).is_some() {
                self.take(entry.reference, entry.reference);
            }
        }
    }

    /// The one old part with the words of a new one, where neither has another to choose from.
    fn only_one(
        &self,
        old: &[Entry<'_>],
        new: &[Entry<'_>],
        entry: &Entry<'_>,
        under_parent: bool,
    ) -> Option<Reference> {
        if self.was(entry.reference).is_some() {
            return None;
        }
        let parent = entry.parent.and_then(|parent| self.was(parent));
        let mut candidates = old.iter().filter(|was| {
            self.is_gone(was.reference)
                && same_words(was.words, entry.words)
                && (!under_parent || was.parent == parent)
        });
        let rivals = new.iter().filter(|other| {
            self.was(other.reference).is_none()
                && same_words(other.words, entry.words)
                && (!under_parent || other.parent == entry.parent)
        });
        match (candidates.next(), candidates.next(), rivals.count()) {
            (Some(only), None, 1) => Some(only.reference),
            _ => None,
        }
    }
}

/// The domains, standards, key questions and prompts, each with the words it is known by.
fn levels(framework: &Framework) -> [Vec<Entry<'_>>; 4] {
    let mut levels = [const { Vec::new() }; 4];
    for domain in &framework.domains {
        let reference = domain.reference;
        levels[0].push(Entry { reference, parent: None, words: &domain.title });
        for standard in &domain.standards {
            let (parent, reference) = (Some(domain.reference), standard.reference);
            levels[1].push(Entry { reference, parent, words: &standard.title });
            for key_question in &standard.key_questions {
                let (parent, reference) = (Some(standard.reference), key_question.reference);
                levels[2].push(Entry { reference, parent, words: &key_question.question });
                for prompt in &key_question.prompts {
                    let (parent, reference) = (Some(key_question.reference), prompt.reference);
                    levels[3].push(Entry { reference, parent, words: &prompt.text });
                }
            }
        }
    }
    levels
}

/// Whether two texts say the same word for word: in English, and in Welsh where both have it.
pub(crate) fn same_words(one: &Text, other: &Text) -> bool {
    let same = |one: &str, other: &str| one.split_whitespace().eq(other.split_whitespace());
    let welsh = match (&one.cy, &other.cy) {
        (Some(one), Some(other)) => same(one, other),
        _ => true,
    };
    same(&one.en, &other.en) && welsh
}
