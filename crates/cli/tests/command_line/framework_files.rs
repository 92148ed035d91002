//! The commands of an author: begin a framework, check it, build it, hold two against each other.

use std::fs;
use std::path::Path;

use wire::framework_file;

use crate::desk::{Desk, FRAMEWORK, Ran, caseread};

#[track_caller]
fn well(arguments: &[&str], parts: &[&str]) -> Ran {
    let ran = caseread(arguments);
    assert_eq!(ran.code, 0, "{arguments:?}: {ran:?}");
    for part in parts {
        assert!(ran.out.contains(part), "{part:?} is missing in:\n{}", ran.out);
    }
    ran
}

#[track_caller]
fn problems(arguments: &[&str], parts: &[&str]) -> Ran {
    let ran = caseread(arguments);
    assert_eq!(ran.code, 1, "{arguments:?}: {ran:?}");
    let text = format!("{}{}", ran.out, ran.err);
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
    ran
}

fn text(path: &Path) -> String {
    path.to_str().unwrap().to_owned()
}

/// A folder in which a framework was begun, and its framework.toml.
fn begun() -> (Desk, String, String) {
    let desk = Desk::new();
    let folder = text(&desk.path("case-audit"));
    well(&["framework", "new", &folder], &[]);
    let file = text(&desk.path("case-audit/framework.toml"));
    (desk, folder, file)
}

/// Alters a file; the part has to be there exactly once.
fn alter(file: &str, part: &str, by: &str) {
    let text = fs::read_to_string(file).unwrap();
    assert_eq!(text.matches(part).count(), 1, "{part:?} is not there exactly once");
    fs::write(file, text.replacen(part, by, 1)).unwrap();
}

#[test]
fn what_is_begun_from_nothing_is_sound_as_it_stands() {
    let (_desk, folder, file) = begun();
    well(
        &["framework", "check", &folder],
        &["framework.toml: valid framework", "case-audit, edition 1", "1 worked example holds"],
    );
    well(&["check", &file], &["valid framework", "1 worked example holds"]);
    let written = fs::read_to_string(&file).unwrap();
    assert!(written.contains("identifier = \"case-audit\""), "{written}");
    let remarks = written.lines().filter(|line| line.starts_with('#')).count();
    assert!(remarks > 30, "{remarks} remarks");
}

#[test]
fn what_is_begun_from_a_bundled_framework_is_its_copy_under_another_name() {
    let desk = Desk::new();
    let file = text(&desk.path("Our own (2026).toml"));
    well(
        &["framework", "new", &file, "--from", "youth-justice-2021"],
        &["Our own (2026).toml: written"],
    );
    well(&["framework", "check", &file], &["our-own-2026, edition 1", "13 standards"]);
    let copied = fs::read_to_string(&file).unwrap();
    assert!(copied.starts_with("# Copied from youth-justice-2021, edition 2, digest "), "{copied}");
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    let (copied, original) = (lines(&copied), lines(&fs::read_to_string(FRAMEWORK).unwrap()));
    let others = copied[1..].iter().zip(&original).filter(|(one, other)| one != other).count();
    // The identifier and the edition: a copy is a framework of its own, and begins at its first.
    assert_eq!((copied.len() - 1, others), (original.len(), 2));
    let same = text(&desk.path("youth-justice-2021.toml"));
    well(&["framework", "new", &same, "--from", "youth-justice-2021"], &[]);
    well(&["framework", "check", &same], &["own-youth-justice-2021, edition 1"]);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let (_desk, folder, file) = begun();
    let golden = Path::new(&file).with_file_name("golden.toml");
    fs::remove_file(&file).unwrap();
    fs::write(&golden, "mine").unwrap();
    problems(&["framework", "new", &folder], &["golden.toml: is there already"]);
    assert!(!Path::new(&file).exists());
    assert_eq!(fs::read_to_string(&golden).unwrap(), "mine");
    problems(
        &["framework", "new", &folder, "--from", "nothing-like-it"],
        &["No framework called “nothing-like-it”", "youth-justice-2021"],
    );
}

