//! How sure a share found in a sample is (4.5).

use domain::Share;

use crate::{Confidence, Percent};

/// The shares between which the true one lies with a confidence, to the nearest tenth of a per cent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Interval {
    /// The least.
    pub lower: Percent,
    /// The most.
    pub upper: Percent,
}

/// Wilson's interval of a share; `None` of nothing (4.5). This is the one Caseread reports.
///
/// It takes the sample as drawn from a population without end, and so is a little wide where a good
/// part of all cases was read.
pub fn wilson(share: Share, confidence: Confidence) -> Option<Interval> {
    interval(share, confidence, 1.0)
}

/// The same for a sample of a population of so many cases; `None` of nothing (4.5).
///
/// The sample counts as `n (N − 1) / (N − n)` cases instead of n, which is the correction of
/// [`crate::sample_size`]. Where all cases were read the share is what it is.
pub fn wilson_of_population(
    share: Share,
    confidence: Confidence,
    population: u32,
) -> Option<Interval> {
    let (cases, all) = (f64::from(share.of), f64::from(population.max(share.of)));
    interval(share, confidence, if all > 1.0 { (all - cases) / (all - 1.0) } else { 0.0 })
}

/// `unread` says how much of the doubt is left: 1 in a population without end, 0 where all was read.
fn interval(share: Share, confidence: Confidence, unread: f64) -> Option<Interval> {
    if share.of == 0 {
        return None;
    }
    let (part, of) = (f64::from(share.part.min(share.of)), f64::from(share.of));
    let (yes, no) = (part / of, (of - part) / of);
    let z = confidence.z();
    let weight = z * z * unread / of;
    let centre = yes + weight / 2.0;
    let half = (weight * yes * no + weight * weight / 4.0).sqrt();
    // Nothing and all are edges that no noise may cross.
    let lower = ((centre - half) / (1.0 + weight)).max(0.0);
    let upper = ((centre + half) / (1.0 + weight)).min(1.0);
    Some(Interval { lower: Percent::nearest(lower), upper: Percent::nearest(upper) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(part: u32, of: u32, confidence: u32, expected: (u32, u32)) {
        let confidence = Confidence::new(Percent::of_tenths(confidence)).unwrap();
        let found = wilson(Share { part, of }, confidence).unwrap();
        assert_eq!((found.lower.tenths(), found.upper.tenths()), expected, "{part}/{of}");
    }

    #[test]
    fn intervals_are_those_worked_out_with_another_program() {
        check(0, 1, 800, (0, 622));
        check(1, 1, 800, (378, 1000));
        check(0, 5, 800, (0, 247));
        check(3, 5, 800, (330, 820));
        check(12, 22, 800, (411, 674));
        check(17, 22, 800, (642, 866));
        check(22, 22, 800, (931, 1000));
        check(11, 17, 900, (449, 805));
        check(37, 37, 950, (906, 1000));
        check(24, 37, 950, (488, 782));
        check(1, 120, 990, (1, 67));
        check(64, 120, 999, (387, 674));
        let share = Share { part: 22, of: 33 };
        let of_40 = wilson_of_population(share, Confidence::EIGHTY, 40).unwrap();
        assert_eq!((of_40.lower.tenths(), of_40.upper.tenths()), (621, 710));
    }

    #[test]
    fn nothing_has_no_interval() {
        assert_eq!(wilson(Share { part: 0, of: 0 }, Confidence::EIGHTY), None);
        assert_eq!(wilson_of_population(Share { part: 0, of: 0 }, Confidence::EIGHTY, 40), None);
    }

    #[test]
    fn an_interval_holds_its_share_and_mirrors_its_opposite() {
        for of in 1..=120 {
            for part in 0..=of {
                let Interval { lower, upper } =
                    wilson(Share { part, of }, Confidence::EIGHTY).unwrap();
                let share = crate::percent_of(Share { part, of }).unwrap();
                assert!(lower <= share && share <= upper, "{part}/{of}: {lower} to {upper}");
                assert_eq!(part == 0, lower == Percent::ZERO, "{part}/{of}");
                assert_eq!(part == of, upper == Percent::HUNDRED, "{part}/{of}");
                let mirrored = wilson(Share { part: of - part, of }, Confidence::EIGHTY).unwrap();
                assert_eq!(lower.tenths() + mirrored.upper.tenths(), 1000, "{part}/{of}");
            }
        }
    }

    #[test]
    fn the_more_of_a_population_was_read_the_narrower_it_is() {
        let share = Share { part: 22, of: 33 };
        let of = |population| wilson_of_population(share, Confidence::EIGHTY, population).unwrap();
        let width = |one: Interval| one.upper.tenths() - one.lower.tenths();
        let plain = wilson(share, Confidence::EIGHTY).unwrap();
        assert_eq!(
            of(33),
            Interval { lower: Percent::of_tenths(667), upper: Percent::of_tenths(667) }
        );
        assert_eq!(of(10), of(33), "more cases than there are");
        assert!(width(of(40)) < width(of(80)) && width(of(80)) < width(plain));
        assert_eq!(of(u32::MAX), plain);
        let one = wilson_of_population(Share { part: 1, of: 1 }, Confidence::EIGHTY, 1).unwrap();
        assert_eq!((one.lower, one.upper), (Percent::HUNDRED, Percent::HUNDRED));
    }
}
