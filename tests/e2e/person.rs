//! A person at a browser of their own, with the page open.

use std::env;
use std::fs;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use fantoccini::Client;
use tokio::time::timeout;

use crate::browser::Estate;
use crate::seat::Seat;
use crate::view::View;

mod keeping;
pub use keeping::Kept;
mod windows;

/// No single test may take longer: a browser that hangs would hold up all the others.
const LIMIT: Duration = Duration::from_secs(180);

/// Somebody with a fresh browser profile. The verbs are those of [`View`].
pub struct Person {
    test: String,
    page: String,
    seat: Seat,
    view: View,
    taken: Vec<PathBuf>,
}

impl Deref for Person {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl Person {
    /// Runs a test with a person who always leaves: nothing of the browser stays behind, and what
    /// went wrong is told with the story of the test and a picture of the page. A second person is
    /// a call within the call.
    pub async fn works(test: &str, work: impl AsyncFnOnce(&mut Self)) {
        let person = Self::arrives(test).await;
        person.through(work).await;
    }

    /// As `works`, in a browser that lets no page store anything.
    pub async fn works_without_storage(test: &str, work: impl AsyncFnOnce(&mut Self)) {
        let person = Self::arrives_at(&built_page(), test, Estate::StorageRefused).await;
        person.through(work).await;
    }

    /// As `works`, on a laptop whose owner has settled what its browser may do.
    pub async fn works_on(estate: Estate, test: &str, work: impl AsyncFnOnce(&mut Self)) {
        let person = Self::arrives_at(&built_page(), test, estate).await;
        person.through(work).await;
    }

    /// As `works`, at another page than the one that is built.
    pub async fn works_at(page: &Path, test: &str, work: impl AsyncFnOnce(&mut Self)) {
        let person = Self::arrives_at(page, test, Estate::Ordinary).await;
        person.through(work).await;
    }

    /// Opens the page at `CASEREAD_PAGE` from its file.
    pub async fn arrives(test: &str) -> Self {
        Self::arrives_at(&built_page(), test, Estate::Ordinary).await
    }

    async fn arrives_at(page: &Path, test: &str, estate: Estate) -> Self {
        let at = page.canonicalize().ok().and_then(|page| url::Url::from_file_path(page).ok());
        let Some(page) = at else { panic!("there is no page at {}", page.display()) };
        let seat = sure(Seat::take(estate).await, "no seat");
        let client = sure(seat.start_browser().await, "no browser");
        let view = View::new(client);
        let person = Self { test: test.into(), page: page.into(), seat, view, taken: Vec::new() };
        person.opens_the_page().await;
        person
    }

    /// Ends the browser.
    pub async fn leaves(self) {
        let client = self.client().clone();
        sure(self.seat.close_browser(client).await, "the browser does not close");
    }

    /// Goes to a place in the page: `goes_to("#/frameworks")`.
    pub async fn goes_to(&self, route: &str) {
        let address = format!("{}{route}", self.page);
        self.does(format!("goes to {route}"), async || {
            self.client().goto(&address).await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// Loads the page again.
    pub async fn reloads(&self) {
        self.does("reloads".into(), async || {
            self.client().refresh().await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// Closes the browser, starts it again with all it has stored, and opens the page.
    pub async fn closes_and_reopens(&mut self) {
        let client = self.client().clone();
        sure(self.seat.close_browser(client).await, "the browser does not close");
        self.starts_again().await;
    }

    /// Closes the browser, lets its profile be looked through, and starts it again.
    pub async fn closes_and_searches(&mut self, search: impl FnOnce(&Path)) {
        let client = self.client().clone();
        sure(self.seat.close_browser(client).await, "the browser does not close");
        search(&self.seat.profile());
        self.starts_again().await;
    }

    /// The browser dies as in a power cut; it is started again and the page opened.
    pub async fn kills_and_reopens(&mut self) {
        let client = self.client().clone();
        sure(self.seat.kill_browser(client).await, "the browser does not die");
        self.starts_again().await;
    }

    /// Gives the page this many CSS pixels.
    pub async fn resizes(&self, width: u32, height: u32) {
        self.does(format!("resizes to {width} x {height}"), async || {
            self.seat.resize(self.client(), width, height).await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// Keeps a picture of the page and says where.
    pub async fn screenshot(&self, name: &str) -> PathBuf {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screenshots");
        sure(self.picture(&folder, name).await, "no picture")
    }

    async fn through(mut self, work: impl AsyncFnOnce(&mut Self)) {
        let outcome = caught(timeout(LIMIT, work(&mut self))).await;
        let panicked = match outcome {
            Ok(Ok(())) => return self.leaves().await,
            Ok(Err(_)) => Box::new(format!("{} took longer than {LIMIT:?}", self.test)),
            Err(panicked) => panicked,
        };
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/e2e/failures");
        let picture = timeout(Duration::from_secs(10), self.picture(&folder, &self.test)).await;
        let picture = match picture {
            Ok(Ok(path)) => path.display().to_string(),
            Ok(Err(why)) => format!("no picture: {why:#}"),
            Err(_) => "no picture: the browser does not answer".into(),
        };
        let browser = self.seat.browser().name();
        eprintln!("{} in {browser}:\n{}  {picture}", self.test, self.story());
        // A browser that no longer answers is ended with the seat.
        let client = self.client().clone();
        let _ = timeout(Duration::from_secs(10), self.seat.close_browser(client)).await;
        drop(self);
        resume_unwind(panicked);
    }

    async fn picture(&self, folder: &Path, name: &str) -> anyhow::Result<PathBuf> {
        let path = folder.join(format!("{name}-{}.png", self.seat.browser().name()));
        fs::create_dir_all(folder)?;
        fs::write(&path, self.client().screenshot().await?)?;
        Ok(path)
    }

    async fn starts_again(&mut self) {
        let client: Client = sure(self.seat.start_browser().await, "no browser");
        self.view = self.view.resumed(client);
        self.opens_the_page().await;
    }

    async fn opens_the_page(&self) {
        self.resizes(1280, 900).await;
        self.does("opens the page".into(), async || {
            self.client().goto(&self.page).await.map_err(|why| why.to_string())
        })
        .await;
    }
}

/// The file at `CASEREAD_PAGE`.
fn built_page() -> PathBuf {
    match env::var_os("CASEREAD_PAGE") {
        Some(page) => page.into(),
        None => panic!("CASEREAD_PAGE names no page: start this with cargo xtask test browser"),
    }
}

/// The outcome of some work, or the panic that ended it.
async fn caught<T>(work: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut work = pin!(work);
    std::future::poll_fn(|cx| match catch_unwind(AssertUnwindSafe(|| work.as_mut().poll(cx))) {
        Ok(Poll::Pending) => Poll::Pending,
        Ok(Poll::Ready(done)) => Poll::Ready(Ok(done)),
        Err(panicked) => Poll::Ready(Err(panicked)),
    })
    .await
}

fn sure<T>(outcome: anyhow::Result<T>, what: &str) -> T {
    outcome.unwrap_or_else(|why| panic!("{what}: {why:#}"))
}
