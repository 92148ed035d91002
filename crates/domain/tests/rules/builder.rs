//! Small frameworks, built in Rust: the domain reads no files.

use domain::{
    Aggregation, Answer, Bands, Certainty, Choice, Combination, Condition, DetailField,
    DetailGroup, DetailKind, Discretion, Domain, Evidence, Framework, FrameworkParts, KeyQuestion,
    Pool, Prompt, Rounding, Rules, Source, Standard, Text, Verdict,
};

use crate::desk::{reference, slug};

/// A prompt that is always shown and takes yes or no.
pub(crate) fn prompt(of: &str) -> Prompt {
    Prompt {
        reference: reference(of),
        text: Text::english(of),
        guidance: Text::default(),
        not_applicable: false,
        shown_when: None,
        certainty: Certainty::Proposal,
    }
}

/// A key question that always applies, with `n` prompts lettered from a.
pub(crate) fn key_question(of: &str, n: u8) -> KeyQuestion {
    KeyQuestion {
        reference: reference(of),
        title: Text::english(of),
        question: Text::english(of),
        guidance: Text::default(),
        by_judgement: false,
        applies_when: None,
        not_applicable: true,
        certainty: Certainty::Proposal,
        note: None,
        prompts: (b'a'..b'a' + n)
            .map(|letter| prompt(&format!("{of}{}", char::from(letter))))
            .collect(),
    }
}

/// A standard read in court cases, rated and in the total.
pub(crate) fn standard(of: &str, key_questions: Vec<KeyQuestion>) -> Standard {
    Standard {
        reference: reference(of),
        title: Text::english(of),
        aim: None,
        evidence: Evidence::Cases,
        pools: vec![slug("court")],
        rated: true,
        in_total: true,
        optional: false,
        combination: Combination::Lowest,
        applies_when: None,
        certainty: Certainty::Proposal,
        note: None,
        key_questions,
    }
}

/// A standard judged at service level, rated and in the total, with one key question.
pub(crate) fn judged(of: &str) -> Standard {
    Standard {
        evidence: Evidence::Judgement,
        pools: Vec::new(),
        ..standard(of, vec![key_question(&format!("{of}.1"), 2)])
    }
}

/// A detail that is a closed list.
fn list(id: &str, choices: &[&str]) -> DetailField {
    let choices = choices.iter().map(|id| Choice { id: slug(id), label: Text::english(*id) });
    detail(id, DetailKind::Choice(choices.collect()))
}

fn detail(id: &str, kind: DetailKind) -> DetailField {
    DetailField {
        id: slug(id),
        group: slug("facts"),
        label: Text::english(id),
        hint: None,
        kind,
        pools: Vec::new(),
        certainty: Certainty::Proposal,
    }
}

/// The condition that a detail has one of these choices.
pub(crate) fn is(detail: &str, any_of: &[&str]) -> Condition {
    Condition::Detail { detail: slug(detail), any_of: any_of.iter().map(|one| slug(one)).collect() }
}

/// The condition that a prompt has one of these answers.
pub(crate) fn answered(prompt: &str, any_of: &[Answer]) -> Condition {
    Condition::Answer { prompt: reference(prompt), any_of: any_of.to_vec() }
}

