//! Text of a framework: a string, or an object with a string per language.

use domain::{Shape, Text};
#[cfg(feature = "toml")]
use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::node::{Fields, FromNode, Node, NodeReader};

/// A [`Text`] as files hold it: `"…"`, or `{ "en": "…", "cy": "…" }`.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct TextRecord(pub(crate) Text);

impl FromNode for TextRecord {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        match node {
            Node::Text(text) => return Self(Text::english(text)),
            Node::Object(_) => {}
            _ => {
                reader.expected(Shape::Text);
                return Self::default();
            }
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
