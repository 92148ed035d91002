//! What a case gives standard by standard, what it is asked and what it still owes.

use domain::{
    Answer, CaseProgress, Owed, ReadingId, ServiceOwed, Target, Truth, Verdict, applies, is_shown,
    progress,
};
use proptest::prelude::*;

use crate::builder::every_kind;
use crate::desk::{Desk, target};
use crate::statements::{assert_stated, of_case};

/// Work in one court case, and what the rules say about it.
fn check(work: &str, expected: &str) {
    assert_stated(&of_case(&desk(work).rated("001")), expected);
}

fn desk(work: &str) -> Desk {
    let work: Vec<String> =
        work.split(';').filter(|one| !one.is_empty()).map(|one| format!("1 {one}")).collect();
    Desk::with(every_kind(), &format!("1: court 001; {}", work.join(";")))
}

const DETAILS: &str = "safety: low; rosh: medium; victim: no";

#[test]
fn a_case_meets_all_once_every_key_question_that_applies_is_sufficient() {
    check(DETAILS, "2.1 not yet");
    let two = format!("{DETAILS}; 2.1.1: sufficient; 2.1.2: sufficient");
    check(&two, "2.1 not yet");
    check(&format!("{two}; 2.1.3: sufficient"), "2.1 meets all");
    check(&format!("{DETAILS}; 2.1.2: sufficient; 2.1.3: sufficient"), "2.1 not yet");
    check(&format!("{two}; 2.1.3: not-applicable"), "2.1 meets all");
    check(&format!("{two}; safety: none"), "2.1 meets all");
    check("2.1.1: sufficient; rosh: low", "2.1 not yet");
}

#[test]
fn one_insufficient_key_question_is_enough_even_while_others_are_owed() {
    check("2.1.1: not-sufficient", "2.1 does not meet all");
    check(&format!("{DETAILS}; 2.1.3: not-sufficient; 2.1.1: sufficient"), "2.1 does not meet all");
    check("2.1.2: not-sufficient; safety: none; 2.1.1: sufficient", "2.1 meets all");
}

#[test]
fn a_standard_of_which_nothing_applies_is_not_applicable() {
    check("2.2.1: not-applicable", "2.2 not applicable");
    check("2.2.1: not-applicable; 2.2.1 reason: none due", "2.2 not applicable");
}

#[test]
fn the_indicative_band_is_that_of_the_weakest_prompt_share() {
    let first = "2.1.1a: yes; 2.1.1b: yes; 2.1.1c: no";
    check(first, "2.1 indicates good by 2.1.1; 2.1 prompts 2 of 3");
    let second = format!("{first}; safety: high; 2.1.2a: yes; 2.1.2b: no");
    check(&second, "2.1 indicates requires-improvement by 2.1.2; 2.1 prompts 3 of 5");
    check(&format!("{second}; safety: none"), "2.1 indicates good by 2.1.1; 2.1 prompts 2 of 3");
}

#[test]
fn among_equally_weak_key_questions_the_first_is_named() {
    check(
        "2.1.1a: yes; 2.1.1b: no; safety: high; 2.1.2a: yes; 2.1.2b: no",
        "2.1 indicates requires-improvement by 2.1.1",
    );
}

#[test]
fn without_an_answer_of_yes_or_no_nothing_is_indicated() {
    check("", "2.1 indicates nothing; 2.1 prompts 0 of 0");
    check("2.1.1c: not-applicable", "2.1 indicates nothing; 2.1 prompts 0 of 0");
    check("2.2.1a: yes; 2.2.1: not-applicable", "2.2 indicates nothing; 2.2 prompts 0 of 0");
}

#[test]
fn a_case_nobody_has_begun_has_nothing_done() {
    check("", "asked 15, done 0, owed 15");
    check("age: 14", "asked 15, done 0, owed 15");
    // Two key questions wait for safety now: the detail is one thing asked, not two of which one is done.
    check("rosh: high", "asked 14, done 0, owed 14; 2.1.2 asked 1, owed 1; 2.1.3 asked 0, owed 0");
}

#[test]
fn a_recorded_detail_that_decides_gives_way_to_what_it_asks() {
    // 2.1.2 asks its two prompts and its verdict; 2.1.3 still waits.
    check("safety: low", "asked 17, done 0, owed 17; 2.1.2 asked 3, owed 3; 2.1.3 asked 1, owed 1");
    check(
        "safety: none",
        "asked 13, done 0, owed 13; 2.1.2 asked 0, owed 0; 2.1.3 asked 0, owed 0",
    );
}

#[test]
fn each_thing_done_is_owed_no_longer() {
    check("2.1.1a: yes", "asked 15, done 1, owed 14");
    check("2.1.1a: yes; 2.1.1a:", "asked 15, done 0, owed 15");
    check("2.1.1a note: to be looked up", "asked 15, done 0, owed 15");
    check("2.1.1: not-sufficient", "asked 16, done 1, owed 15");
    check("2.1.1: not-sufficient; 2.1.1 reason: late", "asked 16, done 2, owed 14");
    check("2.1.1: sufficient; 2.1.1 reason: kept", "asked 15, done 1, owed 14");
}

