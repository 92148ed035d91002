//! What can be wrong with sealing and opening. Closed, so that every fault has its words and its way out.

/// Why nothing was sealed, or nothing opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Fault {
    /// More bytes than are sealed or opened.
    TooLarge {
        /// Bytes found. More than allowed, where a file turned out too large while it was opened.
        found: u64,
        /// Bytes allowed.
        most: u64,
    },
    /// The file is not sealed in the age format.
    NotSealed,
    /// Sealed in a version of the format that is not read here.
    OtherVersion,
    /// The file was altered, or cut short, after it was sealed.
    Damaged,
    /// It opens with a passphrase, and a key was given.
    NeedsPassphrase,
    /// It opens with a secret key, and a passphrase was given.
    NeedsKey,
    /// The passphrase is not the one it was sealed with.
    WrongPassphrase,
    /// None of the secret keys given is one it was sealed for.
    WrongKey,
    /// To try a passphrase on it would take too long.
    TooMuchWork {
        /// The work it asks for: 2 to this power.
        asked: u8,
        /// The most that is done here: 2 to this power.
        most: u8,
    },
    /// There is no secret key in what was given as a key file, or something that is none.
    NoSecretKey,
    /// Not a public key that can be sealed for.
    NoPublicKey(String),
    /// Nobody was named to seal for.
    ForNobody,
    /// The passphrase is shorter than [`crate::SHORTEST_PASSPHRASE`] letters.
    PassphraseTooShort,
    /// What was sealed did not open to what had been put in. It was thrown away.
    NotTheSame,
}

/// The words by which faults without a value pass from one module to the other.
static CODES: [(&str, Fault); 11] = [
    ("not-sealed", Fault::NotSealed),
    ("other-version", Fault::OtherVersion),
    ("damaged", Fault::Damaged),
    ("needs-passphrase", Fault::NeedsPassphrase),
    ("needs-key", Fault::NeedsKey),
    ("wrong-passphrase", Fault::WrongPassphrase),
    ("wrong-key", Fault::WrongKey),
    ("no-secret-key", Fault::NoSecretKey),
    ("for-nobody", Fault::ForNobody),
    ("passphrase-too-short", Fault::PassphraseTooShort),
    ("not-the-same", Fault::NotTheSame),
];

impl Fault {
    /// The fault as a line of text, for the way between the two modules of the page.
    pub fn code(&self) -> String {
        match self {
            Self::TooLarge { found, most } => format!("too-large {found} {most}"),
            Self::TooMuchWork { asked, most } => format!("too-much-work {asked} {most}"),
            Self::NoPublicKey(key) => format!("no-public-key {key}"),
            fault => CODES
                .iter()
                .find(|(_, one)| one == fault)
                .map_or_else(String::new, |(code, _)| (*code).to_owned()),
        }
    }

    /// Reads what [`Fault::code`] wrote; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        let mut parts = code.splitn(3, ' ');
        let word = parts.next()?;
        let (one, other) = (parts.next(), parts.next());
        match word {
            "too-large" => {
                Some(Self::TooLarge { found: one?.parse().ok()?, most: other?.parse().ok()? })
            }
            "too-much-work" => {
                Some(Self::TooMuchWork { asked: one?.parse().ok()?, most: other?.parse().ok()? })
            }
            "no-public-key" => Some(Self::NoPublicKey(one?.to_owned())),
            word => CODES.iter().find(|(code, _)| *code == word).map(|(_, fault)| fault.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_comes_back_from_its_code() {
        let with_values = [
            Fault::TooLarge { found: 7, most: 5 },
            Fault::TooMuchWork { asked: 30, most: 20 },
            Fault::NoPublicKey("age1x".to_owned()),
        ];
        let others = CODES.iter().map(|(_, fault)| fault.clone());
        for fault in with_values.into_iter().chain(others) {
            assert!(!fault.code().is_empty(), "{fault:?}");
            assert_eq!(Fault::from_code(&fault.code()), Some(fault));
        }
        assert_eq!(Fault::from_code("RuntimeError: unreachable"), None);
    }
}
