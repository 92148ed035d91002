//! Undo and redo: what they set, what they leave alone, and that they are each other's way back.

use domain::{DeviceId, NoStep, StepBack, Steps, Target};
use proptest::prelude::*;

use crate::changes::{cell, content, started};
use crate::desk::{Desk, lines, target};

/// A desk at which every action is remembered.
struct Remembering {
    desk: Desk,
    steps: Steps,
    device: u64,
}

impl Remembering {
    fn from(desk: Desk) -> Self {
        Self { desk, steps: Steps::default(), device: 1 }
    }

    /// Does all lines in one go.
    fn does(&mut self, text: &str) {
        let made = self.desk.changes.len();
        self.desk.write(text);
        self.steps.record(self.desk.changes[made..].to_vec());
    }

    /// Somebody else works from now on: at this device, under this name.
    fn hands_over_to(&mut self, device: u64, reader: &'static str) {
        self.desk = self.desk.at_device(device);
        (self.desk.reader, self.device) = (reader, device);
    }

    fn goes(&mut self, way: StepBack) -> Result<(), NoStep> {
        let device = DeviceId::new(self.device);
        let inspection = &self.desk.inspection;
        let edits = self.steps.take(way, inspection, device, self.desk.reader)?;
        let made = self.desk.changes.len();
        for (target, after) in edits {
            self.desk.set(target, after).unwrap();
        }
        self.steps.took(way, self.desk.changes[made..].to_vec());
        Ok(())
    }

    fn value(&self, words: &str) -> String {
        self.desk.inspection.value(&target(words)).unwrap_or_default()
    }
}

/// Actions one a line, `undo` and `redo` among them; then what stands in a cell.
#[track_caller]
fn check(actions: &str, cells: &str) {
    let mut one = Remembering::from(started());
    for action in actions.lines().map(str::trim).filter(|line| !line.is_empty()) {
        match action {
            "undo" => drop(one.goes(StepBack::Undo)),
            "redo" => drop(one.goes(StepBack::Redo)),
            _ => match action.strip_prefix("now ").and_then(|who| who.split_once(' ')) {
                Some((device, "CD")) => one.hands_over_to(device.parse().unwrap(), "CD"),
                Some((device, _)) => one.hands_over_to(device.parse().unwrap(), "AB"),
                None => one.does(action),
            },
        }
    }
    for line in lines(cells) {
        let (words, expected) = line.split_once(':').unwrap();
        assert_eq!(one.value(words), expected.trim(), "{words} after {actions}");
    }
}

#[test]
fn undo_takes_back_the_last_action_and_then_the_one_before() {
    check("1 2.1.1a: yes\n1 2.1.1a: no\nundo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\n1 2.1.1a: no\nundo\nundo", "1 2.1.1a:");
    check("1 2.1.1a: yes\n1 2.1.2: sufficient\nundo\nundo\nundo", "1 2.1.1a:; 1 2.1.2:");
}

#[test]
fn what_was_altered_in_one_go_is_taken_back_in_one_go() {
    check(
        "1 2.1.1a: yes; 1 2.1.1a note: late; 1 safety: low\nundo",
        "1 2.1.1a:; 1 2.1.1a note:; 1 safety:",
    );
    check("1 2.1.1a: yes; 1 2.1.1a: no\nundo", "1 2.1.1a:");
}

#[test]
fn redo_does_again_what_was_taken_back_until_something_else_is_done() {
    check("1 2.1.1a: yes\nundo\nredo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\n1 2.1.1a: no\nundo\nundo\nredo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\nundo\n1 2.1.2: sufficient\nredo", "1 2.1.1a:; 1 2.1.2: sufficient");
}

#[test]
fn evidence_that_was_begun_is_removed_again_and_comes_back() {
    check("e2 place: 1.1.1\nundo", "e2 place:");
    check("e2 place: 1.1.1\nundo\nredo", "e2 place: 1.1.1");
    check("e1 place:\nundo", "e1 place: 1.1.1");
}

#[test]
fn nobody_takes_back_what_another_did() {
    check("1 2.1.1a: yes\nnow 1 CD\nundo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\nnow 2 AB\nundo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\nnow 1 CD\n1 2.1.2: sufficient\nundo\nundo", "1 2.1.1a: yes; 1 2.1.2:");
    check("1 2.1.1a: yes\nnow 1 CD\n1 2.1.1a: no\nnow 1 AB\nundo", "1 2.1.1a: no");
    // They came to the same value by way of another: it is theirs all the same.
    check("1 2.1.1a: yes\nnow 1 CD\n1 2.1.1a: no\n1 2.1.1a: yes\nnow 1 AB\nundo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\nnow 1 CD\n1 2.1.1a: no\nundo\nnow 1 AB\nundo", "1 2.1.1a: yes");
    check("1 2.1.1a: yes\nundo\nnow 1 CD\n1 2.1.1a: no\nnow 1 AB\nredo", "1 2.1.1a: no");
}

#[test]
fn a_case_a_reading_and_its_state_are_never_taken_back() {
    check("2: court 002; 2 reading: AB\nundo", "2: court 002; 2 reading: AB");
    check("1 2.1.1a: yes\n1 state: complete\nundo", "1 state: complete; 1 2.1.1a:");
}

