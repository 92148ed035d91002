//! The file that gets everything out: what the store and the mirror hold, as raw texts.
//!
//! A plain script of the page writes it, so that it works when the program does not start. It is read here,
//! and each inspection in it goes through the same mending as one that is opened.

use std::fmt;

use domain::{Fault, InspectionId, Place, Problem, Sorted};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};

use crate::{Records, pool};

/// What the `format` of such a file says.
pub const FORMAT: &str = "caseread-everything";
/// The newest version that is read.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 400_000_000;

#[derive(Deserialize)]
struct FileText {
    format: String,
    version: u32,
    #[serde(default)]
    drawers: DrawerTexts,
    #[serde(default, deserialize_with = "texts")]
    mirror: Texts,
}

type Texts = std::collections::BTreeMap<String, String>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct DrawerTexts {
    #[serde(deserialize_with = "texts")]
    heads: Texts,
    #[serde(deserialize_with = "texts")]
    cases: Texts,
    #[serde(deserialize_with = "texts")]
    journal: Texts,
    #[serde(deserialize_with = "texts")]
    editions: Texts,
    #[serde(deserialize_with = "texts")]
    settings: Texts,
}

/// The most texts of a drawer: a file of nothing but keys would else take twenty times its own room.
const MOST_TEXTS: usize = 1_000_000;

/// Reads texts by their keys. Of a key given twice nobody could say which text is the right one.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
    struct TextsVisitor;

    impl<'de> Visitor<'de> for TextsVisitor {
        type Value = Texts;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "at most {MOST_TEXTS} texts, each key once")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
            let mut texts = Texts::new();
            while let Some((key, text)) = map.next_entry()? {
                if texts.insert(key, text).is_some() || texts.len() > MOST_TEXTS {
                    return Err(Error::invalid_length(texts.len(), &self));
                }
            }
            Ok(texts)
        }
    }

    deserializer.deserialize_map(TextsVisitor)
}

/// An inspection in such a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Whole {
    /// The inspection.
    pub id: InspectionId,
    /// Its copies.
    pub copies: Vec<Records>,
    /// The service, as far as it can be read.
    pub service: String,
    /// How many cases it has, withdrawn ones as well.
    pub n_cases: usize,
    /// How many changes it holds.
    pub n_changes: u64,
}

/// Reads the file that gets everything out. An inspection of which nothing can be put together is left
/// out of the list; the file keeps it.
///
/// # Errors
/// Why it is no such file.
pub fn read_everything(text: &str) -> Result<Vec<Whole>, Vec<Problem>> {
    let problem = |fault| vec![Problem::at(Place::File, fault)];
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: FileText = serde_json::from_str(text).map_err(|_| problem(Fault::NotOurs))?;
    if file.format != FORMAT {
        return Err(problem(Fault::NotOurs));
    }
    if file.version > VERSION {
        return Err(problem(Fault::NewerVersion { found: file.version, newest: VERSION }));
    }
    let mut found: Sorted<InspectionId, Vec<Records>> = Sorted::new();
    for (key, text) in &file.drawers.heads {
        copy(&mut found, key, 0, |records| records.head = Some(text.clone()));
    }
    for (key, text) in &file.drawers.cases {
        copy(&mut found, key, 0, |records| records.cases.push(text.clone()));
    }
    // In the order of their keys, which is that of their clocks.
    for (key, text) in &file.drawers.journal {
        copy(&mut found, key, 0, |records| records.journal.push(text.clone()));
    }
    for (key, text) in &file.drawers.settings {
        if let Some(id) = key.strip_prefix("tip/") {
            copy(&mut found, id, 0, |records| records.tip = Some(text.clone()));
        } else if let Some(id) = key.strip_prefix("aside/") {
            copy(&mut found, id, 1, |records| records.journal.push(text.clone()));
        }
    }
    for (key, text) in &file.mirror {
        let Some((id, part)) = key.strip_prefix("caseread/").and_then(|key| key.split_once('/'))
        else {
            continue;
        };
        let place = match part {
            "whole" => 2,
            "tail" => 3,
            _ => continue,
        };
        if let Ok(records) = serde_json::from_str::<Records>(text) {
            copy(&mut found, id, place, |copy| *copy = records);
        }
    }
    let wholes = found.into_iter().filter_map(|(id, mut copies)| {
        // The definitions lie there by their digests.
        let digest = copies[0].edition_digest();
        copies[0].edition = digest.and_then(|digest| file.drawers.editions.get(&digest).cloned());
        let chain = pool::longest(id, &copies, frameworks::edition).ok()?;
        let service = chain.inspection.service.clone();
        let (n_cases, n_changes) = (chain.inspection.cases.len(), chain.link.n_changes);
        Some(Whole { id, copies, service, n_cases, n_changes })
    });
    Ok(wholes.collect())
}

/// Alters one of the copies of the inspection that a key begins with.
fn copy(
    found: &mut Sorted<InspectionId, Vec<Records>>,
    key: &str,
    place: usize,
    alter: impl FnOnce(&mut Records),
) {
    let id = key.split('/').next().unwrap_or_default();
    let Some(id) = InspectionId::parse(id) else { return };
    let copies = found.of(id);
    copies.resize(copies.len().max(place + 1), Records::default());
    alter(&mut copies[place]);
}
