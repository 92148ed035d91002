//! The example inspection, made and not recorded: invented cases whose judgements give a published result.
//!
//! The published ratings are those of East Sussex in 2024 (section 3.6 of `docs/domain.md`): 25 of 36, Good.
//! Nothing else in it is real. It comes about as a real one does: a lead inspector sets it up, three readers
//! each work on a copy, and the union of their changes is the inspection. No clock, no chance: the same
//! text on every machine.

use std::fmt;
use std::sync::Arc;

use domain::{Change, Inspection, InspectionId, Refusal};
use wire::{Edition, Signature};

mod calendar;
mod details;
mod dice;
mod findings;
mod hand;
mod plan;
mod reading;
mod reasons;
mod sample;
mod service;

use hand::Hand;

/// How many cases the example has: as many as were read in East Sussex in 2024.
const EXAMPLE_CASES: usize = 37;
const SEED: u64 = 2024;
const PROGRAM: &str = "caseread 0.1.0";

/// An inspection with all that is needed to write it.
pub struct Example {
    /// The edition it works to.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: Inspection,
    /// The changes it is the fold of, in the order of their clocks.
    pub changes: Vec<Change>,
}

/// Why an example cannot be made. A test holds that it can.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExampleError {
    /// The framework it works to is not bundled, or lacks this part of it.
    Framework(&'static str),
    /// One of its changes cannot have happened.
    Refused(Refusal),
}

impl fmt::Display for ExampleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Framework(part) => write!(f, "The bundled frameworks have no {part}."),
            Self::Refused(refusal) => write!(f, "A change of the example was refused: {refusal:?}"),
        }
    }
}

impl std::error::Error for ExampleError {}

/// The example as the file it is kept in: `examples/east-sussex-2024.json`.
///
/// # Errors
/// Where the bundled framework does not fit it.
pub fn east_sussex() -> Result<String, ExampleError> {
    changes().map(|example| example.export())
}

/// The example as values.
///
/// # Errors
/// As [`east_sussex`].
pub fn changes() -> Result<Example, ExampleError> {
    Example::of(EXAMPLE_CASES)
}

/// An inspection like the example with this many cases, all fully read, as an export. For measuring.
///
/// # Errors
/// As [`east_sussex`].
pub fn many(n_cases: usize) -> Result<String, ExampleError> {
    Example::of(n_cases).map(|example| example.export())
}

/// As [`many`], and another inspection for every seed.
///
/// # Errors
/// As [`east_sussex`].
pub fn another(seed: u64, n_cases: usize) -> Result<String, ExampleError> {
    Example::seeded(seed, n_cases).map(|example| example.export())
}

impl Example {
    /// Makes an inspection of `n_cases` cases, all fully read.
    ///
    /// # Errors
    /// As [`east_sussex`].
    pub fn of(n_cases: usize) -> Result<Self, ExampleError> {
        Self::seeded(SEED, n_cases)
    }

    /// Makes another inspection of `n_cases` cases for every seed.
    ///
    /// # Errors
    /// As [`east_sussex`].
    pub fn seeded(seed: u64, n_cases: usize) -> Result<Self, ExampleError> {
        let youth = frameworks::BUNDLED.iter().find(|one| one.identifier == "youth-justice-2021");
        let edition = youth
            .and_then(frameworks::Bundled::read)
            .ok_or(ExampleError::Framework("youth-justice-2021"))?;
        let framework = &edition.framework;
        let mut dice = dice::Dice::new(seed);
        let id = InspectionId::new(dice.draw());

        let mut lead = Hand::new("AB", &mut dice, framework, Inspection::new(id));
        service::set_up(&mut lead)?;
        let mut cases = sample::draw(framework, n_cases, &mut dice)?;
        for case in &cases {
            case.add_to(&mut lead)?;
        }
        plan::verdicts(framework, &mut cases, &mut dice);

        let start = lead.inspection().clone();
        let second = Hand::new("CD", &mut dice, framework, start.clone());
        let third = Hand::new("EF", &mut dice, framework, start);
        let mut changes = Vec::new();
        for mut hand in [lead, second, third] {
            let reader = hand.reader;
            let own: Vec<_> = cases.iter().filter(|case| case.reader == reader).collect();
            hand.begin_reading(own.len());
            for case in own {
                reading::read(&mut hand, case, &mut dice)?;
            }
            if reader == "AB" {
                service::record(&mut hand, &mut dice)?;
            }
            changes.extend(hand.into_changes());
        }
        changes.sort_by_key(|one: &Change| (one.stamp.clock, one.stamp.device, one.stamp.sequence));
        let inspection = Inspection::fold(framework, id, &changes)
            .map_err(|(_, refusal)| ExampleError::Refused(refusal))?;
        Ok(Self { edition, inspection, changes })
    }

    /// The inspection as an export, signed by the lead on the last afternoon.
    pub fn export(&self) -> String {
        let signature = Signature { program: PROGRAM, at: calendar::EXPORTED_AT, by: "AB" };
        wire::write(&signature, &self.edition, &self.inspection, &self.changes, None)
    }
}
