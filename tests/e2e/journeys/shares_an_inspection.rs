//! Two windows on one inspection: one writes, the other looks on and can take over.

use crate::journeys::errands::{begins_an_inspection, is_saved, journal, opens_a_new_case, values};
use crate::journeys::hands_over::{brings_in, exports};
use crate::person::Person;

const ELSEWHERE: &str = "Another window has this inspection open and writes to it.";

async fn begins(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    is_saved(person).await;
}

#[tokio::test]
async fn a_second_window_looks_on_and_shows_what_the_first_one_saves() {
    Person::works("looks_on", async |person| {
        begins(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees(ELSEWHERE).await;
        person.sees_role("status", "Read only").await;
        person.sees_disabled("2.1.1a…").await;
        person.goes_on_in(&first).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1a", "Seen from next door.").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("Note on 2.1.1a", "Seen from next door.").await;
        person.closes_window_for(&first).await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
    })
    .await;
}

#[tokio::test]
async fn a_second_window_takes_over_and_what_was_being_typed_is_there() {
    Person::works("takes_over", async |person| {
        begins(person).await;
        let first = person.window().await;
        person.chooses("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1a", "Half a sentence").await;
        let second = person.opens_another_window().await;
        person.clicks("button", "Take over").await;
        person.does_not_see(ELSEWHERE).await;
        person.sees_value("Note on 2.1.1a", "Half a sentence").await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.goes_on_in(&first).await;
        person.sees(ELSEWHERE).await;
        person.sees_value("2.1.1b…", "No").await;
        // And back again.
        person.clicks("button", "Take over").await;
        person.does_not_see(ELSEWHERE).await;
        person.chooses("2.1.1b…", "Yes").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        person.sees_value("2.1.1b…", "Yes").await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1b"), ["no", "yes"]);
    })
    .await;
}

#[tokio::test]
async fn a_window_that_is_closed_leaves_the_writing_to_the_other() {
    Person::works("inherits", async |person| {
        begins(person).await;
        let first = person.window().await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        let second = person.opens_another_window().await;
        person.sees(ELSEWHERE).await;
        person.goes_on_in(&first).await;
        person.closes_window_for(&second).await;
        person.does_not_see(ELSEWHERE).await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1a"), ["yes"]);
        assert_eq!(values(&journal, "answer", "2.1.1b"), ["no"]);
    })
    .await;
}

/// What this window says to the others goes unheard, as by a window that hangs.
const UNHEARD: &str = "BroadcastChannel.prototype.postMessage = () => {};";

#[tokio::test]
async fn a_window_that_does_not_answer_is_not_waited_for_and_writes_no_more() {
    Person::works("unheard", async |person| {
        begins(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees(ELSEWHERE).await;
        person.asks_the_page(UNHEARD).await;
        person.clicks("button", "Take over").await;
        person.does_not_see(ELSEWHERE).await;
        person.chooses("2.1.1a…", "No").await;
        is_saved(person).await;
        person.goes_on_in(&first).await;
        person.sees(ELSEWHERE).await;
        person.goes_on_in(&second).await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "answer", "2.1.1a"), ["no"]);
    })
    .await;
}

async fn goes_back_to_the_case(person: &Person) {
    for link in ["Northtown Youth Justice Service", "Cases", "Case 001"] {
        person.clicks("link", link).await;
    }
}

/// Whether it may write, this window is told late.
const TOLD_LATE: &str = "const { LockManager, Promise, setTimeout } = window;
    const request = LockManager.prototype.request;
    LockManager.prototype.request = function (name, options, granted) {
        const wait = options.ifAvailable ? 3_000 : 0;
        const ask = () => request.call(this, name, options, granted);
        return new Promise((done, fail) => setTimeout(() => ask().then(done, fail), wait));
    };";

#[tokio::test]
async fn what_is_typed_before_a_window_knows_that_it_looks_on_waits_for_its_turn() {
    Person::works("too_early", async |person| {
        begins(person).await;
        let first = person.window().await;
        person.clicks("link", "Caseread").await;
        let second = person.opens_another_window().await;
        person.asks_the_page(TOLD_LATE).await;
        goes_back_to_the_case(person).await;
        person.fills("Note on 2.1.1a", "Typed too early.").await;
        person.sees(ELSEWHERE).await;
        person.sees_role("status", "Not saved").await;
        person.sees("what was entered here last is not saved yet").await;
        // What the other window saves meanwhile takes nothing away.
        person.goes_on_in(&first).await;
        goes_back_to_the_case(person).await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        person.sees_value("2.1.1b…", "No").await;
        person.sees_value("Note on 2.1.1a", "Typed too early.").await;
        person.clicks("button", "Take over").await;
        is_saved(person).await;
        person.does_not_see("what was entered here last is not saved yet").await;
        person.goes_on_in(&first).await;
        person.sees_value("Note on 2.1.1a", "Typed too early.").await;
        let journal = journal(person).await;
        assert_eq!(values(&journal, "note", "2.1.1a"), ["Typed too early."]);
        assert_eq!(values(&journal, "answer", "2.1.1b"), ["no"]);
    })
    .await;
}

#[tokio::test]
async fn a_file_that_another_window_brings_in_is_joined_with_what_is_entered_here() {
    Person::works("brings_in", async |person| {
        begins(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        let first = exports(person).await;
        Person::works("brings_in_other", async |other| {
            brings_in(other, &first).await;
            other.clicks("button", "Bring it in").await;
            other.sees_role("heading", "Northtown Youth Justice Service").await;
            other.clicks("link", "Cases").await;
            other.clicks("link", "Case 001").await;
            person.clicks("link", "Cases").await;
            person.clicks("link", "Case 001").await;
            person.chooses("2.1.1b…", "No").await;
            let second = exports(person).await;
            let writes = other.window().await;
            other.opens_another_window().await;
            other.sees(ELSEWHERE).await;
            brings_in(other, &second).await;
            other.clicks("button", "Bring it in").await;
            other.sees("Brought in:").await;
            other.goes_on_in(&writes).await;
            other.chooses("2.1.1c…", "Yes").await;
            is_saved(other).await;
            other.sees_value("2.1.1b…", "No").await;
            other.sees_value("2.1.1c…", "Yes").await;
            let journal = journal(other).await;
            assert_eq!(values(&journal, "answer", "2.1.1b"), ["no"]);
            assert_eq!(values(&journal, "answer", "2.1.1c"), ["yes"]);
        })
        .await;
    })
    .await;
}
