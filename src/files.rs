//! Inspections that come and go whole: made, brought in, handed over.
//!
//! Each way is cut into short steps with a breath between them, so that the page stays awake and
//! says how far it is.

use std::rc::Rc;
use std::sync::Arc;

use domain::{
    Carried, CaseId, Change, DeviceId, Fault, HandOverKey, Inspection, InspectionId, Place,
    Problem, Target,
};
use wire::store::{self, Tip};
use wire::{Edition, Exported, Signature};

use crate::browser::sealing::{Failure, Module, To};
use crate::browser::{clock, file_in, file_out};
use crate::store::{Action, Desk, Open};
use shelf::{Loaded, OpenFault, Shelf, ShelfFault, place_after};

mod coming_in;
mod hand_key;
mod progress;

pub use coming_in::{Looked, Preview, SealedFile, Unread, bring_in, look, open, preview};
pub use hand_key::{make_key_pair, save_key_file};
pub use progress::{Progress, Stage};

/// The program, as files name it.
pub const PROGRAM: &str = concat!("caseread ", env!("CARGO_PKG_VERSION"));
/// The media type of exports and results.
pub const JSON: &str = "application/json";
/// The media type of sealed files, which have none of their own.
const SEALED: &str = "application/octet-stream";
/// How many cases or changes are worked on before the time is looked at.
const STEP: usize = 200;
/// How many changes a segment of the journal holds when an inspection is brought in.
const SEGMENT: usize = 500;

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
    lay(&desk.shelf, &edition, &inspection, changes, progress).await?;
    let copy = desk.shelf.last_copy(inspection.id).await.unwrap_or_default();
    desk.drafts.forget();
    let (folded, altered) = (inspection.clock, Vec::new());
    let loaded = Loaded { edition, inspection, folded, altered, copy, mended: None, reader: None };
    desk.tell(Action::Opened(Box::new(Open::of(&desk.shelf, loaded))));
    Ok(())
}

/// Puts an inspection on a shelf, all or nothing.
///
/// # Errors
/// Why it is not there.
pub async fn lay(
    shelf: &Shelf,
    edition: &Edition,
    inspection: &Inspection,
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
        segments.push((place_after(&segments, part[0].stamp.clock), text));
        tip = next;
    }
    tip.clock = inspection.clock;
    shelf.adopt(edition, inspection, cases, segments, tip).await
}

/// Reads an export in steps.
pub async fn read(text: &str, stage: Stage, progress: &Progress) -> Result<Exported, Vec<Problem>> {
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

/// Every change of an inspection in its order: those on the shelf, and those on their way there.
///
/// # Errors
/// Why they cannot be read.
pub async fn every_change(
    shelf: &Shelf,
    id: InspectionId,
    outbox: &[Change],
) -> Result<Vec<Change>, OpenFault> {
    let mut changes = journal(shelf, id, Stage::Reading, &Progress::silent()).await?;
    join(&mut changes, outbox);
    wire::in_order(&mut changes);
    Ok(changes)
}

/// Adds the changes that are not on the shelf yet.
fn join(changes: &mut Vec<Change>, outbox: &[Change]) {
    let last = changes.iter().map(|change| change.stamp.clock).max().unwrap_or(0);
    changes.extend(outbox.iter().filter(|one| one.stamp.clock > last).cloned());
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
#[derive(Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name.
    pub name: String,
    /// Its size, in bytes.
    pub size: usize,
    /// How many cases it holds.
    pub n_cases: usize,
    /// Whether and how it is sealed.
    pub way: Way,
    /// The SHA-256 of the whole file, as 64 hexadecimal digits.
    pub fingerprint: String,
    /// When it was written.
    pub at: u64,
}

/// How a file goes out.
#[derive(Clone, PartialEq, Eq)]
pub enum Way {
    /// For everybody to read.
    Plain,
    /// Sealed for whoever has the secret key to this.
    ForKey(HandOverKey),
    /// Sealed with this passphrase, which is forgotten when it is done.
    WithPassphrase(Rc<str>),
}

/// Why nothing was handed over.
#[derive(Clone, PartialEq, Debug)]
pub enum ExportFault {
    /// What was written does not read back.
    DoesNotReadBack(Vec<Problem>),
    /// It reads back as something else.
    Differs,
    /// It was not sealed.
    NotSealed(Failure),
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
    /// How it goes out.
    pub way: Way,
}

/// Writes a file, reads it back, compares, seals it if that is wanted, and only then offers it as a download.
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
    let to = match &what.way {
        Way::Plain => None,
        Way::ForKey(key) => Some(To::Key(key)),
        Way::WithPassphrase(passphrase) => Some(To::Passphrase(passphrase)),
    };
    let bytes = match to {
        None => text.into_bytes(),
        Some(to) => {
            let module = Module::start().await.map_err(ExportFault::NotSealed)?;
            progress.before(Stage::Sealing).await;
            module.seal(text.as_bytes(), to).map_err(ExportFault::NotSealed)?
        }
    };
    let (ending, media_type) = if to.is_some() { ("age", SEALED) } else { ("json", JSON) };
    let part = what.chosen.as_ref().map(|chosen| format!("_{}-cases", chosen.len()));
    let written = Written {
        name: file_name(&what.inspection, part.as_deref().unwrap_or_default(), at, ending),
        size: bytes.len(),
        n_cases: back.head.n_cases,
        fingerprint: wire::digest(&bytes),
        way: match what.way {
            Way::WithPassphrase(_) => Way::WithPassphrase("".into()),
            way => way,
        },
        at,
    };
    file_out::download_bytes(&written.name, media_type, &bytes).map_err(ExportFault::NotOffered)?;
    let n_changes = back.head.n_changes as u64;
    let (name, fingerprint) = (written.name.clone(), written.fingerprint.clone());
    let copy = shelf::Copy { at, n_changes, fingerprint, is_checked: false, name };
    if what.chosen.is_none() && desk.shelf.keep_copy(id, &copy).await.is_ok() {
        desk.copied(id, copy);
    }
    Ok(written)
}

/// The text of the file, and what it reads back as: out of the journal. Where the journal cannot be
/// read, or is not what is on the screen, the state itself is told as changes: the way out must work
/// from any state.
pub async fn written(
    shelf: &Shelf,
    what: &HandOver,
    at: u64,
    progress: &Progress,
) -> Result<(String, Exported), ExportFault> {
    let journal = journal(shelf, what.inspection.id, Stage::Writing, progress).await;
    if let Ok(mut changes) = journal {
        join(&mut changes, &what.outbox);
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
pub fn file_name(inspection: &Inspection, part: &str, at: u64, ending: &str) -> String {
    let marking = safe(&inspection.marking).to_uppercase();
    let service = safe(&inspection.service);
    format!("{marking}_{service}{part}_{}.{ending}", clock::local_stamp(at))
}

/// What of a text can stand in the name of a file anywhere.
fn safe(text: &str) -> String {
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
}
