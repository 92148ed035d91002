//! The ways out that work when nothing else does, and taking an inspection off the computer.

use std::{env, fs};

use crate::journeys::errands::{
    begins_an_inspection, empties_the_store, is_saved, opens_a_new_case, texts,
};
use crate::person::Person;

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    person.chooses("2.1.1a…", "Yes").await;
    person.fills("Note on 2.1.1a", "ŵ ŷ – kept in a file.").await;
    is_saved(person).await;
}

/// The page with a module that no longer fits its label: it cannot start.
fn broken(page: &[u8]) -> Vec<u8> {
    let utf_16 =
        |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let label = utf_16("data-length=\"");
    let at = page.windows(label.len()).position(|one| one == label).unwrap() + label.len();
    [&page[..at], &utf_16("9"), &page[at..]].concat()
}

#[tokio::test]
async fn everything_is_got_out_though_the_program_does_not_start_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("caseread.html");
    let sound = fs::read(env::var_os("CASEREAD_PAGE").unwrap()).unwrap();
    fs::write(&page, &sound).unwrap();
    Person::works_at(&page, "gets_out", async |person| {
        begins(person).await;
        fs::write(&page, broken(&sound)).unwrap();
        person.reloads().await;
        person.sees_role("heading", "Caseread stopped").await;
        person.clicks("button", "Get everything out").await;
        person.sees("was given to the browser to save").await;
        let file = person.waits_for_download("caseread-everything_*.json").await;
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("ŵ ŷ – kept in a file."));
        let found = shelf::read_everything(&text).unwrap().wholes;
        assert_eq!((found.len(), found[0].n_cases), (1, 1));
        person.asks_the_page("localStorage.clear();").await;
        empties_the_store(person).await;
        fs::write(&page, &sound).unwrap();
        person.goes_to("#/everything").await;
        person.reloads().await;
        person.picks_file("File with everything in it", &file).await;
        person.sees_role("rowheader", "Northtown Youth Justice Service").await;
        person.clicks("button", "Bring back").await;
        person.sees("Northtown Youth Justice Service is here with").await;
        person.goes_to("#/").await;
        person.clicks("link", "Northtown Youth Justice Service").await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("Note on 2.1.1a", "ŵ ŷ – kept in a file.").await;
    })
    .await;
}

#[tokio::test]
async fn where_there_is_nothing_getting_out_makes_nothing() {
    Person::works("nothing_out", async |person| {
        person.goes_to("#/everything").await;
        person.clicks("button", "Get everything out").await;
        let file = person.waits_for_download("caseread-everything_*.json").await;
        person.picks_file("File with everything in it", &file).await;
        person.sees("There is no inspection in this file").await;
        person.goes_to("#/").await;
        begins(person).await;
    })
    .await;
}

#[tokio::test]
async fn an_inspection_is_removed_only_once_its_export_was_picked_up_and_compared() {
    Person::works("removes", async |person| {
        begins(person).await;
        person.clicks("link", "Hand over").await;
        person.clicks("link", "Remove from this computer").await;
        person.sees("There is no export of it from this computer yet.").await;
        person.within("navigation", "This inspection").clicks("link", "Hand over").await;
        person.clicks("button", "Without sealing").await;
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let file = person.waits_for_download("*.json").await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.clicks("link", "Hand over").await;
        person.clicks("link", "Remove from this computer").await;
        person.sees("One change was made since the last export.").await;
        person.within("navigation", "This inspection").clicks("link", "Hand over").await;
        person.clicks("button", "Without sealing").await;
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let second = person.waits_for_download("*.json").await;
        person.clicks("link", "Remove from this computer").await;
        person.picks_file("The exported file", &file).await;
        person.sees("This is not the file that was exported last.").await;
        person.picks_file("The exported file", &second).await;
        person.clicks("button", "Remove it now").await;
        person.sees_role("heading", "Removed from this computer").await;
        person.sees("nothing of the inspection is in this browser's store any more").await;
        person.sees(&wire::digest(&fs::read(&second).unwrap())).await;
        for store in ["heads", "cases", "journal"] {
            assert!(texts(person, store).await.is_empty(), "{store}");
        }
        person.goes_to("#/").await;
        person.sees_role("heading", "Inspections").await;
        person.does_not_see("Northtown").await;
        // The file holds it all.
        person.goes_to("#/import").await;
        person.picks_file("File to bring in", &second).await;
        person.sees("Northtown Youth Justice Service").await;
    })
    .await;
}
