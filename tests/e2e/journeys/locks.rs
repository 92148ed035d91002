//! Inspections with a passphrase: what is asked, what is never lost, and what no file on disk holds.

use std::fs;
use std::path::Path;

use crate::journeys::errands::{
    FRAMEWORK, begins_an_inspection, empties_the_store, is_saved, opens_a_new_case,
};
use crate::person::Person;

const PASSPHRASE: &str = "kettle rain seven bridge";
const SERVICE: &str = "Northtown Youth Justice Service";

/// Makes an inspection with a passphrase, and opens a new case of it.
async fn begins_locked(person: &Person, service: &str, reader: &str) {
    person.clicks("link", "New inspection").await;
    person.fills("Service", service).await;
    person.selects("Framework and edition", FRAMEWORK).await;
    person.fills("Your name or initials", reader).await;
    person.fills("Passphrase", PASSPHRASE).await;
    person.sees("Good.").await;
    person.fills("The same passphrase again", PASSPHRASE).await;
    person.clicks("button", "Create inspection").await;
    person.sees_role("heading", "Cases").await;
    opens_a_new_case(person).await;
    is_saved(person).await;
}

async fn unlocks(person: &Person, passphrase: &str) {
    person.sees_role("heading", "This inspection is locked").await;
    person.fills("Passphrase", passphrase).await;
    person.clicks("button", "Unlock").await;
}

#[tokio::test]
async fn a_passphrase_is_offered_first_and_asked_for_again_after_a_reload() {
    Person::works("locked_from_the_beginning", async |person| {
        person.clicks("link", "New inspection").await;
        person.sees("A forgotten passphrase cannot be recovered").await;
        person.fills("Service", SERVICE).await;
        person.selects("Framework and edition", FRAMEWORK).await;
        person.fills("Your name or initials", "AB").await;
        person.clicks("button", "Create inspection").await;
        person.sees("Enter at least 12 letters.").await;
        person.sees_focus_on("textbox", "Passphrase").await;
        person.fills("Passphrase", "aaaaaaaaaaaa").await;
        person.sees("Weak:").await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.fills("The same passphrase again", "kettle rain seven").await;
        person.clicks("button", "Create inspection").await;
        person.sees("The two passphrases differ.").await;
        assert!(person.records("heads").await.is_empty());
        person.fills("The same passphrase again", PASSPHRASE).await;
        person.clicks("button", "Create inspection").await;
        person.sees_role("heading", "Cases").await;
        opens_a_new_case(person).await;
        person.chooses("2.1.1a…", "Yes").await;
        person.fills("Note on 2.1.1a", "Kept behind a lock.").await;
        is_saved(person).await;
        person.reloads().await;
        unlocks(person, "kettle rain seven sledge").await;
        person.sees("That is not the passphrase. Nothing was changed; try again.").await;
        person.does_not_see("Kept behind a lock.").await;
        // The screen that was wanted is there at once.
        unlocks(person, PASSPHRASE).await;
        person.sees_role("heading", "Case 001").await;
        person.sees_value("2.1.1a…", "Yes").await;
        person.sees_value("Note on 2.1.1a", "Kept behind a lock.").await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.goes_to("#/").await;
        person.sees_role("link", SERVICE).await;
        person.reloads().await;
        person.sees("Inspection begun").await;
        person.does_not_see(SERVICE).await;
        person.clicks("link", "Unlock Inspection begun…").await;
        unlocks(person, PASSPHRASE).await;
        person.sees_role("heading", SERVICE).await;
        person.sees("You read as AB.").await;
    })
    .await;
}

#[tokio::test]
async fn locking_now_saves_what_is_being_typed_and_leaves_nothing_on_the_screen() {
    Person::works("locks_now", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Half a th").await;
        // At once, within the pause after the last key.
        person.clicks("button", "Lock now").await;
        person.sees_role("heading", "This inspection is locked").await;
        person.does_not_see(SERVICE).await;
        person.within("navigation", "…").clicks("link", "Inspections").await;
        person.sees("Inspection begun").await;
        person.does_not_see(SERVICE).await;
        person.clicks("link", "Unlock Inspection begun…").await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("Note on 2.1.1a", "Half a th").await;
    })
    .await;
}

const FULL: &str = "window.kept = IDBObjectStore.prototype.add; IDBObjectStore.prototype.add = () => { throw new DOMException('', 'QuotaExceededError'); };";

