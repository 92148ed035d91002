//! The mark that one visit leaves and the next one has to find.

use std::fmt;

/// Where a mark was left: the browser and the address of the file, as a short fingerprint.
///
/// A mark that is not there was thrown away only if it was looked for where it had been left: in the
/// same browser, and in a file at the same address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Place(u16);

impl Place {
    /// The place of a browser, by its maker's name, and the address of the page without its fragment.
    pub fn of(browser: &str, address: &str) -> Self {
        let sum = digest(&format!("{browser}\n{address}"));
        Self((sum ^ (sum >> 16) ^ (sum >> 32) ^ (sum >> 48)) as u16)
    }
}

/// A mark: when and where it was left, and a number drawn by chance that tells it from all others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Mark {
    /// When it was left, in minutes since 1970 in UTC.
    pub minute: u32,
    /// Drawn by chance.
    pub chance: u32,
    /// Where it was left.
    pub place: Place,
}

/// Letters of a mark as text: `01ce0a2f-9b3c11d0-7f21-5a`.
const LETTERS: usize = 25;

impl Mark {
    /// A mark left now, given in milliseconds since 1970 in UTC.
    pub fn new(at: u64, chance: u64, place: Place) -> Self {
        Self { minute: (at / 60_000) as u32, chance: chance as u32, place }
    }

    /// When it was left, in milliseconds since 1970 in UTC, to the minute.
    pub fn left_at(self) -> u64 {
        u64::from(self.minute) * 60_000
    }

    /// Reads a mark. One letter that was mistyped makes it no mark: a mark that nobody left would be
    /// told as thrown away. That one of chance passes has the odds of 1 to 256.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let digits: String = text.chars().filter(|letter| *letter != '-').collect();
        if !digits.is_ascii() || digits.len() != LETTERS - 3 {
            return None;
        }
        let part = |from: usize, to: usize| u32::from_str_radix(digits.get(from..to)?, 16).ok();
        let place = Place(u16::try_from(part(16, 20)?).ok()?);
        let mark = Self { minute: part(0, 8)?, chance: part(8, 16)?, place };
        (mark.to_string() == text).then_some(mark)
    }

    /// The marks in a text, in their order; whatever stands between them is read over.
    pub fn all_in(text: &str) -> Vec<Self> {
        let between = |letter: char| !(letter.is_ascii_hexdigit() || letter == '-');
        text.split(between).filter_map(Self::parse).collect()
    }

    /// The text of the check file. It holds this mark and nothing else.
    pub fn file(self) -> String {
        format!("{{\"format\":\"caseread-check\",\"version\":1,\"mark\":\"{self}\"}}\n")
    }

    fn plain(self) -> String {
        format!("{:08x}-{:08x}-{:04x}", self.minute, self.chance, self.place.0)
    }
}

/// As it stands in the check file and in the address.
impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = self.plain();
        write!(f, "{plain}-{:02x}", digest(&plain) as u8)
    }
}

/// FNV-1a: short, the same everywhere, and nothing secret rests on it.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
