//! Undo and redo: new changes that are saved like any other.

use caseread_app::store::{Action, Said};
use domain::{Change, DeviceId, NoStep, Reference, StepBack, Target};

use crate::{Reader, case, id, reading};

impl Reader {
    pub(crate) fn steps(&mut self, way: StepBack) {
        self.now += 1_000;
        self.tell(Action::Stepped { way, at: self.now });
    }

    pub(crate) fn answer(&self, prompt: &str) -> String {
        self.open().inspection.value(&answer_to(prompt)).unwrap_or_default()
    }

    fn said(&self) -> Said {
        (**self.open().said.as_ref().unwrap()).clone()
    }

    /// A change that another device made to an answer meanwhile.
    fn theirs(&self, prompt: &str, answer: &str) -> Change {
        let (device, at) = (DeviceId::new(8), self.now);
        let target = answer_to(prompt);
        self.open().inspection.change(device, "CD", at, target, Some(answer.to_owned())).unwrap()
    }
}

fn answer_to(prompt: &str) -> Target {
    Target::Answer(case(), reading(), Reference::new(prompt).unwrap())
}

#[tokio::test]
async fn what_is_undone_is_saved_and_nothing_is_erased() {
    let mut reader = Reader::begins().await;
    reader.answers("2.1.1a", "yes");
    reader.answers("2.1.1a", "no");
    let n_changes = reader.open().outbox.len();
    reader.steps(StepBack::Undo);
    assert_eq!(
        (reader.answer("2.1.1a").as_str(), reader.open().outbox.len()),
        ("yes", n_changes + 1)
    );
    reader.steps(StepBack::Undo);
    assert_eq!(reader.answer("2.1.1a"), "");
    reader.steps(StepBack::Redo);
    reader.is_saved().await;
    assert_eq!(reader.next_start_finds().await, *reader.open().inspection);
    assert_eq!(reader.answer("2.1.1a"), "yes");
}

#[tokio::test]
async fn it_says_what_was_undone_until_the_next_edit() {
    let mut reader = Reader::begins().await;
    reader.answers("2.1.1a", "yes");
    reader.steps(StepBack::Undo);
    let Said::Took(StepBack::Undo, altered) = reader.said() else { panic!("{:?}", reader.said()) };
    assert_eq!((altered.len(), altered[0].target), (1, answer_to("2.1.1a")));
    assert_eq!((altered[0].before.as_deref(), &altered[0].after), (Some("yes"), &None));
    reader.answers("2.1.1b", "no");
    assert_eq!(reader.open().said, None);
}

#[tokio::test]
async fn with_nothing_left_it_says_so_and_a_begun_case_stays() {
    let mut reader = Reader::begins().await;
    reader.steps(StepBack::Undo);
    assert_eq!(reader.said(), Said::NotTaken(StepBack::Undo, NoStep::Nothing));
    assert!(reader.open().inspection.cases.contains_key(&case()));
    assert_eq!(reader.open().inspection.service, "Northtown");
}

#[tokio::test]
async fn what_a_file_brought_to_the_same_answer_is_not_undone() {
    let mut reader = Reader::begins().await;
    reader.answers("2.1.1a", "yes");
    let theirs = reader.theirs("2.1.1a", "no");
    let mut open = reader.open().clone();
    let mut inspection = (*open.inspection).clone();
    inspection.apply(&open.edition.framework, &theirs).unwrap();
    open.inspection = inspection.into();
    // As bringing a file in tells it: the inspection is opened anew, with more in it.
    open.steps = Default::default();
    reader.tell(Action::Opened(Box::new(open)));
    reader.tell(Action::Met(id(), vec![theirs]));
    reader.steps(StepBack::Undo);
    let why = NoStep::AlteredSince(answer_to("2.1.1a"), Some("CD".to_owned()));
    assert_eq!(reader.said(), Said::NotTaken(StepBack::Undo, why));
    assert_eq!(reader.answer("2.1.1a"), "no");
}