#[tokio::test]
async fn what_cannot_be_saved_is_not_locked_away() {
    Person::works("not_locked", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.asks_the_page(FULL).await;
        person.fills("Note on 2.1.1a", "In memory alone.").await;
        person.clicks("button", "Lock now").await;
        person.sees("It was not locked, since your last entries could not be saved yet.").await;
        person.sees_value("Note on 2.1.1a", "In memory alone.").await;
        person.asks_the_page("IDBObjectStore.prototype.add = window.kept;").await;
        is_saved(person).await;
        person.clicks("button", "Lock now").await;
        unlocks(person, PASSPHRASE).await;
        person.sees_value("Note on 2.1.1a", "In memory alone.").await;
    })
    .await;
}

/// The clock of the computer goes on by so many minutes. Firefox gives scripts of its driver another clock
/// than the page's own.
fn minutes_later(n: u32) -> String {
    format!(
        "const clock = (window.wrappedJSObject ?? window).Date, now = clock.now; clock.now = () => now.call(clock) + {n} * 60000;"
    )
}

#[tokio::test]
async fn after_fifteen_minutes_without_use_it_is_locked_and_told_a_minute_before() {
    Person::works("idle", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Before the break.").await;
        is_saved(person).await;
        person.asks_the_page(&minutes_later(14)).await;
        person.sees("Nothing was done for 14 minutes.").await;
        person.presses("Shift").await;
        person.does_not_see("Nothing was done for 14 minutes.").await;
        person.asks_the_page(&minutes_later(15)).await;
        unlocks(person, PASSPHRASE).await;
        person.sees_value("Note on 2.1.1a", "Before the break.").await;
    })
    .await;
}

#[tokio::test]
async fn a_passphrase_is_set_later_changed_and_taken_off() {
    Person::works("set_later", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        person.fills("Note on 2.1.1a", "Written before any lock.").await;
        is_saved(person).await;
        assert!(is_readable(person, "Written before any lock.").await);
        person.clicks("link", "Overview").await;
        person.clicks("button", "Passphrase").await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.fills("The same passphrase again", PASSPHRASE).await;
        person.fills("What it is called while it is locked", "The one in May").await;
        person.clicks("button", "Set a passphrase").await;
        person.sees("everything kept here was sealed and read back").await;
        assert!(!is_readable(person, "Written before any lock.").await);
        person.clicks("button", "Lock now").await;
        person.sees("The one in May").await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("button", "Passphrase").await;
        person.fills("The passphrase as it is now", "not the one it is").await;
        person.fills("The new passphrase", "lantern orchard eleven moss").await;
        person.fills("The new passphrase again", "lantern orchard eleven moss").await;
        person.clicks("button", "Change the passphrase").await;
        person.sees("That is not the passphrase.").await;
        person.fills("The passphrase as it is now", PASSPHRASE).await;
        person.clicks("button", "Change the passphrase").await;
        person.sees("The passphrase is changed.").await;
        person.reloads().await;
        unlocks(person, PASSPHRASE).await;
        person.sees("That is not the passphrase.").await;
        unlocks(person, "lantern orchard eleven moss").await;
        person.clicks("button", "Passphrase").await;
        let off = person.within("region", "Take the passphrase off");
        off.fills("Passphrase", "lantern orchard eleven moss").await;
        off.clicks("button", "Take the passphrase off").await;
        person.sees("The passphrase is taken off.").await;
        assert!(is_readable(person, "Written before any lock.").await);
        person.reloads().await;
        person.sees_role("heading", SERVICE).await;
    })
    .await;
}

/// Whether a text stands readable in the store, or in the second copy.
async fn is_readable(person: &Person, text: &str) -> bool {
    let kept = person.everything_kept().await;
    let stored = kept.values().flat_map(|one| one.values()).any(|one| one.contains(text));
    stored || person.mirror_holds(text).await
}

#[tokio::test]
async fn two_windows_are_unlocked_each_by_itself_and_locked_each_by_itself() {
    Person::works("two_locked_windows", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        unlocks(person, PASSPHRASE).await;
        person.sees("Another window has this inspection open and writes to it.").await;
        person.goes_on_in(&first).await;
        person.fills("Note on 2.1.1a", "Seen from next door.").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        person.sees_value("Note on 2.1.1a", "Seen from next door.").await;
        person.clicks("button", "Lock now").await;
        person.sees_role("heading", "This inspection is locked").await;
        person.goes_on_in(&first).await;
        person.chooses("2.1.1b…", "No").await;
        is_saved(person).await;
        person.goes_on_in(&second).await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("button", "Take over").await;
        person.chooses("2.1.1b…", "Yes").await;
        is_saved(person).await;
    })
    .await;
}

