//! Where things are, and how a program is run.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// The package that becomes the page.
pub(crate) const APP: &str = "caseread-app";

/// The package of the page's second module.
pub(crate) const SEALING: &str = "seal-module";

/// The package that unpacks both.
pub(crate) const UNPACK: &str = "unpack";

/// The one target the page is compiled for.
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The folders of one checkout.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo where this checkout and its build folder are.
    pub(crate) fn find() -> Result<Workspace> {
        // Cargo sets the variable at run time, so that a binary built in one checkout never works on another.
        let here = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = here.parent().context("The folder of xtask has no parent folder.")?.to_owned();
        let metadata = read_metadata(&root, &["--no-deps"])?;
        let target = metadata["target_directory"]
            .as_str()
            .context("`cargo metadata` did not name the target folder. Is this a recent cargo?")?;
        Ok(Workspace { target: PathBuf::from(target), root })
    }

    /// A checkout with its own build folder.
    pub(crate) fn at(root: PathBuf, target: PathBuf) -> Workspace {
        Workspace { root, target }
    }

    /// The top level of the repository.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Where cargo puts what it builds.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// The packages of the workspace, or of the whole dependency graph.
    pub(crate) fn metadata(&self, args: &[&str]) -> Result<Value> {
        read_metadata(&self.root, args)
    }

    /// A cargo command at the top level.
    pub(crate) fn cargo(&self, args: &[&str]) -> Command {
        let mut command = cargo(&self.root);
        command.args(args).env("CARGO_TARGET_DIR", &self.target);
        command
    }

    /// Any other program at the top level.
    pub(crate) fn program(&self, name: &str, args: &[&str]) -> Command {
        let mut command = Command::new(name);
        command.current_dir(&self.root).args(args);
        command
    }
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}

fn read_metadata(root: &Path, args: &[&str]) -> Result<Value> {
    let mut command = cargo(root);
    command.args(["metadata", "--format-version", "1"]).args(args);
    serde_json::from_str(&text_of(&mut command)?)
        .context("`cargo metadata` did not answer in JSON. Is this a recent cargo?")
}

/// Shows the command, runs it with its output on our own, and fails when it fails.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = written(command);
    println!("$ {line}");
    let status = command.status().with_context(|| not_started(command))?;
    ensure!(status.success(), "`{line}` failed ({status}). Its messages are above.");
    Ok(())
}

/// Runs a command quietly and returns what it printed.
pub(crate) fn text_of(command: &mut Command) -> Result<String> {
    let output = command.output().with_context(|| not_started(command))?;
    if !output.status.success() {
        let line = written(command);
        bail!("`{line}` failed:\n{}", String::from_utf8_lossy(&output.stderr));
    }
    String::from_utf8(output.stdout)
        .with_context(|| format!("`{}` printed no text.", written(command)))
}

/// Whether a command runs and succeeds; its output is thrown away.
pub(crate) fn succeeds(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}

/// The program as a file, if the search path has it.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let file = format!("{name}{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH")?;
    env::split_paths(&folders).map(|folder| folder.join(&file)).find(|path| path.is_file())
}

fn written(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_stem().unwrap_or_default();
    let mut line = program.to_string_lossy().into_owned();
    for arg in command.get_args() {
        line.push(' ');
        line.push_str(&arg.to_string_lossy());
    }
    line
}

fn not_started(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    format!("`{program}` could not be started. Is it installed and on the search path?")
}
