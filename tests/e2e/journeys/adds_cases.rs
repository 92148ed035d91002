//! 3. Cases are added, described, taken out of the sample and put back.

use crate::person::Person;

use super::shelf::on_shelf;
use super::steps::{adds_case, creates_inspection, goes_to_screen, opens_details, sees_saved};

#[tokio::test]
async fn the_next_number_is_suggested_and_both_pools_are_there() {
    Person::works("numbers_and_pools", async |person| {
        creates_inspection(person, "Northtown").await;
        person.sees("No case yet.").await;
        adds_case(person, "001", "Court disposals").await;
        adds_case(person, "002", "Out-of-court disposals").await;
        person.within("row", "Case 001…").sees("Court disposals").await;
        person.within("row", "Case 002…").sees("Out-of-court disposals").await;
        person.within("row", "Case 002…").sees("RK").await;

        // A number of one's own, with a sign that means something in an address.
        let form = person.within("form", "Add case");
        form.fills("Case number", "B/7-a").await;
        form.presses("Enter").await;
        person.clicks("link", "Case B/7-a").await;
        person.sees_role("heading 1", "Case B/7-a").await;
        goes_to_screen(person, "Cases").await;
        person.sees_role("table", "3 cases").await;
        form.sees_value("Case number", "003").await;

        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        let cases = shelf.inspection.by_number();
        let cases: Vec<_> =
            cases.map(|(_, case)| (case.number.as_str(), case.pool.as_str())).collect();
        assert_eq!(cases[..2], [("001", "court"), ("002", "out-of-court")]);
        assert_eq!(cases[2].0, "B/7-a");
        assert_eq!(shelf.reading("002").reader, "RK");
    })
    .await;
}

#[tokio::test]
async fn a_number_that_is_taken_or_empty_adds_nothing() {
    Person::works("number_taken", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        sees_saved(person).await;
        let before = person.everything_kept().await;
        let form = person.within("form", "Add case");
        form.fills("Case number", "001").await;
        form.clicks("button", "Add case").await;
        person.within("alert", "…").sees("Not taken over: Another case has the number 001.").await;
        person.sees_role("table", "1 case").await;
        person.clicks("button", "Put away").await;
        person.does_not_see_role("alert", "…").await;

        for number in [" ", "A B"] {
            form.fills("Case number", number).await;
            form.clicks("button", "Add case").await;
            person.within("alert", "…").sees("Not taken over:").await;
            person.sees_role("table", "1 case").await;
            person.clicks("button", "Put away").await;
        }
        sees_saved(person).await;
        assert_eq!(person.everything_kept().await["journal"], before["journal"]);
        assert_eq!(on_shelf(person).await.inspection.cases.len(), 1);

        // The refusal leaves the form ready for the right number.
        adds_case(person, "002", "Court disposals").await;

        // A number that is taken cannot be had by renumbering either.
        opens_details(person, "002").await;
        person.fills("Case number", "001").await;
        person.clicks("button", "Change the number").await;
        person.within("alert", "…").sees("Another case has the number 001.").await;
        person.sees_role("heading 1", "Details of case 002").await;
        person.fills("Case number", "014").await;
        person.clicks("button", "Change the number").await;
        person.sees_role("heading 1", "Details of case 014").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        let numbers = shelf.inspection.by_number().map(|(_, case)| case.number.as_str());
        assert_eq!(numbers.collect::<Vec<_>>(), ["001", "014"]);
    })
    .await;
}

