//! The figures of one page over all rounds.

use anyhow::Result;
use serde_json::{Value, json};

use crate::page::{Page, Watched};
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
        let file_kb = page.file().metadata()?.len() as f64 / 1000.0;
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

    /// The median of one figure of long work that not every page does.
    pub fn watched(
        &self,
        work: impl Fn(&Round) -> Option<Watched>,
        figure: impl Fn(Watched) -> f64,
    ) -> Option<f64> {
        quantile(self.rounds.iter().filter_map(work).map(figure), 0.5)
    }

    /// Every value as it was measured.
    pub fn raw(&self) -> Value {
        json!({ "page": self.name, "file_kb": self.file_kb, "rounds": self.rounds })
    }
}

/// The value below which that share of the values lies, by nearest rank; none of no values.
fn quantile(values: impl Iterator<Item = f64>, share: f64) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied()
}
