//! The keys that are held, and the store and the mirror as they are seen with them.
//!
//! Whatever belongs to an inspection whose key is held is sealed on its way out and opened on its way in;
//! whatever belongs to one that is locked is neither read nor written. A sealed text names its place, and
//! opens in no other.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::{InspectionId, Sorted};
use futures::future::{FutureExt, LocalBoxFuture, ready};
use wire::lock::{Lock, Sealed};

use crate::{Cipher, Drawer, Key, Mirror, Pending, Read, ShelfFault, Store, Write};

/// What is known of an inspection's lock.
#[derive(Clone)]
enum Entry {
    /// It was opened: here are its key and its lock.
    Open(Rc<dyn Key>, Lock),
    /// It is locked.
    Shut,
}

/// The keys of this window. They are in memory alone.
pub(crate) struct Keyring {
    pub(crate) cipher: Box<dyn Cipher>,
    entries: RefCell<Sorted<InspectionId, Entry>>,
    /// Whether the page is being left.
    pub(crate) in_haste: Cell<bool>,
}

impl Keyring {
    pub(crate) fn new(cipher: Box<dyn Cipher>) -> Self {
        Self { cipher, entries: RefCell::default(), in_haste: Cell::new(false) }
    }

    /// The key of an inspection, where it is held.
    pub(crate) fn key(&self, id: InspectionId) -> Option<Rc<dyn Key>> {
        match self.entries.borrow().get(&id) {
            Some(Entry::Open(key, _)) => Some(key.clone()),
            _ => None,
        }
    }

    /// The lock of an inspection, where its key is held.
    pub(crate) fn lock(&self, id: InspectionId) -> Option<Lock> {
        match self.entries.borrow().get(&id) {
            Some(Entry::Open(_, lock)) => Some(lock.clone()),
            _ => None,
        }
    }

    /// The inspections whose keys are held.
    pub(crate) fn held(&self) -> Vec<InspectionId> {
        let entries = self.entries.borrow();
        let held = entries.iter().filter(|(_, entry)| matches!(entry, Entry::Open(..)));
        held.map(|(id, _)| *id).collect()
    }

    /// Whether it is known that an inspection is locked.
    pub(crate) fn is_shut(&self, id: InspectionId) -> bool {
        matches!(self.entries.borrow().get(&id), Some(Entry::Shut))
    }

    pub(crate) fn hold(&self, key: Rc<dyn Key>, lock: Lock) {
        self.entries.borrow_mut().insert(lock.id, Entry::Open(key, lock));
    }

    /// From now on nothing of it is read or written.
    pub(crate) fn shut(&self, id: InspectionId) {
        self.entries.borrow_mut().insert(id, Entry::Shut);
    }

    /// From now on it is read and written as it is.
    pub(crate) fn forget(&self, id: InspectionId) {
        self.entries.borrow_mut().remove(&id);
    }

    /// What is written at a place: sealed where it belongs to an inspection whose key is held.
    async fn sealed(
        &self,
        id: Option<InspectionId>,
        place: String,
        text: String,
    ) -> Result<String, ShelfFault> {
        let Some(id) = id else { return Ok(text) };
        match self.key(id) {
            Some(key) => {
                // A page that is being left gets no answer any more, of whatever it would wait for.
                let at_once = self.in_haste.get().then(|| key.seal_now(&place, &text)).flatten();
                let sealed = match at_once {
                    Some(sealed) => sealed,
                    None => key.seal(place.clone(), text).await?,
                };
                Ok(Sealed::new(place, sealed).write())
            }
            None if self.is_shut(id) => Err(ShelfFault::Locked),
            None => Ok(text),
        }
    }

    /// Whether anything is known of an inspection's lock.
    pub(crate) fn knows(&self, id: InspectionId) -> bool {
        self.entries.borrow().contains_key(&id)
    }

    fn concerns(&self, id: Option<InspectionId>) -> bool {
        id.is_some_and(|id| self.knows(id))
    }
}

/// The place of a record, as it is sealed with it.
pub(crate) fn place(drawer: Drawer, key: &str) -> String {
    format!("{}/{key}", drawer.as_str())
}

/// The settings that belong to one inspection begin with one of these.
const OF_ONE: [&str; 4] = ["tip/", "aside/", "exported/", "reader/"];

