//! `cargo xtask deny`: what Caseread takes from others, held against `deny.toml`.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::setup::tools;
use crate::workspace::{Workspace, on_path, run, succeeds, text_of};

/// As in `deny/requirements.txt`.
const VERSION: &str = "0.20.2";
const READY_MADE: &str = "xtask/src/deny/requirements.txt";

/// Said loudly, since a check that was not made looks like one that passed.
const NO_ADVISORIES: &str = "\
****************************************************************************************
NOT CHECKED: known weaknesses of the libraries. The database of advisories could not be
fetched from here. Run `cargo xtask deny` where it can be, before a release at the latest.
****************************************************************************************";

/// Checks licences, bans and sources, and advisories where their database can be reached.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let program = program(workspace)?;
    let deny = |args: &[&str]| {
        let mut command =
            workspace.program(&program.display().to_string(), &["--locked", "--workspace"]);
        command.args(args);
        command
    };
    run(&mut deny(&["check", "licenses", "bans", "sources"])).context(
        "A library does not meet deny.toml. Replace it, or change deny.toml and say why",
    )?;
    if !succeeds(&mut deny(&["fetch", "db"])) {
        println!("{NO_ADVISORIES}");
        return Ok(());
    }
    run(&mut deny(&["check", "--disable-fetch", "advisories"]))
        .context("A library has a known weakness. Take a newer version of it")
}

/// The pinned program: from the search path or from our own tools, into which it is put if missing.
fn program(workspace: &Workspace) -> Result<PathBuf> {
    let ours = tools(workspace).join("cargo-deny");
    let built = ours.join("bin").join(format!("cargo-deny{}", std::env::consts::EXE_SUFFIX));
    if let Some(there) = on_path("cargo-deny").filter(|program| is_pinned(workspace, program)) {
        return Ok(there);
    }
    if is_pinned(workspace, &built)
        || (is_ready_made(workspace, &ours) && is_pinned(workspace, &built))
    {
        return Ok(built);
    }
    // Some five minutes on two cores.
    let mut install = workspace.cargo(&["install", "cargo-deny", "--locked", "--force"]);
    install.args(["--version", VERSION, "--root"]).arg(&ours);
    run(&mut install).with_context(|| {
        format!("cargo-deny {VERSION}, which checks the libraries, could not be had. Put it on the search path instead")
    })?;
    Ok(built)
}

fn is_pinned(workspace: &Workspace, program: &Path) -> bool {
    let mut ask = workspace.program(&program.display().to_string(), &["--version"]);
    text_of(&mut ask).is_ok_and(|told| told.trim() == format!("cargo-deny {VERSION}"))
}

/// Fetches the ready-made program in seconds, where there is one for this machine.
fn is_ready_made(workspace: &Workspace, folder: &Path) -> bool {
    let args =
        ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"];
    let mut fetch = workspace.program("python3", &args);
    fetch
        .args(["--disable-pip-version-check", "--requirement", READY_MADE, "--upgrade", "--target"])
        .arg(folder);
    cfg!(all(target_os = "linux", target_arch = "x86_64")) && succeeds(&mut fetch)
}
