//! The store and the shelf without a browser, in the words of the work.
//!
//! A [`Reader`] is the store's pure step over a shelf in memory: what a person does is told to it, and
//! what lies on the shelf is read as the next start of the program would read it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]

use std::rc::Rc;

use caseread_app::route::Route;

use caseread_app::store::{Action, AppState, Keeping, Light, Notice, Open, step};
use domain::{
    CaseId, DeviceId, Inspection, InspectionField, InspectionId, ReadingId, Reference, Target,
};
use shelf::{OpenFault, Settings, Shelf, ShelfFault};
use wire::store::Tip;

mod joining;
mod reopening;
mod undoing;

/// A person reading, without a browser.
struct Reader {
    state: AppState,
    shelf: Rc<Shelf>,
    now: u64,
}

impl Reader {
    /// Begins a new inspection with one court case.
    async fn begins() -> Self {
        let shelf = Rc::new(Shelf::in_memory());
        let settings = Settings {
            device: DeviceId::new(7),
            reader: "AB".to_owned(),
            copies_on_request: false,
        };
        let state = AppState::new(Route::Home, Keeping::Browser, settings);
        let mut reader = Self { state, shelf, now: 1_700_000_000_000 };
        let edition = frameworks::named("youth-justice-2021").unwrap().read().unwrap();
        let inspection = Inspection::new(id());
        reader
            .shelf
            .adopt(&edition, &inspection, Vec::new(), Vec::new(), Tip::default())
            .await
            .unwrap();
        reader.opens().await;
        reader.alters(&[
            (Target::Inspection(InspectionField::Service), "Northtown"),
            (Target::Case(case()), "court 001"),
            (Target::Reading(case(), reading()), "AB"),
        ]);
        reader
    }

    fn tell(&mut self, action: Action) {
        if let Some(next) = step(&self.state, action) {
            self.state = next;
        }
    }

    async fn opens(&mut self) {
        let open = Open::read(&self.shelf, id()).await.unwrap();
        self.tell(Action::Opened(Box::new(open)));
    }

    fn alters(&mut self, edits: &[(Target, &str)]) {
        self.now += 1_000;
        let edits =
            edits.iter().map(|(target, text)| (*target, Some((*text).to_owned()))).collect();
        self.tell(Action::Edited { edits, at: self.now });
    }

    fn answers(&mut self, prompt: &str, answer: &str) {
        let prompt = Reference::new(prompt).unwrap();
        self.alters(&[(Target::Answer(case(), reading(), prompt), answer)]);
    }

    /// Writes the outbox, as the page does after each drawing.
    async fn is_saved(&mut self) {
        let open = self.open();
        let (changes, id) = (open.outbox.clone(), open.inspection.id);
        self.shelf.append(id, &changes).await.unwrap();
        let through = changes.last().map_or(0, |change| change.stamp.clock);
        self.tell(Action::Committed(id, through));
    }

    /// Lets the snapshot follow, as the page does when a screen is left.
    async fn snapshot_follows(&mut self) -> Rc<Inspection> {
        let open = self.open().clone();
        self.shelf.checkpoint(&open.edition, &open.inspection, &open.altered).await.unwrap();
        open.inspection
    }

    fn open(&self) -> &Open {
        self.state.open.as_ref().unwrap()
    }

    /// What the next start of the program would find.
    async fn next_start_finds(&self) -> Inspection {
        self.shelf.load(id()).await.unwrap().inspection
    }
}

fn id() -> InspectionId {
    InspectionId::new(1)
}

fn case() -> CaseId {
    CaseId::new(2)
}

fn reading() -> ReadingId {
    ReadingId::new(3)
}

