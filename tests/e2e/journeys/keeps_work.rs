//! Point 8: nothing is lost, whatever becomes of the browser or its store.

use crate::journeys::errands::{
    begins_an_inspection, empties_the_store, is_saved, journal, opens_a_new_case,
    records_what_decides, values,
};
use crate::person::Person;

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    records_what_decides(person).await;
}

async fn comes_back(person: &Person) {
    person.clicks("link", "Northtown Youth Justice Service").await;
    person.clicks("link", "Cases").await;
    person.clicks("link", "Case 001").await;
}

#[tokio::test]
async fn answers_and_notes_outlive_the_browser() {
    Person::works("closes", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "No").await;
        person.fills("Note on 2.1.1a", "Kept over night.").await;
        is_saved(person).await;
        person.closes_and_reopens().await;
        comes_back(person).await;
        person.sees_value("2.1.1a…", "No").await;
        person.sees_value("Note on 2.1.1a", "Kept over night.").await;
    })
    .await;
}

#[tokio::test]
async fn what_the_light_called_saved_outlives_a_power_cut() {
    Person::works("killed", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1b", "Written a moment ago.").await;
        is_saved(person).await;
        person.kills_and_reopens().await;
        comes_back(person).await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("Note on 2.1.1b", "Written a moment ago.").await;
    })
    .await;
}

#[tokio::test]
async fn leaving_in_the_middle_of_a_word_keeps_it() {
    Person::works("leaves_at_once", async |person| {
        begins(person).await;
        person.fills("Note on 2.1.1a", "Half a th").await;
        // At once, within the pause after the last key.
        person.reloads().await;
        person.sees_value("Note on 2.1.1a", "Half a th").await;
    })
    .await;
}

#[tokio::test]
async fn typing_on_while_the_page_draws_again_loses_nothing() {
    Person::works("types_on", async |person| {
        begins(person).await;
        person.fills("Note on 2.1.1a", "Before").await;
        person.chooses("2.1.1a…", "Yes").await;
        person.chooses("2.1.1b…", "No").await;
        person.sees_value("Note on 2.1.1a", "Before").await;
        person.fills("Note on 2.1.1c", "one").await;
        person.types(" two three four five six seven eight nine ten").await;
        is_saved(person).await;
        person
            .sees_value("Note on 2.1.1c", "one two three four five six seven eight nine ten")
            .await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "note", "2.1.1a").last().unwrap(), "Before");
    })
    .await;
}

/// Makes every write of the page go wrong in one of the ways browsers have.
fn failing(how: &str) -> String {
    format!(
        "window.kept ??= IDBObjectStore.prototype.add; window.keptCommit ??= IDBTransaction.prototype.commit; IDBObjectStore.prototype.add = function () {{ {how} }};"
    )
}

const FULL: &str = "throw new DOMException('', 'QuotaExceededError');";
const MEND: &str = "IDBObjectStore.prototype.add = window.kept; IDBTransaction.prototype.commit = window.keptCommit;";

#[tokio::test]
async fn a_full_disk_is_told_loudly_and_everything_is_written_once_there_is_room() {
    Person::works("full", async |person| {
        begins(person).await;
        is_saved(person).await;
        person.asks_the_page(&failing(FULL)).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.sees("Your work is not being saved.").await;
        person.sees("There is no room left on this computer.").await;
        person.sees_role("link", "Export now").await;
        person.chooses("2.1.1b…", "No").await;
        person.asks_the_page(MEND).await;
        is_saved(person).await;
        person.does_not_see("Your work is not being saved.").await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1a"), ["yes"]);
        assert_eq!(values(&journal, "answer", "2.1.1b"), ["no"]);
    })
    .await;
}

#[tokio::test]
async fn a_write_that_fails_in_any_way_is_told_and_made_good() {
    Person::works("fails", async |person| {
        begins(person).await;
        is_saved(person).await;
        for (at, how) in [
            "throw new DOMException('', 'UnknownError');",
            "throw new DOMException('', 'InvalidStateError');",
            "throw null;",
            // It goes wrong only later, with no word of why.
            "this.transaction.abort(); return window.kept.apply(this, arguments);",
            // It never answers: the transaction is kept open.
            "IDBTransaction.prototype.commit = () => {}; const store = this, again = () => { if (!window.well) store.count().onsuccess = again; }; window.well = false; again(); return window.kept.apply(this, arguments);",
        ]
        .into_iter()
        .enumerate()
        {
            person.asks_the_page(&failing(how)).await;
            person.fills("Note on 2.1.1a", &format!("Through fault {at}")).await;
            person.sees("Your work is not being saved.").await;
            person.asks_the_page(&format!("{MEND} window.well = true;")).await;
            is_saved(person).await;
            person.does_not_see("Your work is not being saved.").await;
            person.sees_value("Note on 2.1.1a", &format!("Through fault {at}")).await;
        }
        let journal = journal(person).await;
        let expected: Vec<_> = (0..5).map(|at| format!("Through fault {at}")).collect();
        assert_eq!(values(&journal, "note", "2.1.1a"), expected);
    })
    .await;
}

#[tokio::test]
async fn a_store_that_was_emptied_comes_back_from_the_second_copy() {
    Person::works("emptied", async |person| {
        begins(person).await;
        person.fills("Note on 2.1.1a", "Kept twice over.").await;
        is_saved(person).await;
        person.waits_for_mirror("Kept twice over.").await;
        empties_the_store(person).await;
        // The first screen notices: loading the page once more would find it mended already.
        person.goes_to("#/").await;
        person.sees("This browser's store had lost an inspection.").await;
        person.reloads().await;
        comes_back(person).await;
        person.sees_value("Note on 2.1.1a", "Kept twice over.").await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
    })
    .await;
}

#[tokio::test]
async fn a_store_emptied_while_one_works_is_filled_again() {
    Person::works("emptied_under", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        person.waits_for_mirror("2.1.1a").await;
        empties_the_store(person).await;
        person.fills("Note on 2.1.1b", "Written after it.").await;
        is_saved(person).await;
        person.reloads().await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("Note on 2.1.1b", "Written after it.").await;
    })
    .await;
}

/// Takes the store away and starts the app's own shelf anew, as in a browser that refuses it.
const REFUSE: &str =
    "IDBFactory.prototype.open = function () { throw new DOMException('', 'SecurityError'); };";

#[tokio::test]
async fn a_store_that_dies_leaves_the_way_out_open() {
    Person::works("dies", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        person.asks_the_page(&failing(FULL)).await;
        person.asks_the_page(REFUSE).await;
        person.chooses("2.1.1b…", "No").await;
        person.sees("Your work is not being saved.").await;
        person.clicks("link", "Hand over").await;
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let file = person.waits_for_download("*.json").await;
        let text = std::fs::read_to_string(file).unwrap();
        let exported = wire::read(&text, frameworks::edition).unwrap();
        let case = exported.inspection.cases.values().next().unwrap();
        assert_eq!(case.counting_reading().unwrap().entries.len(), 2);
    })
    .await;
}
