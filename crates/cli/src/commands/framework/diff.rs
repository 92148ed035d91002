//! `caseread framework diff`: what one framework alters of another, and which answers carry over.

use std::path::Path;
use std::sync::Arc;

use domain::{
    Answer, Carries, Difference, Framework, How, Part, Reference, asked_in_cases, carries,
    difference, known_again,
};
use wire::Edition;
use words::{Run, Words};

use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;

/// Holds two frameworks against each other.
pub(super) fn diff(words: Words, old: &Path, new: &Path) -> Outcome {
    match (source(words, old), source(words, new)) {
        (Ok(old), Ok(new)) => {
            Outcome::well(tell(words, &old.framework, &new.framework).into_text())
        }
        (old, new) => {
            let mut err = Printer::default();
            for problems in [old.err(), new.err()].into_iter().flatten() {
                err.text(&problems.into_text());
            }
            Outcome::problems(err)
        }
    }
}

/// A framework by its file, or else by its identifier among those that come with Caseread.
fn source(words: Words, path: &Path) -> Result<Arc<Edition>, Printer> {
    let name = input::name(path);
    if !path.exists() && path.extension().is_none() && path.components().count() == 1 {
        let bundled = frameworks::named(&name).and_then(frameworks::Bundled::read);
        return bundled.ok_or_else(|| unknown(words, &name));
    }
    let path = input::framework_path(path);
    input::read_framework(&path).map(Arc::new).map_err(|unread| {
        let mut err = Printer::default();
        err.unread(words, &input::name(&path), &unread);
        err
    })
}

/// What there is instead of a framework that is not there.
pub(super) fn unknown(words: Words, identifier: &str) -> Printer {
    let mut err = Printer::default();
    err.line(&words.cli_framework_unknown(identifier));
    let known: Vec<_> = frameworks::BUNDLED.iter().map(|one| one.identifier).collect();
    let hint = words.cli_framework_unknown_hint(known.join(", "));
    err.line(&words.cli_problem_hint(hint));
    err
}

fn tell(words: Words, old: &Framework, new: &Framework) -> Printer {
    let mut out = Printer::default();
    let name = |one: &Framework| {
        let title = one.title.get(words.language);
        words.cli_difference_framework(title, one.identifier, &one.edition)
    };
    out.line(&words.cli_difference_old(name(old)));
    out.line(&words.cli_difference_new(name(new)));
    let same_name = (old.identifier, &old.edition) == (new.identifier, &new.edition);
    if same_name && old.digest != new.digest {
        out.line(&words.cli_difference_same_edition(&new.edition, new.identifier));
    }
    let differences = difference(old, new);
    out.blank();
    if differences.is_empty() {
        out.line(words.cli_difference_none());
        return out;
    }
    let told = Told { words, old, new, pairs: known_again(old, new) };
    let mut last = None;
    for one in &differences {
        if last != Some(one.part) {
            if let Some(part) = last {
                told.carries(part, &mut out);
            }
            told.part(one, &mut out);
            last = Some(one.part);
        }
        told.how(&one.how, &mut out);
    }
    if let Some(part) = last {
        told.carries(part, &mut out);
    }
    out.blank();
    told.answers(&mut out);
    out
}

struct Told<'a> {
    words: Words,
    old: &'a Framework,
    new: &'a Framework,
    /// The parts that both have, by their old and their new references.
    pairs: Vec<(Reference, Reference)>,
}

impl Told<'_> {
    /// The heading of a part: its name, and its text as it is now, or was where it is gone.
    fn part(&self, one: &Difference, out: &mut Printer) {
        let words = self.words;
        let framework = if one.how == How::Removed { self.old } else { self.new };
        let name = words.part(one.part);
        out.line(&match words.part_text(framework, one.part) {
            "" => name,
            text => words.cli_difference_part(name, text),
        });
    }

    fn how(&self, how: &How, out: &mut Printer) {
        let words = self.words;
        let told = words.how(how);
        out.indented(
            1,
            &match how {
                How::Changed { old, new, .. } => {
                    let runs = words.change((self.old, old), (self.new, new));
                    words.cli_difference_field(told, marked(words, &runs))
                }
                _ => told,
            },
        );
    }

    /// What becomes of the answers to a question that both frameworks ask.
    fn carries(&self, part: Part, out: &mut Printer) {
        let (Part::KeyQuestion(reference) | Part::Prompt(reference)) = part else { return };
        let (old, new) = (asked_in_cases(self.old), asked_in_cases(self.new));
        let both = |(was, now): &&(Reference, Reference)| {
            *now == reference && old.contains(was) && new.contains(now)
        };
        if let Some((was, now)) = self.pairs.iter().find(both) {
            let carries = carries(self.old, self.new, *was, *now);
            out.indented(1, &self.words.carries(carries));
        }
    }

    fn answers(&self, out: &mut Printer) {
        let words = self.words;
        let (old, new) = (asked_in_cases(self.old), asked_in_cases(self.new));
        let was = |now: &Reference| {
            let pair = self.pairs.iter().find(|(_, new)| new == now);
            pair.map(|(was, _)| *was).filter(|was| old.contains(was))
        };
        let of = |wanted: Carries| {
            let asked = new.iter().filter(|now| {
                was(now).is_some_and(|was| carries(self.old, self.new, was, **now) == wanted)
            });
            asked.copied().collect()
        };
        let added = new.iter().filter(|now| was(now).is_none()).copied().collect();
        let kept: Vec<Reference> = new.iter().filter_map(was).collect();
        let gone = old.iter().filter(|was| !kept.contains(was)).copied().collect();
        let rows: [(String, Vec<Reference>); 5] = [
            (words.cli_difference_carried().to_owned(), of(Carries::All)),
            (
                words.cli_difference_but_not_applicable(words.answer(Answer::NotApplicable)),
                of(Carries::ButNotApplicable),
            ),
            (words.cli_difference_reopened().to_owned(), of(Carries::None)),
            (words.cli_difference_new_questions().to_owned(), added),
            (words.cli_difference_gone().to_owned(), gone),
        ];
        out.line(words.cli_difference_answers());
        for (label, references) in rows {
            if !references.is_empty() {
                let references: Vec<_> = references.iter().map(Reference::to_string).collect();
                out.list(&label, &references);
            }
        }
    }
}

fn marked(words: Words, runs: &[Run]) -> String {
    let mark = |run: &Run| match run {
        Run::Same(text) => text.clone(),
        Run::Removed(text) => words.cli_difference_removed_words(text),
        Run::Added(text) => words.cli_difference_added_words(text),
    };
    runs.iter().map(mark).collect()
}
