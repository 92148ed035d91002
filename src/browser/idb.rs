//! The store in the browser: IndexedDB, every write committed with strict durability.
//!
//! Failures are told by behaviour, never by the text of a message: browsers word them differently
//! and sometimes not at all.

use std::cell::RefCell;
use std::rc::Rc;

use futures::future::{FutureExt, LocalBoxFuture};
use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::error::{DomException, Error, OpenDbError};
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{TransactionDurability, TransactionMode, TransactionOptions};

use shelf::{Drawer, Pending, Read, ShelfFault, Store, Write};

use crate::browser::clock;

const NAME: &str = "caseread";
const VERSION: u8 = 1;

/// The database of the fire drill, which is gone when the drill is over.
const PRACTICE: &str = "caseread-practice";

/// The database, reopened when the connection has died.
pub struct Idb {
    name: &'static str,
    open: RefCell<Option<Rc<Database>>>,
}

impl Idb {
    /// Opens the database.
    ///
    /// # Errors
    /// Why the browser refuses it.
    pub async fn open() -> Result<Self, ShelfFault> {
        Self::named(NAME).await
    }

    /// Opens a database to practise on, as if for the first time.
    ///
    /// # Errors
    /// Why the browser refuses it.
    pub async fn open_practice() -> Result<Self, ShelfFault> {
        Self::forget_practice().await?;
        Self::named(PRACTICE).await
    }

    /// Takes the database to practise on off this computer.
    ///
    /// # Errors
    /// Why it is still there.
    pub async fn forget_practice() -> Result<(), ShelfFault> {
        let forgotten = Database::delete_by_name(PRACTICE).map_err(|error| refused(&error))?;
        forgotten.await.map_err(|error| fault(&error))
    }

    async fn named(name: &'static str) -> Result<Self, ShelfFault> {
        let idb = Self { name, open: RefCell::default() };
        idb.database().await?;
        Ok(idb)
    }

    async fn database(&self) -> Result<Rc<Database>, ShelfFault> {
        if let Some(database) = self.open.borrow().clone() {
            return Ok(database);
        }
        let opening =
            Database::open(self.name).with_version(VERSION).with_on_upgrade_needed(|_, db| {
                for drawer in Drawer::ALL {
                    db.create_object_store(drawer.as_str()).build()?;
                }
                Ok(())
            });
        let database = opening.await.map_err(|error| refused(&error))?;
        let database = Rc::new(database);
        *self.open.borrow_mut() = Some(database.clone());
        Ok(database)
    }

    async fn commit_all(&self, writes: Vec<Write>) -> Result<(), ShelfFault> {
        let database = self.database().await?;
        let outcome = match commit(&database, writes).await {
            Ok(true) => Ok(()),
            // What was expected was not there: the store itself is well.
            Ok(false) => return Err(ShelfFault::Elsewhere),
            Err(error) => Err(fault(&error)),
        };
        if outcome.is_err() {
            self.close();
        }
        outcome
    }

    async fn read_all(&self, reads: &[Read], keys: bool) -> Result<Vec<Vec<String>>, ShelfFault> {
        let database = self.database().await?;
        let found = match keys {
            true => read_keys(&database, reads).await,
            false => read(&database, reads).await,
        };
        let found = found.map_err(|error| fault(&error));
        if found.is_err() {
            self.close();
        }
        found
    }

    /// Closes the connection; the next call opens it anew. One that failed once may be dead: after a full
    /// disk Chromium mends nothing before the last connection is closed, and one that is only forgotten
    /// stays open until the browser happens to clear away.
    fn close(&self) {
        if let Some(database) = self.open.take() {
            Database::clone(&database).close();
        }
    }
}

impl Drop for Idb {
    // An open database cannot be taken away.
    fn drop(&mut self) {
        self.close();
    }
}

impl Store for Idb {
    // A call that fails closes the database: the next one opens it anew.
    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        self.commit_all(writes).boxed_local()
    }

    fn read(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        async move { self.read_all(&reads, false).await }.boxed_local()
    }

    fn keys(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        async move { self.read_all(&reads, true).await }.boxed_local()
    }

    fn wait(&self, milliseconds: u32) -> LocalBoxFuture<'_, ()> {
        clock::wait(milliseconds).boxed_local()
    }
}

