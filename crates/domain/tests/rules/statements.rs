//! What the rules find, as sentences that tests can hold their claims against.

use domain::{
    Applies, Because, CaseId, CaseKeyQuestion, CaseRating, CaseStandard, Flags, Meets, Overall,
    Owed, Rating, ReasonOwed, Reference, Results, StandardResult, Tally, Toward, Verdict, Way,
};

use crate::desk::lines;

/// Holds every expected sentence against what was found, and shows all of that where one is missing.
#[track_caller]
pub(crate) fn assert_stated(found: &[String], expected: &str) {
    for sentence in lines(expected) {
        let stated = found.iter().any(|one| one == sentence);
        assert!(stated, "not stated: {sentence:?}, but:\n  {}", found.join("\n  "));
    }
}

/// Everything that one reading of a case gives.
pub(crate) fn of_case(rating: &CaseRating) -> Vec<String> {
    let owed = rating.owed.len() as u32;
    let mut found = vec![
        format!("asked {}, done {}, owed {owed}", rating.asked, rating.asked - owed),
        owes(&rating.owed),
    ];
    for standard in &rating.standards {
        of_case_standard(standard, &mut found);
        standard.key_questions.iter().for_each(|one| of_key_question(one, &mut found));
    }
    found
}

fn owes(owed: &[Owed]) -> String {
    let things = owed.iter().map(|one| match one {
        Owed::Detail(detail, key_question) => format!("detail {detail} for {key_question}"),
        Owed::Answer(prompt) => format!("answer {prompt}"),
        Owed::Verdict(key_question) => format!("verdict {key_question}"),
        Owed::Reason(key_question) => format!("reason {key_question}"),
    });
    format!("owes {}", list(things))
}

fn of_case_standard(standard: &CaseStandard, found: &mut Vec<String>) {
    let CaseStandard { reference, prompts, .. } = standard;
    found.push(match standard.meets {
        Meets::All => format!("{reference} meets all"),
        Meets::NotAll => format!("{reference} does not meet all"),
        Meets::NotYet => format!("{reference} not yet"),
        Meets::NotApplicable => format!("{reference} not applicable"),
    });
    found.push(format!("{reference} prompts {} of {}", prompts.part, prompts.of));
    found.push(match standard.indicative {
        None => format!("{reference} indicates nothing"),
        Some(one) => {
            format!("{reference} indicates {} by {}", one.rating.as_str(), one.key_question)
        }
    });
    found.push(format!("{reference} asked {}, owed {}", standard.asked, standard.owed));
}

fn of_key_question(one: &CaseKeyQuestion, found: &mut Vec<String>) {
    let CaseKeyQuestion { reference, counts, .. } = one;
    found.push(match one.applies {
        Applies::Yes => format!("{reference} applies"),
        Applies::No => format!("{reference} does not apply"),
        Applies::Undecided(detail) => format!("{reference} waits for {detail}"),
    });
    found.push(match one.verdict {
        Some(verdict) => format!("{reference} judged {}", verdict.as_str()),
        None => format!("{reference} not judged"),
    });
    found.push(format!(
        "{reference} has {} yes, {} no, {} n/a, {} open",
        counts.yes, counts.no, counts.not_applicable, counts.unanswered
    ));
    found.push(format!(
        "{reference} points {}",
        one.hint.points_to.map_or("nowhere", Verdict::as_str)
    ));
    found.push(match one.needs_reason {
        None => format!("{reference} needs no reason"),
        Some(ReasonOwed::ByVerdict) => format!("{reference} needs a reason by its verdict"),
        Some(ReasonOwed::AgainstPattern) => format!("{reference} needs a reason against a pattern"),
    });
    found.push(format!("{reference} asked {}, owed {}", one.asked, one.owed));
}

/// Everything that the rules say about an inspection.
pub(crate) fn of_results(results: &Results) -> Vec<String> {
    let mut found = Vec::new();
    for domain in &results.domains {
        let Tally { points, maximum } = domain.subtotal;
        found.push(format!("domain {}: {points} of {maximum}", domain.reference));
        domain.standards.iter().for_each(|one| of_standard(one, &mut found));
    }
    found.push(format!("total {}", total(&results.computed)));
    found.push(match &results.with_panel {
        Some(overall) => format!("with panel {}", total(overall)),
        None => "no panel".to_owned(),
    });
    found.push(format!("overall {}", word(results.standing())));
    found.push(format!("missing {}", list(results.missing.iter().map(Reference::to_string))));
    found.push(format!("owed {}", results.owed_judgements));
    let moves = &results.moves;
    found.push(format!("points up {}, down {}", some(moves.points_up), some(moves.points_down)));
    found.push(format!("overall up by {}", way(moves.up.as_ref())));
    found.push(format!("overall down by {}", way(moves.down.as_ref())));
    found
}

