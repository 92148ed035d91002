//! Undo and redo, by button and by key, on the reading and the service screens.

use crate::journeys::errands::{
    begins_an_inspection, is_saved, journal, opens_a_new_case, opens_the_example,
    records_what_decides, values,
};
use crate::person::Person;

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    records_what_decides(person).await;
}

#[tokio::test]
async fn the_last_edits_are_undone_one_by_one_and_done_again() {
    Person::works("undoes", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.chooses("2.1.2a…", "No").await;
        person.clicks("button", "Undo").await;
        person.sees_role("status", "Undone: 2.1.2a: No → unanswered").await;
        person.sees_value("2.1.2a…", "").await;
        person.clicks("button", "Undo").await;
        person.sees_role("status", "Undone: 2.1.1a: Yes → unanswered").await;
        person.sees_value("2.1.1a…", "").await;
        person.clicks("button", "Redo").await;
        person.sees_role("status", "Done again: 2.1.1a: unanswered → Yes").await;
        person.sees_value("2.1.1a…", "Yes").await;
        is_saved(person).await;
        // Nothing is erased: every step is a change of its own.
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1a"), ["yes", "", "yes"]);
        assert_eq!(values(&journal, "answer", "2.1.2a"), ["no", ""]);
        person.reloads().await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("2.1.2a…", "").await;
    })
    .await;
}

#[tokio::test]
async fn keys_undo_outside_of_text_fields_and_the_browsers_own_undo_stays_in_them() {
    Person::works("undo-keys", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.presses("Control+z").await;
        person.sees_value("2.1.1a…", "").await;
        person.presses("Control+Shift+z").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.presses("Control+z").await;
        person.sees_value("2.1.1a…", "").await;
        person.presses("Control+y").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1b", "A note.").await;
        person.presses("Control+z").await;
        person.sees_value("2.1.1a…", "Yes").await;
        is_saved(person).await;
        assert_eq!(
            values(&journal(person).await, "answer", "2.1.1a"),
            ["yes", "", "yes", "", "yes"]
        );
    })
    .await;
}

#[tokio::test]
async fn a_note_that_was_typed_is_undone_and_the_button_says_when_nothing_is_left() {
    Person::works("undo-note", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        person.clicks("button", "Undo").await;
        person.sees("There is nothing of yours to undo since this inspection was opened.").await;
        person.selects("Identifiable victim", "Yes").await;
        person.fills("Note on 2.1.1a", "Wrong place").await;
        person.clicks("button", "Undo").await;
        person.sees("Undone: Note on 2.1.1a").await;
        person.sees_value("Note on 2.1.1a", "").await;
        person.clicks("button", "Undo").await;
        person.sees_role("status", "Undone: Identifiable victim: Yes → not entered").await;
        person.sees_value("Identifiable victim", "Not entered yet").await;
    })
    .await;
}

#[tokio::test]
async fn evidence_and_proposals_are_undone_on_the_service_screen() {
    Person::works("undo-service", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Service").await;
        person.selects("Proposed rating of 1.1", "Inadequate").await;
        person.clicks("button", "Undo").await;
        person.sees("Undone: Proposed rating of 1.1: Inadequate → Good").await;
        person.sees_value("Proposed rating of 1.1", "Good").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        person.clicks("button", "Undo").await;
        person.sees("Undone: Evidence on 1.1.1: 1.1.1 → not there").await;
        person.clicks("button", "Redo").await;
        person.sees("Done again: Evidence on 1.1.1: not there → 1.1.1").await;
    })
    .await;
}
