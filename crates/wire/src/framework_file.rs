//! The file that carries a framework: built from TOML by its author, imported by the page.
//!
//! It names its format, version and program, and the framework with its digest; the content is the
//! canonical definition to the byte. Reading goes: size, JSON, format, version, digest, definition.

use std::borrow::Cow;

use domain::{Fault, Place, Problem};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::edition::{Edition, EditionName};
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

/// What is read before the version is known to be ours.
#[derive(Deserialize)]
struct Begin<'a> {
    #[serde(borrow, default)]
    format: Option<Cow<'a, str>>,
    #[serde(default)]
    version: Option<u32>,
}

#[derive(Serialize)]
struct Head<'a> {
    format: &'a str,
    version: u32,
    program: &'a str,
    framework: EditionName,
}

/// A whole file. It may hold nothing else: what nobody reads could be taken for a rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole<'a> {
    #[serde(rename = "format")]
    _format: Cow<'a, str>,
    #[serde(rename = "version")]
    _version: u32,
    program: String,
    framework: Named,
    #[serde(borrow)]
    content: &'a RawValue,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    identifier: String,
    edition: String,
    digest: String,
}

/// Reads a framework file.
///
/// # Errors
/// The first problem of the file around the definition, or every problem of the definition.
pub fn read(text: &str) -> Result<FrameworkFile, Vec<Problem>> {
    let fail = |fault| Err(vec![Problem::at(Place::File, fault)]);
    let found = text.len() as u64;
    if found > LARGEST_FILE {
        return fail(Fault::TooLarge { found, most: LARGEST_FILE });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let begin: Begin<'_> = match serde_json::from_str(text) {
        Ok(begin) => begin,
        Err(error) if error.is_data() => return fail(Fault::NotOurs),
        Err(error) => return Err(vec![json::problem(&error)]),
    };
    match (begin.format.as_deref(), begin.version) {
        (Some(FORMAT), Some(VERSION)) => {}
        (Some(FORMAT), Some(version)) if version > VERSION => {
            return fail(Fault::NewerVersion { found: version, newest: VERSION });
        }
        (Some(export::FORMAT), _) => return fail(Fault::IsInspection),
        _ => return fail(Fault::NotOurs),
    }
    let whole: Whole<'_> =
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])?;
    let content = whole.content.get();
    let at_content = |fault| vec![Problem::at(Place::Part("content".to_owned()), fault)];
    let digest = digest(content.as_bytes());
    if digest != whole.framework.digest {
        return Err(at_content(Fault::DigestDiffers));
    }
    let edition = Edition::compiled(content, &digest)
        .map_err(|problems| problems.into_iter().map(in_content).collect::<Vec<_>>())?;
    let EditionName { identifier, edition: number, .. } = edition.name();
    if (&identifier, &number) != (&whole.framework.identifier, &whole.framework.edition) {
        return Err(vec![Problem::at(Place::Part("framework".to_owned()), Fault::NameDiffers)]);
    }
    Ok(FrameworkFile { program: whole.program, edition })
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
