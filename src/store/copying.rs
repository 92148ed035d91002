//! Copies outside the browser, as the store has them made: by themselves, on request, in a folder.

use std::rc::Rc;

use domain::InspectionId;
use shelf::Copy;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser::clock::{Every, Later};
use crate::browser::folder::Folder;
use crate::copies::{self, CopyPlace};

use super::{Action, AppState, Desk, Notice, Standing};

/// When the folder of an earlier visit is looked for after the start, in milliseconds.
const LOOK_FOR_FOLDER: u32 = 1_000;
/// How often it is looked whether a copy is due, in milliseconds.
const LOOK_AT_COPY: u32 = 5_000;

impl Desk {
    /// Makes a copy outside the browser because somebody asked for one, and tells where it is.
    pub fn copy(&self, id: InspectionId) {
        self.make_copy(id, true);
    }

    /// Makes a copy outside the browser, unless they are made on request only.
    pub fn copy_by_itself(&self, id: InspectionId) {
        if !self.copying.on_request.get() {
            self.make_copy(id, false);
        }
    }

    fn make_copy(&self, id: InspectionId, tell_where: bool) {
        if self.copying.is_busy.replace(true) {
            return;
        }
        let desk = self.clone();
        spawn_local(async move {
            let made = copies::make(&desk, id).await;
            desk.copying.is_busy.set(false);
            let place = desk.find_place().await;
            let notice = match made {
                Ok(made) => {
                    desk.copied(id, made.copy.clone());
                    match made.not_in_folder {
                        Some(fault) => Some(Notice::NotInFolder(fault, made.copy.name)),
                        None => tell_where.then_some(Notice::Copied(made.copy, place)),
                    }
                }
                Err(fault) => Some(Notice::NotCopied(fault)),
            };
            if let Some(notice) = notice {
                desk.tell(Action::Told(notice));
            }
        });
    }

    /// What follows a copy.
    pub fn copied(&self, id: InspectionId, copy: Copy) {
        if self.shelf.tip(id).is_some_and(|tip| tip.link.n_changes <= copy.n_changes) {
            self.copying.settle(id);
        }
        self.tell(Action::Copied(id, copy));
    }

    /// Asks for a folder that copies go to.
    pub fn choose_folder(&self) {
        let desk = self.clone();
        spawn_local(async move {
            match Folder::choose().await {
                Ok(None) => return,
                Ok(Some(folder)) => {
                    folder.remember().await;
                    desk.copying.folder.replace(Some(Rc::new(folder)));
                }
                Err(fault) => desk.tell(Action::Told(Notice::NoFolder(fault))),
            }
            desk.find_place().await;
        });
    }

    /// Asks to write to the folder of an earlier visit.
    pub fn allow_folder(&self) {
        let desk = self.clone();
        spawn_local(async move {
            let folder = desk.copying.folder.borrow().clone();
            if let Some(folder) = folder {
                folder.ask().await;
            }
            desk.find_place().await;
        });
    }

    /// Lets copies be downloads again.
    pub fn leave_folder(&self) {
        let desk = self.clone();
        spawn_local(async move {
            desk.copying.folder.take();
            Folder::forget().await;
            desk.find_place().await;
        });
    }

    /// Keeps whether copies are made only on request.
    pub fn copy_on_request(&self, on_request: bool) {
        let desk = self.clone();
        self.tell(Action::CopiesOnRequest(on_request));
        spawn_local(async move {
            if let Err(fault) = desk.shelf.keep_copies_on_request(on_request).await {
                desk.tell(Action::Told(Notice::SettingsNotKept(fault)));
            }
        });
    }

    /// Finds out where copies go now, and tells it.
    async fn find_place(&self) -> CopyPlace {
        let folder = self.copying.folder.borrow().clone();
        let place = match folder {
            Some(folder) => CopyPlace::Folder {
                name: folder.name().into(),
                is_allowed: folder.is_allowed().await,
            },
            None => CopyPlace::Downloads,
        };
        self.tell(Action::PlaceFound(place.clone()));
        place
    }
}

/// Where copies go, and when.
#[derive(Clone, PartialEq)]
pub struct CopySettings {
    /// Where.
    pub place: CopyPlace,
    /// Whether only on request.
    pub on_request: bool,
}

/// The settings of copies, as the app keeps them.
#[hook]
pub fn use_copy_settings() -> CopySettings {
    #[expect(clippy::expect_used, reason = "the app provides them above every component")]
    use_context::<CopySettings>().expect("a component outside the app asked for the copies")
}

/// Makes copies outside the browser as they fall due.
#[hook]
pub fn use_copies(desk: &Desk, state: &UseReducerHandle<AppState>) {
    desk.copying.on_request.set(state.settings.copies_on_request);
    let open = state.open.as_ref().filter(|_| state.standing == Standing::Writing);
    let id = open.map(|open| open.inspection.id);
    let n_copied = open.and_then(|open| Some(open.copy.as_ref()?.n_changes)).unwrap_or_default();
    {
        let desk = desk.clone();
        use_effect_with((), move |()| {
            let looking = Later::new(LOOK_FOR_FOLDER, move || {
                spawn_local(async move {
                    if let Some(folder) = Folder::remembered().await {
                        desk.copying.folder.replace(Some(Rc::new(folder)));
                        desk.find_place().await;
                    }
                });
            });
            move || drop(looking)
        });
    }
    let desk = desk.clone();
    use_effect_with(id, move |id| {
        let looking = id.map(|id| {
            // What an earlier visit left uncopied counts from this one on.
            if desk.shelf.tip(id).is_some_and(|tip| tip.link.n_changes > n_copied) {
                desk.copying.owe(id);
            }
            Every::new(LOOK_AT_COPY, move || {
                if desk.copying.is_due(id) {
                    desk.copy_by_itself(id);
                }
            })
        });
        move || drop(looking)
    });
}
