//! `cut` and `zeros`: the log of the store ends in the middle, or in zeros, as a power cut leaves it, and
//! the page is opened on it.
//!
//! It opens with the work as it stood after some step, or says that it brought work back; it is never
//! blank, never stops, and takes new work.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fastrand::Rng;

use crate::browser::Browser;
use crate::case::{self, Case, Hand};
use crate::kill::types_until_killed;
use crate::outcome::{Outcome, spread};
use crate::story::{Outlived, Story};
use crate::tab::{Seen, Tab};
use crate::task::Task;

/// How many cuts one killed profile is tried with.
const CUTS_A_LIFE: u32 = 20;
/// How long somebody types before the death, in milliseconds.
const TYPES_FOR: u64 = 6_000;
/// Of so many cuts, one goes through all that the log holds; the others through what was written last,
/// which alone a power cut can reach.
const ANYWHERE_ONE_IN: usize = 4;

/// Where Chromium keeps what a page opened from a file has stored.
const KEPT: [&str; 2] = ["Default/IndexedDB", "Default/Local Storage"];
const STORE: &str = "Default/IndexedDB/file__0.indexeddb.leveldb";

/// Damages the log so many times.
pub fn run(task: &Task, damage: Damage) -> Result<Outcome> {
    let mut outcome = Outcome::new(damage.name(), task);
    let mut counts = Counts::default();
    let mut life = 0;
    while outcome.tried < task.n && !outcome.is_hopeless() {
        let seed = task.seed.wrapping_add(life);
        life += 1;
        let cuts = CUTS_A_LIFE.min(task.n - outcome.tried);
        let mut chance = Rng::with_seed(seed);
        let killed = match Killed::profile(task, &mut chance) {
            Ok(killed) => killed,
            Err(why) => {
                outcome.tried += cuts;
                outcome.fails(&format!("seed {seed}: {why:#}"));
                continue;
            }
        };
        for cut in 1..=cuts {
            outcome.tried += 1;
            outcome.tell(&format!("{} of {}", outcome.tried, task.n));
            if let Err(why) = killed.opens_when(damage, task, &mut chance, &mut counts) {
                outcome.fails(&format!("seed {seed}, cut {cut}: {why:#}"));
            }
        }
    }
    outcome.figure("opened with every acknowledged step", counts.whole as f64);
    outcome.figure("opened with the work up to an earlier step", counts.earlier as f64);
    outcome.figure("opened without the case, the cut being before it", counts.before as f64);
    spread(&mut outcome, "milliseconds a cut", &mut counts.took);
    Ok(outcome)
}

#[derive(Default)]
struct Counts {
    whole: u32,
    earlier: u32,
    before: u32,
    took: Vec<f64>,
}

/// How the end of a log is damaged.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// It is gone.
    Cut,
    /// Its length is there, its bytes are not: some file systems leave it so.
    Zeros,
}

impl Damage {
    fn name(self) -> &'static str {
        match self {
            Self::Cut => "cut",
            Self::Zeros => "zeros",
        }
    }
}

/// A profile whose browser was killed while somebody typed.
struct Killed {
    folder: tempfile::TempDir,
    case: Case,
    story: Story,
    log: PathBuf,
    /// How long the log was when the typing began.
    begins: u64,
    /// How long it is.
    ends: u64,
}