#[test]
fn what_is_owed_stands_in_the_order_of_the_form() {
    check(
        "safety: low; rosh: low; 2.2.1: sufficient; 2.3.1a: no; 2.3.1: not-sufficient",
        "owes answer 2.1.1a, answer 2.1.1b, answer 2.1.1c, detail victim for 2.1.1, verdict 2.1.1, \
         answer 2.1.2a, answer 2.1.2b, verdict 2.1.2, \
         answer 2.2.1a, answer 2.2.1b, answer 2.2.1c, answer 2.2.1d, \
         answer 2.3.1b, reason 2.3.1",
    );
}

#[test]
fn what_is_done_of_a_case_is_what_is_asked_and_not_owed() {
    let desk = desk("2.1.1a: yes; 2.1.1b: no; 2.1.1: not-sufficient");
    let progress = progress(&desk.framework, &desk.inspection);
    let (_, case) = &progress.cases[0];
    assert_eq!((case.asked, case.owed, case.done()), (16, 13, 3));
}

#[test]
fn progress_shows_the_sample_by_number_and_leaves_withdrawn_cases_out() {
    let desk = Desk::with(
        every_kind(),
        "3: out-of-court 003; 1: court 001; 2: court 002; 2 withdrawn: no consent; 4: court 0021",
    );
    let progress = progress(&desk.framework, &desk.inspection);
    let numbers: Vec<_> =
        progress.cases.iter().map(|(id, _)| desk.inspection.cases[id].number.as_str()).collect();
    assert_eq!(numbers, ["001", "0021", "003"]);
    let out_of_court = &progress.cases[2].1;
    let next = Some(Owed::Answer(crate::desk::reference("2.2.1a")));
    assert_eq!(*out_of_court, CaseProgress { asked: 9, owed: 9, next });
    assert_eq!(out_of_court.done(), 0);
}

/// What is owed outside the cases.
fn check_service(work: &str, expected: &str) {
    let desk = Desk::with(every_kind(), work);
    let progress = progress(&desk.framework, &desk.inspection);
    let standard = |one: &Option<domain::Reference>| {
        one.map_or("overall".to_owned(), |reference| reference.to_string())
    };
    let owed: Vec<_> = progress
        .service
        .iter()
        .map(|one| match one {
            ServiceOwed::Proposal(standard) => format!("proposal {standard}"),
            ServiceOwed::ProposalReason(standard) => format!("proposal reason {standard}"),
            ServiceOwed::GivenReason(one) => format!("given reason {}", standard(one)),
            ServiceOwed::GivenBy(one) => format!("given by {}", standard(one)),
        })
        .collect();
    assert_eq!(owed.join(", "), expected, "{work}");
    assert_eq!(progress.service_asked, 3, "1.1, 2.3 and 4.1 are judged at service level");
    assert_eq!(progress.owed(), owed.len() as u32);
}

#[test]
fn standards_judged_at_service_level_owe_a_proposal_with_a_reason_unless_they_are_optional() {
    check_service("", "proposal 1.1, proposal 2.3");
    check_service("proposed 1.1: good", "proposal reason 1.1, proposal 2.3");
    check_service("proposed 1.1: good; proposed 1.1 reason: minutes", "proposal 2.3");
    check_service("proposed 1.1: not-rated", "proposal reason 1.1, proposal 2.3");
    check_service("proposed 1.1 reason: minutes", "proposal 1.1, proposal 2.3");
    check_service("proposed 4.1: good", "proposal 1.1, proposal 2.3, proposal reason 4.1");
}

#[test]
fn leaving_a_standard_on_cases_unrated_owes_a_reason() {
    check_service("proposed 2.1: not-rated", "proposal 1.1, proposal reason 2.1, proposal 2.3");
}

#[test]
fn a_rating_of_the_panel_owes_a_reason_and_a_name() {
    let none = "proposal 1.1, proposal 2.3, ";
    check_service("given overall: good", &format!("{none}given reason overall, given by overall"));
    check_service("given 2.1: good; given 2.1 by: panel", &format!("{none}given reason 2.1"));
    check_service("given 2.1 reason: small sample", none.trim_end_matches(", "));
}

