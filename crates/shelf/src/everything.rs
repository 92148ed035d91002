//! The file that gets everything out: what the store and the mirror hold, as raw texts.
//!
//! A plain script of the page writes it, so that it works when the program does not start. It is read here,
//! and each inspection in it goes through the same mending as one that is opened.

use std::fmt;

use domain::{Fault, InspectionId, Place, Problem, Sorted};
use serde::Deserialize;
use serde::de::{Deserializer, Error, MapAccess, Visitor};
use wire::lock::{Lock, Sealed};

use crate::keyring::LOCK;
use crate::mirror;
use crate::{Drawer, Key, Records, Shelf, ShelfFault, pool};

/// What the `format` of such a file says.
pub const FORMAT: &str = "caseread-everything";
/// The newest version that is read.
const VERSION: u32 = 1;
/// The largest file that is read, in bytes.
pub const LARGEST: usize = 400_000_000;

#[derive(Deserialize)]
struct FileText {
    format: String,
    version: u32,
    #[serde(default)]
    drawers: DrawerTexts,
    #[serde(default, deserialize_with = "texts")]
    mirror: Texts,
}

type Texts = std::collections::BTreeMap<String, String>;

#[derive(Default, Deserialize)]
#[serde(default)]
struct DrawerTexts {
    #[serde(deserialize_with = "texts")]
    heads: Texts,
    #[serde(deserialize_with = "texts")]
    cases: Texts,
    #[serde(deserialize_with = "texts")]
    journal: Texts,
    #[serde(deserialize_with = "texts")]
    editions: Texts,
    #[serde(deserialize_with = "texts")]
    settings: Texts,
}

/// The most texts of a drawer: a file of nothing but keys would else take twenty times its own room.
const MOST_TEXTS: usize = 1_000_000;

/// Reads texts by their keys. Of a key given twice nobody could say which text is the right one.
fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Texts, D::Error> {
    struct TextsVisitor;

    impl<'de> Visitor<'de> for TextsVisitor {
        type Value = Texts;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "at most {MOST_TEXTS} texts, each key once")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Texts, A::Error> {
            let mut texts = Texts::new();
            while let Some((key, text)) = map.next_entry()? {
                if texts.insert(key, text).is_some() || texts.len() > MOST_TEXTS {
                    return Err(Error::invalid_length(texts.len(), &self));
                }
            }
            Ok(texts)
        }
    }

    deserializer.deserialize_map(TextsVisitor)
}

/// An inspection in such a file.
#[derive(Clone, PartialEq, Debug)]
pub struct Whole {
    /// The inspection.
    pub id: InspectionId,
    /// Its copies.
    pub copies: Vec<Records>,
    /// The service, as far as it can be read.
    pub service: String,
    /// How many cases it has, withdrawn ones as well.
    pub n_cases: usize,
    /// How many changes it holds.
    pub n_changes: u64,
}

/// An inspection in such a file that is locked: what it holds is known once it was opened.
#[derive(Clone, PartialEq, Debug)]
pub struct LockedWhole {
    /// Its lock.
    pub lock: Lock,
    /// Its copies, sealed.
    copies: Vec<Records>,
    /// What its definition may be, by digest.
    editions: Texts,
}

/// What such a file holds.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Everything {
    /// The inspections that can be read.
    pub wholes: Vec<Whole>,
    /// Those that are locked.
    pub locked: Vec<LockedWhole>,
}

/// What such a file holds, text by text: to be held against what is here.
pub struct Kept(FileText);

impl Kept {
    /// Reads the texts of a file.
    ///
    /// # Errors
    /// Why it is no such file.
    pub fn read(text: &str) -> Result<Self, Vec<Problem>> {
        file_text(text).map(Self)
    }

