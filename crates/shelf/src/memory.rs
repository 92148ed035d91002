//! The same store in memory: for tests, and for when the browser refuses its own.

use std::cell::RefCell;
use std::future::ready;

use domain::Sorted;
use futures::future::{FutureExt, LocalBoxFuture};

use crate::{Drawer, Mirror, Pending, Read, ShelfFault, Store, Write};

/// A store that is gone when the page is closed.
#[derive(Default)]
pub struct Memory {
    texts: RefCell<Sorted<(Drawer, String), String>>,
}

impl Memory {
    fn commit_now(&self, writes: Vec<Write>) -> Result<(), ShelfFault> {
        let mut texts = self.texts.borrow().clone();
        for write in writes {
            match write {
                Write::Expect { drawer, key, text } => {
                    if texts.get(&(drawer, key)) != text.as_ref() {
                        return Err(ShelfFault::Elsewhere);
                    }
                }
                Write::Put { drawer, key, text } => {
                    texts.insert((drawer, key), text);
                }
                Write::Add { drawer, key, text } => {
                    if texts.insert((drawer, key), text).is_some() {
                        return Err(ShelfFault::Elsewhere);
                    }
                }
                Write::Clear { drawer, from, to } => {
                    texts.retain(|(one, key), _| *one != drawer || *key < from || *key >= to);
                }
            }
        }
        *self.texts.borrow_mut() = texts;
        Ok(())
    }

    fn found(&self, reads: &[Read], take: fn(&str, &str) -> String) -> Vec<Vec<String>> {
        let texts = self.texts.borrow();
        let found = reads.iter().map(|read| {
            let wanted = |key: &str| match &read.to {
                None => key == read.from,
                Some(to) => *read.from <= *key && *key < **to,
            };
            let found = texts.iter().filter(|((one, key), _)| *one == read.drawer && wanted(key));
            found.map(|((_, key), text)| take(key, text)).collect()
        });
        found.collect()
    }
}

impl Store for Memory {
    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        ready(self.commit_now(writes)).boxed_local()
    }

    fn read(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        ready(Ok(self.found(&reads, |_, text| text.to_owned()))).boxed_local()
    }

    fn keys(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        ready(Ok(self.found(&reads, |key, _| key.to_owned()))).boxed_local()
    }

    // Memory answers at once, so that nothing is waited for that could take its time.
    fn wait(&self, _: u32) -> LocalBoxFuture<'_, ()> {
        futures::future::pending().boxed_local()
    }
}

/// A mirror that is gone when the page is closed.
#[derive(Default)]
pub struct MirrorInMemory {
    texts: RefCell<Sorted<String, String>>,
}

impl Mirror for MirrorInMemory {
    fn keys(&self) -> Vec<String> {
        self.texts.borrow().keys().cloned().collect()
    }

    fn get(&self, key: String) -> LocalBoxFuture<'_, Option<String>> {
        ready(self.texts.borrow().get(&key).cloned()).boxed_local()
    }

    fn put(&self, key: String, text: String) -> Pending<'_, ()> {
        self.texts.borrow_mut().insert(key, text);
        ready(Ok(())).boxed_local()
    }

    fn forget(&self, key: &str) {
        self.texts.borrow_mut().remove(&key.to_owned());
    }
}
