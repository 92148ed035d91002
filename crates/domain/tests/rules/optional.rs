//! Optional standards: when they leave the total, and when they are owed like any other (3.3, 3.6).

use domain::{Bands, Combination, Evidence, Framework, KeyQuestion, Standard, progress, rate};

use crate::builder::{framework, judged, key_question, parts, standard};
use crate::desk::{Desk, slug};
use crate::statements::{assert_stated, of_results};

/// 1.1 is judged and owed; the others are optional and in the total: 4.1 judged, 4.2 on out-of-court
/// cases, 4.3 and 4.4 on both, by the weaker of the two and as a whole.
fn optionals() -> Framework {
    let optional = |standard: Standard| Standard { optional: true, ..standard };
    let mixed = |of: &str, combination: Combination| {
        let by_judgement =
            KeyQuestion { by_judgement: true, ..key_question(&format!("{of}.2"), 1) };
        Standard {
            evidence: Evidence::Mixed,
            combination,
            ..standard(of, vec![key_question(&format!("{of}.1"), 1), by_judgement])
        }
    };
    framework(vec![
        judged("1.1"),
        optional(judged("4.1")),
        optional(Standard {
            pools: vec![slug("out-of-court")],
            ..standard("4.2", vec![key_question("4.2.1", 1)])
        }),
        optional(mixed("4.3", Combination::Lowest)),
        optional(mixed("4.4", Combination::Judgement)),
    ])
}

/// Work beside a 1.1 rated good, and what the rules say.
fn check(work: &str, expected: &str) {
    let desk = Desk::with(optionals(), &format!("proposed 1.1: good; {work}"));
    let mut found = of_results(&rate(&desk.framework, &desk.inspection));
    for standard in rate(&desk.framework, &desk.inspection).standards() {
        let word = if standard.left_out { "leaves the total" } else { "counts" };
        found.push(format!("{} {word}", standard.reference));
    }
    assert_stated(&found, expected);
}

#[test]
fn without_a_proposal_and_without_a_case_an_optional_standard_leaves_the_total() {
    check(
        "",
        "total 2 of 3, good by the general rule; missing nothing; 1.1 counts
         4.1 unrated, not proposed; 4.1 leaves the total
         4.2 unrated, no cases; 4.2 leaves the total
         4.3 unrated, no cases; 4.3 leaves the total
         4.4 unrated, not proposed; 4.4 leaves the total",
    );
}

/// Two standards in the total, the second optional, with a table made for this maximum.
fn check_table(maximum: u32, work: &str, expected: &str) {
    let mut parts = parts(vec![judged("1.1"), Standard { optional: true, ..judged("4.1") }]);
    let bands = Bands { requires_improvement: 1, good: 2, outstanding: 3 };
    parts.rules.overall = Some((maximum, bands));
    let desk = Desk::with(Framework::build(parts).unwrap(), work);
    assert_stated(&of_results(&rate(&desk.framework, &desk.inspection)), expected);
}

#[test]
fn the_table_bands_the_total_it_was_made_for_and_the_general_rule_any_other() {
    check_table(3, "proposed 1.1: outstanding", "total 3 of 3, outstanding");
    check_table(
        3,
        "proposed 1.1: outstanding; proposed 4.1: inadequate",
        "total 3 of 6, requires-improvement by the general rule",
    );
    check_table(
        6,
        "proposed 1.1: outstanding; proposed 4.1: inadequate",
        "total 3 of 6, outstanding",
    );
    check_table(6, "proposed 1.1: good", "total 2 of 3, good by the general rule");
}

#[test]
fn with_a_rating_it_counts() {
    check("proposed 4.1: outstanding", "total 5 of 6, good by the general rule; 4.1 counts");
    check("proposed 4.4: inadequate", "total 2 of 6, requires-improvement by the general rule");
    check(
        "1: out-of-court 001; 1 4.2.1: sufficient",
        "4.2 outstanding, decided by 4.2.1; total 5 of 6, good by the general rule",
    );
}

#[test]
fn with_a_case_it_is_owed_until_it_is_rated() {
    check(
        "1: out-of-court 001",
        "4.2 unrated, nothing judged; 4.2 counts; missing 4.2; total 2 of 6, unrated by the general rule",
    );
    check(
        "1: court 001; 1 4.3.1: sufficient",
        "4.3 unrated, not proposed; 4.3 counts; 4.4 counts; missing 4.3, 4.4",
    );
    check(
        "1: court 001; 1 4.3.1: sufficient; proposed 4.3: good; proposed 4.4: good",
        "4.3 good, proposed; total 6 of 9, good by the general rule; missing nothing",
    );
}

#[test]
fn with_a_proposal_for_a_part_of_it_it_is_owed_the_rest() {
    check("proposed 4.3: good", "4.3 unrated, no cases; 4.3 counts; missing 4.3");
}

#[test]
fn a_withdrawn_case_is_no_case() {
    check(
        "1: out-of-court 001; 1 4.2.1: sufficient; 1 withdrawn: no consent",
        "4.2 unrated, no cases; 4.2 leaves the total",
    );
}

#[test]
fn left_unrated_it_leaves_the_total_whatever_there_is_of_it() {
    check(
        "1: out-of-court 001; 1 4.2.1: sufficient; proposed 4.2: not-rated",
        "4.2 unrated, left unrated; 4.2 leaves the total; total 2 of 3, good by the general rule",
    );
}

#[test]
fn a_rating_of_the_panel_brings_it_back() {
    check(
        "given 4.1: outstanding",
        "total 2 of 3, good by the general rule; with panel 5 of 6, good by the general rule
         4.1 leaves the total; missing nothing",
    );
}

#[test]
fn another_standard_without_a_case_is_owed() {
    let framework = framework(vec![judged("1.1"), standard("2.1", vec![key_question("2.1.1", 1)])]);
    let desk = Desk::with(framework, "proposed 1.1: good");
    assert_stated(
        &of_results(&rate(&desk.framework, &desk.inspection)),
        "2.1 unrated, no cases; missing 2.1; total 2 of 6, unrated by the general rule",
    );
}

/// The proposals owed at service level.
fn check_owed(work: &str, expected: &str) {
    let desk = Desk::with(optionals(), work);
    let progress = progress(&desk.framework, &desk.inspection);
    let owed: Vec<_> = progress
        .service
        .iter()
        .filter_map(|one| match one {
            domain::ServiceOwed::Proposal(standard) => Some(standard.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(owed.join(", "), expected, "{work}");
}

#[test]
fn a_proposal_is_owed_for_an_optional_standard_as_soon_as_it_has_a_case() {
    check_owed("", "1.1");
    check_owed("1: out-of-court 001", "1.1");
    check_owed("1: court 001", "1.1, 4.3, 4.4");
    check_owed("1: court 001; proposed 4.3: good; proposed 4.4: not-rated", "1.1");
    check_owed("1: court 001; 1 withdrawn: no consent", "1.1");
}
