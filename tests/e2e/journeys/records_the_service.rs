//! Point 6: standards that do not come from cases.

use crate::journeys::errands::{begins_an_inspection, is_saved, journal, values};
use crate::person::Person;

#[tokio::test]
async fn evidence_and_a_proposed_rating_are_recorded() {
    Person::works("service", async |person| {
        begins_an_inspection(person).await;
        person.clicks("link", "Service").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        let entry = person.within("group", "Evidence 1 on 1.1.1");
        entry.selects("Source", "Meeting or interview").await;
        entry.fills("Date", "2026-11-17").await;
        entry.selects("Direction", "Positive").await;
        entry.fills("Summary", "The board asks about outcomes.").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        person.clicks("button", "Remove evidence 2 on 1.1.1").await;
        person.does_not_see("Evidence 2 on 1.1.1").await;
        person.selects("Proposed rating of 1.1", "Good").await;
        person.fills("Reason for the proposal on 1.1", "A board that asks and follows up.").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "evidence-source", ""), ["meeting"]);
        assert_eq!(values(&journal, "evidence-date", ""), ["2026-11-17"]);
        assert_eq!(values(&journal, "evidence-direction", ""), ["positive"]);
        assert_eq!(values(&journal, "evidence", ""), ["1.1.1", "1.1.1", ""]);
        assert_eq!(values(&journal, "proposed", "1.1"), ["good"]);
        person.clicks("link", "Results").await;
        person.sees("1.1 Governance and leadership Good 2 points").await;
        person.sees("A board that asks and follows up.").await;
    })
    .await;
}
