//! The framework definitions that come with Caseread, compiled to data when it is built.

use std::sync::{Arc, OnceLock};

use domain::Certainty;
use wire::Edition;

/// One bundled edition, read when it is first asked for.
#[derive(Debug)]
pub struct Bundled {
    /// The framework's identifier.
    pub identifier: &'static str,
    /// Its edition.
    pub edition: &'static str,
    /// Its digest.
    pub digest: &'static str,
    /// Its title, in English.
    pub title: &'static str,
    /// How sure it is as a whole.
    pub certainty: Certainty,
    /// Empty in the page for all but one: it has them beside the program.
    packed: &'static str,
    read: OnceLock<Option<Arc<Edition>>>,
}

/// The files of a bundled framework.
#[cfg(feature = "sources")]
#[derive(Debug)]
pub struct Source {
    /// `framework.toml`.
    pub framework: &'static str,
    /// `golden.toml`, its worked examples.
    pub golden: Option<&'static str>,
}

include!(concat!(env!("OUT_DIR"), "/editions.rs"));

impl Bundled {
    /// The files it was compiled from.
    #[cfg(feature = "sources")]
    pub fn source(&'static self) -> Option<&'static Source> {
        // Both lists were made in one go, in one order.
        let at = BUNDLED.iter().position(|one| one.identifier == self.identifier)?;
        SOURCES.get(at)
    }

    /// Reads the definition; `None` cannot happen to a definition that was built, which a test holds.
    pub fn read(&self) -> Option<Arc<Edition>> {
        let read = || {
            let late = self.packed.is_empty().then(|| late(self)).flatten();
            let text = unpack(late.as_deref().unwrap_or(self.packed));
            Edition::compiled(&text, self.digest).ok().map(Arc::new)
        };
        self.read.get_or_init(read).clone()
    }
}

/// Gives a text of [`packed`] by its place.
type Fetch = fn(usize) -> Option<String>;

static FETCH: OnceLock<Fetch> = OnceLock::new();

/// How the page fetches the definitions that are not a part of the program.
pub fn fetch_with(fetch: Fetch) {
    // A second one would be the same.
    let _ = FETCH.set(fetch);
}

fn late(bundled: &Bundled) -> Option<String> {
    let place = BUNDLED.iter().position(|one| one.identifier == bundled.identifier)?;
    FETCH.get()?(place)
}

/// The definitions as the build packed them, in the order of [`BUNDLED`].
pub fn packed() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|bundled| bundled.packed)
}

/// The definition that the build packed: each mark gives way to the text it stands for.
fn unpack(packed: &str) -> String {
    let mut text = String::with_capacity(2 * packed.len());
    let mut pieces = packed.split('\u{1}');
    text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let Some((mark, rest)) = piece.split_once('\u{2}') else { continue };
        let numbers = mark.split_once('.').map(|(begins, length)| {
            let number = |digits| usize::from_str_radix(digits, 16).unwrap_or_default();
            (number(begins), number(length))
        });
        let (begins, length) = numbers.unwrap_or_default();
        text.push_str(SHARED.get(begins..begins + length).unwrap_or_default());
        text.push_str(rest);
    }
    text
}

/// The bundled edition with this identifier.
pub fn named(identifier: &str) -> Option<&'static Bundled> {
    BUNDLED.iter().find(|bundled| bundled.identifier == identifier)
}

/// The bundled edition with this digest, read.
pub fn edition(digest: &str) -> Option<Arc<Edition>> {
    BUNDLED.iter().find(|bundled| bundled.digest == digest)?.read()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bundled_edition_reads_and_has_its_digest() {
        assert!(!BUNDLED.is_empty());
        for bundled in &BUNDLED {
            let edition = bundled.read().unwrap();
            assert_eq!(wire::digest(edition.text.as_bytes()), bundled.digest);
            assert_eq!(edition.framework.identifier.as_str(), bundled.identifier);
            assert_eq!(Edition::read(&edition.text).unwrap(), *edition);
        }
    }

    #[test]
    fn the_youth_framework_has_its_published_shape() {
        let youth = BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021").unwrap();
        let framework = &youth.read().unwrap().framework;
        assert_eq!(framework.all_standards().count(), 13);
        assert_eq!(framework.all_standards().filter(|one| one.in_total).count(), 12);
        let court = domain::Slug::new("court").unwrap();
        let asked = framework.standards_of(court).flat_map(|one| &one.key_questions);
        assert_eq!(asked.map(|one| one.prompts.len() + 1).sum::<usize>(), 72);
    }
}
