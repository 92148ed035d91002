//! A file that comes in: looked into, held against what is here, and brought in.

use std::rc::Rc;

use domain::{
    CaseNews, Change, Comparison, Fault, Inspection, InspectionId, Place, Problem, compare,
};
use seal::Lock;
use shelf::{KeyOfCopy, OpenFault, ShelfFault};
use wire::Exported;
use wire::lock::SealedCopy;

use super::{Progress, Stage, adopt, here, read};
use crate::browser::file_in;
use crate::browser::sealing::{Failure, Module, With};
use crate::store::{Action, Desk, Notice};

/// A file that was read, held against what is on the shelf.
pub struct Preview {
    /// The name of the file.
    pub name: String,
    /// What is in it.
    pub exported: Exported,
    /// The inspection as it is here, with its journal; `None` where it is new.
    here: Option<(Inspection, Vec<Change>)>,
    /// What it would bring.
    pub comparison: Comparison,
    /// Why it cannot be brought in, if it cannot.
    pub problems: Vec<Problem>,
    /// The key of a sealed copy: what is new here is kept under its passphrase.
    key: Option<KeyOfCopy>,
}

impl Preview {
    /// Whether the inspection is on the shelf already.
    pub fn is_here(&self) -> bool {
        self.here.is_some()
    }

    /// How many cases have this news.
    pub fn count(&self, wanted: CaseNews) -> usize {
        let cases = self.comparison.news.iter().filter(|(part, _)| part.is_some());
        cases.filter(|(_, news)| **news == wanted).count()
    }

    /// Whether there is anything to bring in.
    pub fn is_new(&self) -> bool {
        !self.comparison.missing_here.is_empty()
    }
}

/// A file that was picked and looked at.
pub enum Looked {
    /// It could be read.
    Read(Box<Preview>),
    /// It is sealed for hand-over.
    Sealed(SealedFile),
    /// It is the copy, of this name, of an inspection with a passphrase, which is needed first.
    Locked(String, Rc<SealedCopy>),
}

/// A sealed file, not opened yet.
#[derive(Clone, PartialEq)]
pub struct SealedFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    bytes: Rc<Vec<u8>>,
    /// What opens it.
    pub lock: Lock,
}

/// Why a file cannot be brought in.
#[derive(Clone, PartialEq, Debug)]
pub enum Unread {
    /// Every problem of it.
    Problems(Vec<Problem>),
    /// It is sealed, and was not opened.
    Unopened(Failure),
}

/// Reads a file and holds it against the shelf, or finds out what opens it. Nothing is written.
///
/// # Errors
/// Every problem of the file.
pub async fn look(
    desk: &Desk,
    file: &file_in::Picked,
    progress: &Progress,
) -> Result<Looked, Unread> {
    progress.at(Stage::Reading, 0, 1).await;
    let largest = wire::LARGEST_FILE.max(seal::LARGEST_SEALED);
    let bytes = file_in::read(file, largest).await.map_err(|one| Unread::Problems(vec![one]))?;
    let name = file.name();
    if seal::is_sealed(&bytes) {
        let module = Module::start().await.map_err(Unread::Unopened)?;
        let lock = module.lock(&bytes).map_err(Unread::Unopened)?;
        return Ok(Looked::Sealed(SealedFile { name, bytes: Rc::new(bytes), lock }));
    }
    let text = wire::text_of(bytes).map_err(|one| Unread::Problems(vec![one]))?;
    if let Some(copy) = shelf::copy_of_locked(&text) {
        let copy = copy.map_err(|one| Unread::Problems(vec![one]))?;
        return Ok(Looked::Locked(name, Rc::new(copy)));
    }
    let preview = preview(desk, name, text, None, progress).await;
    preview.map(|one| Looked::Read(Box::new(one))).map_err(Unread::Problems)
}

/// Opens a sealed file and goes on as with any other. It can be tried as often as it takes.
///
/// # Errors
/// Why it was not opened, or every problem of what was in it.
pub async fn open(
    desk: &Desk,
    file: &SealedFile,
    with: With<'_>,
    progress: &Progress,
) -> Result<Preview, Unread> {
    progress.before(Stage::Opening).await;
    let module = Module::start().await.map_err(Unread::Unopened)?;
    let bytes = module.open(&file.bytes, with).map_err(Unread::Unopened)?;
    let text = wire::text_of(bytes).map_err(|one| Unread::Problems(vec![one]))?;
    let preview = preview(desk, file.name.clone(), text, None, progress).await;
    preview.map_err(Unread::Problems)
}

