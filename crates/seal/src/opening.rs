//! Opening: the whole of what was sealed, or nothing.

use std::io::{BufReader, Read};

use age::armor::ArmoredReader;
use age::secrecy::SecretString;
use age::{DecryptError, Decryptor, Identity, scrypt};

use crate::recognise::text;
use crate::{Fault, LARGEST_PLAIN, LARGEST_SEALED, LONGEST_HEAD, Lock, MOST_WORK, is_sealed, keys};

/// What a sealed file is opened with.
pub enum With<'a> {
    /// The passphrase it was sealed with.
    Passphrase(&'a str),
    /// The text of a key file, or a secret key alone.
    KeyFile(&'a str),
}

/// What opens a sealed file.
///
/// # Errors
/// Why nothing can open it.
pub fn lock(sealed: &[u8]) -> Result<Lock, Fault> {
    Ok(lock_of(&decryptor(sealed)?))
}

/// Opens a sealed file, as text or as bytes.
///
/// # Errors
/// Why nothing was opened. No part of the text is given out then.
pub fn open(sealed: &[u8], with: &With) -> Result<Vec<u8>, Fault> {
    let decryptor = decryptor(sealed)?;
    match (lock_of(&decryptor), with) {
        (Lock::Passphrase, With::KeyFile(_)) => Err(Fault::NeedsPassphrase),
        (Lock::Key, With::Passphrase(_)) => Err(Fault::NeedsKey),
        (Lock::Passphrase, With::Passphrase(passphrase)) => {
            let mut identity = scrypt::Identity::new(SecretString::from((*passphrase).to_owned()));
            identity.set_max_work_factor(MOST_WORK);
            whole(decryptor, &[&identity], Fault::WrongPassphrase)
        }
        (Lock::Key, With::KeyFile(key_file)) => {
            let identities = keys::identities(key_file)?;
            let identities: Vec<&dyn Identity> = identities.iter().map(|one| one as _).collect();
            whole(decryptor, &identities, Fault::WrongKey)
        }
    }
}

/// Opens with a key of the format's own, which cannot be of the wrong kind.
pub(crate) fn open_with(sealed: &[u8], identity: &dyn Identity) -> Result<Vec<u8>, Fault> {
    whole(decryptor(sealed)?, &[identity], Fault::Damaged)
}

/// A sealed file with its head read.
type Opened<'a> = Decryptor<BufReader<ArmoredReader<BufReader<&'a [u8]>>>>;

fn decryptor(sealed: &[u8]) -> Result<Opened<'_>, Fault> {
    let found = sealed.len() as u64;
    if found > LARGEST_SEALED {
        return Err(Fault::TooLarge { found, most: LARGEST_SEALED });
    }
    if !is_sealed(sealed) {
        return Err(Fault::NotSealed);
    }
    let sealed = text(sealed).unwrap_or(sealed);
    refuse_endless_head(sealed)?;
    Decryptor::new_buffered(BufReader::new(ArmoredReader::new(sealed)))
        .map_err(|error| fault(&error, Fault::Damaged))
}

/// Refuses a head that would take long to work through. Every head ends in a line that begins with `---`.
fn refuse_endless_head(sealed: &[u8]) -> Result<(), Fault> {
    let mut head = Vec::new();
    let first = ArmoredReader::new(sealed).take(LONGEST_HEAD as u64).read_to_end(&mut head);
    first.map_err(|_| Fault::Damaged)?;
    if head.windows(5).any(|letters| letters == b"\n--- ") {
        return Ok(());
    }
    Err(if head.starts_with(b"age-encryption.org/v1\n") {
        Fault::Damaged
    } else {
        Fault::OtherVersion
    })
}

fn lock_of<R>(decryptor: &Decryptor<R>) -> Lock {
    if decryptor.is_scrypt() { Lock::Passphrase } else { Lock::Key }
}

fn whole(
    decryptor: Opened<'_>,
    identities: &[&dyn Identity],
    wrong: Fault,
) -> Result<Vec<u8>, Fault> {
    let opened = decryptor.decrypt(identities.iter().copied());
    let opened = opened.map_err(|error| fault(&error, wrong))?;
    let mut plain = Vec::new();
    // A part that was read before the fault turned up is dropped with the vector.
    opened.take(LARGEST_PLAIN + 1).read_to_end(&mut plain).map_err(|_| Fault::Damaged)?;
    let found = plain.len() as u64;
    if found > LARGEST_PLAIN {
        return Err(Fault::TooLarge { found, most: LARGEST_PLAIN });
    }
    Ok(plain)
}

/// Our fault for one of the format's library. `wrong` stands for a passphrase or key that does not fit.
fn fault(error: &DecryptError, wrong: Fault) -> Fault {
    match error {
        DecryptError::ExcessiveWork { required, .. } => {
            Fault::TooMuchWork { asked: *required, most: MOST_WORK }
        }
        DecryptError::DecryptionFailed
        | DecryptError::KeyDecryptionFailed
        | DecryptError::NoMatchingKeys => wrong,
        DecryptError::UnknownFormat => Fault::OtherVersion,
        _ => Fault::Damaged,
    }
}
