//! Short names kept inside the value, so that comparing and copying them costs nothing.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A short ASCII name: 1 to 31 visible characters, no blanks.
#[derive(Clone, Copy, Eq, Debug)]
pub struct Name {
    // Unused bytes are zero and the last one is the length.
    bytes: [u8; 32],
}

impl Ord for Name {
    // Names are compared more often than anything else is done, and most differ in their first eight bytes.
    // WebAssembly cannot turn bytes around, so only the part that differs is read as a number; a comparison
    // of bytes, which gives the same order, would be a call that walks along them.
    fn cmp(&self, other: &Self) -> Ordering {
        let differing = self.parts().iter().zip(other.parts()).find(|(one, other)| one != other);
        differing.map_or(Ordering::Equal, |(one, other)| {
            u64::from_be_bytes(*one).cmp(&u64::from_be_bytes(*other))
        })
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.bytes.hash(state);
    }
}

impl PartialOrd for Name {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
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
        let mut bytes = [0; 32];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        bytes[Self::LONGEST] = text.len() as u8;
        Some(Self { bytes })
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        // The bytes were checked on the way in, so the empty text never shows.
        let len = usize::from(self.bytes[Self::LONGEST]);
        std::str::from_utf8(&self.bytes[..len]).unwrap_or_default()
    }

    fn parts(&self) -> &[[u8; 8]] {
        self.bytes.as_chunks().0
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
