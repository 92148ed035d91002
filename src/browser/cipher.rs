//! Sealing with a passphrase, by the browser's own WebCrypto: AES-GCM with 256 bits under a key that is
//! drawn once, and that PBKDF2-SHA-256 of the passphrase wraps.
//!
//! Keys stay the browser's: none that is held can be taken out of it as bytes. Only the last words of a page
//! that is being left are sealed here, with a key of their own, since WebCrypto answers too late for them.

use std::cell::Cell;
use std::rc::Rc;

use aes_gcm::Aes256Gcm;
use aes_gcm::aead::{Aead, KeyInit, Payload};
use futures::future::{FutureExt, LocalBoxFuture};
use js_sys::{Array, ArrayBuffer, JsString, Object, Reflect, Uint8Array};
use shelf::{Cipher, Key, Pending, ShelfFault};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, CryptoKey, DomException, Pbkdf2Params, SubtleCrypto};
use wire::lock::{ROUNDS, Wrapped};

use crate::browser::local::{from_base64, gunzip, gzip, to_base64};

/// Bound to every wrapped key, so that no other thing that was sealed can stand in its place.
const WRAPS: &str = "caseread lock 1";
/// The length of a nonce and of a salt, in bytes.
const NONCE: usize = 12;
const SALT: usize = 16;
/// The length of a key, in bytes.
const KEY: usize = 32;
/// Texts from this length on are packed before they are sealed, in bytes: what is sealed cannot be.
const LONG: usize = 2048;
/// What the first byte of a sealed text says: whether it is packed.
const PLAIN: u8 = 0;
const PACKED: u8 = 1;

/// The browser's own cipher.
pub struct WebCipher;

struct WebKey {
    key: CryptoKey,
    /// For a page that is being left: WebCrypto answers too late there.
    haste: Haste,
}

/// A key for the last words of this window, drawn when an inspection is unlocked, and itself sealed with the
/// key of the records. What it seals carries it along.
struct Haste {
    cipher: Aes256Gcm,
    sealed: String,
    n_sealed: Cell<u64>,
}

/// What the key of the last words is sealed for, and what stands between it and what it sealed.
const HASTE: &str = "haste";
const BEHIND_KEY: char = '.';

fn subtle() -> Result<SubtleCrypto, JsValue> {
    Ok(web_sys::window().ok_or(JsValue::NULL)?.crypto()?.subtle())
}

/// So many random bytes.
fn random(n: usize) -> Result<Vec<u8>, JsValue> {
    let mut bytes = vec![0; n];
    let crypto = web_sys::window().ok_or(JsValue::NULL)?.crypto()?;
    crypto.get_random_values_with_u8_array(&mut bytes)?;
    Ok(bytes)
}

fn array(bytes: &[u8]) -> Uint8Array {
    Uint8Array::from(bytes)
}

fn uses(words: &[&str]) -> Array {
    words.iter().map(|word| JsValue::from(*word)).collect()
}

fn aes() -> Result<Object, JsValue> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into())?;
    Reflect::set(&algorithm, &"length".into(), &256.into())?;
    Ok(algorithm)
}

fn gcm(nonce: &[u8], bound: &str) -> AesGcmParams {
    let params = AesGcmParams::new_with_u8_array("AES-GCM", &array(nonce));
    params.set_additional_data_u8_array(&array(bound.as_bytes()));
    params
}

fn bytes_of(buffer: &JsValue) -> Vec<u8> {
    Uint8Array::new(buffer.unchecked_ref::<ArrayBuffer>()).to_vec()
}

