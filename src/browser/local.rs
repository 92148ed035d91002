//! The mirror in the browser: localStorage, which is lost in other ways than IndexedDB. Texts lie there
//! compressed, since it holds some five million letters and no more.

use futures::future::{FutureExt, LocalBoxFuture};
use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use shelf::{MIRROR, Mirror, Pending, ShelfFault};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableWritablePair, Response, Storage};
use wire::lock::Sealed;

/// Texts shorter than this are not worth packing.
const SHORT: usize = 512;
/// What a text that is not packed begins with, and one that is.
const PLAIN: &str = "=";
const PACKED: &str = "z";

/// The mirror in localStorage.
pub struct Local;

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

impl Mirror for Local {
    fn keys(&self) -> Vec<String> {
        let Some(storage) = storage() else { return Vec::new() };
        let n_keys = storage.length().unwrap_or_default();
        let keys = (0..n_keys).filter_map(|at| storage.key(at).ok().flatten());
        keys.filter_map(|key| Some(key.strip_prefix(MIRROR)?.to_owned())).collect()
    }

    fn get(&self, key: String) -> LocalBoxFuture<'_, Option<String>> {
        async move {
            let text = storage()?.get_item(&format!("{MIRROR}{key}")).ok().flatten()?;
            match text.strip_prefix(PACKED) {
                Some(packed) => unpack(packed).await.ok(),
                None => text.strip_prefix(PLAIN).map(str::to_owned),
            }
        }
        .boxed_local()
    }

    fn put(&self, key: String, text: String) -> Pending<'_, ()> {
        async move {
            // What is sealed was packed before, where it was worth it.
            let kept = if text.len() < SHORT || Sealed::is_one(&text) {
                format!("{PLAIN}{text}")
            } else {
                let packed = pack(&text).await.map_err(|_| ShelfFault::Failed)?;
                format!("{PACKED}{packed}")
            };
            let storage = storage().ok_or(ShelfFault::Refused)?;
            storage.set_item(&format!("{MIRROR}{key}"), &kept).map_err(|_| ShelfFault::Full)
        }
        .boxed_local()
    }

    fn forget(&self, key: &str) {
        if let Some(storage) = storage() {
            let _ = storage.remove_item(&format!("{MIRROR}{key}"));
        }
    }
}

async fn pack(text: &str) -> Result<String, JsValue> {
    to_base64(&gzip(text.as_bytes()).await?)
}

async fn unpack(packed: &str) -> Result<String, JsValue> {
    String::from_utf8(gunzip(&from_base64(packed)?).await?).map_err(|_| JsValue::NULL)
}

/// Bytes as base64.
pub(super) fn to_base64(bytes: &[u8]) -> Result<String, JsValue> {
    // A letter for each byte, as the browser's own way to base64 takes them.
    let letters: String = bytes.iter().copied().map(char::from).collect();
    window()?.btoa(&letters)
}

/// The bytes of a base64 text.
pub(super) fn from_base64(text: &str) -> Result<Vec<u8>, JsValue> {
    Ok(window()?.atob(text)?.chars().map(|letter| letter as u8).collect())
}

/// Bytes, packed.
pub(super) async fn gzip(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    Ok(through("CompressionStream", bytes).await?.to_vec())
}

/// The bytes that were packed.
pub(super) async fn gunzip(bytes: &[u8]) -> Result<Vec<u8>, JsValue> {
    Ok(through("DecompressionStream", bytes).await?.to_vec())
}

fn window() -> Result<web_sys::Window, JsValue> {
    web_sys::window().ok_or(JsValue::NULL)
}

/// What comes out of one of the browser's own gzip streams that these bytes go into. `web-sys` counts them
/// among the unstable interfaces, so they are fetched by name.
async fn through(name: &str, bytes: &[u8]) -> Result<Uint8Array, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &name.into())?.dyn_into()?;
    let stream = Reflect::construct(&class, &Array::of1(&"gzip".into()))?;
    let stream: ReadableWritablePair = stream.unchecked_into();
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts)?;
    let out: ReadableStream = blob.stream().pipe_through(&stream);
    // No interface of the crate takes a stream alone: the response reads it to its end.
    let response = Response::new_with_opt_readable_stream(Some(&out))?;
    let buffer = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()))
}
