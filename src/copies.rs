//! Copies outside the browser, and the fire drill that shows what they are worth.
//!
//! A copy is an export of everything on the shelf, in a dated file that is never written over. In a folder
//! it is read back; a download cannot be, so it counts as checked only once it was picked up again.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use domain::{Change, Inspection, InspectionId, Problem, Sorted, compare};
use shelf::{Copy, OpenFault, Shelf, ShelfFault};
use wire::{Edition, Exported};
use yew::AttrValue;

use crate::browser::folder::{Folder, FolderFault};
use crate::browser::shelf as shelves;
use crate::browser::{clock, file_in, file_out};
use crate::files::{self, ExportFault, HandOver, JSON, Progress, Way};
use crate::store::Desk;

/// How long a copy waits for the last change to be saved, in steps of a tenth of a second.
const PATIENCE: usize = 100;

/// Where copies go.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CopyPlace {
    /// To the browser's downloads.
    Downloads,
    /// To a folder that was chosen.
    Folder {
        /// Its name.
        name: AttrValue,
        /// Whether it may be written to; if not, copies are downloads until it is allowed again.
        is_allowed: bool,
    },
}

/// What the window knows of copies, beside the state.
#[derive(Default)]
pub struct Copying {
    /// The folder that was chosen.
    pub folder: RefCell<Option<Rc<Folder>>>,
    /// Whether copies are made only when somebody asks for one.
    pub on_request: Cell<bool>,
    /// Since when each inspection has changes that no copy holds.
    since: RefCell<Sorted<InspectionId, u64>>,
    /// Whether one is being made.
    pub is_busy: Cell<bool>,
}

impl Copying {
    /// An inspection has changes that no copy holds.
    pub fn owe(&self, id: InspectionId) {
        let mut since = self.since.borrow_mut();
        if !since.contains_key(&id) {
            since.insert(id, clock::now());
        }
    }

    /// A copy holds all of an inspection.
    pub fn settle(&self, id: InspectionId) {
        self.since.borrow_mut().remove(&id);
    }

    /// Whether the next copy of an inspection is due.
    pub fn is_due(&self, id: InspectionId) -> bool {
        shelf::copy_is_due(self.since.borrow().get(&id).copied(), clock::now())
    }
}

/// A copy that was made.
pub struct Copied {
    /// The copy.
    pub copy: Copy,
    /// Why it did not go to the folder that was chosen.
    pub not_in_folder: Option<FolderFault>,
}

/// Why no copy was made.
#[derive(Clone, PartialEq, Debug)]
pub enum CopyFault {
    /// The work is not saved, or cannot be read from the shelf.
    NotSaved,
    /// What was written does not hold.
    Export(ExportFault),
}

/// Makes a copy of what is on the shelf: in the folder, else as a download.
///
/// # Errors
/// Why there is none.
pub async fn make(desk: &Desk, id: InspectionId) -> Result<Copied, CopyFault> {
    desk.send_drafts();
    clock::breathe().await;
    let mut patience = PATIENCE;
    while desk.unsaved.get() {
        patience = patience.checked_sub(1).ok_or(CopyFault::NotSaved)?;
        clock::wait(100).await;
    }
    let loaded = desk.shelf.load(id).await.map_err(|_| CopyFault::NotSaved)?;
    let settings = desk.shelf.settings(clock::random()).await.map_err(|_| CopyFault::NotSaved)?;
    let reader = loaded.reader.unwrap_or(settings.reader);
    let what = HandOver {
        edition: loaded.edition,
        inspection: Rc::new(loaded.inspection),
        outbox: Rc::default(),
        reader,
        chosen: None,
        way: Way::Plain,
    };
    let at = clock::now();
    let written = files::written(&desk.shelf, &what, at, &Progress::silent()).await;
    let (text, back) = written.map_err(CopyFault::Export)?;
    // What has a passphrase here has the same one elsewhere.
    let sealed = desk.shelf.sealed_copy(id, &text).await.map_err(|_| CopyFault::NotSaved)?;
    let text = sealed.unwrap_or(text);
    let name = files::file_name(&what.inspection, "_copy", at, "json");
    let mut copy = Copy {
        at,
        n_changes: back.head.n_changes as u64,
        fingerprint: wire::digest(text.as_bytes()),
        is_checked: false,
        name,
    };
    let mut not_in_folder = None;
    let folder = desk.copying.folder.borrow().clone();
    if let Some(folder) = folder {
        match folder.write_new(&copy.name, &text).await {
            Ok(name) => (copy.name, copy.is_checked) = (name, true),
            Err(fault) => not_in_folder = Some(fault),
        }
    }
    if !copy.is_checked {
        file_out::download(&copy.name, JSON, &text)
            .map_err(|why| CopyFault::Export(ExportFault::NotOffered(why)))?;
    }
    desk.shelf.keep_copy(id, &copy).await.map_err(|_| CopyFault::NotSaved)?;
    Ok(Copied { copy, not_in_folder })
}

/// Holds a file that was picked up against the last copy; the same counts as checked from now on.
///
/// # Errors
/// That the file cannot be read.
pub async fn check(
    desk: &Desk,
    id: InspectionId,
    copy: &Copy,
    file: &file_in::Picked,
) -> Result<Option<Copy>, Problem> {
    if !is_it(copy, file).await? {
        return Ok(None);
    }
    let checked = Copy { is_checked: true, ..copy.clone() };
    // Where it cannot be kept, it is checked all the same, and asked for again at the next visit.
    let _ = desk.shelf.keep_copy(id, &checked).await;
    Ok(Some(checked))
}

