//! Inspections that come and go whole: made, brought in, handed over.
//!
//! Each way is cut into short steps with a breath between them, so that the page stays awake and
//! says how far it is.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use domain::{
    Carried, CaseId, CaseNews, Change, Comparison, DeviceId, Fault, Inspection, InspectionId,
    Place, Problem, Target, compare,
};
use wire::lock::SealedCopy;
use wire::store::{self, Tip};
use wire::{Edition, Exported, Signature};

use crate::browser::{clock, file_in, file_out};
use crate::store::{Action, Desk, Notice, Open};
use shelf::{KeyOfCopy, OpenFault, Shelf, ShelfFault};

/// The program, as files name it.
pub const PROGRAM: &str = concat!("caseread ", env!("CARGO_PKG_VERSION"));
/// The media type of exports and results.
const JSON: &str = "application/json";
/// How many cases or changes are worked on before the time is looked at.
const STEP: usize = 200;
/// How long the page works between two breaths, in milliseconds. A breath costs some, too.
const BREATH: u64 = 50;
/// How many changes a segment of the journal holds when an inspection is brought in.
const SEGMENT: usize = 500;

/// Says how far long work is, and lets the browser breathe: as often as an eye can follow.
#[derive(Clone)]
pub struct Progress {
    tell: Rc<dyn Fn(Stage, usize, usize)>,
    told_at: Cell<u64>,
}

impl Progress {
    /// Progress that is told: the stage, how much is done, and of how much.
    pub fn new(tell: impl Fn(Stage, usize, usize) + 'static) -> Self {
        Self { tell: Rc::new(tell), told_at: Cell::new(0) }
    }

    /// Progress of work too short to be watched.
    fn silent() -> Self {
        Self::new(|_, _, _| {})
    }

