//! What is found on a laptop, and what is said of it.

use laptop::{Canary, Dialog, FileOut, Finding, Findings, Lock, Outcome, SecondTab, Verdict};

const LEFT_AT: u64 = 1_795_000_000_000;

fn sought(database: bool, mirror: bool, closed: bool) -> Finding {
    Finding::Canary(Canary::Sought { left_at: LEFT_AT, database, mirror, closed })
}

/// A laptop on its second visit on which everything is as it should be.
fn good() -> Vec<Finding> {
    vec![
        sought(true, true, true),
        Finding::Database(Outcome::Kept),
        Finding::Mirror(Outcome::Kept),
        Finding::Room { megabytes: 8, of: 8 },
        Finding::Persistence(Some(false)),
        Finding::FileOut(FileOut::Same),
        Finding::Dialog(Dialog::Wrote),
        Finding::Lock(Lock::Holds),
        Finding::SecondTab(SecondTab::LockRefused),
        Finding::Lacks(Vec::new()),
        Finding::Speed(400_000),
    ]
}

/// The good laptop with these findings in place of its own.
#[track_caller]
fn check(otherwise: &[Finding], verdict: Verdict) {
    let mut findings = Findings::default();
    good().into_iter().chain(otherwise.iter().cloned()).for_each(|one| findings.take(one));
    assert_eq!(findings.verdict(), verdict, "{otherwise:?}");
}

const OUTCOMES: [Outcome; 5] =
    [Outcome::Differs, Outcome::Full, Outcome::Refused, Outcome::Failed, Outcome::Silent];

#[test]
fn a_good_laptop_keeps_the_work() {
    check(&[], Verdict::Keeps);
    for note in [
        Finding::Persistence(Some(true)),
        Finding::Persistence(None),
        Finding::SecondTab(SecondTab::NotTried),
    ] {
        check(&[note], Verdict::Keeps);
    }
    for dialog in [
        Dialog::Absent,
        Dialog::NotTried,
        Dialog::Cancelled,
        Dialog::NotShown,
        Dialog::Refused,
        Dialog::Failed,
        Dialog::Differs,
    ] {
        check(&[Finding::Dialog(dialog)], Verdict::Keeps);
    }
}

#[test]
fn nothing_is_said_to_keep_work_before_a_mark_outlived_the_browser() {
    for canary in [
        Finding::Canary(Canary::Left),
        Finding::Canary(Canary::NotLeft),
        Finding::Canary(Canary::Elsewhere { left_at: LEFT_AT }),
        sought(true, true, false),
        sought(true, false, false),
    ] {
        check(std::slice::from_ref(&canary), Verdict::NotKnown);
        check(&[canary, Finding::Speed(5_000)], Verdict::NotKnown);
    }
    assert_eq!(Findings::default().verdict(), Verdict::NotKnown);
    let mut without_a_mark = Findings::default();
    good().into_iter().skip(1).for_each(|one| without_a_mark.take(one));
    assert_eq!(without_a_mark.verdict(), Verdict::NotKnown);
    let mut a_mark_alone = Findings::default();
    a_mark_alone.take(sought(true, true, true));
    assert_eq!(a_mark_alone.verdict(), Verdict::NotKnown);
}

#[test]
fn nothing_is_said_to_keep_work_before_a_file_came_out() {
    check(&[Finding::FileOut(FileOut::NotTried)], Verdict::NotKnown);
    check(&[Finding::FileOut(FileOut::Offered)], Verdict::NotKnown);
}

#[test]
fn a_mark_that_is_gone_decides_whatever_else_is_well() {
    for mirror in [false, true] {
        for closed in [false, true] {
            check(&[sought(false, mirror, closed)], Verdict::DoesNot);
        }
    }
    check(&[sought(true, false, true)], Verdict::WithCare);
}

#[test]
fn a_store_that_does_not_take_work_decides_at_once() {
    for outcome in OUTCOMES {
        for canary in [Canary::Left, Canary::NotLeft] {
            check(&[Finding::Database(outcome), Finding::Canary(canary)], Verdict::DoesNot);
        }
        check(&[Finding::Database(outcome)], Verdict::DoesNot);
        check(&[Finding::Mirror(outcome)], Verdict::WithCare);
    }
    check(&[Finding::Room { megabytes: 0, of: 8 }], Verdict::DoesNot);
}

#[test]
fn what_asks_for_care_is_told_and_never_hides_a_loss() {
    let cares = [
        Finding::Mirror(Outcome::Refused),
        Finding::Room { megabytes: 7, of: 8 },
        Finding::FileOut(FileOut::NotOffered),
        Finding::FileOut(FileOut::DidNotArrive),
        Finding::FileOut(FileOut::Altered),
        Finding::Lock(Lock::GivenTwice),
        Finding::Lock(Lock::Absent),
        Finding::SecondTab(SecondTab::LockGiven),
        Finding::SecondTab(SecondTab::Deaf),
        Finding::Lacks(vec!["crypto.subtle"]),
        Finding::Speed(5_000),
    ];
    for care in &cares {
        check(std::slice::from_ref(care), Verdict::WithCare);
        check(&[care.clone(), sought(false, false, true)], Verdict::DoesNot);
        check(&[care.clone(), Finding::Database(Outcome::Refused)], Verdict::DoesNot);
        check(&[care.clone(), Finding::Canary(Canary::Left)], Verdict::NotKnown);
    }
    check(&cares, Verdict::WithCare);
}

#[test]
fn a_later_finding_takes_the_place_of_an_earlier_one_and_what_decides_most_comes_first() {
    let mut findings = Findings::default();
    findings.take(Finding::Speed(1));
    findings.take(Finding::FileOut(FileOut::Offered));
    findings.take(Finding::FileOut(FileOut::Same));
    findings.take_first(Finding::FileOut(FileOut::NotTried));
    let all: Vec<_> = findings.iter().cloned().collect();
    assert_eq!(all, [Finding::FileOut(FileOut::Same), Finding::Speed(1)]);
}