#[tokio::test]
async fn details_are_kept_as_closed_lists_numbers_in_range_and_days() {
    Person::works("details_of_a_case", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        opens_details(person, "001").await;
        person.selects("Sex", "Female").await;
        person.selects("Ethnicity…", "Mixed or multiple").await;
        person.fills("Start of the disposal…", "2026-03-02").await;
        person.fills("Age at start of the disposal (years)…", "15").await;
        person.presses("Tab").await;
        // The service saw it one way, the inspector sees it another: both are kept.
        person.selects("Risk of serious harm: service's classification at start…", "Low").await;
        person.selects("Risk of serious harm: inspector's classification…", "High").await;
        person
            .selects("Safety and wellbeing: service's classification at start…", "Very high")
            .await;
        person
            .selects(
                "Safety and wellbeing: inspector's classification…",
                "No safety or wellbeing factors",
            )
            .await;
        sees_saved(person).await;

        person.fills("Age at start of the disposal (years)…", "44").await;
        person.presses("Tab").await;
        person.within("alert", "…").sees("“44” does not fit here.").await;
        sees_saved(person).await;
        person.reloads().await;
        person.sees_value("Age at start of the disposal (years)…", "15").await;
        person.sees_value("Sex", "Female").await;
        person.sees_value("Start of the disposal…", "2026-03-02").await;
        person.sees_value("Risk of serious harm: inspector's classification…", "High").await;

        let shelf = on_shelf(person).await;
        shelf.is_whole();
        for (detail, value) in [
            ("sex", "female"),
            ("ethnicity", "mixed"),
            ("start-date", "2026-03-02"),
            ("age", "15"),
            ("rosh-service", "low"),
            ("rosh-inspector", "high"),
            ("safety-service", "very-high"),
            ("safety-inspector", "none"),
        ] {
            assert_eq!(shelf.detail("001", detail).as_deref(), Some(value), "{detail}");
        }
        assert_eq!(shelf.case("001").details.len(), 8);

        // What was recorded can be taken back.
        person
            .selects("Risk of serious harm: service's classification at start…", "Not recorded")
            .await;
        sees_saved(person).await;
        assert_eq!(on_shelf(person).await.detail("001", "rosh-service"), None);
    })
    .await;
}

#[tokio::test]
async fn no_two_options_of_a_closed_list_read_the_same() {
    Person::works("options_differ", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        opens_details(person, "001").await;
        let script = "return [...document.querySelectorAll('main select')].map((list) => ({ \
            name: list.labels[0].innerText, options: [...list.options].map((option) => option.label) }));";
        let lists = person.asks_the_page(script).await;
        let lists = lists.as_array().cloned().unwrap_or_default();
        assert!(lists.len() > 20, "{} closed lists", lists.len());
        let alike = lists.iter().filter(|list| {
            let options = list["options"].as_array().cloned().unwrap_or_default();
            let once: std::collections::BTreeSet<String> =
                options.iter().map(ToString::to_string).collect();
            once.len() < options.len()
        });
        let alike: Vec<String> = alike.map(|list| list["name"].to_string()).collect();
        assert_eq!(alike, Vec::<String>::new(), "lists with two options of the same words");
    })
    .await;
}

#[tokio::test]
async fn a_case_taken_out_counts_nowhere_and_can_be_put_back() {
    Person::works("taken_out_and_put_back", async |person| {
        creates_inspection(person, "Northtown").await;
        adds_case(person, "001", "Court disposals").await;
        adds_case(person, "002", "Court disposals").await;
        opens_details(person, "002").await;
        person.clicks("button", "Take this case out of the sample").await;
        let group = person.within("group", "Take this case out of the sample");
        group.fills("Reason", "Transferred to another area").await;
        group.presses("Tab").await;
        group.presses("Enter").await;
        person.sees("This case is taken out of the sample.").await;
        goes_to_screen(person, "Cases").await;
        person.sees_role("table", "1 case").await;
        person
            .within("region", "Taken out of the sample")
            .sees("002 — Transferred to another area")
            .await;
        goes_to_screen(person, "Overview").await;
        person.sees("0 of 1 cases complete.").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        assert_eq!(shelf.case("002").withdrawn.as_deref(), Some("Transferred to another area"));

        person.reloads().await;
        goes_to_screen(person, "Cases").await;
        // Its number stays taken, and it is not suggested again.
        person.within("form", "Add case").sees_value("Case number", "003").await;
        person.clicks("button", "Put case 002 back").await;
        person.sees_role("table", "2 cases").await;
        person.does_not_see("Taken out of the sample").await;
        sees_saved(person).await;
        let shelf = on_shelf(person).await;
        shelf.is_whole();
        assert_eq!(shelf.case("002").withdrawn, None);
    })
    .await;
}
