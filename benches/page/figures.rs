//! The figures of one page over all rounds.

use std::time::Duration;

use anyhow::Result;

use crate::page::Page;
use crate::rounds::Round;

/// What all rounds of one page gave.
pub struct Figures {
    pub name: String,
    pub file_kb: f64,
    rounds: Vec<Round>,
}

impl Figures {
    /// A page before its first round.
    pub fn of(page: &impl Page) -> Result<Self> {
        let file_kb = page.file().metadata()?.len() as f64 / 1024.0;
        Ok(Self { name: page.name().into(), file_kb, rounds: Vec::new() })
    }

    /// One round more.
    pub fn add(&mut self, round: Round) {
        self.rounds.push(round);
    }

    /// The median of one figure over the rounds.
    pub fn median(&self, figure: impl Fn(&Round) -> f64) -> Option<f64> {
        quantile(self.rounds.iter().map(figure), 0.5)
    }

    /// The quantile of all commits of all rounds: the slow ones are too few in one round.
    pub fn commit(&self, share: f64) -> Option<f64> {
        quantile(self.rounds.iter().flat_map(|round| round.commits.iter().copied()), share)
    }

    /// The median in seconds of a time that not every page has.
    pub fn seconds(&self, time: impl Fn(&Round) -> Option<Duration>) -> Option<f64> {
        quantile(self.rounds.iter().filter_map(time).map(|time| time.as_secs_f64()), 0.5)
    }
}

/// The value below which that share of the values lies, by nearest rank; none of no values.
fn quantile(values: impl Iterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied()
}
