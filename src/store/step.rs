//! What a fact makes of the state: pure, and in one place.

use std::rc::Rc;
use std::sync::Arc;

use domain::{Refusal, Target};

use super::{Action, AppState, Notice, Open, Standing};
use shelf::{OpenFault, ShelfFault};

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
            if let Some(reader) = &open.reader {
                named(&mut next, reader);
            }
            next.open = Some(*open);
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
        Action::Edited { edits, at } => return edited(state, edits, at),
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
        Action::Exported(id, at) => {
            let open = next.open.as_mut().filter(|open| open.inspection.id == id)?;
            open.exported_at = Some(at);
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

fn named(state: &mut AppState, reader: &str) {
    let mut settings = (*state.settings).clone();
    settings.reader = reader.to_owned();
    state.settings = Rc::new(settings);
}

/// All edits, or none: half of them could be a case without a pool.
fn edited(state: &AppState, edits: Vec<(Target, Option<String>)>, at: u64) -> Option<AppState> {
    let mut next = state.clone();
    next.typing = false;
    let Some(open) = next.open.as_mut() else { return Some(next) };
    match apply(open, &state.settings, edits, at) {
        Ok(()) => next.notice = None,
        Err(refusal) => next.notice = Some(Rc::new(Notice::Refused(refusal))),
    }
    Some(next)
}

fn apply(
    open: &mut Open,
    settings: &shelf::Settings,
    edits: Vec<(Target, Option<String>)>,
    at: u64,
) -> Result<(), Refusal> {
    let mut inspection = (*open.inspection).clone();
    let mut outbox = Rc::clone(&open.outbox);
    let mut altered = Rc::clone(&open.altered);
    for (target, after) in edits {
        let (device, reader) = (settings.device, &settings.reader);
        let Some(change) = inspection.change(device, reader, at, target, after) else { continue };
        inspection.apply(&open.edition.framework, &change)?;
        if let Some(case) = target.case()
            && !altered.contains(&case)
        {
            Rc::make_mut(&mut altered).push(case);
        }
        Rc::make_mut(&mut outbox).push(change);
    }
    open.inspection = Rc::new(inspection);
    open.outbox = outbox;
    open.altered = altered;
    Ok(())
}
