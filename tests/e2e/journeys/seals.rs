//! Files that go out sealed and come in sealed: for the lead inspector's key, and with a passphrase.

use std::fs;
use std::path::Path;
use std::process::Command;

use seal::{Fault, To, With, key_pair, open, public_keys, seal};

use crate::journeys::errands::{begins_an_inspection, is_saved, opens_a_new_case};
use crate::person::Person;

const PASSPHRASE: &str = "gravel otter lantern fig";
const MAKE: &str = "Make a hand-over key";
const USE: &str = "I have it: use this key for the inspection";

/// An inspection with one case, and the screen on which it is handed over.
async fn comes_to_hand_over(person: &Person) {
    begins_an_inspection(person).await;
    opens_a_new_case(person).await;
    is_saved(person).await;
    person.clicks("link", "Hand over").await;
    person.sees_role("heading", "Hand over").await;
}

/// Gives the text of the key file.
async fn makes_a_hand_over_key(person: &mut Person) -> String {
    person.clicks("button", MAKE).await;
    person.sees_role("heading", "Save the key file now").await;
    person.sees_button_disabled(USE).await;
    person.clicks("button", "Save the key file").await;
    let key_file = fs::read_to_string(person.waits_for_download("hand-over-key_*.txt").await);
    person.clicks("button", USE).await;
    person.sees_role("button", "Seal for the lead inspector").await;
    is_saved(person).await;
    key_file.unwrap()
}

async fn picks(person: &Person, file: &Path) {
    person.goes_to("#/import").await;
    person.picks_file("File to bring in", file).await;
}

/// Whether the module that seals was started.
async fn seals_by_now(person: &Person) -> bool {
    let script = "return document.getElementById('app').dataset.sealing === 'started';";
    person.asks_the_page(script).await == true
}

