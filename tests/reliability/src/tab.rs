//! A tab of a browser, and what can be done and seen in it.

use std::collections::BTreeMap;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::labels::{self, Light};
use crate::patience::until;
use crate::socket::Socket;

/// How long something may take to appear.
pub const PATIENCE: Duration = Duration::from_secs(15);

const PAGE: &str = include_str!("page.js");
const BY_ROLE: &str = include_str!("../../e2e/by_role.js");

/// Texts and answers by their labels; what is empty is not in it.
pub type Fields = BTreeMap<String, String>;

/// A tab. Chromium reaches it by a session, Firefox by a context.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tab {
    Chromium { session: String, target: String },
    Firefox { context: String },
}

/// What the page shows at one moment.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// What stands in the fields.
    pub fields: Fields,
    /// The heading of the screen.
    pub heading: String,
    /// Everything of role `status`.
    pub statuses: Vec<String>,
    /// Everything of role `alert`.
    pub alerts: Vec<String>,
    /// What the screen says, where no case is on it.
    pub text: String,
}

impl Seen {
    /// The saved light, where one is shown.
    pub fn light(&self) -> Option<Light> {
        self.statuses.iter().find_map(|status| Light::read(status))
    }

    /// Whether a case is open to be read, and it is said whether this window writes.
    pub fn shows_case(&self) -> bool {
        self.heading.starts_with(labels::CASE) && (self.light().is_some() || self.looks_on())
    }

    /// Whether another window writes, and this one says so with its light and with a banner.
    pub fn looks_on(&self) -> bool {
        let says = |text: &str| self.statuses.iter().any(|status| status.contains(text));
        says(labels::READ_ONLY) && says(labels::ELSEWHERE)
    }

    /// Whether the browser stores nothing, and everything is in memory until the page is loaded again.
    pub fn has_memory_only(&self) -> bool {
        self.statuses.iter().any(|status| status == labels::MEMORY)
    }

    /// Whether the program has stopped.
    pub fn has_stopped(&self) -> bool {
        self.alerts.iter().any(|alert| alert.contains(labels::STOPPED))
    }
}

/// What a case asks for.
pub struct Asked {
    /// The labels of the notes.
    pub notes: Vec<String>,
    /// The references of the questions and judgements.
    pub groups: Vec<String>,
}

impl Tab {
    /// The tab that Chromium started with.
    pub fn first_of_chromium(socket: &mut Socket) -> Result<Self> {
        let targets = socket.ask(None, "Target.getTargets", json!({}))?;
        let first = targets["targetInfos"].as_array().into_iter().flatten();
        let first = first.into_iter().find(|target| target["type"] == "page");
        let target = first.and_then(|target| target["targetId"].as_str());
        Self::attached(socket, target.context("the browser shows no tab")?)
    }

    /// One more tab of Chromium.
    pub fn opened(socket: &mut Socket, address: &str) -> Result<Self> {
        let opened = socket.ask(None, "Target.createTarget", json!({ "url": address }))?;
        Self::attached(socket, opened["targetId"].as_str().context("no tab was opened")?)
    }

    fn attached(socket: &mut Socket, target: &str) -> Result<Self> {
        let params = json!({ "targetId": target, "flatten": true });
        let attached = socket.ask(None, "Target.attachToTarget", params)?;
        let session = attached["sessionId"].as_str().context("the tab does not answer")?.to_owned();
        socket.ask(Some(&session), "Runtime.enable", json!({}))?;
        // Each tab takes keys as if its window were the one in front.
        let params = json!({ "enabled": true });
        socket.ask(Some(&session), "Emulation.setFocusEmulationEnabled", params)?;
        Ok(Self::Chromium { session, target: target.to_owned() })
    }

    /// The tab that Firefox started with, taken to an address.
    pub fn first_of_firefox(socket: &mut Socket, address: &str) -> Result<Self> {
        socket.ask(None, "session.new", json!({ "capabilities": {} }))?;
        let events = json!({ "events": ["log.entryAdded"] });
        socket.ask(None, "session.subscribe", events)?;
        let tree = socket.ask(None, "browsingContext.getTree", json!({}))?;
        let context =
            tree["contexts"][0]["context"].as_str().context("the browser shows no tab")?;
        let tab = Self::Firefox { context: context.to_owned() };
        let params = json!({ "context": context, "url": address, "wait": "complete" });
        socket.ask(None, "browsingContext.navigate", params)?;
        Ok(tab)
    }

