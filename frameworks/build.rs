//! Compiles every `*/framework.toml` to its canonical JSON and digest, so that the page carries no
//! TOML reader and a definition with a mistake in it stops the build.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

use wire::Edition;

/// The bundled edition that is a part of the program in the page, too.
const IN_PROGRAM: &str = "youth-justice-2021";

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
    let editions: Vec<Edition> = files.iter().filter_map(|file| compile(file)).collect();
    let texts: Vec<&str> = editions.iter().map(|edition| edition.text.as_str()).collect();
    let (shared, packed) = pack(&texts);
    let mut list = format!(
        "const SHARED: &str = {:?};\n/// Every bundled edition, by identifier.\npub static BUNDLED: [Bundled; {}] = [\n",
        shared,
        editions.len()
    );
    // In the page only the one that most inspections work to is a part of the program.
    let in_page = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    for (Edition { framework, .. }, mut packed) in editions.iter().zip(packed) {
        if in_page && framework.identifier.as_str() != IN_PROGRAM {
            packed.clear();
        }
        // Writing to a String cannot fail.
        let _ = writeln!(
            list,
            "    Bundled {{ identifier: {:?}, edition: {:?}, digest: {:?}, title: {:?}, certainty: Certainty::{:?}, packed: {packed:?}, read: OnceLock::new() }},",
            framework.identifier,
            framework.edition,
            framework.digest,
            framework.title.en,
            framework.source.certainty,
        );
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

fn compile(file: &Path) -> Option<Edition> {
    println!("cargo::rerun-if-changed={}", file.display());
    let text = fs::read_to_string(file).unwrap_or_default();
    match Edition::read_toml(&text) {
        Ok(edition) => Some(edition),
        Err(problems) => {
            for wire::Located { line, column, problem } in problems {
                let file = file.display();
                let domain::Problem { place, fault } = problem;
                println!("cargo::error={file}:{line}:{column}: {place:?}: {fault:?}");
            }
            None
        }
    }
}

/// The shortest text worth storing once: a mark is up to six bytes long.
const WORTH_SHARING: usize = 16;

/// Definitions with every text that stands in them more than once taken out, and those texts one after
/// the other. Frameworks ask many questions in the same words; a mark stands for such a text:
/// `\u{1}`, where it begins and how long it is in hexadecimal digits, `\u{2}`. `lib.rs` puts them back.
fn pack(texts: &[&str]) -> (String, Vec<String>) {
    let mut times: BTreeMap<&str, usize> = BTreeMap::new();
    for literal in texts.iter().flat_map(|text| literals(text)) {
        *times.entry(literal).or_default() += 1;
    }
    let mut shared = String::new();
    let mut at: BTreeMap<&str, usize> = BTreeMap::new();
    let mut packed = Vec::new();
    for text in texts {
        let mut short = String::new();
        let mut rest = *text;
        for literal in literals(text) {
            if literal.len() < WORTH_SHARING || times.get(literal) < Some(&2) {
                continue;
            }
            let begins = *at.entry(literal).or_insert_with(|| {
                shared.push_str(literal);
                shared.len() - literal.len()
            });
            let Some((before, after)) = rest.split_once(literal) else { continue };
            short.push_str(before);
            // Writing to a String cannot fail.
            let _ = write!(short, "\u{1}{begins:x}.{:x}\u{2}", literal.len());
            rest = after;
        }
        short.push_str(rest);
        packed.push(short);
    }
    (shared, packed)
}

/// The string literals of a JSON text, in order, without their quotation marks.
fn literals(json: &str) -> impl Iterator<Item = &str> {
    let mut rest = json;
    std::iter::from_fn(move || {
        let begins = rest.find('"')? + 1;
        let mut escaped = false;
        let length = rest[begins..].find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        })?;
        let literal = &rest[begins..begins + length];
        rest = &rest[begins + length + 1..];
        Some(literal)
    })
}
