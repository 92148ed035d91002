//! Point 1: the file opens by itself and talks to nobody.

use crate::person::Person;

#[tokio::test]
async fn the_page_opens_from_its_file_and_fetches_nothing() {
    Person::works("opens_from_its_file", async |person| {
        person.sees_role("heading", "Inspections").await;
        assert_eq!(person.requests_made().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn an_address_that_changes_while_the_page_opens_is_followed() {
    Person::works("follows_the_address", async |person| {
        // Whether the change falls into the opening is a matter of milliseconds.
        for _ in 0..6 {
            person.goes_to("#/").await;
            person.reloads().await;
            person.goes_to("#/help").await;
            person.sees_role("heading 1", "Help").await;
        }
    })
    .await;
}
