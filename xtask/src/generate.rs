//! Files that are written by a program and kept in the repository, so that they can be read without building.
//!
//! To add one, add a line to [`FILES`].

use std::fs;

use anyhow::{Context, Result, ensure};

use crate::workspace::Workspace;

/// A file and the function that gives its text.
pub(crate) struct Generated {
    /// The path from the top level, with `/` between folders.
    pub(crate) path: &'static str,
    /// Gives the whole text. It must be the same on every machine.
    pub(crate) text: fn() -> Result<String>,
}

/// Every generated file of the repository.
pub(crate) const FILES: &[Generated] = &[
    Generated { path: "docs/caseread-export.schema.json", text: || Ok(wire::export_schema()) },
    Generated { path: "examples/east-sussex-2024.json", text: || Ok(example::east_sussex()?) },
];

/// Writes all generated files.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    for file in FILES {
        let path = workspace.root().join(file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)
                .with_context(|| format!("The folder of {} could not be made.", file.path))?;
        }
        fs::write(&path, expected(file)?)
            .with_context(|| format!("{} could not be written.", file.path))?;
        println!("wrote {}", file.path);
    }
    println!("{} generated files", FILES.len());
    Ok(())
}

/// Fails with the names of the files that are not what they would be if they were written now.
pub(crate) fn check(workspace: &Workspace) -> Result<()> {
    let mut drifted = Vec::new();
    for file in FILES {
        let found = fs::read_to_string(workspace.root().join(file.path)).ok();
        if found.as_deref().map(with_plain_lines) != Some(expected(file)?) {
            drifted.push(file.path);
        }
    }
    ensure!(
        drifted.is_empty(),
        "Generated files are not up to date: {}. Run `cargo xtask generate`.",
        drifted.join(", ")
    );
    Ok(())
}

fn expected(file: &Generated) -> Result<String> {
    (file.text)().with_context(|| format!("The text of {} could not be made.", file.path))
}

// A checkout on Windows may have other line ends than the ones we write.
fn with_plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}
