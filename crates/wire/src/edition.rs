//! An edition: one immutable text of a framework, known by identifier, edition and digest.

use domain::{Fault, Framework, Place, Problem};
use serde::{Deserialize, Serialize};

use crate::framework_record::FrameworkRecord;
use crate::node::{FromNode, Misfit, Node, NodeReader};
use crate::{digest, json};

/// A framework together with the exact text it was read from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Edition {
    /// The definition.
    pub framework: Framework,
    /// Its exact text: JSON, as [`Edition::read`] takes it, without blanks around it. Its SHA-256 is the digest.
    pub text: String,
}

/// The name of an edition, as files carry it beside the definition.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionName {
    /// The framework's identifier.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    pub identifier: String,
    /// Its edition.
    pub edition: String,
    /// SHA-256 of the canonical definition, as 64 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DigestText"))]
    pub digest: String,
}

impl Edition {
    /// The name of this edition.
    pub fn name(&self) -> EditionName {
        EditionName {
            identifier: self.framework.identifier.to_string(),
            edition: self.framework.edition.clone(),
            digest: self.framework.digest.clone(),
        }
    }

    /// Reads a definition from JSON.
    ///
    /// # Errors
    /// Every problem of the definition: of its shape first, then of what does not fit together.
    pub fn read(json: &str) -> Result<Self, Vec<Problem>> {
        // An export carries the value alone, and the digest is of what is carried.
        let json = json.trim_matches([' ', '\t', '\r', '\n']);
        Self::compiled(json, &digest(json.as_bytes()))
    }

    /// Reads a definition that was compiled into the program together with its digest.
    ///
    /// # Errors
    /// As [`Edition::read`]. The digest is taken on trust: it came from the same build.
    pub fn compiled(json: &str, digest: &str) -> Result<Self, Vec<Problem>> {
        let node: Node = serde_json::from_str(json).map_err(|error| vec![json::problem(&error)])?;
        let mut reader = NodeReader::default();
        let record = FrameworkRecord::from_node(&node, &mut reader);
        if !reader.misfits.is_empty() {
            return Err(misfits(reader));
        }
        let framework = record.framework(digest.to_owned())?;
        Ok(Self { framework, text: json.to_owned() })
    }

    /// Reads a definition as its author writes it.
    ///
    /// # Errors
    /// Every problem of the file, each with its line.
    #[cfg(feature = "toml")]
    pub fn read_toml(text: &str) -> Result<Self, Vec<crate::Located>> {
        let (framework, text) = crate::toml_file::read(text)?;
        Ok(Self { framework, text })
    }
}

/// What does not fit, in a file that no person wrote.
pub(crate) fn misfits(reader: NodeReader) -> Vec<Problem> {
    reader.misfits.into_iter().map(misfit).collect()
}

fn misfit((path, misfit): (String, Misfit)) -> Problem {
    let fault = match misfit {
        Misfit::Expected(shape) => Fault::Expected(shape),
        Misfit::Missing => Fault::Missing,
        Misfit::Unknown(_) => Fault::UnknownField { nearest: None },
        Misfit::Twice => Fault::Twice(path.rsplit('.').next().unwrap_or_default().to_owned()),
    };
    let place = if path.is_empty() { Place::File } else { Place::Field(path) };
    Problem::at(place, fault)
}
