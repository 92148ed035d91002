//! Which key questions apply and which prompts are shown (3.3), and what hidden answers do.

use domain::rate;

use crate::builder::every_kind;
use crate::desk::Desk;
use crate::statements::{assert_stated, of_case, of_results};

/// Work in the court case 001, and what the rules say about that case and about a sample of it alone.
fn check(work: &str, expected: &str) {
    let work: Vec<String> = work.split(';').map(|line| format!("1 {}", line.trim())).collect();
    let desk =
        Desk::with(every_kind(), &format!("1: court 001; 1 reading: AB; {}", work.join(";")));
    let mut found = of_case(&desk.rated("001"));
    found.extend(of_results(&rate(&desk.framework, &desk.inspection)));
    assert_stated(&found, expected);
}

#[test]
fn a_key_question_applies_by_the_details_its_condition_reads() {
    check("safety: low", "2.1.2 applies; 2.1.3 waits for rosh");
    check("safety: high", "2.1.2 applies");
    check("safety: none", "2.1.2 does not apply; 2.1.3 does not apply");
    check("safety: low; rosh: low", "2.1.2 applies; 2.1.3 does not apply");
    check("safety: low; rosh: medium", "2.1.2 applies; 2.1.3 applies");
    check("rosh: high", "2.1.2 waits for safety; 2.1.3 waits for safety");
    check("rosh: low", "2.1.2 waits for safety; 2.1.3 does not apply");
}

#[test]
fn a_key_question_without_a_condition_always_applies() {
    check("age: 15", "2.1.1 applies; 2.2.1 applies; 2.3.1 applies");
}

#[test]
fn while_a_deciding_detail_is_missing_nothing_of_the_key_question_is_asked_or_counted() {
    check(
        "2.1.2a: yes; 2.1.2: sufficient",
        "2.1.2 waits for safety; 2.1.2 has 0 yes, 0 no, 0 n/a, 0 open; 2.1.2 needs no reason
         2.1.2 0 of 0, unrated; 2.1.2 not applicable 0, owed 1; 2.1 not yet",
    );
}

#[test]
fn a_missing_detail_is_owed_once_however_many_questions_hang_on_it() {
    check(
        "2.1.1a: yes; 2.1.1b: yes; 2.1.1c: yes; 2.1.1: sufficient; victim: no; rosh: medium
         ; 2.2.1a: no; 2.2.1b: no; 2.2.1c: no; 2.2.1d: no; 2.2.1: not-applicable; 2.2.1 reason: none due
         ; 2.3.1a: yes; 2.3.1b: yes; 2.3.1: sufficient",
        "2.1.2 waits for safety; 2.1.3 waits for safety; owes detail safety for 2.1.2",
    );
}

#[test]
fn a_prompt_hangs_on_a_detail() {
    let answered = "2.1.1a: yes; 2.1.1b: yes; 2.1.1c: yes; 2.1.1d: no";
    check(&format!("{answered}; victim: yes"), "2.1.1 has 3 yes, 1 no, 0 n/a, 0 open");
    check(&format!("{answered}; victim: no"), "2.1.1 has 3 yes, 0 no, 0 n/a, 0 open");
    check(answered, "2.1.1 has 3 yes, 0 no, 0 n/a, 0 open; 2.1.1 asked 5, owed 2");
}

#[test]
fn a_prompt_hangs_on_an_answer_and_on_whatever_that_one_hangs_on() {
    let so = |work: &str| format!("safety: low; rosh: high; {work}");
    check(&so("2.1.3: sufficient"), "2.1.3 has 0 yes, 0 no, 0 n/a, 1 open");
    check(&so("2.1.3a: yes"), "2.1.3 has 1 yes, 0 no, 0 n/a, 1 open");
    check(&so("2.1.3a: no"), "2.1.3 has 0 yes, 1 no, 0 n/a, 1 open");
    check(&so("2.1.3a: not-applicable"), "2.1.3 has 0 yes, 0 no, 1 n/a, 0 open");
    check(&so("2.1.3a: yes; 2.1.3b: no"), "2.1.3 has 1 yes, 1 no, 0 n/a, 0 open");
    let all = "2.1.3a: yes; 2.1.3b: yes; 2.1.3c: no";
    check(&so(all), "2.1.3 has 2 yes, 1 no, 0 n/a, 0 open");
    // With b hidden, c is too, although b still says yes.
    check(&so(&format!("{all}; 2.1.3a: not-applicable")), "2.1.3 has 0 yes, 0 no, 1 n/a, 0 open");
}

