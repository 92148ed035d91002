//! Ways that many journeys share.

use crate::person::Person;

use super::shelf::on_shelf;

/// The details on which it hangs what is asked of a case, as the inspector sees it.
pub const ROSH: &str = "Risk of serious harm: inspector's classification";
pub const SAFETY: &str = "Safety and wellbeing: inspector's classification";
pub const VICTIM: &str = "Identifiable victim";

/// The panel at the head of a reading in which they are recorded.
pub const DECIDING: &str = "First, what decides which questions are asked";

/// What the keys `Y` and `S` answer in a court case in which nothing conditional is asked, to the last question.
pub const COURT_ALL_WELL: &str = "yyyyyyyys yyys yyys yyyyyys yyyyyyyys yyyyyyys";

/// Makes an inspection with no more than it needs, and comes to its cases.
pub async fn creates_inspection(person: &Person, service: &str) {
    person.clicks("link", "New inspection").await;
    person.fills("Service…", service).await;
    person.fills("Your name or initials…", "RK").await;
    person.clicks("button", "Create inspection").await;
    person.sees_role("heading 1", "Cases").await;
}

/// Adds a case under the number suggested.
pub async fn adds_case(person: &Person, number: &str, pool: &str) {
    let form = person.within("form", "Add case");
    form.sees_value("Case number", number).await;
    form.selects("Pool", pool).await;
    form.clicks("button", "Add case").await;
    person.sees_role("link", &format!("Case {number}")).await;
}

/// Goes to a screen of the inspection by the links at its head.
pub async fn goes_to_screen(person: &Person, name: &str) {
    person.within("navigation", "This inspection").clicks("link", name).await;
}

/// Opens a case from the table of cases.
pub async fn opens_case(person: &Person, number: &str) {
    goes_to_screen(person, "Cases").await;
    person.clicks("link", &format!("Case {number}")).await;
    person.sees_role("heading 1", &format!("Case {number}")).await;
}

/// A new inspection with one court case, which is open to be read.
pub async fn begins_court_case(person: &Person, service: &str) {
    creates_inspection(person, service).await;
    adds_case(person, "001", "Court disposals").await;
    opens_case(person, "001").await;
}

/// Records in the reading what decides which questions are asked.
pub async fn decides(person: &Person, rosh: &str, safety: &str, victim: &str) {
    for (label, option) in [(VICTIM, victim), (SAFETY, safety), (ROSH, rosh)] {
        person.within("region", DECIDING).selects(&format!("{label}…"), option).await;
    }
    person.does_not_see_role("region", DECIDING).await;
}

/// Records in the details of a case, as they are shown there.
pub async fn opens_details(person: &Person, number: &str) {
    goes_to_screen(person, "Cases").await;
    person.clicks("link", &format!("Details of case {number}")).await;
    person.sees_role("heading 1", &format!("Details of case {number}")).await;
}

/// Answers question after question with letters, from that prompt on. Blanks are for whoever reads the test.
pub async fn answers_by_keys(person: &Person, first: &str, letters: &str) {
    // Tab would bring the focus here as well; how it does is tried in a test of its own.
    let script =
        format!("document.querySelector('#q-{} input').focus();", first.replace('.', "\\\\."));
    person.asks_the_page(&script).await;
    for letter in letters.chars().filter(|letter| *letter != ' ') {
        person.presses(&letter.to_string()).await;
    }
}

/// Everything is committed.
pub async fn sees_saved(person: &Person) {
    person.within("banner", "…").sees_role("status", "Saved").await;
}

/// Opens the example from the first screen.
pub async fn opens_example(person: &Person) {
    person.clicks("button", "Open the example inspection").await;
    person.sees_role("heading 1", "East Sussex (example)").await;
}

/// The address of the inspection in the store: `#/i/ID`.
pub async fn address(person: &Person) -> String {
    format!("#/i/{}", on_shelf(person).await.inspection.id)
}

/// Every screen of an inspection: its address after that of the inspection, and its heading.
pub fn screens(service: &str, number: &str) -> Vec<(String, String)> {
    let screen = |path: &str, heading: &str| (path.to_owned(), heading.to_owned());
    vec![
        screen("", service),
        screen("/cases", "Cases"),
        screen(&format!("/case/{number}"), &format!("Case {number}")),
        screen(&format!("/details/{number}"), &format!("Details of case {number}")),
        screen("/service", "Service"),
        screen("/results", "Results"),
        screen("/handover", "Hand over"),
    ]
}
