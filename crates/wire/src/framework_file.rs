//! The file that carries a framework: built from TOML by its author, imported by the page.
//!
//! It names its format, version and program, and the framework with its digest; the content is the
//! canonical definition to the byte. Reading goes: size, JSON, format, version, digest, definition.

use domain::{Fault, Place, Problem};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::edition::{self, Edition, EditionName};
use crate::node::{Fields, FromNode, Node, NodeReader};
use crate::{digest, export, json};

/// The word every framework file begins with.
pub const FORMAT: &str = "caseread-framework";
/// The version of the file that this program writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// The largest file read, in bytes: some fifty times the largest framework there is.
pub const LARGEST_FILE: u64 = 5_000_000;

/// A framework file that was read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrameworkFile {
    /// The program that wrote it, and its version.
    pub program: String,
    /// The edition in it.
    pub edition: Edition,
}

#[derive(Serialize)]
struct Head<'a> {
    format: &'a str,
    version: u32,
    program: &'a str,
    framework: EditionName,
}

/// What is read of a head. It may hold nothing else: what nobody reads could be taken for a rule.
#[derive(Default)]
struct HeadRecord {
    program: String,
    framework: NameRecord,
}

#[derive(Default)]
struct NameRecord {
    identifier: String,
    edition: String,
    digest: String,
}

/// What was read already.
#[derive(Default)]
struct Known;

impl FromNode for Known {
    fn from_node(_: &Node, _: &mut NodeReader) -> Self {
        Self
    }
}

impl FromNode for HeadRecord {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        let mut fields = Fields::of(node, reader);
        for known in ["format", "version", "content"] {
            fields.take::<Known>(known);
        }
        let head = Self { program: fields.take("program"), framework: fields.take("framework") };
        fields.end(&["format", "version", "program", "framework", "content"]);
        head
    }
}

impl FromNode for NameRecord {
    fn from_node(node: &Node, reader: &mut NodeReader) -> Self {
        let mut fields = Fields::of(node, reader);
        let name = Self {
            identifier: fields.take("identifier"),
            edition: fields.take("edition"),
            digest: fields.take("digest"),
        };
        fields.end(&["identifier", "edition", "digest"]);
        name
    }
}

/// Reads a framework file.
///
/// # Errors
/// Every problem of the head, or else every problem of the definition.
pub fn read(text: &str) -> Result<FrameworkFile, Vec<Problem>> {
    let kind = export::Kind { format: FORMAT, version: VERSION, largest: LARGEST_FILE };
    let (head, content) = export::open_kind(text, &kind)?;
    let node: Node = serde_json::from_str(&head).map_err(|error| vec![json::problem(&error)])?;
    let mut reader = NodeReader::default();
    let head = HeadRecord::from_node(&node, &mut reader);
    if !reader.misfits.is_empty() {
        return Err(edition::misfits(reader));
    }
    let content = content.map_or("", RawValue::get);
    let digest = digest(content.as_bytes());
    if digest != head.framework.digest {
        let place = Place::Part("content".to_owned());
        return Err(vec![Problem::at(place, Fault::DigestDiffers)]);
    }
    let edition = Edition::compiled(content, &digest)
        .map_err(|problems| problems.into_iter().map(in_content).collect::<Vec<_>>())?;
    let EditionName { identifier, edition: number, .. } = edition.name();
    if (identifier, number) != (head.framework.identifier, head.framework.edition) {
        return Err(vec![Problem::at(Place::Part("framework".to_owned()), Fault::NameDiffers)]);
    }
    Ok(FrameworkFile { program: head.program, edition })
}

/// A line and column would be those of the definition alone, and point elsewhere in the file.
fn in_content(problem: Problem) -> Problem {
    let place = match problem.place {
        Place::Line(..) | Place::File => Place::Part("content".to_owned()),
        Place::Field(path) => Place::Field(format!("content.{path}")),
        place => place,
    };
    Problem::at(place, problem.fault)
}

/// Writes a framework file. The same edition and program give the same bytes everywhere.
pub fn write(program: &str, edition: &Edition) -> String {
    let head = Head { format: FORMAT, version: VERSION, program, framework: edition.name() };
    let mut text = serde_json::to_string_pretty(&head).unwrap_or_default();
    // The head's closing brace gives way to the content.
    text.truncate(text.trim_end_matches(['}', '\n']).len());
    text.push_str("\n  },\n  \"content\": ");
    text.push_str(&edition.text);
    text.push_str("\n}\n");
    text
}
