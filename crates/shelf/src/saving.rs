//! Saving: the journal grows by a segment, in one commit, which is read back.

use domain::{CaseId, Change, Inspection, InspectionId};
use futures::future::FutureExt;
use wire::Edition;
use wire::store::{self, Tip};

use crate::lock::put_lock;
use crate::shelf::{journal_key, tip_key, under};
use crate::{Drawer, Read, Shelf, ShelfFault, Write};

/// The end of a journal as this window knows it.
#[derive(Clone)]
pub(crate) struct Held {
    pub(crate) tip: Tip,
    /// Whether it stands in the store: one that was written before version 3 has none yet.
    pub(crate) is_kept: bool,
    /// Whether no save is under way, or failed, that may have reached the store.
    pub(crate) is_sure: bool,
}

impl Held {
    pub(crate) fn expected(&self, id: InspectionId) -> Write {
        expect_tip(id, self.is_kept.then(|| self.tip.write()))
    }
}

/// That the tip is still this one; where there is none, that there is none.
pub(crate) fn expect_tip(id: InspectionId, text: Option<String>) -> Write {
    Write::Expect { drawer: Drawer::Settings, key: tip_key(id), text }
}

impl Shelf {
    /// Appends changes to the journal, and reads them back.
    ///
    /// A save that failed may have reached the store all the same: that is looked at before it is tried
    /// again, so nothing is written twice and nothing is called failed that is there. Where the store is
    /// full the ballast goes first.
    ///
    /// # Errors
    /// Why they are not kept. Where another window has written since, nothing is written here.
    pub async fn append(&self, id: InspectionId, changes: &[Change]) -> Result<(), ShelfFault> {
        self.in_time(self.append_all(id, changes).boxed_local()).await
    }

    async fn append_all(&self, id: InspectionId, changes: &[Change]) -> Result<(), ShelfFault> {
        if self.rewriting.get() == Some(id) {
            return Err(ShelfFault::Silent);
        }
        let mut left = changes;
        while !left.is_empty() {
            let held = self.held(id).ok_or(ShelfFault::Gone)?;
            if !held.is_sure {
                let n_there = self.landed(id, &held, left).await?;
                left = &left[n_there..];
                continue;
            }
            let Err(fault) = self.append_once(id, &held, left).await else { return Ok(()) };
            let n_there = self.landed(id, &held, left).await.map_err(|found| match found {
                ShelfFault::Elsewhere | ShelfFault::Gone | ShelfFault::Locked => found,
                _ => fault,
            })?;
            left = &left[n_there..];
            if n_there == 0 {
                if !self.free_ballast().await {
                    return Err(fault);
                }
                // Browsers do not always say that it is for want of room: if this helps, it was.
                self.append_once(id, &held, left).await?;
                self.is_low.set(true);
                return Ok(());
            }
        }
        Ok(())
    }

    /// Where the journal of an inspection ends, as far as this window knows.
    pub fn tip(&self, id: InspectionId) -> Option<Tip> {
        self.held(id).map(|held| held.tip)
    }

    pub(crate) fn held(&self, id: InspectionId) -> Option<Held> {
        self.held.borrow().get(&id).cloned()
    }

    async fn append_once(
        &self,
        id: InspectionId,
        held: &Held,
        changes: &[Change],
    ) -> Result<(), ShelfFault> {
        let (text, tip) = held.tip.append(changes);
        let key = journal_key(id, changes[0].stamp.clock);
        let mut writes = vec![
            Write::Add { drawer: Drawer::Journal, key: key.clone(), text: text.clone() },
            Write::put(Drawer::Settings, tip_key(id), tip.write()),
        ];
        // A page that is being left has no time for an answer; what stands in the same place of the
        // journal refuses the commit all the same.
        if !self.keyring.in_haste.get() {
            writes.insert(0, held.expected(id));
        }
        // From here on it may be in the store, whatever becomes of the answer.
        self.held.borrow_mut().insert(id, Held { is_sure: false, ..held.clone() });
        self.commit(writes).await?;
        let reads = vec![Read::one(Drawer::Journal, key), Read::one(Drawer::Settings, tip_key(id))];
        let back = self.store.read(reads).await?;
        if back != [[text.clone()], [tip.write()]] {
            return Err(ShelfFault::NotReadBack);
        }
        self.take_in(id, text, tip);
        Ok(())
    }

    /// The journal has grown by a segment.
    fn take_in(&self, id: InspectionId, text: String, tip: Tip) {
        self.copies.borrow_mut().of(id).grow(text);
        self.held.borrow_mut().insert(id, Held { tip, is_kept: true, is_sure: true });
    }

    /// How many of the changes that could not be saved are in the store all the same.
    async fn landed(
        &self,
        id: InspectionId,
        held: &Held,
        changes: &[Change],
    ) -> Result<usize, ShelfFault> {
        let key = journal_key(id, changes[0].stamp.clock);
        let reads = vec![Read::one(Drawer::Settings, tip_key(id)), Read::one(Drawer::Journal, key)];
        let found = self.store.read(reads).await?;
        let [tip, segment] = <[Vec<String>; 2]>::try_from(found).map_err(|_| ShelfFault::Failed)?;
        let nothing_there = || {
            self.held.borrow_mut().insert(id, Held { is_sure: true, ..held.clone() });
            Ok(0)
        };
        let Some(tip) = tip.first() else {
            return if held.is_kept { Err(ShelfFault::Gone) } else { nothing_there() };
        };
        if held.is_kept && *tip == held.tip.write() {
            return nothing_there();
        }
        let ours = segment.first().and_then(|text| {
            let segment = store::read_segment(text).ok()?;
            let n_changes = segment.changes.len();
            let (expected, after) = held.tip.append(changes.get(..n_changes)?);
            (*text == expected && *tip == after.write()).then_some((n_changes, expected, after))
        });
        let (n_changes, text, after) = ours.ok_or(ShelfFault::Elsewhere)?;
        self.take_in(id, text, after);
        Ok(n_changes)
    }

