//! 5. The rating of a case is there at once, and what is still owed.

use crate::person::Person;

use super::steps::{
    COURT_ALL_WELL, adds_case, answers_by_keys, begins_court_case, creates_inspection, decides,
    goes_to_screen, opens_case, opens_example, sees_saved,
};

#[tokio::test]
async fn a_standard_is_rated_as_soon_as_its_key_questions_are_judged() {
    Person::works("rates_a_standard", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        let rating = person.within("region", "This case");
        let standard = person.within("region", "This case").within("listitem", "2.1 …");
        standard.sees("2.1 Not all judged yet").await;
        standard.sees("Prompts answered yes: none judged").await;
        rating.sees("The rating shown here is Caseread's own aid").await;
        rating.sees("It is no rule of the inspectorate and counts nowhere.").await;
        let outline = person.within("navigation", "Outline of the case");
        outline.sees("2.1 Assessment 0/17").await;

        answers_by_keys(person, "2.1.1a", "yyyyyyyys").await;
        standard.sees("2.1 Not all judged yet").await;
        standard.sees("Prompts answered yes: 8 of 8, 100%").await;
        standard.sees("Outstanding by 2.1.1").await;
        outline.sees("2.1 Assessment 9/17").await;
        outline.sees_role("link", "2.1.1 Desistance Sufficient").await;
        outline.sees_role("link", "2.1.2 Keeping the child safe 4 owed").await;
        outline.sees_role("link", "2.2.2 Keeping the child safe Does not apply").await;

        // One no: the weakest key question decides the aid, the judgements decide the requirements.
        answers_by_keys(person, "2.1.2a", "yyns yyys").await;
        standard.sees("2.1 Meets all requirements").await;
        standard.sees("Prompts answered yes: 13 of 14, 93%").await;
        standard.sees("Good by 2.1.2").await;
        outline.sees("2.1 Assessment 17/17").await;

        person.chooses("2.1.3 judgement …", "Not sufficient").await;
        standard.sees("2.1 Does not meet all requirements").await;
        outline.sees("2.1 Assessment 17/18").await;
        outline.sees_role("link", "2.1.3 Keeping other people safe 1 owed").await;
        person.fills("Reason for the judgement on 2.1.3", "The victim's view is missing").await;
        outline.sees_role("link", "2.1.3 Keeping other people safe Not sufficient").await;
        outline.sees("2.1 Assessment 18/18").await;
        person.clicks("button", "Clear the judgement on 2.1.3").await;
        standard.sees("2.1 Not all judged yet").await;
    })
    .await;
}

#[tokio::test]
async fn progress_is_told_for_the_case_and_for_the_inspection() {
    Person::works("tells_progress", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        person.sees("0/40").await;
        person.sees_role("button", "Next owed (40)").await;
        answers_by_keys(person, "2.1.1a", COURT_ALL_WELL).await;
        person.sees("41/41").await;
        person.sees("Nothing owed").await;
        person.does_not_see_role("button", "Next owed…").await;
        goes_to_screen(person, "Cases").await;
        person.within("row", "Case 001…").sees("Complete").await;
        adds_case(person, "002", "Out-of-court disposals").await;
        goes_to_screen(person, "Overview").await;
        person.sees("1 of 2 cases complete.").await;
        person.sees("6 things owed on the standards judged at service level.").await;
        person.clicks("link", "Go on with case 002…").await;
        person.sees_role("heading 1", "Case 002").await;
        person.sees_role("group", "3.1.1a …").await;
        person.does_not_see_role("group", "2.1.1a …").await;
        sees_saved(person).await;
    })
    .await;
}

#[tokio::test]
async fn the_outline_leads_to_every_key_question() {
    Person::works("outline_leads", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        opens_case(person, "001").await;
        let outline = person.within("navigation", "Outline of the case");
        for _ in 0..2 {
            outline.clicks("link", "2.4.1 Desistance…").await;
            person.sees_focus_on("heading", "2.4.1 Desistance").await;
            outline.clicks("link", "2.1.2 Keeping the child safe…").await;
            person.sees_focus_on("heading", "2.1.2 Keeping the child safe").await;
        }
        person.sees_role("heading 1", "Case 001").await;
    })
    .await;
}

#[tokio::test]
async fn from_case_to_case_there_is_a_way_on() {
    Person::works("from_case_to_case", async |person| {
        opens_example(person).await;
        opens_case(person, "001").await;
        person.sees("Nothing owed").await;
        person.clicks("link", "Next case → 002").await;
        person.sees_role("heading 1", "Case 002").await;
        person.clicks("link", "← Case 001").await;
        person.sees_role("heading 1", "Case 001").await;
        person.does_not_see_role("link", "← Case…").await;
        sees_saved(person).await;
    })
    .await;
}
