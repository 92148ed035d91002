//! What the browser's store holds: a head, the cases, and the journal of changes.
//!
//! The head begins with its version, so that a newer store is recognised and left alone; nothing
//! else of an inspection is read before its head.

use domain::{
    Case, CaseId, Change, DeviceId, Fault, Framework, Inspection, Place, Problem, Sorted,
};
use serde::{Deserialize, Serialize};

use crate::case_record::CaseRecord;
use crate::change_record::ChangeRecord;
use crate::edition::EditionName;
use crate::inspection_record::InspectionRecord;
use crate::json::{self, Pairs};

/// The version of the store's texts that this program writes, and the newest it reads.
pub const VERSION: u32 = 3;

#[derive(Serialize, Deserialize)]
struct HeadText<'a> {
    version: u32,
    edition: EditionName,
    /// The inspection holds every change up to this clock.
    folded: u64,
    heads: Pairs<String, u32>,
    n_cases: usize,
    #[serde(borrow)]
    inspection: InspectionRecord<'a>,
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
}

/// Writes the head of an inspection.
pub fn write_head(edition: &EditionName, inspection: &Inspection) -> String {
    let head = HeadText {
        version: VERSION,
        edition: edition.clone(),
        folded: inspection.clock,
        heads: Pairs(inspection.heads.iter().map(|(id, head)| (id.to_string(), *head)).collect()),
        n_cases: inspection.cases.len(),
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
            Ok(Head { edition: head.edition, inspection, n_cases: head.n_cases })
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

/// Writes changes as one segment of the journal: a JSON array, one change a line.
pub fn write_segment<'a>(changes: impl IntoIterator<Item = &'a Change>) -> String {
    let mut text = String::from("[");
    for change in changes {
        if text.len() > 1 {
            text.push_str(",\n");
        }
        text.push_str(&serde_json::to_string(&ChangeRecord::of(change)).unwrap_or_default());
    }
    text.push(']');
    text
}

/// Reads one segment of the journal.
///
/// # Errors
/// The first problem of it.
pub fn read_segment(text: &str) -> Result<Vec<Change>, Vec<Problem>> {
    let records: Vec<ChangeRecord<'_>> =
        serde_json::from_str(text).map_err(|error| vec![json::problem(&error)])?;
    let changes = records.into_iter().enumerate();
    changes
        .map(|(at, record)| record.change(format_args!("journal[{at}]")).map_err(|one| vec![one]))
        .collect()
}
