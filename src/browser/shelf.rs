//! The shelf in this browser: its store, and the mirror beside it.

use shelf::{Shelf, ShelfFault};

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