/// The key that a passphrase makes. Letters that can be written in two ways count as one.
async fn wrapping_key(passphrase: &str, salt: &[u8], rounds: u32) -> Result<CryptoKey, JsValue> {
    let subtle = subtle()?;
    let text = String::from(JsString::from(passphrase).normalize("NFC"));
    let bytes = array(text.as_bytes());
    let imported =
        subtle.import_key_with_str("raw", &bytes, "PBKDF2", false, &uses(&["deriveKey"]))?;
    let base: CryptoKey = JsFuture::from(imported).await?.unchecked_into();
    let how = Pbkdf2Params::new_with_str("PBKDF2", "SHA-256", rounds, &array(salt));
    let wraps = uses(&["wrapKey", "unwrapKey"]);
    let derived = subtle.derive_key_with_object_and_object(&how, &base, &aes()?, false, &wraps)?;
    Ok(JsFuture::from(derived).await?.unchecked_into())
}

async fn wrap(key: &CryptoKey, passphrase: &str) -> Result<Wrapped, JsValue> {
    let (salt, nonce) = (random(SALT)?, random(NONCE)?);
    let wrapping = wrapping_key(passphrase, &salt, ROUNDS).await?;
    let wrapped = subtle()?.wrap_key_with_object("raw", key, &wrapping, &gcm(&nonce, WRAPS))?;
    let wrapped = bytes_of(&JsFuture::from(wrapped).await?);
    let key = to_base64(&[nonce, wrapped].concat())?;
    Ok(Wrapped { salt: to_base64(&salt)?, rounds: ROUNDS, key })
}

async fn unwrap(
    wrapped: &Wrapped,
    passphrase: &str,
    can_be_taken_out: bool,
) -> Result<CryptoKey, JsValue> {
    let (salt, key) = (from_base64(&wrapped.salt)?, from_base64(&wrapped.key)?);
    let (nonce, key) = key.split_at_checked(NONCE).ok_or(JsValue::NULL)?;
    let wrapping = wrapping_key(passphrase, &salt, wrapped.rounds).await?;
    let unwrapped = subtle()?.unwrap_key_with_js_u8_array_and_object_and_object(
        "raw",
        &array(key),
        &wrapping,
        &gcm(nonce, WRAPS),
        &aes()?,
        can_be_taken_out,
        &uses(&["encrypt", "decrypt"]),
    )?;
    Ok(JsFuture::from(unwrapped).await?.unchecked_into())
}

async fn make(passphrase: &str) -> Result<(Wrapped, Rc<dyn Key>), JsValue> {
    let made = subtle()?.generate_key_with_object(&aes()?, true, &uses(&["encrypt", "decrypt"]))?;
    let made: CryptoKey = JsFuture::from(made).await?.unchecked_into();
    let wrapped = wrap(&made, passphrase).await?;
    // The one that is held is the one that was unwrapped: so it is known that it can be.
    let key = unwrap(&wrapped, passphrase, false).await?;
    Ok((wrapped, Rc::new(WebKey::holding(key).await?)))
}

async fn rewrap(wrapped: &Wrapped, old: &str, new: &str) -> Result<Wrapped, JsValue> {
    wrap(&unwrap(wrapped, old, true).await?, new).await
}

/// What AES-GCM does not accept it calls an operation that failed; there is one reason for it here.
fn fault(error: &JsValue) -> ShelfFault {
    match error.dyn_ref::<DomException>().map(DomException::name).as_deref() {
        Some("OperationError") => ShelfFault::WrongPassphrase,
        _ => ShelfFault::Failed,
    }
}

impl Cipher for WebCipher {
    fn make(&self, passphrase: String) -> Pending<'_, (Wrapped, Rc<dyn Key>)> {
        async move { make(&passphrase).await.map_err(|_| ShelfFault::Failed) }.boxed_local()
    }

    fn unlock(&self, wrapped: Wrapped, passphrase: String) -> Pending<'_, Rc<dyn Key>> {
        async move {
            let key = unwrap(&wrapped, &passphrase, false).await.map_err(|error| fault(&error))?;
            let key = WebKey::holding(key).await.map_err(|_| ShelfFault::Failed)?;
            Ok(Rc::new(key) as Rc<dyn Key>)
        }
        .boxed_local()
    }

    fn rewrap(&self, wrapped: Wrapped, old: String, new: String) -> Pending<'_, Wrapped> {
        async move { rewrap(&wrapped, &old, &new).await.map_err(|error| fault(&error)) }
            .boxed_local()
    }
}

