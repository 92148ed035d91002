//! A view of the page, whole or narrowed to one place, and what a person can do in it.
//!
//! Everything is found by role and accessible name, as it is said to somebody who cannot see the
//! page. A name is matched whole, or by its start when it ends in `…`; `…` alone is any name.
//! Each look is repeated for ten seconds before it fails, and the failure names what is there.

use std::sync::{Arc, Mutex, PoisonError};

use fantoccini::Client;
use fantoccini::elements::Element;
use serde_json::json;

use crate::keys;
use crate::patience::until;
use crate::sight::{self, Scope, Sight};

/// What has a label and can be written in or set.
const FIELDS: [&str; 8] =
    ["textbox", "combobox", "listbox", "slider", "checkbox", "radiogroup", "group", "file"];

/// The page, or one place in it.
#[derive(Clone)]
pub struct View {
    client: Client,
    scope: Scope,
    story: Arc<Mutex<Vec<String>>>,
}

impl View {
    /// The whole page that this browser shows.
    pub fn new(client: Client) -> Self {
        Self { client, scope: Scope::new(), story: Arc::default() }
    }

    /// The same page after its browser was started again; the story goes on.
    pub fn resumed(&self, client: Client) -> Self {
        Self { client, scope: Scope::new(), story: Arc::clone(&self.story) }
    }

    /// The same verbs within one place: `within("group", "Was the child seen…")`.
    pub fn within(&self, role: &str, name: &str) -> Self {
        let mut narrowed = self.clone();
        narrowed.scope.push((role.into(), name.into()));
        narrowed
    }

    /// Clicks it. It has to be the only one of that name, and not disabled.
    pub async fn clicks(&self, role: &str, name: &str) {
        self.does(format!("clicks {role} {name:?}"), async || {
            press(sight::working(&self.client, &self.scope, &[role], name).await?).await
        })
        .await;
    }

    /// The text shows, however it is broken over elements and lines.
    pub async fn sees(&self, text: &str) {
        self.does(format!("sees {text:?}"), async || {
            match sight::says(&self.client, &self.scope, text).await? {
                (true, _) => Ok(()),
                (false, instead) => Err(format!("it says: {instead}")),
            }
        })
        .await;
    }

    /// The text does not show, or is gone before long. See first what proves the page has caught up:
    /// a page that is still at work does not show it either.
    pub async fn does_not_see(&self, text: &str) {
        self.does(format!("does not see {text:?}"), async || {
            match sight::says(&self.client, &self.scope, text).await? {
                (false, _) => Ok(()),
                (true, _) => Err("it still shows".into()),
            }
        })
        .await;
    }

    /// There is at least one of that role and name. `heading 2` asks for a level too.
    pub async fn sees_role(&self, role: &str, name: &str) {
        self.does(format!("sees {role} {name:?}"), async || {
            sight::any(&self.client, &self.scope, role, name).await
        })
        .await;
    }

    /// There is none of that role and name, or none any more; see the caution at `does_not_see`.
    pub async fn does_not_see_role(&self, role: &str, name: &str) {
        self.does(format!("does not see {role} {name:?}"), async || {
            sight::none(&self.client, &self.scope, role, name).await
        })
        .await;
    }

    /// The names of everything of that role, in the order of the page, at this moment.
    pub async fn names_of(&self, role: &str) -> Vec<String> {
        self.does(format!("lists every {role}"), async || {
            sight::names(&self.client, &self.scope, role).await
        })
        .await
    }

    /// Writes into a field in place of what stood there, key by key. A day is given as `2026-11-22`.
    pub async fn fills(&self, label: &str, text: &str) {
        self.does(format!("fills {label:?} with {text:?}"), async || {
            let field =
                sight::working(&self.client, &self.scope, &["textbox", "combobox"], label).await?;
            if field.is_date {
                let keys = keys::day(&self.client, text).await?;
                return field.element.send_keys(&keys).await.map_err(|why| why.to_string());
            }
            // A person marks the old text and writes over it. The driver's own clearing tells the
            // page nothing until the field is left, so a page that decides what a field shows
            // would put the old text back.
            press(field).await?;
            self.strikes("Control+a").await?;
            self.strikes("Delete").await?;
            self.keys_in(text).await
        })
        .await;
    }

    /// Types into whatever has the focus, as it stands.
    pub async fn types(&self, text: &str) {
        self.does_once(format!("types {text:?}"), self.keys_in(text)).await;
    }

    /// Presses one key or chord: `n`, `Enter`, `Shift+Tab`, `Control+z`.
    pub async fn presses(&self, chord: &str) {
        self.does_once(format!("presses {chord}"), self.strikes(chord)).await;
    }

    /// Chooses a radio button or a tick box in a group of questions.
    pub async fn chooses(&self, group: &str, option: &str) {
        self.does(format!("chooses {option:?} in {group:?}"), async || {
            let scope = self.in_group(group).await?;
            press(sight::working(&self.client, &scope, &["radio", "checkbox"], option).await?).await
        })
        .await;
    }

