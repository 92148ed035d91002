//! Where the store meets the browser: following the address, opening inspections, keeping work safe.

use std::cell::Cell;
use std::rc::Rc;

use domain::{InspectionId, Sorted, StepBack, Target};
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::{address, clock, crash, sight};
use crate::route::Route;
use crate::shelf::{OpenFault, Shelf};

use super::{Action, AppState, Asking, Drafts, Open, Pending, Shelved, Start};

/// After so many changes the snapshot on the shelf follows, so that opening stays quick.
const CHANGES_A_SNAPSHOT: u64 = 64;
/// The wait after a failed write, in milliseconds.
const RETRY: u32 = 2_000;

/// What every screen may do: alter the inspection, tell the store, reach the shelf.
///
/// It is equal for as long as the language is, so nothing is drawn again on its account.
#[derive(Clone)]
pub struct Desk {
    /// The texts.
    pub words: Words,
    /// The shelf.
    pub shelf: Rc<Shelf>,
    /// What is typed and not yet a change.
    pub drafts: Rc<Drafts>,
    dispatch: UseReducerDispatcher<AppState>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        self.words == other.words && Rc::ptr_eq(&self.drafts, &other.drafts)
    }
}

impl Desk {
    /// Tells the store a fact.
    pub fn tell(&self, action: Action) {
        self.dispatch.dispatch(action);
    }

    /// A callback for a button.
    pub fn on_click(&self, act: impl Fn(&Self) + 'static) -> Callback<MouseEvent> {
        let desk = self.clone();
        Callback::from(move |_| act(&desk))
    }

    /// A callback that keeps the value chosen or entered as the value of one cell.
    pub fn on_value<T: Into<Option<String>> + 'static>(&self, target: Target) -> Callback<T> {
        let desk = self.clone();
        Callback::from(move |value: T| desk.edit(target, value.into()))
    }

    /// Alters one cell of the inspection.
    pub fn edit(&self, target: Target, after: Option<String>) {
        self.edit_all(vec![(target, after)]);
    }

    /// Alters several cells, all or none. What was typed before goes first.
    pub fn edit_all(&self, edits: Vec<(Target, Option<String>)>) {
        let mut all = self.drafts.take();
        all.extend(edits);
        let held = self.drafts.take_held(&all);
        all.splice(0..0, held);
        self.tell(Action::Edited { edits: all, at: clock::now() });
    }

    /// Takes back what was done last, or does again what was taken back. What is being typed is an edit
    /// like any other, and goes first.
    pub fn step(&self, way: StepBack) {
        self.send_drafts();
        self.tell(Action::Stepped { way, at: clock::now() });
    }

    /// Reopens what is complete for this reason, and does what waited for it.
    pub fn give_reason(&self, reason: String) {
        self.tell(Action::ReasonGiven { reason, at: clock::now() });
    }

    /// Leaves what is complete as it is. What was typed stays in its field.
    pub fn decline(&self, asking: &Asking) {
        let held = match &asking.pending {
            Pending::Edits(edits) => self.drafts.hold(edits),
            Pending::Step(_) => false,
        };
        sight::put_lists_back();
        self.tell(Action::ReasonDeclined { held });
    }

    /// Takes what was typed into a text field.
    pub fn type_in(&self, target: Target, text: AttrValue) {
        if self.drafts.is_empty() {
            self.tell(Action::Typed);
        }
        let desk = self.clone();
        self.drafts.type_in(target, text, move || desk.send_drafts());
    }

    /// Makes changes of everything typed.
    pub fn send_drafts(&self) {
        if !self.drafts.is_empty() && !crash::has_stopped() {
            self.edit_all(Vec::new());
        }
    }

    /// Reads the list of inspections anew.
    pub fn list_again(&self) {
        let desk = self.clone();
        spawn_local(async move {
            let mut shelved = Shelved::default();
            let mut by_date = Sorted::new();
            for one in desk.shelf.list().await.unwrap_or_default() {
                match one {
                    Ok(listed) => {
                        let inspection = &listed.head.inspection;
                        by_date.insert((inspection.fieldwork_from, inspection.id), listed);
                    }
                    Err(problems) => shelved.unreadable.push(problems),
                }
            }
            shelved.inspections = by_date.into_iter().rev().map(|(_, listed)| listed).collect();
            desk.tell(Action::Listed(Rc::new(shelved)));
        });
    }

    /// Keeps the reader's name or initials in this browser.
    pub fn name_reader(&self, reader: String) {
        let desk = self.clone();
        self.tell(Action::ReaderNamed(reader.clone()));
        spawn_local(async move {
            if let Err(fault) = desk.shelf.keep_reader(&reader).await {
                desk.tell(Action::Told(super::Notice::SettingsNotKept(fault)));
            }
        });
    }
}

/// The desk that the app laid out.
#[hook]
pub fn use_desk() -> Desk {
    #[expect(clippy::expect_used, reason = "the app provides it above every component")]
    use_context::<Desk>().expect("a component outside the app asked for the desk")
}

/// The store with everything that keeps it in step with the browser. Used once, by the app.
#[hook]
pub fn use_shell(start: &Start) -> (UseReducerHandle<AppState>, Desk) {
    let state = use_reducer(|| start.state.clone());
    let drafts = use_memo((), |()| Drafts::default());
    let shelf = start.shelf.clone();
    let desk = Desk { words: state.words, shelf, drafts, dispatch: state.dispatcher() };
    use_followed_address(&desk, &state);
    use_opened_inspection(&desk, &state);
    use_kept_work(&desk, &state);
    use_followed_snapshot(&desk, &state);
    use_kept_drafts(&desk);
    (state, desk)
}

