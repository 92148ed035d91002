//! Bad files: each is told with its place and the way out, and nothing stored alters.

use std::path::{Path, PathBuf};

use crate::journeys::errands::{begins_an_inspection, is_saved};
use crate::person::{Kept, Person};

/// The example as text, its content altered and sealed anew, so that only the alteration is wrong.
fn resealed(find: &str, put: &str) -> String {
    sealed_anew(|content| content.replacen(find, put, 1))
}

fn sealed_anew(alter: impl Fn(&str) -> String) -> String {
    let text = example::east_sussex().unwrap();
    let from = text.find("\"content\": ").unwrap() + "\"content\": ".len();
    let content = text[from..].trim_end().trim_end_matches('}').trim_end();
    let altered = alter(content);
    assert_ne!(altered, content, "what is to be altered is not in the example");
    let sealed =
        text[..from].replace(&wire::digest(content.as_bytes()), &wire::digest(altered.as_bytes()));
    format!("{sealed}{altered}\n}}\n")
}

/// Everything in the page's database but what follows a save by itself, in a quiet moment: whose turn it is
/// to write.
async fn everything_kept(person: &Person) -> Kept {
    let mut kept = person.everything_kept().await;
    kept.values_mut().for_each(|drawer| drawer.retain(|key, _| !key.starts_with("tip/")));
    kept
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
        let before = everything_kept(person).await;
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
        assert_eq!(everything_kept(person).await, before);
    })
    .await;
}

#[tokio::test]
async fn a_file_made_to_do_harm_is_told_and_alters_nothing() {
    Person::works("hostile_files", async |person| {
        begins_an_inspection(person).await;
        is_saved(person).await;
        let before = everything_kept(person).await;
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        let example = example::east_sussex().unwrap();
        let headed = |put: &str| {
            example.replacen(&format!("\"version\": {}", wire::VERSION), put, 1).into_bytes()
        };
        let deep = "[".repeat(10_000) + &"]".repeat(10_000);
        let crowd = "0,".repeat(3_000_000);
        let digits = "9".repeat(400);
        let long = [&b"{\"format\":\""[..], &vec![b'x'; 200_000_000]].concat();
        person.goes_to("#/import").await;
        let told: [(&str, Vec<u8>, &[&str]); 10] = [
            (
                "deep.json",
                resealed("\"answer\":\"yes\"", &format!("\"answer\":{deep}")).into_bytes(),
                &["content.cases[0]", "wrong shape"],
            ),
            (
                "bottomless.json",
                resealed("\"rules\":{", &format!("\"rules\":{{\"x\":{deep},")).into_bytes(),
                &["content.framework", "stand in one another far deeper"],
            ),
            ("number.json", headed("\"version\": 1e999"), &["line 3, column 18", "not JSON"]),
            (
                "digits.json",
                headed(&format!("\"version\": {digits}")),
                &["line 3, column 413", "not JSON"],
            ),
            (
                "doubled.json",
                resealed("\"service\":", "\"service\":\"x\",\"service\":").into_bytes(),
                &["content.inspection", "duplicate field"],
            ),
            (
                "half.json",
                resealed("\"service\":\"", "\"service\":\"\\ud800").into_bytes(),
                &["content.inspection", "hex escape"],
            ),
            (
                "wide.json",
                example.encode_utf16().flat_map(u16::to_le_bytes).collect(),
                &["the file as a whole", "text in UTF-16", "Pick the file as it was exported"],
            ),
            (
                "nul.json",
                resealed("\"service\":\"", "\"service\":\"\0").into_bytes(),
                &["not JSON here"],
            ),
            (
                "crowd.json",
                resealed("\"cases\":[", &format!("\"cases\":[{crowd}")).into_bytes(),
                &["content", "at most 10000"],
            ),
            ("long.json", long, &["line 1", "ends before it is complete"]),
        ];
        for (name, text, words) in told {
            is_told(person, folder, name, &text, words).await;
        }
        assert_eq!(everything_kept(person).await, before);
    })
    .await;
}

/// What a page that takes texts for markup would run.
const MARKUP: &str = "<img src=x onerror=document.title='run'><b>x</b>";

#[tokio::test]
async fn markup_in_a_file_is_text_on_every_screen() {
    Person::works("markup", async |person| {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("markup.json");
        let markup = serde_json::to_string(MARKUP).unwrap();
        let text = sealed_anew(|content| content.replace("\"East Sussex (example)\"", &markup));
        std::fs::write(&file, text).unwrap();
        person.goes_to("#/import").await;
        person.picks_file("File to bring in", &file).await;
        person.sees(MARKUP).await;
        person.clicks("button", "Bring it in").await;
        person.sees_role("heading 1", MARKUP).await;
        let id = person.asks_the_page("return location.hash.split('/')[2];").await;
        for screen in ["cases", "service", "results", "handover"] {
            person.goes_to(&format!("#/i/{}/{screen}", id.as_str().unwrap())).await;
            person.sees(MARKUP).await;
        }
        let made = "return [document.title == 'run', document.querySelectorAll('img, b').length];";
        assert_eq!(person.asks_the_page(made).await, serde_json::json!([false, 0]));
    })
    .await;
}
