//! `caseread key`: a key pair, the secret one in a file.

use std::path::Path;

use words::Words;

use super::seal::put;
use crate::exit::Outcome;
use crate::input;
use crate::printer::Printer;
use crate::secret::Private;

/// Makes a key pair and writes the key file.
pub(crate) fn key(words: Words, path: &Path) -> Outcome {
    let file = input::name(path);
    let pair = seal::key_pair();
    let comments =
        [words.cli_key_comment(crate::PROGRAM), words.hand_key_file_public(&pair.public)];
    let mut text: String = comments.iter().map(|line| format!("# {line}\n")).collect();
    text += &format!("{}\n", pair.secret);
    if let Err(unsealed) = put(path, text.as_bytes(), Private::Yes) {
        let mut err = Printer::default();
        err.unsealed(words, &file, unsealed);
        return Outcome::problems(err);
    }
    let told = [words.cli_key_done(file), words.cli_key_lost().to_owned(), pair.public];
    Outcome::well(told.map(|line| format!("{line}\n")).concat())
}
