//! The shelf itself: what lies there, its settings and its editions.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use domain::{CaseId, DeviceId, Inspection, InspectionId, Problem, Sorted};
use futures::future::{Either, select};
use wire::Edition;
use wire::lock::{Lock, Sealed};
use wire::store;

use crate::keyring::{Keyring, NoCipher, SealingMirror, SealingStore, place};
use crate::mirror::Copies;
use crate::saving::Held;
use crate::{
    Cipher, Drawer, Memory, Mirror, MirrorInMemory, Pending, Read, ShelfFault, Store, Write,
};

/// How long a save may take before it counts as failing, in milliseconds. With the drawing after it the
/// light is red within a second.
const ANSWER: u32 = 800;

/// The shelf.
pub struct Shelf {
    pub(crate) store: SealingStore,
    pub(crate) mirror: SealingMirror,
    pub(crate) keyring: Rc<Keyring>,
    /// The inspection whose records are being sealed, or opened, for good.
    pub(crate) rewriting: Cell<Option<InspectionId>>,
    /// The tip of each journal that was opened or put here, as it is in the store.
    pub(crate) held: RefCell<Sorted<InspectionId, Held>>,
    pub(crate) copies: RefCell<Sorted<InspectionId, Copies>>,
    pub(crate) is_low: Cell<bool>,
}

/// What the browser remembers about its reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Settings {
    /// This browser, as changes name it. Drawn once and kept.
    pub device: DeviceId,
    /// The reader's name or initials, as given last; empty at first.
    pub reader: String,
    /// Whether copies are made only when somebody asks for one.
    pub copies_on_request: bool,
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
    /// Its last copy outside the store.
    pub copy: Option<Copy>,
    /// What had to be mended to open it.
    pub mended: Option<Mended>,
    /// Who reads it here, where that is kept with it: so it is with one that has a passphrase.
    pub reader: Option<String>,
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
    /// Its last copy outside the store.
    pub copy: Option<Copy>,
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
/// The key of the reader's name or initials in this browser.
pub(crate) const READER: &str = "reader";
const COPIES: &str = "copies";
const ON_REQUEST: &str = "on-request";

/// The keys of the last copy of each inspection; the text is `ID TIME N_CHANGES FINGERPRINT CHECKED NAME`, of
/// which older programs wrote the first two or four.
pub(crate) const EXPORTED: &str = "exported";
/// The keys of records that were set aside.
pub(crate) const ASIDE: &str = "aside";

/// The last copy of an inspection outside the store: a file that was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Copy {
    /// When it was written, in milliseconds since 1970 in UTC.
    pub at: u64,
    /// How many changes it holds.
    pub n_changes: u64,
    /// The SHA-256 of the file, as 64 hexadecimal digits; empty where an older program wrote it.
    pub fingerprint: String,
    /// Whether the file itself was read back, and was the one written.
    pub is_checked: bool,
    /// The name it was given.
    pub name: String,
}

/// How long one works before the next copy is due, in milliseconds.
const COPY_EVERY: u64 = 30 * 60 * 1000;

/// Whether a copy is due: half an hour after the first change that no copy holds.
pub fn copy_is_due(uncopied_since: Option<u64>, now: u64) -> bool {
    uncopied_since.is_some_and(|since| now.saturating_sub(since) >= COPY_EVERY)
}

impl Copy {
    fn write(&self, id: InspectionId) -> String {
        let Self { at, n_changes, fingerprint, is_checked, name } = self;
        format!("{id} {at} {n_changes} {fingerprint} {} {name}", u8::from(*is_checked))
    }

    pub(crate) fn parse(text: &str) -> Option<(InspectionId, Self)> {
        let mut words = text.splitn(6, ' ');
        let id = InspectionId::parse(words.next()?)?;
        let at = words.next()?.parse().ok()?;
        let n_changes = words.next().and_then(|word| word.parse().ok()).unwrap_or_default();
        let fingerprint = words.next().unwrap_or_default().to_owned();
        let is_checked = words.next() == Some("1");
        let name = words.next().unwrap_or_default().to_owned();
        Some((id, Self { at, n_changes, fingerprint, is_checked, name }))
    }
}

/// Whether a text is sealed and one of the locks is that of its inspection.
fn is_of_one_locked(text: &str, locks: &[Lock]) -> bool {
    let Some(sealed) = Sealed::read(text) else { return false };
    locks.iter().any(|lock| sealed.place == place(Drawer::Heads, &lock.id.to_string()))
}

/// The keys that begin with `PREFIX/`: from it up to the sign after the slash.
pub(crate) fn under(prefix: impl std::fmt::Display) -> (String, String) {
    (format!("{prefix}/"), format!("{prefix}0"))
}

pub(crate) fn journal_key(id: InspectionId, clock: u64) -> String {
    format!("{id}/{clock:016x}")
}

pub(crate) fn tip_key(id: InspectionId) -> String {
    format!("tip/{id}")
}

