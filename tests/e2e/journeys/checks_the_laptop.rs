//! Will this laptop keep my work? What the check says, on two visits.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::journeys::errands::{begins_an_inspection, is_saved};
use crate::person::Person;

/// Takes everything away that the check has left, as clearing on exit does.
const WIPE: &str = r#"
return new Promise((resolve, reject) => {
  localStorage.clear();
  const request = indexedDB.deleteDatabase("caseread-check");
  request.onsuccess = () => resolve("gone");
  request.onerror = request.onblocked = () => reject("it stays");
});
"#;

/// Everything in the database of the check.
const LEFT: &str = r#"
return new Promise((resolve, reject) => {
  const request = indexedDB.open("caseread-check");
  request.onerror = reject;
  request.onsuccess = () => {
    const all = request.result.transaction("check").objectStore("check").getAllKeys();
    all.onsuccess = () => { resolve(all.result); request.result.close(); };
  };
});
"#;

/// Comes to the check from the first screen, and runs it.
pub async fn runs_the_check(person: &Person) {
    person.clicks("link", "Will this laptop keep my work…").await;
    person.sees_role("heading 1", "Will this laptop keep my work?").await;
    person.clicks("button", "Run the check").await;
    person.sees_role("button", "Run the check again").await;
}

/// Saves the check file.
pub async fn saves_the_check_file(person: &mut Person) -> PathBuf {
    person.clicks("button", "Save the check file").await;
    person.sees("Whether it arrived, the page cannot see.").await;
    person.waits_for_download("caseread-check-*.json").await
}

/// The mark in the address of the page.
pub async fn mark(person: &Person) -> String {
    let mark = person.asks_the_page("return location.hash.split('/')[2];").await;
    mark.as_str().unwrap().to_owned()
}

/// Comes to the check on another day, with or without a mark in the address.
pub async fn comes_back(person: &Person, route: &str) {
    person.goes_to(route).await;
    person.sees_role("heading 1", "Will this laptop keep my work?").await;
}

#[tokio::test]
async fn a_laptop_keeps_work_once_a_mark_outlived_the_browser_and_a_file_came_out() {
    Person::works("laptop_keeps", async |person| {
        runs_the_check(person).await;
        person.sees_role("heading 2", "Not known yet").await;
        for said in [
            "A mark was left in both stores of this browser.",
            "Something was written to disk, read back, and is the same.",
            "8 MB were written, read back and freed again.",
            "What one tab holds, no other is given.",
            "Everything is there.",
            "thousand steps a millisecond.",
        ] {
            person.sees(said).await;
        }
        assert_eq!(person.asks_the_page(LEFT).await, json!(["marks", "tried"]));
        let file = saves_the_check_file(person).await;
        person.picks_file("Pick the check file up again", &file).await;
        person.sees("The file came out and was read back, letter for letter.").await;
        person.sees_role("heading 2", "Not known yet").await;

        person.closes_and_reopens().await;
        comes_back(person, "#/check").await;
        person.sees("is there, in both stores.").await;
        person.picks_file("Pick the check file up again", &file).await;
        person.clicks("button", "Run the check").await;
        person.sees_role("button", "Run the check again").await;
        person.sees_role("heading 2", "Not known yet").await;
        person.clicks("checkbox", "I closed every window of this browser after…").await;
        person.sees_role("heading 2", "This laptop keeps your work").await;
    })
    .await;
}

#[tokio::test]
async fn a_mark_that_is_gone_is_told_by_the_file_and_by_the_address() {
    Person::works("laptop_wipes", async |person| {
        runs_the_check(person).await;
        let mark = mark(person).await;
        let file = saves_the_check_file(person).await;
        assert!(fs::read_to_string(&file).unwrap().contains(&mark));

        assert_eq!(person.asks_the_page(WIPE).await, "gone");
        person.closes_and_reopens().await;
        comes_back(person, "#/check").await;
        person.clicks("button", "Run the check").await;
        person.sees_role("heading 2", "Not known yet").await;
        person.sees("your mark may have been thrown away").await;
        person.picks_file("Pick the check file up again", &file).await;
        person.sees_role("heading 2", "This laptop does not keep your work").await;
        person.sees("is gone: this browser throws away what is kept in it").await;

        // The mark left by the second run is no excuse for the first one that is gone.
        person.closes_and_reopens().await;
        comes_back(person, &format!("#/check/{mark}")).await;
        person.sees_role("heading 2", "This laptop does not keep your work").await;
        person.clicks("button", "Leave a new mark").await;
        person.sees("A mark was left in both stores of this browser.").await;
        person.does_not_see_role("heading 2", "This laptop does not keep your work").await;
    })
    .await;
}

#[tokio::test]
async fn each_store_is_told_of_by_itself() {
    Person::works("laptop_half", async |person| {
        runs_the_check(person).await;
        let mark = mark(person).await;
        person.asks_the_page("localStorage.clear();").await;
        person.reloads().await;
        comes_back(person, &format!("#/check/{mark}")).await;
        person.sees("is there in the database, and gone from the small second store.").await;
        person.does_not_see("does not keep your work").await;
        let kept = format!("localStorage.setItem('caseread-check', '{mark}');");
        person.asks_the_page(&WIPE.replace("localStorage.clear();", &kept)).await;
        person.reloads().await;
        person.sees("is gone from the database in which your work would be kept.").await;
        person.sees_role("heading 2", "This laptop does not keep your work").await;
    })
    .await;
}

