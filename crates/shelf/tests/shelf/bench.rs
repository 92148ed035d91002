//! A store that can be made to fail, damaged and looked into, and a window that works on it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use domain::{
    CaseId, Change, DeviceId, Inspection, InspectionField, InspectionId, ReadingId, Reference,
    Target,
};
use futures::future::{FutureExt, LocalBoxFuture, pending};
use shelf::{
    Drawer, Loaded, Memory, MirrorInMemory, Pending, Read, Shelf, ShelfFault, Store, Write,
};
use tokio::time::sleep;
use wire::store::{self, Tip};

use crate::cipher::TestCipher;

/// How a call of the store goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Failing {
    /// It says so at once, for this reason, and nothing is done.
    Says(ShelfFault),
    /// It never answers, and nothing is done.
    Silent,
    /// It never answers, and does what was asked.
    SilentAndDone,
}

/// A store whose calls fail from one on, for so many.
#[derive(Default)]
pub struct Faulty {
    memory: Memory,
    n_calls: Cell<usize>,
    failing: Cell<Option<(Failing, usize, usize)>>,
    /// Whether nothing can be written while there is ballast.
    pub is_full: Cell<bool>,
}

impl Faulty {
    /// From now on, the `nth` call and those after it fail, `n_failing` in all.
    pub fn fail(&self, failing: Failing, nth: usize, n_failing: usize) {
        self.n_calls.set(0);
        self.failing.set(Some((failing, nth, nth + n_failing)));
    }

    fn fails_now(&self) -> Option<Failing> {
        self.n_calls.set(self.n_calls.get() + 1);
        let (failing, from, to) = self.failing.get()?;
        (from..to).contains(&self.n_calls.get()).then_some(failing)
    }

    /// Every text of a drawer.
    pub async fn texts(&self, drawer: Drawer) -> Vec<String> {
        let all = Read { drawer, from: String::new(), to: Some("~".to_owned()) };
        self.memory.read(vec![all]).await.unwrap().remove(0)
    }

    /// Writes past every check.
    pub async fn meddle(&self, writes: Vec<Write>) {
        self.memory.commit(writes).await.unwrap();
    }

    async fn has_ballast(&self) -> bool {
        self.texts(Drawer::Settings).await.iter().any(|text| text == "laid")
    }
}

impl Store for Faulty {
    fn commit(&self, writes: Vec<Write>) -> Pending<'_, ()> {
        let failing = self.fails_now();
        async move {
            let frees = writes.iter().all(|one| matches!(one, Write::Clear { .. }));
            if self.is_full.get() && !frees && self.has_ballast().await {
                return Err(ShelfFault::Full);
            }
            match failing {
                None => self.memory.commit(writes).await,
                Some(Failing::Says(fault)) => Err(fault),
                Some(Failing::Silent) => pending().await,
                Some(Failing::SilentAndDone) => {
                    self.memory.commit(writes).await.unwrap();
                    pending().await
                }
            }
        }
        .boxed_local()
    }

    fn read(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        match self.fails_now() {
            None => self.memory.read(reads),
            Some(Failing::Says(fault)) => async move { Err(fault) }.boxed_local(),
            Some(_) => pending().boxed_local(),
        }
    }

    fn keys(&self, reads: Vec<Read>) -> Pending<'_, Vec<Vec<String>>> {
        match self.fails_now() {
            None => self.memory.keys(reads),
            Some(Failing::Says(fault)) => async move { Err(fault) }.boxed_local(),
            Some(_) => pending().boxed_local(),
        }
    }

    fn wait(&self, milliseconds: u32) -> LocalBoxFuture<'_, ()> {
        sleep(Duration::from_millis(milliseconds.into())).boxed_local()
    }
}

/// A computer: its store and its mirror, which outlive every window.
#[derive(Clone, Default)]
pub struct Computer {
    pub store: Rc<Faulty>,
    pub mirror: Rc<MirrorInMemory>,
}

impl Computer {
    /// A computer with an inspection of one case.
    pub async fn with_an_inspection() -> (Self, Window) {
        Self::begun(None).await
    }

