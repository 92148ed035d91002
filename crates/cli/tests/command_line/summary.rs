use domain::Target;

use crate::desk::{Copy, Desk, EXAMPLE, caseread};

#[test]
fn a_summary_says_who_when_what_and_what_is_owed() {
    let ran = caseread(&["summary", EXAMPLE]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "East Sussex (example), England",
        "Fieldwork from 2024-06-17 to 2024-06-21",
        "Written 2024-06-21 16:00 UTC by AB with caseread 0.1.0",
        "The whole inspection: 37 cases, ",
        "Court disposals: 22 cases\n  AB  0",
        "Out-of-court disposals: 15 cases",
        "Service record: 43 evidence entries, 6 of 6 ratings proposed, 0 panel ratings",
        "Last change: 2024-06-2",
        "Nothing is owed.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.out.lines().count() <= 24, "more than a screen:\n{}", ran.out);
}

#[test]
fn owed_withdrawn_and_chosen_cases_are_shown() {
    let (desk, example) = (Desk::new(), Copy::example());
    let id = |number: &str| example.inspection.case_numbered(number).unwrap().0;
    let (begun, withdrawn) = (id("004"), id("009"));
    let unanswered = example
        .with_changes(|change| {
            change.target.case() != Some(begun) || matches!(change.target, Target::Case(_))
        })
        .changed(7, Target::Withdrawn(withdrawn), "Sampled in error.");
    let file = desk.put("chosen.json", unanswered.chosen(&[begun, withdrawn, id("010")]));
    let ran = caseread(&["summary", &file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "Chosen cases of the inspection: 3 cases",
        "\n  CD  010\n",
        "\n  not begun  004 (",
        "Taken out of the sample: 009",
        "Service record: not in this file",
        "Last change: 2024-06-21 20:00 UTC by GH",
        "things are owed.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}
