//! A change as files and the store hold it.

use std::fmt;

use domain::{
    CaseId, Change, DeviceId, EvidenceId, EvidencePart, Fault, InspectionField, Place, Problem,
    ReadingId, Reference, Slug, Stamp, Target,
};
use serde::{Deserialize, Serialize};

use crate::json::Quoted;

/// One fact that altered the inspection.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("allOf" = crate::schema::needs_of_parts())))]
#[serde(rename = "Change")]
pub(crate) struct ChangeRecord<'a> {
    /// The browser or program that made it: 16 hexadecimal digits.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow)]
    device: Quoted<'a>,
    /// Its place among that device's changes, from 1.
    #[cfg_attr(feature = "schema", schemars(range(min = 1)))]
    sequence: u32,
    /// The logical clock.
    clock: u64,
    /// The wall clock, in milliseconds since 1970 in UTC.
    at: u64,
    /// The reader, by name or initials as given.
    #[serde(borrow)]
    reader: Quoted<'a>,
    /// What was altered: `service`, `answer`, `note`, `verdict`, ...
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::PartWord"))]
    #[serde(borrow)]
    part: Quoted<'a>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    case: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reading: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::IdText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    evidence: Option<Quoted<'a>>,
    /// The prompt, key question or standard.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    reference: Option<Quoted<'a>>,
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::NameText"))]
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    detail: Option<Quoted<'a>>,
    /// The value before; absent for nothing.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    before: Option<Quoted<'a>>,
    /// The value after; absent for nothing.
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    after: Option<Quoted<'a>>,
}

/// The highest clock read: 2^53, which every program that reads JSON can count to. Changes made after
/// it have room to count on.
const MOST_CLOCK: u64 = 1 << 53;
/// The highest sequence number read, with room to count on.
const MOST_SEQUENCE: u32 = 1 << 31;

impl<'a> ChangeRecord<'a> {
    /// The record of a change.
    pub(crate) fn of(change: &'a Change) -> Self {
        let stamp = &change.stamp;
        let mut record = Self {
            device: stamp.device.to_string().into(),
            sequence: stamp.sequence,
            clock: stamp.clock,
            at: stamp.at,
            reader: stamp.reader.as_str().into(),
            part: Quoted::from(part_word(&change.target)),
            case: change.target.case().map(|id| id.to_string().into()),
            reading: None,
            evidence: None,
            reference: None,
            detail: None,
            before: change.before.as_deref().map(Quoted::from),
            after: change.after.as_deref().map(Quoted::from),
        };
        match change.target {
            Target::Inspection(_) | Target::Case(_) | Target::Withdrawn(_) => {}
            Target::Detail(_, detail) => record.detail = Some(detail.to_string().into()),
            Target::Reading(_, reading) | Target::State(_, reading) => {
                record.reading = Some(reading.to_string().into());
            }
            Target::Answer(_, reading, reference)
            | Target::Note(_, reading, reference)
            | Target::EarlierAnswer(_, reading, reference)
            | Target::EarlierVerdict(_, reading, reference)
            | Target::Verdict(_, reading, reference)
            | Target::Reason(_, reading, reference) => {
                record.reading = Some(reading.to_string().into());
                record.reference = Some(reference.to_string().into());
            }
            Target::Evidence(id, _) => record.evidence = Some(id.to_string().into()),
            Target::Proposed(reference)
            | Target::ProposedReason(reference)
            | Target::EarlierProposed(reference) => {
                record.reference = Some(reference.to_string().into());
            }
            Target::Given(reference)
            | Target::GivenReason(reference)
            | Target::GivenBy(reference) => {
                record.reference = reference.map(|reference| reference.to_string().into());
            }
        }
        record
    }

    /// The change that this records.
    ///
    /// # Errors
    /// The field that is missing or not allowed, as a path under `place`.
    pub(crate) fn change(self, place: fmt::Arguments<'_>) -> Result<Change, Problem> {
        let device = parsed(place, "device", Some(&self.device), DeviceId::parse)?;
        let target = self.target(place)?;
        for (field, number, most) in [
            ("sequence", u64::from(self.sequence), u64::from(MOST_SEQUENCE)),
            ("clock", self.clock, MOST_CLOCK),
            ("at", self.at, MOST_CLOCK),
        ] {
            if number > most {
                let fault = Fault::NotAllowed(number.to_string());
                return Err(Problem::at(Place::Field(format!("{place}.{field}")), fault));
            }
        }
        Ok(Change {
            stamp: Stamp {
                device,
                sequence: self.sequence,
                clock: self.clock,
                at: self.at,
                reader: self.reader.into_owned(),
            },
            target,
            before: self.before.map(Quoted::into_owned),
            after: self.after.map(Quoted::into_owned),
        })
    }

