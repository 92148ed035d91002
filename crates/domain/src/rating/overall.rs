//! The whole inspection: domain subtotals, the total, the overall rating.

use crate::{Bands, Framework, Given, Inspection, Rating, Reference};

use super::nearness::{self, OverallMoves};
use super::standard::{Sampled, StandardResult, rate_standard};

/// Everything the rules say about an inspection.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Results {
    /// The domains, in the framework's order.
    pub domains: Vec<DomainResult>,
    /// The overall rating from computed ratings alone.
    pub computed: Overall,
    /// The overall rating with the panel's ratings of standards in place; `None` where it gave none.
    pub with_panel: Option<Overall>,
    /// What the panel gave overall, if anything.
    pub given: Option<Given>,
    /// Standards still without a rating that count in the total.
    pub missing: Vec<Reference>,
    /// Judgements, or the details they hang on, that cases still owe.
    pub owed_judgements: u32,
    /// How near the computed overall rating is to another one (3.9).
    pub moves: OverallMoves,
}

/// A domain and its standards.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DomainResult {
    /// The domain.
    pub reference: Reference,
    /// Its standards.
    pub standards: Vec<StandardResult>,
    /// Points of its computed ratings. A subtotal, never called a rating (3.6).
    pub subtotal: Tally,
}

/// Points out of a maximum.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// The points.
    pub points: u32,
    /// The most there could be: of every standard that counts and is not left out.
    pub maximum: u32,
}

/// An overall rating and the total behind it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Overall {
    /// The total.
    pub total: Tally,
    /// The rating; `None` while a standard that counts has none.
    pub rating: Option<Rating>,
    /// Whether the general rule banded it, since the maximum is not the framework's (3.6).
    pub derived: bool,
    /// The rating the total alone would give, where a cap holds the overall rating below it (3.6).
    pub capped_from: Option<Rating>,
}

impl Results {
    /// Every standard, in the framework's order.
    pub fn standards(&self) -> impl Iterator<Item = &StandardResult> {
        self.domains.iter().flat_map(|domain| &domain.standards)
    }

    /// The overall rating that stands: the panel's, else what its ratings of standards give, else
    /// the computed one.
    pub fn standing(&self) -> Option<Rating> {
        let given = self.given.as_ref().and_then(|given| given.rating);
        given.or(self.with_panel.unwrap_or(self.computed).rating)
    }
}

/// Rates an inspection.
///
/// Standards outside the total are rated and counted nowhere. A standard left unrated leaves the
/// maximum; the total is then banded by the general rule (3.6).
pub fn rate(framework: &Framework, inspection: &Inspection) -> Results {
    let sample: Vec<Sampled<'_>> = inspection
        .cases
        .iter()
        .map(|(id, case)| (*id, &**case))
        .filter(|(_, case)| case.withdrawn.is_none())
        .collect();
    let domains: Vec<_> = framework
        .domains
        .iter()
        .map(|domain| {
            let standards: Vec<_> = domain
                .standards
                .iter()
                .map(|standard| rate_standard(framework, standard, &sample, &inspection.record))
                .collect();
            DomainResult {
                reference: domain.reference,
                subtotal: tally(framework, counted(&standards, |one| one.computed)),
                standards,
            }
        })
        .collect();
    let standards: Vec<&StandardResult> =
        domains.iter().flat_map(|domain| &domain.standards).collect();
    let missing: Vec<_> = standards
        .iter()
        .filter(|one| one.in_total && one.standing().is_none() && !one.left_out)
        .map(|one| one.reference)
        .collect();
    let owed_judgements =
        standards.iter().flat_map(|one| &one.key_questions).map(|one| one.owed).sum();
    let panel = standards.iter().any(|one| one.given.as_ref().is_some_and(|g| g.rating.is_some()));
    let computed = overall(framework, &standards, |one| one.computed);
    Results {
        moves: nearness::overall(framework, &standards, computed),
        computed,
        with_panel: panel.then(|| overall(framework, &standards, StandardResult::standing)),
        given: inspection.record.given.get(&None).cloned(),
        missing,
        owed_judgements,
        domains,
    }
}

