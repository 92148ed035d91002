//! What the page that is open is made of, as far as it can know itself.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::page_file::PageParts;

/// The parts of the page that runs here; `None` where the browser did not compute them (yet).
///
/// The script that starts the page keeps the digest of the program that it unpacked.
pub fn running() -> Option<PageParts> {
    let document = web_sys::window()?.document()?;
    let app: HtmlElement = document.get_element_by_id("app")?.dyn_into().ok()?;
    let program = app.get_attribute("data-program")?;
    let policy = document.query_selector("meta[http-equiv]").ok()??.get_attribute("content")?;
    Some(PageParts { program, policy })
}
