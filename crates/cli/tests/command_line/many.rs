//! Files of several inspections, and folders of them.

use std::fs;

use serde_json::Value;

use crate::desk::{Copy, Desk, EXAMPLE, Ran, caseread};

const SEPARATOR: &str =
    "\n==============================================================================\n\n";

fn rate(files: &[&str]) -> Ran {
    caseread(&[&["rate"], files].concat())
}

fn rate_json(files: &[&str]) -> Ran {
    caseread(&[&["rate", "--json"], files].concat())
}

/// Three inspections: the first in one file, the second in two, the third in one.
struct Three {
    desk: Desk,
    north: String,
    south: [String; 2],
    west: String,
}

fn three() -> Three {
    let (desk, example) = (Desk::new(), Copy::example());
    let south = example.another(2, "Southtown", "AB");
    let cases = south.cases_of("AB");
    let (some, others) = cases.split_at(3);
    Three {
        north: desk.put("north.json", example.another(1, "Northtown", "AB").whole()),
        south: [
            desk.put("south.json", south.chosen(some)),
            desk.put("south-too.json", south.chosen(others)),
        ],
        west: desk.put("west.json", example.another(3, "Westtown", "EF").whole()),
        desk,
    }
}

fn services(lines: &str) -> Vec<String> {
    let service = |line: &str| {
        let rated: Value = serde_json::from_str(line).unwrap();
        rated["inspection"]["service"].as_str().unwrap().to_owned()
    };
    lines.lines().map(service).collect()
}

