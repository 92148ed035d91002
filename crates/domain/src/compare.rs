//! What a file would bring to an inspection that is already here.
//!
//! The work divides into the cases and the inspection's own part (its fields and the service
//! record). In each, the changes here and the changes in the file are sets. Where one holds the
//! other, the larger one is simply newer. Where neither does, both sides worked on it since they
//! parted, and that is refused until it can be merged answer by answer.

use crate::{CaseId, Change, ChangeId, Sorted};

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
    pub news: Sorted<Option<CaseId>, CaseNews>,
    /// The positions, among the file's changes, of those that are not here.
    pub missing_here: Vec<usize>,
}

impl Comparison {
    /// Whether both sides changed anything.
    pub fn is_refused(&self) -> bool {
        self.news.values().any(|news| *news == CaseNews::BothChanged)
    }
}

/// Compares by the identity of changes. Neither clock nor content decides.
pub fn compare(here: &[Change], there: &[Change]) -> Comparison {
    let known = |changes: &[Change]| {
        let mut known: Vec<ChangeId> = changes.iter().map(Change::id).collect();
        known.sort_unstable();
        known
    };
    let (ours, theirs) = (known(here), known(there));
    // By part: whether the file has it, whether it is here, what each lacks of the other.
    let mut parts: Sorted<Option<CaseId>, [bool; 4]> = Sorted::new();
    let mut missing_here = Vec::new();
    for (position, change) in there.iter().enumerate() {
        let part = parts.of(change.target.case());
        part[0] = true;
        if ours.binary_search(&change.id()).is_err() {
            part[2] = true;
            missing_here.push(position);
        }
    }
    for change in here {
        let part = parts.of(change.target.case());
        part[1] = true;
        part[3] |= theirs.binary_search(&change.id()).is_err();
    }
    let news =
        parts.into_iter().filter_map(|(part, [there, here, missing_here, missing_there])| {
            let news = match (here, missing_here, missing_there) {
                _ if !there => return None,
                (false, ..) => CaseNews::New,
                (true, false, false) => CaseNews::Same,
                (true, true, false) => CaseNews::NewerThere,
                (true, false, true) => CaseNews::NewerHere,
                (true, true, true) => CaseNews::BothChanged,
            };
            Some((part, news))
        });
    Comparison { news: news.collect(), missing_here }
}
