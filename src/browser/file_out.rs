//! A file out: an ordinary download, which every policy we know of leaves alone.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers `text` as a download called `name`, of a media type such as `text/csv`.
///
/// # Errors
/// What the browser said, where it refuses to make the file. Whether the reader kept the download
/// cannot be known.
pub fn download(name: &str, media_type: &str, text: &str) -> Result<(), String> {
    download_bytes(name, media_type, text.as_bytes())
}

/// The same for bytes.
///
/// # Errors
/// As [`download`].
pub fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), String> {
    try_download(name, media_type, bytes).map_err(|error| format!("{error:?}"))
}

fn try_download(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_buffer_source_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let document = web_sys::window()
        .and_then(|window| window.document())
        .ok_or_else(|| JsValue::from_str("no document"))?;
    let anchor: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    anchor.set_href(&url);
    anchor.set_download(name);
    anchor.click();
    // The download has its own hold on the bytes once it has begun; a second is ample for that.
    gloo::timers::callback::Timeout::new(10_000, move || {
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    Ok(())
}
