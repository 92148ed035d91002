//! A case marked as complete, and what it takes to alter it again.

use crate::journeys::errands::{is_saved, journal, opens_the_example, values};
use crate::person::Person;

/// Opens a case of the example, in which nothing is owed, and marks it as complete.
async fn completes(person: &Person) {
    opens_the_example(person).await;
    person.clicks("link", "Cases").await;
    person.clicks("link", "Case 001").await;
    person.sees_value("2.1.1a…", "Yes").await;
    person.clicks("button", "Mark as complete").await;
    person.sees_role("status", "Complete").await;
}

#[tokio::test]
async fn the_list_shows_what_is_complete_and_a_file_carries_it() {
    Person::works("complete", async |person| {
        completes(person).await;
        is_saved(person).await;
        assert_eq!(values(&journal(person).await, "state", ""), ["complete"]);
        person.clicks("link", "Cases").await;
        person.within("row", "Case 001…").sees("Complete").await;
        person.within("row", "Case 002…").sees("Nothing owed").await;
        person.reloads().await;
        person.within("row", "Case 001…").sees("Complete").await;
    })
    .await;
}

#[tokio::test]
async fn the_first_alteration_asks_for_the_reason_and_escape_leaves_all_as_it_is() {
    Person::works("reason-escape", async |person| {
        completes(person).await;
        person.chooses("2.1.1a…", "No").await;
        let dialog = person.within("dialog", "Case 001 is complete");
        dialog.sees_role("textbox", "Reason").await;
        person.sees_focus_on("textbox", "Reason").await;
        person.presses("Escape").await;
        person.does_not_see_role("dialog", "…").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_focus_on("radio", "No").await;
        person.sees_role("status", "Complete").await;
        is_saved(person).await;
        assert!(values(&journal(person).await, "state", "").len() == 1);
    })
    .await;
}

#[tokio::test]
async fn the_reason_is_kept_and_asked_once_until_the_case_is_complete_again() {
    Person::works("reason-once", async |person| {
        completes(person).await;
        person.chooses("2.1.1a…", "No").await;
        let dialog = person.within("dialog", "Case 001 is complete");
        dialog.clicks("button", "Reopen").await;
        person.sees("Enter the reason, or leave the case as it is.").await;
        person.fills("Reason", "The file shows otherwise.").await;
        person.presses("Enter").await;
        person.does_not_see_role("dialog", "…").await;
        person.sees_value("2.1.1a…", "No").await;
        person.chooses("2.1.1b…", "No").await;
        person.sees_value("2.1.1b…", "No").await;
        person.sees_role("status", "Nothing owed").await;
        person.clicks("button", "Mark as complete").await;
        person.clicks("button", "Reopen").await;
        person.within("dialog", "Case 001 is complete").fills("Reason", "Once more.").await;
        person.within("dialog", "Case 001 is complete").clicks("button", "Reopen").await;
        person.sees_role("button", "Mark as complete").await;
        is_saved(person).await;
        assert_eq!(
            values(&journal(person).await, "state", ""),
            ["complete", "reopened The file shows otherwise.", "complete", "reopened Once more."]
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_is_not_lost_when_no_reason_is_given() {
    Person::works("reason-typed", async |person| {
        completes(person).await;
        person.fills("Note on 2.1.1a", "Seen again on Thursday.").await;
        person.within("dialog", "Case 001 is complete").clicks("button", "Leave it as it is").await;
        person.sees("What you typed stays in its field and is not kept").await;
        person.sees_value("Note on 2.1.1a", "Seen again on Thursday.").await;
        // It goes along with the next edit for which there is a reason.
        person.chooses("2.1.1a…", "No").await;
        person.within("dialog", "Case 001 is complete").fills("Reason", "A late file.").await;
        person.presses("Enter").await;
        person.sees_value("2.1.1a…", "No").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "note", "2.1.1a").last().unwrap(), "Seen again on Thursday.");
    })
    .await;
}

#[tokio::test]
async fn a_detail_of_a_complete_case_asks_too_and_stays_as_it_was() {
    Person::works("reason-detail", async |person| {
        completes(person).await;
        person.clicks("link", "Details").await;
        let label = "Risk of serious harm: inspector's classification";
        let before = person.value_of(label).await;
        let other = if before == "High" { "Low" } else { "High" };
        person.selects(label, other).await;
        person.within("dialog", "Case 001 is complete").clicks("button", "Leave it as it is").await;
        person.sees_value(label, &before).await;
        person.selects(label, other).await;
        person.within("dialog", "Case 001 is complete").fills("Reason", "Misread.").await;
        person.presses("Enter").await;
        person.sees_value(label, other).await;
    })
    .await;
}
