//! `tabs`: two and three windows of one inspection, edited, frozen, loaded again, closed and taken over in
//! any order.
//!
//! Never two of them write, nothing that was called saved is lost, and in the end all show the same.

use anyhow::{Context, Result, anyhow, bail, ensure};
use fastrand::Rng;
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::case::{self, Case, Hand};
use crate::labels::{self, Light};
use crate::outcome::Outcome;
use crate::patience::until;
use crate::story::{Outlived, Story};
use crate::tab::{Fields, PATIENCE, Seen, Tab};
use crate::task::Task;

/// How many orders one browser is put through.
const ORDERS_A_LIFE: u32 = 10;
/// How many deeds an order has.
const DEEDS: usize = 8;
/// How many windows there are at most.
const WINDOWS: usize = 3;

/// How many windows wait for the right to write, once one has it: all others. One that does not know yet
/// whether it has looks as if it had.
const WAITING: &str = "const locks = await navigator.locks.query();
    return locks.held.length ? locks.pending.length : null";

/// Whether this window has the right to write. The browser may have given it the right before the page has
/// heard of it; a lock of its own tells which client it is.
const HAS_RIGHT: &str = "const own = crypto.randomUUID();
    return navigator.locks.request(own, async () => {
        const { held } = await navigator.locks.query();
        const { clientId } = held.find((lock) => lock.name === own);
        return held.some((lock) => lock.name !== own && lock.clientId === clientId);
    })";

/// One deed; a window is meant by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// Whoever may write does, and waits for the light or does not.
    Edit {
        waits: bool,
    },
    Open,
    Close(usize),
    Reload(usize),
    Freeze(usize),
    Thaw(usize),
    TakeOver(usize),
}

/// Tries so many orders.
pub fn run(task: &Task) -> Result<Outcome> {
    let mut outcome = Outcome::new("tabs", task);
    let mut counts = Counts::default();
    let mut life = 0;
    while outcome.tried < task.n && !outcome.is_hopeless() {
        let seed = task.seed.wrapping_add(life);
        life += 1;
        let orders = ORDERS_A_LIFE.min(task.n - outcome.tried);
        let mut done = Vec::new();
        let lived = lives(task, Rng::with_seed(seed), orders, &mut counts, &mut done, |_| {
            outcome.tried += 1;
            outcome.tell(&format!("{} of {}", outcome.tried, task.n));
        });
        if let Err(why) = lived {
            outcome.tried += 1;
            outcome.fails(&format!("seed {seed}, {done:?}: {why:#}"));
        }
    }
    outcome.figure("keys acknowledged", counts.acknowledged as f64);
    outcome.figure("take-overs", counts.taken as f64);
    outcome.figure("of them from a frozen window", counts.from_frozen as f64);
    Ok(outcome)
}

#[derive(Default)]
struct Counts {
    acknowledged: usize,
    taken: usize,
    from_frozen: usize,
}

fn lives(
    task: &Task,
    mut chance: Rng,
    orders: u32,
    counts: &mut Counts,
    done: &mut Vec<Deed>,
    mut told: impl FnMut(u32),
) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let (mut browser, tab, case) = case::begins(task.kind, &profile, &task.page)?;
    let story = Story::of(tab.sees(&mut browser)?.fields);
    let windows = vec![Window { tab, is_frozen: false }];
    let hand = Hand::new(chance.fork());
    let mut room = Room { browser, case, windows, story, hand, writer: Some(0) };
    for order in 1..=orders {
        done.clear();
        while done.len() < DEEDS {
            let deed = room.possible(&mut chance);
            done.push(deed);
            room.does(deed, counts).with_context(|| format!("order {order}, {deed:?}"))?;
        }
        room.ends(counts).with_context(|| format!("order {order}, in the end"))?;
        told(order);
    }
    room.browser.dies()
}

struct Window {
    tab: Tab,
    is_frozen: bool,
}

/// All windows of the inspection.
struct Room {
    browser: Browser,
    case: Case,
    windows: Vec<Window>,
    story: Story,
    hand: Hand,
    /// Which window may write, as the windows themselves say; none while it is frozen.
    writer: Option<usize>,
}

