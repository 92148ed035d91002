//! Frameworks to rate by: the bundled ones as they are, and variants of them by chance.

use std::sync::Arc;

use anyhow::{Context, Result, anyhow};
use fastrand::Rng;
use serde_json::{Value, json};
use wire::Edition;

/// The four ratings, as files name them.
pub(crate) const RATINGS: [&str; 4] = ["inadequate", "requires-improvement", "good", "outstanding"];

/// Texts that no rule reads. They are cut short: 100,000 files have to be read twice.
const TEXTS: [&str; 8] = ["aim", "guidance", "hint", "label", "note", "question", "text", "title"];

/// What inspections are made to.
pub(crate) struct Shelf {
    whole: Vec<Arc<Edition>>,
    short: Vec<Value>,
}

impl Shelf {
    /// Every bundled framework.
    ///
    /// # Errors
    /// A bundled framework that does not read.
    pub(crate) fn bundled() -> Result<Self> {
        let mut shelf = Self { whole: Vec::new(), short: Vec::new() };
        for bundled in &frameworks::BUNDLED {
            let edition = bundled.read().context("a bundled framework does not read")?;
            let mut short = serde_json::from_str(&edition.text)?;
            shorten(&mut short);
            shelf.short.push(short);
            shelf.whole.push(edition);
        }
        Ok(shelf)
    }

    /// A bundled framework word for word, seldom; else one with its texts cut short, mostly with
    /// other rules.
    ///
    /// # Errors
    /// A variant that is no sound framework: a mistake here.
    pub(crate) fn draw(&self, dice: &mut Rng) -> Result<Arc<Edition>> {
        let at = dice.usize(..self.short.len());
        if happens(dice, 2) {
            return Ok(self.whole[at].clone());
        }
        let mut framework = self.short[at].clone();
        if happens(dice, 90) {
            alter_standards(dice, &mut framework)?;
            alter_rules(dice, &mut framework)?;
        }
        edition(&framework)
    }
}

/// The edition of a definition.
///
/// # Errors
/// Every problem of it.
pub(crate) fn edition(framework: &Value) -> Result<Arc<Edition>> {
    Edition::read(&framework.to_string())
        .map(Arc::new)
        .map_err(|problems| anyhow!("{problems:?} in a variant of {}", framework["identifier"]))
}

/// Whether something of this chance, in per cent, happens.
pub(crate) fn happens(dice: &mut Rng, percent: u32) -> bool {
    dice.u32(..100) < percent
}

/// One of a list that is not empty.
pub(crate) fn one<T: Copy>(dice: &mut Rng, list: &[T]) -> T {
    list[dice.usize(..list.len())]
}

/// Cuts texts to a letter, and key questions to two prompts.
fn shorten(part: &mut Value) {
    match part {
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(fields) => {
            for (name, value) in fields {
                if TEXTS.contains(&name.as_str()) {
                    *value = json!("x");
                }
                if let ("prompts", Some(prompts)) = (name.as_str(), value.as_array_mut()) {
                    prompts.truncate(2);
                }
                shorten(value);
            }
        }
        _ => {}
    }
}

fn list<'a>(part: &'a mut Value, name: &str) -> Result<&'a mut Vec<Value>> {
    part[name].as_array_mut().with_context(|| format!("no list `{name}`"))
}

/// Leaves standards out, and alters what they are judged on and when they are read.
fn alter_standards(dice: &mut Rng, framework: &mut Value) -> Result<()> {
    let pools: Vec<String> = framework["pools"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|pool| pool["id"].as_str().map(str::to_owned))
        .collect();
    let kept = one(dice, &[30, 60, 100, 100]);
    add_marks(framework, &pools)?;
    let with_conditions = happens(dice, 40);
    let mut n_kept = 0;
    let domains = list(framework, "domains")?;
    for domain in domains.iter_mut() {
        let standards = list(domain, "standards")?;
        standards.retain(|_| happens(dice, kept) || n_kept == 0);
        n_kept += standards.len();
        for standard in standards {
            alter_evidence(dice, standard, &pools)?;
            for (name, percent) in [("optional", 15), ("rated", 95), ("in_total", 92)] {
                if happens(dice, 50) {
                    standard[name] = json!(happens(dice, percent));
                }
            }
            if with_conditions {
                alter_conditions(dice, standard, &pools)?;
            }
        }
    }
    domains.retain(|domain| domain["standards"].as_array().is_some_and(|one| !one.is_empty()));
    Ok(())
}

