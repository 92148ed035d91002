//! The JSON form, held against the text form.

use serde_json::Value;

use crate::desk::{Copy, Desk, EXAMPLE, caseread};

fn json(file: &str) -> Value {
    let ran = caseread(&["rate", "--json", file]);
    assert_eq!(ran.code, 0, "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

fn texts(file: &str) -> String {
    caseread(&["rate", file]).out
}

/// What a program reads must be what a person reads.
fn agrees(file: &str) -> Value {
    let (json, text) = (json(file), texts(file));
    let says = |line: String| assert!(text.contains(&line), "{line:?} is missing in:\n{text}");
    for domain in json["domains"].as_array().unwrap() {
        for standard in domain["standards"].as_array().unwrap() {
            let name = format!("{} {}", standard["reference"], standard["title"]).replace('"', "");
            says(format!("{name}: {}", standard["computed_words"].as_str().unwrap()));
            says(standard["because"]["words"].as_str().unwrap().to_owned());
            for question in standard["key_questions"].as_array().unwrap() {
                let share = &question["share"];
                assert_eq!(share.is_null(), question["by_judgement"].as_bool().unwrap());
                if share["of"].as_u64().is_some_and(|of| of > 0) {
                    says(format!("{} of {}, {}%", share["part"], share["of"], share["percent"]));
                }
            }
        }
    }
    let overall = &json["overall"];
    says(overall["words"].as_str().unwrap().to_owned());
    says(format!("{}/{}", overall["points"], overall["maximum"]));
    assert_eq!(json["provisional"].as_bool().unwrap(), text.contains("PROVISIONAL"));
    json
}

#[test]
fn the_example_reads_alike_in_both_forms() {
    let json = agrees(EXAMPLE);
    assert_eq!(json["format"], "caseread-rating");
    assert_eq!(json["marking"], "OFFICIAL-SENSITIVE");
    assert_eq!((&json["overall"]["points"], &json["overall"]["maximum"]), (&25.into(), &36.into()));
    assert_eq!(json["overall"]["rating"], "good");
    assert_eq!(json["standing"], "good");
    assert_eq!(json["owed"]["total"], 0);
    assert_eq!(json["framework"]["confirmed"], false);
    let planning = &json["domains"][1]["standards"][1];
    assert_eq!(planning["reference"], "2.2");
    assert_eq!(planning["because"]["kind"], "weakest");
    assert_eq!(planning["because"]["key_questions"], serde_json::json!(["2.2.3"]));
    let share = serde_json::json!({ "part": 7, "of": 17, "percent": 41 });
    assert_eq!(planning["key_questions"][2]["share"], share);
    assert_eq!(planning["key_questions"][2]["not_applicable"], 5);
}

#[test]
fn what_is_owed_reads_alike_in_both_forms() {
    let (desk, example) = (Desk::new(), Copy::example());
    let json = agrees(&desk.put("cd.json", example.chosen(&example.cases_of("CD"))));
    assert_eq!(json["provisional"], true);
    assert_eq!(json["overall"]["rating"], Value::Null);
    assert_eq!(
        json["owed"]["service"][0],
        serde_json::json!({ "kind": "proposed", "standard": "1.1" })
    );
    assert_eq!(json["missing"], serde_json::json!(["1.1", "1.2", "1.3", "1.4", "3.4"]));
}

#[test]
fn the_output_is_the_same_every_time_and_its_keys_stand_as_documented() {
    let out = || caseread(&["rate", "--json", EXAMPLE]).out;
    assert_eq!(out(), out());
    let text = out();
    let top: Vec<_> =
        text.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next()).collect();
    let page = include_str!("../../../../docs/rate-json.md");
    let documented: Vec<_> = page
        .lines()
        .skip_while(|line| *line != "## The object")
        .take_while(|line| !line.starts_with("## The parts"))
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .collect();
    assert_eq!(top, documented);
}
