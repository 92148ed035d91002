//! JSON as a plain tree, and records read from it.
//!
//! A framework has fifteen kinds of record. Reading each with its own derived visitor costs the page
//! some 60 kB of code; one tree and one small step a field cost a fraction of it.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// A JSON value, its objects in the order of the file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Node {
    Nothing,
    Flag(bool),
    /// A whole number from 0 up; other numbers have no use in a framework.
    Number(u64),
    OtherNumber,
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
                Ok(u64::try_from(number).map_or(Node::OtherNumber, Node::Number))
            }

            fn visit_f64<E: Error>(self, _: f64) -> Result<Node, E> {
                Ok(Node::OtherNumber)
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

/// Reads records from a tree and gathers what does not fit, each with its path.
#[derive(Default)]
pub(crate) struct NodeReader {
    /// What does not fit: the path to it, and what is wrong in technical words.
    pub(crate) misfits: Vec<(String, &'static str)>,
    path: String,
}

impl NodeReader {
    fn misfit(&mut self, words: &'static str) {
        self.misfits.push((self.path.clone(), words));
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
                reader.misfit("expected a text");
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
                reader.misfit("expected a whole number from 0 to 4294967295");
                0
            }
        }
    }
}

impl FromNode for bool {
    const MAY_BE_MISSING: bool = true;

    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        match node {
            Node::Flag(flag) => *flag,
            _ => {
                reader.misfit("expected true or false");
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
            reader.misfit("expected a list");
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
    n_taken: usize,
    reader: &'r mut NodeReader,
}

impl<'a, 'r> Fields<'a, 'r> {
    /// The fields of an object; of anything else none, and that is told.
    pub(crate) fn of(node: &'a Node, reader: &'r mut NodeReader) -> Self {
        let pairs: &[_] = match node {
            Node::Object(pairs) => pairs,
            _ => {
                reader.misfit("expected an object");
                &[]
            }
        };
        Self { pairs, n_taken: 0, reader }
    }

    fn node(&mut self, name: &str, may_be_missing: bool) -> Option<&'a Node> {
        let found = self.pairs.iter().find(|(one, _)| one == name);
        match found {
            Some(_) => self.n_taken += 1,
            None if may_be_missing => {}
            None => self.reader.under(name, |reader| reader.misfit("missing")),
        }
        found.map(|(_, node)| node)
    }

    /// Reads a field.
    #[inline(never)]
    pub(crate) fn take<T: FromNode>(&mut self, name: &str) -> T {
        let name = name.trim_start_matches("r#");
        match self.node(name, T::MAY_BE_MISSING) {
            Some(node) => self.reader.under(name, |reader| T::from_node(node, reader)),
            None => T::default(),
        }
    }

    /// Tells of fields that were not taken: a misspelt or doubled one would else be passed over in
    /// silence.
    pub(crate) fn end(self, known: &[&str]) {
        if self.n_taken == self.pairs.len() {
            return;
        }
        let is_known = |name: &str| known.iter().any(|one| one.trim_start_matches("r#") == name);
        for (at, (name, _)) in self.pairs.iter().enumerate() {
            if !is_known(name) {
                self.reader.under(name, |reader| reader.misfit("unknown field"));
            } else if self.pairs[..at].iter().any(|(one, _)| one == name) {
                self.reader.under(name, |reader| reader.misfit("stands twice"));
            }
        }
    }
}
