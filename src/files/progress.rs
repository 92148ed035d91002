//! How far long work is.

use std::cell::Cell;
use std::rc::Rc;

use crate::browser::clock;

/// How long the page works between two breaths, in milliseconds. A breath costs some, too.
const BREATH: u64 = 50;
/// How long the screen is given to show what is about to keep it busy, in milliseconds.
const SIGHT: u32 = 60;

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
    pub fn silent() -> Self {
        Self::new(|_, _, _| {})
    }

    /// Says how far it is, if the last time is long enough ago.
    pub(super) async fn at(&self, stage: Stage, done: usize, of: usize) {
        if clock::now().abs_diff(self.told_at.get()) < BREATH {
            return;
        }
        (self.tell)(stage, done, of);
        clock::breathe().await;
        self.told_at.set(clock::now());
    }

    /// Says what is about to keep the page from answering, and waits until that shows.
    pub(super) async fn before(&self, stage: Stage) {
        (self.tell)(stage, 0, 1);
        clock::wait(SIGHT).await;
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
    /// A file is sealed, and opened again as far as it can be.
    Sealing,
    /// A sealed file is opened.
    Opening,
}
