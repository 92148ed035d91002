//! Tables without gaps: every count of a small thing, through the rules as they are.
//!
//! Each table begins with a line that names it and carries its framework; the lines after it hold a
//! key and what the rules say. What a key stands for is told again in `oracle.py`.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;

use anyhow::Result;
use domain::{CaseId, ReadingId, Reference, Target};
use report::Rated;
use serde_json::{Value, json};
use wire::Edition;
use words::Words;

use crate::desk::Desk;
use crate::variants::edition;

mod shares;
mod vectors;

/// Where lines go.
pub(crate) type Out<'a> = BufWriter<io::StdoutLock<'a>>;

/// Prints one table: `shares`, `mixes`, `vectors`, `caps` or `panels`; whole, or as much of it as a
/// run on every change can take.
///
/// # Errors
/// No such table, or nobody who reads it.
pub(crate) fn print(table: &str, whole: bool) -> Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match table {
        "shares" => shares::shares(&mut out)?,
        "mixes" => shares::mixes(&mut out, if whole { 12 } else { 7 })?,
        "vectors" => vectors::vectors(&mut out, whole)?,
        "caps" => vectors::caps(&mut out, if whole { 7 } else { 5 })?,
        "panels" => vectors::panels(&mut out, if whole { 4 } else { 3 })?,
        _ => anyhow::bail!("there is no table `{table}`"),
    }
    Ok(out.flush()?)
}

/// The rules of a framework before a table alters them.
fn rules() -> Value {
    json!({
        "rounding": "round-half-up", "aggregation": "lowest", "minimum_cases": 1,
        "clear_pattern_percent": 75, "certainty": "proposal",
        "bands": { "requires_improvement": 50, "good": 65, "outstanding": 80 },
        "discretion": { "within_points": 5, "few_cases": 5, "one_case": true },
    })
}

/// A framework of one domain with these standards, and the line that begins its table.
fn begin(
    out: &mut Out<'_>,
    table: &str,
    rules: &Value,
    standards: &[Value],
) -> Result<Arc<Edition>> {
    let framework = json!({
        "identifier": "table", "edition": "1", "title": "x",
        "source": { "title": "x", "note": "x", "certainty": "proposal" },
        "rules": rules,
        "pools": [{ "id": "pool", "title": "x" }],
        "domains": [{ "reference": "domain", "title": "x", "standards": standards }],
    });
    writeln!(out, "{}", json!({ "table": table, "framework": framework }))?;
    edition(&framework)
}

/// A standard, with the given things said otherwise.
fn standard(reference: &str, n_key_questions: usize, otherwise: &Value) -> Value {
    let key_question = |at| json!({ "reference": format!("{reference}.{at}"), "title": "x", "question": "x", "guidance": "x", "not_applicable": true, "certainty": "proposal" });
    let mut standard = json!({
        "reference": reference, "title": "x", "evidence": "judgement", "rated": true, "in_total": true,
        "certainty": "proposal", "key_questions": (1..=n_key_questions).map(key_question).collect::<Vec<_>>(),
    });
    for (name, value) in otherwise.as_object().into_iter().flatten() {
        standard[name] = value.clone();
    }
    standard
}

/// A standard read in cases.
fn in_cases(reference: &str, n_key_questions: usize) -> Value {
    standard(reference, n_key_questions, &json!({ "evidence": "cases", "pools": ["pool"] }))
}

impl Desk {
    /// A case with a reading of it; its number has three digits.
    fn add_case(&mut self, at: usize) -> Result<()> {
        let (case, reading) = (CaseId::new(at as u64), ReadingId::new(1));
        self.set(Target::Case(case), &format!("pool {at:03}"))?;
        self.set(Target::Reading(case, reading), "AB")
    }

    /// What is judged in a case; an empty text takes it back.
    fn judge(&mut self, at: usize, key_question: Reference, verdict: &str) -> Result<()> {
        let (case, reading) = (CaseId::new(at as u64), ReadingId::new(1));
        self.set(Target::Verdict(case, reading, key_question), verdict)
    }

    /// The report on the work so far, as a line.
    fn rated(&self) -> String {
        let line = Rated::new(Words::default(), "oracle", &[], &self.edition, &self.inspection)
            .json_line();
        line.trim_end().to_owned()
    }
}
