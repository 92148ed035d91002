//! Every count of sufficient judgements, and every mix of two key questions in small samples.

use std::io::Write;

use anyhow::{Context, Result};
use domain::Reference;
use serde_json::json;

use super::{Out, begin, in_cases, rules};
use crate::desk::Desk;

/// The largest sample of which every count is printed.
const MOST_CASES: usize = 120;

/// `k` sufficient of `n`, for every `n` and `k`, under both ways of rounding.
///
/// A key is `[n, k]`: the first `k` of `n` cases are sufficient, the others not.
pub(super) fn shares(out: &mut Out<'_>) -> Result<()> {
    let key_question = reference("1.1.1")?;
    for rounding in ["round-half-up", "exact"] {
        let mut rules = rules();
        rules["rounding"] = json!(rounding);
        let mut desk = Desk::new(begin(out, "shares", &rules, &[in_cases("1.1", 1)])?, 1);
        for n in 1..=MOST_CASES {
            desk.add_case(n)?;
            for at in 1..=n {
                desk.judge(at, key_question, "not-sufficient")?;
            }
            for k in 0..=n {
                if k > 0 {
                    desk.judge(k, key_question, "sufficient")?;
                }
                writeln!(out, "{{\"key\":[{n},{k}],\"rating\":{}}}", desk.rated())?;
            }
        }
    }
    Ok(())
}

/// Every number of sufficient and of not applicable judgements on two key questions.
///
/// A key is `[n, k1, na1, k2, na2]`: on the first key question the first `k1` of `n` cases are
/// sufficient, the next `na1` not applicable, the others not sufficient; on the second the same,
/// counted from the last case.
pub(super) fn mixes(out: &mut Out<'_>, most_cases: usize) -> Result<()> {
    let key_questions = [reference("1.1.1")?, reference("1.1.2")?];
    for (rounding, edges) in
        [("round-half-up", [50, 65, 80]), ("round-half-up", [17, 50, 67]), ("exact", [17, 50, 67])]
    {
        let mut rules = rules();
        rules["rounding"] = json!(rounding);
        // With these edges, other than those published, a few cases are enough for rounding to matter.
        rules["bands"] =
            json!({ "requires_improvement": edges[0], "good": edges[1], "outstanding": edges[2] });
        let mut desk = Desk::new(begin(out, "mixes", &rules, &[in_cases("1.1", 2)])?, 1);
        for n in 1..=most_cases {
            desk.add_case(n)?;
            let counts = || (0..=n).flat_map(move |k| (0..=n - k).map(move |na| (k, na)));
            for (k1, na1) in counts() {
                for at in 1..=n {
                    desk.judge(at, key_questions[0], verdict(at, k1, na1))?;
                }
                for (k2, na2) in counts() {
                    for at in 1..=n {
                        desk.judge(n + 1 - at, key_questions[1], verdict(at, k2, na2))?;
                    }
                    let rated = desk.rated();
                    writeln!(out, "{{\"key\":[{n},{k1},{na1},{k2},{na2}],\"rating\":{rated}}}")?;
                }
            }
        }
    }
    Ok(())
}

fn verdict(at: usize, sufficient: usize, not_applicable: usize) -> &'static str {
    match at {
        _ if at <= sufficient => "sufficient",
        _ if at <= sufficient + not_applicable => "not-applicable",
        _ => "not-sufficient",
    }
}

fn reference(text: &str) -> Result<Reference> {
    Reference::new(text).context("a reference")
}
