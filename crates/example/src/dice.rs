//! Chance that falls the same way every time.

/// The splitmix64 generator.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice that fall as the seed says.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub(crate) fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number from `least` to `most`, both included.
    pub(crate) fn number(&mut self, least: u64, most: u64) -> u64 {
        least + self.draw() % (most - least + 1)
    }

    /// Whether something of this chance, in per cent, happens.
    pub(crate) fn happens(&mut self, percent: u64) -> bool {
        self.number(1, 100) <= percent
    }

    /// One of a list that is not empty.
    pub(crate) fn one<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.number(0, list.len() as u64 - 1) as usize]
    }

    /// One of a list with weights.
    pub(crate) fn weighted(&mut self, list: &[(&'static str, u64)]) -> &'static str {
        let mut left = self.number(1, list.iter().map(|(_, weight)| weight).sum());
        for (value, weight) in list {
            match left.checked_sub(*weight) {
                None | Some(0) => return value,
                Some(rest) => left = rest,
            }
        }
        list[0].0
    }

    /// `n` cards in a chance order whose values have these shares in per cent, as nearly as whole
    /// cards can; what is left over has the first value.
    pub(crate) fn deck(&mut self, n: usize, shares: &[(&'static str, usize)]) -> Vec<&'static str> {
        let mut cards = Vec::with_capacity(n);
        for (value, percent) in &shares[1..] {
            cards.extend(std::iter::repeat_n(*value, (n * percent + 50) / 100));
        }
        cards.resize(n, shares[0].0);
        for at in (1..n).rev() {
            cards.swap(at, self.number(0, at as u64) as usize);
        }
        cards
    }
}