#[test]
fn it_says_what_was_altered_since_and_by_whom() {
    let mut one = Remembering::from(started());
    one.does("1 2.1.1a: yes");
    let mut other = Remembering::from(one.desk.clone());
    other.hands_over_to(2, "CD");
    other.does("1 2.1.1a: no; 1 2.1.1b: no; 1 2.1.1a: yes");
    let theirs = other.desk.changes[one.desk.changes.len()..].to_vec();
    for change in &theirs {
        one.desk.inspection.apply(&one.desk.framework, change).unwrap();
    }
    let cell: Target = target("1 2.1.1a");
    let mut unaware = Remembering { desk: one.desk.clone(), steps: one.steps.clone(), device: 1 };
    one.steps.meet(&theirs);
    one.steps.meet(&theirs);
    let by = Some("CD".to_owned());
    assert_eq!(one.goes(StepBack::Undo), Err(NoStep::AlteredSince(cell, by)));
    assert_eq!(one.value("1 2.1.1a"), "yes");
    // That step is gone: what comes next is the one before it, and there is none.
    assert_eq!(one.goes(StepBack::Undo), Err(NoStep::Nothing));
    // Without word of the changes the value alone tells.
    unaware.desk.set(cell, Some("no".to_owned())).unwrap();
    assert_eq!(unaware.goes(StepBack::Undo), Err(NoStep::AlteredSince(cell, None)));
}

#[test]
fn what_others_did_before_does_not_stand_in_the_way() {
    let mut one = Remembering::from(started());
    let mut other = Remembering::from(one.desk.clone());
    other.hands_over_to(2, "CD");
    other.does("1 2.1.1a: no");
    one.does("1 2.1.2: sufficient");
    one.does("1 2.1.1a: yes");
    one.steps.meet(&other.desk.changes);
    assert_eq!(one.goes(StepBack::Undo), Ok(()));
    assert_eq!(one.value("1 2.1.1a"), "");
}

#[test]
fn two_hundred_steps_are_remembered() {
    let mut one = Remembering::from(started());
    for n in 0..205 {
        one.does(&format!("1 2.1.1a note: {n}"));
    }
    let taken = (0..300).take_while(|_| one.goes(StepBack::Undo).is_ok()).count();
    assert_eq!((taken, one.value("1 2.1.1a note").as_str()), (200, "4"));
}

/// Actions of one cell to three that can be taken back.
fn actions() -> impl Strategy<Value = Vec<Vec<String>>> {
    let undoable = cell().prop_filter("what cannot be taken back", |line| {
        let (words, _) = line.split_once(':').unwrap();
        target(words).can_be_undone()
    });
    prop::collection::vec(prop::collection::vec(undoable, 1..4), 0..20)
}

proptest! {
    #[test]
    fn as_many_undos_as_edits_give_back_the_beginning_and_as_many_redos_the_end(work in actions()) {
        let mut one = Remembering::from(started());
        let mut states = vec![timeless(content(&one.desk.inspection))];
        for action in &work {
            one.does(&action.join(";"));
            let now = timeless(content(&one.desk.inspection));
            // An action that came to nothing is none.
            if states.last() != Some(&now) {
                states.push(now);
            }
        }
        for state in states.iter().rev().skip(1) {
            one.goes(StepBack::Undo).unwrap();
            prop_assert_eq!(&timeless(content(&one.desk.inspection)), state);
        }
        prop_assert_eq!(one.goes(StepBack::Undo), Err(NoStep::Nothing));
        for state in states.iter().skip(1) {
            one.goes(StepBack::Redo).unwrap();
            prop_assert_eq!(&timeless(content(&one.desk.inspection)), state);
        }
        prop_assert_eq!(one.goes(StepBack::Redo), Err(NoStep::Nothing));
    }

    #[test]
    fn undo_and_redo_come_to_where_they_were(work in actions()) {
        let mut one = Remembering::from(started());
        for action in &work {
            one.does(&action.join(";"));
        }
        let before = timeless(content(&one.desk.inspection));
        if one.goes(StepBack::Undo).is_ok() {
            one.goes(StepBack::Redo).unwrap();
        }
        prop_assert_eq!(timeless(content(&one.desk.inspection)), before);
    }

    /// Two people at one browser and a third elsewhere: whatever they undo, only own values go.
    #[test]
    fn an_undo_sets_nothing_but_cells_that_person_altered_last(
        work in prop::collection::vec((0_usize..3, prop::option::of(cell())), 0..40),
    ) {
        let people = [(1, "AB"), (1, "CD"), (2, "EF")];
        let mut one = Remembering::from(started());
        for (who, line) in work {
            let (device, reader) = people[who];
            one.hands_over_to(device, reader);
            let Some(line) = line else {
                let made = one.desk.changes.len();
                let _ = one.goes(StepBack::Undo);
                for change in &one.desk.changes[made..] {
                    let last = one.desk.changes[..made].iter().rfind(|old| old.target == change.target);
                    let last = &last.unwrap().stamp;
                    let person = (last.device, last.reader.as_str());
                    prop_assert_eq!(person, (DeviceId::new(device), reader));
                }
                continue;
            };
            one.does(&line);
        }
    }
}

/// Without the time at which the panel's ratings were given: to give one again is to give it later.
fn timeless(mut inspection: domain::Inspection) -> domain::Inspection {
    let record = std::sync::Arc::make_mut(&mut inspection.record);
    record.given.values_mut().for_each(|given| given.at = 0);
    inspection
}
