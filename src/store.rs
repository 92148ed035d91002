//! The one store of the page: what it knows, and what can happen to it.

use std::rc::Rc;
use std::sync::Arc;

use domain::{
    Alteration, CaseId, Change, Inspection, InspectionId, NoStep, ReadingId, Refusal, StepBack,
    Steps, Target,
};
use wire::Edition;
use wire::lock::Lock;
use words::Words;
use yew::Reducible;

use crate::browser::folder::FolderFault;
use crate::copies::{CopyFault, CopyPlace};
use crate::route::Route;
use shelf::{Copy, Listed, Loaded, Mended, OpenFault, Settings, Shelf, ShelfFault};

mod action;
mod copying;
mod drafts;
mod hooks;
mod keeping;
mod seat;
mod start;
mod step;

pub use action::Action;
pub use copying::{CopySettings, use_copy_settings};
pub use drafts::Drafts;
pub use hooks::{Desk, use_desk, use_shell};
pub use start::Start;
pub use step::step;

/// Everything the page knows. A handful of shared parts, so that a copy of it copies nothing.
#[derive(Clone)]
pub struct AppState {
    /// The texts.
    pub words: Words,
    /// The screen.
    pub route: Route,
    /// What kind of shelf it is.
    pub keeping: Keeping,
    /// The reader and this browser.
    pub settings: Rc<Settings>,
    /// The inspections on the shelf, once read.
    pub list: Option<Rc<Shelved>>,
    /// The inspection in hand.
    pub open: Option<Open>,
    /// Why the inspection of the address could not be opened.
    pub closed: Option<Rc<OpenFault>>,
    /// Why the last write failed, until it is tried again.
    pub failing: Option<ShelfFault>,
    /// Whether something is typed that is not yet a change.
    pub typing: bool,
    /// Something to tell the reader.
    pub notice: Option<Rc<Notice>>,
    /// What waits for the reason why a complete reading is altered.
    pub asking: Option<Rc<Asking>>,
    /// Whether this window writes to the inspection in hand.
    pub standing: Standing,
    /// Whether the disk is nearly full.
    pub is_low: bool,
    /// What was removed last.
    pub certificate: Option<Rc<Certificate>>,
    /// Where copies go.
    pub place: CopyPlace,
    /// Whether everything with a passphrase is to be locked once it is saved.
    pub locking: bool,
    /// How often everything was locked: what is held is forgotten each time.
    pub n_locked: u32,
    /// Whether everything will be locked in a minute for want of use.
    pub locks_soon: bool,
}

/// Something that would alter complete readings, and waits for the reason. Nothing of it is done yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Asking {
    /// The readings.
    pub readings: Vec<(CaseId, ReadingId)>,
    /// What waits.
    pub pending: Pending,
}

/// What waits for a reason.
#[derive(Clone, PartialEq, Debug)]
pub enum Pending {
    /// Cells and their new values; none where the reader only reopens.
    Edits(Vec<(Target, Option<String>)>),
    /// A step back.
    Step(StepBack),
}

/// What came of a step back.
#[derive(Clone, PartialEq, Debug)]
pub enum Said {
    /// It altered these cells.
    Took(StepBack, Vec<Alteration>),
    /// It was not taken.
    NotTaken(StepBack, NoStep),
}

/// What an inspection held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Content {
    /// How many cases it had.
    pub n_cases: usize,
    /// How many changes it held.
    pub n_changes: u64,
}

/// That an inspection was taken off this computer: what it was, where its copy is, and what is left of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Certificate {
    /// The inspection.
    pub id: InspectionId,
    /// The service; of one that was locked, what it was called while it was.
    pub name: String,
    /// What it held; of one that was locked nobody knows.
    pub content: Option<Content>,
    /// The name of the file that holds it.
    pub file: String,
    /// The SHA-256 of that file, as 64 hexadecimal digits.
    pub fingerprint: String,
    /// When it was removed, in milliseconds since 1970 in UTC.
    pub at: u64,
    /// Who removed it; empty where that is not known.
    pub by: String,
    /// How many records were found when what is left was read back.
    pub n_left: usize,
}

/// Whether a window writes to an inspection.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Not known yet: what is entered waits.
    Asking,
    /// It writes.
    Writing,
    /// Another window writes, and this one shows what it writes.
    LookingOn,
}

/// What lies on the shelf: inspections, and heads that could not be read.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Shelved {
    /// Inspections, the latest first.
    pub inspections: Vec<Listed>,
    /// What could not be read, with why.
    pub unreadable: Vec<Vec<domain::Problem>>,
    /// What is locked, the one locked last first.
    pub locked: Vec<Lock>,
}

/// Where work is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// In the browser's store.
    Browser,
    /// In memory only: the browser refused.
    Memory(ShelfFault),
}

/// The inspection in hand.
#[derive(Clone)]
pub struct Open {
    /// The edition it works to.
    pub edition: Arc<Edition>,
    /// The inspection, every change in it.
    pub inspection: Rc<Inspection>,
    /// Changes made and not yet committed to the shelf, oldest first.
    pub outbox: Rc<Vec<Change>>,
    /// Cases altered since the snapshot on the shelf.
    pub altered: Rc<Vec<CaseId>>,
    /// The clock up to which that snapshot holds the inspection.
    pub folded: u64,
    /// Its last copy outside the browser.
    pub copy: Option<Copy>,
    /// What was done here since it was opened, and can be taken back.
    pub steps: Rc<Steps>,
    /// What came of the last step back, until the next edit.
    pub said: Option<Rc<Said>>,
    /// How often no reason was given for an alteration: what was chosen on screen is then drawn anew, as
    /// it still stands.
    pub declined: u32,
    /// What had to be mended to open it.
    pub mended: Option<Mended>,
    /// Whether it has a passphrase.
    pub is_sealed: bool,
    /// Who reads it here, where that is kept with it.
    pub reader: Option<String>,
}

