//! Whether the parts of a framework fit together.

use domain::{
    Answer, Condition, DetailKind, Evidence, Fault, Framework, FrameworkParts, Place, Problem, Slug,
};

use crate::builder::{answered, every_kind, is, judged, key_question, parts};
use crate::desk::{reference, slug};

/// Alters a sound framework and gives its problems, one a line.
fn check(alter: impl FnOnce(&mut FrameworkParts), expected: &str) {
    let mut altered = parts(every_kind().all_standards().cloned().collect());
    alter(&mut altered);
    let found: Vec<_> =
        Framework::build(altered).err().unwrap_or_default().into_iter().map(stated).collect();
    assert_eq!(found.join("; "), expected);
}

fn stated(problem: Problem) -> String {
    let place = match problem.place {
        Place::Part(part) => part,
        Place::Framework(reference) => reference.to_string(),
        place => panic!("no place of a framework: {place:?}"),
    };
    match problem.fault {
        Fault::NotRising => format!("{place} not rising"),
        Fault::MaximumDiffers { said, found } => format!("{place} says {said}, is {found}"),
        Fault::NotAllowed(what) => format!("{place} may not be {what}"),
        Fault::Twice(what) => format!("{place} twice {what}"),
        Fault::Unknown(what) => format!("{place} does not know {what}"),
        Fault::Missing => format!("{place} misses something"),
        Fault::NotAList(what) => format!("{place} hangs on {what}, no list"),
        Fault::NotAskedOfAll(what) => format!("{place} hangs on {what}, not asked of all"),
        Fault::NotEarlier(what) => format!("{place} hangs on {what}, not earlier"),
        Fault::NoPools => format!("{place} has no pools"),
        Fault::PoolsUnused => format!("{place} uses no pools"),
        Fault::Empty => format!("{place} is empty"),
        Fault::NoBands => format!("{place} has no bands"),
        Fault::WithoutBands => format!("{place} needs bands"),
        Fault::OnlyMixed => format!("{place} is judged in no mixed standard"),
        Fault::NotMixed => format!("{place} is not mixed"),
        fault => panic!("no fault of a framework: {fault:?}"),
    }
}

fn bands(parts: &mut FrameworkParts) -> &mut domain::Bands {
    parts.rules.bands.as_mut().unwrap()
}

#[test]
fn the_tables_rise() {
    check(|parts| bands(parts).good = 50, "rules.bands not rising");
    check(|parts| bands(parts).good = 80, "rules.bands not rising");
    check(|parts| bands(parts).good = 49, "rules.bands not rising");
    check(|parts| bands(parts).good = 81, "rules.bands not rising");
    check(|parts| bands(parts).outstanding = 100, "");
    check(|parts| bands(parts).outstanding = 101, "rules.bands not rising");
    check(|parts| parts.rules.points = [0, 1, 1, 2], "rules.points not rising");
    check(|parts| parts.rules.points = [1, 0, 2, 3], "rules.points not rising");
    check(|parts| parts.rules.points = [0; 4], "rules.points not rising");
    let overall = |edges: [u32; 3], expected: &str| {
        let [requires_improvement, good, outstanding] = edges;
        let bands = domain::Bands { requires_improvement, good, outstanding };
        check(|parts| parts.rules.overall = Some((15, bands)), expected);
    };
    overall([3, 8, 15], "");
    overall([3, 8, 16], "rules.overall not rising");
    overall([8, 3, 13], "rules.overall not rising");
    overall([3, 8, 8], "rules.overall not rising");
}

#[test]
fn points_stay_small_enough_to_be_added_up() {
    check(|parts| parts.rules.points[3] = 100, "");
    check(|parts| parts.rules.points[3] = 101, "rules.points may not be 101");
    check(|parts| parts.rules.points[3] = u32::MAX, "rules.points may not be 4294967295");
}

#[test]
fn the_overall_table_has_the_maximum_of_the_standards_in_the_total() {
    let bands = domain::Bands { requires_improvement: 3, good: 8, outstanding: 13 };
    check(|parts| parts.rules.overall = Some((36, bands)), "rules.overall says 36, is 15");
    let mut sound = parts(every_kind().all_standards().cloned().collect());
    sound.rules.overall = Some((15, bands));
    Framework::build(sound).unwrap();
}

/// Overall tables of these maxima, where 3.1 is optional.
#[test]
fn the_overall_table_may_be_made_for_any_number_of_optional_standards() {
    let table = |maximum: u32, expected: &str| {
        check(
            |parts| {
                let bands = domain::Bands { requires_improvement: 3, good: 7, outstanding: 9 };
                parts.rules.overall = Some((maximum, bands));
                parts.domains[2].standards[0].optional = true;
            },
            expected,
        );
    };
    table(15, "");
    table(12, "");
    table(9, "rules.overall says 9, is 15");
    table(13, "rules.overall says 13, is 15");
    table(18, "rules.overall says 18, is 15");
}

