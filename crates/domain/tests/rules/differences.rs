//! Two editions of a framework held against each other, and which answers would carry over.

use domain::{
    Carries, Condition, DetailKind, Difference, Evidence, Framework, FrameworkParts, How,
    KeyQuestion, Part, Prompt, Text, carries, difference,
};

use crate::builder::{every_kind, is, key_question, parts, prompt, standard};
use crate::desk::{reference, slug};

fn old_parts() -> FrameworkParts {
    let mut parts = parts(every_kind().all_standards().cloned().collect());
    // Every text another one, so that a question can be known by its words.
    for standard in parts.domains.iter_mut().flat_map(|domain| &mut domain.standards) {
        standard.title = Text::english(format!("Standard {}", standard.reference));
        for one in &mut standard.key_questions {
            one.question = Text::english(format!("Is {} good?", one.reference));
            for prompt in &mut one.prompts {
                prompt.text = Text::english(format!("Was {} done in time?", prompt.reference));
            }
        }
    }
    parts
}

fn altered(alter: impl FnOnce(&mut FrameworkParts)) -> Framework {
    let mut parts = old_parts();
    alter(&mut parts);
    Framework::build(parts).unwrap()
}

fn stated(one: &Difference) -> String {
    let part = match one.part {
        Part::Pool(id) | Part::DetailGroup(id) | Part::Detail(id) => id.to_string(),
        Part::Domain(one) | Part::Standard(one) | Part::KeyQuestion(one) | Part::Prompt(one) => {
            one.to_string()
        }
        whole => format!("{whole:?}").to_lowercase(),
    };
    match &one.how {
        How::Added => format!("{part} added"),
        How::Removed => format!("{part} removed"),
        How::Moved { was, under: None } => format!("{part} was {was}"),
        How::Moved { was, under: Some(under) } => format!("{part} was {was} under {under}"),
        How::Reordered => format!("{part} reordered"),
        How::Changed { field, .. } => format!("{part} {field:?}"),
    }
}

#[track_caller]
fn check(alter: impl FnOnce(&mut FrameworkParts), expected: &str) {
    let (old, new) = (altered(|_| {}), altered(alter));
    let found: Vec<_> = difference(&old, &new).iter().map(stated).collect();
    assert_eq!(found.join("; "), expected);
}

fn key_questions(parts: &mut FrameworkParts, domain: usize, at: usize) -> &mut Vec<KeyQuestion> {
    &mut parts.domains[domain].standards[at].key_questions
}

/// The prompts of 2.2.1, of which no condition speaks.
fn prompts(parts: &mut FrameworkParts) -> &mut Vec<Prompt> {
    &mut key_questions(parts, 1, 1)[0].prompts
}

#[test]
fn a_framework_does_not_differ_from_itself_whatever_its_edition_is_called() {
    check(|_| {}, "");
    check(
        |parts| {
            parts.identifier = slug("other");
            parts.edition = "2".to_owned();
            parts.digest = "f".to_owned();
        },
        "",
    );
}

#[test]
fn every_field_that_is_changed_is_told() {
    check(|parts| parts.title = Text::english("Other"), "framework Title");
    check(|parts| parts.applies_to = Some("2026-01".to_owned()), "framework AppliesTo");
    check(|parts| parts.source.note = Text::english("Read."), "framework SourceNote");
    check(
        |parts| {
            parts.rules.minimum_cases = 3;
            parts.rules.points = [0, 1, 2, 4];
            parts.rules.discretion = None;
        },
        "rules Points; rules MinimumCases; rules Discretion",
    );
    check(|parts| parts.pools[1].title = Text::english("Other"), "out-of-court Title");
    check(|parts| parts.detail_groups[0].title = Text::english("Other"), "facts Title");
    check(
        |parts| {
            parts.details[3].label = Text::english("Other");
            let DetailKind::Choice(choices) = &mut parts.details[0].kind else { panic!("a list") };
            choices[0].label = Text::english("Other");
        },
        "safety Kind; order Label",
    );
    check(|parts| parts.domains[2].title = Text::english("Other"), "3 Title");
    check(|parts| parts.domains[1].standards[0].aim = Some(Text::english("Aim")), "2.1 Aim");
    check(|parts| parts.domains[1].standards[0].optional = true, "2.1 Optional");
    check(
        |parts| {
            let one = &mut key_questions(parts, 1, 1)[0];
            one.guidance = Text::english("Look.");
            one.applies_when = Some(is("safety", &["low"]));
        },
        "2.2.1 Guidance; 2.2.1 AppliesWhen",
    );
    check(
        |parts| {
            prompts(parts)[1].text = Text::english("Was it?");
            prompts(parts)[1].not_applicable = true;
            prompts(parts)[2].shown_when = Some(Condition::Any(vec![is("safety", &["low"])]));
        },
        "2.2.1b Text; 2.2.1b NotApplicable; 2.2.1c ShownWhen",
    );
}

#[test]
fn what_is_added_and_removed_is_told_with_all_that_is_in_it_in_the_order_of_the_new_one() {
    check(|parts| prompts(parts).push(prompt("2.2.1e")), "2.2.1e added");
    check(|parts| drop(prompts(parts).remove(1)), "2.2.1b removed");
    check(
        |parts| {
            parts.domains[1].standards.insert(0, standard("2.0", vec![key_question("2.0.1", 2)]))
        },
        "2.0 added; 2.0.1 added; 2.0.1a added; 2.0.1b added",
    );
    check(
        |parts| drop(parts.domains.remove(2)),
        "3 removed; 3.1 removed; 3.1.1 removed; 3.1.1a removed; 3.1.1b removed; 3.1.1c removed",
    );
    check(
        |parts| {
            drop(prompts(parts).remove(0));
            drop(key_questions(parts, 0, 0)[0].prompts.remove(0));
        },
        "1.1.1a removed; 2.2.1a removed",
    );
    check(|parts| drop(parts.details.remove(5)), "start removed");
}