    /// As `with_an_inspection`; it has a passphrase from the beginning.
    pub async fn with_a_locked_inspection(passphrase: &str) -> (Self, Window) {
        Self::begun(Some(passphrase)).await
    }

    async fn begun(passphrase: Option<&str>) -> (Self, Window) {
        let computer = Self::default();
        let shelf = computer.shelf();
        if let Some(passphrase) = passphrase {
            shelf.begin_locked(id(), passphrase, "begun in May", 5).await.unwrap();
        }
        let edition = frameworks::named("youth-justice-2021").unwrap().read().unwrap();
        let inspection = Inspection::new(id());
        shelf.adopt(&edition, &inspection, Vec::new(), Vec::new(), Tip::default()).await.unwrap();
        let mut window = match passphrase {
            Some(passphrase) => computer.unlocks(passphrase).await,
            None => computer.opens().await,
        };
        window.alters(Target::Inspection(InspectionField::Service), "Northtown");
        window.alters(Target::Case(CaseId::new(2)), "court 001");
        window.alters(Target::Reading(CaseId::new(2), ReadingId::new(3)), "AB");
        window.saves().await.unwrap();
        (computer, window)
    }

    pub fn shelf(&self) -> Shelf {
        Shelf::with_cipher(self.store.clone(), self.mirror.clone(), TestCipher)
    }

    /// A window that opens the inspection anew.
    pub async fn opens(&self) -> Window {
        Self::loads(self.shelf()).await
    }

    /// A window that unlocks the inspection and opens it.
    pub async fn unlocks(&self, passphrase: &str) -> Window {
        let shelf = self.shelf();
        shelf.unlock(id(), passphrase).await.unwrap();
        Self::loads(shelf).await
    }

    async fn loads(shelf: Shelf) -> Window {
        let loaded = shelf.load(id()).await.unwrap();
        Window { shelf, inspection: loaded.inspection.clone(), loaded, outbox: RefCell::default() }
    }
}

/// A window with the inspection in hand.
pub struct Window {
    pub shelf: Shelf,
    pub loaded: Loaded,
    pub inspection: Inspection,
    outbox: RefCell<Vec<Change>>,
}

impl Window {
    /// Enters and saves half a thousand letters, and lets the mirror follow.
    pub async fn keeps_a_long_note(&mut self, at: usize) {
        self.notes(&format!("{at} {}", "a long note ".repeat(40)));
        self.saves().await.unwrap();
        self.shelf.follow(id()).await.unwrap();
    }

    pub fn alters(&mut self, target: Target, text: &str) {
        let change =
            self.inspection.change(DeviceId::new(7), "AB", 1, target, Some(text.to_owned()));
        let change = change.unwrap();
        self.inspection.apply(&self.loaded.edition.framework, &change).unwrap();
        self.outbox.borrow_mut().push(change);
    }

    /// Writes a note, another one each time.
    pub fn notes(&mut self, text: &str) {
        let prompt = Reference::new("2.1.1a").unwrap();
        self.alters(Target::Note(CaseId::new(2), ReadingId::new(3), prompt), text);
    }

    pub async fn saves(&self) -> Result<(), ShelfFault> {
        self.shelf.append(id(), &self.unsaved()).await?;
        self.outbox.borrow_mut().clear();
        Ok(())
    }

    /// What is not saved yet.
    pub fn unsaved(&self) -> Vec<Change> {
        self.outbox.borrow().clone()
    }

    /// Tries to save something that nobody typed.
    pub async fn saves_nothing(&self) -> Result<(), ShelfFault> {
        self.shelf.take_turn(id()).await
    }

    pub async fn takes_a_snapshot(&self) {
        let cases: Vec<CaseId> = self.inspection.cases.keys().copied().collect();
        let edition = &self.loaded.edition;
        self.shelf.checkpoint(edition, &self.inspection, &cases).await.unwrap();
    }
}

pub fn id() -> InspectionId {
    InspectionId::new(1)
}

/// The segments of the journal as changes, each with the link it carries.
pub fn segments(texts: &[String]) -> Vec<store::Segment> {
    texts.iter().map(|text| store::read_segment(text).unwrap()).collect()
}
