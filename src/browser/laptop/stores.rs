//! The two stores, tried with a real write, and the marks that lie in them.

use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};
use laptop::{Mark, Outcome};

use super::{clock, within};

/// The database of the check, and the key in the small store.
const NAME: &str = "caseread-check";
const DRAWER: &str = "check";
const MARKS: &str = "marks";
/// So many marks are remembered.
const MOST: usize = 20;
/// So many megabytes are written to try the room.
pub const ROOM: u32 = 8;
/// A browser that says nothing for so long, in milliseconds, will not say anything.
const PATIENCE: u32 = 10_000;

/// The marks in each of the stores.
#[derive(Clone, PartialEq, Default)]
pub struct Marks {
    /// Those in the database.
    pub database: Vec<Mark>,
    /// Those in the small store.
    pub mirror: Vec<Mark>,
}

/// The marks that earlier visits left. A store that cannot be read has none.
pub async fn marks() -> Marks {
    let database = patiently(read(MARKS.to_owned())).await.ok().flatten();
    let mirror = small_store().ok().and_then(|store| store.get_item(NAME).ok().flatten());
    let all = |text: Option<String>| Mark::all_in(&text.unwrap_or_default());
    Marks { database: all(database), mirror: all(mirror) }
}

/// Leaves a mark beside the earlier ones, and gives back those that lie there now.
pub async fn leave(mark: Mark) -> Marks {
    let earlier = marks().await;
    let text = |mut marks: Vec<Mark>| {
        marks.push(mark);
        let newest = marks.iter().rev().take(MOST).rev();
        newest.map(Mark::to_string).collect::<Vec<_>>().join(" ")
    };
    // What could not be written is not found when it is read.
    let _ = patiently(write(MARKS.to_owned(), Some(text(earlier.database)))).await;
    if let Ok(store) = small_store() {
        let _ = store.set_item(NAME, &text(earlier.mirror));
    }
    marks().await
}

/// Writes to the database, and reads it back.
pub async fn database() -> Outcome {
    kept("tried", clock::random().to_string()).await
}

/// Writes megabytes until there is no more room or enough is shown, reads each back, and frees all.
/// Gives back how many there was room for.
pub async fn room() -> u32 {
    let mut fitted = 0;
    while fitted < ROOM && kept(&key(fitted), megabyte(fitted)).await == Outcome::Kept {
        fitted += 1;
    }
    for number in 0..ROOM {
        // What was not written needs no freeing, and what cannot be freed is eight megabytes.
        let _ = patiently(write(key(number), None)).await;
    }
    fitted
}

/// Writes to the small store, and reads it back.
pub fn mirror() -> Outcome {
    const KEY: &str = "caseread-check-tried";
    let text = clock::random().to_string();
    let tried = || -> Result<Outcome, Outcome> {
        let store = small_store()?;
        store.set_item(KEY, &text).map_err(|error| outcome_of(&error))?;
        let found = store.get_item(KEY).map_err(|error| outcome_of(&error))?;
        store.remove_item(KEY).map_err(|error| outcome_of(&error))?;
        Ok(if found.as_ref() == Some(&text) { Outcome::Kept } else { Outcome::Differs })
    };
    tried().unwrap_or_else(|outcome| outcome)
}

fn small_store() -> Result<web_sys::Storage, Outcome> {
    let window = web_sys::window().ok_or(Outcome::Failed)?;
    window.local_storage().map_err(|error| outcome_of(&error))?.ok_or(Outcome::Refused)
}

fn key(number: u32) -> String {
    format!("room {number}")
}

/// A million letters that no store can make smaller to speak of.
fn megabyte(seed: u32) -> String {
    let mut x = 0x9e37_79b9 ^ (seed + 1);
    let mut letter = || {
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        char::from(b'0' + (x >> 26) as u8)
    };
    (0..1_000_000).map(|_| letter()).collect()
}

async fn kept(key: &str, text: String) -> Outcome {
    let tried = async {
        patiently(write(key.to_owned(), Some(text.clone()))).await?;
        patiently(read(key.to_owned())).await
    };
    match tried.await {
        Ok(found) if found.as_ref() == Some(&text) => Outcome::Kept,
        Ok(_) => Outcome::Differs,
        Err(outcome) => outcome,
    }
}

async fn patiently<T>(work: impl Future<Output = Result<T, Outcome>>) -> Result<T, Outcome> {
    within(PATIENCE, work).await.unwrap_or(Err(Outcome::Silent))
}

fn told(error: &Error) -> Outcome {
    match error {
        Error::DomException(DomException::Other(error)) => outcome_named(&error.name()),
        _ => Outcome::Failed,
    }
}

fn outcome_of(error: &wasm_bindgen::JsValue) -> Outcome {
    outcome_named(&super::get(error, "name").as_string().unwrap_or_default())
}

/// Names are fixed by the standard, the messages beside them are not.
fn outcome_named(name: &str) -> Outcome {
    match name {
        "QuotaExceededError" => Outcome::Full,
        "SecurityError" | "NotAllowedError" => Outcome::Refused,
        _ => Outcome::Failed,
    }
}

async fn open() -> Result<Database, Outcome> {
    let opening = Database::open(NAME).with_version(1_u8).with_on_upgrade_needed(|_, database| {
        database.create_object_store(DRAWER).build()?;
        Ok(())
    });
    opening.await.map_err(|error| match error {
        OpenDbError::Base(error) => told(&error),
        _ => Outcome::Refused,
    })
}

/// Writes a text under a key, or takes it away, on the disk before it is called done.
async fn write(key: String, text: Option<String>) -> Result<(), Outcome> {
    let database = open().await?;
    let done = write_in(&database, key, text).await;
    database.close();
    done.map_err(|error| told(&error))
}

async fn write_in(database: &Database, key: String, text: Option<String>) -> Result<(), Error> {
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = database
        .transaction(DRAWER)
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build()?;
    let store = transaction.object_store(DRAWER)?;
    match text {
        Some(text) => {
            let _request = store.put(text).with_key(key).primitive()?;
        }
        None => {
            let _request = store.delete::<String, _>(key).primitive()?;
        }
    }
    transaction.commit().await
}

async fn read(key: String) -> Result<Option<String>, Outcome> {
    let database = open().await?;
    let found = read_in(&database, key).await;
    database.close();
    found.map_err(|error| told(&error))
}

async fn read_in(database: &Database, key: String) -> Result<Option<String>, Error> {
    let transaction = database.transaction(DRAWER).build()?;
    let store = transaction.object_store(DRAWER)?;
    store.get::<String, _, _>(key).primitive()?.await
}
