//! Passphrases and key files in, and files out that hold a secret or a sealed text.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, Read, Write};
use std::path::Path;

use words::Words;

use crate::args::PassphraseFrom;

/// The most bytes of a key file or of a file with a passphrase.
const LARGEST: u64 = 64 * 1024;

/// Why there is no passphrase.
pub(crate) enum NoPassphrase {
    /// The terminal or the file cannot be read.
    Unread(io::Error),
    /// It was typed twice, and not alike.
    Differs,
}

/// Asks for a passphrase that is there already.
pub(crate) fn passphrase(words: Words, from: &PassphraseFrom) -> Result<String, NoPassphrase> {
    match from {
        PassphraseFrom::Terminal => typed(words.cli_seal_ask()),
        PassphraseFrom::File(path) => first_line(path).map_err(NoPassphrase::Unread),
    }
}

/// Asks for a new passphrase, twice where it is typed.
pub(crate) fn new_passphrase(words: Words, from: &PassphraseFrom) -> Result<String, NoPassphrase> {
    let passphrase = passphrase(words, from)?;
    if *from == PassphraseFrom::Terminal && typed(words.cli_seal_ask_again())? != passphrase {
        return Err(NoPassphrase::Differs);
    }
    Ok(passphrase)
}

fn typed(prompt: &str) -> Result<String, NoPassphrase> {
    rpassword::prompt_password(format!("{prompt} ")).map_err(NoPassphrase::Unread)
}

fn first_line(path: &Path) -> io::Result<String> {
    let mut line = String::new();
    if path == Path::new("-") {
        io::stdin().lock().take(LARGEST + 1).read_line(&mut line)?;
    } else {
        io::BufReader::new(File::open(path)?).take(LARGEST + 1).read_line(&mut line)?;
    }
    refuse_past(&line)?;
    // Blanks count in a passphrase; the end of its line does not.
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}

/// Reads a key file.
pub(crate) fn key_file(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    refuse_past(&text)?;
    Ok(text)
}

/// A secret that was cut off would be another one.
fn refuse_past(text: &str) -> io::Result<()> {
    if text.len() as u64 > LARGEST { Err(io::ErrorKind::FileTooLarge.into()) } else { Ok(()) }
}

/// Writes a file where none is yet, whole or not at all. With `private`, nobody else on the computer may read it, where
/// the system can hold that.
pub(crate) fn put(path: &Path, bytes: &[u8], private: Private) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if private == Private::Yes {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    #[cfg(not(unix))]
    let _ = private;
    let mut file = options.open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    if written.is_err() {
        // It was made just now, so it is ours. Why it could not be written is what has to be told.
        let _ = fs::remove_file(path);
    }
    written
}

/// Whether a file is for its owner alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Private {
    /// It is.
    Yes,
    /// Whoever may read in its folder may read it.
    No,
}