#[tokio::test]
async fn a_mark_of_another_place_or_with_a_slip_accuses_nobody() {
    Person::works("laptop_elsewhere", async |person| {
        let other = laptop::Place::of("Netscape", "file:///C:/caseread.html");
        let mark = laptop::Mark::new(1_795_000_000_000, 7, other).to_string();
        comes_back(person, &format!("#/check/{mark}")).await;
        person.sees("It was left by another browser, or by a copy of this page").await;
        person.clicks("button", "Run the check").await;
        person.sees_role("heading 2", "Not known yet").await;
        comes_back(person, "#/check").await;
        comes_back(person, &format!("#/check/{}", &mark[..24])).await;
        person.sees_role("alert", "…").await;
        person.sees("was mistyped").await;
        person.does_not_see("does not keep your work").await;
    })
    .await;
}

#[tokio::test]
async fn a_check_file_that_was_altered_or_is_another_file_is_told() {
    Person::works("laptop_files", async |person| {
        runs_the_check(person).await;
        let file = saves_the_check_file(person).await;
        person.clicks("button", "No file arrived").await;
        person.sees("Ask IT about download restrictions").await;
        let text = fs::read_to_string(&file).unwrap();
        let altered = file.with_file_name("altered.json");
        fs::write(&altered, text.replace('\n', "\r\n")).unwrap();
        person.picks_file("Pick the check file up again", &altered).await;
        person.sees("The file that came back is not the one that was saved.").await;
        let letter = file.with_file_name("letter.json");
        fs::write(&letter, "x".repeat(20_000)).unwrap();
        person.picks_file("Pick the check file up again", &letter).await;
        person.sees("letter.json is not a check file of Caseread.").await;
        person.sees("The file that came back is not the one that was saved.").await;
        person.picks_file("Pick the check file up again", &file).await;
        person.sees("letter for letter").await;
        person.does_not_see("is not a check file").await;
    })
    .await;
}

#[tokio::test]
async fn a_browser_that_stores_nothing_does_not_keep_work() {
    Person::works_without_storage("laptop_refuses", async |person| {
        runs_the_check(person).await;
        person.sees_role("heading 2", "This laptop does not keep your work").await;
        person.sees("No mark could be left").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_tab_says_that_it_was_refused_the_lock() {
    Person::works("laptop_tabs", async |person| {
        runs_the_check(person).await;
        person.sees("Not tried. A second tab says by itself what it sees.").await;
        let first = person.window().await;
        person.opens_another_window().await;
        person.sees("was refused to it").await;
        person.closes_window_for(&first).await;
        person.sees("The second tab was heard").await;
    })
    .await;
}

/// A save dialog that ends in this way.
async fn tries_the_dialog(person: &Person, dialog: &str, said: &str) {
    person.asks_the_page(&format!("window.showSaveFilePicker = {dialog};")).await;
    person.clicks("button", "Try the save dialog").await;
    person.sees(said).await;
}

#[tokio::test]
async fn a_refused_save_dialog_is_told_from_one_that_was_closed() {
    Person::works("laptop_dialog", async |person| {
        if person.asks_the_page("return 'showSaveFilePicker' in window;").await == Value::Bool(false)
        {
            runs_the_check(person).await;
            person.sees("This browser has none. Files go to the downloads folder.").await;
            person.goes_to("#/").await;
            // The rest of what it can say is the same in every browser.
            person.asks_the_page("window.showSaveFilePicker = () => {};").await;
            person.reloads().await;
            person.asks_the_page("window.showSaveFilePicker = () => {};").await;
        }
        runs_the_check(person).await;
        let error = |name: &str, after: u32| {
            format!("() => new Promise((_, no) => setTimeout(() => no(new DOMException('', '{name}')), {after}))")
        };
        tries_the_dialog(person, &error("NotAllowedError", 0), "The browser refuses it.").await;
        tries_the_dialog(person, &error("AbortError", 0), "It was ended at once").await;
        tries_the_dialog(person, &error("AbortError", 600), "You closed it.").await;
        let saved = |text: &str| {
            format!(
                "async () => {{ let kept = ''; return {{ \
                 createWritable: async () => ({{ write: async (text) => {{ kept = text; }}, close: async () => {{}} }}), \
                 getFile: async () => ({{ text: async () => {text} }}) }}; }}"
            )
        };
        tries_the_dialog(person, &saved("'other'"), "came back altered").await;
        tries_the_dialog(person, &saved("kept"), "A file was saved through it and read back.").await;
    })
    .await;
}

#[tokio::test]
async fn the_check_leaves_casework_alone_and_tells_it_what_to_ask() {
    Person::works("laptop_for_it", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let before = person.everything_kept().await;
        person.goes_to("#/").await;
        runs_the_check(person).await;
        assert_eq!(person.everything_kept().await, before);
        let table = person.within("region", "Page for IT");
        for policy in ["ClearBrowsingDataOnExitList", "SanitizeOnShutdown", "DownloadRestrictions"]
        {
            table.sees(policy).await;
        }
        let asked = "window.copied = ''; Object.defineProperty(navigator, 'clipboard', \
                     { value: { writeText: async (text) => { window.copied = text; } } });";
        person.asks_the_page(asked).await;
        person.clicks("button", "Copy as text").await;
        person.sees("Copied.").await;
        let copied = person.asks_the_page("return window.copied;").await;
        let copied = copied.as_str().unwrap();
        for words in ["Not known yet", "8 MB were written", "ForceEphemeralProfiles"] {
            assert!(copied.contains(words), "{words} is not in {copied}");
        }
        assert!(!copied.contains("Northtown"), "{copied}");
        let refused = "navigator.clipboard.writeText = async () => { throw 0; };";
        person.asks_the_page(refused).await;
        person.clicks("button", "Copy as text").await;
        person.sees_role("textbox", "The page for IT as text").await;
        assert_eq!(person.requests_made().await, Vec::<String>::new());
    })
    .await;
}
