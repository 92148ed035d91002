//! Point 1: the file opens by itself and talks to nobody.

use serde_json::{Value, json};

use crate::person::Person;

/// Tries to reach out of the page and gives back the directive that stopped it.
const REFUSED: &str = r#"
return new Promise((resolve) => {
  document.addEventListener("securitypolicyviolation", (event) => {
    resolve({ by: event.effectiveDirective, of: event.blockedURI });
  }, { once: true });
  setTimeout(() => resolve("nothing refused it"), 5000);
  REACH_OUT;
});
"#;

async fn reaches_out(person: &Person, how: &str) -> Value {
    person.asks_the_page(&REFUSED.replace("REACH_OUT", how)).await
}

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

#[tokio::test]
async fn the_page_cannot_reach_any_network() {
    Person::works("reaches_no_network", async |person| {
        person.sees_role("heading", "Inspections").await;
        let fetched = reaches_out(person, "fetch('http://127.0.0.1:9/').catch(() => {})").await;
        assert_eq!(fetched, json!({ "by": "connect-src", "of": "http://127.0.0.1:9/" }));
        let image = "new Image().src = 'http://127.0.0.1:9/picture.png'";
        let shown = reaches_out(person, image).await;
        assert_eq!(shown, json!({ "by": "img-src", "of": "http://127.0.0.1:9/picture.png" }));
    })
    .await;
}