    /// What a script gives, read from JSON. A promise is waited for.
    pub fn evaluates(&self, browser: &mut Browser, script: &str) -> Result<Value> {
        let script = format!("(async () => {{ {script} }})().then(JSON.stringify)");
        let (found, fault) = match self {
            Self::Chromium { session, .. } => {
                let params =
                    json!({ "expression": script, "returnByValue": true, "awaitPromise": true });
                let mut answer = browser.ask(Some(session), "Runtime.evaluate", params)?;
                (answer["result"]["value"].take(), answer["exceptionDetails"].take())
            }
            Self::Firefox { context } => {
                let target = json!({ "context": context });
                let params =
                    json!({ "expression": script, "target": target, "awaitPromise": true });
                let mut answer = browser.ask(None, "script.evaluate", params)?;
                (answer["result"]["value"].take(), answer["exceptionDetails"].take())
            }
        };
        if !fault.is_null() {
            bail!("a script of the test failed: {fault}");
        }
        match found.as_str() {
            Some(text) => Ok(serde_json::from_str(text)?),
            None => Ok(Value::Null),
        }
    }

    /// What the page shows at this moment.
    pub fn sees(&self, browser: &mut Browser) -> Result<Seen> {
        let mut seen = self.evaluates(browser, &format!("{PAGE} return page.seen();"))?;
        let texts = |list: &Value| {
            let list = list.as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>()
        };
        let text = |one: &Value| one.as_str().unwrap_or_default().to_owned();
        Ok(Seen {
            fields: serde_json::from_value(seen["fields"].take()).unwrap_or_default(),
            heading: text(&seen["heading"]),
            statuses: texts(&seen["statuses"]),
            alerts: texts(&seen["alerts"]),
            text: text(&seen["text"]),
        })
    }

    /// Waits until what is seen is as wanted, and gives it back. A page that is just being loaded
    /// is asked again.
    pub fn waits(
        &self,
        browser: &mut Browser,
        what: &str,
        mut wanted: impl FnMut(&Seen) -> bool,
    ) -> Result<Seen> {
        until(PATIENCE, || match self.sees(browser) {
            Ok(seen) if wanted(&seen) => Ok(seen),
            Ok(seen) => Err(format!("{what} is not seen, but {}; {seen:?}", seen.text)),
            Err(why) => Err(format!("{what} is not seen: {why:#}")),
        })
    }

    /// What the case on screen asks for.
    pub fn asked(&self, browser: &mut Browser) -> Result<Asked> {
        let mut asked = self.evaluates(browser, &format!("{PAGE} return page.asked();"))?;
        Ok(Asked {
            notes: serde_json::from_value(asked["notes"].take())?,
            groups: serde_json::from_value(asked["groups"].take())?,
        })
    }

    /// Puts the focus into a note, behind its last letter, or on an answer of a question.
    pub fn focuses(&self, browser: &mut Browser, label: &str) -> Result<()> {
        let script = format!("{PAGE} return page.focus({});", json!(label));
        match self.evaluates(browser, &script)? {
            Value::Bool(true) => Ok(()),
            _ => bail!("{label:?} does not take the focus"),
        }
    }

    /// Strikes keys one after the other, and waits until they have reached the page: the next look
    /// or the next focus would overtake them.
    pub fn strikes(&self, browser: &mut Browser, keys: &[char]) -> Result<()> {
        match self {
            Self::Chromium { session, .. } => {
                for key in keys {
                    for kind in ["keyDown", "keyUp"] {
                        let params =
                            json!({ "type": kind, "key": key, "text": key, "unmodifiedText": key });
                        browser.ask(Some(session), "Input.dispatchKeyEvent", params)?;
                    }
                }
                Ok(())
            }
            Self::Firefox { context } => {
                let strokes = keys.iter().flat_map(|key| {
                    ["keyDown", "keyUp"].map(|kind| json!({ "type": kind, "value": key }))
                });
                let strokes: Vec<Value> = strokes.collect();
                let actions = json!([{ "type": "key", "id": "keyboard", "actions": strokes }]);
                let params = json!({ "context": context, "actions": actions });
                browser.ask(None, "input.performActions", params).map(drop)
            }
        }
    }