/// The inspection that a record belongs to. Editions, locks and this browser's own settings belong to none.
fn whose(drawer: Drawer, key: &str) -> Option<InspectionId> {
    let key = match drawer {
        Drawer::Editions => return None,
        Drawer::Settings => OF_ONE.iter().find_map(|prefix| key.strip_prefix(prefix))?,
        Drawer::Heads | Drawer::Cases | Drawer::Journal => key,
    };
    InspectionId::parse(key.split('/').next()?)
}

/// The store, seen with the keys that are held.
pub(crate) struct SealingStore {
    pub(crate) inner: Box<dyn Store>,
    keyring: Rc<Keyring>,
    /// What was read or written last at places that a commit may expect: sealed, and what it says. The
    /// same text is sealed otherwise each time, so only this can be expected.
    seen: RefCell<Sorted<String, (String, String)>>,
}

impl SealingStore {
    pub(crate) fn new(inner: Box<dyn Store>, keyring: Rc<Keyring>) -> Self {
        Self { inner, keyring, seen: RefCell::default() }
    }

    pub(crate) fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        let concerned = writes.iter().any(|write| match write {
            Write::Expect { drawer, key, .. }
            | Write::Put { drawer, key, .. }
            | Write::Add { drawer, key, .. } => self.keyring.concerns(whose(*drawer, key)),
            Write::Clear { .. } => false,
        });
        if concerned { self.commit_sealed(writes).boxed_local() } else { self.inner.commit(writes) }
    }

    async fn commit_sealed(&self, writes: Vec<Write>) -> Result<(), ShelfFault> {
        let mut sealed = Vec::with_capacity(writes.len());
        let mut seen = Vec::new();
        for write in writes {
            sealed.push(match write {
                Write::Expect { drawer, key, text: Some(text) } => {
                    let text = Some(self.as_it_stands(drawer, &key, text).await?);
                    Write::Expect { drawer, key, text }
                }
                Write::Put { drawer, key, text } => {
                    let place = place(drawer, &key);
                    let whose = whose(drawer, &key);
                    let put = self.keyring.sealed(whose, place.clone(), text.clone()).await?;
                    if is_expected(drawer, &key) {
                        seen.push((place, (put.clone(), text)));
                    }
                    Write::Put { drawer, key, text: put }
                }
                Write::Add { drawer, key, text } => {
                    let whose = whose(drawer, &key);
                    let text = self.keyring.sealed(whose, place(drawer, &key), text).await?;
                    Write::Add { drawer, key, text }
                }
                write => write,
            });
        }
        self.inner.commit(sealed).await?;
        for (place, text) in seen {
            self.seen.borrow_mut().insert(place, text);
        }
        Ok(())
    }

    /// A text as it is in the store, where it says what is expected there.
    async fn as_it_stands(
        &self,
        drawer: Drawer,
        key: &str,
        text: String,
    ) -> Result<String, ShelfFault> {
        if !self.keyring.concerns(whose(drawer, key)) {
            return Ok(text);
        }
        let seen = self.seen.borrow().get(&place(drawer, key)).cloned();
        if let Some((sealed, _)) = seen.filter(|(_, says)| *says == text) {
            return Ok(sealed);
        }
        let found = self.inner.read(vec![Read::one(drawer, key)]).await?;
        let found = found.into_iter().flatten().next().ok_or(ShelfFault::Elsewhere)?;
        let says = self.opened(&Read::one(drawer, key), vec![found.clone()]).await.0;
        if says == [text] { Ok(found) } else { Err(ShelfFault::Elsewhere) }
    }

    /// Reads; an inspection that is locked is refused.
    pub(crate) async fn read(&self, reads: Vec<Read>) -> Result<Vec<Vec<String>>, ShelfFault> {
        let (found, is_locked) = self.read_what_opens(reads).await?;
        if is_locked { Err(ShelfFault::Locked) } else { Ok(found) }
    }

    /// Reads; what belongs to an inspection that is locked stays sealed. Gives whether there was any.
    pub(crate) async fn read_what_opens(
        &self,
        reads: Vec<Read>,
    ) -> Result<(Vec<Vec<String>>, bool), ShelfFault> {
        let found = self.inner.read(reads.clone()).await?;
        let mut opened = Vec::with_capacity(found.len());
        let mut is_locked = false;
        for (read, texts) in reads.iter().zip(found) {
            if texts.iter().any(|text| Sealed::is_one(text)) {
                let (texts, some_locked) = self.opened(read, texts).await;
                is_locked |= some_locked;
                opened.push(texts);
            } else {
                opened.push(texts);
            }
        }
        Ok((opened, is_locked))
    }

    /// What the texts of one read say. What does not open with its key, or does not stand where it belongs,
    /// is given as it is: it is treated as any damaged record.
    async fn opened(&self, read: &Read, texts: Vec<String>) -> (Vec<String>, bool) {
        let mut says = Vec::with_capacity(texts.len());
        let mut is_locked = false;
        let mut last = String::new();
        for text in texts {
            let Some(sealed) = Sealed::read(&text) else {
                says.push(text);
                continue;
            };
            let prefix = format!("{}/", read.drawer.as_str());
            let key = sealed.place.strip_prefix(&prefix).filter(|key| {
                // Texts come in the order of their keys: one that was moved or doubled is out of it.
                let after = **key > *last;
                let within = match &read.to {
                    None => **key == *read.from,
                    Some(to) => *read.from <= **key && **key < **to,
                };
                after && within
            });
            let Some(key) = key.map(str::to_owned) else {
                says.push(text);
                continue;
            };
            let Some(id) = whose(read.drawer, &key) else {
                says.push(text);
                continue;
            };
            let Some(held) = self.keyring.key(id) else {
                self.keyring.shut(id);
                is_locked = true;
                says.push(text);
                continue;
            };
            match held.open(sealed.place.clone(), sealed.text).await {
                Some(opened) => {
                    if is_expected(read.drawer, &key) {
                        let seen = (text, opened.clone());
                        self.seen.borrow_mut().insert(sealed.place, seen);
                    }
                    says.push(opened);
                }
                None => says.push(text),
            }
            last = key;
        }
        (says, is_locked)
    }

    /// Forgets what was seen: texts are about to be sealed anew, or not at all.
    pub(crate) fn forget_seen(&self) {
        self.seen.take();
    }

    pub(crate) fn wait(&self, milliseconds: u32) -> LocalBoxFuture<'_, ()> {
        self.inner.wait(milliseconds)
    }
}