impl Room {
    /// A deed that is possible as things stand.
    fn possible(&self, chance: &mut Rng) -> Deed {
        let n = self.windows.len();
        loop {
            let at = chance.usize(..n);
            let is_frozen = self.windows.get(at).is_some_and(|window| window.is_frozen);
            let awake = self.windows.iter().filter(|window| !window.is_frozen).count();
            match chance.u8(..12) {
                0..=3 if self.writer.is_some() => return Deed::Edit { waits: chance.u8(..3) > 0 },
                4 | 5 if n < WINDOWS => return Deed::Open,
                6 if n > 1 && (is_frozen || awake > 1) => return Deed::Close(at),
                7 if !is_frozen => return Deed::Reload(at),
                8 if !is_frozen && awake > 1 => return Deed::Freeze(at),
                9 if is_frozen => return Deed::Thaw(at),
                10 | 11 if !is_frozen && self.writer != Some(at) => return Deed::TakeOver(at),
                _ => {}
            }
        }
    }

    fn does(&mut self, deed: Deed, counts: &mut Counts) -> Result<()> {
        match deed {
            Deed::Edit { waits } => return self.edits(waits),
            Deed::Open => {
                let tab = self.browser.opens_tab(&self.case.address)?;
                self.windows.push(Window { tab, is_frozen: false });
            }
            Deed::Close(at) => {
                let window = self.windows.remove(at);
                window.tab.closes(&mut self.browser)?;
            }
            Deed::Reload(at) => {
                let tab = self.tab(at)?;
                tab.evaluates(&mut self.browser, "window.isOld = true")?;
                tab.reloads(&mut self.browser)?;
                until(PATIENCE, || {
                    match tab.evaluates(&mut self.browser, "return window.isOld ?? null") {
                        Ok(Value::Null) => Ok(()),
                        Ok(_) => Err("the page is not loaded again".to_owned()),
                        Err(why) => Err(format!("{why:#}")),
                    }
                })?;
            }
            Deed::Freeze(at) => self.turns(at, true)?,
            Deed::Thaw(at) => self.turns(at, false)?,
            Deed::TakeOver(at) => {
                counts.taken += 1;
                counts.from_frozen += usize::from(self.writer.is_none());
                let tab = self.tab(at)?;
                tab.clicks(&mut self.browser, "button", labels::TAKE_OVER)?;
                self.settles(Some(at))?;
                return self.is_whole();
            }
        }
        self.settles(None)?;
        // Where a frozen window may still save what it has, nothing is settled.
        if self.writer.is_some() { self.is_whole() } else { Ok(()) }
    }

    fn edits(&mut self, waits: bool) -> Result<()> {
        let at = self.writer.context("nobody may write")?;
        let tab = self.tab(at)?;
        let (browser, case, story) = (&mut self.browser, &self.case, &mut self.story);
        // One types into the window in front. A key that is struck while another one is closed, and this one
        // comes to the front, can be lost on its way to the page.
        tab.asks(browser, "Page.bringToFront", json!({}))?;
        until(PATIENCE, || match tab.evaluates(browser, "return document.visibilityState") {
            Ok(state) if state == "visible" => Ok(()),
            other => Err(format!("the window does not come to the front: {other:?}")),
        })?;
        self.hand.does_one_thing(browser, &tab, case, story, |browser, story| {
            case::looks(browser, &tab, story).map(drop)
        })?;
        if waits {
            let seen = case::is_saved(browser, &tab)?;
            let step = story.is_acknowledged(&seen.fields).map_err(anyhow::Error::msg)?;
            ensure!(step == story.len(), "what is called saved is not there: {seen:?}");
        }
        Ok(())
    }

    fn turns(&mut self, at: usize, frozen: bool) -> Result<()> {
        let tab = self.tab(at)?;
        let state = if frozen { "frozen" } else { "active" };
        tab.asks(&mut self.browser, "Page.setWebLifecycleState", json!({ "state": state }))?;
        if let Some(window) = self.windows.get_mut(at) {
            window.is_frozen = frozen;
        }
        Ok(())
    }

