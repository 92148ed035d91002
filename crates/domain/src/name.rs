//! Short names kept inside the value, so that comparing and copying them costs nothing.

use std::fmt;

/// A short ASCII name: 1 to 31 visible characters, no blanks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Name {
    // Unused bytes are zero, so the derived order is the order of the text.
    bytes: [u8; Name::LONGEST],
    len: u8,
}

impl Name {
    /// The longest name, in bytes.
    pub const LONGEST: usize = 31;

    /// Reads a name; `None` where the text is empty, too long or holds anything but visible ASCII.
    pub fn new(text: &str) -> Option<Self> {
        let fits = (1..=Self::LONGEST).contains(&text.len());
        if !fits || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return None;
        }
        let mut bytes = [0; Self::LONGEST];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(Self { bytes, len: text.len() as u8 })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        // The bytes were checked on the way in, so the empty text never shows.
        std::str::from_utf8(&self.bytes[..usize::from(self.len)]).unwrap_or_default()
    }
}

macro_rules! names {
    ($($(#[$doc:meta])* $type:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(Name);

        impl $type {
            /// Reads it from text; `None` where the text is no [`Name`].
            pub fn new(text: &str) -> Option<Self> {
                Name::new(text).map(Self)
            }

            /// The text of it.
            pub fn as_str(&self) -> &str {
                self.0.as_str()
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }
    )*};
}

names! {
    /// The official reference of a domain, standard, key question or prompt: `2`, `2.1`, `2.1.3`, `2.1.3a`.
    Reference
    /// The identifier of a pool, a case detail or one of its options: `out-of-court`, `rosh-inspector`.
    Slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_their_text() {
        let mut names: Vec<_> =
            ["2.1.1b", "2.1", "2.1.1a", "2.1.1"].map(|text| Reference::new(text).unwrap()).into();
        names.sort();
        let texts: Vec<_> = names.iter().map(Reference::as_str).collect();
        assert_eq!(texts, ["2.1", "2.1.1", "2.1.1a", "2.1.1b"]);
    }

    #[test]
    fn what_is_no_name_is_refused() {
        for text in ["", "two words", "ŵ", &"x".repeat(32), "tab\t"] {
            assert_eq!(Name::new(text), None, "{text:?}");
        }
        assert_eq!(Name::new(&"x".repeat(31)).unwrap().as_str(), "x".repeat(31));
    }
}
