//! Compiles every `*/framework.toml` to its canonical JSON and digest, so that the page carries no
//! TOML reader and a definition with a mistake in it stops the build.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
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
    for file in files {
        println!("cargo::rerun-if-changed={}", file.display());
        compile(&file, &out, &mut list);
    }
    list.push_str("];\n");
    if let Err(error) = fs::write(out.join("editions.rs"), list) {
        println!("cargo::error=The compiled frameworks cannot be written: {error}.");
    }
}

fn compile(file: &Path, out: &Path, list: &mut String) {
    let text = fs::read_to_string(file).unwrap_or_default();
    match wire::Edition::read_toml(&text) {
        Err(problems) => {
            for problem in problems {
                println!(
                    "cargo::error={}: {:?}: {:?}",
                    file.display(),
                    problem.place,
                    problem.fault
                );
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
                "    Bundled {{ identifier: {:?}, edition: {:?}, digest: {:?}, title: {:?}, text: include_str!(concat!(env!(\"OUT_DIR\"), \"/{name}\")), read: OnceLock::new() }},",
                edition.framework.identifier,
                edition.framework.edition,
                edition.framework.digest,
                edition.framework.title.en,
            );
        }
    }
}
