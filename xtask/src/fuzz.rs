//! `cargo xtask fuzz`: broken files by chance, held against the readers.

use anyhow::Result;

use crate::workspace::{Workspace, run};

/// Reads broken files for so many seconds; without a seed each run tries others.
pub(crate) fn run_for(workspace: &Workspace, seconds: u64, seed: Option<u64>) -> Result<()> {
    let seconds = seconds.to_string();
    let mut command =
        workspace.cargo(&["run", "--package", "fuzz", "--profile", "fuzz", "--", &seconds]);
    if let Some(seed) = seed {
        command.args(["--seed", &seed.to_string()]);
    }
    run(&mut command)
}