/// The condition that another one does not hold.
pub(crate) fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// The parts of a framework with these standards, in domains by the first figure of the reference.
pub(crate) fn parts(standards: Vec<Standard>) -> FrameworkParts {
    let mut domains: Vec<Domain> = Vec::new();
    for standard in standards {
        let domain = reference(standard.reference.as_str().split('.').next().unwrap());
        match domains.iter_mut().find(|known| known.reference == domain) {
            Some(known) => known.standards.push(standard),
            None => domains.push(Domain {
                reference: domain,
                title: Text::english("Domain"),
                standards: vec![standard],
            }),
        }
    }
    FrameworkParts {
        identifier: slug("small"),
        edition: "1".to_owned(),
        digest: String::new(),
        title: Text::english("A small framework"),
        applies_from: None,
        applies_to: None,
        source: Source {
            title: Text::english("None"),
            note: Text::default(),
            certainty: Certainty::Proposal,
        },
        rules: rules(),
        pools: ["court", "out-of-court"]
            .map(|id| Pool { id: slug(id), title: Text::english(id) })
            .into(),
        detail_groups: vec![DetailGroup { id: slug("facts"), title: Text::english("Facts") }],
        details: vec![
            list("safety", &["none", "low", "high"]),
            list("rosh", &["low", "medium", "high"]),
            list("victim", &["yes", "no"]),
            DetailField { pools: vec![slug("court")], ..list("order", &["referral", "custody"]) },
            detail("age", DetailKind::Number { minimum: 10, maximum: 18, unit: None }),
            detail("start", DetailKind::Date),
            detail("remark", DetailKind::Text),
        ],
        domains,
    }
}

fn rules() -> Rules {
    Rules {
        rounding: Rounding::HalfUp,
        aggregation: Aggregation::Lowest,
        bands: Some(Bands { requires_improvement: 50, good: 65, outstanding: 80 }),
        points: [0, 1, 2, 3],
        overall: None,
        minimum_cases: 1,
        clear_pattern_percent: 75,
        reasons_for: vec![Verdict::NotSufficient, Verdict::NotApplicable],
        discretion: Some(Discretion { within_points: 5, few_cases: 5, one_case: true }),
        cap: None,
        sampling: None,
        note: None,
        certainty: Certainty::Proposal,
    }
}

/// The framework of these standards.
pub(crate) fn framework(standards: Vec<Standard>) -> Framework {
    Framework::build(parts(standards)).unwrap()
}

/// A framework with every kind of standard, key question and condition in it.
///
/// | reference | what is special |
/// |---|---|
/// | 1.1 | judged at service level |
/// | 2.1.1 | c takes not applicable; d is shown where there is a victim |
/// | 2.1.2 | applies where safety is low or high |
/// | 2.1.3 | applies where rosh is not low and safety not none; b hangs on a, c hangs on b |
/// | 2.2 | read in both pools, four prompts |
/// | 2.3 | mixed: 2.3.1 in cases, 2.3.2 by judgement |
/// | 3.1 | read in out-of-court cases |
/// | 4.1 | judged, optional, outside the total |
pub(crate) fn every_kind() -> Framework {
    let mut first = key_question("2.1.1", 4);
    first.not_applicable = false;
    first.prompts[2].not_applicable = true;
    first.prompts[3].shown_when = Some(is("victim", &["yes"]));
    let mut second = key_question("2.1.2", 2);
    second.applies_when = Some(is("safety", &["low", "high"]));
    let mut third = key_question("2.1.3", 3);
    third.applies_when =
        Some(Condition::All(vec![is("rosh", &["medium", "high"]), not(is("safety", &["none"]))]));
    third.prompts[0].not_applicable = true;
    third.prompts[1].shown_when = Some(answered("2.1.3a", &[Answer::Yes, Answer::No]));
    third.prompts[2].shown_when = Some(answered("2.1.3b", &[Answer::Yes]));
    framework(vec![
        judged("1.1"),
        standard("2.1", vec![first, second, third]),
        Standard {
            pools: vec![slug("court"), slug("out-of-court")],
            ..standard("2.2", vec![key_question("2.2.1", 4)])
        },
        Standard {
            evidence: Evidence::Mixed,
            ..standard(
                "2.3",
                vec![
                    key_question("2.3.1", 2),
                    KeyQuestion { by_judgement: true, ..key_question("2.3.2", 2) },
                ],
            )
        },
        Standard {
            pools: vec![slug("out-of-court")],
            ..standard("3.1", vec![key_question("3.1.1", 3)])
        },
        Standard { optional: true, in_total: false, ..judged("4.1") },
    ])
}
