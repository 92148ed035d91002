//! `kill`: the browser dies at a random moment while somebody types, again and again.
//!
//! What the page had called saved is there afterwards, and nothing else than what was typed.

use std::thread;
use std::time::{Duration, Instant};

use anyhow::Result;
use fastrand::Rng;

use crate::browser::{Browser, Kind};
use crate::case::{self, BRINGS_THE_REST_WITHIN, Hand};
use crate::outcome::{Outcome, spread};
use crate::story::{Outlived, Story};
use crate::task::Task;

/// How often one profile is killed before a new one is begun: a browser's store ages with each death.
const DEATHS_A_LIFE: u32 = 25;
/// The longest somebody types before the death, in milliseconds; Firefox takes keys more slowly.
const TYPES_FOR: [(Kind, u64); 2] = [(Kind::Chromium, 2_500), (Kind::Firefox, 5_000)];

/// Kills the browser so many times.
pub fn run(task: &Task) -> Result<Outcome> {
    let mut outcome = Outcome::new("kill", task);
    let (mut struck, mut steps, mut beyond, mut cycles) = (0_usize, 0_usize, 0_usize, Vec::new());
    let mut life = 0;
    while outcome.tried < task.n && !outcome.is_hopeless() {
        let deaths = DEATHS_A_LIFE.min(task.n - outcome.tried);
        let seed = task.seed.wrapping_add(life);
        life += 1;
        let chance = Rng::with_seed(seed);
        let lived = lives(task, chance, deaths, &mut |death| {
            outcome.tried += 1;
            struck += death.struck;
            steps += death.acknowledged;
            beyond += usize::from(death.beyond);
            cycles.push(death.took.as_millis() as f64);
            outcome.tell(&format!("{} of {}", outcome.tried, task.n));
        });
        if let Err(why) = lived {
            outcome.tried += 1;
            outcome.fails(&format!("seed {seed}: {why:#}"));
        }
    }
    outcome.figure("keys struck", struck as f64);
    outcome.figure("keys acknowledged", steps as f64);
    outcome.figure("deaths after which more than that was there", beyond as f64);
    spread(&mut outcome, "milliseconds a cycle", &mut cycles);
    Ok(outcome)
}

/// What one death showed.
struct Death {
    struck: usize,
    acknowledged: usize,
    beyond: bool,
    took: Duration,
}

/// One profile from its first inspection through its deaths.
fn lives(task: &Task, mut chance: Rng, deaths: u32, told: &mut impl FnMut(Death)) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let profile = folder.path().join("profile");
    let (mut browser, mut tab, case) = case::begins(task.kind, &profile, &task.page)?;
    let mut fields = tab.sees(&mut browser)?.fields;
    for death in 1..=deaths {
        let began = Instant::now();
        let mut story = Story::of(fields);
        let longest = TYPES_FOR.iter().find(|(kind, _)| *kind == task.kind).map_or(0, |one| one.1);
        let after = Duration::from_millis(chance.u64(50..=longest));
        let mut hand = Hand::new(chance.fork());
        types_until_killed(browser, &tab, &case, &mut hand, &mut story, after)?;
        (browser, tab, _) = case::comes_back(task.kind, &profile, &case)
            .map_err(|why| why.context(format!("after death {death}")))?;
        let (outlived, now) = case::outlived(&mut browser, &tab, &story, BRINGS_THE_REST_WITHIN)?;
        match outlived {
            Outlived::Whole(step) => told(Death {
                struck: story.len(),
                acknowledged: story.acknowledged(),
                beyond: step > story.acknowledged(),
                took: began.elapsed(),
            }),
            Outlived::Lost(why) => anyhow::bail!("death {death} after {after:?}: lost: {why}"),
            Outlived::Torn(why) => anyhow::bail!("death {death} after {after:?}: torn: {why}"),
        }
        fields = now;
    }
    browser.dies()
}

/// Types, looking at the page after each key, until the browser is killed. An error is one of the
/// page's: a browser that no longer answers because it is dead is what was wanted.
pub fn types_until_killed(
    mut browser: Browser,
    tab: &crate::tab::Tab,
    case: &case::Case,
    hand: &mut Hand,
    story: &mut Story,
    after: Duration,
) -> Result<()> {
    let trigger = browser.trigger();
    let dies_at = Instant::now() + after;
    let killer = thread::spawn(move || {
        thread::sleep(after);
        trigger.pull();
    });
    let outcome = loop {
        let done = hand.does_one_thing(&mut browser, tab, case, story, |browser, story| {
            case::looks(browser, tab, story).map(drop)
        });
        if let Err(why) = done {
            break why;
        }
        // Sometimes somebody stops to think, and the light has the time to turn.
        if hand.below(4) == 0 {
            let stops = Instant::now() + Duration::from_millis(hand.below(1200) as u64);
            let thought = loop {
                match case::looks(&mut browser, tab, story) {
                    Ok(_) if Instant::now() < stops => {}
                    other => break other,
                }
            };
            if let Err(why) = thought {
                break why;
            }
        }
    };
    let died = Instant::now() >= dies_at;
    // The thread does nothing but wait and kill; it cannot fail.
    let _ = killer.join();
    browser.dies()?;
    if died && outcome.downcast_ref::<tungstenite::Error>().is_some() {
        Ok(())
    } else {
        Err(outcome)
    }
}