#[test]
fn inspections_are_printed_one_after_the_other_by_their_first_files() {
    let Three { north, south: [south, south_too], west, desk: _desk } = &three();
    let ran = rate(&[south, west, south_too, north]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let alone = [rate(&[south, south_too]).out, rate(&[west]).out, rate(&[north]).out];
    assert!(alone[0].contains("Southtown") && alone[1].contains("Westtown"));
    assert_eq!(ran.out, alone.join(SEPARATOR));
}

#[test]
fn several_inspections_are_one_json_object_a_line() {
    let Three { north, south: [south, south_too], west, desk: _desk } = &three();
    let ran = rate_json(&[south, west, south_too, north]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.ends_with("}\n"));
    let lines: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let alone = [&[south.as_str(), south_too][..], &[west], &[north]];
    let alone = alone.map(|files| serde_json::from_str::<Value>(&rate_json(files).out).unwrap());
    assert_eq!(lines, alone);
    assert_eq!(lines[0]["files"][1]["name"], south_too.as_str());
}

#[test]
fn the_keys_of_a_line_stand_as_in_the_object() {
    let Three { north, west, .. } = &three();
    let lines = rate_json(&[north, west]).out;
    let object = rate_json(&[north]).out;
    let without_blanks = |text: &str| text.split_whitespace().collect::<String>();
    assert_eq!(without_blanks(lines.lines().next().unwrap()), without_blanks(&object));
}

#[test]
fn a_bad_file_keeps_its_inspection_from_being_rated_and_no_other() {
    let Three { north, south: [south, south_too], west, desk } = &three();
    let text = fs::read_to_string(south_too).unwrap();
    for (bad, fault) in [
        (text.replacen("Southtown", "Southtowm", 1), "altered after it was written"),
        (text[..text.len() / 2].to_owned(), "ends before it is complete"),
    ] {
        let bad = &desk.put("bad.json", bad);
        let ran = rate_json(&[north, south, bad, west]);
        assert_eq!(ran.code, 1);
        assert_eq!(services(&ran.out), ["Northtown", "Westtown"]);
        assert!(ran.err.contains("bad.json: ") && ran.err.contains(fault), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 2, "{}", ran.err);

        let ran = rate(&[bad, west, south, north]);
        assert_eq!(ran.code, 1);
        assert_eq!(ran.out, [rate(&[west]).out, rate(&[north]).out].join(SEPARATOR));
    }
}

#[test]
fn files_that_do_not_go_together_keep_only_their_inspection_from_being_rated() {
    let Three { north, south: [south, _], west, desk } = &three();
    let again = &desk.put("again.json", fs::read(south).unwrap());
    let ran = rate_json(&[north, south, west, again]);
    assert_eq!(ran.code, 1);
    assert_eq!(services(&ran.out), ["Northtown", "Westtown"]);
    assert!(ran.err.contains(&format!("The same case is also in {south}.")), "{}", ran.err);
}

#[test]
fn a_file_that_does_not_tell_whose_it_is_is_taken_for_a_part_of_the_only_inspection() {
    let Three { north, south: [south, south_too], desk, .. } = &three();
    let missing = desk.path("missing.json");
    let missing = missing.to_str().unwrap();
    let strange = desk.put("strange.json", "Dear colleague");
    for bad in [missing, &strange] {
        let ran = rate(&[south, bad, south_too]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(ran.err.contains(bad), "{}", ran.err);

        let ran = rate_json(&[south, bad, north, south_too]);
        assert_eq!(ran.code, 1);
        assert_eq!(services(&ran.out), ["Southtown", "Northtown"]);
        assert!(ran.err.contains(bad), "{}", ran.err);
    }
    let ran = rate(&[missing, &strange]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains(missing) && ran.err.contains(&strange), "{}", ran.err);
}

#[test]
fn a_folder_stands_for_its_json_files_in_the_order_of_their_names() {
    let Three { north, desk, west, .. } = &three();
    let folder = desk.path("exports");
    for (name, from) in [("b.json", north), ("a.JSON", west)] {
        fs::create_dir_all(&folder).unwrap();
        fs::copy(from, folder.join(name)).unwrap();
    }
    fs::write(folder.join("notes.txt"), "none of ours").unwrap();
    fs::create_dir_all(folder.join("older.json")).unwrap();
    fs::write(folder.join("older.json/c.json"), "none of ours").unwrap();
    let folder = folder.to_str().unwrap();
    let ran = rate_json(&[folder]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(services(&ran.out), ["Westtown", "Northtown"]);
    assert!(ran.out.contains("exports/a.JSON\"") || cfg!(windows), "{}", ran.out);

    let ran = rate_json(&[EXAMPLE, folder]);
    assert_eq!(services(&ran.out), ["East Sussex (example)", "Westtown", "Northtown"]);
}

#[test]
fn a_folder_with_one_inspection_reads_as_its_file() {
    let Three { north, desk, .. } = &three();
    let folder = desk.path("exports");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(north, folder.join("north.json")).unwrap();
    let ran = rate(&[folder.to_str().unwrap()]);
    assert_eq!((ran.code, ran.out), (0, rate(&[north]).out));
}

#[test]
fn a_folder_without_an_export_is_told() {
    let Three { north, west, desk, .. } = &three();
    let folder = desk.path("empty");
    fs::create_dir_all(&folder).unwrap();
    let folder = folder.to_str().unwrap();
    let ran = rate(&[folder]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(ran.err.contains("empty: is a folder without a .json file"), "{}", ran.err);
    let ran = rate_json(&[north, folder, west]);
    assert_eq!(ran.code, 1);
    assert_eq!(services(&ran.out), ["Northtown", "Westtown"]);
    assert!(ran.err.contains("empty: is a folder without a .json file"), "{}", ran.err);
}

#[test]
fn an_edition_that_comes_with_the_files_is_shared_by_them() {
    let (desk, example) = (Desk::new(), Copy::example());
    let text = example.edition.text.replacen("\"edition\":\"1\"", "\"edition\":\"2\"", 1);
    let edition = std::sync::Arc::new(wire::Edition::read(&text).unwrap());
    let file = |id: u64, service: &str| {
        let copy = Copy { edition: edition.clone(), ..example.another(id, service, "AB") };
        desk.put(&format!("{id}.json"), copy.whole())
    };
    let files = [file(1, "Northtown"), file(2, "Southtown"), file(3, "Westtown")];
    let ran = rate_json(&files.each_ref().map(String::as_str));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(services(&ran.out), ["Northtown", "Southtown", "Westtown"]);
    assert_eq!(ran.out.matches("\"edition\":\"2\"").count(), 3);
}

#[test]
fn however_many_they_are_they_stand_in_order() {
    let (desk, example) = (Desk::new(), Copy::example());
    let begin = example.with_changes(|change| change.target.case().is_none());
    let mut expected = Vec::new();
    for n in 0..80_u64 {
        let service = format!("Service {n}");
        // Every seventh takes longer.
        let copy = if n % 7 == 0 { &example } else { &begin };
        let copy = copy.another(n + 1, &service, "CD");
        desk.put(&format!("{n:02}.json"), copy.whole());
        expected.push(service);
    }
    let ran = rate_json(&[desk.path("").to_str().unwrap()]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(services(&ran.out), expected);
}

#[cfg(unix)]
#[test]
fn a_pipe_can_be_one_of_several_files() {
    use std::io::Write;
    use std::process::{Command, Stdio};

    let Three { north, south: [south, south_too], desk: _desk, .. } = &three();
    let mut child = Command::new(env!("CARGO_BIN_EXE_caseread"))
        .args(["rate", "--json", south, north, "/dev/stdin"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(&fs::read(south_too).unwrap()).unwrap();
    let out = String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(services(&out), ["Southtown", "Northtown"]);
    assert!(out.starts_with(&rate_json(&[south, north, south_too]).out[..200]), "{out}");
}
