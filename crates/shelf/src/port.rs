//! What a shelf stands on: a store that commits, a mirror beside it, a cipher, and a clock.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use wire::lock::Wrapped;

/// An answer that is on its way.
pub type Pending<'a, T> = LocalBoxFuture<'a, Result<T, ShelfFault>>;

/// A store that commits several writes whole or not at all.
pub trait Store {
    /// Commits all writes, or none.
    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()>;

    /// Reads in one go; each read gives its texts in order of their keys.
    fn read(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>>;

    /// The keys of what `read` would give, in the same order.
    fn keys(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>>;

    /// Waits so many milliseconds.
    fn wait(&self, milliseconds: u32) -> LocalBoxFuture<'_, ()>;
}

/// A small place beside the store that is lost in other ways: texts by key, each written by itself.
pub trait Mirror {
    /// The keys of all texts.
    fn keys(&self) -> Vec<String>;

    /// The text of a key, where there is one that can be read.
    fn get(&self, key: String) -> LocalBoxFuture<'_, Option<String>>;

    /// Puts a text, over an older one.
    fn put(&self, key: String, text: String) -> Pending<'_, ()>;

    /// Takes a text away, if it is there.
    fn forget(&self, key: &str);
}

/// What makes keys of passphrases. The slow work that this takes is its own.
pub trait Cipher {
    /// Draws a key and wraps it with a passphrase.
    fn make(&self, passphrase: String) -> Pending<'_, (Wrapped, Rc<dyn Key>)>;

    /// Unwraps a key; with another passphrase it is [`ShelfFault::WrongPassphrase`].
    fn unlock(&self, wrapped: Wrapped, passphrase: String) -> Pending<'_, Rc<dyn Key>>;

    /// Wraps a key anew: the passphrase it is wrapped with, and the one that it shall be.
    fn rewrap(&self, wrapped: Wrapped, old: String, new: String) -> Pending<'_, Wrapped>;
}

/// A key that seals texts and opens them.
pub trait Key {
    /// Seals a text for a place, as base64. The same text is sealed otherwise each time.
    fn seal(&self, place: String, text: String) -> Pending<'_, String>;

    /// As `seal`, at once: for a page that is being left. `None` where only `seal` can.
    fn seal_now(&self, place: &str, text: &str) -> Option<String>;

    /// Opens what was sealed for a place; `None` where it was not, or was altered.
    fn open(&self, place: String, sealed: String) -> LocalBoxFuture<'_, Option<String>>;
}

impl<S: Store> Store for Rc<S> {
    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        (**self).commit(writes)
    }

    fn read(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        (**self).read(reads)
    }

    fn keys(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        (**self).keys(reads)
    }

    fn wait(&self, milliseconds: u32) -> LocalBoxFuture<'_, ()> {
        (**self).wait(milliseconds)
    }
}

impl<M: Mirror> Mirror for Rc<M> {
    fn keys(&self) -> Vec<String> {
        (**self).keys()
    }

    fn get(&self, key: String) -> LocalBoxFuture<'_, Option<String>> {
        (**self).get(key)
    }

    fn put(&self, key: String, text: String) -> Pending<'_, ()> {
        (**self).put(key, text)
    }

    fn forget(&self, key: &str) {
        (**self).forget(key);
    }
}

/// A drawer of the store.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Drawer {
    /// Heads, by inspection.
    Heads,
    /// Cases, by inspection and case.
    Cases,
    /// Segments of the journal, by inspection and the clock of their first change.
    Journal,
    /// Definitions of frameworks, by digest.
    Editions,
    /// This browser's own settings, the tips of journals, what was set aside, and ballast.
    Settings,
}

impl Drawer {
    /// Every drawer.
    pub const ALL: [Self; 5] =
        [Self::Heads, Self::Cases, Self::Journal, Self::Editions, Self::Settings];

    /// Its name in the browser's store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heads => "heads",
            Self::Cases => "cases",
            Self::Journal => "journal",
            Self::Editions => "editions",
            Self::Settings => "settings",
        }
    }
}

/// One write. A list of them is committed whole or not at all.
#[derive(Clone, Debug)]
pub enum Write {
    /// Holds a text against what is expected; another one, or none, fails the commit.
    Expect {
        /// The drawer.
        drawer: Drawer,
        /// The key.
        key: String,
        /// The text, or that there is none.
        text: Option<String>,
    },
    /// Puts a text, over an older one.
    Put {
        /// The drawer.
        drawer: Drawer,
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// Adds a text; a text that is there already fails the commit.
    Add {
        /// The drawer.
        drawer: Drawer,
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// Clears all keys from `from` up to, not including, `to`.
    Clear {
        /// The drawer.
        drawer: Drawer,
        /// The first key.
        from: String,
        /// The key after the last one.
        to: String,
    },
}

impl Write {
    /// The drawer it writes to.
    pub fn drawer(&self) -> Drawer {
        match self {
            Self::Expect { drawer, .. }
            | Self::Put { drawer, .. }
            | Self::Add { drawer, .. }
            | Self::Clear { drawer, .. } => *drawer,
        }
    }

    pub(crate) fn put(drawer: Drawer, key: impl ToString, text: String) -> Self {
        Self::Put { drawer, key: key.to_string(), text }
    }

    pub(crate) fn clear(drawer: Drawer, (from, to): (String, String)) -> Self {
        Self::Clear { drawer, from, to }
    }
}

/// One read: the text of a key, or the texts of all keys from one up to, not including, another.
#[derive(Clone, Debug)]
pub struct Read {
    /// The drawer.
    pub drawer: Drawer,
    /// The key, or the first of them.
    pub from: String,
    /// The key after the last one; `None` reads one key.
    pub to: Option<String>,
}

impl Read {
    pub(crate) fn one(drawer: Drawer, key: impl ToString) -> Self {
        Self { drawer, from: key.to_string(), to: None }
    }

    pub(crate) fn range(drawer: Drawer, (from, to): (String, String)) -> Self {
        Self { drawer, from, to: Some(to) }
    }
}

/// Why the shelf did not do what was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShelfFault {
    /// The browser does not let this page store anything.
    Refused,
    /// There is no room left.
    Full,
    /// Another window has written to this inspection meanwhile.
    Elsewhere,
    /// The store did not answer in time.
    Silent,
    /// What was written did not read back as it was written.
    NotReadBack,
    /// The inspection is no longer in the store, though it was.
    Gone,
    /// The inspection is locked with a passphrase.
    Locked,
    /// It is not the passphrase that it was locked with.
    WrongPassphrase,
    /// Anything else.
    Failed,
}
