//! Locking an inspection with a passphrase, and all that follows from it.
//!
//! The lock lies in the store and in the mirror: the key of the records, wrapped with the passphrase. Who
//! has forgotten the passphrase cannot have the records; nothing here knows another way to them.

use std::rc::Rc;

use domain::{InspectionId, Problem};
use wire::lock::{Lock, Sealed, SealedCopy};

use crate::keyring::{LOCK, place};
use crate::mirror;
use crate::shelf::{ASIDE, EXPORTED, READER, reader_key, tip_key, under};
use crate::{Drawer, Key, Read, Shelf, ShelfFault, Write};

/// A record of the store: its drawer, its key and its text as it lies there.
pub(crate) type Raw = (Drawer, String, String);

/// The settings that begin so are locks.
const LOCKS: &str = "lock";
/// How often an answer that did not come is asked for again, and how long is waited in between, in
/// milliseconds.
const TRIES: (usize, u32) = (5, 500);

pub(crate) fn lock_key(id: InspectionId) -> String {
    format!("{LOCKS}/{id}")
}

pub(crate) fn put_lock(lock: &Lock) -> Write {
    Write::put(Drawer::Settings, lock_key(lock.id), lock.write())
}

/// The key of a sealed copy, with its lock.
pub struct KeyOfCopy {
    key: Rc<dyn Key>,
    lock: Lock,
}

/// Reads a text as a sealed copy; `None` where it is none.
///
/// # Errors
/// What is wrong with it.
pub fn copy_of_locked(text: &str) -> Option<Result<SealedCopy, Problem>> {
    SealedCopy::read(text)
}

/// What a sealed copy is sealed for.
fn copy_place(id: InspectionId) -> String {
    format!("copy/{id}")
}

impl Shelf {
    /// Whether the key of an inspection is held: it has a passphrase, and is not locked.
    pub fn has_key(&self, id: InspectionId) -> bool {
        self.keyring.key(id).is_some()
    }

    /// Whether there is a lock of an inspection that can be read.
    pub(crate) async fn has_lock(&self, id: InspectionId) -> bool {
        self.locks_of(id).await.is_ok_and(|locks| !locks.is_empty())
    }

    /// The locks of an inspection that can be read: that of the store, and that of the mirror where it is
    /// another one.
    async fn locks_of(&self, id: InspectionId) -> Result<Vec<Lock>, ShelfFault> {
        let [text] = self.read([Read::one(Drawer::Settings, lock_key(id))]).await?;
        let mirrored = self.mirror.get(mirror::key(id, LOCK)).await;
        let texts = text.into_iter().chain(mirrored);
        let locks = texts.filter_map(|text| Lock::read(&text).ok().filter(|lock| lock.id == id));
        let mut locks: Vec<Lock> = locks.collect();
        locks.dedup();
        Ok(locks)
    }

    /// Every lock there is, of inspections that are locked and of others.
    pub(crate) async fn locks(&self) -> Result<Vec<Lock>, ShelfFault> {
        let [texts] = self.read([Read::range(Drawer::Settings, under(LOCKS))]).await?;
        let mut locks: Vec<Lock> = texts.iter().filter_map(|text| Lock::read(text).ok()).collect();
        for key in self.mirror.keys() {
            let id = key.split_once('/').filter(|(_, part)| *part == LOCK);
            let Some(id) = id.and_then(|(id, _)| InspectionId::parse(id)) else { continue };
            if locks.iter().all(|lock| lock.id != id) {
                let text = self.mirror.get(key).await;
                locks.extend(text.and_then(|text| Lock::read(&text).ok()));
            }
        }
        Ok(locks)
    }

