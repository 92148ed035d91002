//! The two browsers the page is tried in, and how each is told to start.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

/// A browser to try the page in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

/// What whoever owns the laptop has made of the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Estate {
    /// Nothing.
    Ordinary,
    /// A browser that lets no page store anything, cookies or databases.
    StorageRefused,
    /// Every window is a private one. For Chromium.
    Private,
    /// An organisation's policies, as JSON. For Chromium, where policies can be tried at all: see
    /// `can_be_managed`.
    Managed(&'static str),
}

impl Browser {
    /// The browser named by `CASEREAD_BROWSER`; Chromium where nothing is said.
    pub fn asked_for() -> Result<Self> {
        match env::var("CASEREAD_BROWSER").as_deref() {
            Err(_) | Ok("chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok(other) => bail!("CASEREAD_BROWSER is {other:?}: say chromium or firefox"),
        }
    }

    /// The setting of the browser's owner by which no page may store anything, cookies or databases.
    fn refusing_storage(self) -> (&'static str, u8) {
        match self {
            Self::Chromium => ("profile.default_content_setting_values.cookies", 2),
            Self::Firefox => ("network.cookie.cookieBehavior", 2),
        }
    }

    /// Its name in files and messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// What the driver is asked for, so that work and downloads stay in the two folders given.
    pub fn capabilities(
        self,
        profile: &Path,
        downloads: &Path,
        estate: Estate,
    ) -> Map<String, Value> {
        let mut options = match self {
            Self::Chromium => chromium(profile, downloads),
            Self::Firefox => firefox(profile, downloads),
        };
        for options in options.values_mut() {
            match estate {
                Estate::Ordinary => {}
                Estate::StorageRefused => {
                    let (setting, value) = self.refusing_storage();
                    options["prefs"][setting] = json!(value);
                }
                Estate::Private => {
                    options["args"].as_array_mut().into_iter().for_each(|args| {
                        args.push(json!("--incognito"));
                    });
                }
                Estate::Managed(_) => options["binary"] = json!(managed_program(profile)),
            }
        }
        let mut capabilities = Map::new();
        // A thousand cases are imported in one script.
        capabilities.insert("timeouts".into(), json!({ "script": 60_000, "pageLoad": 60_000 }));
        capabilities.extend(options);
        capabilities
    }
}

/// Whether policies can be tried here: `cargo xtask test` looks, and says so where they cannot.
pub fn can_be_managed() -> bool {
    env::var("CASEREAD_POLICIES").as_deref() != Ok("no")
}

/// The folder in which Chromium looks for policies.
const POLICIES: &str = "/etc/chromium";

/// Makes a program that starts Chromium with policies which no other program on this machine sees: it
/// has a folder of its own in the place of the usual one, and takes it along when it ends.
pub fn manage(profile: &Path, policies: &str) -> Result<()> {
    let Some(chromium) = on_path(&["chromium"]) else { bail!("Chromium is not installed") };
    let folder = profile.with_extension("etc");
    fs::create_dir_all(folder.join("policies/managed"))?;
    fs::write(folder.join("policies/managed/caseread.json"), policies)?;
    let script = format!(
        "#!/bin/sh\nexec unshare --mount -- sh -c 'mount --bind \"$0\" {POLICIES} && exec \"$@\"' '{}' '{}' \"$@\"\n",
        folder.display(),
        chromium.display(),
    );
    let program = managed_program(profile);
    fs::write(&program, script)?;
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

fn managed_program(profile: &Path) -> PathBuf {
    profile.with_extension("managed")
}

fn chromium(profile: &Path, downloads: &Path) -> Map<String, Value> {
    let mut args = vec![format!("--user-data-dir={}", profile.display())];
    args.extend(
        [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--window-size=1280,900",
        ]
        .map(String::from),
    );
    let mut options = json!({
        "args": args,
        "prefs": {
            "download.default_directory": downloads,
            "download.prompt_for_download": false,
            // Otherwise the second download of a page waits for a click in the browser's own frame.
            "profile.default_content_setting_values.automatic_downloads": 1,
        },
    });
    if let Some(program) = on_path(&["chromium", "chromium-browser", "google-chrome"]) {
        options["binary"] = json!(program);
    }
    Map::from_iter([("goog:chromeOptions".into(), options)])
}

fn firefox(profile: &Path, downloads: &Path) -> Map<String, Value> {
    let mut options = json!({
        // Its crash reporter would outlive it.
        "env": { "MOZ_CRASHREPORTER_DISABLE": "1" },
        "args": ["-headless", "-profile", profile, "--width=1280", "--height=900"],
        "prefs": {
            "toolkit.legacyUserProfileCustomizations.stylesheets": true,
            "browser.download.folderList": 2,
            "browser.download.dir": downloads,
            "browser.download.useDownloadDir": true,
            "browser.helperApps.neverAsk.saveToDisk":
                "application/json,application/octet-stream,text/csv,text/html,text/plain",
        },
    });
    if let Some(program) = on_path(&["firefox", "firefox-esr"]) {
        options["binary"] = json!(program);
    }
    Map::from_iter([("moz:firefoxOptions".into(), options)])
}

/// The first of these programs that is installed.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)))
        .find(|program| program.is_file())
}
