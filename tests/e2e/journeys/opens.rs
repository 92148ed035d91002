//! Point 1: the file opens by itself and talks to nobody.

use std::env;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::journeys::errands;
use crate::person::Person;

const CHANGED: &str = "This copy of Caseread was changed on its way here.";

/// How the program's other half came: behind the first screen, or because it was waited for.
async fn how_the_rest_came(person: &Person) -> String {
    let script = "return document.getElementById('app').dataset.rest ?? ''";
    let begun = Instant::now();
    loop {
        let how = person.asks_the_page(script).await;
        match how.as_str() {
            Some("") | None if begun.elapsed() < Duration::from_secs(20) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
            how => return how.unwrap_or_default().to_owned(),
        }
    }
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

/// On a busy machine something else may be called before the rest is there: one opening of a few tells enough.
async fn waits_for_the_first_half_alone(person: &Person, heading: &str) {
    let mut how = String::new();
    for _ in 0..4 {
        person.reloads().await;
        person.sees_role("heading", heading).await;
        how = how_the_rest_came(person).await;
        if how == "followed" {
            return;
        }
    }
    panic!(
        "the rest was {how}: if the first screens call something new, `cargo xtask first` writes it down"
    );
}

#[tokio::test]
async fn the_first_screens_wait_for_the_first_half_alone() {
    Person::works("first_half", async |person| {
        waits_for_the_first_half_alone(person, "Inspections").await;
        errands::begins_an_inspection(person).await;
        errands::opens_a_new_case(person).await;
        errands::records_what_decides(person).await;
        errands::is_saved(person).await;
        waits_for_the_first_half_alone(person, "Case 001").await;
    })
    .await;
}

#[tokio::test]
async fn what_is_not_in_the_first_half_is_there_when_it_is_called() {
    Person::works("other_half", async |person| {
        for (route, heading) in [("#/new", "New inspection"), ("#/frameworks", "Frameworks")] {
            person.goes_to(route).await;
            person.reloads().await;
            person.sees_role("heading 1", heading).await;
            assert_eq!(how_the_rest_came(person).await, "awaited", "{route}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_was_altered_on_its_way_says_so() {
    let page = fs::read(PathBuf::from(env::var_os("CASEREAD_PAGE").unwrap())).unwrap();
    let find = |part: &str| errands::find_in_page(&page, part);
    let folder = tempfile::tempdir().unwrap();
    for (name, altered) in [
        ("first.html", {
            let mut page = page.clone();
            page[find("id=\"module\"") + 100_000] ^= 1;
            page
        }),
        ("rest.html", {
            let mut page = page.clone();
            page[find("id=\"rest\"") + 100_000] ^= 1;
            page
        }),
        ("cut.html", page[..page.len() - 50_000].to_vec()),
    ] {
        let file = folder.path().join(name);
        fs::write(&file, altered).unwrap();
        Person::works_at(&file, "altered", async |person| {
            person.sees(CHANGED).await;
        })
        .await;
    }
}
