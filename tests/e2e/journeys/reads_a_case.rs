//! Point 4: answers, notes, conditional prompts, judgements with their reasons, and keys.

use crate::journeys::errands::{
    begins_an_inspection, is_saved, journal, opens_a_new_case, records_what_decides, values,
};
use crate::person::Person;

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    records_what_decides(person).await;
}

#[tokio::test]
async fn answers_and_notes_are_kept_and_can_be_cleared() {
    Person::works("answers", async |person| {
        begins(person).await;
        assert_eq!(person.within("group", "2.1.1a…").names_of("radio").await, ["Yes", "No"]);
        person.chooses("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1a", "Clear account; see ŵ and ŷ.").await;
        person.chooses("2.1.1b…", "No").await;
        person.clicks("button", "Clear the answer to 2.1.1b").await;
        person.sees_value("2.1.1b…", "").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1a"), ["yes"]);
        assert_eq!(values(&journal, "answer", "2.1.1b"), ["no", ""]);
        assert_eq!(
            values(&journal, "note", "2.1.1a").last().unwrap(),
            "Clear account; see ŵ and ŷ."
        );
    })
    .await;
}

#[tokio::test]
async fn a_conditional_prompt_comes_and_goes_and_its_answer_is_kept() {
    Person::works("conditional", async |person| {
        begins(person).await;
        let victims = person.within("group", "2.1.1h…");
        victims.sees_role("radio", "Yes").await;
        person.chooses("2.1.1h…", "Yes").await;
        person.chooses("2.2.3a…", "No").await;
        person.clicks("link", "Details").await;
        person.selects("Identifiable victim", "No").await;
        person.selects("Risk of serious harm: inspector's classification", "Low").await;
        person.clicks("link", "Read this case").await;
        person.sees_role("heading", "Case 001").await;
        person.does_not_see_role("group", "2.1.1h…").await;
        person.does_not_see_role("group", "2.2.3a…").await;
        person
            .sees("By your classification in the details this key question does not apply.")
            .await;
        person.clicks("link", "Details").await;
        person.selects("Identifiable victim", "Yes").await;
        person.selects("Risk of serious harm: inspector's classification", "High").await;
        person.clicks("link", "Read this case").await;
        person.sees_value("2.1.1h…", "Yes").await;
        person.sees_value("2.2.3a…", "No").await;
    })
    .await;
}

#[tokio::test]
async fn the_judgement_is_the_readers_and_against_clear_answers_it_asks_why() {
    Person::works("judges", async |person| {
        begins(person).await;
        for prompt in ["2.1.2a…", "2.1.2b…", "2.1.2c…", "2.1.2d…"] {
            person.within("group", prompt).clicks("radio", "Yes").await;
        }
        person.sees("4 of 4 answered yes, which points to sufficient.").await;
        person.sees_value("2.1.2 judgement…", "").await;
        person.chooses("2.1.2 judgement…", "Not sufficient").await;
        person.sees("The answers point the other way: say in a line why.").await;
        person.fills("Reason for the judgement on 2.1.2", "Risk from an adult not seen.").await;
        person.sees_role("link", "2.1.2 Keeping the child safe Not sufficient…").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "verdict", ""), ["not-sufficient"]);
        assert_eq!(
            values(&journal, "reason", "2.1.2").last().unwrap(),
            "Risk from an adult not seen."
        );
    })
    .await;
}

#[tokio::test]
async fn letters_answer_and_go_on_and_next_owed_finds_what_is_missing() {
    Person::works("letters", async |person| {
        begins(person).await;
        person.clicks("button", "Next owed (69)").await;
        person.sees_focus_on("radio", "Yes").await;
        person.presses("y").await;
        person.presses("n").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("2.1.1b…", "No").await;
        person.chooses("2.1.1d…", "Yes").await;
        person.clicks("button", "Next owed (66)").await;
        person.presses("y").await;
        person.sees_value("2.1.1c…", "Yes").await;
        person.within("group", "2.1.1 judgement…").clicks("radio", "Sufficient").await;
        person.presses("i").await;
        person.sees_value("2.1.1 judgement…", "Not sufficient").await;
        person.within("group", "2.1.1a…").clicks("radio", "Yes").await;
        person.presses("Delete").await;
        person.sees_value("2.1.1a…", "").await;
    })
    .await;
}