    /// How many keys are struck between two looks at the page. Firefox takes a twentieth of a second
    /// for each order it is given, however many keys are in it.
    pub fn letters_at_once(&self) -> usize {
        match self {
            Self::Chromium { .. } => 1,
            Self::Firefox { .. } => 5,
        }
    }

    /// Clicks the one thing of that role and name, once it is there.
    pub fn clicks(&self, browser: &mut Browser, role: &str, name: &str) -> Result<()> {
        let script = format!(
            "{BY_ROLE} const found = byRole.look([], [{}], {});
             if (found.n !== 1 || found.disabled) return {{ names: found.names, n: found.n }};
             const shown = found.label ?? found.element;
             shown.scrollIntoView({{ block: 'center', behavior: 'instant' }});
             const place = shown.getBoundingClientRect();
             return {{ x: Math.round(place.x + place.width / 2), y: Math.round(place.y + place.height / 2) }};",
            json!(role),
            json!(name)
        );
        let place = until(PATIENCE, || match self.evaluates(browser, &script) {
            Ok(found) if found["x"].is_number() => Ok(found),
            Ok(found) => Err(format!("no one {role} {name:?} to click: {found}")),
            Err(why) => Err(format!("{why:#}")),
        })?;
        self.presses(browser, &place["x"], &place["y"])
    }

    fn presses(&self, browser: &mut Browser, x: &Value, y: &Value) -> Result<()> {
        match self {
            Self::Chromium { session, .. } => {
                for kind in ["mousePressed", "mouseReleased"] {
                    let params =
                        json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
                    browser.ask(Some(session), "Input.dispatchMouseEvent", params)?;
                }
            }
            Self::Firefox { context } => {
                let moves = json!([
                    { "type": "pointerMove", "x": x, "y": y },
                    { "type": "pointerDown", "button": 0 },
                    { "type": "pointerUp", "button": 0 },
                ]);
                let actions = json!([{ "type": "pointer", "id": "mouse", "actions": moves }]);
                let params = json!({ "context": context, "actions": actions });
                browser.ask(None, "input.performActions", params)?;
            }
        }
        Ok(())
    }

    /// Sets a field of a form at one go, as a script can. For what comes before the test alone.
    pub fn sets(&self, browser: &mut Browser, label: &str, value: &str) -> Result<()> {
        let script = format!(
            "{BY_ROLE} const found = byRole.look([], ['textbox', 'combobox'], {});
             if (found.n !== 1) return {{ names: found.names, n: found.n }};
             const field = found.element;
             const option = [...field.options ?? []].find((one) => one.label === {value});
             if (field.options && !option) return {{ options: [...field.options].map((one) => one.label) }};
             field.value = option ? option.value : {value};
             for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, {{ bubbles: true }}));
             return true;",
            json!(label),
            value = json!(value)
        );
        until(PATIENCE, || match self.evaluates(browser, &script) {
            Ok(Value::Bool(true)) => Ok(()),
            Ok(found) => Err(format!("no one field {label:?} to set: {found}")),
            Err(why) => Err(format!("{why:#}")),
        })
    }

    /// Loads the page again.
    pub fn reloads(&self, browser: &mut Browser) -> Result<()> {
        match self {
            Self::Chromium { session, .. } => {
                browser.ask(Some(session), "Page.reload", json!({})).map(drop)
            }
            Self::Firefox { context } => {
                let params = json!({ "context": context, "wait": "none" });
                browser.ask(None, "browsingContext.reload", params).map(drop)
            }
        }
    }

    /// Closes the tab.
    pub fn closes(&self, browser: &mut Browser) -> Result<()> {
        let Self::Chromium { target, .. } = self else { return Err(self.only_chromium()) };
        browser.ask(None, "Target.closeTarget", json!({ "targetId": target })).map(drop)
    }

    /// Asks Chromium something about this tab.
    pub fn asks(&self, browser: &mut Browser, method: &str, params: Value) -> Result<Value> {
        let Self::Chromium { session, .. } = self else { return Err(self.only_chromium()) };
        let session = session.clone();
        browser.ask(Some(&session), method, params)
    }

    fn only_chromium(&self) -> anyhow::Error {
        anyhow!("only Chromium can do this")
    }
}
