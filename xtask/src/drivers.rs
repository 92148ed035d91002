//! Drivers: the programs that steer a browser for the tests.
//!
//! However a run ends (well, with a failing test, with an error here, with Ctrl-C), the driver and the browsers it
//! started are gone afterwards.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddrV4, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::setup;
use crate::workspace::{Workspace, succeeds};

mod processes;

const READY_WITHIN: Duration = Duration::from_secs(20);
const ATTEMPTS: u32 = 3;

/// The browsers the page is tested in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Browser {
    /// Chrome, Edge and the other browsers with the same engine.
    Chromium,
    /// Firefox, in its long-term release.
    Firefox,
}

impl Browser {
    /// All of them, in the order they are tested.
    pub(crate) const ALL: [Browser; 2] = [Browser::Chromium, Browser::Firefox];

    /// The browser of that name.
    pub(crate) fn named(name: &str) -> Option<Browser> {
        Browser::ALL.into_iter().find(|browser| browser.name() == name)
    }

    /// Its name on the command line and in the tests.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Browser::Chromium => "chromium",
            Browser::Firefox => "firefox",
        }
    }

    /// The name of its driver's program.
    pub(crate) fn driver(self) -> &'static str {
        match self {
            Browser::Chromium => "chromedriver",
            Browser::Firefox => "geckodriver",
        }
    }
}

/// A driver for one run of tests. Dropping it ends it and everything that was started in that run.
pub(crate) struct Driver {
    browser: Browser,
    // Where it listens, or its program.
    address: String,
    running: Option<Child>,
    // Profiles and other leavings of the browsers.
    scratch: PathBuf,
    mark: String,
}

impl Driver {
    /// Makes a driver ready. Chromedriver serves all tests. Geckodriver serves only one session, so the tests get
    /// its program instead and start one each.
    pub(crate) fn start(workspace: &Workspace, browser: Browser) -> Result<Driver> {
        let program = setup::driver_program(workspace, browser)
            .with_context(|| format!("{} is missing. Install it.", browser.driver()))?;
        processes::end_all_when_interrupted()?;
        let mut driver = Driver::idle(browser)?;
        if browser == Browser::Firefox {
            driver.address = program.display().to_string();
            return Ok(driver);
        }
        let log = workspace.target().join(format!("{}.log", browser.driver()));
        // Another program can take the free port between our look and the driver's start.
        for _ in 0..ATTEMPTS {
            if driver.gets_ready(&program, &log)? {
                return Ok(driver);
            }
        }
        bail!("{} does not get ready. Its messages are in {}.", browser.driver(), log.display())
    }

    /// No driver, for browsers that a test starts by itself: only the mark and the folder, so that these browsers
    /// are gone afterwards all the same.
    pub(crate) fn direct(browser: Browser) -> Result<Driver> {
        processes::end_all_when_interrupted()?;
        Driver::idle(browser)
    }

    /// What the tests have to know, as environment variables.
    pub(crate) fn env(&self, page: &Path) -> [(&'static str, String); 6] {
        [
            ("CASEREAD_BROWSER", self.browser.name().to_owned()),
            ("CASEREAD_WEBDRIVER", self.address.clone()),
            ("CASEREAD_PAGE", page.display().to_string()),
            ("CASEREAD_POLICIES", if can_be_managed() { "yes" } else { "no" }.to_owned()),
            (processes::MARK, self.mark.clone()),
            ("TMPDIR", self.scratch.display().to_string()),
        ]
    }

    fn idle(browser: Browser) -> Result<Driver> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let mark = format!("caseread-driver-{}-{count}", std::process::id());
        // Not below the target folder: Chromium makes a socket here, and the path of a socket has to be short.
        let scratch = std::env::temp_dir().join(&mark);
        fs::create_dir_all(&scratch)
            .with_context(|| format!("The folder {} could not be made.", scratch.display()))?;
        processes::remember(&mark, &scratch);
        Ok(Driver { browser, address: String::new(), running: None, scratch, mark })
    }

    fn gets_ready(&mut self, program: &Path, log: &Path) -> Result<bool> {
        self.end_running();
        let messages = File::create(log)
            .with_context(|| format!("The file {} could not be written.", log.display()))?;
        let port = free_port()?;
        let mut command = Command::new(program);
        command.arg(format!("--port={port}"));
        command.env(processes::MARK, &self.mark).env("TMPDIR", &self.scratch);
        command.stdin(Stdio::null()).stdout(messages.try_clone()?).stderr(messages);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command
            .spawn()
            .with_context(|| format!("{} could not be started.", program.display()))?;
        processes::remember_group(&self.mark, child.id());
        let child = self.running.insert(child);
        self.address = format!("http://127.0.0.1:{port}");

        let began = Instant::now();
        while began.elapsed() < READY_WITHIN {
            if says_ready(port) {
                return Ok(true);
            }
            if child.try_wait()?.is_some() {
                return Ok(false);
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(false)
    }

    fn end_running(&mut self) {
        if let Some(mut child) = self.running.take() {
            processes::end(&self.mark);
            // Whether it had ended by itself changes nothing for whoever waits for the tests.
            let _ = child.wait();
        }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end_running();
        processes::close(&self.mark);
    }
}

/// Whether a program can be given policies that no other program on this machine sees.
pub(crate) fn can_be_managed() -> bool {
    let own_folder = ["--mount", "--", "sh", "-c", "mount --bind /tmp /etc/chromium"];
    succeeds(Command::new("unshare").args(own_folder))
}

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .context("No free port was found on 127.0.0.1 for the driver.")?;
    Ok(listener.local_addr()?.port())
}

// Asks in the WebDriver protocol whether a session can be opened.
fn says_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddrV4::new(Ipv4Addr::LOCALHOST, port).into();
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(2)))?;
        // In one piece: chromedriver does not answer a question that comes in several.
        let question = format!("GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        stream.write_all(question.as_bytes())?;
        // The driver may keep the connection open, so its end is not waited for.
        let mut answer = Vec::new();
        let mut piece = [0; 1024];
        loop {
            let n_read = stream.read(&mut piece)?;
            answer.extend_from_slice(&piece[..n_read]);
            let text = String::from_utf8_lossy(&answer).replace(' ', "");
            if n_read == 0 || text.contains("\"ready\":") {
                return Ok(text.contains("\"ready\":true"));
            }
        }
    };
    ask().unwrap_or(false)
}
