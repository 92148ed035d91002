//! The mirror: the journal once more, in a place that is lost in other ways than the store.
//!
//! It holds a whole copy of an inspection's records, made once, and the segments saved since: the tail.
//! A tail that has become long is put by under a number, and a new one begins, so that what is written
//! and what it takes of memory stays small however long the work goes on. It follows the store after a
//! few seconds, so that saving never waits for it.

use domain::{Change, InspectionId};
use serde::Serialize;
use wire::store::Tip;

use crate::keyring::LOCK;
use crate::{Records, Shelf, ShelfFault};

/// After so many letters of segments a tail is put by.
const LONGEST_TAIL: usize = 64 << 10;
/// What the mirror holds of an inspection: the whole copy, the segments saved since, those that the store
/// did not take, and the tip. Where there is a passphrase, they are sealed.
const WHOLE: &str = "whole";
const TAIL: &str = "tail";
const BESIDE: &str = "beside";
const TIP: &str = "tip";
/// How the tails that were put by begin, before their number.
const PUT_BY: &str = "tail-";

/// What the mirror is known to hold of an inspection.
#[derive(Default)]
pub(crate) struct Copies {
    /// Whether it holds a whole copy that the tail follows on.
    has_whole: bool,
    /// The segments saved since that copy, but for those that were put by.
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

    /// So many segments stand elsewhere in the mirror: in the whole copy, or put by.
    fn has_put_by(&mut self, n_segments: usize) {
        self.tail.drain(..n_segments.min(self.tail.len()));
        self.n_letters = self.tail.iter().map(String::len).sum();
    }

    /// The journal was written anew.
    pub(crate) fn begin_again(&mut self) {
        *self = Self::default();
    }
}

/// Segments that follow on one another.
#[derive(Serialize)]
struct Tail<'a> {
    journal: &'a [String],
}

pub(crate) fn key(id: InspectionId, part: &str) -> String {
    format!("{id}/{part}")
}

/// Whether a part of the mirror holds records.
pub(crate) fn is_copy(part: &str) -> bool {
    [WHOLE, TAIL, BESIDE].contains(&part) || part.starts_with(PUT_BY)
}

impl Shelf {
    /// Lets the mirror follow: the segments saved since its whole copy, and that copy where there is none.
    ///
    /// # Errors
    /// Why the mirror does not hold what the store holds.
    pub async fn follow(&self, id: InspectionId) -> Result<(), ShelfFault> {
        let Some(tip) = self.tip(id) else { return Ok(()) };
        let (is_whole_wanted, is_long, tail) = {
            let copies = self.copies.borrow();
            let Some(copies) = copies.get(&id) else { return Ok(()) };
            let is_whole_wanted = !copies.has_whole && !copies.is_too_large;
            (is_whole_wanted, copies.n_letters > LONGEST_TAIL, copies.tail.clone())
        };
        if is_whole_wanted {
            self.put_whole(id, &tail).await?;
        } else if is_long {
            self.put_segments(id, &self.next_put_by(id), &tail).await?;
            self.copies.borrow_mut().of(id).has_put_by(tail.len());
        }
        // What was saved meanwhile may be in there as well; twice does no harm.
        let tail = self.in_hand(id).journal;
        self.put_segments(id, TAIL, &tail).await?;
        self.mirror.put(key(id, TIP), tip.write()).await?;
        self.mirror.forget(&key(id, BESIDE));
        Ok(())
    }

    /// Puts a whole copy, which these segments are in. Until it stands, what was there before does.
    async fn put_whole(&self, id: InspectionId, tail: &[String]) -> Result<(), ShelfFault> {
        let records = self.records(id).await?;
        let text = serde_json::to_string(&records).unwrap_or_default();
        if let Err(fault) = self.mirror.put(key(id, WHOLE), text).await {
            self.copies.borrow_mut().of(id).is_too_large = true;
            self.put_segments(id, TAIL, tail).await?;
            return Err(fault);
        }
        for (key, _) in self.put_by(id) {
            self.mirror.forget(&key);
        }
        let mut copies = self.copies.borrow_mut();
        let copies = copies.of(id);
        copies.has_whole = true;
        copies.has_put_by(tail.len());
        Ok(())
    }

    /// The tails that were put by, each as its key and its number.
    fn put_by(&self, id: InspectionId) -> impl Iterator<Item = (String, u32)> {
        let prefix = key(id, PUT_BY);
        self.keys_mirrored(id).into_iter().filter_map(move |key| {
            let number = key.strip_prefix(&prefix)?.parse().ok()?;
            Some((key, number))
        })
    }

    /// The part that the next tail is put by in.
    fn next_put_by(&self, id: InspectionId) -> String {
        let last = self.put_by(id).map(|(_, number)| number).max();
        format!("{PUT_BY}{:04}", last.map_or(1, |last| last.saturating_add(1)))
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
        for key in self.keys_mirrored(id) {
            if key.split_once('/').is_some_and(|(_, part)| is_copy(part)) {
                let text = self.mirror.get(key).await;
                found.extend(text.and_then(|text| serde_json::from_str::<Records>(&text).ok()));
            }
        }
        found
    }

    /// The segments that this window has saved and that stand in the mirror's tail, or not yet.
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
        for key in self.keys_mirrored(id) {
            self.mirror.forget(&key);
        }
        self.copies.borrow_mut().remove(&id);
    }

    /// Takes all but the lock out of the mirror, which follows again with a whole copy.
    pub(crate) fn begin_mirror_again(&self, id: InspectionId) {
        let lock = key(id, LOCK);
        for key in self.keys_mirrored(id).iter().filter(|key| **key != lock) {
            self.mirror.forget(key);
        }
        self.copies.borrow_mut().of(id).begin_again();
    }
}
