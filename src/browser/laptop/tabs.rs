//! More than one tab: locks, and whether tabs hear each other.

use futures::future::{Either, select};
use gloo::events::EventListener;
use js_sys::futures::JsFuture;
use js_sys::{Function, Promise};
use laptop::SecondTab;
use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

use super::{call, clock, get, kept, object, window, within};

/// The channel on which tabs with the check speak, and the lock of the first of them.
const NAME: &str = "caseread-check";
const REFUSED: &str = "refused";
const GIVEN: &str = "given";

/// A lock, held for as long as this value is.
pub(super) struct Held(Function);

impl Drop for Held {
    fn drop(&mut self) {
        // Letting go of a lock cannot fail.
        let _ = self.0.call0(&JsValue::UNDEFINED);
    }
}

/// Takes a lock if nobody holds it. `None` where this browser has no locks or does not answer,
/// `Some(None)` where the lock is held.
pub(super) async fn take(name: &str) -> Option<Option<Held>> {
    let (until, release) = promise();
    let (answered, answer) = promise();
    let on_answer = Closure::once_into_js(move |lock: JsValue| -> JsValue {
        let _ = answer.call1(&JsValue::UNDEFINED, &(!lock.is_null()).into());
        if lock.is_null() { JsValue::UNDEFINED } else { until.into() }
    });
    let locks = get(&get(&window(), "navigator"), "locks");
    let options = object("ifAvailable", true.into());
    let asked = call(&locks, "request", &[name.into(), options, on_answer]).ok()?;
    // Where locks are refused, the request ends without an answer.
    match within(3_000, select(JsFuture::from(answered), kept(&asked))).await? {
        Either::Left((given, _)) => Some(given.ok()?.is_truthy().then(|| Held(release))),
        Either::Right(_) => None,
    }
}

/// A promise, and the function that keeps it.
fn promise() -> (Promise, Function) {
    let mut keep = None;
    let promise = Promise::new(&mut |resolve, _| keep = Some(resolve.unchecked_into()));
    // The function was called while the promise was made.
    (promise, keep.unwrap_or_default())
}

/// Whether what is said on a channel is heard by another one of the same name.
pub async fn hear_each_other() -> bool {
    let name = format!("{NAME}-{:x}", clock::random());
    let (Ok(one), Ok(other)) = (BroadcastChannel::new(&name), BroadcastChannel::new(&name)) else {
        return false;
    };
    let (heard, hear) = promise();
    let _listener = EventListener::new(&other, "message", move |_| {
        let _ = hear.call0(&JsValue::UNDEFINED);
    });
    let said = one.post_message(&REFUSED.into()).is_ok();
    let heard = said && within(2_000, JsFuture::from(heard)).await.is_some();
    one.close();
    other.close();
    heard
}

/// This tab among others with the check: it holds the lock or was refused it, and says so.
pub struct Tabs {
    channel: BroadcastChannel,
    _held: Option<Held>,
    _listener: Option<EventListener>,
}

impl Tabs {
    /// Takes the lock if it is free, tells the other tabs, and tells `on_heard` what comes of it.
    pub async fn join(on_heard: impl Fn(SecondTab) + 'static) -> Option<Self> {
        let channel = BroadcastChannel::new(NAME).ok()?;
        let held = take(NAME).await?;
        let said = if held.is_some() { GIVEN } else { REFUSED };
        // A tab that speaks to nobody is no failure: it may be the only one.
        let _ = channel.post_message(&said.into());
        if held.is_none() {
            on_heard(SecondTab::LockRefused);
            return Some(Self { channel, _held: None, _listener: None });
        }
        let listener = EventListener::new(&channel, "message", move |event| {
            let said = event.dyn_ref::<MessageEvent>().and_then(|said| said.data().as_string());
            match said.as_deref() {
                Some(REFUSED) => on_heard(SecondTab::LockRefused),
                Some(GIVEN) => on_heard(SecondTab::LockGiven),
                _ => {}
            }
        });
        Some(Self { channel, _held: held, _listener: Some(listener) })
    }
}

impl Drop for Tabs {
    fn drop(&mut self) {
        self.channel.close();
    }
}
