//! Point 9: out as JSON, in again elsewhere, with the identical ratings.

use std::path::PathBuf;

use crate::journeys::errands::{
    begins_an_inspection, is_saved, journal, opens_a_new_case, opens_the_example,
    records_what_decides,
};
use crate::person::Person;

/// Exports the whole inspection without sealing it.
pub async fn exports(person: &mut Person) -> PathBuf {
    person.clicks("link", "Hand over").await;
    person.clicks("button", "Without sealing").await;
    person.clicks("button", "Export the inspection").await;
    person.sees("Exported, read back and compared").await;
    person.waits_for_download("OFFICIAL-SENSITIVE_*.json").await
}

/// Picks a file to bring in.
pub async fn brings_in(person: &Person, file: &std::path::Path) {
    person.goes_to("#/import").await;
    person.picks_file("File to bring in", file).await;
}

#[tokio::test]
async fn another_browser_gives_the_identical_ratings() {
    Person::works("exports", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        person.sees("25 of 36: Good").await;
        let results = person.reads("main", "…").await;
        let file = exports(person).await;
        let text = std::fs::read_to_string(&file).unwrap();
        let exported = wire::read(&text, |_| None).unwrap();
        assert_eq!((exported.head.n_cases, exported.head.whole), (37, true));
        Person::works("imports", async |other| {
            brings_in(other, &file).await;
            other.sees("The whole inspection: 37 cases").await;
            assert!(other.records("heads").await.is_empty());
            other.clicks("button", "Bring it in").await;
            other.sees_role("heading", "East Sussex (example)").await;
            other.sees("Brought in: 37 new cases").await;
            other.clicks("button", "Put away").await;
            other.clicks("link", "Results").await;
            other.sees("25 of 36: Good").await;
            assert_eq!(other.reads("main", "…").await, results);
            brings_in(other, &file).await;
            other.sees("There is nothing in it that is not here already.").await;
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn chosen_cases_go_alone_and_hidden_answers_do_not_go_as_live() {
    Person::works("chosen", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        records_what_decides(person).await;
        person.chooses("2.1.1h…", "Yes").await;
        person.chooses("2.1.1a…", "Yes").await;
        person.clicks("link", "Details").await;
        person.selects("Identifiable victim", "No").await;
        person.clicks("link", "Cases").await;
        person.clicks("button", "Add case").await;
        person.sees_role("link", "Case 002").await;
        is_saved(person).await;
        person.clicks("link", "Hand over").await;
        person.clicks("radio", "Chosen cases…").await;
        person.clicks("checkbox", "Case 001").await;
        person.clicks("button", "Without sealing").await;
        person.clicks("button", "Export 1 chosen case").await;
        person.sees("Exported, read back and compared").await;
        let file = person.waits_for_download("*_1-cases_*.json").await;
        let text = std::fs::read_to_string(file).unwrap();
        let json: serde_json::Value = serde_json::from_str(&text).unwrap();
        let cases = json["content"]["cases"].as_array().unwrap();
        assert_eq!(cases.len(), 1);
        let reading = &cases[0]["readings"][0];
        assert_eq!(reading["answers"]["2.1.1a"]["answer"], "yes");
        assert_eq!(reading["answers"]["2.1.1h"], serde_json::Value::Null);
        assert_eq!(reading["hidden_answers"]["2.1.1h"]["answer"], "yes");
    })
    .await;
}

#[tokio::test]
async fn a_newer_file_is_added_and_work_on_both_sides_is_refused_whole() {
    Person::works("newer", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        records_what_decides(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        let first = exports(person).await;
        Person::works("newer_other", async |other| {
            brings_in(other, &first).await;
            other.clicks("button", "Bring it in").await;
            other.sees_role("heading", "Northtown Youth Justice Service").await;
            person.clicks("link", "Cases").await;
            person.clicks("link", "Case 001").await;
            person.chooses("2.1.1b…", "No").await;
            is_saved(person).await;
            let second = exports(person).await;
            brings_in(other, &second).await;
            other.sees("1 newer in the file").await;
            other.clicks("button", "Bring it in").await;
            other.clicks("link", "Cases").await;
            other.clicks("link", "Case 001").await;
            other.sees_value("2.1.1b…", "No").await;
            other.chooses("2.1.1c…", "Yes").await;
            is_saved(other).await;
            person.clicks("link", "Cases").await;
            person.clicks("link", "Case 001").await;
            person.chooses("2.1.1c…", "No").await;
            is_saved(person).await;
            let third = exports(person).await;
            let before = journal(other).await;
            brings_in(other, &third).await;
            other.sees("The case was changed both here and in the file.").await;
            other.sees("Nothing on this computer was changed.").await;
            assert_eq!(journal(other).await, before);
        })
        .await;
    })
    .await;
}
