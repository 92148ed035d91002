//! Steps with names and times, and the short summary at the end.

use std::time::{Duration, Instant};

use anyhow::{Context, Result};

/// What has been done so far, in order.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<(String, Duration)>,
}

impl Steps {
    /// Does one step. When it fails, the summary is printed and its name goes into the error.
    pub(crate) fn step<T>(&mut self, name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n== {name}");
        let began = Instant::now();
        let result = work();
        let took = began.elapsed();
        if result.is_err() {
            self.print();
            println!("  FAILED {:>7.1} s  {name}", took.as_secs_f64());
        } else {
            self.done.push((name.to_owned(), took));
        }
        result.with_context(|| format!("the step `{name}` failed"))
    }

    /// Prints the summary after the last step.
    pub(crate) fn finish(&self) {
        self.print();
        let total: Duration = self.done.iter().map(|(_, took)| *took).sum();
        println!("  all ok {:>7.1} s  in {} steps", total.as_secs_f64(), self.done.len());
    }

    fn print(&self) {
        println!("\nSummary");
        for (name, took) in &self.done {
            println!("  ok     {:>7.1} s  {name}", took.as_secs_f64());
        }
    }
}
