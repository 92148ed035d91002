//! 8. Whatever happens to the browser, every answer and every note is there afterwards.

use std::time::Duration;

use domain::{Answer, Verdict};

use crate::person::Person;

use super::shelf::on_shelf;
use super::steps::{
    COURT_ALL_WELL, adds_case, answers_by_keys, begins_court_case, decides, goes_to_screen,
    opens_case, sees_saved,
};

/// Longer than notes may take to be kept, and longer than a disk takes to write them.
const WELL_KEPT: Duration = Duration::from_millis(1200);

const NOTE: &str = "The plan says “see above”,\nand there is nothing above.";

/// Opens the case of the one inspection from the first screen.
async fn comes_back(person: &Person) {
    person.clicks("link", "Northtown").await;
    opens_case(person, "001").await;
}

async fn answers_and_writes(person: &Person) {
    begins_court_case(person, "Northtown").await;
    person.chooses("2.1.1a …", "Yes").await;
    person.chooses("2.1.1b …", "No").await;
    person.chooses("2.1.2 judgement …", "Not sufficient").await;
    person.fills("Reason for the judgement on 2.1.2", "Nobody asked about home").await;
    person.fills("Note on 2.1.1b", NOTE).await;
}

async fn finds_everything(person: &Person) {
    person.sees_value("2.1.1a …", "Yes").await;
    person.sees_value("2.1.1b …", "No").await;
    person.sees_value("2.1.2 judgement …", "Not sufficient").await;
    person.sees_value("Reason for the judgement on 2.1.2", "Nobody asked about home").await;
    person.sees_value("Note on 2.1.1b", NOTE).await;
    sees_saved(person).await;
    let shelf = on_shelf(person).await;
    shelf.is_whole();
    assert_eq!(shelf.answer("001", "2.1.1a"), Some(Answer::Yes));
    assert_eq!(shelf.verdict("001", "2.1.2"), Some(Verdict::NotSufficient));
    assert_eq!(shelf.note("001", "2.1.1b"), NOTE);
}

#[tokio::test]
async fn answers_and_notes_are_there_after_the_browser_was_closed() {
    Person::works("after_closing", async |person| {
        answers_and_writes(person).await;
        sees_saved(person).await;
        person.closes_and_reopens().await;
        comes_back(person).await;
        finds_everything(person).await;
    })
    .await;
}

#[tokio::test]
async fn answers_and_notes_are_there_after_a_power_cut() {
    Person::works("after_a_power_cut", async |person| {
        answers_and_writes(person).await;
        // Nobody leaves the field: the pause alone has to keep the note.
        tokio::time::sleep(WELL_KEPT).await;
        person.within("banner", "…").sees_role("status", "Saved").await;
        person.kills_and_reopens().await;
        comes_back(person).await;
        finds_everything(person).await;
    })
    .await;
}

#[tokio::test]
async fn a_note_is_kept_when_the_page_is_reloaded_at_once() {
    Person::works("reloaded_at_once", async |person| {
        answers_and_writes(person).await;
        person.reloads().await;
        person.sees_role("heading 1", "Case 001").await;
        finds_everything(person).await;
    })
    .await;
}

#[tokio::test]
async fn a_note_is_kept_when_the_window_is_closed_at_once() {
    Person::works("window_closed_at_once", async |person| {
        begins_court_case(person, "Northtown").await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.goes_on_in(&first).await;
        person.chooses("2.1.1a …", "Yes").await;
        person.fills("Note on 2.1.1a", NOTE).await;
        person.closes_window_for(&second).await;
        person.reloads().await;
        person.sees_role("heading 1", "Case 001").await;
        person.sees_value("2.1.1a …", "Yes").await;
        person.sees_value("Note on 2.1.1a", NOTE).await;
        assert_eq!(on_shelf(person).await.note("001", "2.1.1a"), NOTE);
    })
    .await;
}

#[tokio::test]
async fn a_note_is_kept_when_the_browser_is_closed_at_once() {
    Person::works("browser_closed_at_once", async |person| {
        answers_and_writes(person).await;
        person.closes_and_reopens().await;
        comes_back(person).await;
        finds_everything(person).await;
    })
    .await;
}

#[tokio::test]
async fn the_light_never_says_saved_while_a_word_is_on_its_way() {
    Person::works("never_saved_too_early", async |person| {
        begins_court_case(person, "Northtown").await;
        sees_saved(person).await;
        // Watches, at every alteration of the screen, what the light says while the note is not in the store.
        let watch = r#"
            window.early = [];
            const said = () => document.querySelector('.saved [role=status]').textContent;
            const field = document.querySelector('#q-2\\.1\\.1a textarea');
            const add = IDBObjectStore.prototype.add;
            window.waiting = false;
            field.addEventListener('input', () => { window.waiting = true; });
            IDBObjectStore.prototype.add = function (...args) {
              const request = add.apply(this, args);
              this.transaction.addEventListener('complete', () => { window.waiting = false; });
              return request;
            };
            new MutationObserver(() => { if (window.waiting && said() === 'Saved') window.early.push(field.value); })
              .observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        "#;
        person.asks_the_page(watch).await;
        person.fills("Note on 2.1.1a", "word").await;
        let light = person.within("banner", "…");
        light.sees_role("status", "Saving…").await;
        light.sees_role("status", "Saved").await;
        assert_eq!(person.asks_the_page("return window.early;").await, serde_json::json!([]));
        assert_eq!(on_shelf(person).await.note("001", "2.1.1a"), "word");
    })
    .await;
}

