//! Random identifiers. Names and numbers are labels; these never change and are never reused.

use std::fmt;

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
                let is_hex = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
                if text.len() != 16 || !is_hex {
                    return None;
                }
                u64::from_str_radix(text, 16).ok().map(Self)
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
        for text in ["", "12", "00000000DEADBEEF", "+00000000000000f", "g000000000000000"] {
            assert_eq!(CaseId::parse(text), None, "{text:?}");
        }
    }
}
