//! `week`: a week of reading at one page that is never loaded again: 60 cases, 240 edits each.
//!
//! From an edit to the light that says saved it takes less than 50 ms for 19 of 20, and what the page
//! needs of memory does not grow by more than a tenth after the first hour.

use std::time::Instant;

use anyhow::{Context, Result, ensure};
use fastrand::Rng;
use serde_json::json;

use crate::browser::Browser;
use crate::case::{self, Case};
use crate::labels::Light;
use crate::outcome::{Outcome, quantile, spread};
use crate::tab::{Fields, Tab};
use crate::task::Task;

/// How many edits a case takes: 80 questions, three edits each.
const EDITS_A_CASE: usize = 240;
/// A week of 35 hours reads 60 cases: after two of them an hour is over.
const CASES_AN_HOUR: u32 = 2;
/// The longest from an edit to the light, for 19 of 20 edits, in milliseconds.
const SAVED_WITHIN: f64 = 50.0;
/// By how much memory may grow after the first hour.
const GROWTH: f64 = 0.10;

/// Keeps the memory of every module that is started from here on, as long as the page keeps it.
const KEEP_MEMORIES: &str = "
    globalThis.memories = [];
    const keep = (instance) => {
        for (const one of Object.values(instance.exports))
            if (one instanceof WebAssembly.Memory) memories.push(new WeakRef(one));
        return instance;
    };
    const { instantiate, Instance } = WebAssembly;
    WebAssembly.instantiate = async (...args) => keep(await instantiate(...args));
    WebAssembly.Instance = new Proxy(Instance, { construct: (made, args) => keep(new made(...args)) });";
/// How many bytes they have. A memory that two modules share is one.
const MEMORY: &str = "
    const kept = new Set(memories.map((one) => one.deref()).filter(Boolean));
    return [...kept].reduce((sum, one) => sum + one.buffer.byteLength, 0)";

/// Reads so many cases.
pub fn run(task: &Task) -> Result<Outcome> {
    let mut outcome = Outcome::new("week", task);
    let folder = tempfile::tempdir()?;
    let (mut browser, tab) = Browser::start(task.kind, &folder.path().join("profile"), &task.page)?;
    tab.asks(&mut browser, "Page.enable", json!({}))?;
    tab.asks(
        &mut browser,
        "Page.addScriptToEvaluateOnNewDocument",
        json!({ "source": format!("{{{KEEP_MEMORIES}}}") }),
    )?;
    tab.reloads(&mut browser)?;
    tab.waits(&mut browser, "the page", |seen| !seen.heading.is_empty())?;
    case::creates_inspection(&mut browser, &tab)?;
    tab.evaluates(&mut browser, include_str!("week.js"))?;
    let mut chance = Rng::with_seed(task.seed);
    let (mut times, mut memory) = (Vec::new(), Vec::new());
    let mut last: Option<(Case, Fields)> = None;
    for number in 1..=task.n {
        let case = case::adds_case(&mut browser, &tab, number as usize)?;
        let began = Instant::now();
        let fields = reads(&mut browser, &tab, &case, &mut chance, &mut times)?;
        let took = began.elapsed();
        tab.clicks(&mut browser, "link", "Cases")?;
        tab.waits(&mut browser, "the list of cases", |seen| seen.heading == "Cases")?;
        let (heap, module) = memory_of(&mut browser, &tab)?;
        memory.push((heap, module));
        outcome.tried += 1;
        let (seconds, mb) = (took.as_secs_f64(), (heap + module) / 1e6);
        eprintln!("  week: case {number} of {}, {seconds:.1} s, {mb:.1} MB", task.n);
        last = Some((case, fields));
    }
    // What was edited is there after all that, in a browser that was killed.
    browser.dies()?;
    let (case, fields) = last.context("no case was read")?;
    let profile = folder.path().join("profile");
    let (browser, _, seen) = case::comes_back(task.kind, &profile, &case)?;
    if seen.fields != fields {
        outcome.fails("the last case is not as it was left");
    }
    browser.dies()?;
    judges(&mut outcome, times, &memory);
    Ok(outcome)
}