/// Adds two case details that conditions can name: one asked of every case, one of the first pool.
fn add_marks(framework: &mut Value, pools: &[String]) -> Result<()> {
    let options = json!([{ "id": "x", "label": "x" }, { "id": "y", "label": "y" }, { "id": "z", "label": "z" }]);
    let mark = json!({ "id": "mark", "group": "marks", "label": "x", "kind": "choice", "options": options, "certainty": "proposal" });
    let mut first = mark.clone();
    first["id"] = json!("mark-first");
    first["pools"] = json!(&pools[..pools.len().min(1)]);
    list(framework, "detail_groups")?.push(json!({ "id": "marks", "title": "x" }));
    list(framework, "details")?.extend([mark, first]);
    Ok(())
}

fn alter_evidence(dice: &mut Rng, standard: &mut Value, pools: &[String]) -> Result<()> {
    let evidence = match dice.u32(..100) {
        // A mixed standard has key questions of both sorts.
        0..10 if standard["key_questions"].as_array().is_some_and(|all| all.len() > 1) => "mixed",
        0..10 => "cases",
        10..15 => "cases",
        15..18 => "judgement",
        _ => return Ok(()),
    };
    if pools.is_empty() {
        return Ok(());
    }
    let was_judged = standard["evidence"] == "judgement";
    standard["evidence"] = json!(evidence);
    let combination = json!(one(dice, &["lowest", "lowest", "judgement"]));
    if evidence == "mixed" {
        standard["combination"] = combination;
    } else {
        standard.as_object_mut().context("a standard")?.remove("combination");
    }
    if evidence == "judgement" {
        standard["pools"] = json!([]);
    } else if was_judged || happens(dice, 20) {
        let mut drawn: Vec<&String> = pools.iter().filter(|_| dice.bool()).collect();
        if drawn.is_empty() {
            drawn.push(&pools[0]);
        }
        standard["pools"] = json!(drawn);
    }
    // What was asked in other pools may hang on their details.
    standard.as_object_mut().context("a standard")?.remove("applies_when");
    let key_questions = list(standard, "key_questions")?;
    for key_question in key_questions.iter_mut() {
        for condition in ["applies_when", "by_judgement"] {
            key_question.as_object_mut().context("a key question")?.remove(condition);
        }
        key_question["prompts"] = json!([]);
        key_question["not_applicable"] = json!(dice.bool());
    }
    if evidence == "mixed" {
        let judged = dice.usize(..key_questions.len());
        key_questions[judged]["by_judgement"] = json!(true);
    }
    Ok(())
}

fn alter_conditions(dice: &mut Rng, standard: &mut Value, pools: &[String]) -> Result<()> {
    let drawn = standard["pools"].as_array().map_or(0, Vec::len);
    let first_alone = drawn == 1 && standard["pools"][0].as_str() == pools.first().map(|x| &**x);
    let details: &[&str] = if first_alone { &["mark", "mark-first"] } else { &["mark"] };
    if standard["evidence"] == "judgement" {
        return Ok(());
    }
    if happens(dice, 30) {
        standard["applies_when"] = condition(dice, 2, details);
    }
    for key_question in list(standard, "key_questions")? {
        if happens(dice, 40) {
            key_question["applies_when"] = condition(dice, 2, details);
        }
    }
    Ok(())
}

fn condition(dice: &mut Rng, depth: u32, details: &[&str]) -> Value {
    match if depth == 0 { 0 } else { dice.u32(..6) } {
        0..3 => {
            let mut values = vec!["x", "y", "z"];
            dice.shuffle(&mut values);
            values.truncate(dice.usize(1..3));
            json!({ "detail": one(dice, details), "in": values })
        }
        3 => json!({ "not": condition(dice, depth - 1, details) }),
        kind => {
            let parts: Vec<_> =
                (0..dice.u32(1..4)).map(|_| condition(dice, depth - 1, details)).collect();
            json!({ if kind == 4 { "all" } else { "any" }: parts })
        }
    }
}

