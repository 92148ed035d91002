//! `cargo xtask bench`: how fast the rating, the command line and the page are.

use anyhow::Result;

use crate::drivers::{Browser, Driver};
use crate::steps::Steps;
use crate::workspace::{APP, Workspace, run};
use crate::{page, setup};

/// Runs the native benches, then the page in Chromium.
pub(crate) fn run_all(workspace: &Workspace) -> Result<()> {
    let mut steps = Steps::default();
    steps.step("set up", || setup::browser(workspace, Browser::Chromium))?;
    steps.step("build the page", || page::build(workspace))?;
    steps.step("bench: rating", || {
        run(&mut workspace.cargo(&["bench", "--package", "domain", "--bench", "rate"]))
    })?;
    steps.step("bench: very many files", || {
        run(&mut workspace.cargo(&["bench", "--package", "cli", "--bench", "many"]))
    })?;
    steps.step("bench: page in chromium", || {
        let driver = Driver::start(workspace, Browser::Chromium)?;
        let args = ["bench", "--package", APP, "--features", "e2e", "--bench", "page"];
        run(workspace.cargo(&args).envs(driver.env(&page::path(workspace))))
    })?;
    steps.finish();
    Ok(())
}
