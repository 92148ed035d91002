//! A seat at a computer: a driver, a browser, and folders that nobody else uses.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use tempfile::TempDir;

use crate::browser::{self, Browser, Estate};
use crate::driver::Driver;
use crate::patience::until;
use crate::processes;

/// Firefox does not make its windows narrower than 500 pixels by itself; telephones are.
const NARROW: &str = "*|*:root { min-width: 0 !important; min-height: 0 !important }";

/// The driver and the folders of one person. What is left of the browser ends with the seat.
pub struct Seat {
    browser: Browser,
    estate: Estate,
    driver: Driver,
    folder: TempDir,
}

impl Seat {
    /// Takes a fresh seat at the browser asked for.
    pub async fn take(estate: Estate) -> Result<Self> {
        let browser = Browser::asked_for()?;
        let folder = tempfile::Builder::new().prefix("caseread-").tempdir()?;
        let driver = Driver::at_hand(browser, &folder.path().join("driver.log")).await?;
        let seat = Self { browser, estate, driver, folder };
        fs::create_dir_all(seat.profile().join("chrome"))?;
        fs::write(seat.profile().join("chrome/userChrome.css"), NARROW)?;
        fs::create_dir(seat.downloads())?;
        if let Estate::Managed(policies) = estate {
            browser::manage(&seat.profile(), policies)?;
        }
        Ok(seat)
    }

    /// Which browser stands here.
    pub fn browser(&self) -> Browser {
        self.browser
    }

    /// Where this browser puts the files it downloads.
    pub fn downloads(&self) -> PathBuf {
        self.folder.path().join("downloads")
    }

    /// Starts the browser on this seat's profile: what was stored there before is there again.
    pub async fn start_browser(&self) -> Result<Client> {
        let (profile, downloads) = (self.profile(), self.downloads());
        let capabilities = self.browser.capabilities(&profile, &downloads, self.estate);
        ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(self.driver.address())
            .await
            .with_context(|| format!("no {} at {}", self.browser.name(), self.driver.address()))
    }

    /// Closes the browser as its user would, and comes back when the last process has ended.
    pub async fn close_browser(&self, client: Client) -> Result<()> {
        client.close().await?;
        self.wait_until_closed().await
    }

    /// Ends the browser as a power cut would. The driver then lets go of the session it has lost.
    pub async fn kill_browser(&self, client: Client) -> Result<()> {
        processes::kill(&processes::of(&self.profile()));
        self.wait_until_closed().await?;
        // Nothing answers behind the driver any more; only its own book-keeping is wanted here.
        let _ = client.close().await;
        Ok(())
    }

    /// Gives the page this many CSS pixels, however wide the browser's own frame is.
    pub async fn resize(&self, client: &Client, width: u32, height: u32) -> Result<()> {
        let inner = "return [innerWidth, innerHeight];";
        client.set_window_size(width, height).await?;
        let seen: [u32; 2] = serde_json::from_value(client.execute(inner, Vec::new()).await?)?;
        let (more_width, more_height) = (width.abs_diff(seen[0]), height.abs_diff(seen[1]));
        client.set_window_size(width + more_width, height + more_height).await?;
        let seen: [u32; 2] = serde_json::from_value(client.execute(inner, Vec::new()).await?)?;
        if seen == [width, height] { Ok(()) } else { bail!("the page is {seen:?} large") }
    }

    // A browser started on a profile that is still in use hands over to the old one and ends.
    async fn wait_until_closed(&self) -> Result<()> {
        let closed = until(async || match processes::of(&self.profile()) {
            left if left.is_empty() => Ok(()),
            left => Err(format!("{} still runs as {left:?}", self.browser.name())),
        });
        match closed.await {
            Ok(()) => Ok(()),
            Err(why) => bail!(why),
        }
    }

    /// The folder in which this browser keeps everything.
    pub fn profile(&self) -> PathBuf {
        self.folder.path().join("profile")
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        processes::kill(&processes::of(&self.profile()));
    }
}
