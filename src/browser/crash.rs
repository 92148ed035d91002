//! What happens when the program stops: a notice in plain markup, and no more writing.

use std::panic::PanicHookInfo;
use std::sync::atomic::{AtomicBool, Ordering};

/// After a panic during a render the screen stands still while events go on. Writing on would keep
/// what the reader cannot see, so nothing is written any more.
static STOPPED: AtomicBool = AtomicBool::new(false);

/// Whether the program has stopped.
pub fn has_stopped() -> bool {
    STOPPED.load(Ordering::Relaxed)
}

/// Makes a panic show the notice that stands hidden in the page. Takes no borrow, so it cannot
/// panic itself.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(stop));
}

fn stop(info: &PanicHookInfo<'_>) {
    STOPPED.store(true, Ordering::Relaxed);
    let document = web_sys::window().and_then(|window| window.document());
    let Some(document) = document else { return };
    if let Some(detail) = document.get_element_by_id("crash-detail") {
        detail.set_text_content(Some(&info.to_string()));
    }
    if let Some(notice) = document.get_element_by_id("crash") {
        let _ = notice.remove_attribute("hidden");
        notice.scroll_into_view();
    }
}
