//! Writing what was entered, and what is done when it cannot be written.

use std::cell::Cell;

use domain::InspectionId;
use shelf::ShelfFault;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{clock, crash};

use super::{Action, AppState, Desk, Open, Standing};

/// The wait after a failed write, in milliseconds.
const RETRY: u32 = 2_000;

/// Writes the outbox after the screen has shown it, one commit at a time.
#[hook]
pub fn use_kept_work(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let busy = use_memo((), |()| Cell::new(false));
    // What fails again as soon as it is mended is told.
    let was_mended = use_memo((), |()| Cell::new(false));
    let outbox = state.open.as_ref().map(|open| (open.inspection.id, open.outbox.clone()));
    let failed = state.failing.is_some();
    let may_write = state.standing == Standing::Writing;
    let desk = desk.clone();
    use_effect_with((outbox, failed, may_write), move |(outbox, failed, may_write)| {
        let Some((id, changes)) = outbox else { return };
        let (id, changes) = (*id, changes.clone());
        desk.unsaved.set(!changes.is_empty());
        if !may_write || changes.is_empty() || *failed || busy.get() || crash::has_stopped() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = desk.shelf.append(id, &changes).await;
            let is_mended = match outcome {
                Err(fault) if !was_mended.get() => desk.mends(id, fault, &busy).await,
                _ => false,
            };
            was_mended.set(is_mended);
            if is_mended {
                return;
            }
            busy.set(false);
            match outcome {
                Ok(()) => {
                    let through = changes.last().map_or(0, |change| change.stamp.clock);
                    desk.tell(Action::Committed(id, through));
                    desk.saved(id);
                }
                Err(fault) => {
                    desk.tell(Action::WriteFailed(fault));
                    // Not where another window is ahead: that would be another course of the work.
                    if fault != ShelfFault::Elsewhere {
                        let _ = desk.shelf.hold_beside(id, &changes).await;
                    }
                    clock::wait(RETRY).await;
                    desk.tell(Action::RetryDue);
                }
            }
        });
    });
}

impl Desk {
    /// Mends what kept a write from its place, if it can be; what was not written is in the outbox of what
    /// is then in hand, and written next.
    async fn mends(&self, id: InspectionId, fault: ShelfFault, busy: &Cell<bool>) -> bool {
        let Some(seat) = self.seat.borrow().clone() else { return false };
        match fault {
            // The store was emptied under this window: what it held is in the mirror, and what that one
            // does not have yet is on the screen.
            ShelfFault::Gone => {
                seat.pause();
                busy.set(false);
                let loaded = self.shelf.load_again(id).await;
                let is_mended = loaded.is_ok();
                if let Ok(loaded) = loaded {
                    self.tell(Action::Opened(Box::new(Open::of(&self.shelf, loaded))));
                }
                seat.resume();
                is_mended
            }
            // Another window wrote although this one has the right to, as one does that brings in a file.
            ShelfFault::Elsewhere => {
                seat.pause();
                busy.set(false);
                seat.catch_up().await
            }
            _ => false,
        }
    }
}