/// What a random amount of work in one case may look like.
fn work() -> impl Strategy<Value = Vec<String>> {
    let line = |targets: &'static [&'static str], values: &'static [&'static str]| {
        (prop::sample::select(targets), prop::sample::select(values))
            .prop_map(|(target, value)| format!("1 {target}: {value}"))
    };
    let line = prop_oneof![
        line(&["safety"], &["none", "low", "high", ""]),
        line(&["rosh"], &["low", "medium", "high", ""]),
        line(&["victim"], &["yes", "no", ""]),
        line(
            &[
                "2.1.1a", "2.1.1b", "2.1.1d", "2.1.2a", "2.1.2b", "2.1.3b", "2.1.3c", "2.2.1a",
                "2.2.1c", "2.3.1b"
            ],
            &["yes", "no", ""],
        ),
        line(&["2.1.1c", "2.1.3a"], &["yes", "no", "not-applicable"]),
        line(&["2.1.1"], &["sufficient", "not-sufficient", ""]),
        line(
            &["2.1.2", "2.1.3", "2.2.1", "2.3.1"],
            &["sufficient", "not-sufficient", "not-applicable", ""]
        ),
        line(&["2.1.1 reason", "2.1.3 reason", "2.2.1 reason"], &["late", ""]),
    ];
    prop::collection::vec(line, 0..40)
}

/// What is done in a case, counted from its reading and not from what is asked.
fn counted_done(desk: &Desk) -> u32 {
    let case = desk.case("001");
    let Some(reading) = case.counting_reading() else { return 0 };
    let rating = desk.rated("001");
    let mut done = 0;
    for one in rating.standards.iter().flat_map(|standard| &standard.key_questions) {
        let (standard, key_question) = desk.framework.key_question(one.reference).unwrap();
        if applies(&desk.framework, standard, key_question, case, Some(reading))
            != domain::Applies::Yes
        {
            continue;
        }
        for prompt in &key_question.prompts {
            let shown = is_shown(&desk.framework, prompt, case, Some(reading)) == Truth::Holds;
            done += u32::from(shown && reading.answer(prompt.reference).is_some());
        }
        done += u32::from(one.verdict.is_some());
        let reason = !reading.reason(one.reference).is_empty();
        done += u32::from(one.needs_reason.is_some() && reason);
    }
    done
}

/// Does one thing that is owed, in one of the ways it can be done.
fn satisfy(desk: &mut Desk, owed: Owed, way: u32) {
    let (case, reading) = (desk.inspection.case_numbered("001").unwrap().0, ReadingId::new(1));
    let pick = |n: usize| way as usize % n;
    let (target, after) = match owed {
        Owed::Detail(detail, _) => {
            let domain::DetailKind::Choice(choices) = &desk.framework.detail(detail).unwrap().kind
            else {
                panic!("{detail} decides nothing")
            };
            (Target::Detail(case, detail), choices[pick(choices.len())].id.to_string())
        }
        Owed::Answer(prompt) => {
            let answers = desk.framework.prompt(prompt).unwrap().answers();
            let answer: Answer = answers[pick(answers.len())];
            (Target::Answer(case, reading, prompt), answer.as_str().to_owned())
        }
        Owed::Verdict(key_question) => {
            let verdicts = desk.framework.key_question(key_question).unwrap().1.verdicts();
            let verdict: Verdict = verdicts[pick(verdicts.len())];
            (Target::Verdict(case, reading, key_question), verdict.as_str().to_owned())
        }
        Owed::Reason(key_question) => {
            (Target::Reason(case, reading, key_question), "late".to_owned())
        }
    };
    desk.set(target, Some(after)).unwrap();
}

proptest! {
    /// At every point of the way asked is done and owed, and doing the first thing owed again and
    /// again comes to an end with nothing owed.
    #[test]
    fn doing_what_is_owed_ends_with_nothing_owed(
        work in work(),
        ways in prop::collection::vec(any::<u32>(), 60),
    ) {
        let mut desk = Desk::with(every_kind(), "1: court 001; 1 reading: AB");
        desk.write(&work.join(";"));
        let mut ways = ways.into_iter();
        loop {
            let rating = desk.rated("001");
            let owed = rating.owed.len() as u32;
            prop_assert_eq!(rating.asked, counted_done(&desk) + owed, "{:?}", of_case(&rating));
            prop_assert_eq!(rating.asked, rating.standards.iter().map(|one| one.asked).sum::<u32>());
            prop_assert_eq!(owed, rating.standards.iter().map(|one| one.owed).sum::<u32>());
            let (_, progress) = &progress(&desk.framework, &desk.inspection).cases[0];
            let next = rating.owed.first().copied();
            prop_assert_eq!(progress, &CaseProgress { asked: rating.asked, owed, next });
            let Some(next) = next else { break };
            let way = ways.next();
            prop_assert!(way.is_some(), "still owed: {:?}", rating.owed);
            satisfy(&mut desk, next, way.unwrap());
            prop_assert!(!desk.rated("001").owed.contains(&next), "{next:?} is owed again");
        }
    }
}

#[test]
fn work_on_a_second_reading_is_owed_nothing_by_the_case() {
    let mut desk = Desk::with(every_kind(), "1: court 001; 1 reading: AB; 1#2 reading: CD");
    let before = desk.rated("001");
    desk.attempt("1#2 2.1.1a: yes").unwrap();
    assert_eq!(desk.rated("001"), before);
    assert_eq!(desk.inspection.value(&target("1#2 2.1.1a")).as_deref(), Some("yes"));
}
