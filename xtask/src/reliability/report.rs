//! The table of soaks in `docs/reliability.md`, made of what they left below `target/soak`.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::workspace::Workspace;

const DOCUMENT: &str = "docs/reliability.md";
const BEGINS: &str = "<!-- The table is written by `cargo xtask soak report`. -->\n";
const ENDS: &str = "<!-- Here it ends. -->\n";

const HEAD: &str = "\
| date | what | browser | version | page | seed | tried | failed | at most, with 95% confidence | time |
|---|---|---|---|---|---|---|---|---|---|
";

/// Where soaks leave what they came to: one line for each.
pub(crate) fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("soak")
}

/// Writes the table anew.
pub(crate) fn write(workspace: &Workspace) -> Result<()> {
    let path = workspace.root().join(DOCUMENT);
    let text = fs::read_to_string(&path)
        .with_context(|| format!("{} could not be read.", path.display()))?;
    let records = read(workspace)?;
    ensure!(!records.is_empty(), "No soak has been run here: `cargo xtask soak` runs one.");
    let text = with_table(&text, &table(&records))?;
    fs::write(&path, text).with_context(|| format!("{} could not be written.", path.display()))
}

fn read(workspace: &Workspace) -> Result<Vec<Value>> {
    let mut records: Vec<Value> = Vec::new();
    for entry in fs::read_dir(folder(workspace)).into_iter().flatten() {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            for line in fs::read_to_string(&path)?.lines() {
                records.push(serde_json::from_str(line).with_context(|| {
                    format!("{} has a line that is no record.", path.display())
                })?);
            }
        }
    }
    let order =
        |one: &Value| (one["name"].to_string(), one["browser"].to_string(), one["at"].as_u64());
    records.sort_by_key(order);
    Ok(records)
}

fn with_table(text: &str, table: &str) -> Result<String> {
    let begins = text.find(BEGINS).map(|at| at + BEGINS.len());
    let begins = begins.with_context(|| format!("{DOCUMENT} has no place for the table."))?;
    let ends = text[begins..].find(ENDS).map(|at| at + begins);
    let ends = ends.with_context(|| format!("{DOCUMENT} does not say where the table ends."))?;
    Ok(format!("{}\n{table}\n{}", &text[..begins], &text[ends..]))
}

fn table(records: &[Value]) -> String {
    let mut table = HEAD.to_owned();
    for one in records {
        let text = |key: &str| one[key].as_str().unwrap_or_default();
        let number = |key: &str| one[key].as_u64().unwrap_or_default();
        table.push_str(&format!(
            "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} |\n",
            date(number("at")),
            text("name"),
            text("browser"),
            text("version"),
            text("page"),
            number("seed"),
            number("tried"),
            number("failed"),
            bound(number("tried"), number("failed")),
            minutes(number("seconds")),
        ));
    }
    table
}

/// Where nothing failed in n tries, fewer than 3/n of all fail, in 95 of 100 such cases.
fn bound(tried: u64, failed: u64) -> String {
    match (tried, failed) {
        (0, _) => "nothing was tried".to_owned(),
        (_, 0) => format!("{:.2}%", (300.0 / tried as f64).min(100.0)),
        _ => "it fails".to_owned(),
    }
}

fn minutes(seconds: u64) -> String {
    format!("{} min", seconds.div_ceil(60))
}

/// The day of a time in seconds since 1970, in UTC; counted in eras of 400 years that begin in March.
fn date(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = era * 400 + year_of_era + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_800, "2000-03-01"),
            (1_795_391_999, "2026-11-22"),
            (1_795_392_000, "2026-11-23"),
        ] {
            assert_eq!(date(seconds), day, "{seconds}");
        }
    }

    #[test]
    fn nothing_failed_in_five_hundred_is_at_most_three_fifths_of_a_percent() {
        assert_eq!(bound(500, 0), "0.60%");
        assert_eq!(bound(1, 0), "100.00%");
        assert_eq!(bound(500, 1), "it fails");
    }

    #[test]
    fn the_table_replaces_what_stood_there_and_nothing_else() {
        let text = format!("before\n{BEGINS}old\n{ENDS}after\n");
        let record = json!({ "name": "kill", "at": 0, "browser": "chromium 1", "tried": 20, "failed": 0, "seconds": 61 });
        let new = with_table(&text, &table(&[record])).unwrap();
        assert!(new.starts_with("before\n") && new.ends_with("after\n"), "{new}");
        assert!(
            new.contains("| 1970-01-01 | kill | chromium 1 |") && !new.contains("old"),
            "{new}"
        );
        assert!(with_table("no place", "").is_err());
    }
}
