//! What holds of every inspection, whatever its framework (3.2 to 3.9).

use std::sync::Arc;

use domain::{
    Bearing, Because, CaseId, Flags, Framework, Inspection, NearEdge, Overall, Rating, Results,
    Share, StandardResult, Toward, Verdict, bearing, rate,
};
use proptest::prelude::*;

use crate::chance::{self, KEY_QUESTIONS, STANDARDS, work};
use crate::desk::{Desk, reference};
use crate::statements::of_results;

/// Turns the judgement on a key question in a case.
fn turn(inspection: &mut Inspection, id: CaseId, key_question: &str, to: Verdict) {
    let case = Arc::make_mut(inspection.cases.get_mut(&id).unwrap());
    let reading = case.readings.get_mut(&case.counting.unwrap()).unwrap();
    reading.judgements.get_mut(&reference(key_question)).unwrap().verdict = Some(to);
}

/// The cases judged so on a key question that applies to them.
fn judged(desk: &Desk, key_question: &str, sufficient: bool) -> Vec<CaseId> {
    let (standard, asked) = desk.framework.key_question(reference(key_question)).unwrap();
    let bears = Bearing::Judged { sufficient };
    let cases = desk.inspection.cases.iter();
    let cases = cases.filter(|(_, case)| bearing(&desk.framework, standard, asked, case) == bears);
    cases.map(|(id, _)| *id).collect()
}

/// The share of every key question, in order.
fn shares(results: &Results) -> Vec<Share> {
    let asked = results.standards().flat_map(|one| &one.key_questions);
    asked.map(|one| one.share).collect()
}

/// Every rating there is: of key questions, of standards computed and standing, and overall.
fn ratings(results: &Results) -> Vec<Option<Rating>> {
    let standards = results.standards().flat_map(|one| {
        let asked = one.key_questions.iter().map(|one| one.rating);
        asked.chain([one.computed, one.standing()])
    });
    let overall = [results.computed.rating, results.standing()];
    standards.chain(overall).collect()
}

/// The results without what the panel gave.
fn without_panel(mut results: Results) -> Results {
    let standards = results.domains.iter_mut().flat_map(|domain| &mut domain.standards);
    standards.for_each(|one| one.given = None);
    Results { with_panel: None, given: None, missing: Vec::new(), ..results }
}

/// A rating for each standard and overall, or none.
fn given() -> impl Strategy<Value = Vec<&'static str>> {
    let words = ["", "", "inadequate", "requires-improvement", "good", "outstanding"];
    prop::collection::vec(prop::sample::select(words.to_vec()), STANDARDS.len() + 1)
}

fn give(desk: &mut Desk, given: &[&str]) {
    for (standard, rating) in STANDARDS.iter().chain(&["overall"]).zip(given) {
        // A standard that is never rated takes none.
        let _ = desk.attempt(&format!("given {standard}: {rating}"));
    }
}

