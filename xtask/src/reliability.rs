//! `cargo xtask reliability` and `cargo xtask soak`: the built page is killed, cut, crowded and worn out.

use std::fs;
use std::thread;

use anyhow::{Context, Result, bail};

use crate::drivers::{Browser, Driver};
use crate::steps::Steps;
use crate::workspace::{Workspace, run};
use crate::{fuzz, page, setup};

pub(crate) mod report;

/// One kind of run: how often it is tried on every change, and how often in a soak.
struct Kind {
    name: &'static str,
    browser: Browser,
    few: u32,
    many: u32,
}

/// Every kind of run, the quickest first. Where `few` is 0, a kind has no part in the checks of every change.
const KINDS: [Kind; 7] = [
    Kind { name: "week", browser: Browser::Chromium, few: 3, many: 60 },
    Kind { name: "cut", browser: Browser::Chromium, few: 20, many: 300 },
    Kind { name: "disk", browser: Browser::Chromium, few: 3, many: 30 },
    Kind { name: "tabs", browser: Browser::Chromium, few: 50, many: 500 },
    Kind { name: "zeros", browser: Browser::Chromium, few: 5, many: 300 },
    Kind { name: "kill", browser: Browser::Chromium, few: 20, many: 500 },
    Kind { name: "kill", browser: Browser::Firefox, few: 0, many: 100 },
];

/// How long a soak of broken files takes, in seconds.
const FUZZ_SECONDS: u64 = 3_600;
/// The same deeds on every change: new ones are for people, who can look into what they find.
const SEED: u64 = 1;

/// What a person said about a soak.
#[derive(Default)]
pub(crate) struct Wishes {
    /// How often; as often as a soak is for that kind where nothing is said.
    pub(crate) n: Option<u32>,
    /// Where chance begins.
    pub(crate) seed: Option<u64>,
    /// In which browser; in each that the kind knows where nothing is said.
    pub(crate) browser: Option<Browser>,
}

/// The names that a soak can be asked for.
pub(crate) fn names() -> String {
    let mut names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    names.dedup();
    names.join(", ")
}

/// The small share that belongs to the checks of every change.
pub(crate) fn few(workspace: &Workspace, name: Option<&str>) -> Result<()> {
    let mut steps = Steps::default();
    let page = steps.step("build the page", || page::build(workspace))?;
    few_steps(&mut steps, workspace, &page, name)?;
    steps.finish();
    Ok(())
}

/// The same as steps of a longer run, on a page that is built.
pub(crate) fn few_steps(
    steps: &mut Steps,
    workspace: &Workspace,
    page: &std::path::Path,
    name: Option<&str>,
) -> Result<()> {
    let wanted = |kind: &&Kind| kind.few > 0 && name.is_none_or(|name| name == kind.name);
    let kinds: Vec<&Kind> = KINDS.iter().filter(wanted).collect();
    if kinds.is_empty() {
        bail!("There is no such part of the checks. There is: {}.", names());
    }
    let few = |kind: &Kind| tries(workspace, page, kind, kind.few, Some(SEED), false);
    // The week measures time, so nothing runs beside it. The longest of the others runs beside all of them:
    // each waits for its browser most of the time.
    let (timed, others): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|kind| kind.name == "week");
    for kind in timed {
        steps.step(&step_of("reliability", kind), || few(kind))?;
    }
    let (longest, others): (Vec<_>, Vec<_>) =
        others.into_iter().partition(|one| one.name == "tabs");
    let names: Vec<_> = longest.iter().chain(&others).map(|kind| kind.name).collect();
    if names.is_empty() {
        return Ok(());
    }
    steps.step(&format!("reliability: {} in chromium", names.join(", ")), || {
        thread::scope(|scope| {
            let beside = scope.spawn(|| longest.iter().try_for_each(|kind| few(kind)));
            let outcome = others.iter().try_for_each(|kind| few(kind));
            let beside = beside.join().unwrap_or_else(|_| bail!("a run beside the others stopped"));
            outcome.and(beside)
        })
    })
}

fn step_of(what: &str, kind: &Kind) -> String {
    format!("{what}: {} in {}", kind.name, kind.browser.name())
}

/// The large volumes. Every outcome is kept below `target/soak`, good or bad.
pub(crate) fn soak(workspace: &Workspace, name: Option<&str>, wishes: &Wishes) -> Result<()> {
    if name == Some("fuzz") {
        return fuzz::run_for(workspace, FUZZ_SECONDS, wishes.seed);
    }
    let wanted = |kind: &&Kind| {
        name.is_none_or(|name| name == kind.name)
            && wishes.browser.is_none_or(|browser| browser == kind.browser)
    };
    let kinds: Vec<&Kind> = KINDS.iter().filter(wanted).collect();
    if kinds.is_empty() {
        bail!("There is no such soak. There is: {}, fuzz, report.", names());
    }
    let mut steps = Steps::default();
    let page = steps.step("build the page", || page::build(workspace))?;
    let mut failed = Vec::new();
    for kind in kinds {
        let n = wishes.n.unwrap_or(kind.many);
        let step = step_of("soak", kind);
        // One kind that fails says nothing about the next.
        if let Err(why) = steps.step(&step, || tries(workspace, &page, kind, n, wishes.seed, true))
        {
            eprintln!("{why:#}");
            failed.push(step);
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    steps.finish();
    Ok(())
}

fn tries(
    workspace: &Workspace,
    page: &std::path::Path,
    kind: &Kind,
    n: u32,
    seed: Option<u64>,
    kept: bool,
) -> Result<()> {
    setup::browser(workspace, kind.browser)?;
    // Not for a driver: for its mark and its folder, so that nothing started in this run outlives it.
    let driver = Driver::direct(kind.browser)?;
    let mut command = workspace.cargo(&["run", "--quiet", "--package", "reliability", "--"]);
    command.args([kind.name, "--n", &n.to_string(), "--browser", kind.browser.name()]);
    if let Some(seed) = seed {
        command.args(["--seed", &seed.to_string()]);
    }
    if kept {
        let folder = report::folder(workspace);
        fs::create_dir_all(&folder)
            .with_context(|| format!("The folder {} could not be made.", folder.display()))?;
        let file = folder.join(format!("{}-{}.json", kind.name, kind.browser.name()));
        command.arg("--record").arg(file);
    }
    run(command.envs(driver.env(page)))
}
