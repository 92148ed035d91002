//! Percentages in tenths, so that they are equal, compared and printed without rounding again.

use std::fmt;

use domain::Share;

/// A percentage in tenths: 805 tenths are 80.5 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub struct Percent {
    tenths: u32,
}

/// What is added before a figure is cut to tenths. A figure that lies on an edge by the rules of
/// arithmetic may have been worked out a hair below it; a hair is 1e-13 at most, and this is more.
const HAIR: f64 = 1e-9;

impl Percent {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);
    /// One half.
    pub const HALF: Self = Self::whole(50);
    /// All.
    pub const HUNDRED: Self = Self::whole(100);

    /// A whole percentage.
    pub const fn whole(percent: u32) -> Self {
        Self { tenths: percent * 10 }
    }

    /// So many tenths of a per cent.
    pub const fn of_tenths(tenths: u32) -> Self {
        Self { tenths }
    }

    /// The tenths of a per cent.
    pub const fn tenths(self) -> u32 {
        self.tenths
    }

    /// As text with its tenth always there, so that a column of them is even: `80.0`.
    pub fn with_tenth(self) -> String {
        format!("{}.{}", self.tenths / 10, self.tenths % 10)
    }

    /// Reads `80`, `80.5`, `80%` or `80.5 %`, up to 999.9; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('%').unwrap_or(text).trim_end();
        let (whole, tenths) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let shape = (1..=3).contains(&whole.len()) && tenths.len() == 1;
        if !shape || !digits(whole) || !digits(tenths) {
            return None;
        }
        let (whole, tenths): (u32, u32) = (whole.parse().ok()?, tenths.parse().ok()?);
        Some(Self { tenths: whole * 10 + tenths })
    }

    /// The nearest percentage to a share between 0 and 1, halves rounded up. The last bits of the
    /// share do not matter (4.5).
    pub(crate) fn nearest(share: f64) -> Self {
        Self { tenths: (share * 1000.0 + 0.5 + HAIR).floor() as u32 }
    }

    /// As a share between 0 and 1.
    pub(crate) fn as_share(self) -> f64 {
        f64::from(self.tenths) / 1000.0
    }
}

impl fmt::Display for Percent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.tenths % 10 {
            0 => write!(f, "{}", self.tenths / 10),
            tenth => write!(f, "{}.{tenth}", self.tenths / 10),
        }
    }
}

/// A share as a percentage in tenths, halves rounded up; `None` of nothing.
pub fn percent_of(share: Share) -> Option<Percent> {
    let (part, of) = (u64::from(share.part), u64::from(share.of));
    (of > 0).then(|| Percent::of_tenths(((2000 * part + of) / (2 * of)) as u32))
}

/// A figure from 0 up with so many decimals, halves rounded up: 67.18. The formatter of the standard
/// library would be a large part of the page for four figures of a working.
pub fn decimals(figure: f64, n_decimals: u32) -> String {
    let unit = 10_u64.pow(n_decimals);
    let parts = (figure * unit as f64 + 0.5 + HAIR).floor() as u64;
    format!("{}.{:0width$}", parts / unit, parts % unit, width = n_decimals as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_written_with_its_decimals() {
        for (figure, n_decimals, text) in [
            (1.281_551_6, 4, "1.2816"),
            (164.237_4, 1, "164.2"),
            (67.005, 2, "67.01"),
            (0.0, 2, "0.00"),
            (9.999, 2, "10.00"),
        ] {
            assert_eq!(decimals(figure, n_decimals), text);
        }
    }

    #[test]
    fn a_percentage_is_read_as_people_write_it() {
        for (text, tenths) in
            [("80", 800), ("80.5", 805), (" 5 % ", 50), ("0.1%", 1), ("100", 1000)]
        {
            assert_eq!(Percent::parse(text), Some(Percent::of_tenths(tenths)), "{text}");
        }
        for text in ["", "%", "-5", "5,0", "5.25", "5.", ".5", "1e2", "1000", "+5", "٥"] {
            assert_eq!(Percent::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_percentage_is_written_without_a_needless_tenth() {
        assert_eq!(Percent::of_tenths(805).to_string(), "80.5");
        assert_eq!(Percent::whole(80).to_string(), "80");
        assert_eq!(Percent::whole(80).with_tenth(), "80.0");
    }

    #[test]
    fn a_share_is_rounded_half_up() {
        for (part, of, tenths) in
            [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (1, 2001, 0), (7, 7, 1000)]
        {
            assert_eq!(
                percent_of(Share { part, of }),
                Some(Percent::of_tenths(tenths)),
                "{part}/{of}"
            );
        }
        assert_eq!(percent_of(Share { part: 0, of: 0 }), None);
    }

    #[test]
    fn a_hair_below_an_edge_counts_as_the_edge() {
        assert_eq!(Percent::nearest(0.1235 - 1e-16), Percent::of_tenths(124));
        assert_eq!(Percent::nearest(0.1235 - 1e-10), Percent::of_tenths(123));
    }
}
