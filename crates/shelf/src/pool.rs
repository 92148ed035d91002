//! What is left of an inspection, from every copy of it, and the longest valid chain in that.
//!
//! The segments of all copies go into one pool. Each names the segment before it by digest, so whatever
//! copy a segment comes from, it has one place. A chain from the beginning gives the whole inspection
//! with its history; a chain from a snapshot gives the inspection, with its history since.

use std::sync::Arc;

use domain::{Change, Inspection, InspectionId, Problem, Sorted};
use serde::{Deserialize, Serialize};
use wire::Edition;
use wire::store::{self, Head, Link, Tip};

/// One copy of an inspection, as raw texts: what the store holds of it, or a mirror, or a file.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Records {
    /// Its head.
    #[serde(default)]
    pub head: Option<String>,
    /// Its cases.
    #[serde(default)]
    pub cases: Vec<String>,
    /// The segments of its journal, in order.
    #[serde(default)]
    pub journal: Vec<String>,
    /// The tip of its journal.
    #[serde(default)]
    pub tip: Option<String>,
    /// The definition of its framework.
    #[serde(default)]
    pub edition: Option<String>,
}

impl Records {
    /// The digest of the edition it works to, by its head or its tip.
    pub(crate) fn edition_digest(&self) -> Option<String> {
        let of_head = || Some(store::read_head(self.head.as_ref()?).ok()?.edition.digest);
        let of_tip = || Some(Tip::read(self.tip.as_ref()?).ok()?.edition);
        of_head().or_else(of_tip)
    }

    /// How many changes the longest valid chain in it holds.
    pub(crate) fn n_changes(&self, id: InspectionId) -> u64 {
        let chain = longest(id, std::slice::from_ref(self), frameworks::edition);
        chain.map_or(0, |chain| chain.link.n_changes)
    }
}

/// The place in a journal for a segment whose first change has this clock, behind those that stand there:
/// changes of two devices may share a clock, two segments may not share a place.
pub fn place_after(segments: &[(u64, String)], clock: u64) -> u64 {
    segments.last().map_or(clock, |(place, _)| clock.max(place + 1))
}

/// A record that could not be used, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct Aside {
    /// Its text, as it was found.
    pub text: String,
    /// What is wrong with it; nothing where it is sound and belongs to another course of the work.
    pub problems: Vec<Problem>,
}

/// The longest chain of a pool, with what it adds up to.
pub(crate) struct Chain {
    /// The edition the inspection works to.
    pub edition: Arc<Edition>,
    /// The inspection.
    pub inspection: Inspection,
    /// The segments, each with the clock of its first change: from the beginning, or from a snapshot on.
    pub segments: Vec<(u64, String)>,
    /// Where it ends.
    pub link: Link,
    /// What was of no use.
    pub aside: Vec<Aside>,
}

struct Node {
    text: String,
    before: String,
    link: Link,
    changes: Vec<Change>,
    /// The node before it on the longest way from a root.
    parent: Option<usize>,
}

/// Finds the longest valid chain in several copies of an inspection.
///
/// # Errors
/// What is wrong, where no copy gives an inspection: nothing at all where there is nothing of it.
pub(crate) fn longest(
    id: InspectionId,
    copies: &[Records],
    known: impl Fn(&str) -> Option<Arc<Edition>>,
) -> Result<Chain, Vec<Aside>> {
    let mut pool = Pool::default();
    for (at, copy) in copies.iter().enumerate() {
        pool.take(id, copy, at);
    }
    let Some(edition) = pool.edition(copies, known) else { return Err(pool.aside) };
    pool.chain(id, edition, copies)
}

#[derive(Default)]
struct Pool {
    nodes: Vec<Node>,
    by_digest: Sorted<String, usize>,
    /// The heads that can be read, each with the place of its copy.
    heads: Vec<(Head, usize)>,
    aside: Vec<Aside>,
}

impl Pool {
    fn take(&mut self, id: InspectionId, copy: &Records, place: usize) {
        if let Some(text) = &copy.head {
            match store::read_head(text) {
                Ok(head) if head.inspection.id == id => self.heads.push((head, place)),
                Ok(_) => self.set_aside(text, Vec::new()),
                Err(problems) => self.set_aside(text, problems),
            }
        }
        // Segments before version 3 name none before them: there they stand in order.
        let mut last = String::new();
        for text in &copy.journal {
            let digest = wire::digest(text.as_bytes());
            if self.by_digest.get(&digest).is_some() {
                last = digest;
                continue;
            }
            match store::read_segment(text) {
                Ok(segment) if !segment.changes.is_empty() => {
                    let before = segment.before.unwrap_or_else(|| last.clone());
                    self.by_digest.insert(digest.clone(), self.nodes.len());
                    self.nodes.push(Node {
                        text: text.clone(),
                        before,
                        link: Link { n_changes: 0, digest: digest.clone() },
                        changes: segment.changes,
                        parent: None,
                    });
                    last = digest;
                }
                Ok(_) => {}
                Err(problems) => self.set_aside(text, problems),
            }
        }
    }

    fn set_aside(&mut self, text: &str, problems: Vec<Problem>) {
        if !self.aside.iter().any(|one| one.text == text) {
            self.aside.push(Aside { text: text.to_owned(), problems });
        }
    }