    /// The inspections that are locked now, each by its lock; the one locked last comes first.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn locked(&self) -> Result<Vec<Lock>, ShelfFault> {
        let mut locks = self.locks().await?;
        locks.retain(|lock| !self.has_key(lock.id));
        locks.sort_by_key(|lock| std::cmp::Reverse((lock.at, lock.id)));
        Ok(locks)
    }

    /// The lock of an inspection, where there is one.
    pub async fn lock_of(&self, id: InspectionId) -> Option<Lock> {
        match self.keyring.lock(id) {
            Some(lock) => Some(lock),
            None => self.locks_of(id).await.ok()?.into_iter().next(),
        }
    }

    /// Unlocks an inspection. With a wrong passphrase nothing is altered.
    ///
    /// # Errors
    /// [`ShelfFault::WrongPassphrase`], [`ShelfFault::Gone`] where there is no lock that can be read, or
    /// why the store cannot be read.
    pub async fn unlock(&self, id: InspectionId, passphrase: &str) -> Result<(), ShelfFault> {
        let locks = self.locks_of(id).await?;
        let mut why = ShelfFault::Gone;
        for (at, lock) in locks.iter().enumerate() {
            let wrapped = lock.wrapped.clone();
            match self.keyring.cipher.unlock(wrapped, passphrase.to_owned()).await {
                Ok(key) => {
                    self.keyring.hold(key, lock.clone());
                    self.make_lock_good(lock, at).await;
                    return Ok(());
                }
                Err(fault) => why = fault,
            }
        }
        Err(why)
    }

    /// Puts a lock that was just used wherever it is missing: a copy that is lost may be needed.
    async fn make_lock_good(&self, lock: &Lock, place: usize) {
        let stored = self.read([Read::one(Drawer::Settings, lock_key(lock.id))]).await;
        let is_stored = stored.is_ok_and(|[texts]| texts == [lock.write()]);
        if !is_stored {
            // Where it fails, the mirror still has it.
            let _ = self.commit(vec![put_lock(lock)]).await;
        }
        if place == 0 {
            self.mirror_lock(lock).await;
        }
    }

    /// Puts a lock into the mirror. Where that fails an older one must not stay: it would open with an
    /// older passphrase.
    pub(crate) async fn mirror_lock(&self, lock: &Lock) {
        let key = mirror::key(lock.id, LOCK);
        if self.mirror.put(key.clone(), lock.write()).await.is_err() {
            self.mirror.forget(&key);
        }
    }

    /// Whether the key of any inspection is held.
    pub fn has_keys(&self) -> bool {
        !self.keyring.held().is_empty()
    }

    /// Locks every inspection whose key is held.
    pub fn lock_all(&self) {
        self.keyring.held().into_iter().for_each(|id| self.lock(id));
    }

    /// Locks an inspection again: its key is forgotten, and all that is known of it here.
    pub fn lock(&self, id: InspectionId) {
        if self.has_key(id) {
            self.keyring.shut(id);
        }
        self.held.borrow_mut().remove(&id);
        self.copies.borrow_mut().remove(&id);
        self.store.forget_seen();
    }

    /// From the first record on, a new inspection will be sealed: to be called before it is put on the
    /// shelf. Where that fails, [`Shelf::call_off`] forgets the key.
    ///
    /// # Errors
    /// Why there is no key.
    pub async fn begin_locked(
        &self,
        id: InspectionId,
        passphrase: &str,
        label: &str,
        at: u64,
    ) -> Result<(), ShelfFault> {
        let (wrapped, key) = self.keyring.cipher.make(passphrase.to_owned()).await?;
        self.keyring.hold(key, Lock { id, label: label.to_owned(), at, wrapped });
        Ok(())
    }

    /// A new inspection will be sealed as another one is, if that one has a passphrase: with the same key,
    /// and opened with the same passphrase.
    pub fn lock_like(&self, id: InspectionId, other: InspectionId) {
        if let (Some(key), Some(lock)) = (self.keyring.key(other), self.keyring.lock(other)) {
            self.keyring.hold(key, Lock { id, ..lock });
        }
    }

    /// Forgets the key of a new inspection that was not put on the shelf.
    pub fn call_off(&self, id: InspectionId) {
        self.keyring.forget(id);
    }

    /// Sets a passphrase on an inspection that lies here without one: all its records are sealed in one
    /// commit and read back, and the mirror is written anew.
    ///
    /// # Errors
    /// Why it still lies here as it was. After [`ShelfFault::Silent`] it is not known; then nothing more is
    /// written of it before it is opened anew.
    pub async fn set_passphrase(
        &self,
        id: InspectionId,
        passphrase: &str,
        label: &str,
        at: u64,
    ) -> Result<(), ShelfFault> {
        let (wrapped, key) = self.keyring.cipher.make(passphrase.to_owned()).await?;
        let lock = Lock { id, label: label.to_owned(), at, wrapped };
        self.rewrite(id, Some((key, lock))).await
    }

    /// Takes the passphrase off: all its records are written as they are, in one commit.
    ///
    /// # Errors
    /// [`ShelfFault::WrongPassphrase`], or why it is still sealed; as for [`Shelf::set_passphrase`].
    pub async fn remove_passphrase(
        &self,
        id: InspectionId,
        passphrase: &str,
    ) -> Result<(), ShelfFault> {
        let lock = self.keyring.lock(id).ok_or(ShelfFault::Locked)?;
        self.keyring.cipher.unlock(lock.wrapped, passphrase.to_owned()).await?;
        self.rewrite(id, None).await
    }

    /// Changes the passphrase. The key of the records stays, and is wrapped anew; the new lock is tried
    /// before it takes the place of the old one.
    ///
    /// # Errors
    /// [`ShelfFault::WrongPassphrase`] where the old one is wrong, or why the old one still holds.
    pub async fn change_passphrase(
        &self,
        id: InspectionId,
        old: &str,
        new: &str,
    ) -> Result<(), ShelfFault> {
        let lock = self.keyring.lock(id).ok_or(ShelfFault::Locked)?;
        let cipher = &self.keyring.cipher;
        let wrapped = cipher.rewrap(lock.wrapped.clone(), old.to_owned(), new.to_owned()).await?;
        let key = cipher.unlock(wrapped.clone(), new.to_owned()).await?;
        let next = Lock { wrapped, ..lock.clone() };
        let as_it_was = |text: Option<String>| Write::Expect {
            drawer: Drawer::Settings,
            key: lock_key(id),
            text,
        };
        let commit = self.commit(vec![as_it_was(Some(lock.write())), put_lock(&next)]).await;
        let [there] = self.read([Read::one(Drawer::Settings, lock_key(id))]).await?;
        if there != [next.write()] {
            commit?;
            return Err(ShelfFault::NotReadBack);
        }
        self.mirror_lock(&next).await;
        self.keyring.hold(key, next);
        Ok(())
    }

    /// Takes notice of what another window may have done to the lock of an inspection that was read here:
    /// changed its passphrase, or taken it off.
    pub(crate) async fn look_at_lock(&self, id: InspectionId, lock: Option<&str>) {
        let lock = lock.and_then(|text| Lock::read(text).ok()).filter(|lock| lock.id == id);
        match (lock, self.keyring.key(id)) {
            (Some(lock), Some(key)) => self.keyring.hold(key, lock),
            (Some(_), None) => {}
            (None, _) if !self.keyring.knows(id) => {}
            (None, _) => {
                let head = self.store.inner.read(vec![Read::one(Drawer::Heads, id)]).await;
                let head = head.ok().and_then(|found| found.into_iter().flatten().next());
                if head.is_some_and(|text| Sealed::read(&text).is_none()) {
                    self.keyring.forget(id);
                }
            }
        }
    }

    /// Every place in the store with a record of one inspection, but its lock.
    pub(crate) fn places(id: InspectionId) -> Vec<Read> {
        vec![
            Read::one(Drawer::Heads, id),
            Read::range(Drawer::Cases, under(id)),
            Read::range(Drawer::Journal, under(id)),
            Read::one(Drawer::Settings, tip_key(id)),
            Read::range(Drawer::Settings, under(format!("{ASIDE}/{id}"))),
            Read::one(Drawer::Settings, format!("{EXPORTED}/{id}")),
            Read::one(Drawer::Settings, reader_key(id)),
        ]
    }

    /// Every record at these places, as it lies in the store.
    pub(crate) async fn raw(&self, places: Vec<Read>) -> Result<Vec<Raw>, ShelfFault> {
        let keys = self.store.inner.keys(places.clone()).await?;
        let texts = self.store.inner.read(places.clone()).await?;
        let mut raw = Vec::new();
        for ((read, keys), texts) in places.into_iter().zip(keys).zip(texts) {
            if keys.len() != texts.len() {
                return Err(ShelfFault::Elsewhere);
            }
            raw.extend(keys.into_iter().zip(texts).map(|(key, text)| (read.drawer, key, text)));
        }
        Ok(raw)
    }

    /// Writes everything of an inspection anew: sealed with a key, or not sealed.
    async fn rewrite(
        &self,
        id: InspectionId,
        with: Option<(Rc<dyn Key>, Lock)>,
    ) -> Result<(), ShelfFault> {
        // Whatever was under way in this window is refused from here on, and tried again later.
        self.take_turn(id).await?;
        self.rewriting.set(Some(id));
        let outcome = self.rewrite_store(id, with).await;
        if outcome.is_ok() {
            self.begin_mirror_again(id);
            match self.keyring.lock(id) {
                Some(lock) => self.mirror_lock(&lock).await,
                None => self.mirror.forget(&mirror::key(id, LOCK)),
            }
            // Too little room for it is no reason to undo anything: the store was read back.
            let _ = self.follow(id).await;
        }
        self.rewriting.set(None);
        outcome
    }

    async fn rewrite_store(
        &self,
        id: InspectionId,
        with: Option<(Rc<dyn Key>, Lock)>,
    ) -> Result<(), ShelfFault> {
        let store = &self.store.inner;
        let before = self.keyring.key(id);
        let mut writes = Vec::new();
        for (drawer, key, text) in self.raw(Self::places(id)).await? {
            if key == tip_key(id) && drawer == Drawer::Settings {
                writes.push(Write::Expect { drawer, key: key.clone(), text: Some(text.clone()) });
            }
            let place = place(drawer, &key);
            let text = match (&before, Sealed::read(&text).filter(|one| one.place == place)) {
                // What does not open is damaged, and stays what it is.
                (Some(held), Some(sealed)) => {
                    held.open(place.clone(), sealed.text).await.unwrap_or(text)
                }
                _ => text,
            };
            let text = match &with {
                Some((key, _)) => {
                    let sealed = key.seal(place.clone(), text).await?;
                    Sealed::new(place, sealed).write()
                }
                None => text,
            };
            writes.push(Write::put(drawer, key, text));
        }
        match &with {
            Some((_, lock)) => {
                writes.push(put_lock(lock));
                // The reader's own name goes with the work from now on.
                let clear = (READER.to_owned(), under(READER).0);
                writes.push(Write::clear(Drawer::Settings, clear));
            }
            None => {
                let key = lock_key(id);
                let end = format!("{key}~");
                writes.push(Write::clear(Drawer::Settings, (key, end)));
            }
        }
        let committed = store.commit(writes.clone()).await;
        match self.is_there(&writes, with.as_ref().map(|(_, lock)| lock), id).await {
            Some(true) => {}
            Some(false) => return Err(committed.err().unwrap_or(ShelfFault::NotReadBack)),
            None => {
                // Nothing is written before it was looked at: it may be sealed, or not.
                self.keyring.shut(id);
                return Err(ShelfFault::Silent);
            }
        }
        self.store.forget_seen();
        match with {
            Some((key, lock)) => self.keyring.hold(key, lock),
            None => self.keyring.forget(id),
        }
        Ok(())
    }

    /// Whether all of these texts are in the store; `None` where it does not answer.
    async fn is_there(
        &self,
        writes: &[Write],
        lock: Option<&Lock>,
        id: InspectionId,
    ) -> Option<bool> {
        let mut reads = vec![Read::one(Drawer::Settings, lock_key(id))];
        let mut wanted = vec![lock.map(Lock::write).into_iter().collect::<Vec<_>>()];
        for write in writes {
            if let Write::Put { drawer, key, text } = write {
                reads.push(Read::one(*drawer, key));
                wanted.push(vec![text.clone()]);
            }
        }
        for _ in 0..TRIES.0 {
            if let Ok(found) = self.store.inner.read(reads.clone()).await {
                return Some(found == wanted);
            }
            self.store.wait(TRIES.1).await;
        }
        None
    }

    /// A text sealed as the records of an inspection are, as a file that its passphrase opens; `None` where
    /// the inspection has no passphrase, so that the text itself may be written.
    ///
    /// # Errors
    /// [`ShelfFault::Locked`] where it is locked, or why it could not be sealed.
    pub async fn sealed_copy(
        &self,
        id: InspectionId,
        text: &str,
    ) -> Result<Option<String>, ShelfFault> {
        match (self.keyring.key(id), self.keyring.lock(id)) {
            (Some(key), Some(lock)) => {
                let place = copy_place(id);
                let sealed = key.seal(place.clone(), text.to_owned()).await?;
                let sealed = Sealed::new(place, sealed);
                Ok(Some(SealedCopy { lock, sealed }.write()))
            }
            _ if self.keyring.is_shut(id) => Err(ShelfFault::Locked),
            _ => Ok(None),
        }
    }

    /// Opens a sealed copy. Gives the text, and the key to keep it with: see [`Shelf::lock_as_copy`].
    ///
    /// # Errors
    /// [`ShelfFault::WrongPassphrase`], or [`ShelfFault::NotReadBack`] where the copy is damaged.
    pub async fn open_copy(
        &self,
        copy: &SealedCopy,
        passphrase: &str,
    ) -> Result<(String, KeyOfCopy), ShelfFault> {
        let wrapped = copy.lock.wrapped.clone();
        let key = self.keyring.cipher.unlock(wrapped, passphrase.to_owned()).await?;
        let place = copy_place(copy.lock.id);
        let opened = match copy.sealed.place == place {
            true => key.open(place, copy.sealed.text.clone()).await,
            false => None,
        };
        let text = opened.ok_or(ShelfFault::NotReadBack)?;
        Ok((text, KeyOfCopy { key, lock: copy.lock.clone() }))
    }

    /// Opens a sealed copy of an inspection with the key that is held. `None` where none is held, or it is
    /// the copy of another inspection or of an older passphrase's key, or damaged.
    pub async fn open_own_copy(&self, id: InspectionId, copy: &SealedCopy) -> Option<String> {
        let key = self.keyring.key(id)?;
        let place = copy_place(id);
        (copy.sealed.place == place).then_some(())?;
        key.open(place, copy.sealed.text.clone()).await
    }

    /// An inspection that is not here yet will be sealed as its copy was, with the same passphrase: to be
    /// called before it is put on the shelf.
    pub fn lock_as_copy(&self, id: InspectionId, copy: &KeyOfCopy) {
        self.keyring.hold(copy.key.clone(), Lock { id, ..copy.lock.clone() });
    }
}
