//! `cargo xtask tidy`: the house rules a compiler cannot hold.
//!
//! Every finding has a place and a way out, and all findings are shown at once.

use anyhow::{Result, bail};

use crate::generate;
use crate::workspace::Workspace;

mod code_only;
mod dependencies;
mod sources;

/// Checks everything and fails with all findings.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut findings = dependencies::check(&workspace.metadata(&["--no-deps"])?)?;
    findings.extend(sources::check(workspace.root())?);
    if let Err(drifted) = generate::check(workspace) {
        findings.push(format!("{drifted:#}"));
    }
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => Ok(()),
        1 => bail!("One house rule is broken; it is named above."),
        n_findings => bail!("{n_findings} house rules are broken; they are named above."),
    }
}
