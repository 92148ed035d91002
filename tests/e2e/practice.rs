//! The verbs tried on a page made for it: a verb that always succeeds would make every journey pass.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::person::Person;
use crate::sight;

/// A person at a page that has one of everything.
async fn at_the_practice_page(test: &str, work: impl AsyncFnOnce(&mut Person)) {
    let folder = tempfile::tempdir().unwrap_or_else(|why| panic!("no folder: {why}"));
    let page = folder.path().join("practice.html");
    fs::write(&page, include_str!("practice.html")).unwrap_or_else(|why| panic!("{why}"));
    Person::works_at(&page, test, work).await;
}

#[tokio::test]
async fn what_stands_on_the_page_is_found_by_role_and_name() {
    at_the_practice_page("found_by_role_and_name", async |person| {
        person.sees_role("heading 1", "Caseread").await;
        person.sees_role("navigation", "Places").await;
        person.sees_role("progressbar", "Read").await;
        person.sees_role("button", "Close it").await;
        person.sees_role("button", "Remove").await;
        person.within("table", "Sample").sees_role("row", "014 done").await;
        person.within("row", "015…").sees("owed").await;
        person.does_not_see_role("heading 2", "Caseread").await;
        person.does_not_see_role("dialog", "…").await;
        person.sees("Shares: 12% of cases next line").await;
        person.does_not_see("Hidden words").await;
        person.does_not_see("What good looks like").await;
        assert_eq!(person.names_of("radio").await, ["Yes", "No", "Yes", "No"]);
        assert_eq!(person.reads("table", "Sample").await, "Sample Case State 014 done 015 owed");
        person.clicks("button", "Guidance").await;
        person.sees("What good looks like").await;
    })
    .await;
}

#[tokio::test]
async fn fields_are_worked_by_their_labels() {
    at_the_practice_page("worked_by_labels", async |person| {
        person.chooses("a Was the child seen?", "Yes").await;
        person.chooses("b Was it…", "No").await;
        person.sees_value("a Was the child seen?", "Yes").await;
        assert_eq!(person.value_of("b Was it in time?").await, "No");
        person.fills("Number", "014").await;
        assert_eq!(person.value_of("Number").await, "014");
        person.fills("Note", "first").await;
        person.fills("Note", "").await;
        assert_eq!(person.value_of("Note").await, "");
        person.fills("Note", "“Seen”, twice\nand heard").await;
        person.presses("Tab").await;
        person.sees_focus_on("textbox", "Number").await;
        assert_eq!(person.value_of("Note").await, "“Seen”, twice\nand heard");
        person.types("15").await;
        person.presses("Shift+Tab").await;
        assert_eq!(person.focus().await, "textbox \"Note\"");
        person.presses("Control+z").await;
        person.sees("undone").await;
        person.fills("On", "2026-11-22").await;
        assert_eq!(person.value_of("On").await, "2026-11-22");
        person.selects("Pool", "Victim's cases").await;
        assert_eq!(person.value_of("Pool").await, "Victim's cases");
    })
    .await;
}

#[tokio::test]
async fn what_comes_late_is_waited_for() {
    at_the_practice_page("waited_for", async |person| {
        person.clicks("button", "Later").await;
        person.sees("came late").await;
        person.clicks("button", "Ask").await;
        let dialog = person.within("dialog", "Are you sure?");
        dialog.clicks("button", "Yes, sure").await;
        person.does_not_see_role("dialog", "Are you sure?").await;
        person.within("main", "…").sees_role("status", "sure").await;
        person.goes_to("#/two").await;
        person.sees("Place: #/two").await;
        person.clicks("link", "Place one").await;
        person.sees("Place: #/one").await;
        person.resizes(600, 700).await;
        person.resizes(360, 700).await;
        assert!(person.screenshot("practice").await.is_file());
    })
    .await;
}

#[tokio::test]
async fn files_go_out_and_come_in() {
    at_the_practice_page("files_out_and_in", async |person| {
        person.fills("Note", "to be exported").await;
        person.clicks("button", "Export").await;
        let first = person.waits_for_download("practice-*.json").await;
        let text = fs::read_to_string(&first).unwrap_or_default();
        assert_eq!(text, r#"{"note":"to be exported"}"#);
        person.clicks("button", "Export").await;
        let second = person.waits_for_download("practice-*.json").await;
        assert_ne!(first, second);
        person.picks_file("Open a file", Path::new(&first)).await;
        person.within("status", "…").sees("to be exported").await;
        assert_eq!(person.requests_made().await, Vec::<String>::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_stored_outlives_the_browser() {
    at_the_practice_page("outlives_the_browser", async |person| {
        for kept in ["by closing", "by a power cut", "by a reload"] {
            person.fills("Note", kept).await;
            person.presses("Tab").await;
            person.sees_role("status", "saved").await;
            match kept {
                "by closing" => person.closes_and_reopens().await,
                "by a power cut" => person.kills_and_reopens().await,
                _ => person.reloads().await,
            }
            person.sees_role("status", "found").await;
            person.sees_value("Note", kept).await;
            let sealed = json!({ "bytes": [1, 2, 3] });
            assert_eq!(
                person.records("records").await,
                [json!({ "text": kept, "sealed": sealed })]
            );
        }
    })
    .await;
}

#[tokio::test]
async fn two_people_have_two_profiles() {
    at_the_practice_page("the_first_of_two", async |first| {
        at_the_practice_page("the_second_of_two", async |second| {
            first.fills("Note", "mine").await;
            first.presses("Tab").await;
            first.sees_role("status", "saved").await;
            second.reloads().await;
            second.sees_value("Note", "").await;
            assert_eq!(second.records("records").await, Vec::<serde_json::Value>::new());
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_done_is_told_with_what_is_there() {
    at_the_practice_page("what_cannot_be_done", async |person| {
        let why = async |scope: &[(&str, &str)], role: &str, name: &str| {
            let scope = scope.iter().map(|(role, name)| (role.to_string(), name.to_string()));
            let seen = sight::working(person.client(), &scope.collect(), &[role], name).await;
            seen.err().unwrap_or_default()
        };
        let missing = why(&[], "button", "Save").await;
        assert!(
            missing.starts_with("no button \"Save\". There is: \n    button \"Later\""),
            "{missing}"
        );
        let alike = why(&[], "radio", "Yes").await;
        assert!(alike.starts_with("there are 2 of them"), "{alike}");
        assert_eq!(why(&[], "button", "Never").await, "it is there but disabled");
        let lost = why(&[("table", "Cases")], "row", "014 done").await;
        assert_eq!(lost, "0 table \"Cases\" to look within. There is: \n    Sample");
    })
    .await;
}
