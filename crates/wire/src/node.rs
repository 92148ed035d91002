//! A file as a plain tree, and records read from it.
//!
//! A framework has fifteen kinds of record. Reading each with its own derived visitor costs the page
//! some 60 kB of code; one tree and one small step a field cost a fraction of it.

use std::fmt;

use domain::Shape;
use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A value of a JSON or TOML file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Node {
    Nothing,
    Flag(bool),
    /// A whole number from 0 up.
    Number(u64),
    /// Another number, or a date: of no use in a framework.
    Other,
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NodeVisitor;

        impl<'de> Visitor<'de> for NodeVisitor {
            type Value = Node;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_unit<E: Error>(self) -> Result<Node, E> {
                Ok(Node::Nothing)
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Node, E> {
                Ok(Node::Flag(flag))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Node, E> {
                Ok(Node::Number(number))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Node, E> {
                Ok(u64::try_from(number).map_or(Node::Other, Node::Number))
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
                Ok(Node::Other)
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Node, E> {
                Ok(Node::Text(text.to_owned()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node, A::Error> {
                let mut nodes = Vec::new();
                while let Some(node) = list.next_element()? {
                    nodes.push(node);
                }
                Ok(Node::List(nodes))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Node::Object(pairs))
            }
        }

        deserializer.deserialize_any(NodeVisitor)
    }
}

/// What does not fit a record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Misfit {
    /// The value has to be of this shape.
    Expected(Shape),
    /// The field has to be there.
    Missing,
    /// There is no such field; there are these.
    Unknown(&'static [&'static str]),
    /// The field is there twice.
    Twice,
}

/// How much that does not fit is told.
const MOST_MISFITS: usize = 1_000;

/// Reads records from a tree and gathers what does not fit, each with its path.
#[derive(Default)]
pub(crate) struct NodeReader {
    /// What does not fit, and the path to it.
    pub(crate) misfits: Vec<(String, Misfit)>,
    path: String,
}

impl NodeReader {
    fn misfit(&mut self, misfit: Misfit) {
        if self.is_full() {
            return;
        }
        self.misfits.push((self.path.clone(), misfit));
    }

    /// Whether so much does not fit that nobody would read on.
    fn is_full(&self) -> bool {
        self.misfits.len() >= MOST_MISFITS
    }

    /// Tells that the value has to be of another shape.
    pub(crate) fn expected(&mut self, shape: Shape) {
        self.misfit(Misfit::Expected(shape));
    }

    /// Does `read` with a part added to the path.
    fn under<T>(&mut self, part: &str, read: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        if length > 0 && !part.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(part);
        let value = read(self);
        self.path.truncate(length);
        value
    }
}

/// A value that can be read from a node. What does not fit is told to the reader and stands as its
/// default, so that the rest is read as well.
pub(crate) trait FromNode: Default {
    /// Whether an object may do without it.
    const MAY_BE_MISSING: bool = false;

    /// Reads it.
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self;
}

impl FromNode for String {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        match node {
            Node::Text(text) => text.clone(),
            _ => {
                reader.expected(Shape::Text);
                Self::new()
            }
        }
    }
}

impl FromNode for u32 {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        match node {
            Node::Number(number) if *number <= u64::from(Self::MAX) => *number as Self,
            _ => {
                reader.expected(Shape::Number);
                0
            }
        }
    }
}

impl FromNode for bool {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        match node {
            Node::Flag(flag) => *flag,
            _ => {
                reader.expected(Shape::Flag);
                false
            }
        }
    }
}

impl<T: FromNode> FromNode for Option<T> {
    const MAY_BE_MISSING: bool = true;

    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        Some(T::from_node(node, reader))
    }
}

impl<T: FromNode> FromNode for Box<T> {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        Self::new(T::from_node(node, reader))
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    const MAY_BE_MISSING: bool = true;

    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        let Node::List(nodes) = node else {
            reader.expected(Shape::List);
            return Self::new();
        };
        let mut values = Self::with_capacity(nodes.len());
        for (at, node) in nodes.iter().enumerate() {
            values.push(reader.under(&format!("[{at}]"), |reader| T::from_node(node, reader)));
        }
        values
    }
}

/// The fields of an object, taken one by one.
pub(crate) struct Fields<'a, 'r> {
    pairs: &'a [(String, Node)],
    is_object: bool,
    n_taken: usize,
    reader: &'r mut NodeReader,
}

impl<'a, 'r> Fields<'a, 'r> {
    /// The fields of an object; of anything else none, and that is told.
    pub(crate) fn of(node: &'a Node, reader: &'r mut NodeReader) -> Self {
        let pairs: Option<&[_]> = match node {
            Node::Object(pairs) => Some(pairs),
            _ => {
                reader.expected(Shape::Table);
                None
            }
        };
        let is_object = pairs.is_some();
        Self { pairs: pairs.unwrap_or_default(), is_object, n_taken: 0, reader }
    }

    fn node(&mut self, name: &str, may_be_missing: bool) -> Option<&'a Node> {
        let found = self.pairs.iter().find(|(one, _)| one == name);
        match found {
            Some(_) => self.n_taken += 1,
            // What is no object at all was told as that.
            None if may_be_missing || !self.is_object => {}
            None => self.reader.under(name, |reader| reader.misfit(Misfit::Missing)),
        }
        found.map(|(_, node)| node)
    }

    /// Reads a field.
    #[inline(never)]
    pub(crate) fn take<T: FromNode>(&mut self, name: &str) -> T {
        match self.node(name, T::MAY_BE_MISSING) {
            Some(node) => self.reader.under(name, |reader| T::from_node(node, reader)),
            None => T::default(),
        }
    }

    /// Tells of fields that were not taken: a misspelt or doubled one would else be passed over in
    /// silence.
    pub(crate) fn end(self, known: &'static [&'static str]) {
        if self.n_taken == self.pairs.len() {
            return;
        }
        for (at, (name, _)) in self.pairs.iter().enumerate() {
            // All pairs but the known ones are told, so a search through those before stays short.
            if self.reader.is_full() {
                break;
            }
            if !known.contains(&name.as_str()) {
                self.reader.under(name, |reader| reader.misfit(Misfit::Unknown(known)));
            } else if self.pairs[..at].iter().any(|(one, _)| one == name) {
                self.reader.under(name, |reader| reader.misfit(Misfit::Twice));
            }
        }
    }
}
