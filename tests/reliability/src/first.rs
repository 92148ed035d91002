//! `first`: which functions the first screens call, asked of a page that keeps count of them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};
use fastrand::Rng;

use crate::browser::Browser;
use crate::case::{self, Hand};
use crate::labels;
use crate::story::Story;
use crate::tab::{Seen, Tab};
use crate::task::Task;

/// How much stands in the case that is opened.
const DEEDS: usize = 40;
/// How long what follows a screen by itself may take.
const BEHIND: Duration = Duration::from_millis(500);
/// The cases of the example that are opened.
const CASES: [&str; 3] = ["001", "012", "030"];

/// Opens the page on its first screens and writes down the places of the functions it called until something was seen: the
/// list of inspections, and a case that was being read when the page was left.
pub fn run(task: &Task) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let mut called = starts(task, &profile, &task.page)?;
    let (mut browser, tab) = Browser::start(task.kind, &profile, &task.page)?;
    case::creates_inspection(&mut browser, &tab)?;
    let case = case::adds_case(&mut browser, &tab, 1)?;
    let mut story = Story::of(tab.sees(&mut browser)?.fields);
    let mut hand = Hand::new(Rng::with_seed(task.seed));
    for _ in 0..DEEDS {
        hand.does_one_thing(&mut browser, &tab, &case, &mut story, |browser, story| {
            case::looks(browser, &tab, story).map(drop)
        })?;
    }
    case::is_saved(&mut browser, &tab)?;
    browser.closes()?;
    called.extend(starts(task, &profile, &task.page)?);
    called.extend(starts(task, &profile, &case.address)?);

    // The example has cases in every state there is.
    let profile = folder.path().join("example");
    let (mut browser, tab) = Browser::start(task.kind, &profile, &task.page)?;
    tab.clicks(&mut browser, "button", labels::EXAMPLE)?;
    tab.waits(&mut browser, "the example", |seen| seen.heading.contains("(example)"))?;
    let address = tab.evaluates(&mut browser, "return location.href")?;
    let address = address.as_str().context("the page has no address")?;
    case::is_saved(&mut browser, &tab)?;
    browser.closes()?;
    called.extend(starts(task, &profile, &task.page)?);
    for number in CASES {
        called.extend(starts(task, &profile, &format!("{address}/case/{number}"))?);
    }
    let file = task.record.as_ref().context("--record names no file")?;
    fs::write(file, serde_json::to_string(&called)?)
        .with_context(|| format!("{} cannot be written", file.display()))
}

/// The functions that a start with this address calls.
fn starts(task: &Task, profile: &Path, address: &str) -> Result<BTreeSet<usize>> {
    let (mut browser, tab) = Browser::start(task.kind, profile, address)?;
    let is_there = |seen: &Seen| {
        !seen.heading.is_empty() && (!address.contains("/case/") || seen.shows_case())
    };
    tab.waits(&mut browser, "the screen", is_there)?;
    // What is called just behind it would make the rest be unpacked in one go, while somebody begins to read.
    thread::sleep(BEHIND);
    let called = called(&mut browser, &tab)?;
    browser.closes()?;
    Ok(called)
}

fn called(browser: &mut Browser, tab: &Tab) -> Result<BTreeSet<usize>> {
    let called = tab.evaluates(browser, "return [...caseread_called]")?;
    serde_json::from_value(called).context("the page does not say what it called")
}
