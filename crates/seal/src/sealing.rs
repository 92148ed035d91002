//! Sealing, and opening again what was sealed.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::io::Write;

use age::armor::{ArmoredWriter, Format};
use age::secrecy::{ExposeSecret, SecretString};
use age::{DecryptError, EncryptError, Encryptor, Identity, Recipient, scrypt};
use age_core::format::{FileKey, Stanza};

use crate::opening::open_with;
use crate::{Fault, LARGEST_PLAIN, Strength, WORK, With, keys, open, strength};

/// Whom or what a file is sealed for.
pub enum To<'a> {
    /// Whoever knows the passphrase.
    Passphrase(&'a str),
    /// Whoever has the secret key to one of these public keys.
    Keys(&'a [&'a str]),
}

/// Seals bytes as text, opens that again and compares.
///
/// To a passphrase, all of it is opened again as anybody would who knows it. For public keys nobody here has the secret one:
/// then all but the last step is, with the key of this one file, which the public keys wrap.
///
/// # Errors
/// Why nothing was sealed.
pub fn seal(plain: &[u8], to: &To) -> Result<Vec<u8>, Fault> {
    seal_with_work(plain, to, WORK)
}

/// As [`seal`], with another work for a passphrase.
pub(crate) fn seal_with_work(plain: &[u8], to: &To, work: u8) -> Result<Vec<u8>, Fault> {
    let found = plain.len() as u64;
    if found > LARGEST_PLAIN {
        return Err(Fault::TooLarge { found, most: LARGEST_PLAIN });
    }
    let (sealed, back) = match to {
        To::Passphrase(passphrase) => {
            if strength(passphrase) == Strength::TooShort {
                return Err(Fault::PassphraseTooShort);
            }
            let mut recipient =
                scrypt::Recipient::new(SecretString::from((*passphrase).to_owned()));
            recipient.set_work_factor(work);
            let sealed = written(plain, &[&recipient])?;
            let back = open(&sealed, &With::Passphrase(passphrase));
            (sealed, back)
        }
        To::Keys(public_keys) => {
            let recipients = keys::recipients(public_keys)?;
            let recipients: Vec<_> = recipients.iter().map(Watched::new).collect();
            let all: Vec<&dyn Recipient> = recipients.iter().map(|one| one as _).collect();
            let sealed = written(plain, &all)?;
            let watched = recipients.first().ok_or(Fault::ForNobody)?;
            let back = open_with(&sealed, watched);
            (sealed, back)
        }
    };
    if back.as_deref() == Ok(plain) { Ok(sealed) } else { Err(Fault::NotTheSame) }
}

fn written(plain: &[u8], recipients: &[&dyn Recipient]) -> Result<Vec<u8>, Fault> {
    // Nothing here can fail but in ways that opening again would show: it is all in memory.
    let broken = |_| Fault::NotTheSame;
    let encryptor = Encryptor::with_recipients(recipients.iter().copied());
    let encryptor = encryptor.map_err(|_| Fault::NotTheSame)?;
    let mut sealed = Vec::with_capacity(plain.len() / 73 * 100 + 1024);
    let armor = ArmoredWriter::wrap_output(&mut sealed, Format::AsciiArmor).map_err(broken)?;
    let mut writer = encryptor.wrap_output(armor).map_err(broken)?;
    writer.write_all(plain).map_err(broken)?;
    writer.finish().and_then(ArmoredWriter::finish).map_err(broken)?;
    Ok(sealed)
}

/// A public key that remembers the key of the one file that was sealed for it.
struct Watched<'a> {
    recipient: &'a age::x25519::Recipient,
    file_key: OnceCell<FileKey>,
}

impl<'a> Watched<'a> {
    fn new(recipient: &'a age::x25519::Recipient) -> Self {
        Self { recipient, file_key: OnceCell::new() }
    }
}

fn copied(file_key: &FileKey) -> FileKey {
    FileKey::init_with_mut(|copy| copy.copy_from_slice(file_key.expose_secret()))
}

impl Recipient for Watched<'_> {
    fn wrap_file_key(
        &self,
        file_key: &FileKey,
    ) -> Result<(Vec<Stanza>, HashSet<String>), EncryptError> {
        // Each is asked once for each file, and each serves one file.
        let _ = self.file_key.set(copied(file_key));
        self.recipient.wrap_file_key(file_key)
    }
}

impl Identity for Watched<'_> {
    fn unwrap_stanza(&self, _: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        self.file_key.get().map(|file_key| Ok(copied(file_key)))
    }
}
