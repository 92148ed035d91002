//! How near the edge: how many judgements would have to change to move a rating (3.9).
//!
//! Exact, not estimated: for a standard from its shares, for the overall rating by weighing every way
//! in which its standards could move together.

use std::cmp::Ordering;

use crate::{Combination, Evidence, Framework, Rating, Reference, Share, Standard};

use super::overall::{Overall, Tally, banded, capped, is_weak};
use super::standard::{Because, StandardResult};

/// The fewest judgements that would have to change to move a computed rating.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Moves {
    /// To move it at least one step up; `None` where judgements in cases cannot.
    pub up: Option<u32>,
    /// To move it at least one step down; `None` where judgements in cases cannot.
    pub down: Option<u32>,
}

/// How near the overall rating is to another one.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct OverallMoves {
    /// Points from the total to the next higher band; `None` in the highest, or without a rating.
    pub points_up: Option<u32>,
    /// Points from the total to the next lower band; `None` in the lowest, or without a rating.
    pub points_down: Option<u32>,
    /// The cheapest way up by judgements in cases; `None` where there is none.
    pub up: Option<Way>,
    /// The cheapest way down.
    pub down: Option<Way>,
}

/// One way for the overall rating to move.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Way {
    /// Judgements that would have to change, over all standards.
    pub judgements: u32,
    /// The standards that would move, to which rating, and the judgements each takes.
    pub standards: Vec<(Reference, Rating, u32)>,
}

/// How far the rating of a standard is from moving.
pub(super) fn of_standard(
    framework: &Framework,
    standard: &Standard,
    result: &StandardResult,
) -> Moves {
    let Some(rating) = result.computed else { return Moves::default() };
    let judgements = |target: Option<Rating>| {
        Some(turned(framework, standard, result, rating, target?)?.judgements)
    };
    Moves { up: judgements(rating.above()), down: judgements(rating.below()) }
}

/// A standard moved by turned judgements.
#[derive(Clone, Copy)]
struct Turned {
    /// How many.
    judgements: u32,
    /// The rating it then has.
    rating: Rating,
}

/// The fewest judgements that take a standard from `rating` to `target`, or past it; `None` where
/// judgements in cases cannot.
fn turned(
    framework: &Framework,
    standard: &Standard,
    result: &StandardResult,
    rating: Rating,
    target: Rating,
) -> Option<Turned> {
    let combined = standard.evidence == Evidence::Mixed
        && standard.combination == Combination::Lowest
        && result.because == Because::Proposed;
    match target.cmp(&rating) {
        Ordering::Equal => Some(Turned { judgements: 0, rating }),
        _ if !combined && !matches!(result.because, Because::Weakest(_)) => None,
        Ordering::Greater if result.proposed.is_some_and(|proposed| proposed < target) => None,
        Ordering::Greater => rise(framework, result, target),
        Ordering::Less => fall(framework, result, target),
    }
}

/// To `target` or higher: every key question below it has to rise.
fn rise(framework: &Framework, result: &StandardResult, target: Rating) -> Option<Turned> {
    let mut judgements = 0;
    let mut weakest = result.proposed;
    for one in result.key_questions.iter().filter(|one| one.rating.is_some()) {
        let Share { part, of } = one.share;
        let reached = part.max(framework.rules.fewest_for(of, target)?);
        if reached > of {
            return None;
        }
        judgements += reached - part;
        let after = framework.rules.rating_of(Share { part: reached, of })?;
        weakest = Some(weakest.map_or(after, |weakest| weakest.min(after)));
    }
    Some(Turned { judgements, rating: weakest? })
}

/// To `target` or lower: one key question that falls is enough.
fn fall(framework: &Framework, result: &StandardResult, target: Rating) -> Option<Turned> {
    let above = target.above()?;
    let rated = result.key_questions.iter().filter(|one| one.rating.is_some());
    rated
        .filter_map(|one| {
            let Share { part, of } = one.share;
            let reached = part.min(framework.rules.fewest_for(of, above)?.checked_sub(1)?);
            let rating = framework.rules.rating_of(Share { part: reached, of })?;
            Some(Turned { judgements: part - reached, rating })
        })
        .min_by_key(|turned| turned.judgements)
}

