//! What a passphrase leaves in the store: the lock of an inspection, and its records sealed.
//!
//! The key that seals the records is drawn once and lies in the lock, wrapped by a key made of the
//! passphrase. Nothing here seals or opens anything: that is the browser's.

use domain::{Fault, InspectionId, Place, Problem};
use serde::{Deserialize, Serialize};

use crate::json;

/// The version of locks and sealed copies that this program writes, and the newest it reads.
pub const VERSION: u32 = 1;
/// What the `format` of a sealed copy says.
pub const FORMAT: &str = "caseread-locked";
/// How many rounds of PBKDF2 a new lock has.
pub const ROUNDS: u32 = 600_000;
/// The fewest and most rounds that are read: fewer would be weak, more would hold the page up.
const ALLOWED_ROUNDS: std::ops::RangeInclusive<u32> = 100_000..=10_000_000;
/// The length of a salt of 16 bytes in base64, and of a wrapped key: nonce, key and tag, 60 bytes.
const SALT: usize = 24;
const WRAPPED: usize = 80;
/// The longest label, in bytes.
pub const LONGEST_LABEL: usize = 200;
/// What the version of a sealed record says. It is that of the first store that could hold one, so
/// that older programs leave it alone as of a newer version.
const SEALED: u32 = 4;
/// How every sealed record begins.
const BEGINNING: &str = "{\"version\":4,\"sealed\":";

/// The key of an inspection's records, wrapped.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wrapped {
    /// The salt of the passphrase: 16 bytes in base64.
    pub salt: String,
    /// How many rounds of PBKDF2-SHA-256 make the wrapping key.
    pub rounds: u32,
    /// The key under AES-GCM: nonce, key and tag, 60 bytes in base64.
    pub key: String,
}

/// The lock of an inspection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lock {
    /// The inspection.
    pub id: InspectionId,
    /// What it is called while it is locked, in the words of its reader.
    pub label: String,
    /// When it was first locked, in milliseconds since 1970 in UTC.
    pub at: u64,
    /// The key.
    pub wrapped: Wrapped,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockText {
    version: u32,
    inspection: String,
    label: String,
    at: u64,
    salt: String,
    rounds: u32,
    key: String,
}

#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

impl Lock {
    /// Its text.
    pub fn write(&self) -> String {
        serde_json::to_string(&self.text()).unwrap_or_default()
    }

    fn text(&self) -> LockText {
        LockText {
            version: VERSION,
            inspection: self.id.to_string(),
            label: self.label.clone(),
            at: self.at,
            salt: self.wrapped.salt.clone(),
            rounds: self.wrapped.rounds,
            key: self.wrapped.key.clone(),
        }
    }

    /// Reads it.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read(text: &str) -> Result<Self, Problem> {
        let version: VersionOnly =
            serde_json::from_str(text).map_err(|error| json::problem(&error))?;
        refuse_newer(version.version)?;
        let lock: LockText = serde_json::from_str(text).map_err(|error| json::problem(&error))?;
        Self::of(lock)
    }

    fn of(lock: LockText) -> Result<Self, Problem> {
        refuse_newer(lock.version)?;
        let wrong = |part: &str, found: String| {
            Err(Problem::at(Place::Part(format!("lock.{part}")), Fault::NotAllowed(found)))
        };
        let Some(id) = InspectionId::parse(&lock.inspection) else {
            return wrong("inspection", lock.inspection);
        };
        if !ALLOWED_ROUNDS.contains(&lock.rounds) {
            return wrong("rounds", lock.rounds.to_string());
        }
        if !is_base64(&lock.salt, SALT) {
            return wrong("salt", lock.salt);
        }
        if !is_base64(&lock.key, WRAPPED) {
            return wrong("key", lock.key);
        }
        if lock.label.len() > LONGEST_LABEL {
            return wrong("label", lock.label);
        }
        let LockText { label, at, salt, rounds, key, .. } = lock;
        Ok(Self { id, label, at, wrapped: Wrapped { salt, rounds, key } })
    }
}

fn refuse_newer(found: u32) -> Result<(), Problem> {
    if found > VERSION {
        return Err(Problem::at(Place::File, Fault::NewerVersion { found, newest: VERSION }));
    }
    Ok(())
}

fn is_base64(text: &str, length: usize) -> bool {
    let digits = text.trim_end_matches('=');
    text.len() == length
        && text.len() - digits.len() <= 2
        && digits.bytes().all(|one| one.is_ascii_alphanumeric() || one == b'+' || one == b'/')
}

/// A record of the store, or a text of the mirror, that only the key of its inspection opens.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Sealed {
    version: u32,
    /// Where it belongs: it opens nowhere else.
    #[serde(rename = "sealed")]
    pub place: String,
    /// What was sealed, in base64.
    pub text: String,
}

impl Sealed {
    /// A text that was sealed for a place.
    pub fn new(place: String, text: String) -> Self {
        Self { version: SEALED, place, text }
    }

    /// Its text.
    pub fn write(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether a text is one, by how it begins.
    pub fn is_one(text: &str) -> bool {
        text.starts_with(BEGINNING)
    }

    /// Reads it; `None` where a text is none.
    pub fn read(text: &str) -> Option<Self> {
        Self::is_one(text).then(|| serde_json::from_str(text).ok()).flatten()
    }
}

/// A file that is sealed like the records of its inspection, with the lock that opens it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SealedCopy {
    /// The lock.
    pub lock: Lock,
    /// The file, sealed.
    pub sealed: Sealed,
}

#[derive(Serialize, Deserialize)]
struct CopyText {
    format: String,
    version: u32,
    lock: LockText,
    content: Sealed,
}

impl SealedCopy {
    /// Its text.
    pub fn write(&self) -> String {
        let copy = CopyText {
            format: FORMAT.to_owned(),
            version: VERSION,
            lock: self.lock.text(),
            content: self.sealed.clone(),
        };
        serde_json::to_string(&copy).unwrap_or_default()
    }

    /// Reads it; `None` where the text is no sealed copy at all.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Option<Result<Self, Problem>> {
        #[derive(Deserialize)]
        struct FormatOnly {
            format: String,
            version: u32,
        }
        let head =
            serde_json::from_str::<FormatOnly>(text).ok().filter(|one| one.format == FORMAT)?;
        let read = || {
            refuse_newer(head.version)?;
            let copy: CopyText =
                serde_json::from_str(text).map_err(|error| json::problem(&error))?;
            Ok(Self { lock: Lock::of(copy.lock)?, sealed: copy.content })
        };
        Some(read())
    }
}
