//! An inspection without its cases, as files and the store hold it.

use std::sync::Arc;

use domain::{
    Date, Direction, EvidenceEntry, EvidenceId, Fault, Given, HandOverKey, Inspection,
    InspectionId, Nation, Origin, Place, Problem, Proposal, Proposed, Rating, Reference,
    ServiceRecord, SourceKind,
};
use serde::{Deserialize, Serialize};

use crate::json::{self, MOST_ENTRIES, Quoted};

/// The inspection's own fields and the service record.
#[derive(Clone, PartialEq, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "InspectionFields")]
pub(crate) struct InspectionRecord<'a> {
    /// 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow)]
    pub(crate) id: Quoted<'a>,
    #[serde(borrow)]
    pub(crate) service: Quoted<'a>,
    /// `england` or `wales`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NationWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    nation: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DateText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    fieldwork_from: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DateText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    fieldwork_to: Option<Quoted<'a>>,
    /// The handling marking.
    #[serde(borrow)]
    marking: Quoted<'a>,
    /// Where the work was carried over from: inspection, digest, identifier and edition.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    origin: Option<Quoted<'a>>,
    /// The public key that work is sealed for when it is handed over.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::KeyText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    hand_over_key: Option<Quoted<'a>>,
    #[serde(
        borrow,
        default,
        deserialize_with = "json::at_most::<MOST_ENTRIES, _, _>",
        skip_serializing_if = "Vec::is_empty"
    )]
    evidence: Vec<EvidenceRecord<'a>>,
    #[serde(
        borrow,
        default,
        deserialize_with = "json::at_most::<MOST_ENTRIES, _, _>",
        skip_serializing_if = "Vec::is_empty"
    )]
    proposed: Vec<ProposedRecord<'a>>,
    #[serde(
        borrow,
        default,
        deserialize_with = "json::at_most::<MOST_ENTRIES, _, _>",
        skip_serializing_if = "Vec::is_empty"
    )]
    given: Vec<GivenRecord<'a>>,
}

/// Something seen, read or heard that bears on a key question judged at service level.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "EvidenceEntry")]
struct EvidenceRecord<'a> {
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow)]
    id: Quoted<'a>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow)]
    key_question: Quoted<'a>,
    /// Milliseconds since 1970 in UTC.
    begun_at: u64,
    /// Removed entries are kept and count nowhere.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    removed: bool,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::SourceWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    source: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DateText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    date: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    summary: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DirectionWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    direction: Option<Quoted<'a>>,
}

/// What the lead inspector proposes for a standard.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Proposed")]
struct ProposedRecord<'a> {
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow)]
    standard: Quoted<'a>,
    /// A rating, or `not-rated`.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::ProposalWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    rating: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reason: Option<Quoted<'a>>,
    /// What was proposed under an earlier edition that asked in other words. It counts nowhere.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::ProposalWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    earlier: Option<Quoted<'a>>,
}

/// What the ratings panel gave, beside the computed rating.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename = "Given")]
struct GivenRecord<'a> {
    /// Absent for the overall rating.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    standard: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::RatingWord"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    rating: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reason: Option<Quoted<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    by: Option<Quoted<'a>>,
    /// Milliseconds since 1970 in UTC.
    at: u64,
}

fn some_text(text: &str) -> Option<Quoted<'_>> {
    (!text.is_empty()).then_some(Quoted::from(text))
}

fn own(text: Option<Quoted<'_>>) -> String {
    text.map(Quoted::into_owned).unwrap_or_default()
}

impl<'a> InspectionRecord<'a> {
    /// The record of an inspection, its cases apart.
    pub(crate) fn of(inspection: &'a Inspection) -> Self {
        let record = &inspection.record;
        Self {
            id: inspection.id.to_string().into(),
            service: inspection.service.as_str().into(),
            nation: inspection.nation.map(|nation| nation.as_str().into()),
            fieldwork_from: inspection.fieldwork_from.map(|date| date.to_string().into()),
            fieldwork_to: inspection.fieldwork_to.map(|date| date.to_string().into()),
            marking: inspection.marking.as_str().into(),
            origin: inspection.origin.as_ref().map(|origin| origin.to_string().into()),
            hand_over_key: inspection.hand_over_key.as_ref().map(|key| key.as_str().into()),
            evidence: record.evidence.iter().map(EvidenceRecord::of).collect(),
            proposed: record
                .proposed
                .iter()
                .map(|(standard, proposed)| ProposedRecord {
                    standard: standard.to_string().into(),
                    rating: proposed.proposal.map(|one| one.as_str().into()),
                    reason: some_text(&proposed.reason),
                    earlier: proposed.earlier.map(|one| one.as_str().into()),
                })
                .collect(),
            given: record
                .given
                .iter()
                .map(|(standard, given)| GivenRecord {
                    standard: standard.map(|standard| standard.to_string().into()),
                    rating: given.rating.map(|rating| rating.as_str().into()),
                    reason: some_text(&given.reason),
                    by: some_text(&given.by),
                    at: given.at,
                })
                .collect(),
        }
    }

