//! Key pairs: a public key to seal for, and the secret key that opens.

use age::secrecy::ExposeSecret;
use age::x25519::{Identity, Recipient};

use crate::Fault;

/// The most bytes of a key file: enough for hundreds of keys.
const LARGEST_KEY_FILE: usize = 64 * 1024;

/// A public key and its secret key, as text.
pub struct KeyPair {
    /// What files are sealed for: `age1…`. Anybody may know it.
    pub public: String,
    /// What opens them: `AGE-SECRET-KEY-1…`. Nobody else may know it.
    pub secret: String,
}

/// Makes a new key pair out of the system's chance.
pub fn key_pair() -> KeyPair {
    let identity = Identity::generate();
    KeyPair {
        public: identity.to_public().to_string(),
        secret: identity.to_string().expose_secret().to_owned(),
    }
}

/// The public keys that belong to the secret keys of a key file.
///
/// # Errors
/// [`Fault::NoSecretKey`] where there is none, or where a line is neither a key nor a comment.
pub fn public_keys(key_file: &str) -> Result<Vec<String>, Fault> {
    Ok(identities(key_file)?.iter().map(|one| one.to_public().to_string()).collect())
}

/// The secret keys of a key file: one a line, beside empty lines and comments that begin with `#`.
pub(crate) fn identities(key_file: &str) -> Result<Vec<Identity>, Fault> {
    if key_file.len() > LARGEST_KEY_FILE {
        return Err(Fault::NoSecretKey);
    }
    let text = key_file.strip_prefix('\u{feff}').unwrap_or(key_file);
    let lines = text.lines().map(str::trim);
    let keys = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let keys: Result<Vec<Identity>, _> = keys.map(str::parse).collect();
    match keys {
        Ok(keys) if !keys.is_empty() => Ok(keys),
        _ => Err(Fault::NoSecretKey),
    }
}

/// The public keys as the format's own.
pub(crate) fn recipients(public_keys: &[&str]) -> Result<Vec<Recipient>, Fault> {
    if public_keys.is_empty() {
        return Err(Fault::ForNobody);
    }
    let one = |key: &&str| key.parse().map_err(|_| Fault::NoPublicKey((*key).to_owned()));
    public_keys.iter().map(one).collect()
}
