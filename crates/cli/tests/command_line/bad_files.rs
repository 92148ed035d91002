//! Every kind of bad file: each is named with its place and a way out, and the exit code is 1.

use std::fs;

use crate::desk::{Copy, Desk, FRAMEWORK, Ran, caseread, resealed};

fn holds(ran: &Ran, text: &str, parts: [&str; 4]) {
    assert_eq!(ran.code, 1, "{ran:?}");
    for part in parts {
        assert!(text.contains(part), "{part:?} is missing in:\n{text}");
    }
}

/// Checks, rates and summarises the file; each must name it, the place, the fault and the way out.
fn refused(content: impl AsRef<[u8]>, place: &str, fault: &str, hint: &str) {
    let desk = Desk::new();
    let file = desk.put("handed-over.json", content);
    let parts = ["handed-over.json: ", place, fault, hint];
    let ran = caseread(&["check", &file]);
    holds(&ran, &ran.out, parts);
    for command in ["rate", "summary"] {
        let ran = caseread(&[command, &file]);
        holds(&ran, &ran.err, parts);
        assert!(ran.out.is_empty(), "{ran:?}");
    }
}

fn framework_refused(edit: impl Fn(&str) -> String, place: &str, fault: &str, hint: &str) {
    let desk = Desk::new();
    let text = fs::read_to_string(FRAMEWORK).unwrap();
    let edited = edit(&text);
    assert_ne!(edited, text, "the edit met nothing");
    let file = desk.put("own.toml", edited);
    let ran = caseread(&["check", &file]);
    holds(&ran, &ran.out, ["own.toml: ", place, fault, hint]);
}

const PICK: &str = "hint: Pick the .json file";
const COPY_AGAIN: &str = "hint: Copy the file again";
const ASK_AGAIN: &str = "hint: Ask the person who sent it";
const CORRECT: &str = "hint: Correct the value";

#[test]
fn a_file_that_is_not_there_is_named() {
    let desk = Desk::new();
    let missing = desk.path("missing.json");
    for command in ["check", "rate", "summary"] {
        let ran = caseread(&[command, missing.to_str().unwrap()]);
        let text = format!("{}{}", ran.out, ran.err);
        holds(&ran, &text, ["missing.json: ", "cannot be opened", "hint: Check the name", ""]);
    }
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let desk = Desk::new();
    let path = desk.path("large.json");
    // A file with nothing in it but its length.
    fs::File::create(&path).unwrap().set_len(wire::LARGEST_FILE + 1).unwrap();
    let ran = caseread(&["check", path.to_str().unwrap()]);
    holds(&ran, &ran.out, ["large.json: ", "as a whole", "301 MB", "hint: Export fewer cases"]);
}

#[test]
fn what_is_no_text_is_refused() {
    refused(b"{\"format\": \"\xff\xfe\"}", "line 1, column 13", "not text in UTF-8", PICK);
}

#[test]
fn utf_16_is_told_as_such() {
    let text: Vec<u8> = "{ \"format\": 1 }".encode_utf16().flat_map(u16::to_le_bytes).collect();
    refused(&text, "as a whole", "text in UTF-16", "hint: Pick the file as it was exported");
}

#[test]
fn what_is_no_json_is_refused_at_its_line() {
    refused("{\n  \"format\": no\n}", "line 2, column 14", "not JSON", PICK);
}

#[test]
fn what_is_not_ours_is_refused() {
    for text in ["[1, 2]", "\"text\"", "{}", "{\"format\": \"other\", \"version\": 1}"] {
        refused(text, "as a whole", "not a file that Caseread wrote", PICK);
    }
}

#[test]
fn a_file_cut_off_is_refused_where_it_ends() {
    let text = Copy::example().whole();
    refused(&text[..text.len() / 2], "line ", "ends before it is complete", COPY_AGAIN);
    refused("", "line 1, column 1", "ends before it is complete", COPY_AGAIN);
}

#[test]
fn a_newer_file_is_left_alone() {
    let text = Copy::example().whole().replacen("\"version\": 3", "\"version\": 4", 1);
    refused(text, "as a whole", "version 4", "hint: Open it with the Caseread");
}