/// The ratings that count in a total; `None` for a standard that counts and has none yet.
fn counted<'a>(
    standards: impl IntoIterator<Item = &'a StandardResult>,
    rating: impl Fn(&StandardResult) -> Option<Rating>,
) -> impl Iterator<Item = (Reference, Option<Rating>)> {
    standards.into_iter().filter(|one| one.in_total).filter_map(move |one| {
        let rating = rating(one);
        (rating.is_some() || !one.left_out).then_some((one.reference, rating))
    })
}

fn tally(
    framework: &Framework,
    counted: impl IntoIterator<Item = (Reference, Option<Rating>)>,
) -> Tally {
    let most = framework.rules.points_of(Rating::Outstanding);
    counted.into_iter().fold(Tally::default(), |sum, (_, rating)| Tally {
        points: sum.points + rating.map_or(0, |rating| framework.rules.points_of(rating)),
        maximum: sum.maximum + most,
    })
}

fn overall(
    framework: &Framework,
    standards: &[&StandardResult],
    rating: impl Fn(&StandardResult) -> Option<Rating>,
) -> Overall {
    let weak =
        |one: &&&StandardResult| rating(one).is_some_and(|rating| is_weak(framework, one, rating));
    let n_weak = standards.iter().filter(weak).count() as u32;
    let counted: Vec<_> = counted(standards.iter().copied(), rating).collect();
    let complete = counted.iter().all(|(_, rating)| rating.is_some());
    let total = tally(framework, counted);
    let banded = banded(framework, total);
    let rating = capped(framework, banded, n_weak);
    let given = complete && total.maximum > 0;
    Overall {
        total,
        rating: given.then_some(rating),
        derived: table(framework, total.maximum).is_none() && total.maximum > 0,
        capped_from: (given && rating != banded).then_some(banded),
    }
}

/// The framework's table, where it is made for this maximum.
fn table(framework: &Framework, maximum: u32) -> Option<Bands> {
    framework.rules.overall.filter(|(made_for, _)| *made_for == maximum).map(|(_, bands)| bands)
}

/// The band of a total: by the framework's table, else by the general rule.
pub(super) fn banded(framework: &Framework, total: Tally) -> Rating {
    match table(framework, total.maximum) {
        Some(bands) => bands.rating(|edge| total.points >= edge),
        None => general_rule(total),
    }
}

/// Whether a standard with this rating is one that the framework's cap counts as weak.
pub(super) fn is_weak(framework: &Framework, standard: &StandardResult, rating: Rating) -> bool {
    let cap = framework.rules.cap.as_ref();
    cap.is_some_and(|cap| cap.looks_at(standard.reference, standard.in_total) && rating <= cap.weak)
}

/// The rating that a cap leaves of one, with so many weak standards.
pub(super) fn capped(framework: &Framework, rating: Rating, n_weak: u32) -> Rating {
    match &framework.rules.cap {
        Some(cap) if n_weak >= cap.number => rating.min(cap.at_most),
        _ => rating,
    }
}

/// The rule behind every published table: edges at one sixth, one half and five sixths of the
/// maximum, ties to the lower rating (3.6, worked out from published tables).
fn general_rule(total: Tally) -> Rating {
    let Tally { points, maximum } = total;
    if points * 6 <= maximum {
        Rating::Inadequate
    } else if points * 2 <= maximum {
        Rating::RequiresImprovement
    } else if points * 6 <= maximum * 5 {
        Rating::Good
    } else {
        Rating::Outstanding
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tables of 3.6, as the totals that begin each rating above Inadequate.
    #[test]
    fn the_general_rule_gives_every_published_table() {
        for (maximum, edges) in [
            (36, [7, 19, 31]),
            (30, [6, 16, 26]),
            (27, [5, 14, 23]),
            (24, [5, 13, 21]),
            (21, [4, 11, 18]),
            (12, [3, 7, 11]),
        ] {
            for points in 0..=maximum {
                let expected = edges.iter().filter(|edge| points >= **edge).count();
                let rating = general_rule(Tally { points, maximum });
                assert_eq!(rating as usize, expected, "{points} of {maximum}");
            }
        }
    }
}
