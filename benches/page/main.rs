//! How fast the page is on an office laptop, beside a page that does the least a page can do.
//!
//! Run with `cargo xtask bench`; `RUNS` says how often (5 times where nothing is said). Figures of
//! two runs cannot be compared: the machine differs from hour to hour. Only the columns of one
//! table can, because their runs took turns.

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

mod form;
mod page;

mod floor;

mod devtools;
mod figures;
mod rounds;
mod table;

use std::env;

use anyhow::{Context, Result, ensure};

use crate::browser::Browser;
use crate::figures::Figures;
use crate::floor::Floor;

fn main() -> Result<()> {
    // `cargo test --all-targets` starts benches too, to see that they start: it has no minutes to spare.
    if !env::args().any(|arg| arg == "--bench") {
        return Ok(());
    }
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(compare())
}

async fn compare() -> Result<()> {
    ensure!(Browser::asked_for()? == Browser::Chromium, "only Chromium can be slowed and measured");
    let runs = match env::var("RUNS") {
        Ok(said) => said.parse().with_context(|| format!("RUNS is {said:?}, not a number"))?,
        Err(_) => 5,
    };
    let floor = Floor::build()?;
    let mut floor_figures = Figures::of(&floor)?;
    for _ in 0..runs {
        floor_figures.add(rounds::measure(&floor).await?);
    }
    print!("{}", table::of(&[floor_figures], runs));
    Ok(())
}
