//! The example as everybody gets it: rated as published, nothing owed, the same on every machine.

use domain::{Answer, Applies, Rating, ReasonOwed, Verdict, progress, rate, rate_case};
use wire::Exported;

fn read(text: &str) -> Exported {
    wire::read(text, |_| None).unwrap_or_else(|problems| panic!("{problems:?}"))
}

/// Section 3.6 of docs/domain.md.
const PUBLISHED: &[(&str, Rating)] = &[
    ("1.1", Rating::Good),
    ("1.2", Rating::Good),
    ("1.3", Rating::Outstanding),
    ("1.4", Rating::Outstanding),
    ("2.1", Rating::Good),
    ("2.2", Rating::Inadequate),
    ("2.3", Rating::Outstanding),
    ("2.4", Rating::Outstanding),
    ("3.1", Rating::RequiresImprovement),
    ("3.2", Rating::RequiresImprovement),
    ("3.3", Rating::Outstanding),
    ("3.4", Rating::Good),
    ("4.1", Rating::RequiresImprovement),
];

#[test]
fn the_example_has_the_published_ratings_and_owes_nothing() {
    let text = example::east_sussex().unwrap();
    assert!(text.len() < 2_500_000, "{} bytes", text.len());
    let read = read(&text);
    let framework = &read.edition.framework;
    let results = rate(framework, &read.inspection);
    let ratings: Vec<_> =
        results.standards().map(|one| (one.reference.as_str(), one.computed.unwrap())).collect();
    assert_eq!(ratings, PUBLISHED);
    let overall = results.computed;
    assert_eq!((overall.total.points, overall.total.maximum), (25, 36));
    assert_eq!(overall.rating, Some(Rating::Good));
    assert_eq!(progress(framework, &read.inspection).owed(), 0);
    assert_eq!(read.inspection.service, "East Sussex (example)");
}

#[test]
fn the_sample_is_like_one_that_services_send() {
    let example = example::changes().unwrap();
    let cases: Vec<_> = example.inspection.cases.values().collect();
    assert_eq!(cases.len(), 37);
    assert_eq!(cases.iter().filter(|case| case.pool.as_str() == "court").count(), 22);
    let readers = ["AB", "CD", "EF"];
    for case in &cases {
        assert!(readers.contains(&case.counting_reading().unwrap().reader.as_str()));
        assert!(case.details.len() > 30, "case {} has {}", case.number, case.details.len());
    }
}

#[test]
fn shares_are_mixed_and_questions_leave_the_share_where_they_do_not_apply() {
    let example = example::changes().unwrap();
    let results = rate(&example.edition.framework, &example.inspection);
    let shares: Vec<_> = results
        .standards()
        .flat_map(|one| &one.key_questions)
        .filter(|one| !one.by_judgement)
        .collect();
    assert_eq!(shares.len(), 21);
    assert!(shares.iter().all(|one| (30..95).contains(&one.share.percent().unwrap())));
    for one in shares {
        let less_than_all = ["2.2.2", "2.2.3", "2.3.1", "2.4.1", "3.2.3", "3.3.3"];
        if less_than_all.contains(&one.reference.as_str()) {
            assert!(one.not_applicable > 0, "{}", one.reference);
        }
    }
}

#[test]
fn answers_mostly_fit_the_verdicts_and_a_few_verdicts_go_against_them_with_a_reason() {
    let example = example::changes().unwrap();
    let framework = &example.edition.framework;
    let (mut against, mut answers, mut notes) = (0, 0, 0);
    for case in example.inspection.cases.values() {
        let reading = case.counting_reading().unwrap();
        answers += reading.entries.values().filter(|entry| entry.answer.is_some()).count();
        notes += reading.entries.values().filter(|entry| !entry.note.is_empty()).count();
        for one in rate_case(framework, case, Some(reading))
            .standards
            .iter()
            .flat_map(|s| &s.key_questions)
        {
            if one.needs_reason == Some(ReasonOwed::AgainstPattern) {
                against += 1;
                assert!(!reading.reason(one.reference).is_empty());
            } else if one.applies == Applies::Yes && one.verdict == Some(Verdict::Sufficient) {
                assert!(one.counts.yes >= one.counts.no, "case {} {}", case.number, one.reference);
            }
            assert!(one.verdict.is_some() == (one.applies == Applies::Yes));
        }
        assert!(reading.entries.values().any(|entry| entry.answer == Some(Answer::No)));
    }
    assert_eq!(against, 6);
    let share = notes * 100 / answers;
    assert!((28..=38).contains(&share), "{notes} notes at {answers} answers");
}

#[test]
fn every_key_question_judged_at_service_level_has_evidence() {
    let example = example::changes().unwrap();
    let framework = &example.edition.framework;
    let record = &example.inspection.record;
    for standard in framework.all_standards().filter(|one| one.pools.is_empty()) {
        for key_question in &standard.key_questions {
            let reference = key_question.reference;
            assert!(record.evidence_for(reference).count() >= 2, "{reference}");
        }
    }
    assert!(record.evidence.values().any(|entry| entry.summary.contains("are invented")));
}

#[test]
fn all_of_it_happens_in_the_hours_of_the_fieldwork_week() {
    for n_cases in [1, 37, 200] {
        let example = example::Example::of(n_cases).unwrap();
        let export = example.export();
        let head = wire::peek(&export).unwrap();
        for change in &example.changes {
            let minute_of_day = change.stamp.at % 86_400_000 / 60_000;
            assert!((7 * 60..16 * 60).contains(&minute_of_day), "{change:?}");
            assert!(change.stamp.at < head.exported_at, "{n_cases} cases: {change:?}");
        }
    }
}

#[test]
fn it_is_the_same_every_time() {
    assert_eq!(example::east_sussex(), example::east_sussex());
}

#[test]
fn larger_ones_read_back_and_owe_nothing() {
    let read = read(&example::many(150).unwrap());
    assert_eq!(read.inspection.cases.len(), 150);
    assert_eq!(progress(&read.edition.framework, &read.inspection).owed(), 0);
    let results = rate(&read.edition.framework, &read.inspection);
    assert_eq!(results.computed.total.points, 25);
}
