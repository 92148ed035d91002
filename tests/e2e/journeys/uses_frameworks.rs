//! Every framework that comes with the program reads a case and rates it, and others can be imported.

use std::path::{Path, PathBuf};

use crate::journeys::errands::{
    creates_an_inspection, is_saved, journal, opens_a_new_case, opens_the_example, values,
};
use crate::person::Person;

/// How many come with the program.
const BUNDLED: usize = 9;

/// Where the details stand on which questions hang.
const DECIDING: &str = "First, what decides which questions are asked";

/// Records every detail that decides, and judges everything that is asked sufficient.
async fn judges_all_sufficient(person: &Person) {
    // A detail recorded may make others decide.
    let mut answered = Vec::new();
    while person.names_of("region").await.iter().any(|name| name == DECIDING) {
        let lists = person.within("region", DECIDING).names_of("combobox").await;
        let Some(list) = lists.into_iter().find(|list| !answered.contains(list)) else { break };
        let options = person.within("combobox", &list).names_of("option").await;
        person.selects(&list, &options[1]).await;
        answered.push(list);
    }
    let groups = person.names_of("group").await;
    let judgements: Vec<_> = groups.iter().filter(|name| name.contains(" judgement ")).collect();
    assert!(!judgements.is_empty(), "nothing to judge in {groups:?}");
    for group in judgements {
        person.chooses(group, "Sufficient").await;
    }
    is_saved(person).await;
}

#[tokio::test]
async fn each_framework_reads_a_case_and_rates() {
    Person::works("each_framework", async |person| {
        person.clicks("link", "New inspection").await;
        let titles = person.within("combobox", "Framework and edition").names_of("option").await;
        let titles: Vec<_> = titles.into_iter().skip(1).collect();
        assert_eq!(titles.len(), BUNDLED, "{titles:?}");
        for title in titles {
            person.goes_to("#/").await;
            creates_an_inspection(person, &title).await;
            opens_a_new_case(person).await;
            judges_all_sufficient(person).await;
            person.within("navigation", "This inspection").clicks("link", "Results").await;
            person.sees("1 of 1, 100%").await;
            let rates = !title.contains("about 2014") && !title.contains("probation regions");
            if rates {
                person.sees_role("heading 2", "Overall rating").await;
                person.sees("Decided by the weakest key question").await;
                // Nothing unconfirmed is shown as the inspectorate's own.
                person.sees("check against the published document before use").await;
            } else {
                person.sees("This framework gives no ratings.").await;
                person.does_not_see_role("heading 2", "Overall rating").await;
                person.does_not_see("No rating yet").await;
            }
        }
    })
    .await;
}

/// The worked example of `docs/frameworks.md`, built.
fn council_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/council-case-file-audit.json")
}

#[tokio::test]
async fn a_framework_is_imported_read_by_and_rated() {
    Person::works("imports_a_framework", async |person| {
        person.clicks("link", "Frameworks").await;
        person.picks_file("Framework file", &council_file()).await;
        person.sees("council-case-file-audit, edition 1 was imported.").await;
        person.picks_file("Framework file", &council_file()).await;
        person
            .sees("council-case-file-audit, edition 1 is here already. Nothing was changed.")
            .await;
        person.clicks("link", "Case-file audit of children's social care").await;
        person.sees_role("heading 1", "Case-file audit of children's social care").await;
        person.sees("How it rates").await;
        person.goes_to("#/").await;
        let title = "Case-file audit of children's social care (edition 1)";
        creates_an_inspection(person, title).await;
        opens_a_new_case(person).await;
        judges_all_sufficient(person).await;
        person.within("navigation", "This inspection").clicks("link", "Results").await;
        person.sees("1 of 1, 100%").await;
        // What an inspection works to stays.
        person.goes_to("#/frameworks").await;
        person.sees("An inspection here works to it, so it stays.").await;
        person.reloads().await;
        person.sees("An inspection here works to it, so it stays.").await;
    })
    .await;
}

