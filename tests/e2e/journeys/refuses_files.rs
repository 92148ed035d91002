//! A file that cannot be read is told with its place and the way out, and alters nothing.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use crate::person::Person;

use super::shelf::checked;
use super::steps::{begins_court_case, opens_example, sees_saved};

const NOT_OURS: &str = "Pick the .json file that Caseread exported.";
const ALTERED: &str = "Ask the person who sent it for a new export";

/// A file with what has to be said about it: its place, what is wrong, and the way out.
struct Bad {
    name: &'static str,
    bytes: Vec<u8>,
    says: [&'static str; 3],
}

/// The content of an export altered, and sealed again as if it were sound.
fn resealed(text: &str, alter: impl Fn(&str) -> String) -> String {
    let (head, rest) = text.split_once("\"content\": ").unwrap_or_else(|| panic!("no content"));
    let (content, end) = rest.rsplit_once("\n}\n").unwrap_or_else(|| panic!("no end"));
    let altered = alter(content);
    assert_ne!(altered, content, "nothing was altered");
    let (digest, new) = (wire::digest(content.as_bytes()), wire::digest(altered.as_bytes()));
    assert!(head.contains(&digest), "the digest is that of the content");
    format!("{}\"content\": {altered}\n}}\n{end}", head.replace(&digest, &new))
}

/// A small sound export.
fn sound() -> String {
    let text = example::many(3).unwrap_or_else(|why| panic!("{why}"));
    checked(&text);
    text
}

fn bad_files() -> Vec<Bad> {
    let sound = sound();
    let half = sound.len() / 2;
    let altered = sound.replacen("\"answer\":\"yes\"", "\"answer\":\"not\"", 1);
    let one_byte = sound.replacen("“", "‘", 1);
    let one_byte = if one_byte == sound { sound.replacen("Staff", "Stuff", 1) } else { one_byte };
    let unknown = resealed(&sound, |content| content.replace("\"2.1.1a\":{", "\"9.9.9z\":{"));
    let twice = resealed(&sound, |content| {
        let (before, cases) = content.split_once("\"cases\":[\n").unwrap_or_default();
        let first = cases.split_once(",\n").unwrap_or_default().0;
        format!("{before}\"cases\":[\n{first},\n{cases}")
    });
    let twice = twice.replacen("\"n_cases\": 3", "\"n_cases\": 4", 1);
    let newer = sound.replacen("\"version\": 1", "\"version\": 7", 1);
    let state =
        resealed(&sound, |content| content.replacen("\"answer\":\"yes\"", "\"answer\":\"no\"", 1));
    let noise = noise(50_000_000);
    vec![
        Bad {
            name: "letter.json",
            bytes: b"Dear colleague, here is the file.".to_vec(),
            says: ["line 1, column 1", "The text is not JSON here.", NOT_OURS],
        },
        Bad {
            name: "empty.json",
            bytes: Vec::new(),
            says: [
                "line 1, column 1",
                "The file ends before it is complete.",
                "Copy the file again",
            ],
        },
        Bad {
            name: "other.json",
            bytes: br#"{"name": "somebody else's", "version": 3}"#.to_vec(),
            says: ["the file as a whole", "This is not a file that Caseread wrote.", NOT_OURS],
        },
        Bad {
            name: "list.json",
            bytes: b"[1, 2, 3]".to_vec(),
            says: ["the file as a whole", "This is not a file that Caseread wrote.", NOT_OURS],
        },
        Bad {
            name: "newer.json",
            bytes: newer.into_bytes(),
            says: [
                "the file as a whole",
                "The file is of version 7; this Caseread reads up to version 1.",
                "Open it with the Caseread it was written with, or a newer one.",
            ],
        },
        Bad {
            name: "cut-off.json",
            bytes: sound.as_bytes()[..half].to_vec(),
            says: ["line ", "The file ends before it is complete.", "ask for a new export"],
        },
        Bad {
            name: "altered-answer.json",
            bytes: altered.into_bytes(),
            says: ["content", "The file was altered after it was written", ALTERED],
        },
        Bad {
            name: "altered-byte.json",
            bytes: one_byte.into_bytes(),
            says: ["content", "The file was altered after it was written", ALTERED],
        },
        Bad {
            name: "unknown-question.json",
            bytes: unknown.into_bytes(),
            says: [
                "content.cases[",
                "The framework has no question “9.9.9z”.",
                "Check that the file and its framework belong together",
            ],
        },
        Bad {
            name: "case-twice.json",
            bytes: twice.into_bytes(),
            says: ["content.cases[1]", "“001” stands here twice.", "Take one of the two out"],
        },
        Bad {
            name: "state-differs.json",
            bytes: state.into_bytes(),
            says: ["case 0", "The answers are not what the recorded changes add up to.", ALTERED],
        },
        Bad {
            name: "picture.json",
            bytes: vec![0x89, b'P', b'N', b'G', 0xff, 0xd8, 0xfe, 0x00],
            says: ["the file as a whole", "The file is not text in UTF-8.", NOT_OURS],
        },
        Bad {
            name: "noise.json",
            bytes: noise,
            says: ["the file as a whole", "The file is not text in UTF-8.", NOT_OURS],
        },
        Bad {
            name: "noise-of-letters.json",
            bytes: vec![b'"'; 1].into_iter().chain(std::iter::repeat_n(b'x', 50_000_000)).collect(),
            says: [
                "line 1, column 50000001",
                "The file ends before it is complete.",
                "Copy the file again",
            ],
        },
    ]
}

/// Bytes without any order, the same at every run.
fn noise(n_bytes: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut bytes = Vec::with_capacity(n_bytes + 8);
    while bytes.len() < n_bytes {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend_from_slice(&state.to_le_bytes());
    }
    bytes.truncate(n_bytes);
    bytes
}

fn write(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap_or_else(|why| panic!("{}: {why}", path.display()));
    path
}

async fn is_refused(person: &Person, name: &str, says: [&str; 3]) {
    let alert = person.within("alert", &format!("{name} cannot be brought in…"));
    for words in says {
        alert.sees(words).await;
    }
    person.sees("Nothing on this computer was changed.").await;
    person.does_not_see_role("button", "Bring it in").await;
}

#[tokio::test]
async fn each_bad_file_is_told_with_its_place_and_way_out_and_alters_nothing() {
    Person::works("bad_files", async |person| {
        let folder = tempfile::tempdir().unwrap();
        opens_example(person).await;
        sees_saved(person).await;
        person.goes_to("#/import").await;
        person.sees_role("heading 1", "Bring a file in").await;
        let before = person.everything_kept().await;
        for Bad { name, bytes, says } in bad_files() {
            let path = write(folder.path(), name, &bytes);
            person.picks_file("File to bring in", &path).await;
            is_refused(person, name, says).await;
            fs::remove_file(path).unwrap();
        }
        assert_eq!(person.everything_kept().await, before);

        // Too large is said before anything of it is read.
        let huge = folder.path().join("huge.json");
        File::create(&huge).and_then(|file| file.set_len(301_000_000)).unwrap();
        person.picks_file("File to bring in", &huge).await;
        let says = [
            "the file as a whole",
            "The file has 301 MB; Caseread reads up to 300 MB.",
            "Export fewer cases",
        ];
        is_refused(person, "huge.json", says).await;

        // And a sound one comes in as if nothing had been.
        let good = write(folder.path(), "good.json", example::east_sussex().unwrap().as_bytes());
        person.picks_file("File to bring in", &good).await;
        person.sees("There is nothing in it that is not here already.").await;
        assert_eq!(person.everything_kept().await, before);
    })
    .await;
}

#[tokio::test]
async fn work_in_hand_outlives_a_bad_file() {
    Person::works("bad_file_and_work", async |person| {
        let folder = tempfile::tempdir().unwrap();
        begins_court_case(person, "Northtown").await;
        person.fills("Note on 2.1.1a", "Half a sent").await;
        person.goes_to("#/import").await;
        let path = write(folder.path(), "bad.json", b"{");
        person.picks_file("File to bring in", &path).await;
        person.within("alert", "…").sees("The file ends before it is complete.").await;
        // The same file can be picked again.
        person.picks_file("File to bring in", &path).await;
        person.within("alert", "…").sees("The file ends before it is complete.").await;
        person.within("navigation", "Caseread").clicks("link", "Inspections").await;
        person.clicks("link", "Northtown").await;
        super::steps::opens_case(person, "001").await;
        person.sees_value("Note on 2.1.1a", "Half a sent").await;
    })
    .await;
}
