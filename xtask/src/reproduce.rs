//! `cargo xtask reproduce`: builds the page a second time, in another folder, and compares the bytes.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::page;
use crate::workspace::{Workspace, text_of};

/// A folder that is removed however the build ends.
struct Elsewhere(PathBuf);

impl Drop for Elsewhere {
    fn drop(&mut self) {
        // What is left of it can be removed by hand; the outcome of the check is known by then.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Builds the page from the same files in a folder whose path has another length, with nothing compiled
/// before, and fails unless it is the same to the byte as `page`.
pub(crate) fn check(workspace: &Workspace, page: &Path) -> Result<()> {
    let name = format!("caseread-{}-built-a-second-time-elsewhere", std::process::id());
    let elsewhere = Elsewhere(std::env::temp_dir().join(name));
    copy(workspace, &elsewhere.0)?;
    let target = elsewhere.0.join("target");
    let second = page::build(&Workspace::at(elsewhere.0.clone(), target))?;
    let digest = |path: &Path| -> Result<String> {
        let bytes =
            fs::read(path).with_context(|| format!("{} could not be read.", path.display()))?;
        Ok(page::hex(&Sha256::digest(bytes)))
    };
    let (one, other) = (digest(page)?, digest(&second)?);
    ensure!(
        one == other,
        "Two builds of the same files differ: {one} here, {other} in {}. Something that is no source, such as a \
         path, a time or an order, got into the page.",
        elsewhere.0.display()
    );
    println!("{one} twice");
    Ok(())
}

/// Copies what belongs to the repository, with what was altered and not yet committed.
fn copy(workspace: &Workspace, to: &Path) -> Result<()> {
    let args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let names = text_of(&mut workspace.program("git", &args))
        .context("git could not tell which files belong to the repository")?;
    for name in names.split_terminator('\0') {
        let (from, to) = (workspace.root().join(name), to.join(name));
        // A file that was removed is still in the index.
        if !from.is_file() {
            continue;
        }
        let copied = to.parent().map_or(Ok(()), fs::create_dir_all);
        copied
            .and_then(|()| fs::copy(&from, &to))
            .with_context(|| format!("{} could not be copied.", from.display()))?;
    }
    Ok(())
}
