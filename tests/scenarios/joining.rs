//! What was entered and not saved, when the inspection is read anew: it is joined with what is there.

use caseread_app::store::{Action, Light, Notice, Standing};
use domain::{CaseId, ReadingId, Reference, Target};
use shelf::ShelfFault;

use crate::{Reader, case, id, reading};

impl Reader {
    /// A second window on the same shelf, which knows what the first one knows.
    fn beside(&self) -> Self {
        Self { state: self.state.clone(), shelf: self.shelf.clone(), now: self.now }
    }

    fn stands(&mut self, standing: Standing) {
        self.tell(Action::Stands(id(), standing));
    }

    fn notice(&self) -> Option<&Notice> {
        self.state.notice.as_deref()
    }
}

/// Two windows that have read the same.
async fn two() -> (Reader, Reader) {
    let mut writer = Reader::begins().await;
    writer.answers("2.1.1a", "yes");
    writer.is_saved().await;
    let other = writer.beside();
    (writer, other)
}

#[tokio::test]
async fn what_waits_in_a_window_that_looks_on_is_told_and_saved_once_it_writes() {
    let (mut writer, mut other) = two().await;
    other.answers("2.1.1b", "no");
    other.stands(Standing::LookingOn);
    assert_eq!(other.state.light(), Light::Failed(ShelfFault::Elsewhere));
    writer.answers("2.1.1c", "yes");
    writer.is_saved().await;
    other.opens().await;
    assert_eq!((other.answer("2.1.1b"), other.answer("2.1.1c")), ("no".into(), "yes".into()));
    assert_eq!(other.state.light(), Light::Failed(ShelfFault::Elsewhere));
    other.stands(Standing::Writing);
    assert_eq!(other.state.light(), Light::Saving);
    other.is_saved().await;
    assert_eq!((other.state.light(), other.notice()), (Light::Saved, None));
    assert_eq!(other.next_start_finds().await, *other.open().inspection);
}

#[tokio::test]
async fn what_reached_the_store_all_the_same_is_not_saved_twice() {
    let (mut writer, mut other) = two().await;
    writer.answers("2.1.1b", "no");
    other.answers("2.1.1b", "no");
    writer.is_saved().await;
    other.opens().await;
    assert!(other.open().outbox.is_empty());
    assert_eq!(other.notice(), None);
}

#[tokio::test]
async fn an_entry_that_was_altered_meanwhile_stands_and_both_are_in_the_history() {
    let (mut writer, mut other) = two().await;
    let note = Target::Note(case(), reading(), Reference::new("2.1.1a").unwrap());
    writer.alters(&[(note, "Seen twice")]);
    writer.is_saved().await;
    other.alters(&[(note, "Seen o")]);
    other.alters(&[(note, "Seen once")]);
    other.opens().await;
    assert_eq!(other.open().inspection.value(&note).unwrap(), "Seen twice");
    assert_eq!(other.notice(), Some(&Notice::Overtaken(1)));
    let values = |after: &Option<String>| after.clone().unwrap_or_default();
    let entered: Vec<_> = other.open().outbox.iter().map(|one| values(&one.after)).collect();
    assert_eq!(entered, ["Seen once", "Seen twice"]);
    other.is_saved().await;
    assert_eq!(other.next_start_finds().await, *other.open().inspection);
}

#[tokio::test]
async fn what_has_no_place_any_more_is_shown_to_be_copied() {
    let (mut writer, mut other) = two().await;
    let begun = |case| {
        [
            (Target::Case(CaseId::new(case)), "court 002"),
            (Target::Reading(CaseId::new(case), ReadingId::new(case)), "AB"),
        ]
    };
    writer.alters(&begun(20));
    writer.is_saved().await;
    other.alters(&begun(21));
    other.opens().await;
    assert!(!other.open().inspection.cases.contains_key(&CaseId::new(21)));
    let Some(Notice::NotJoined(words)) = other.notice() else { panic!("{:?}", other.notice()) };
    assert_eq!(words, &["court 002", "AB"]);
}

#[tokio::test]
async fn what_the_store_has_lost_is_brought_back_from_the_screen() {
    let (_, early) = two().await;
    let mut late = early.beside();
    late.answers("2.1.1b", "no");
    late.answers("2.1.1a", "");
    late.is_saved().await;
    late.answers("2.1.1c", "yes");
    // The store of the same inspection as it was before: the second copy is some seconds behind.
    late.tell(Action::Opened(Box::new(early.open().clone())));
    let answers = ["2.1.1a", "2.1.1b", "2.1.1c"].map(|prompt| late.answer(prompt));
    assert_eq!(answers, ["", "no", "yes"]);
    assert_eq!(late.open().outbox.len(), 3);
    assert_eq!(late.notice(), None);
}
