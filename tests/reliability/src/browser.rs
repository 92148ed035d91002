//! A browser started on a given profile, and ended as the test wants: gently or by force.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;
use serde_json::{Value, json};

use crate::patience::until;
use crate::processes;
use crate::socket::Socket;
use crate::tab::Tab;

/// Where a browser that is starting says how to reach it.
const STARTS_WITHIN: Duration = Duration::from_secs(30);
/// How long all its processes may take to go.
const ENDS_WITHIN: Duration = Duration::from_secs(20);

/// Which browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    /// Its name in the arguments and in the records.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The browser of that name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Chromium, Self::Firefox].into_iter().find(|kind| kind.name() == name)
    }
}

/// A browser that runs.
pub struct Browser {
    kind: Kind,
    profile: PathBuf,
    child: Child,
    socket: Socket,
}

impl Browser {
    /// Starts it on a profile, at an address; gives back the tab that shows it.
    pub fn start(kind: Kind, profile: &Path, address: &str) -> Result<(Self, Tab)> {
        fs::create_dir_all(profile)?;
        let mut command = match kind {
            Kind::Chromium => chromium(profile, address),
            Kind::Firefox => firefox(profile)?,
        };
        // Not beside the profile, whose disk may be full.
        let log = tempfile::NamedTempFile::new()?;
        let (out, err) = (log.reopen()?, log.reopen()?);
        command.stdin(Stdio::null()).stdout(out).stderr(err).process_group(0);
        let child = command.spawn().with_context(|| format!("no {}", kind.name()))?;
        // From here on an error must not leave the browser behind.
        let mut starting = Starting { child: Some(child), profile };
        let (port, path) = until(STARTS_WITHIN, || {
            let said = fs::read_to_string(&log).map_err(|why| why.to_string())?;
            listens_at(&said).ok_or_else(|| format!("{} does not start: {said}", kind.name()))
        })?;
        let path = if path.is_empty() { "/session" } else { path.as_str() };
        let mut socket = Socket::connect(port, path)?;
        let tab = match kind {
            Kind::Chromium => Tab::first_of_chromium(&mut socket)?,
            Kind::Firefox => Tab::first_of_firefox(&mut socket, address)?,
        };
        let child = starting.child.take().context("a browser that starts has a process")?;
        Ok((Self { kind, profile: profile.to_owned(), child, socket }, tab))
    }

    /// One more tab at an address. Chromium only.
    pub fn opens_tab(&mut self, address: &str) -> Result<Tab> {
        Tab::opened(&mut self.socket, address)
    }

    /// What kills it at once, from another thread.
    pub fn trigger(&self) -> Trigger {
        Trigger { group: self.child.id() }
    }

    /// Ends it as a power cut would end its processes, and waits until none is left.
    pub fn dies(mut self) -> Result<()> {
        self.trigger().pull();
        self.waits_until_gone()
    }

    /// Closes it as its user would.
    pub fn closes(mut self) -> Result<()> {
        let (method, params) = match self.kind {
            Kind::Chromium => ("Browser.close", json!({})),
            Kind::Firefox => ("browser.close", json!({})),
        };
        // It may be gone before it answers.
        let _ = self.socket.ask(None, method, params);
        self.waits_until_gone()
    }

    /// Asks it something, or one of its tabs.
    pub fn ask(&mut self, session: Option<&str>, method: &str, params: Value) -> Result<Value> {
        self.socket.ask(session, method, params)
    }

    /// What scripts threw and nobody caught, since the last time this was asked.
    pub fn faults(&mut self) -> Vec<String> {
        self.socket.faults()
    }

    fn waits_until_gone(&mut self) -> Result<()> {
        let (child, profile) = (&mut self.child, &self.profile);
        until(ENDS_WITHIN, || {
            let ended = child.try_wait().map_err(|why| why.to_string())?;
            match processes::of(profile) {
                left if left.is_empty() && ended.is_some() => Ok(()),
                left => Err(format!("{left:?} still run")),
            }
        })
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.trigger().pull();
        processes::kill(&processes::of(&self.profile));
        let _ = self.child.wait();
    }
}

/// Kills the process group of a browser.
#[derive(Clone, Copy)]
pub struct Trigger {
    group: u32,
}

