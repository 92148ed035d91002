//! Worked examples as files hold them.

use std::collections::BTreeMap;

use domain::Certainty;
use serde::Deserialize;
use serde::de::Error;
use toml::Spanned;

use crate::{Golden, Unreadable};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileRecord {
    golden: Vec<Spanned<GoldenRecord>>,
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GoldenRecord {
    name: String,
    source: String,
    #[serde(deserialize_with = "certainty")]
    certainty: Certainty,
    /// The panel's ratings by standard.
    #[serde(default)]
    pub(crate) given: BTreeMap<String, String>,
    /// The lead inspector's proposals by standard.
    #[serde(default)]
    pub(crate) proposed: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) cases: Vec<GroupRecord>,
    pub(crate) expect: ExpectRecord,
}

/// A group of equal cases.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupRecord {
    pub(crate) pool: String,
    pub(crate) count: u32,
    #[serde(default)]
    pub(crate) details: BTreeMap<String, DetailText>,
    #[serde(default)]
    pub(crate) not_sufficient: Vec<String>,
    #[serde(default)]
    pub(crate) not_applicable: Vec<String>,
    #[serde(default)]
    pub(crate) owed: Vec<String>,
}

/// A detail: a text, or a number as people write it.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum DetailText {
    Text(String),
    Number(u32),
}

impl DetailText {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
        }
    }
}

#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectRecord {
    pub(crate) standards: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) shares: BTreeMap<String, String>,
    pub(crate) total: String,
    pub(crate) overall: String,
    #[serde(default)]
    pub(crate) derived_bands: bool,
    #[serde(default)]
    pub(crate) rests_on_rounding: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) panel_total: Option<String>,
    #[serde(default)]
    pub(crate) panel_overall: Option<String>,
}

fn certainty<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Certainty, D::Error> {
    let word = String::deserialize(deserializer)?;
    let known = Certainty::ALL.map(Certainty::as_str);
    Certainty::parse(&word)
        .ok_or_else(|| D::Error::custom(format!("`{word}`, expected {}", known.join(", "))))
}

pub(crate) fn read(text: &str) -> Result<Vec<Golden>, Unreadable> {
    let file: FileRecord = toml::from_str(text).map_err(|error| {
        let (line, column) = position(text, error.span().map_or(0, |span| span.start));
        Unreadable { line, column, words: error.message().to_owned() }
    })?;
    let golden = |one: Spanned<GoldenRecord>| {
        let (line, _) = position(text, one.span().start);
        let record = one.into_inner();
        Golden {
            line,
            name: record.name.clone(),
            source: record.source.clone(),
            certainty: record.certainty,
            total: record.expect.total.clone(),
            overall: record.expect.overall.clone(),
            record,
        }
    };
    Ok(file.golden.into_iter().map(golden).collect())
}

fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let column = before.chars().rev().take_while(|letter| *letter != '\n').count() + 1;
    (before.matches('\n').count() + 1, column)
}
