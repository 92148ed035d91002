//! What a run came to, for the terminal and for the record.

use std::fmt::Write as _;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};

use crate::task::Task;

/// A run that has failed so often is not worth going on with.
const HOPELESS: usize = 20;

/// What a run came to.
pub struct Outcome {
    name: &'static str,
    browser: String,
    seed: u64,
    began: Instant,
    /// How often it was tried.
    pub tried: u32,
    failures: Vec<String>,
    figures: Vec<(String, f64)>,
}

impl Outcome {
    /// A run that begins now.
    pub fn new(name: &'static str, task: &Task) -> Self {
        let browser = task.kind.name().to_owned();
        let (failures, figures) = (Vec::new(), Vec::new());
        let (seed, began) = (task.seed, Instant::now());
        Self { name, browser, seed, began, tried: 0, failures, figures }
    }

    /// This machine cannot run it.
    pub fn skipped(&self, why: &str) {
        eprintln!("SKIPPED, and nothing was tried: {} in {}: {why}", self.name, self.browser);
    }

    /// Something promised was not so.
    pub fn fails(&mut self, why: &str) {
        eprintln!("FAILED: {why}");
        self.failures.push(why.to_owned());
    }

    /// Whether going on would only tell the same again.
    pub fn is_hopeless(&self) -> bool {
        self.failures.len() >= HOPELESS
    }

    /// Whether every promise was kept.
    pub fn is_good(&self) -> bool {
        self.failures.is_empty()
    }

    /// Takes down a figure.
    pub fn figure(&mut self, name: &str, value: f64) {
        self.figures.push((name.to_owned(), value));
    }

    /// Tells how far it is, now and then.
    pub fn tell(&self, what: &str) {
        if self.tried.is_multiple_of(10) {
            eprintln!("  {} {what}, {:.0} s", self.name, self.began.elapsed().as_secs_f64());
        }
    }

    /// For people.
    pub fn text(&self) -> String {
        let mut text = format!(
            "{} in {}, seed {}: {} tried, {} failed, {:.0} s\n",
            self.name,
            self.browser,
            self.seed,
            self.tried,
            self.failures.len(),
            self.began.elapsed().as_secs_f64()
        );
        for (name, value) in &self.figures {
            // Writing into a text cannot fail.
            let _ = writeln!(text, "  {value:>10.1}  {name}");
        }
        text
    }

    /// For the record, with the versions of the page and of the browser.
    pub fn record(&self, page: &str, browser: &str) -> Value {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let figures = self.figures.iter().map(|(name, value)| (name.clone(), json!(value)));
        json!({
            "name": self.name,
            "at": now.as_secs(),
            "version": env!("CARGO_PKG_VERSION"),
            "page": page,
            "browser": browser,
            "seed": self.seed,
            "tried": self.tried,
            "failed": self.failures.len(),
            "failures": self.failures,
            "seconds": self.began.elapsed().as_secs(),
            "figures": figures.collect::<serde_json::Map<_, _>>(),
        })
    }
}

/// Takes down the median and the 95th percentile.
pub fn spread(outcome: &mut Outcome, name: &str, values: &mut [f64]) {
    values.sort_by(f64::total_cmp);
    for (share, word) in [(0.5, "median"), (0.95, "p95")] {
        if let Some(value) = quantile(values, share) {
            outcome.figure(&format!("{name}, {word}"), value);
        }
    }
}

/// The value below which this share lies; the values are sorted.
pub fn quantile(sorted: &[f64], share: f64) -> Option<f64> {
    let at = (sorted.len() as f64 * share).ceil() as usize;
    sorted.get(at.max(1) - 1).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_95th_percentile_of_a_hundred_is_the_95th() {
        let values: Vec<f64> = (1..=100).map(f64::from).collect();
        assert_eq!(quantile(&values, 0.95), Some(95.0));
        assert_eq!(quantile(&values, 0.5), Some(50.0));
        assert_eq!(quantile(&[7.0], 0.95), Some(7.0));
        assert_eq!(quantile(&[], 0.95), None);
    }
}