proptest! {
    #[test]
    fn a_judgement_turned_to_sufficient_lowers_nothing(
        work in work(5),
        given in given(),
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
    ) {
        let key_question = *which.get(&KEY_QUESTIONS);
        let mut desk = work.desk();
        give(&mut desk, &given);
        let short = judged(&desk, key_question, false);
        prop_assume!(!short.is_empty());
        let before = rate(&desk.framework, &desk.inspection);
        turn(&mut desk.inspection, *at.get(&short), key_question, Verdict::Sufficient);
        let after = rate(&desk.framework, &desk.inspection);
        for (before, after) in shares(&before).into_iter().zip(shares(&after)) {
            prop_assert!(after.part >= before.part && after.of == before.of);
        }
        for (before, after) in ratings(&before).into_iter().zip(ratings(&after)) {
            prop_assert!(after >= before);
        }
        prop_assert_ne!(shares(&before), shares(&after));
        let totals = |results: &Results| {
            let with_panel = results.with_panel.map(|overall| overall.total);
            (results.computed.total, with_panel.unwrap_or_default())
        };
        let ((one, with), (later, later_with)) = (totals(&before), totals(&after));
        prop_assert!(later.points >= one.points && later.maximum == one.maximum);
        prop_assert!(later_with.points >= with.points && later_with.maximum == with.maximum);
    }

    #[test]
    fn the_order_in_which_cases_were_added_makes_no_difference(
        (work, order) in work(6).prop_flat_map(|work| {
            let order: Vec<usize> = (1..=work.n_cases()).collect();
            (Just(work), Just(order).prop_shuffle())
        }),
    ) {
        let desk = work.desk();
        let shuffled = work.desk_of(order);
        let [one, other] = [&desk, &shuffled].map(|desk| rate(&desk.framework, &desk.inspection));
        prop_assert_eq!(one, other);
    }

    /// The cases change places in the store, and nothing but the names they are called by.
    #[test]
    fn the_identifiers_of_cases_make_no_difference(
        (work, names) in work(6).prop_flat_map(|work| {
            let names: Vec<u64> = (1..=work.n_cases() as u64).collect();
            (Just(work), Just(names).prop_shuffle())
        }),
    ) {
        let desk = work.desk();
        let mut renamed = desk.inspection.clone();
        let cases = desk.inspection.cases.iter();
        renamed.cases = cases
            .zip(&names)
            .map(|((_, case), name)| (CaseId::new(*name), case.clone()))
            .collect();
        let numbers = |inspection: &Inspection| {
            let results = rate(&desk.framework, inspection);
            let mut stated = of_results(&results);
            // The cases named are told by number, the one thing that stays theirs.
            stated.retain(|one| !one.contains(" one case "));
            for standard in results.standards() {
                for ids in [&standard.flags.one_case_up, &standard.flags.one_case_down] {
                    let named: Vec<_> =
                        ids.iter().map(|id| inspection.cases[id].number.as_str()).collect();
                    stated.push(named.join(", "));
                }
            }
            stated
        };
        prop_assert_eq!(numbers(&renamed), numbers(&desk.inspection));
    }

    #[test]
    fn a_case_to_which_nothing_applies_changes_no_share(work in work(5)) {
        let mut desk = work.desk();
        let before = rate(&desk.framework, &desk.inspection);
        desk.write("99: court 099; 99 reading: AB; 99 rosh: low");
        for key_question in ["2.1.1", "2.1.2", "2.3.1"] {
            desk.write(&format!("99 {key_question}: not-applicable"));
        }
        let after = rate(&desk.framework, &desk.inspection);
        prop_assert_eq!(shares(&before), shares(&after));
        for (before, after) in before.standards().zip(after.standards()) {
            for (before, after) in before.key_questions.iter().zip(&after.key_questions) {
                prop_assert_eq!((before.rating, before.owed), (after.rating, after.owed));
                let added = u32::from(!before.by_judgement);
                prop_assert_eq!(before.not_applicable + added, after.not_applicable);
            }
            // The sample is one case larger, so a standard may have become large enough to rate.
            if before.computed.is_some() {
                prop_assert_eq!((before.computed, &before.because), (after.computed, &after.because));
                prop_assert_eq!((&before.flags, before.moves), (&after.flags, after.moves));
            }
        }
    }

    #[test]
    fn no_rating_of_the_panel_changes_a_computed_one_a_flag_or_a_distance(
        work in work(5),
        given in given(),
    ) {
        let mut desk = work.desk();
        let before = rate(&desk.framework, &desk.inspection);
        give(&mut desk, &given);
        let after = rate(&desk.framework, &desk.inspection);
        prop_assert_eq!(without_panel(before), without_panel(after));
    }

    /// The flags as the document words them, case by case and fraction by fraction.
    #[test]
    fn what_is_flagged_is_what_turning_a_case_shows(work in work(6)) {
        let desk = work.desk();
        let results = rate(&desk.framework, &desk.inspection);
        for standard in results.standards() {
            let flags = flagged(&desk, standard);
            prop_assert_eq!(&standard.flags, &flags, "{}", standard.reference);
        }
    }

    #[test]
    fn the_parts_of_a_result_agree(work in work(5), given in given()) {
        let mut desk = work.desk();
        give(&mut desk, &given);
        let results = rate(&desk.framework, &desk.inspection);
        let (mut points, mut maximum, mut owed) = (0, 0, 0);
        for standard in results.standards() {
            let part = &results.domains.iter().find(|domain| domain.standards.contains(standard));
            prop_assert!(part.is_some());
            if let Because::Weakest(deciding) = &standard.because {
                let of_rating = |one: &&domain::KeyQuestionResult| one.rating == standard.computed;
                let lowest: Vec<_> = standard.key_questions.iter().filter(of_rating).collect();
                prop_assert_eq!(deciding, &lowest.iter().map(|one| one.reference).collect::<Vec<_>>());
            }
            owed += standard.key_questions.iter().map(|one| one.owed).sum::<u32>();
        }
        for domain in &results.domains {
            points += domain.subtotal.points;
            maximum += domain.subtotal.maximum;
        }
        let Overall { total, rating, capped_from, .. } = results.computed;
        prop_assert_eq!((total.points, total.maximum), (points, maximum));
        prop_assert!(total.points <= total.maximum);
        prop_assert_eq!(results.owed_judgements, owed);
        prop_assert!(capped_from.is_none_or(|from| rating.is_some_and(|rating| rating < from)));
        let missing = results.standards().filter(|one| {
            one.in_total && one.standing().is_none() && !one.left_out
        });
        prop_assert_eq!(&results.missing, &missing.map(|one| one.reference).collect::<Vec<_>>());
        if results.missing.is_empty() && maximum > 0 {
            prop_assert!(results.standing().is_some());
        }
    }
}

