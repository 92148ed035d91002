//! Which verdicts are to be given, so that the shares of the sample give the published ratings.

use domain::{Applies, Evidence, Framework, Reference, Verdict, applies};

use crate::dice::Dice;
use crate::sample::PlannedCase;

/// A verdict to give.
#[derive(Clone, Copy)]
pub(crate) struct Planned {
    pub(crate) verdict: Verdict,
    /// Whether the answers are to point the other way.
    pub(crate) against_answers: bool,
}

/// What becomes of one key question.
struct Aim {
    key_question: &'static str,
    /// Sufficient, in per cent of those judged where it applies. It lies well inside its band.
    sufficient: usize,
    /// A verdict that one reader gives against the answers, if any.
    against: Option<Verdict>,
}

const fn aim(key_question: &'static str, sufficient: usize) -> Aim {
    Aim { key_question, sufficient, against: None }
}

const fn aim_against(key_question: &'static str, sufficient: usize, verdict: Verdict) -> Aim {
    Aim { key_question, sufficient, against: Some(verdict) }
}

/// Bands: Good from 65, Outstanding from 80, Requires improvement from 50.
const AIMS: [Aim; 21] = [
    // 2.1 Good.
    aim_against("2.1.1", 83, Verdict::Sufficient),
    aim_against("2.1.2", 73, Verdict::NotSufficient),
    aim("2.1.3", 69),
    // 2.2 Inadequate.
    aim_against("2.2.1", 68, Verdict::Sufficient),
    aim("2.2.2", 55),
    aim("2.2.3", 42),
    // 2.3 Outstanding.
    aim("2.3.1", 90),
    aim("2.3.2", 85),
    aim_against("2.3.3", 84, Verdict::Sufficient),
    // 2.4 Outstanding.
    aim("2.4.1", 86),
    aim("2.4.2", 84),
    aim("2.4.3", 87),
    // 3.1 Requires improvement.
    aim("3.1.1", 82),
    aim_against("3.1.2", 59, Verdict::NotSufficient),
    aim("3.1.3", 54),
    // 3.2 Requires improvement.
    aim_against("3.2.1", 74, Verdict::Sufficient),
    aim("3.2.2", 61),
    aim("3.2.3", 55),
    // 3.3 Outstanding.
    aim("3.3.1", 92),
    aim("3.3.2", 84),
    aim("3.3.3", 88),
];

/// Cases in which nothing was due, in per cent of those that a standard draws on.
const NOT_DUE: [(&str, usize); 3] = [("2.3", 4), ("2.4", 9), ("3.3", 7)];

/// Plans the verdicts of all cases. A case is better or worse through and through, with some chance.
pub(crate) fn verdicts(framework: &Framework, cases: &mut [PlannedCase], dice: &mut Dice) {
    let quality: Vec<u64> = cases.iter().map(|_| dice.number(0, 1000)).collect();
    let standards = framework.all_standards().filter(|one| one.evidence == Evidence::Cases);
    for standard in standards {
        let drawn: Vec<usize> =
            (0..cases.len()).filter(|at| standard.draws_on(cases[*at].case.pool)).collect();
        let not_due = not_due(standard.reference, drawn.clone(), dice);
        for key_question in &standard.key_questions {
            let reference = key_question.reference;
            let Some(aim) = AIMS.iter().find(|aim| aim.key_question == reference.as_str()) else {
                continue;
            };
            let mut judged: Vec<(u64, usize)> = Vec::new();
            for at in drawn.iter().copied() {
                let case = &cases[at].case;
                if applies(framework, standard, key_question, case, None) != Applies::Yes {
                    continue;
                }
                if not_due.contains(&at) {
                    let plan = Planned { verdict: Verdict::NotApplicable, against_answers: false };
                    cases[at].verdicts.insert(reference, plan);
                } else {
                    judged.push((quality[at] + dice.number(0, 900), at));
                }
            }
            judged.sort_by(|one, other| other.cmp(one));
            let order = judged.into_iter().map(|(_, at)| at).collect();
            give(cases, reference, aim, order);
        }
    }
}

fn per_cent(n: usize, percent: usize) -> usize {
    (n * percent + 50) / 100
}

/// Picks the cases in which nothing of a standard's kind was due.
fn not_due(standard: Reference, mut drawn: Vec<usize>, dice: &mut Dice) -> Vec<usize> {
    let share = NOT_DUE.iter().find(|(reference, _)| *reference == standard.as_str());
    let n = share.map_or(0, |(_, percent)| per_cent(drawn.len(), *percent));
    (0..n).map(|_| drawn.remove(dice.number(0, drawn.len() as u64 - 1) as usize)).collect()
}

/// Gives out the verdicts of one key question; `order` names its cases, the best first.
fn give(cases: &mut [PlannedCase], reference: Reference, aim: &Aim, order: Vec<usize>) {
    let n_sufficient = per_cent(order.len(), aim.sufficient);
    for (rank, at) in order.into_iter().enumerate() {
        let (verdict, is_nearest) = if rank < n_sufficient {
            (Verdict::Sufficient, rank + 1 == n_sufficient)
        } else {
            (Verdict::NotSufficient, rank == n_sufficient)
        };
        // Where the work is neither clearly good nor clearly weak, one thing can outweigh the rest.
        let against_answers = is_nearest && aim.against == Some(verdict);
        cases[at].verdicts.insert(reference, Planned { verdict, against_answers });
    }
}
