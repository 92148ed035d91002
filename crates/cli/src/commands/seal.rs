//! `caseread seal`: a file that only a passphrase or a secret key opens.

use std::path::Path;

use seal::{Fault, To, is_sealed};
use words::Words;

use crate::args::{SealOrder, SealTo};
use crate::exit::Outcome;
use crate::input::{self, Unread};
use crate::printer::Printer;
use crate::secret::{self, NoPassphrase, Private};

/// Seals a file beside itself, or where it is wanted.
pub(crate) fn seal(words: Words, order: &SealOrder) -> Outcome {
    let file = input::name(&order.file);
    let mut err = Printer::default();
    match sealed(words, order) {
        Ok((to, told)) => Outcome::well(format!("{}\n", words.cli_seal_done(file, to, told))),
        Err(unsealed) => {
            err.unsealed(words, &file, unsealed);
            Outcome::problems(err)
        }
    }
}

/// Why nothing was sealed, opened or made.
pub(crate) enum Unsealed {
    /// The file could not be read.
    Unread(Unread),
    /// It is sealed already.
    Already,
    /// The inspection in it has no key to seal for.
    NoKey,
    /// It takes a key file, and none was given.
    KeyFileWanted,
    /// What is wrong with the file, the key or the passphrase.
    Fault(Fault),
    /// There is no passphrase.
    NoPassphrase(NoPassphrase),
    /// The key file could not be read.
    NoKeyFile(std::path::PathBuf, std::io::Error),
    /// The result could not be written.
    Unwritten(std::path::PathBuf, std::io::Error),
}

fn sealed(words: Words, order: &SealOrder) -> Result<(String, String), Unsealed> {
    let plain = input::read_bytes(&order.file).map_err(Unsealed::Unread)?;
    if is_sealed(&plain) {
        return Err(Unsealed::Already);
    }
    let (sealed, told) = match &order.to {
        SealTo::Inspection => {
            let exported = input::read_export(&order.file).map_err(Unsealed::Unread)?;
            let key = exported.inspection.hand_over_key.ok_or(Unsealed::NoKey)?;
            let told = words.cli_seal_for_inspection(&key);
            (seal::seal(&plain, &To::Keys(&[key.as_str()])), told)
        }
        SealTo::Keys(keys) => {
            let all: Vec<&str> = keys.iter().map(String::as_str).collect();
            (seal::seal(&plain, &To::Keys(&all)), words.cli_seal_for_keys(all.join(", ")))
        }
        SealTo::Passphrase(from) => {
            let passphrase = secret::new_passphrase(words, from).map_err(Unsealed::NoPassphrase)?;
            let sealed = seal::seal(&plain, &To::Passphrase(&passphrase));
            (sealed, words.cli_seal_with_passphrase().to_owned())
        }
    };
    let sealed = sealed.map_err(Unsealed::Fault)?;
    let to = order.out.clone().unwrap_or_else(|| order.file.with_extension("age"));
    put(&to, &sealed, Private::No)?;
    Ok((input::name(&to), told))
}

/// Writes what was asked for, where nothing is yet.
pub(crate) fn put(path: &Path, bytes: &[u8], private: Private) -> Result<(), Unsealed> {
    secret::put(path, bytes, private)
        .map_err(|cause| Unsealed::Unwritten(path.to_path_buf(), cause))
}
