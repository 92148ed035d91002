//! Framework files as their authors write them, and every problem of one with its line.

use domain::{Fault, Framework, Place, Problem};
use toml::de::DeTable;

use crate::digest;
use crate::framework_record::FrameworkRecord;
use crate::node::{FromNode, Misfit, NodeReader};

mod outline;
use outline::Outline;

/// A problem of a framework file, with the line it is found at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Located {
    /// The line, from 1.
    pub line: usize,
    /// The column in letters, from 1.
    pub column: usize,
    /// The problem.
    pub problem: Problem,
}

/// Reads a framework and its canonical JSON from TOML.
///
/// # Errors
/// Every problem, in the order of the file. Text that is no TOML hides what else is wrong with it;
/// short of that, everything is told at once, but for what only follows from another problem.
pub(crate) fn read(text: &str) -> Result<(Framework, String), Vec<Located>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(not_toml(text, &errors));
    }
    let outline = Outline::of(text, table.get_ref());
    let mut reader = NodeReader::default();
    let record = FrameworkRecord::from_node(&outline.tree, &mut reader);
    let mut found = Found { outline: &outline, problems: Vec::new() };
    for (path, misfit) in &reader.misfits {
        found.misfit(path, *misfit);
    }
    let canonical = serde_json::to_string(&record).unwrap_or_default();
    let (parts, problems) = record.parts(digest(canonical.as_bytes()));
    for problem in problems {
        found.value(problem);
    }
    if let Some(framework) = parts.and_then(|parts| found.whole(Framework::build(parts))) {
        return Ok((framework, canonical));
    }
    Err(found.in_order())
}

/// A framework file with another identifier and edition, and else as it was written; nothing where the
/// text is no TOML or has neither.
pub fn renamed(text: &str, identifier: &str, edition: &str) -> Option<String> {
    let table = DeTable::parse(text).ok()?;
    let span = |field: &str| table.get_ref().get(field).map(|value| value.span());
    let mut parts = [(span("identifier")?, identifier), (span("edition")?, edition)];
    parts.sort_by_key(|(span, _)| std::cmp::Reverse(span.start));
    let mut renamed = text.to_owned();
    for (span, name) in parts {
        renamed.replace_range(span, &format!("{name:?}"));
    }
    Some(renamed)
}

/// What keeps the text from being TOML. Of one line only the first is told: the others follow from it.
fn not_toml(text: &str, errors: &[toml::de::Error]) -> Vec<Located> {
    let mut errors: Vec<_> = errors
        .iter()
        .map(|error| (error.span().map_or(0, |span| span.start), error.message()))
        .collect();
    errors.sort_by_key(|(at, _)| *at);
    let mut located: Vec<Located> = Vec::new();
    let mut told_up_to = 0;
    for (at, words) in errors {
        // A broken file can have an error at every letter of one line, each a walk through the whole text.
        if at < told_up_to {
            continue;
        }
        let line_ends = text.get(at..).and_then(|rest| rest.find('\n'));
        told_up_to = line_ends.map_or(text.len() + 1, |length| at + length + 1);
        let (line, column) = outline::position(text, at);
        let fault = Fault::NotToml(words.to_owned());
        located.push(Located { line, column, problem: Problem::at(Place::File, fault) });
    }
    located
}

/// The problems found so far.
struct Found<'a> {
    outline: &'a Outline<'a>,
    problems: Vec<Placed>,
}

/// A problem, where it stands in the text, and the part of the file it belongs to.
struct Placed {
    at: usize,
    part: String,
    path: String,
    problem: Problem,
}

