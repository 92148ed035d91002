//! The normal distribution, turned round: from a confidence to the z that belongs to it.

use std::f64::consts::{FRAC_2_SQRT_PI, SQRT_2};

use crate::Percent;

/// How sure an interval is to hold the true share: from 50 % to 99.9 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Confidence(Percent);

impl Confidence {
    /// 80 %, by which samples of youth inspections are sized (4.1).
    pub const EIGHTY: Self = Self(Percent::whole(80));
    /// The least and the most that make sense here.
    pub const RANGE: (Percent, Percent) = (Percent::whole(50), Percent::of_tenths(999));

    /// A confidence; `None` outside [`Self::RANGE`].
    pub fn new(percent: Percent) -> Option<Self> {
        let (least, most) = Self::RANGE;
        (least <= percent && percent <= most).then_some(Self(percent))
    }

    /// As a percentage.
    pub fn percent(self) -> Percent {
        self.0
    }

    /// The z for which a standard normal value lies between −z and z with this probability: 1.2816
    /// for 80 % (4.4). Right to the last bits of a double, and equal on every machine.
    ///
    /// It solves `erfc(t) = 1 − confidence` for `t = z / √2` by Newton's steps from 0. `erfc` falls
    /// ever more slowly there, so each step lands short of the root and the next goes on from it.
    pub fn z(self) -> f64 {
        let outside = f64::from(1000 - self.0.tenths()) / 1000.0;
        let mut t = 0.0;
        loop {
            let slope = FRAC_2_SQRT_PI * libm::exp(-t * t);
            let next = t + (libm::erfc(t) - outside) / slope;
            if next <= t {
                // No step upwards is left, or only the noise of the last bit.
                return t * SQRT_2;
            }
            t = next;
        }
    }
}

impl Default for Confidence {
    fn default() -> Self {
        Self::EIGHTY
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked out to 40 digits with another program and rounded to a double.
    const KNOWN: [(u32, f64); 16] = [
        (500, 0.6744897501960817),
        (501, 0.676064018891723),
        (683, 1.0006418287624494),
        (800, 1.2815515655446004),
        (801, 1.2844058132054619),
        (850, 1.439531470938456),
        (900, 1.6448536269514726),
        (905, 1.6695925772881872),
        (950, 1.9599639845400543),
        (954, 1.9953933101678247),
        (980, 2.326347874040841),
        (990, 2.575829303548901),
        (995, 2.8070337683438042),
        (997, 2.9677379253417833),
        (998, 3.0902323061678136),
        (999, 3.290526731491895),
    ];

    #[test]
    fn z_is_right_to_the_last_bits() {
        for (tenths, z) in KNOWN {
            let found = Confidence::new(Percent::of_tenths(tenths)).unwrap().z();
            let apart = (found.to_bits() as i64 - z.to_bits() as i64).abs();
            assert!(apart <= 2, "{tenths}: {found} is {apart} doubles from {z}");
        }
    }

    #[test]
    fn a_confidence_has_its_limits() {
        for (tenths, within) in [(499, false), (500, true), (999, true), (1000, false)] {
            assert_eq!(Confidence::new(Percent::of_tenths(tenths)).is_some(), within, "{tenths}");
        }
    }
}
