//! The whole core job with the keyboard alone, and the letters that answer.

use domain::{Answer, Verdict};

use crate::person::Person;

use super::shelf::on_shelf;
use super::steps::{
    COURT_ALL_WELL, DECIDING, ROSH, SAFETY, VICTIM, answers_by_keys, begins_court_case, decides,
    sees_saved,
};

/// Goes on with Tab until the focus is there. The limit is more than any screen has places to stop.
async fn tabs_to(person: &Person, wanted: &str) {
    let mut passed = Vec::new();
    for _ in 0..90 {
        person.presses("Tab").await;
        let focus = person.focus().await;
        if focus.starts_with(wanted) {
            return;
        }
        passed.push(focus);
    }
    panic!("Tab does not come to {wanted}. It stops at {passed:#?}");
}

/// Chooses in a closed list, by the letter its option begins with.
async fn picks(person: &Person, list: &str, letter: &str) {
    tabs_to(person, &format!("combobox \"{list}")).await;
    person.presses(letter).await;
}

#[tokio::test]
async fn letters_answer_judge_and_clear() {
    Person::works("letters_answer", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        answers_by_keys(person, "2.1.2a", "yna").await;
        person.sees_value("2.1.2a …", "Yes").await;
        person.sees_value("2.1.2b …", "No").await;
        person.sees_value("2.1.2c …", "Not applicable").await;
        // The focus has gone on to the judgement; y answers no judgement, and a is not allowed in this one.
        person.presses("y").await;
        person.presses("a").await;
        person.sees_value("2.1.2 judgement …", "").await;
        person.presses("i").await;
        person.sees_value("2.1.2 judgement …", "Not sufficient").await;
        // From there on to the next key question.
        person.presses("N").await;
        person.sees_value("2.1.3a …", "No").await;
        // a is no answer where not applicable is not offered.
        answers_by_keys(person, "2.1.1a", "a").await;
        person.sees_value("2.1.1a …", "").await;
        person.presses("y").await;
        person.presses("Shift+Tab").await;
        answers_by_keys(person, "2.1.1a", "").await;
        person.presses("Delete").await;
        person.sees_value("2.1.1a …", "").await;
        answers_by_keys(person, "2.3.1a", "").await;
        person.asks_the_page("document.querySelector('#j-2\\\\.3\\\\.1 input').focus();").await;
        person.presses("a").await;
        person.sees_value("2.3.1 judgement …", "Not applicable").await;
        person.asks_the_page("document.querySelector('#j-2\\\\.3\\\\.1 input').focus();").await;
        person.presses("Delete").await;
        person.sees_value("2.3.1 judgement …", "").await;
        person.asks_the_page("document.querySelector('#j-2\\\\.3\\\\.1 input').focus();").await;
        person.presses("s").await;
        person.sees_value("2.3.1 judgement …", "Sufficient").await;
        // With a modifier a letter belongs to the browser, and in a note it is a letter.
        answers_by_keys(person, "2.1.1c", "").await;
        person.presses("Shift+Tab").await;
        person.fills("Note on 2.1.1c", "any signs").await;
        person.sees_value("2.1.1c …", "").await;

        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.answer("001", "2.1.1a"), None);
        assert_eq!(shelf.answer("001", "2.1.2b"), Some(Answer::No));
        assert_eq!(shelf.verdict("001", "2.1.2"), Some(Verdict::NotSufficient));
        assert_eq!(shelf.note("001", "2.1.1c"), "any signs");
    })
    .await;
}

#[tokio::test]
async fn the_whole_job_is_done_with_keys_alone() {
    Person::works("with_keys_alone", async |person| {
        tabs_to(person, "link \"New inspection\"").await;
        person.presses("Enter").await;
        person.sees_focus_on("heading", "New inspection").await;
        tabs_to(person, "textbox \"Service").await;
        person.types("Northtown").await;
        picks(person, "Nation", "w").await;
        tabs_to(person, "textbox \"Your name or initials").await;
        person.types("RK").await;
        person.presses("Enter").await;
        person.sees_focus_on("heading", "Cases").await;

        tabs_to(person, "textbox \"Case number").await;
        person.presses("Enter").await;
        person.sees_role("table", "1 case").await;
        tabs_to(person, "link \"Case 001\"").await;
        person.presses("Enter").await;
        person.sees_focus_on("heading", "Case 001").await;

        // A list that was answered leaves the screen; the focus goes on from where it stood.
        picks(person, VICTIM, "n").await;
        picks(person, SAFETY, "n").await;
        picks(person, ROSH, "l").await;
        person.does_not_see_role("region", DECIDING).await;
        tabs_to(person, "radio \"Yes\"").await;
        for letter in COURT_ALL_WELL.chars().filter(|letter| *letter != ' ') {
            person.presses(&letter.to_string()).await;
        }
        person.sees("Nothing owed").await;

        // The way to the results leads over the head of the page.
        person.reloads().await;
        person.sees_role("heading 1", "Case 001").await;
        tabs_to(person, "link \"Results\"").await;
        person.presses("Enter").await;
        person.sees_focus_on("heading", "Results").await;
        person.within("row", "2.1.1…").sees("1 of 1, 100%").await;
        tabs_to(person, "button \"Ratings panel: Overall rating\"").await;
        person.presses("Enter").await;
        picks(person, "Rating the panel gave: Overall rating", "g").await;
        tabs_to(person, "textbox \"Who decided: Overall rating\"").await;
        person.types("The panel").await;
        tabs_to(person, "textbox \"The panel's reason: Overall rating\"").await;
        person.types("One case says little").await;
        tabs_to(person, "button").await;
        person.sees("The panel gave Good (The panel, recorded").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.reading("001").judgements.len(), 6);
        assert_eq!(shelf.inspection.record.given.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn the_skip_link_leads_to_the_content() {
    Person::works("skip_link", async |person| {
        person.sees_role("heading 1", "Inspections").await;
        person.goes_to("#/help").await;
        person.sees_role("heading 1", "Help").await;
        person.reloads().await;
        person.sees_role("heading 1", "Help").await;
        person.presses("Tab").await;
        person.sees_focus_on("link", "Skip to the main content").await;
        person.presses("Enter").await;
        person.sees_role("heading 1", "Help").await;
        assert_eq!(person.asks_the_page("return document.activeElement.id").await, "main");
    })
    .await;
}

#[tokio::test]
async fn arrow_keys_pass_over_an_option_of_a_list_that_decides() {
    Person::works("arrow_keys_in_a_list", async |person| {
        begins_court_case(person, "Northtown").await;
        tabs_to(person, &format!("combobox \"{ROSH}")).await;
        // From nothing over low to medium: the list must not be gone at low.
        person.presses("ArrowDown").await;
        person.presses("ArrowDown").await;
        person.presses("Tab").await;
        sees_saved(person).await;
        assert_eq!(
            on_shelf(person).await.detail("001", "rosh-inspector").as_deref(),
            Some("medium")
        );
    })
    .await;
}