#[tokio::test]
async fn a_window_that_looks_on_is_locked_when_a_passphrase_is_set_in_the_other() {
    Person::works("locked_next_door", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let first = person.window().await;
        person.clicks("link", "Overview").await;
        person.sees_role("heading", SERVICE).await;
        let second = person.opens_another_window().await;
        person.sees("Another window has this inspection open and writes to it.").await;
        person.goes_on_in(&first).await;
        person.clicks("button", "Passphrase").await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.fills("The same passphrase again", PASSPHRASE).await;
        person.clicks("button", "Set a passphrase").await;
        person.sees("everything kept here was sealed and read back").await;
        person.goes_on_in(&second).await;
        unlocks(person, PASSPHRASE).await;
        person.sees("Another window has this inspection open and writes to it.").await;
        person.clicks("button", "Take over").await;
        person.clicks("link", "Cases").await;
        opens_a_new_case(person).await;
        is_saved(person).await;
        assert!(!is_readable(person, "Northtown").await);
    })
    .await;
}

#[tokio::test]
async fn a_store_that_was_emptied_comes_back_locked_from_the_second_copy() {
    Person::works("locked_and_emptied", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Kept twice, sealed twice.").await;
        is_saved(person).await;
        // Locking lets the second copy follow at once.
        person.clicks("button", "Lock now").await;
        person.sees_role("heading", "This inspection is locked").await;
        empties_the_store(person).await;
        person.reloads().await;
        unlocks(person, PASSPHRASE).await;
        person.sees("Caseread has put the inspection together again").await;
        person.sees_value("Note on 2.1.1a", "Kept twice, sealed twice.").await;
        assert!(!is_readable(person, "Kept twice").await);
    })
    .await;
}

#[tokio::test]
async fn what_was_got_out_is_sealed_and_comes_back_locked() {
    Person::works("locked_and_got_out", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Taken along, sealed.").await;
        is_saved(person).await;
        person.goes_to("#/everything").await;
        person.clicks("button", "Get everything out").await;
        let file = person.waits_for_download("caseread-everything_*.json").await;
        let text = fs::read_to_string(&file).unwrap();
        assert!(!text.contains("Taken along") && !text.contains("Northtown"));
        person.reloads().await;
        person.sees_role("heading", "Everything in this browser").await;
        person.asks_the_page("localStorage.clear();").await;
        empties_the_store(person).await;
        person.picks_file("File with everything in it", &file).await;
        let region = person.within("region", "Inspection begun…");
        region.fills("Passphrase", "not the one it is").await;
        region.clicks("button", "Open Inspection begun…").await;
        person.sees("That is not the passphrase.").await;
        region.fills("Passphrase", PASSPHRASE).await;
        region.clicks("button", "Open Inspection begun…").await;
        person.sees_role("rowheader", SERVICE).await;
        person.clicks("button", "Bring back").await;
        person.sees("Northtown Youth Justice Service is here with").await;
        assert!(!is_readable(person, "Taken along").await);
        person.goes_to("#/").await;
        person.reloads().await;
        person.clicks("link", "Unlock Inspection begun…").await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("Note on 2.1.1a", "Taken along, sealed.").await;
    })
    .await;
}

#[tokio::test]
async fn leaving_in_the_middle_of_a_word_keeps_it_though_it_is_sealed() {
    Person::works("leaves_at_once_locked", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Half a th").await;
        person.reloads().await;
        unlocks(person, PASSPHRASE).await;
        person.sees_value("Note on 2.1.1a", "Half a th").await;
    })
    .await;
}

