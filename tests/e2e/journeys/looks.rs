//! Narrow and wide, by keyboard alone, every control named.

use crate::journeys::errands::{is_saved, opens_the_example};
use crate::person::Person;

const WIDER: &str =
    "return document.documentElement.scrollWidth - document.documentElement.clientWidth;";

/// The controls that have neither a label, nor a text, nor a name of their own.
const NAMELESS: &str = r#"
return [...document.querySelectorAll("input, select, textarea, button, a[href]")].filter((control) =>
  !(control.labels && control.labels.length) && !control.getAttribute("aria-label") && !control.textContent.trim()
).map((control) => control.outerHTML.slice(0, 120));
"#;

#[tokio::test]
async fn every_screen_fits_its_window_and_names_its_controls() {
    Person::works("looks", async |person| {
        opens_the_example(person).await;
        let id = person.asks_the_page("return location.hash.split('/')[2];").await;
        let id = id.as_str().unwrap();
        for width in [1280, 360] {
            person.resizes(width, 740).await;
            for (route, heading) in [
                ("/".to_owned(), "Inspections"),
                ("/new".to_owned(), "New inspection"),
                ("/import".to_owned(), "Bring a file in"),
                ("/frameworks".to_owned(), "Frameworks"),
                ("/help".to_owned(), "Help"),
                ("/about".to_owned(), "About"),
                ("/check".to_owned(), "Will this laptop keep my work?"),
                (format!("/i/{id}"), "East Sussex (example)"),
                (format!("/i/{id}/cases"), "Cases"),
                (format!("/i/{id}/sample"), "Draw a sample"),
                (format!("/i/{id}/case/003"), "Case 003"),
                (format!("/i/{id}/details/003"), "Details of case 003"),
                (format!("/i/{id}/service"), "Service"),
                (format!("/i/{id}/results"), "Results"),
                (format!("/i/{id}/handover"), "Hand over"),
            ] {
                person.goes_to(&format!("#{route}")).await;
                person.sees_role("heading 1", heading).await;
                assert_eq!(person.asks_the_page(WIDER).await, 0, "{route} at {width}");
                let nameless = person.asks_the_page(NAMELESS).await;
                assert_eq!(nameless, serde_json::json!([]), "{route}");
            }
        }
    })
    .await;
}

/// Presses Tab until the focus stands on a control.
async fn tabs_to(person: &Person, control: &str) {
    for _ in 0..60 {
        if person.focus().await.starts_with(control) {
            return;
        }
        person.presses("Tab").await;
    }
    panic!("no way by Tab to {control}; the focus is on {}", person.focus().await);
}

#[tokio::test]
async fn the_whole_job_is_done_by_keyboard_alone() {
    Person::works("keyboard", async |person| {
        person.sees_role("heading", "Inspections").await;
        tabs_to(person, "link \"New inspection").await;
        person.presses("Enter").await;
        person.sees_role("heading", "New inspection").await;
        tabs_to(person, "textbox \"Service").await;
        person.types("Northtown").await;
        tabs_to(person, "combobox \"Framework").await;
        person.types("Youth justice services, J").await;
        tabs_to(person, "textbox \"Your name").await;
        person.types("AB").await;
        tabs_to(person, "radio \"With a passphrase").await;
        person.presses("ArrowDown").await;
        person.presses("Enter").await;
        person.sees_role("heading", "Cases").await;
        tabs_to(person, "button \"Add case").await;
        person.presses("Enter").await;
        person.sees_role("link", "Case 001").await;
        tabs_to(person, "link \"Case 001").await;
        person.presses("Enter").await;
        person.sees_role("heading", "Case 001").await;
        tabs_to(person, "combobox \"Safety").await;
        // Each step of the arrow records a choice: the list has to stay until the right one is reached.
        person.presses("ArrowDown").await;
        person.presses("ArrowDown").await;
        person.sees_value("Safety and wellbeing: inspector's classification", "Low").await;
        person.sees_focus_on("combobox", "Safety and wellbeing: inspector's classification").await;
        tabs_to(person, "combobox \"Risk").await;
        person.presses("ArrowDown").await;
        tabs_to(person, "radio \"Yes").await;
        person.presses("y").await;
        person.presses("n").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("2.1.1b…", "No").await;
        is_saved(person).await;
    })
    .await;
}
