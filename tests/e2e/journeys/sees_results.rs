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
