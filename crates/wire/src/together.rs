//! Several exports of one inspection, put together so that all of it can be rated.
//!
//! Each case may be in one file only: two readings of one case by two readers cannot be merged. The
//! inspection's own changes may be in every file. They are facts that all files share, so the union
//! of them counts; but two service records that have grown apart are refused.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::{CaseId, Change, ChangeId, Fault, Inspection, Place, Problem, Target};

use crate::Edition;
use crate::export::{Exported, in_order};

/// The inspection that several files hold between them.
#[derive(Clone, PartialEq, Debug)]
pub struct Together {
    /// The edition that all of them work to.
    pub edition: Arc<Edition>,
    /// The inspection: the fold of the changes of all files.
    pub inspection: Inspection,
}

/// Puts exports together; each is given with the name that problems call it by.
///
/// # Errors
/// Every reason why they do not go together, each with the position of the file it is in. Without a
/// file there is nothing to put together, and nothing wrong to name.
pub fn together(files: &[(String, Exported)]) -> Result<Together, Vec<(usize, Problem)>> {
    let Some((_, first)) = files.first() else { return Err(Vec::new()) };
    let mut problems = strangers(files);
    if !problems.is_empty() {
        return Err(problems);
    }
    problems.extend(shared_cases(files));
    problems.extend(parted_records(files));
    if !problems.is_empty() {
        return Err(problems);
    }
    let changes = union(files);
    let inspection = Inspection::fold(&first.edition.framework, first.inspection.id, &changes)
        .map_err(|(at, refusal)| vec![refused(files, &changes[at], refusal)])?;
    Ok(Together { edition: Arc::clone(&first.edition), inspection })
}

/// Files of another inspection or edition than the first.
fn strangers(files: &[(String, Exported)]) -> Vec<(usize, Problem)> {
    let Some((_, first)) = files.first() else { return Vec::new() };
    let faults = files.iter().enumerate().filter_map(|(at, (_, file))| {
        let digest = |one: &Exported| one.edition.framework.digest.clone();
        if file.inspection.id != first.inspection.id {
            Some((at, Fault::OtherInspection))
        } else if digest(file) != digest(first) {
            Some((at, Fault::OtherEdition))
        } else {
            None
        }
    });
    faults.map(|(at, fault)| (at, Problem::at(Place::File, fault))).collect()
}

/// Cases that an earlier file has too, by identity or by number.
fn shared_cases(files: &[(String, Exported)]) -> Vec<(usize, Problem)> {
    let mut problems = Vec::new();
    let mut ids: BTreeMap<CaseId, usize> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, (_, file)) in files.iter().enumerate() {
        for (id, case) in &file.inspection.cases {
            let with_id = *ids.entry(*id).or_insert(at);
            let with_number = *numbers.entry(&case.number).or_insert(at);
            if let Some(other) = [with_id, with_number].into_iter().find(|other| *other != at) {
                let fault = Fault::CaseInBoth { other: files[other].0.clone() };
                problems.push((at, Problem::at(Place::Case(case.number.clone()), fault)));
            }
        }
    }
    problems
}

/// Files whose service record has changes that the fullest one lacks, or whose own changes
/// contradict those of another file.
fn parted_records(files: &[(String, Exported)]) -> Vec<(usize, Problem)> {
    let own: Vec<_> = files.iter().map(|(_, file)| own_changes(file)).collect();
    let n_service = |at: usize| own[at].values().filter(|one| is_service(one)).count();
    let Some(fullest) = (0..files.len()).rev().max_by_key(|at| n_service(*at)) else {
        return Vec::new();
    };
    let mut problems = Vec::new();
    let mut known: BTreeMap<ChangeId, (usize, &Change)> = BTreeMap::new();
    for (at, changes) in own.iter().enumerate() {
        let lacking = changes
            .iter()
            .find(|(id, change)| is_service(change) && !own[fullest].contains_key(*id))
            .map(|_| fullest);
        let other = changes.iter().fold(lacking, |other, (id, change)| {
            let (first, same) = *known.entry(*id).or_insert((at, *change));
            other.or((same != *change).then_some(first))
        });
        if let Some(other) = other {
            let fault = Fault::ServiceRecordInBoth { other: files[other].0.clone() };
            problems.push((at, Problem::at(Place::File, fault)));
        }
    }
    problems
}

fn own_changes(file: &Exported) -> BTreeMap<ChangeId, &Change> {
    let own = file.changes.iter().filter(|change| change.target.case().is_none());
    own.map(|change| (change.id(), change)).collect()
}

fn is_service(change: &Change) -> bool {
    change.target.case().is_none() && !matches!(change.target, Target::Inspection(_))
}

/// The changes of all files in the order of their clocks; the inspection's own ones once.
fn union(files: &[(String, Exported)]) -> Vec<Change> {
    let mut changes: Vec<Change> =
        files.iter().flat_map(|(_, file)| &file.changes).cloned().collect();
    in_order(&mut changes);
    changes.dedup_by(|later, earlier| later == earlier && later.target.case().is_none());
    changes
}

/// A change that could happen in its own file and cannot among those of the others.
fn refused(
    files: &[(String, Exported)],
    change: &Change,
    refusal: domain::Refusal,
) -> (usize, Problem) {
    let at = files.iter().position(|(_, file)| file.changes.contains(change)).unwrap_or(0);
    let number = change
        .target
        .case()
        .and_then(|id| files.get(at).and_then(|(_, file)| file.inspection.cases.get(&id)));
    let place = number.map_or(Place::File, |case| Place::Case(case.number.clone()));
    (at, Problem::at(place, Fault::Refused(refusal)))
}
