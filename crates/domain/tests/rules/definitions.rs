//! Whether the parts of a framework fit together.

use domain::{
    Answer, Condition, DetailKind, Evidence, Fault, Framework, FrameworkParts, Place, Problem, Slug,
};

use crate::builder::{answered, every_kind, is, judged, parts};
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
    check(|parts| bands(parts).outstanding = 101, "rules.bands not rising");
    check(|parts| parts.rules.points = [0, 1, 1, 2], "rules.points not rising");
    check(
        |parts| {
            parts.rules.overall = Some((15, domain::Bands { outstanding: 16, ..*bands(parts) }))
        },
        "rules.overall not rising",
    );
}

#[test]
fn points_stay_small_enough_to_be_added_up() {
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
