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
    held: RefCell<Sorted<Target, AttrValue>>,
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
        self.held.borrow_mut().remove(&target);
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

    /// Keeps back what was typed and not taken over, so that it goes along with the next edit of its case.
    /// Gives whether there was any.
    pub fn hold(&self, edits: &[(Target, Option<String>)]) -> bool {
        let (typed, mut held) = (self.typed.borrow(), self.held.borrow_mut());
        for (target, _) in edits {
            if let Some(text) = typed.get(target) {
                held.insert(*target, text.clone());
            }
        }
        !held.is_empty()
    }

    /// Takes what was kept back in the cases that these edits alter.
    pub fn take_held(&self, edits: &[(Target, Option<String>)]) -> Vec<(Target, Option<String>)> {
        let mut held = self.held.borrow_mut();
        let (mut taken, mut left) = (Vec::new(), Sorted::new());
        for (target, text) in std::mem::take(&mut *held) {
            if edits.iter().any(|(other, _)| other.case() == target.case()) {
                taken.push((target, Some(text.to_string())));
            } else {
                left.insert(target, text);
            }
        }
        *held = left;
        taken
    }

    /// Forgets all drafts: another inspection was opened.
    pub fn forget(&self) {
        self.typed.take();
        self.unsent.take();
        self.held.take();
    }
}
