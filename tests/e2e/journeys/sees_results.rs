//! Point 7: the results, and the panel beside them.

use crate::journeys::errands::{is_saved, journal, opens_the_example, values};
use crate::person::Person;

#[tokio::test]
async fn the_example_gives_the_published_result() {
    Person::works("results", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        let overall = person.within("region", "Overall rating");
        overall.sees("25 of 36: Good").await;
        person.does_not_see("Provisional").await;
        for line in [
            "1.1 Governance and leadership Good 2 points",
            "1.2 Staff Good 2 points",
            "1.3 Partnerships and services Outstanding 3 points",
            "1.4 Information and facilities Outstanding 3 points",
            "2.1 Assessment Good 2 points",
            "2.2 Planning Inadequate 0 points",
            "2.3 Implementation and delivery Outstanding 3 points",
            "2.4 Reviewing Outstanding 3 points",
            "3.1 Assessment Requires improvement 1 point",
            "3.2 Planning Requires improvement 1 point",
            "3.3 Implementation and delivery Outstanding 3 points",
            "3.4 Out-of-court disposal policy and provision Good 2 points",
            "4.1 Resettlement policy and provision Requires improvement Outside the total",
            "Subtotal 10 of 12",
            "Subtotal 8 of 12",
            "Subtotal 7 of 12",
            "Decided by the weakest key question: 2.2.3 (7 of 17, 41%).",
        ] {
            person.sees(line).await;
        }
    })
    .await;
}

#[tokio::test]
async fn the_panels_rating_stands_beside_the_computed_one() {
    Person::works("panel", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        person.clicks("button", "Ratings panel: 2.2").await;
        person.selects("Rating the panel gave: 2.2", "Requires improvement").await;
        person.sees("Provisional: 2 things owed").await;
        person.fills("Who decided: 2.2", "Ratings panel").await;
        person.fills("The panel's reason: 2.2", "One case would have changed it.").await;
        person.does_not_see("Provisional").await;
        person.sees("2.2 Planning Inadequate 0 points").await;
        person.sees("The panel gave Requires improvement (Ratings panel, recorded").await;
        person.sees("25 of 36: Good").await;
        person.sees("With the panel's ratings of standards: 26 of 36: Good").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "given", "2.2"), ["requires-improvement"]);
        person.reloads().await;
        person.sees("One case would have changed it.").await;
    })
    .await;
}

#[tokio::test]
async fn everything_is_provisional_while_a_judgement_is_owed() {
    Person::works("provisional", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.clicks("button", "Clear the judgement on 2.1.1").await;
        person.clicks("link", "Results").await;
        person.sees("Provisional").await;
        person.sees("1 judgement owed").await;
    })
    .await;
}

#[tokio::test]
async fn a_rating_says_what_decides_it_and_how_near_the_edge_it_is() {
    Person::works("why", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        person
            .sees(
                "6 points short of Outstanding: at least 20 judgements in cases would have to turn",
            )
            .await;
        person.sees("7 points from falling to Requires improvement: 8 judgements in cases").await;
        let planning = person.within("article", "2.2 Planning");
        planning.sees("2 judgements short of Requires improvement.").await;
        planning.clicks("button", "The 10 cases that decide 2.2").await;
        planning.sees("2.2.3 not sufficient in 006 008 015 018 020 023 026 028 033 036").await;
        let delivery = person.within("article", "3.2 Planning");
        delivery.sees("For the panel to weigh").await;
        delivery
            .clicks("button", "Any one of 3 cases, judged otherwise, would raise the rating")
            .await;
        delivery.clicks("link", "009").await;
        person.sees_role("heading 1", "Case 009").await;
    })
    .await;
}

#[tokio::test]
async fn a_panel_rating_far_from_the_computed_one_is_asked_twice() {
    Person::works("far_panel", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        person.clicks("button", "Ratings panel: 2.2").await;
        person.selects("Rating the panel gave: 2.2", "Good").await;
        person.sees("Good is 2 steps from the computed rating, Inadequate.").await;
        person.clicks("button", "Leave it as it was").await;
        person.sees_value("Rating the panel gave: 2.2", "The panel gave none").await;
        person.does_not_see("The panel gave Good").await;
        person.selects("Rating the panel gave: 2.2", "Good").await;
        person.clicks("button", "Give Good all the same").await;
        person.sees("The panel gave Good").await;
        person.sees("With the panel's ratings of standards: 27 of 36: Good").await;
        is_saved(person).await;
        assert_eq!(values(&journal(person).await, "given", "2.2"), ["good"]);
    })
    .await;
}

#[tokio::test]
async fn the_results_are_saved_as_the_file_that_the_command_line_prints() {
    Person::works("saves_results", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Results").await;
        person.clicks("button", "Save as JSON").await;
        let path = person.waits_for_download("OFFICIAL-SENSITIVE_*_results_*.json").await;
        let text = std::fs::read_to_string(path).expect("the download");
        let results: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(results["format"], "caseread-rating");
        assert_eq!(results["overall"]["points"], 25);
        assert_eq!(results["overall"]["rating"], "good");
        assert_eq!(results["domains"][1]["standards"][1]["because"]["key_questions"][0], "2.2.3");
    })
    .await;
}