/// Edits one case through its controls, takes down how long each edit took, and gives back what then
/// stands in the case.
fn reads(
    browser: &mut Browser,
    tab: &Tab,
    case: &Case,
    chance: &mut Rng,
    times: &mut Vec<f64>,
) -> Result<Fields> {
    let mut fields = tab.sees(browser)?.fields;
    for edit in 0..EDITS_A_CASE {
        let question = case.questions.get(edit / 3 % case.questions.len());
        let question = question.context("there is nothing to answer")?;
        if edit % 3 == 2 {
            let note = format!("Note on {question}");
            let text = format!("{} Seen in the plan of day {}.", edit, chance.u8(1..=28));
            tab.focuses(browser, &note)?;
            types(browser, tab, &text)?;
            fields.entry(note).or_default().push_str(&text);
            // A note becomes a change when it is left.
            times.push(takes(browser, tab, "focusout", |browser| {
                tab.evaluates(browser, "return week.leave()").map(drop)
            })?);
            continue;
        }
        let (key, word) = if fields.get(question).is_some_and(|answer| answer == "Yes") {
            ('n', "No")
        } else {
            ('y', "Yes")
        };
        tab.focuses(browser, question)?;
        times.push(takes(browser, tab, "keydown", |browser| tab.strikes(browser, &[key]))?);
        fields.insert(question.clone(), word.to_owned());
    }
    let seen = tab.sees(browser)?;
    ensure!(seen.light() == Some(Light::Saved), "the light says {:?}", seen.statuses);
    ensure!(seen.fields == fields, "the case is not what was entered");
    Ok(fields)
}

/// How long it takes from an event to the light, in milliseconds.
fn takes(
    browser: &mut Browser,
    tab: &Tab,
    event: &str,
    edit: impl FnOnce(&mut Browser) -> Result<()>,
) -> Result<f64> {
    tab.evaluates(browser, &format!("week.took = week.next({}); return true", json!(event)))?;
    edit(browser)?;
    let took = tab.evaluates(browser, "return await week.took")?;
    took.as_f64().context("the light did not turn")
}

/// Types a whole text at once, as a person does who pastes it.
fn types(browser: &mut Browser, tab: &Tab, text: &str) -> Result<()> {
    tab.asks(browser, "Input.insertText", json!({ "text": text })).map(drop)
}

/// What the page needs after everything unused was cleared away, in bytes: objects, and the memory of
/// the module.
fn memory_of(browser: &mut Browser, tab: &Tab) -> Result<(f64, f64)> {
    tab.asks(browser, "HeapProfiler.collectGarbage", json!({}))?;
    let heap = tab.asks(browser, "Runtime.getHeapUsage", json!({}))?;
    let heap = heap["usedSize"].as_f64().context("the browser does not tell its memory")?;
    let module = tab.evaluates(browser, MEMORY)?;
    let module = module.as_f64().filter(|n| *n > 0.0).context("the page has no module")?;
    Ok((heap, module))
}

fn judges(outcome: &mut Outcome, mut times: Vec<f64>, memory: &[(f64, f64)]) {
    const MB: f64 = 1e6;
    let hour = memory.get(CASES_AN_HOUR as usize - 1).or(memory.last());
    if let (Some(hour), Some(end)) = (hour, memory.last()) {
        let (first, last) = (hour.0 + hour.1, end.0 + end.1);
        outcome.figure("MB after the first hour: objects", hour.0 / MB);
        outcome.figure("MB after the first hour: module", hour.1 / MB);
        outcome.figure("MB in the end: objects", end.0 / MB);
        outcome.figure("MB in the end: module", end.1 / MB);
        outcome.figure("% that memory grew", 100.0 * (last / first - 1.0));
        if last > first * (1.0 + GROWTH) {
            outcome.fails("memory grew by more than a tenth after the first hour");
        }
    }
    outcome.figure("edits", times.len() as f64);
    spread(outcome, "milliseconds from an edit to saved", &mut times);
    if quantile(&times, 0.95).is_none_or(|p95| p95 >= SAVED_WITHIN) {
        outcome.fails("more than one of 20 edits took 50 ms or longer to be saved");
    }
}
