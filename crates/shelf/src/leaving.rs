//! Taking an inspection off the shelf.

use domain::InspectionId;

use crate::everything::Kept;
use crate::lock::lock_key;
use crate::saving::expect_tip;
use crate::shelf::tip_key;
use crate::{Drawer, Read, Shelf, ShelfFault, Write};

/// A record of the store: its drawer, its key and its text as it lies there.
type Raw = (Drawer, String, String);

impl Shelf {
    /// Takes an inspection off the shelf: its records, its mirror, and what was set aside of it. Gives how
    /// many records are left of it, read back: none.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn remove(&self, id: InspectionId) -> Result<usize, ShelfFault> {
        let held = self.held(id).ok_or(ShelfFault::Gone)?;
        self.clear(id, vec![held.expected(id)]).await
    }

    /// Whether a file that gets everything out holds each text that is here of an inspection, as it is
    /// here: then it comes back from there, with its passphrase if it has one.
    ///
    /// # Errors
    /// Why what is here cannot be read.
    pub async fn is_all_in(&self, id: InspectionId, file: &Kept) -> Result<bool, ShelfFault> {
        let stored = self.raw(id).await?;
        if !stored.iter().all(|(drawer, key, text)| file.stored(*drawer, key) == Some(text)) {
            return Ok(false);
        }
        let prefix = format!("{id}/");
        for key in self.mirror.keys() {
            if key.starts_with(&prefix)
                && let Some(text) = self.mirror.inner.get(key.clone()).await
                && file.mirrored(&key) != Some(&text)
            {
                return Ok(false);
            }
        }
        Ok(!stored.is_empty())
    }

    /// Takes an inspection off the shelf that is locked, which needs no passphrase, once a file holds
    /// everything of it (see [`Shelf::is_all_in`]). Gives what [`Shelf::remove`] does.
    ///
    /// # Errors
    /// [`ShelfFault::Elsewhere`] where the file does not hold everything, perhaps since another window
    /// wrote meanwhile; or why it is still there.
    pub async fn remove_locked(&self, id: InspectionId, file: &Kept) -> Result<usize, ShelfFault> {
        let stored = self.raw(id).await?;
        if !self.is_all_in(id, file).await? {
            return Err(ShelfFault::Elsewhere);
        }
        // Each save alters the tip: what is written from here on is not in the file.
        let tip = stored.into_iter().find(|(_, key, _)| *key == tip_key(id));
        self.clear(id, vec![expect_tip(id, tip.map(|(_, _, text)| text))]).await
    }

    /// Every record of an inspection and its lock, as they lie in the store.
    async fn raw(&self, id: InspectionId) -> Result<Vec<Raw>, ShelfFault> {
        let places = all_places(id);
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

    async fn clear(&self, id: InspectionId, mut writes: Vec<Write>) -> Result<usize, ShelfFault> {
        writes.extend(all_places(id).into_iter().map(|Read { drawer, from, to }| {
            let to = to.unwrap_or_else(|| format!("{from}~"));
            Write::clear(drawer, (from, to))
        }));
        self.commit(writes).await?;
        self.forget_mirrored(id);
        self.held.borrow_mut().remove(&id);
        self.keyring.forget(id);
        let left = self.store.inner.read(all_places(id)).await?;
        let prefix = format!("{id}/");
        let n_mirrored = self.mirror.keys().iter().filter(|key| key.starts_with(&prefix)).count();
        Ok(left.iter().map(Vec::len).sum::<usize>() + n_mirrored)
    }
}

/// Every place in the store with something of one inspection.
fn all_places(id: InspectionId) -> Vec<Read> {
    let mut places = Shelf::places(id);
    places.push(Read::one(Drawer::Settings, lock_key(id)));
    places
}
