//! Whose inspection a file is, from as much of it as is there.

use wire::{Whose, whose};

use crate::fixtures::frozen;
use crate::practice::{small, written};

fn check(text: &str, expected: Whose) {
    assert_eq!(whose(text.as_bytes()), expected, "{text:?}");
}

fn id(text: &str) -> Whose {
    Whose::Inspection(domain::InspectionId::parse(text).unwrap())
}

#[test]
fn every_frozen_export_names_its_inspection() {
    for name in ["whole", "chosen", "youth"] {
        let text = frozen(name);
        let read = wire::read(&text, |_| None).unwrap();
        check(&text, Whose::Inspection(read.inspection.id));
        check(&format!("\u{feff}{text}"), Whose::Inspection(read.inspection.id));
    }
}

#[test]
fn it_is_named_from_the_identifier_on_whatever_comes_behind() {
    let text = written(&small("service: One; 1: court 001"));
    let Whose::Inspection(of) = whose(text.as_bytes()) else { panic!("not told") };
    let end = text.find(&format!("\"{of}\"")).unwrap() + 18;
    for at in 0..text.len() {
        if text.is_char_boundary(at) {
            let expected = if at < end { Whose::NotYet } else { Whose::Inspection(of) };
            check(&text[..at], expected);
        }
    }
    check(&format!("{}\u{0}", &text[..end]), Whose::Inspection(of));
}

#[test]
fn keys_may_stand_in_any_order() {
    let told = id("00000000000000aa");
    check("{\"content\":{\"inspection\":{\"id\":\"00000000000000aa\"", told);
    check(
        "{\"content\": {\"cases\": [{\"id\": \"1\"}], \"inspection\": {\"service\": \"{\\\"id\\\":\", \
         \"id\": \"00000000000000aa\"}}, \"format\": \"caseread-inspection\"}",
        told,
    );
}

#[test]
fn an_identifier_elsewhere_or_misspelt_is_nobodys() {
    for text in [
        "{\"id\": \"00000000000000aa\"}",
        "{\"inspection\": {\"id\": \"00000000000000aa\"}}",
        "{\"content\": {\"id\": \"00000000000000aa\"}}",
        "{\"content\": {\"inspection\": {\"id\": \"aa\"}}}",
        "{\"content\": {\"inspection\": {\"id\": 170}}}",
        "{\"content\": {\"inspection\": [\"00000000000000aa\"]}}",
        "{\"content\": null}",
        "[]",
        "Dear colleague",
        "PK\u{3}\u{4}",
        "{}",
    ] {
        check(text, Whose::Nobody);
    }
    assert_eq!(whose(b"{\"\xff\": 1}"), Whose::Nobody);
}
