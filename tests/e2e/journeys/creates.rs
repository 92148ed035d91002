//! Point 2: an inspection, with its marking on every screen.

use crate::journeys::errands::{FRAMEWORK, begins_an_inspection, is_saved, texts};
use crate::person::Person;

#[tokio::test]
async fn what_is_missing_is_told_at_its_field() {
    Person::works("new_is_checked", async |person| {
        person.clicks("link", "New inspection").await;
        person.clicks("button", "Create inspection").await;
        person.sees("Enter the name of the service.").await;
        person.sees("Choose the framework that the inspection works to.").await;
        person.sees("Enter your name or initials.").await;
        person.sees_focus_on("textbox", "Service").await;
        person.fills("Service", "Northtown").await;
        person.selects("Framework and edition", FRAMEWORK).await;
        person.fills("Your name or initials", "AB").await;
        person.fills("First day of fieldwork", "2026-11-20").await;
        person.fills("Last day of fieldwork", "2026-11-16").await;
        person.clicks("button", "Create inspection").await;
        person.sees("The last day is before the first.").await;
        assert!(person.records("heads").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_inspection_is_made_and_its_marking_stands_on_every_screen() {
    Person::works("creates", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let head = &texts(person, "heads").await[0];
        let inspection = &head["inspection"];
        assert_eq!(inspection["service"], "Northtown Youth Justice Service");
        assert_eq!(inspection["nation"], "england");
        assert_eq!(inspection["fieldwork_from"], "2026-11-16");
        assert_eq!(inspection["fieldwork_to"], "2026-11-20");
        assert_eq!(inspection["marking"], "OFFICIAL-SENSITIVE");
        assert_eq!(head["edition"]["identifier"], "youth-justice-2021");
        let nav = person.within("navigation", "This inspection");
        for screen in ["Overview", "Cases", "Service", "Results", "Hand over"] {
            nav.clicks("link", screen).await;
            person.sees("OFFICIAL-SENSITIVE").await;
        }
        nav.clicks("link", "Overview").await;
        person.clicks("button", "Service, dates and marking").await;
        person.selects("Handling marking", "OFFICIAL").await;
        is_saved(person).await;
        person.goes_to("#/").await;
        person.sees("OFFICIAL").await;
        person.does_not_see("OFFICIAL-SENSITIVE").await;
        person.sees("2026-11-16 to 2026-11-20").await;
    })
    .await;
}
