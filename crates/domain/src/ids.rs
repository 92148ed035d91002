//! Random identifiers. Names and numbers are labels; these never change and are never reused.

use std::fmt;

/// The value of every byte that is a hexadecimal digit as files write it; [`NO_DIGIT`] for the others.
const DIGITS: [u8; 256] = {
    let mut digits = [NO_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        digits[b"0123456789abcdef"[value] as usize] = value as u8;
        value += 1;
    }
    digits
};
const NO_DIGIT: u8 = 0x80;

/// Reads 16 hexadecimal digits. A file has three identifiers in every change: they are looked at once.
fn parse(text: &str) -> Option<u64> {
    let text: &[u8; 16] = text.as_bytes().try_into().ok()?;
    let (mut number, mut all) = (0, 0);
    for byte in text {
        let digit = DIGITS[usize::from(*byte)];
        all |= digit;
        number = number << 4 | u64::from(digit);
    }
    (all < NO_DIGIT).then_some(number)
}

macro_rules! ids {
    ($($(#[$doc:meta])* $type:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(u64);

        impl $type {
            /// Makes an identifier of 64 random bits drawn by the caller.
            pub fn new(random: u64) -> Self {
                Self(random)
            }

            /// Reads 16 hexadecimal digits; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                parse(text).map(Self)
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:016x}", self.0)
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
    )*};
}

ids! {
    /// One inspection.
    InspectionId
    /// One case of the sample.
    CaseId
    /// One reader's work on one case.
    ReadingId
    /// One browser (or program) that makes changes.
    DeviceId
    /// One evidence entry.
    EvidenceId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back_as_it_was_written() {
        for random in [0, 1, 0xdead_beef, u64::MAX] {
            let id = CaseId::new(random);
            assert_eq!(CaseId::parse(&id.to_string()), Some(id));
        }
        for text in [
            "",
            "12",
            "00000000DEADBEEF",
            "+00000000000000f",
            "g000000000000000",
            "00000000000000\u{175}",
        ] {
            assert_eq!(CaseId::parse(text), None, "{text:?}");
        }
    }
}
