//! 7. The results of the example: the published ratings, each with its reason, and the panel beside them.

use domain::Rating;

use crate::person::Person;

use super::shelf::{on_shelf, reference};
use super::steps::{goes_to_screen, opens_case, opens_details, opens_example, sees_saved};

/// Every standard with the rating it was published with, and its points where it counts.
const PUBLISHED: [(&str, &str); 13] = [
    ("1.1 Governance and leadership", "Good 2 points"),
    ("1.2 Staff", "Good 2 points"),
    ("1.3 Partnerships and services", "Outstanding 3 points"),
    ("1.4 Information and facilities", "Outstanding 3 points"),
    ("2.1 Assessment", "Good 2 points"),
    ("2.2 Planning", "Inadequate 0 points"),
    ("2.3 Implementation and delivery", "Outstanding 3 points"),
    ("2.4 Reviewing", "Outstanding 3 points"),
    ("3.1 Assessment", "Requires improvement 1 point"),
    ("3.2 Planning", "Requires improvement 1 point"),
    ("3.3 Implementation and delivery", "Outstanding 3 points"),
    ("3.4 Out-of-court disposal policy and provision", "Good 2 points"),
    ("4.1 Resettlement policy and provision", "Requires improvement Outside the total"),
];

#[tokio::test]
async fn the_example_shows_its_published_ratings_and_why() {
    Person::works("published_ratings", async |person| {
        opens_example(person).await;
        person.sees("37 of 37 cases complete.").await;
        person.sees("Nothing is owed.").await;
        goes_to_screen(person, "Results").await;
        let overall = person.within("region", "Overall rating");
        overall.sees("Good 25 of 36: Good").await;
        overall.does_not_see("Provisional").await;
        for (standard, rating) in PUBLISHED {
            let result = person.reads("article", standard).await;
            assert!(result.starts_with(&format!("{standard} {rating}")), "{result}");
        }
        for (domain, subtotal) in [
            ("Organisational delivery", "Subtotal 10 of 12"),
            ("Court disposals", "Subtotal 8 of 12"),
            ("Out-of-court disposals", "Subtotal 7 of 12"),
            ("Resettlement", "Outside the total"),
        ] {
            person.within("region", domain).sees(subtotal).await;
        }
        let planning = person.within("article", "2.2 Planning");
        planning.sees("Decided by the weakest key question: 2.2.3 (7 of 17, 41%).").await;
        for (row, cells) in [
            ("2.2.1…", "15 of 22, 68% Good"),
            ("2.2.2…", "11 of 20, 55% Requires improvement 2 cases not applicable"),
            ("2.2.3…", "7 of 17, 41% Inadequate decides; 5 cases not applicable"),
        ] {
            planning.within("row", row).sees(cells).await;
        }
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.inspection, example::changes().unwrap().inspection);
        shelf.is_whole();
    })
    .await;
}

