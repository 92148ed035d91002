//! A case to work on, and a hand that works on it with real keys.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use fastrand::Rng;

use crate::browser::{Browser, Kind};
use crate::labels::{self, Light};
use crate::patience::until;
use crate::story::{Outlived, Story};
use crate::tab::{Fields, Seen, Tab};

/// How long the light may take to turn to saved.
const SAVED_WITHIN: Duration = Duration::from_secs(10);

/// A case of an inspection, made through the page itself.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its address.
    pub address: String,
    /// The labels of its notes.
    pub notes: Vec<String>,
    /// The references of what can be answered yes or no by a letter.
    pub questions: Vec<String>,
}

/// Makes an inspection with one case in a new profile, and opens the case.
pub fn begins(kind: Kind, profile: &Path, page: &str) -> Result<(Browser, Tab, Case)> {
    let (mut browser, tab) = Browser::start(kind, profile, page)?;
    creates_inspection(&mut browser, &tab)?;
    let case = adds_case(&mut browser, &tab, 1)?;
    is_saved(&mut browser, &tab)?;
    Ok((browser, tab, case))
}

/// Makes an inspection through the form, and comes to its cases.
pub fn creates_inspection(browser: &mut Browser, tab: &Tab) -> Result<()> {
    tab.clicks(browser, "link", "New inspection")?;
    for (label, value) in [
        ("Service", "Northtown Youth Justice Service"),
        ("Framework and edition", labels::FRAMEWORK),
        ("First day of fieldwork", "2026-11-16"),
        ("Last day of fieldwork", "2026-11-20"),
        ("Your name or initials", "AB"),
    ] {
        tab.sets(browser, label, value)?;
    }
    tab.clicks(browser, "radio", labels::NO_PASSPHRASE)?;
    tab.clicks(browser, "button", "Create inspection")?;
    tab.waits(browser, "the list of cases", |seen| seen.heading == "Cases").map(drop)
}

/// Adds a case from the list of cases and opens it, with every question on screen.
pub fn adds_case(browser: &mut Browser, tab: &Tab, number: usize) -> Result<Case> {
    let name = format!("{}{number:03}", labels::CASE);
    tab.clicks(browser, "button", "Add case")?;
    tab.clicks(browser, "link", &name)?;
    tab.waits(browser, &name, |seen| seen.heading == name && seen.shows_case())?;
    for (label, value) in [
        ("Identifiable victim", "Yes"),
        ("Safety and wellbeing: inspector's classification", "Medium"),
        ("Risk of serious harm: inspector's classification", "Medium"),
    ] {
        tab.sets(browser, label, value)?;
    }
    let address = tab.evaluates(browser, "return location.href")?;
    let address = address.as_str().context("the page has no address")?;
    let case = until(SAVED_WITHIN, || match Case::as_asked(address, browser, tab) {
        Ok(case) if case.notes.len() > 60 => Ok(case),
        Ok(case) => Err(format!("only {} notes are asked for", case.notes.len())),
        Err(why) => Err(format!("{why:#}")),
    })?;
    ensure!(case.questions.len() > 40, "only {} questions are asked", case.questions.len());
    Ok(case)
}

impl Case {
    /// The case on screen with what is asked of it now: details that are not set, or were lost, ask less.
    pub fn as_asked(address: &str, browser: &mut Browser, tab: &Tab) -> Result<Self> {
        let asked = tab.asked(browser)?;
        let is_prompt =
            |reference: &String| reference.ends_with(|last: char| last.is_ascii_lowercase());
        let questions = asked.groups.into_iter().filter(is_prompt).collect();
        Ok(Self { address: address.to_owned(), notes: asked.notes, questions })
    }
}

/// Waits for the light.
pub fn is_saved(browser: &mut Browser, tab: &Tab) -> Result<Seen> {
    let light = Some(Light::Saved);
    tab.waits(browser, "the light that says saved", |seen| seen.light() == light)
}

/// How long the copy beside the store may take to reach the disk: the page makes it three seconds after
/// a save, and Chromium writes it down some seconds later.
const COPIED_WITHIN: Duration = Duration::from_secs(60);

/// Waits until the disk holds the page's second copy, which a browser that throws its store away has to
/// bring back. Chromium only.
pub fn is_copied(profile: &Path) -> Result<()> {
    let folder = profile.join("Default/Local Storage/leveldb");
    let named = labels::COPY.as_bytes();
    until(COPIED_WITHIN, || {
        let files = fs::read_dir(&folder).into_iter().flatten().flatten();
        let mut texts = files.filter_map(|file| fs::read(file.path()).ok());
        if texts.any(|text| text.windows(named.len()).any(|part| part == named)) {
            Ok(())
        } else {
            Err("no second copy of the work reaches the disk".to_owned())
        }
    })
}

