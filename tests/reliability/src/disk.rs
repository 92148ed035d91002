//! `disk`: the disk is full, and free again, in any order with writing, closing and opening.
//!
//! The case never goes; of what the light called saved, all is there but perhaps the last ten seconds
//! before the browser ended, and that is told; nobody writes for longer than ten seconds without being
//! told. While the disk is full nothing can be copied, so those seconds do not run on then.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use fastrand::Rng;
use nix::mount::{MntFlags, MsFlags, mount, umount2};
use nix::unistd::geteuid;
use serde_json::json;

use crate::browser::Browser;
use crate::case::{self, BRINGS_THE_REST_WITHIN, Case, Hand};
use crate::labels::{self, Light};
use crate::outcome::{Outcome, spread};
use crate::patience::until;
use crate::story::{Outlived, Story};
use crate::tab::{Seen, Tab};
use crate::task::Task;

/// How large the disk is.
const SIZE: &str = "size=60m";
/// How many deeds an order has.
const DEEDS: usize = 8;
/// Nobody writes for longer without being told.
const TOLD_WITHIN: Duration = Duration::from_secs(10);
/// What may be missing afterwards: the second copy is as far behind.
const BEHIND: Duration = Duration::from_secs(10);
/// The page tries again every two seconds once there is room.
const SAVED_WITHIN: Duration = Duration::from_secs(15);

/// Whether the browser opens no store at all, whatever its name.
const OPENS_NO_STORE: &str = "return new Promise(done => {
    const opening = indexedDB.open('probe');
    opening.onerror = () => done(true);
    opening.onsuccess = () => done(false);
})";

/// How often a full disk is written to before that is enough.
const WRITES_WHEN_FULL: usize = 30;

/// What writers were told.
#[derive(Default)]
struct Told {
    red: usize,
    behind: usize,
    /// How often something of the last seconds was gone, and the page said that it had mended the store.
    mended: usize,
    /// How often the browser opened no store any more, room or not, until it was started again.
    dead: usize,
    waits: Vec<f64>,
}

/// One deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Fill,
    Write,
    Close,
    Kill,
    Open,
    Free,
}

/// Tries so many orders.
pub fn run(task: &Task) -> Result<Outcome> {
    let mut outcome = Outcome::new("disk", task);
    if !geteuid().is_root() {
        outcome.skipped("a small disk is mounted, which only root may do");
        return Ok(outcome);
    }
    let mut told = Told::default();
    while outcome.tried < task.n && !outcome.is_hopeless() {
        let seed = task.seed.wrapping_add(u64::from(outcome.tried));
        let order = order(&mut Rng::with_seed(seed));
        outcome.tried += 1;
        let began = Instant::now();
        if let Err(why) = tries(task, Rng::with_seed(!seed), &order, &mut told) {
            outcome.fails(&format!("seed {seed}, {order:?}: {why:#}"));
        }
        eprintln!("  disk {} of {}, {:.0} s", outcome.tried, task.n, began.elapsed().as_secs_f64());
    }
    outcome.figure("times the light turned red", told.red as f64);
    outcome.figure("keys lost of those acknowledged in the last ten seconds", told.behind as f64);
    outcome.figure("times the store was mended and the last seconds were gone", told.mended as f64);
    outcome.figure("times the browser opened no store until it was started anew", told.dead as f64);
    spread(&mut outcome, "milliseconds until the light says saved or not saved", &mut told.waits);
    Ok(outcome)
}

/// Deeds by chance, each possible where it stands. The disk is filled and written to at least once.
fn order(chance: &mut Rng) -> Vec<Deed> {
    let (mut full, mut open) = (false, true);
    let mut order = Vec::new();
    while order.len() < DEEDS || !(order.contains(&Deed::Fill) && order.contains(&Deed::Write)) {
        let possible: &[Deed] = match (open, full) {
            (true, false) => &[Deed::Write, Deed::Fill, Deed::Fill, Deed::Close, Deed::Kill],
            (true, true) => &[Deed::Write, Deed::Write, Deed::Close, Deed::Kill, Deed::Free],
            (false, false) => &[Deed::Open, Deed::Open, Deed::Fill],
            (false, true) => &[Deed::Open, Deed::Open, Deed::Free],
        };
        let Some(deed) = chance.choice(possible) else { break };
        match deed {
            Deed::Fill => full = true,
            Deed::Free => full = false,
            Deed::Close | Deed::Kill => open = false,
            Deed::Open => open = true,
            Deed::Write => {}
        }
        order.push(*deed);
    }
    order
}

