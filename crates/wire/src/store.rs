//! What the browser's store holds: a head, the cases, and the journal of changes.
//!
//! The head begins with its version, so that a newer store is recognised and left alone; nothing
//! else of an inspection is read before its head.
//!
//! The journal is a chain: each segment carries the digest of the one before, so that a segment that is
//! missing, altered or of another inspection shows. The tip says where the chain ends.

use domain::{
    Case, CaseId, Change, DeviceId, Fault, Framework, Inspection, Place, Problem, Sorted,
};
use serde::{Deserialize, Serialize};

use crate::case_record::CaseRecord;
use crate::change_record::ChangeRecord;
use crate::digest;
use crate::edition::EditionName;
use crate::inspection_record::InspectionRecord;
use crate::json::{self, Pairs};

/// The version of the store's texts that this program writes, and the newest it reads.
pub const VERSION: u32 = 4;

#[derive(Serialize, Deserialize)]
struct HeadText<'a> {
    version: u32,
    edition: EditionName,
    /// The inspection holds every change up to this clock.
    folded: u64,
    heads: Pairs<String, u32>,
    n_cases: usize,
    /// Where the journal stood; absent in a head of version 1 or 2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<Link>,
    #[serde(borrow)]
    inspection: InspectionRecord<'a>,
}

/// A place in a journal: how many changes lead to it, and the digest of the last segment of them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Link {
    /// How many changes stand before it.
    pub n_changes: u64,
    /// SHA-256 of the text of the last segment, as 64 hexadecimal digits; empty where there is none.
    pub digest: String,
}

impl Link {
    /// The place after a segment with so many changes.
    pub fn after(&self, n_changes: usize, segment: &str) -> Self {
        Self { n_changes: self.n_changes + n_changes as u64, digest: digest(segment.as_bytes()) }
    }
}

/// The head of a stored inspection.
#[derive(Clone, PartialEq, Debug)]
pub struct Head {
    /// The edition it works to.
    pub edition: EditionName,
    /// The inspection without its cases, folded up to its clock.
    pub inspection: Inspection,
    /// How many cases stand beside it.
    pub n_cases: usize,
    /// Where the journal stood when it was written; `None` before version 3.
    pub link: Option<Link>,
}

/// Writes the head of an inspection whose journal stands at `link`.
pub fn write_head(edition: &EditionName, inspection: &Inspection, link: &Link) -> String {
    let head = HeadText {
        version: VERSION,
        edition: edition.clone(),
        folded: inspection.clock,
        heads: Pairs(inspection.heads.iter().map(|(id, head)| (id.to_string(), *head)).collect()),
        n_cases: inspection.cases.len(),
        link: Some(link.clone()),
        inspection: InspectionRecord::of(inspection),
    };
    // Strings, numbers and lists: there is nothing in it that JSON could refuse.
    serde_json::to_string(&head).unwrap_or_default()
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

/// Reads a head.
///
/// # Errors
/// What is wrong with it: first of all a version newer than this program's.
pub fn read_head(text: &str) -> Result<Head, Vec<Problem>> {
    let version: VersionOnly =
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])?;
    if version.version > VERSION {
        let fault = Fault::NewerVersion { found: version.version, newest: VERSION };
        return Err(vec![Problem::at(Place::File, fault)]);
    }
    let head: HeadText<'_> =
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])?;
    let mut problems = Vec::new();
    let inspection = head.inspection.inspection("inspection", &mut problems);
    let mut heads = Sorted::new();
    for (id, sequence) in head.heads.0 {
        match DeviceId::parse(&id) {
            Some(id) => {
                heads.insert(id, sequence);
            }
            None => {
                problems.push(Problem::at(Place::Part("heads".to_owned()), Fault::NotAllowed(id)))
            }
        }
    }
    match inspection {
        Some(mut inspection) if problems.is_empty() => {
            inspection.clock = head.folded;
            inspection.heads = heads;
            let (edition, n_cases, link) = (head.edition, head.n_cases, head.link);
            Ok(Head { edition, inspection, n_cases, link })
        }
        _ => Err(problems),
    }
}

