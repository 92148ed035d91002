//! How well a sample matches its population (4.8).

use domain::{Share, Sorted};

use crate::population::is_recorded;
use crate::{Confidence, Drawn, Group, Kind, Percent, Population, margin};

/// A column, or the strata, with the share of each value among all eligible cases and in the sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatchTable {
    /// What is compared.
    pub column: MatchColumn,
    /// The values, in their order.
    pub rows: Vec<MatchRow>,
}

/// What a match table compares.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum MatchColumn {
    /// The strata.
    Strata,
    /// A column, by its heading.
    Heading(String),
}

/// One value in the population and in the sample.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MatchRow {
    /// The groups of a stratum; one group for a column.
    pub groups: Vec<Group>,
    /// Its share of the eligible cases.
    pub population: Share,
    /// Its share of the sample, reserves not counted.
    pub sample: Share,
}

impl MatchRow {
    /// The sample's share less the population's, in tenths of a percentage point, halves away from
    /// zero. It is worked out before the shares are rounded, and so may be a tenth from what the
    /// printed ones give. `None` where nothing was drawn.
    pub fn difference(&self) -> Option<i32> {
        let (population, sample) = (self.population, self.sample);
        if population.of == 0 || sample.of == 0 {
            return None;
        }
        let cross = |one: Share, other: Share| i64::from(one.part) * i64::from(other.of);
        let apart = 1000 * (cross(sample, population) - cross(population, sample));
        let of = i64::from(population.of) * i64::from(sample.of);
        Some((apart.signum() * ((2 * apart.abs() + of) / (2 * of))) as i32)
    }
}

/// Holds a sample against its population: the strata first, then each column that makes them, then
/// every other column that was chosen.
pub fn match_tables(population: &Population, drawn: &Drawn) -> Vec<MatchTable> {
    let mut in_sample = vec![false; population.cases.len()];
    drawn.of_kind(Kind::Sample).for_each(|pick| in_sample[pick.case] = true);

    let strata = table(population, &in_sample, MatchColumn::Strata, |case| {
        population.strata[population.cases[case].stratum].groups.clone()
    });
    let columns = population.shown_headings.iter().enumerate().map(|(at, heading)| {
        table(population, &in_sample, MatchColumn::Heading(heading.clone()), |case| {
            let value = &population.cases[case].shown[at];
            vec![if is_recorded(value) { Group::Value(value.clone()) } else { Group::NotRecorded }]
        })
    });
    std::iter::once(strata).chain(columns).collect()
}

fn table(
    population: &Population,
    in_sample: &[bool],
    column: MatchColumn,
    groups_of: impl Fn(usize) -> Vec<Group>,
) -> MatchTable {
    let mut counts: Sorted<Vec<Group>, (u32, u32)> = Sorted::new();
    for (case, drawn) in in_sample.iter().enumerate() {
        let count = counts.of(groups_of(case));
        count.0 += 1;
        count.1 += u32::from(*drawn);
    }
    let of = population.eligible();
    let drawn = in_sample.iter().filter(|drawn| **drawn).count() as u32;
    let rows = counts.into_iter().map(|(groups, (part, sample))| MatchRow {
        groups,
        population: Share { part, of },
        sample: Share { part: sample, of: drawn },
    });
    MatchTable { column, rows: rows.collect() }
}

/// How near a share found in a part of the sample is to that of the eligible cases of the part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartMargin {
    /// The pool, among [`Population::pools`]; `None` is the whole sample.
    pub pool: Option<usize>,
    /// The cases of the sample, reserves not counted.
    pub cases: u32,
    /// The eligible cases.
    pub eligible: u32,
    /// The margin, either way; `None` where no case was drawn.
    pub margin: Option<Percent>,
}

/// The margin of the whole sample and, where there are several, of each pool (4.4).
pub fn margins(population: &Population, drawn: &Drawn, confidence: Confidence) -> Vec<PartMargin> {
    let part = |pool: Option<usize>| {
        let is_of = |case: usize| pool.is_none_or(|pool| population.cases[case].pool == pool);
        let cases = drawn.of_kind(Kind::Sample).filter(|pick| is_of(pick.case)).count() as u32;
        let eligible = (0..population.cases.len()).filter(|case| is_of(*case)).count() as u32;
        PartMargin { pool, cases, eligible, margin: margin(cases, eligible, confidence) }
    };
    let pools = Some(0..population.pools.len()).filter(|pools| pools.len() > 1);
    std::iter::once(None).chain(pools.into_iter().flatten().map(Some)).map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(population: (u32, u32), sample: (u32, u32), expected: Option<i32>) {
        let share = |(part, of)| Share { part, of };
        let row =
            MatchRow { groups: Vec::new(), population: share(population), sample: share(sample) };
        assert_eq!(row.difference(), expected, "{population:?} {sample:?}");
    }

    #[test]
    fn a_difference_is_in_tenths_of_a_point_and_rounded_once() {
        check((1, 2), (1, 2), Some(0));
        check((1, 3), (1, 2), Some(167));
        check((1, 2), (1, 3), Some(-167));
        check((0, 5), (5, 5), Some(1000));
        // 12.25 and 12.35 are printed as 12.3 and 12.4.
        check((245, 2000), (247, 2000), Some(1));
        // Halves go away from zero on both sides.
        check((0, 2000), (1, 2000), Some(1));
        check((1, 2000), (0, 2000), Some(-1));
        check((1, 2), (0, 0), None);
    }
}
