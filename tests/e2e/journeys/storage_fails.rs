//! When the browser's store refuses, fails or is worked on from two windows: loudly, and nothing is lost.

use std::fs;

use domain::Answer;

use crate::person::Person;

use super::shelf::{checked, on_shelf};
use super::steps::{begins_court_case, goes_to_screen, opens_case, opens_example, sees_saved};

/// Every write of the page fails as on a full disk, until it is told otherwise.
const DISK_FULL: &str = r#"
for (const name of ["add", "put"]) {
  const real = IDBObjectStore.prototype[name];
  IDBObjectStore.prototype[name] = function (...args) {
    if (window.diskFull) throw new DOMException("", "QuotaExceededError");
    return real.apply(this, args);
  };
}
window.diskFull = true;
"#;

#[tokio::test]
async fn without_storage_work_goes_on_in_memory_loudly_and_can_be_exported() {
    Person::works_without_storage("without_storage", async |person| {
        let alarm = person.within("banner", "…").within("alert", "…");
        alarm.sees("This browser does not let Caseread keep anything.").await;
        person.sees("This browser refuses to store anything").await;
        begins_court_case(person, "Northtown").await;
        person.chooses("2.1.1a …", "Yes").await;
        person.fills("Note on 2.1.1a", "In memory").await;
        person.within("banner", "…").sees_role("status", "Not kept").await;
        goes_to_screen(person, "Overview").await;
        opens_case(person, "001").await;
        person.sees_value("Note on 2.1.1a", "In memory").await;
        alarm.sees("it is gone when this window is closed").await;
        alarm.clicks("link", "Export now").await;
        person.clicks("button", "Export the inspection").await;
        person.sees_role("heading 2", "Exported, read back and compared").await;
        let file = person.waits_for_download("*.json").await;
        let exported = checked(&fs::read_to_string(file).unwrap());
        let (_, case) = exported.inspection.case_numbered("001").unwrap();
        let reading = case.counting_reading().unwrap();
        let prompt = domain::Reference::new("2.1.1a").unwrap();
        assert_eq!(reading.answer(prompt), Some(Answer::Yes));
        assert_eq!(
            reading.entries.get(&prompt).map(|entry| entry.note.as_str()),
            Some("In memory")
        );

        // The first screen still has it, and the example opens beside it.
        person.within("banner", "…").clicks("link", "Caseread").await;
        person.sees_role("link", "Northtown").await;
        opens_example(person).await;
        goes_to_screen(person, "Results").await;
        person.sees("25 of 36: Good").await;
    })
    .await;
}

#[tokio::test]
async fn writes_that_fail_turn_the_light_red_and_are_made_good() {
    Person::works("writes_that_fail", async |person| {
        begins_court_case(person, "Northtown").await;
        person.chooses("2.1.1a …", "Yes").await;
        sees_saved(person).await;
        let banner = person.within("banner", "…");
        banner.does_not_see_role("alert", "…").await;

        person.asks_the_page(DISK_FULL).await;
        person.chooses("2.1.1b …", "No").await;
        banner.sees_role("status", "Not saved").await;
        let alarm = banner.within("alert", "…");
        alarm.sees("Your work is not being saved.").await;
        alarm.sees("There is no room left on this computer.").await;
        // Work goes on, on this screen and on others.
        person.chooses("2.1.1c …", "Yes").await;
        person.fills("Note on 2.1.1c", "While the disk was full").await;
        goes_to_screen(person, "Cases").await;
        banner.sees_role("status", "Not saved").await;
        opens_case(person, "001").await;
        person.sees_value("2.1.1b …", "No").await;
        person.sees_value("Note on 2.1.1c", "While the disk was full").await;
        assert_eq!(on_shelf(person).await.answer("001", "2.1.1b"), None);

        // What is on the screen can be handed over all the same.
        alarm.clicks("link", "Export now").await;
        person.clicks("button", "Export the inspection").await;
        person.sees_role("heading 2", "Exported, read back and compared").await;
        let file = person.waits_for_download("*.json").await;
        let exported = checked(&fs::read_to_string(file).unwrap());
        let (_, case) = exported.inspection.case_numbered("001").unwrap();
        let prompt = domain::Reference::new("2.1.1b").unwrap();
        assert_eq!(case.counting_reading().unwrap().answer(prompt), Some(Answer::No));

        person.asks_the_page("window.diskFull = false;").await;
        sees_saved(person).await;
        banner.does_not_see_role("alert", "…").await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.answer("001", "2.1.1b"), Some(Answer::No));
        assert_eq!(shelf.answer("001", "2.1.1c"), Some(Answer::Yes));
        assert_eq!(shelf.note("001", "2.1.1c"), "While the disk was full");
        person.reloads().await;
        opens_case(person, "001").await;
        person.sees_value("Note on 2.1.1c", "While the disk was full").await;
        on_shelf(person).await.is_whole();
    })
    .await;
}

