use std::fs;

use crate::desk::{Desk, EXAMPLE, caseread};

const PASSPHRASE: &str = "gravel otter lantern fig";

/// A key file in the folder, and its public key.
fn key(desk: &Desk) -> (String, String) {
    let path = desk.path("key.txt").to_str().unwrap().to_owned();
    let ran = caseread(&["key", &path]);
    assert_eq!(ran.code, 0, "{ran:?}");
    (path, ran.out.lines().last().unwrap().to_owned())
}

fn check(arguments: &[&str], code: i32, part: &str) {
    let ran = caseread(arguments);
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(format!("{}{}", ran.out, ran.err).contains(part), "{part}: {ran:?}");
}

#[test]
fn what_is_sealed_for_a_key_opens_to_the_same_and_every_command_says_that_it_is_sealed() {
    let desk = Desk::new();
    let (key_file, public) = key(&desk);
    let plain = desk.put("a.json", fs::read(EXAMPLE).unwrap());
    let sealed = desk.path("a.age").to_str().unwrap().to_owned();
    check(&["seal", &plain, "--for", &public], 0, "is sealed as");
    for command in ["check", "rate", "summary"] {
        check(&[command, &sealed], 1, "The file is sealed");
    }
    check(&["open", &sealed], 1, "--key-file FILE");
    let out = desk.path("b.json").to_str().unwrap().to_owned();
    check(&["open", &sealed, "--key-file", &key_file, "--out", &out], 0, "was opened");
    assert_eq!(fs::read(&out).unwrap(), fs::read(EXAMPLE).unwrap());
    check(&["open", &sealed, "--key-file", &key_file, "--out", &out], 1, "cannot be written");
}

#[test]
fn a_passphrase_comes_from_a_file_and_a_wrong_one_opens_nothing() {
    let desk = Desk::new();
    let plain = desk.put("a.json", fs::read(EXAMPLE).unwrap());
    let right = desk.put("right", format!("{PASSPHRASE}\r\n"));
    let wrong = desk.put("wrong", "gravel otter lantern\n");
    let short = desk.put("short", "otter\n");
    check(&["seal", &plain, "--passphrase-file", &short], 1, "fewer than 12 letters");
    check(&["seal", &plain, "--passphrase-file", &right], 0, "with the passphrase");
    let sealed = desk.path("a.age").to_str().unwrap().to_owned();
    let out = desk.path("b.json").to_str().unwrap().to_owned();
    check(&["open", &sealed, "--passphrase-file", &wrong, "--out", &out], 1, "does not open");
    assert!(!desk.path("b.json").exists());
    check(&["open", &sealed, "--passphrase-file", &right, "--out", &out], 0, "was opened");
    assert_eq!(fs::read(&out).unwrap(), fs::read(EXAMPLE).unwrap());
}

#[test]
fn what_cannot_be_sealed_or_opened_says_why() {
    let desk = Desk::new();
    let (key_file, _) = key(&desk);
    check(&["key", &key_file], 1, "is not replaced");
    check(&["seal", EXAMPLE], 1, "has no hand-over key");
    let plain = desk.put("a.json", "{}");
    check(&["seal", &plain, "--for", "age1x"], 1, "age1x is not a public key");
    check(&["open", &plain, "--key-file", &key_file], 1, "not a sealed file");
    let sealed = desk.put("c.age", "age-encryption.org/v1\n");
    check(&["seal", &sealed, "--for", "age1x"], 1, "Is sealed already");
    check(&["open", &sealed, "--key-file", &key_file], 1, "cut short or altered");
}