    /// Takes the right to write to an inspection: from now on whoever had it is refused.
    ///
    /// # Errors
    /// Why it could not be taken: another window may have written in between.
    pub async fn take_turn(&self, id: InspectionId) -> Result<(), ShelfFault> {
        let held = self.held(id).ok_or(ShelfFault::Gone)?;
        let mut tip = held.tip.clone();
        tip.turn += 1;
        let text = tip.write();
        let writes = vec![held.expected(id), Write::put(Drawer::Settings, tip_key(id), text)];
        self.in_time(self.commit(writes)).await?;
        self.held.borrow_mut().insert(id, Held { tip, is_kept: true, is_sure: true });
        Ok(())
    }

    /// Whether the journal in the store ends elsewhere than this window knows.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn has_moved(&self, id: InspectionId) -> Result<bool, ShelfFault> {
        let [tip] = self.read([Read::one(Drawer::Settings, tip_key(id))]).await?;
        let held = self.held(id).filter(|held| held.is_kept).map(|held| held.tip.write());
        Ok(tip.first() != held.as_ref())
    }

    /// Whether the page is being left: then a save has no time to ask anything first.
    pub fn hurry(&self, in_haste: bool) {
        self.keyring.in_haste.set(in_haste);
    }

    /// Writes the snapshot anew: the head, and the cases altered since.
    ///
    /// # Errors
    /// Why nothing was written. The journal has it all the same.
    pub async fn checkpoint(
        &self,
        edition: &Edition,
        inspection: &Inspection,
        altered: &[CaseId],
    ) -> Result<(), ShelfFault> {
        let held = self.held(inspection.id).ok_or(ShelfFault::Gone)?;
        if held.tip.clock != inspection.clock || self.rewriting.get() == Some(inspection.id) {
            // It went on while this was on its way; the next snapshot will have it.
            return Err(ShelfFault::Elsewhere);
        }
        let mut writes =
            vec![held.expected(inspection.id), head_of(edition, inspection, &held.tip)];
        for id in altered {
            if let Some(case) = inspection.cases.get(id) {
                let text = store::write_case(&edition.framework, *id, case);
                writes.push(Write::put(Drawer::Cases, format!("{}/{id}", inspection.id), text));
            }
        }
        self.commit(writes).await
    }

    /// Puts a whole inspection on the shelf, in place of what was there under its identifier: all
    /// of it or nothing.
    ///
    /// # Errors
    /// Why nothing was written.
    pub async fn adopt(
        &self,
        edition: &Edition,
        inspection: &Inspection,
        cases: Vec<(CaseId, String)>,
        segments: Vec<(u64, String)>,
        tip: Tip,
    ) -> Result<(), ShelfFault> {
        // What another window has written since it was read here is not written over.
        let id = inspection.id;
        let as_it_was = self.held(id).map_or_else(|| expect_tip(id, None), |one| one.expected(id));
        self.put_all(edition, inspection, cases, segments, tip, vec![as_it_was]).await
    }

    pub(crate) async fn put_all(
        &self,
        edition: &Edition,
        inspection: &Inspection,
        cases: Vec<(CaseId, String)>,
        segments: Vec<(u64, String)>,
        mut tip: Tip,
        others: Vec<Write>,
    ) -> Result<(), ShelfFault> {
        let id = inspection.id;
        tip.turn = self.held(id).map_or(tip.turn, |held| held.tip.turn + 1);
        tip.edition.clone_from(&edition.framework.digest);
        let mut writes = others;
        writes.extend([
            Write::clear(Drawer::Cases, under(id)),
            Write::clear(Drawer::Journal, under(id)),
            head_of(edition, inspection, &tip),
            Write::put(Drawer::Settings, tip_key(id), tip.write()),
            Write::put(Drawer::Editions, &edition.framework.digest, edition.text.clone()),
        ]);
        for (case, text) in cases {
            writes.push(Write::put(Drawer::Cases, format!("{id}/{case}"), text));
        }
        for (clock, text) in segments {
            writes.push(Write::put(Drawer::Journal, journal_key(id, clock), text));
        }
        // With one that is sealed goes its lock, wherever the store has lost it.
        let lock = self.keyring.lock(id);
        writes.extend(lock.iter().map(put_lock));
        self.commit(writes).await?;
        if let Some(lock) = lock {
            self.mirror_lock(&lock).await;
        }
        self.copies.borrow_mut().of(id).begin_again();
        self.held.borrow_mut().insert(id, Held { tip, is_kept: true, is_sure: true });
        Ok(())
    }
}

fn head_of(edition: &Edition, inspection: &Inspection, tip: &Tip) -> Write {
    let text = store::write_head(&edition.name(), inspection, &tip.link);
    Write::put(Drawer::Heads, inspection.id, text)
}