    /// What it holds of the store under a key.
    pub(crate) fn stored(&self, drawer: Drawer, key: &str) -> Option<&String> {
        let DrawerTexts { heads, cases, journal, editions, settings } = &self.0.drawers;
        let texts = match drawer {
            Drawer::Heads => heads,
            Drawer::Cases => cases,
            Drawer::Journal => journal,
            Drawer::Editions => editions,
            Drawer::Settings => settings,
        };
        texts.get(key)
    }

    /// What it holds of the mirror under a key.
    pub(crate) fn mirrored(&self, key: &str) -> Option<&String> {
        self.0.mirror.get(&format!("{MIRROR}{key}"))
    }
}

/// How the keys of the mirror begin in the browser, where other local pages share the place, and so in
/// such a file.
pub const MIRROR: &str = "caseread/";

fn file_text(text: &str) -> Result<FileText, Vec<Problem>> {
    let problem = |fault| vec![Problem::at(Place::File, fault)];
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file: FileText = serde_json::from_str(text).map_err(|_| problem(Fault::NotOurs))?;
    if file.format != FORMAT {
        return Err(problem(Fault::NotOurs));
    }
    if file.version > VERSION {
        return Err(problem(Fault::NewerVersion { found: file.version, newest: VERSION }));
    }
    Ok(file)
}

/// Reads the file that gets everything out. An inspection of which nothing can be put together is left
/// out of the list; the file keeps it.
///
/// # Errors
/// Why it is no such file.
pub fn read_everything(text: &str) -> Result<Everything, Vec<Problem>> {
    let file = file_text(text)?;
    let mut found: Sorted<InspectionId, Vec<Records>> = Sorted::new();
    let mut locks: Sorted<InspectionId, Lock> = Sorted::new();
    for (key, text) in &file.drawers.heads {
        copy(&mut found, key, 0, |records| records.head = Some(text.clone()));
    }
    for (key, text) in &file.drawers.cases {
        copy(&mut found, key, 0, |records| records.cases.push(text.clone()));
    }
    // In the order of their keys, which is that of their clocks.
    for (key, text) in &file.drawers.journal {
        copy(&mut found, key, 0, |records| records.journal.push(text.clone()));
    }
    for (key, text) in &file.drawers.settings {
        if let Some(id) = key.strip_prefix("tip/") {
            copy(&mut found, id, 0, |records| records.tip = Some(text.clone()));
        } else if let Some(id) = key.strip_prefix("aside/") {
            copy(&mut found, id, 1, |records| records.journal.push(text.clone()));
        } else if key.starts_with("lock/")
            && let Ok(lock) = Lock::read(text)
        {
            locks.insert(lock.id, lock);
        }
    }
    for (key, text) in &file.mirror {
        let Some((id, part)) = key.strip_prefix(MIRROR).and_then(|key| key.split_once('/')) else {
            continue;
        };
        if part == LOCK {
            if let Ok(lock) = Lock::read(text)
                && !locks.contains_key(&lock.id)
            {
                locks.insert(lock.id, lock);
            }
            continue;
        }
        if !mirror::is_copy(part) {
            continue;
        }
        let place = n_copies(&found, id).max(OF_MIRROR);
        if Sealed::read(text).is_some() {
            // It is taken apart once it was opened.
            copy(&mut found, id, place, |copy| copy.journal = vec![text.clone()]);
        } else if let Ok(records) = serde_json::from_str::<Records>(text) {
            copy(&mut found, id, place, |copy| *copy = records);
        }
    }
    let mut everything = Everything::default();
    for (id, copies) in found {
        match locks.get(&id) {
            Some(lock) if copies.iter().any(is_sealed) => everything.locked.push(LockedWhole {
                lock: lock.clone(),
                copies,
                editions: file.drawers.editions.clone(),
            }),
            _ => everything.wholes.extend(whole(id, copies, &file.drawers.editions)),
        }
    }
    Ok(everything)
}

