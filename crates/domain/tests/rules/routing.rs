//! Standards that are read in some of the cases of their pools (3.3).

use domain::{Condition, Framework, KeyQuestion, Standard, rate};

use crate::builder::{framework, is, key_question, not, standard};
use crate::desk::Desk;
use crate::statements::{assert_stated, of_case, of_results};

/// 2.1 is read where safety is not none. Of its key questions the second asks for a high rosh, the
/// third for none of either.
fn routed() -> Framework {
    let asked = |of: &str, condition: Condition| KeyQuestion {
        applies_when: Some(condition),
        ..key_question(of, 1)
    };
    let key_questions = vec![
        key_question("2.1.1", 1),
        asked("2.1.2", is("rosh", &["high"])),
        asked("2.1.3", is("safety", &["none"])),
    ];
    let standard = Standard {
        applies_when: Some(not(is("safety", &["none"]))),
        ..standard("2.1", key_questions)
    };
    framework(vec![standard])
}

/// Work in the court case 001, and what the rules say about that case and about a sample of it alone.
fn check(work: &str, expected: &str) {
    let work: Vec<String> = work.split(';').map(|line| format!("1 {}", line.trim())).collect();
    let desk = Desk::with(routed(), &format!("1: court 001; 1 reading: AB; {}", work.join(";")));
    let mut found = of_case(&desk.rated("001"));
    found.extend(of_results(&rate(&desk.framework, &desk.inspection)));
    assert_stated(&found, expected);
}

#[test]
fn where_the_standard_s_condition_holds_each_key_question_s_own_decides() {
    check("safety: low; rosh: high", "2.1.1 applies; 2.1.2 applies; 2.1.3 does not apply");
    check("safety: low; rosh: low", "2.1.1 applies; 2.1.2 does not apply; 2.1.3 does not apply");
    check("safety: low", "2.1.1 applies; 2.1.2 waits for rosh; 2.1.3 does not apply");
}

#[test]
fn where_the_standard_s_condition_fails_none_of_its_key_questions_applies() {
    let none =
        "2.1.1 does not apply; 2.1.2 does not apply; 2.1.3 does not apply; 2.1 not applicable";
    check("safety: none", none);
    check("safety: none; rosh: high", none);
    check("safety: none; 2.1.1: not-sufficient", none);
    check(
        "safety: none; 2.1.1: not-sufficient",
        "2.1 unrated, nothing judged; 2.1.1 0 of 0, unrated; 2.1.1 not applicable 1, owed 0; owed 0
         2.1 without cases 2.1.1, 2.1.2, 2.1.3",
    );
}

#[test]
fn where_the_standard_s_condition_waits_for_a_detail_so_does_all_that_could_still_apply() {
    check("rosh: high", "2.1.1 waits for safety; 2.1.2 waits for safety; 2.1.3 waits for safety");
    check(
        "rosh: high",
        "2.1.1 not applicable 0, owed 1; 2.1.2 not applicable 0, owed 1; 2.1 not yet; owed 3
         2.1 without cases nothing; owes detail safety for 2.1.1",
    );
    // Both wait: the one missing for the standard is asked for first.
    check("age: 15", "2.1.1 waits for safety; 2.1.2 waits for safety");
}

#[test]
fn a_key_question_whose_own_condition_fails_waits_for_nothing() {
    check(
        "rosh: low",
        "2.1.1 waits for safety; 2.1.2 does not apply; 2.1.2 not applicable 1, owed 0",
    );
}

#[test]
fn a_case_judged_not_applicable_is_so_whatever_detail_is_missing() {
    check(
        "2.1.1: not-applicable",
        "2.1.1 waits for safety; 2.1.1 not applicable 1, owed 0; 2.1.2 not applicable 0, owed 1",
    );
    // A judgement of the work waits for the detail that says whether it counts.
    check("2.1.1: sufficient", "2.1.1 not applicable 0, owed 1; 2.1.1 0 of 0, unrated");
}

#[test]
fn a_case_that_is_not_read_against_a_standard_changes_nothing_in_it() {
    let work = "1: court 001; 1 safety: low; 1 2.1.1: sufficient; 2: court 002; 2 safety: high
        2 2.1.1: not-sufficient; 3: court 003; 3 safety: none";
    let desk = Desk::with(routed(), work);
    assert_stated(
        &of_results(&rate(&desk.framework, &desk.inspection)),
        "2.1 requires-improvement, decided by 2.1.1; 2.1.1 1 of 2, requires-improvement
         2.1.1 not applicable 1, owed 0; 2.1.3 not applicable 3, owed 0; 2.1 without cases 2.1.3",
    );
}
