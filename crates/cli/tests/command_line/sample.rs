//! `caseread sample`, on the list that comes with Caseread and on lists with something wrong.

use std::fs;

use serde_json::Value;

use crate::desk::{Desk, Ran, caseread};

/// The list that comes with Caseread.
const LIST: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/eligible-cases.csv");
/// What is said of it.
const GUIDE: &str = include_str!("../../../../docs/sampling.md");

fn sample(arguments: &[&str]) -> Ran {
    caseread(&[&["sample"], arguments].concat())
}

fn json(arguments: &[&str]) -> Value {
    let ran = sample(&[arguments, &["--json"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

fn check_refused(list: &str, options: &[&str], parts: &[&str]) {
    let desk = Desk::new();
    let file = desk.put("list.csv", list);
    let ran = sample(&[&[file.as_str()], options].concat());
    assert_eq!(ran.code, 1, "{ran:?}");
    assert!(ran.out.is_empty(), "{}", ran.out);
    for part in parts {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
}

#[test]
fn the_working_of_the_size_and_every_part_of_the_sample_is_told() {
    let ran = sample(&[LIST, "--seed", "2024"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in [
        "120 cases listed, 113 eligible",
        "1 case excluded: conflict of interest",
        "3 cases left out, since another of the same person began earlier",
        "z = 1.2816; n0 = z² p (1 − p) / margin² = 164.2",
        "n = n0 / (1 + (n0 − 1) / 113) = 67.18, rounded up: 68",
        "  Court, not low, Male                 51      30         1\n",
        "Court, not low, Male: 0 cases, 5 reserves",
        "Court: 42 of 70 cases, 6.3 points either way",
        "    Medium                               60  53.1%      33  48.5%        −4.6\n",
        "Looked after",
        "\n  001   YJ-9584  Court, not low, Male    CM03\n",
        "\n  R001  ",
        "With --seed 2024 the same",
    ] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
    assert!(ran.err.is_empty());
}

#[test]
fn the_guide_shows_what_is_printed() {
    let ran = sample(&[LIST, "--seed", "2024"]);
    let shown: Vec<_> = GUIDE.split("```").filter_map(|part| part.strip_prefix("text\n")).collect();
    assert!(!shown.is_empty());
    for part in shown {
        assert!(ran.out.contains(part), "{part}\nis not in\n{}", ran.out);
    }
}

#[test]
fn every_option_and_every_key_is_in_the_guide() {
    let help = caseread(&["help", "sample"]).out;
    let options = help.split_whitespace().filter(|word| word.starts_with("--"));
    for option in options {
        assert!(GUIDE.contains(option), "{option}");
    }
    fn keys(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(pairs) => pairs.iter().for_each(|(key, value)| {
                found.push(key.clone());
                keys(value, found);
            }),
            Value::Array(list) => list.iter().for_each(|value| keys(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    keys(&json(&[LIST, "--seed", "1"]), &mut found);
    for key in found {
        assert!(GUIDE.contains(&format!("`{key}`")), "{key}");
    }
}

#[test]
fn a_seed_gives_the_same_sample_again_and_one_is_drawn_where_none_is_given() {
    let first = json(&[LIST]);
    let seed = first["seed"].as_str().unwrap();
    assert_eq!(json(&[LIST, "--seed", seed]), first);
    assert_ne!(json(&[LIST])["cases"], first["cases"]);
    let told = sample(&[LIST]);
    let seed = told.out.split("--seed ").nth(1).unwrap().split(' ').next().unwrap();
    assert_eq!(sample(&[LIST, "--seed", seed]).out, told.out);
}

#[test]
fn the_order_of_the_list_changes_nothing() {
    let list = fs::read_to_string(LIST).unwrap();
    let mut lines: Vec<_> = list.lines().collect();
    lines[1..].reverse();
    let desk = Desk::new();
    let (turned, out) = (desk.put("turned.csv", lines.join("\r\n")), desk.path("out.csv"));
    let out = out.to_str().unwrap();
    assert_eq!(sample(&[&turned, "--seed", "7", "--out", out]).code, 0);
    let straight = desk.path("straight.csv");
    assert_eq!(sample(&[LIST, "--seed", "7", "--out", straight.to_str().unwrap()]).code, 0);
    assert_eq!(fs::read(out).unwrap(), fs::read(straight).unwrap());
}

#[test]
fn a_sample_is_written_once_and_never_replaced() {
    let desk = Desk::new();
    let path = desk.path("sample.csv");
    let out = path.to_str().unwrap();
    let ran = sample(&[LIST, "--seed", "2024", "--out", out]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.out.contains(&format!("Written to {out}: 68 cases, 10 reserves")), "{}", ran.out);
    assert!(!ran.out.contains("YJ-9584"), "the list is in the file");
    let text = fs::read_to_string(&path).unwrap();
    assert!(
        text.starts_with(
            "\u{feff}number,kind,Case reference,Disposal group,RoSH,Sex,Safety and wellbeing,\
             Ethnicity,Looked after,Case manager,stratum\r\n\
             001,sample,YJ-9584,Court,Medium,Male,Medium,White,No,CM03,Court / not low / Male\r\n"
        ),
        "{text}"
    );
    assert!(!text.contains("P77549"), "the code of a person stays behind");

    let ran = sample(&[LIST, "--seed", "2025", "--out", out]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is there already"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    let nowhere = desk.path("none").join("sample.csv");
    let ran = sample(&[LIST, "--out", nowhere.to_str().unwrap()]);
    assert!(ran.code == 1 && ran.err.contains("cannot be written"), "{ran:?}");
}

#[test]
fn every_choice_is_heard() {
    let size = |options: &[&str]| json(&[&[LIST, "--seed", "1"], options].concat());
    assert_eq!(size(&["--confidence", "95"])["size"]["cases"], 88);
    assert_eq!(size(&["--margin", "7.5%"])["size"]["cases"], 45);
    let given = size(&["--size", "20", "--buffer", "50", "--cap", "3"]);
    assert_eq!((&given["size"]["cases"], &given["size"]["z"]), (&20.into(), &Value::Null));
    assert_eq!((&given["buffer"], &given["cap"]), (&50.0.into(), &3.into()));
    assert_eq!(given["margins"][0]["confidence"], 80.0);
    let strata = size(&["--strata", "Looked after, sex", "--match", "Ethnicity,Disposal"]);
    assert_eq!(
        strata["strata_headings"],
        serde_json::json!(["Disposal group", "Looked after", "Sex"])
    );
    let columns: Vec<_> =
        strata["matches"].as_array().unwrap().iter().map(|one| one["column"].clone()).collect();
    let expected =
        serde_json::json!([null, "Disposal group", "Looked after", "Sex", "Ethnicity", "Disposal"]);
    assert_eq!(Value::from(columns), expected);
    let one_pool = size(&["--one-pool"]);
    assert_eq!(one_pool["strata_headings"], serde_json::json!(["RoSH", "Sex"]));
    assert_eq!(one_pool["margins"].as_array().unwrap().len(), 1);
}

#[test]
fn columns_can_be_named() {
    let list = "Ref A;Type;RoSH;Sex;Key;Day;Out;Lead\n\
                1;Court;Low;F;k;2024-02-01;;X\n2;Court;Low;F;k;2024-01-01;;X\n3;Court;Low;F;m;2024-01-01;yes;X\n";
    let desk = Desk::new();
    let file = desk.put("list.csv", list);
    let found = json(&[
        &file,
        "--reference-column=ref a",
        "--pool-column",
        "Type",
        "--person-column",
        "Key",
        "--start-column",
        "Day",
        "--exclusion-column",
        "Out",
        "--manager-column",
        "Lead",
    ]);
    assert_eq!(found["cases"][0]["reference"], "2");
    assert_eq!(found["cases"][0]["manager"], "X");
    let reasons: Vec<_> =
        found["left_out"].as_array().unwrap().iter().map(|one| one["reason"].clone()).collect();
    assert_eq!(Value::from(reasons), serde_json::json!(["2", "yes"]));
}

#[test]
fn what_the_list_does_not_tell_is_said() {
    let desk = Desk::new();
    let file = desk.put("list.csv", "Case,RoSH,Sex\n1,Low,F\n2,Low,M\n");
    let ran = sample(&[&file, "--one-pool"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    for part in ["no case is excluded", "are not noticed", "no cap holds", "One pool."] {
        assert!(ran.out.contains(part), "{part}: {}", ran.out);
    }
}

#[test]
fn names_are_refused_until_they_are_passed_over() {
    let list = "Case,Pool,RoSH,Sex,Child's name\n1,Court,Low,F,Secret\n";
    check_refused(
        list,
        &[],
        &["line 1, column 5 (Child's name)", "names, dates of birth", "--drop"],
    );
    let desk = Desk::new();
    let file = desk.put("list.csv", list);
    for form in [&["--json"][..], &[]] {
        let ran = sample(&[&[file.as_str(), "--drop", "child's name"], form].concat());
        assert!(ran.code == 0 && ran.out.contains("Child's name"), "{ran:?}");
        assert!(!ran.out.contains("Secret"), "{}", ran.out);
    }
}

#[test]
fn every_problem_of_a_list_is_told_with_its_place_and_way_out() {
    check_refused(
        "Case,Pool,RoSH,Sex\n1,Court,Low,F\n1,Court,Low,M\n,Court,Low,M\n3,,Low,M\n",
        &[],
        &[
            "list.csv: line 3, column 1 (Case): The case reference “1” stands in line 2 already.",
            "line 4, column 1 (Case): The case reference is missing.",
            "line 5, column 2 (Pool): The disposal group is missing.",
            "hint: Fill it in",
        ],
    );
    check_refused("Case,Pool,RoSH,Sex\n1,Court,Low\n", &[], &["line 2: The row has 3 cells"]);
    check_refused(
        "Case,Sex\n1,F\n",
        &[],
        &[
            "No column is recognised as the disposal group.",
            "Name the column with --pool-column, or say --one-pool.",
            "No column is recognised as the risk of serious harm.",
            "Name the column with --strata.",
        ],
    );
    check_refused("Case,Pool,RoSH,Sex\n1,Court,Low,\"F\n", &[], &["line 2: A quotation mark"]);
    check_refused(
        "Case,Pool,RoSH,Sex\n1,Court,Low,F\n",
        &["--size", "2"],
        &["2 cases are asked for, and 1 are eligible."],
    );
}
