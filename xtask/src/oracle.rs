//! `cargo xtask oracle`: the rules held against their second implementation, `tests/oracle/oracle.py`.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::{Workspace, on_path, run};

/// How many inspections are made by chance where nobody says how many.
pub(crate) const INSPECTIONS: u32 = 5_000;

/// Compares the tables and so many inspections; with `full` the tables with nothing left out.
pub(crate) fn compare(workspace: &Workspace, inspections: u32, full: bool) -> Result<()> {
    let python = python()?;
    // What makes and rates the inspections has a lot to do, what people use only a little.
    run(&mut workspace.cargo(&["build", "--release", "--package", "oracle"]))?;
    run(&mut workspace.cargo(&["build", "--package", "cli"]))?;
    let program = |profile: &str, name: &str| {
        workspace.target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    };
    let mut command = workspace.program(&python.to_string_lossy(), &["tests/oracle/oracle.py"]);
    command.arg("all").arg(program("release", "oracle"));
    command.arg("--program").arg(program("debug", "caseread"));
    command.arg("--count").arg(inspections.to_string());
    if full {
        command.arg("--full");
    }
    run(&mut command)
}

fn python() -> Result<PathBuf> {
    on_path("python3")
        .or_else(|| on_path("python"))
        .context("Python is missing. Install Python 3.9 or newer; it needs no packages.")
}