#[tokio::test]
async fn nothing_half_made_stays_when_an_import_cannot_be_kept() {
    Person::works("import_on_a_full_disk", async |person| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("example.json");
        fs::write(&path, example::many(3).unwrap()).unwrap();
        person.goes_to("#/import").await;
        person.picks_file("File to bring in", &path).await;
        person.sees_role("button", "Bring it in").await;
        let before = person.everything_kept().await;
        // Not at the first write, but in the midst of them.
        let script = r#"
            const real = IDBObjectStore.prototype.put;
            let left = 3;
            IDBObjectStore.prototype.put = function (...args) {
              if (left-- <= 0) throw new DOMException("", "QuotaExceededError");
              return real.apply(this, args);
            };
        "#;
        person.asks_the_page(script).await;
        person.clicks("button", "Bring it in").await;
        let alert = person.within("main", "…").within("alert", "…");
        alert.sees("The browser did not keep it, so nothing was brought in.").await;
        alert.sees("Free some disk space").await;
        person.sees("Nothing on this computer was changed.").await;
        assert_eq!(person.everything_kept().await, before);
        person.goes_to("#/").await;
        person.sees("No inspection here yet.").await;
    })
    .await;
}

#[tokio::test]
async fn a_second_window_on_one_inspection_is_noticed_and_overwrites_nothing() {
    Person::works("second_window", async |person| {
        begins_court_case(person, "Northtown").await;
        person.chooses("2.1.1a …", "Yes").await;
        sees_saved(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees_value("2.1.1a …", "Yes").await;

        person.goes_on_in(&first).await;
        person.chooses("2.1.1b …", "No").await;
        person.fills("Note on 2.1.1b", "From the first window").await;
        sees_saved(person).await;

        person.goes_on_in(&second).await;
        person.chooses("2.1.1b …", "Yes").await;
        let banner = person.within("banner", "…");
        banner.sees_role("status", "Not saved").await;
        banner.within("alert", "…").sees("This inspection was changed in another window.").await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.answer("001", "2.1.1b"), Some(Answer::No));
        assert_eq!(shelf.note("001", "2.1.1b"), "From the first window");

        // Going from screen to screen in the second window writes no older state over the newer one.
        goes_to_screen(person, "Cases").await;
        goes_to_screen(person, "Results").await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.answer("001", "2.1.1b"), Some(Answer::No));

        // What was done in the second window can be taken along in a file.
        banner.within("alert", "…").clicks("link", "Export now").await;
        person.clicks("button", "Export the inspection").await;
        person.sees_role("heading 2", "Exported, read back and compared").await;
        let file = person.waits_for_download("*.json").await;
        let exported = checked(&fs::read_to_string(file).unwrap());
        let (_, case) = exported.inspection.case_numbered("001").unwrap();
        let prompt = domain::Reference::new("2.1.1b").unwrap();
        assert_eq!(case.counting_reading().unwrap().answer(prompt), Some(Answer::Yes));

        // The first window goes on as if it were alone; the second one does so after a reload.
        person.goes_on_in(&first).await;
        person.chooses("2.1.1c …", "Yes").await;
        sees_saved(person).await;
        person.goes_on_in(&second).await;
        person.reloads().await;
        opens_case(person, "001").await;
        person.sees_value("2.1.1b …", "No").await;
        person.sees_value("2.1.1c …", "Yes").await;
        person.chooses("2.1.1d …", "No").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.answer("001", "2.1.1c"), Some(Answer::Yes));
        assert_eq!(shelf.answer("001", "2.1.1d"), Some(Answer::No));
    })
    .await;
}

#[tokio::test]
async fn a_window_left_behind_writes_no_old_snapshot_over_newer_work() {
    Person::works("window_left_behind", async |person| {
        begins_court_case(person, "Northtown").await;
        person.chooses("2.1.1a …", "Yes").await;
        sees_saved(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees_value("2.1.1a …", "Yes").await;
        person.goes_on_in(&first).await;
        person.chooses("2.1.1b …", "No").await;
        goes_to_screen(person, "Cases").await;
        super::steps::adds_case(person, "002", "Court disposals").await;
        goes_to_screen(person, "Overview").await;
        sees_saved(person).await;
        // The other window only looks around.
        person.goes_on_in(&second).await;
        goes_to_screen(person, "Overview").await;
        goes_to_screen(person, "Cases").await;
        person.goes_on_in(&first).await;
        person.reloads().await;
        goes_to_screen(person, "Cases").await;
        person.sees_role("link", "Case 002").await;
        opens_case(person, "001").await;
        person.sees_value("2.1.1b …", "No").await;
        on_shelf(person).await.is_whole();
    })
    .await;
}
