//! `caseread framework new`: a framework to begin with.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use domain::{Name, Slug};
use words::Words;

use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;

const TEMPLATE: &str = include_str!("../../../templates/framework.toml");
const GOLDEN_TEMPLATE: &str = include_str!("../../../templates/golden.toml");
/// What stands in the template for the identifier.
const IDENTIFIER: &str = "{identifier}";
/// The identifier where the path gives none.
const ANY_IDENTIFIER: &str = "my-framework";

/// The texts of a new framework.
struct Texts {
    framework: String,
    golden: Option<String>,
}

/// Writes it to a file, or into a folder together with worked examples.
pub(super) fn new(words: Words, to: &Path, from: Option<&str>) -> Outcome {
    let is_file = input::has_extension(to, "toml");
    let path = if is_file { to.to_path_buf() } else { to.join(input::FRAMEWORK) };
    let texts = match from {
        None => from_template(&identifier(&path)),
        Some(from) => match from_bundled(words, from, &identifier(&path)) {
            Some(texts) => texts,
            None => return Outcome::problems(super::diff::unknown(words, from)),
        },
    };
    let golden = texts.golden.filter(|_| !is_file);
    let mut files = vec![(path.clone(), texts.framework)];
    files.extend(golden.map(|golden| (path.with_file_name(input::GOLDEN), golden)));
    match write(words, to, is_file, &files) {
        Ok(()) => {
            let mut out = Printer::default();
            for (path, _) in &files {
                out.line(&words.cli_framework_written(input::name(path)));
            }
            out.line(&words.cli_framework_next(input::name(&path)));
            Outcome::well(out.into_text())
        }
        Err(err) => Outcome::problems(err),
    }
}

/// Writes all files or none; what is there already is never touched.
fn write(
    words: Words,
    folder: &Path,
    is_file: bool,
    files: &[(PathBuf, String)],
) -> Result<(), Printer> {
    let mut err = Printer::default();
    let there: Vec<_> = files.iter().filter(|(path, _)| path.exists()).collect();
    for (path, _) in &there {
        err.line(&words.cli_framework_exists(input::name(path)));
        err.line(&words.cli_problem_hint(words.cli_framework_exists_hint()));
    }
    if !there.is_empty() {
        return Err(err);
    }
    let made = if is_file { Ok(()) } else { fs::create_dir_all(folder) };
    let failed = match made {
        Err(cause) => Some((folder, cause)),
        Ok(()) => files.iter().find_map(|(path, text)| Some((&**path, put(path, text).err()?))),
    };
    match failed {
        None => Ok(()),
        Some((path, cause)) => {
            err.line(&words.cli_framework_unwritten(input::name(path), cause));
            err.line(&words.cli_problem_hint(words.cli_framework_unwritten_hint()));
            Err(err)
        }
    }
}

/// Writes a file that must not be there yet.
fn put(path: &Path, text: &str) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn from_template(identifier: &str) -> Texts {
    Texts {
        framework: TEMPLATE.replace(IDENTIFIER, identifier),
        golden: Some(GOLDEN_TEMPLATE.to_owned()),
    }
}

fn from_bundled(words: Words, from: &str, identifier: &str) -> Option<Texts> {
    let bundled = frameworks::named(from)?;
    let source = bundled.source()?;
    // Two frameworks with one identifier would be taken for editions of each other.
    let identifier =
        if identifier == from { shortened(&format!("own-{from}")) } else { identifier.to_owned() };
    let renamed = wire::renamed_toml(source.framework, &identifier, "1")?;
    let (edition, digest) = (bundled.edition, bundled.digest);
    let copied = words.cli_framework_copied(from, edition, digest);
    Some(Texts {
        framework: format!("{copied}\n{renamed}"),
        golden: source.golden.map(str::to_owned),
    })
}

/// An identifier made of the name of the file, or of the folder where the file is called as they all
/// are.
fn identifier(path: &Path) -> String {
    let is_any = path.file_name().is_some_and(|name| name == input::FRAMEWORK);
    let name = if is_any {
        let folder = path.parent().and_then(|folder| fs::canonicalize(folder).ok());
        folder.as_deref().or(path.parent()).and_then(Path::file_name).map(ToOwned::to_owned)
    } else {
        path.file_stem().map(ToOwned::to_owned)
    };
    let name = name.unwrap_or_default().to_string_lossy().to_lowercase();
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let identifier = shortened(&words.join("-"));
    Slug::new(&identifier).map_or(ANY_IDENTIFIER.to_owned(), |one| one.to_string())
}

fn shortened(name: &str) -> String {
    let longest = name.get(..Name::LONGEST).unwrap_or(name);
    longest.trim_end_matches('-').to_owned()
}
