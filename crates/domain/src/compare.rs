//! What a file would bring to an inspection that is already here.
//!
//! The work divides into the cases and the inspection's own part (its fields and the service
//! record). In each, the changes here and the changes in the file are sets. Where one holds the
//! other, the larger one is simply newer. Where neither does, both sides worked on it since they
//! parted, and that is refused until it can be merged answer by answer.

use std::collections::{BTreeMap, BTreeSet};

use crate::{CaseId, Change, DeviceId};

/// What the file brings to one case, or to the inspection's own part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CaseNews {
    /// Not here yet.
    New,
    /// The same here and there.
    Same,
    /// The file has changes that are not here.
    NewerThere,
    /// The file lacks changes that are here.
    NewerHere,
    /// Each side has changes that the other lacks.
    BothChanged,
}

/// A file held against the inspection here.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Comparison {
    /// The news by case; the inspection's own part under `None`.
    pub news: BTreeMap<Option<CaseId>, CaseNews>,
    /// The positions, among the file's changes, of those that are not here.
    pub missing_here: Vec<usize>,
}

impl Comparison {
    /// Whether both sides changed anything.
    pub fn is_refused(&self) -> bool {
        self.news.values().any(|news| *news == CaseNews::BothChanged)
    }
}

type ChangeId = (DeviceId, u32);

/// Compares by the identity of changes. Neither clock nor content decides.
pub fn compare(here: &[Change], there: &[Change]) -> Comparison {
    let sets = |changes: &[Change]| {
        let mut sets: BTreeMap<Option<CaseId>, BTreeSet<ChangeId>> = BTreeMap::new();
        for change in changes {
            let id = (change.stamp.device, change.stamp.sequence);
            sets.entry(change.target.case()).or_default().insert(id);
        }
        sets
    };
    let (ours, theirs) = (sets(here), sets(there));
    let news = theirs
        .iter()
        .map(|(part, theirs)| {
            let news = match ours.get(part) {
                None => CaseNews::New,
                Some(ours) if ours == theirs => CaseNews::Same,
                Some(ours) if ours.is_subset(theirs) => CaseNews::NewerThere,
                Some(ours) if theirs.is_subset(ours) => CaseNews::NewerHere,
                Some(_) => CaseNews::BothChanged,
            };
            (*part, news)
        })
        .collect();
    let known: BTreeSet<ChangeId> = ours.into_values().flatten().collect();
    let missing_here = there
        .iter()
        .enumerate()
        .filter(|(_, change)| !known.contains(&(change.stamp.device, change.stamp.sequence)))
        .map(|(position, _)| position)
        .collect();
    Comparison { news, missing_here }
}
