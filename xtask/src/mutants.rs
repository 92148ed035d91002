//! `cargo xtask mutants`: the rules broken in every small way, to see that a test notices.

use anyhow::{Result, ensure};

use crate::workspace::{Workspace, run, succeeds};

/// Breaks the rules of `domain` one place at a time; `.cargo/mutants.toml` says how.
pub(crate) fn run_all(workspace: &Workspace) -> Result<()> {
    ensure!(
        succeeds(&mut workspace.cargo(&["mutants", "--version"])),
        "`cargo mutants` is not here. `cargo install cargo-mutants --locked` installs it."
    );
    let output = workspace.target().to_string_lossy().into_owned();
    // Two at a time would fight over the cores of most machines.
    let args = ["mutants", "--package", "domain", "--jobs", "1", "--output", &output];
    // It is enough that a property fails, if need be for few inspections: what survives is looked into.
    let spared = [("PROPTEST_CASES", "40"), ("PROPTEST_MAX_SHRINK_ITERS", "0")];
    run(workspace.cargo(&args).envs(spared))
}
