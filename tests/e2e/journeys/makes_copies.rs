//! Copies outside the browser: by themselves and on request, in downloads and in a folder, and what they are
//! worth.

use std::fs;

use crate::journeys::errands::{
    begins_an_inspection, is_saved, opens_a_new_case, opens_the_example,
};
use crate::person::Person;

/// A folder as a browser grants one, held in memory: no driver can work the browser's own question.
const FOLDER: &str = r#"
const files = (window.inFolder = {});
window.folderFails = null;
const file = (name) => ({
  createWritable: async () => {
    if (window.folderFails == "full") throw new DOMException("", "QuotaExceededError");
    let text = "";
    return { write: async (more) => { text += more; }, close: async () => { files[name] = text; } };
  },
  getFile: async () => new File([files[name] + (window.folderFails == "lies" ? " " : "")], name),
});
const folder = {
  name: "Team share",
  queryPermission: async () => "granted",
  requestPermission: async () => "granted",
  getFileHandle: async (name, options) => {
    if (!(name in files)) {
      if (!options?.create) throw new DOMException("", "NotFoundError");
      files[name] = "";
    }
    return file(name);
  },
  removeEntry: async (name) => { delete files[name]; },
};
window.showDirectoryPicker = async () => folder;
"#;

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    person.fills("Note on 2.1.1a", "Copied in time.").await;
    is_saved(person).await;
}

async fn chooses_the_folder(person: &Person) {
    person.asks_the_page(FOLDER).await;
    person.clicks("link", "Hand over").await;
    person.clicks("button", "Choose a folder…").await;
    person.sees("They go to the folder Team share").await;
}

async fn in_folder(person: &Person) -> Vec<(String, String)> {
    let found = person.asks_the_page("return JSON.stringify(Object.entries(inFolder));").await;
    serde_json::from_str(found.as_str().unwrap()).unwrap()
}

#[tokio::test]
async fn a_copy_that_was_downloaded_counts_as_checked_once_it_was_picked_up() {
    Person::works("copy-picked-up", async |person| {
        begins(person).await;
        person.sees("No copy yet").await;
        person.clicks("button", "Copy now").await;
        let file = person.waits_for_download("*_copy_*.json").await;
        let name = file.file_name().unwrap().to_str().unwrap().to_owned();
        person.sees(&format!("{name} was given to this browser's downloads.")).await;
        person.sees_role("link", "Copy just now, not checked").await;
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.contains("Copied in time."));
        wire::read(&text, |_| None).unwrap();
        person.clicks("link", "Hand over").await;
        let other = file.with_file_name("other.json");
        fs::write(&other, "{}").unwrap();
        person.picks_file("The file, to check it", &other).await;
        person.sees("This is not the file that was written last.").await;
        person.picks_file("The file, to check it", &file).await;
        person.sees("It is the file that was written. The copy is good.").await;
        person.sees_role("link", "Copy just now").await;
        person.reloads().await;
        person.sees("Yes: it was read back and is the file that was written").await;
    })
    .await;
}

#[tokio::test]
async fn copies_are_made_by_themselves_unless_they_are_only_wanted_on_request() {
    Person::works("copy-by-itself", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.clicks("button", "Mark as complete").await;
        let first = person.waits_for_download("*_copy_*.json").await;
        assert!(fs::read_to_string(first).unwrap().contains("\"complete\""));
        person.sees_role("link", "Copy just now, not checked").await;
        // Half an hour of work later.
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 002").await;
        person.fills("Note on 3.1.1a", "Later on.").await;
        is_saved(person).await;
        person
            .asks_the_page(
                "const now = window.Date.now(); window.Date.now = () => now + 31 * 60000;",
            )
            .await;
        let second = person.waits_for_download("*_copy_*.json").await;
        assert!(fs::read_to_string(second).unwrap().contains("Later on."));
        person.clicks("link", "Hand over").await;
        person.clicks("radio", "Only when I ask").await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 003").await;
        person.sees_role("button", "Mark as complete").await;
        let before = person.reads("link", "Copy just now, not checked").await;
        person.clicks("button", "Mark as complete").await;
        person.sees_role("status", "Complete").await;
        is_saved(person).await;
        assert_eq!(person.reads("link", "Copy just now, not checked").await, before);
        person.reloads().await;
        person.clicks("link", "Hand over").await;
        person.sees_role("radio", "Only when I ask").await;
        let checked = "return document.querySelectorAll('[name=copies-when]')[1].checked;";
        assert_eq!(person.asks_the_page(checked).await, true);
    })
    .await;
}

