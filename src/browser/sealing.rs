//! Sealing and opening: the page's second module, started when it is first needed.
//!
//! Each call but the first step keeps the page from answering for as long as it takes: whoever calls says so on the screen
//! before.

use domain::HandOverKey;
use seal::{Fault, Lock};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    // In late.js: it unpacks and compiles the module, once.
    #[wasm_bindgen(catch, js_name = caseread_sealing)]
    async fn start() -> Result<JsValue, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn seal_for_key(plain: &[u8], public_key: &str) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn seal_with_passphrase(plain: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn opens_with_passphrase(sealed: &[u8]) -> Result<bool, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn open_with_passphrase(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn open_with_key(sealed: &[u8], key_file: &str) -> Result<Vec<u8>, JsValue>;

    #[wasm_bindgen(catch, js_namespace = sealing_module)]
    fn key_pair() -> Result<String, JsValue>;
}

/// Why nothing was sealed or opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Failure {
    /// What is wrong with what was given.
    Fault(Fault),
    /// The module cannot be started, or broke. What the browser said.
    Stopped(String),
}

/// What a file is sealed to.
#[derive(Clone, Copy)]
pub enum To<'a> {
    /// Whoever has the secret key to this.
    Key(&'a HandOverKey),
    /// Whoever knows this.
    Passphrase(&'a str),
}

/// What a sealed file is opened with.
#[derive(Clone, Copy)]
pub enum With<'a> {
    /// The text of a key file, or a secret key.
    KeyFile(&'a str),
    /// A passphrase.
    Passphrase(&'a str),
}

/// A key pair just made.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// The public key.
    pub public: HandOverKey,
    /// The secret key. It is to leave the page in a file, and nowhere else.
    pub secret: String,
}

/// The module, started.
#[derive(Clone, Copy)]
pub struct Module(());

impl Module {
    /// Starts the module, or finds it started.
    ///
    /// # Errors
    /// What the browser said.
    pub async fn start() -> Result<Self, Failure> {
        start().await.map(|_| Self(())).map_err(|error| failure(&error))
    }

    /// Seals, and opens again as far as that can be done here.
    ///
    /// # Errors
    /// Why nothing was sealed.
    pub fn seal(self, plain: &[u8], to: To) -> Result<Vec<u8>, Failure> {
        let sealed = match to {
            To::Key(key) => seal_for_key(plain, key.as_str()),
            To::Passphrase(passphrase) => seal_with_passphrase(plain, passphrase),
        };
        sealed.map_err(|error| failure(&error))
    }

    /// What opens a sealed file.
    ///
    /// # Errors
    /// Why nothing does.
    pub fn lock(self, sealed: &[u8]) -> Result<Lock, Failure> {
        let by_passphrase = opens_with_passphrase(sealed).map_err(|error| failure(&error))?;
        Ok(if by_passphrase { Lock::Passphrase } else { Lock::Key })
    }

    /// Opens a sealed file, whole.
    ///
    /// # Errors
    /// Why nothing was opened.
    pub fn open(self, sealed: &[u8], with: With) -> Result<Vec<u8>, Failure> {
        let opened = match with {
            With::KeyFile(key_file) => open_with_key(sealed, key_file),
            With::Passphrase(passphrase) => open_with_passphrase(sealed, passphrase),
        };
        opened.map_err(|error| failure(&error))
    }

    /// Makes a key pair.
    ///
    /// # Errors
    /// That the module broke.
    pub fn key_pair(self) -> Result<KeyPair, Failure> {
        let pair = key_pair().map_err(|error| failure(&error))?;
        let read = pair.split_once(' ').and_then(|(public, secret)| {
            Some(KeyPair { public: HandOverKey::parse(public)?, secret: secret.to_owned() })
        });
        read.ok_or_else(|| Failure::Stopped(String::new()))
    }
}

fn failure(thrown: &JsValue) -> Failure {
    let code = thrown.as_string();
    match code.as_deref().and_then(Fault::from_code) {
        Some(fault) => Failure::Fault(fault),
        None => Failure::Stopped(code.unwrap_or_else(|| format!("{thrown:?}"))),
    }
}
