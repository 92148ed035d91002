//! A map kept as a sorted list: ordered like the standard one, and far less code for every type it
//! is used with, which counts in a page that has to fit one small file.

/// A map from keys to values, in the order of its keys.
///
/// Looking up takes the logarithm of its length, adding and removing its length: right for the
/// hundreds of entries an inspection has in one place.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sorted<K, V> {
    pairs: Vec<(K, V)>,
}

impl<K, V> Default for Sorted<K, V> {
    fn default() -> Self {
        Self { pairs: Vec::new() }
    }
}

impl<K: Ord, V> Sorted<K, V> {
    /// An empty map.
    pub const fn new() -> Self {
        Self { pairs: Vec::new() }
    }

    fn find(&self, key: &K) -> Result<usize, usize> {
        // What is added in order, as a fold or a file does, is found at the end at once.
        match self.pairs.last() {
            Some((last, _)) if last < key => Err(self.pairs.len()),
            _ => self.pairs.binary_search_by(|(one, _)| one.cmp(key)),
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.find(key).ok().map(|at| &self.pairs[at].1)
    }

    /// The value of a key, to be altered.
    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.find(key).ok().map(|at| &mut self.pairs[at].1)
    }

    /// Whether there is a value for a key.
    pub fn contains_key(&self, key: &K) -> bool {
        self.find(key).is_ok()
    }

    /// Puts a value; gives back the one it replaced.
    pub fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.find(&key) {
            Ok(at) => Some(std::mem::replace(&mut self.pairs[at].1, value)),
            Err(at) => {
                self.pairs.insert(at, (key, value));
                None
            }
        }
    }

    /// Takes a value out.
    pub fn remove(&mut self, key: &K) -> Option<V> {
        self.find(key).ok().map(|at| self.pairs.remove(at).1)
    }

    /// The value of a key; a default one is put there first where there is none.
    pub fn of(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let at = match self.find(&key) {
            Ok(at) => at,
            Err(at) => {
                self.pairs.insert(at, (key, V::default()));
                at
            }
        };
        &mut self.pairs[at].1
    }

    /// The pairs, in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> + ExactSizeIterator {
        self.pairs.iter().map(|(key, value)| (key, value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.pairs.iter().map(|(key, _)| key)
    }

    /// The values, in the order of their keys.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator {
        self.pairs.iter().map(|(_, value)| value)
    }

    /// The values, to be altered.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.pairs.iter_mut().map(|(_, value)| value)
    }

    /// Keeps only the pairs that `keep` says yes to.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &mut V) -> bool) {
        self.pairs.retain_mut(|(key, value)| keep(key, value));
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Sorted<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut sorted = Self::new();
        for (key, value) in pairs {
            sorted.insert(key, value);
        }
        sorted
    }
}

impl<'a, K: Ord, V> IntoIterator for &'a Sorted<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (K, V)>, fn(&'a (K, V)) -> (&'a K, &'a V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.iter().map(|(key, value)| (key, value))
    }
}

impl<K, V> IntoIterator for Sorted<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.pairs.into_iter()
    }
}

impl<K: Ord, V> std::ops::Index<&K> for Sorted<K, V> {
    type Output = V;

    fn index(&self, key: &K) -> &V {
        #[expect(clippy::expect_used, reason = "an index is asked only of keys that are there")]
        self.get(key).expect("a key that is in the map")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::Sorted;

    #[test]
    fn it_does_what_the_standard_map_does() {
        let (mut sorted, mut standard) = (Sorted::new(), BTreeMap::new());
        for step in 0_u32..2_000 {
            // A walk that meets every key several times, in no order.
            let key = step.wrapping_mul(2_654_435_761) % 61;
            match step % 3 {
                0 => assert_eq!(sorted.remove(&key), standard.remove(&key)),
                1 => assert_eq!(sorted.insert(key, step), standard.insert(key, step)),
                _ => {
                    *sorted.of(key) += *standard.entry(key).and_modify(|one| *one += 1).or_insert(1)
                }
            }
            let value = standard.get(&key).copied();
            if let (Some(one), Some(value)) = (sorted.get_mut(&key), value) {
                *one = value;
            }
            assert!(sorted.iter().eq(standard.iter()));
            assert_eq!(sorted.contains_key(&key), standard.contains_key(&key));
            assert_eq!(sorted.get(&key), standard.get(&key));
            assert_eq!((sorted.len(), sorted.is_empty()), (standard.len(), standard.is_empty()));
            assert!(sorted.keys().eq(standard.keys()) && sorted.values().eq(standard.values()));
            assert!((&sorted).into_iter().eq(&standard));
        }
        sorted.values_mut().for_each(|value| *value /= 2);
        standard.values_mut().for_each(|value| *value /= 2);
        sorted.retain(|key, value| key % 2 == 0 && *value > 500);
        standard.retain(|key, value| key % 2 == 0 && *value > 500);
        assert!(!standard.is_empty() && sorted.iter().eq(standard.iter()));
        assert!(sorted.clone().into_iter().eq(standard.clone()));
        assert!(Sorted::from_iter(standard.clone()) == sorted && sorted[&0] == standard[&0]);
    }

    #[test]
    fn a_new_one_is_empty() {
        let sorted: Sorted<u32, u32> = Sorted::new();
        assert!(sorted.is_empty() && sorted == Sorted::default());
        assert_eq!((sorted.len(), sorted.get(&1)), (0, None));
    }
}