impl Open {
    /// Reads an inspection from the shelf.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub async fn read(shelf: &Shelf, id: InspectionId) -> Result<Self, OpenFault> {
        Ok(Self::of(shelf, shelf.load(id).await?))
    }

    /// An inspection that was read from the shelf.
    pub fn of(shelf: &Shelf, loaded: Loaded) -> Self {
        Self {
            is_sealed: shelf.has_key(loaded.inspection.id),
            reader: loaded.reader,
            edition: loaded.edition,
            inspection: Rc::new(loaded.inspection),
            outbox: Rc::default(),
            altered: Rc::new(loaded.altered),
            folded: loaded.folded,
            copy: loaded.copy,
            steps: Rc::default(),
            said: None,
            declined: 0,
            mended: loaded.mended,
        }
    }
}

/// Two are equal that are shown alike. What has reached the shelf is the saved light's to show:
/// drawing a whole screen again for it would make every answer cost twice.
impl PartialEq for Open {
    fn eq(&self, other: &Self) -> bool {
        self.edition == other.edition
            && self.inspection == other.inspection
            && self.copy == other.copy
            && self.said == other.said
            && self.declined == other.declined
            && self.is_sealed == other.is_sealed
    }
}

/// What the saved light shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Light {
    /// Every change is committed.
    Saved,
    /// Something is on its way.
    Saving,
    /// Something could not be written.
    Failed(ShelfFault),
    /// Nothing can be written in this browser.
    Memory(ShelfFault),
    /// Another window writes.
    LookingOn,
}

/// Something to tell the reader.
#[derive(Clone, PartialEq, Debug)]
pub enum Notice {
    /// A change was refused.
    Refused(Refusal),
    /// What was typed stays in its field and is not kept: no reason was given to alter what is complete.
    HeldBack,
    /// The name of the reader could not be kept.
    SettingsNotKept(ShelfFault),
    /// The results could not be saved as a file.
    ResultsNotSaved,
    /// The example could not be kept.
    ExampleNotKept,
    /// An inspection was not locked, since something could not be saved.
    NotLocked,
    /// The store did not hold by itself and was mended.
    Mended(Mended),
    /// Inspections that the store had lost were brought back from the mirror.
    BroughtBack(usize),
    /// A copy was made because somebody asked for one.
    Copied(Copy, CopyPlace),
    /// A copy did not go to the folder that was chosen, but to the downloads, with this name.
    NotInFolder(FolderFault, String),
    /// No copy was made.
    NotCopied(CopyFault),
    /// The browser did not grant a folder.
    NoFolder(FolderFault),
    /// So many entries that were not saved in time were altered by another window, and stand as they do
    /// there.
    Overtaken(usize),
    /// What was not saved in time and has no place in what another window has made of the inspection.
    NotJoined(Vec<String>),
    /// A file was brought in.
    Imported {
        /// How many cases are new here.
        n_new: usize,
        /// How many are newer than they were here.
        n_newer: usize,
    },
}

impl AppState {
    /// Before any inspection is read.
    pub fn new(route: Route, keeping: Keeping, settings: Settings) -> Self {
        Self {
            words: Words::default(),
            route,
            keeping,
            settings: Rc::new(settings),
            list: None,
            open: None,
            closed: None,
            failing: None,
            typing: false,
            notice: None,
            asking: None,
            standing: Standing::Asking,
            is_low: false,
            certificate: None,
            place: CopyPlace::Downloads,
            locking: false,
            n_locked: 0,
            locks_soon: false,
        }
    }

    /// Whether the inspection in hand has a passphrase, and something of it is not saved yet.
    pub fn holds_unsaved_secret(&self) -> bool {
        let open = self.open.as_ref().filter(|open| open.is_sealed);
        open.is_some_and(|open| self.typing || !open.outbox.is_empty())
    }

    /// The saved light. Never `Saved` while a word is on its way.
    pub fn light(&self) -> Light {
        let pending = self.open.as_ref().is_some_and(|open| !open.outbox.is_empty());
        match (self.keeping, self.failing) {
            (Keeping::Memory(fault), _) => Light::Memory(fault),
            (Keeping::Browser, Some(fault)) => Light::Failed(fault),
            (Keeping::Browser, None) if self.standing == Standing::LookingOn && !pending => {
                Light::LookingOn
            }
            // It waits for this window to write again, which nobody sees if it goes on saying that it saves.
            (Keeping::Browser, None) if self.standing == Standing::LookingOn => {
                Light::Failed(ShelfFault::Elsewhere)
            }
            (Keeping::Browser, None) if pending || self.typing || self.asking.is_some() => {
                Light::Saving
            }
            (Keeping::Browser, None) => Light::Saved,
        }
    }
}

impl Reducible for AppState {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        match step(&self, action) {
            Some(next) => Rc::new(next),
            None => self,
        }
    }
}
