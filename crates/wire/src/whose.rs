//! Which inspection a file is of, told from its beginning.

use std::fmt;

use domain::InspectionId;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor,
};

/// What the beginning of a file tells of its inspection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whose {
    /// The file names this one.
    Inspection(InspectionId),
    /// The beginning ends before it is named.
    NotYet,
    /// It is not named: the file is damaged, or none of ours.
    Nobody,
}

/// Where an export names its inspection.
const PATH: [&str; 3] = ["content", "inspection", "id"];

/// Reads no further than the identifier of the inspection. It is the file's own word, to put files of
/// one inspection together by; nothing is checked until the file is read.
pub fn whose(beginning: &[u8]) -> Whose {
    let text = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(beginning);
    let mut found = None;
    let seek = Seek { path: &PATH, found: &mut found };
    let ended = seek.deserialize(&mut serde_json::Deserializer::from_slice(text));
    match (found, ended) {
        (Some(id), _) => Whose::Inspection(id),
        (None, Err(error)) if error.is_eof() => Whose::NotYet,
        _ => Whose::Nobody,
    }
}

/// Walks down a path of keys and breaks off where it ends.
struct Seek<'a> {
    path: &'a [&'static str],
    found: &'a mut Option<InspectionId>,
}

impl<'de> DeserializeSeed<'de> for Seek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.path.is_empty() {
            *self.found = InspectionId::parse(&String::deserialize(deserializer)?);
            // The one way to leave the rest of a text unread.
            return Err(D::Error::custom("found"));
        }
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Seek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match self.path.split_first() {
                Some((step, rest)) if key == *step => {
                    map.next_value_seed(Seek { path: rest, found: &mut *self.found })?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}