#[tokio::test]
async fn what_is_sealed_for_the_lead_opens_with_the_key_file_alone() {
    Person::works("seals_for_key", async |person| {
        comes_to_hand_over(person).await;
        assert!(!seals_by_now(person).await, "it is not to be started before it is needed");
        person.does_not_see_role("button", "Seal for the lead inspector").await;
        let key_file = makes_a_hand_over_key(person).await;
        assert!(seals_by_now(person).await);
        person.clicks("button", "Seal for the lead inspector").await;
        person.sees("Exported, read back, compared and sealed").await;
        person.sees("What only the lead inspector can try is the last step").await;
        let file = person.waits_for_download("OFFICIAL-SENSITIVE_*.age").await;
        let sealed = fs::read(&file).unwrap();
        person.sees(&wire::digest(&sealed)).await;
        assert_eq!(open(&sealed, &With::KeyFile(&key_pair().secret)), Err(Fault::WrongKey));
        let text = String::from_utf8(open(&sealed, &With::KeyFile(&key_file)).unwrap()).unwrap();
        let exported = wire::read(&text, |_| None).unwrap();
        assert_eq!((exported.head.n_cases, exported.head.whole), (1, true));
        let key = exported.inspection.hand_over_key.unwrap();
        assert_eq!(public_keys(&key_file).unwrap(), [key.as_str()]);
        let kept = person.everything_kept().await;
        let secret = |text: &String| text.contains("AGE-SECRET-KEY");
        assert!(!kept.values().flat_map(|store| store.values()).any(secret));
        // It counts as the copy without which nothing is removed.
        person.clicks("link", "Remove from this computer").await;
        person.picks_file("The exported file", &file).await;
        person.sees_role("button", "Remove it now").await;
        // The lead inspector, elsewhere.
        Person::works("seals_for_key_lead", async |lead| {
            picks(lead, &file).await;
            lead.fills("Or the secret key itself", &key_pair().secret).await;
            lead.clicks("button", "Open").await;
            lead.sees("The file was not sealed for this key.").await;
            lead.fills("Or the secret key itself", key_file.lines().last().unwrap()).await;
            lead.clicks("button", "Open").await;
            lead.sees("The whole inspection: 1 case").await;
            lead.clicks("button", "Bring it in").await;
            lead.sees_role("heading", "Northtown Youth Justice Service").await;
            lead.clicks("link", "Hand over").await;
            lead.sees_role("button", "Seal for the lead inspector").await;
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_is_sealed_with_a_passphrase_comes_in_with_it_and_a_wrong_one_loses_nothing() {
    Person::works("seals_with_passphrase", async |person| {
        comes_to_hand_over(person).await;
        person.fills("Passphrase", "otter").await;
        person.sees("Too short: at least 12 letters.").await;
        person.fills("Passphrase", PASSPHRASE).await;
        person.fills("The same passphrase again", "gravel otter lantern").await;
        person.sees("The two are not the same.").await;
        person.sees_button_disabled("Seal with the passphrase").await;
        person.fills("The same passphrase again", PASSPHRASE).await;
        person.presses("Enter").await;
        person.sees("The sealed file was opened again with the passphrase").await;
        for field in ["Passphrase", "The same passphrase again"] {
            person.sees_value(field, "").await;
        }
        let file = person.waits_for_download("OFFICIAL-SENSITIVE_*.age").await;
        let opened = open(&fs::read(&file).unwrap(), &With::Passphrase(PASSPHRASE)).unwrap();
        wire::read(&String::from_utf8(opened).unwrap(), |_| None).unwrap();
        Person::works("opens_with_passphrase", async |other| {
            picks(other, &file).await;
            other.sees("It was sealed with a passphrase.").await;
            other.fills("Passphrase", "gravel otter lantern").await;
            other.clicks("button", "Open").await;
            other.sees("This passphrase does not open the file.").await;
            assert!(other.records("heads").await.is_empty());
            other.fills("Passphrase", PASSPHRASE).await;
            other.presses("Enter").await;
            other.sees("The whole inspection: 1 case").await;
            other.clicks("button", "Bring it in").await;
            other.sees_role("heading", "Northtown Youth Justice Service").await;
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn without_sealing_is_a_deliberate_act_and_what_was_sealed_elsewhere_comes_in() {
    Person::works("sealed_elsewhere", async |person| {
        comes_to_hand_over(person).await;
        person.does_not_see_role("button", "Export the inspection").await;
        person.clicks("button", "Without sealing").await;
        person.sees("can be read by everybody who gets hold of it").await;
        person.clicks("button", "Export the inspection").await;
        person.sees("Exported, read back and compared").await;
        let plain = person.waits_for_download("OFFICIAL-SENSITIVE_*.json").await;
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        let pair = key_pair();
        let (key_file, other_key_file) = (place("key.txt"), place("other.txt"));
        fs::write(&key_file, format!("# a comment\n{}\n", pair.secret)).unwrap();
        fs::write(&other_key_file, key_pair().secret).unwrap();
        // The name does not say what it is.
        let ours = place("ours.json");
        let sealed = seal(&fs::read(&plain).unwrap(), &To::Keys(&[&pair.public])).unwrap();
        fs::write(&ours, &sealed).unwrap();
        let theirs = place("theirs.age");
        let mut age = Command::new("age");
        age.args(["-r", &pair.public, "-o"]).args([&theirs, &plain]);
        let by_age = age.status().is_ok_and(|status| status.success());
        if !by_age {
            eprintln!(
                "NOT TESTED: age is missing. `cargo xtask test` installs it on Debian as root."
            );
        }
        let cut_off = place("cut_off.age");
        fs::write(&cut_off, &sealed[..sealed.len() / 2]).unwrap();
        Person::works("opens_sealed_elsewhere", async |other| {
            picks(other, &cut_off).await;
            other.sees("The sealed file was cut short or altered after it was sealed.").await;
            for file in [&ours].into_iter().chain(by_age.then_some(&theirs)) {
                picks(other, file).await;
                other.sees("It was sealed for a hand-over key.").await;
                other.picks_file("Key file", &other_key_file).await;
                other.sees("The file was not sealed for this key.").await;
                other.picks_file("Key file", &key_file).await;
                other.sees("The whole inspection: 1 case").await;
                assert!(other.records("heads").await.is_empty());
                other.goes_to("#/").await;
                other.sees_role("heading", "Inspections").await;
            }
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_window_that_looks_on_neither_makes_nor_alters_the_hand_over_key() {
    Person::works("looks_on_key", async |person| {
        comes_to_hand_over(person).await;
        let first = person.window().await;
        let second = person.opens_another_window().await;
        person.sees("Another window has this inspection open and writes to it.").await;
        person.sees_button_disabled(MAKE).await;
        person.goes_on_in(&first).await;
        makes_a_hand_over_key(person).await;
        person.goes_on_in(&second).await;
        // Handing over alters nothing, and is open to it.
        person.clicks("button", "Seal for the lead inspector").await;
        person.sees("Exported, read back, compared and sealed").await;
        person.clicks("button", "Replace or remove the key").await;
        person.sees_button_disabled("Make another key").await;
        person.sees_button_disabled("Stop using this key").await;
        person.closes_window_for(&first).await;
    })
    .await;
}
