//! The WebDriver through which a browser is worked.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::browser::Browser;
use crate::patience::until;

/// How often a driver is started until it is given up.
const STARTS: u32 = 3;

/// A driver at hand: one that is running already, or one of our own, which ends with this value.
pub struct Driver {
    address: String,
    own: Option<Child>,
}

impl Driver {
    /// The driver that `CASEREAD_WEBDRIVER` names: the address of one that runs, or the program,
    /// which is then started on a free port for this one person. A geckodriver serves only one
    /// session, so that an address would leave no room for a second person or a second test.
    pub async fn at_hand(browser: Browser, log: &Path) -> Result<Self> {
        let named = env::var("CASEREAD_WEBDRIVER")
            .context("CASEREAD_WEBDRIVER names no driver: start this with cargo xtask")?;
        if !named.starts_with("http://") {
            // Now and then the port that a driver finds free is taken by the time it listens there.
            for _ in 1..STARTS {
                if let Ok(driver) = Self::start(&named, log).await {
                    return Ok(driver);
                }
            }
            return Self::start(&named, log).await;
        }
        if browser == Browser::Firefox {
            bail!("CASEREAD_WEBDRIVER is {named}: for Firefox give the program geckodriver");
        }
        Ok(Self { address: named, own: None })
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    async fn start(program: &str, log: &Path) -> Result<Self> {
        let out = File::create(log)?;
        let child = Command::new(program)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stderr(out.try_clone()?)
            .stdout(out)
            .spawn()
            .with_context(|| format!("cannot start {program}"))?;
        let mut driver = Self { address: String::new(), own: Some(child) };
        let port = until(async || {
            let said = fs::read_to_string(log).unwrap_or_default();
            port_in(&said).ok_or_else(|| format!("{program} names no port, it says: {said}"))
        });
        match port.await {
            Ok(port) => driver.address = format!("http://127.0.0.1:{port}"),
            Err(why) => bail!(why),
        }
        Ok(driver)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(child) = &mut self.own {
            // It may have ended by itself; either way nothing of it stays.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

/// `… was started successfully on port 40123.` of chromedriver, `Listening on 127.0.0.1:40123` of
/// geckodriver. A line still being written would give half a number, so it must have ended.
fn port_in(said: &str) -> Option<u16> {
    let whole = said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    whole
        .filter(|line| line.contains("successfully on port ") || line.contains("Listening on "))
        .find_map(|line| line.trim_end_matches('.').rsplit([' ', ':']).next()?.parse().ok())
}
