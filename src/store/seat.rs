//! The seat at an inspection: one window writes, the others look on and can take over.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::InspectionId;
use shelf::{OpenFault, ShelfFault};
use yew::platform::spawn_local;

use crate::browser::clock;
use crate::browser::turn::{Ask, Lock, Waiting, Wire, lock};

use super::{Action, Desk, Open, Standing};

/// How long a window that is asked to hand over has for what it still has to save, in milliseconds.
const GRACE: u32 = 1_500;
/// How often a wait looks again, in milliseconds.
const LOOK: u32 = 50;
/// Words that come in a flock are heeded once, after so many milliseconds.
const FLOCK: u32 = 120;

/// This window's seat at an inspection.
pub struct Seat {
    desk: Desk,
    id: InspectionId,
    is_left: Cell<bool>,
    is_told: Cell<bool>,
    lock: RefCell<Option<Lock>>,
    waiting: RefCell<Option<Waiting>>,
    wire: RefCell<Option<Wire>>,
}

impl Seat {
    /// Sits down at an inspection that was opened: to write if nobody does, else to look on.
    pub fn take(desk: Desk, id: InspectionId) -> Rc<Self> {
        let seat = Rc::new(Self {
            desk,
            id,
            is_left: Cell::new(false),
            is_told: Cell::new(false),
            lock: RefCell::default(),
            waiting: RefCell::default(),
            wire: RefCell::default(),
        });
        let hearer = Rc::downgrade(&seat);
        let wire = Wire::listen(move |word| {
            if let Some(seat) = hearer.upgrade() {
                seat.hear(&word);
            }
        });
        *seat.wire.borrow_mut() = Some(wire);
        let sitting = seat.clone();
        spawn_local(async move {
            match sitting.ask(Ask::IfFree).await {
                Some(lock) => sitting.write(lock, false).await,
                None => sitting.look_on(),
            }
        });
        seat
    }

    /// Gets up: another window may write.
    pub fn leave(&self) {
        self.is_left.set(true);
        self.call_off();
        self.lock.take();
        self.wire.take();
    }

    /// Tells the other windows that something was saved.
    pub fn say_saved(&self) {
        self.say("saved");
    }

    /// Takes the right to write from the window that has it. A window that does not answer, since it was
    /// frozen or hangs, is not waited for: whatever it writes later is refused.
    pub async fn take_over(self: Rc<Self>) {
        self.say("hand over");
        let mut waited = 0;
        while !self.writes() && waited < 2 * GRACE {
            clock::wait(LOOK).await;
            waited += LOOK;
        }
        if self.writes() || self.is_left.get() {
            return;
        }
        self.call_off();
        if let Some(lock) = self.ask(Ask::AtOnce).await {
            self.write(lock, true).await;
        }
    }

    fn writes(&self) -> bool {
        self.lock.borrow().is_some()
    }

    fn call_off(&self) {
        if let Some(waiting) = self.waiting.take() {
            waiting.call_off();
        }
    }

    fn say(&self, word: &str) {
        if let Some(wire) = &*self.wire.borrow() {
            wire.say(&format!("{word} {}", self.id));
        }
    }

    async fn ask(self: &Rc<Self>, ask: Ask<'_>) -> Option<Lock> {
        let loser = Rc::downgrade(self);
        let lost = move || {
            // A lock that was never held was called off, or was lost before it was taken up.
            if let Some(seat) = loser.upgrade().filter(|seat| seat.lock.take().is_some()) {
                seat.look_on();
            }
        };
        lock(&self.id.to_string(), ask, lost).await
    }

    /// Begins to write; `anew` where another window may have written since the inspection was read.
    async fn write(self: &Rc<Self>, lock: Lock, anew: bool) {
        if self.is_left.get() {
            return;
        }
        self.waiting.take();
        // A frozen window hears at once that it was given the lock and that it was taken: it would go on
        // as a second one that writes.
        if lock.is_lost() {
            return self.look_on();
        }
        *self.lock.borrow_mut() = Some(lock);
        self.go_on(anew).await;
    }

    /// Reads what another window has written although this one has the right to, and goes on from there.
    /// Gives whether this window has that right.
    pub async fn catch_up(&self) -> bool {
        self.go_on(true).await;
        self.writes()
    }

    /// Holds what is entered until it is known where it goes.
    pub fn pause(&self) {
        if self.writes() {
            self.tell(Standing::Asking);
        }
    }

    /// Writes again, unless another window has taken the right to meanwhile.
    pub fn resume(&self) {
        if self.writes() && !self.is_left.get() {
            self.tell(Standing::Writing);
        }
    }

    async fn go_on(&self, mut anew: bool) {
        while self.writes() && !self.is_left.get() {
            if anew {
                self.read_again().await;
            }
            match self.desk.shelf.take_turn(self.id).await {
                Err(ShelfFault::Elsewhere) => anew = true,
                // A store that fails is told when something is saved.
                _ => break,
            }
        }
        self.resume();
    }

    /// Looks on until the window that writes lets go.
    fn look_on(self: &Rc<Self>) {
        if self.is_left.get() {
            return;
        }
        self.tell(Standing::LookingOn);
        let Some(waiting) = Waiting::new() else { return };
        *self.waiting.borrow_mut() = Some(waiting.clone());
        let seat = self.clone();
        spawn_local(async move {
            if let Some(lock) = seat.ask(Ask::WhenFree(&waiting)).await {
                seat.write(lock, true).await;
            }
        });
    }

    fn tell(&self, standing: Standing) {
        self.desk.tell(Action::Stands(self.id, standing));
    }

    async fn read_again(&self) {
        let opened = Open::read(&self.desk.shelf, self.id).await;
        if self.is_left.get() {
            return;
        }
        match opened {
            Ok(open) => self.desk.tell(Action::Opened(Box::new(open))),
            // Another window has given it a passphrase: here it has to be entered as well.
            Err(OpenFault::Shelf(ShelfFault::Locked)) => {
                self.leave();
                self.desk.tell(Action::Sealed(self.id, true));
                self.desk.tell(Action::Locked);
            }
            Err(_) => {}
        }
    }

    fn hear(self: &Rc<Self>, word: &str) {
        let Some(word) = word.strip_suffix(&self.id.to_string()) else { return };
        match word.trim() {
            "saved" if !self.writes() && !self.is_told.replace(true) => {
                let seat = self.clone();
                spawn_local(async move {
                    clock::wait(FLOCK).await;
                    seat.is_told.set(false);
                    if !seat.writes() {
                        seat.read_again().await;
                    }
                });
            }
            "hand over" if self.writes() => {
                let seat = self.clone();
                spawn_local(async move { seat.hand_over().await });
            }
            _ => {}
        }
    }

    /// Lets another window write, once everything here is saved or has had its time.
    async fn hand_over(self: Rc<Self>) {
        self.desk.send_drafts();
        // What is unsaved is known once it is drawn: let go before that, it would be written by nobody.
        clock::breathe().await;
        let mut waited = 0;
        while self.desk.unsaved.get() && waited < GRACE {
            clock::wait(LOOK).await;
            waited += LOOK;
        }
        self.lock.take();
        self.look_on();
    }
}
