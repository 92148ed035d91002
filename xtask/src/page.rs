//! The one page: compiles the app, packs it and fills `index.html`.
//!
//! Two builds of the same tree give the same bytes, so that anyone can check that a page handed out is the page that
//! was reviewed. Nothing here may depend on the clock, on the order of a folder or on where the checkout is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::setup;
use crate::size::Sizes;
use crate::workspace::Workspace;

mod module;
mod style;
mod template;

const START: &str = include_str!("page/start.js");

/// Where the page is built to.
pub(crate) fn path(workspace: &Workspace) -> PathBuf {
    workspace.root().join("dist").join("caseread.html")
}

/// Builds the page, prints its size and returns its path.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    setup::wasm_target(workspace)?;
    let module = module::build(workspace)?;
    let encoded = STANDARD.encode(&module.gzipped);
    let script = without_indentation(&format!("{}{START}", module.glue));
    let style = style::read(&workspace.root().join("styles"))?;
    let markup = fs::read_to_string(workspace.root().join("index.html"))
        .context("The page template index.html could not be read.")?;

    let parts = template::Parts { module: &encoded, script: &script, style: &style };
    let page = template::fill(&with_plain_lines(&markup), &parts)?;
    let path = write(&page, &path(workspace))?;

    let sizes = Sizes {
        wasm: module.n_wasm,
        gzipped: module.gzipped.len(),
        module: encoded.len(),
        script: script.len(),
        style: style.len(),
        page: page.len(),
    };
    println!("dist/caseread.html");
    sizes.print();
    sizes.hold()?;
    Ok(path)
}

fn write(page: &str, path: &Path) -> Result<PathBuf> {
    let name = path.file_name().context("The page has no file name.")?.to_string_lossy();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context("The folder dist could not be made.")?;
    }
    fs::write(path, page).with_context(|| format!("{} could not be written.", path.display()))?;
    // In the form that `sha256sum --check` reads.
    let sum = format!("{}  {name}\n", hex(&Sha256::digest(page)));
    let beside = path.with_file_name(format!("{name}.sha256"));
    fs::write(&beside, sum)
        .with_context(|| format!("{} could not be written.", beside.display()))?;
    Ok(path.to_owned())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

// A fifth of the glue is indentation. In a text that spans lines it would mean something, so then nothing is removed.
fn without_indentation(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return with_plain_lines(script);
    }
    let lines = script.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| format!("{line}\n")).collect()
}

// The browser reads all line ends as one and hashes what it read.
fn with_plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indentation_goes_unless_a_text_spans_lines() {
        assert_eq!(without_indentation("a {\r\n\n    b\n}"), "a {\nb\n}\n");
        assert_eq!(without_indentation("a = `\n    b`"), "a = `\n    b`");
    }
}