    /// Selects an option of a drop-down list.
    pub async fn selects(&self, label: &str, option: &str) {
        self.does(format!("selects {option:?} in {label:?}"), async || {
            sight::working(&self.client, &self.scope, &["combobox"], label).await?;
            let mut scope = self.scope.clone();
            scope.push(("combobox".into(), label.into()));
            let option = sight::one(&self.client, &scope, &["option"], option).await?;
            option.element.click().await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// Gives a file to a file field.
    pub async fn picks_file(&self, label: &str, path: &std::path::Path) {
        self.does(format!("picks {} for {label:?}", path.display()), async || {
            let field = sight::working(&self.client, &self.scope, &["file"], label).await?;
            let path = path.to_string_lossy();
            field.element.send_keys(&path).await.map_err(|why| why.to_string())
        })
        .await;
    }

    /// The text of the one thing of that role and name, at this moment.
    pub async fn reads(&self, role: &str, name: &str) -> String {
        self.does(format!("reads {role} {name:?}"), async || {
            let seen = sight::one(&self.client, &self.scope, &[role], name).await?;
            Ok(seen.text)
        })
        .await
    }

    /// What a field holds, at this moment: its text, the option selected, or what is chosen in a
    /// group (several joined by `, `). A tick box gives `chosen` or nothing.
    pub async fn value_of(&self, label: &str) -> String {
        self.does(format!("reads the value of {label:?}"), async || {
            Ok(sight::one(&self.client, &self.scope, &FIELDS, label).await?.value)
        })
        .await
    }

    /// The field holds that value, or does before long; see `value_of`.
    pub async fn sees_value(&self, label: &str, value: &str) {
        self.does(format!("sees the value {value:?} in {label:?}"), async || {
            let seen = sight::one(&self.client, &self.scope, &FIELDS, label).await?;
            if seen.value == value { Ok(()) } else { Err(format!("it is {:?}", seen.value)) }
        })
        .await;
    }

    /// The field is there and cannot be altered.
    pub async fn sees_disabled(&self, label: &str) {
        self.does(format!("sees {label:?} disabled"), async || {
            let seen = sight::one(&self.client, &self.scope, &FIELDS, label).await?;
            if seen.disabled { Ok(()) } else { Err("it can be altered".into()) }
        })
        .await;
    }

    /// What has the focus, as `button "Save"`, or `nothing`.
    pub async fn focus(&self) -> String {
        let focus = self.does("looks for the focus".into(), async || {
            let script = "return byRole.describe(document.activeElement);";
            sight::ask(&self.client, script, Vec::new()).await
        });
        focus.await.as_str().unwrap_or_default().to_string()
    }

    /// The focus comes to that thing before long.
    pub async fn sees_focus_on(&self, role: &str, name: &str) {
        self.does(format!("sees the focus on {role} {name:?}"), async || {
            let script = "return byRole.describe(document.activeElement);";
            let focus = sight::ask(&self.client, script, Vec::new()).await?;
            if focus == format!("{role} {}", json!(name)) { Ok(()) } else { Err(focus.to_string()) }
        })
        .await;
    }

    /// Everything done so far, one deed a line.
    pub fn story(&self) -> String {
        let deeds = self.story.lock().unwrap_or_else(PoisonError::into_inner);
        deeds.iter().map(|deed| format!("  {deed}\n")).collect()
    }

    pub(crate) fn client(&self) -> &Client {
        &self.client
    }

    /// Does one thing, trying until it works; what cannot be done ends the test with the reason.
    pub(crate) async fn does<T>(
        &self,
        deed: String,
        attempt: impl AsyncFnMut() -> Result<T, String>,
    ) -> T {
        self.does_once(deed, until(attempt)).await
    }

    /// Does what must not happen twice: half a word typed, then all of it, is a word and a half.
    pub(crate) async fn does_once<T>(
        &self,
        deed: String,
        doing: impl Future<Output = Result<T, String>>,
    ) -> T {
        let place = |(role, name): &(String, String)| format!(" within {role} {name:?}");
        let deed = deed + &self.scope.iter().map(place).collect::<String>();
        self.story.lock().unwrap_or_else(PoisonError::into_inner).push(deed.clone());
        match doing.await {
            Ok(done) => done,
            Err(why) => panic!("cannot do this: {deed}\n  {why}"),
        }
    }

    async fn strikes(&self, chord: &str) -> Result<(), String> {
        let keys = keys::chord(chord)?;
        self.client.perform_actions(keys).await.map_err(|why| why.to_string())
    }

    async fn keys_in(&self, text: &str) -> Result<(), String> {
        let focused = self.client.active_element().await.map_err(|why| why.to_string())?;
        focused.send_keys(text).await.map_err(|why| why.to_string())
    }

    async fn in_group(&self, group: &str) -> Result<Scope, String> {
        // The group may be of either role; naming both here keeps the failure complete.
        let roles = ["radiogroup", "group"];
        sight::one(&self.client, &self.scope, &roles, group).await?;
        let mut scope = self.scope.clone();
        let radiogroup = sight::any(&self.client, &self.scope, roles[0], group).await.is_ok();
        scope.push((roles[usize::from(!radiogroup)].into(), group.into()));
        Ok(scope)
    }
}

/// Clicks as a person does: on the thing, or on its words where it is drawn by its label alone.
///
/// The thing is brought to the middle of the window first: what only just shows may lie under the head
/// that stays at the top, and a person would scroll.
async fn press(seen: Sight) -> Result<(), String> {
    let to_the_middle = "arguments[0].scrollIntoView({ block: 'center' });";
    let element = serde_json::to_value(&seen.element).map_err(|why| why.to_string())?;
    let client = seen.element.clone().client();
    client.execute(to_the_middle, vec![element]).await.map_err(|why| why.to_string())?;
    let click = async |element: &Element| element.click().await.map_err(|why| why.to_string());
    match (click(&seen.element).await, &seen.label) {
        (Err(_), Some(label)) => click(label).await,
        (outcome, _) => outcome,
    }
}
