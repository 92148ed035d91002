//! What a fact makes of the state: pure, and in one place.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Alteration, Change, ReadingState, Refusal, StepBack, Steps, Target};

use super::{Action, AppState, Asking, Notice, Open, Pending, Said, Standing};
use shelf::{OpenFault, Settings, ShelfFault};

/// The state after `action`; `None` where nothing is altered.
pub fn step(state: &AppState, action: Action) -> Option<AppState> {
    let mut next = state.clone();
    match action {
        Action::Listed(list) => next.list = Some(list),
        Action::Went(route) => {
            if route == state.route {
                return None;
            }
            // What a file brought is told on the screen that shows it.
            let brought = matches!(state.notice.as_deref(), Some(Notice::Imported { .. }));
            if route.is_another_screen(&state.route) && !brought {
                next.notice = None;
            }
            if route.inspection() != state.route.inspection() {
                next.closed = None;
            }
            next.route = route;
        }
        Action::Opened(open) => {
            if state.open.as_ref().map(|open| open.inspection.id) != Some(open.inspection.id) {
                next.standing = Standing::Asking;
            }
            if let Some(mended) = &open.mended {
                next.notice = Some(Rc::new(Notice::Mended(mended.clone())));
            }
            let mut open = *open;
            if let Some(reader) = &open.reader {
                named(&mut next, reader);
            }
            // The same inspection with more in it: what was done here can still be taken back, and what
            // waits for a reason goes on waiting.
            let before = state.open.as_ref();
            match before.filter(|before| before.inspection.id == open.inspection.id) {
                Some(before) => {
                    open.steps = before.steps.clone();
                    open.declined = before.declined;
                    next.notice = joined(&mut open, before, &state.settings).or(next.notice);
                }
                None => next.asking = None,
            }
            next.open = Some(open);
            next.closed = None;
            next.failing = None;
        }
        Action::OpenFailed(id, fault) => {
            if state.route.inspection() != Some(id) {
                return None;
            }
            next.closed = Some(Rc::new(fault));
        }
        Action::Typed => {
            if state.typing {
                return None;
            }
            next.typing = true;
        }
        Action::Edited { edits, at } => return Some(edited(state, edits, at)),
        // The keys reach a window that looks on as well; and what waits for a reason is not to be forgotten.
        Action::Stepped { .. }
            if state.standing == Standing::LookingOn || state.asking.is_some() =>
        {
            return None;
        }
        Action::Stepped { way, at } => return stepped(state, way, at),
        Action::ReopenWanted(case, reading) => {
            let pending = Pending::Edits(Vec::new());
            next.asking = Some(Rc::new(Asking { readings: vec![(case, reading)], pending }));
        }
        Action::ReasonGiven { reason, at } => return reopened(state, &reason, at),
        Action::ReasonDeclined { held } => {
            state.asking.as_ref()?;
            next.asking = None;
            next.typing = held;
            if let Some(open) = next.open.as_mut() {
                open.declined = open.declined.wrapping_add(1);
            }
            next.notice = held.then(|| Rc::new(Notice::HeldBack));
        }
        Action::Met(id, changes) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == id)?;
            Rc::make_mut(&mut open.steps).meet(&changes);
        }
        Action::Committed(id, through) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == id)?;
            let left = open.outbox.iter().filter(|change| change.stamp.clock > through).cloned();
            open.outbox = Rc::new(left.collect());
            next.failing = None;
        }
        Action::Stands(id, standing) => {
            state.open.as_ref().filter(|open| open.inspection.id == id)?;
            next.standing = standing;
        }
        Action::SpaceIsLow(is_low) => {
            if is_low == state.is_low {
                return None;
            }
            next.is_low = is_low;
        }
        Action::WriteFailed(fault) => {
            next.failing = Some(fault);
            // It stays open: what is in memory alone would be lost with it.
            if std::mem::take(&mut next.locking) {
                next.notice = Some(Rc::new(Notice::NotLocked));
            }
        }
        Action::RetryDue => {
            state.failing?;
            next.failing = None;
        }
        Action::Checkpointed(written) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == written.id)?;
            open.folded = written.clock;
            // A case altered again while the snapshot was written stays on the list.
            let altered = open.altered.iter().filter(|id| {
                match (open.inspection.cases.get(id), written.cases.get(id)) {
                    (Some(now), Some(then)) => !Arc::ptr_eq(now, then),
                    _ => true,
                }
            });
            open.altered = Rc::new(altered.copied().collect());
        }
        Action::ReaderNamed(reader) => {
            named(&mut next, &reader);
        }
        Action::LockWanted => {
            next.locking = true;
            next.locks_soon = false;
        }
        Action::Locked => {
            // Something may have been entered while the second copy was written.
            if state.holds_unsaved_secret() {
                return None;
            }
            if let Some(open) = next.open.take_if(|open| open.is_sealed)
                && state.route.inspection() == Some(open.inspection.id)
            {
                next.closed = Some(Rc::new(OpenFault::Shelf(ShelfFault::Locked)));
                next.notice = None;
            }
            next.list = None;
            next.locking = false;
            next.locks_soon = false;
            next.n_locked += 1;
        }
        Action::Sealed(id, is_sealed) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == id)?;
            open.is_sealed = is_sealed;
            next.list = None;
        }
        Action::LocksSoon(soon) => {
            if soon == state.locks_soon {
                return None;
            }
            next.locks_soon = soon;
        }
        Action::Copied(id, copy) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == id)?;
            open.copy = Some(copy);
        }
        Action::PlaceFound(place) => next.place = place,
        Action::CopiesOnRequest(on_request) => {
            let mut settings = (*state.settings).clone();
            settings.copies_on_request = on_request;
            next.settings = Rc::new(settings);
        }
        Action::Removed(certificate) => {
            if state.open.as_ref().map(|open| open.inspection.id) == Some(certificate.id) {
                next.open = None;
            }
            next.certificate = Some(Rc::new(certificate));
        }
        Action::Told(notice) => next.notice = Some(Rc::new(notice)),
        Action::NoticeDismissed => {
            state.notice.as_ref()?;
            next.notice = None;
        }
    }
    Some(next)
}