#[test]
fn a_hidden_answer_is_kept_does_not_count_and_comes_back_with_its_condition() {
    let work = "safety: low; 2.1.2a: yes; 2.1.2b: no; 2.1.2: not-sufficient; 2.1.2 reason: late";
    let counting = "2.1.2 has 1 yes, 1 no, 0 n/a, 0 open; 2.1.2 judged not-sufficient
                    2.1.2 0 of 1, inadequate; 2.1 does not meet all; 2.1 prompts 1 of 2";
    check(work, counting);
    check(
        &format!("{work}; safety: none"),
        "2.1.2 has 0 yes, 0 no, 0 n/a, 0 open; 2.1.2 judged not-sufficient; 2.1.2 needs no reason
         2.1.2 0 of 0, unrated; 2.1.2 not applicable 1, owed 0; 2.1 not yet; 2.1 prompts 0 of 0",
    );
    check(&format!("{work}; safety: none; safety: high"), counting);
}

#[test]
fn hidden_answers_stand_where_they_were_given() {
    let mut desk = Desk::with(
        every_kind(),
        "1: court 001; 1 safety: low; 1 2.1.2a: yes; 1 2.1.2a note: see page 4; 1 2.1.2: sufficient",
    );
    let before = desk.case("001").readings.clone();
    desk.write("1 safety: none");
    assert_eq!(desk.case("001").readings, before);
}

#[test]
fn work_done_for_one_pool_is_kept_and_not_counted_while_the_case_is_in_another() {
    let work = "1: court 001; 1 2.2.1: sufficient; 1 2.3.1: sufficient";
    let check = |work: &str, expected: &str| {
        let desk = Desk::with(every_kind(), work);
        assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
    };
    check(work, "2.2.1 1 of 1, outstanding; 2.3.1 1 of 1, outstanding; 3.1 unrated, no cases");
    let moved = format!("{work}; 1: out-of-court 001");
    check(
        &moved,
        "2.2.1 1 of 1, outstanding; 2.3 unrated, no cases; 3.1.1 not applicable 0, owed 1",
    );
    check(&format!("{moved}; 1: court 001"), "2.3.1 1 of 1, outstanding; 3.1 unrated, no cases");
}

#[test]
fn where_the_reader_judged_a_key_question_not_applicable_no_prompt_is_owed() {
    check(
        "2.2.1a: yes; 2.2.1: not-applicable; 2.2.1 reason: nothing was due",
        "2.2.1 has 1 yes, 0 no, 0 n/a, 3 open; 2.2.1 asked 3, owed 0; 2.2 not applicable
         2.2 prompts 0 of 0; 2.2 indicates nothing; 2.2.1 not applicable 1, owed 0",
    );
    check(
        "safety: low; rosh: medium; 2.1.3: not-applicable",
        "2.1.3 asked 2, owed 1; 2.1.3 needs a reason by its verdict",
    );
}

#[test]
fn a_key_question_judged_at_service_level_is_not_asked_of_a_case() {
    let desk = Desk::with(every_kind(), "1: court 001");
    let rating = desk.rated("001");
    let mixed = rating.standards.iter().find(|one| one.reference.as_str() == "2.3").unwrap();
    let asked: Vec<_> = mixed.key_questions.iter().map(|one| one.reference.as_str()).collect();
    assert_eq!(asked, ["2.3.1"]);
}