/// A small disk, gone when this value is.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn mount() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let none: Option<&str> = None;
        let kind = Some("tmpfs");
        mount(none, folder.path(), kind, MsFlags::empty(), Some(SIZE))
            .context("a small disk could not be mounted")?;
        Ok(Self { folder })
    }

    fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }

    fn filler(&self) -> PathBuf {
        self.folder.path().join("filler")
    }

    /// Takes every byte that is left.
    fn is_filled(&self) -> Result<()> {
        let mut filler = fs::OpenOptions::new().create(true).append(true).open(self.filler())?;
        let mut piece: Vec<u8> = vec![7; 1 << 20];
        while !piece.is_empty() {
            if filler.write_all(&piece).is_err() {
                piece.truncate(piece.len() / 2);
            }
        }
        Ok(())
    }

    fn is_freed(&self) -> Result<()> {
        // It is not there where it was never filled.
        File::create(self.filler())?;
        fs::remove_file(self.filler()).map_err(Into::into)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // What still uses it lets go of it later; the folder is removed either way.
        let _ = umount2(self.folder.path(), MntFlags::MNT_DETACH);
    }
}

/// The case in hand: the browser that shows it, if one is open.
struct Desk<'a> {
    task: &'a Task,
    disk: Disk,
    case: Case,
    browser: Option<(Browser, Tab)>,
    story: Story,
    /// What was done before, back to when the second copy was last sure to have everything.
    before: Vec<Story>,
    full: bool,
    /// Since when the browser has been open on a disk with room.
    roomy: Option<Instant>,
    /// Whether that was once long enough, since it was opened, for the second copy to follow.
    followed: bool,
    ended: Instant,
}

fn tries(task: &Task, chance: Rng, order: &[Deed], told: &mut Told) -> Result<()> {
    let disk = Disk::mount()?;
    let (mut browser, tab, case) = case::begins(task.kind, &disk.profile(), &task.page)?;
    case::is_copied(&disk.profile())?;
    let story = Story::of(tab.sees(&mut browser)?.fields);
    let browser = Some((browser, tab));
    let now = Instant::now();
    let mut desk = Desk {
        task,
        disk,
        case,
        browser,
        story,
        before: Vec::new(),
        full: false,
        roomy: Some(now),
        followed: true,
        ended: now,
    };
    let mut hand = Hand::new(chance);
    for (at, deed) in order.iter().enumerate() {
        desk.does(*deed, &mut hand, told).with_context(|| format!("{deed:?}, deed {}", at + 1))?;
    }
    // In the end there is room again, and everything that was called saved is there.
    desk.does(Deed::Free, &mut hand, told).context("in the end")?;
    desk.does(Deed::Close, &mut hand, told).context("in the end")?;
    desk.does(Deed::Open, &mut hand, told).context("in the end")?;
    desk.does(Deed::Write, &mut hand, told).context("in the end")?;
    desk.does(Deed::Kill, &mut hand, told).context("in the end")
}