#[tokio::test]
async fn what_is_saved_is_there_at_the_next_start() {
    let mut reader = Reader::begins().await;
    reader.answers("2.1.1a", "yes");
    reader.is_saved().await;
    assert_eq!(reader.state.light(), Light::Saved);
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn the_light_is_never_green_while_a_word_is_on_its_way() {
    let mut reader = Reader::begins().await;
    assert_eq!(reader.state.light(), Light::Saving);
    reader.is_saved().await;
    reader.tell(Action::Typed);
    assert_eq!(reader.state.light(), Light::Saving);
    reader.answers("2.1.1a", "yes");
    assert_eq!(reader.state.light(), Light::Saving);
    reader.tell(Action::WriteFailed(ShelfFault::Full));
    assert_eq!(reader.state.light(), Light::Failed(ShelfFault::Full));
    reader.tell(Action::RetryDue);
    reader.is_saved().await;
    assert_eq!(reader.state.light(), Light::Saved);
}

#[tokio::test]
async fn a_failed_write_keeps_every_change_for_the_next_one() {
    let mut reader = Reader::begins().await;
    reader.is_saved().await;
    reader.answers("2.1.1a", "yes");
    reader.tell(Action::WriteFailed(ShelfFault::Failed));
    reader.answers("2.1.1b", "no");
    assert_eq!(reader.open().outbox.len(), 2);
    reader.is_saved().await;
    assert!(reader.open().outbox.is_empty());
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn a_change_made_while_others_are_written_stays_in_the_outbox() {
    let mut reader = Reader::begins().await;
    let written = reader.open().outbox.clone();
    reader.answers("2.1.1a", "yes");
    let through = written.last().unwrap().stamp.clock;
    reader.tell(Action::Committed(id(), through));
    let left: Vec<_> = reader.open().outbox.iter().map(|one| one.after.clone().unwrap()).collect();
    assert_eq!(left, ["yes"]);
}

#[tokio::test]
async fn a_snapshot_and_the_changes_after_it_make_the_whole() {
    let mut reader = Reader::begins().await;
    reader.is_saved().await;
    let written = reader.snapshot_follows().await;
    reader.tell(Action::Checkpointed(written));
    assert!(reader.open().altered.is_empty());
    reader.answers("2.1.1a", "no");
    reader.is_saved().await;
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn what_was_answered_on_one_visit_is_there_after_the_snapshot_of_the_next() {
    let mut reader = Reader::begins().await;
    reader.is_saved().await;
    reader.answers("2.1.1a", "yes");
    reader.is_saved().await;
    // The second visit replays the answer; leaving a screen then writes a snapshot.
    reader.opens().await;
    reader.snapshot_follows().await;
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn a_case_altered_while_the_snapshot_is_written_goes_into_the_next_one() {
    let mut reader = Reader::begins().await;
    reader.is_saved().await;
    let written = reader.snapshot_follows().await;
    reader.answers("2.1.1a", "no");
    reader.is_saved().await;
    reader.tell(Action::Checkpointed(written));
    assert_eq!(*reader.open().altered, [case()]);
    reader.snapshot_follows().await;
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn a_second_window_that_writes_in_the_same_place_is_told() {
    let mut one = Reader::begins().await;
    one.is_saved().await;
    let mut other = Reader { state: one.state.clone(), shelf: one.shelf.clone(), now: one.now };
    one.answers("2.1.1a", "yes");
    one.is_saved().await;
    other.answers("2.1.1a", "no");
    let outbox = other.open().outbox.clone();
    assert_eq!(other.shelf.append(id(), &outbox).await, Err(ShelfFault::Elsewhere));
    assert_eq!(other.next_start_finds().await, *one.open().inspection);
}

#[tokio::test]
async fn a_refused_edit_alters_nothing_and_is_told() {
    let mut reader = Reader::begins().await;
    let before = reader.open().inspection.clone();
    // A second case with the number of the first: neither the case nor its reading may stay.
    let second = CaseId::new(9);
    reader.alters(&[
        (Target::Case(second), "court 001"),
        (Target::Reading(second, ReadingId::new(10)), "AB"),
    ]);
    assert_eq!(reader.open().inspection, before);
    assert!(matches!(reader.state.notice.as_deref(), Some(Notice::Refused(_))));
}

#[tokio::test]
async fn an_inspection_that_is_not_there_is_told_apart_from_one_that_cannot_be_read() {
    let shelf = Shelf::in_memory();
    assert!(matches!(shelf.load(id()).await, Err(OpenFault::NotThere)));
}
