//! 4. A case is read: prompts, notes, what depends on something else, judgements.

use domain::{Answer, Verdict};
use serde_json::Value;

use crate::person::Person;

use super::shelf::{checked, on_shelf};
use super::steps::{
    ROSH, SAFETY, VICTIM, adds_case, answers_by_keys, begins_court_case, creates_inspection,
    decides, goes_to_screen, opens_case, opens_details, sees_saved,
};

#[tokio::test]
async fn prompts_are_answered_with_a_note() {
    Person::works("prompts_with_a_note", async |person| {
        begins_court_case(person, "Northtown").await;
        person.chooses("2.1.1a …", "Yes").await;
        person.chooses("2.1.1b …", "No").await;
        person.chooses("2.1.1f …", "Not applicable").await;
        person
            .fills("Note on 2.1.1b", "Nothing on identity,\nthough the “child” spoke of it")
            .await;
        person.sees_value("2.1.1a …", "Yes").await;
        person.sees_value("2.1.1b …", "No").await;
        person.sees_value("2.1.1f …", "Not applicable").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.answer("001", "2.1.1a"), Some(Answer::Yes));
        assert_eq!(shelf.answer("001", "2.1.1b"), Some(Answer::No));
        assert_eq!(shelf.answer("001", "2.1.1f"), Some(Answer::NotApplicable));
        assert_eq!(shelf.answer("001", "2.1.1c"), None);
        let note = "Nothing on identity,\nthough the “child” spoke of it";
        assert_eq!(shelf.note("001", "2.1.1b"), note);

        // An answer can be changed, and taken back for good.
        person.chooses("2.1.1a …", "No").await;
        person.within("group", "2.1.1b …").clicks("button", "Clear the answer to 2.1.1b").await;
        person.sees_value("2.1.1b …", "").await;
        person.does_not_see_role("button", "Clear the answer to 2.1.1b").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.answer("001", "2.1.1a"), Some(Answer::No));
        assert_eq!(shelf.answer("001", "2.1.1b"), None);
        assert_eq!(shelf.note("001", "2.1.1b"), note);
        person.fills("Note on 2.1.1b", "").await;
        sees_saved(person).await;
        assert_eq!(on_shelf(person).await.note("001", "2.1.1b"), "");
    })
    .await;
}

#[tokio::test]
async fn not_applicable_is_offered_only_where_the_framework_allows_it() {
    Person::works("not_applicable_where_allowed", async |person| {
        begins_court_case(person, "Northtown").await;
        let offered = async |group: &str| person.within("group", group).names_of("radio").await;
        assert_eq!(offered("2.1.1a …").await, ["Yes", "No"]);
        assert_eq!(offered("2.1.1f …").await, ["Yes", "No", "Not applicable"]);
        assert_eq!(offered("2.1.1 judgement …").await, ["Sufficient", "Not sufficient"]);
        assert_eq!(
            offered("2.3.1 judgement …").await,
            ["Sufficient", "Not sufficient", "Not applicable"]
        );
        // Guidance is a click away.
        let prompt = person.within("group", "2.1.1a …");
        prompt.does_not_see("A copied police summary is not an explanation.").await;
        prompt.clicks("button", "Guidance").await;
        prompt.sees("A copied police summary is not an explanation.").await;
    })
    .await;
}

/// What the case reading in an exported file holds, as it stands in the file.
async fn exported_reading(person: &mut Person) -> Value {
    goes_to_screen(person, "Hand over").await;
    person.clicks("button", "Export the inspection").await;
    person.sees_role("heading 2", "Exported, read back and compared").await;
    let file = person.waits_for_download("*.json").await;
    let text = std::fs::read_to_string(file).unwrap();
    checked(&text);
    let file: Value = serde_json::from_str(&text).unwrap();
    file["content"]["cases"][0]["readings"][0].clone()
}

