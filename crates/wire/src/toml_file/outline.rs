//! Where everything in a TOML file stands.

use std::collections::BTreeMap;

use domain::{Fault, Place, Problem};
use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use crate::node::Node;

/// The lists whose members are known by an identifier of their own.
const NAMED_LISTS: [&str; 3] = ["pools", "detail_groups", "details"];
/// The lists under a domain, whose members are known by their reference.
const NESTED_LISTS: [&str; 3] = [".standards[", ".key_questions[", ".prompts["];

/// A file as a tree, with the place of every value.
///
/// A path is written as [`crate::node::NodeReader`] writes it: `domains[0].standards[1].reference`.
pub(super) struct Outline<'a> {
    /// The text of the file.
    pub(super) text: &'a str,
    /// Its values.
    pub(super) tree: Node,
    spans: BTreeMap<String, Span>,
    /// The texts in the file with their paths, in its order.
    leaves: Vec<Leaf>,
}

#[derive(Clone, Copy)]
struct Span {
    key: usize,
    value: usize,
    is_table: bool,
}

struct Leaf {
    path: String,
    text: String,
    at: usize,
}

impl<'a> Outline<'a> {
    pub(super) fn of(text: &'a str, table: &DeTable<'_>) -> Self {
        let mut outline =
            Self { text, tree: Node::Nothing, spans: BTreeMap::new(), leaves: Vec::new() };
        outline.tree = outline.table("", table);
        outline.leaves.sort_by_key(|leaf| leaf.at);
        outline
    }

    fn table(&mut self, path: &str, table: &DeTable<'_>) -> Node {
        let pairs = table.iter().map(|(key, value)| {
            let name = key.get_ref().as_ref();
            (name.to_owned(), self.node(join(path, name), key.span().start, value))
        });
        Node::Object(pairs.collect())
    }

    fn node(&mut self, path: String, key: usize, value: &Spanned<DeValue<'_>>) -> Node {
        let at = value.span().start;
        let node = match value.get_ref() {
            DeValue::String(text) => {
                let text = text.to_string();
                self.leaves.push(Leaf { path: path.clone(), text: text.clone(), at });
                Node::Text(text)
            }
            DeValue::Integer(number) => whole(number).map_or(Node::Other, Node::Number),
            DeValue::Boolean(flag) => Node::Flag(*flag),
            DeValue::Float(_) | DeValue::Datetime(_) => Node::Other,
            DeValue::Array(values) => {
                let nodes = values.iter().enumerate();
                let nodes =
                    nodes.map(|(n, one)| self.node(format!("{path}[{n}]"), one.span().start, one));
                Node::List(nodes.collect())
            }
            DeValue::Table(table) => self.table(&path, table),
        };
        let is_table = matches!(node, Node::Object(_) | Node::List(_));
        self.spans.insert(path, Span { key, value: at, is_table });
        node
    }

    fn span(&self, path: &str) -> Option<Span> {
        self.spans.get(path).copied()
    }

    /// Whether there is a value at a path.
    pub(super) fn is_there(&self, path: &str) -> bool {
        self.spans.contains_key(path)
    }

    /// Where a value stands, or else the nearest thing around it.
    pub(super) fn value(&self, path: &str) -> usize {
        match self.span(path) {
            Some(span) => span.value,
            None if path.is_empty() => 0,
            None => self.value(super::parent(path)),
        }
    }

    /// Where the key of a value stands.
    pub(super) fn key(&self, path: &str) -> usize {
        self.span(path).map_or_else(|| self.value(path), |span| span.key)
    }

