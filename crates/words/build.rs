//! Turns `texts/LANGUAGE/*.toml` into one function a text, so that a missing text or a forgotten
//! value stops the build and the page carries no catalogue reader.
//!
//! A text is a string, or a table with the plural forms of its language (`one`, `other`, ...). A
//! `{name}` in it becomes a parameter; the count of a plural is always `{n}`. A brace that is meant is
//! written twice.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

const TEXTS: &str = "../../texts";
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

enum Entry {
    Plain(String),
    Plural(BTreeMap<String, String>),
}

fn main() {
    println!("cargo::rerun-if-changed={TEXTS}");
    let english = catalogue(&Path::new(TEXTS).join("en"));
    let mut code = String::from("impl Words {\n");
    for (name, entry) in &english {
        function(&mut code, name, entry);
    }
    code.push_str("}\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    if let Err(error) = fs::write(out.join("texts.rs"), code) {
        println!("cargo::error=The texts cannot be written: {error}.");
    }
}

fn catalogue(folder: &Path) -> BTreeMap<String, Entry> {
    let mut texts = BTreeMap::new();
    let files = fs::read_dir(folder).map(|files| files.flatten().map(|file| file.path()));
    for file in
        files.into_iter().flatten().filter(|file| file.extension().is_some_and(|e| e == "toml"))
    {
        println!("cargo::rerun-if-changed={}", file.display());
        let text = fs::read_to_string(&file).unwrap_or_default();
        match text.parse::<toml::Table>() {
            Ok(table) => flatten(&file, "", table, &mut texts),
            Err(error) => println!("cargo::error={}: {}", file.display(), error.message()),
        }
    }
    texts
}

fn flatten(file: &Path, prefix: &str, table: toml::Table, texts: &mut BTreeMap<String, Entry>) {
    for (key, value) in table {
        let name = if prefix.is_empty() { key } else { format!("{prefix}_{key}") };
        let name = name.replace('-', "_");
        let entry = match value {
            toml::Value::String(text) => Entry::Plain(text),
            toml::Value::Table(table) if table.contains_key("other") => Entry::Plural(
                table
                    .into_iter()
                    .map(|(form, text)| (form, text.as_str().unwrap_or_default().to_owned()))
                    .collect(),
            ),
            toml::Value::Table(table) => {
                flatten(file, &name, table, texts);
                continue;
            }
            _ => {
                println!("cargo::error={}: {name} is neither a text nor a table", file.display());
                continue;
            }
        };
        if texts.insert(name.clone(), entry).is_some() {
            println!("cargo::error={}: {name} stands twice in the catalogue", file.display());
        }
    }
}

fn parameters(texts: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    for text in texts {
        let text = text.replace("{{", "").replace("}}", "");
        for part in text.split('{').skip(1) {
            let name = part.split('}').next().unwrap_or_default().to_owned();
            if !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

fn function(code: &mut String, name: &str, entry: &Entry) {
    let texts: Vec<&str> = match entry {
        Entry::Plain(text) => vec![text],
        Entry::Plural(forms) => forms.values().map(String::as_str).collect(),
    };
    let names = parameters(&texts);
    let doc = texts[texts.len() - 1].replace('\n', " ");
    let plain = |text: &str| text.replace("{{", "{").replace("}}", "}");
    // Writing to a String cannot fail.
    let _ = match entry {
        Entry::Plain(text) if names.is_empty() => write!(
            code,
            "/// {doc}\n#[inline(never)]\npub fn {name}(self) -> &'static str {{ {:?} }}\n",
            plain(text)
        ),
        Entry::Plain(text) => {
            let list: Vec<_> = names.iter().map(|name| format!("{name}: impl Display")).collect();
            write!(
                code,
                "/// {doc}\npub fn {name}(self, {}) -> String {{ format!({text:?}) }}\n",
                list.join(", ")
            )
        }
        Entry::Plural(forms) => {
            let list: Vec<_> = names
                .iter()
                .filter(|name| *name != "n")
                .map(|name| format!(", {name}: impl Display"))
                .collect();
            let mut arms = String::new();
            for form in FORMS.iter().filter(|form| **form != "other") {
                if let Some(text) = forms.get(*form) {
                    let _ = write!(arms, "Plural::{} => {}, ", title(form), formatted(text));
                }
            }
            let other = forms.get("other").map_or("", String::as_str);
            write!(
                code,
                "/// {doc}\npub fn {name}(self, n: usize{}) -> String {{ match self.plural(n) {{ {arms}_ => {} }} }}\n",
                list.concat(),
                formatted(other)
            )
        }
    };
}

/// The code that makes a text of a form; one with nothing to fill in is made without a formatter.
fn formatted(text: &str) -> String {
    if text.contains('{') {
        format!("format!({text:?})")
    } else {
        format!("String::from({text:?})")
    }
}

fn title(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
