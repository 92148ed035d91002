//! The worked examples beside a framework file.

use std::path::Path;

use domain::{Framework, Rating, Share, Tally};
use golden::{Differs, Finding, MOST_CASES};
use words::Words;

use crate::input;
use crate::printer::Printer;

/// Runs the examples in a file, if it is there; says whether they hold.
pub(super) fn check(words: Words, path: &Path, framework: &Framework, out: &mut Printer) -> bool {
    if !path.is_file() {
        return true;
    }
    let file = input::name(path);
    let text = match input::read_framework_text(path) {
        Ok(text) => text,
        Err(unread) => {
            out.unread(words, &file, &unread);
            return false;
        }
    };
    let examples = match golden::read(&text) {
        Ok(examples) => examples,
        Err(why) => {
            let line = words.cli_golden_unreadable(file, why.line, why.column, why.words);
            out.line(&line);
            out.line(&words.cli_problem_hint(words.cli_golden_unreadable_hint()));
            return false;
        }
    };
    let mut n_hold = 0;
    for example in &examples {
        let findings = golden::run(framework, example);
        n_hold += usize::from(findings.is_empty());
        for finding in &findings {
            let (line, name) = (example.line, &example.name);
            out.line(&words.cli_golden_finding(&file, line, name, self::finding(words, finding)));
            out.line(&words.cli_problem_hint(hint(words, finding)));
        }
    }
    let all_hold = n_hold == examples.len();
    out.line(&words.cli_check_row(if all_hold {
        words.cli_golden_hold(n_hold)
    } else {
        words.cli_golden_some_hold(n_hold, examples.len())
    }));
    all_hold
}

fn finding(words: Words, finding: &Finding) -> String {
    let rating = |rating: Option<Rating>| match rating {
        Some(rating) => words.rating(rating).to_owned(),
        None => words.cli_golden_none().to_owned(),
    };
    let total = |total: Tally| words.total_of(total.points, total.maximum);
    let some_total = |some: Option<Tally>| some.map_or(words.cli_golden_none().to_owned(), total);
    let yes_no = |flag: bool| words.yes_no(flag).to_owned();
    match finding {
        Finding::Unknown(name) => words.cli_golden_unknown(name),
        Finding::NotAllowed(text) => words.cli_golden_not_allowed(text),
        Finding::TooManyCases => words.cli_golden_too_many(MOST_CASES),
        Finding::NotNamed(reference) => words.cli_golden_not_named(reference),
        Finding::NotAsked { group, key_question } => {
            words.cli_golden_not_asked(group, key_question)
        }
        Finding::Refused(refusal) => words.refusal(refusal),
        Finding::Standard { reference, rating: one } => {
            differs(words, reference.as_str(), *one, rating)
        }
        Finding::Share { reference, share } => {
            differs(words, reference.as_str(), *share, |share: Share| words.share(share))
        }
        Finding::Total(one) => differs(words, words.cli_golden_total(), *one, total),
        Finding::Overall(one) => differs(words, words.cli_golden_overall(), *one, rating),
        Finding::DerivedBands(one) => differs(words, words.cli_golden_derived(), *one, yes_no),
        Finding::Rounding { reference, rests } => {
            differs(words, &words.cli_golden_rounding(reference), *rests, yes_no)
        }
        Finding::PanelTotal(one) => {
            differs(words, words.cli_golden_panel_total(), *one, some_total)
        }
        Finding::PanelOverall(one) => {
            differs(words, words.cli_golden_panel_overall(), *one, rating)
        }
    }
}

fn differs<T>(words: Words, what: &str, one: Differs<T>, told: impl Fn(T) -> String) -> String {
    words.cli_golden_differs(what, told(one.expected), told(one.found))
}

fn hint(words: Words, finding: &Finding) -> &'static str {
    match finding {
        Finding::Unknown(_)
        | Finding::NotAllowed(_)
        | Finding::TooManyCases
        | Finding::NotNamed(_)
        | Finding::NotAsked { .. }
        | Finding::Refused(_) => words.cli_golden_hint_given(),
        _ => words.cli_golden_hint(),
    }
}
