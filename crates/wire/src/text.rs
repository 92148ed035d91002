//! Text of a framework: a string, or an object with a string per language.

#[cfg(feature = "toml")]
use std::fmt;

use domain::Text;
#[cfg(feature = "toml")]
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
#[cfg(feature = "toml")]
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::node::{Fields, FromNode, Node, NodeReader};

/// A [`Text`] as files hold it: `"…"`, or `{ "en": "…", "cy": "…" }`.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct TextRecord(pub(crate) Text);

impl FromNode for TextRecord {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        if let Node::Text(text) = node {
            return Self(Text::english(text));
        }
        let mut fields = Fields::of(node, reader);
        let text = Text { en: fields.take("en"), cy: fields.take("cy") };
        fields.end(&["en", "cy"]);
        Self(text)
    }
}

#[cfg(feature = "toml")]
impl Serialize for TextRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0.cy {
            None => serializer.serialize_str(&self.0.en),
            Some(cy) => {
                let mut map = serializer.serialize_map(Some(2))?;
                map.serialize_entry("en", &self.0.en)?;
                map.serialize_entry("cy", cy)?;
                map.end()
            }
        }
    }
}

#[cfg(feature = "toml")]
impl<'de> Deserialize<'de> for TextRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = TextRecord;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text, or an object with the texts \"en\" and \"cy\"")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<TextRecord, E> {
                Ok(TextRecord(Text::english(text)))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<TextRecord, A::Error> {
                let mut text = Text::default();
                while let Some((language, words)) = map.next_entry::<String, String>()? {
                    match language.as_str() {
                        "en" => text.en = words,
                        "cy" => text.cy = Some(words),
                        _ => return Err(A::Error::unknown_field(&language, &["en", "cy"])),
                    }
                }
                Ok(TextRecord(text))
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for TextRecord {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "oneOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "en": { "type": "string" }, "cy": { "type": "string" } },
                    "required": ["en"],
                    "additionalProperties": false
                }
            ]
        })
    }
}
