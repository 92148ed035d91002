//! Point 5: the case's rating at once, and progress.

use crate::journeys::errands::{begins_an_inspection, opens_a_new_case, records_what_decides};
use crate::person::Person;

#[tokio::test]
async fn the_case_rating_follows_each_answer_and_judgement() {
    Person::works("rates_a_case", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        records_what_decides(person).await;
        let rating = person.within("region", "This case");
        rating.sees("2.1 Not all judged yet").await;
        person.chooses("2.1.1a…", "Yes").await;
        rating.sees("Prompts answered yes: 1 of 1, 100%").await;
        rating.sees("Outstanding by 2.1.1, so far").await;
        person.chooses("2.1.2a…", "No").await;
        rating.sees("Prompts answered yes: 1 of 2, 50%").await;
        rating.sees("Inadequate by 2.1.2, so far").await;
        rating.sees("Caseread's own aid").await;
        for key_question in ["2.1.1 judgement…", "2.1.2 judgement…", "2.1.3 judgement…"] {
            person.within("group", key_question).clicks("radio", "Sufficient").await;
        }
        rating.sees("2.1 Meets all requirements").await;
        person.chooses("2.1.3 judgement…", "Not sufficient").await;
        rating.sees("2.1 Does not meet all requirements").await;
        // 17 prompts and 3 judgements are asked under 2.1; one reason came with the last verdict.
        person.within("navigation", "Outline of the case").sees("2.1 Assessment 5/21").await;
    })
    .await;
}