impl Found<'_> {
    fn place(&mut self, at: usize, part: String, problem: Problem) {
        let path = self.outline.field_at(&part, &problem.place);
        self.problems.push(Placed { at, part, path, problem });
    }

    /// A value of the wrong shape, or a field that should not be there, or one that should.
    fn misfit(&mut self, path: &str, misfit: Misfit) {
        let (part, field) = self.outline.part_of(path);
        let fault = match misfit {
            Misfit::Expected(shape) => Fault::Expected(shape),
            Misfit::Missing => Fault::Missing,
            Misfit::Unknown(known) => Fault::UnknownField { nearest: nearest(field, known) },
            Misfit::Twice => Fault::Twice(field.to_owned()),
        };
        let at = match misfit {
            Misfit::Expected(_) => self.outline.value(path),
            Misfit::Missing => self.outline.value(parent(path)),
            Misfit::Unknown(_) | Misfit::Twice => self.outline.key(path),
        };
        let place = match self.outline.name_of(part) {
            name if name.is_empty() => Place::Part(field.to_owned()),
            name => Place::Entry { field: field.to_owned(), of: name },
        };
        self.place(at, part.to_owned(), Problem::at(place, fault));
    }

    /// A value that is not allowed.
    fn value(&mut self, problem: Problem) {
        let part = self.outline.part_at(&problem.place, &problem.fault);
        let found = self.outline.find(&part, &problem);
        let at = found.unwrap_or_else(|| self.outline.value(&part));
        // What has the wrong shape, or is not there at all, was told as that.
        let field = self.outline.field_at(&part, &problem.place);
        let is_told = self.problems.iter().any(|one| one.at == at || one.path.starts_with(&field));
        let is_elsewhere = found.is_none() && !self.problems.is_empty();
        if problem.fault == Fault::Missing && (is_elsewhere || is_told) {
            return;
        }
        self.place(at, part, problem);
    }

    /// What does not fit together. A part with another problem is left out: this may follow from it.
    fn whole(&mut self, built: Result<Framework, Vec<Problem>>) -> Option<Framework> {
        let problems = match built {
            Ok(framework) => return self.problems.is_empty().then_some(framework),
            Err(problems) => problems,
        };
        let is_whole = self.problems.is_empty();
        let is_named = |one: &Placed| match one.problem.fault {
            Fault::NotAName(_) => false,
            Fault::Missing => ![".reference", ".id"].iter().any(|name| one.path.ends_with(name)),
            _ => true,
        };
        let all_named = self.problems.iter().all(is_named);
        for problem in problems {
            let part = self.outline.part_at(&problem.place, &problem.fault);
            let follows = match problem.fault {
                Fault::MaximumDiffers { .. } | Fault::NoBands => true,
                Fault::Unknown(_) | Fault::NotEarlier(_) | Fault::Empty if !all_named => true,
                _ => self.is_told(&part),
            };
            if !is_whole && follows {
                continue;
            }
            let found = self.outline.find(&part, &problem);
            let at = found.unwrap_or_else(|| self.outline.value(&part));
            self.place(at, part, problem);
        }
        None
    }

    /// Whether there is a problem with a part, or with a field that should be there and is not.
    fn is_told(&self, part: &str) -> bool {
        let part = if self.outline.is_there(part) { part } else { parent(part) };
        self.problems.iter().any(|one| one.part == part)
    }

    fn in_order(mut self) -> Vec<Located> {
        self.problems.sort_by_key(|one| one.at);
        let located = self.problems.into_iter().map(|one| {
            let (line, column) = outline::position(self.outline.text, one.at);
            Located { line, column, problem: one.problem }
        });
        located.collect()
    }
}

/// The path of what holds a field.
fn parent(path: &str) -> &str {
    path.rfind(['.', '[']).map_or("", |at| &path[..at])
}

/// The known field that a misspelt one is nearest to; none where it is like nothing.
fn nearest(field: &str, known: &[&str]) -> Option<String> {
    let name = field.rsplit('.').next().unwrap_or(field);
    let distance = |one: &str| strsim::osa_distance(&name.to_lowercase(), one);
    let nearest = *known.iter().min_by_key(|one| distance(one))?;
    let near_enough = distance(nearest) <= name.chars().count().div_ceil(3);
    let begins_alike = name.len() > 2 && (nearest.starts_with(name) || name.starts_with(nearest));
    (near_enough || begins_alike).then(|| nearest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_field_is_near_the_one_that_was_meant_and_no_other() {
        let known = ["reference", "text", "guidance", "not_applicable", "shown_when", "certainty"];
        for (field, expected) in [
            ("refrence", Some("reference")),
            ("Text", Some("text")),
            ("txt", Some("text")),
            ("not-applicable", Some("not_applicable")),
            ("guidence", Some("guidance")),
            ("certain", Some("certainty")),
            ("weights", None),
            ("x", None),
        ] {
            assert_eq!(nearest(field, &known).as_deref(), expected, "{field}");
        }
    }
}