#[test]
fn every_mistake_is_told_with_its_line_its_place_and_what_to_do() {
    let (_desk, folder, file) = begun();
    alter(&file, "\ntitle = \"Leadership\"", "\ntitel = \"Leadership\"");
    alter(&file, "good = 65", "good = 45");
    alter(&file, "in = [\"yes\"] }\nnot_applicable", "in = [\"perhaps\"] }\nnot_applicable");
    alter(&file, "minimum = 0\n", "minimum = \"none\"\n");
    let ran = problems(
        &["framework", "check", &folder],
        &[
            "framework.toml:44:1: rules.bands: The numbers of the table do not rise.\n  hint: Let each",
            "framework.toml:80:11: “minimum” of details.age: This has to be a whole number.\n  hint: Write a number",
            "framework.toml:150:47: 1.1.2 of the framework: “review-due = perhaps” is not known.\n  hint: Correct the name",
            "framework.toml:164:1: “title” of 2.1: A value is missing.\n",
            "framework.toml:166:1: “titel” of 2.1: There is no such field; the nearest is “title”.\n",
            "framework.toml: 5 problems",
        ],
    );
    assert_eq!(ran.out.matches("hint: ").count(), 5, "{}", ran.out);
}

#[test]
fn every_file_is_checked_and_a_folder_once() {
    let (desk, folder, file) = begun();
    let golden = text(&desk.path("case-audit/golden.toml"));
    let bad = desk.put("bad.toml", "identifier = ");
    let ran = problems(
        &["framework", "check", &folder, &golden, &bad, &file],
        &["framework.toml: valid framework", "bad.toml:1:14: The text is not TOML here"],
    );
    assert_eq!(ran.out.matches("valid framework").count(), 1, "{}", ran.out);
}

#[test]
fn worked_examples_that_do_not_hold_are_told() {
    let (desk, folder, _) = begun();
    let golden = text(&desk.path("case-audit/golden.toml"));
    alter(&golden, "total = \"3/6\"", "total = \"4/6\"");
    alter(&golden, "\"1.1.1\" = \"7/10\"", "\"1.1.1\" = \"8/10\"");
    problems(
        &["framework", "check", &folder],
        &[
            "framework.toml: valid framework",
            "golden.toml:7: The weakest key question decides: 1.1.1: 8 of 10, 80% is expected, and 7 of 10, 70% came out.",
            "total: 4 of 6 is expected, and 3 of 6 came out.",
            "hint: Work the example out by hand",
            "0 of 1 worked examples hold",
        ],
    );
    alter(&golden, "pool = \"cases\"\ncount = 4", "pool = \"prison\"\ncount = 4");
    problems(&["framework", "check", &folder], &["The framework has no pool “prison”."]);
    alter(&golden, "derived_bands = false", "derived = false");
    problems(
        &["framework", "check", &folder],
        &["golden.toml:35:1: The worked examples cannot be read here (unknown field `derived`"],
    );
}

#[test]
fn a_built_file_is_the_same_everywhere_and_is_what_the_page_reads() {
    let (desk, folder, file) = begun();
    well(&["framework", "build", &folder], &["case-audit-1.json: framework file of case-audit"]);
    let beside = fs::read_to_string(desk.path("case-audit/case-audit-1.json")).unwrap();
    let elsewhere = text(&desk.path("elsewhere.json"));
    well(&["framework", "build", &file, "--out", &elsewhere], &[]);
    assert_eq!(beside, fs::read_to_string(&elsewhere).unwrap());
    let read = framework_file::read(&beside).unwrap();
    assert_eq!(read.program, concat!("caseread ", env!("CARGO_PKG_VERSION")));
    assert_eq!(read.edition.framework.identifier.as_str(), "case-audit");
    well(&["framework", "check", &elsewhere], &["valid framework"]);
    problems(
        &["check", &elsewhere],
        &["This is a framework file", "hint: Import it on the screen"],
    );
    fs::write(&elsewhere, beside.replacen("Leadership", "Leaders", 1)).unwrap();
    problems(
        &["framework", "check", &elsewhere],
        &["was altered after it was written", "hint: Build the file again"],
    );
}

