//! What was once stored stays readable.
//!
//! The folders under `tests/fixtures` hold files as the program of their time wrote them. They are
//! never edited. After raising a version, `CASEREAD_WRITE_FIXTURES=1 cargo test --package wire`
//! writes the fixtures of the new one; a file that is there is left as it is.

use std::path::PathBuf;
use std::sync::Arc;
use std::{env, fs};

use domain::{CaseId, Framework, Inspection};
use wire::store::{self, Tip};
use wire::{Edition, Exported, Signature};

use crate::practice::{self, EDITION, SIGNATURE, nothing_known};

fn folder(kind: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(kind)
}

/// The fixtures of one version whose names begin so, as name and text.
fn fixtures(kind: &str, version: u32, begins: &str) -> Vec<(String, String)> {
    let folder = folder(kind).join(format!("v{version}"));
    let mut found: Vec<_> = names(&folder)
        .into_iter()
        .filter(|name| name.starts_with(begins) && name.ends_with(".json"))
        .map(|name| (name.clone(), fs::read_to_string(folder.join(name)).unwrap()))
        .collect();
    found.sort();
    found
}

fn names(folder: &PathBuf) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

/// One fixture of the version that is written today.
pub(crate) fn frozen(name: &str) -> String {
    let found = fixtures("export", wire::VERSION, name);
    found.into_iter().next().unwrap_or_else(|| panic!("no fixture {name}")).1
}

/// Every fixture that the program of today writes, by its place under `tests/fixtures`.
fn of_today() -> Vec<(String, String)> {
    let desk = practice::desk();
    let (inspection, changes) = (&desk.inspection, &desk.changes);
    let export = |name: &str| format!("export/v{}/{name}.json", wire::VERSION);
    let stored = |name: &str| format!("store/v{}/{name}.json", store::VERSION);
    let chosen = [CaseId::new(2), CaseId::new(3)];
    let youth = crate::legal_edits::youth();
    let small = crate::legal_edits::small_youth_desk();
    let mut fixtures = vec![
        (export("whole"), wire::write(&SIGNATURE, &EDITION, inspection, changes, None)),
        (export("chosen"), wire::write(&SIGNATURE, &EDITION, inspection, changes, Some(&chosen))),
        (export("youth"), wire::write(&SIGNATURE, &youth, &small.inspection, &small.changes, None)),
    ];
    for (id, case) in &inspection.cases {
        let text = store::write_case(&desk.framework, *id, case);
        fixtures.push((stored(&format!("case-{}", case.number)), text));
    }
    let mut tip = Tip::default();
    for (at, part) in changes.chunks(changes.len() / 2 + 1).enumerate() {
        let (text, after) = tip.append(part);
        fixtures.push((stored(&format!("segment-{}", at + 1)), text));
        tip = after;
    }
    let head = store::write_head(&EDITION.name(), inspection, &tip.link);
    fixtures.push((stored("head-whole"), head));
    fixtures.push((stored("tip"), tip.write()));
    fixtures
}

fn write_those_not_there() {
    for (place, text) in of_today() {
        let file = folder(&place);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        if !file.exists() {
            fs::write(file, text).unwrap();
        }
    }
}

#[test]
fn every_version_ever_written_has_a_fixture_that_still_opens() {
    if env::var_os("CASEREAD_WRITE_FIXTURES").is_some() {
        write_those_not_there();
    }
    for (kind, newest) in [("export", wire::VERSION), ("store", store::VERSION)] {
        let mut folders = names(&folder(kind));
        folders.sort();
        let versions: Vec<_> = (1..=newest).map(|version| format!("v{version}")).collect();
        assert_eq!(folders, versions, "{kind}: each version has a folder of fixtures");
    }
    for version in 1..=wire::VERSION {
        let exports = fixtures("export", version, "");
        assert!(!exports.is_empty(), "export {version}: add a fixture before shipping it");
        for (name, text) in exports {
            wire::read(&text, nothing_known).unwrap_or_else(|found| panic!("{name}: {found:?}"));
        }
    }
    for version in 1..=store::VERSION {
        let framework = &EDITION.framework;
        for begins in ["head-", "case-", "segment-"] {
            let texts = fixtures("store", version, begins);
            assert!(
                !texts.is_empty(),
                "store {version} {begins}: add a fixture before shipping it"
            );
            for (name, text) in texts {
                let read = match begins {
                    "head-" => store::read_head(&text).map(drop),
                    "case-" => store::read_case(framework, &text).map(drop),
                    _ => store::read_segment(&text).map(drop),
                };
                read.unwrap_or_else(|found| panic!("{name}: {found:?}"));
            }
        }
    }
}

fn read(text: &str) -> Exported {
    wire::read(text, nothing_known).unwrap()
}

fn written_again(exported: &Exported) -> String {
    let head = &exported.head;
    let signature =
        Signature { program: &head.program, at: head.exported_at, by: &head.exported_by };
    let all: Vec<_> = exported.inspection.cases.keys().copied().collect();
    let chosen = (!head.whole).then_some(&all[..]);
    wire::write(&signature, &exported.edition, &exported.inspection, &exported.changes, chosen)
}

#[test]
fn an_export_read_and_written_again_is_the_same_to_the_byte() {
    for (name, text) in fixtures("export", wire::VERSION, "") {
        assert!(written_again(&read(&text)) == text, "{name} differs");
    }
}

