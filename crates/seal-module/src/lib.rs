//! The second module of the page: sealing and opening.
//!
//! It is packed into the page beside the first and is compiled when something is first sealed or opened, so that nobody
//! waits for it who does neither. It knows no page and keeps nothing. A fault is thrown as its code.

use seal::{Fault, Lock, To, With};
use wasm_bindgen::prelude::*;

fn thrown(fault: &Fault) -> JsValue {
    JsValue::from_str(&fault.code())
}

/// Seals for whoever has the secret key to this public one.
///
/// # Errors
/// The code of the fault.
#[wasm_bindgen]
pub fn seal_for_key(plain: &[u8], public_key: &str) -> Result<Vec<u8>, JsValue> {
    seal::seal(plain, &To::Keys(&[public_key])).map_err(|fault| thrown(&fault))
}

/// Seals for whoever knows the passphrase.
///
/// # Errors
/// The code of the fault.
#[wasm_bindgen]
pub fn seal_with_passphrase(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue> {
    seal::seal(plain, &To::Passphrase(passphrase)).map_err(|fault| thrown(&fault))
}

/// Whether a passphrase opens a sealed file; otherwise a key does.
///
/// # Errors
/// The code of the fault.
#[wasm_bindgen]
pub fn opens_with_passphrase(sealed: &[u8]) -> Result<bool, JsValue> {
    seal::lock(sealed).map(|lock| lock == Lock::Passphrase).map_err(|fault| thrown(&fault))
}

/// Opens with a passphrase.
///
/// # Errors
/// The code of the fault.
#[wasm_bindgen]
pub fn open_with_passphrase(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue> {
    seal::open(sealed, &With::Passphrase(passphrase)).map_err(|fault| thrown(&fault))
}

/// Opens with the text of a key file.
///
/// # Errors
/// The code of the fault.
#[wasm_bindgen]
pub fn open_with_key(sealed: &[u8], key_file: &str) -> Result<Vec<u8>, JsValue> {
    seal::open(sealed, &With::KeyFile(key_file)).map_err(|fault| thrown(&fault))
}

/// A new key pair: the public key, a space, the secret key.
#[wasm_bindgen]
pub fn key_pair() -> String {
    let pair = seal::key_pair();
    format!("{} {}", pair.public, pair.secret)
}
