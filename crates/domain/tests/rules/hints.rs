//! What the prompts suggest about a verdict, and when a reason is owed (5.3).

use domain::{Framework, Verdict, rate};
use proptest::prelude::*;

use crate::builder::{key_question, parts, standard};
use crate::desk::Desk;
use crate::statements::{assert_stated, of_case};

/// One key question of as many prompts as answers are given: `y` yes, `n` no, `-` not applicable,
/// `.` unanswered; then the verdict, if any.
fn desk(clear_percent: u32, reading: &str) -> Desk {
    let (answers, verdict) = reading.split_once(' ').unwrap_or((reading, ""));
    let mut asked = key_question("2.1.1", answers.len() as u8);
    asked.prompts.iter_mut().for_each(|prompt| prompt.not_applicable = true);
    let mut parts = parts(vec![standard("2.1", vec![asked])]);
    parts.rules.clear_pattern_percent = clear_percent;
    let mut desk = Desk::with(Framework::build(parts).unwrap(), "1: court 001; 1 reading: AB");
    for (letter, answer) in ('a'..).zip(answers.chars()) {
        let answer = match answer {
            'y' => "yes",
            'n' => "no",
            '-' => "not-applicable",
            _ => "",
        };
        desk.write(&format!("1 2.1.1{letter}: {answer}"));
    }
    desk.write(&format!("1 2.1.1: {verdict}"));
    desk
}

fn check(reading: &str, expected: &str) {
    check_at(75, reading, expected);
}

fn check_at(clear_percent: u32, reading: &str, expected: &str) {
    let found = of_case(&desk(clear_percent, reading).rated("001"));
    assert_stated(&found, &format!("2.1.1 {}", expected.replace("; ", "; 2.1.1 ")));
}

#[test]
fn a_clear_pattern_points_to_the_verdict_it_speaks_for() {
    check("yyyy", "points sufficient");
    check("nnnn", "points not-sufficient");
    check("yy", "points sufficient");
    check("nn", "points not-sufficient");
}

#[test]
fn the_pattern_is_clear_from_the_framework_s_share_on() {
    check("yyyn", "points sufficient");
    check("yyn", "points nowhere");
    check("nnny", "points not-sufficient");
    check("nny", "points nowhere");
    check("yynn", "points nowhere");
    check_at(66, "yyn", "points sufficient");
    check_at(67, "yyn", "points nowhere");
    check_at(100, "yyyyyyyyyn", "points nowhere");
    check_at(100, "yyyyyyyyyy", "points sufficient");
    check_at(51, "yn", "points nowhere");
}

#[test]
fn answers_of_not_applicable_are_in_no_pattern() {
    check("yyyn------", "points sufficient");
    check("yy--", "points sufficient");
    check("--", "points nowhere");
}

#[test]
fn fewer_than_two_answers_of_yes_or_no_make_no_pattern() {
    check("y", "points nowhere");
    check("n---", "points nowhere");
}

#[test]
fn while_a_prompt_is_unanswered_there_is_no_pattern() {
    check("yyyyyyy.", "points nowhere; has 7 yes, 0 no, 0 n/a, 1 open");
}

#[test]
fn a_verdict_of_the_framework_s_list_owes_a_reason() {
    check("yn not-sufficient", "needs a reason by its verdict; asked 4, owed 1");
    check("yn not-applicable", "needs a reason by its verdict");
    check("yn sufficient", "needs no reason; asked 3, owed 0");
    check("yn", "needs no reason; asked 3, owed 1");
}

#[test]
fn a_verdict_against_a_clear_pattern_owes_a_reason() {
    check("yyyn not-sufficient", "needs a reason against a pattern");
    check("nnny sufficient", "needs a reason against a pattern; asked 6, owed 1");
    check("yyyn sufficient", "needs no reason");
    check("nnny not-sufficient", "needs a reason by its verdict");
    check("nnn. sufficient", "needs no reason");
}

#[test]
fn not_applicable_goes_against_no_pattern() {
    check("yyyy not-applicable", "needs a reason by its verdict");
    check("nnnn not-applicable", "needs a reason by its verdict");
}

#[test]
fn a_reason_of_blanks_is_still_owed_and_a_written_one_is_not() {
    let mut desk = desk(75, "yyyy not-sufficient");
    desk.attempt("1 2.1.1 reason: late").unwrap();
    assert_stated(&of_case(&desk.rated("001")), "owes nothing; asked 6, done 6, owed 0");
    let reason = crate::desk::target("1 2.1.1 reason");
    desk.set(reason, Some(" \n\t".to_owned())).unwrap();
    assert_stated(&of_case(&desk.rated("001")), "owes reason 2.1.1; asked 6, done 5, owed 1");
}

#[test]
fn a_framework_that_asks_no_reasons_still_asks_for_one_against_a_pattern() {
    let mut parts = parts(vec![standard("2.1", vec![key_question("2.1.1", 2)])]);
    parts.rules.reasons_for = Vec::new();
    let answered = "1: court 001; 1 2.1.1a: yes; 1 2.1.1b: yes";
    let mut desk = Desk::with(Framework::build(parts).unwrap(), answered);
    desk.write("1 2.1.1: not-applicable");
    assert_stated(&of_case(&desk.rated("001")), "2.1.1 needs no reason");
    desk.write("1 2.1.1: not-sufficient");
    assert_stated(&of_case(&desk.rated("001")), "2.1.1 needs a reason against a pattern");
}

proptest! {
    /// Only verdicts enter a share: the same verdict rates the same under any answers.
    #[test]
    fn answers_and_hints_never_change_a_rating(
        answers in "[yn.-]{1,8}",
        others in "[yn.-]{1,8}",
        verdict in prop::sample::select(&Verdict::ALL[..]),
    ) {
        let results = |answers: &str| {
            let desk = desk(75, &format!("{answers} {}", verdict.as_str()));
            rate(&desk.framework, &desk.inspection)
        };
        prop_assert_eq!(results(&answers), results(&others));
    }
}
