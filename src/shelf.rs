//! The shelf: where inspections rest between one visit and the next.
//!
//! An inspection lies there as a snapshot (a head and its cases), and as the journal of all its
//! changes. Saving appends to the journal, in one strict commit; now and then the snapshot follows,
//! so that opening folds few changes. The snapshot is a convenience: the journal is the work.

use std::sync::Arc;

use domain::{CaseId, Change, DeviceId, Inspection, InspectionId, Problem};
use wire::{Edition, store};

use crate::browser::idb::Idb;
use crate::memory::Memory;

/// A drawer of the shelf.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Drawer {
    /// Heads, by inspection.
    Heads,
    /// Cases, by inspection and case.
    Cases,
    /// Segments of the journal, by inspection and the clock of their first change.
    Journal,
    /// Definitions of frameworks, by digest.
    Editions,
    /// This browser's own settings.
    Settings,
}

impl Drawer {
    /// Every drawer.
    pub const ALL: [Self; 5] =
        [Self::Heads, Self::Cases, Self::Journal, Self::Editions, Self::Settings];

    /// Its name in the browser's store.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Heads => "heads",
            Self::Cases => "cases",
            Self::Journal => "journal",
            Self::Editions => "editions",
            Self::Settings => "settings",
        }
    }
}

/// One write. A list of them is committed whole or not at all.
#[derive(Clone, Debug)]
pub enum Write {
    /// Puts a text, over an older one.
    Put {
        /// The drawer.
        drawer: Drawer,
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// Adds a text; a text that is there already fails the commit.
    Add {
        /// The drawer.
        drawer: Drawer,
        /// The key.
        key: String,
        /// The text.
        text: String,
    },
    /// Clears all keys from `from` up to, not including, `to`.
    Clear {
        /// The drawer.
        drawer: Drawer,
        /// The first key.
        from: String,
        /// The key after the last one.
        to: String,
    },
}

impl Write {
    /// The drawer it writes to.
    pub fn drawer(&self) -> Drawer {
        match self {
            Self::Put { drawer, .. } | Self::Add { drawer, .. } | Self::Clear { drawer, .. } => {
                *drawer
            }
        }
    }
}

/// One read: the text of a key, or the texts of all keys from one up to, not including, another.
#[derive(Clone, Debug)]
pub struct Read {
    /// The drawer.
    pub drawer: Drawer,
    /// The key, or the first of them.
    pub from: String,
    /// The key after the last one; `None` reads one key.
    pub to: Option<String>,
}

impl Read {
    fn one(drawer: Drawer, key: impl ToString) -> Self {
        Self { drawer, from: key.to_string(), to: None }
    }

    fn range(drawer: Drawer, (from, to): (String, String)) -> Self {
        Self { drawer, from, to: Some(to) }
    }
}

/// Why the shelf did not do what was asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ShelfFault {
    /// The browser does not let this page store anything.
    Refused,
    /// There is no room left.
    Full,
    /// Another window has written to this inspection meanwhile.
    Elsewhere,
    /// Anything else.
    Failed,
}

/// The shelf, in the browser's store or in memory.
pub enum Shelf {
    /// In the browser's store.
    Browser(Idb),
    /// In memory, since the browser refused.
    Memory(Memory),
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

const DEVICE: &str = "device";
const READER: &str = "reader";

/// The keys of when inspections were last exported; the text is `ID TIME`.
const EXPORTED: &str = "exported";

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

fn put(drawer: Drawer, key: impl ToString, text: String) -> Write {
    Write::Put { drawer, key: key.to_string(), text }
}

impl Shelf {
    /// Opens the browser's store; where it refuses, memory, with the reason.
    pub async fn open() -> (Self, Option<ShelfFault>) {
        match Idb::open().await {
            Ok(idb) => (Self::Browser(idb), None),
            Err(fault) => (Self::Memory(Memory::default()), Some(fault)),
        }
    }

    async fn commit(&self, writes: Vec<Write>) -> Result<(), ShelfFault> {
        match self {
            Self::Browser(idb) => idb.commit(writes).await,
            Self::Memory(memory) => memory.commit(writes),
        }
    }