/// Starts the browser again on the case and waits until it is shown.
pub fn comes_back(kind: Kind, profile: &Path, case: &Case) -> Result<(Browser, Tab, Seen)> {
    let (mut browser, tab) = Browser::start(kind, profile, &case.address)?;
    let seen = tab.waits(&mut browser, "the case", Seen::shows_case)?;
    Ok((browser, tab, seen))
}

/// A hand that types notes and answers questions as chance has it.
pub struct Hand {
    chance: Rng,
}

const WORDS: [&str; 12] = [
    "seen", "plan", "home", "school", "ŵythnos", "risk", "“no”", "reviewed", "agreed", "visit",
    "ŷ", "safe",
];

impl Hand {
    /// A hand led by this chance.
    pub fn new(chance: Rng) -> Self {
        Self { chance }
    }

    /// Does one thing whole: a few words into a note, or an answer. `watch` is called after each key.
    pub fn does_one_thing(
        &mut self,
        browser: &mut Browser,
        tab: &Tab,
        case: &Case,
        story: &mut Story,
        mut watch: impl FnMut(&mut Browser, &mut Story) -> Result<()>,
    ) -> Result<()> {
        if self.chance.u8(..100) < 25 {
            let question = self.pick(&case.questions)?.to_owned();
            let (key, word) =
                if story.value(&question) == "Yes" { ('n', "No") } else { ('y', "Yes") };
            tab.focuses(browser, &question)?;
            story.goes_on(&question, word.to_owned());
            tab.strikes(browser, &[key])?;
            return watch(browser, story);
        }
        let note = self.pick(&case.notes)?.to_owned();
        let mut text = story.value(&note).to_owned();
        let mut phrase = String::new();
        for _ in 0..self.chance.usize(1..=5) {
            if !text.is_empty() || !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(self.chance.choice(WORDS).unwrap_or_default());
        }
        tab.focuses(browser, &note)?;
        let letters: Vec<char> = phrase.chars().collect();
        for few in letters.chunks(tab.letters_at_once()) {
            for letter in few {
                text.push(*letter);
                // Before the key is struck: what the page shows next may hold it already.
                story.goes_on(&note, text.clone());
            }
            tab.strikes(browser, few)?;
            watch(browser, story)?;
        }
        Ok(())
    }

    /// A number below this.
    pub fn below(&mut self, end: usize) -> usize {
        self.chance.usize(..end)
    }

    fn pick<'a>(&mut self, list: &'a [String]) -> Result<&'a str> {
        let at = self.chance.usize(..list.len());
        list.get(at).map(String::as_str).context("there is nothing to work on")
    }
}

/// Looks at the page once, and holds what it shows against the story. Where the light says saved, the
/// story takes that down.
pub fn looks(browser: &mut Browser, tab: &Tab, story: &mut Story) -> Result<Seen> {
    let seen = tab.sees(browser)?;
    if seen.has_stopped() {
        bail!("the program has stopped: {seen:?}");
    }
    if seen.light() == Some(Light::Saved) {
        story.is_acknowledged(&seen.fields).map_err(anyhow::Error::msg)?;
    } else if story.step_showing(&seen.fields, story.acknowledged()).is_none() {
        bail!("the page shows what nobody did: {}", story.beside(&seen.fields));
    }
    Ok(seen)
}

/// How long a page that shows less than was acknowledged may take to bring the rest.
pub const BRINGS_THE_REST_WITHIN: Duration = Duration::from_secs(3);

/// Holds a page that came back against the story, and gives back what it shows.
pub fn outlived(
    browser: &mut Browser,
    tab: &Tab,
    story: &Story,
    patience: Duration,
) -> Result<(Outlived, Fields)> {
    let mut last = (Outlived::Torn("nothing was seen".into()), Fields::new());
    let _ = until(patience, || {
        let seen = tab.sees(browser).map_err(|why| why.to_string())?;
        last = (story.outlived_by(&seen.fields), seen.fields);
        match last.0 {
            Outlived::Whole(_) => Ok(()),
            _ => Err(String::new()),
        }
    });
    let faults = browser.faults();
    ensure!(faults.is_empty(), "a script of the page failed: {}", faults.join("; "));
    Ok(last)
}
