//! How many cases a sample needs (4.4).

use crate::{Confidence, Percent};

/// How far a share found in a sample may lie from the share of all eligible cases, either way, in
/// percentage points: from 0.1 to 50.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Margin(Percent);

impl Margin {
    /// 5 points, by which samples of youth inspections are sized (4.1).
    pub const FIVE: Self = Self(Percent::whole(5));
    /// The least and the most that make sense.
    pub const RANGE: (Percent, Percent) = (Percent::of_tenths(1), Percent::HALF);

    /// A margin; `None` outside [`Self::RANGE`].
    pub fn new(percent: Percent) -> Option<Self> {
        let (least, most) = Self::RANGE;
        (least <= percent && percent <= most).then_some(Self(percent))
    }

    /// In percentage points.
    pub fn percent(self) -> Percent {
        self.0
    }
}

/// How precise a sample is to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Precision {
    /// How sure.
    pub confidence: Confidence,
    /// How near.
    pub margin: Margin,
    /// The share that is expected; one half asks for the most cases and so is safe for every share.
    pub expected: Percent,
}

impl Default for Precision {
    /// 80 % and 5 points with an expected share of one half (4.1).
    fn default() -> Self {
        Self { confidence: Confidence::EIGHTY, margin: Margin::FIVE, expected: Percent::HALF }
    }
}

/// The size of a sample, with what it was worked out from.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct SampleSize {
    /// N: the eligible cases.
    pub eligible: u32,
    /// The precision asked for.
    pub precision: Precision,
    /// z: belongs to the confidence.
    pub z: f64,
    /// n0: the cases that would be needed of a population without end.
    pub of_endless: f64,
    /// n before it is rounded up.
    pub exact: f64,
    /// n: the cases to draw. Never more than are eligible, and at least one where any is.
    pub cases: u32,
}

/// What a size may lie above a whole number and still count as it. Where the formula gives a whole
/// number, arithmetic may end up a hair above it; a hair is 1e-10 at most, and a case more would be
/// asked for no reason.
const HAIR: f64 = 1e-9;

/// How many cases of a population give a share with this precision (4.4).
///
/// `n0 = z² p(1 − p) / e²` and `n = n0 / (1 + (n0 − 1) / N)`, rounded up.
pub fn sample_size(eligible: u32, precision: Precision) -> SampleSize {
    let z = precision.confidence.z();
    let share = precision.expected.min(Percent::HUNDRED).as_share();
    let margin = precision.margin.0.as_share();
    let of_endless = z * z * share * (1.0 - share) / (margin * margin);
    let exact = match eligible {
        0 => 0.0,
        all => of_endless / (1.0 + (of_endless - 1.0) / f64::from(all)),
    };
    let cases = rounded_up(exact).max(1).min(eligible);
    SampleSize { eligible, precision, z, of_endless, exact, cases }
}

fn rounded_up(exact: f64) -> u32 {
    (exact - HAIR).ceil().max(0.0) as u32
}

/// The margin of a share found in so many cases out of all eligible ones: the formula of
/// [`sample_size`] solved for `e` with an expected share of one half (4.4). In percentage points,
/// to the nearest tenth; `None` where no case was drawn. A sample of all cases has none: 0.
pub fn margin(cases: u32, eligible: u32, confidence: Confidence) -> Option<Percent> {
    if cases == 0 {
        return None;
    }
    if cases >= eligible {
        return Some(Percent::ZERO);
    }
    let (cases, eligible) = (f64::from(cases), f64::from(eligible));
    let left = (eligible - cases) / (cases * (eligible - 1.0));
    Some(Percent::nearest((confidence.z() * 0.5 * left.sqrt()).min(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(eligible: u32) -> u32 {
        sample_size(eligible, Precision::default()).cases
    }

    #[test]
    fn sizes_are_those_of_the_table() {
        for (eligible, expected) in [
            (10, 10),
            (15, 14),
            (20, 18),
            (30, 26),
            (40, 33),
            (50, 39),
            (75, 52),
            (100, 63),
            (150, 79),
            (200, 91),
            (300, 107),
            (500, 124),
        ] {
            assert_eq!(cases(eligible), expected, "{eligible}");
        }
    }

    #[test]
    fn the_working_is_shown() {
        let size = sample_size(50, Precision::default());
        assert_eq!(format!("{:.4}", size.z), "1.2816");
        assert_eq!(format!("{:.1}", size.of_endless), "164.2");
        assert_eq!(format!("{:.1}", size.exact), "38.5");
    }

    #[test]
    fn a_size_never_exceeds_what_there_is_and_never_falls_as_more_is_there() {
        for confidence in [500, 800, 900, 950, 999] {
            for margin in [1, 10, 50, 100, 500] {
                let precision = Precision {
                    confidence: Confidence::new(Percent::of_tenths(confidence)).unwrap(),
                    margin: Margin::new(Percent::of_tenths(margin)).unwrap(),
                    expected: Percent::HALF,
                };
                let mut before = 0;
                for eligible in 0..3_000 {
                    let size = sample_size(eligible, precision).cases;
                    assert!(size <= eligible && size >= before, "{precision:?} {eligible}: {size}");
                    assert_eq!(size == 0, eligible == 0);
                    before = size;
                }
            }
        }
    }

    #[test]
    fn a_whole_number_is_not_rounded_up_by_noise() {
        for (exact, expected) in [(38.0, 38), (38.0 + 1e-12, 38), (38.0 - 1e-12, 38), (38.01, 39)] {
            assert_eq!(rounded_up(exact), expected, "{exact}");
        }
        // Of one case the formula gives 1 exactly, however many an endless population asks for.
        for confidence in 500..1000 {
            let confidence = Confidence::new(Percent::of_tenths(confidence)).unwrap();
            let size = sample_size(1, Precision { confidence, ..Precision::default() });
            assert!((size.exact - 1.0).abs() < HAIR);
            assert_eq!(size.cases, 1);
        }
        // Nobody has doubts: nothing varies, and one case tells it.
        let certain = Precision { expected: Percent::HUNDRED, ..Precision::default() };
        assert_eq!(sample_size(40, certain).cases, 1);
    }

    #[test]
    fn the_margin_of_a_sample_is_the_one_it_was_sized_for() {
        for eligible in 2..2_000 {
            let size = cases(eligible);
            let found = margin(size, eligible, Confidence::EIGHTY).unwrap();
            assert!(found <= Percent::whole(5), "{eligible}: {found}");
            let fewer = margin(size - 1, eligible, Confidence::EIGHTY);
            assert!(fewer.is_none_or(|fewer| fewer >= Percent::whole(5)), "{eligible}: {fewer:?}");
        }
    }

    #[test]
    fn a_smaller_part_has_a_wider_margin() {
        let of = |cases, eligible| margin(cases, eligible, Confidence::EIGHTY);
        assert_eq!(of(0, 40), None);
        assert_eq!(of(40, 40), Some(Percent::ZERO));
        assert_eq!(of(1, 1), Some(Percent::ZERO));
        assert_eq!(of(33, 40), Some(Percent::of_tenths(47)));
        assert_eq!(of(13, 16), Some(Percent::of_tenths(79)));
        assert_eq!(of(1, 1_000_000), Some(Percent::of_tenths(641)));
    }
}
