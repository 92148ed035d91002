//! Opening, saving, putting on the shelf and taking off.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use domain::{CaseId, Change, DeviceId, Inspection, InspectionId, Problem, Sorted};
use futures::future::{Either, FutureExt, select};
use wire::Edition;
use wire::store::{self, Tip};

use crate::mirror::Copies;
use crate::pool::{self, Aside, Records};
use crate::{
    Drawer, Memory, Mirror, MirrorInMemory, Pending, Read, ShelfFault, Store, Whole, Write,
};

/// How long a save may take before it counts as failing, in milliseconds. With the drawing after it the
/// light is red within a second.
const ANSWER: u32 = 800;
/// The ballast: as many pieces of so many bytes, each large enough that a browser keeps it in a file of
/// its own and can give the space back at once.
const BALLAST: (usize, usize) = (4, 1 << 20);

/// The shelf.
pub struct Shelf {
    store: Box<dyn Store>,
    pub(crate) mirror: Box<dyn Mirror>,
    /// The tip of each journal that was opened or put here, as it is in the store.
    held: RefCell<Sorted<InspectionId, Held>>,
    pub(crate) copies: RefCell<Sorted<InspectionId, Copies>>,
    is_low: Cell<bool>,
    in_haste: Cell<bool>,
}

/// The end of a journal as this window knows it.
#[derive(Clone)]
struct Held {
    tip: Tip,
    /// Whether it stands in the store: one that was written before version 3 has none yet.
    is_kept: bool,
    /// Whether no save is under way, or failed, that may have reached the store.
    is_sure: bool,
}

impl Held {
    fn expected(&self, id: InspectionId) -> Write {
        expect_tip(id, self.is_kept.then(|| self.tip.write()))
    }
}

/// What the browser remembers about its reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// This browser, as changes name it. Drawn once and kept.
    pub device: DeviceId,
    /// The reader's name or initials, as given last; empty at first.
    pub reader: String,
}

/// An inspection as it was read from the shelf.
pub struct Loaded {
    /// The edition it works to.
    pub edition: Arc<Edition>,
    /// The inspection: the snapshot and every later change.
    pub inspection: Inspection,
    /// The clock up to which the snapshot in the store holds it.
    pub folded: u64,
    /// Cases that later changes altered: the next snapshot has to write them too.
    pub altered: Vec<CaseId>,
    /// When it was last exported here, in milliseconds since 1970 in UTC.
    pub exported_at: Option<u64>,
    /// What had to be mended to open it.
    pub mended: Option<Mended>,
}

/// What was mended when an inspection was opened.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mended {
    /// How many changes the inspection holds now.
    pub n_changes: u64,
    /// How many of them the store did not have.
    pub n_back: usize,
    /// How many records were set aside.
    pub n_aside: usize,
}

/// An inspection in the list of the first screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Listed {
    /// Its head.
    pub head: store::Head,
    /// When it was last exported here.
    pub exported_at: Option<u64>,
}

/// Why an inspection cannot be opened.
#[derive(Clone, PartialEq, Debug)]
pub enum OpenFault {
    /// The shelf failed.
    Shelf(ShelfFault),
    /// It is not on the shelf.
    NotThere,
    /// It was read and does not hold.
    Problems(Vec<Problem>),
}

impl OpenFault {
    /// The problems in it, if it has any.
    pub fn problems(&self) -> &[Problem] {
        match self {
            Self::Problems(problems) => problems,
            _ => &[],
        }
    }
}

const DEVICE: &str = "device";
const READER: &str = "reader";

/// The keys of when inspections were last exported; the text is `ID TIME`.
const EXPORTED: &str = "exported";
/// The keys of records that were set aside.
const ASIDE: &str = "aside";
/// The key that says that there is ballast, and the keys of its pieces.
const BALLAST_MARK: &str = "ballast-mark";
const BALLAST_PIECE: &str = "ballast-piece";

fn parse_exported(text: &str) -> Option<(InspectionId, u64)> {
    let (id, exported_at) = text.split_once(' ')?;
    Some((InspectionId::parse(id)?, exported_at.parse().ok()?))
}

/// The keys that begin with `PREFIX/`: from it up to the sign after the slash.
fn under(prefix: impl std::fmt::Display) -> (String, String) {
    (format!("{prefix}/"), format!("{prefix}0"))
}

