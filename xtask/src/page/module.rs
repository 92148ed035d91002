//! The modules: the program and, apart from it, sealing, compiled for the browser, each with its glue; and what unpacks them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use wasm_bindgen_cli_support::Bindgen;

use super::{glue, halves, sections};
use crate::workspace::{APP, SEALING, UNPACK, WASM_TARGET, Workspace, run, text_of};

/// The profile that makes the page small.
const PROFILE: &str = "web";

/// The functions that the first screens call, by their names: `cargo xtask first` writes them down. One that is missing here is
/// in the other half of the program, which then has to be unpacked before anything is seen.
pub(crate) const FIRST: &str = "xtask/src/page/first.txt";

/// The script that unpacks all else. It comes with the glue.
const LATE: &str = include_str!("late.js");

/// The program, in two halves.
pub(super) struct Program {
    /// The script that connects the module to the browser. The first half holds it, and the policy has to allow it.
    pub(super) glue: String,
    /// The first half, with the glue, the style and what unpacks all else.
    pub(super) first: Vec<u8>,
    /// The other half.
    pub(super) rest: Vec<u8>,
    /// How much of the first half is code and data.
    pub(super) n_first: usize,
    /// How much of it unpacks all else.
    pub(super) n_unpack: usize,
}

/// A module that is a program of its own.
pub(super) struct Module {
    /// The script that connects it to the browser.
    pub(super) glue: String,
    /// The module, with its glue.
    pub(super) wasm: Vec<u8>,
}

/// Compiles the program and cuts it in two.
pub(super) fn build(workspace: &Workspace, style: &str) -> Result<Program> {
    let (glue, wasm) = bound(workspace)?;
    let first = fs::read_to_string(workspace.root().join(FIRST))
        .with_context(|| format!("{FIRST} could not be read. `cargo xtask first` makes it."))?;
    let first: BTreeSet<&str> = first.lines().collect();
    let halves = halves::cut(&wasm, |name| first.contains(plain(name).as_str()))?;
    let imports = format!("{}: () => caseread_rest(wasm),", halves::NEED);
    put_together(workspace, halves, &glue::with_import(&glue, &imports)?, style)
}

/// The program with all of it in the first half, where each function tells when it is called; and what its functions are
/// called.
pub(super) fn build_marked(workspace: &Workspace, style: &str) -> Result<(Program, Vec<String>)> {
    let (glue, wasm) = bound(workspace)?;
    let names = halves::names(&wasm)?.iter().map(|name| plain(name)).collect();
    let halves = halves::cut(&halves::with_marks(&wasm, "mark")?, |_| true)?;
    let mark = "mark: (at) => (globalThis.caseread_called ??= new Set()).add(at),";
    let imports = format!("{mark} {}: () => {{}},", halves::NEED);
    let glue = glue::with_import(&glue, &imports)?;
    Ok((put_together(workspace, halves, &glue, style)?, names))
}

fn put_together(
    workspace: &Workspace,
    halves: halves::Halves,
    glue: &str,
    style: &str,
) -> Result<Program> {
    let glue = format!("{glue}{}", super::without_comments(LATE));
    let unpack = unpack(workspace)?;
    let (n_first, n_unpack) = (halves.first.len(), unpack.len());
    let first = sections::with(halves.first, "style", style.as_bytes());
    let first = sections::with(first, "glue", glue.as_bytes());
    let first = sections::with(first, "unpack", &unpack);
    Ok(Program { glue, first, rest: halves.rest, n_first, n_unpack })
}

/// The name of a function as its author wrote it, with the types it was made for.
fn plain(name: &str) -> String {
    format!("{:#}", demangle(name))
}

/// The program as wasm-bindgen leaves it, its functions with their names.
fn bound(workspace: &Workspace) -> Result<(String, Vec<u8>)> {
    compile(workspace, &["--package", APP, "--bin", APP])?;
    let (glue, wasm) = bind(&compiled(workspace, APP), "wasm_bindgen", true)?;
    let (wasm, glue) = sections::with_short_imports(&wasm, &glue::quickened(&glue))?;
    Ok((glue, wasm))
}

/// Compiles sealing and makes its glue. It is a program of its own: what it needs and the app does not is not in the app.
pub(super) fn build_sealing(workspace: &Workspace) -> Result<Module> {
    compile(workspace, &["--package", SEALING, "--lib"])?;
    let compiled = compiled(workspace, &SEALING.replace('-', "_"));
    let (glue, wasm) = bind(&compiled, "sealing_module", false)?;
    let (wasm, glue) = sections::with_short_imports(&wasm, &glue)?;
    let wasm = sections::with(wasm, "glue", glue.as_bytes());
    Ok(Module { glue, wasm })
}

/// Compiles what unpacks the other modules.
fn unpack(workspace: &Workspace) -> Result<Vec<u8>> {
    compile(workspace, &["--package", UNPACK, "--lib"])?;
    let compiled = compiled(workspace, UNPACK);
    let wasm = fs::read(&compiled)
        .with_context(|| format!("The module {} could not be read.", compiled.display()))?;
    sections::without_custom(&wasm)
}

fn compiled(workspace: &Workspace, name: &str) -> PathBuf {
    workspace.target().join(WASM_TARGET).join(PROFILE).join(format!("{name}.wasm"))
}

fn compile(workspace: &Workspace, what: &[&str]) -> Result<()> {
    let how = ["build", "--profile", PROFILE, "--target", WASM_TARGET];
    let args: Vec<&str> = how.iter().chain(what).copied().collect();
    let mut flags = without_local_paths(workspace)?;
    // Names with the types that a function was made for, so that each has its own.
    flags.push("-Csymbol-mangling-version=v0".to_owned());
    let flags = flags.join("\u{1f}");
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
fn bind(compiled: &Path, global: &str, with_names: bool) -> Result<(String, Vec<u8>)> {
    let compiled_bytes = fs::read(compiled)
        .with_context(|| format!("The module {} could not be read.", compiled.display()))?;
    let bound = || -> Result<(String, Vec<u8>)> {
        let mut output = Bindgen::new()
            .input_bytes(APP, compiled_bytes)
            .no_modules(true)?
            .no_modules_global(global)?
            .omit_default_module_path(true)
            .typescript(false)
            .demangle(false)
            .remove_name_section(!with_names)
            .remove_producers_section(true)
            .generate_output()?;
        Ok((output.js().to_owned(), output.wasm_mut().emit_wasm()))
    };
    bound().context(
        "wasm-bindgen could not make the glue. \
         Cargo.lock must have the same version of wasm-bindgen and wasm-bindgen-cli-support",
    )
}
