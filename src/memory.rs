//! The same store in memory: for tests, and for when the browser refuses its own.

use std::cell::RefCell;

use domain::Sorted;

use crate::shelf::{Drawer, Read, ShelfFault, Write};

/// A store that is gone when the page is closed.
#[derive(Default)]
pub struct Memory {
    texts: RefCell<Sorted<(Drawer, String), String>>,
}

impl Memory {
    /// Commits all writes, or none.
    ///
    /// # Errors
    /// That a key to be added is there already.
    pub fn commit(&self, writes: Vec<Write>) -> Result<(), ShelfFault> {
        let mut texts = self.texts.borrow().clone();
        for write in writes {
            match write {
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

    /// Each read gives its texts in order of their keys.
    pub fn read(&self, reads: &[Read]) -> Vec<Vec<String>> {
        let texts = self.texts.borrow();
        let found = reads.iter().map(|read| {
            let wanted = |key: &str| match &read.to {
                None => key == read.from,
                Some(to) => *read.from <= *key && *key < **to,
            };
            let found = texts.iter().filter(|((one, key), _)| *one == read.drawer && wanted(key));
            found.map(|(_, text)| text.clone()).collect()
        });
        found.collect()
    }
}