/// The flags of a standard, worked out anew: each case is really turned and all is rated again.
fn flagged(desk: &Desk, standard: &StandardResult) -> Flags {
    let mut flags = Flags::default();
    let rule = desk.framework.rules.discretion.unwrap();
    let Because::Weakest(_) = &standard.because else { return flags };
    let judged: Vec<_> = standard.key_questions.iter().filter(|one| one.share.of > 0).collect();
    let below = |one: Share, other: Share| one.part * other.of < other.part * one.of;
    for one in &judged {
        if judged.iter().any(|other| below(other.share, one.share)) {
            continue;
        }
        let (part, of) = (i64::from(one.share.part), i64::from(one.share.of));
        // How far it lies over an edge, in points times cases; under it, less than nothing.
        let over = |edge: u32| 100 * part - i64::from(edge) * of;
        let within = i64::from(rule.within_points) * of;
        let near = |edge, toward| NearEdge { key_question: one.reference, edge, toward };
        let edge = |rating| edge(&desk.framework, rating);
        if let Some(next) = one.rating.and_then(Rating::above).and_then(edge)
            && -over(next) <= within
        {
            flags.near.push(near(next, Toward::Up));
        }
        if let Some(own) = one.rating.and_then(edge)
            && over(own) <= within
        {
            flags.near.push(near(own, Toward::Down));
        }
        if one.share.of <= rule.few_cases {
            flags.few_cases.push((one.reference, one.share.of));
        }
    }
    if rule.one_case {
        for (id, _) in desk.inspection.sample() {
            let after = |to| rated_with(desk, standard, id, to);
            if after(Verdict::Sufficient) > standard.computed {
                flags.one_case_up.push(id);
            }
            if after(Verdict::NotSufficient) < standard.computed {
                flags.one_case_down.push(id);
            }
        }
    }
    flags
}

fn edge(framework: &Framework, rating: Rating) -> Option<u32> {
    let bands = framework.rules.bands.unwrap();
    match rating {
        Rating::Inadequate => None,
        Rating::RequiresImprovement => Some(bands.requires_improvement),
        Rating::Good => Some(bands.good),
        Rating::Outstanding => Some(bands.outstanding),
    }
}

/// The computed rating of a standard once every judgement of a case in it is `to`.
fn rated_with(desk: &Desk, standard: &StandardResult, id: CaseId, to: Verdict) -> Option<Rating> {
    let mut desk = desk.clone();
    let asked = KEY_QUESTIONS.iter().filter(|one| one.starts_with(standard.reference.as_str()));
    for key_question in asked {
        let other_way = judged(&desk, key_question, to != Verdict::Sufficient);
        if other_way.contains(&id) {
            turn(&mut desk.inspection, id, key_question, to);
        }
    }
    let results = rate(&desk.framework, &desk.inspection);
    results.standards().find(|one| one.reference == standard.reference)?.computed
}

/// Inspections by chance are worth little where they are all alike: each kind of end has to turn up.
#[test]
fn inspections_by_chance_are_of_every_kind() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    let mut see = |what: String| *seen.entry(what).or_insert(0_u32) += 1;
    for _ in 0..1_000 {
        let work: chance::Work = work(5).new_tree(&mut runner).unwrap().current();
        let desk = work.desk();
        let results = rate(&desk.framework, &desk.inspection);
        for standard in results.standards() {
            let because = format!("{:?}", standard.because);
            see(because.split(['(', ' ']).next().unwrap().to_owned());
            let Flags { near, one_case_up, one_case_down, few_cases } = &standard.flags;
            for (what, found) in [
                ("near", !near.is_empty()),
                ("one case up", !one_case_up.is_empty()),
                ("one case down", !one_case_down.is_empty()),
                ("several cases", one_case_up.len() > 1),
                ("few", !few_cases.is_empty()),
                ("moves up", standard.moves.up.is_some_and(|n| n > 1)),
                ("moves down", standard.moves.down.is_some_and(|n| n > 1)),
                ("left out", standard.left_out),
            ] {
                found.then(|| see(what.to_owned()));
            }
        }
        let (overall, moves) = (results.computed, &results.moves);
        let several =
            |way: &Option<domain::Way>| way.as_ref().is_some_and(|way| way.standards.len() > 1);
        for (what, found) in [
            ("overall", overall.rating.is_some()),
            ("no overall", overall.rating.is_none()),
            ("held", overall.capped_from.is_some()),
            ("by the table", !overall.derived && overall.total.maximum > 0),
            ("overall up", moves.up.is_some()),
            ("overall down", moves.down.is_some()),
            ("several up", several(&moves.up)),
            ("several down", several(&moves.down)),
        ] {
            found.then(|| see(what.to_owned()));
        }
    }
    for what in [
        "Weakest",
        "Proposed",
        "NotProposed",
        "NothingJudged",
        "NoCases",
        "TooFewCases",
        "LeftUnrated",
        "Unrated",
        "near",
        "one case up",
        "one case down",
        "several cases",
        "few",
        "moves up",
        "moves down",
        "left out",
        "overall",
        "no overall",
        "held",
        "by the table",
        "overall up",
        "overall down",
        "several up",
        "several down",
    ] {
        assert!(seen.get(what).is_some_and(|n| *n >= 10), "too few of {what:?}: {seen:#?}");
    }
}