#[test]
fn a_question_is_known_again_by_its_words_where_its_reference_moved() {
    let letter = |parts: &mut FrameworkParts, at: usize, letter: &str| {
        prompts(parts)[at].reference = reference(&format!("2.2.1{letter}"));
    };
    check(
        |parts| {
            for (at, to) in [(3, "e"), (2, "d"), (1, "c")] {
                letter(parts, at, to);
            }
            prompts(parts).insert(1, prompt("2.2.1b"));
        },
        "2.2.1b added; 2.2.1c was 2.2.1b under 2.2.1; 2.2.1d was 2.2.1c under 2.2.1; \
         2.2.1e was 2.2.1d under 2.2.1",
    );
    check(
        |parts| {
            let moved = prompts(parts).remove(3);
            key_questions(parts, 2, 0)[0].prompts.push(moved);
        },
        "2.2.1d was 2.2.1d under 2.2.1",
    );
    check(
        |parts| {
            let mut moved = prompts(parts).remove(3);
            moved.reference = reference("3.1.1d");
            key_questions(parts, 2, 0)[0].prompts.push(moved);
        },
        "3.1.1d was 2.2.1d under 2.2.1",
    );
    check(
        |parts| {
            let moved = parts.domains[1].standards.remove(1);
            parts.domains[2].standards.push(moved);
        },
        "2.2 was 2.2 under 2",
    );
}

#[test]
fn of_two_questions_with_the_same_words_none_is_guessed() {
    let twins = |parts: &mut FrameworkParts| {
        for prompt in &mut prompts(parts)[..2] {
            prompt.text = Text::english("Was it done?");
        }
    };
    let old = altered(twins);
    let new = altered(|parts| {
        twins(parts);
        prompts(parts)[0].reference = reference("2.2.1x");
        prompts(parts)[1].reference = reference("2.2.1y");
    });
    let found: Vec<_> = difference(&old, &new).iter().map(stated).collect();
    assert_eq!(found, ["2.2.1x added", "2.2.1y added", "2.2.1a removed", "2.2.1b removed"]);
}

#[test]
fn another_order_is_told_once() {
    check(|parts| prompts(parts).swap(0, 2), "2.2.1 reordered");
    check(|parts| parts.domains[1].standards.swap(0, 2), "2 reordered");
    check(|parts| parts.details.swap(0, 4), "details reordered");
}

#[track_caller]
fn check_carries(alter: impl FnOnce(&mut FrameworkParts), of: &str, expected: Carries) {
    let (old, new) = (altered(|_| {}), altered(alter));
    assert_eq!(carries(&old, &new, reference(of), reference(of)), expected, "{of}");
}

#[test]
fn answers_carry_over_while_the_question_reads_word_for_word_the_same() {
    let text = |text: &'static str| {
        move |parts: &mut FrameworkParts| prompts(parts)[0].text = Text::english(text)
    };
    check_carries(|_| {}, "2.2.1a", Carries::All);
    check_carries(text("Was  2.2.1a done\nin time?"), "2.2.1a", Carries::All);
    check_carries(text("Was 2.2.1a done on time?"), "2.2.1a", Carries::None);
    check_carries(
        |parts| {
            prompts(parts)[0].guidance = Text::english("Look.");
            prompts(parts)[0].shown_when = Some(is("safety", &["low"]));
        },
        "2.2.1a",
        Carries::All,
    );
    check_carries(
        |parts| key_questions(parts, 1, 1)[0].question = Text::english("Is it good?"),
        "2.2.1",
        Carries::None,
    );
    check_carries(
        |parts| key_questions(parts, 1, 1)[0].question = Text::english("Is it good?"),
        "2.2.1a",
        Carries::All,
    );
}

#[test]
fn an_answer_that_is_no_longer_allowed_does_not_carry_over() {
    let strict = |parts: &mut FrameworkParts| {
        key_questions(parts, 1, 1)[0].not_applicable = false;
    };
    check_carries(strict, "2.2.1", Carries::ButNotApplicable);
    check_carries(strict, "2.2.1a", Carries::All);
}

#[test]
fn what_is_not_asked_of_cases_on_both_sides_has_no_answers_to_carry() {
    check_carries(|parts| drop(prompts(parts).remove(0)), "2.2.1a", Carries::None);
    check_carries(|_| {}, "9.9.9", Carries::None);
    check_carries(|_| {}, "1.1.1a", Carries::None);
    check_carries(|_| {}, "2.3.2", Carries::None);
    check_carries(
        |parts| {
            let standard = &mut parts.domains[1].standards[1];
            (standard.evidence, standard.pools) = (Evidence::Judgement, Vec::new());
        },
        "2.2.1a",
        Carries::None,
    );
}

#[test]
fn the_welsh_counts_where_both_have_it() {
    let welsh = |cy: &'static str| {
        move |parts: &mut FrameworkParts| prompts(parts)[0].text.cy = Some(cy.to_owned())
    };
    check_carries(welsh("A wnaed?"), "2.2.1a", Carries::All);
    let (old, new) = (altered(welsh("A wnaed?")), altered(welsh("A gwblhawyd?")));
    let of = reference("2.2.1a");
    assert_eq!(carries(&old, &new, of, of), Carries::None);
}