#[test]
fn building_an_edition_anew_with_other_content_is_said() {
    let (_desk, folder, file) = begun();
    let ran = well(&["framework", "build", &folder], &[]);
    assert!(!ran.out.contains("raise the edition"), "{}", ran.out);
    let ran = well(&["framework", "build", &folder], &[]);
    assert!(!ran.out.contains("raise the edition"), "{}", ran.out);
    alter(&file, "title = \"Leadership\"", "title = \"Leading\"");
    well(&["framework", "build", &folder], &["raise the edition"]);
    alter(&file, "\nedition = \"1\"", "\nedition = \"2\"");
    well(&["framework", "build", &folder], &["case-audit-2.json"]);
}

#[test]
fn a_framework_with_a_mistake_is_not_built() {
    let (desk, folder, file) = begun();
    alter(&file, "\nedition = \"1\"", "\nedition = \"\"");
    let ran = problems(&["framework", "build", &folder], &["edition: A value is missing."]);
    assert!(ran.out.is_empty(), "{ran:?}");
    assert_eq!(fs::read_dir(desk.path("case-audit")).unwrap().count(), 2);
}

#[test]
fn two_frameworks_are_held_against_each_other_word_by_word() {
    let (desk, folder, file) = begun();
    let next = text(&desk.path("next.toml"));
    fs::copy(&file, &next).unwrap();
    alter(&next, "\nedition = \"1\"", "\nedition = \"2\"");
    alter(&next, "Was the person asked what they need?", "Was the person asked what they want?");
    alter(&next, "good = 65", "good = 60");
    alter(&next, "Look for what was different after it.", "Look for what changed after it.");
    alter(&next, "reference = \"1.1.1c\"", "reference = \"1.1.1d\"");
    alter(
        &next,
        "detail = \"review-due\", in = [\"yes\"]",
        "detail = \"review-due\", in = [\"yes\", \"no\"]",
    );
    let ran = well(&["framework", "diff", &folder, &next], &[]);
    for part in [
        "Old: Title of your framework, case-audit, edition 1\nNew: Title of your framework, case-audit, edition 2\n",
        "Rules of rating\n  bands: Requires improvement from 50, Good from [-65-]{+60+}, Outstanding from 80\n",
        "Prompt 1.1.1a: Was the person asked what they want?\n  text: Was the person asked what they [-need-]{+want+}?\n  Answers reopen\n",
        "Prompt 1.1.1d: Was what it said made use of?\n  was 1.1.1c, under 1.1.1\n",
        "Key question 1.1.2: Is the reviewing sufficient to notice what has changed?\n  applies when: “Review due: reader's view” is Yes{+ or No+}\n  Answers carry over\n",
        "Prompt 1.1.2a: Did the review lead to a decision?\n  guidance: Look for what [-was different-]{+changed+} after it.\n  Answers carry over\n",
        "\n  carry over  1.1.1  1.1.1b  1.1.1d  1.1.2  1.1.2a\n  reopen  1.1.1a\n",
    ] {
        assert!(ran.out.contains(part), "{part:?} is missing in:\n{}", ran.out);
    }
    assert_eq!(ran.out, well(&["framework", "diff", &file, &next], &[]).out);
}

#[test]
fn frameworks_to_compare_may_be_bundled_or_built() {
    let desk = Desk::new();
    let folder = text(&desk.path("own"));
    well(&["framework", "new", &folder, "--from", "youth-justice-2021"], &[]);
    well(&["framework", "diff", "youth-justice-2021", &folder], &["They do not differ."]);
    let built = text(&desk.path("own.json"));
    well(&["framework", "build", &folder, "--out", &built], &[]);
    well(&["framework", "diff", &built, &folder], &["They do not differ."]);
    alter(&text(&desk.path("own/framework.toml")), "maximum = 36\n", "maximum = 36\n\n");
    alter(&text(&desk.path("own/framework.toml")), "few_cases = 5", "few_cases = 6");
    well(
        &["framework", "diff", &built, &folder],
        &["Both are called edition 1 of own.", "[-5-]{+6+} cases or fewer"],
    );
    let ran = problems(&["framework", "diff", "nothing", "missing.toml"], &[]);
    assert!(ran.err.contains("No framework called “nothing”"), "{ran:?}");
    assert!(ran.err.contains("missing.toml: cannot be opened"), "{ran:?}");
}

#[test]
fn the_bundled_frameworks_are_listed() {
    well(
        &["framework", "list"],
        &["youth-justice-2021, edition 2\n", "13 standards, 42 key questions, 197 prompts"],
    );
}
