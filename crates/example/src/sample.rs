//! The cases of the sample: number, pool, reader and details.

use std::collections::BTreeMap;

use domain::{Case, CaseId, Framework, ReadingId, Reference, Slug, Target};

use crate::dice::Dice;
use crate::hand::Hand;
use crate::plan::Planned;
use crate::{ExampleError, details};

/// A case as the example means it to become.
pub(crate) struct PlannedCase {
    pub(crate) id: CaseId,
    pub(crate) reading: ReadingId,
    /// Who reads it.
    pub(crate) reader: &'static str,
    /// The case with its details, not yet read.
    pub(crate) case: Case,
    /// The verdicts to give, by key question; one that does not apply has none.
    pub(crate) verdicts: BTreeMap<Reference, Planned>,
}

/// Draws a sample: three in five from court, as services send it.
pub(crate) fn draw(
    framework: &Framework,
    n_cases: usize,
    dice: &mut Dice,
) -> Result<Vec<PlannedCase>, ExampleError> {
    let is_court = |at: usize| at * 3 % 5 < 3;
    let n_court = (0..n_cases).filter(|at| is_court(*at)).count();
    let mut court = details::Court::new(n_court, dice);
    let mut outside = details::OutOfCourt::new(n_cases - n_court, dice);
    (0..n_cases)
        .map(|at| {
            let (pool, values) = if is_court(at) {
                ("court", court.next(dice))
            } else {
                ("out-of-court", outside.next(dice))
            };
            let pool = Slug::new(pool).ok_or(ExampleError::Framework("pools"))?;
            let mut case = Case::new(pool, format!("{:03}", at + 1));
            for (name, text) in values {
                let field = Slug::new(name).and_then(|id| framework.detail(id));
                let field = field.ok_or(ExampleError::Framework(name))?;
                let value = field.parse(&text).ok_or(ExampleError::Framework(name))?;
                case.details.insert(field.id, value);
            }
            Ok(PlannedCase {
                id: CaseId::new(dice.draw()),
                reading: ReadingId::new(dice.draw()),
                reader: reader(at),
                case,
                verdicts: BTreeMap::new(),
            })
        })
        .collect()
}

/// The lead reads two cases in nine, since the service record is theirs too.
fn reader(at: usize) -> &'static str {
    match at % 9 {
        2 | 6 => "AB",
        0 | 3 | 5 | 8 => "CD",
        _ => "EF",
    }
}

impl PlannedCase {
    /// Puts the case into the sample.
    pub(crate) fn add_to(&self, hand: &mut Hand<'_>) -> Result<(), ExampleError> {
        let value = format!("{} {}", self.case.pool, self.case.number);
        hand.set(Target::Case(self.id), value)
    }
}