    fn edition(
        &mut self,
        copies: &[Records],
        known: impl Fn(&str) -> Option<Arc<Edition>>,
    ) -> Option<Arc<Edition>> {
        let mut digests: Vec<String> =
            self.heads.iter().map(|(head, _)| head.edition.digest.clone()).collect();
        let tips = copies.iter().filter_map(|copy| Tip::read(copy.tip.as_ref()?).ok());
        digests.extend(tips.map(|tip| tip.edition));
        let texts = || copies.iter().filter_map(|copy| copy.edition.as_ref());
        for digest in &digests {
            if let Some(edition) = known(digest) {
                return Some(edition);
            }
            if let Some(text) = texts().find(|text| wire::digest(text.as_bytes()) == *digest) {
                match Edition::read(text) {
                    Ok(edition) => return Some(Arc::new(edition)),
                    Err(problems) => self.set_aside(text, problems),
                }
            }
        }
        // Without head or tip that can be read, a definition beside the records is the one it worked to.
        let found = texts().find_map(|text| Edition::read(text).ok());
        found.map(Arc::new)
    }

    /// Gives every node that follows from `root` its parent and place; gives the last of the longest way.
    fn grow(&mut self, root: &Link) -> Option<usize> {
        let mut after: Sorted<String, Vec<usize>> = Sorted::new();
        for (at, node) in self.nodes.iter().enumerate() {
            after.of(node.before.clone()).push(at);
        }
        let mut open = vec![(root.clone(), None)];
        let mut longest: Option<usize> = None;
        let mut seen = vec![false; self.nodes.len()];
        while let Some((link, parent)) = open.pop() {
            for at in after.get(&link.digest).into_iter().flatten().copied() {
                if std::mem::replace(&mut seen[at], true) {
                    continue;
                }
                let n_changes = link.n_changes + self.nodes[at].changes.len() as u64;
                self.nodes[at].parent = parent;
                self.nodes[at].link.n_changes = n_changes;
                if longest.is_none_or(|one| self.nodes[one].link.n_changes < n_changes) {
                    longest = Some(at);
                }
                open.push((self.nodes[at].link.clone(), Some(at)));
            }
        }
        longest
    }

    /// The nodes on the way to one, in order.
    fn way(&self, last: Option<usize>) -> Vec<usize> {
        let mut way = Vec::new();
        let mut at = last;
        while let Some(one) = at {
            way.push(one);
            at = self.nodes[one].parent;
        }
        way.reverse();
        way
    }

    fn changes(&self, way: &[usize]) -> Vec<Change> {
        way.iter().flat_map(|at| self.nodes[*at].changes.iter().cloned()).collect()
    }

    /// The most changes that make an inspection: from the beginning, or from a snapshot.
    fn chain(
        mut self,
        id: InspectionId,
        edition: Arc<Edition>,
        copies: &[Records],
    ) -> Result<Chain, Vec<Aside>> {
        let framework = &edition.framework;
        let end = self.grow(&Link::default());
        let mut way = self.way(end);
        let mut inspection = Inspection::new(id);
        // A change that is refused ends the chain: what follows may rest on it.
        let mut n_sound = 0;
        'way: for at in &way {
            let mut next = inspection.clone();
            for change in &self.nodes[*at].changes {
                if next.apply(framework, change).is_err() {
                    break 'way;
                }
            }
            inspection = next;
            n_sound += 1;
        }
        way.truncate(n_sound);
        let mut link = way.last().map(|at| self.nodes[*at].link.clone()).unwrap_or_default();
        let mut is_found = !way.is_empty();

        for (head, place) in std::mem::take(&mut self.heads) {
            let Some(start) = head.link.clone() else { continue };
            let Some(mut from_snapshot) = self.with_cases(head, &copies[place], &edition) else {
                continue;
            };
            let end = self.grow(&start);
            let later = self.way(end);
            let reached = later.last().map_or(&start, |at| &self.nodes[*at].link).clone();
            if is_found && reached.n_changes <= link.n_changes {
                continue;
            }
            let changes = self.changes(&later);
            if changes.iter().all(|change| from_snapshot.apply(framework, change).is_ok()) {
                (inspection, link, way, is_found) = (from_snapshot, reached, later, true);
            }
        }
        if !is_found {
            return Err(self.aside);
        }
        let mut used = vec![false; self.nodes.len()];
        way.iter().for_each(|at| used[*at] = true);
        let unused = self.nodes.iter().zip(&used).filter(|(_, used)| !**used);
        let other: Vec<String> = unused.map(|(node, _)| node.text.clone()).collect();
        other.iter().for_each(|text| self.set_aside(text, Vec::new()));
        let mut segments: Vec<(u64, String)> = Vec::with_capacity(way.len());
        for at in way {
            let node = &self.nodes[at];
            let place = place_after(&segments, node.changes[0].stamp.clock);
            segments.push((place, node.text.clone()));
        }
        Ok(Chain { edition, inspection, segments, link, aside: self.aside })
    }

    /// The snapshot of a head, where all its cases can be read.
    fn with_cases(&mut self, head: Head, copy: &Records, edition: &Edition) -> Option<Inspection> {
        let mut inspection = head.inspection;
        for text in &copy.cases {
            match store::read_case(&edition.framework, text) {
                Ok((id, case)) => drop(inspection.cases.insert(id, Arc::new(case))),
                Err(problems) => self.set_aside(text, problems),
            }
        }
        (inspection.cases.len() == head.n_cases).then_some(inspection)
    }
}

impl Chain {
    /// The tip of the journal.
    pub(crate) fn tip(&self, turn: u64) -> Tip {
        let edition = self.edition.framework.digest.clone();
        Tip { edition, clock: self.inspection.clock, link: self.link.clone(), turn }
    }
}
