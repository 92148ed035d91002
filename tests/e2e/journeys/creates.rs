//! 2. An inspection is created, and its marking stands on every screen.

use domain::{Date, Nation};
use wire::store;

use crate::person::Person;

use super::shelf::on_shelf;
use super::steps::{address, adds_case, creates_inspection, goes_to_screen, screens, sees_saved};

#[tokio::test]
async fn a_new_inspection_is_kept_with_everything_entered() {
    Person::works("creates_an_inspection", async |person| {
        person.clicks("link", "New inspection").await;
        person.sees_value("Handling marking…", "OFFICIAL-SENSITIVE").await;
        person.fills("Service…", "Northtown Youth Justice Service").await;
        person.selects("Nation", "Wales").await;
        person.sees_value("Framework and edition…", "youth-justice-2021, edition 1").await;
        person.fills("First day of fieldwork…", "2026-11-16").await;
        person.fills("Last day of fieldwork…", "2026-11-27").await;
        person.fills("Your name or initials…", "RK").await;
        person.clicks("button", "Create inspection").await;
        person.sees_role("heading 1", "Cases").await;
        sees_saved(person).await;

        let kept = person.everything_kept().await;
        let heads: Vec<&String> = kept["heads"].values().collect();
        let head = store::read_head(heads[0]).unwrap();
        assert_eq!(heads.len(), 1);
        assert_eq!(head.edition.identifier, "youth-justice-2021");
        let kept_inspection = head.inspection;
        assert_eq!(kept_inspection.service, "Northtown Youth Justice Service");
        assert_eq!(kept_inspection.nation, Some(Nation::Wales));
        assert_eq!(kept_inspection.fieldwork_from, Date::parse("2026-11-16"));
        assert_eq!(kept_inspection.fieldwork_to, Date::parse("2026-11-27"));
        assert_eq!(kept_inspection.marking, "OFFICIAL-SENSITIVE");
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert!(shelf.changes.iter().all(|change| change.stamp.reader == "RK"));

        person.closes_and_reopens().await;
        let card = person.within("article", "…");
        card.sees("Fieldwork 2026-11-16 to 2026-11-27").await;
        card.clicks("link", "Northtown Youth Justice Service").await;
        person.sees("You read as RK.").await;
    })
    .await;
}

#[tokio::test]
async fn a_new_inspection_asks_for_what_it_needs_and_makes_nothing_before() {
    Person::works("asks_for_what_it_needs", async |person| {
        person.clicks("link", "New inspection").await;
        person.clicks("button", "Create inspection").await;
        person.sees("Enter the name of the service.").await;
        person.sees("Enter your name or initials.").await;
        let focus = person.focus().await;
        assert!(focus.starts_with("textbox \"Service"), "{focus}");

        person.fills("Service…", "Northtown").await;
        person.does_not_see("Enter the name of the service.").await;
        person.fills("Your name or initials…", "RK").await;
        person.fills("First day of fieldwork…", "2026-11-27").await;
        person.fills("Last day of fieldwork…", "2026-11-16").await;
        person.clicks("button", "Create inspection").await;
        person.sees("The last day is before the first.").await;
        assert!(person.everything_kept().await["heads"].is_empty());

        person.fills("Last day of fieldwork…", "2026-11-27").await;
        person.clicks("button", "Create inspection").await;
        person.sees_role("heading 1", "Cases").await;
        assert_eq!(on_shelf(person).await.inspection.service, "Northtown");
    })
    .await;
}

async fn marking_stands(
    person: &Person,
    address: &str,
    service: &str,
    marking: &str,
    not: Option<&str>,
) {
    for (path, heading) in screens(service, "001") {
        person.goes_to(&format!("{address}{path}")).await;
        person.sees_role("heading 1", &heading).await;
        for place in ["banner", "contentinfo"] {
            person.within(place, "…").sees(marking).await;
            if let Some(not) = not {
                person.within(place, "…").does_not_see(not).await;
            }
        }
    }
    person.goes_to("#/").await;
    person.within("article", "…").sees(marking).await;
    if let Some(not) = not {
        person.within("article", "…").does_not_see(not).await;
    }
}

#[tokio::test]
async fn the_marking_stands_on_every_screen() {
    Person::works("the_marking_stands", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        let address = address(person).await;
        marking_stands(person, &address, "Northtown", "OFFICIAL-SENSITIVE", None).await;

        person.goes_to(&address).await;
        person.clicks("button", "Service, dates and marking").await;
        person.selects("Handling marking…", "OFFICIAL").await;
        sees_saved(person).await;
        assert_eq!(on_shelf(person).await.inspection.marking, "OFFICIAL");
        marking_stands(person, &address, "Northtown", "OFFICIAL", Some("SENSITIVE")).await;

        person.reloads().await;
        person.within("article", "…").does_not_see("SENSITIVE").await;
        on_shelf(person).await.is_whole();
    })
    .await;
}

#[tokio::test]
async fn the_fields_of_an_inspection_can_be_altered_later() {
    Person::works("fields_altered_later", async |person| {
        creates_inspection(person, "Northtown").await;
        goes_to_screen(person, "Overview").await;
        person.clicks("button", "Service, dates and marking").await;
        person.fills("Service", "Northtown and Southtown").await;
        person.selects("Nation", "Wales").await;
        person.fills("First day of fieldwork", "2026-11-16").await;
        person.presses("Tab").await;
        person.within("banner", "…").sees("Northtown and Southtown").await;
        person.sees("Fieldwork 2026-11-16").await;
        sees_saved(person).await;
        person.reloads().await;
        person.sees_role("heading 1", "Northtown and Southtown").await;
        let inspection = on_shelf(person).await.inspection;
        assert_eq!(inspection.service, "Northtown and Southtown");
        assert_eq!(inspection.nation, Some(Nation::Wales));
        assert_eq!(inspection.fieldwork_from, Date::parse("2026-11-16"));
    })
    .await;
}
