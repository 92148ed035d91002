//! The two browsers the page is tried in, and how each is told to start.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

/// A browser to try the page in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Browser {
    Chromium,
    Firefox,
}

/// Whether the browser lets pages keep anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    Allowed,
    Refused,
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
        storage: Storage,
    ) -> Map<String, Value> {
        let mut options = match self {
            Self::Chromium => chromium(profile, downloads),
            Self::Firefox => firefox(profile, downloads),
        };
        if storage == Storage::Refused {
            let (setting, value) = self.refusing_storage();
            options.values_mut().for_each(|options| options["prefs"][setting] = json!(value));
        }
        let mut capabilities = Map::new();
        // A thousand cases are imported in one script.
        capabilities.insert("timeouts".into(), json!({ "script": 60_000, "pageLoad": 60_000 }));
        capabilities.extend(options);
        capabilities
    }
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
