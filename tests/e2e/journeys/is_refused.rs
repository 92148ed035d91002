//! Bad files: each is told with its place and the way out, and nothing stored alters.

use std::path::{Path, PathBuf};

use crate::journeys::errands::{begins_an_inspection, is_saved};
use crate::person::Person;

/// The example as text, its content altered and sealed anew, so that only the alteration is wrong.
fn resealed(find: &str, put: &str) -> String {
    let text = example::east_sussex().unwrap();
    let from = text.find("\"content\": ").unwrap() + "\"content\": ".len();
    let content = text[from..].trim_end().trim_end_matches('}').trim_end();
    let altered = content.replacen(find, put, 1);
    assert_ne!(altered, content, "{find} is not in the example");
    let sealed =
        text[..from].replace(&wire::digest(content.as_bytes()), &wire::digest(altered.as_bytes()));
    format!("{sealed}{altered}\n}}\n")
}

async fn is_told(person: &Person, folder: &Path, name: &str, text: &[u8], told: &[&str]) {
    let file: PathBuf = folder.join(name);
    std::fs::write(&file, text).unwrap();
    person.picks_file("File to bring in", &file).await;
    person.sees(&format!("{name} cannot be brought in")).await;
    for words in told {
        person.sees(words).await;
    }
    person.sees("Nothing on this computer was changed.").await;
}

#[tokio::test]
async fn every_kind_of_bad_file_is_told_and_alters_nothing() {
    Person::works("bad_files", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let before = person.everything_kept().await;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let example = example::east_sussex().unwrap();
        person.goes_to("#/import").await;
        let told: [(&str, Vec<u8>, &[&str]); 9] = [
            ("letter.json", b"Dear colleague".to_vec(), &["line 1, column 1", "not JSON"]),
            ("other.json", b"{\"name\":\"other\"}".to_vec(), &["not a file that Caseread wrote"]),
            (
                "newer.json",
                example
                    .replace(&format!("\"version\": {}", wire::VERSION), "\"version\": 9")
                    .into_bytes(),
                &["of version 9", "a newer one"],
            ),
            (
                "cut.json",
                example.as_bytes()[..example.len() / 2].to_vec(),
                &["ends before it is complete"],
            ),
            (
                "altered.json",
                example.replacen("\"answer\":\"yes\"", "\"answer\":\"no\" ", 1).into_bytes(),
                &["altered after it was written", "new export"],
            ),
            (
                "question.json",
                resealed("\"2.1.1a\":{", "\"9.9.9z\":{").into_bytes(),
                &["no question “9.9.9z”", "content.cases[0].readings[0].answers"],
            ),
            (
                "twice.json",
                resealed("\"number\":\"002\"", "\"number\":\"001\"").into_bytes(),
                &["“001” stands here twice", "content.cases[1]"],
            ),
            ("latin.json", vec![b'{', 0xff, 0xfe, b'}'], &["not text in UTF-8"]),
            (
                "noise.json",
                (0_u32..50_000_000)
                    .map(|at| (at.wrapping_mul(2_654_435_761) >> 25) as u8 | 32)
                    .collect(),
                &["line 1", "not JSON"],
            ),
        ];
        for (name, text, words) in told {
            is_told(person, folder, name, &text, words).await;
        }
        assert_eq!(person.everything_kept().await, before);
    })
    .await;
}