    fn target(&self, place: fmt::Arguments<'_>) -> Result<Target, Problem> {
        let case = || parsed(place, "case", self.case.as_deref(), CaseId::parse);
        let reading = || parsed(place, "reading", self.reading.as_deref(), ReadingId::parse);
        let reference = || parsed(place, "reference", self.reference.as_deref(), Reference::new);
        let evidence = || parsed(place, "evidence", self.evidence.as_deref(), EvidenceId::parse);
        let standard = || match self.reference {
            None => Ok(None),
            Some(_) => reference().map(Some),
        };
        Ok(match &*self.part {
            "case" => Target::Case(case()?),
            "withdrawn" => Target::Withdrawn(case()?),
            "detail" => {
                Target::Detail(case()?, parsed(place, "detail", self.detail.as_deref(), Slug::new)?)
            }
            "reading" => Target::Reading(case()?, reading()?),
            "state" => Target::State(case()?, reading()?),
            "answer" => Target::Answer(case()?, reading()?, reference()?),
            "note" => Target::Note(case()?, reading()?, reference()?),
            "earlier-answer" => Target::EarlierAnswer(case()?, reading()?, reference()?),
            "verdict" => Target::Verdict(case()?, reading()?, reference()?),
            "reason" => Target::Reason(case()?, reading()?, reference()?),
            "earlier-verdict" => Target::EarlierVerdict(case()?, reading()?, reference()?),
            "proposed" => Target::Proposed(reference()?),
            "proposed-reason" => Target::ProposedReason(reference()?),
            "earlier-proposed" => Target::EarlierProposed(reference()?),
            "given" => Target::Given(standard()?),
            "given-reason" => Target::GivenReason(standard()?),
            "given-by" => Target::GivenBy(standard()?),
            other => {
                if let Some((_, field)) = FIELDS.iter().find(|(word, _)| *word == other) {
                    return Ok(Target::Inspection(*field));
                }
                if let Some((_, part)) = EVIDENCE_PARTS.iter().find(|(word, _)| *word == other) {
                    return Ok(Target::Evidence(evidence()?, *part));
                }
                let fault = Fault::NotAllowed(other.to_owned());
                return Err(Problem::at(Place::Field(format!("{place}.part")), fault));
            }
        })
    }
}

fn parsed<T>(
    place: fmt::Arguments<'_>,
    field: &str,
    text: Option<&str>,
    parse: impl Fn(&str) -> Option<T>,
) -> Result<T, Problem> {
    let fault = match text {
        None => Fault::Missing,
        Some(text) => match parse(text) {
            Some(value) => return Ok(value),
            None => Fault::NotAllowed(text.to_owned()),
        },
    };
    Err(Problem::at(Place::Field(format!("{place}.{field}")), fault))
}

pub(crate) const FIELDS: [(&str, InspectionField); 7] = [
    ("service", InspectionField::Service),
    ("nation", InspectionField::Nation),
    ("fieldwork-from", InspectionField::FieldworkFrom),
    ("fieldwork-to", InspectionField::FieldworkTo),
    ("marking", InspectionField::Marking),
    ("origin", InspectionField::Origin),
    ("hand-over-key", InspectionField::HandOverKey),
];

pub(crate) const EVIDENCE_PARTS: [(&str, EvidencePart); 5] = [
    ("evidence", EvidencePart::KeyQuestion),
    ("evidence-source", EvidencePart::Source),
    ("evidence-date", EvidencePart::Date),
    ("evidence-summary", EvidencePart::Summary),
    ("evidence-direction", EvidencePart::Direction),
];

/// The word of what a change alters.
pub(crate) fn part_word(target: &Target) -> &'static str {
    let of = |field| FIELDS.iter().find(|(_, one)| *one == field).map_or("", |(word, _)| word);
    let of_part =
        |part| EVIDENCE_PARTS.iter().find(|(_, one)| *one == part).map_or("", |(word, _)| word);
    match target {
        Target::Inspection(field) => of(*field),
        Target::Case(_) => "case",
        Target::Withdrawn(_) => "withdrawn",
        Target::Detail(..) => "detail",
        Target::Reading(..) => "reading",
        Target::State(..) => "state",
        Target::Answer(..) => "answer",
        Target::Note(..) => "note",
        Target::EarlierAnswer(..) => "earlier-answer",
        Target::Verdict(..) => "verdict",
        Target::Reason(..) => "reason",
        Target::EarlierVerdict(..) => "earlier-verdict",
        Target::Evidence(_, part) => of_part(*part),
        Target::Proposed(_) => "proposed",
        Target::ProposedReason(_) => "proposed-reason",
        Target::EarlierProposed(_) => "earlier-proposed",
        Target::Given(_) => "given",
        Target::GivenReason(_) => "given-reason",
        Target::GivenBy(_) => "given-by",
    }
}
