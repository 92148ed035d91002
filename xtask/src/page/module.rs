//! The modules: the app and, apart from it, sealing, compiled for the browser, each with its glue, compressed; and what
//! unpacks them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli_decompressor::dictionary::kBrotliDictionary;
use wasm_bindgen_cli_support::Bindgen;

use super::{glue, packing, sections};
use crate::workspace::{APP, SEALING, UNPACK, WASM_TARGET, Workspace, run, text_of};

/// The profile that makes the page small.
const PROFILE: &str = "web";

/// What the build of a module gives.
pub(super) struct Module {
    /// The script that connects the module to the browser. The module holds it, and the policy has to allow it.
    pub(super) glue: String,
    /// The module with its glue and its style, compressed.
    pub(super) packed: Vec<u8>,
    /// The size of the module before compression, without its glue and its style.
    pub(super) n_wasm: usize,
}

/// Compiles the app, makes its glue and compresses it together with its style.
pub(super) fn build(workspace: &Workspace, style: &str) -> Result<Module> {
    compile(workspace, &["--package", APP, "--bin", APP])?;
    let (glue, wasm) = bind(&compiled(workspace, APP), "wasm_bindgen")?;
    let (wasm, glue) = sections::with_short_imports(&wasm, &glue::quickened(&glue))?;
    let n_wasm = wasm.len();
    let whole = sections::with_text(wasm, "style", style);
    packed(whole, glue, n_wasm)
}

/// Compiles sealing and makes its glue. It is a program of its own: what it needs and the app does not is not in the app.
pub(super) fn build_sealing(workspace: &Workspace) -> Result<Module> {
    compile(workspace, &["--package", SEALING, "--lib"])?;
    let (glue, wasm) = bind(&compiled(workspace, &SEALING.replace('-', "_")), "sealing_module")?;
    let (wasm, glue) = sections::with_short_imports(&wasm, &glue)?;
    let n_wasm = wasm.len();
    packed(wasm, glue, n_wasm)
}

/// Compiles what unpacks the other modules, and compresses it as the browser itself can unpack it.
pub(super) fn build_unpack(workspace: &Workspace) -> Result<Vec<u8>> {
    compile(workspace, &["--package", UNPACK, "--lib"])?;
    let compiled = compiled(workspace, UNPACK);
    let wasm = fs::read(&compiled)
        .with_context(|| format!("The module {} could not be read.", compiled.display()))?;
    let mut wasm = sections::without_custom(&wasm)?;
    // Half of the module, and the modules are packed without it (packing.rs).
    sections::blank(&mut wasm, &kBrotliDictionary, "Brotli's dictionary")?;
    packing::gzip(&wasm)
}

fn packed(wasm: Vec<u8>, glue: String, n_wasm: usize) -> Result<Module> {
    let packed = packing::pack(&sections::with_text(wasm, "glue", &glue))?;
    Ok(Module { glue, packed, n_wasm })
}

fn compiled(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target().join(WASM_TARGET).join(PROFILE).join(format!("{name}.wasm"))
}

fn compile(workspace: &Workspace, what: &[&str]) -> Result<()> {
    let how = ["build", "--profile", PROFILE, "--target", WASM_TARGET];
    let args: Vec<&str> = how.iter().chain(what).copied().collect();
    let flags = without_local_paths(workspace)?.join("\u{1f}");
    // Flags from outside would make the page differ from machine to machine.
    run(workspace.cargo(&args).env_remove("RUSTFLAGS").env("CARGO_ENCODED_RUSTFLAGS", flags))
        .context("The page does not compile for the browser")
}

/// Flags that keep the folders of this machine out of the messages in the module.
fn without_local_paths(workspace: &Workspace) -> Result<Vec<String>> {
    let metadata = workspace.metadata(&["--filter-platform", WASM_TARGET])?;
    let packages =
        metadata["packages"].as_array().context("`cargo metadata` named no packages.")?;
    let foreign = packages.iter().filter(|package| !package["source"].is_null());
    let folders: BTreeSet<&Path> = foreign
        .filter_map(|package| Path::new(package["manifest_path"].as_str()?).parent()?.parent())
        .collect();
    let mut renamed: Vec<(String, String)> = vec![
        (workspace.root().display().to_string(), "caseread".to_owned()),
        standard_library(workspace)?,
    ];
    renamed.extend(folders.iter().map(|path| (path.display().to_string(), "crates".to_owned())));
    Ok(renamed.iter().map(|(from, to)| format!("--remap-path-prefix={from}={to}")).collect())
}

// With its source installed, the compiler names the standard library by its local path, else by its commit.
fn standard_library(workspace: &Workspace) -> Result<(String, String)> {
    let sysroot = text_of(&mut workspace.program("rustc", &["--print", "sysroot"]))?;
    let version = text_of(&mut workspace.program("rustc", &["-vV"]))?;
    let commit = version.lines().find_map(|line| line.strip_prefix("commit-hash: "));
    let local = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    Ok((local.display().to_string(), format!("/rustc/{}", commit.unwrap_or("unknown"))))
}

/// Makes the glue, which stands in the page under the name `global`.
fn bind(compiled: &Path, global: &str) -> Result<(String, Vec<u8>)> {
    let compiled_bytes = fs::read(compiled)
        .with_context(|| format!("The module {} could not be read.", compiled.display()))?;
    let bound = || -> Result<(String, Vec<u8>)> {
        let mut output = Bindgen::new()
            .input_bytes(APP, compiled_bytes)
            .no_modules(true)?
            .no_modules_global(global)?
            .omit_default_module_path(true)
            .typescript(false)
            .remove_name_section(true)
            .remove_producers_section(true)
            .generate_output()?;
        Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
    };
    bound().context(
        "wasm-bindgen could not make the glue. \
         Cargo.lock must have the same version of wasm-bindgen and wasm-bindgen-cli-support",
    )
}
