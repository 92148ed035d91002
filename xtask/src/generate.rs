//! Files that are written by a program and kept in the repository, so that they can be read without building.
//!
//! To add one, add it to [`files`].

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use wire::framework_file;

use crate::workspace::Workspace;

mod readme;

/// The program that the built example frameworks name.
const PROGRAM: &str = concat!("caseread ", env!("CARGO_PKG_VERSION"));

/// A file and the text it has to have.
struct Generated {
    /// The path from the top level, with `/` between folders.
    path: String,
    /// The whole text. It must be the same on every machine.
    text: String,
}

/// Every generated file of the repository.
fn files(workspace: &Workspace) -> Result<Vec<Generated>> {
    let mut files = Vec::new();
    let mut add = |path: &str, text: Result<String>| -> Result<()> {
        let text = text.with_context(|| format!("The text of {path} could not be made."))?;
        files.push(Generated { path: path.to_owned(), text });
        Ok(())
    };
    add("docs/caseread-export.schema.json", Ok(wire::export_schema()))?;
    add("examples/east-sussex-2024.json", Ok(example::east_sussex()?))?;
    for folder in framework_folders(&workspace.root().join("frameworks"))? {
        add(&format!("frameworks/{}/README.md", name(&folder)), readme::readme(&folder))?;
    }
    for folder in framework_folders(&workspace.root().join("examples"))? {
        add(&format!("examples/{}.json", name(&folder)), built(&folder))?;
    }
    Ok(files)
}

/// The folders in a folder that hold a framework, by name.
fn framework_folders(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder)
        .with_context(|| format!("The folder {} could not be read.", folder.display()))?;
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.join("framework.toml").is_file() {
            folders.push(path);
        }
    }
    folders.sort();
    Ok(folders)
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The file that the page imports, as `caseread framework build` makes it.
fn built(folder: &Path) -> Result<String> {
    let path = folder.join("framework.toml");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} could not be read.", path.display()))?;
    match wire::Edition::read_toml(&text) {
        Ok(edition) => Ok(framework_file::write(PROGRAM, &edition)),
        Err(problems) => bail!("{} has {} problems.", path.display(), problems.len()),
    }
}

/// Writes all generated files.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let files = files(workspace)?;
    for file in &files {
        let path = workspace.root().join(&file.path);
        if is_as_expected(&path, file) {
            continue;
        }
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("The folder of {} could not be made.", file.path))?;
        }
        fs::write(&path, &file.text)
            .with_context(|| format!("{} could not be written.", file.path))?;
        println!("wrote {}", file.path);
    }
    println!("{} generated files", files.len());
    Ok(())
}

/// Fails with the names of the files that are not what they would be if they were written now.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let files = files(workspace)?;
    let drifted =
        files.iter().filter(|file| !is_as_expected(&workspace.root().join(&file.path), file));
    let drifted: Vec<_> = drifted.map(|file| file.path.as_str()).collect();
    ensure!(
        drifted.is_empty(),
        "Generated files are not up to date: {}. Run `cargo xtask generate`.",
        drifted.join(", ")
    );
    Ok(())
}

// A checkout on Windows may have other line ends than the ones we write.
fn is_as_expected(path: &Path, file: &Generated) -> bool {
    fs::read_to_string(path).is_ok_and(|found| found.replace("\r\n", "\n") == file.text)
}