impl Killed {
    fn profile(task: &Task, chance: &mut Rng) -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let profile = folder.path().join("killed");
        let (browser, _, case) = case::begins(task.kind, &profile, &task.page)?;
        case::is_copied(&profile)?;
        browser.closes()?;
        let (browser, tab, seen) = case::comes_back(task.kind, &profile, &case)?;
        let before = latest_log(&profile)?;
        let begins = fs::metadata(&before)?.len();
        let mut story = Story::of(seen.fields);
        let mut hand = Hand::new(chance.fork());
        let after = Duration::from_millis(TYPES_FOR);
        types_until_killed(browser, &tab, &case, &mut hand, &mut story, after)?;
        let log = latest_log(&profile)?;
        let ends = fs::metadata(&log)?.len();
        // A log that was begun meanwhile holds later steps alone.
        let begins = if log == before { begins } else { 0 };
        ensure!(ends > begins, "nothing was written while somebody typed");
        let log = log.strip_prefix(&profile)?.to_owned();
        Ok(Self { folder, case, story, log, begins, ends })
    }

    fn opens_when(
        &self,
        damage: Damage,
        task: &Task,
        chance: &mut Rng,
        counts: &mut Counts,
    ) -> Result<()> {
        let began = Instant::now();
        let anywhere = chance.usize(..ANYWHERE_ONE_IN) == 0;
        let from = if anywhere { 0 } else { self.begins };
        let at = chance.u64(from..self.ends);
        let profile = self.folder.path().join("cut");
        copy(&self.folder.path().join("killed"), &profile)?;
        damaged(&profile.join(&self.log), at, damage)?;
        let (browser, tab) = Browser::start(task.kind, &profile, &self.case.address)?;
        let opened = self.opens(browser, &tab, at, chance, counts);
        fs::remove_dir_all(&profile).context("the cut profile is in use")?;
        counts.took.push(began.elapsed().as_millis() as f64);
        opened.with_context(|| {
            format!("{damage:?} at {at} of {} to {} bytes", self.begins, self.ends)
        })
    }

    fn opens(
        &self,
        mut browser: Browser,
        tab: &Tab,
        at: u64,
        chance: &mut Rng,
        counts: &mut Counts,
    ) -> Result<()> {
        let settled = |seen: &Seen| seen.shows_case() || !seen.heading.is_empty();
        let seen = tab.waits(&mut browser, "a screen", settled)?;
        ensure!(!seen.has_stopped(), "the program has stopped: {seen:?}");
        if seen.shows_case() {
            let (outlived, fields) =
                case::outlived(&mut browser, tab, &self.story, Duration::ZERO)?;
            match outlived {
                Outlived::Whole(_) => counts.whole += 1,
                Outlived::Lost(_) => counts.earlier += 1,
                Outlived::Torn(why) => bail!("torn: {why}"),
            }
            let mut story = Story::of(fields);
            // A cut before the details of the case were set asks less than there was.
            let case = Case::as_asked(&self.case.address, &mut browser, tab)?;
            works_on(&mut browser, tab, &case, chance, &mut story)?;
        } else {
            ensure!(
                at < self.begins,
                "the case is gone, though it was there long before: {seen:?}"
            );
            counts.before += 1;
        }
        let faults = browser.faults();
        ensure!(faults.is_empty(), "a script of the page failed: {}", faults.join("; "));
        browser.dies()
    }
}

/// New work is taken and called saved.
fn works_on(
    browser: &mut Browser,
    tab: &Tab,
    case: &Case,
    chance: &mut Rng,
    story: &mut Story,
) -> Result<()> {
    let mut hand = Hand::new(chance.fork());
    hand.does_one_thing(browser, tab, case, story, |browser, story| {
        case::looks(browser, tab, story).map(drop)
    })?;
    let seen = case::is_saved(browser, tab)?;
    let step = story.is_acknowledged(&seen.fields).map_err(anyhow::Error::msg)?;
    ensure!(step == story.len(), "new work is called saved and is not there: {seen:?}");
    Ok(())
}

/// The log that Chromium writes to: the one with the highest number.
fn latest_log(profile: &Path) -> Result<PathBuf> {
    let entries = fs::read_dir(profile.join(STORE)).context("the browser has no store")?;
    let logs = entries.flatten().map(|entry| entry.path());
    let logs = logs.filter(|path| path.extension().is_some_and(|extension| extension == "log"));
    logs.max().context("the store has no log")
}

fn damaged(log: &Path, at: u64, damage: Damage) -> Result<()> {
    let file = fs::OpenOptions::new().write(true).open(log)?;
    let whole = file.metadata()?.len();
    file.set_len(at)?;
    if let Damage::Zeros = damage {
        file.set_len(whole)?;
    }
    Ok(())
}

/// Copies what the page has stored, and nothing else of the profile: the browser makes the rest anew.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for kept in KEPT {
        if from.join(kept).is_dir() {
            copy_folder(&from.join(kept), &to.join(kept))?;
        }
    }
    Ok(())
}

fn copy_folder(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let Some(name) = path.file_name() else { continue };
        if path.is_dir() {
            copy_folder(&path, &to.join(name))?;
        } else {
            fs::copy(&path, to.join(name))?;
        }
    }
    Ok(())
}