#[test]
fn a_standard_that_is_never_rated_or_outside_the_total_is_in_no_maximum() {
    let bands = domain::Bands { requires_improvement: 3, good: 7, outstanding: 9 };
    for alter in [
        |standard: &mut domain::Standard| standard.rated = false,
        |standard: &mut domain::Standard| standard.in_total = false,
    ] {
        check(
            |parts| {
                parts.rules.overall = Some((12, bands));
                alter(&mut parts.domains[2].standards[0]);
            },
            "",
        );
    }
}

#[test]
fn a_standard_is_rated_only_where_there_are_bands() {
    check(|parts| (parts.rules.bands, parts.rules.discretion) = (None, None), "rules has no bands");
    check(
        |parts| {
            (parts.rules.bands, parts.rules.discretion) = (None, None);
            for domain in &mut parts.domains {
                let standards = domain.standards.iter_mut();
                standards.for_each(|one| (one.rated, one.in_total) = (false, false));
            }
        },
        "",
    );
}

#[test]
fn a_cap_names_standards_that_are_there_and_a_number_of_them() {
    let cap = |standards: &[&str], number: u32, expected: &str| {
        let standards = standards.iter().map(|one| reference(one)).collect();
        let (weak, at_most) = (domain::Rating::Inadequate, domain::Rating::Good);
        check(
            |parts| parts.rules.cap = Some(domain::Cap { standards, weak, number, at_most }),
            expected,
        );
    };
    cap(&[], 1, "");
    cap(&["2.1", "4.1"], 2, "");
    cap(&["2.1", "9.9"], 1, "rules.cap does not know 9.9");
    cap(&["2.1.1"], 1, "rules.cap does not know 2.1.1");
    cap(&[], 0, "rules.cap may not be 0");
}

#[test]
fn a_sample_is_set_for_a_confidence_and_a_margin_between_nothing_and_all() {
    let sampling = |confidence_percent: u32, margin_percent: u32, expected: &str| {
        let sampling = domain::Sampling { confidence_percent, margin_percent };
        check(|parts| parts.rules.sampling = Some(sampling), expected);
    };
    sampling(80, 5, "");
    sampling(1, 99, "");
    sampling(0, 5, "rules.sampling may not be 0");
    sampling(100, 5, "rules.sampling may not be 100");
    sampling(80, 0, "rules.sampling may not be 0");
    sampling(80, 100, "rules.sampling may not be 100");
}

#[test]
fn the_condition_of_a_standard_names_details_that_all_of_its_cases_are_asked() {
    let condition = |at: usize, condition: Condition, expected: &str| {
        check(|parts| parts.domains[1].standards[at].applies_when = Some(condition), expected);
    };
    condition(0, is("order", &["custody"]), "");
    condition(1, is("safety", &["low"]), "");
    condition(1, is("order", &["custody"]), "2.2 hangs on order, not asked of all");
    condition(1, is("shoe-size", &["42"]), "2.2 does not know shoe-size");
    condition(1, is("safety", &["severe"]), "2.2 does not know safety = severe");
    condition(1, answered("2.2.1a", &[Answer::Yes]), "2.2 hangs on 2.2.1a, not earlier");
}

#[test]
fn a_pattern_is_clear_from_more_than_half() {
    check(
        |parts| parts.rules.clear_pattern_percent = 50,
        "rules.clear_pattern_percent may not be 50",
    );
    check(
        |parts| parts.rules.clear_pattern_percent = 101,
        "rules.clear_pattern_percent may not be 101",
    );
}

#[test]
fn nothing_has_a_name_twice() {
    check(|parts| parts.pools.push(parts.pools[0].clone()), "pools twice court");
    check(
        |parts| parts.detail_groups.push(parts.detail_groups[0].clone()),
        "detail_groups twice facts",
    );
    check(|parts| parts.details.push(parts.details[4].clone()), "details twice age");
    check(|parts| parts.domains[0].reference = reference("2"), "2 twice 2");
    check(
        |parts| parts.domains[0].standards.push(judged("4.1")),
        "4.1 twice 4.1; 4.1.1 twice 4.1.1; 4.1.1a twice 4.1.1a; 4.1.1b twice 4.1.1b",
    );
}

#[test]
fn a_detail_stands_in_a_known_group_and_in_known_pools() {
    check(|parts| parts.details[4].group = slug("other"), "details.age does not know other");
    check(
        |parts| parts.details[4].pools = vec![slug("prison")],
        "details.age does not know prison",
    );
}

