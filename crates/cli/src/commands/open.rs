//! `caseread open`: what was sealed, as it was.

use seal::{Lock, With, lock, open as opened};
use words::Words;

use super::seal::{Unsealed, put};
use crate::args::OpenOrder;
use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;
use crate::secret::{self, Private};

/// Opens a sealed file beside itself, or where it is wanted.
pub(crate) fn open(words: Words, order: &OpenOrder) -> Outcome {
    let file = input::name(&order.file);
    match unsealed(words, order) {
        Ok(to) => Outcome::well(format!("{}\n", words.cli_open_done(file, to))),
        Err(unsealed) => {
            let mut err = Printer::default();
            err.unsealed(words, &file, unsealed);
            Outcome::problems(err)
        }
    }
}

fn unsealed(words: Words, order: &OpenOrder) -> Result<String, Unsealed> {
    let sealed = input::read_sealed(&order.file).map_err(Unsealed::Unread)?;
    let plain = match (lock(&sealed).map_err(Unsealed::Fault)?, &order.key_file) {
        (Lock::Passphrase, None) => {
            let passphrase =
                secret::passphrase(words, &order.passphrase).map_err(Unsealed::NoPassphrase)?;
            opened(&sealed, &With::Passphrase(&passphrase))
        }
        (_, Some(path)) => {
            let key_file =
                secret::key_file(path).map_err(|cause| Unsealed::NoKeyFile(path.clone(), cause))?;
            opened(&sealed, &With::KeyFile(&key_file))
        }
        (Lock::Key, None) => return Err(Unsealed::KeyFileWanted),
    };
    let plain = plain.map_err(Unsealed::Fault)?;
    let to = order.out.clone().unwrap_or_else(|| order.file.with_extension("json"));
    put(&to, &plain, Private::Yes)?;
    Ok(input::name(&to))
}