fn some(number: Option<u32>) -> String {
    number.map_or("none".to_owned(), |number| number.to_string())
}

fn way(way: Option<&Way>) -> String {
    let Some(Way { judgements, standards }) = way else { return "none".to_owned() };
    let moved = standards
        .iter()
        .map(|(standard, rating, by)| format!("{standard} to {} by {by}", rating.as_str()));
    format!("{judgements}: {}", list(moved))
}

fn of_standard(standard: &StandardResult, found: &mut Vec<String>) {
    let StandardResult { reference, computed, .. } = standard;
    let because = match &standard.because {
        Because::Weakest(deciding) => {
            format!("decided by {}", list(deciding.iter().map(Reference::to_string)))
        }
        Because::Proposed => "proposed".to_owned(),
        Because::NotProposed => "not proposed".to_owned(),
        Because::NothingJudged => "nothing judged".to_owned(),
        Because::NoCases => "no cases".to_owned(),
        Because::TooFewCases { cases, minimum } => format!("too few cases: {cases} of {minimum}"),
        Because::LeftUnrated => "left unrated".to_owned(),
        Because::Unrated => "never rated".to_owned(),
    };
    found.push(format!("{reference} {}, {because}", word(*computed)));
    found.push(format!("{reference} stands {}", word(standard.standing())));
    of_flags(*reference, &standard.flags, found);
    let (up, down) = (some(standard.moves.up), some(standard.moves.down));
    found.push(format!("{reference} up by {up}, down by {down}"));
    let without = standard.without_cases().map(|one| one.reference.to_string());
    found.push(format!("{reference} without cases {}", list(without)));
    for one in standard.key_questions.iter().filter(|one| !one.by_judgement) {
        let rounding = if one.rounding_decides { " by rounding" } else { "" };
        found.push(format!(
            "{} {} of {}, {}{rounding}",
            one.reference,
            one.share.part,
            one.share.of,
            word(one.rating)
        ));
        found.push(format!(
            "{} not applicable {}, owed {}",
            one.reference, one.not_applicable, one.owed
        ));
    }
}

fn of_flags(reference: Reference, flags: &Flags, found: &mut Vec<String>) {
    let what = if flags.is_empty() { "nothing" } else { "something" };
    found.push(format!("{reference} flags {what}"));
    let near = flags.near.iter().map(|one| match one.toward {
        Toward::Up => format!("{} up to {}", one.key_question, one.edge),
        Toward::Down => format!("{} down from {}", one.key_question, one.edge),
    });
    found.push(format!("{reference} near {}", list(near)));
    found.push(format!("{reference} one case up {}", list(flags.one_case_up.iter().map(case))));
    found.push(format!("{reference} one case down {}", list(flags.one_case_down.iter().map(case))));
    let few = flags.few_cases.iter().map(|(one, cases)| format!("{one} of {cases}"));
    found.push(format!("{reference} few cases {}", list(few)));
}

/// A case by the number it was given at the desk: `1`.
pub(crate) fn case(id: &CaseId) -> String {
    u64::from_str_radix(&id.to_string(), 16).unwrap().to_string()
}

fn total(overall: &Overall) -> String {
    let Tally { points, maximum } = overall.total;
    let rule = if overall.derived { " by the general rule" } else { "" };
    let held = match overall.capped_from {
        Some(rating) => format!(", held from {}", rating.as_str()),
        None => String::new(),
    };
    format!("{points} of {maximum}, {}{rule}{held}", word(overall.rating))
}

fn word(rating: Option<Rating>) -> &'static str {
    rating.map_or("unrated", Rating::as_str)
}

fn list(things: impl Iterator<Item = String>) -> String {
    let things: Vec<_> = things.collect();
    if things.is_empty() { "nothing".to_owned() } else { things.join(", ") }
}
