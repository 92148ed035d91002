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
mod halves;
mod module;
mod packing;
mod sections;
mod style;
mod template;

pub(crate) use module::FIRST;

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
    let program = module::build(workspace, &style)?;
    let sizes = fill(workspace, &program, &first_style, &style, &path(workspace))?;
    println!("dist/caseread.html");
    sizes.print();
    sizes.hold()?;
    Ok(path(workspace))
}

/// Builds a page that keeps count of the functions it calls, for `cargo xtask first`. Gives its path and what the functions
/// are called.
pub(crate) fn build_marked(workspace: &Workspace) -> Result<(PathBuf, Vec<String>)> {
    setup::wasm_target(workspace)?;
    let (first_style, style) = style::read(&workspace.root().join("styles"))?;
    let (program, names) = module::build_marked(workspace, &style)?;
    let path = workspace.target().join("first").join("caseread.html");
    fill(workspace, &program, &first_style, &style, &path)?;
    Ok((path, names))
}

fn fill(
    workspace: &Workspace,
    program: &module::Program,
    first_style: &str,
    style: &str,
    path: &Path,
) -> Result<Sizes> {
    let sealing = module::build_sealing(workspace)?;
    let first = packing::gzip(&program.first)?;
    // In the page all but one are read from here (frameworks/lib.rs).
    let definitions = frameworks::packed().collect::<Vec<_>>().join("\u{3}");
    let parts = [&program.rest[..], definitions.as_bytes(), &sealing.wasm];
    let rest = packing::pack(&parts, &program.first)?;
    let (packed_first, packed_rest) = (bytes::pack(&first)?, bytes::pack(&rest)?);
    let script = format!("{}{}", without_comments(RESCUE), without_comments(START));
    let markup = fs::read_to_string(workspace.root().join("index.html"))
        .context("The page template index.html could not be read.")?;
    let parts = template::Parts {
        module: &packed_first,
        glue: &program.glue,
        rest: &packed_rest,
        n_rest: program.rest.len(),
        n_definitions: definitions.len(),
        n_sealing: sealing.wasm.len(),
        sealing_glue: &sealing.glue,
        script: &script,
        first_style,
        style,
    };
    let page = template::fill(&with_plain_lines(&markup), &parts)?;
    write(&page, path)?;
    Ok(Sizes {
        first: packed_first.letters.len() * 2,
        first_code: program.n_first,
        unpack: program.n_unpack,
        glue: program.glue.len(),
        style: style.len(),
        first_zipped: first.len(),
        rest: packed_rest.letters.len() * 2,
        rest_code: program.rest.len(),
        definitions: definitions.len(),
        sealing: sealing.wasm.len(),
        rest_packed: rest.len(),
        page: page.len(),
    })
}

fn write(page: &[u8], path: &Path) -> Result<()> {
    let name = path.file_name().context("The page has no file name.")?.to_string_lossy();
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).context("The folder of the page could not be made.")?;
    }
    fs::write(path, page).with_context(|| format!("{} could not be written.", path.display()))?;
    // In the form that `sha256sum --check` reads.
    let sum = format!("{}  {name}\n", hex(&Sha256::digest(page)));
    let beside = path.with_file_name(format!("{name}.sha256"));
    fs::write(&beside, sum).with_context(|| format!("{} could not be written.", beside.display()))
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
