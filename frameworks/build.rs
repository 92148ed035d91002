//! Compiles every `*/framework.toml` to its canonical JSON and digest, so that the page carries no
//! TOML reader and a definition with a mistake in it stops the build.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    // A folder that is added has no file to be watched yet.
    println!("cargo::rerun-if-changed=.");
    let mut folders: Vec<PathBuf> = fs::read_dir(".")
        .map(|entries| entries.flatten().map(|entry| entry.path()).collect())
        .unwrap_or_default();
    folders.sort();
    let files = folders.iter().map(|folder| folder.join("framework.toml"));
    let files: Vec<PathBuf> = files.filter(|file| file.is_file()).collect();
    let mut list = format!(
        "/// Every bundled edition, by identifier.\npub static BUNDLED: [Bundled; {}] = [\n",
        files.len()
    );
    for file in &files {
        compile(file, &out, &mut list);
    }
    list.push_str("];\n");
    list.push_str(&sources(&files));
    if let Err(error) = fs::write(out.join("editions.rs"), list) {
        println!("cargo::error=The compiled frameworks cannot be written: {error}.");
    }
}

/// The files themselves, with the worked examples beside them.
fn sources(files: &[PathBuf]) -> String {
    let mut list = format!(
        "/// The files of every bundled framework, as their authors wrote them.\n\
         #[cfg(feature = \"sources\")]\n\
         pub static SOURCES: [Source; {}] = [\n",
        files.len()
    );
    for file in files {
        let path = |name: &str| {
            let path = file.with_file_name(name);
            fs::canonicalize(&path).ok().filter(|path| path.is_file())
        };
        let golden = match path("golden.toml") {
            Some(golden) => format!("Some(include_str!({golden:?}))"),
            None => "None".to_owned(),
        };
        if let Some(framework) = path("framework.toml") {
            // Writing to a String cannot fail.
            let _ = writeln!(
                list,
                "    Source {{ framework: include_str!({framework:?}), golden: {golden} }},"
            );
        }
    }
    list.push_str("];\n");
    list
}

fn compile(file: &Path, out: &Path, list: &mut String) {
    let text = fs::read_to_string(file).unwrap_or_default();
    match wire::Edition::read_toml(&text) {
        Err(problems) => {
            for wire::Located { line, column, problem } in problems {
                let file = file.display();
                let domain::Problem { place, fault } = problem;
                println!("cargo::error={file}:{line}:{column}: {place:?}: {fault:?}");
            }
        }
        Ok(edition) => {
            let name =
                format!("{}-{}.json", edition.framework.identifier, edition.framework.edition);
            if let Err(error) = fs::write(out.join(&name), &edition.text) {
                println!("cargo::error={name} cannot be written: {error}.");
            }
            // Writing to a String cannot fail.
            let _ = writeln!(
                list,
                "    Bundled {{ identifier: {:?}, edition: {:?}, digest: {:?}, text: include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), read: OnceLock::new() }},",
                edition.framework.identifier, edition.framework.edition, edition.framework.digest,
            );
        }
    }
}
