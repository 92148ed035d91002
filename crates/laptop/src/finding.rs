//! What can be found on a laptop.

use crate::mark::{Mark, Place};

/// How a write and its reading back went.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Written, read back, and the same.
    Kept,
    /// Read back, and not the same.
    Differs,
    /// There is no room.
    Full,
    /// The browser refuses it.
    Refused,
    /// It failed for a reason that the browser does not tell.
    Failed,
    /// The browser did not answer within ten seconds.
    Silent,
}

/// Whether one tab can keep others from writing.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lock {
    /// What is held cannot be taken a second time.
    Holds,
    /// It was given out twice.
    GivenTwice,
    /// This browser has no locks, or does not answer.
    Absent,
}

/// What a second tab with this page said.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SecondTab {
    /// None was opened.
    NotTried,
    /// It was heard, and the lock held here was refused there.
    LockRefused,
    /// It was heard, and was given the lock that is held here.
    LockGiven,
    /// Tabs of this browser do not hear each other.
    Deaf,
}

/// A small file written as a download.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileOut {
    /// Not tried.
    NotTried,
    /// The browser was given it; nobody has looked whether it arrived.
    Offered,
    /// The browser did not take it.
    NotOffered,
    /// Whoever tried it says that no file arrived.
    DidNotArrive,
    /// It was picked up again and is the same.
    Same,
    /// It was picked up again and is not the same.
    Altered,
}

/// The dialog in which a page asks where to save a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialog {
    /// This browser has none.
    Absent,
    /// Not tried.
    NotTried,
    /// The file was written through it and read back.
    Wrote,
    /// It was read back, and is not the same.
    Differs,
    /// Whoever tried it closed it.
    Cancelled,
    /// It ended at once, sooner than a person can close it.
    NotShown,
    /// The browser refuses it.
    Refused,
    /// It failed for another reason.
    Failed,
}

/// What became of the mark of an earlier visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Canary {
    /// One was left on this visit; the next visit has to find it.
    Left,
    /// None could be left.
    NotLeft,
    /// It was looked for; when it was left, in milliseconds since 1970 in UTC.
    Sought {
        /// When it had been left.
        left_at: u64,
        /// Whether the database still has it.
        database: bool,
        /// Whether the small copy store still has it.
        mirror: bool,
        /// Whether somebody says that the browser was closed entirely in between.
        closed: bool,
    },
    /// It is not here, and was left by another browser or another copy of the page.
    Elsewhere {
        /// When it had been left, in milliseconds since 1970 in UTC.
        left_at: u64,
    },
}

/// One thing that was looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Finding {
    /// A mark of an earlier visit.
    Canary(Canary),
    /// The database in which the work is kept.
    Database(Outcome),
    /// The small second store, for the copy of the latest work.
    Mirror(Outcome),
    /// How many megabytes were written, read back and freed, of how many were tried.
    Room {
        /// Written and read back.
        megabytes: u32,
        /// Tried.
        of: u32,
    },
    /// Whether the browser has promised not to clear its store when room is short; nothing where it
    /// does not say.
    Persistence(Option<bool>),
    /// A small file written as a download.
    FileOut(FileOut),
    /// The dialog in which a page asks where to save.
    Dialog(Dialog),
    /// Whether one tab can keep others from writing.
    Lock(Lock),
    /// A second tab.
    SecondTab(SecondTab),
    /// What the program needs and this browser lacks, by the names programmers know.
    Lacks(Vec<&'static str>),
    /// Steps of a fixed calculation in a millisecond.
    Speed(u32),
}

/// Below so many steps in a millisecond the browser is taken to interpret the program. Measured where
/// it compiles it: 350,000 on a busy machine, 700,000 on an idle one. A browser that interprets was not
/// at hand; interpreters take ten times as long and more.
pub(crate) const SLOW: u32 = 35_000;

impl Finding {
    /// Its place in the list: what decides most comes first.
    pub(crate) fn rank(&self) -> u8 {
        match self {
            Self::Canary(_) => 0,
            Self::FileOut(_) => 1,
            Self::Database(_) => 2,
            Self::Mirror(_) => 3,
            Self::Room { .. } => 4,
            Self::Persistence(_) => 5,
            Self::Dialog(_) => 6,
            Self::Lock(_) => 7,
            Self::SecondTab(_) => 8,
            Self::Lacks(_) => 9,
            Self::Speed(_) => 10,
        }
    }

    /// Whether both tell of the same thing.
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }

    /// Whether a speed is that of a browser that only interprets.
    pub fn is_slow(steps: u32) -> bool {
        steps < SLOW
    }
}

impl Canary {
    /// Looks for a mark in what lies in the two stores `here`.
    ///
    /// One that is in neither, and was left by another browser or another copy of the page, says
    /// nothing of this browser.
    pub fn seek(mark: Mark, here: Place, database: &[Mark], mirror: &[Mark], closed: bool) -> Self {
        let (database, mirror) = (database.contains(&mark), mirror.contains(&mark));
        let left_at = mark.left_at();
        if !database && !mirror && mark.place != here {
            return Self::Elsewhere { left_at };
        }
        Self::Sought { left_at, database, mirror, closed }
    }
}