#[hook]
fn use_followed_address(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let (here, follower) = (desk.clone(), desk.clone());
    use_effect_with((), move |()| {
        let listener = address::listen(move || {
            let fragment = address::fragment();
            if fragment == "main" {
                // The skip link: a place on this screen, no screen of its own.
                sight::focus("main");
                return;
            }
            follower.send_drafts();
            follower.tell(Action::Went(Route::parse(&fragment)));
        });
        // It may have changed while the shelf was being opened, with nobody to hear of it.
        here.tell(Action::Went(Route::parse(&address::fragment())));
        move || drop(listener)
    });
    let first = use_mut_ref(|| true);
    let desk = desk.clone();
    use_effect_with(state.route.clone(), move |route| {
        if *route == Route::Home {
            desk.list_again();
        }
        let is_first = std::mem::replace(&mut *first.borrow_mut(), false);
        if !is_first && !matches!(route, Route::Inspection(_, crate::route::Screen::Reading(..))) {
            sight::focus_heading();
        }
    });
}

#[hook]
fn use_opened_inspection(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let wanted = state.route.inspection();
    let in_hand = state.open.as_ref().map(|open| open.inspection.id);
    let unsaved = state.open.as_ref().is_some_and(|open| !open.outbox.is_empty());
    let told = state.closed.is_some();
    let desk = desk.clone();
    use_effect_with((wanted, in_hand, unsaved), move |(wanted, in_hand, unsaved)| {
        let Some(id) = wanted.filter(|id| *in_hand != Some(*id)) else { return };
        // Putting the one in hand away now would lose what could not be written yet; and what the start
        // could not open is told already.
        if *unsaved || told {
            return;
        }
        desk.drafts.forget();
        spawn_local(open_inspection(desk, id));
    });
}

async fn open_inspection(desk: Desk, id: InspectionId) {
    match Open::read(&desk.shelf, id).await {
        Ok(open) => desk.tell(Action::Opened(Box::new(open))),
        Err(fault) => desk.tell(Action::OpenFailed(id, fault)),
    }
}

/// Writes the outbox after the screen has shown it, one commit at a time.
#[hook]
fn use_kept_work(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let busy = use_memo((), |()| Cell::new(false));
    let outbox = state.open.as_ref().map(|open| (open.inspection.id, open.outbox.clone()));
    let failed = state.failing.is_some();
    let desk = desk.clone();
    use_effect_with((outbox, failed), move |(outbox, failed)| {
        let Some((id, changes)) = outbox else { return };
        let (id, changes) = (*id, changes.clone());
        if changes.is_empty() || *failed || busy.get() || crash::has_stopped() {
            return;
        }
        busy.set(true);
        spawn_local(async move {
            let outcome = desk.shelf.append(id, &changes).await;
            busy.set(false);
            match outcome {
                Ok(()) => {
                    let through = changes.last().map_or(0, |change| change.stamp.clock);
                    desk.tell(Action::Committed(id, through));
                }
                Err(fault) => {
                    desk.tell(Action::WriteFailed(fault));
                    clock::wait(RETRY).await;
                    desk.tell(Action::RetryDue);
                }
            }
        });
    });
}

/// Lets the snapshot on the shelf follow: after many changes, and when a screen is left.
#[hook]
fn use_followed_snapshot(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let open = state
        .open
        .clone()
        .filter(|open| open.outbox.is_empty() && open.inspection.clock > open.folded);
    let many =
        open.as_ref().is_some_and(|open| open.inspection.clock - open.folded >= CHANGES_A_SNAPSHOT);
    let settled = open.is_some();
    let busy = use_memo((), |()| Cell::new(false));
    let desk = desk.clone();
    let last_route = use_mut_ref(|| state.route.clone());
    use_effect_with((state.route.clone(), many, settled), {
        move |(route, many, _): &(Route, bool, bool)| {
            let left = route.is_another_screen(&last_route.borrow());
            let Some(open) = open.filter(|_| (left || *many) && !busy.get()) else { return };
            *last_route.borrow_mut() = route.clone();
            busy.set(true);
            spawn_local(async move {
                let written: Vec<_> = open.altered.iter().copied().collect();
                let outcome =
                    desk.shelf.checkpoint(&open.edition, &open.inspection, &written).await;
                busy.set(false);
                // A snapshot that failed is tried again later: the journal has the work.
                if outcome.is_ok() {
                    desk.tell(Action::Checkpointed(open.inspection));
                    if desk.is_at_home() {
                        desk.list_again();
                    }
                }
            });
        }
    });
}

impl Desk {
    fn is_at_home(&self) -> bool {
        Route::parse(&address::fragment()) == Route::Home
    }
}

#[hook]
fn use_kept_drafts(desk: &Desk) {
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let listeners = sight::listen_for_leaving(move || desk.send_drafts());
        move || drop(listeners)
    });
}

/// What the list needs to know about a fault of opening, for a screen to say it.
impl OpenFault {
    /// The problems in it, if it has any.
    pub fn problems(&self) -> &[domain::Problem] {
        match self {
            Self::Problems(problems) => problems,
            _ => &[],
        }
    }
}