#[tokio::test]
async fn typing_goes_on_while_another_question_is_answered() {
    Person::works("typing_goes_on", async |person| {
        begins_court_case(person, "Northtown").await;
        person.fills("Note on 2.1.1a", "One ").await;
        for (word, other) in [("two ", "2.1.1b"), ("three ", "2.1.1c"), ("four", "2.4.1a")] {
            person.types(word).await;
            // The answer comes without the focus, as from a second hand: the screen is drawn in the middle of a word.
            let selector = format!("#q-{} input", other.replace('.', "\\\\."));
            person.asks_the_page(&format!("document.querySelector('{selector}').click();")).await;
            person.sees_value(&format!("{other} …"), "Yes").await;
            person.sees_focus_on("textbox", "Note on 2.1.1a").await;
        }
        tokio::time::sleep(WELL_KEPT).await;
        // The pause is over, what was typed is kept, and the field goes on as before.
        person.types(" five").await;
        person.sees_value("Note on 2.1.1a", "One two three four five").await;
        person.presses("ArrowLeft").await;
        person.types("!").await;
        person.sees_value("Note on 2.1.1a", "One two three four fiv!e").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.note("001", "2.1.1a"), "One two three four fiv!e");
        for other in ["2.1.1b", "2.1.1c", "2.4.1a"] {
            assert_eq!(shelf.answer("001", other), Some(Answer::Yes));
        }
    })
    .await;
}

#[tokio::test]
async fn a_note_is_kept_when_another_screen_is_opened_at_once() {
    Person::works("another_screen_at_once", async |person| {
        begins_court_case(person, "Northtown").await;
        person.fills("Note on 2.1.1a", NOTE).await;
        goes_to_screen(person, "Overview").await;
        opens_case(person, "001").await;
        person.sees_value("Note on 2.1.1a", NOTE).await;
        // By the address alone no field is left before the screen is gone.
        person.fills("Note on 2.1.1c", "By the address").await;
        person.goes_to("#/help").await;
        person.sees_role("heading 1", "Help").await;
        comes_back_by_home(person).await;
        person.sees_value("Note on 2.1.1c", "By the address").await;
        sees_saved(person).await;
        on_shelf(person).await.is_whole();
    })
    .await;
}

async fn comes_back_by_home(person: &Person) {
    person.within("navigation", "Caseread").clicks("link", "Inspections").await;
    comes_back(person).await;
}

#[tokio::test]
async fn visit_after_visit_nothing_is_lost() {
    Person::works("visit_after_visit", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        sees_saved(person).await;
        // Each visit begins with a journal that is ahead of the snapshot, and leaves screens on the way.
        for (visit, prompt) in ["2.1.1a", "2.1.1b", "2.1.1c"].into_iter().enumerate() {
            person.chooses(&format!("{prompt} …"), "Yes").await;
            sees_saved(person).await;
            person.reloads().await;
            person.sees_value(&format!("{prompt} …"), "Yes").await;
            goes_to_screen(person, "Cases").await;
            adds_case(person, &format!("{:03}", visit + 2), "Out-of-court disposals").await;
            sees_saved(person).await;
            goes_to_screen(person, "Results").await;
            person.reloads().await;
            goes_to_screen(person, "Cases").await;
            person.sees_role("table", &format!("{} cases", visit + 2)).await;
            goes_to_screen(person, "Overview").await;
            person.reloads().await;
            opens_case(person, "001").await;
            for earlier in &["2.1.1a", "2.1.1b", "2.1.1c"][..=visit] {
                person.sees_value(&format!("{earlier} …"), "Yes").await;
            }
        }
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.inspection.cases.len(), 4);
        shelf.is_whole();
    })
    .await;
}

#[tokio::test]
async fn a_long_day_of_answers_is_there_in_the_evening() {
    Person::works("a_long_day", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        // Two rounds are more changes than the snapshot lets pass.
        answers_by_keys(person, "2.1.1a", COURT_ALL_WELL).await;
        person.sees("Nothing owed").await;
        answers_by_keys(person, "2.1.1a", "nnnnnnnni nnni nnni nnnnnni nnnnnnnni nnnnnnni").await;
        person.fills("Note on 2.1.1a", NOTE).await;
        sees_saved(person).await;
        person.kills_and_reopens().await;
        comes_back(person).await;
        person.sees_value("2.1.1a …", "No").await;
        person.sees_value("Note on 2.1.1a", NOTE).await;
        person.sees_value("2.4.1 judgement …", "Not sufficient").await;
        let shelf = on_shelf(person).await;
        assert!(shelf.changes.len() > 80, "{} changes", shelf.changes.len());
        assert_eq!(shelf.answer("001", "2.4.1g"), Some(Answer::No));
        shelf.is_whole();
    })
    .await;
}
