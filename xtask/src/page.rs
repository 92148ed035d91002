//! The one page: compiles the app, packs it and fills `index.html`.
//!
//! Two builds of the same tree give the same bytes, so that anyone can check that a page handed out is the page that
//! was reviewed. Nothing here may depend on the clock, on the order of a folder or on where the checkout is.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::setup;
use crate::size::Sizes;
use crate::workspace::Workspace;

mod bytes;
mod glue;
mod module;
mod packing;
mod sections;
mod style;
mod template;

const START: &str = include_str!("page/start.js");
const RESCUE: &str = include_str!("page/rescue.js");

/// Where the page is built to.
pub(crate) fn path(workspace: &Workspace) -> PathBuf {
    workspace.root().join("dist").join("caseread.html")
}

/// Builds the page, prints its size and returns its path.
pub(crate) fn build(workspace: &Workspace) -> Result<PathBuf> {
    setup::wasm_target(workspace)?;
    let (first_style, style) = style::read(&workspace.root().join("styles"))?;
    let module = module::build(workspace, &style)?;
    let packed = bytes::pack(&module.packed)?;
    let sealing = module::build_sealing(workspace)?;
    let packed_sealing = bytes::pack(&sealing.packed)?;
    let unpack = module::build_unpack(workspace)?;
    let packed_unpack = bytes::pack(&unpack)?;
    let script = format!("{}{}", without_comments(RESCUE), without_comments(START));
    let markup = fs::read_to_string(workspace.root().join("index.html"))
        .context("The page template index.html could not be read.")?;

    let parts = template::Parts {
        unpack: &packed_unpack,
        module: &packed,
        glue: &module.glue,
        sealing: &packed_sealing,
        sealing_glue: &sealing.glue,
        script: &script,
        first_style: &first_style,
        style: &style,
    };
    let page = template::fill(&with_plain_lines(&markup), &parts)?;
    let path = write(&page, &path(workspace))?;

    let sizes = Sizes {
        wasm: module.n_wasm,
        glue: module.glue.len(),
        packed: module.packed.len(),
        style: style.len(),
        module: packed.letters.len() * 2,
        sealing: packed_sealing.letters.len() * 2,
        sealing_wasm: sealing.n_wasm,
        sealing_glue: sealing.glue.len(),
        sealing_packed: sealing.packed.len(),
        unpack: packed_unpack.letters.len() * 2,
        unpack_gzipped: unpack.len(),
        page: page.len(),
    };
    println!("dist/caseread.html");
    sizes.print();
    sizes.hold()?;
    Ok(path)
}

fn write(page: &[u8], path: &Path) -> Result<PathBuf> {
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

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

// Comments in a line of their own and indentation go. In a text that spans lines they would mean something: start.js has
// none, or it is left as it is.
fn without_comments(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return with_plain_lines(script);
    }
    let lines = script.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.map(|line| format!("{line}\n")).collect()
}

// The browser reads all line ends as one and hashes what it read.
fn with_plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go_unless_a_text_spans_lines() {
        assert_eq!(without_comments("a {\r\n\n    // b\n    c // d\n}"), "a {\nc // d\n}\n");
        assert_eq!(without_comments("a = `\n    // b`"), "a = `\n    // b`");
    }
}
