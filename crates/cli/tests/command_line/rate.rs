use domain::{Fault, InspectionField, Proposal, Rating, Reference, Target};

use crate::desk::{Copy, Desk, EXAMPLE, Ran, caseread};

fn rate(files: &[&str]) -> Ran {
    caseread(&[&["rate"], files].concat())
}

fn reference(text: &str) -> Reference {
    Reference::new(text).unwrap()
}

/// The lead's copy: the service record and the lead's own cases.
fn leads_copy(example: &Copy) -> Copy {
    let own = example.cases_of("AB");
    example.with_changes(|change| change.target.case().is_none_or(|case| own.contains(&case)))
}

fn hand_overs(desk: &Desk, example: &Copy) -> [String; 3] {
    [
        desk.put("lead.json", leads_copy(example).whole()),
        desk.put("cd.json", example.chosen(&example.cases_of("CD"))),
        desk.put("ef.json", example.chosen(&example.cases_of("EF"))),
    ]
}

#[test]
fn the_example_is_rated_as_published() {
    let ran = rate(&[EXAMPLE]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "25 of 36: Good",
        "25/36 Good",
        "2 Court disposals: subtotal 8 of 12",
        "2.2 Planning: Inadequate",
        "Decided by the weakest key question: 2.2.3 (7 of 17, 41%).",
        "4.1 Resettlement policy and provision: Requires improvement (outside the total)",
        "Requires improvement; 2 not applicable",
        "The rules of rating are not confirmed against the published document.",
        "The wording of the questions is not confirmed against the published document.",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(!ran.out.contains("PROVISIONAL"), "{}", ran.out);
}

#[test]
fn the_marking_stands_first_and_last() {
    let ran = rate(&[EXAMPLE]);
    assert_eq!(ran.out.lines().next(), Some("OFFICIAL-SENSITIVE"));
    assert_eq!(ran.out.lines().last(), Some("OFFICIAL-SENSITIVE"));
}

#[test]
fn what_three_people_hand_over_is_rated_as_the_whole_in_any_order() {
    let (desk, example) = (Desk::new(), Copy::example());
    let [lead, cd, ef] = &hand_overs(&desk, &example);
    let whole = rate(&[EXAMPLE]).out;
    for files in [[lead, cd, ef], [ef, lead, cd], [cd, ef, lead]] {
        let ran = rate(&files.map(String::as_str));
        assert_eq!(ran.code, 0, "{ran:?}");
        assert_eq!(ran.out, whole);
    }
}

#[test]
fn without_the_service_record_the_ratings_are_provisional() {
    let (desk, example) = (Desk::new(), Copy::example());
    let [_, cd, ef] = &hand_overs(&desk, &example);
    let ran = rate(&[cd, ef]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "29 cases in the sample",
        "None of the files carries the service record.",
        "PROVISIONAL: 5 things are owed.",
        "1.3: a proposed rating",
        "Without a rating so far: 1.1, 1.2, 1.3, 1.4, 3.4",
        "In short, PROVISIONAL: ",
        "No rating yet",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}

#[test]
fn what_cases_owe_is_named_case_by_case() {
    let (desk, example) = (Desk::new(), Copy::example());
    let (case, _) = example.inspection.case_numbered("001").unwrap();
    let gone = |change: &domain::Change| {
        change.target.case() == Some(case) && matches!(change.target, Target::Verdict(..))
    };
    let file = desk.put("part.json", example.with_changes(|change| !gone(change)).whole());
    let ran = rate(&[&file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("case 001, CD: "), "{}", ran.out);
    assert!(ran.out.contains("; next: Judgement on 2.1.1"), "{}", ran.out);
    assert!(ran.out.contains("; 1 owed"), "{}", ran.out);
    assert!(ran.out.contains("In short, PROVISIONAL: 25/36 Good"), "{}", ran.out);
}

#[test]
fn the_panels_ratings_stand_beside_the_computed_ones() {
    let desk = Desk::new();
    let (planning, overall) = (Some(reference("2.2")), None);
    let copy = Copy::example()
        .changed(7, Target::Given(planning), Rating::RequiresImprovement.as_str())
        .changed(7, Target::GivenReason(planning), "One case from the edge.")
        .changed(7, Target::GivenBy(planning), "Ratings panel")
        .changed(7, Target::Given(overall), Rating::Good.as_str());
    let ran = rate(&[&desk.put("panel.json", copy.whole())]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "2.2 Planning: Inadequate",
        "Panel: Requires improvement, given by Ratings panel",
        "Panel's reason: One case from the edge.",
        "25 of 36: Good",
        "With the panel's ratings of standards: 26 of 36: Good",
        "The panel's overall rating: Good",
        "PROVISIONAL: 2 things are owed.",
        "overall: the reason for the panel's rating",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}

#[test]
fn bands_that_no_table_gives_are_called_derived() {
    let desk = Desk::new();
    let copy =
        Copy::example().changed(7, Target::Proposed(reference("1.3")), Proposal::NotRated.as_str());
    let ran = rate(&[&desk.put("left-out.json", copy.whole())]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("22 of 33: Good"), "{}", ran.out);
    assert!(ran.out.contains("derived by the general rule"), "{}", ran.out);
    assert!(ran.out.contains("Left out of the maximum: 1.3"), "{}", ran.out);
}

#[test]
fn the_same_case_in_two_files_is_refused_with_both_names() {
    let (desk, example) = (Desk::new(), Copy::example());
    let [lead, cd, _] = &hand_overs(&desk, &example);
    let mut shared = example.cases_of("EF");
    let case = example.cases_of("CD")[0];
    shared.push(case);
    let both = desk.put("ef-and-one-more.json", example.chosen(&shared));
    let ran = rate(&[lead, cd, &both]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.is_empty());
    let number = &example.inspection.cases[&case].number;
    let line = format!("ef-and-one-more.json: case {number}: The same case is also in {cd}.");
    assert!(ran.err.contains(&line), "{}", ran.err);
    assert!(ran.err.contains("hint: Leave one of the two files out"), "{}", ran.err);
}

#[test]
fn two_cases_of_one_number_are_one_case_too_many() {
    let desk = Desk::new();
    let begin = Copy::example().with_changes(|change| change.target.case().is_none());
    let here = begin.clone().changed(1, Target::Case(domain::CaseId::new(1)), "court 001");
    let there = begin.changed(2, Target::Case(domain::CaseId::new(2)), "court 001");
    let here = desk.put("here.json", here.chosen(&[domain::CaseId::new(1)]));
    let there = desk.put("there.json", there.chosen(&[domain::CaseId::new(2)]));
    let ran = rate(&[&here, &there]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains(&format!("there.json: case 001: The same case is also in {here}.")),
        "{}",
        ran.err
    );
}

#[test]
fn files_of_another_edition_are_refused() {
    let (desk, example) = (Desk::new(), Copy::example());
    let changed = example.edition.text.replacen("\"edition\":\"1\"", "\"edition\":\"2\"", 1);
    let second = Copy { edition: wire::Edition::read(&changed).unwrap().into(), ..example.clone() };
    let second = desk.put("second.json", second.chosen(&example.cases_of("EF")));
    let ran = rate(&[EXAMPLE, &second]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("second.json: the file as a whole: The file works to another edition"),
        "{}",
        ran.err
    );
}

#[test]
fn a_service_record_that_went_on_counts_and_two_that_parted_are_refused() {
    let (desk, example) = (Desk::new(), Copy::example());
    let lead = leads_copy(&example);
    let others = example.cases_of("CD");
    let second = example
        .with_changes(|change| change.target.case().is_none_or(|case| others.contains(&case)));
    let before = desk.put("lead.json", lead.whole());
    let proposal = Target::Proposed(reference("1.1"));
    let ahead = desk.put("cd.json", second.clone().changed(7, proposal, "outstanding").whole());
    let ran = rate(&[&before, &ahead]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("1.1 Governance and leadership: Outstanding"), "{}", ran.out);

    let parted = desk.put("lead-too.json", lead.changed(8, proposal, "inadequate").whole());
    let ran = rate(&[&parted, &ahead]);
    assert_eq!(ran.code, 1);
    let line = format!(
        "cd.json: the file as a whole: The service record was changed both in this file and in {parted}."
    );
    assert!(ran.err.contains(&line), "{}", ran.err);
    assert!(ran.err.contains("hint: Agree whose service record counts"), "{}", ran.err);
}

#[test]
fn the_inspections_own_fields_are_taken_from_the_last_change() {
    let (desk, example) = (Desk::new(), Copy::example());
    let lead = leads_copy(&example);
    let named =
        example.clone().changed(7, Target::Inspection(InspectionField::Service), "Southtown");
    let lead = desk.put("lead.json", lead.whole());
    let cd = desk.put("cd.json", named.chosen(&named.cases_of("CD")));
    let ran = rate(&[&lead, &cd]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains("Southtown, England"), "{}", ran.out);
}

#[test]
fn one_device_that_lives_twice_is_refused_and_not_counted_twice() {
    let (desk, example) = (Desk::new(), Copy::example());
    let begin = example.with_changes(|change| change.target.case().is_none());
    let case = |id, number: &str| {
        begin
            .clone()
            .changed(1, Target::Case(domain::CaseId::new(id)), number)
            .chosen(&[domain::CaseId::new(id)])
    };
    let here = desk.put("here.json", case(1, "court 001"));
    let there = desk.put("there.json", case(2, "court 002"));
    let ran = rate(&[&here, &there]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("there.json: case 002: "), "{}", ran.err);
    let head = domain::Refusal::OutOfSequence { sequence: 1, head: 1 };
    let fault = words::Words::default().fault(&Fault::Refused(head));
    assert!(ran.err.contains(&fault), "{}", ran.err);
}
