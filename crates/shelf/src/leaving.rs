//! Taking an inspection off the shelf.

use domain::InspectionId;

use crate::everything::Kept;
use crate::lock::{Raw, lock_key};
use crate::saving::expect_tip;
use crate::shelf::tip_key;
use crate::{Drawer, Read, Shelf, ShelfFault, Write};

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
        let stored = self.raw(all_places(id)).await?;
        Ok(self.are_all_in(id, &stored, file).await)
    }

    /// Takes an inspection off the shelf that is locked, which needs no passphrase, once a file holds
    /// everything of it (see [`Shelf::is_all_in`]). Gives what [`Shelf::remove`] does.
    ///
    /// # Errors
    /// [`ShelfFault::Elsewhere`] where the file does not hold everything, perhaps since another window
    /// wrote meanwhile; or why it is still there.
    pub async fn remove_locked(&self, id: InspectionId, file: &Kept) -> Result<usize, ShelfFault> {
        let stored = self.raw(all_places(id)).await?;
        if !self.are_all_in(id, &stored, file).await {
            return Err(ShelfFault::Elsewhere);
        }
        // Each save alters the tip: what is written from here on is not in the file.
        let tip = stored.into_iter().find(|(_, key, _)| *key == tip_key(id));
        self.clear(id, vec![expect_tip(id, tip.map(|(_, _, text)| text))]).await
    }

    /// Whether a file holds all that was found in the store, and what is in the mirror beside it.
    async fn are_all_in(&self, id: InspectionId, stored: &[Raw], file: &Kept) -> bool {
        if !stored.iter().all(|(drawer, key, text)| file.stored(*drawer, key) == Some(text)) {
            return false;
        }
        for key in self.keys_mirrored(id) {
            if let Some(text) = self.mirror.inner.get(key.clone()).await
                && file.mirrored(&key) != Some(&text)
            {
                return false;
            }
        }
        !stored.is_empty()
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
        Ok(left.iter().map(Vec::len).sum::<usize>() + self.keys_mirrored(id).len())
    }
}

/// Every place in the store with something of one inspection.
fn all_places(id: InspectionId) -> Vec<Read> {
    let mut places = Shelf::places(id);
    places.push(Read::one(Drawer::Settings, lock_key(id)));
    places
}