#[test]
fn an_altered_file_is_refused() {
    let text = Copy::example().whole().replacen("not-sufficient", "sufficient", 1);
    refused(text, "content", "altered after it was written", ASK_AGAIN);
}

#[test]
fn a_head_that_miscounts_is_refused() {
    let text = Copy::example().whole().replacen("\"n_cases\": 37", "\"n_cases\": 36", 1);
    refused(text, "n_cases", "says 36, and 37 are there", ASK_AGAIN);
}

#[test]
fn an_altered_and_resealed_file_is_refused_at_the_case() {
    let export = Copy::example().whole();
    // The first verdict stands in the state of case 001; its change says otherwise.
    let text = resealed(&export, |content| {
        content.replacen("\"verdict\":\"not-sufficient\"", "\"verdict\":\"sufficient\"", 1)
    });
    refused(text, "case 0", "not what the recorded changes add up to", ASK_AGAIN);
}

#[test]
fn a_value_that_is_not_allowed_is_refused_at_its_field() {
    let export = Copy::example().whole();
    let answer = |content: &str| content.replacen("\"answer\":\"yes\"", "\"answer\":\"maybe\"", 1);
    refused(resealed(&export, answer), "content.cases[0].readings[0]", "“maybe”", CORRECT);
    let nation =
        |content: &str| content.replacen("\"nation\":\"england\"", "\"nation\":\"kent\"", 1);
    refused(resealed(&export, nation), "content.inspection.nation", "“kent”", CORRECT);
}

#[test]
fn a_value_of_the_wrong_shape_is_refused_at_its_part() {
    let export = Copy::example().whole();
    let counts = |content: &str| content.replacen("\"counts\":true", "\"counts\":3", 1);
    refused(resealed(&export, counts), "content.cases[0]", "wrong shape", ASK_AGAIN);
    let framework = |content: &str| content.replacen("\"in_total\":true", "\"in_total\":1", 1);
    refused(
        resealed(&export, framework),
        "content.framework",
        "has to be true or false",
        ASK_AGAIN,
    );
}

#[test]
fn another_framework_than_the_one_named_is_refused() {
    let export = Copy::example().whole();
    let text = resealed(&export, |content| content.replacen("\"good\":65", "\"good\":45", 1));
    let rising = "do not rise";
    refused(text, "rules.bands", rising, "hint: Correct the table");
    let text = resealed(&export, |content| content.replacen("\"good\":65", "\"good\":55", 1));
    refused(text, "content.framework", "does not have the digest", ASK_AGAIN);
}

#[test]
fn every_problem_is_told_and_not_only_the_first() {
    let export = Copy::example().whole();
    let text = resealed(&export, |content| {
        content.replace("\"safety-inspector\":\"medium\"", "\"safety-inspector\":\"middling\"")
    });
    let desk = Desk::new();
    let ran = caseread(&["check", &desk.put("handed-over.json", text)]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.matches("“middling”").count() > 10, "{}", ran.out);
}

#[test]
fn a_framework_file_with_a_mistake_is_refused_where_it_is() {
    framework_refused(
        |text| text.replacen("in_total = true", "in_total = ", 1),
        ":12: ",
        "not TOML here",
        "hint: Text stands in",
    );
    framework_refused(
        |text| text.replacen("in_total = true", "in_sum = true", 1),
        ":1: “in_sum” of 1.1",
        "no such field",
        "hint: Take it out",
    );
    framework_refused(
        |text| text.replacen("pools = [\"court\"]", "pools = [\"courts\"]", 1),
        ":10: details.court-disposal",
        "“courts” is not known",
        "hint: Correct the name",
    );
    framework_refused(
        |text| text.replacen("maximum = 36", "maximum = 39", 1),
        "rules.overall",
        "add up to 36",
        "hint: Give the most points",
    );
    framework_refused(
        |text| text.replacen("reference = \"2.1.1b\"", "reference = \"2.1.1a\"", 1),
        "2.1.1a of the framework",
        "stands here twice",
        "hint: Give one of the two another name",
    );
}