    /// The part of the file that a path leads into, and the rest of the path: the field.
    pub(super) fn part_of<'p>(&self, path: &'p str) -> (&'p str, &'p str) {
        let ends = path.match_indices(']').map(|(at, _)| at + 1);
        let mut parts = ends.rev().map(|end| &path[..end]);
        let member = parts.find(|part| part.len() < path.len() && is_member(part));
        let part = member.unwrap_or_else(|| {
            let field = path.split_once('[').map_or(path, |(list, _)| list);
            field.rsplit_once('.').map_or("", |(table, _)| table)
        });
        (part, path[part.len()..].trim_start_matches('.'))
    }

    /// What a part is called: by its reference, or its list and identifier, or its path.
    pub(super) fn name_of(&self, part: &str) -> String {
        if !part.ends_with(']') {
            return part.to_owned();
        }
        let own = |field: &str| self.text_at(&format!("{part}.{field}"));
        match (own("reference"), own("id"), part.split_once('[')) {
            (Some(reference), ..) => reference.to_owned(),
            (_, Some(id), Some((list, _))) => format!("{list}.{id}"),
            _ => part.to_owned(),
        }
    }

    /// The path of the part that a problem names.
    pub(super) fn part_at(&self, place: &Place, fault: &Fault) -> String {
        match place {
            Place::Framework(reference) => {
                self.member("reference", "domains", reference.as_str(), fault)
            }
            Place::Entry { of, .. } => self.named(of, fault),
            Place::Part(name) => match self.spans.get(name) {
                Some(span) if span.is_table => name.clone(),
                _ if name.contains('.') => self.named(name, fault),
                _ => String::new(),
            },
            _ => String::new(),
        }
    }

    /// The part that has this name: a member of a list, `details.age`; a table, `rules.cap`; or
    /// what has it for its reference.
    fn named(&self, name: &str, fault: &Fault) -> String {
        match name.split_once('.') {
            Some((list, id)) if NAMED_LISTS.contains(&list) => self.member("id", list, id, fault),
            _ if self.is_there(name) => name.to_owned(),
            _ => match self.member("reference", "domains", name, fault) {
                // A field that is not there, of a table that is.
                list if list == "domains" => super::parent(name).to_owned(),
                member => member,
            },
        }
    }

    /// The path of what a problem in a part is about.
    pub(super) fn field_at(&self, part: &str, place: &Place) -> String {
        match place {
            Place::Entry { field, .. } | Place::Part(field) => join(part, field),
            _ => part.to_owned(),
        }
    }

    /// The member of a list that has this name; of two the second, where that is the problem.
    fn member(&self, field: &str, list: &str, name: &str, fault: &Fault) -> String {
        let end = format!(".{field}");
        let mut paths = self.leaves.iter().filter_map(|leaf| {
            let part = leaf.path.strip_suffix(&end)?;
            (leaf.text == name && part.starts_with(list) && is_member(part)).then_some(part)
        });
        let is_twice = matches!(fault, Fault::Twice(twice) if twice == name);
        let path = if is_twice { paths.next_back() } else { paths.next() };
        path.unwrap_or(list).to_owned()
    }

    /// Where the field or the text stands that a problem in a part is about.
    pub(super) fn find(&self, part: &str, problem: &Problem) -> Option<usize> {
        let Problem { place, fault } = problem;
        let field = match (place, fault) {
            (Place::Entry { field, .. }, _) => {
                let path = join(part, field);
                let value = || self.span(&path).map(|span| span.value);
                return self.find_text(&path, fault).or_else(value);
            }
            (Place::Part(list), Fault::Twice(id)) if NAMED_LISTS.contains(&list.as_str()) => {
                return Some(self.value(&format!("{}.id", self.member("id", list, id, fault))));
            }
            (Place::Part(name), _) if self.is_there(name) => {
                let value = || self.span(name).map(|span| span.value);
                return self.find_text(name, fault).or_else(value);
            }
            (_, Fault::PoolsUnused) => "pools",
            (_, Fault::OnlyMixed) => "by_judgement",
            (_, Fault::NotRising) => "minimum",
            _ => return self.find_text(part, fault),
        };
        self.span(&join(part, field)).map(|span| span.key)
    }

    fn find_text(&self, part: &str, fault: &Fault) -> Option<usize> {
        let is_wanted = |text: &str| match fault {
            Fault::Missing => text.trim().is_empty(),
            Fault::NotAllowed(wanted)
            | Fault::NotAName(wanted)
            | Fault::NotAMonth(wanted)
            | Fault::NotAList(wanted)
            | Fault::NotAskedOfAll(wanted)
            | Fault::NotEarlier(wanted)
            | Fault::Unknown(wanted)
            | Fault::Twice(wanted)
            | Fault::NotOneOf { found: wanted, .. } => {
                text == wanted.rsplit(" = ").next().unwrap_or(wanted)
            }
            _ => false,
        };
        // A part has its own texts; what is nested in it has others.
        let is_own = |path: &str| {
            path.strip_prefix(part)
                .is_some_and(|rest| !NESTED_LISTS.iter().any(|list| rest.contains(list)))
        };
        let mut found =
            self.leaves.iter().filter(|leaf| is_own(&leaf.path) && is_wanted(&leaf.text));
        let leaf = match fault {
            Fault::Twice(_) => found.next_back(),
            _ => found.next(),
        };
        leaf.map(|leaf| leaf.at)
    }

    fn text_at(&self, path: &str) -> Option<&str> {
        self.leaves.iter().find(|leaf| leaf.path == path).map(|leaf| leaf.text.as_str())
    }
}

/// Whether a path leads to a thing with a name of its own: a pool, a detail, a standard, a prompt.
fn is_member(path: &str) -> bool {
    let Some(list) = path.strip_suffix(']').and_then(|path| path.rsplit_once('[')) else {
        return false;
    };
    let list = list.0;
    NAMED_LISTS.contains(&list)
        || list == "domains"
        || (list.starts_with("domains[") && {
            let name = list.rsplit('.').next().unwrap_or_default();
            NESTED_LISTS.iter().any(|nested| nested.trim_matches(['.', '[']) == name)
        })
}

fn join(path: &str, field: &str) -> String {
    if path.is_empty() { field.to_owned() } else { format!("{path}.{field}") }
}

/// A whole number from 0 up.
fn whole(number: &DeInteger<'_>) -> Option<u64> {
    u64::from_str_radix(number.as_str(), number.radix()).ok()
}

/// The line and column of a byte of the text, both from 1.
pub(super) fn position(text: &str, at: usize) -> (usize, usize) {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let before = &text[..at];
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    (before.matches('\n').count() + 1, column)
}