/// Three rising numbers, from `least` to `most`.
fn rising(dice: &mut Rng, least: u32, most: u32) -> [u32; 3] {
    let mut numbers: Vec<u32> = (least..=most).collect();
    dice.shuffle(&mut numbers);
    let mut edges = [numbers[0], numbers[1], numbers[2]];
    edges.sort_unstable();
    edges
}

fn edges([requires_improvement, good, outstanding]: [u32; 3]) -> Value {
    json!({ "requires_improvement": requires_improvement, "good": good, "outstanding": outstanding })
}

fn alter_rules(dice: &mut Rng, framework: &mut Value) -> Result<()> {
    let standards: Vec<Value> = framework["domains"]
        .as_array()
        .into_iter()
        .flatten()
        .flat_map(|domain| domain["standards"].as_array().cloned().unwrap_or_default())
        .collect();
    let rules = &mut framework["rules"];
    rules["rounding"] = json!(one(dice, &["round-half-up", "exact"]));
    rules["minimum_cases"] = json!(one(dice, &[0, 1, 1, 1, 1, 2, 3, 4, 5, 6]));
    if happens(dice, 30) {
        rules["bands"] = edges(rising(dice, 0, 100));
    }
    let points = match dice.u32(..10) {
        0 => [1, 2, 3, 4],
        1 => [0, 1, 4, 9],
        2 => {
            let [second, third, fourth] = rising(dice, 2, 12);
            [dice.u32(..2), second, third, fourth]
        }
        _ => [0, 1, 2, 3],
    };
    rules["points"] = json!({ "inadequate": points[0], "requires_improvement": points[1], "good": points[2], "outstanding": points[3] });
    alter_overall(dice, rules, &standards, points[3]);
    alter_cap(dice, rules, &standards);
    if happens(dice, 40) {
        let (points, cases) = (dice.u32(..12), dice.u32(..9));
        rules["discretion"] =
            json!({ "within_points": points, "few_cases": cases, "one_case": dice.bool() });
    }
    for (part, percent) in [("discretion", 10), ("bands", 3)] {
        if happens(dice, percent) {
            rules.as_object_mut().context("rules")?.remove(part);
        }
    }
    if framework["rules"].get("bands").is_none() {
        for part in ["overall", "discretion", "cap"] {
            framework["rules"].as_object_mut().context("rules")?.remove(part);
        }
        for domain in list(framework, "domains")? {
            for standard in list(domain, "standards")? {
                standard["rated"] = json!(false);
            }
        }
    }
    Ok(())
}

/// A table for as many standards as may be in the total, for fewer, or none.
fn alter_overall(dice: &mut Rng, rules: &mut Value, standards: &[Value], most_points: u32) {
    let in_total = standards.iter().filter(|one| one["rated"] == true && one["in_total"] == true);
    let (optional, owed): (Vec<_>, Vec<_>) = in_total.partition(|one| one["optional"] == true);
    let n = owed.len() + dice.usize(..=optional.len());
    let maximum = n as u32 * most_points;
    rules["overall"] = Value::Null;
    if maximum >= 3 && happens(dice, 75) {
        let table = match dice.u32(..3) {
            // The edges of the general rule, or close to them: what a published table looks like.
            0 => rising(dice, 0, maximum),
            _ => [maximum / 6 + 1, maximum / 2 + 1, maximum * 5 / 6 + 1],
        };
        if table[0] < table[1] && table[1] < table[2] && table[2] <= maximum {
            rules["overall"] = edges(table);
            rules["overall"]["maximum"] = json!(maximum);
        }
    }
    if rules["overall"].is_null()
        && let Some(rules) = rules.as_object_mut()
    {
        rules.remove("overall");
    }
}

fn alter_cap(dice: &mut Rng, rules: &mut Value, standards: &[Value]) {
    if !happens(dice, 40) {
        return;
    }
    let named: Vec<&Value> = standards
        .iter()
        .filter(|_| happens(dice, 30))
        .map(|standard| &standard["reference"])
        .collect();
    rules["cap"] = json!({
        "weak": one(dice, &RATINGS[..3]),
        "number": dice.u32(1..4),
        "at_most": one(dice, &RATINGS[..3]),
        "standards": if dice.bool() { named } else { Vec::new() },
    });
}
