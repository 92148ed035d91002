//! Point 3: cases, their pools and their details.

use crate::journeys::errands::{
    begins_an_inspection, is_saved, journal, opens_the_example, values,
};
use crate::person::Person;

#[tokio::test]
async fn cases_are_added_with_the_next_number_and_no_number_twice() {
    Person::works("adds_cases", async |person| {
        begins_an_inspection(person).await;
        person.clicks("button", "Add case").await;
        person.sees_role("link", "Case 001").await;
        person.sees_value("Case number", "002").await;
        person.selects("Pool", "Out-of-court disposals").await;
        person.clicks("button", "Add case").await;
        person.sees_role("link", "Case 002").await;
        person.fills("Case number", "001").await;
        person.clicks("button", "Add case").await;
        person.sees("Another case has the number 001.").await;
        person.sees("2 cases").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "case", ""), ["court 001", "out-of-court 002"]);
        assert_eq!(values(&journal, "reading", ""), ["AB", "AB"]);
    })
    .await;
}

#[tokio::test]
async fn whoever_has_given_no_name_is_asked_for_it_before_a_case_is_begun() {
    Person::works("nameless", async |person| {
        opens_the_example(person).await;
        person.clicks("link", "Cases").await;
        person.clicks("button", "Add case").await;
        person.clicks("link", "Case 038").await;
        person.sees("Nobody has begun to read this case.").await;
        person.fills("Your name or initials", "CD").await;
        person.clicks("button", "Keep").await;
        person.clicks("button", "Begin reading").await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "reading", "").last().unwrap(), "CD");
    })
    .await;
}

#[tokio::test]
async fn details_are_closed_lists_and_both_classifications_are_kept() {
    Person::works("details", async |person| {
        begins_an_inspection(person).await;
        person.clicks("button", "Add case").await;
        person.clicks("link", "Details of case 001").await;
        person.selects("Sex", "Female").await;
        person.selects("Risk of serious harm: service's classification at start", "Low").await;
        person.selects("Risk of serious harm: inspector's classification", "High").await;
        person.fills("Age at start of the disposal (years)", "99").await;
        person.presses("Tab").await;
        person.sees("Not taken over").await;
        person.fills("Age at start of the disposal (years)", "15").await;
        person.presses("Tab").await;
        person.does_not_see("Not taken over").await;
        is_saved(person).await;
        person.reloads().await;
        person.sees_value("Age at start of the disposal (years)", "15").await;
        person.sees_value("Risk of serious harm: service's classification at start", "Low").await;
        person.sees_value("Risk of serious harm: inspector's classification", "High").await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "detail", ""), ["female", "low", "high", "15"]);
    })
    .await;
}

#[tokio::test]
async fn a_case_is_taken_out_of_the_sample_with_a_reason_and_put_back() {
    Person::works("withdraws", async |person| {
        begins_an_inspection(person).await;
        person.clicks("button", "Add case").await;
        person.clicks("link", "Details of case 001").await;
        person.clicks("button", "Take this case out of the sample").await;
        person.fills("Reason", "drawn twice").await;
        person.presses("Tab").await;
        person.presses("Enter").await;
        person.sees("This case is taken out of the sample.").await;
        person.clicks("link", "Cases").await;
        person.sees("No case yet.").await;
        person.sees("drawn twice").await;
        person.clicks("button", "Put case 001 back").await;
        person.sees_role("link", "Case 001").await;
    })
    .await;
}
