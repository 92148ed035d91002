//! One writer: the browser's own locks, and words between the windows of this page.

use std::cell::Cell;
use std::rc::Rc;

use futures::channel::oneshot;
use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};
use yew::platform::spawn_local;

/// The name of locks and words of ours: in Chromium every local page shares them.
const NAME: &str = "caseread";

/// How a lock is asked for.
pub enum Ask<'a> {
    /// Only if no window holds it.
    IfFree,
    /// Whenever the window that holds it lets go; until then it can be called off.
    WhenFree(&'a Waiting),
    /// At once, whoever holds it.
    AtOnce,
}

/// A wait for a lock, to be called off.
#[derive(Clone)]
pub struct Waiting(AbortController);

impl Waiting {
    /// A wait; `None` where a browser has no way to call one off.
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Calls it off.
    pub fn call_off(&self) {
        self.0.abort();
    }
}

/// A lock that is held. Dropped, it is let go.
pub struct Lock {
    release: Option<Function>,
    is_lost: Rc<Cell<bool>>,
}

impl Lock {
    /// Whether another window has taken it meanwhile.
    pub fn is_lost(&self) -> bool {
        self.is_lost.get()
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(release) = self.release.take() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// Asks for a lock. `on_lost` is called when another window has taken it. A browser without locks has
/// nothing to hold: there every window may write, and the shelf still refuses whoever is behind.
pub async fn lock(key: &str, ask: Ask<'_>, on_lost: impl FnOnce() + 'static) -> Option<Lock> {
    let is_lost = Rc::new(Cell::new(false));
    let lost = is_lost.clone();
    let Some((locks, request)) = locks() else { return Some(Lock { release: None, is_lost }) };
    let (tell, told) = oneshot::channel();
    let granted = Closure::once(move |lock: JsValue| {
        if lock.is_null() {
            let _ = tell.send(None);
            return JsValue::UNDEFINED;
        }
        let mut release = None;
        // The lock is held for as long as this is not settled.
        let held = Promise::new(&mut |resolve, _| release = Some(resolve));
        let _ = tell.send(Some(Lock { release, is_lost }));
        held.into()
    });
    let options = Object::new();
    let (option, value) = match ask {
        Ask::IfFree => ("ifAvailable", JsValue::TRUE),
        Ask::WhenFree(waiting) => ("signal", waiting.0.signal().into()),
        Ask::AtOnce => ("steal", JsValue::TRUE),
    };
    Reflect::set(&options, &option.into(), &value).ok()?;
    let name = format!("{NAME}/{key}");
    let asked = request.call3(&locks, &name.into(), &options, granted.as_ref()).ok()?;
    let asked: Promise = asked.dyn_into().ok()?;
    spawn_local(async move {
        let outcome = JsFuture::from(asked).await;
        // Called off or refused, nobody is told: the lock was never held.
        drop(granted);
        if outcome.is_err() {
            lost.set(true);
            on_lost();
        }
    });
    told.await.ok().flatten()
}

/// The browser's locks and their way to be asked for, which `web-sys` counts among the unstable ones.
fn locks() -> Option<(JsValue, Function)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    let request = Reflect::get(&locks, &"request".into()).ok()?;
    Some((locks, request.dyn_into().ok()?))
}

/// Words between the windows of this page.
pub struct Wire {
    channel: Option<BroadcastChannel>,
    _listener: Option<EventListener>,
}

impl Wire {
    /// Calls `on_word` with every word of another window.
    pub fn listen(on_word: impl Fn(String) + 'static) -> Self {
        let channel = BroadcastChannel::new(NAME).ok();
        let listener = channel.as_ref().map(|channel| {
            EventListener::new(channel, "message", move |event| {
                let data = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                if let Some(word) = data.and_then(|data| data.as_string()) {
                    on_word(word);
                }
            })
        });
        Self { channel, _listener: listener }
    }

    /// Says a word to every other window.
    pub fn say(&self, word: &str) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(&word.into());
        }
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}
