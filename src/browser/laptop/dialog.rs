//! The dialog in which a page asks where to save a file.

use laptop::Dialog;
use wasm_bindgen::prelude::*;

use super::{call, clock, get, kept, object, window};

/// Nobody closes a dialog within so many milliseconds of asking for it.
const TOO_SOON: u64 = 250;

/// Whether this browser has such a dialog.
pub fn has_dialog() -> bool {
    get(&window(), "showSaveFilePicker").is_function()
}

/// Saves a text through the dialog and reads it back. To be called from a click: a browser shows no
/// dialog otherwise.
pub async fn try_dialog(name: &str, text: &str) -> Dialog {
    if !has_dialog() {
        return Dialog::Absent;
    }
    let asked_at = clock::now();
    let name = object("suggestedName", name.into());
    let handle = match ask(&window(), "showSaveFilePicker", &[name]).await {
        Ok(handle) => handle,
        Err(error) => return refusal(&error, clock::now() - asked_at),
    };
    match write(&handle, text).await {
        Ok(found) if found == text => Dialog::Wrote,
        Ok(_) => Dialog::Differs,
        // A cancelled question whether the page may write comes here too, under the same names.
        Err(error) => refusal(&error, TOO_SOON),
    }
}

async fn write(handle: &JsValue, text: &str) -> Result<String, JsValue> {
    let file = ask(handle, "createWritable", &[]).await?;
    ask(&file, "write", &[text.into()]).await?;
    ask(&file, "close", &[]).await?;
    let written = ask(handle, "getFile", &[]).await?;
    Ok(ask(&written, "text", &[]).await?.as_string().unwrap_or_default())
}

async fn ask(of: &JsValue, name: &str, args: &[JsValue]) -> Result<JsValue, JsValue> {
    kept(&call(of, name, args)?).await
}

/// A person who closes the dialog and a policy that shows none have the same name, and not the same pace.
fn refusal(error: &JsValue, after: u64) -> Dialog {
    match get(error, "name").as_string().as_deref() {
        Some("AbortError") if after < TOO_SOON => Dialog::NotShown,
        Some("AbortError") => Dialog::Cancelled,
        Some("NotAllowedError" | "SecurityError") => Dialog::Refused,
        _ => Dialog::Failed,
    }
}