/// Seals a text as `docs/record-format.md` says, in the page's own language: a second reading of it.
const SEAL: &str = r#"
const bytes = (text) => new TextEncoder().encode(text);
const base64 = (...parts) => btoa(parts.flatMap((part) => [...new Uint8Array(part)]).map((byte) => String.fromCharCode(byte)).join(""));
return (async () => {
  const [salt, first, second] = [16, 12, 12].map((n) => crypto.getRandomValues(new Uint8Array(n)));
  const base = await crypto.subtle.importKey("raw", bytes(passphrase), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", iterations: 600000, salt };
  const wraps = await crypto.subtle.deriveKey(how, base, { name: "AES-GCM", length: 256 }, false, ["wrapKey"]);
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
  const bound = { name: "AES-GCM", iv: first, additionalData: bytes("caseread lock 1") };
  const wrapped = await crypto.subtle.wrapKey("raw", key, wraps, bound);
  const inspection = location.hash.split("/")[2];
  const place = `copy/${inspection}`;
  const params = { name: "AES-GCM", iv: second, additionalData: bytes(place) };
  const sealed = await crypto.subtle.encrypt(params, key, new Uint8Array([0, ...bytes(text)]));
  return JSON.stringify({
    format: "caseread-locked",
    version: 1,
    lock: { version: 1, inspection, label: "The one in May", at: 5, salt: base64(salt), rounds: 600000, key: base64(first, wrapped) },
    content: { version: 4, sealed: place, text: base64(second, sealed) },
  });
})();
"#;

#[tokio::test]
async fn a_sealed_copy_is_brought_in_with_its_passphrase_and_stays_locked_with_it() {
    Person::works("sealed_copy", async |person| {
        begins_an_inspection(person).await;
        opens_a_new_case(person).await;
        person.fills("Note on 2.1.1a", "Copied, and sealed.").await;
        is_saved(person).await;
        person.clicks("link", "Hand over").await;
        person.clicks("button", "Without sealing").await;
        person.clicks("button", "Export the inspection").await;
        let file = person.waits_for_download("*.json").await;
        let text = serde_json::to_string(&fs::read_to_string(&file).unwrap()).unwrap();
        let script = format!("const passphrase = '{PASSPHRASE}', text = {text};{SEAL}");
        let copy = person.asks_the_page(&script).await;
        let folder = tempfile::tempdir().unwrap();
        let copied = folder.path().join("copy.json");
        fs::write(&copied, copy.as_str().unwrap()).unwrap();
        // A page opened anew: this one would still write its second copy.
        person.goes_to("#/import").await;
        person.reloads().await;
        person.sees_role("heading", "Bring a file in").await;
        person.asks_the_page("localStorage.clear();").await;
        empties_the_store(person).await;
        person.picks_file("File to bring in", &copied).await;
        person.sees("It is a sealed copy of “The one in May”.").await;
        person.fills("Passphrase", "not the one it is").await;
        person.clicks("button", "Open the copy").await;
        person.sees("That is not the passphrase.").await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.clicks("button", "Open the copy").await;
        person.clicks("button", "Bring it in").await;
        person.sees_role("heading", SERVICE).await;
        assert!(!is_readable(person, "Copied, and sealed.").await);
        person.reloads().await;
        person.sees("The one in May").await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("Note on 2.1.1a", "Copied, and sealed.").await;
    })
    .await;
}

/// Words that stand in nothing else, each for one kind of field.
const SECRETS: [(&str, &str); 6] = [
    ("a service", "Quxbyzzle"),
    ("a reader", "Vokwhimp"),
    ("a note", "Jazplunket"),
    ("a reason", "Wexforngut"),
    ("an evidence entry", "Kyvdrosp"),
    ("a passphrase", "kettle rain"),
];

#[tokio::test]
async fn what_could_not_be_locked_after_idle_time_is_locked_once_it_is_saved() {
    Person::works("idle_again", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.asks_the_page(FULL).await;
        person.fills("Note on 2.1.1a", "In memory alone.").await;
        person.sees_role("status", "Not saved").await;
        person.asks_the_page(&minutes_later(15)).await;
        person.sees("It was not locked, since your last entries could not be saved yet.").await;
        person.asks_the_page("IDBObjectStore.prototype.add = window.kept;").await;
        is_saved(person).await;
        person.asks_the_page(&minutes_later(1)).await;
        unlocks(person, PASSPHRASE).await;
        person.sees_value("Note on 2.1.1a", "In memory alone.").await;
    })
    .await;
}

