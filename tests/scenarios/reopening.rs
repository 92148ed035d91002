//! A complete reading that is altered: asked once for the reason, all or nothing.

use caseread_app::store::{Action, Light, Notice};
use domain::{ReadingState, Reference, StepBack, Target};

use crate::{Reader, case, reading};

impl Reader {
    async fn completes() -> Self {
        let mut reader = Self::begins().await;
        reader.answers("2.1.1a", "yes");
        reader.alters(&[(Target::State(case(), reading()), "complete")]);
        reader.is_saved().await;
        reader
    }

    fn is_asked(&self) -> bool {
        self.state.asking.is_some()
    }

    fn gives(&mut self, reason: &str) {
        self.now += 1_000;
        self.tell(Action::ReasonGiven { reason: reason.to_owned(), at: self.now });
    }

    fn state_of_reading(&self) -> ReadingState {
        let case = &self.open().inspection.cases[&case()];
        case.counting_reading().unwrap().state.clone()
    }
}

fn reopened(reason: &str) -> ReadingState {
    ReadingState::Reopened(reason.to_owned())
}

#[tokio::test]
async fn nothing_is_altered_before_the_reason_is_given() {
    let mut reader = Reader::completes().await;
    reader.answers("2.1.1a", "no");
    assert!(reader.is_asked());
    assert_eq!(reader.state.light(), Light::Saving);
    assert_eq!((reader.answer("2.1.1a").as_str(), reader.open().outbox.len()), ("yes", 0));
    reader.tell(Action::ReasonDeclined { held: false });
    assert!(!reader.is_asked());
    assert_eq!(reader.state.light(), Light::Saved);
    assert_eq!((reader.answer("2.1.1a").as_str(), reader.open().outbox.len()), ("yes", 0));
    assert_eq!(reader.state_of_reading(), ReadingState::Complete);
}

#[tokio::test]
async fn the_reason_reopens_it_and_it_is_asked_once() {
    let mut reader = Reader::completes().await;
    reader.answers("2.1.1a", "no");
    reader.gives(" A note was wrong. ");
    assert_eq!(reader.state_of_reading(), reopened("A note was wrong."));
    assert_eq!(reader.answer("2.1.1a"), "no");
    let [first, second] = &reader.open().outbox[..] else { panic!("two changes") };
    assert_eq!(first.target, Target::State(case(), reading()));
    assert_eq!((first.stamp.at, first.stamp.reader.as_str()), (second.stamp.at, "AB"));
    reader.answers("2.1.1b", "no");
    assert!(!reader.is_asked());
    reader.alters(&[(Target::State(case(), reading()), "complete")]);
    reader.answers("2.1.1b", "yes");
    assert!(reader.is_asked(), "complete again, so asked again");
    reader.is_saved().await;
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
}

#[tokio::test]
async fn what_follows_before_the_question_shows_waits_with_it() {
    let mut reader = Reader::completes().await;
    reader.answers("2.1.1a", "no");
    reader.answers("2.1.1b", "no");
    reader.gives("Struck too soon.");
    assert_eq!((reader.answer("2.1.1a").as_str(), reader.answer("2.1.1b").as_str()), ("no", "no"));
}

#[tokio::test]
async fn an_alteration_that_is_refused_reopens_nothing() {
    let mut reader = Reader::completes().await;
    reader.answers("9.9.9z", "no");
    reader.gives("It was wrong.");
    assert!(matches!(reader.state.notice.as_deref(), Some(Notice::Refused(_))));
    assert_eq!(reader.state_of_reading(), ReadingState::Complete);
    assert!(reader.open().outbox.is_empty() && !reader.is_asked());
}

#[tokio::test]
async fn undo_asks_as_well_and_goes_on_once_there_is_a_reason() {
    let mut reader = Reader::completes().await;
    reader.steps(StepBack::Undo);
    assert!(reader.is_asked());
    assert_eq!(reader.answer("2.1.1a"), "yes");
    reader.gives("Not the right case.");
    assert_eq!(reader.answer("2.1.1a"), "");
    reader.steps(StepBack::Redo);
    assert_eq!(reader.answer("2.1.1a"), "yes");
    assert!(!reader.is_asked());
    assert_eq!(reader.state_of_reading(), reopened("Not the right case."));
}

#[tokio::test]
async fn reopening_alone_needs_a_reason_too() {
    let mut reader = Reader::completes().await;
    reader.tell(Action::ReopenWanted(case(), reading()));
    assert_eq!(reader.state_of_reading(), ReadingState::Complete);
    reader.gives("The file came late.");
    assert_eq!(reader.state_of_reading(), reopened("The file came late."));
    let note = Target::Note(case(), reading(), Reference::new("2.1.1a").unwrap());
    reader.alters(&[(note, "Seen now.")]);
    assert!(!reader.is_asked());
}
