//! 6. Evidence and proposed ratings for the standards that do not come from cases.

use domain::{Date, Direction, Proposal, Rating, SourceKind};

use crate::person::Person;

use super::shelf::{on_shelf, reference};
use super::steps::{creates_inspection, goes_to_screen, sees_saved};

#[tokio::test]
async fn evidence_is_added_with_its_source_and_removed_again() {
    Person::works("evidence_added_and_removed", async |person| {
        creates_inspection(person, "Northtown").await;
        goes_to_screen(person, "Service").await;
        let headings = person.names_of("heading 2").await;
        let standards = ["1.1", "1.2", "1.3", "1.4", "3.4", "4.1"];
        assert_eq!(headings.len(), standards.len(), "{headings:?}");
        assert!(headings.iter().zip(standards).all(|(heading, one)| heading.starts_with(one)));

        person.within("region", "1.1.1 Vision and strategy").sees("No evidence yet").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        let entry = person.within("group", "Evidence 1 on 1.1.1");
        entry.selects("Source", "Focus group").await;
        entry.fills("Date", "2026-11-18").await;
        entry.selects("Direction", "Negative").await;
        entry.fills("Summary", "Staff could not name the priorities").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        let second = person.within("group", "Evidence 2 on 1.1.1");
        second.fills("Summary", "Board minutes").await;
        second.selects("Source", "Document").await;
        entry.sees_value("Summary", "Staff could not name the priorities").await;
        entry.sees_value("Date", "2026-11-18").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        let entries = shelf.inspection.record.evidence_for(reference("1.1.1"));
        let entries: Vec<_> = entries.map(|(_, entry)| entry).collect();
        assert_eq!(entries.len(), 2);
        let staff = entries.iter().find(|one| one.source == Some(SourceKind::FocusGroup)).unwrap();
        assert_eq!(staff.date, Date::parse("2026-11-18"));
        assert_eq!(staff.direction, Some(Direction::Negative));
        assert_eq!(staff.summary, "Staff could not name the priorities");

        person.clicks("button", "Remove evidence 1 on 1.1.1").await;
        person.does_not_see_role("group", "Evidence 2 on 1.1.1").await;
        entry.sees_value("Summary", "Board minutes").await;
        sees_saved(person).await;
        person.reloads().await;
        entry.sees_value("Summary", "Board minutes").await;
        entry.sees_value("Source", "Document").await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.inspection.record.evidence_for(reference("1.1.1")).count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_rating_is_proposed_with_its_reason_and_owed_until_then() {
    Person::works("rating_proposed", async |person| {
        creates_inspection(person, "Northtown").await;
        goes_to_screen(person, "Overview").await;
        person.sees("6 things owed on the standards judged at service level.").await;
        goes_to_screen(person, "Service").await;
        person.selects("Proposed rating of 1.1", "Good").await;
        goes_to_screen(person, "Overview").await;
        // The rating is there, its reason is not.
        person.sees("6 things owed on the standards judged at service level.").await;
        goes_to_screen(person, "Service").await;
        person.fills("Reason for the proposal on 1.1", "Clear vision, known to all").await;
        person.selects("Proposed rating of 1.2", "Inadequate").await;
        person.fills("Reason for the proposal on 1.2", "Too few people").await;
        person.selects("Proposed rating of 4.1", "Not rated").await;
        person.fills("Reason for the proposal on 4.1", "No child came out of custody").await;
        goes_to_screen(person, "Overview").await;
        person.sees("3 things owed on the standards judged at service level.").await;
        goes_to_screen(person, "Results").await;
        let result = person.reads("article", "1.1 Governance and leadership").await;
        assert!(result.starts_with("1.1 Governance and leadership Good 2 points"), "{result}");
        assert!(result.contains("Clear vision, known to all"), "{result}");
        let result = person.reads("article", "1.2 Staff").await;
        assert!(result.starts_with("1.2 Staff Inadequate 0 points"), "{result}");
        let result = person.reads("article", "4.1 Resettlement policy and provision").await;
        assert!(result.contains("Left unrated by the lead inspector."), "{result}");
        assert!(result.contains("Outside the total"), "{result}");
        person.within("region", "Overall rating").sees("Provisional").await;

        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        let proposed = &shelf.inspection.record.proposed;
        let of = |standard| proposed.get(&reference(standard)).unwrap();
        assert_eq!(of("1.1").proposal, Some(Proposal::Rated(Rating::Good)));
        assert_eq!(of("1.1").reason, "Clear vision, known to all");
        assert_eq!(of("4.1").proposal, Some(Proposal::NotRated));

        goes_to_screen(person, "Service").await;
        person.selects("Proposed rating of 1.1", "Not proposed yet").await;
        goes_to_screen(person, "Overview").await;
        person.sees("4 things owed on the standards judged at service level.").await;
    })
    .await;
}