/// Brings what was entered here and is not saved yet into what was read, as new changes: an entry that
/// another window has altered since stands as it does there, and what was entered here is in its history.
/// Where the store has lost what this window read from it, that is brought as well.
fn joined(open: &mut Open, before: &Open, settings: &Settings) -> Option<Rc<Notice>> {
    let at = before.outbox.last()?.stamp.at;
    let is_behind = before.outbox.first()?.stamp.clock > open.inspection.clock.saturating_add(1);
    let edits = match is_behind {
        true => before.inspection.beyond(&open.inspection),
        false => unsaved(&before.outbox),
    };
    let (mut n_overtaken, mut refused) = (0, Vec::new());
    for (target, entered) in edits {
        let there = open.inspection.value(&target);
        let knew = |change: &Change| {
            change.target == target && (change.before == there || change.after == there)
        };
        let is_overtaken = !is_behind && !before.outbox.iter().any(knew);
        if apply(open, settings, vec![(target, entered.clone())], at).is_err() {
            refused.extend(entered);
        } else if is_overtaken {
            n_overtaken += 1;
            // It stood there a moment ago.
            let _ = apply(open, settings, vec![(target, there)], at);
        }
    }
    match (refused.is_empty(), n_overtaken) {
        (true, 0) => None,
        (true, n) => Some(Rc::new(Notice::Overtaken(n))),
        (false, _) => Some(Rc::new(Notice::NotJoined(refused))),
    }
}

/// What each cell of these changes was set to last, in the order in which they were begun.
fn unsaved(changes: &[Change]) -> Edits {
    let mut edits = Edits::new();
    for change in changes {
        match edits.iter_mut().find(|(target, _)| *target == change.target) {
            Some((_, after)) => after.clone_from(&change.after),
            None => edits.push((change.target, change.after.clone())),
        }
    }
    edits
}

fn named(state: &mut AppState, reader: &str) {
    let mut settings = (*state.settings).clone();
    settings.reader = reader.to_owned();
    state.settings = Rc::new(settings);
}

/// All edits, or none: half of them could be a case without a pool.
fn edited(state: &AppState, edits: Edits, at: u64) -> AppState {
    let mut next = state.clone();
    next.typing = false;
    let Some(open) = next.open.as_mut() else { return next };
    let readings = open.inspection.reopened_by(&edits);
    if !readings.is_empty() {
        next.asking = Some(Rc::new(waiting(state, readings, edits)));
        return next;
    }
    match apply(open, &state.settings, edits, at) {
        Ok(changes) => {
            if !changes.is_empty() {
                open.said = None;
                Rc::make_mut(&mut open.steps).record(changes);
            }
            next.notice = None;
        }
        Err(refusal) => next.notice = Some(Rc::new(Notice::Refused(refusal))),
    }
    next
}

