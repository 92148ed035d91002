//! What is to be sealed, opened or made, and with what. A secret is never an argument: other people on the computer could
//! read it in the list of what runs.

use std::ffi::OsString;
use std::path::PathBuf;

use super::WrongUse;

/// An order to seal a file.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct SealOrder {
    pub(crate) file: PathBuf,
    pub(crate) to: SealTo,
    pub(crate) out: Option<PathBuf>,
}

/// Whom or what a file is sealed for.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum SealTo {
    /// The hand-over key of the inspection in it.
    Inspection,
    /// These public keys.
    Keys(Vec<String>),
    /// A passphrase.
    Passphrase(PassphraseFrom),
}

/// Where a passphrase comes from.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum PassphraseFrom {
    /// It is asked for at the terminal.
    Terminal,
    /// The first line of a file; `-` is standard input.
    File(PathBuf),
}

/// An order to open a sealed file.
#[derive(PartialEq, Eq, Debug)]
pub(crate) struct OpenOrder {
    pub(crate) file: PathBuf,
    pub(crate) key_file: Option<PathBuf>,
    pub(crate) passphrase: PassphraseFrom,
    pub(crate) out: Option<PathBuf>,
}

const PASSPHRASE: &str = "passphrase";

/// The options of `seal`, and those of `open`, but for `--out`.
const FOR_SEAL: [&str; 3] = ["for", PASSPHRASE, "passphrase-file"];
const FOR_OPEN: [&str; 2] = ["key-file", "passphrase-file"];

/// The option of this name.
pub(super) fn option(word: &str) -> Option<&'static str> {
    FOR_SEAL.into_iter().chain(FOR_OPEN).find(|option| *option == word)
}

pub(super) fn takes_value(option: &str) -> bool {
    option != PASSPHRASE
}

pub(super) fn seal_takes(option: &str) -> bool {
    option == "out" || FOR_SEAL.contains(&option)
}

pub(super) fn open_takes(option: &str) -> bool {
    option == "out" || FOR_OPEN.contains(&option)
}

impl SealOrder {
    pub(super) fn read(
        file: PathBuf,
        options: Vec<(&'static str, OsString)>,
    ) -> Result<Self, WrongUse> {
        let given = |name: &str| options.iter().any(|(option, _)| *option == name);
        for (one, other) in
            [("for", PASSPHRASE), ("for", "passphrase-file"), (PASSPHRASE, "passphrase-file")]
        {
            if given(one) && given(other) {
                return Err(WrongUse::NotTogether(one, other));
            }
        }
        let mut order = Self { file, to: SealTo::Inspection, out: None };
        for (option, value) in options {
            match (option, &mut order.to) {
                ("out", _) => order.out = Some(value.into()),
                ("for", SealTo::Keys(keys)) => keys.push(value.to_string_lossy().into_owned()),
                ("for", to) => *to = SealTo::Keys(vec![value.to_string_lossy().into_owned()]),
                (PASSPHRASE, to) => *to = SealTo::Passphrase(PassphraseFrom::Terminal),
                (_, to) => *to = SealTo::Passphrase(PassphraseFrom::File(value.into())),
            }
        }
        Ok(order)
    }
}

impl OpenOrder {
    pub(super) fn read(file: PathBuf, options: Vec<(&'static str, OsString)>) -> Self {
        let passphrase = PassphraseFrom::Terminal;
        let mut order = Self { file, key_file: None, passphrase, out: None };
        for (option, value) in options {
            match option {
                "out" => order.out = Some(value.into()),
                "key-file" => order.key_file = Some(value.into()),
                _ => order.passphrase = PassphraseFrom::File(value.into()),
            }
        }
        order
    }
}
