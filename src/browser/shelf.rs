//! The shelf in this browser: its store, and the mirror beside it.

use shelf::{MirrorInMemory, Shelf, ShelfFault};

use crate::browser::cipher::WebCipher;
use crate::browser::idb::Idb;
use crate::browser::local::Local;

/// Opens the browser's store; where it refuses, memory, with the reason.
pub async fn open() -> (Shelf, Option<ShelfFault>) {
    match Idb::open().await {
        Ok(idb) => (Shelf::with_cipher(idb, Local, WebCipher), None),
        Err(fault) => (Shelf::in_memory(), Some(fault)),
    }
}

/// Opens an empty shelf to practise on, with a store of the same kind.
///
/// # Errors
/// Why the browser refuses it.
pub async fn open_practice() -> Result<Shelf, ShelfFault> {
    Ok(Shelf::new(Idb::open_practice().await?, MirrorInMemory::default()))
}

/// Takes the shelf to practise on off this computer, once nobody uses it.
///
/// # Errors
/// Why it is still there.
pub async fn forget_practice() -> Result<(), ShelfFault> {
    Idb::forget_practice().await
}