#[tokio::test]
async fn a_question_that_no_longer_applies_keeps_its_answer_out_of_the_count() {
    Person::works("hidden_answers", async |person| {
        begins_court_case(person, "Northtown").await;
        person.does_not_see_role("group", "2.1.1h …").await;
        decides(person, "Low", "No safety or wellbeing factors", "Yes").await;
        person.sees_role("group", "2.1.1h …").await;
        person.chooses("2.1.1h …", "No").await;
        person.fills("Note on 2.1.1h", "Nobody asked the victim").await;
        sees_saved(person).await;
        let region = person.within("region", "2.1.1 Desistance");
        region.sees("9 owed").await;
        region.sees("0 of 1 answered yes").await;

        opens_details(person, "001").await;
        person.selects(&format!("{VICTIM}…"), "No").await;
        opens_case(person, "001").await;
        person.sees_role("group", "2.1.1g …").await;
        person.does_not_see_role("group", "2.1.1h …").await;
        person.does_not_see("Nobody asked the victim").await;
        region.sees("9 owed").await;
        region.sees("Hint: no prompt is answered yes or no yet.").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.answer("001", "2.1.1h"), Some(Answer::No));
        assert_eq!(shelf.note("001", "2.1.1h"), "Nobody asked the victim");

        let reading = exported_reading(person).await;
        assert_eq!(reading["answers"], Value::Null, "{reading}");
        assert_eq!(reading["hidden_answers"]["2.1.1h"]["answer"], "no", "{reading}");
        assert_eq!(reading["hidden_answers"]["2.1.1h"]["note"], "Nobody asked the victim");

        opens_details(person, "001").await;
        person.selects(&format!("{VICTIM}…"), "Yes").await;
        opens_case(person, "001").await;
        person.sees_value("2.1.1h …", "No").await;
        person.sees_value("Note on 2.1.1h", "Nobody asked the victim").await;
        let reading = exported_reading(person).await;
        assert_eq!(reading["answers"]["2.1.1h"]["answer"], "no", "{reading}");
        assert_eq!(reading["hidden_answers"], Value::Null, "{reading}");
    })
    .await;
}

#[tokio::test]
async fn the_inspectors_classification_decides_and_not_the_services() {
    Person::works("inspectors_classification", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        opens_details(person, "001").await;
        person
            .selects("Risk of serious harm: service's classification at start…", "Very high")
            .await;
        opens_case(person, "001").await;
        let planning = person.within("region", "2.2.3 Keeping other people safe");
        planning.sees("Whether this key question applies depends on a detail").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        planning.sees("Does not apply").await;
        planning
            .sees("By your classification in the details this key question does not apply.")
            .await;
        person.does_not_see_role("group", "2.2.3 judgement …").await;
        person.does_not_see_role("group", "2.1.3d …").await;

        opens_details(person, "001").await;
        person.selects(&format!("{ROSH}…"), "Medium").await;
        opens_case(person, "001").await;
        person.sees_role("group", "2.1.3d …").await;
        person.chooses("2.2.3a …", "No").await;
        person.chooses("2.2.3 judgement …", "Not sufficient").await;
        person.fills("Reason for the judgement on 2.2.3", "No plan for the victim").await;
        sees_saved(person).await;

        opens_details(person, "001").await;
        person.selects(&format!("{ROSH}…"), "Low").await;
        opens_case(person, "001").await;
        planning.sees("Does not apply").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.verdict("001", "2.2.3"), Some(Verdict::NotSufficient));
        assert_eq!(shelf.answer("001", "2.2.3a"), Some(Answer::No));
        goes_to_screen(person, "Results").await;
        person.within("row", "2.2.3…").sees("none judged").await;
        let reading = exported_reading(person).await;
        assert_eq!(reading["hidden_judgements"]["2.2.3"]["verdict"], "not-sufficient", "{reading}");
        assert_eq!(reading["hidden_answers"]["2.2.3a"]["answer"], "no", "{reading}");
        assert_eq!(reading["judgements"], Value::Null, "{reading}");

        opens_details(person, "001").await;
        person.selects(&format!("{SAFETY}…"), "High").await;
        opens_case(person, "001").await;
        person.sees_role("group", "2.2.2a …").await;
        person.sees_role("group", "2.1.2d …").await;
    })
    .await;
}

