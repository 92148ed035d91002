//! 1. The file opens by itself and talks to nobody.

use serde_json::{Value, json};

use crate::person::Person;

use super::steps::{goes_to_screen, opens_example};

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
        person.sees_role("heading 1", "Inspections").await;
        person.sees("No inspection here yet.").await;
        for (link, heading) in [
            ("Frameworks", "Frameworks"),
            ("Help", "Help"),
            ("About", "About"),
            ("Inspections", "Inspections"),
        ] {
            person.within("navigation", "Caseread").clicks("link", link).await;
            person.sees_role("heading 1", heading).await;
        }
        opens_example(person).await;
        goes_to_screen(person, "Results").await;
        person.sees("25 of 36: Good").await;
        assert_eq!(person.requests_made().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn the_page_cannot_reach_any_network() {
    Person::works("reaches_no_network", async |person| {
        person.sees_role("heading 1", "Inspections").await;
        let there = "http://127.0.0.1:9/out";
        let frame =
            "document.body.append(Object.assign(document.createElement('iframe'), { src: OUT }))";
        let form = "const form = Object.assign(document.createElement('form'), { action: OUT }); \
                    document.body.append(form); form.submit()";
        for (how, by) in [
            ("fetch(OUT).catch(() => {})", "connect-src"),
            ("navigator.sendBeacon(OUT, 'x')", "connect-src"),
            ("new Image().src = OUT", "img-src"),
            (frame, "frame-src"),
            (form, "form-action"),
        ] {
            let how = how.replace("OUT", &format!("'{there}'"));
            assert_eq!(reaches_out(person, &how).await, json!({ "by": by, "of": there }), "{how}");
        }
    })
    .await;
}