/// What waits for a reason: these edits, after those that wait already. A letter struck before the
/// question shows is not lost.
fn waiting(state: &AppState, readings: Readings, edits: Edits) -> Asking {
    let (mut all_readings, mut all) = match state.asking.as_deref() {
        Some(Asking { readings, pending: Pending::Edits(edits) }) => {
            (readings.clone(), edits.clone())
        }
        _ => Default::default(),
    };
    for reading in readings {
        if !all_readings.contains(&reading) {
            all_readings.push(reading);
        }
    }
    all.extend(edits);
    Asking { readings: all_readings, pending: Pending::Edits(all) }
}

/// Takes a step back, or says why not.
fn stepped(state: &AppState, way: StepBack, at: u64) -> Option<AppState> {
    let mut next = state.clone();
    let open = next.open.as_mut()?;
    let mut steps = Steps::clone(&open.steps);
    let (device, reader) = (state.settings.device, &state.settings.reader);
    match steps.take(way, &open.inspection, device, reader) {
        Err(why) => open.said = Some(Rc::new(Said::NotTaken(way, why))),
        Ok(edits) => {
            let readings = open.inspection.reopened_by(&edits);
            if !readings.is_empty() {
                let pending = Pending::Step(way);
                next.asking = Some(Rc::new(Asking { readings, pending }));
                return Some(next);
            }
            match apply(open, &state.settings, edits, at) {
                Ok(changes) => {
                    let altered = changes.iter().map(|change| Alteration {
                        target: change.target,
                        before: change.before.clone(),
                        after: change.after.clone(),
                    });
                    open.said = Some(Rc::new(Said::Took(way, altered.collect())));
                    steps.took(way, changes);
                    next.notice = None;
                }
                Err(refusal) => next.notice = Some(Rc::new(Notice::Refused(refusal))),
            }
        }
    }
    // A step that could not be taken is gone as well: it would stand in the way of those before it.
    open.steps = Rc::new(steps);
    Some(next)
}

/// Reopens what the reason was asked for, and does what waited for it: both or nothing.
fn reopened(state: &AppState, reason: &str, at: u64) -> Option<AppState> {
    let asking = state.asking.clone()?;
    let mut calm = state.clone();
    calm.asking = None;
    let mut next = calm.clone();
    let open = next.open.as_mut()?;
    let state_now = ReadingState::Reopened(reason.trim().to_owned()).value();
    let reopening = asking.readings.iter();
    let reopening =
        reopening.map(|(case, reading)| (Target::State(*case, *reading), state_now.clone()));
    let changes = match apply(open, &calm.settings, reopening.collect(), at) {
        Ok(changes) => changes,
        Err(refusal) => {
            calm.notice = Some(Rc::new(Notice::Refused(refusal)));
            return Some(calm);
        }
    };
    let done = match &asking.pending {
        Pending::Edits(edits) => {
            Rc::make_mut(&mut open.steps).record(changes);
            edited(&next, edits.clone(), at)
        }
        // What was taken back can still be done again: reopening alone is no reason to forget it.
        Pending::Step(way) => stepped(&next, *way, at)?,
    };
    if matches!(done.notice.as_deref(), Some(Notice::Refused(_))) {
        calm.notice = done.notice;
        return Some(calm);
    }
    Some(done)
}

type Edits = Vec<(Target, Option<String>)>;
type Readings = Vec<(domain::CaseId, domain::ReadingId)>;

/// Applies edits and puts their changes into the outbox. Gives the changes.
fn apply(
    open: &mut Open,
    settings: &Settings,
    edits: Edits,
    at: u64,
) -> Result<Vec<Change>, Refusal> {
    let mut inspection = (*open.inspection).clone();
    let mut altered = Rc::clone(&open.altered);
    let mut changes = Vec::new();
    for (target, after) in edits {
        let (device, reader) = (settings.device, &settings.reader);
        let Some(change) = inspection.change(device, reader, at, target, after) else { continue };
        inspection.apply(&open.edition.framework, &change)?;
        if let Some(case) = target.case()
            && !altered.contains(&case)
        {
            Rc::make_mut(&mut altered).push(case);
        }
        changes.push(change);
    }
    if !changes.is_empty() {
        open.inspection = Rc::new(inspection);
        Rc::make_mut(&mut open.outbox).extend(changes.iter().cloned());
        open.altered = altered;
    }
    Ok(changes)
}