#[test]
fn a_list_has_choices_that_differ_and_a_range_has_an_inside() {
    check(
        |parts| parts.details[3].kind = DetailKind::Choice(Vec::new()),
        "details.order misses something",
    );
    check(
        |parts| {
            let DetailKind::Choice(choices) = &mut parts.details[3].kind else { panic!("a list") };
            choices.push(choices[0].clone());
        },
        "details.order twice referral",
    );
    check(
        |parts| parts.details[4].kind = DetailKind::Number { minimum: 3, maximum: 2, unit: None },
        "details.age not rising",
    );
    check(
        |parts| parts.details[4].kind = DetailKind::Number { minimum: 3, maximum: 3, unit: None },
        "",
    );
}

#[test]
fn a_standard_on_cases_has_pools_and_one_by_judgement_has_none() {
    check(|parts| parts.domains[1].standards[1].pools = Vec::new(), "2.2 has no pools");
    check(
        |parts| parts.domains[1].standards[1].evidence = Evidence::Judgement,
        "2.2 uses no pools",
    );
    check(
        |parts| parts.domains[1].standards[1].pools.push(slug("prison")),
        "2.2 does not know prison",
    );
}

#[test]
fn every_part_holds_something_to_ask() {
    check(|parts| parts.domains[0].standards[0].key_questions.clear(), "1.1 is empty");
    check(|parts| parts.domains[3].standards.clear(), "4 is empty");
    check(|parts| parts.domains.clear(), "domains is empty");
}

#[test]
fn what_gives_ratings_needs_bands_and_bands_alone_give_them() {
    let unrate = |parts: &mut FrameworkParts| {
        (parts.rules.bands, parts.rules.discretion) = (None, None);
        for standard in parts.domains.iter_mut().flat_map(|domain| &mut domain.standards) {
            (standard.rated, standard.in_total) = (false, false);
        }
    };
    check(unrate, "");
    check(
        |parts| {
            unrate(parts);
            parts.domains[0].standards[0].rated = true;
        },
        "rules has no bands",
    );
    check(
        |parts| {
            let discretion = parts.rules.discretion;
            unrate(parts);
            parts.rules.discretion = discretion;
            let (weak, at_most) = (domain::Rating::Inadequate, domain::Rating::Good);
            parts.rules.cap = Some(domain::Cap { standards: Vec::new(), weak, number: 1, at_most });
        },
        "rules.discretion needs bands; rules.cap needs bands",
    );
}

#[test]
fn only_a_mixed_standard_has_read_and_judged_key_questions_and_it_has_both() {
    let judge = |parts: &mut FrameworkParts, at: usize, by_judgement: bool| {
        for one in &mut parts.domains[1].standards[at].key_questions {
            one.by_judgement = by_judgement;
        }
    };
    check(|parts| judge(parts, 2, true), "2.3 is not mixed");
    check(|parts| judge(parts, 2, false), "2.3 is not mixed");
    check(|parts| judge(parts, 1, true), "2.2.1 is judged in no mixed standard");
}

/// Sets the condition of 2.2.1 and gives what it does not know.
fn check_condition(condition: Condition, expected: &str) {
    check(
        |parts| parts.domains[1].standards[1].key_questions[0].applies_when = Some(condition),
        expected,
    );
}

#[test]
fn a_condition_names_details_that_are_lists_and_choices_of_theirs() {
    check_condition(is("shoe-size", &["42"]), "2.2.1 does not know shoe-size");
    check_condition(is("age", &["15"]), "2.2.1 hangs on age, no list");
    check_condition(is("safety", &["low", "severe"]), "2.2.1 does not know safety = severe");
    check_condition(
        Condition::Any(vec![
            is("safety", &["low"]),
            Condition::Not(Box::new(is("mood", &["good"]))),
        ]),
        "2.2.1 does not know mood",
    );
    check_condition(answered("2.2.1a", &[Answer::Yes]), "2.2.1 hangs on 2.2.1a, not earlier");
}

#[test]
fn a_condition_hangs_on_no_detail_that_some_of_its_cases_are_never_asked() {
    // 2.2 is read in both pools, and order is asked of court cases alone.
    check_condition(is("order", &["custody"]), "2.2.1 hangs on order, not asked of all");
    let mut sound = parts(every_kind().all_standards().cloned().collect());
    sound.domains[1].standards[0].key_questions[0].applies_when = Some(is("order", &["custody"]));
    Framework::build(sound).unwrap();
}

