//! 9. An inspection goes out as a file and comes in elsewhere, the same to the last note.

use std::fs;
use std::path::{Path, PathBuf};

use domain::{Answer, Verdict};

use crate::person::Person;

use super::shelf::{case, checked, on_shelf, reference};
use super::steps::{
    adds_case, begins_court_case, creates_inspection, goes_to_screen, opens_case, opens_example,
    sees_saved,
};

/// Exports the whole inspection, and gives the file.
async fn exports(person: &mut Person) -> PathBuf {
    goes_to_screen(person, "Hand over").await;
    person.clicks("button", "Export the inspection").await;
    person.sees_role("heading 2", "Exported, read back and compared").await;
    person.waits_for_download("*.json").await
}

/// Picks a file on the screen that brings files in.
async fn picks(person: &Person, file: &Path) {
    person.goes_to("#/import").await;
    person.sees_role("heading 1", "Bring a file in").await;
    person.picks_file("File to bring in", file).await;
}

async fn brings_in(person: &Person, file: &Path) {
    picks(person, file).await;
    person.clicks("button", "Bring it in").await;
    person.sees("What next").await;
}

fn text_of(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|why| panic!("{}: {why}", file.display()))
}

#[tokio::test]
async fn a_whole_inspection_is_the_same_in_another_browser() {
    Person::works("handed_over_by", async |first| {
        opens_example(first).await;
        opens_case(first, "002").await;
        first.chooses("3.1.1 judgement …", "Not sufficient").await;
        first
            .fills("Reason for the judgement on 3.1.1", "“Quoted”, ünïcode\nand a second line")
            .await;
        goes_to_screen(first, "Results").await;
        let planning = first.within("article", "2.2 Planning");
        planning.clicks("button", "Ratings panel: 2.2").await;
        planning.selects("Rating the panel gave: 2.2", "Good").await;
        planning.fills("The panel's reason: 2.2", "For the test").await;
        let ratings = first.reads("main", "…").await;
        let file = exports(first).await;

        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        assert!(name.starts_with("OFFICIAL-SENSITIVE_east-sussex-example_20"), "{name}");
        let text = text_of(&file);
        let done = first.within("status", "Exported, read back and compared…");
        done.sees(&name).await;
        done.sees("37 cases").await;
        done.sees(&wire::digest(text.as_bytes())).await;
        first.sees("Last exported 20").await;
        let exported = checked(&text);
        assert!(exported.head.whole);
        assert_eq!(exported.head.marking, "OFFICIAL-SENSITIVE");
        assert_eq!(exported.head.n_cases, 37);
        assert!(
            text.contains("Does the assessment explain why the child offended"),
            "the framework is in it"
        );
        let shelf = on_shelf(first).await;
        assert_eq!(exported.inspection, shelf.inspection);

        Person::works("taken_over_by", async |second| {
            picks(second, &file).await;
            second.sees_role("heading 2", &format!("In {name}")).await;
            second.sees("The whole inspection: 37 cases").await;
            second.sees("East Sussex (example)").await;
            // Nothing alters before the decision.
            assert!(second.everything_kept().await["heads"].is_empty());
            second.clicks("button", "Bring it in").await;
            second.sees_role("heading 1", "East Sussex (example)").await;
            second.sees("Brought in: 37 new cases").await;
            goes_to_screen(second, "Results").await;
            assert_eq!(second.reads("main", "…").await, ratings);
            let theirs = on_shelf(second).await;
            theirs.is_whole();
            assert_eq!(theirs.inspection, shelf.inspection);
            assert_eq!(theirs.changes, shelf.changes);
            second.closes_and_reopens().await;
            second.clicks("link", "East Sussex (example)").await;
            goes_to_screen(second, "Results").await;
            assert_eq!(second.reads("main", "…").await, ratings);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn chosen_cases_go_out_without_the_rest() {
    Person::works("chosen_cases", async |first| {
        opens_example(first).await;
        goes_to_screen(first, "Hand over").await;
        first.chooses("Cases", "Case 003").await;
        first.chooses("Cases", "Case 014").await;
        first.chooses("Cases", "Case 015").await;
        first.sees_role("button", "Export 3 chosen cases").await;
        first.chooses("Cases", "Case 015").await;
        first.clicks("button", "Export 2 chosen cases").await;
        first.sees_role("heading 2", "Exported, read back and compared").await;
        let file = first.waits_for_download("*_2-cases_*.json").await;
        // A part is no copy of the whole: the age of the copy does not alter.
        first.within("banner", "…").sees("Not exported yet").await;
        let text = text_of(&file);
        let exported = checked(&text);
        assert!(!exported.head.whole);
        let shelf = on_shelf(first).await;
        let numbers = exported.inspection.by_number().map(|(_, case)| case.number.as_str());
        assert_eq!(numbers.collect::<Vec<_>>(), ["003", "014"]);
        for number in ["003", "014"] {
            assert_eq!(case(&exported.inspection, number), case(&shelf.inspection, number));
        }
        assert!(exported.inspection.record.evidence.is_empty());
        assert!(!text.contains("\"evidence\""), "no service record");

        Person::works("gets_chosen_cases", async |second| {
            picks(second, &file).await;
            second.sees("2 chosen cases, without the service record").await;
            second.clicks("button", "Bring it in").await;
            second.sees("2 of 2 cases complete.").await;
            let theirs = on_shelf(second).await;
            theirs.is_whole();
            assert_eq!(case(&theirs.inspection, "014"), case(&shelf.inspection, "014"));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_newer_export_adds_what_is_new_and_the_same_again_adds_nothing() {
    Person::works("exports_twice", async |first| {
        begins_court_case(first, "Northtown").await;
        first.chooses("2.1.1a …", "Yes").await;
        let early = exports(first).await;
        Person::works("imports_twice", async |second| {
            brings_in(second, &early).await;
            sees_saved(second).await;
            let before = second.everything_kept().await;
            picks(second, &early).await;
            second.sees("There is nothing in it that is not here already.").await;
            second.does_not_see_role("button", "Bring it in").await;
            assert_eq!(second.everything_kept().await, before);

            opens_case(first, "001").await;
            first.chooses("2.1.1a …", "No").await;
            first.fills("Note on 2.1.1a", "Changed my mind").await;
            goes_to_screen(first, "Cases").await;
            adds_case(first, "002", "Out-of-court disposals").await;
            let late = exports(first).await;
            picks(second, &late).await;
            second.sees("This inspection is on this computer already.").await;
            second.sees("1 new").await;
            second.sees("1 newer in the file").await;
            second.clicks("button", "Bring it in").await;
            second.sees("Brought in: 1 new cases, 1 newer than they were here.").await;
            opens_case(second, "001").await;
            second.sees_value("2.1.1a …", "No").await;
            second.sees_value("Note on 2.1.1a", "Changed my mind").await;
            let (ours, theirs) = (on_shelf(first).await, on_shelf(second).await);
            theirs.is_whole();
            assert_eq!(theirs.inspection, ours.inspection);

            // An older file brings nothing, and takes nothing away.
            picks(second, &early).await;
            second.sees("There is nothing in it that is not here already.").await;
            assert_eq!(on_shelf(second).await.answer("001", "2.1.1a"), Some(Answer::No));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn two_readers_cases_come_together() {
    Person::works("lead", async |lead| {
        creates_inspection(lead, "Northtown").await;
        adds_case(lead, "001", "Court disposals").await;
        adds_case(lead, "002", "Court disposals").await;
        let start = exports(lead).await;
        Person::works("reader", async |reader| {
            brings_in(reader, &start).await;
            reader.fills("Your name or initials…", "CD").await;
            reader.clicks("button", "Keep").await;
            reader.sees("You read as CD.").await;
            opens_case(reader, "002").await;
            reader.chooses("2.1.1a …", "No").await;
            let back = exports(reader).await;
            // Meanwhile the lead worked on another case.
            opens_case(lead, "001").await;
            lead.chooses("2.1.1a …", "Yes").await;
            sees_saved(lead).await;
            picks(lead, &back).await;
            lead.sees("1 newer in the file").await;
            lead.sees("1 the same, or newer here").await;
            lead.clicks("button", "Bring it in").await;
            lead.sees("What next").await;
            let shelf = on_shelf(lead).await;
            shelf.is_whole();
            assert_eq!(shelf.answer("001", "2.1.1a"), Some(Answer::Yes));
            assert_eq!(shelf.answer("002", "2.1.1a"), Some(Answer::No));
            let answered = shelf.changes.iter().filter(|one| one.stamp.reader == "CD");
            assert_eq!(answered.count(), 1);
            // And the lead goes on from there.
            opens_case(lead, "002").await;
            lead.sees_value("2.1.1a …", "No").await;
            lead.chooses("2.1.1b …", "Yes").await;
            sees_saved(lead).await;
            let whole = checked(&text_of(&exports(lead).await)).inspection;
            assert_eq!(whole, on_shelf(lead).await.inspection);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_case_changed_on_both_sides_is_refused_and_nothing_alters() {
    Person::works("both_sides_first", async |first| {
        begins_court_case(first, "Northtown").await;
        let early = exports(first).await;
        Person::works("both_sides_second", async |second| {
            brings_in(second, &early).await;
            opens_case(second, "001").await;
            second.chooses("2.1.1 judgement …", "Sufficient").await;
            sees_saved(second).await;
            opens_case(first, "001").await;
            first.chooses("2.1.1 judgement …", "Not sufficient").await;
            goes_to_screen(first, "Cases").await;
            adds_case(first, "002", "Court disposals").await;
            let late = exports(first).await;

            goes_to_screen(second, "Overview").await;
            let before = second.everything_kept().await;
            picks(second, &late).await;
            second.sees("1 changed on both sides").await;
            let alert = second.within("alert", "…");
            alert.sees("case 001").await;
            alert.sees("The case was changed both here and in the file.").await;
            alert.sees("Agree whose work counts").await;
            second.sees("Nothing on this computer was changed.").await;
            second.does_not_see_role("button", "Bring it in").await;
            assert_eq!(second.everything_kept().await, before);
            assert_eq!(on_shelf(second).await.verdict("001", "2.1.1"), Some(Verdict::Sufficient));
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn an_export_begun_with_the_last_key_holds_the_last_word() {
    Person::works("export_holds_the_last_word", async |person| {
        creates_inspection(person, "Northtown").await;
        goes_to_screen(person, "Service").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        person.within("group", "Evidence 1 on 1.1.1").fills("Summary", "The last word").await;
        let exported = checked(&text_of(&exports(person).await));
        let entries = exported.inspection.record.evidence_for(reference("1.1.1"));
        let summaries: Vec<_> = entries.map(|(_, entry)| entry.summary.clone()).collect();
        assert_eq!(summaries, ["The last word"]);
        person.within("banner", "…").sees("Last exported 20").await;
        person.reloads().await;
        person.within("banner", "…").sees("Last exported 20").await;
    })
    .await;
}
