//! What the reader sees and where the focus stands.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Document, Element, HtmlDialogElement, HtmlElement, HtmlInputElement, HtmlOptionElement,
    HtmlTextAreaElement, KeyboardEvent, ScrollBehavior, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

/// Sets the title of the window.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Sets an attribute of the body, which styles and tests read.
pub fn mark_body(name: &str, value: &str) {
    if let Some(body) = document().and_then(|document| document.body()) {
        let _ = body.set_attribute(name, value);
    }
}

/// Puts the focus on an element and brings it into view.
pub fn focus(id: &str) {
    let element = document().and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element {
        scroll_to(&element);
        focus_quietly(&element);
    }
}

/// Puts the focus on the heading of the page, so that a screen reader tells of the new screen.
pub fn focus_heading() {
    let heading = document().and_then(|document| document.query_selector("main h1").ok().flatten());
    if let Some(heading) = heading {
        focus_quietly(&heading);
    }
    if let Some(window) = web_sys::window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
}

/// Brings an element into view and puts the focus on the first thing in it that takes an answer.
pub fn focus_inside(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    scroll_to(&element);
    let control = "input:checked, input, select, textarea";
    match element.query_selector(control).ok().flatten() {
        Some(control) => focus_quietly(&control),
        None => focus_quietly(&element),
    }
}

fn scroll_to(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_behavior(ScrollBehavior::Instant);
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

fn focus_quietly(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Presses the key a dialog or print needs: opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Calls `on_leave` whenever the page is hidden or left, which is the last moment to keep what was typed,
/// and when it is back; with whether it is left.
pub fn listen_for_leaving(on_leave: impl Fn(bool) + Clone + 'static) -> Vec<EventListener> {
    let mut listeners = Vec::new();
    if let Some(window) = web_sys::window() {
        let leave = on_leave.clone();
        listeners.push(EventListener::new(&window, "pagehide", move |_| leave(true)));
    }
    if let Some(document) = document() {
        listeners.push(EventListener::new(&document.clone(), "visibilitychange", move |_| {
            on_leave(document.visibility_state() == web_sys::VisibilityState::Hidden);
        }));
    }
    listeners
}

/// Calls `on_use` whenever the page is used, in any way.
pub fn listen_for_use(on_use: impl Fn() + Clone + 'static) -> Vec<EventListener> {
    let Some(window) = web_sys::window() else { return Vec::new() };
    let listen = |kind| {
        let on_use = on_use.clone();
        EventListener::new(&window, kind, move |_| on_use())
    };
    ["keydown", "pointerdown", "pointermove", "wheel", "input"].map(listen).into()
}

/// The element the page is drawn into, emptied of the line that stood there while it was opened.
pub fn mount_point() -> Option<Element> {
    let mount = document()?.get_element_by_id("app")?;
    mount.set_inner_html("");
    Some(mount)
}

/// The prompts and judgements of a reading.
const QUESTIONS: &str = ".prompt, .judgement";

/// The identifier of the prompt or judgement that an event happened in.
pub fn question_of(event: &web_sys::Event) -> Option<String> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    Some(target.closest(QUESTIONS).ok().flatten()?.id())
}

/// The value of the radio button that was chosen.
pub fn chosen(event: &web_sys::Event) -> Option<String> {
    let radio = event.target()?.dyn_into::<HtmlInputElement>().ok()?;
    radio.checked().then(|| radio.value())
}

/// Puts the focus on the question that follows the one with this identifier, in the order of the
/// page.
pub fn focus_next_question(id: &str) {
    let Some(questions) = document().and_then(|all| all.query_selector_all(QUESTIONS).ok()) else {
        return;
    };
    let mut found = false;
    for at in 0..questions.length() {
        let Some(question) = questions.get(at).and_then(|node| node.dyn_into::<Element>().ok())
        else {
            continue;
        };
        if found {
            focus_inside(&question.id());
            return;
        }
        found = question.id() == id;
    }
}

/// The text of the note that an event happened in: a radio button that is chosen tells of input, too.
pub fn note_of(event: &web_sys::Event) -> Option<String> {
    Some(event.target()?.dyn_into::<HtmlTextAreaElement>().ok()?.value())
}

/// The text of the field that an event happened in.
pub fn text_of(event: &web_sys::Event) -> Option<String> {
    let line = || Some(event.target()?.dyn_into::<HtmlInputElement>().ok()?.value());
    note_of(event).or_else(line)
}

/// Shows a dialog over everything else, and keeps the focus in it until it is closed.
pub fn show_dialog(dialog: &HtmlDialogElement) {
    // It is shown already: drawn once more.
    let _ = dialog.show_modal();
}

/// Calls `on_keys` at Ctrl+Z (with `false`), and at Ctrl+Shift+Z or Ctrl+Y (with `true`), but not in a text
/// field, where the browser's own undo stays, nor behind a dialog.
pub fn listen_for_undo(on_keys: impl Fn(bool) + 'static) -> Option<EventListener> {
    let document = document()?;
    let options = EventListenerOptions::enable_prevent_default();
    Some(EventListener::new_with_options(&document.clone(), "keydown", options, move |event| {
        let Some(keys) = event.dyn_ref::<KeyboardEvent>() else { return };
        if !(keys.ctrl_key() || keys.meta_key()) || keys.alt_key() {
            return;
        }
        let again = match (keys.key().to_lowercase().as_str(), keys.shift_key()) {
            ("z", again) => again,
            ("y", false) => true,
            _ => return,
        };
        let behind = document.query_selector("dialog[open]").ok().flatten().is_some();
        if !behind && !is_in_text(event) {
            event.prevent_default();
            on_keys(again);
        }
    }))
}

fn is_in_text(event: &web_sys::Event) -> bool {
    let Some(target) = event.target() else { return false };
    let is_line = |line: &HtmlInputElement| !matches!(line.type_().as_str(), "radio" | "checkbox");
    target.has_type::<HtmlTextAreaElement>()
        || target.dyn_ref::<HtmlInputElement>().is_some_and(is_line)
}

/// Puts every list back to the choice that is kept, after a choice was not taken over.
pub fn put_lists_back() {
    let Some(options) = document().and_then(|all| all.query_selector_all("main option").ok())
    else {
        return;
    };
    for at in 0..options.length() {
        let option = options.get(at).and_then(|node| node.dyn_into::<HtmlOptionElement>().ok());
        if let Some(option) = option.filter(|option| option.default_selected()) {
            option.set_selected(true);
        }
    }
}

/// Whether the window is too narrow for the outline to stand beside the questions: 64 times the size
/// of the text, as in the styles.
pub fn is_narrow() -> bool {
    let width = web_sys::window().and_then(|window| window.inner_width().ok());
    width.and_then(|width| width.as_f64()).is_some_and(|width| width <= 1024.0)
}

/// Has the page's own script get everything out, and calls `on_done` with the name of the file.
pub fn get_everything_out(on_done: impl FnOnce(String) + 'static) {
    let Some(window) = web_sys::window() else { return };
    let done = EventListener::once(&window, "caseread-got-out", move |event| {
        let name = event.dyn_ref::<web_sys::CustomEvent>().map(web_sys::CustomEvent::detail);
        on_done(name.and_then(|name| name.as_string()).unwrap_or_default());
    });
    done.forget();
    let button = document().and_then(|document| document.get_element_by_id("crash-everything"));
    if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
        button.click();
    }
}