fn journal_key(id: InspectionId, clock: u64) -> String {
    format!("{id}/{clock:016x}")
}

fn tip_key(id: InspectionId) -> String {
    format!("tip/{id}")
}

/// That the tip is still this one; where there is none, that there is none.
fn expect_tip(id: InspectionId, text: Option<String>) -> Write {
    Write::Expect { drawer: Drawer::Settings, key: tip_key(id), text }
}

impl Shelf {
    /// A shelf that stands on a store with a mirror beside it.
    pub fn new(store: impl Store + 'static, mirror: impl Mirror + 'static) -> Self {
        Self {
            store: Box::new(store),
            mirror: Box::new(mirror),
            held: RefCell::default(),
            copies: RefCell::default(),
            is_low: Cell::new(false),
            in_haste: Cell::new(false),
        }
    }

    /// A shelf that is gone when the page is closed.
    pub fn in_memory() -> Self {
        Self::new(Memory::default(), MirrorInMemory::default())
    }

    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        self.store.commit(writes)
    }

    pub(crate) async fn read<const N: usize>(
        &self,
        reads: [Read; N],
    ) -> Result<[Vec<String>; N], ShelfFault> {
        let found = self.store.read(reads.into()).await?;
        found.try_into().map_err(|_| ShelfFault::Failed)
    }

    /// An answer, or that it did not come in time.
    async fn in_time<T>(&self, answer: Pending<'_, T>) -> Result<T, ShelfFault> {
        match select(answer, self.store.wait(ANSWER)).await {
            Either::Left((answer, _)) => answer,
            Either::Right(_) => Err(ShelfFault::Silent),
        }
    }

    /// Reads the settings; draws and keeps a device identifier at the first visit.
    ///
    /// # Errors
    /// Why the store cannot be read or written.
    pub async fn settings(&self, random: u64) -> Result<Settings, ShelfFault> {
        let [device, reader] = self
            .read([Read::one(Drawer::Settings, DEVICE), Read::one(Drawer::Settings, READER)])
            .await?;
        let reader = reader.into_iter().next().unwrap_or_default();
        if let Some(device) = device.first().and_then(|text| DeviceId::parse(text)) {
            return Ok(Settings { device, reader });
        }
        let device = DeviceId::new(random);
        self.commit(vec![Write::put(Drawer::Settings, DEVICE, device.to_string())]).await?;
        Ok(Settings { device, reader })
    }

    /// Keeps the reader's name or initials.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_reader(&self, reader: &str) -> Result<(), ShelfFault> {
        self.commit(vec![Write::put(Drawer::Settings, READER, reader.to_owned())]).await
    }

    /// The inspections on the shelf. One whose head cannot be read stands there with its problems.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn list(&self) -> Result<Vec<Result<Listed, Vec<Problem>>>, ShelfFault> {
        let [heads, exported] = self
            .read([
                Read::range(Drawer::Heads, (String::new(), "~".to_owned())),
                Read::range(Drawer::Settings, under(EXPORTED)),
            ])
            .await?;
        let exported: Vec<_> = exported.iter().filter_map(|text| parse_exported(text)).collect();
        let exported_at =
            |id| exported.iter().find(|(one, _)| *one == id).map(|(_, exported_at)| *exported_at);
        let listed = heads.iter().map(|text| {
            let head = store::read_head(text)?;
            let exported_at = exported_at(head.inspection.id);
            Ok(Listed { head, exported_at })
        });
        Ok(listed.collect())
    }

    /// Keeps when an inspection was last exported.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_exported(&self, id: InspectionId, at: u64) -> Result<(), ShelfFault> {
        let key = format!("{EXPORTED}/{id}");
        self.commit(vec![Write::put(Drawer::Settings, key, format!("{id} {at}"))]).await
    }

    /// The edition an inspection works to: a bundled one, or the definition kept beside it.
    ///
    /// # Errors
    /// Why it cannot be had.
    pub async fn edition(&self, digest: &str) -> Result<Arc<Edition>, OpenFault> {
        if let Some(edition) = frameworks::edition(digest) {
            return Ok(edition);
        }
        let [text] =
            self.read([Read::one(Drawer::Editions, digest)]).await.map_err(OpenFault::Shelf)?;
        let edition = Edition::read(text.first().ok_or(OpenFault::NotThere)?);
        edition.map(Arc::new).map_err(OpenFault::Problems)
    }

    /// The editions kept here: those imported, and those that inspections brought with them. One that
    /// cannot be read stands with its problems.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn editions(&self) -> Result<Vec<Result<Edition, Vec<Problem>>>, ShelfFault> {
        let all = Read::range(Drawer::Editions, (String::new(), "~".to_owned()));
        let [texts] = self.read([all]).await?;
        Ok(texts.iter().map(|text| Edition::read(text)).collect())
    }

    /// Keeps an edition beside the bundled ones.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_edition(&self, edition: &Edition) -> Result<(), ShelfFault> {
        let Edition { framework, text } = edition;
        self.commit(vec![Write::put(Drawer::Editions, &framework.digest, text.clone())]).await
    }

    /// Takes an edition off the shelf. Whoever asks makes sure that no inspection works to it.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn forget_edition(&self, digest: &str) -> Result<(), ShelfFault> {
        let (from, to) = (digest.to_owned(), format!("{digest}~"));
        self.commit(vec![Write::Clear { drawer: Drawer::Editions, from, to }]).await
    }

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

    /// How many changes an inspection has here; none where it is not here.
    pub async fn n_changes(&self, id: InspectionId) -> u64 {
        match self.load(id).await {
            Ok(_) => self.tip(id).map_or(0, |tip| tip.link.n_changes),
            Err(_) => 0,
        }
    }

    async fn load_as_it_is(&self, id: InspectionId) -> Result<Loaded, OpenFault> {
        let [head, cases, exported] = self
            .read([
                Read::one(Drawer::Heads, id),
                Read::range(Drawer::Cases, under(id)),
                Read::one(Drawer::Settings, format!("{EXPORTED}/{id}")),
            ])
            .await
            .map_err(OpenFault::Shelf)?;
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
        let exported_at = exported.first().and_then(|text| parse_exported(text));
        let exported_at = exported_at.map(|(_, exported_at)| exported_at);
        Ok(Loaded { edition, inspection, folded, altered, exported_at, mended: None })
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
        let mut edition = None;
        let of_head = || Some(store::read_head(head.as_deref()?).ok()?.edition.digest);
        let of_tip = || Some(Tip::read(tip.as_deref()?).ok()?.edition);
        let digest = of_head().or_else(of_tip);
        if let Some(digest) = digest {
            let [text] = self.read([Read::one(Drawer::Editions, digest)]).await?;
            edition = text.into_iter().next();
        }
        Ok(Records { head, cases, journal, tip, edition })
    }

    /// Makes an inspection whole again from all its copies, and puts it on the shelf. `fault` is what is
    /// told where no copy gives one.
    async fn mend(
        &self,
        id: InspectionId,
        brought: Vec<Records>,
        fault: OpenFault,
    ) -> Result<Loaded, OpenFault> {
        let here = self.records(id).await.map_err(OpenFault::Shelf)?;
        let n_here = pool::longest(id, std::slice::from_ref(&here), frameworks::edition)
            .map_or(0, |chain| chain.link.n_changes);
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
        let [exported] = self
            .read([Read::one(Drawer::Settings, format!("{EXPORTED}/{id}"))])
            .await
            .map_err(OpenFault::Shelf)?;
        let exported_at = exported.first().and_then(|text| parse_exported(text)).map(|(_, at)| at);
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
        Ok(Loaded { edition, inspection, folded, altered, exported_at, mended })
    }

    fn set_aside(&self, id: InspectionId, aside: &[Aside]) -> Vec<Write> {
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

    /// The segments of an inspection's journal, in order.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn journal(&self, id: InspectionId) -> Result<Vec<String>, ShelfFault> {
        let [segments] = self.read([Read::range(Drawer::Journal, under(id))]).await?;
        Ok(segments)
    }

    /// Takes an inspection off the shelf: its records, its mirror, and what was set aside of it. Gives how
    /// many records are left of it, read back: none.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn remove(&self, id: InspectionId) -> Result<usize, ShelfFault> {
        let held = self.held(id).ok_or(ShelfFault::Gone)?;
        let one = |key: String| {
            let to = format!("{key}~");
            Write::clear(Drawer::Settings, (key, to))
        };
        let writes = vec![
            held.expected(id),
            Write::clear(Drawer::Heads, (id.to_string(), format!("{id}~"))),
            Write::clear(Drawer::Cases, under(id)),
            Write::clear(Drawer::Journal, under(id)),
            one(tip_key(id)),
            one(format!("{ASIDE}/{id}")),
            one(format!("{EXPORTED}/{id}")),
        ];
        self.commit(writes).await?;
        self.forget_mirrored(id);
        self.held.borrow_mut().remove(&id);
        let left = self
            .read([
                Read::one(Drawer::Heads, id),
                Read::range(Drawer::Cases, under(id)),
                Read::range(Drawer::Journal, under(id)),
                Read::one(Drawer::Settings, tip_key(id)),
                Read::range(Drawer::Settings, under(format!("{ASIDE}/{id}"))),
            ])
            .await?;
        let prefix = format!("{id}/");
        let n_mirrored = self.mirror.keys().iter().filter(|key| key.starts_with(&prefix)).count();
        Ok(left.iter().map(Vec::len).sum::<usize>() + n_mirrored)
    }

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
                ShelfFault::Elsewhere | ShelfFault::Gone => found,
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

    pub(crate) fn tip(&self, id: InspectionId) -> Option<Tip> {
        self.held(id).map(|held| held.tip)
    }

    fn held(&self, id: InspectionId) -> Option<Held> {
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
        if !self.in_haste.get() {
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

    /// Puts ballast into the store where there is none: space that can be given back when the disk is
    /// full, so that a save still finds some.
    ///
    /// # Errors
    /// Why there is none.
    pub async fn lay_ballast(&self) -> Result<(), ShelfFault> {
        let [mark] = self.read([Read::one(Drawer::Settings, BALLAST_MARK)]).await?;
        if !mark.is_empty() {
            return Ok(());
        }
        let (n_pieces, n_bytes) = BALLAST;
        let mut writes = vec![Write::put(Drawer::Settings, BALLAST_MARK, "laid".to_owned())];
        for at in 0..n_pieces {
            let key = format!("{BALLAST_PIECE}/{at}");
            writes.push(Write::put(Drawer::Settings, key, noise(at as u32 + 1, n_bytes)));
        }
        let laid = self.commit(writes).await;
        self.is_low.set(laid.is_err());
        laid
    }

    /// Whether the page is being left: then a save has no time to ask anything first.
    pub fn hurry(&self, in_haste: bool) {
        self.in_haste.set(in_haste);
    }

    /// Whether the disk is nearly full: the ballast is gone, or there was no room for it.
    pub fn is_low(&self) -> bool {
        self.is_low.get()
    }

    /// Gives the ballast back; gives whether that may have made room.
    async fn free_ballast(&self) -> bool {
        let is_laid = self.has_ballast().await.unwrap_or(false);
        let clear = |key: &str| {
            let range = (key.to_owned(), format!("{key}~"));
            Write::clear(Drawer::Settings, range)
        };
        let freed = vec![clear(BALLAST_MARK), clear(BALLAST_PIECE)];
        let is_freed = is_laid && self.commit(freed).await.is_ok();
        is_freed
    }

    /// Whether there is ballast.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn has_ballast(&self) -> Result<bool, ShelfFault> {
        let [mark] = self.read([Read::one(Drawer::Settings, BALLAST_MARK)]).await?;
        Ok(!mark.is_empty())
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
        if held.tip.clock != inspection.clock {
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

    async fn put_all(
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
        self.commit(writes).await?;
        self.copies.borrow_mut().of(id).begin_again();
        self.held.borrow_mut().insert(id, Held { tip, is_kept: true, is_sure: true });
        Ok(())
    }
}

fn head_of(edition: &Edition, inspection: &Inspection, tip: &Tip) -> Write {
    let text = store::write_head(&edition.name(), inspection, &tip.link);
    Write::put(Drawer::Heads, inspection.id, text)
}

/// Letters that no browser can store in less space than they take.
fn noise(mut state: u32, n_letters: usize) -> String {
    let next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from(b'0' + (state >> 8) as u8 % 64)
    };
    std::iter::repeat_with(next).take(n_letters).collect()
}

fn is_newer(problem: &Problem) -> bool {
    matches!(problem.fault, domain::Fault::NewerVersion { .. })
}

/// A record is missing, or not the one that was written there.
fn broken() -> OpenFault {
    OpenFault::Problems(vec![Problem::at(domain::Place::File, domain::Fault::ChainBroken)])
}
