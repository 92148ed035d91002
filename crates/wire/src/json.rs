//! What serde_json's errors mean to us, texts that stay where they are in a file, and maps that keep
//! their order and notice a key given twice.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use domain::{Fault, Place, Problem};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, Serializer};
use serde_json::error::Category;

/// The problem behind an error of the JSON reader, in the text of a whole file.
pub(crate) fn problem(error: &serde_json::Error) -> Problem {
    // Lines and columns are counted from 1; at the end of an empty text serde_json gives column 0.
    let place = Place::Line(error.line().max(1), error.column().max(1));
    match error.classify() {
        _ if is_too_deep(error) => Problem::at(place, Fault::TooDeep),
        Category::Eof => Problem::at(place, Fault::CutOff),
        Category::Syntax | Category::Io => Problem::at(place, Fault::NotJson),
        Category::Data => Problem::at(place, Fault::WrongShape(words(error))),
    }
}

/// The problem behind an error in a part of a file that is itself sound JSON.
pub(crate) fn problem_in(part: impl Into<String>, error: &serde_json::Error) -> Problem {
    let fault = if is_too_deep(error) { Fault::TooDeep } else { Fault::WrongShape(words(error)) };
    Problem::at(Place::Field(part.into()), fault)
}

/// Whether the reader gave up on depth, which it tells in its words alone.
fn is_too_deep(error: &serde_json::Error) -> bool {
    words(error) == "recursion limit exceeded"
}

/// The reader's own words, without its place: the place is ours to tell.
fn words(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or_default().to_owned()
}

/// A text of a file: a part of it, or a copy where it has escapes.
///
/// Serde lends a `Cow` only where it is a field by itself; one in an option or a map is always copied.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Quoted<'a>(Cow<'a, str>);

impl Quoted<'_> {
    /// The text as a value of its own.
    pub(crate) fn into_owned(self) -> String {
        self.0.into_owned()
    }
}

impl Deref for Quoted<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl<'a> From<&'a str> for Quoted<'a> {
    fn from(text: &'a str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Quoted<'_> {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl Serialize for Quoted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Quoted<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct QuotedVisitor;

        impl<'de> Visitor<'de> for QuotedVisitor {
            type Value = Quoted<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(text.into())
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(text.to_owned().into())
            }
        }

        deserializer.deserialize_str(QuotedVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Quoted<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        String::json_schema(generator)
    }
}

/// The most values of a list, and the most pairs of an object, where no framework sets the limit: a short
/// text could else stand for very much memory, and adding to a sorted list takes its length.
pub(crate) const MOST_ENTRIES: usize = 10_000;
/// The most changes of a file: more than the largest file holds of the shortest ones.
pub(crate) const MOST_CHANGES: usize = 4_000_000;
/// The most readings of a case.
pub(crate) const MOST_READINGS: usize = 1_000;

/// Reads a list, and stops where it has more values than `MOST`.
pub(crate) fn at_most<'de, const MOST: usize, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct ListVisitor<const MOST: usize, T>(PhantomData<T>);

    impl<'de, const MOST: usize, T: Deserialize<'de>> Visitor<'de> for ListVisitor<MOST, T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "a list of at most {MOST}")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
            let mut values = Vec::new();
            while let Some(value) = list.next_element()? {
                if values.len() == MOST {
                    return Err(Error::invalid_length(MOST + 1, &self));
                }
                values.push(value);
            }
            Ok(values)
        }
    }

    deserializer.deserialize_seq(ListVisitor::<MOST, T>(PhantomData))
}

/// A JSON object as its pairs, in the order of the file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Pairs<K, V>(pub(crate) Vec<(K, V)>);

impl<K, V> Default for Pairs<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K, V> Pairs<K, V> {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Pairs<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Deserialize<'de> for Pairs<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor<K, V>(PhantomData<(K, V)>);

        impl<'de, K: Deserialize<'de>, V: Deserialize<'de>> Visitor<'de> for PairsVisitor<K, V> {
            type Value = Pairs<K, V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "an object of at most {MOST_ENTRIES}")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    if pairs.len() == MOST_ENTRIES {
                        return Err(Error::invalid_length(MOST_ENTRIES + 1, &self));
                    }
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }

        deserializer.deserialize_map(PairsVisitor(PhantomData))
    }
}

#[cfg(feature = "schema")]
impl<K, V: schemars::JsonSchema> schemars::JsonSchema for Pairs<K, V> {
    fn schema_name() -> Cow<'static, str> {
        format!("{}_by_name", V::schema_name()).into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let value = generator.subschema_for::<V>();
        schemars::json_schema!({
            "type": "object",
            "propertyNames": { "pattern": crate::schema::NAME },
            "additionalProperties": value
        })
    }
}
