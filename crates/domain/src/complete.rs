//! Readings marked as complete, and what alters them.

use crate::{CaseId, Inspection, ReadingId, Target};

impl Inspection {
    /// The complete readings that these edits would alter: whoever makes them reopens those first, and
    /// says why.
    ///
    /// A detail and the pool of a case decide what its readings are asked, so they alter all of them. The
    /// number of a case is a label, and taking a case out of the sample has a reason of its own.
    pub fn reopened_by(&self, edits: &[(Target, Option<String>)]) -> Vec<(CaseId, ReadingId)> {
        let mut reopened = Vec::new();
        for (target, after) in edits {
            let after = after.as_deref().filter(|text| !text.is_empty());
            if self.value(target).as_deref() == after {
                continue;
            }
            let (case, only) = match *target {
                Target::Answer(case, reading, _)
                | Target::Note(case, reading, _)
                | Target::Verdict(case, reading, _)
                | Target::Reason(case, reading, _)
                | Target::EarlierAnswer(case, reading, _)
                | Target::EarlierVerdict(case, reading, _)
                | Target::Reading(case, reading) => (case, Some(reading)),
                Target::Detail(case, _) => (case, None),
                Target::Case(case) if self.is_of_another_pool(case, after) => (case, None),
                _ => continue,
            };
            let Some(readings) = self.cases.get(&case).map(|case| &case.readings) else { continue };
            for (id, _) in readings.iter().filter(|(_, reading)| reading.is_complete()) {
                if only.is_none_or(|only| only == *id) && !reopened.contains(&(case, *id)) {
                    reopened.push((case, *id));
                }
            }
        }
        reopened
    }

    fn is_of_another_pool(&self, case: CaseId, after: Option<&str>) -> bool {
        let pool = after.and_then(|text| text.split_once(' ')).map(|(pool, _)| pool);
        self.cases.get(&case).is_some_and(|case| pool != Some(case.pool.as_str()))
    }
}