impl Trigger {
    /// Ends every process of the group as a power cut would, with no time to write anything down.
    pub fn pull(self) {
        if let Ok(group) = i32::try_from(self.group) {
            // An error means that the group is gone already.
            let _ = killpg(Pid::from_raw(group), Signal::SIGKILL);
        }
    }
}

struct Starting<'a> {
    child: Option<Child>,
    profile: &'a Path,
}

impl Drop for Starting<'_> {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            Trigger { group: child.id() }.pull();
            processes::kill(&processes::of(self.profile));
            let _ = child.wait();
        }
    }
}

/// Port and path in what a browser says when it has started: `… listening on ws://127.0.0.1:9222/path`.
/// `None` while the line is being written.
fn listens_at(said: &str) -> Option<(u16, String)> {
    let whole = said.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n'));
    let mut addresses = whole.filter_map(|line| line.split_once("listening on ws://127.0.0.1:"));
    let (_, address) = addresses.next()?;
    let (port, path) = address.split_at(address.find('/').unwrap_or(address.len()));
    Some((port.parse().ok()?, path.to_owned()))
}

fn chromium(profile: &Path, address: &str) -> Command {
    // A browser that was killed leaves its lock, and another process may have its number by now.
    for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
        let _ = fs::remove_file(profile.join(lock));
    }
    let mut command = Command::new("chromium");
    command.arg(format!("--user-data-dir={}", profile.display()));
    command.args([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-extensions",
        "--disable-session-crashed-bubble",
        "--window-size=1280,900",
        "--remote-debugging-port=0",
        // Several tabs are worked at once here; a person's hidden tab is tried by freezing it.
        "--disable-renderer-backgrounding",
        "--disable-background-timer-throttling",
        "--disable-backgrounding-occluded-windows",
    ]);
    command.arg(address);
    command
}

fn firefox(profile: &Path) -> Result<Command> {
    fs::write(profile.join("user.js"), FIREFOX)?;
    let mut command = Command::new("firefox-esr");
    command.env("MOZ_CRASHREPORTER_DISABLE", "1");
    command.args(["--headless", "--no-remote", "--remote-debugging-port", "0"]);
    command.args(["--width=1280", "--height=900", "--profile"]).arg(profile).arg("about:blank");
    Ok(command)
}

/// No questions at the start, no network, and no safe mode after many deaths.
const FIREFOX: &str = r#"
user_pref("toolkit.startup.max_resumed_crashes", -1);
user_pref("browser.sessionstore.resume_from_crash", false);
user_pref("browser.startup.page", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("browser.startup.homepage_override.mstone", "ignore");
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("app.update.enabled", false);
user_pref("extensions.update.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("services.settings.server", "data:,#remote-settings-dummy/v1");
user_pref("browser.safebrowsing.downloads.remote.enabled", false);
user_pref("remote.prefs.recommended", true);
"#;

/// The program's name in a record: `Chromium 156.0`.
pub fn version(kind: Kind) -> Result<String> {
    let program = match kind {
        Kind::Chromium => "chromium",
        Kind::Firefox => "firefox-esr",
    };
    let out = Command::new(program).arg("--version").output();
    let out = out.with_context(|| format!("{program} is missing. Install it."))?;
    let said = String::from_utf8_lossy(&out.stdout);
    let number =
        said.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    match number {
        Some(number) => Ok(format!("{} {}", kind.name(), number)),
        None => bail!("{program} does not say its version: {said}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &str, expected: Option<(u16, &str)>) {
        let expected = expected.map(|(port, path)| (port, path.to_owned()));
        assert_eq!(listens_at(said), expected, "{said}");
    }

    #[test]
    fn a_browser_says_where_it_listens_once_the_line_is_whole() {
        let chromium =
            "noise\n\nDevTools listening on ws://127.0.0.1:40123/devtools/browser/a-b\nmore";
        check(chromium, Some((40123, "/devtools/browser/a-b")));
        check("WebDriver BiDi listening on ws://127.0.0.1:9222\n", Some((9222, "")));
        check("DevTools listening on ws://127.0.0.1:40123/devtools/br", None);
        check("", None);
    }
}