/// Reads an export and holds it against the shelf; `key` is that of the locked copy it was in. Nothing is
/// written.
///
/// # Errors
/// Every problem of the file.
pub async fn preview(
    desk: &Desk,
    name: String,
    text: String,
    key: Option<KeyOfCopy>,
    progress: &Progress,
) -> Result<Preview, Vec<Problem>> {
    let exported = read(&text, Stage::Reading, progress).await?;
    drop(text);
    let here =
        here(&desk.shelf, exported.inspection.id, progress).await.map_err(|fault| match fault {
            OpenFault::Problems(problems) => problems,
            OpenFault::Shelf(ShelfFault::Locked) => {
                vec![Problem::at(Place::File, Fault::IsLocked)]
            }
            _ => {
                vec![Problem::at(Place::File, Fault::Unknown(exported.inspection.service.clone()))]
            }
        })?;
    let ours = here.as_ref().map(|(_, journal)| journal.as_slice()).unwrap_or_default();
    let comparison = compare(ours, &exported.changes);
    let problems = here
        .as_ref()
        .map(|(inspection, _)| refusals(inspection, &exported, &comparison))
        .unwrap_or_default();
    Ok(Preview { name, exported, here, comparison, problems, key })
}

/// Why a file cannot be brought in: both sides went on, or a number is taken.
fn refusals(here: &Inspection, exported: &Exported, comparison: &Comparison) -> Vec<Problem> {
    let there = &exported.inspection;
    let mut problems = Vec::new();
    for (part, news) in &comparison.news {
        match (part, news) {
            (None, CaseNews::BothChanged) => {
                problems.push(Problem::at(Place::File, Fault::InspectionChangedOnBothSides))
            }
            (Some(id), CaseNews::BothChanged) => {
                let number = there.cases.get(id).map_or_else(String::new, |one| one.number.clone());
                problems.push(Problem::at(Place::Case(number), Fault::ChangedOnBothSides(*id)));
            }
            (Some(id), CaseNews::New) => {
                let Some(case) = there.cases.get(id) else { continue };
                if here.case_numbered(&case.number).is_some() {
                    let fault = Fault::NumberTaken(case.number.clone());
                    problems.push(Problem::at(Place::Case(case.number.clone()), fault));
                }
            }
            _ => {}
        }
    }
    problems
}

/// Brings a file in: all of it or nothing.
///
/// # Errors
/// Why nothing was brought in.
pub async fn bring_in(
    desk: &Desk,
    preview: Preview,
    progress: &Progress,
) -> Result<InspectionId, Vec<Problem>> {
    let n_new = preview.count(CaseNews::New);
    let n_newer = preview.count(CaseNews::NewerThere);
    let edition = preview.exported.edition;
    let id = preview.exported.inspection.id;
    let mut met = Vec::new();
    let is_new = preview.here.is_none();
    if let Some(key) = preview.key.filter(|_| is_new) {
        desk.shelf.lock_as_copy(id, &key);
    }
    let (inspection, changes) = match preview.here {
        None => (preview.exported.inspection, preview.exported.changes),
        Some((_, mut changes)) => {
            let theirs = preview.exported.changes;
            met.extend(preview.comparison.missing_here.iter().map(|at| theirs[*at].clone()));
            changes.extend(met.iter().cloned());
            wire::in_order(&mut changes);
            let fold = Inspection::fold(&edition.framework, id, &changes);
            let inspection = fold
                .map_err(|(_, refusal)| vec![Problem::at(Place::File, Fault::Refused(refusal))])?;
            (inspection, changes)
        }
    };
    let kept = adopt(desk, edition, inspection, &changes, progress).await;
    if kept.is_err() && is_new {
        desk.shelf.call_off(id);
    }
    kept.map_err(|_| vec![Problem::at(Place::Part("store".to_owned()), Fault::NotKept)])?;
    desk.tell(Action::Met(id, met));
    desk.tell(Action::Told(Notice::Imported { n_new, n_newer }));
    Ok(id)
}
