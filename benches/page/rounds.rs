//! The parts of a round. Each has a browser of its own, of which nothing stays, however it ends.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result};
use fantoccini::Client;
use serde::Serialize;
use serde_json::json;
use tokio::time::sleep;

use crate::browser::Estate;
use crate::devtools;
use crate::page::{self, Page, Store};
use crate::seat::Seat;

/// An office laptop beside the machine this runs on.
pub const SLOWED: f64 = 4.0;

/// What a browser takes to come to rest after its start.
const STARTED: Duration = Duration::from_secs(1);

/// Says by its attribute of that name whether the last answer is `saved`.
const SAVING: &str = "data-saving";

/// Marks the moment at which all radio buttons are there and a frame with them has been drawn.
const READY_MARK: &str = r#"
(() => {
  const look = () => {
    if (document.querySelectorAll("input[type=radio]").length < N_RADIOS) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.benchReady = performance.now(); }));
  };
  requestAnimationFrame(look);
})();
"#;

/// Milliseconds from the start of the navigation to that mark.
const READY: &str = r#"
return new Promise((resolve) => {
  const look = () => (window.benchReady ? resolve(window.benchReady) : setTimeout(look, 20));
  look();
});
"#;

/// Answers every question anew, and gives back for each the milliseconds to the next frame. It ends
/// when the last answer is saved, wherever that is told, so that all work of the answers is counted.
const ANSWER_ALL: &str = r#"
const [attribute] = arguments;
const state = () => document.querySelector(`[${attribute}]`)?.getAttribute(attribute) ?? "saved";
const pause = (ms) => new Promise((over) => setTimeout(over, ms));
return (async () => {
  const names = [...new Set([...document.querySelectorAll("input[type=radio]")].map((radio) => radio.name))];
  const spent = [];
  for (const name of names) {
    const radio = document.querySelector(`input[type=radio][name="${CSS.escape(name)}"]:not(:checked)`);
    const began = performance.now();
    radio.click();
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    spent.push(performance.now() - began);
  }
  do await pause(500); while (state() !== "saved");
  return spent;
})();
"#;

/// Answers every question, and gives back for each the milliseconds until the page says it is saved.
const COMMIT_ALL: &str = r#"
const [attribute] = arguments;
const state = () => document.querySelector(`[${attribute}]`)?.getAttribute(attribute);
const saved = () => new Promise((resolve, reject) => {
  // The light is still on from the answer before: it has to go out and come on again.
  const late = setTimeout(() => reject(`not saved in 5 s: ${state()}`), 5000);
  const observer = new MutationObserver(() => {
    if (state() !== "saved") return;
    observer.disconnect(); clearTimeout(late); resolve(performance.now());
  });
  observer.observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: [attribute] });
});
return (async () => {
  const names = [...new Set([...document.querySelectorAll("input[type=radio]")].map((radio) => radio.name))];
  const spent = [];
  for (const name of names) {
    const radio = document.querySelector(`input[type=radio][name="${CSS.escape(name)}"]:not(:checked)`);
    const commit = saved();
    const began = performance.now();
    radio.click();
    spent.push((await commit) - began);
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
  }
  return spent;
})();
"#;

/// What answering every question gives, with 1,000 cases stored; times in milliseconds.
#[derive(Serialize)]
pub struct Answers {
    pub ready: f64,
    pub per_answer: f64,
    pub worst: f64,
    pub heap_mb: f64,
}

/// Opens the one case that is stored, slowed, and gives back the milliseconds that took.
pub async fn ready(page: &impl Page, n_radios: usize) -> Result<f64> {
    let opened = in_a_prepared_browser(page, Store::OneCase, async |client, route| {
        devtools::slow(client, SLOWED).await?;
        open_form(page, client, route, n_radios).await
    });
    opened.await.with_context(|| format!("opening {}", page.name()))
}

