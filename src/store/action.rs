//! Everything that can happen, as one list of facts.

use std::rc::Rc;

use domain::{CaseId, Change, Inspection, InspectionId, ReadingId, StepBack, Target};

use crate::copies::CopyPlace;
use crate::route::Route;
use shelf::{Copy, OpenFault, ShelfFault};

use super::{Certificate, Notice, Open, Shelved, Standing};

/// A fact.
pub enum Action {
    /// The list of inspections was read.
    Listed(Rc<Shelved>),
    /// The address changed.
    Went(Route),
    /// An inspection was read from the shelf, made, or brought in from a file.
    Opened(Box<Open>),
    /// An inspection could not be opened.
    OpenFailed(InspectionId, OpenFault),
    /// The reader typed something that is not yet a change.
    Typed,
    /// The reader altered something: cells and their new values.
    Edited {
        /// The cells, in order, each with its new value.
        edits: Vec<(Target, Option<String>)>,
        /// When, in milliseconds since 1970 in UTC.
        at: u64,
    },
    /// The reader takes back what was done last, or does again what was taken back.
    Stepped {
        /// Which way.
        way: StepBack,
        /// When, in milliseconds since 1970 in UTC.
        at: u64,
    },
    /// The reader wants to work on a complete reading again.
    ReopenWanted(CaseId, ReadingId),
    /// The reader gave the reason that was asked for.
    ReasonGiven {
        /// The reason.
        reason: String,
        /// When, in milliseconds since 1970 in UTC.
        at: u64,
    },
    /// The reader gave no reason: nothing is altered. `held` tells whether typed words stay in a field.
    ReasonDeclined {
        /// Whether they do.
        held: bool,
    },
    /// Changes that came from elsewhere are now part of an inspection.
    Met(InspectionId, Vec<Change>),
    /// Changes of the outbox, up to this clock, are committed.
    Committed(InspectionId, u64),
    /// Whether this window writes to the inspection.
    Stands(InspectionId, Standing),
    /// Whether the disk is nearly full.
    SpaceIsLow(bool),
    /// Writing failed.
    WriteFailed(ShelfFault),
    /// The wait after a failed write is over.
    RetryDue,
    /// The snapshot on the shelf holds the inspection as it was then.
    Checkpointed(Rc<Inspection>),
    /// The reader gave a name or initials.
    ReaderNamed(String),
    /// A copy of the inspection was made, or checked.
    Copied(InspectionId, Copy),
    /// Where copies go is known, or another place.
    PlaceFound(CopyPlace),
    /// Whether copies are made only on request.
    CopiesOnRequest(bool),
    /// An inspection was taken off this computer.
    Removed(Certificate),
    /// Everything with a passphrase is to be locked, once it is saved.
    LockWanted,
    /// It is saved: it is put away, and its keys with it.
    Locked,
    /// The inspection in hand was given a passphrase, or none any more.
    Sealed(InspectionId, bool),
    /// Whether everything will be locked in a minute for want of use.
    LocksSoon(bool),
    /// Something to tell the reader.
    Told(Notice),
    /// The reader has seen the notice.
    NoticeDismissed,
}