    /// Waits until one window writes (that one, if one is meant; none, if a frozen one has the right),
    /// and every other one says that it looks on.
    fn settles(&mut self, wanted: Option<usize>) -> Result<()> {
        let is_frozen = self.windows.iter().any(|window| window.is_frozen);
        let (windows, browser) = (&self.windows, &mut self.browser);
        let writer = until(PATIENCE, || {
            let awake = windows.iter().find(|window| !window.is_frozen);
            let awake = awake.ok_or("no window is awake")?;
            let waiting =
                awake.tab.evaluates(browser, WAITING).map_err(|why| format!("{why:#}"))?;
            if waiting != json!(windows.len() - 1) {
                return Err(format!("of {} windows {waiting} wait to write", windows.len()));
            }
            let writers = writers(windows, browser).map_err(|why| format!("{why:#}"))?;
            match writers[..] {
                [] if is_frozen && wanted.is_none() => Ok(None),
                [one] if wanted.is_none_or(|wanted| wanted == one) => Ok(Some(one)),
                _ => Err(format!("of {} windows these write: {writers:?}", windows.len())),
            }
        })?;
        self.writer = writer;
        Ok(())
    }

    /// What was acknowledged is there, in the window that writes; from here the story goes on.
    fn is_whole(&mut self) -> Result<()> {
        let tab = self.tab(self.writer.context("nobody may write")?)?;
        let (browser, story) = (&mut self.browser, &self.story);
        // What is on its way is waited for, so that the story goes on from what is kept.
        let fields = until(PATIENCE, || {
            let seen = tab.sees(browser).map_err(|why| format!("{why:#}"))?;
            match (seen.light(), story.outlived_by(&seen.fields)) {
                (Some(Light::Saved), Outlived::Whole(_)) => Ok(seen.fields),
                (light, outlived) => Err(format!("the light is {light:?}; {outlived:?}")),
            }
        })?;
        self.story = Story::of(fields);
        Ok(())
    }

    /// Every window is thawed, one writes, and all show the same: what was called saved, or more.
    fn ends(&mut self, counts: &mut Counts) -> Result<()> {
        for at in 0..self.windows.len() {
            if self.windows.get(at).is_some_and(|window| window.is_frozen) {
                self.turns(at, false)?;
            }
        }
        self.settles(None)?;
        counts.acknowledged += self.story.acknowledged();
        self.is_whole()?;
        self.edits(true)?;
        counts.acknowledged += self.story.acknowledged();
        self.is_whole()?;
        let kept = self.story.clone();
        for window in &self.windows {
            let same = |seen: &Seen| kept.step_showing(&seen.fields, kept.len()).is_some();
            window.tab.waits(&mut self.browser, "what the others show", same)?;
        }
        let faults = self.browser.faults();
        ensure!(faults.is_empty(), "a script of the page failed: {}", faults.join("; "));
        // Nothing but what is kept is shown by a window that is opened now.
        let tab = self.browser.opens_tab(&self.case.address)?;
        let seen = tab.waits(&mut self.browser, "the case", Seen::shows_case)?;
        tab.closes(&mut self.browser)?;
        let fields: &Fields = &seen.fields;
        match kept.outlived_by(fields) {
            Outlived::Whole(_) => Ok(()),
            other => bail!("a new window shows something else: {other:?}"),
        }
    }

    fn tab(&self, at: usize) -> Result<Tab> {
        let window = self.windows.get(at);
        window.map(|window| window.tab.clone()).ok_or_else(|| anyhow!("there is no window {at}"))
    }
}

/// The windows that may write and say so. A frozen one says nothing.
fn writers(windows: &[Window], browser: &mut Browser) -> Result<Vec<usize>> {
    let mut writers = Vec::new();
    for (at, window) in windows.iter().enumerate() {
        if window.is_frozen {
            continue;
        }
        let seen = window.tab.sees(browser)?;
        ensure!(!seen.has_stopped(), "the program has stopped: {seen:?}");
        let has_right = window.tab.evaluates(browser, HAS_RIGHT)? == json!(true);
        match (seen.light(), seen.looks_on()) {
            (Some(Light::Red), _) => bail!("window {at} cannot save: {:?}", seen.alerts),
            (Some(_), false) if has_right => writers.push(at),
            (None, true) if !has_right => {}
            (Some(_), false) | (None, true) => {
                bail!(
                    "window {at} does not know yet whether it has the right to write: {has_right}"
                )
            }
            _ => bail!("window {at} says neither that it writes nor that it looks on: {seen:?}"),
        }
    }
    Ok(writers)
}