#[tokio::test]
async fn an_imported_framework_nobody_works_to_can_be_removed() {
    Person::works("removes_a_framework", async |person| {
        person.clicks("link", "Frameworks").await;
        person.picks_file("Framework file", &council_file()).await;
        person.clicks("button", "Remove council-case-file-audit, edition 1").await;
        person.does_not_see_role("link", "Case-file audit of children's social care").await;
        assert!(person.records("editions").await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_framework_file_that_does_not_hold_is_refused_whole() {
    Person::works("refuses_a_framework", async |person| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let sound = std::fs::read_to_string(council_file()).expect("the built example");
        let broken = folder.join("broken-framework.json");
        std::fs::write(&broken, sound.replacen("recorded", "recordet", 1)).expect("a file");
        person.clicks("link", "Frameworks").await;
        person.picks_file("Framework file", &broken).await;
        person.sees("broken-framework.json cannot be brought in").await;
        person.sees("was altered after it was written").await;
        let wrong = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/east-sussex-2024.json");
        person.picks_file("Framework file", &wrong).await;
        person.sees("This is an inspection; a framework file is wanted here.").await;
        assert!(person.records("editions").await.is_empty());
    })
    .await;
}

/// The next edition of the framework that the example works to, with one prompt in other words.
fn next_edition() -> PathBuf {
    let bundled = frameworks::named("youth-justice-2021").expect("the framework");
    let text = &bundled.read().expect("a sound framework").text;
    let asked = "Does the assessment explain why the child offended, including";
    assert!(text.contains(asked));
    let text = text.replacen("\"edition\":\"2\"", "\"edition\":\"2026\"", 1).replacen(
        asked,
        "Does the assessment make plain why the child offended, including",
        1,
    );
    let edition = wire::Edition::read(&text).expect("a sound framework");
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("next-edition.json");
    std::fs::write(&file, wire::framework_file::write("caseread 0.1.0", &edition)).expect("a file");
    file
}

#[tokio::test]
async fn work_goes_over_to_a_new_edition_and_what_reads_otherwise_is_open_again() {
    Person::works("another_edition", async |person| {
        opens_the_example(person).await;
        // Whoever opened the example gave no name yet.
        person.fills("Your name or initials", "AB").await;
        person.clicks("button", "Keep").await;
        person.goes_to("#/frameworks").await;
        person.picks_file("Framework file", &next_edition()).await;
        person.sees("youth-justice-2021, edition 2026 was imported.").await;
        person.goes_to("#/").await;
        opens_the_example(person).await;
        person.sees("Edition 2026 of this framework is here too.").await;
        person.clicks("link", "See what differs").await;
        person.sees("Prompt 2.1.1a").await;
        person.sees("explain").await;
        person.sees("make plain").await;
        person.sees("22 are open again, since their questions read otherwise").await;
        person.clicks("button", "Begin again under edition 2026").await;
        person.sees("The work was carried over from an inspection under edition 2").await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        let prompt = person.within("group", "2.1.1a…");
        prompt.sees("Answered Yes under the earlier edition").await;
        person.chooses("2.1.1a…", "No").await;
        prompt.does_not_see("under the earlier edition").await;
        is_saved(person).await;
        person.sees_value("2.1.1b…", "Yes").await;
        // Both editions rate as before: judgements stand, since no key question reads otherwise.
        person.within("navigation", "This inspection").clicks("link", "Results").await;
        person.sees("25 of 36: Good").await;
        let changes = journal(person).await;
        assert_eq!(values(&changes, "earlier-answer", "2.1.1a").len(), 22);
        person.within("navigation", "This inspection").clicks("link", "Overview").await;
        person.clicks("link", "Go there").await;
        person.sees("Works to youth-justice-2021, edition 2, and stays with it.").await;
        person.sees("25 of 36: Good").await;
    })
    .await;
}
