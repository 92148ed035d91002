//! A browser that stores nothing, and two windows on one inspection.

use crate::journeys::errands::{begins_an_inspection, is_saved, journal, opens_a_new_case, values};
use crate::person::Person;

#[tokio::test]
async fn where_nothing_can_be_stored_work_goes_on_loudly_and_can_be_exported() {
    Person::works_without_storage("refused", async |person| {
        person.sees("This browser does not let Caseread keep anything.").await;
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.sees_role("status", "Not kept").await;
        person.clicks("link", "Export now").await;
        person.clicks("button", "Without sealing").await;
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let text = std::fs::read_to_string(person.waits_for_download("*.json").await).unwrap();
        assert!(text.contains("\"2.1.1a\":{\"answer\":\"yes\"}"));
    })
    .await;
}

#[tokio::test]
async fn a_second_window_that_writes_is_told_and_overwrites_nothing() {
    Person::works("two_windows", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        is_saved(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees_role("heading", "Case 001").await;
        person.goes_on_in(&first).await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        person.chooses("2.1.1a…", "No").await;
        person.sees("This inspection was changed in another window.").await;
        let stored = journal(person).await;
        assert_eq!(values(&stored, "answer", "2.1.1a"), ["yes"]);
        person.closes_window_for(&first).await;
        person.sees_value("2.1.1a…", "Yes").await;
    })
    .await;
}
