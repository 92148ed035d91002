//! Reasons for verdicts: invented, in the one line that readers write.

use domain::{ReasonOwed, Reference, Verdict};

use crate::dice::Dice;
use crate::findings::{Stage, Strand};

/// The reason for a verdict that needs one.
pub(crate) fn reason(
    key_question: Reference,
    case_number: &str,
    verdict: Verdict,
    why: ReasonOwed,
    dice: &mut Dice,
) -> String {
    let stage = Stage::of(key_question);
    if verdict == Verdict::NotApplicable {
        // One cause takes a case out of all three strands, and it is told in the same words.
        let causes = if stage == Stage::Reviewing { NO_REVIEW_DUE } else { NO_DELIVERY_DUE };
        let at = case_number.bytes().map(usize::from).sum::<usize>() % causes.len();
        return causes[at].to_owned();
    }
    match (why, verdict) {
        (ReasonOwed::AgainstPattern, Verdict::Sufficient) => {
            dice.one(sufficient_against_answers(stage)).to_owned()
        }
        (ReasonOwed::AgainstPattern, _) => dice.one(NOT_SUFFICIENT_AGAINST_ANSWERS).to_owned(),
        _ => {
            format!("{} {}", dice.one(weakness(stage)), dice.one(effect(Strand::of(key_question))))
        }
    }
}

fn sufficient_against_answers(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Assessment => &[
            "Little is written down, but the interview and the child's own words show that the worker understands why it happened.",
        ],
        Stage::Planning => &[
            "The one thing that mattered, a way back into school, is planned well; what is missing would have changed little.",
            "Most is in the social worker's plan, which the two services made together; between them the child was well served.",
        ],
        Stage::Delivery | Stage::Reviewing => &[
            "Short of contact on paper, but the one danger in this case was taken away for good in the first week.",
        ],
    }
}

const NOT_SUFFICIENT_AGAINST_ANSWERS: &[&str] = &[
    "Every step was gone through, yet the central danger, an adult in the home, is nowhere weighed.",
    "Good in its parts, but what the school had reported twice was missed, and that outweighs the rest.",
];

const NO_REVIEW_DUE: &[&str] = &[
    "A short order that went to plan: no review was due, and nothing called for one.",
    "The order was revoked early for good progress, before a review was due.",
];

const NO_DELIVERY_DUE: &[&str] = &[
    "The child moved away in the second week; the case was passed on before delivery was due.",
    "By agreement nothing had begun yet, since the child was in hospital.",
];

fn weakness(stage: Stage) -> &'static [&'static str] {
    match stage {
        Stage::Assessment => &[
            "The assessment lists facts and does not analyse them.",
            "Important sources were not asked.",
            "What was known to other agencies did not reach the assessment.",
            "The child's own view is missing.",
        ],
        Stage::Planning => &[
            "The plan does not answer what the assessment found.",
            "There is no contingency, though the case has changed quickly before.",
            "The plan is a standard one and does not fit this child.",
            "Other agencies' plans were not brought together with this one.",
        ],
        Stage::Delivery => &[
            "Too little of what was planned was delivered.",
            "Gaps in contact were long and went unexplained.",
            "Referrals were made late and not followed up.",
        ],
        Stage::Reviewing => &[
            "A significant change did not lead to a review.",
            "The review repeats what was written before.",
            "Reviewing took no account of new information.",
        ],
    }
}

fn effect(strand: Strand) -> &'static [&'static str] {
    match strand {
        Strand::Desistance => &[
            "What lies behind the offending is not dealt with.",
            "The work could not build on what the child is good at.",
            "The child had little reason to take part.",
            "School and home, where it matters most, were left out.",
        ],
        Strand::ChildSafe => &[
            "It is not clear who would notice if the child came to harm.",
            "The risk of exploitation is not managed.",
            "The child's wellbeing was left to chance.",
            "Known dangers at home are not answered.",
        ],
        Strand::OthersSafe => &[
            "Actual and possible victims were not protected well enough.",
            "The risk to others is understated.",
            "Nobody would have known what to do had the risk risen.",
            "Controls were not matched to the behaviour.",
        ],
    }
}
