//! Notes at prompts: invented findings, each written for the prompt it stands at.

use domain::{Answer, Reference};

use crate::dice::Dice;

mod delivery;
mod planning;

/// A kind of work: the standards of a case domain in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Assessment,
    Planning,
    Delivery,
    Reviewing,
}

/// What the work is for: the key questions of a standard in their order.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strand {
    Desistance,
    ChildSafe,
    OthersSafe,
}

impl Stage {
    /// The stage that a question asks about.
    pub(crate) fn of(question: Reference) -> Self {
        match question.as_str().split('.').nth(1) {
            Some("1") => Self::Assessment,
            Some("2") => Self::Planning,
            Some("3") => Self::Delivery,
            _ => Self::Reviewing,
        }
    }
}

impl Strand {
    /// The strand that a key question asks about.
    pub(crate) fn of(key_question: Reference) -> Self {
        match key_question.as_str().split('.').nth(2) {
            Some("1") => Self::Desistance,
            Some("2") => Self::ChildSafe,
            _ => Self::OthersSafe,
        }
    }
}

/// What can be found at a prompt: the court prompt, its like for out-of-court cases (either may be
/// missing), findings that speak for the work, findings that speak against it.
type Found = (&'static str, &'static str, [&'static str; 2], [&'static str; 2]);

/// A note beside an answer, if there is something to say at this prompt.
pub(crate) fn note(prompt: Reference, answer: Answer, dice: &mut Dice) -> Option<String> {
    let mut found = planning::FOUND.iter().chain(delivery::FOUND);
    let name = prompt.as_str();
    let (_, _, good, weak) =
        found.find(|(court, outside, ..)| *court == name || *outside == name)?;
    let finding = match answer {
        Answer::NotApplicable => return Some(dice.one(NOT_CALLED_FOR).to_owned()),
        Answer::Yes => dice.one(good),
        Answer::No => dice.one(weak),
    };
    let mut note = String::new();
    if dice.happens(60) {
        note.push_str(dice.one(sources(Stage::of(prompt))));
        note.push_str(": ");
        note.push_str(finding);
    } else {
        let mut letters = finding.chars();
        note.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        note.push_str(letters.as_str());
    }
    note.push('.');
    if dice.happens(18) {
        note.push(' ');
        note.push_str(dice.one(if answer == Answer::No { OPEN_ENDS } else { REMARKS }));
    }
    Some(note)
}

fn sources(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Assessment => &[
            "Assessment",
            "First assessment",
            "Updated assessment",
            "Report to the panel",
            "Screening and assessment",
            "Case manager in interview",
        ],
        Stage::Planning => &[
            "Plan",
            "First plan",
            "Second version of the plan",
            "Plan and meeting minutes",
            "Planning meeting",
            "Case manager in interview",
        ],
        Stage::Delivery => &[
            "Contact log",
            "Contact log, first month",
            "Contact log, third month",
            "Home visit record",
            "Case manager in interview",
            "Letters and messages on file",
        ],
        Stage::Reviewing => &[
            "Review",
            "Review meeting",
            "Second review",
            "Review and contact log",
            "Supervision note",
            "Case manager in interview",
        ],
    }
}

const REMARKS: &[&str] = &[
    "A good example to share.",
    "Clear recording throughout.",
    "Seen in more than one place.",
    "Confirmed in the interview.",
];

const OPEN_ENDS: &[&str] = &[
    "Asked the case manager; nothing further on file.",
    "Oversight by a manager did not pick this up.",
    "Put right later in the case.",
    "To come back to in the interview.",
];

const NOT_CALLED_FOR: &[&str] = &[
    "Nothing in the case called for this.",
    "Looked for and found not to be needed here.",
    "Does not arise in this case.",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_prompt_read_in_cases_has_its_findings() {
        let youth = frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021");
        let edition = youth.unwrap().read().unwrap();
        let standards = edition.framework.all_standards().filter(|one| !one.pools.is_empty());
        for prompt in standards.flat_map(|one| &one.key_questions).flat_map(|one| &one.prompts) {
            let note = note(prompt.reference, Answer::Yes, &mut Dice::new(1));
            assert!(note.is_some(), "{}", prompt.reference);
        }
    }
}
