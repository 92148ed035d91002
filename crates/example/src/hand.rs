//! One person at one browser: the only way the example makes a change.

use domain::{Change, DeviceId, Framework, Inspection, Target};

use crate::dice::Dice;
use crate::{ExampleError, calendar};

/// A reader with a browser of their own and a copy of the inspection in it.
pub(crate) struct Hand<'a> {
    /// The reader's initials.
    pub(crate) reader: &'static str,
    /// The framework.
    pub(crate) framework: &'a Framework,
    device: DeviceId,
    inspection: Inspection,
    changes: Vec<Change>,
    now: u64,
    /// The usual time from one change to the next, in milliseconds.
    pace: u64,
    dice: Dice,
}

impl<'a> Hand<'a> {
    /// A reader who is given the inspection as it stands.
    pub(crate) fn new(
        reader: &'static str,
        dice: &mut Dice,
        framework: &'a Framework,
        inspection: Inspection,
    ) -> Self {
        Self {
            reader,
            framework,
            device: DeviceId::new(dice.draw()),
            inspection,
            changes: Vec::new(),
            now: calendar::SET_UP_AT,
            pace: 10_000,
            dice: Dice::new(dice.draw()),
        }
    }

    /// The inspection as this reader sees it.
    pub(crate) fn inspection(&self) -> &Inspection {
        &self.inspection
    }

    /// Turns to reading `n_cases`: slowly where they are few, and never slower than people are.
    pub(crate) fn begin_reading(&mut self, n_cases: usize) {
        const CHANGES_A_CASE: u64 = 145;
        let changes = (n_cases as u64 * CHANGES_A_CASE).max(1);
        self.pace = (calendar::READING_TIME / changes).clamp(3, 75_000);
        self.now = self.now.max(calendar::READING_BEGINS);
    }

    /// Turns to the service record.
    pub(crate) fn begin_service(&mut self) {
        self.now = self.now.max(calendar::SERVICE_BEGINS);
    }

    /// Sets a target to a value.
    pub(crate) fn set(
        &mut self,
        target: Target,
        after: impl Into<String>,
    ) -> Result<(), ExampleError> {
        let time = self.dice.number(self.pace / 3, self.pace * 5 / 3);
        self.now = calendar::later(self.now, time);
        let change =
            self.inspection.change(self.device, self.reader, self.now, target, Some(after.into()));
        if let Some(change) = change {
            self.inspection.apply(self.framework, &change).map_err(ExampleError::Refused)?;
            self.changes.push(change);
        }
        Ok(())
    }

    /// The changes made.
    pub(crate) fn into_changes(self) -> Vec<Change> {
        self.changes
    }
}
