//! The guide for authors: it names every field there is, and what it shows is right.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::desk::{Desk, caseread};

const GUIDE: &str = include_str!("../../../../docs/frameworks.md");
const SCHEMA: &str = include_str!("../../../../docs/caseread-export.schema.json");

/// The fields of everything that a part of the schema leads to.
fn fields<'a>(
    schema: &'a Value,
    part: &'a Value,
    seen: &mut BTreeSet<&'a str>,
    found: &mut BTreeSet<&'a str>,
) {
    match part {
        Value::Array(parts) => parts.iter().for_each(|one| fields(schema, one, seen, found)),
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                found.extend(properties.keys().map(String::as_str));
            }
            if let Some(Value::String(name)) = object.get("$ref")
                && seen.insert(name)
            {
                let name = name.rsplit('/').next().unwrap();
                fields(schema, &schema["$defs"][name], seen, found);
            }
            object.values().for_each(|one| fields(schema, one, seen, found));
        }
        _ => {}
    }
}

/// Whether the guide names a field in a table or in an example of one.
fn names(field: &str) -> bool {
    [
        format!("`{field}`"),
        format!("`[rules.{field}]`"),
        format!("{{ {field} = "),
        format!(", {field} = "),
    ]
    .iter()
    .any(|form| GUIDE.contains(form.as_str()))
}

#[test]
fn the_guide_names_every_field_of_a_framework() {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut found = BTreeSet::new();
    let framework = &schema["$defs"]["FrameworkRecord"];
    fields(&schema, framework, &mut BTreeSet::new(), &mut found);
    assert!(found.len() > 50, "{found:?}");
    let missing: Vec<_> = found.into_iter().filter(|field| !names(field)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn the_guide_names_every_field_of_worked_examples() {
    let whole = "[[golden]]\nname = \"\"\nsource = \"\"\ncertainty = \"proposal\"\n";
    for (part, n_fields) in [
        (format!("{whole}\nnothing = 1"), 7),
        (format!("{whole}\n[[golden.cases]]\nnothing = 1"), 6),
        (format!("{whole}\n[golden.expect]\nnothing = 1"), 8),
    ] {
        // The reader names the fields it knows.
        let words = golden::read(&part).unwrap_err().words;
        let (_, known) = words.split_once("expected one of ").unwrap();
        let known: Vec<_> = known.split('`').skip(1).step_by(2).collect();
        assert_eq!(known.len(), n_fields, "{known:?}");
        let missing: Vec<_> = known.into_iter().filter(|field| !names(field)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

#[test]
fn the_mistake_that_the_guide_shows_is_told_as_it_shows_it() {
    let desk = Desk::new();
    let folder = desk.path("case-audit").to_str().unwrap().to_owned();
    caseread(&["framework", "new", &folder]);
    let path = desk.path("case-audit/framework.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replacen("\ntitle = \"Assessment\"", "\ntitel = \"Assessment\"", 1))
        .unwrap();
    let ran = caseread(&["framework", "check", &folder]);
    let shown = GUIDE.lines().find(|line| line.starts_with("case-audit/framework.toml:")).unwrap();
    let (_, place) = shown.split_once("case-audit/").unwrap();
    assert!(ran.out.contains(place), "{place}\n{}", ran.out);
}