/// Whether a file is the copy that was written, to the byte.
///
/// # Errors
/// That it cannot be read.
pub async fn is_it(copy: &Copy, file: &file_in::Picked) -> Result<bool, Problem> {
    // An export may have been sealed, which makes it larger.
    let bytes = file_in::read(file, seal::LARGEST_SEALED).await?;
    Ok(wire::digest(&bytes) == copy.fingerprint)
}

/// What a fire drill found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Drilled {
    /// The name of the file that the practice copy was restored from.
    pub file: String,
    /// The SHA-256 of that file, as 64 hexadecimal digits.
    pub fingerprint: String,
    /// When the drill was held, in milliseconds since 1970 in UTC.
    pub at: u64,
    /// How many cases came back.
    pub n_cases: usize,
    /// How many changes came back.
    pub n_changes: usize,
    /// When the last of them was made.
    pub last_at: Option<u64>,
    /// How many changes were made after it, and are not in the file.
    pub n_after: usize,
}

/// Why a fire drill failed.
#[derive(Clone, PartialEq, Debug)]
pub enum DrillFault {
    /// The file cannot be had from the folder.
    Folder(FolderFault),
    /// The file cannot be read, or does not hold.
    File(Vec<Problem>),
    /// The file is of another inspection.
    AnotherInspection,
    /// There is nothing to practise on: the browser refuses a second store, or the inspection cannot be read.
    Practice,
    /// The practice copy was not wiped clean.
    NotWiped,
    /// What came back is not what the file holds.
    Differs,
}

/// The bytes of the last copy, from the folder.
///
/// # Errors
/// Why they cannot be had.
pub async fn from_folder(desk: &Desk, copy: &Copy) -> Result<Vec<u8>, DrillFault> {
    let folder = desk.copying.folder.borrow().clone();
    let folder = folder.ok_or(DrillFault::Folder(FolderFault::Gone))?;
    folder.read(&copy.name).await.map_err(DrillFault::Folder)
}

/// Practises the loss of an inspection: a practice copy of it is wiped, restored from the file and compared.
/// The inspection itself is only read.
///
/// # Errors
/// Why the file would not bring it back.
pub async fn drill(
    desk: &Desk,
    id: InspectionId,
    file: String,
    bytes: Vec<u8>,
    progress: &Progress,
) -> Result<Drilled, DrillFault> {
    let fingerprint = wire::digest(&bytes);
    let text = wire::text_of(bytes).map_err(|problem| DrillFault::File(vec![problem]))?;
    let text = match shelf::copy_of_locked(&text) {
        None => text,
        Some(copy) => {
            let copy = copy.map_err(|problem| DrillFault::File(vec![problem]))?;
            desk.shelf.open_own_copy(id, &copy).await.ok_or(DrillFault::AnotherInspection)?
        }
    };
    let exported =
        files::read(&text, files::Stage::Reading, progress).await.map_err(DrillFault::File)?;
    if exported.inspection.id != id {
        return Err(DrillFault::AnotherInspection);
    }
    let here = desk.shelf.load(id).await.map_err(|_| DrillFault::Practice)?;
    let changes = files::every_change(&desk.shelf, id, &[]).await;
    let changes = changes.map_err(|_| DrillFault::Practice)?;
    // What has a passphrase is not written down without it, not even for practice.
    let practice = match desk.shelf.has_key(id) {
        true => Shelf::in_memory(),
        false => shelves::open_practice().await.map_err(|_| DrillFault::Practice)?,
    };
    let outcome =
        practise(&practice, here.edition, &here.inspection, &changes, &exported, progress).await;
    drop(practice);
    let forgotten = shelves::forget_practice().await;
    outcome?;
    forgotten.map_err(|_| DrillFault::NotWiped)?;
    let news = compare(&exported.changes, &changes);
    Ok(Drilled {
        file,
        fingerprint,
        at: clock::now(),
        n_cases: exported.inspection.cases.len(),
        n_changes: exported.changes.len(),
        last_at: exported.changes.iter().map(|change| change.stamp.at).max(),
        n_after: news.missing_here.len(),
    })
}

async fn practise(
    practice: &Shelf,
    edition: Arc<Edition>,
    here: &Inspection,
    changes: &[Change],
    exported: &Exported,
    progress: &Progress,
) -> Result<(), DrillFault> {
    let failed = |_: ShelfFault| DrillFault::Practice;
    files::lay(practice, &edition, here, changes, progress).await.map_err(failed)?;
    if practice.load(here.id).await.map_err(|_| DrillFault::Practice)?.inspection != *here {
        return Err(DrillFault::Practice);
    }
    let n_left = practice.remove(here.id).await.map_err(failed)?;
    let is_gone = matches!(practice.load(here.id).await, Err(OpenFault::NotThere));
    if n_left > 0 || !is_gone {
        return Err(DrillFault::NotWiped);
    }
    let (theirs, edition) = (&exported.inspection, &exported.edition);
    files::lay(practice, edition, theirs, &exported.changes, progress).await.map_err(failed)?;
    let back = practice.load(here.id).await.map_err(|_| DrillFault::Differs)?;
    if back.inspection == *theirs { Ok(()) } else { Err(DrillFault::Differs) }
}