/// Whether a commit may expect what is there.
fn is_expected(drawer: Drawer, key: &str) -> bool {
    drawer == Drawer::Settings && key.starts_with("tip/")
}

/// The mirror, seen with the keys that are held.
pub(crate) struct SealingMirror {
    pub(crate) inner: Box<dyn Mirror>,
    keyring: Rc<Keyring>,
}

/// The part of the mirror that a lock stands in. It is never sealed.
pub(crate) const LOCK: &str = "lock";

fn mirror_place(key: &str) -> String {
    format!("mirror/{key}")
}

fn mirrored_of(key: &str) -> Option<InspectionId> {
    let (id, part) = key.split_once('/')?;
    InspectionId::parse(id).filter(|_| part != LOCK)
}

impl SealingMirror {
    pub(crate) fn new(inner: Box<dyn Mirror>, keyring: Rc<Keyring>) -> Self {
        Self { inner, keyring }
    }

    pub(crate) fn keys(&self) -> Vec<String> {
        self.inner.keys()
    }

    pub(crate) async fn get(&self, key: String) -> Option<String> {
        let text = self.inner.get(key.clone()).await?;
        let Some(sealed) = Sealed::read(&text) else { return Some(text) };
        let held = self.keyring.key(mirrored_of(&key)?)?;
        if sealed.place != mirror_place(&key) {
            return None;
        }
        held.open(sealed.place, sealed.text).await
    }

    pub(crate) async fn put(&self, key: String, text: String) -> Result<(), ShelfFault> {
        let text = self.keyring.sealed(mirrored_of(&key), mirror_place(&key), text).await?;
        self.inner.put(key, text).await
    }

    pub(crate) fn forget(&self, key: &str) {
        self.inner.forget(key);
    }
}

/// Where there is nothing to seal with.
pub(crate) struct NoCipher;

impl Cipher for NoCipher {
    fn make(&self, _: String) -> Pending<'_, (wire::lock::Wrapped, Rc<dyn Key>)> {
        ready(Err(ShelfFault::Refused)).boxed_local()
    }

    fn unlock(&self, _: wire::lock::Wrapped, _: String) -> Pending<'_, Rc<dyn Key>> {
        ready(Err(ShelfFault::Refused)).boxed_local()
    }

    fn rewrap(
        &self,
        _: wire::lock::Wrapped,
        _: String,
        _: String,
    ) -> Pending<'_, wire::lock::Wrapped> {
        ready(Err(ShelfFault::Refused)).boxed_local()
    }
}