impl Desk<'_> {
    fn does(&mut self, deed: Deed, hand: &mut Hand, told: &mut Told) -> Result<()> {
        match deed {
            Deed::Fill => {
                self.full = true;
                self.has_room(false);
                self.disk.is_filled()
            }
            Deed::Free => {
                self.full = false;
                self.disk.is_freed()?;
                self.has_room(self.browser.is_some());
                self.is_saved_again(told)
            }
            Deed::Write => self.writes(hand, told),
            Deed::Close | Deed::Kill => {
                let Some((browser, _)) = self.browser.take() else { return Ok(()) };
                self.ended = Instant::now();
                self.has_room(false);
                if deed == Deed::Close { browser.closes() } else { browser.dies() }
            }
            Deed::Open => self.opens(told),
        }
    }

    fn has_room(&mut self, has_room: bool) {
        let was_long = |since: Instant| since.elapsed() >= BEHIND;
        self.followed |= self.roomy.is_some_and(was_long);
        if has_room != self.roomy.is_some() {
            self.roomy = has_room.then(Instant::now);
        }
    }

    /// Somebody writes. Before long the light says that it is saved, or that it is not. A full disk
    /// still has room in the last block of each file, so there it is written on until the light is red.
    fn writes(&mut self, hand: &mut Hand, told: &mut Told) -> Result<()> {
        for _ in 0..if self.full { WRITES_WHEN_FULL } else { 1 } {
            if self.full {
                // The browser may have freed some of its own.
                self.disk.is_filled()?;
            }
            let Some((browser, tab)) = &mut self.browser else { return Ok(()) };
            if !tab.sees(browser)?.shows_case() {
                // Opened on a full disk; whoever cannot see the case cannot write.
                return Ok(());
            }
            let (case, story) = (&self.case, &mut self.story);
            hand.does_one_thing(browser, tab, case, story, |browser, story| {
                case::looks(browser, tab, story).map(drop)
            })?;
            let began = Instant::now();
            let light = until(TOLD_WITHIN, || {
                let seen = case::looks(browser, tab, story).map_err(|why| format!("{why:#}"))?;
                match seen.light() {
                    Some(Light::Saved) if story.acknowledged() == story.len() => Ok(Light::Saved),
                    Some(Light::Red) => Ok(Light::Red),
                    light => Err(format!("nobody is told: the light is {light:?}")),
                }
            })?;
            told.waits.push(began.elapsed().as_millis() as f64);
            if light == Light::Red {
                told.red += 1;
                return Ok(());
            }
        }
        Ok(())
    }

    /// With room again, what waited is saved without anybody's doing. Where the browser itself opens no store
    /// any more, the light stays red, and one does what the page says: close the browser, and open it again.
    fn is_saved_again(&mut self, told: &mut Told) -> Result<()> {
        let Some((browser, tab)) = &mut self.browser else { return Ok(()) };
        let seen = tab.sees(browser)?;
        if !seen.shows_case() || seen.has_memory_only() {
            return Ok(());
        }
        let story = &mut self.story;
        let saved = until(SAVED_WITHIN, || {
            let seen = case::looks(browser, tab, story).map_err(|why| format!("{why:#}"))?;
            match seen.light() {
                Some(Light::Saved) if story.acknowledged() == story.len() => Ok(()),
                light => Err(format!(
                    "with room again it is not saved: the light is {light:?}, {:?}",
                    seen.alerts
                )),
            }
        });
        let is_told = tab.sees(browser)?.light() == Some(Light::Red);
        if saved.is_err() && is_told && tab.evaluates(browser, OPENS_NO_STORE)? == json!(true) {
            told.dead += 1;
            let Some((browser, _)) = self.browser.take() else { return Ok(()) };
            self.ended = Instant::now();
            self.has_room(false);
            browser.closes()?;
            return self.opens(told);
        }
        saved
    }

    /// The browser is started again. On a full disk the page may say that it cannot; otherwise the case
    /// is there, with all that was acknowledged before the last ten seconds.
    fn opens(&mut self, told: &mut Told) -> Result<()> {
        let profile = self.disk.profile();
        let (mut browser, tab) = Browser::start(self.task.kind, &profile, &self.case.address)?;
        let full = self.full;
        let settled = |seen: &Seen| {
            seen.shows_case() || full && !(seen.heading.is_empty() && seen.alerts.is_empty())
        };
        let seen = tab.waits(&mut browser, "the case", settled)?;
        ensure!(!seen.has_stopped(), "the program has stopped: {seen:?}");
        if seen.shows_case() {
            let patience = BRINGS_THE_REST_WITHIN;
            let owed = self.ended.checked_sub(BEHIND).unwrap_or(self.ended);
            let owed = self.story.as_acknowledged_until(owed);
            let (outlived, fields) = case::outlived(&mut browser, &tab, &owed, patience)?;
            if self.followed {
                self.before.clear();
            }
            let is_of = |story: &Story| matches!(story.outlived_by(&fields), Outlived::Whole(_));
            match outlived {
                Outlived::Whole(step) => {
                    told.behind += self.story.acknowledged().saturating_sub(step);
                }
                _ if self.before.iter().any(is_of) => {
                    let alerts = tab.sees(&mut browser)?.alerts;
                    let is_told = alerts.iter().any(|alert| alert.starts_with(labels::MENDED));
                    ensure!(is_told, "something is gone, and nobody is told: {alerts:?}");
                    told.mended += 1;
                }
                Outlived::Lost(why) => bail!("lost: {why}"),
                Outlived::Torn(why) => bail!("torn: {why}"),
            }
            self.before.push(owed);
            self.story = Story::of(fields);
            self.followed = false;
        }
        self.browser = Some((browser, tab));
        self.has_room(!full);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_fills_and_writes_and_each_deed_is_possible_where_it_stands() {
        for seed in 0..500 {
            let order = order(&mut Rng::with_seed(seed));
            assert!(order.contains(&Deed::Fill) && order.contains(&Deed::Write), "{order:?}");
            let (mut full, mut open) = (false, true);
            for deed in &order {
                let possible = match deed {
                    Deed::Fill => !full,
                    Deed::Free => full,
                    Deed::Write | Deed::Close | Deed::Kill => open,
                    Deed::Open => !open,
                };
                assert!(possible, "{order:?}");
                match deed {
                    Deed::Fill => full = true,
                    Deed::Free => full = false,
                    Deed::Close | Deed::Kill => open = false,
                    Deed::Open => open = true,
                    Deed::Write => {}
                }
            }
        }
    }
}
