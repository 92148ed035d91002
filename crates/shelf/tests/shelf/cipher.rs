//! A cipher for tests: it hides nothing from anybody who looks twice, and fails where a real one does.

use std::cell::Cell;
use std::rc::Rc;

use futures::future::{FutureExt, LocalBoxFuture, ready};
use shelf::{Cipher, Key, Pending, ShelfFault};
use wire::lock::{ROUNDS, Wrapped};

#[derive(Default)]
pub struct TestCipher;

struct TestKey {
    secret: u64,
    n_sealed: Cell<u64>,
}

/// FNV-1a, with a secret.
fn mark(secret: u64, parts: &[&[u8]]) -> u64 {
    let bytes = parts.iter().flat_map(|part| part.iter());
    bytes.fold(secret ^ 0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn wrap(secret: u64, passphrase: &str) -> Wrapped {
    let hidden = secret ^ mark(0, &[passphrase.as_bytes()]);
    let check = mark(secret, &[passphrase.as_bytes()]);
    let key = format!("{:A<80}", format!("{hidden:016x}{check:016x}"));
    Wrapped { salt: "A".repeat(22) + "==", rounds: ROUNDS, key }
}

fn unwrap(wrapped: &Wrapped, passphrase: &str) -> Result<u64, ShelfFault> {
    let number = |at: usize| u64::from_str_radix(&wrapped.key[at..at + 16], 16).unwrap_or(0);
    let secret = number(0) ^ mark(0, &[passphrase.as_bytes()]);
    let is_right = number(16) == mark(secret, &[passphrase.as_bytes()]);
    if is_right { Ok(secret) } else { Err(ShelfFault::WrongPassphrase) }
}

fn key(secret: u64) -> Rc<dyn Key> {
    Rc::new(TestKey { secret, n_sealed: Cell::new(0) })
}

impl Cipher for TestCipher {
    fn make(&self, passphrase: String) -> Pending<'_, (Wrapped, Rc<dyn Key>)> {
        let secret = mark(7, &[passphrase.as_bytes()]);
        ready(Ok((wrap(secret, &passphrase), key(secret)))).boxed_local()
    }

    fn unlock(&self, wrapped: Wrapped, passphrase: String) -> Pending<'_, Rc<dyn Key>> {
        ready(unwrap(&wrapped, &passphrase).map(key)).boxed_local()
    }

    fn rewrap(&self, wrapped: Wrapped, old: String, new: String) -> Pending<'_, Wrapped> {
        ready(unwrap(&wrapped, &old).map(|secret| wrap(secret, &new))).boxed_local()
    }
}

impl TestKey {
    fn sealed(&self, place: &str, text: &str) -> String {
        self.n_sealed.set(self.n_sealed.get() + 1);
        let nonce = self.n_sealed.get();
        let check = mark(self.secret, &[place.as_bytes(), text.as_bytes()]);
        let hidden = self.hide(nonce, text.as_bytes());
        let digit = |digit: u8| char::from(b"0123456789abcdef"[usize::from(digit)]);
        let hex: String =
            hidden.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect();
        format!("{nonce:016x}{check:016x}{hex}")
    }

    fn hide(&self, nonce: u64, bytes: &[u8]) -> Vec<u8> {
        let mut stream = self.secret ^ nonce.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let hidden = bytes.iter().map(|byte| {
            stream ^= stream << 13;
            stream ^= stream >> 7;
            stream ^= stream << 17;
            byte ^ (stream >> 8) as u8
        });
        hidden.collect()
    }
}

impl Key for TestKey {
    fn seal(&self, place: String, text: String) -> Pending<'_, String> {
        ready(Ok(self.sealed(&place, &text))).boxed_local()
    }

    fn seal_now(&self, place: &str, text: &str) -> Option<String> {
        Some(self.sealed(place, text))
    }

    fn open(&self, place: String, sealed: String) -> LocalBoxFuture<'_, Option<String>> {
        let open = || {
            let number = |at: usize| u64::from_str_radix(sealed.get(at..at + 16)?, 16).ok();
            let (nonce, check) = (number(0)?, number(16)?);
            let hex = sealed.get(32..)?;
            let bytes = (0..hex.len() / 2)
                .map(|at| u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok());
            let bytes = bytes.collect::<Option<Vec<u8>>>()?;
            let text = String::from_utf8(self.hide(nonce, &bytes)).ok()?;
            let right = mark(self.secret, &[place.as_bytes(), text.as_bytes()]) == check;
            right.then_some(text)
        };
        ready(open()).boxed_local()
    }
}
