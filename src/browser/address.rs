//! The address of the page: the part after `#`.
//!
//! A path cannot be pushed on `file://`: the browser throws. Fragments work everywhere.

use gloo::events::EventListener;

/// The fragment, without its `#`.
pub fn fragment() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// Goes to a fragment, as a link would.
pub fn go(fragment: &str) {
    if let Some(window) = web_sys::window() {
        // Setting a fragment cannot fail.
        let _ = window.location().set_hash(fragment);
    }
}

/// Puts a fragment in place of the one shown, without a step in the history and without an event.
pub fn replace(fragment: &str) {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        let url = format!("#{fragment}");
        let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&url));
    }
}

/// Calls `on_change` whenever the fragment changes, for as long as the listener is kept.
pub fn listen(on_change: impl Fn() + 'static) -> Option<EventListener> {
    let window = web_sys::window()?;
    Some(EventListener::new(&window, "hashchange", move |_| on_change()))
}
