//! The cases of a sample as cases of an inspection (4.10).

use domain::{Framework, Inspection, Slug};

use crate::headings::together;
use crate::{Drawn, Kind, Population};

/// The pool of a framework that a pool of a list is: the one with this identifier or title. Capitals,
/// blanks and signs do not matter. Where a framework has one pool only, a list that is one pool too
/// and names none is that one.
pub fn pool_named(framework: &Framework, name: &str) -> Option<Slug> {
    let pools = &framework.pools;
    if let ("", [only]) = (name, pools.as_slice()) {
        return Some(only.id);
    }
    let name = together(name);
    let is = |text: &str| !name.is_empty() && together(text) == name;
    let named = pools.iter().find(|pool| {
        is(pool.id.as_str()) || is(&pool.title.en) || pool.title.cy.as_deref().is_some_and(is)
    });
    named.map(|pool| pool.id)
}

/// The numbers that the cases drawn get in an inspection, one for each of [`Drawn::picks`]: one row of
/// numbers over all pools, in the order of the sample, that goes on after the highest number there.
///
/// Reserves have none, nor have the cases of a pool that is not in `pools`, whose places are those of
/// [`Population::pools`].
pub fn case_numbers(
    inspection: &Inspection,
    population: &Population,
    drawn: &Drawn,
    pools: &[Option<Slug>],
) -> Vec<Option<String>> {
    let mut numbers = inspection.next_numbers();
    let number = drawn.picks.iter().map(|pick| {
        let pool = pools.get(population.cases[pick.case].pool).copied().flatten();
        let enters = pick.kind == Kind::Sample && pool.is_some();
        if enters { numbers.next() } else { None }
    });
    number.collect()
}