/// Sets when a prompt of 2.2.1 is shown.
fn check_shown(at: usize, condition: Condition, expected: &str) {
    let alter = |parts: &mut FrameworkParts| {
        parts.domains[1].standards[1].key_questions[0].prompts[at].shown_when = Some(condition);
    };
    check(alter, expected);
}

#[test]
fn a_prompt_hangs_only_on_earlier_prompts_of_its_key_question_and_on_answers_they_take() {
    check_shown(1, answered("2.2.1b", &[Answer::Yes]), "2.2.1b hangs on 2.2.1b, not earlier");
    check_shown(1, answered("2.2.1c", &[Answer::Yes]), "2.2.1b hangs on 2.2.1c, not earlier");
    check_shown(1, answered("2.1.1a", &[Answer::Yes]), "2.2.1b hangs on 2.1.1a, not earlier");
    check_shown(
        1,
        answered("2.2.1a", &[Answer::No, Answer::NotApplicable]),
        "2.2.1b does not know 2.2.1a = not-applicable",
    );
    check_shown(1, is("order", &["custody"]), "2.2.1b hangs on order, not asked of all");
}

/// A key question in which each prompt from the third on asks for answers to the two before it.
fn chained(n: u8) -> domain::KeyQuestion {
    let mut asked = key_question("2.2.1", n);
    for at in 2..asked.prompts.len() {
        let before = [at - 1, at - 2].map(|one| asked.prompts[one].reference);
        let conditions = before.map(|one| answered(one.as_str(), &[Answer::Yes])).into();
        asked.prompts[at].shown_when = Some(Condition::All(conditions));
    }
    asked
}

/// Each further prompt takes half as long again to weigh: with fifty a case would never be read.
#[test]
fn prompts_that_hang_on_each_other_are_weighed_in_a_bounded_time() {
    let chain = |n: u8, expected: &str| {
        check(|parts| parts.domains[1].standards[1].key_questions[0] = chained(n), expected);
    };
    chain(13, "");
    chain(14, "2.2.1n may not be shown_when");
    let one_of = |n: usize| Condition::Any(vec![is("safety", &["low"]); n - 1]);
    check_shown(1, one_of(1_000), "");
    check_shown(1, one_of(1_001), "2.2.1b may not be shown_when");
    chain(15, "2.2.1n may not be shown_when; 2.2.1o may not be shown_when");
}

#[test]
fn a_framework_has_no_more_standards_than_can_be_weighed_against_each_other() {
    let standards = |n: usize| -> Vec<domain::Standard> {
        (1..=n).map(|at| judged(&format!("1.{at}"))).collect()
    };
    let problems = |n: usize| Framework::build(parts(standards(n))).err().unwrap_or_default();
    assert_eq!(problems(50), []);
    let found: Vec<_> = problems(51).into_iter().map(stated).collect();
    assert_eq!(found, ["domains may not be 51"]);
    for alter in [
        |standard: &mut domain::Standard| standard.rated = false,
        |standard: &mut domain::Standard| standard.in_total = false,
    ] {
        let mut standards = standards(51);
        alter(&mut standards[0]);
        Framework::build(parts(standards)).unwrap();
    }
}

#[test]
fn all_problems_are_told_at_once() {
    check(
        |parts| {
            parts.rules.points[1] = 9;
            parts.pools.truncate(1);
            parts.details[4].group = slug("other");
            parts.domains[0].standards[0].key_questions.clear();
        },
        "rules.points not rising; details.age does not know other; 1.1 is empty; \
         2.2 does not know out-of-court; 3.1 does not know out-of-court",
    );
}

#[test]
fn what_a_sound_framework_holds_is_found_by_its_name() {
    let framework = every_kind();
    assert_eq!(framework.standard(reference("2.1")).unwrap().key_questions.len(), 3);
    let (standard, key_question) = framework.key_question(reference("2.1.2")).unwrap();
    assert_eq!((standard.reference.as_str(), key_question.reference.as_str()), ("2.1", "2.1.2"));
    let place = framework.prompt_place(reference("2.1.2b")).unwrap();
    assert_eq!(place.prompt.reference, reference("2.1.2b"));
    assert_eq!(place.key_question.reference, reference("2.1.2"));
    assert_eq!(place.standard.reference, reference("2.1"));
    assert_eq!(framework.prompt(reference("2.1.2")), None);
    assert_eq!(framework.standard(reference("2")), None);
    assert!(framework.detail(slug("age")).is_some() && framework.pool(slug("court")).is_some());
    let of = |pool: &str| {
        let pool = Slug::new(pool).unwrap();
        framework.standards_of(pool).map(|one| one.reference.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(of("court"), ["2.1", "2.2", "2.3"]);
    assert_eq!(of("out-of-court"), ["2.2", "3.1"]);
}
