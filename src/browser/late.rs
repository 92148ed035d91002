//! What the page has beside the program: the definitions of most frameworks.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // In late.js: unpacks them, if that is still to be done.
    #[wasm_bindgen(js_name = caseread_definition)]
    fn fetch(place: usize) -> Option<String>;
}

/// The packed definition at a place among the bundled ones.
pub fn definition(place: usize) -> Option<String> {
    fetch(place)
}