impl WebKey {
    async fn holding(key: CryptoKey) -> Result<Self, JsValue> {
        let secret = random(KEY)?;
        let sealed = seal(&key, HASTE, &to_base64(&secret)?).await?;
        let cipher = Aes256Gcm::new_from_slice(&secret).map_err(|_| JsValue::NULL)?;
        Ok(Self { key, haste: Haste { cipher, sealed, n_sealed: Cell::new(0) } })
    }

    async fn opened(&self, place: &str, sealed: &str) -> Result<String, JsValue> {
        let Some((key, sealed)) = sealed.split_once(BEHIND_KEY) else {
            return open(&self.key, place, sealed).await;
        };
        let secret = from_base64(&open(&self.key, HASTE, key).await?)?;
        let decrypts = uses(&["decrypt"]);
        let aes = aes()?;
        let key =
            subtle()?.import_key_with_object("raw", &array(&secret), &aes, false, &decrypts)?;
        open(&JsFuture::from(key).await?.unchecked_into(), place, sealed).await
    }
}

impl Haste {
    /// Seals at once. Each nonce is used once: they are counted, and the key is this window's alone.
    fn seal(&self, place: &str, text: &str) -> Option<String> {
        self.n_sealed.set(self.n_sealed.get() + 1);
        let mut nonce = [0; NONCE];
        nonce[NONCE - 8..].copy_from_slice(&self.n_sealed.get().to_be_bytes());
        let clear = [&[PLAIN], text.as_bytes()].concat();
        let payload = Payload { msg: &clear, aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&nonce.into(), payload).ok()?;
        let sealed = to_base64(&[nonce.to_vec(), sealed].concat()).ok()?;
        Some(format!("{}{BEHIND_KEY}{sealed}", self.sealed))
    }
}

async fn seal(key: &CryptoKey, place: &str, text: &str) -> Result<String, JsValue> {
    let (mark, body) = match text.len() {
        LONG.. => (PACKED, gzip(text.as_bytes()).await?),
        _ => (PLAIN, text.as_bytes().to_vec()),
    };
    let (nonce, clear) = (random(NONCE)?, [vec![mark], body].concat());
    let params = gcm(&nonce, place);
    let sealed = subtle()?.encrypt_with_object_and_js_u8_array(&params, key, &array(&clear))?;
    let sealed = bytes_of(&JsFuture::from(sealed).await?);
    to_base64(&[nonce, sealed].concat())
}

async fn open(key: &CryptoKey, place: &str, sealed: &str) -> Result<String, JsValue> {
    let bytes = from_base64(sealed)?;
    let (nonce, sealed) = bytes.split_at_checked(NONCE).ok_or(JsValue::NULL)?;
    let params = gcm(nonce, place);
    let clear = subtle()?.decrypt_with_object_and_js_u8_array(&params, key, &array(sealed))?;
    let clear = bytes_of(&JsFuture::from(clear).await?);
    let body = match clear.split_first() {
        Some((&PLAIN, body)) => body.to_vec(),
        Some((&PACKED, body)) => gunzip(body).await?,
        _ => return Err(JsValue::NULL),
    };
    String::from_utf8(body).map_err(|_| JsValue::NULL)
}

impl Key for WebKey {
    fn seal(&self, place: String, text: String) -> Pending<'_, String> {
        async move { seal(&self.key, &place, &text).await.map_err(|_| ShelfFault::Failed) }
            .boxed_local()
    }

    fn seal_now(&self, place: &str, text: &str) -> Option<String> {
        self.haste.seal(place, text)
    }

    fn open(&self, place: String, sealed: String) -> LocalBoxFuture<'_, Option<String>> {
        async move { self.opened(&place, &sealed).await.ok() }.boxed_local()
    }
}