    /// The same without the service record: what a file of chosen cases carries.
    pub(crate) fn without_service(mut self) -> Self {
        self.evidence.clear();
        self.proposed.clear();
        self.given.clear();
        self
    }

    /// The inspection that this records, without cases, with every problem found under `place`.
    pub(crate) fn inspection(self, place: &str, problems: &mut Vec<Problem>) -> Option<Inspection> {
        let mut read = Read { place, problems };
        let id = read.field("id", Some(&self.id), InspectionId::parse);
        let nation = read.field("nation", self.nation.as_deref(), Nation::parse);
        let from = read.field("fieldwork_from", self.fieldwork_from.as_deref(), Date::parse);
        let to = read.field("fieldwork_to", self.fieldwork_to.as_deref(), Date::parse);
        let origin = read.field("origin", self.origin.as_deref(), Origin::parse);
        let key = read.field("hand_over_key", self.hand_over_key.as_deref(), HandOverKey::parse);
        let mut record = ServiceRecord::default();
        for (at, one) in self.evidence.into_iter().enumerate() {
            let field = |name: &str| format!("evidence[{at}].{name}");
            let id = read.field(&field("id"), Some(&one.id), EvidenceId::parse);
            let key_question =
                read.field(&field("key_question"), Some(&one.key_question), Reference::new);
            let source = read.field(&field("source"), one.source.as_deref(), SourceKind::parse);
            let date = read.field(&field("date"), one.date.as_deref(), Date::parse);
            let direction =
                read.field(&field("direction"), one.direction.as_deref(), Direction::parse);
            if let (Some(id), Some(key_question)) = (id, key_question) {
                let entry = EvidenceEntry {
                    key_question,
                    begun_at: one.begun_at,
                    removed: one.removed,
                    source,
                    date,
                    summary: own(one.summary),
                    direction,
                };
                let twice = record.evidence.insert(id, entry).is_some();
                read.once(&format!("evidence[{at}]"), twice, || id.to_string());
            }
        }
        for (at, one) in self.proposed.into_iter().enumerate() {
            let standard = read.field(
                &format!("proposed[{at}].standard"),
                Some(&one.standard),
                Reference::new,
            );
            let proposal = read.field(
                &format!("proposed[{at}].rating"),
                one.rating.as_deref(),
                Proposal::parse,
            );
            let earlier = read.field(
                &format!("proposed[{at}].earlier"),
                one.earlier.as_deref(),
                Proposal::parse,
            );
            if let Some(standard) = standard {
                let proposed = Proposed { proposal, reason: own(one.reason), earlier };
                let twice = record.proposed.insert(standard, proposed).is_some();
                read.once(&format!("proposed[{at}]"), twice, || standard.to_string());
            }
        }
        for (at, one) in self.given.into_iter().enumerate() {
            let standard = read.field(
                &format!("given[{at}].standard"),
                one.standard.as_deref(),
                Reference::new,
            );
            let rating =
                read.field(&format!("given[{at}].rating"), one.rating.as_deref(), Rating::parse);
            let given = Given { rating, reason: own(one.reason), by: own(one.by), at: one.at };
            let twice = record.given.insert(standard, given).is_some();
            let name = || standard.map_or_else(|| "overall".to_owned(), |one| one.to_string());
            read.once(&format!("given[{at}]"), twice, name);
        }
        let mut inspection = Inspection::new(id?);
        inspection.service = self.service.into_owned();
        inspection.nation = nation;
        inspection.fieldwork_from = from;
        inspection.fieldwork_to = to;
        inspection.marking = self.marking.into_owned();
        inspection.origin = origin;
        inspection.hand_over_key = key;
        inspection.record = Arc::new(record);
        Some(inspection)
    }
}

impl<'a> EvidenceRecord<'a> {
    fn of((id, entry): (&EvidenceId, &'a EvidenceEntry)) -> Self {
        Self {
            id: id.to_string().into(),
            key_question: entry.key_question.to_string().into(),
            begun_at: entry.begun_at,
            removed: entry.removed,
            source: entry.source.map(|source| source.as_str().into()),
            date: entry.date.map(|date| date.to_string().into()),
            summary: some_text(&entry.summary),
            direction: entry.direction.map(|direction| direction.as_str().into()),
        }
    }
}

struct Read<'a> {
    place: &'a str,
    problems: &'a mut Vec<Problem>,
}

impl Read<'_> {
    /// Reads an optional field; a value that is there and not allowed is a problem.
    fn field<T>(
        &mut self,
        field: &str,
        text: Option<&str>,
        parse: impl Fn(&str) -> Option<T>,
    ) -> Option<T> {
        let text = text?;
        let value = parse(text);
        if value.is_none() {
            let place = Place::Field(format!("{}.{field}", self.place));
            self.problems.push(Problem::at(place, Fault::NotAllowed(text.to_owned())));
        }
        value
    }

    /// What stands twice in a list would be there once afterwards, and its first half lost.
    fn once(&mut self, part: &str, twice: bool, name: impl Fn() -> String) {
        if twice {
            let place = Place::Field(format!("{}.{part}", self.place));
            self.problems.push(Problem::at(place, Fault::Twice(name())));
        }
    }
}
