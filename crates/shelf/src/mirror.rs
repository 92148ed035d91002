//! The mirror: the journal once more, in a place that is lost in other ways than the store.
//!
//! It holds a whole copy of an inspection's records, made now and then, and the segments saved since. It
//! follows the store after a few seconds, so that saving never waits for it.

use domain::{Change, InspectionId};
use serde::Serialize;
use wire::store::Tip;

use crate::keyring::LOCK;
use crate::{Records, Shelf, ShelfFault};

/// After so many letters of segments a whole copy is made anew.
const LONGEST_TAIL: usize = 64 << 10;
/// What the mirror holds of an inspection: the whole copy, the segments saved since, those that the store
/// did not take, and the tip.
pub(crate) const WHOLE: &str = "whole";
pub(crate) const TAIL: &str = "tail";
pub(crate) const BESIDE: &str = "beside";
pub(crate) const TIP: &str = "tip";
/// All of them. Where there is a passphrase, they are sealed.
pub(crate) const PARTS: [&str; 4] = [WHOLE, TAIL, BESIDE, TIP];

/// What the mirror is known to hold of an inspection.
#[derive(Default)]
pub(crate) struct Copies {
    /// Whether it holds a whole copy that the tail follows on.
    has_whole: bool,
    /// The segments saved since that copy.
    tail: Vec<String>,
    n_letters: usize,
    /// Whether there was no room for a whole copy: it is not tried again for as long as the page is open.
    is_too_large: bool,
}

impl Copies {
    /// The journal has grown by a segment.
    pub(crate) fn grow(&mut self, segment: String) {
        self.n_letters += segment.len();
        self.tail.push(segment);
    }

    /// The journal was written anew.
    pub(crate) fn begin_again(&mut self) {
        *self = Self::default();
    }
}

/// The segments saved since the whole copy.
#[derive(Serialize)]
struct Tail<'a> {
    journal: &'a [String],
}

pub(crate) fn key(id: InspectionId, part: &str) -> String {
    format!("{id}/{part}")
}

impl Shelf {
    /// Lets the mirror follow: the segments saved since its whole copy, or a whole copy where there is
    /// none or they have become many.
    ///
    /// # Errors
    /// Why the mirror does not hold what the store holds.
    pub async fn follow(&self, id: InspectionId) -> Result<(), ShelfFault> {
        let Some(tip) = self.tip(id) else { return Ok(()) };
        let (has_whole, tail) = {
            let copies = self.copies.borrow();
            let Some(copies) = copies.get(&id) else { return Ok(()) };
            let is_short = copies.n_letters <= LONGEST_TAIL;
            (copies.is_too_large || copies.has_whole && is_short, copies.tail.clone())
        };
        if has_whole {
            self.put_segments(id, TAIL, &tail).await?;
        } else {
            let records = self.records(id).await?;
            let text = serde_json::to_string(&records).unwrap_or_default();
            // Until it stands, the older copy and its tail do.
            let whole = self.mirror.put(key(id, WHOLE), text).await;
            if let Err(fault) = whole {
                self.copies.borrow_mut().of(id).is_too_large = true;
                self.put_segments(id, TAIL, &tail).await?;
                return Err(fault);
            }
            let later = {
                let mut copies = self.copies.borrow_mut();
                let copies = copies.of(id);
                copies.has_whole = true;
                // What was saved meanwhile may be in the copy as well; twice does no harm.
                copies.tail.drain(..tail.len().min(copies.tail.len()));
                copies.n_letters = copies.tail.iter().map(String::len).sum();
                copies.tail.clone()
            };
            self.put_segments(id, TAIL, &later).await?;
        }
        self.mirror.put(key(id, TIP), tip.write()).await?;
        self.mirror.forget(&key(id, BESIDE));
        Ok(())
    }

    /// Lets the mirror hold changes that the store does not take, so that they outlive this window. The
    /// next save that succeeds puts them in their place, and so does the next opening.
    ///
    /// # Errors
    /// Why the mirror does not hold them either.
    pub async fn hold_beside(
        &self,
        id: InspectionId,
        changes: &[Change],
    ) -> Result<(), ShelfFault> {
        let tip = self.tip(id).ok_or(ShelfFault::Gone)?;
        let (text, tip) = tip.append(changes);
        let mut journal = self.in_hand(id).journal;
        journal.push(text);
        self.put_segments(id, BESIDE, &journal).await?;
        self.mirror.put(key(id, TIP), tip.write()).await
    }

    async fn put_segments(
        &self,
        id: InspectionId,
        part: &str,
        journal: &[String],
    ) -> Result<(), ShelfFault> {
        let text = serde_json::to_string(&Tail { journal }).unwrap_or_default();
        self.mirror.put(key(id, part), text).await
    }

    /// What the mirror holds of an inspection.
    pub(crate) async fn mirrored(&self, id: InspectionId) -> Vec<Records> {
        let mut found = Vec::new();
        for part in [WHOLE, TAIL, BESIDE] {
            let text = self.mirror.get(key(id, part)).await;
            found.extend(text.and_then(|text| serde_json::from_str::<Records>(&text).ok()));
        }
        found
    }

    /// The segments that this window has saved and the mirror's whole copy does not have.
    pub(crate) fn in_hand(&self, id: InspectionId) -> Records {
        let copies = self.copies.borrow();
        let journal = copies.get(&id).map(|copies| copies.tail.clone()).unwrap_or_default();
        Records { journal, ..Records::default() }
    }

    /// Whether the mirror holds more of an inspection than the store. Where both end at the same place,
    /// what the mirror holds is taken up, so that it need not be copied whole again.
    pub async fn is_behind_mirror(&self, id: InspectionId) -> bool {
        let Some(text) = self.mirror.get(key(id, TIP)).await else { return false };
        let (Ok(there), Some(here)) = (Tip::read(&text), self.tip(id)) else { return false };
        if there.link == here.link {
            let tail = self.mirror.get(key(id, TAIL)).await;
            let tail = tail.and_then(|text| serde_json::from_str::<Records>(&text).ok());
            let mut copies = self.copies.borrow_mut();
            let copies = copies.of(id);
            if let Some(tail) = tail.filter(|_| copies.tail.is_empty()) {
                copies.has_whole = true;
                tail.journal.into_iter().for_each(|segment| copies.grow(segment));
            }
        }
        there.link.n_changes > here.link.n_changes
    }

    /// The inspections that the mirror holds and the store does not list.
    pub fn only_mirrored(&self, listed: &[InspectionId]) -> Vec<InspectionId> {
        let mut missing: Vec<InspectionId> = self
            .mirror
            .keys()
            .iter()
            .filter_map(|key| InspectionId::parse(key.strip_suffix("/tip")?))
            .filter(|id| !listed.contains(id) && !self.keyring.is_shut(*id))
            .collect();
        missing.sort_unstable();
        missing
    }

    /// The keys of all that the mirror holds of an inspection.
    pub(crate) fn keys_mirrored(&self, id: InspectionId) -> Vec<String> {
        let prefix = format!("{id}/");
        self.mirror.keys().into_iter().filter(|key| key.starts_with(&prefix)).collect()
    }

    /// Takes an inspection out of the mirror.
    pub fn forget_mirrored(&self, id: InspectionId) {
        for part in PARTS.into_iter().chain([LOCK]) {
            self.mirror.forget(&key(id, part));
        }
        self.copies.borrow_mut().remove(&id);
    }
}
