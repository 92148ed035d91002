//! Where the ratings panel may use discretion (3.4). The rules only point; the panel decides.

use crate::{CaseId, Framework, Rating, Reference, Share};

use super::standard::{Bearing, Because, KeyQuestionResult, Sampled, StandardResult};

/// Which way a rating could go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Toward {
    /// To a higher rating.
    Up,
    /// To a lower rating.
    Down,
}

impl Toward {
    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// What makes a standard a matter for discretion. Empty where nothing does.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Flags {
    /// Lowest key questions close to an edge.
    pub near: Vec<NearEdge>,
    /// Cases of which each, judged otherwise, would raise the computed rating; by number.
    pub one_case_up: Vec<CaseId>,
    /// Cases of which each, judged otherwise, would lower the computed rating; by number.
    pub one_case_down: Vec<CaseId>,
    /// Lowest key questions that rest on few cases, with how many.
    pub few_cases: Vec<(Reference, u32)>,
}

impl Flags {
    /// Whether nothing is flagged.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A key question within the framework's points of an edge.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NearEdge {
    /// The key question.
    pub key_question: Reference,
    /// The edge, in whole per cent.
    pub edge: u32,
    /// Which way the rating would go across it.
    pub toward: Toward,
}

/// The flags of a standard whose rating its weakest share decides; of any other, none.
///
/// `rows` says of each key question how each of `cases` bears on it.
pub(super) fn flags(
    framework: &Framework,
    result: &StandardResult,
    cases: &[Sampled<'_>],
    rows: &[Vec<Bearing>],
) -> Flags {
    let mut flags = Flags::default();
    let (Some(rule), Some(bands)) = (framework.rules.discretion, framework.rules.bands) else {
        return flags;
    };
    let (Because::Weakest(_), Some(rating)) = (&result.because, result.computed) else {
        return flags;
    };
    for one in lowest(&result.key_questions) {
        let (part, of) = (u64::from(one.share.part) * 100, u64::from(one.share.of));
        let within = u64::from(rule.within_points) * of;
        let near = |edge, toward| NearEdge { key_question: one.reference, edge, toward };
        if let Some(edge) = rating.above().and_then(|above| bands.edge(above))
            && part + within >= u64::from(edge) * of
        {
            flags.near.push(near(edge, Toward::Up));
        }
        if let Some(edge) = bands.edge(rating)
            && part <= u64::from(edge) * of + within
        {
            flags.near.push(near(edge, Toward::Down));
        }
        if one.share.of <= rule.few_cases {
            flags.few_cases.push((one.reference, one.share.of));
        }
    }
    if rule.one_case {
        flags.one_case_up = one_case(framework, result, rating, cases, rows, Toward::Up);
        flags.one_case_down = one_case(framework, result, rating, cases, rows, Toward::Down);
    }
    flags
}

/// The key questions with the smallest share, compared as fractions.
fn lowest(key_questions: &[KeyQuestionResult]) -> impl Iterator<Item = &KeyQuestionResult> {
    let rated = || key_questions.iter().filter(|one| one.rating.is_some());
    let product = |one: Share, other: Share| u64::from(one.part) * u64::from(other.of);
    let least = rated()
        .map(|one| one.share)
        .min_by(|one, other| product(*one, *other).cmp(&product(*other, *one)))
        .unwrap_or_default();
    rated().filter(move |one| product(one.share, least) == product(least, one.share))
}

/// The cases of which each, all its judgements in this standard turned one way, moves the computed
/// rating that way.
fn one_case(
    framework: &Framework,
    result: &StandardResult,
    rating: Rating,
    cases: &[Sampled<'_>],
    rows: &[Vec<Bearing>],
    toward: Toward,
) -> Vec<CaseId> {
    let up = toward == Toward::Up;
    // What each key question would be rated with one judgement turned.
    let turned: Vec<Option<Rating>> = result
        .key_questions
        .iter()
        .map(|one| {
            let Share { part, of } = one.share;
            let part = if up { (part + 1).min(of) } else { part.saturating_sub(1) };
            one.rating.and_then(|_| framework.rules.rating_of(Share { part, of }))
        })
        .collect();
    let moves = |at: usize| {
        let shares = result.key_questions.iter().zip(&turned).zip(rows);
        let weakest = shares.filter_map(|((one, turned), row)| match row.get(at) {
            Some(Bearing::Judged { sufficient }) if *sufficient != up => *turned,
            _ => one.rating,
        });
        let weakest = weakest.chain(result.proposed).min();
        weakest.is_some_and(|after| if up { after > rating } else { after < rating })
    };
    // Most standards are far from any edge: nothing is looked at case by case unless it can matter.
    let can_move = result
        .key_questions
        .iter()
        .zip(&turned)
        .any(|(one, turned)| one.rating != *turned && (!up || one.rating == Some(rating)));
    if !can_move {
        return Vec::new();
    }
    let mut found: Vec<&Sampled<'_>> =
        cases.iter().enumerate().filter(|(at, _)| moves(*at)).map(|(_, case)| case).collect();
    found.sort_by(|(_, one), (_, other)| one.number.cmp(&other.number));
    found.into_iter().map(|(id, _)| *id).collect()
}
