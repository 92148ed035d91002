//! History: who altered what, and a case as it was.

use crate::journeys::errands::{
    begins_an_inspection, opens_a_new_case, opens_the_example, records_what_decides,
};
use crate::person::Person;

#[tokio::test]
async fn the_history_of_a_case_tells_who_what_and_from_what_to_what() {
    Person::works("history", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        records_what_decides(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.chooses("2.1.1a…", "No").await;
        person.fills("Note on 2.1.1a", "Clear account; see ŵ.").await;
        person.clicks("link", "History").await;
        person.sees_role("heading", "History of case 001").await;
        let edits = person.within("region", "Edits, the latest first");
        edits.sees("Note on 2.1.1a").await;
        edits.sees("Clear account; see ŵ.").await;
        edits.sees("Does the assessment explain why the child offended").await;
        edits.sees("Yes → No").await;
        edits.sees("by AB").await;
        edits.sees("Identifiable victim").await;
        person.clicks("link", "Back to case 001").await;
        person.sees_value("2.1.1a…", "No").await;
    })
    .await;
}

#[tokio::test]
async fn a_case_is_shown_as_it_was_and_what_differs_from_now() {
    Person::works("as-it-was", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        records_what_decides(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.chooses("2.1.1a…", "No").await;
        person.clicks("link", "History").await;
        let then = person.within("region", "The case as it was");
        then.sees("This is the case as it is now.").await;
        then.within("row", "2.1.1a…").sees("No").await;
        then.clicks("button", "Earlier").await;
        then.sees("1 thing differs from now.").await;
        then.within("row", "2.1.1a…").sees("Yes now: No").await;
        then.clicks("button", "Earlier").await;
        then.within("row", "2.1.1a…").sees("unanswered now: No").await;
        // The same by the keys of the slider.
        then.clicks("slider", "Moment").await;
        person.presses("Home").await;
        then.sees("After edit 1 of 6").await;
        person.presses("End").await;
        then.sees("This is the case as it is now.").await;
        person.presses("ArrowLeft").await;
        then.within("row", "2.1.1a…").sees("Yes now: No").await;
        then.sees("Prompts answered yes: 1 of 1, 100%").await;
        then.clicks("checkbox", "Show only what differs from now").await;
        assert_eq!(then.names_of("row").await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn the_whole_inspection_is_filtered_by_case_person_and_day() {
    Person::works("whole-history", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "History of the whole inspection").await;
        person.sees_role("button", "Show 100 more").await;
        person.selects("Altered in", "Service and inspection").await;
        person.sees("Proposed rating of 1.1").await;
        person.does_not_see("Case 001: ").await;
        person.selects("Altered in", "Case 002").await;
        person.sees_role("link", "Case 002").await;
        person.does_not_see_role("link", "Case 001").await;
        person.selects("Altered in", "The whole inspection").await;
        let edits = person.within("region", "Edits, the latest first");
        edits.sees("by CD").await;
        person.selects("By", "EF").await;
        edits.sees("by EF").await;
        edits.does_not_see("by CD").await;
        let days = edits.names_of("heading 2").await;
        person.selects("On", &days[0]).await;
        person.sees_value("On", &days[0]).await;
        assert_eq!(edits.names_of("heading 2").await, days[..1]);
    })
    .await;
}