#[tokio::test]
async fn the_judgement_is_the_readers_own_and_a_clear_pattern_against_it_asks_why() {
    Person::works("the_readers_own_judgement", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        let region = person.within("region", "2.1.2 Keeping the child safe");
        region.sees("Hint: no prompt is answered yes or no yet.").await;
        person.chooses("2.1.2a …", "Yes").await;
        region.sees("Hint: 1 of 1 answered yes. The judgement is yours.").await;
        person.chooses("2.1.2b …", "Yes").await;
        person.chooses("2.1.2c …", "Not applicable").await;
        region
            .sees("Hint: 2 of 2 answered yes, which points to sufficient. The judgement is yours.")
            .await;
        // Whatever the answers say, the program judges nothing.
        person.sees_value("2.1.2 judgement …", "").await;
        region.sees("1 owed").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert!(shelf.reading("001").judgements.is_empty());
        assert!(
            shelf
                .changes
                .iter()
                .all(|change| !matches!(change.target, domain::Target::Verdict(..)))
        );

        person.chooses("2.1.2 judgement …", "Not sufficient").await;
        region.sees("The answers point the other way: say in a line why.").await;
        region.sees("1 owed").await;
        person.fills("Reason for the judgement on 2.1.2", "   ").await;
        region.sees("1 owed").await;
        person.fills("Reason for the judgement on 2.1.2", "One serious risk was missed").await;
        region.sees("Done").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.verdict("001", "2.1.2"), Some(Verdict::NotSufficient));
        assert_eq!(shelf.reason("001", "2.1.2"), "One serious risk was missed");

        // Along with the pattern no reason is asked, and none is lost.
        person.chooses("2.1.2 judgement …", "Sufficient").await;
        region.does_not_see("say in a line why").await;
        region.sees("Done").await;
        person.clicks("button", "Clear the judgement on 2.1.2").await;
        region.sees("1 owed").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.verdict("001", "2.1.2"), None);
        assert_eq!(shelf.reason("001", "2.1.2"), "One serious risk was missed");
    })
    .await;
}

#[tokio::test]
async fn a_judgement_of_not_applicable_asks_a_reason_and_no_answers() {
    Person::works("judged_not_applicable", async |person| {
        begins_court_case(person, "Northtown").await;
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        let region = person.within("region", "2.4.1 Desistance");
        region.sees("7 owed").await;
        person.chooses("2.4.1 judgement …", "Not applicable").await;
        region.sees("This judgement needs a reason.").await;
        region.sees("1 owed").await;
        person.fills("Reason for the judgement on 2.4.1", "No review was due").await;
        region.sees("Done").await;
        sees_saved(person).await;
        goes_to_screen(person, "Results").await;
        person.within("row", "2.4.1…").sees("1 case not applicable").await;
    })
    .await;
}

#[tokio::test]
async fn the_question_that_follows_on_an_answer_comes_and_goes_with_it() {
    Person::works("follows_on_an_answer", async |person| {
        begins_court_case(person, "Northtown").await;
        person.sees_role("group", "2.4.1f …").await;
        person.does_not_see_role("group", "2.4.1g …").await;
        person.chooses("2.4.1a …", "Yes").await;
        person.sees_role("group", "2.4.1g …").await;
        person.chooses("2.4.1g …", "Yes").await;
        person.chooses("2.4.1a …", "Not applicable").await;
        person.does_not_see_role("group", "2.4.1g …").await;
        person.chooses("2.4.1a …", "No").await;
        person.sees_value("2.4.1g …", "Yes").await;
    })
    .await;
}

#[tokio::test]
async fn next_owed_goes_from_one_missing_thing_to_the_next() {
    Person::works("next_owed", async |person| {
        begins_court_case(person, "Northtown").await;
        // The first thing owed is an answer; a detail that decides is owed where it is met first.
        person.clicks("button", "Next owed…").await;
        let focus = person.focus().await;
        assert_eq!(focus, "radio \"Yes\"");
        decides(person, "Low", "No safety or wellbeing factors", "No").await;
        answers_by_keys(person, "2.1.1a", "yyyyyyyys").await;
        person.within("region", "2.1.1 Desistance").sees("Done").await;
        person.clicks("button", "Next owed (31)").await;
        person.presses("n").await;
        person.sees_value("2.1.2a …", "No").await;
        person.clicks("button", "Next owed (30)").await;
        person.presses("y").await;
        person.sees_value("2.1.2b …", "Yes").await;
        person.chooses("2.1.2c …", "No").await;
        person.clicks("button", "Next owed (28)").await;
        person.presses("s").await;
        person.sees_value("2.1.2 judgement …", "Sufficient").await;
        person.chooses("2.1.2b …", "No").await;
        person.within("region", "2.1.2 Keeping the child safe").sees("say in a line why").await;
        person.clicks("button", "Next owed (28)").await;
        person.sees_focus_on("textbox", "Reason for the judgement on 2.1.2").await;
    })
    .await;
}
