use crate::desk::{Copy, Desk, EXAMPLE, FRAMEWORK, caseread};

#[test]
fn the_example_is_valid_and_owes_nothing() {
    let ran = caseread(&["check", EXAMPLE]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "valid",
        "East Sussex (example), England",
        "37 cases",
        "The whole inspection: ",
        "Nothing is owed.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.err.is_empty());
}

#[test]
fn a_file_of_chosen_cases_says_so() {
    let (desk, copy) = (Desk::new(), Copy::example());
    let file = desk.put("chosen.json", copy.chosen(&copy.cases_of("AB")));
    let ran = caseread(&["check", &file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Chosen cases of the inspection: 8 cases"), "{}", ran.out);
}

#[test]
fn a_framework_file_is_checked_as_such() {
    let ran = caseread(&["check", FRAMEWORK]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("13 standards, 42 key questions, 197 prompts"), "{}", ran.out);
}

#[test]
fn every_file_is_told_about_and_one_bad_one_decides_the_exit_code() {
    let desk = Desk::new();
    let bad = desk.put("bad.json", "[]");
    let ran = caseread(&["check", EXAMPLE, &bad, FRAMEWORK]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("east-sussex-2024.json: valid"), "{}", ran.out);
    assert!(ran.out.contains("bad.json: the file as a whole: This is not a file"), "{}", ran.out);
    assert!(ran.out.contains("framework.toml: valid framework"), "{}", ran.out);
}
