//! `cargo xtask first`: which functions the first screens call. The page is cut in two by it.

use std::collections::BTreeSet;
use std::fs;

use anyhow::{Context, Result};

use crate::drivers::{Browser, Driver};
use crate::workspace::{Workspace, run};
use crate::{page, setup};

/// Asks a page that keeps count, and writes the names down.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    setup::browser(workspace, Browser::Chromium)?;
    let (page, names) = page::build_marked(workspace)?;
    let record = page.with_file_name("called.json");
    let driver = Driver::direct(Browser::Chromium)?;
    let mut command = workspace.cargo(&["run", "--quiet", "--package", "reliability", "--"]);
    command.args(["first", "--seed", "1", "--record"]).arg(&record);
    run(command.envs(driver.env(&page)))?;
    let called = fs::read_to_string(&record).context("The page said nothing.")?;
    let called: BTreeSet<usize> = serde_json::from_str(&called)?;
    let names: BTreeSet<&str> =
        called.iter().filter_map(|at| names.get(*at)).map(String::as_str).collect();
    let text: String = names.iter().map(|name| format!("{name}\n")).collect();
    fs::write(workspace.root().join(page::FIRST), text)
        .with_context(|| format!("{} could not be written.", page::FIRST))?;
    println!("{}: {} functions", page::FIRST, names.len());
    Ok(())
}