/// How far the overall rating is from moving, with the lead inspector's proposals as they are.
pub(super) fn overall(
    framework: &Framework,
    standards: &[&StandardResult],
    computed: Overall,
) -> OverallMoves {
    let Some(rating) = computed.rating else { return OverallMoves::default() };
    let Tally { points, maximum } = computed.total;
    let band = |points| banded(framework, Tally { points, maximum });
    let here = band(points);
    OverallMoves {
        points_up: (points..=maximum).find(|other| band(*other) > here).map(|other| other - points),
        points_down: (0..=points)
            .rev()
            .find(|other| band(*other) < here)
            .map(|other| points - other),
        up: way(framework, standards, maximum, |after| after > rating),
        down: way(framework, standards, maximum, |after| after < rating),
    }
}

/// The cheapest choice of ratings, one for each standard that counts, whose overall rating is `wanted`.
///
/// Standard by standard, the cheapest way to each total and each number of weak standards is kept: what
/// came before matters to the end by these two alone.
fn way(
    framework: &Framework,
    standards: &[&StandardResult],
    maximum: u32,
    wanted: impl Fn(Rating) -> bool,
) -> Option<Way> {
    let counted: Vec<_> = standards
        .iter()
        .filter(|one| one.in_total)
        .filter_map(|one| Some((*one, one.computed?, framework.standard(one.reference)?)))
        .collect();
    // Weak standards that a cap names outside the total stay as they are.
    let outside = standards.iter().filter(|one| !one.in_total);
    let weak =
        |one: &&&StandardResult| one.computed.is_some_and(|rating| is_weak(framework, one, rating));
    let n_outside = outside.filter(weak).count() as u32;
    // Without a cap nobody asks how many are weak.
    let n_weak = if framework.rules.cap.is_some() { counted.len() + 1 } else { 1 };
    let places = Places { n_weak };
    let mut cheapest: Vec<Option<u32>> = vec![None; places.at(maximum + 1, 0)];
    cheapest[0] = Some(0);
    // For each standard, how each place was reached, to walk back along.
    let mut steps: Vec<Vec<Option<Turned>>> = Vec::with_capacity(counted.len());
    for (result, rating, standard) in &counted {
        let choices: Vec<Turned> = Rating::ALL
            .into_iter()
            .filter_map(|target| turned(framework, standard, result, *rating, target))
            .collect();
        let mut next = vec![None; cheapest.len()];
        let mut step = vec![None; cheapest.len()];
        for (from, so_far) in cheapest.iter().enumerate() {
            let Some(so_far) = so_far else { continue };
            for choice in &choices {
                let at = from + places.of(framework, result, choice.rating);
                let judgements = so_far + choice.judgements;
                if next[at].is_none_or(|known| judgements < known) {
                    next[at] = Some(judgements);
                    step[at] = Some(*choice);
                }
            }
        }
        cheapest = next;
        steps.push(step);
    }
    let ends =
        cheapest.iter().enumerate().filter_map(|(at, judgements)| Some((at, (*judgements)?)));
    let (mut at, judgements) = ends
        .filter(|(at, _)| {
            let (points, n_weak) = places.read(*at);
            let banded = banded(framework, Tally { points, maximum });
            wanted(capped(framework, banded, n_weak + n_outside))
        })
        .min_by_key(|(_, judgements)| *judgements)?;
    let mut moved = Vec::new();
    for ((result, rating, _), step) in counted.iter().zip(&steps).rev() {
        let turned = step[at]?;
        if turned.rating != *rating {
            moved.push((result.reference, turned.rating, turned.judgements));
        }
        at -= places.of(framework, result, turned.rating);
    }
    moved.reverse();
    Some(Way { judgements, standards: moved })
}

/// Totals and numbers of weak standards as places of one list: moving a standard is a step along it.
#[derive(Clone, Copy)]
struct Places {
    n_weak: usize,
}

impl Places {
    fn at(self, points: u32, weak: usize) -> usize {
        points as usize * self.n_weak + weak
    }

    /// The step that a standard with this rating makes.
    fn of(self, framework: &Framework, standard: &StandardResult, rating: Rating) -> usize {
        let weak = usize::from(is_weak(framework, standard, rating));
        self.at(framework.rules.points_of(rating), weak)
    }

    fn read(self, at: usize) -> (u32, u32) {
        ((at / self.n_weak) as u32, (at % self.n_weak) as u32)
    }
}
