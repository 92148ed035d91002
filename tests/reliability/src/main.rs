//! `cargo xtask reliability` and `cargo xtask soak`: the built page is killed, cut, crowded and worn out,
//! and what it had called saved is held against what is there afterwards.
//!
//! Browsers are started directly and worked over their own protocols, not through a WebDriver: a death
//! and the look at what outlived it take two seconds so.

use std::fs::OpenOptions;
use std::io::Write;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use lexopt::Parser;

use crate::cut::Damage;
use crate::task::{Task, USAGE};

mod browser;
mod case;
mod cut;
mod disk;
mod first;
mod kill;
mod labels;
mod outcome;
mod patience;
#[path = "../../e2e/processes.rs"]
mod processes;
mod socket;
mod story;
mod tab;
mod tabs;
mod task;
mod week;

fn main() -> ExitCode {
    match Task::read(Parser::from_env()).and_then(|task| run(&task)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("reliability: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &Task) -> Result<bool> {
    println!("{} with seed {}", task.name, task.seed);
    if task.name == "first" {
        return first::run(task).map(|()| true);
    }
    let outcome = match task.name.as_str() {
        "kill" => kill::run(task)?,
        "cut" => cut::run(task, Damage::Cut)?,
        "zeros" => cut::run(task, Damage::Zeros)?,
        "disk" => disk::run(task)?,
        "tabs" => tabs::run(task)?,
        "week" => week::run(task)?,
        other => bail!("there is no {other:?}.\n\n{USAGE}"),
    };
    print!("{}", outcome.text());
    if let Some(file) = &task.record {
        let digest = task.file.with_extension("html.sha256");
        let digest = std::fs::read_to_string(digest).unwrap_or_default();
        let page: String = digest.chars().take(12).collect();
        let record = outcome.record(&page, &browser::version(task.kind)?);
        let mut file = OpenOptions::new().create(true).append(true).open(file)?;
        writeln!(file, "{record}").context("the outcome was not kept")?;
    }
    Ok(outcome.is_good())
}