    async fn read<const N: usize>(&self, reads: [Read; N]) -> Result<[Vec<String>; N], ShelfFault> {
        let found = match self {
            Self::Browser(idb) => idb.read(&reads).await?,
            Self::Memory(memory) => memory.read(&reads),
        };
        found.try_into().map_err(|_| ShelfFault::Failed)
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
        self.commit(vec![put(Drawer::Settings, DEVICE, device.to_string())]).await?;
        Ok(Settings { device, reader })
    }

    /// Keeps the reader's name or initials.
    ///
    /// # Errors
    /// Why it was not kept.
    pub async fn keep_reader(&self, reader: &str) -> Result<(), ShelfFault> {
        self.commit(vec![put(Drawer::Settings, READER, reader.to_owned())]).await
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
        self.commit(vec![put(Drawer::Settings, key, format!("{id} {at}"))]).await
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
        self.commit(vec![put(Drawer::Editions, &framework.digest, text.clone())]).await
    }

    /// Takes an edition off the shelf. Whoever asks makes sure that no inspection works to it.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn forget_edition(&self, digest: &str) -> Result<(), ShelfFault> {
        let (from, to) = (digest.to_owned(), format!("{digest}~"));
        self.commit(vec![Write::Clear { drawer: Drawer::Editions, from, to }]).await
    }

    /// Reads an inspection: its snapshot, then every change that came after it.
    ///
    /// # Errors
    /// Why it cannot be opened. Nothing is written in any case.
    pub async fn load(&self, id: InspectionId) -> Result<Loaded, OpenFault> {
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
        let folded = inspection.clock;
        let (_, end) = under(id);
        let later = Read::range(Drawer::Journal, (journal_key(id, folded + 1), end));
        let [later] = self.read([later]).await.map_err(OpenFault::Shelf)?;
        let mut altered = Vec::new();
        for text in &later {
            for change in store::read_segment(text).map_err(OpenFault::Problems)? {
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
        let exported_at = exported.first().and_then(|text| parse_exported(text));
        let exported_at = exported_at.map(|(_, exported_at)| exported_at);
        Ok(Loaded { edition, inspection, folded, altered, exported_at })
    }

    /// The segments of an inspection's journal, in order.
    ///
    /// # Errors
    /// Why they cannot be read.
    pub async fn journal(&self, id: InspectionId) -> Result<Vec<String>, ShelfFault> {
        let [segments] = self.read([Read::range(Drawer::Journal, under(id))]).await?;
        Ok(segments)
    }

    /// Appends changes to the journal.
    ///
    /// # Errors
    /// Why nothing was written. Where another window took the same place in the journal, that is
    /// noticed here: a place is never written twice.
    pub async fn append(&self, id: InspectionId, changes: &[Change]) -> Result<(), ShelfFault> {
        let Some(first) = changes.first() else { return Ok(()) };
        let key = journal_key(id, first.stamp.clock);
        let text = store::write_segment(changes);
        self.commit(vec![Write::Add { drawer: Drawer::Journal, key, text }]).await
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
        let mut writes = vec![head_of(edition, inspection)];
        for id in altered {
            if let Some(case) = inspection.cases.get(id) {
                let text = store::write_case(&edition.framework, *id, case);
                writes.push(put(Drawer::Cases, format!("{}/{id}", inspection.id), text));
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
    ) -> Result<(), ShelfFault> {
        let id = inspection.id;
        let (from, to) = under(id);
        let mut writes = vec![
            Write::Clear { drawer: Drawer::Cases, from: from.clone(), to: to.clone() },
            Write::Clear { drawer: Drawer::Journal, from, to },
            head_of(edition, inspection),
            put(Drawer::Editions, &edition.framework.digest, edition.text.clone()),
        ];
        for (case, text) in cases {
            writes.push(put(Drawer::Cases, format!("{id}/{case}"), text));
        }
        for (clock, text) in segments {
            writes.push(put(Drawer::Journal, journal_key(id, clock), text));
        }
        self.commit(writes).await
    }
}

fn head_of(edition: &Edition, inspection: &Inspection) -> Write {
    let text = store::write_head(&edition.name(), inspection);
    put(Drawer::Heads, inspection.id, text)
}
