//! Every framework gives what its worked examples say, the published results among them.
#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

use std::fs;
use std::path::{Path, PathBuf};

/// The folders of the frameworks.
fn folders() -> Vec<PathBuf> {
    let entries = fs::read_dir(env!("CARGO_MANIFEST_DIR")).unwrap();
    let folders = entries.map(|entry| entry.unwrap().path());
    folders.filter(|folder| folder.join("framework.toml").is_file()).collect()
}

/// What an example of a framework finds, in lines that name it.
fn findings(folder: &Path, text: &str) -> Vec<String> {
    let framework = fs::read_to_string(folder.join("framework.toml")).unwrap();
    let framework = wire::Edition::read_toml(&framework).unwrap().framework;
    let examples = golden::read(text).unwrap_or_else(|why| panic!("{}: {why:?}", folder.display()));
    assert!(!examples.is_empty(), "{}: no example", folder.display());
    let found = examples.iter().flat_map(|example| {
        let found = golden::run(&framework, example);
        found.into_iter().map(|finding| {
            format!("{}:{}: {}: {finding:?}", folder.display(), example.line, example.name)
        })
    });
    found.collect()
}

#[test]
fn every_framework_gives_what_its_worked_examples_say() {
    let folders = folders();
    assert!(!folders.is_empty());
    let mut found = Vec::new();
    for folder in folders {
        let text = fs::read_to_string(folder.join("golden.toml"));
        let text = text.unwrap_or_else(|why| panic!("{}: {why}", folder.display()));
        found.extend(findings(&folder, &text));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
