//! How fast the page is on an office laptop, beside a page that does the least a page can do.
//!
//! Run with `cargo xtask bench`; `RUNS` says how often (5 times where nothing is said). Figures of
//! two runs cannot be compared: the machine differs from hour to hour. Only the columns of one
//! table can, because their runs took turns.

#[allow(dead_code, reason = "the tests know more estates than the bench does")]
#[path = "../../tests/e2e/browser.rs"]
mod browser;
#[path = "../../tests/e2e/driver.rs"]
mod driver;
#[path = "../../tests/e2e/patience.rs"]
mod patience;
#[path = "../../tests/e2e/processes.rs"]
mod processes;
#[allow(dead_code, reason = "the tests ask more of a seat than the bench does")]
#[path = "../../tests/e2e/seat.rs"]
mod seat;

mod case;
mod form;
mod page;

mod caseread;
mod floor;

mod devtools;
mod figures;
mod rounds;
mod table;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use fantoccini::Client;
use serde_json::json;

use crate::browser::Browser;
use crate::case::Sample;
use crate::caseread::Caseread;
use crate::figures::Figures;
use crate::floor::Floor;
use crate::seat::Seat;

/// How many cases are stored while answers are given, brought in and handed over.
const MANY: usize = 1_000;
/// How often the form is opened in a run: that is soon done, and differs most.
const OPENINGS: usize = 3;

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too, to see that they start: it has no minutes to spare.
    if !env::args().any(|arg| arg == "--bench") {
        return Ok(());
    }
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(compare())
}

async fn compare() -> Result<()> {
    ensure!(Browser::asked_for()? == Browser::Chromium, "only Chromium can be slowed and measured");
    let runs: u32 = match env::var("RUNS") {
        Ok(said) => said.parse().with_context(|| format!("RUNS is {said:?}, not a number"))?,
        Err(_) => 5,
    };
    let file = env::var_os("CASEREAD_PAGE")
        .context("CASEREAD_PAGE names no page: start this with cargo xtask bench")?;
    let file = PathBuf::from(file);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (one_case, many) = (Sample::write(1, folder)?, Sample::write(MANY, folder)?);
    let form = form::of(&one_case)?;
    let floor = Floor::build(&form, folder)?;
    let caseread = Caseread::new(file, one_case, many);

    let (mut floor_figures, mut figures) = (Figures::of(&floor)?, Figures::of(&caseread)?);
    for run in 1..=runs {
        eprintln!("run {run} of {runs}");
        for _ in 0..OPENINGS {
            floor_figures.ready.push(rounds::ready(&floor, form.n_radios).await?);
            figures.ready.push(rounds::ready(&caseread, form.n_radios).await?);
        }
        floor_figures.answers.push(rounds::answers(&floor, form.n_radios).await?);
        figures.answers.push(rounds::answers(&caseread, form.n_radios).await?);
        figures.commits.extend(rounds::commits(&caseread, form.n_radios).await?);
        let files =
            async |seat: &Seat, client: &Client| caseread.import_and_export(seat, client).await;
        let (import, rated, export) = rounds::in_a_fresh_browser(files).await?;
        figures.imports.push(import);
        figures.rated.extend(rated);
        figures.exports.push(export);
    }
    let pages = [floor_figures, figures];
    let raw = folder.parent().unwrap_or(folder).join("bench-page.json");
    fs::write(&raw, serde_json::to_string_pretty(&json!({ "runs": runs, "pages": pages }))?)?;
    print!("{}", table::of(&pages, runs));
    println!("\nevery value: {}", raw.display());
    Ok(())
}