#[tokio::test]
async fn with_the_passphrase_forgotten_it_is_taken_off_once_a_file_holds_it_and_comes_back() {
    Person::works("forgotten", async |person| {
        begins_locked(person, SERVICE, "AB").await;
        person.fills("Note on 2.1.1a", "Locked and forgotten.").await;
        is_saved(person).await;
        person.waits_for_mirror("\"sealed\":\"mirror/").await;
        person.clicks("button", "Lock now").await;
        person.sees_role("heading", "This inspection is locked").await;
        person.clicks("button", "The passphrase is forgotten").await;
        person.clicks("button", "Get everything out").await;
        let early = person.waits_for_download("caseread-everything_*.json").await;
        // What came later is not in it.
        unlocks(person, PASSPHRASE).await;
        person.fills("Note on 2.1.1a", "Locked, and forgotten.").await;
        is_saved(person).await;
        person.waits_for_mirror("\"sealed\":\"mirror/").await;
        person.clicks("button", "Lock now").await;
        person.sees_role("heading", "This inspection is locked").await;
        person.clicks("button", "The passphrase is forgotten").await;
        person.picks_file("Then pick that file up again", &early).await;
        person.sees("does not hold all that is here of this inspection.").await;
        person.does_not_see("Remove it now").await;
        person.clicks("button", "Get everything out").await;
        let file = person.waits_for_download("caseread-everything_*.json").await;
        person.picks_file("Then pick that file up again", &file).await;
        person.sees("holds all that is here of this inspection").await;
        assert!(!person.records("heads").await.is_empty());
        person.clicks("button", "Remove it now").await;
        person.sees_role("heading", "Removed from this computer").await;
        person.sees("nothing of the inspection is in this browser's store any more").await;
        person.sees(&wire::digest(&fs::read(&file).unwrap())).await;
        for store in ["heads", "cases", "journal"] {
            assert!(person.records(store).await.is_empty(), "{store}");
        }
        person.goes_to("#/").await;
        person.sees_role("heading", "Inspections").await;
        person.does_not_see("Inspection begun").await;
        // Somebody remembers it after all.
        person.goes_to("#/everything").await;
        person.picks_file("File with everything in it", &file).await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.clicks("button", "Open Inspection begun…").await;
        person.clicks("button", "Bring back").await;
        person.clicks("link", "Northtown Youth Justice Service is here with…").await;
        person.clicks("link", "Cases").await;
        person.clicks("link", "Case 001").await;
        person.sees_value("Note on 2.1.1a", "Locked, and forgotten.").await;
    })
    .await;
}

#[tokio::test]
async fn nothing_that_was_entered_stands_readable_in_any_file_of_the_browser() {
    Person::works("no_plaintext", async |person| {
        let word = |kind: &str| SECRETS.iter().find(|(one, _)| *one == kind).unwrap().1;
        begins_locked(person, word("a service"), word("a reader")).await;
        person.fills("Note on 2.1.1a", word("a note")).await;
        person.chooses("2.1.1a…", "Yes").await;
        is_saved(person).await;
        person.clicks("link", "Service").await;
        person.clicks("button", "Add evidence to 1.1.1").await;
        let entry = person.within("group", "Evidence 1 on 1.1.1");
        entry.fills("Summary", word("an evidence entry")).await;
        person.fills("Reason for the proposal on 1.1", word("a reason")).await;
        is_saved(person).await;
        person.waits_for_mirror("\"sealed\":\"mirror/").await;
        person.clicks("button", "Lock now").await;
        unlocks(person, PASSPHRASE).await;
        person.clicks("link", "Overview").await;
        person.sees_role("heading", word("a service")).await;
        person.clicks("button", "Service, dates and marking").await;
        person.sees_value("Service", word("a service")).await;
        // Long enough for a browser to write what it remembers of open windows.
        tokio::time::sleep(std::time::Duration::from_secs(20)).await;
        person
            .closes_and_searches(|profile| {
                let mut n_files = 0;
                search(profile, &mut n_files);
                assert!(n_files > 20, "there is a profile to search: {n_files} files");
            })
            .await;
    })
    .await;
}

/// Searches every file for every word, as UTF-8 and as UTF-16.
fn search(folder: &Path, n_files: &mut usize) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            search(&path, n_files);
            continue;
        }
        let Ok(bytes) = fs::read(&path) else { continue };
        *n_files += 1;
        for (kind, word) in SECRETS {
            for wanted in forms(word) {
                let at = bytes.windows(wanted.len()).position(|one| one == wanted);
                assert!(at.is_none(), "{kind} stands readable in {} at {at:?}", path.display());
            }
        }
    }
}

fn forms(word: &str) -> [Vec<u8>; 3] {
    [
        word.as_bytes().to_vec(),
        word.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        word.encode_utf16().flat_map(u16::to_be_bytes).collect(),
    ]
}
