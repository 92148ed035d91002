//! A whole number of cases for each group, in proportion.

use domain::Sorted;

/// Shares `total` out in proportion to `sizes`; never more to one than its size, and `total` in sum
/// (4.7). `total` is at most the sum of all sizes; what is above it cannot be given out.
///
/// Each exact share is rounded to the nearest whole number, halves up. What the sum then lacks goes,
/// one each, to groups that were rounded down, from the smallest up; what it has too much is taken,
/// one each, from groups that were rounded up, from the largest down. So none ends more than one
/// case away from its exact share. Of groups of one size the earlier counts as the smaller.
pub fn apportion(total: u32, sizes: &[u32]) -> Vec<u32> {
    let all: u64 = sizes.iter().map(|size| u64::from(*size)).sum();
    let total = u64::from(total).min(all);
    if all == 0 {
        return vec![0; sizes.len()];
    }
    // The exact share times `all`, so that everything stays whole.
    let exact = |at: usize| total * u64::from(sizes[at]);
    let rounded = |exact: u64| exact / all + u64::from(2 * (exact % all) >= all);
    let mut given: Vec<u64> = (0..sizes.len()).map(|at| rounded(exact(at))).collect();
    let sum: u64 = given.iter().sum();

    let order = smallest_first(sizes);
    let mut short = total.saturating_sub(sum);
    for at in &order {
        if short > 0 && given[*at] * all < exact(*at) {
            given[*at] += 1;
            short -= 1;
        }
    }
    let mut over = sum.saturating_sub(total);
    for at in order.iter().rev() {
        if over > 0 && given[*at] * all > exact(*at) {
            given[*at] -= 1;
            over -= 1;
        }
    }
    given.into_iter().map(|one| one as u32).collect()
}

/// The places of groups from the smallest up; of one size, the earlier first.
pub(crate) fn smallest_first(sizes: &[u32]) -> Vec<usize> {
    let sorted: Sorted<(u32, usize), ()> =
        sizes.iter().enumerate().map(|(at, size)| ((*size, at), ())).collect();
    sorted.keys().map(|(_, at)| *at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(total: u32, sizes: &[u32], expected: &[u32]) {
        assert_eq!(apportion(total, sizes), expected, "{total} among {sizes:?}");
    }

    #[test]
    fn shares_are_rounded_to_the_nearest_case() {
        check(10, &[50, 30, 20], &[5, 3, 2]);
        check(10, &[46, 34, 20], &[5, 3, 2]);
        // 4.5, 2.4 and 1.1: a half counts as the whole.
        check(8, &[45, 24, 11], &[5, 2, 1]);
        check(0, &[5, 5], &[0, 0]);
        check(3, &[], &[]);
        check(0, &[0, 0], &[0, 0]);
    }

    #[test]
    fn a_shortage_is_filled_from_the_smallest_group_up() {
        // 10.4, 5.3 and 2.3: rounded 17 of 18.
        check(18, &[104, 53, 23], &[10, 5, 3]);
        // 1.25 and five times 0.35, all rounded down: two short.
        check(3, &[25, 7, 7, 7, 7, 7], &[1, 1, 1, 0, 0, 0]);
    }

    #[test]
    fn an_excess_is_taken_from_the_largest_group_down() {
        // 4.5, 2.5 and 1: rounded 9 of 8.
        check(8, &[45, 25, 10], &[4, 3, 1]);
        // Of groups of one size the last counts as the largest: 1.5, 1.5 and 3.
        check(6, &[15, 15, 30], &[2, 1, 3]);
        // The largest was rounded down and has nothing to give back: 4.2, 2.6, 1.6, 1.6.
        check(10, &[42, 26, 16, 16], &[4, 2, 2, 2]);
    }

    #[test]
    fn a_group_that_was_rounded_the_other_way_is_left_alone() {
        // 0.9 is rounded up already; what is lacking goes to the next that was rounded down.
        check(10, &[9, 34, 57], &[1, 3, 6]);
        check(9, &[9, 24, 24, 33], &[1, 3, 2, 3]);
    }

    #[test]
    fn no_group_is_given_more_than_it_has() {
        check(6, &[1, 1, 4], &[1, 1, 4]);
        check(9, &[1, 1, 4], &[1, 1, 4]);
        check(u32::MAX, &[u32::MAX, 3], &[u32::MAX - 3, 3]);
    }
}
