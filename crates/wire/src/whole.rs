//! A whole export, read in one go.
//!
//! `open` splits a file into its cases and changes before it reads them one by one, so that a page can
//! breathe and one broken case does not hide the next. A sound file is read here in a single walk, each
//! change folded as soon as it is read. The checks are the same. At the first thing that does not fit
//! the walk is given up, and `open` reads the file again and tells all that is wrong with it.

use std::fmt;
use std::sync::Arc;

use domain::{Change, Inspection, InspectionId, Problem};
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::case_record::CaseRecord;
use crate::change_record::ChangeRecord;
use crate::edition::Edition;
use crate::export::{ExportHead, Exported, Opened, crowded, edition, open, place_in_order, sealed};
use crate::inspection_record::InspectionRecord;
use crate::json::{self, MOST_ENTRIES, Quoted};

/// Reads a whole export.
///
/// # Errors
/// Every problem of the file.
pub fn read(
    text: &str,
    known: impl Fn(&str) -> Option<Arc<Edition>>,
) -> Result<Exported, Vec<Problem>> {
    let mut changes = Vec::new();
    match sound(text, &known, &mut |change| changes.push(change)) {
        Some(exported) => Ok(Exported { changes, ..exported }),
        None => open(text, known)?.finish(),
    }
}

/// What a sound export holds, without the changes that led to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Folded {
    /// Its head.
    pub head: ExportHead,
    /// The edition it works to.
    pub edition: Arc<Edition>,
    /// The inspection: the fold of the changes, which is also the state in the file.
    pub inspection: Inspection,
}

/// Reads a whole export as [`read`] does, and keeps no change once it is folded.
///
/// # Errors
/// Every problem of the file.
pub fn read_folded(
    text: &str,
    known: impl Fn(&str) -> Option<Arc<Edition>>,
) -> Result<Folded, Vec<Problem>> {
    let exported = match sound(text, &known, &mut drop) {
        Some(exported) => exported,
        None => open(text, known)?.finish()?,
    };
    let Exported { head, edition, inspection, .. } = exported;
    Ok(Folded { head, edition, inspection })
}

/// Reads an export in one walk and hands on its changes; `None` where anything is wrong with it, or
/// stands in another order than Caseread writes it.
fn sound(
    text: &str,
    known: &dyn Fn(&str) -> Option<Arc<Edition>>,
    keep: &mut dyn FnMut(Change),
) -> Option<Exported> {
    let (head, content) = sealed(text)?;
    let mut reader = serde_json::Deserializer::from_str(content);
    let exported = Walk { head, known, keep }.deserialize(&mut reader).ok()?;
    reader.end().ok()?;
    Some(exported)
}

/// Whoever is told of a problem reads again and is told which, and where.
fn unsound<E: Error>() -> E {
    E::custom("unsound")
}

/// The cases of a content.
#[derive(Deserialize)]
struct Cases<'a>(
    #[serde(borrow, deserialize_with = "json::at_most::<MOST_ENTRIES, _, _>")] Vec<CaseRecord<'a>>,
);

/// The walk over a content.
struct Walk<'k> {
    head: ExportHead,
    known: &'k dyn Fn(&str) -> Option<Arc<Edition>>,
    keep: &'k mut dyn FnMut(Change),
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = Exported;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Exported, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = Exported;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the content of an export")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Exported, A::Error> {
        let framework = next::<A, &RawValue>(&mut map, "framework")?;
        let record = next::<A, InspectionRecord<'_>>(&mut map, "inspection")?;
        let Cases(cases) = next::<A, Cases<'_>>(&mut map, "cases")?;
        let edition =
            edition(&self.head, framework.get(), self.known).map_err(|_| unsound::<A::Error>())?;
        // How many changes there are is seen at their end. Until then the head is taken at its word.
        let n_changes = self.head.n_changes;
        let mut opened = Opened::begin(self.head, edition, record, (cases.len(), n_changes))
            .map_err(|_| unsound::<A::Error>())?;
        for (at, record) in cases.into_iter().enumerate() {
            opened.put_case(at, record);
        }
        key(&mut map, "changes")?;
        let changes = Changes { edition: &opened.edition, id: opened.state.id, keep: self.keep };
        let (fold, found) = map.next_value_seed(changes)?;
        if found != n_changes {
            return Err(unsound());
        }
        // A key behind the changes would be left over, which the JSON reader refuses.
        opened.settle(fold, Vec::new()).map_err(|_| unsound())
    }
}

/// The next key, which must be this one.
fn key<'de, A: MapAccess<'de>>(map: &mut A, expected: &str) -> Result<(), A::Error> {
    match map.next_key::<Quoted<'_>>()? {
        Some(found) if *found == *expected => Ok(()),
        _ => Err(unsound()),
    }
}

/// The value of the next key, which must be this one.
fn next<'de, A: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut A,
    expected: &str,
) -> Result<T, A::Error> {
    key(map, expected)?;
    map.next_value()
}

/// The changes of a content: their fold, and how many they are.
struct Changes<'k> {
    edition: &'k Edition,
    id: InspectionId,
    keep: &'k mut dyn FnMut(Change),
}

impl<'de> DeserializeSeed<'de> for Changes<'_> {
    type Value = (Inspection, usize);

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Changes<'_> {
    type Value = (Inspection, usize);

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of changes")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut fold = Inspection::new(self.id);
        let mut n_changes = 0;
        let mut last = None;
        while let Some(record) = list.next_element::<ChangeRecord<'_>>()? {
            let change = record.change(format_args!("")).map_err(|_| unsound::<A::Error>())?;
            let place = Some(place_in_order(&change));
            if place <= last
                || fold.apply(&self.edition.framework, &change).is_err()
                || crowded(&fold, &change).is_some()
            {
                return Err(unsound());
            }
            last = place;
            n_changes += 1;
            (self.keep)(change);
        }
        Ok((fold, n_changes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// That it is read rightly is tested with all else; here, that it is read soon.
    #[test]
    fn what_caseread_writes_is_read_in_one_walk() {
        for text in [
            include_str!("../tests/fixtures/export/v1/whole.json"),
            include_str!("../tests/fixtures/export/v1/chosen.json"),
            include_str!("../tests/fixtures/export/v1/youth.json"),
        ] {
            let mut n_changes = 0;
            let exported = sound(text, &|_| None, &mut |_| n_changes += 1).unwrap();
            assert_eq!(n_changes, exported.head.n_changes);
        }
    }
}