#[tokio::test]
async fn a_copy_in_a_folder_is_read_back_and_never_written_over() {
    Person::works("copy-folder", async |person| {
        begins(person).await;
        chooses_the_folder(person).await;
        person.clicks("button", "Make a copy now").await;
        person.sees("is in the folder Team share, read back and compared.").await;
        person.sees_role("link", "Copy just now").await;
        let first = in_folder(person).await;
        assert_eq!(first.len(), 1);
        assert!(first[0].1.contains("Copied in time."));
        person.clicks("button", "Put away").await;
        person.clicks("button", "Make a copy now").await;
        person.sees("is in the folder Team share, read back and compared.").await;
        let second = in_folder(person).await;
        assert_eq!(second.len(), 2, "the first one was written over");
        assert!(second.contains(&first[0]));
        for fails in ["full", "lies"] {
            person.asks_the_page(&format!("window.folderFails = '{fails}';")).await;
            person.clicks("button", "Make a copy now").await;
            person.sees("The copy did not go to the folder.").await;
            person.waits_for_download("*_copy_*.json").await;
            person.sees_role("link", "Copy just now, not checked").await;
            assert_eq!(in_folder(person).await.len(), 2, "{fails}: half a copy was left");
            person.clicks("button", "Put away").await;
        }
        person.clicks("button", "Use downloads again").await;
        person.sees("They go to this browser's downloads.").await;
    })
    .await;
}

#[tokio::test]
async fn a_folder_that_is_not_granted_is_told() {
    Person::works("copy-refused", async |person| {
        begins(person).await;
        let refuse = "window.showDirectoryPicker = async () => { throw new DOMException('', 'SecurityError'); };";
        person.asks_the_page(refuse).await;
        person.clicks("link", "Hand over").await;
        person.clicks("button", "Choose a folder…").await;
        person.sees("There is no folder for copies.").await;
        person.sees("copies go to the downloads meanwhile").await;
    })
    .await;
}

#[tokio::test]
async fn a_fire_drill_says_what_would_come_back_and_leaves_the_work_alone() {
    Person::works("drill", async |person| {
        begins(person).await;
        chooses_the_folder(person).await;
        person.clicks("button", "Make a copy now").await;
        person.sees("is in the folder Team share, read back and compared.").await;
        let kept = person.records("journal").await;
        person.clicks("link", "Fire drill").await;
        person.clicks("button", "Begin, with the last copy in the folder").await;
        person.sees("The practice copy was wiped and came back whole.").await;
        let text = in_folder(person).await.remove(0).1;
        person.sees(&wire::digest(text.as_bytes())).await;
        person.does_not_see("newer than the file").await;
        assert_eq!(person.records("journal").await, kept);
        let databases =
            "return indexedDB.databases().then((all) => all.map((one) => one.name).sort().join());";
        assert_eq!(person.asks_the_page(databases).await, "caseread,caseread-folder");
        // What is newer than the copy is told.
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.clicks("link", "Hand over").await;
        person.clicks("link", "Fire drill").await;
        person.clicks("button", "Begin, with the last copy in the folder").await;
        person.sees("One change is newer than the file").await;
        // A file that would not bring it back is no comfort.
        let folder = tempfile::tempdir().unwrap();
        let cut = folder.path().join("cut.json");
        fs::write(&cut, &text[..text.len() / 2]).unwrap();
        person.picks_file("Begin, with a copy you pick", &cut).await;
        person.sees("The drill failed: this file would not bring the inspection back").await;
        let other = folder.path().join("other.json");
        fs::write(&other, example::east_sussex().unwrap()).unwrap();
        person.picks_file("Begin, with a copy you pick", &other).await;
        person.sees("The drill failed: this file holds another inspection.").await;
        person.does_not_see("came back whole").await;
    })
    .await;
}
