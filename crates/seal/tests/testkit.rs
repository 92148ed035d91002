//! The format's published examples: files that every program of the format must open, and files that it must refuse.
//!
//! `testkit/` holds them as they come with the age library 0.12.1, unaltered.

#![expect(clippy::unwrap_used, reason = "a test that stops where it fails says enough")]

use std::fs;
use std::path::Path;

use seal::{Fault, With, open};
use sha2::{Digest, Sha256};

struct Example {
    name: String,
    expected: String,
    payload: Option<String>,
    keys: Vec<String>,
    passphrase: Option<String>,
    file: Vec<u8>,
}

fn examples() -> Vec<Example> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/testkit");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Example {
    let bytes = fs::read(path).unwrap();
    let end = bytes.windows(2).position(|two| two == b"\n\n").unwrap();
    let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
    let all = |key: &str| {
        let lines = head.lines().filter_map(|line| line.strip_prefix(key)?.strip_prefix(": "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let one = |key: &str| all(key).into_iter().next();
    let rest = &bytes[end + 2..];
    let file = match one("compressed") {
        Some(_) => miniz_oxide::inflate::decompress_to_vec_zlib(rest).unwrap(),
        None => rest.to_vec(),
    };
    Example {
        name: path.file_name().unwrap().to_string_lossy().into_owned(),
        expected: one("expect").unwrap(),
        payload: one("payload"),
        keys: all("identity"),
        passphrase: one("passphrase"),
        file,
    }
}

/// Files that leave out the last, empty line of a stanza, as an early version of the format did. The library reads these still.
const LEGACY: [&str; 2] = ["stanza_missing_body", "stanza_missing_final_line"];

#[test]
fn every_published_example_is_opened_or_refused_as_it_has_to_be() {
    let (mut n_opened, mut n_refused) = (0, 0);
    for example in examples() {
        let name = &example.name;
        let key_file = example.keys.join("\n");
        let with = match &example.passphrase {
            Some(passphrase) => With::Passphrase(passphrase),
            None => With::KeyFile(&key_file),
        };
        match open(&example.file, &with) {
            Ok(plain) => {
                n_opened += 1;
                if LEGACY.contains(&name.as_str()) {
                    continue;
                }
                assert_eq!(example.expected, "success", "{name}");
                let digest: String =
                    Sha256::digest(&plain).iter().map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(Some(digest), example.payload, "{name}");
            }
            Err(fault) => {
                n_refused += 1;
                assert_ne!(example.expected, "success", "{name}: {fault:?}");
                // One has the word for a passphrase in capitals, which makes it a key of a kind unknown here.
                let wrong = [Fault::WrongPassphrase, Fault::WrongKey, Fault::NeedsKey];
                if example.expected == "no match" {
                    assert!(wrong.contains(&fault), "{name}: {fault:?}");
                }
            }
        }
    }
    assert_eq!((n_opened, n_refused), (22, 101));
}