/// Writes one case.
pub fn write_case(framework: &Framework, id: CaseId, case: &Case) -> String {
    serde_json::to_string(&CaseRecord::of(framework, id, case)).unwrap_or_default()
}

/// Reads one case.
///
/// # Errors
/// Every problem of it.
pub fn read_case(framework: &Framework, text: &str) -> Result<(CaseId, Case), Vec<Problem>> {
    let record: CaseRecord<'_> =
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])?;
    let mut problems = Vec::new();
    match record.case(framework, "case", &mut problems) {
        Some(case) if problems.is_empty() => Ok(case),
        _ => Err(problems),
    }
}

/// A segment of the journal: what was saved at once.
#[derive(Clone, PartialEq, Debug)]
pub struct Segment {
    /// The digest of the segment before; empty in the first, `None` before version 3.
    pub before: Option<String>,
    /// Its changes, in order.
    pub changes: Vec<Change>,
}

/// Writes changes as one segment of the journal, one change a line, behind the segment with the digest
/// `before`.
pub fn write_segment<'a>(before: &str, changes: impl IntoIterator<Item = &'a Change>) -> String {
    let mut text = format!("{{\"before\":\"{before}\",\"changes\":[");
    for (at, change) in changes.into_iter().enumerate() {
        text.push_str(if at > 0 { ",\n" } else { "\n" });
        text.push_str(&serde_json::to_string(&ChangeRecord::of(change)).unwrap_or_default());
    }
    text.push_str("]}");
    text
}

#[derive(Deserialize)]
struct SegmentText<'a> {
    before: String,
    #[serde(borrow)]
    changes: Vec<ChangeRecord<'a>>,
}

/// Reads one segment of the journal.
///
/// # Errors
/// The first problem of it.
pub fn read_segment(text: &str) -> Result<Segment, Vec<Problem>> {
    let not_read = |error: serde_json::Error| vec![json::problem(&error)];
    let (before, records) = if text.starts_with('[') {
        (None, serde_json::from_str::<Vec<ChangeRecord<'_>>>(text).map_err(not_read)?)
    } else {
        let segment: SegmentText<'_> = serde_json::from_str(text).map_err(not_read)?;
        // It is written as it stands, so anything else could not be read again.
        if !segment.before.bytes().all(|letter| letter.is_ascii_hexdigit()) {
            let place = Place::Field("before".to_owned());
            return Err(vec![Problem::at(place, Fault::ChainBroken)]);
        }
        (Some(segment.before), segment.changes)
    };
    let changes = records.into_iter().enumerate();
    let changes = changes
        .map(|(at, record)| record.change(format_args!("journal[{at}]")).map_err(|one| vec![one]));
    Ok(Segment { before, changes: changes.collect::<Result<_, _>>()? })
}

/// Where the journal of a stored inspection ends, and whose turn it is to write.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Tip {
    /// The digest of the edition the inspection works to.
    pub edition: String,
    /// The clock of the last change.
    pub clock: u64,
    /// The end of the journal.
    pub link: Link,
    /// How often the right to write has passed to a window. Whoever wrote before is refused.
    pub turn: u64,
}

impl Tip {
    /// Its text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])
    }

    /// A segment with these changes at the end of the journal: its text, and the tip behind it.
    pub fn append(&self, changes: &[Change]) -> (String, Self) {
        let text = write_segment(&self.link.digest, changes);
        let clock = changes.iter().map(|change| change.stamp.clock).max();
        let tip = Self {
            edition: self.edition.clone(),
            clock: clock.unwrap_or_default().max(self.clock),
            link: self.link.after(changes.len(), &text),
            turn: self.turn,
        };
        (text, tip)
    }
}
