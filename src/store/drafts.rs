//! What is typed and not yet a change.
//!
//! A text field shows its draft where there is one, and the kept text otherwise: whatever makes the
//! screen draw again, the words stay. Drafts become changes shortly after the last key, when the
//! field is left, and when the page is hidden.

use std::cell::RefCell;
use std::rc::Rc;

use domain::{Sorted, Target};
use yew::AttrValue;

use crate::browser::clock::Later;

/// How long after the last key a draft becomes a change, in milliseconds. With the commit it stays
/// under the second that is promised.
const PAUSE: u32 = 600;

/// The drafts of the open inspection.
#[derive(Default)]
pub struct Drafts {
    typed: RefCell<Sorted<Target, AttrValue>>,
    unsent: RefCell<Sorted<Target, AttrValue>>,
    pause: RefCell<Option<Later>>,
}

impl Drafts {
    /// What a field shows: its draft, or the text that is kept.
    pub fn shown(&self, target: &Target, kept: AttrValue) -> AttrValue {
        let mut typed = self.typed.borrow_mut();
        match typed.get(target) {
            Some(draft) if *draft != kept => return draft.clone(),
            // It has become the kept text; from now on that one may alter under it.
            Some(_) => drop(typed.remove(target)),
            None => {}
        }
        kept
    }

    /// Takes what was typed. `send` is called once the pause is over.
    pub fn type_in(self: &Rc<Self>, target: Target, text: AttrValue, send: impl Fn() + 'static) {
        self.typed.borrow_mut().insert(target, text.clone());
        self.unsent.borrow_mut().insert(target, text);
        *self.pause.borrow_mut() = Some(Later::new(PAUSE, send));
    }

    /// Whether anything waits to be sent.
    pub fn is_empty(&self) -> bool {
        self.unsent.borrow().is_empty()
    }

    /// Takes everything that waits to be sent.
    pub fn take(&self) -> Vec<(Target, Option<String>)> {
        // The timer itself calls this: dropping it here would drop a closure that is running.
        let unsent = std::mem::take(&mut *self.unsent.borrow_mut());
        unsent.into_iter().map(|(target, text)| (target, Some(text.to_string()))).collect()
    }

    /// Forgets all drafts: another inspection was opened.
    pub fn forget(&self) {
        self.typed.take();
        self.unsent.take();
    }
}