/// An inspection of which something can be put together.
fn whole(id: InspectionId, mut copies: Vec<Records>, editions: &Texts) -> Option<Whole> {
    // The definitions lie there by their digests.
    let digest = copies[0].edition_digest();
    copies[0].edition = digest.and_then(|digest| editions.get(&digest).cloned());
    let chain = pool::longest(id, &copies, frameworks::edition).ok()?;
    let service = chain.inspection.service.clone();
    let (n_cases, n_changes) = (chain.inspection.cases.len(), chain.link.n_changes);
    Some(Whole { id, copies, service, n_cases, n_changes })
}

fn is_sealed(records: &Records) -> bool {
    let texts = records.head.iter().chain(&records.cases).chain(&records.journal);
    texts.chain(&records.tip).any(|text| Sealed::read(text).is_some())
}

impl Shelf {
    /// Opens an inspection of such a file. Where nothing of it is here, it will be kept here as it is
    /// there: locked with the same passphrase. Where it is here and locked, the passphrase has to open
    /// that one as well.
    ///
    /// # Errors
    /// [`ShelfFault::WrongPassphrase`], [`ShelfFault::NotReadBack`] where nothing of it can be put
    /// together, or why what is here cannot be read.
    pub async fn open_whole(
        &self,
        locked: &LockedWhole,
        passphrase: &str,
    ) -> Result<Whole, ShelfFault> {
        let id = locked.lock.id;
        let wrapped = locked.lock.wrapped.clone();
        let key = self.keyring.cipher.unlock(wrapped, passphrase.to_owned()).await?;
        let mut copies = Vec::with_capacity(locked.copies.len());
        for (place, records) in locked.copies.iter().enumerate() {
            copies.push(opened(&*key, records.clone(), place).await);
        }
        let whole = whole(id, copies, &locked.editions).ok_or(ShelfFault::NotReadBack)?;
        if !self.has_key(id) && self.has_lock(id).await {
            self.unlock(id, passphrase).await?;
        } else if !self.has_key(id) && self.is_empty(id).await? {
            self.keyring.hold(key, locked.lock.clone());
        }
        Ok(whole)
    }

    /// Whether neither store nor mirror holds anything of an inspection.
    async fn is_empty(&self, id: InspectionId) -> Result<bool, ShelfFault> {
        let here = self.records(id).await?;
        Ok(here == Records::default() && self.keys_mirrored(id).is_empty())
    }
}

/// A copy as its key opens it. What does not open stays what it is.
async fn opened(key: &dyn Key, records: Records, place: usize) -> Records {
    let open = async |text: String| match Sealed::read(&text) {
        Some(sealed) => key.open(sealed.place, sealed.text).await.unwrap_or(text),
        None => text,
    };
    let Records { head, cases, journal, tip, edition } = records;
    let mut opened = Records { edition, ..Records::default() };
    if let Some(text) = head {
        opened.head = Some(open(text).await);
    }
    if let Some(text) = tip {
        opened.tip = Some(open(text).await);
    }
    for text in cases {
        opened.cases.push(open(text).await);
    }
    for text in journal {
        opened.journal.push(open(text).await);
    }
    // A copy of the mirror is one text.
    let mirrored = opened.journal.first().filter(|_| place >= OF_MIRROR);
    mirrored.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(opened)
}

/// From this place on, the copies of an inspection are those of the mirror: the first is what the store
/// holds, the next what was set aside.
const OF_MIRROR: usize = 2;

/// How many copies there are so far of the inspection that a key begins with.
fn n_copies(found: &Sorted<InspectionId, Vec<Records>>, id: &str) -> usize {
    InspectionId::parse(id).and_then(|id| found.get(&id)).map_or(0, Vec::len)
}

/// Alters one of the copies of the inspection that a key begins with.
fn copy(
    found: &mut Sorted<InspectionId, Vec<Records>>,
    key: &str,
    place: usize,
    alter: impl FnOnce(&mut Records),
) {
    let id = key.split('/').next().unwrap_or_default();
    let Some(id) = InspectionId::parse(id) else { return };
    let copies = found.of(id);
    copies.resize(copies.len().max(place + 1), Records::default());
    alter(&mut copies[place]);
}
