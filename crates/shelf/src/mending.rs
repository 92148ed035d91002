//! Opening an inspection, and mending it from its copies where it does not hold by itself.

use std::sync::Arc;

use domain::{InspectionId, Problem};
use wire::store::{self, Tip};

use crate::lock::lock_key;
use crate::pool::{self, Aside, Records};
use crate::saving::{Held, expect_tip};
use crate::shelf::{ASIDE, Copy, EXPORTED, journal_key, reader_key, tip_key, under};
use crate::{Drawer, Loaded, Mended, OpenFault, Read, Shelf, ShelfFault, Whole, Write};

impl Shelf {
    /// Reads an inspection: its snapshot, then every change that came after it. What does not hold
    /// is mended from whatever is left of the store and the mirror, and told.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub async fn load(&self, id: InspectionId) -> Result<Loaded, OpenFault> {
        match self.load_as_it_is(id).await {
            // A store of a newer program is left alone.
            Err(OpenFault::Problems(problems)) if problems.iter().any(is_newer) => {
                Err(OpenFault::Problems(problems))
            }
            Err(fault @ (OpenFault::Problems(_) | OpenFault::NotThere)) => {
                // Of one that the store lost, the mirror has the lock.
                if !self.has_key(id) && self.has_lock(id).await {
                    return Err(OpenFault::Shelf(ShelfFault::Locked));
                }
                self.mend(id, Vec::new(), fault).await
            }
            loaded => loaded,
        }
    }

    /// Opens an inspection from all its copies, whether or not the store holds by itself.
    ///
    /// # Errors
    /// Why it cannot be opened.
    pub async fn load_again(&self, id: InspectionId) -> Result<Loaded, OpenFault> {
        self.mend(id, Vec::new(), OpenFault::NotThere).await
    }

    /// Puts an inspection on the shelf from copies that were brought here, together with what is here
    /// already: the longest course of the work is taken, and nothing is dropped.
    ///
    /// # Errors
    /// Why it cannot be done.
    pub async fn restore(&self, whole: &Whole) -> Result<Mended, OpenFault> {
        let loaded = self.mend(whole.id, whole.copies.clone(), OpenFault::NotThere).await?;
        Ok(loaded.mended.unwrap_or_default())
    }

    /// How many changes an inspection has here; none where it is not here. Nothing is mended for it.
    pub async fn n_changes(&self, id: InspectionId) -> u64 {
        self.records(id).await.map_or(0, |here| here.n_changes(id))
    }

    async fn load_as_it_is(&self, id: InspectionId) -> Result<Loaded, OpenFault> {
        let [head, cases, exported, reader, lock] = self
            .read([
                Read::one(Drawer::Heads, id),
                Read::range(Drawer::Cases, under(id)),
                Read::one(Drawer::Settings, format!("{EXPORTED}/{id}")),
                Read::one(Drawer::Settings, reader_key(id)),
                Read::one(Drawer::Settings, lock_key(id)),
            ])
            .await
            .map_err(OpenFault::Shelf)?;
        self.look_at_lock(id, lock.first().map(String::as_str)).await;
        let head = store::read_head(head.first().ok_or(OpenFault::NotThere)?);
        let head = head.map_err(OpenFault::Problems)?;
        let edition = self.edition(&head.edition.digest).await?;
        let mut inspection = head.inspection;
        for text in &cases {
            let (case, value) =
                store::read_case(&edition.framework, text).map_err(OpenFault::Problems)?;
            inspection.cases.insert(case, Arc::new(value));
        }
        if inspection.cases.len() != head.n_cases {
            return Err(broken());
        }
        let folded = inspection.clock;
        let (begin, end) = under(id);
        // The place of a journal written before version 3 is counted once.
        let begin = if head.link.is_some() { journal_key(id, folded + 1) } else { begin };
        let later = Read::range(Drawer::Journal, (begin, end));
        // Another window may have written between the two: what it wrote is read with its tip.
        let [later, tip] = self
            .read([later, Read::one(Drawer::Settings, tip_key(id))])
            .await
            .map_err(OpenFault::Shelf)?;
        let mut link = head.link.unwrap_or_default();
        let mut altered = Vec::new();
        for text in &later {
            let segment = store::read_segment(text).map_err(OpenFault::Problems)?;
            if segment.before.is_some_and(|before| before != link.digest) {
                return Err(broken());
            }
            link = link.after(segment.changes.len(), text);
            for change in segment.changes {
                if change.stamp.clock <= folded {
                    continue;
                }
                // A snapshot without these cases would hide the changes that were replayed here.
                if let Some(case) = change.target.case().filter(|case| !altered.contains(case)) {
                    altered.push(case);
                }
                inspection.apply(&edition.framework, &change).map_err(|refusal| {
                    let fault = domain::Fault::Refused(refusal);
                    OpenFault::Problems(vec![Problem::at(domain::Place::File, fault)])
                })?;
            }
        }
        let held = match tip.first() {
            Some(text) => {
                let tip = Tip::read(text).map_err(OpenFault::Problems)?;
                Held { tip, is_kept: true, is_sure: true }
            }
            None => {
                let edition = edition.framework.digest.clone();
                let tip = Tip { edition, clock: inspection.clock, link: link.clone(), turn: 0 };
                Held { tip, is_kept: false, is_sure: true }
            }
        };
        if held.tip.link != link {
            return Err(broken());
        }
        self.held.borrow_mut().insert(id, held);
        let copy = exported.first().and_then(|text| Copy::parse(text)).map(|(_, copy)| copy);
        let reader = reader.into_iter().next();
        Ok(Loaded { edition, inspection, folded, altered, copy, mended: None, reader })
    }

    /// Everything the store holds of an inspection, as it stands there.
    ///
    /// # Errors
    /// Why it cannot be read.
    pub async fn records(&self, id: InspectionId) -> Result<Records, ShelfFault> {
        let [head, cases, journal, tip] = self
            .read([
                Read::one(Drawer::Heads, id),
                Read::range(Drawer::Cases, under(id)),
                Read::range(Drawer::Journal, under(id)),
                Read::one(Drawer::Settings, tip_key(id)),
            ])
            .await?;
        let (head, tip) = (head.into_iter().next(), tip.into_iter().next());
        let mut records = Records { head, cases, journal, tip, edition: None };
        if let Some(digest) = records.edition_digest() {
            let [text] = self.read([Read::one(Drawer::Editions, digest)]).await?;
            records.edition = text.into_iter().next();
        }
        Ok(records)
    }

    /// Makes an inspection whole again from all its copies, and puts it on the shelf. `fault` is what is
    /// told where no copy gives one.
    pub(crate) async fn mend(
        &self,
        id: InspectionId,
        brought: Vec<Records>,
        fault: OpenFault,
    ) -> Result<Loaded, OpenFault> {
        let here = self.records(id).await.map_err(OpenFault::Shelf)?;
        let n_here = here.n_changes(id);
        let as_it_was = expect_tip(id, here.tip.clone());
        let mut copies = vec![here];
        copies.extend(self.mirrored(id).await);
        copies.push(self.in_hand(id));
        copies.extend(brought);
        let Ok(chain) = pool::longest(id, &copies, frameworks::edition) else { return Err(fault) };
        let mended = Mended {
            n_changes: chain.link.n_changes,
            n_back: chain.link.n_changes.saturating_sub(n_here) as usize,
            n_aside: chain.aside.len(),
        };
        let [exported, reader] = self
            .read([
                Read::one(Drawer::Settings, format!("{EXPORTED}/{id}")),
                Read::one(Drawer::Settings, reader_key(id)),
            ])
            .await
            .map_err(OpenFault::Shelf)?;
        let copy = exported.first().and_then(|text| Copy::parse(text)).map(|(_, copy)| copy);
        let cases = chain.inspection.cases.iter();
        let cases = cases.map(|(case, value)| {
            (*case, store::write_case(&chain.edition.framework, *case, value))
        });
        let (cases, tip) = (cases.collect(), chain.tip(0));
        let mut others = self.set_aside(id, &chain.aside);
        others.insert(0, as_it_was);
        self.put_all(&chain.edition, &chain.inspection, cases, chain.segments, tip, others)
            .await
            .map_err(OpenFault::Shelf)?;
        let folded = chain.inspection.clock;
        let (edition, inspection) = (chain.edition, chain.inspection);
        let (altered, mended) = (Vec::new(), Some(mended));
        let reader = reader.into_iter().next();
        Ok(Loaded { edition, inspection, folded, altered, copy, mended, reader })
    }

    pub(crate) fn set_aside(&self, id: InspectionId, aside: &[Aside]) -> Vec<Write> {
        let writes = aside.iter().map(|one| {
            let key = format!("{ASIDE}/{id}/{}", wire::digest(one.text.as_bytes()));
            Write::put(Drawer::Settings, key, one.text.clone())
        });
        writes.collect()
    }

    /// The records of an inspection that could not be used, as they were found.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn aside(&self, id: InspectionId) -> Result<Vec<String>, ShelfFault> {
        let [aside] =
            self.read([Read::range(Drawer::Settings, under(format!("{ASIDE}/{id}")))]).await?;
        Ok(aside)
    }
}

fn is_newer(problem: &Problem) -> bool {
    matches!(problem.fault, domain::Fault::NewerVersion { .. })
}

/// A record is missing, or not the one that was written there.
fn broken() -> OpenFault {
    OpenFault::Problems(vec![Problem::at(domain::Place::File, domain::Fault::ChainBroken)])
}