/// Gives whether everything was as expected; where it was not, nothing was written.
async fn commit(database: &Database, writes: Vec<Write>) -> Result<bool, Error> {
    let used = |drawer: &Drawer| writes.iter().any(|write| write.drawer() == *drawer);
    let names = names_of(used);
    let strict = TransactionOptions::new().with_durability(TransactionDurability::Strict);
    let transaction = database
        .transaction(names)
        .with_mode(TransactionMode::Readwrite)
        .with_options(strict)
        .build()?;
    for write in writes {
        let store = transaction.object_store(write.drawer().as_str())?;
        // Awaiting each request would cost a turn of the event loop; the commit answers for all.
        match write {
            Write::Expect { key, text, .. } => {
                let found: Option<String> = store.get(key).primitive()?.await?;
                if found != text {
                    transaction.abort().await?;
                    return Ok(false);
                }
            }
            Write::Put { key, text, .. } => {
                let _request = store.put(text).with_key(key).primitive()?;
            }
            Write::Add { key, text, .. } => {
                let _request = store.add(text).with_key(key).primitive()?;
            }
            Write::Clear { from, to, .. } => {
                let _request = store
                    .delete::<String, _>(KeyRange::Bound(from, false, to, true))
                    .primitive()?;
            }
        }
    }
    transaction.commit().await?;
    Ok(true)
}

async fn read(database: &Database, reads: &[Read]) -> Result<Vec<Vec<String>>, Error> {
    let used = |drawer: &Drawer| reads.iter().any(|read| read.drawer == *drawer);
    let transaction = database.transaction(names_of(used)).build()?;
    // All requests go out before the first is awaited: each wait is a turn of the event loop.
    let mut requests = Vec::with_capacity(reads.len());
    for read in reads {
        let store = transaction.object_store(read.drawer.as_str())?;
        let range = range(read);
        requests.push(store.get_all::<String>().with_query::<String, _>(range).primitive()?);
    }
    let mut found = Vec::with_capacity(reads.len());
    for request in requests {
        found.push(request.await?.collect::<Result<_, _>>()?);
    }
    Ok(found)
}

/// As `read`, the keys.
async fn read_keys(database: &Database, reads: &[Read]) -> Result<Vec<Vec<String>>, Error> {
    let used = |drawer: &Drawer| reads.iter().any(|read| read.drawer == *drawer);
    let transaction = database.transaction(names_of(used)).build()?;
    let mut found = Vec::with_capacity(reads.len());
    for read in reads {
        let store = transaction.object_store(read.drawer.as_str())?;
        let keys = store.get_all_keys::<String>().with_query::<String, _>(range(read));
        found.push(keys.primitive()?.await?.collect::<Result<_, _>>()?);
    }
    Ok(found)
}

fn range(read: &Read) -> KeyRange<String> {
    match &read.to {
        None => KeyRange::Only(read.from.clone()),
        Some(to) => KeyRange::Bound(read.from.clone(), false, to.clone(), true),
    }
}

fn names_of(used: impl Fn(&Drawer) -> bool) -> Vec<&'static str> {
    Drawer::ALL.iter().filter(|one| used(one)).map(|one| one.as_str()).collect()
}

fn refused(error: &OpenDbError) -> ShelfFault {
    match error {
        OpenDbError::Base(error) => fault(error),
        _ => ShelfFault::Refused,
    }
}

fn fault(error: &Error) -> ShelfFault {
    match error {
        Error::DomException(DomException::ConstraintError(_)) => ShelfFault::Elsewhere,
        // The name is fixed by the standard; only messages differ between browsers.
        Error::DomException(DomException::Other(other)) => match other.name().as_str() {
            "QuotaExceededError" => ShelfFault::Full,
            "SecurityError" | "NotAllowedError" => ShelfFault::Refused,
            _ => ShelfFault::Failed,
        },
        _ => ShelfFault::Failed,
    }
}