#[test]
fn what_the_store_holds_read_and_written_again_is_the_same_to_the_byte() {
    let framework = &EDITION.framework;
    let mut cases = Vec::new();
    for (name, text) in fixtures("store", store::VERSION, "case-") {
        let (id, case) = store::read_case(framework, &text).unwrap();
        assert!(store::write_case(framework, id, &case) == text, "{name} differs");
        cases.push((id, Arc::new(case)));
    }
    for (name, text) in fixtures("store", store::VERSION, "segment-") {
        let segment = store::read_segment(&text).unwrap();
        let before = segment.before.unwrap();
        assert!(store::write_segment(&before, &segment.changes) == text, "{name} differs");
    }
    for (name, text) in fixtures("store", store::VERSION, "head-") {
        let mut head = store::read_head(&text).unwrap();
        assert_eq!(head.n_cases, cases.len());
        head.inspection.cases = cases.iter().cloned().collect();
        let link = head.link.unwrap();
        assert!(
            store::write_head(&head.edition, &head.inspection, &link) == text,
            "{name} differs"
        );
    }
}

#[test]
fn the_whole_export_holds_the_inspection_it_was_written_from() {
    let (exported, desk) = (read(&frozen("whole")), practice::desk());
    assert_eq!(exported.inspection, desk.inspection);
    assert_eq!(exported.changes, desk.changes);
    assert_eq!(*exported.edition, **EDITION);
    assert_eq!((exported.head.n_cases, exported.head.n_changes), (4, desk.changes.len()));
    assert!(exported.head.whole);
    assert_eq!(exported.head.marking, "OFFICIAL-SENSITIVE: PRACTICE");
}

#[test]
fn the_store_holds_the_inspection_it_was_written_from() {
    let desk = practice::desk();
    let [(_, head)] = &fixtures("store", store::VERSION, "head-")[..] else { panic!("one head") };
    let head = store::read_head(head).unwrap();
    assert_eq!(head.edition, EDITION.name());
    let without_cases = Inspection { cases: Default::default(), ..desk.inspection.clone() };
    assert_eq!(head.inspection, without_cases);
    for (_, text) in fixtures("store", store::VERSION, "case-") {
        let (id, case) = store::read_case(&EDITION.framework, &text).unwrap();
        assert_eq!(case, *desk.inspection.cases[&id]);
    }
    let segments = fixtures("store", store::VERSION, "segment-");
    let changes = segments.iter().flat_map(|(_, text)| store::read_segment(text).unwrap().changes);
    assert_eq!(changes.collect::<Vec<_>>(), desk.changes);
}

/// Every word by which a change can name what it alters.
const PARTS: &str = "service nation fieldwork-from fieldwork-to marking case withdrawn detail reading \
    answer note verdict reason evidence evidence-source evidence-date evidence-summary \
    evidence-direction proposed proposed-reason given given-reason given-by";

/// Every field of an inspection, a case and a change that may be left out of a file.
const FIELDS: &str = "nation fieldwork_from fieldwork_to evidence proposed given removed source date \
    summary direction standard rating reason by withdrawn details readings answers judgements \
    hidden_answers hidden_judgements answer note verdict case reading reference detail before after \
    applies_from applies_to rules overall pools detail_groups hint unit minimum maximum options aim \
    optional by_judgement applies_when not_applicable shown_when all any not in cy";

#[test]
fn the_fixtures_hold_every_kind_of_change_and_every_field() {
    let text = frozen("whole");
    for part in PARTS.split_whitespace() {
        assert!(text.contains(&format!("\"part\":\"{part}\"")), "no change of {part}");
    }
    for field in FIELDS.split_whitespace() {
        assert!(text.contains(&format!("\"{field}\":")), "no field {field}");
    }
    let changes = practice::desk().changes;
    let taken_back = changes.iter().any(|one| one.before.is_some() && one.after.is_none());
    assert!(taken_back, "no change that takes something away");
    assert!(changes.iter().any(|one| one.stamp.device != changes[0].stamp.device), "one device");
    assert!(changes.iter().any(|one| one.after.as_ref().is_some_and(|text| text.len() > 100_000)));
}

#[test]
fn hidden_answers_stand_apart_in_the_file_and_come_back_as_they_were() {
    let text = frozen("whole");
    let first = text.split("\n{\"id\":").nth(1).unwrap();
    assert!(first.contains("\"hidden_judgements\":{\"2.1.2\":"), "2.1.2 no longer applies");
    let exported = read(&text);
    let case = &exported.inspection.cases[&CaseId::new(1)];
    let reading = case.counting_reading().unwrap();
    assert_eq!(reading.verdict(crate::desk::reference("2.1.2")).unwrap().as_str(), "sufficient");
    assert_eq!((case.readings.len(), reading.reader.as_str()), (2, "AB"));
}

/// The framework of the youth fixture is the one bundled then, whatever is bundled now.
#[test]
fn a_file_opens_by_the_framework_it_carries() {
    let exported = read(&frozen("youth"));
    let framework: &Framework = &exported.edition.framework;
    assert_eq!(framework.identifier.as_str(), "youth-justice-2021");
    assert_eq!(framework.all_standards().count(), 13);
    assert_eq!(wire::digest(exported.edition.text.as_bytes()), exported.head.framework.digest);
    let reread: Result<Edition, _> = Edition::read(&exported.edition.text);
    assert_eq!(reread.unwrap(), *exported.edition);
}
