//! The figures of one page over all rounds.

use anyhow::Result;
use serde::Serialize;

use crate::caseread::Watched;
use crate::page::Page;
use crate::rounds::Answers;

/// What all rounds of one page gave. What a page does not do stays empty.
#[derive(Serialize)]
pub struct Figures {
    pub name: String,
    pub file_kb: f64,
    /// Milliseconds until the form is there, with one case stored.
    pub ready: Vec<f64>,
    pub answers: Vec<Answers>,
    /// Of all rounds together: the slow ones are too few in one round.
    pub commits: Vec<f64>,
    pub imports: Vec<Watched>,
    /// Milliseconds that rating 1,000 cases took, in the page, of all rounds together.
    pub rated: Vec<f64>,
    pub exports: Vec<Watched>,
}

impl Figures {
    /// A page before its first round.
    pub fn of(page: &impl Page) -> Result<Self> {
        Ok(Self {
            name: page.name().into(),
            file_kb: page.file().metadata()?.len() as f64 / 1000.0,
            ready: Vec::new(),
            answers: Vec::new(),
            commits: Vec::new(),
            imports: Vec::new(),
            rated: Vec::new(),
            exports: Vec::new(),
        })
    }
}

/// The median of one figure; none of no values.
pub fn median<T>(values: &[T], figure: impl Fn(&T) -> f64) -> Option<f64> {
    quantile(values, figure, 0.5)
}

/// The value below which that share of the values lies, by nearest rank; none of no values.
pub fn quantile<T>(values: &[T], figure: impl Fn(&T) -> f64, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.iter().map(figure).collect();
    values.sort_by(f64::total_cmp);
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied()
}