#[tokio::test]
async fn the_panels_rating_stands_beside_the_computed_one() {
    Person::works("panel_rating", async |person| {
        opens_example(person).await;
        goes_to_screen(person, "Results").await;
        let planning = person.within("article", "2.2 Planning");
        planning.clicks("button", "Ratings panel: 2.2").await;
        planning.selects("Rating the panel gave: 2.2", "Requires improvement").await;
        planning.sees("The panel gave Requires improvement (nobody named, recorded 20").await;
        planning.sees("No reason recorded yet.").await;
        let overall = person.within("region", "Overall rating");
        overall.sees("Provisional: 2 things owed").await;
        planning.fills("Who decided: 2.2", "Ratings panel, AB chairing").await;
        planning.fills("The panel's reason: 2.2", "One case from the next band").await;
        planning.sees("(Ratings panel, AB chairing, recorded 20").await;
        planning.sees("One case from the next band").await;
        overall.does_not_see("Provisional").await;
        // The computed rating and its total stay; the panel's stands beside them.
        let result = person.reads("article", "2.2 Planning").await;
        assert!(result.starts_with("2.2 Planning Inadequate 0 points"), "{result}");
        overall.sees("25 of 36: Good").await;
        overall.sees("With the panel's ratings of standards: 26 of 36: Good").await;

        overall.clicks("button", "Ratings panel: Overall rating").await;
        overall.selects("Rating the panel gave: Overall rating", "Outstanding").await;
        overall.fills("Who decided: Overall rating", "Ratings panel").await;
        overall.fills("The panel's reason: Overall rating", "For the test").await;
        overall.sees("25 of 36: Good").await;
        sees_saved(person).await;

        person.closes_and_reopens().await;
        person.clicks("link", "East Sussex (example)").await;
        goes_to_screen(person, "Results").await;
        planning
            .sees("The panel gave Requires improvement (Ratings panel, AB chairing, recorded 20")
            .await;
        overall.sees("25 of 36: Good").await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        let given = shelf.inspection.record.given.get(&Some(reference("2.2"))).unwrap();
        assert_eq!(given.rating, Some(Rating::RequiresImprovement));
        assert_eq!(given.by, "Ratings panel, AB chairing");
        assert_eq!(given.reason, "One case from the next band");
        assert!(given.at > 0);
        let results = domain::rate(&shelf.edition.framework, &shelf.inspection);
        assert_eq!(results.computed.total.points, 25);

        planning.clicks("button", "Ratings panel: 2.2").await;
        planning.selects("Rating the panel gave: 2.2", "The panel gave none").await;
        overall.does_not_see("With the panel's ratings").await;
    })
    .await;
}

#[tokio::test]
async fn results_are_provisional_while_anything_is_owed() {
    Person::works("provisional", async |person| {
        opens_example(person).await;
        opens_case(person, "001").await;
        person.clicks("button", "Clear the judgement on 2.1.1").await;
        person.sees_role("button", "Next owed (1)").await;
        goes_to_screen(person, "Results").await;
        person.within("region", "Overall rating").sees("Provisional: 1 thing owed").await;
        person.within("row", "2.1.1…").sees("of 21").await;
        person.within("row", "2.1.1…").sees("1 judgement owed").await;
        goes_to_screen(person, "Overview").await;
        person.sees("Provisional: 1 thing owed").await;
        person.sees("36 of 37 cases complete.").await;
        person.clicks("link", "Go on with case 001 (1 owed)").await;
        person.clicks("button", "Next owed (1)").await;
        person.presses("s").await;
        person.sees("Nothing owed").await;
        goes_to_screen(person, "Results").await;
        person.within("row", "2.1.1…").sees("of 22").await;
        person.does_not_see("Provisional").await;
    })
    .await;
}

#[tokio::test]
async fn a_standard_left_unrated_leaves_the_maximum() {
    Person::works("left_unrated", async |person| {
        opens_example(person).await;
        goes_to_screen(person, "Results").await;
        let planning = person.within("article", "2.2 Planning");
        planning.clicks("button", "Too few cases to rate 2.2?").await;
        planning.clicks("button", "Leave it unrated").await;
        planning.sees("Left unrated by the lead inspector.").await;
        planning.fills("Reason for the proposal on 2.2", "Too few").await;
        let overall = person.within("region", "Overall rating");
        overall.sees("25 of 33: Good").await;
        overall.sees("Derived bands").await;
        person.within("region", "Court disposals").sees("Subtotal 8 of 9").await;
        planning.clicks("button", "Rate it again").await;
        overall.sees("25 of 36: Good").await;
        sees_saved(person).await;
        on_shelf(person).await.is_whole();
    })
    .await;
}

#[tokio::test]
async fn a_case_altered_or_taken_out_alters_the_results_at_once() {
    Person::works("results_follow", async |person| {
        opens_example(person).await;
        opens_details(person, "001").await;
        person.clicks("button", "Take this case out of the sample").await;
        let group = person.within("group", "Take this case out of the sample");
        group.fills("Reason", "Wrong area").await;
        group.presses("Tab").await;
        group.presses("Enter").await;
        goes_to_screen(person, "Results").await;
        person.within("row", "2.1.1…").sees("of 21").await;
        goes_to_screen(person, "Cases").await;
        person.clicks("button", "Put case 001 back").await;
        goes_to_screen(person, "Results").await;
        person.within("row", "2.1.1…").sees("18 of 22, 82%").await;
        sees_saved(person).await;
    })
    .await;
}
