//! The committed JSON Schema: it is the generated one, it fits what is written, and it refuses what is not.

use serde_json::{Value, json};

const COMMITTED: &str = include_str!("../../../docs/caseread-export.schema.json");

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(COMMITTED).unwrap_or_else(|error| panic!("{error}"));
    jsonschema::validator_for(&schema).unwrap_or_else(|error| panic!("{error}"))
}

fn example() -> Value {
    let text = example::east_sussex().unwrap_or_else(|error| panic!("{error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn the_committed_schema_is_the_generated_one() {
    let committed = COMMITTED.replace("\r\n", "\n");
    assert!(committed == wire::export_schema(), "it drifted: run `cargo xtask generate`");
}

#[test]
fn the_committed_example_is_the_generated_one() {
    let committed = include_str!("../../../examples/east-sussex-2024.json").replace("\r\n", "\n");
    assert!(committed == example::east_sussex().unwrap(), "it drifted: run `cargo xtask generate`");
}

#[test]
fn the_example_fits_the_schema() {
    let validator = validator();
    let errors: Vec<_> = validator.iter_errors(&example()).map(|error| error.to_string()).collect();
    assert_eq!(errors, Vec::<String>::new());
}

#[test]
fn chosen_cases_fit_the_schema() {
    let example = example::changes().unwrap();
    let chosen: Vec<_> = example.inspection.cases.keys().copied().take(3).collect();
    let signature = wire::Signature { program: "caseread test", at: 0, by: "" };
    let text = wire::write(
        &signature,
        &example.edition,
        &example.inspection,
        &example.changes,
        Some(&chosen),
    );
    assert!(validator().is_valid(&serde_json::from_str(&text).unwrap()));
}

/// The place of a value, and the value to put there; null takes it away.
type Edit = (&'static str, Value);

#[test]
fn what_this_program_would_not_write_does_not_fit() {
    let (validator, example) = (validator(), example());
    let first_answer = "/content/cases/0/readings/0/answers/2.1.1a/answer";
    let edits: [Edit; 19] = [
        ("/format", json!("other")),
        ("/version", json!(wire::VERSION + 1)),
        ("/digest", json!("abc")),
        ("/n_cases", json!(-1)),
        ("/content", Value::Null),
        ("/content/inspection/nation", json!("scotland")),
        ("/content/inspection/fieldwork_from", json!("17 June 2024")),
        ("/content/inspection/proposed/0/rating", json!("excellent")),
        ("/content/inspection/evidence/0/source", json!("rumour")),
        ("/content/framework/rules/rounding", json!("down")),
        ("/content/framework/domains/0/standards/0/certainty", json!("sure")),
        ("/content/framework/surprise", json!(true)),
        ("/content/cases/1/id", json!("1")),
        ("/content/cases/1/number", json!("case one")),
        ("/content/cases/1/readings/0/counts", json!("yes")),
        (first_answer, json!("maybe")),
        ("/content/changes/0/part", json!("weather")),
        ("/content/changes/0/sequence", json!(0)),
        ("/content/changes/0/device", Value::Null),
    ];
    for (place, value) in edits {
        let broken = edited(&example, place, value);
        assert!(!validator.is_valid(&broken), "{place} may be anything");
    }
}

#[test]
fn a_change_names_what_its_part_needs() {
    let (validator, example) = (validator(), example());
    let changes = example["content"]["changes"].as_array().unwrap();
    for (part, field) in [
        ("answer", "case"),
        ("answer", "reading"),
        ("verdict", "reference"),
        ("detail", "detail"),
        ("evidence-summary", "evidence"),
        ("proposed", "reference"),
    ] {
        let at = changes.iter().position(|change| change["part"] == part).unwrap();
        let broken = edited(&example, &format!("/content/changes/{at}/{field}"), Value::Null);
        assert!(!validator.is_valid(&broken), "{part} without {field}");
    }
}

fn edited(example: &Value, place: &str, value: Value) -> Value {
    let mut edited = example.clone();
    // The answers are keyed by references with dots in them, which a pointer takes as they are.
    let (parent, key) = place.rsplit_once('/').unwrap_or_default();
    let parent = edited.pointer_mut(parent).and_then(Value::as_object_mut);
    let parent = parent.unwrap_or_else(|| panic!("{place} is not in the example"));
    match value {
        Value::Null => drop(parent.remove(key)),
        value => drop(parent.insert(key.to_owned(), value)),
    }
    assert_ne!(edited, *example, "{place}");
    edited
}
