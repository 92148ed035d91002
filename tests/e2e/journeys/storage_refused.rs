//! A browser that stores nothing.

use crate::journeys::errands::{begins_an_inspection, opens_a_new_case};
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
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let text = std::fs::read_to_string(person.waits_for_download("*.json").await).unwrap();
        assert!(text.contains("\"2.1.1a\":{\"answer\":\"yes\"}"));
    })
    .await;
}
