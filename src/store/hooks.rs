//! Where the store meets the browser: following the address, opening inspections, keeping work safe.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::{InspectionId, Problem, Sorted, StepBack, Target};
use words::Words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::clock::Later;
use crate::browser::{address, clock, crash, sight};
use crate::copies::Copying;
use crate::route::Route;
use shelf::{Listed, Shelf, ShelfFault};

use super::copying::use_copies;
use super::keeping::use_kept_work;
use super::seat::Seat;
use super::{
    Action, AppState, Asking, Drafts, Keeping, Notice, Open, Pending, Shelved, Standing, Start,
};

/// After so many changes the snapshot on the shelf follows, so that opening stays quick.
const CHANGES_A_SNAPSHOT: u64 = 64;
/// How long after a save the mirror follows, in milliseconds.
const FOLLOW: u32 = 3_000;
/// When the mirror is looked at after an inspection was opened, in milliseconds.
const LOOK_AT_MIRROR: u32 = 1_000;
/// When ballast is laid after the start, and how often room for it is looked for, in milliseconds.
const LAY_BALLAST: u32 = 5_000;
const LOOK_FOR_ROOM: u32 = 20_000;

/// After so long without use what has a passphrase is locked, and how long before it is said, in
/// milliseconds.
const LOCK_AFTER: u64 = 15 * 60_000;
const WARN_BEFORE: u64 = 60_000;
/// How often it is looked at, in milliseconds.
const LOOK_FOR_USE: u32 = 5_000;

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
    /// Whether a change is on its way to the shelf.
    pub unsaved: Rc<Cell<bool>>,
    /// What is known of copies outside the browser.
    pub copying: Rc<Copying>,
    pub(super) seat: Rc<RefCell<Option<Rc<Seat>>>>,
    following: Rc<RefCell<Sorted<InspectionId, Later>>>,
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
    /// like any other, and goes first: it is drawn before the step, or its field would hold it for a draft.
    pub fn step(&self, way: StepBack) {
        self.send_drafts();
        let desk = self.clone();
        spawn_local(async move {
            clock::breathe().await;
            desk.tell(Action::Stepped { way, at: clock::now() });
        });
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
            let mut list = desk.shelf.list().await.unwrap_or_default();
            if desk.bring_back(&list).await {
                list = desk.shelf.list().await.unwrap_or_default();
            }
            for one in list {
                match one {
                    Ok(listed) => {
                        let inspection = &listed.head.inspection;
                        by_date.insert((inspection.fieldwork_from, inspection.id), listed);
                    }
                    Err(problems) => shelved.unreadable.push(problems),
                }
            }
            shelved.locked = desk.shelf.locked().await.unwrap_or_default();
            shelved.inspections = by_date.into_iter().rev().map(|(_, listed)| listed).collect();
            desk.tell(Action::Listed(Rc::new(shelved)));
        });
    }

    /// Brings back from the mirror what the store has lost. Gives whether there was anything.
    async fn bring_back(&self, list: &[Result<Listed, Vec<Problem>>]) -> bool {
        let listed: Vec<_> = list.iter().flatten().map(|one| one.head.inspection.id).collect();
        let mut n_back = 0;
        for id in self.shelf.only_mirrored(&listed) {
            n_back += usize::from(self.shelf.load(id).await.is_ok_and(|one| one.mended.is_some()));
        }
        if n_back > 0 {
            self.tell(Action::Told(Notice::BroughtBack(n_back)));
        }
        n_back > 0
    }

    /// Takes the right to write from another window.
    pub fn take_over(&self) {
        if let Some(seat) = self.seat.borrow().clone() {
            spawn_local(seat.take_over());
        }
    }

    /// Locks everything that has a passphrase: what is in hand once it is saved.
    pub fn lock_now(&self) {
        self.send_drafts();
        self.tell(Action::LockWanted);
    }

    /// Unlocks an inspection and opens it where it is on the screen.
    ///
    /// # Errors
    /// Why it is still locked.
    pub async fn unlock(&self, id: InspectionId, passphrase: &str) -> Result<(), ShelfFault> {
        self.shelf.unlock(id, passphrase).await?;
        self.drafts.forget();
        open_inspection(self.clone(), id).await;
        Ok(())
    }

    /// The records of an inspection were sealed, or opened, for good.
    pub fn sealed(&self, id: InspectionId, is_sealed: bool) {
        self.tell(Action::Sealed(id, is_sealed));
        self.saved(id);
    }

    /// What follows a save: the other windows are told, and the mirror follows after a while.
    pub(super) fn saved(&self, id: InspectionId) {
        if let Some(seat) = &*self.seat.borrow() {
            seat.say_saved();
        }
        self.tell(Action::SpaceIsLow(self.shelf.is_low()));
        self.copying.owe(id);
        let mut following = self.following.borrow_mut();
        // The wait that runs is not begun anew: the mirror is never further behind than that.
        if !following.contains_key(&id) {
            let desk = self.clone();
            let later = Later::new(FOLLOW, move || {
                spawn_local(async move {
                    // What is saved meanwhile begins a wait of its own.
                    desk.following.borrow_mut().remove(&id);
                    let _ = desk.shelf.follow(id).await;
                });
            });
            following.insert(id, later);
        }
    }

    /// Keeps the reader's name or initials in this browser, or with the inspection on the screen where
    /// that has a passphrase.
    pub fn name_reader(&self, reader: String) {
        let with = Route::parse(&address::fragment()).inspection();
        self.name_reader_with(with, reader);
    }

    /// Keeps the reader's name or initials with an inspection, where that has a passphrase.
    pub fn name_reader_with(&self, with: Option<InspectionId>, reader: String) {
        let desk = self.clone();
        self.tell(Action::ReaderNamed(reader.clone()));
        spawn_local(async move {
            if let Err(fault) = desk.shelf.keep_reader(with, &reader).await {
                desk.tell(Action::Told(Notice::SettingsNotKept(fault)));
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
    let unsaved = use_memo((), |()| Cell::new(false));
    let copying = use_memo((), |()| Copying::default());
    let seat = use_memo((), |()| RefCell::default());
    let following = use_memo((), |()| RefCell::default());
    let desk = Desk {
        words: state.words,
        shelf: start.shelf.clone(),
        drafts,
        unsaved,
        copying,
        seat,
        following,
        dispatch: state.dispatcher(),
    };
    use_followed_address(&desk, &state);
    use_opened_inspection(&desk, &state);
    use_seat(&desk, &state);
    use_mirror(&desk, &state);
    use_ballast(&desk, &state);
    use_kept_work(&desk, &state);
    use_followed_snapshot(&desk, &state);
    use_kept_drafts(&desk);
    use_copies(&desk, &state);
    use_locking(&desk, &state);
    use_idle_lock(&desk);
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
    let opened = Open::read(&desk.shelf, id).await;
    // Another one may be wanted by now, and in hand: this one would be put in its place under the pointer.
    if Route::parse(&address::fragment()).inspection() != Some(id) {
        return;
    }
    match opened {
        Ok(open) => desk.tell(Action::Opened(Box::new(open))),
        Err(fault) => desk.tell(Action::OpenFailed(id, fault)),
    }
}

/// Sits down at the inspection in hand, and gets up when it is put away.
#[hook]
fn use_seat(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let id = state.open.as_ref().map(|open| open.inspection.id);
    let in_browser = state.keeping == Keeping::Browser;
    let desk = desk.clone();
    use_effect_with((id, in_browser), move |(id, in_browser)| {
        let seat = match *id {
            Some(id) if *in_browser => Some(Seat::take(desk.clone(), id)),
            // What is in memory is this window's alone.
            Some(id) => {
                desk.tell(Action::Stands(id, Standing::Writing));
                None
            }
            None => None,
        };
        desk.seat.replace(seat.clone());
        move || seat.iter().for_each(|seat| seat.leave())
    });
}

/// Holds what was opened against the mirror: not before the screen stands, since that one is seldom ahead.
#[hook]
fn use_mirror(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let id = state.open.as_ref().map(|open| open.inspection.id);
    let writes = state.standing == Standing::Writing;
    let desk = desk.clone();
    use_effect_with((id, writes), move |(id, writes)| {
        let looking = id.filter(|_| *writes).map(|id| {
            Later::new(LOOK_AT_MIRROR, move || {
                spawn_local(async move {
                    if desk.unsaved.get() || !desk.shelf.is_behind_mirror(id).await {
                        return;
                    }
                    if let Ok(loaded) = desk.shelf.load_again(id).await {
                        desk.tell(Action::Opened(Box::new(Open::of(&desk.shelf, loaded))));
                    }
                });
            })
        });
        move || drop(looking)
    });
}

/// Lays ballast once the page has come to rest, and tries again for as long as there is no room for it.
#[hook]
fn use_ballast(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let (in_browser, is_low) = (state.keeping == Keeping::Browser, state.is_low);
    let desk = desk.clone();
    use_effect_with((in_browser, is_low), move |(in_browser, is_low)| {
        let pause = if *is_low { LOOK_FOR_ROOM } else { LAY_BALLAST };
        let laying = in_browser.then(|| {
            Later::new(pause, move || {
                spawn_local(async move {
                    let is_low = desk.shelf.lay_ballast().await == Err(ShelfFault::Full);
                    desk.tell(Action::SpaceIsLow(is_low));
                });
            })
        });
        move || drop(laying)
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

/// Locks what is to be locked as soon as it is saved.
#[hook]
fn use_locking(desk: &Desk, state: &UseReducerHandle<AppState>) {
    let is_due = state.locking && !state.holds_unsaved_secret();
    let in_hand = state.open.as_ref().filter(|open| open.is_sealed);
    let in_hand = in_hand.map(|open| open.inspection.id);
    let putting = desk.clone();
    use_effect_with(is_due, move |is_due| {
        if *is_due {
            spawn_local(async move {
                if let Some(id) = in_hand {
                    // The second copy follows anyway; here it need not wait for the next unlocking.
                    let _ = putting.shelf.follow(id).await;
                }
                putting.tell(Action::Locked);
            });
        }
    });
    let forgetting = desk.clone();
    use_effect_with(state.n_locked, move |n_locked| {
        if *n_locked == 0 {
            return;
        }
        forgetting.shelf.lock_all();
        forgetting.drafts.forget();
        if forgetting.is_at_home() {
            forgetting.list_again();
        } else {
            sight::focus_heading();
        }
        // The reader of what was locked is told with it; this browser's own may be another one.
        spawn_local(async move {
            if let Ok(settings) = forgetting.shelf.settings(clock::random()).await {
                forgetting.tell(Action::ReaderNamed(settings.reader));
            }
        });
    });
}

/// Locks after some time without use, and says so a minute before.
#[hook]
fn use_idle_lock(desk: &Desk) {
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let used_at = Rc::new(Cell::new(clock::now()));
        let (seen, watching) = (used_at.clone(), desk.clone());
        // A computer that slept wakes with a move of the pointer: the time counts, not the move.
        let look = move || {
            let idle = clock::now().saturating_sub(seen.get());
            if idle >= LOCK_AFTER && watching.shelf.has_keys() {
                // What cannot be saved is not locked away: it is tried again in a minute.
                seen.set(clock::now().saturating_sub(LOCK_AFTER - WARN_BEFORE));
                watching.lock_now();
                return true;
            }
            watching.tell(Action::LocksSoon(
                idle >= LOCK_AFTER - WARN_BEFORE && watching.shelf.has_keys(),
            ));
            false
        };
        let ticking = clock::Every::new(LOOK_FOR_USE, {
            let look = look.clone();
            move || {
                look();
            }
        });
        let listeners = sight::listen_for_use(move || {
            if !look() {
                used_at.set(clock::now());
            }
        });
        move || drop((ticking, listeners))
    });
}

#[hook]
fn use_kept_drafts(desk: &Desk) {
    let desk = desk.clone();
    use_effect_with((), move |()| {
        let listeners = sight::listen_for_leaving(move |is_left| {
            desk.shelf.hurry(is_left);
            desk.send_drafts();
        });
        move || drop(listeners)
    });
}