    async fn at(&self, stage: Stage, done: usize, of: usize) {
        if clock::now().abs_diff(self.told_at.get()) < BREATH {
            return;
        }
        (self.tell)(stage, done, of);
        clock::breathe().await;
        self.told_at.set(clock::now());
    }
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stage {
    /// A file is read and checked.
    Reading,
    /// A file is written.
    Writing,
    /// A file that was written is read back.
    Checking,
    /// An inspection is put on the shelf.
    Keeping,
}

/// Makes a new inspection and takes it in hand. Gives whether it could be kept.
pub async fn create(
    desk: &Desk,
    edition: Arc<Edition>,
    id: InspectionId,
    device: DeviceId,
    reader: &str,
    edits: Rc<Vec<(Target, Option<String>)>>,
    lock: Option<NewLock>,
) -> bool {
    let mut inspection = Inspection::new(id);
    let mut changes = Vec::new();
    for (target, after) in edits.iter() {
        let at = clock::now();
        let change = inspection.change(device, reader, at, *target, after.clone());
        if let Some(change) = change
            && inspection.apply(&edition.framework, &change).is_ok()
        {
            changes.push(change);
        }
    }
    if let Some(NewLock { passphrase, label }) = lock
        && desk.shelf.begin_locked(id, &passphrase, &label, clock::now()).await.is_err()
    {
        return false;
    }
    let adopted = adopt(desk, edition, inspection, &changes, &Progress::silent()).await;
    if adopted.is_err() {
        desk.shelf.call_off(id);
    }
    desk.name_reader_with(Some(id), reader.to_owned());
    adopted.is_ok()
}

/// The passphrase that a new inspection gets.
pub struct NewLock {
    /// The passphrase.
    pub passphrase: String,
    /// What the inspection is called while it is locked.
    pub label: String,
}

/// Puts an inspection on the shelf that was carried over to another edition, and takes it in hand. Gives
/// whether it could be kept.
pub async fn begin_again(desk: &Desk, edition: Arc<Edition>, carried: &Carried) -> bool {
    let inspection = carried.inspection.clone();
    let id = inspection.id;
    // What was locked stays so, under the passphrase it has.
    if let Some(origin) = &inspection.origin {
        desk.shelf.lock_like(id, origin.inspection);
    }
    let adopted = adopt(desk, edition, inspection, &carried.changes, &Progress::silent()).await;
    if adopted.is_err() {
        desk.shelf.call_off(id);
    }
    adopted.is_ok()
}

/// Reads a framework file and keeps its edition. Gives it, and whether it is new here.
///
/// # Errors
/// Every problem of the file, or that it could not be kept.
pub async fn import_framework(
    desk: &Desk,
    file: &file_in::Picked,
) -> Result<(Edition, bool), Vec<Problem>> {
    let largest = wire::framework_file::LARGEST_FILE;
    let text = file_in::read_text(file, largest).await.map_err(|one| vec![one])?;
    let edition = wire::framework_file::read(&text)?.edition;
    if desk.shelf.edition(&edition.framework.digest).await.is_ok() {
        return Ok((edition, false));
    }
    let kept = desk.shelf.keep_edition(&edition).await;
    kept.map_err(|_| vec![Problem::at(Place::File, Fault::NotKept)])?;
    Ok((edition, true))
}

/// Takes the example in hand: the one on the shelf, or a fresh one.
pub async fn open_example(desk: &Desk) -> Option<InspectionId> {
    let example = example::changes().ok()?;
    let id = example.inspection.id;
    if desk.shelf.load(id).await.is_ok() {
        return Some(id);
    }
    let (edition, inspection) = (example.edition, example.inspection);
    adopt(desk, edition, inspection, &example.changes, &Progress::silent()).await.ok()?;
    Some(id)
}

/// Puts an inspection on the shelf, all or nothing, and takes it in hand.
async fn adopt(
    desk: &Desk,
    edition: Arc<Edition>,
    inspection: Inspection,
    changes: &[Change],
    progress: &Progress,
) -> Result<(), ShelfFault> {
    let n_steps = inspection.cases.len() + changes.len() + 1;
    let mut cases = Vec::with_capacity(inspection.cases.len());
    for (at, (id, case)) in inspection.cases.iter().enumerate() {
        progress.at(Stage::Keeping, at, n_steps).await;
        cases.push((*id, store::write_case(&edition.framework, *id, case)));
    }
    let mut segments: Vec<(u64, String)> = Vec::with_capacity(changes.len() / SEGMENT + 1);
    let mut tip = Tip::default();
    for (at, part) in changes.chunks(SEGMENT).enumerate() {
        progress.at(Stage::Keeping, cases.len() + at * SEGMENT, n_steps).await;
        let (text, next) = tip.append(part);
        segments.push((shelf::place_after(&segments, part[0].stamp.clock), text));
        tip = next;
    }
    tip.clock = inspection.clock;
    let id = inspection.id;
    desk.shelf.adopt(&edition, &inspection, cases, segments, tip).await?;
    let folded = inspection.clock;
    desk.drafts.forget();
    desk.tell(Action::Opened(Box::new(Open {
        edition,
        inspection: Rc::new(inspection),
        outbox: Rc::default(),
        altered: Rc::default(),
        folded,
        exported_at: None,
        mended: None,
        is_sealed: desk.shelf.has_key(id),
        reader: None,
    })));
    Ok(())
}

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

/// A file that was looked into.
pub enum Looked {
    /// An export, held against the shelf.
    Preview(Box<Preview>),
    /// A sealed copy: its passphrase is needed first.
    Sealed(String, Rc<SealedCopy>),
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

/// Reads a file and holds it against the shelf. Nothing is written.
///
/// # Errors
/// Every problem of the file.
pub async fn preview(
    desk: &Desk,
    file: &file_in::Picked,
    progress: &Progress,
) -> Result<Looked, Vec<Problem>> {
    progress.at(Stage::Reading, 0, 1).await;
    let text = file_in::read_text(file, wire::LARGEST_FILE).await.map_err(|one| vec![one])?;
    if let Some(copy) = shelf::copy_of_locked(&text) {
        let copy = copy.map_err(|one| vec![one])?;
        return Ok(Looked::Sealed(file.name(), Rc::new(copy)));
    }
    let preview = preview_text(desk, file.name(), text, None, progress).await?;
    Ok(Looked::Preview(Box::new(preview)))
}

/// Holds the text of a file against the shelf; `key` is that of the sealed copy it was in.
///
/// # Errors
/// Every problem of the file.
pub async fn preview_text(
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

/// Reads an export in steps.
async fn read(text: &str, stage: Stage, progress: &Progress) -> Result<Exported, Vec<Problem>> {
    let mut opened = wire::open(text, frameworks::edition)?;
    let n_steps = opened.n_steps();
    let mut done = 0;
    while done < n_steps {
        progress.at(stage, done, n_steps).await;
        done = opened.step(STEP);
    }
    progress.at(stage, n_steps, n_steps).await;
    opened.finish()
}

/// The inspection on the shelf with its journal, if it is there.
async fn here(
    shelf: &Shelf,
    id: InspectionId,
    progress: &Progress,
) -> Result<Option<(Inspection, Vec<Change>)>, OpenFault> {
    let loaded = match shelf.load(id).await {
        Ok(loaded) => loaded,
        Err(OpenFault::NotThere) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let journal = journal(shelf, id, Stage::Reading, progress).await?;
    Ok(Some((loaded.inspection, journal)))
}

async fn journal(
    shelf: &Shelf,
    id: InspectionId,
    stage: Stage,
    progress: &Progress,
) -> Result<Vec<Change>, OpenFault> {
    let mut changes = Vec::new();
    let segments = shelf.journal(id).await.map_err(OpenFault::Shelf)?;
    for (at, text) in segments.iter().enumerate() {
        progress.at(stage, at, segments.len()).await;
        changes.extend(store::read_segment(text).map_err(OpenFault::Problems)?.changes);
    }
    Ok(changes)
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
    let is_new = preview.here.is_none();
    if let Some(key) = preview.key.filter(|_| is_new) {
        desk.shelf.lock_as_copy(id, &key);
    }
    let (inspection, changes) = match preview.here {
        None => (preview.exported.inspection, preview.exported.changes),
        Some((_, mut changes)) => {
            let theirs = preview.exported.changes;
            changes.extend(preview.comparison.missing_here.iter().map(|at| theirs[*at].clone()));
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
    desk.tell(Action::Told(Notice::Imported { n_new, n_newer }));
    Ok(id)
}

/// Saves the results, with all they rest on, as a JSON file: what `caseread rate --json` prints.
///
/// # Errors
/// What the browser said, where it refuses to make the file.
pub fn save_results(t: words::Words, open: &Open) -> Result<(), String> {
    let rated = report::Rated::new(t, PROGRAM, &[], &open.edition, &open.inspection);
    let name = file_name(&open.inspection, "_results", clock::now(), "json");
    file_out::download(&name, JSON, &rated.json())
}

/// Saves a sample as a CSV file. Gives its name.
///
/// # Errors
/// What the browser said, where it refuses to make the file.
pub fn save_sample(inspection: &Inspection, list: &str) -> Result<String, String> {
    let name = file_name(inspection, "_sample", clock::now(), "csv");
    file_out::download(&name, "text/csv", list)?;
    Ok(name)
}

/// A file that was written, read back and found to hold the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its size, in bytes.
    pub size: usize,
    /// How many cases it holds.
    pub n_cases: usize,
    /// The SHA-256 of the whole file, as 64 hexadecimal digits.
    pub fingerprint: String,
    /// When it was written.
    pub at: u64,
}

/// Why nothing was handed over.
#[derive(Clone, PartialEq, Debug)]
pub enum ExportFault {
    /// What was written does not read back.
    DoesNotReadBack(Vec<Problem>),
    /// It reads back as something else.
    Differs,
    /// The browser did not make the file.
    NotOffered(String),
}

/// What is to be handed over.
pub struct HandOver {
    /// The edition.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: Rc<Inspection>,
    /// Changes not yet on the shelf.
    pub outbox: Rc<Vec<Change>>,
    /// Who writes.
    pub reader: String,
    /// The cases chosen; `None` for the whole inspection.
    pub chosen: Option<Vec<CaseId>>,
}

/// Writes a file, reads it back, compares, and only then offers it as a download.
///
/// # Errors
/// Why no file was offered.
pub async fn hand_over(
    desk: &Desk,
    what: HandOver,
    progress: &Progress,
) -> Result<Written, ExportFault> {
    let id = what.inspection.id;
    let at = clock::now();
    let (text, back) = written(&desk.shelf, &what, at, progress).await?;
    let written = Written {
        name: match &what.chosen {
            None => file_name(&what.inspection, "", at, "json"),
            Some(chosen) => {
                file_name(&what.inspection, &format!("_{}-cases", chosen.len()), at, "json")
            }
        },
        size: text.len(),
        n_cases: back.head.n_cases,
        fingerprint: wire::digest(text.as_bytes()),
        at,
    };
    file_out::download(&written.name, JSON, &text).map_err(ExportFault::NotOffered)?;
    let n_changes = back.head.n_changes as u64;
    let copy = shelf::Copy { at, n_changes, fingerprint: written.fingerprint.clone() };
    if what.chosen.is_none() && desk.shelf.keep_copy(id, &copy).await.is_ok() {
        desk.tell(Action::Exported(id, at));
    }
    Ok(written)
}

/// The text of the file, and what it reads back as: out of the journal. Where the journal cannot be
/// read, or is not what is on the screen, the state itself is told as changes: the way out must work
/// from any state.
async fn written(
    shelf: &Shelf,
    what: &HandOver,
    at: u64,
    progress: &Progress,
) -> Result<(String, Exported), ExportFault> {
    let journal = journal(shelf, what.inspection.id, Stage::Writing, progress).await;
    if let Ok(mut changes) = journal {
        let last = changes.iter().map(|change| change.stamp.clock).max().unwrap_or(0);
        changes.extend(what.outbox.iter().filter(|one| one.stamp.clock > last).cloned());
        let written = written_of(what, &changes, at, progress).await;
        if written.is_ok() {
            return written;
        }
    }
    let (framework, device) = (&what.edition.framework, DeviceId::new(clock::random()));
    let changes = what.inspection.restated(framework, device, &what.reader, at);
    written_of(what, &changes, at, progress).await
}

/// The text of a file with these changes, and what it reads back as: the same, or it is refused.
async fn written_of(
    what: &HandOver,
    changes: &[Change],
    at: u64,
    progress: &Progress,
) -> Result<(String, Exported), ExportFault> {
    let chosen = what.chosen.as_deref();
    let mut content = String::new();
    let (pieces, n_pieces) = wire::content_pieces(&what.edition, &what.inspection, changes, chosen);
    for (done, piece) in pieces.enumerate() {
        progress.at(Stage::Writing, done, n_pieces).await;
        content.push_str(&piece);
    }
    let signature = Signature { program: PROGRAM, at, by: &what.reader };
    let text = wire::seal(&signature, &what.edition, &what.inspection, changes, chosen, &content);
    drop(content);
    let back = read(&text, Stage::Checking, progress).await;
    let back = back.map_err(ExportFault::DoesNotReadBack)?;
    if holds_the_same(what, &back) { Ok((text, back)) } else { Err(ExportFault::Differs) }
}

fn holds_the_same(what: &HandOver, back: &Exported) -> bool {
    match &what.chosen {
        None => back.inspection == *what.inspection || same_but_clocks(&what.inspection, back),
        Some(chosen) => {
            chosen.iter().all(|id| back.inspection.cases.get(id) == what.inspection.cases.get(id))
        }
    }
}

/// Restated changes have clocks of their own; everything else must be the same.
fn same_but_clocks(here: &Inspection, back: &Exported) -> bool {
    let mut back = back.inspection.clone();
    back.clock = here.clock;
    back.heads.clone_from(&here.heads);
    back == *here
}

/// A name that says what it is and when, and no person: `OFFICIAL-SENSITIVE_northtown_2026-11-22-1405.json`.
fn file_name(inspection: &Inspection, part: &str, at: u64, ending: &str) -> String {
    let safe = |text: &str| {
        let mut safe = String::new();
        for letter in text.chars() {
            match letter {
                letter if letter.is_ascii_alphanumeric() => safe.push(letter.to_ascii_lowercase()),
                _ if !safe.is_empty() && !safe.ends_with('-') => safe.push('-'),
                _ => {}
            }
        }
        safe.truncate(40);
        safe.trim_end_matches('-').to_owned()
    };
    let marking = safe(&inspection.marking).to_uppercase();
    let service = safe(&inspection.service);
    format!("{marking}_{service}{part}_{}.{ending}", clock::local_stamp(at))
}
