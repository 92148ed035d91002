//! Caseread itself: the page that is promised something.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, ensure};
use caseread_app::route::{Route, Screen};
use fantoccini::{Client, Locator};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use words::Words;

use crate::case::Sample;
use crate::page::{self, Page, Store};
use crate::patience::until;
use crate::seat::Seat;

const WATCH: &str = include_str!("watch.js");

/// Waits for a file to be picked and decides at once, so that only the page's own time counts.
const WATCH_IMPORT: &str = r#"
const [decide] = arguments;
let decided = false;
const begin = (began) => {
  document.querySelector("main input[type=file]").addEventListener("change", began, { capture: true, once: true });
};
window.benchWatched = watch(begin, () => {
  if (!decided && buttonCalled(decide)) {
    decided = true;
    buttonCalled(decide).click();
  }
  return location.hash.startsWith('#/i/');
});
"#;

const WATCHED: &str = "return window.benchWatched;";

const WATCH_EXPORT: &str = r#"
const [decide, done] = arguments;
const begin = (began) => { began(); buttonCalled(decide).click(); };
return watch(begin, () => document.querySelector("main").innerText.includes(done));
"#;

/// Long work, watched from frame to frame.
#[derive(Serialize, Deserialize)]
pub struct Watched {
    /// From the click, or from the file's being picked, to the frame that shows the outcome.
    pub ms: f64,
    /// How many states of a progress bar were drawn.
    pub steps: u32,
    /// The longest time without a frame.
    pub freeze: f64,
}

/// How often the results are opened in a round.
const RATED: usize = 5;

/// The built page, and the files it is given.
pub struct Caseread {
    file: PathBuf,
    one_case: Sample,
    thousand: Sample,
}

impl Caseread {
    /// The page at that path, to be opened on the unread case of either file.
    pub fn new(file: PathBuf, one_case: Sample, thousand: Sample) -> Self {
        Self { file, one_case, thousand }
    }

    /// Reads a file of 1,000 cases, rates them and writes the file again, in a browser in which nothing was done yet.
    pub async fn import_and_export(
        &self,
        seat: &Seat,
        client: &Client,
    ) -> Result<(Watched, Vec<f64>, Watched)> {
        let import = self.import(client, &self.thousand).await?;
        let rated = self.rate(client).await?;
        Ok((import, rated, self.export(seat, client).await?))
    }

    /// Opens the results again and again; gives the milliseconds that rating all cases took each time.
    async fn rate(&self, client: &Client) -> Result<Vec<f64>> {
        let id = self.thousand.inspection;
        for _ in 0..RATED {
            self.open(client, &Route::Inspection(id, Screen::Cases)).await?;
            client.wait().for_element(Locator::Css("main table")).await?;
            self.open(client, &Route::Inspection(id, Screen::Results)).await?;
            client.wait().for_element(Locator::Css(".standard-result")).await?;
        }
        let timings = "return performance.getEntriesByType('measure').filter((one) => one.name === 'rate').map((one) => one.duration);";
        let rated: Vec<f64> = serde_json::from_value(client.execute(timings, Vec::new()).await?)?;
        ensure!(rated.len() >= RATED, "{} ratings were timed, not {RATED}", rated.len());
        Ok(rated)
    }

    async fn open(&self, client: &Client, route: &Route) -> Result<()> {
        let address = page::address(&self.file)?;
        Ok(client.goto(&format!("{address}{}", route.href())).await?)
    }

    async fn import(&self, client: &Client, sample: &Sample) -> Result<Watched> {
        self.open(client, &Route::Import).await?;
        let picker = client.wait().for_element(Locator::Css("main input[type=file]")).await?;
        let decide = Words::default().import_bring_in();
        client.execute(&format!("{WATCH}{WATCH_IMPORT}"), vec![json!(decide)]).await?;
        picker.send_keys(&sample.file.to_string_lossy()).await?;
        let watched = read(client.execute(WATCHED, Vec::new()).await?)?;
        is_saved(client).await?;
        Ok(watched)
    }

    async fn export(&self, seat: &Seat, client: &Client) -> Result<Watched> {
        let t = Words::default();
        self.open(client, &Route::Inspection(self.thousand.inspection, Screen::HandOver)).await?;
        let button = format!("//main//button[normalize-space()='{}']", t.hand_over_export());
        client.wait().for_element(Locator::XPath(&button)).await?;
        let labels = vec![json!(t.hand_over_export()), json!(t.hand_over_done())];
        let watched = read(client.execute(&format!("{WATCH}{WATCH_EXPORT}"), labels).await?)?;
        let size = until(async || downloaded(seat)).await.map_err(|why| anyhow!(why))?;
        let given = self.thousand.file.metadata()?.len();
        ensure!(size > given / 2, "the export has {size} bytes, the file given had {given}");
        Ok(watched)
    }
}

impl Page for Caseread {
    fn name(&self) -> &str {
        "caseread"
    }

    fn file(&self) -> &Path {
        &self.file
    }

    async fn prepare(&self, client: &Client, store: Store) -> Result<String> {
        let sample = match store {
            Store::OneCase => &self.one_case,
            Store::ThousandCases => &self.thousand,
        };
        self.import(client, sample).await?;
        let screen = Screen::Reading(sample.case.number.clone(), None);
        Ok(Route::Inspection(sample.inspection, screen).href())
    }
}

/// Waits until the light says that everything is committed.
async fn is_saved(client: &Client) -> Result<()> {
    let light = "return document.body.dataset.saving;";
    let saved = until(async || match client.execute(light, Vec::new()).await {
        Ok(light) if light == "saved" => Ok(()),
        Ok(light) => Err(format!("the light says {light}")),
        Err(why) => Err(why.to_string()),
    });
    saved.await.map_err(|why| anyhow!(why))
}

/// The size of the one file that was downloaded whole.
fn downloaded(seat: &Seat) -> Result<u64, String> {
    let list = || -> std::io::Result<Vec<PathBuf>> {
        std::fs::read_dir(seat.downloads())?.map(|entry| Ok(entry?.path())).collect()
    };
    let files = list().map_err(|why| why.to_string())?;
    match files.as_slice() {
        [file] if file.extension().is_some_and(|ending| ending == "json") => {
            file.metadata().map(|data| data.len()).map_err(|why| why.to_string())
        }
        files => Err(format!("the downloads are {files:?}")),
    }
}

fn read(watched: Value) -> Result<Watched> {
    serde_json::from_value(watched).context("the page was not watched")
}