pub(crate) fn reader_key(id: InspectionId) -> String {
    format!("{READER}/{id}")
}

impl Shelf {
    /// A shelf that stands on a store with a mirror beside it, and that has nothing to seal with.
    pub fn new(store: impl Store + 'static, mirror: impl Mirror + 'static) -> Self {
        Self::with_cipher(store, mirror, NoCipher)
    }

    /// A shelf that can lock inspections.
    pub fn with_cipher(
        store: impl Store + 'static,
        mirror: impl Mirror + 'static,
        cipher: impl Cipher + 'static,
    ) -> Self {
        let keyring = Rc::new(Keyring::new(Box::new(cipher)));
        Self {
            store: SealingStore::new(Box::new(store), keyring.clone()),
            mirror: SealingMirror::new(Box::new(mirror), keyring.clone()),
            keyring,
            rewriting: Cell::new(None),
            held: RefCell::default(),
            copies: RefCell::default(),
            is_low: Cell::new(false),
        }
    }

    /// A shelf that is gone when the page is closed.
    pub fn in_memory() -> Self {
        Self::new(Memory::default(), MirrorInMemory::default())
    }

    pub(crate) fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
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
    pub(crate) async fn in_time<T>(&self, answer: Pending<'_, T>) -> Result<T, ShelfFault> {
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
        let [device, reader, copies] =
            self.read([DEVICE, READER, COPIES].map(|key| Read::one(Drawer::Settings, key))).await?;
        let copies_on_request = copies.first().is_some_and(|text| text == ON_REQUEST);
        let reader = reader.into_iter().next().unwrap_or_default();
        if let Some(device) = device.first().and_then(|text| DeviceId::parse(text)) {
            return Ok(Settings { device, reader, copies_on_request });
        }
        let device = DeviceId::new(random);
        self.commit(vec![Write::put(Drawer::Settings, DEVICE, device.to_string())]).await?;
        Ok(Settings { device, reader, copies_on_request })
    }

    /// Keeps the reader's name or initials: with an inspection that has a passphrase, sealed like all of
    /// it; else for this browser.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_reader(
        &self,
        with: Option<InspectionId>,
        reader: &str,
    ) -> Result<(), ShelfFault> {
        let with = with.filter(|id| self.has_key(*id));
        let key = with.map_or_else(|| READER.to_owned(), reader_key);
        self.commit(vec![Write::put(Drawer::Settings, key, reader.to_owned())]).await
    }

    /// Keeps whether copies are made only on request.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_copies_on_request(&self, on_request: bool) -> Result<(), ShelfFault> {
        let text = if on_request { ON_REQUEST } else { "automatic" };
        self.commit(vec![Write::put(Drawer::Settings, COPIES, text.to_owned())]).await
    }

    /// The inspections on the shelf that are not locked. One whose head cannot be read stands there with
    /// its problems.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn list(&self) -> Result<Vec<Result<Listed, Vec<Problem>>>, ShelfFault> {
        let reads = vec![
            Read::range(Drawer::Heads, (String::new(), "~".to_owned())),
            Read::range(Drawer::Settings, under(EXPORTED)),
        ];
        let (found, is_locked) = self.store.read_what_opens(reads).await?;
        let [mut heads, exported] =
            <[Vec<String>; 2]>::try_from(found).map_err(|_| ShelfFault::Failed)?;
        if is_locked {
            let locks = self.locks().await?;
            heads.retain(|text| !is_of_one_locked(text, &locks));
        }
        let copies: Sorted<_, _> = exported.iter().filter_map(|text| Copy::parse(text)).collect();
        let listed = heads.iter().map(|text| {
            let head = store::read_head(text)?;
            let copy = copies.get(&head.inspection.id).cloned();
            Ok(Listed { head, copy })
        });
        Ok(listed.collect())
    }

    /// Keeps what the last copy of an inspection is.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_copy(&self, id: InspectionId, copy: &Copy) -> Result<(), ShelfFault> {
        let key = format!("{EXPORTED}/{id}");
        self.commit(vec![Write::put(Drawer::Settings, key, copy.write(id))]).await
    }

    /// The last copy of an inspection, if there is one that is known by its fingerprint.
    ///
    /// # Errors
    /// Why the store cannot be read.
    pub async fn last_copy(&self, id: InspectionId) -> Result<Option<Copy>, ShelfFault> {
        let [found] = self.read([Read::one(Drawer::Settings, format!("{EXPORTED}/{id}"))]).await?;
        let copy = found.first().and_then(|text| Copy::parse(text)).map(|(_, copy)| copy);
        Ok(copy.filter(|copy| !copy.fingerprint.is_empty()))
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

    /// The segments of an inspection's journal, in order.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn journal(&self, id: InspectionId) -> Result<Vec<String>, ShelfFault> {
        let [segments] = self.read([Read::range(Drawer::Journal, under(id))]).await?;
        Ok(segments)
    }
}