/// Answers every question of one case among 1,000, slowed.
pub async fn answers(page: &impl Page, n_radios: usize) -> Result<Answers> {
    let answered = in_a_prepared_browser(page, Store::ThousandCases, async |client, route| {
        devtools::count(client).await?;
        devtools::slow(client, SLOWED).await?;
        let ready = open_form(page, client, route, n_radios).await?;
        answer_all(client, ready).await
    });
    answered.await.with_context(|| format!("answering in {}", page.name()))
}

/// The same at full speed: for each answer the milliseconds until it is committed.
pub async fn commits(page: &impl Page, n_radios: usize) -> Result<Vec<f64>> {
    let committed = in_a_prepared_browser(page, Store::ThousandCases, async |client, route| {
        open_form(page, client, route, n_radios).await?;
        let spent = client.execute(COMMIT_ALL, vec![json!(SAVING)]).await?;
        Ok(serde_json::from_value(spent)?)
    });
    committed.await.with_context(|| format!("committing in {}", page.name()))
}

/// Does the work in a browser of its own, in which nothing was done yet. Nothing of it stays.
pub async fn in_a_fresh_browser<T>(
    work: impl AsyncFnOnce(&Seat, &Client) -> Result<T>,
) -> Result<T> {
    let seat = Seat::take(Estate::Ordinary).await?;
    in_a_browser(&seat, async |client| work(&seat, client).await).await
}

/// Prepares the page, closes the browser and does the work in one started anew: what a browser keeps
/// of a page in memory would make the second opening faster than any that a person sees.
async fn in_a_prepared_browser<T>(
    page: &impl Page,
    store: Store,
    work: impl AsyncFnOnce(&Client, &str) -> Result<T>,
) -> Result<T> {
    let seat = Seat::take(Estate::Ordinary).await?;
    let route = in_a_browser(&seat, async |client| page.prepare(client, store).await).await?;
    in_a_browser(&seat, async |client| {
        // A browser has its own work to do when it starts.
        sleep(STARTED).await;
        work(client, &route).await
    })
    .await
}

async fn in_a_browser<T>(seat: &Seat, work: impl AsyncFnOnce(&Client) -> Result<T>) -> Result<T> {
    let client = seat.start_browser().await?;
    let outcome = work(&client).await;
    let closed = seat.close_browser(client).await;
    // Why the work failed tells more than why the browser did not close after it.
    let done = outcome?;
    closed?;
    Ok(done)
}

async fn answer_all(client: &Client, ready: f64) -> Result<Answers> {
    // The garbage of the start is not the answers' doing.
    sleep(Duration::from_millis(500)).await;
    let before = devtools::counters(client).await?;
    let spent = client.execute(ANSWER_ALL, vec![json!(SAVING)]).await?;
    let after = devtools::counters(client).await?;
    let spent: Vec<f64> = serde_json::from_value(spent)?;
    let counter = |counters: &BTreeMap<String, f64>, name: &str| {
        counters.get(name).copied().with_context(|| format!("no counter {name}"))
    };
    let tasks = counter(&after, "TaskDuration")? - counter(&before, "TaskDuration")?;
    Ok(Answers {
        ready,
        per_answer: tasks * 1000.0 / spent.len() as f64,
        worst: spent.iter().copied().fold(0.0, f64::max),
        heap_mb: counter(&after, "JSHeapUsedSize")? / 1_048_576.0,
    })
}

/// Opens the form from nothing, and gives back how long that took.
async fn open_form(page: &impl Page, client: &Client, route: &str, n_radios: usize) -> Result<f64> {
    let mark = READY_MARK.replace("N_RADIOS", &n_radios.to_string());
    devtools::before_every_page(client, &mark).await?;
    // An address that differs only behind the # would be a step within the page, not an opening.
    client.goto("about:blank").await?;
    let address = page::address(page.file())?;
    client.goto(&format!("{address}{route}")).await?;
    let ready = client.execute(READY, Vec::new()).await;
    let ready = ready.with_context(|| format!("{} does not get ready", page.name()))?;
    Ok(serde_json::from_value(ready)?)
}
