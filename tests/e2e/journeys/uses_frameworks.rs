//! Every framework that comes with the program reads a case and rates it, and others can be imported.

use crate::journeys::errands::{creates_an_inspection, is_saved, opens_a_new_case};
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
