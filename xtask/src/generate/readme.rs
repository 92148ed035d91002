//! The README.md beside each framework: what the definition holds, how sure it is, how it rates.
//!
//! The sentences stand in `templates/framework-readme.md`; here are only the figures.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::{
    Certainty, Condition, Evidence, Framework, Pool, Rating, Reference, Rules, Standard, Text,
};
use minijinja::Environment;
use minijinja::value::Serde;
use serde_json::{Value, json};
use words::Words;

const TEMPLATE: &str = include_str!("../../templates/framework-readme.md");

/// The text of README.md for the framework in a folder.
pub(super) fn readme(folder: &Path) -> Result<String> {
    let path = folder.join("framework.toml");
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} could not be read.", path.display()))?;
    let framework = match wire::Edition::read_toml(&text) {
        Ok(edition) => edition.framework,
        Err(problems) => bail!(
            "{} has {} problems: `caseread framework check {0}` tells them.",
            path.display(),
            problems.len()
        ),
    };
    let mut values = values(&framework);
    values["golden"] = golden(&folder.join("golden.toml"))?;
    let text = Environment::new().render_str(TEMPLATE, Serde(&values))?;
    Ok(tidied(&text))
}

/// No blanks at the end of a line, and never two empty lines.
fn tidied(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    for line in text.lines().map(str::trim_end) {
        if !(line.is_empty() && (tidied.is_empty() || tidied.ends_with("\n\n"))) {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

/// A text that stands in a line or a cell of a table.
fn plain(text: &Text) -> String {
    text.en.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

fn golden(path: &Path) -> Result<Value> {
    let Ok(text) = fs::read_to_string(path) else { return Ok(json!([])) };
    let examples = golden::read(&text)
        .map_err(|why| anyhow::anyhow!("{}:{}: {}", path.display(), why.line, why.words))?;
    let words = Words::default();
    let examples = examples.into_iter().map(|one| {
        let overall = Rating::parse(&one.overall).map_or("–", |rating| words.rating(rating));
        json!({
            "name": plain(&Text::english(one.name)),
            "source": plain(&Text::english(one.source)),
            "certainty": one.certainty.as_str(),
            "total": one.total,
            "overall": overall,
        })
    });
    Ok(examples.collect())
}

fn values(framework: &Framework) -> Value {
    let words = Words::default();
    let rules = &framework.rules;
    json!({
        "identifier": framework.identifier.as_str(),
        "edition": framework.edition,
        "digest": framework.digest,
        "title": plain(&framework.title),
        "applies_from": framework.applies_from,
        "applies_to": framework.applies_to,
        "source": {
            "title": plain(&framework.source.title),
            "note": plain(&framework.source.note),
            "certainty": framework.source.certainty.as_str(),
        },
        "rules": {
            "note": rules.note.as_ref().map(plain),
            "certainty": rules.certainty.as_str(),
        },
        "certainties": certainties(framework),
        "notes": notes(framework),
        "standards": framework.all_standards().map(|one| standard(framework, one)).collect::<Value>(),
        "pools": framework.pools.iter().map(|one| pool(framework, one)).collect::<Value>(),
        "n_details": framework.details.len(),
        "n_groups": framework.detail_groups.len(),
        "conditions": conditions(words, framework),
        "bands": rules.bands.is_some(),
        "ratings": Rating::ALL.map(|rating| row(words, rules, rating)),
        "rounding": words.rounding(rules.rounding),
        "overall": rules.overall.map(|(maximum, _)| maximum),
        "n_in_total": framework.all_standards().filter(|one| one.in_total && one.rated).count(),
        "minimum_cases": rules.minimum_cases,
        "clear_pattern": rules.clear_pattern_percent,
        "reasons_for": rules.reasons_for.iter().map(|one| words.verdict(*one)).collect::<Value>(),
        "mixed": mixed(framework),
        "discretion": rules.discretion.map(|one| words.discretion(one)),
        "cap": rules.cap.as_ref().map(|one| words.cap(one)),
        "sampling": rules.sampling.map(|one| words.sampling(one)),
    })
}

fn row(words: Words, rules: &Rules, rating: Rating) -> Value {
    json!({
        "rating": words.rating(rating),
        "share": rules.bands.and_then(|bands| bands.edge(rating)).map(|edge| format!("{edge}%")),
        "points": rules.points_of(rating),
        "total": rules.overall.and_then(|(_, bands)| bands.edge(rating)),
    })
}

/// How many parts of each kind there are, by how sure they are, surest first.
fn certainties(framework: &Framework) -> Value {
    let standards = || framework.all_standards();
    let key_questions = || standards().flat_map(|one| &one.key_questions);
    let kinds: [(&str, Vec<Certainty>); 4] = [
        ("standards", standards().map(|one| one.certainty).collect()),
        ("key questions", key_questions().map(|one| one.certainty).collect()),
        (
            "prompts",
            key_questions().flat_map(|one| &one.prompts).map(|one| one.certainty).collect(),
        ),
        ("case details", framework.details.iter().map(|one| one.certainty).collect()),
    ];
    let rows = kinds.iter().filter(|(_, found)| !found.is_empty()).map(|(name, found)| {
        let count = |wanted: &Certainty| found.iter().filter(|one| *one == wanted).count();
        let counts: Vec<_> = Certainty::ALL.iter().map(count).collect();
        json!({ "name": name, "n": found.len(), "counts": counts })
    });
    rows.collect()
}

fn notes(framework: &Framework) -> Value {
    let note = |reference: Reference, title: &Text, certainty: Certainty, note: &Text| {
        json!({
            "reference": reference.as_str(),
            "title": plain(title),
            "certainty": certainty.as_str(),
            "note": plain(note),
        })
    };
    let mut notes = Vec::new();
    for standard in framework.all_standards() {
        if let Some(text) = &standard.note {
            notes.push(note(standard.reference, &standard.title, standard.certainty, text));
        }
        for one in &standard.key_questions {
            if let Some(text) = &one.note {
                notes.push(note(one.reference, &one.title, one.certainty, text));
            }
        }
    }
    Value::Array(notes)
}

fn standard(framework: &Framework, standard: &Standard) -> Value {
    let evidence = match standard.evidence {
        Evidence::Cases => "cases",
        Evidence::Judgement => "judgement",
        Evidence::Mixed => "mixed",
    };
    let pools = standard.pools.iter().filter_map(|id| framework.pool(*id));
    json!({
        "reference": standard.reference.as_str(),
        "title": plain(&standard.title),
        "evidence": evidence,
        "pools": pools.map(|pool| plain(&pool.title)).collect::<Vec<_>>(),
        "optional": standard.optional,
        "rated": standard.rated,
        "in_total": standard.in_total,
        "n_key_questions": standard.key_questions.len(),
        "n_prompts": standard.key_questions.iter().map(|one| one.prompts.len()).sum::<usize>(),
    })
}

fn pool(framework: &Framework, pool: &Pool) -> Value {
    let standards = framework.standards_of(pool.id);
    let asked: Vec<_> =
        standards.flat_map(|one| &one.key_questions).filter(|one| !one.by_judgement).collect();
    json!({
        "title": plain(&pool.title),
        "n_judgements": asked.len(),
        "n_prompts": asked.iter().map(|one| one.prompts.len()).sum::<usize>(),
    })
}

fn conditions(words: Words, framework: &Framework) -> Value {
    let one = |reference: Reference, title: &Text, condition: &Condition| {
        json!({
            "reference": reference.as_str(),
            "title": plain(title),
            "condition": words.condition(framework, condition).replace('|', "\\|"),
        })
    };
    let mut conditions = Vec::new();
    for standard in framework.all_standards() {
        if let Some(condition) = &standard.applies_when {
            conditions.push(one(standard.reference, &standard.title, condition));
        }
        for key_question in &standard.key_questions {
            if let Some(condition) = &key_question.applies_when {
                conditions.push(one(key_question.reference, &key_question.title, condition));
            }
        }
    }
    Value::Array(conditions)
}

fn mixed(framework: &Framework) -> Value {
    let mixed = framework.all_standards().filter(|one| one.evidence == Evidence::Mixed);
    let rated = mixed.filter(|one| one.rated).map(|one| {
        json!({
            "reference": one.reference.as_str(),
            "title": plain(&one.title),
            "combination": one.combination.as_str(),
        })
    });
    rated.collect()
}
