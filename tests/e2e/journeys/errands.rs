//! What many journeys begin with, and what lies in the store, as values.

use serde_json::Value;

use crate::person::Person;

/// What most journeys work to, as the list of frameworks names it.
pub const FRAMEWORK: &str = "Youth justice services, July 2021 to early 2025 (edition 2)";

/// Makes an inspection and comes to its cases.
pub async fn begins_an_inspection(person: &Person) {
    creates_an_inspection(person, FRAMEWORK).await;
}

/// Makes an inspection that works to a framework, and comes to its cases.
pub async fn creates_an_inspection(person: &Person, framework: &str) {
    person.clicks("link", "New inspection").await;
    person.fills("Service", "Northtown Youth Justice Service").await;
    person.selects("Framework and edition", framework).await;
    person.fills("First day of fieldwork", "2026-11-16").await;
    person.fills("Last day of fieldwork", "2026-11-20").await;
    person.fills("Your name or initials", "AB").await;
    // Where nothing can be stored there is nothing to protect.
    if person.names_of("radio").await.iter().any(|one| one == "Without a passphrase") {
        person.chooses("Protect this inspection on this computer", "Without a passphrase").await;
    }
    person.clicks("button", "Create inspection").await;
    person.sees_role("heading", "Cases").await;
}

/// Adds the suggested case to the first pool and opens it.
pub async fn opens_a_new_case(person: &Person) {
    person.clicks("button", "Add case").await;
    person.clicks("link", "Case 001").await;
    person.sees_role("heading", "Case 001").await;
}

/// Records the three details that decide what is asked, so that everything is.
pub async fn records_what_decides(person: &Person) {
    let deciding = person.within("region", "First, what decides which questions are asked");
    deciding.selects("Identifiable victim", "Yes").await;
    deciding.selects("Safety and wellbeing: inspector's classification", "Medium").await;
    deciding.selects("Risk of serious harm: inspector's classification", "Medium").await;
    deciding.sees_value("Risk of serious harm: inspector's classification", "Medium").await;
}

/// Waits for the light.
pub async fn is_saved(person: &Person) {
    person.sees_role("status", "Saved").await;
}

/// Opens the example inspection.
pub async fn opens_the_example(person: &Person) {
    person.clicks("button", "Open the example inspection").await;
    person.sees_role("heading", "East Sussex (example)").await;
}

/// Every change in the journal of the store, in order.
pub async fn journal(person: &Person) -> Vec<Value> {
    let mut changes = Vec::new();
    for segment in texts(person, "journal").await {
        changes.extend(segment["changes"].as_array().cloned().unwrap_or_default());
    }
    changes
}

/// The texts of an object store, read as JSON.
pub async fn texts(person: &Person, store: &str) -> Vec<Value> {
    let records = person.records(store).await;
    let texts = records.iter().map(|record| record.as_str().expect("a text in the store"));
    texts.map(|text| serde_json::from_str(text).expect("JSON in the store")).collect()
}

/// The values that the changes of one part came to, in order: `answer` of `2.1.1a`.
pub fn values(journal: &[Value], part: &str, reference: &str) -> Vec<String> {
    let wanted = journal.iter().filter(|change| {
        change["part"] == part && (reference.is_empty() || change["reference"] == reference)
    });
    wanted.map(|change| change["after"].as_str().unwrap_or_default().to_owned()).collect()
}

/// Empties the store behind the page's back, as a browser does that finds it damaged.
const WIPE: &str = "return new Promise((done) => { const open = indexedDB.open('caseread'); open.onsuccess = () => { const all = [...open.result.objectStoreNames]; const wipe = open.result.transaction(all, 'readwrite'); all.forEach((one) => wipe.objectStore(one).clear()); wipe.oncomplete = () => { open.result.close(); done(); }; }; });";

/// Empties the store behind the page's back.
pub async fn empties_the_store(person: &Person) {
    person.asks_the_page(WIPE).await;
}

/// Where `part` stands in a page, which is in UTF-16.
pub fn find_in_page(page: &[u8], part: &str) -> usize {
    let part: Vec<u8> = part.encode_utf16().flat_map(u16::to_le_bytes).collect();
    page.windows(part.len()).position(|window| window == part).unwrap()
}
