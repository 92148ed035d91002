//! How many cases of each stratum (4.7).

use crate::{Percent, PlanFault, Population, Precision, SampleSize, apportion, sample_size};

/// How many cases of one case manager a sample may hold where nothing else is said (4.8).
pub const DEFAULT_CAP: u32 = 6;

/// What the lead inspector decides about a sample.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choices {
    /// What decides its size.
    pub size: Size,
    /// Reserves in per cent of the sample, for each stratum.
    pub buffer: Percent,
    /// The most cases of one case manager, reserves included.
    pub cap: u32,
}

/// What decides the size of a sample.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Size {
    /// The precision it is to have.
    Precision(Precision),
    /// A number of cases.
    Cases(u32),
}

impl Default for Choices {
    /// 80 % and 5 points, 20 % of reserves, at most 6 cases of one case manager.
    fn default() -> Self {
        Self {
            size: Size::Precision(Precision::default()),
            buffer: Percent::whole(20),
            cap: DEFAULT_CAP,
        }
    }
}

/// How many cases are to be drawn of each stratum. It is made from a [`Population`] and belongs to it.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The cases of the sample in all.
    pub cases: u32,
    /// How their number was worked out; `None` where it was given.
    pub size: Option<SampleSize>,
    /// What was decided.
    pub choices: Choices,
    /// The strata, in the order of [`Population::strata`].
    pub strata: Vec<StratumPlan>,
}

/// How many cases are to be drawn of one stratum.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct StratumPlan {
    /// The eligible cases.
    pub eligible: u32,
    /// How many of them go into the sample.
    pub sample: u32,
    /// How many more are held in reserve.
    pub reserves: u32,
}

impl Plan {
    /// Sets the sizes (4.7): the sample in proportion to the strata, and for each stratum its part
    /// of reserves, rounded up, as far as cases are left.
    ///
    /// # Errors
    ///
    /// What was decided cannot be done.
    pub fn make(population: &Population, choices: Choices) -> Result<Self, PlanFault> {
        let eligible = population.eligible();
        let (size, cases) = match choices.size {
            Size::Precision(precision) => {
                let size = sample_size(eligible, precision);
                (Some(size), size.cases)
            }
            Size::Cases(0) => return Err(PlanFault::NoCases),
            Size::Cases(asked) if asked > eligible => {
                return Err(PlanFault::MoreThanEligible { asked, eligible });
            }
            Size::Cases(asked) => (None, asked),
        };
        if choices.cap == 0 {
            return Err(PlanFault::CapOfNothing);
        }
        if choices.buffer > Percent::HUNDRED {
            return Err(PlanFault::BufferTooLarge(choices.buffer));
        }
        let sizes: Vec<u32> = population.strata.iter().map(|stratum| stratum.cases).collect();
        let strata = sizes.iter().zip(apportion(cases, &sizes)).map(|(eligible, sample)| {
            let part = u64::from(sample) * u64::from(choices.buffer.tenths());
            let reserves = (part.div_ceil(1000) as u32).min(eligible - sample);
            StratumPlan { eligible: *eligible, sample, reserves }
        });
        Ok(Self { cases, size, choices, strata: strata.collect() })
    }
}
